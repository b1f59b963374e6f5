-- What is not committed: by comparing definitions, or by what was recorded about statements.
CREATE FUNCTION gitversion_internal.noted_status(p_branch_name text)
RETURNS TABLE (path text, change gitversion.change_type, old_path text, "by" text, at timestamptz,
    statement text)
LANGUAGE sql STABLE SET enable_seqscan = off
BEGIN ATOMIC
    WITH noted AS (
        SELECT DISTINCT ON (e.classid, e.objid, e.objsubid)
            coalesce(e.path, i.path, e.object_identity) AS path, i.path AS old_path,
            e.event = 'sql_drop' AS gone, e.objsubid, e.classid, e.objid,
            e.executed_by, e.occurred_at, e.statement
        FROM gitversion.ddl_events e
        JOIN gitversion.branches b ON b.id = e.branch_id
        -- + 0: by its oid, as a branch has many.
        LEFT JOIN gitversion.object_identities i ON i.branch_id + 0 = e.branch_id
            AND i.classid = e.classid AND i.objid = e.objid AND i.objsubid = e.objsubid
        WHERE b.branch_name = p_branch_name AND b.is_active AND e.commit_id IS NULL
          AND e.objid IS NOT NULL
        ORDER BY e.classid, e.objid, e.objsubid, e.id DESC
    ), part AS (
        SELECT n.path FROM noted n CROSS JOIN LATERAL gitversion_internal.above(n.path) a (path)
        -- IS TRUE: the paths are hashed, however few the planner expects.
        WHERE (a.path IN (SELECT u.path FROM noted u
            WHERE NOT u.gone AND u.old_path IS NULL OR u.gone AND u.old_path IS NOT NULL)) IS TRUE
    )
    SELECT n.path,
        CASE WHEN n.gone THEN 'DROP' WHEN n.old_path IS NULL THEN 'CREATE'
            WHEN n.path <> n.old_path THEN 'RENAME' ELSE 'ALTER' END::gitversion.change_type,
        CASE WHEN NOT n.gone AND n.path <> n.old_path THEN n.old_path END,
        n.executed_by, n.occurred_at, n.statement
    FROM noted n
    WHERE NOT (n.gone AND n.old_path IS NULL) AND NOT gitversion_internal.is_ignored(n.path)
      -- Parts of what is new or gone as a whole are not listed by themselves.
      AND n.path NOT IN (SELECT p.path FROM part p)
    ORDER BY n.path;
END;
COMMENT ON FUNCTION gitversion_internal.noted_status(text) IS
    'status by what was recorded about statements, without Java; internal';

CREATE FUNCTION gitversion_internal.statement_of(p_branch_id integer, p_path text,
    p_change gitversion.change_type, p_classid oid, p_objid oid, p_objsubid integer,
    p_is_privileges boolean)
RETURNS TABLE ("by" text, at timestamptz, statement text) LANGUAGE sql STABLE
BEGIN ATOMIC
    -- An OR would have all events of the branch looked at for each of its changes.
    SELECT d.executed_by, d.occurred_at, d.statement
    FROM (
        SELECT e.* FROM gitversion.ddl_events e
        WHERE e.branch_id = p_branch_id AND e.commit_id IS NULL
          AND e.objid = p_objid AND e.classid = p_classid AND e.objsubid IN (0, p_objsubid)
        UNION ALL
        SELECT e.* FROM gitversion.ddl_events e
        WHERE e.branch_id = p_branch_id AND e.commit_id IS NULL AND e.objid IS NULL AND p_is_privileges) d
    ORDER BY d.objsubid = p_objsubid DESC NULLS LAST,
        -- What made it, or brought it to its name; else the latest.
        d.path = p_path DESC NULLS LAST,
        CASE WHEN p_change IN ('CREATE', 'RENAME') THEN d.id END, d.id DESC
    LIMIT 1;
END;
COMMENT ON FUNCTION gitversion_internal.statement_of(
    integer, text, gitversion.change_type, oid, oid, integer, boolean) IS
    'who made an uncommitted change when and by which statement; internal';

CREATE FUNCTION gitversion.status(p_branch_name text DEFAULT NULL, p_exact boolean DEFAULT true)
RETURNS TABLE (path text, change gitversion.change_type, old_path text, "by" text, at timestamptz,
    statement text, reason text)
LANGUAGE plpgsql AS $$
DECLARE
    v_name pg_catalog.text := coalesce(p_branch_name, gitversion.current_branch());
    v_id integer := gitversion_internal.branch_id(v_name);
    v_schema pg_catalog.text := (SELECT b.schema_name FROM gitversion.branches b WHERE b.id OPERATOR(pg_catalog.=) v_id);
BEGIN
    IF p_exact IS NULL THEN
        PERFORM gitversion_internal.raise('VC014', 'argument p_exact is NULL',
            'It says whether definitions are compared.', 'Give true or false.');
    ELSIF NOT EXISTS (SELECT FROM pg_catalog.pg_namespace n WHERE n.nspname OPERATOR(pg_catalog.=) v_schema) THEN
        PERFORM gitversion_internal.refuse_schema(v_schema, v_name);
    ELSIF p_exact THEN
        RETURN QUERY
            SELECT c.path, c.change, c.old_path, e."by", e.at, e.statement, c.reason
            FROM gitversion_internal.changes(v_id, v_name) WITH ORDINALITY
                AS c (path, change, old_path, classid, objid, objsubid, privileges, is_certain, reason, n)
            LEFT JOIN LATERAL gitversion_internal.statement_of(v_id, c.path, c.change, c.classid, c.objid,
                c.objsubid, c.privileges) e ON true
            ORDER BY c.n;
    ELSE
        RETURN QUERY SELECT s.*, NULL::text FROM gitversion_internal.noted_status(v_name) s;
    END IF;
END
$$;
COMMENT ON FUNCTION gitversion.status(text, boolean) IS
    'uncommitted changes of a branch, with who made each of them when and by which statement, and the '
    'reason why commit refuses what it does, changed or not; not exact: the objects that statements '
    'touched since the head, found without starting Java';

-- The changes of a branch, and what in it commit refuses.
CREATE FUNCTION gitversion_internal.unsupported(p_schema text, p_roots oid[])
RETURNS TABLE (description text, reason text) LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_parts oid[];
    v_near oid[];
BEGIN
    IF p_roots IS NOT NULL THEN
        SELECT s.parts, s.near INTO v_parts, v_near FROM gitversion_internal.scope(p_roots) s;
    END IF;
    RETURN QUERY EXECUTE gitversion_internal.catalog_query('unsupported', p_roots IS NOT NULL)
        USING gitversion_internal.search_path(p_schema), p_roots, v_parts, v_near, p_schema;
    PERFORM pg_catalog.set_config('search_path', 'pg_catalog, pg_temp', true);
END
$$;
COMMENT ON FUNCTION gitversion_internal.unsupported(text, oid[]) IS
    'what in a schema, or of the given objects in it, cannot be represented, and why; internal';

CREATE FUNCTION gitversion_internal.refused(p_schema text, p_live gitversion_internal.live_object[])
RETURNS SETOF gitversion_internal.change LANGUAGE sql
BEGIN ATOMIC
    WITH odd AS (
        SELECT l.* FROM (
            SELECT l.classid, l.objid, l.objsubid, l.kind, l.path, max(l.path) OVER o AS place,
                max(l.classid) FILTER (WHERE l.path IS NOT NULL) OVER o AS place_classid
            FROM unnest(p_live) l WINDOW o AS (PARTITION BY l.objid, l.objsubid)) l
        WHERE l.path IS NULL
    ), found AS (
        SELECT d.place AS path, d.place_classid AS classid, d.objid, d.objsubid,
            pg_catalog.format('refers to schema "%s" of another branch', d.kind) AS reason
        FROM odd d WHERE d.classid IS NULL AND d.kind IS NOT NULL AND d.place IS NOT NULL
        UNION ALL
        SELECT coalesce(pg_catalog.pg_describe_object(coalesce(d.classid, d.place_classid), d.objid,
                d.objsubid), d.objid::text), coalesce(d.classid, d.place_classid), d.objid, d.objsubid,
            'has a comment, label or privileges that cannot be kept'
        FROM odd d WHERE d.classid IS NOT NULL OR d.kind IS NULL
        UNION ALL
        SELECT u.description, NULL, NULL, NULL, u.reason
        FROM gitversion_internal.unsupported(p_schema, NULL) u
    )
    SELECT f.path, NULL::gitversion.change_type, NULL::text, max(f.classid), max(f.objid), max(f.objsubid), false, true,
        string_agg(DISTINCT f.reason, '; ')
    FROM found f GROUP BY f.path ORDER BY f.path COLLATE "C";
END;
COMMENT ON FUNCTION gitversion_internal.refused(text, gitversion_internal.live_object[]) IS
    'what is in a schema and cannot be committed: by its path or else a description, with the reason; '
    'internal';

-- Where extensions come or go, a name that a text qualifies may come to mean a member, or cease to.
CREATE FUNCTION gitversion_internal.may_mean_members(p_branch_id integer, p_schema oid)
RETURNS boolean LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT NOT EXISTS (SELECT FROM gitversion.branch_states s WHERE s.branch_id = p_branch_id
            AND s.counts[1] = gitversion_internal.rest_of_catalogs(p_schema))
        AND EXISTS (SELECT FROM pg_catalog.pg_proc p, gitversion.branches r
            WHERE p.pronamespace = p_schema AND r.is_active AND r.parent_branch_id IS NULL
              AND strpos(lower(pg_catalog.concat(p.prosrc, p.proconfig)), lower(r.schema_name)) > 0);
END;
COMMENT ON FUNCTION gitversion_internal.may_mean_members(integer, oid) IS
    'whether texts in a schema that name that of the root may mean something else than at the head; '
    'internal';

CREATE FUNCTION gitversion_internal.changes(p_branch_id integer, p_branch_name text)
RETURNS SETOF gitversion_internal.change LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_schema oid;
    v_name text;
    v_is_noted boolean;
    v_live gitversion_internal.live_object[];
    v_changes gitversion_internal.change[];
    v_refused gitversion_internal.change[];
    v_part record;
BEGIN
    SELECT n.oid, n.nspname, s.branch_id IS NOT NULL INTO v_schema, v_name, v_is_noted
    FROM gitversion.branches b JOIN pg_namespace n ON n.nspname = b.schema_name
    LEFT JOIN gitversion.branch_states s ON s.branch_id = b.id AND s.commit_id = b.head_commit_id
        AND s.cluster_id = (SELECT c.system_identifier FROM pg_control_system() c)
    WHERE b.id = p_branch_id;
    IF v_is_noted THEN
        SELECT p.* INTO v_part FROM gitversion_internal.changes_of_part(p_branch_id, v_schema) p;
        IF v_part.is_known THEN
            RETURN QUERY SELECT c.* FROM unnest(v_part.changes) c;
            RETURN;
        END IF;
    END IF;
    v_live := ARRAY(SELECT l FROM gitversion_internal.live_objects(v_name, NULL) l);
    v_refused := ARRAY(SELECT r FROM gitversion_internal.refused(v_name, v_live) r);
    IF v_is_noted AND NOT gitversion_internal.may_mean_members(p_branch_id, v_schema) THEN
        v_changes := ARRAY(SELECT d FROM gitversion_internal.differences(
            ARRAY(SELECT l FROM unnest(v_live) l WHERE l.path IS NOT NULL), ARRAY(
            SELECT (i.classid, i.objid, i.objsubid, i.kind, i.path, i.definition, i.privileges,
                i.is_other)::gitversion_internal.live_object
            FROM gitversion.object_identities i WHERE i.branch_id = p_branch_id)) d);
    END IF;
    IF v_changes IS NULL OR EXISTS (SELECT FROM unnest(v_changes) c WHERE NOT c.is_certain) THEN
        -- Where the versions do not tell, Java compares definitions, and notes the versions if it may.
        v_changes := ARRAY(SELECT (c.*, true, NULL)::gitversion_internal.change FROM jsonb_to_recordset(
            gitversion_internal.status(p_branch_name, v_refused <> '{}')) AS c (path text,
                change gitversion.change_type, old_path text, classid oid, objid oid, objsubid integer,
                privileges boolean));
    END IF;
    RETURN QUERY SELECT x.path, x.change, x.old_path, x.classid, x.objid, x.objsubid, x.privileges,
            x.is_certain, x.reason
        FROM (SELECT y.path, y.change, y.old_path, y.classid, y.objid, y.objsubid, y.privileges,
                y.is_certain, max(y.reason) OVER p AS reason, y.n, min(y.n) OVER p AS first
            FROM (SELECT c.* FROM unnest(v_changes) WITH ORDINALITY AS c (path, change, old_path, classid,
                    objid, objsubid, privileges, is_certain, reason, n)
                UNION ALL SELECT r.*, NULL FROM unnest(v_refused) r) y
            WINDOW p AS (PARTITION BY y.path)) x
        WHERE x.n IS NOT NULL OR x.first IS NULL
        ORDER BY x.n, x.path COLLATE "C";
END
$$;
COMMENT ON FUNCTION gitversion_internal.changes(integer, text) IS
    'the changes of a branch since its head, and what in it cannot be committed; internal';

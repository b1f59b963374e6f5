-- What may differ between a branch and its head, and what does.
CREATE FUNCTION gitversion_internal.known_objects(p_branch_id integer, p_oids oid[], p_paths text[])
RETURNS SETOF gitversion_internal.live_object LANGUAGE sql STABLE SET enable_seqscan = off
SET enable_nestloop = on
BEGIN ATOMIC
    -- What was at a path may be another object: its columns come along by its oid. + 0: a branch has many.
    WITH wanted AS (
        SELECT unnest(p_oids) AS objid
        UNION SELECT i.objid FROM gitversion.object_identities i
        WHERE i.branch_id = p_branch_id AND i.path IN (SELECT unnest(p_paths))
    )
    SELECT i.classid, i.objid, i.objsubid, i.kind, i.path, i.definition, i.privileges,
        i.is_other
    FROM wanted w JOIN gitversion.object_identities i ON i.objid = w.objid AND i.branch_id + 0 = p_branch_id;
END;
COMMENT ON FUNCTION gitversion_internal.known_objects(integer, oid[], text[]) IS
    'the objects of the head of a branch that have one of some oids, or the oid of what is at one of some '
    'paths; internal';

CREATE FUNCTION gitversion_internal.is_missing(p_branch_id integer, p_schema oid, p_looked_at oid[])
RETURNS boolean LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT EXISTS (SELECT FROM gitversion.object_identities i
        LEFT JOIN pg_catalog.pg_class c ON i.classid = 'pg_catalog.pg_class'::regclass
            AND c.oid = i.objid AND c.relnamespace = p_schema
        LEFT JOIN pg_catalog.pg_constraint k ON i.classid = 'pg_catalog.pg_constraint'::regclass
            AND k.oid = i.objid AND k.connamespace = p_schema
        LEFT JOIN pg_catalog.pg_type t ON i.classid = 'pg_catalog.pg_type'::regclass
            AND t.oid = i.objid AND t.typnamespace = p_schema
        LEFT JOIN pg_catalog.pg_proc p ON i.classid = 'pg_catalog.pg_proc'::regclass
            AND p.oid = i.objid AND p.pronamespace = p_schema
        LEFT JOIN pg_catalog.pg_trigger g ON i.classid = 'pg_catalog.pg_trigger'::regclass
            AND g.oid = i.objid
        LEFT JOIN pg_catalog.pg_policy y ON i.classid = 'pg_catalog.pg_policy'::regclass
            AND y.oid = i.objid
        LEFT JOIN pg_catalog.pg_rewrite w ON i.classid = 'pg_catalog.pg_rewrite'::regclass
            AND w.oid = i.objid
        LEFT JOIN pg_catalog.pg_statistic_ext s ON i.classid = 'pg_catalog.pg_statistic_ext'::regclass
            AND s.oid = i.objid AND s.stxnamespace = p_schema
        WHERE i.branch_id = p_branch_id AND i.objsubid = 0
          AND i.classid IN ('pg_catalog.pg_class'::regclass, 'pg_catalog.pg_constraint'::regclass,
              'pg_catalog.pg_type'::regclass, 'pg_catalog.pg_proc'::regclass,
              'pg_catalog.pg_trigger'::regclass, 'pg_catalog.pg_policy'::regclass,
              'pg_catalog.pg_rewrite'::regclass, 'pg_catalog.pg_statistic_ext'::regclass)
          AND coalesce(c.oid, k.oid, t.oid, p.oid, g.oid, y.oid, w.oid, s.oid) IS NULL
          AND i.objid NOT IN (SELECT unnest(p_looked_at)));
END;
COMMENT ON FUNCTION gitversion_internal.is_missing(integer, oid, oid[]) IS
    'whether an object of the head of a branch is not there any more, but for some oids; internal';

CREATE FUNCTION gitversion_internal.mean_others(
    p_schema text, p_changes gitversion_internal.change[], p_roots oid[])
RETURNS boolean LANGUAGE sql STABLE
BEGIN ATOMIC
    WITH place AS (
        SELECT unnest(ARRAY[c.path, c.old_path]) AS path
        FROM unnest(p_changes) c WHERE c.change <> 'ALTER'
    ), name AS (
        SELECT split_part(p.path, '/', 1) AS folder,
            replace(replace(split_part(p.path, '/', 2), '%2F', '/'), '%25', '%') AS name
        FROM place p WHERE split_part(p.path, '/', 2) <> '' AND split_part(p.path, '/', 3) = ''
    )
    SELECT EXISTS (SELECT FROM name) AND gitversion_internal.is_named_elsewhere(p_schema,
        ARRAY(SELECT n.name FROM name n
            WHERE n.folder NOT IN ('functions', 'procedures', 'aggregates')),
        -- Where the arguments begin is not certain when the name has parentheses.
        ARRAY(SELECT left(n.name, g.at - 1) FROM name n, generate_series(1, length(n.name)) g (at)
            WHERE n.folder IN ('functions', 'procedures', 'aggregates')
              AND substr(n.name, g.at, 1) = '('), p_roots);
END;
COMMENT ON FUNCTION gitversion_internal.mean_others(text, gitversion_internal.change[], oid[]) IS
    'whether a name that came or went is also that of something else on the path of a branch; internal';

CREATE FUNCTION gitversion_internal.changes_of_part(
    p_branch_id integer, p_schema oid, OUT is_known boolean, OUT changes gitversion_internal.change[])
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp SET enable_seqscan = off AS $$
DECLARE
    c record;
    v_live gitversion_internal.live_object[];
    v_known gitversion_internal.live_object[];
    v_schema text := (SELECT n.nspname FROM pg_namespace n WHERE n.oid = p_schema);
    v_roots oid[];
    v_more oid[];
    v_looked_at oid[];
BEGIN
    is_known := false;
    SELECT x.* INTO c FROM gitversion_internal.changed(p_branch_id) x;
    IF c.horizon IS NULL THEN
        RETURN;
    ELSIF c.roots = '{}' AND c.counts[3:] = c.before[3:] THEN
        is_known := true;
        RETURN;
    ELSIF c.is_commented THEN
        -- Whether a comment is gone of which no event tells is not seen in the rows there are.
        RETURN;
    END IF;
    v_roots := c.roots;
    FOR round IN 1 .. 5 LOOP
        IF cardinality(v_roots) > c.most THEN
            RETURN;
        END IF;
        v_live := ARRAY(SELECT l FROM gitversion_internal.live_objects(v_schema, v_roots) l);
        IF EXISTS (SELECT FROM unnest(v_live) l WHERE l.path IS NULL)
            OR EXISTS (SELECT FROM gitversion_internal.unsupported(v_schema, v_roots)) THEN
            RETURN;
        END IF;
        v_looked_at := c.gone || (SELECT s.parts FROM gitversion_internal.scope(v_roots) s);
        v_known := ARRAY(SELECT k FROM gitversion_internal.known_objects(p_branch_id, v_looked_at,
            ARRAY(SELECT l.path FROM unnest(v_live) l)) k);
        v_more := ARRAY(
            SELECT u.objid FROM unnest(v_known) k
            JOIN gitversion.object_identities u ON u.branch_id = p_branch_id AND u.path =
                split_part(k.path, '/', 1) || '/' || split_part(k.path, '/', 2)
            WHERE (k.objid IN (SELECT unnest(c.gone))) IS TRUE
            UNION
            SELECT d.root
            FROM (SELECT array_agg(l.classid) AS classes,
                    array_agg(l.objid) AS objects
                FROM unnest(v_live) l
                -- IS TRUE: they are hashed, however few the planner expects.
                WHERE ((l.classid, l.objid, l.objsubid) IN (SELECT k.classid, k.objid, k.objsubid
                        FROM unnest(v_known) k)) IS TRUE AND (l.classid, l.objid, l.objsubid, l.path) NOT IN (
                    SELECT k.classid, k.objid, k.objsubid, k.path FROM unnest(v_known) k)) r,
                gitversion_internal.dependents(r.classes, r.objects) d
            WHERE d.schema = p_schema
            EXCEPT SELECT unnest(v_roots));
        IF v_more = '{}' THEN
            changes := ARRAY(SELECT d FROM gitversion_internal.differences(v_live, v_known) d);
            is_known := NOT gitversion_internal.mean_others(v_schema, changes, v_roots)
                AND NOT ((c.counts[3:] <> c.before[3:] OR EXISTS (
                        SELECT FROM unnest(changes) d WHERE d.change IN ('CREATE', 'DROP')))
                    AND gitversion_internal.is_missing(p_branch_id, p_schema, v_looked_at));
            RETURN;
        END IF;
        v_roots := v_roots || v_more;
    END LOOP;
END
$$;
COMMENT ON FUNCTION gitversion_internal.changes_of_part(integer, oid) IS
    'the changes of a branch, from what was written since its head alone; is_known: whether these are '
    'certainly all; internal';

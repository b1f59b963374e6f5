-- What changed in a branch, and what has to be looked at to read that part alone.
CREATE FUNCTION gitversion_internal.printed_by(p_roots oid[], p_schema oid)
RETURNS TABLE (root oid) LANGUAGE sql STABLE
BEGIN ATOMIC
    WITH needs AS (
        SELECT array_agg(d.classid) AS classes, array_agg(d.objid) AS objects
        FROM pg_catalog.pg_depend d
        WHERE d.refclassid = 'pg_catalog.pg_class'::regclass AND d.refobjid = ANY (p_roots)
          AND d.deptype = 'n' AND d.classid IN ('pg_catalog.pg_rewrite'::regclass,
              'pg_catalog.pg_proc'::regclass, 'pg_catalog.pg_policy'::regclass)
    )
    SELECT r.root FROM needs n, gitversion_internal.roots(n.classes, n.objects) r WHERE r.schema = p_schema
    UNION
    SELECT d.root FROM (
            SELECT array_agg('pg_catalog.pg_type'::regclass::oid) AS classes,
                array_agg(t.oid) AS objects
            FROM pg_catalog.pg_type t WHERE t.oid = ANY (p_roots)) t,
        gitversion_internal.dependents(t.classes, t.objects) d
    WHERE d.schema = p_schema;
END;
COMMENT ON FUNCTION gitversion_internal.printed_by(oid[], oid) IS
    'what may be printed differently when relations or types change without being renamed; internal';

CREATE FUNCTION gitversion_internal.changed(p_branch_id integer)
RETURNS TABLE (before bigint[], counts bigint[], horizon xid8, roots oid[], gone oid[], most bigint,
    is_commented boolean)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp SET enable_seqscan = off SET jit = off
SET enable_hashjoin = off SET enable_mergejoin = off SET enable_material = off
SET plan_cache_mode = force_generic_plan AS $$
DECLARE
    v_schema oid;
    v_age integer;
    v_own xid[];
    v_command integer;
    v_others oid[];
    v_outside oid[];
    v_members oid[];
BEGIN
    SELECT s.counts, n.oid, age(s.horizon::xid), s.own, s.command
    INTO before, v_schema, v_age, v_own, v_command
    FROM gitversion.branch_states s
    JOIN gitversion.branches b ON b.id = s.branch_id AND b.head_commit_id = s.commit_id
    JOIN pg_namespace n ON n.nspname = b.schema_name
    WHERE s.branch_id = p_branch_id AND s.horizon IS NOT NULL
      AND s.cluster_id = (SELECT c.system_identifier FROM pg_control_system() c)
      AND pg_snapshot_xmax(pg_current_snapshot())::text::bigint - s.horizon::text::bigint < 1000000000;
    counts := gitversion_internal.catalog_counts(v_schema);
    IF v_schema IS NULL OR counts[1] <> before[1] THEN
        RETURN;
    END IF;
    counts := counts || CASE WHEN counts[2] = before[2] THEN before[11]
        ELSE gitversion_internal.comment_count(v_schema) END;
    horizon := pg_snapshot_xmin(pg_current_snapshot());
    most := greatest(40, before[3] / 30);
    v_others := ARRAY(SELECT n.oid FROM gitversion.branches b
        JOIN pg_namespace n ON n.nspname = b.schema_name WHERE b.is_active AND n.oid <> v_schema);
    gone := ARRAY(SELECT DISTINCT e.objid FROM gitversion.ddl_events e
        WHERE e.branch_id = p_branch_id AND e.commit_id IS NULL AND e.objid IS NOT NULL);
    SELECT array_agg(DISTINCT r.root) FILTER (WHERE r.schema = v_schema),
        array_agg(DISTINCT r.root) FILTER (WHERE r.schema <> ALL (v_others || v_schema)
            AND r.schema >= 16384 AND NOT pg_is_other_temp_schema(r.schema)
            AND r.schema <> pg_my_temp_schema()),
        array_agg(DISTINCT r.root) FILTER (WHERE r.schema = ANY (v_others || v_schema))
    INTO roots, v_outside, v_members
    FROM (SELECT array_agg(x.classid) AS classes, array_agg(x.objid) AS objects FROM (
            SELECT w.classid, w.objid FROM gitversion_internal.written_rows(v_age, v_own, v_command) w
            UNION SELECT e.classid, e.objid FROM gitversion.ddl_events e
            WHERE e.branch_id = p_branch_id AND e.commit_id IS NULL AND e.objid IS NOT NULL) x) g,
        gitversion_internal.roots(g.classes, g.objects) r;
    IF gitversion_internal.is_used_in(v_outside, v_schema) OR gitversion_internal.has_rare(roots)
        OR gitversion_internal.has_member(v_members) THEN
        RETURN;
    END IF;
    is_commented := counts[2] <> before[2] AND (counts[11] IS DISTINCT FROM before[11]
        OR gitversion_internal.are_comments_written(v_schema, v_age, v_own, v_command));
    roots := ARRAY(SELECT unnest(roots) UNION SELECT p.root FROM gitversion_internal.printed_by(roots, v_schema) p);
    RETURN NEXT;
END
$$;
COMMENT ON FUNCTION gitversion_internal.changed(integer) IS
    'what was written in a branch since its head: the counts then and now, the horizon now, the objects '
    'to read, the oids of what events tell of, and how many objects are read one by one at most, as all take '
    'less time than more of them, and whether a comment there may be another; no row when all has to be read; '
    'internal';

CREATE FUNCTION gitversion_internal.is_used_in(p_objects oid[], p_schema oid) RETURNS boolean LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT EXISTS (SELECT FROM (
            SELECT array_agg(d.refclassid) AS classes, array_agg(d.refobjid) AS objects
            FROM (SELECT DISTINCT x.refclassid, x.refobjid FROM pg_catalog.pg_depend x
                WHERE x.refclassid IN ('pg_catalog.pg_class'::regclass,
                    'pg_catalog.pg_type'::regclass, 'pg_catalog.pg_proc'::regclass)
                  AND x.refobjid = ANY (p_objects)) d) g,
        gitversion_internal.dependents(g.classes, g.objects) r
        WHERE r.schema = p_schema);
END;
COMMENT ON FUNCTION gitversion_internal.is_used_in(oid[], oid) IS
    'whether anything in a schema depends on one of the given relations, types and routines; internal';

CREATE FUNCTION gitversion_internal.parts(p_roots oid[])
RETURNS TABLE (classid oid, objid oid) LANGUAGE sql STABLE
BEGIN ATOMIC
    WITH root AS (
        SELECT 'pg_catalog.pg_class'::regclass::oid AS classid, c.oid AS objid
        FROM pg_catalog.pg_class c WHERE c.oid = ANY (p_roots)
        UNION ALL SELECT 'pg_catalog.pg_type'::regclass, t.oid
        FROM pg_catalog.pg_type t WHERE t.oid = ANY (p_roots)
        UNION ALL SELECT 'pg_catalog.pg_proc'::regclass, p.oid
        FROM pg_catalog.pg_proc p WHERE p.oid = ANY (p_roots)
        UNION ALL SELECT 'pg_catalog.pg_statistic_ext'::regclass, s.oid
        FROM pg_catalog.pg_statistic_ext s WHERE s.oid = ANY (p_roots)
    ), first AS (
        SELECT d.classid, d.objid FROM root r
        JOIN pg_catalog.pg_depend d ON d.refclassid = r.classid AND d.refobjid = r.objid
        LEFT JOIN pg_catalog.pg_class c
            ON d.classid = 'pg_catalog.pg_class'::regclass AND c.oid = d.objid
        WHERE d.deptype IN ('a', 'i')
          AND (c.oid IS NULL OR c.relkind IN ('I', 'c', 'i') OR c.relkind = 'S' AND d.deptype = 'i')
          AND d.classid IN ('pg_catalog.pg_class'::regclass, 'pg_catalog.pg_type'::regclass,
              'pg_catalog.pg_attrdef'::regclass, 'pg_catalog.pg_constraint'::regclass,
              'pg_catalog.pg_rewrite'::regclass, 'pg_catalog.pg_trigger'::regclass,
              'pg_catalog.pg_policy'::regclass)
    )
    SELECT r.classid, r.objid FROM root r
    UNION SELECT f.classid, f.objid FROM first f
    UNION SELECT d.classid, d.objid FROM first f
    JOIN pg_catalog.pg_depend d ON d.refclassid = f.classid AND d.refobjid = f.objid
    WHERE d.deptype = 'i' AND d.classid IN ('pg_catalog.pg_class'::regclass,
        'pg_catalog.pg_type'::regclass, 'pg_catalog.pg_trigger'::regclass);
END;
COMMENT ON FUNCTION gitversion_internal.parts(oid[]) IS
    'the given relations, types, routines and statistics with all that is read with them; internal';

CREATE FUNCTION gitversion_internal.scope(p_roots oid[])
RETURNS TABLE (parts oid[], near oid[], kinds text[]) LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp SET enable_seqscan = off SET enable_hashjoin = off SET jit = off
SET enable_mergejoin = off SET enable_material = off SET plan_cache_mode = force_generic_plan AS $$
BEGIN
    RETURN QUERY
    WITH part AS (
        SELECT p.classid, p.objid FROM gitversion_internal.parts(p_roots) p
    ), referent AS (
        SELECT p.objid FROM part p
        UNION SELECT d.refobjid FROM part p
        JOIN pg_catalog.pg_depend d ON d.classid = p.classid AND d.objid = p.objid
        WHERE d.deptype IN ('P', 'S', 'a', 'i', 'n')
    ), element AS (
        SELECT r.objid FROM referent r
        -- One look into an index for each: as a join it may read all types for each.
        UNION SELECT (SELECT t.typelem FROM pg_catalog.pg_type t WHERE t.oid = r.objid) FROM referent r
    ), carrier AS (
        SELECT e.objid FROM element e
        UNION SELECT (SELECT t.typrelid FROM pg_catalog.pg_type t WHERE t.oid = e.objid) FROM element e
        UNION SELECT (SELECT i.indrelid FROM pg_catalog.pg_index i WHERE i.indexrelid = e.objid)
        FROM element e
    )
    SELECT ARRAY(SELECT DISTINCT p.objid FROM part p),
        ARRAY(SELECT c.objid FROM carrier c WHERE c.objid >= 16384),
        ARRAY(SELECT DISTINCT k.name FROM (
            SELECT unnest(CASE c.relkind WHEN 'v' THEN '{view,view_column,trigger,rule}'
                WHEN 'm' THEN '{materialized_view,materialized_view_column,index}'
                WHEN 'S' THEN '{sequence}'
                ELSE '{table,foreign_table,column,constraint,index,trigger,policy,rule}' END::text[]) AS name
            FROM pg_catalog.pg_class c WHERE c.oid = ANY (p_roots)
            UNION ALL
            SELECT unnest(CASE t.typtype WHEN 'e' THEN '{enum}' WHEN 'd' THEN '{domain,domain_constraint}'
                WHEN 'c' THEN '{composite,attribute}' END::text[])
            FROM pg_catalog.pg_type t WHERE t.oid = ANY (p_roots)
            UNION ALL
            SELECT CASE p.prokind WHEN 'p' THEN 'procedure' WHEN 'a' THEN 'aggregate' ELSE 'function' END
            FROM pg_catalog.pg_proc p WHERE p.oid = ANY (p_roots)
            UNION ALL SELECT 'rows' FROM gitversion.tracked_tables r WHERE r.relation = ANY (p_roots)
            UNION ALL
            SELECT 'statistics' FROM pg_catalog.pg_statistic_ext s WHERE s.oid = ANY (p_roots)) k);
END
$$;
COMMENT ON FUNCTION gitversion_internal.scope(oid[]) IS
    'for reading the given objects alone: the oids of all their parts, those of what they refer to, and '
    'the kinds there are among them; internal';

CREATE FUNCTION gitversion_internal.is_named_elsewhere(
    p_schema text, p_relations text[], p_routines text[], p_roots oid[])
RETURNS boolean LANGUAGE sql STABLE
BEGIN ATOMIC
    WITH elsewhere AS (
        SELECT n.oid FROM pg_catalog.pg_namespace n
        WHERE n.nspname IN ('pg_catalog', p_schema) OR n.nspname IN (
            SELECT b.schema_name FROM gitversion.branches b
            WHERE b.is_active AND b.parent_branch_id IS NULL)
    )
    SELECT EXISTS (SELECT FROM pg_catalog.pg_proc p WHERE p.proname = ANY (p_routines::name[])
            AND p.pronamespace IN (SELECT e.oid FROM elsewhere e) AND p.oid <> ALL (p_roots))
        OR EXISTS (SELECT FROM pg_catalog.pg_type t WHERE t.typname = ANY (p_relations::name[])
            AND t.typnamespace IN (SELECT e.oid FROM elsewhere e) AND t.oid <> ALL (p_roots)
            AND t.typrelid <> ALL (p_roots));
END;
COMMENT ON FUNCTION gitversion_internal.is_named_elsewhere(text, text[], text[], oid[]) IS
    'whether a name that came or went is also that of something else on the path of a branch, which '
    'may then be printed with another qualification; internal';

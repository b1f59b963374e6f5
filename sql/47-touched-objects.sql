-- What a change of some objects may have to change along, so that the rest can be left alone.
CREATE FUNCTION gitversion_internal.touched_by(p_branch_id integer, p_paths text[])
RETURNS SETOF text LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off SET enable_material = off
SET jit = off SET plan_cache_mode = force_generic_plan AS $$
DECLARE
    v_schema oid := (SELECT n.oid FROM gitversion.branches b JOIN pg_namespace n ON n.nspname = b.schema_name
        WHERE b.id = p_branch_id);
    v_roots oid[];
    v_open oid[];
    v_ends oid[] := '{}';
    v_classes oid[];
    v_objects oid[];
    v_end_classes oid[];
    v_end_objects oid[];
BEGIN
    v_roots := ARRAY(SELECT r.root
        FROM (SELECT array_agg(i.classid) AS classes, array_agg(i.objid) AS objects
            FROM gitversion.object_identities i
            WHERE i.branch_id = p_branch_id AND i.path = ANY (p_paths)) g,
            gitversion_internal.roots(g.classes, g.objects) r
        WHERE r.schema = v_schema);
    v_open := v_roots;
    WHILE cardinality(v_open) > 0 AND cardinality(v_roots) < 2000 LOOP
        -- Nothing depends on a foreign key, a trigger or a policy: what has one stays as it is otherwise.
        SELECT array_agg(d.classid) FILTER (WHERE NOT d.is_end), array_agg(d.objid) FILTER (WHERE NOT d.is_end),
            array_agg(d.classid) FILTER (WHERE d.is_end), array_agg(d.objid) FILTER (WHERE d.is_end)
        INTO v_classes, v_objects, v_end_classes, v_end_objects
        FROM (
            SELECT DISTINCT d.classid, d.objid, d.classid IN ('pg_trigger'::regclass, 'pg_policy'::regclass)
                OR d.classid = 'pg_constraint'::regclass
                AND (SELECT k.contype FROM pg_constraint k WHERE k.oid = d.objid) = 'f' AS is_end
            FROM gitversion_internal.parts(v_open) p
            JOIN pg_depend d ON d.refclassid = p.classid AND d.refobjid = p.objid
            WHERE d.deptype IN ('a', 'i', 'n')) d;
        v_ends := v_ends || ARRAY(SELECT r.root FROM gitversion_internal.roots(v_end_classes, v_end_objects) r
            WHERE r.schema = v_schema);
        v_open := ARRAY(SELECT r.root FROM gitversion_internal.roots(v_classes, v_objects) r
            WHERE r.schema = v_schema AND r.root <> ALL (v_roots));
        v_roots := v_roots || v_open;
    END LOOP;
    RETURN QUERY SELECT i.path FROM (
            SELECT DISTINCT p.objid FROM gitversion_internal.parts(v_roots || v_ends) p) o
        JOIN gitversion.object_identities i ON i.objid = o.objid AND i.branch_id + 0 = p_branch_id;
END
$$;
COMMENT ON FUNCTION gitversion_internal.touched_by(integer, text[]) IS
    'the paths, at the head of a branch, of what is read with the objects at some paths and of all in the '
    'branch that needs them, directly or by way of what would have to make way for a change; internal';

CREATE FUNCTION gitversion_internal.roots_of(p_branch_id integer, p_paths text[])
RETURNS oid[] LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off SET enable_material = off
SET jit = off SET plan_cache_mode = force_generic_plan AS $$
BEGIN
    RETURN ARRAY(SELECT DISTINCT r.root
        FROM (SELECT array_agg(i.classid) AS classes, array_agg(i.objid) AS objects
            FROM gitversion.object_identities i
            WHERE i.branch_id = p_branch_id AND i.path = ANY (p_paths)) g,
            gitversion_internal.roots(g.classes, g.objects) r);
END
$$;
COMMENT ON FUNCTION gitversion_internal.roots_of(integer, text[]) IS
    'the objects with which those are read that are at some paths of the head of a branch; internal';

CREATE FUNCTION gitversion_internal.owners_of(p_branch_id integer, p_paths text[])
RETURNS TABLE (path text, owner text) LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off SET enable_material = off
SET jit = off SET plan_cache_mode = force_generic_plan AS $$
BEGIN
    RETURN QUERY SELECT i.path, pg_get_userbyid(CASE i.classid
            WHEN 'pg_class'::regclass THEN (SELECT c.relowner FROM pg_class c WHERE c.oid = i.objid)
            WHEN 'pg_type'::regclass THEN (SELECT t.typowner FROM pg_type t WHERE t.oid = i.objid)
            WHEN 'pg_proc'::regclass THEN (SELECT p.proowner FROM pg_proc p WHERE p.oid = i.objid)
            WHEN 'pg_statistic_ext'::regclass THEN
                (SELECT s.stxowner FROM pg_statistic_ext s WHERE s.oid = i.objid)
        END)::text
    FROM gitversion.object_identities i WHERE i.branch_id = p_branch_id AND i.path = ANY (p_paths);
END
$$;
COMMENT ON FUNCTION gitversion_internal.owners_of(integer, text[]) IS
    'the owners that objects of the head of a branch have now, null for what is gone; internal';

CREATE FUNCTION gitversion_internal.roots_in(p_schema text)
RETURNS oid[] LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
SET enable_seqscan = on SET jit = off SET plan_cache_mode = force_generic_plan AS $$
DECLARE
    v_schema oid := (SELECT n.oid FROM pg_namespace n WHERE n.nspname = p_schema);
    v_classes oid[];
    v_objects oid[];
BEGIN
    SELECT array_agg(x.classid), array_agg(x.oid) INTO v_classes, v_objects FROM (
        SELECT 'pg_class'::regclass::oid AS classid, c.oid FROM pg_class c WHERE c.relnamespace = v_schema
        UNION ALL SELECT 'pg_type'::regclass, t.oid FROM pg_type t WHERE t.typnamespace = v_schema
        UNION ALL SELECT 'pg_proc'::regclass, p.oid FROM pg_proc p WHERE p.pronamespace = v_schema
        UNION ALL SELECT 'pg_statistic_ext'::regclass, s.oid FROM pg_statistic_ext s
        WHERE s.stxnamespace = v_schema) x;
    RETURN ARRAY(SELECT DISTINCT r.root FROM gitversion_internal.roots(v_classes, v_objects) r
        WHERE r.schema = v_schema);
END
$$;
COMMENT ON FUNCTION gitversion_internal.roots_in(text) IS
    'the objects with which all is read that is in a schema of tables, views, types, routines and the like; '
    'internal';

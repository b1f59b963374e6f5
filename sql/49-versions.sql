-- The objects of a schema with their versions: numbers for what the server prints of each. They are
-- read by the queries that the Java module reads definitions with.
CREATE FUNCTION gitversion_internal.search_path(p_schema text) RETURNS text LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT pg_catalog.concat_ws(', ', pg_catalog.quote_ident(n.nspname), pg_catalog.quote_ident(
            nullif(gitversion_internal.extension_schema(), n.nspname::text)), 'pg_catalog', 'pg_temp')
    FROM pg_catalog.pg_namespace n WHERE n.nspname = p_schema;
END;
COMMENT ON FUNCTION gitversion_internal.search_path(text) IS
    'the search path on which what is in a schema is printed and executed: the schema, that of the root '
    'branch where extensions have members in it, pg_catalog, pg_temp; internal';

CREATE FUNCTION gitversion_internal.path(p_segments text[]) RETURNS text LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
BEGIN
    IF pg_catalog.array_to_string(p_segments, '') OPERATOR(pg_catalog.~) '[/%]' THEN
        RETURN (SELECT pg_catalog.string_agg(pg_catalog.replace(pg_catalog.replace(s.name, '%', '%25'),
                '/', '%2F'), '/' ORDER BY s.n)
            FROM pg_catalog.unnest(p_segments) WITH ORDINALITY s (name, n));
    END IF;
    RETURN pg_catalog.array_to_string(p_segments, '/');
END
$$;
COMMENT ON FUNCTION gitversion_internal.path(text[]) IS 'the path with the given segments; internal';

CREATE FUNCTION gitversion_internal.printed(p_schema text, p_roots oid[])
RETURNS TABLE (classid oid, objid oid, objsubid integer, kind text, segments text[],
    definition bigint, privileges bigint)
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp SET enable_mergejoin = off
SET enable_seqscan = on SET jit = off AS $$
DECLARE
    v_is_part boolean := p_roots IS NOT NULL;
    v_path text := gitversion_internal.search_path(p_schema);
    v_parts oid[];
    v_near oid[];
    v_kinds text[];
    v_found text[];
    v_name text;
BEGIN
    IF v_is_part THEN
        SELECT s.parts, s.near, s.kinds INTO v_parts, v_near, v_kinds FROM gitversion_internal.scope(p_roots) s;
    ELSE
        EXECUTE gitversion_internal.catalog_query('census', false) INTO v_found
            USING v_path, p_roots, v_parts, v_near, p_schema;
        PERFORM pg_catalog.set_config('search_path', 'pg_catalog, pg_temp', true);
        v_kinds := ARRAY(SELECT k.name FROM unnest(gitversion_internal.catalog_kinds()) k (name)
            WHERE k.name <> ALL (v_found));
    END IF;
    FOREACH v_name IN ARRAY v_kinds || '{attachments,privileges}'::text[] LOOP
        PERFORM pg_catalog.set_config('search_path', 'pg_catalog, pg_temp', true);
        RETURN QUERY EXECUTE gitversion_internal.catalog_query(v_name, v_is_part)
            USING v_path, p_roots, v_parts, v_near, p_schema;
    END LOOP;
    PERFORM pg_catalog.set_config('search_path', 'pg_catalog, pg_temp', true);
END
$$;
COMMENT ON FUNCTION gitversion_internal.printed(text, oid[]) IS
    'what the server says about the objects of a schema, or about the given relations, types, routines '
    'and statistics in it, in numbers: rows of objects, and of texts and privileges on them, which have '
    'no segments; what is said that cannot be kept has no class, and references to other branches have '
    'that schema as their kind; internal';

CREATE FUNCTION gitversion_internal.live_objects(p_schema text, p_roots oid[])
RETURNS SETOF gitversion_internal.live_object LANGUAGE sql
BEGIN ATOMIC
    WITH live AS MATERIALIZED (
        SELECT p.classid, p.objid, p.objsubid, max(p.kind) AS kind,
            gitversion_internal.path(max(p.segments)) AS path,
            coalesce(bit_xor(p.definition), 0) AS definition, coalesce(bit_xor(p.privileges), 0) AS privileges
        FROM gitversion_internal.printed(p_schema, p_roots) p
        GROUP BY p.classid, p.objid, p.objsubid
    ), ignored AS MATERIALIZED (
        SELECT i.classid, i.objid
        FROM (SELECT array_agg(l.classid::bigint) AS classes, array_agg(l.objid::bigint) AS objects,
                array_agg(l.path) AS paths FROM live l
            WHERE l.path IS NOT NULL AND EXISTS (SELECT FROM gitversion.ignore_patterns)) a,
            gitversion_internal.ignored(a.classes, a.objects, a.paths) i
    )
    SELECT l.classid, l.objid, l.objsubid, l.kind, l.path, l.definition, l.privileges, false
    FROM live l
    WHERE NOT EXISTS (SELECT FROM ignored i WHERE i.objid = l.objid
        AND i.classid = coalesce(l.classid, i.classid));
END;
COMMENT ON FUNCTION gitversion_internal.live_objects(text, oid[]) IS
    'the objects of a schema, or some of them, with their versions; without a path: what cannot be '
    'represented; internal';

CREATE FUNCTION gitversion_internal.write_identities(p_branch_id integer, p_paths text[], p_classes bigint[],
    p_objects bigint[], p_subs integer[], p_kinds text[], p_definitions bigint[], p_privileges bigint[],
    p_are_other boolean[])
RETURNS void LANGUAGE sql SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    INSERT INTO gitversion_internal.object_identities
        (branch_id, path, classid, objid, objsubid, cluster_id, kind, definition, privileges, is_other)
    SELECT p_branch_id, n.path, n.classid::oid, n.objid::oid, n.objsubid,
        (SELECT c.system_identifier FROM pg_control_system() c), n.kind, n.definition, n.privileges,
        n.is_other
    FROM unnest(p_paths, p_classes, p_objects, p_subs, p_kinds, p_definitions, p_privileges,
            p_are_other) AS n (path, classid, objid, objsubid, kind, definition, privileges, is_other)
    ON CONFLICT (branch_id, path) DO UPDATE SET
        classid = EXCLUDED.classid, objid = EXCLUDED.objid, objsubid = EXCLUDED.objsubid,
        cluster_id = EXCLUDED.cluster_id, kind = EXCLUDED.kind, definition = EXCLUDED.definition,
        privileges = EXCLUDED.privileges, is_other = EXCLUDED.is_other;
END;
COMMENT ON FUNCTION gitversion_internal.write_identities(
    integer, text[], bigint[], bigint[], integer[], text[], bigint[], bigint[], boolean[]) IS
    'writes identities in place of those that there are at their paths; internal';

CREATE FUNCTION gitversion_internal.version_of_clone(
    p_head bigint, p_is_other boolean, p_origin bigint, p_clone bigint)
RETURNS bigint LANGUAGE sql IMMUTABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT CASE WHEN p_head IS NULL THEN NULL
        WHEN p_origin = p_head THEN p_clone
        -- Not 0: that is the version of no privileges.
        WHEN p_clone IS NULL OR p_is_other AND p_origin <> ~p_head THEN 1
        ELSE ~p_clone END;
END;
COMMENT ON FUNCTION gitversion_internal.version_of_clone(bigint, boolean, bigint, bigint) IS
    'the version that an object of the head has in a clone, where its own, that of the origin and that of '
    'the clone are known, as in object_identities; internal';

CREATE FUNCTION gitversion_internal.copy_identities(p_origin integer, p_branch_id integer, p_paths text[],
    p_classes bigint[], p_objects bigint[], p_subs integer[], p_definitions bigint[],
    p_privileges bigint[], p_to_classes bigint[], p_to_objects bigint[], p_to_subs integer[],
    p_to_definitions bigint[], p_to_privileges bigint[])
RETURNS integer LANGUAGE sql SET search_path = pg_catalog, pg_temp SET enable_nestloop = off
SET enable_seqscan = on
BEGIN ATOMIC
    WITH found AS MATERIALIZED (
        SELECT i.path, i.kind, coalesce(o.to_classid, 0)::oid AS classid,
            coalesce(o.to_objid, 0)::oid AS objid, coalesce(o.to_objsubid, 0) AS objsubid, i.cluster_id,
            gitversion_internal.version_of_clone(i.definition, i.is_other, o.definition, o.to_definition)
                AS definition,
            gitversion_internal.version_of_clone(i.privileges, i.is_other, o.privileges, o.to_privileges)
                AS privileges,
            i.definition IS NOT NULL AND (o.definition, o.privileges) IS DISTINCT FROM
                (i.definition, i.privileges) AS is_other,
            (o.path, o.definition, o.privileges) = (i.path, i.definition, i.privileges) AS is_same
        FROM gitversion.object_identities i
        LEFT JOIN unnest(p_paths, p_classes, p_objects, p_subs, p_definitions, p_privileges,
            p_to_classes, p_to_objects, p_to_subs, p_to_definitions, p_to_privileges)
            AS o (path, classid, objid, objsubid, definition, privileges, to_classid, to_objid,
                to_objsubid, to_definition, to_privileges)
            ON i.objid = o.objid::oid AND i.classid = o.classid::oid AND i.objsubid = o.objsubid
        WHERE i.branch_id = p_origin
          AND i.cluster_id = (SELECT c.system_identifier FROM pg_control_system() c)
    ), copied AS (
        INSERT INTO gitversion_internal.object_identities
            (branch_id, path, classid, objid, objsubid, cluster_id, kind, definition, privileges,
            is_other)
        SELECT p_branch_id, f.path, f.classid, f.objid, f.objsubid, f.cluster_id, f.kind, f.definition,
            f.privileges, f.is_other
        FROM found f
    )
    SELECT count(*)::integer * CASE WHEN bool_and(f.is_same IS TRUE) THEN 1 ELSE -1 END FROM found f;
END;
COMMENT ON FUNCTION gitversion_internal.copy_identities(integer, integer, text[], bigint[], bigint[], integer[],
    bigint[], bigint[], bigint[], bigint[], integer[], bigint[], bigint[]) IS
    'gives a clone the identities of its origin; returns how many there are, negative when not all of '
    'these objects are as at the head; internal';

-- The objects of a schema with their versions: numbers for what the server prints of each. They are
-- read by the queries that the Java module reads definitions with.
CREATE FUNCTION gitversion._search_path(p_schema text) RETURNS text LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT pg_catalog.concat_ws(', ', pg_catalog.quote_ident(n.nspname), (
            SELECT pg_catalog.quote_ident(r.schema_name) FROM gitversion.branches r
            JOIN pg_catalog.pg_namespace rn ON rn.nspname = r.schema_name
            WHERE r.parent_branch_id IS NULL AND rn.oid <> n.oid AND r.is_active
              AND EXISTS (SELECT FROM pg_catalog.pg_depend d WHERE d.deptype = 'n'
                  AND d.classid = 'pg_catalog.pg_extension'::regclass
                  AND d.refclassid = 'pg_catalog.pg_namespace'::regclass AND d.refobjid = rn.oid)
            ORDER BY r.id LIMIT 1), 'pg_catalog', 'pg_temp')
    FROM pg_catalog.pg_namespace n WHERE n.nspname = p_schema;
END;
COMMENT ON FUNCTION gitversion._search_path(text) IS
    'the search path on which what is in a schema is printed and executed: the schema, that of the root '
    'branch where extensions have members in it, pg_catalog, pg_temp; internal';

CREATE FUNCTION gitversion._path(p_segments text[]) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT CASE WHEN strpos(array_to_string(p_segments, ''), '/') > 0
            OR strpos(array_to_string(p_segments, ''), '%') > 0
        THEN (SELECT string_agg(replace(replace(s.name, '%', '%25'), '/', '%2F'), '/' ORDER BY s.n)
            FROM unnest(p_segments) WITH ORDINALITY s (name, n))
        ELSE array_to_string(p_segments, '/') END;
END;
COMMENT ON FUNCTION gitversion._path(text[]) IS 'the path with the given segments; internal';

CREATE FUNCTION gitversion._printed(p_schema text, p_roots oid[])
RETURNS TABLE (classid oid, objid oid, objsubid integer, kind text, segments text[],
    definition bigint, privileges bigint)
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp SET enable_mergejoin = off SET jit = off AS $$
DECLARE
    v_is_part boolean := p_roots IS NOT NULL;
    v_path text := gitversion._search_path(p_schema);
    v_parts oid[];
    v_near oid[];
    v_kinds text[];
    v_found text[];
    v_name text;
BEGIN
    IF v_is_part THEN
        SELECT s.parts, s.near, s.kinds INTO v_parts, v_near, v_kinds FROM gitversion._scope(p_roots) s;
    ELSE
        EXECUTE gitversion._catalog_query('census', false) INTO v_found
            USING v_path, p_roots, v_parts, v_near, p_schema;
        PERFORM set_config('search_path', 'pg_catalog, pg_temp', true);
        v_kinds := ARRAY(SELECT k.name FROM unnest(gitversion._catalog_kinds()) k (name)
            WHERE k.name <> ALL (v_found));
    END IF;
    FOR v_name IN EXECUTE gitversion._catalog_query('unsupported', v_is_part)
        USING v_path, p_roots, v_parts, v_near, p_schema
    LOOP
        kind := 'unsupported';
        RETURN NEXT;
    END LOOP;
    FOREACH v_name IN ARRAY v_kinds || '{attachments,privileges}'::text[] LOOP
        PERFORM set_config('search_path', 'pg_catalog, pg_temp', true);
        RETURN QUERY EXECUTE gitversion._catalog_query(v_name, v_is_part)
            USING v_path, p_roots, v_parts, v_near, p_schema;
    END LOOP;
    PERFORM set_config('search_path', 'pg_catalog, pg_temp', true);
END
$$;
COMMENT ON FUNCTION gitversion._printed(text, oid[]) IS
    'what the server says about the objects of a schema, or about the given relations, types, routines '
    'and statistics in it, in numbers: rows of objects, and of texts and privileges on them, which have '
    'no segments; internal';

CREATE FUNCTION gitversion._live_objects(p_schema text, p_roots oid[])
RETURNS SETOF gitversion._live_object LANGUAGE sql
BEGIN ATOMIC
    SELECT p.classid, p.objid, p.objsubid,
        max(p.kind), gitversion._path(max(p.segments)),
        coalesce(bit_xor(p.definition), 0), coalesce(bit_xor(p.privileges), 0)
    FROM gitversion._printed(p_schema, p_roots) p
    GROUP BY p.classid, p.objid, p.objsubid;
END;
COMMENT ON FUNCTION gitversion._live_objects(text, oid[]) IS
    'the objects of a schema, or some of them, with their versions; without a path: what cannot be '
    'represented; internal';

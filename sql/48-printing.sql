-- The server prints views and rules by queries of its own, whose operators it looks up on the search path
-- in force, that of the branch, where an operator of somebody else may stand. So they are printed with
-- pg_catalog first. The text is the same unless it has a name that stands in pg_catalog and in a schema of
-- the path; then a role that can do nothing prints it, and whatever is done meanwhile is rolled back.
CREATE FUNCTION gitversion_internal.shadowing(p_schemas name[]) RETURNS text[]
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    WITH own AS MATERIALIZED (
        SELECT n.oid FROM pg_namespace n
        WHERE n.nspname = ANY (p_schemas) AND n.nspname <> 'pg_catalog' AND n.oid <> pg_my_temp_schema()
        UNION ALL SELECT 'pg_catalog'::regnamespace
    ), schemas AS MATERIALIZED (
        SELECT array_agg(o.oid) AS oids FROM own o
    )
    SELECT ARRAY(
        SELECT n.name::text FROM (
            SELECT c.relnamespace AS namespace, c.relname AS name FROM pg_class c
            UNION ALL SELECT t.typnamespace, t.typname FROM pg_type t
            UNION ALL SELECT p.pronamespace, p.proname FROM pg_proc p
            UNION ALL SELECT o.oprnamespace, o.oprname FROM pg_operator o
            UNION ALL SELECT c.collnamespace, c.collname FROM pg_collation c
            UNION ALL SELECT c.cfgnamespace, c.cfgname FROM pg_ts_config c
            UNION ALL SELECT d.dictnamespace, d.dictname FROM pg_ts_dict d
        ) n WHERE n.namespace = ANY ((SELECT s.oids FROM schemas s)::oid[])
        GROUP BY n.name
        HAVING min(n.namespace) = 'pg_catalog'::regnamespace AND max(n.namespace) <> min(n.namespace));
END;
COMMENT ON FUNCTION gitversion_internal.shadowing(name[]) IS
    'the names that are both of something in these schemas and of something in pg_catalog that queries '
    'may call; internal';

-- Here and below every name is qualified: this runs on the path of the branch. An error while the server
-- prints leaves the result of its query behind, and PL/Java 1.6 reports that it cannot free this instead of
-- the error: it is raised again when the server has forgotten the query.
CREATE FUNCTION gitversion_internal.deparsed(p_object oid, p_is_rule boolean) RETURNS text
LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN CASE WHEN p_is_rule THEN pg_catalog.pg_get_ruledef(p_object)
        ELSE pg_catalog.pg_get_viewdef(p_object) END;
EXCEPTION WHEN OTHERS OR query_canceled THEN
    RAISE;
END
$$;
COMMENT ON FUNCTION gitversion_internal.deparsed(oid, boolean) IS
    'pg_get_ruledef or pg_get_viewdef, with the rights of the caller; internal';

CREATE FUNCTION gitversion_internal.deparsed_by_nobody(p_object oid, p_is_rule boolean) RETURNS text
LANGUAGE plpgsql STABLE SECURITY DEFINER AS $$
BEGIN
    RETURN gitversion_internal.deparsed(p_object, p_is_rule);
END
$$;
COMMENT ON FUNCTION gitversion_internal.deparsed_by_nobody(oid, boolean) IS
    'deparsed, with the rights of a role that has none; internal';
ALTER FUNCTION gitversion_internal.deparsed_by_nobody(oid, boolean) OWNER TO gitversion_nobody;

CREATE FUNCTION gitversion_internal.safely_deparsed(
    p_object oid, p_is_rule boolean, p_shadowing text[])
RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    v_path pg_catalog.text := pg_catalog.current_setting('search_path');
    v_schemas pg_catalog.name[] := pg_catalog.current_schemas(false);
    v_schema pg_catalog.name;
    v_text pg_catalog.text;
BEGIN
    PERFORM pg_catalog.set_config('search_path', pg_catalog.concat('pg_catalog, ', v_path), true);
    v_text := gitversion_internal.deparsed(p_object, p_is_rule);
    IF NOT gitversion_internal.has_any(v_text, p_shadowing) THEN
        PERFORM pg_catalog.set_config('search_path', v_path, true);
        RETURN v_text;
    END IF;
    BEGIN
        PERFORM pg_catalog.set_config('search_path', 'pg_catalog, pg_temp', true),
            pg_catalog.set_config('gitversion.internal', 'on', true);
        FOREACH v_schema IN ARRAY v_schemas LOOP
            IF NOT has_schema_privilege('gitversion_nobody', v_schema, 'USAGE') THEN
                EXECUTE format('GRANT USAGE ON SCHEMA %I TO gitversion_nobody', v_schema);
            END IF;
        END LOOP;
        PERFORM set_config('search_path', v_path, true);
        v_text := gitversion_internal.deparsed_by_nobody(p_object, p_is_rule);
        RAISE EXCEPTION USING ERRCODE = 'VC000';
    EXCEPTION
        WHEN SQLSTATE 'VC000' THEN
            PERFORM pg_catalog.set_config('search_path', v_path, true);
            RETURN v_text;
        WHEN insufficient_privilege OR read_only_sql_transaction THEN
            PERFORM pg_catalog.set_config('search_path', 'pg_catalog, pg_temp', true);
            PERFORM gitversion_internal.refuse_shadowing(p_object, p_is_rule);
    END;
END
$$;
COMMENT ON FUNCTION gitversion_internal.safely_deparsed(oid, boolean, text[]) IS
    'the definition of a view or rule as printed on the search path in force, without running what stands '
    'in its schemas with the rights of the caller; p_shadowing: what shadowing says of them; internal';

CREATE FUNCTION gitversion_internal.has_any(p_text text, p_names text[])
RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT EXISTS (SELECT FROM unnest(p_names) n (name) WHERE strpos(p_text, n.name) > 0);
END;
COMMENT ON FUNCTION gitversion_internal.has_any(text, text[]) IS
    'whether a text may have one of the names in it; internal';

CREATE FUNCTION gitversion_internal.refuse_shadowing(p_object oid, p_is_rule boolean) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM gitversion_internal.raise('VC010', format('%s cannot be read safely by role "%s" here',
            pg_describe_object(CASE WHEN p_is_rule THEN 'pg_rewrite'::regclass
                ELSE 'pg_class'::regclass END, p_object, 0), current_user),
        'It uses something of its schema that has the name of something of PostgreSQL: to print it the '
            'server could run operators of others with the rights of the role.',
        'Let the owner of the schema or a superuser read it, in a transaction that may write, or grant '
            'USAGE on the schema to gitversion_nobody.');
END
$$;
COMMENT ON FUNCTION gitversion_internal.refuse_shadowing(oid, boolean) IS
    'raises the error for a view or rule that only others can print safely; internal';

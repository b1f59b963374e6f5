-- The server prints views and rules by queries of its own, whose operators it looks up on the search path
-- in force, that of the branch, where an operator of somebody else may stand. So they are printed with
-- pg_catalog first. The text is the same where the schemas of the path shadow nothing of pg_catalog; where
-- they do, a role that can do nothing prints it, and whatever is done meanwhile is rolled back.
CREATE FUNCTION gitversion_internal.shadows_catalog(p_schemas name[]) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    WITH own AS MATERIALIZED (
        SELECT n.oid FROM pg_namespace n
        WHERE n.nspname = ANY (p_schemas) AND n.nspname <> 'pg_catalog' AND n.oid <> pg_my_temp_schema()
    ), catalog AS MATERIALIZED (SELECT 'pg_catalog'::regnamespace::oid AS oid)
    SELECT EXISTS (SELECT FROM own JOIN pg_class o ON o.relnamespace = own.oid, catalog
            WHERE EXISTS (SELECT FROM pg_class c
                WHERE c.relname = o.relname AND c.relnamespace = catalog.oid OFFSET 0))
        OR EXISTS (SELECT FROM own JOIN pg_type o ON o.typnamespace = own.oid, catalog
            WHERE EXISTS (SELECT FROM pg_type c
                WHERE c.typname = o.typname AND c.typnamespace = catalog.oid OFFSET 0))
        OR EXISTS (SELECT FROM own JOIN pg_proc o ON o.pronamespace = own.oid
            WHERE o.proname IN (SELECT c.proname FROM pg_proc c, catalog WHERE c.pronamespace = catalog.oid))
        OR EXISTS (SELECT FROM own JOIN pg_operator o ON o.oprnamespace = own.oid
            WHERE o.oprname IN (SELECT c.oprname FROM pg_operator c, catalog
                WHERE c.oprnamespace = catalog.oid))
        OR EXISTS (SELECT FROM own JOIN pg_collation o ON o.collnamespace = own.oid, catalog
            WHERE EXISTS (SELECT FROM pg_collation c
                WHERE c.collname = o.collname AND c.collnamespace = catalog.oid OFFSET 0))
        OR EXISTS (SELECT FROM own JOIN pg_ts_config o ON o.cfgnamespace = own.oid, catalog
            WHERE EXISTS (SELECT FROM pg_ts_config c
                WHERE c.cfgname = o.cfgname AND c.cfgnamespace = catalog.oid OFFSET 0))
        OR EXISTS (SELECT FROM own JOIN pg_ts_dict o ON o.dictnamespace = own.oid, catalog
            WHERE EXISTS (SELECT FROM pg_ts_dict c
                WHERE c.dictname = o.dictname AND c.dictnamespace = catalog.oid OFFSET 0));
END;
COMMENT ON FUNCTION gitversion_internal.shadows_catalog(name[]) IS
    'whether schemas hold anything that has the name of something that queries call in pg_catalog; internal';

-- Here and below every name is qualified: this runs on the path of the branch.
CREATE FUNCTION gitversion_internal.deparsed(p_object oid, p_is_rule boolean) RETURNS text
LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN CASE WHEN p_is_rule THEN pg_catalog.pg_get_ruledef(p_object)
        ELSE pg_catalog.pg_get_viewdef(p_object) END;
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

CREATE FUNCTION gitversion_internal.safely_deparsed(p_object oid, p_is_rule boolean) RETURNS text
LANGUAGE plpgsql AS $$
DECLARE
    v_path pg_catalog.text := pg_catalog.current_setting('search_path');
    v_schemas pg_catalog.name[] := pg_catalog.current_schemas(false);
    v_schema pg_catalog.name;
    v_text pg_catalog.text;
BEGIN
    PERFORM pg_catalog.set_config('search_path', pg_catalog.concat('pg_catalog, ', v_path), true);
    v_text := gitversion_internal.deparsed(p_object, p_is_rule);
    IF NOT gitversion_internal.names_any_schema(v_text, v_schemas, p_is_rule)
        OR NOT gitversion_internal.shadows_catalog(v_schemas)
    THEN
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
COMMENT ON FUNCTION gitversion_internal.safely_deparsed(oid, boolean) IS
    'the definition of a view or rule as printed on the search path in force, without running what stands '
    'in its schemas with the rights of the caller; internal';

CREATE FUNCTION gitversion_internal.names_any_schema(p_text text, p_schemas name[], p_is_rule boolean)
RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT EXISTS (
        SELECT FROM unnest(p_schemas) WITH ORDINALITY s (name, n), quote_ident(s.name) q
        WHERE s.name <> 'pg_catalog'
          -- A rule names its table with the schema, which is the first of the path.
          AND strpos(CASE WHEN p_is_rule AND s.n = 1 THEN substr(p_text, strpos(p_text, q || '.') + 1)
              ELSE p_text END, q || '.') > 0);
END;
COMMENT ON FUNCTION gitversion_internal.names_any_schema(text, name[], boolean) IS
    'whether a printed text may qualify a name with one of the schemas; internal';

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

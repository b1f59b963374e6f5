-- What in a branch names the schema of the root, brought to mean the branch itself. Texts that the server
-- does not understand go through the lexer, in Java. What it does understand refers by oid: it is printed
-- on a path where the root's names need no schema, and executed on the branch's own.
CREATE FUNCTION gitversion_internal.moved_body(p_body text, p_from text, p_to text,
    p_others text[], p_kept text[])
RETURNS text LANGUAGE java SET search_path = pg_catalog, pg_temp
AS 'java.lang.String=org.gitversion.function.TextFunctions.movedBody(java.lang.String,java.lang.String,java.lang.String,java.lang.String[],java.lang.String[])';
COMMENT ON FUNCTION gitversion_internal.moved_body(text, text, text, text[], text[]) IS
    'a body in which the names of one schema mean another one; internal';

CREATE FUNCTION gitversion_internal.moved_setting(
    p_setting text, p_from text, p_to text, p_has_members boolean)
RETURNS text LANGUAGE java SET search_path = pg_catalog, pg_temp
AS 'java.lang.String=org.gitversion.function.TextFunctions.movedSetting(java.lang.String,java.lang.String,java.lang.String,boolean)';
COMMENT ON FUNCTION gitversion_internal.moved_setting(text, text, text, boolean) IS
    'a setting in which the names of one schema mean another one, with the first one behind it where '
    'extensions have members there; internal';

CREATE FUNCTION gitversion_internal.doubts(p_body text, p_schema text)
RETURNS text LANGUAGE java SET search_path = pg_catalog, pg_temp
AS 'java.lang.String=org.gitversion.function.TextFunctions.doubts(java.lang.String,java.lang.String)';
COMMENT ON FUNCTION gitversion_internal.doubts(text, text) IS
    'what in a body may or may not name a schema, a line each; internal';

CREATE FUNCTION gitversion_internal.names_of_members(p_schema text) RETURNS text[]
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN ARRAY(
        SELECT a.names[2]
        FROM pg_depend d
        CROSS JOIN LATERAL (SELECT CASE WHEN d.classid IN ('pg_opclass'::regclass, 'pg_opfamily'::regclass)
                THEN x.object_names[2:3] ELSE x.object_names END AS names
            FROM pg_identify_object_as_address(d.classid, d.objid, d.objsubid) x) a
        WHERE d.refclassid = 'pg_extension'::regclass AND d.deptype = 'e'
          AND a.names[1] = p_schema AND a.names[2] <> ''
        UNION SELECT t.typname FROM pg_depend d JOIN pg_type t ON t.oid = d.objid
        WHERE d.classid = 'pg_type'::regclass AND d.refclassid = 'pg_extension'::regclass
          AND d.deptype = 'e' AND t.typnamespace = quote_ident(p_schema)::regnamespace);
END
$$;
COMMENT ON FUNCTION gitversion_internal.names_of_members(text) IS
    'the names of members of extensions in a schema: they are in no branch; internal';

CREATE FUNCTION gitversion_internal.execute_on(p_path text, p_sql text, p_role text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    v_before pg_catalog.text := pg_catalog.current_setting('search_path');
    v_result pg_catalog.text[];
BEGIN
    PERFORM pg_catalog.set_config('search_path', p_path, true);
    IF p_role IS NULL THEN
        EXECUTE p_sql;
    ELSE
        v_result := gitversion_internal.attempt_as(p_role, p_sql, false);
        IF v_result[1] IS NOT NULL THEN
            PERFORM gitversion_internal.raise(v_result[1], v_result[2], NULL, NULL);
        END IF;
    END IF;
    PERFORM pg_catalog.set_config('search_path', v_before, true);
END
$$;
COMMENT ON FUNCTION gitversion_internal.execute_on(text, text, text) IS
    'executes statements on a search path, as a role or as the caller; internal';

CREATE FUNCTION gitversion_internal.try_on(p_path text, p_sql text, p_role text) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
    PERFORM gitversion_internal.execute_on(p_path, p_sql, p_role);
    RETURN 'rewritten';
EXCEPTION WHEN OTHERS THEN
    IF pg_catalog.substr(SQLSTATE, 1, 2) OPERATOR(pg_catalog.=) ANY ('{40,53,55,57,XX}') THEN
        RAISE;
    END IF;
    RETURN pg_catalog.concat('not possible: ', SQLERRM);
END
$$;
COMMENT ON FUNCTION gitversion_internal.try_on(text, text, text) IS
    'executes statements on a search path as a role, or says why that is not possible; internal';

-- The statement that replaces a routine by one with another body.
CREATE FUNCTION gitversion_internal.with_body(p_routine oid, p_body text) RETURNS text
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_definition text := pg_get_functiondef(p_routine);
    v_body text := (SELECT p.prosrc FROM pg_proc p WHERE p.oid = p_routine);
    v_tag text := substring(v_definition FROM '(\$(?:function|procedure)x*\$)\n$');
BEGIN
    RETURN left(v_definition, -2 * length(v_tag) - length(v_body) - 1) || quote_literal(p_body);
END
$$;
COMMENT ON FUNCTION gitversion_internal.with_body(oid, text) IS
    'the statement that replaces the body of a routine; internal';

-- Runs on the path of redefinition, below.
CREATE FUNCTION gitversion_internal.properties_of(p_classid oid, p_objid oid, p_object text, p_granted text)
RETURNS text LANGUAGE plpgsql STABLE AS $$
DECLARE
    v_text text := obj_description(p_objid, (SELECT c.relname FROM pg_class c WHERE c.oid = p_classid));
    v_owner oid;
    v_acl aclitem[];
BEGIN
    SELECT c.relowner, c.relacl INTO v_owner, v_acl FROM pg_class c
    WHERE p_classid = 'pg_class'::regclass AND c.oid = p_objid
    UNION ALL SELECT p.proowner, p.proacl FROM pg_proc p
    WHERE p_classid = 'pg_proc'::regclass AND p.oid = p_objid;
    RETURN concat(
        CASE WHEN v_text IS NOT NULL THEN format('; COMMENT ON %s IS %L', p_object, v_text) END,
        CASE WHEN v_acl IS NOT NULL AND p_granted <> '' THEN format('; REVOKE ALL ON %s FROM PUBLIC', p_granted) END,
        (SELECT string_agg(format('; GRANT %s ON %s TO %s%s', a.privilege_type, p_granted,
                CASE a.grantee WHEN 0 THEN 'PUBLIC' ELSE a.grantee::regrole::text END,
                CASE WHEN a.is_grantable THEN ' WITH GRANT OPTION' END), '')
            FROM aclexplode(v_acl) a WHERE p_granted <> ''),
        CASE WHEN v_owner <> current_user::regrole AND p_granted <> '' THEN
            format('; ALTER %s OWNER TO %s', p_object, v_owner::regrole) END);
END
$$;
COMMENT ON FUNCTION gitversion_internal.properties_of(oid, oid, text, text) IS
    'the statements that give what an object is created again as its comment and, where there is something '
    'to name in GRANT, its privileges and owner; internal';

CREATE FUNCTION gitversion_internal.bodies_to_localize(p_schema text, p_root text)
RETURNS TABLE (path text, statement text, before text, after text, doubts text)
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v record;
    v_setting text;
    v_kept text[] := gitversion_internal.names_of_members(p_root);
BEGIN
    FOR v IN
        SELECT p.oid, p.prosrc, p.proconfig, gitversion_internal.path(ARRAY[CASE p.prokind
                WHEN 'p' THEN 'procedures' ELSE 'functions' END, p.proname || '('
                || (SELECT coalesce(string_agg(format_type(a.type, NULL), ', ' ORDER BY a.n), '')
                    FROM unnest(p.proargtypes) WITH ORDINALITY a (type, n)) || ')']) AS path,
            p.prosqlbody IS NULL AND l.lanname IN ('sql', 'plpgsql') AS is_read,
            ARRAY(SELECT DISTINCT a.name FROM unnest(p.proargnames || p.proname::text) a (name)
                WHERE a.name <> '') AS names, p.oid::regprocedure::text AS identity
        FROM pg_proc p JOIN pg_language l ON l.oid = p.prolang
        WHERE p.pronamespace = quote_ident(p_schema)::regnamespace AND p.prokind <> 'a'
          AND (strpos(lower(p.prosrc), lower(p_root)) > 0 OR p_root ~ '[^[:alnum:]_]'
              OR strpos(p.proconfig::text, p_root) > 0)
          AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_proc'::regclass
              AND d.objid = p.oid AND d.deptype = 'e')
        ORDER BY 4
    LOOP
        path := v.path;
        IF v.is_read THEN
            before := v.prosrc;
            after := gitversion_internal.moved_body(before, p_root, p_schema, v.names, v_kept);
            statement := CASE WHEN after <> before THEN gitversion_internal.with_body(v.oid, after) END;
            doubts := nullif(gitversion_internal.doubts(before, p_root), '');
            IF after <> before OR doubts IS NOT NULL THEN
                RETURN NEXT;
            END IF;
        ELSIF strpos(v.prosrc, p_root) > 0 THEN
            statement := NULL;
            doubts := 'a body that is not read names the schema: ' || p_root;
            RETURN NEXT;
        END IF;
        doubts := NULL;
        FOREACH v_setting IN ARRAY coalesce(v.proconfig, '{}') LOOP
            before := v_setting;
            after := gitversion_internal.moved_setting(before, p_root, p_schema,
                gitversion_internal.extension_schema() IS NOT DISTINCT FROM p_root);
            IF after <> before THEN
                statement := format('ALTER ROUTINE %s SET %I = %s', v.identity, split_part(after, '=', 1),
                    CASE WHEN after LIKE 'search_path=%' THEN substr(after, strpos(after, '=') + 1)
                        ELSE quote_literal(substr(after, strpos(after, '=') + 1)) END);
                RETURN NEXT;
            END IF;
        END LOOP;
    END LOOP;
END
$$;
COMMENT ON FUNCTION gitversion_internal.bodies_to_localize(text, text) IS
    'bodies and settings of routines of a schema that name another one, and the statements that let them '
    'mean their own; internal';

-- Checks and hooks: functions with one jsonb argument that commits and merges of a branch call. Whoever may
-- alter the branch chooses them, and somebody else calls: such a function runs with the rights of its owner
-- (SECURITY DEFINER), or belongs to the caller or to a superuser.
CREATE FUNCTION gitversion_internal.function_of_hook(p_schema text, p_name text) RETURNS oid
LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT p.oid FROM pg_catalog.pg_proc p JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace
    WHERE n.nspname = p_schema AND p.proname = p_name AND p.prokind = 'f' AND NOT p.proretset
      AND p.pronargs = 1 AND p.proargtypes[0] = 'pg_catalog.jsonb'::regtype AND p.provariadic = 0;
END;
COMMENT ON FUNCTION gitversion_internal.function_of_hook(text, text) IS
    'the function of a name that takes jsonb; internal';

CREATE FUNCTION gitversion_internal.unfit_for_hook(p_event text, p_schema text, p_name text) RETURNS text
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_function pg_proc := (SELECT p FROM pg_proc p
        WHERE p.oid = gitversion_internal.function_of_hook(p_schema, p_name));
    v_is_super boolean := (SELECT r.rolsuper FROM pg_roles r WHERE r.oid = v_function.proowner);
BEGIN
    RETURN CASE WHEN v_function.oid IS NULL
            THEN format('There is no function %I.%I(jsonb).', p_schema, p_name)
        WHEN p_event = 'check' AND v_function.prorettype <> 'boolean'::regtype
            THEN format('Function %I.%I(jsonb) does not return boolean.', p_schema, p_name)
        WHEN NOT v_function.prosecdef AND v_function.proowner::regrole::text <> quote_ident(current_user)
            AND NOT v_is_super
            THEN format('Function %I.%I(jsonb) of role %s would run with the rights of role %I: '
                'it is not SECURITY DEFINER.', p_schema, p_name, v_function.proowner::regrole, current_user)
        -- The owner of a schema can put another function there between this and the call.
        WHEN v_is_super AND NOT EXISTS (SELECT FROM pg_namespace n JOIN pg_roles r ON r.rolsuper
                AND r.oid = CASE n.nspowner WHEN 'pg_database_owner'::regrole
                    THEN (SELECT d.datdba FROM pg_database d WHERE d.datname = current_database())
                    ELSE n.nspowner END
                WHERE n.oid = v_function.pronamespace)
            THEN format('Function %I.%I(jsonb) of a superuser is in a schema of another role, which can replace it.',
                p_schema, p_name) END;
END
$$;
COMMENT ON FUNCTION gitversion_internal.unfit_for_hook(text, text, text) IS
    'why the current role does not call a function as a check or hook; null: it does; internal';

-- Holds for whoever writes to the table in whatever way.
CREATE FUNCTION gitversion_internal.on_branch_function() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    v_row gitversion.branch_functions := CASE tg_op WHEN 'DELETE' THEN old ELSE new END;
    v_schema pg_catalog.text := (SELECT b.schema_name FROM gitversion.branches b
        WHERE b.id OPERATOR(pg_catalog.=) v_row.branch_id);
    v_owner pg_catalog.oid := (SELECT p.proowner FROM pg_catalog.pg_proc p WHERE p.oid OPERATOR(pg_catalog.=)
        gitversion_internal.function_of_hook(v_row.function_schema, v_row.function_name));
BEGIN
    -- What may be removed the view has shown that the row was removed from.
    IF (SELECT r.rolsuper FROM pg_catalog.pg_roles r WHERE r.rolname OPERATOR(pg_catalog.=) current_user)
        OR tg_op OPERATOR(pg_catalog.=) 'DELETE' AND current_user OPERATOR(pg_catalog.=) 'gitversion_recorder' THEN
        RETURN v_row;
    ELSIF NOT EXISTS (SELECT FROM pg_catalog.pg_namespace n WHERE n.nspname OPERATOR(pg_catalog.=) v_schema
        AND pg_catalog.pg_has_role(n.nspowner, 'USAGE')) THEN
        PERFORM gitversion_internal.raise('42501', pg_catalog.format(
                'role "%s" may not choose checks and hooks of schema "%s"', current_user, v_schema),
            'That takes the rights of the owner of the branch''s schema.', 'Let its owner do that.');
    ELSIF tg_op OPERATOR(pg_catalog.<>) 'DELETE' AND pg_catalog.pg_has_role(v_owner, 'USAGE') IS NOT TRUE THEN
        PERFORM gitversion_internal.raise('42501', pg_catalog.format(
                'role "%s" may not make function %I.%I a check or hook', current_user,
                v_row.function_schema, v_row.function_name),
            'That takes the rights of the function''s owner.', 'Let its owner do that.');
    ELSIF tg_op OPERATOR(pg_catalog.<>) 'DELETE' THEN
        v_row.registered_by := current_user;
    END IF;
    RETURN v_row;
END
$$;
COMMENT ON FUNCTION gitversion_internal.on_branch_function() IS
    'trigger; lets only those write who may alter the branch and have the rights of the function''s owner; '
    'internal';
DROP TRIGGER IF EXISTS branch_function ON gitversion.branch_functions;
CREATE TRIGGER branch_function BEFORE INSERT OR UPDATE OR DELETE ON gitversion.branch_functions
    FOR EACH ROW EXECUTE FUNCTION gitversion_internal.on_branch_function();

-- What the function sets, or puts before the objects of the session, would work on what the caller does
-- next, and what it defers would run with the rights of the caller: that may not stay. A hook may return
-- anything, which nobody looks at: to cast it could run code of others.
CREATE FUNCTION gitversion_internal.call_hook(p_event text, p_schema text, p_name text, p_context jsonb)
RETURNS boolean
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_temporary oid[] := gitversion_internal.temporary_objects();
    v_left text[] := ARRAY(SELECT l.kind || l.name FROM gitversion_internal.left_behind() l);
    v_settings text[] := ARRAY(SELECT s.name || '=' || s.setting FROM gitversion_internal.settings() s ORDER BY 1);
    v_deferred text := gitversion_internal.deferred();
    v_owner oid := (SELECT p.proowner FROM pg_proc p
        WHERE p.oid = gitversion_internal.function_of_hook(p_schema, p_name));
    v_result boolean;
BEGIN
    -- The owner of the function can make it SECURITY INVOKER at any moment: what a superuser calls runs in one
    -- that is no superuser's.
    IF (SELECT c.rolsuper AND NOT o.rolsuper FROM pg_roles c, pg_roles o
            WHERE c.rolname = current_user AND o.oid = v_owner) THEN
        EXECUTE format('CREATE FUNCTION pg_temp.gitversion_hook(jsonb) RETURNS boolean LANGUAGE plpgsql '
            'SECURITY DEFINER AS %L', format(CASE p_event WHEN 'check' THEN 'BEGIN RETURN %I.%I($1); END'
                ELSE 'BEGIN PERFORM %I.%I($1); RETURN NULL; END' END, p_schema, p_name));
        REVOKE EXECUTE ON FUNCTION pg_temp.gitversion_hook(jsonb) FROM PUBLIC;
        EXECUTE format('ALTER FUNCTION pg_temp.gitversion_hook(jsonb) OWNER TO %s', v_owner::regrole);
        EXECUTE 'SELECT pg_temp.gitversion_hook($1)' INTO v_result USING p_context;
        DROP FUNCTION pg_temp.gitversion_hook(jsonb);
    ELSIF p_event = 'check' THEN
        EXECUTE format('SELECT %I.%I($1)', p_schema, p_name) INTO v_result USING p_context;
    ELSE
        EXECUTE format('SELECT %I.%I($1)', p_schema, p_name) USING p_context;
    END IF;
    IF ARRAY(SELECT s.name || '=' || s.setting FROM gitversion_internal.settings() s ORDER BY 1) <> v_settings
        OR gitversion_internal.temporary_objects() <> v_temporary THEN
        RAISE EXCEPTION USING ERRCODE = 'VC052',
            MESSAGE = 'it leaves settings or temporary objects in the session';
    ELSIF gitversion_internal.deferred() IS DISTINCT FROM v_deferred THEN
        RAISE EXCEPTION USING ERRCODE = 'VC052', MESSAGE = 'it leaves deferred triggers in the transaction';
    END IF;
    PERFORM gitversion_internal.give_up(v_left);
    RETURN v_result;
END
$$;
COMMENT ON FUNCTION gitversion_internal.call_hook(text, text, text, jsonb) IS
    'calls the function of a check or hook, which may leave nothing in the session; internal';

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
BEGIN
    RETURN CASE WHEN v_function.oid IS NULL
            THEN format('There is no function %I.%I(jsonb).', p_schema, p_name)
        WHEN p_event = 'check' AND v_function.prorettype <> 'boolean'::regtype
            THEN format('Function %I.%I(jsonb) does not return boolean.', p_schema, p_name)
        WHEN NOT v_function.prosecdef AND v_function.proowner::regrole::text <> quote_ident(current_user)
            AND NOT (SELECT r.rolsuper FROM pg_roles r WHERE r.oid = v_function.proowner)
            THEN format('Function %I.%I(jsonb) of role %s would run with the rights of role %I: '
                'it is not SECURITY DEFINER.', p_schema, p_name, v_function.proowner::regrole, current_user) END;
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
    v_result boolean;
BEGIN
    IF p_event = 'check' THEN
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

CREATE FUNCTION gitversion_internal.failing_hooks(p_event text, p_branch_name text, p_context jsonb)
RETURNS TABLE (function text, said text) LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_context jsonb := jsonb_build_object('event', p_event, 'branch', p_branch_name) || p_context;
    v_holds boolean;
    v record;
BEGIN
    FOR v IN
        SELECT f.function_schema AS schema, f.function_name AS name
        FROM gitversion.branch_functions f JOIN gitversion.branches b ON b.id = f.branch_id
        WHERE b.branch_name = p_branch_name AND b.is_active AND f.event = p_event ORDER BY 1, 2
    LOOP
        said := gitversion_internal.unfit_for_hook(p_event, v.schema, v.name);
        IF said IS NULL THEN
            BEGIN
                v_holds := gitversion_internal.call_hook(p_event, v.schema, v.name, v_context);
                said := CASE WHEN p_event = 'check' AND v_holds IS NOT TRUE THEN
                    'It returned ' || coalesce(v_holds::text, 'null') || '.' END;
                IF p_event = 'check' THEN
                    -- It looks, and leaves nothing.
                    RAISE EXCEPTION USING ERRCODE = 'VC999';
                END IF;
            EXCEPTION WHEN SQLSTATE 'VC999' THEN
                NULL;
            WHEN OTHERS THEN
                IF gitversion_internal.is_of_the_moment(SQLSTATE) THEN
                    RAISE;
                END IF;
                said := SQLERRM || '.';
            END;
        END IF;
        IF said IS NOT NULL THEN
            function := format('%I.%I', v.schema, v.name);
            RETURN NEXT;
            EXIT WHEN p_event <> 'check';
        END IF;
    END LOOP;
END
$$;
COMMENT ON FUNCTION gitversion_internal.failing_hooks(text, text, jsonb) IS
    'calls the functions of a branch for an event, and returns those that do not agree with what they said: '
    'all checks, or the first hook; internal';

CREATE FUNCTION gitversion_internal.run_hooks(p_event text, p_branch_name text, p_context jsonb) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_functions text[];
    v_failed text[];
BEGIN
    SELECT array_agg(f.function), array_agg(f.function || ': ' || f.said) INTO v_functions, v_failed
    FROM gitversion_internal.failing_hooks(p_event, p_branch_name, p_context) f;
    IF v_failed <> '{}' THEN
        PERFORM gitversion_internal.raise('VC052', format(CASE p_event
                WHEN 'check' THEN 'checks of branch "%s" are not satisfied: %s'
                ELSE 'the hook ' || p_event || ' of branch "%s" refused: %s' END, p_branch_name, v_functions[1]),
            array_to_string(v_failed, ' '),
            'Mend what it says, or see gitversion.required_checks and gitversion.hooks for who chose it.');
    END IF;
END
$$;
COMMENT ON FUNCTION gitversion_internal.run_hooks(text, text, jsonb) IS
    'calls the functions of a branch for an event, and fails where one does not agree; internal';

-- What changes a branch by commits that there are is asked for before and after it.
CREATE FUNCTION gitversion_internal.landing(p_operation text, p_branch_name text, p_source text) RETURNS void
LANGUAGE sql
BEGIN ATOMIC
    SELECT gitversion_internal.run_hooks('pre_merge', p_branch_name,
        pg_catalog.jsonb_build_object('source', p_source, 'operation', p_operation));
END;
COMMENT ON FUNCTION gitversion_internal.landing(text, text, text) IS
    'calls the hooks of a branch before something lands on it; internal';

CREATE FUNCTION gitversion_internal.landed(
    p_operation text, p_branch_name text, p_source text, p_commit_id integer)
RETURNS integer LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_context jsonb := jsonb_build_object(
        'source', p_source, 'operation', p_operation, 'commit_id', p_commit_id);
BEGIN
    -- Nothing lands where the branch was up to date.
    IF EXISTS (SELECT FROM gitversion.branches b WHERE b.branch_name = p_branch_name AND b.is_active
        AND b.xmin::text::bigint >= pg_current_xact_id_if_assigned()::text::bigint % 4294967296) THEN
        PERFORM gitversion_internal.run_hooks('check', p_branch_name, v_context);
        PERFORM gitversion_internal.run_hooks('post_merge', p_branch_name, v_context);
    END IF;
    RETURN p_commit_id;
END
$$;
COMMENT ON FUNCTION gitversion_internal.landed(text, text, text, integer) IS
    'runs the checks of a branch that something landed on, and its hooks after that; returns the commit; internal';

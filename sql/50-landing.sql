-- When checks and hooks are called, and what they say.
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

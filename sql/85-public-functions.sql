-- What a user calls says nothing of what is behind it: the CONTEXT of an error names the function that was
-- called and no other. So what stands in schema gitversion are functions that call the real ones, which
-- lie in gitversion_internal under the same names with do_ in front, and raise their errors again. This is
-- done here for all functions, so that each can be written as if it were the one that is called. Nothing
-- of it depends on what runs the Java. They also give way to others: where a lock is not to be had soon,
-- there is a deadlock, or a race with others is lost, all that was done is undone, and done again a little
-- later. The search path is that of the caller: everything is qualified.
DO $public$
DECLARE
    v_raise text := 'RAISE EXCEPTION USING ERRCODE = v_code, MESSAGE = v_message';
    v_body text := $body$
DECLARE
    v_code pg_catalog.text;
    v_message pg_catalog.text;
    v_detail pg_catalog.text;
    v_hint pg_catalog.text;%1$s
    v_lock_timeout pg_catalog.text := pg_catalog.current_setting('lock_timeout');
    v_deadlock_timeout pg_catalog.text := pg_catalog.current_setting('deadlock_timeout');
    v_began pg_catalog.timestamptz := pg_catalog.clock_timestamp();
    v_attempt pg_catalog.int4 := 0;
    v_failures pg_catalog.int4 := 0;
BEGIN
    LOOP
        BEGIN
            IF gitversion_internal.is_patient() THEN
                -- One that another one calls: that begins again.
                %2$s;
            ELSE
                PERFORM gitversion_internal.be_patient(v_attempt);
                %2$s;
                PERFORM gitversion_internal.wait_as_before(v_lock_timeout, v_deadlock_timeout);
            END IF;
            RETURN%4$s;
        EXCEPTION WHEN OTHERS OR query_canceled THEN
            GET STACKED DIAGNOSTICS v_code = RETURNED_SQLSTATE, v_message = MESSAGE_TEXT,
                v_detail = PG_EXCEPTION_DETAIL, v_hint = PG_EXCEPTION_HINT;
        END;
        v_failures := gitversion_internal.give_way(v_code, v_message, v_attempt, v_failures, v_began);
        EXIT WHEN v_failures IS NULL;
        v_attempt := v_attempt OPERATOR(pg_catalog.+) 1;
    END LOOP;
    IF v_code OPERATOR(pg_catalog.=) '42501' AND v_hint OPERATOR(pg_catalog.=) '' THEN
        v_hint := gitversion_internal.hint_of_denial(v_message);
    END IF;
    IF v_detail OPERATOR(pg_catalog.=) '' AND v_hint OPERATOR(pg_catalog.=) '' THEN
        %3$s;
    ELSIF v_hint OPERATOR(pg_catalog.=) '' THEN
        %3$s, DETAIL = v_detail;
    ELSIF v_detail OPERATOR(pg_catalog.=) '' THEN
        %3$s, HINT = v_hint;
    END IF;
    %3$s, DETAIL = v_detail, HINT = v_hint;
END
$body$;
    v_function record;
    v_definition text;
    v_inner text;
    v_call text;
BEGIN
    FOR v_function IN
        SELECT p.oid, p.proname, pg_catalog.quote_ident(p.proname) AS name, p.proretset,
            NOT p.proretset AND p.prorettype <> 'void'::regtype AS has_value, p.provolatile,
            pg_catalog.pg_get_function_arguments(p.oid) AS arguments,
            pg_catalog.pg_get_function_identity_arguments(p.oid) AS identity,
            pg_catalog.pg_get_function_result(p.oid) AS result,
            (SELECT pg_catalog.format('%I.%I', n.nspname, t.typname) FROM pg_catalog.pg_type t
             JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace WHERE t.oid = p.prorettype) AS qualified,
            (SELECT pg_catalog.string_agg('$' || n, ', ' ORDER BY n)
             FROM pg_catalog.generate_series(1, p.pronargs) n) AS given
        FROM pg_catalog.pg_proc p
        WHERE p.pronamespace = 'gitversion'::regnamespace AND p.prokind = 'f'
          -- It cannot fail, and stands in front of everything else.
          AND p.proname <> 'current_branch'
          -- What an update has still to remove.
          AND NOT pg_catalog.starts_with(p.proname::text, '_') AND p.prorettype <> 'event_trigger'::regtype
        ORDER BY p.oid
    LOOP
        -- The name of a public one may be a keyword, such as fetch.
        v_inner := 'gitversion_internal.' || pg_catalog.quote_ident('do_' || v_function.proname);
        -- PostgreSQL prints the arguments of a function in SQL with its name in front.
        v_definition := pg_catalog.replace(pg_catalog.pg_get_functiondef(v_function.oid),
            v_function.name || '.p_', 'do_' || v_function.name || '.p_');
        EXECUTE 'CREATE OR REPLACE FUNCTION ' || v_inner
            || pg_catalog.substr(v_definition, pg_catalog.strpos(v_definition, '('));
        EXECUTE pg_catalog.format('COMMENT ON FUNCTION %s(%s) IS %L', v_inner, v_function.identity,
            'what gitversion.' || v_function.name || ' calls; internal');
        v_call := v_inner || '(' || coalesce(v_function.given, '') || ')';
        EXECUTE pg_catalog.format('CREATE OR REPLACE FUNCTION gitversion.%s(%s) RETURNS %s LANGUAGE plpgsql %s AS %L',
            v_function.name, v_function.arguments, v_function.result,
            CASE v_function.provolatile WHEN 'i' THEN 'IMMUTABLE' WHEN 's' THEN 'STABLE' ELSE 'VOLATILE' END,
            pg_catalog.format(v_body, CASE WHEN v_function.has_value
                    THEN pg_catalog.concat(E'\n    v_result ', v_function.qualified, ';') END,
                CASE WHEN v_function.has_value THEN 'v_result := ' || v_call
                    WHEN v_function.proretset THEN 'RETURN QUERY SELECT * FROM ' || v_call
                    ELSE 'PERFORM ' || v_call END,
                v_raise, CASE WHEN v_function.has_value THEN ' v_result' END));
    END LOOP;
END
$public$;

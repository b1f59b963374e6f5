-- What a user calls says nothing of what is behind it: the CONTEXT of an error names the function that was
-- called and no other. So what stands in schema gitversion are functions that call the real ones, which
-- lie in gitversion_internal under the same names with do_ in front, and raise their errors again. This is
-- done here for all functions, so that each can be written as if it were the one that is called. Nothing
-- of it depends on what runs the Java. The search path is that of the caller: everything is qualified.
DO $public$
DECLARE
    v_raise text := 'RAISE EXCEPTION USING ERRCODE = v_code, MESSAGE = v_message';
    v_body text := $body$
DECLARE
    v_code pg_catalog.text;
    v_message pg_catalog.text;
    v_detail pg_catalog.text;
    v_hint pg_catalog.text;
BEGIN
    %s;
EXCEPTION WHEN OTHERS OR query_canceled THEN
    GET STACKED DIAGNOSTICS v_code = RETURNED_SQLSTATE, v_message = MESSAGE_TEXT,
        v_detail = PG_EXCEPTION_DETAIL, v_hint = PG_EXCEPTION_HINT;
    IF v_detail OPERATOR(pg_catalog.=) '' AND v_hint OPERATOR(pg_catalog.=) '' THEN
        %2$s;
    ELSIF v_hint OPERATOR(pg_catalog.=) '' THEN
        %2$s, DETAIL = v_detail;
    ELSIF v_detail OPERATOR(pg_catalog.=) '' THEN
        %2$s, HINT = v_hint;
    END IF;
    %2$s, DETAIL = v_detail, HINT = v_hint;
END
$body$;
    v_function record;
    v_definition text;
    v_inner text;
    v_call text;
BEGIN
    FOR v_function IN
        SELECT p.oid, pg_catalog.quote_ident(p.proname) AS name, p.proretset,
            p.prorettype = 'void'::regtype AS is_void, p.provolatile,
            pg_catalog.pg_get_function_arguments(p.oid) AS arguments,
            pg_catalog.pg_get_function_identity_arguments(p.oid) AS identity,
            pg_catalog.pg_get_function_result(p.oid) AS result,
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
        v_inner := 'gitversion_internal.do_' || v_function.name;
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
            pg_catalog.format(v_body, CASE WHEN v_function.proretset
                THEN 'RETURN QUERY SELECT * FROM ' || v_call
                WHEN v_function.is_void THEN 'PERFORM ' || v_call ELSE 'RETURN ' || v_call END, v_raise));
    END LOOP;
END
$public$;

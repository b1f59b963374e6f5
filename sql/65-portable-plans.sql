-- Plans as scripts that run on a database without gitversion. What they need of it they carry along.
CREATE FUNCTION gitversion_internal.migration(
    p_from text, p_to text, p_schema text, p_using text, p_session_branch text, p_online boolean)
RETURNS jsonb LANGUAGE java SET search_path = pg_catalog, pg_temp
AS 'java.lang.String=org.gitversion.function.ReplayFunctions.migration(java.lang.String,java.lang.String,java.lang.String,java.lang.String,java.lang.String,java.lang.Boolean)';
COMMENT ON FUNCTION gitversion_internal.migration(text, text, text, text, text, boolean) IS
    'the steps of a plan for a schema, with the hashes of both states, as JSON; internal';

CREATE FUNCTION gitversion_internal.left_out() RETURNS text[] LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT pg_catalog.array_agg(x.pattern ORDER BY x.id) FROM (
        SELECT 0 AS id, '^tables/(' || pg_catalog.string_agg(t.table_name, '|') || ')(/.*)?$' AS pattern
        FROM gitversion_internal.tools() t
        UNION ALL
        SELECT p.id, CASE WHEN p.is_negated THEN '!' ELSE '' END || p.expression FROM gitversion.ignore_patterns p) x;
END;
COMMENT ON FUNCTION gitversion_internal.left_out() IS
    'patterns of the paths of what is no part of a state that scripts ask for: tables of migration tools, '
    'and what is ignored; internal';

CREATE FUNCTION gitversion_internal.dollar_quoted(p_text text) RETURNS text LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
    SELECT pg_catalog.concat(q.tag, p_text, q.tag)
    FROM (SELECT '$gitversion' || nullif(n, 0) || '$' AS tag, n FROM pg_catalog.generate_series(1, 1000) n
        UNION ALL SELECT '$gitversion$', 0) q
    WHERE pg_catalog.strpos(p_text, q.tag) = 0 ORDER BY q.n LIMIT 1;
END;
COMMENT ON FUNCTION gitversion_internal.dollar_quoted(text) IS 'a text between dollar quotes that it has not; internal';

CREATE FUNCTION gitversion_internal.carried(p_function regprocedure, p_name text) RETURNS text LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_text text := pg_get_functiondef(p_function);
BEGIN
    RETURN concat('CREATE OR REPLACE FUNCTION pg_temp.', p_name, substr(v_text, strpos(v_text, '(')), ';');
END
$$;
COMMENT ON FUNCTION gitversion_internal.carried(regprocedure, text) IS
    'the statement that creates a function of gitversion as a temporary one; internal';

CREATE FUNCTION gitversion_internal.carried_roles(p_steps text) RETURNS text LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT gitversion_internal.carried('gitversion_internal.execute_as(text, text)'::regprocedure, 'gitversion_execute_as')
    WHERE pg_catalog.strpos(p_steps, 'pg_temp.gitversion_execute_as(') > 0;
END;
COMMENT ON FUNCTION gitversion_internal.carried_roles(text) IS
    'what steps need that are executed as other roles; internal';

CREATE FUNCTION gitversion_internal.portable_statement(p_step jsonb) RETURNS text LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_sql text := p_step ->> 'statement';
    v_as text := 'SELECT gitversion_internal.execute_as(';
    v_query text;
    v_checks text := '';
BEGIN
    IF starts_with(v_sql, 'SELECT gitversion.track_rows(') OR starts_with(v_sql, 'SELECT gitversion.untrack_rows(') THEN
        RETURN '-- whether its rows belong to the schema is for gitversion';
    ELSIF starts_with(v_sql, v_as) THEN
        v_sql := 'SELECT pg_temp.gitversion_execute_as(' || substr(v_sql, length(v_as) + 1);
    ELSIF starts_with(v_sql, 'SELECT gitversion') THEN
        PERFORM gitversion_internal.raise('VC094', format('the plan needs gitversion at %s', p_step ->> 'path'),
            format('The statement is: %s.', v_sql),
            'Change the rows of the table by a script of your own, or move its state by a branch of that database.');
    END IF;
    -- Whether the one or the other can be executed depends on values that are not here.
    IF p_step ->> 'retry_on' IN ('22023', '55000') THEN
        v_sql := 'DO ' || gitversion_internal.dollar_quoted(format(
            E'BEGIN\n    EXECUTE %L;\nEXCEPTION WHEN SQLSTATE %L THEN\n    EXECUTE %L;\nEND',
            v_sql, p_step ->> 'retry_on', p_step ->> 'retry'));
    END IF;
    FOR v_query IN SELECT q FROM jsonb_array_elements_text(p_step -> 'unless') q LOOP
        v_checks := concat(v_checks, 'DO ', gitversion_internal.dollar_quoted(format($block$
DECLARE
    v_found boolean := false;
BEGIN
    BEGIN
        v_found := EXISTS (%1$s);
    EXCEPTION WHEN OTHERS THEN
        NULL;
    END;
    IF v_found THEN
        RAISE EXCEPTION USING ERRCODE = 'data_exception', MESSAGE = %2$L, HINT = %3$L;
    END IF;
END
$block$, v_query, format('the new type of %s cannot hold the values that are there', p_step ->> 'path'),
            'Find them by: ' || v_query)), E';\n');
    END LOOP;
    RETURN concat(v_checks, v_sql, ';');
END
$$;
COMMENT ON FUNCTION gitversion_internal.portable_statement(jsonb) IS
    'the text of a step of a plan for a database without gitversion; internal';

CREATE FUNCTION gitversion_internal.portable_step(p_step jsonb) RETURNS text LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT pg_catalog.concat('-- ', s.step, ' ', pg_catalog.translate(s.path, E'\n\r', '  '),
            CASE WHEN s.lock_mode <> 'none' THEN ': ' || s.lock_mode END, CASE WHEN s.may_lose_data
            THEN '; may lose data' END, '. ' || s.reason, E'\n', gitversion_internal.portable_statement(p_step))
    FROM pg_catalog.jsonb_to_record(p_step) s (step integer, path text, lock_mode text, may_lose_data boolean, reason text);
END;
COMMENT ON FUNCTION gitversion_internal.portable_step(jsonb) IS
    'a step of a plan for a script, with its facts as a comment; internal';

CREATE FUNCTION gitversion_internal.portable_steps(p_steps jsonb) RETURNS text LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT pg_catalog.string_agg(gitversion_internal.portable_step(e.step), E'\n' ORDER BY e.n)
    FROM pg_catalog.jsonb_array_elements(p_steps) WITH ORDINALITY e (step, n);
END;
COMMENT ON FUNCTION gitversion_internal.portable_steps(jsonb) IS 'the steps of a plan for a script; internal';

CREATE FUNCTION gitversion_internal.path_elsewhere(p_schema text) RETURNS text LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT coalesce(gitversion_internal.search_path(p_schema), pg_catalog.concat_ws(', ', pg_catalog.quote_ident(p_schema),
        pg_catalog.quote_ident(nullif(gitversion_internal.extension_schema(), p_schema)), 'pg_catalog, pg_temp'));
END;
COMMENT ON FUNCTION gitversion_internal.path_elsewhere(text) IS
    'the search path of a schema that may be in another database; internal';

CREATE FUNCTION gitversion_internal.schema_elsewhere(p_schema text) RETURNS text LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF p_schema = '' OR starts_with(p_schema, 'pg_')
        OR p_schema IN ('gitversion', 'gitversion_internal', 'information_schema') THEN
        PERFORM gitversion_internal.raise('VC014', format('"%s" is no schema for a script', p_schema),
            'A script is for a schema that applications have.',
            'Name that of the other database; without a name it is that of the root branch.');
    END IF;
    RETURN coalesce(p_schema, (SELECT b.schema_name FROM gitversion.branches b
        WHERE b.parent_branch_id IS NULL AND b.is_active ORDER BY b.id LIMIT 1), 'public');
END
$$;
COMMENT ON FUNCTION gitversion_internal.schema_elsewhere(text) IS
    'the schema that scripts are for: the one given, else that of the root branch; internal';

CREATE FUNCTION gitversion_internal.hash_check(p_schema text, p_before jsonb, p_after jsonb, p_at_end boolean) RETURNS text
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_look text := format(E'\nDECLARE\n    v_exact boolean := current_setting(''server_version_num'')::integer / 10000 = %s'
        ';\n    v_hash text := pg_temp.gitversion_schema_hash(%L, %L, %L, %L, v_exact);\n',
        current_setting('server_version_num')::integer / 10000, p_schema, gitversion_internal.path_elsewhere(p_schema),
        ARRAY[p_schema], gitversion_internal.left_out())
        || E'    v_before text[] := CASE WHEN v_exact THEN %1$L ELSE %2$L END;\n'
        || E'    v_after text[] := CASE WHEN v_exact THEN %3$L ELSE %4$L END;\nBEGIN\n';
    v_arguments text[] := ARRAY(SELECT ARRAY(SELECT DISTINCT h ->> i FROM jsonb_array_elements(x.hashes) h)::text
        FROM (VALUES (1, p_before), (2, p_after)) x (n, hashes), generate_series(0, 1) i ORDER BY x.n, i);
BEGIN
    IF p_at_end THEN
        RETURN 'DO ' || gitversion_internal.dollar_quoted(format(v_look || $block$    IF NOT v_hash = ANY (v_after) THEN
        RAISE EXCEPTION USING ERRCODE = 'VC095', MESSAGE = %5$L,
            DETAIL = concat('Its hash is ', v_hash, ', not ', v_after[1], '.'),
            HINT = 'Everything is rolled back. Look for event triggers there that change more than was asked for.';
    END IF;
END
$block$, VARIADIC v_arguments || format('schema "%s" is not in the state that this script leads to', p_schema))) || ';';
    END IF;
    RETURN 'DO ' || gitversion_internal.dollar_quoted(format(v_look || $block$    IF NOT v_hash = ANY (v_before) THEN
        RAISE EXCEPTION USING ERRCODE = 'VC095', MESSAGE = CASE WHEN v_hash = ANY (v_after)
            THEN %5$L ELSE %6$L END, DETAIL = concat('Its hash is ', v_hash, ', not ', v_before[1], '.'),
            HINT = 'Nothing was changed. Find out what was changed there besides, or take another script.';
    END IF;
END
$block$, VARIADIC v_arguments || ARRAY[format('schema "%s" is already in the state that this script leads to', p_schema),
        format('schema "%s" is not in the state that this script begins with', p_schema)])) || ';';
END
$$;
COMMENT ON FUNCTION gitversion_internal.hash_check(text, jsonb, jsonb, boolean) IS
    'the block by which a script looks at the schema, before or at the end; internal';

CREATE FUNCTION gitversion_internal.script(p_plan jsonb, p_schema text, p_title text, p_before jsonb, p_after jsonb)
RETURNS text LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_steps text := gitversion_internal.portable_steps(p_plan -> 'steps');
BEGIN
    RETURN concat_ws(E'\n', p_title,
        'SET LOCAL lock_timeout = ''5s'';',
        'DO $path$BEGIN PERFORM set_config(''gitversion_script.search_path'', current_setting(''search_path''), true); END$path$;',
        format('SET LOCAL search_path = %s;', gitversion_internal.path_elsewhere(p_schema)),
        'SET LOCAL check_function_bodies = off;', 'SET LOCAL standard_conforming_strings = on;',
        '', '-- What a schema is, as one hash.',
        gitversion_internal.carried('gitversion_internal.schema_hash'::regproc::oid::regprocedure, 'gitversion_schema_hash'),
        gitversion_internal.carried_roles(v_steps),
        '', gitversion_internal.hash_check(p_schema, p_before, p_after, false),
        '', v_steps, '', gitversion_internal.hash_check(p_schema, p_before, p_after, true),
        'DROP FUNCTION pg_temp.gitversion_schema_hash;',
        'DO $path$BEGIN PERFORM set_config(''search_path'', current_setting(''gitversion_script.search_path''), true); END$path$;', '');
END
$$;
COMMENT ON FUNCTION gitversion_internal.script(jsonb, text, text, jsonb, jsonb) IS
    'a plan as a script for a database without gitversion, which looks at the schema before and after; internal';

-- Plans that are not one transaction, as scripts: statements that are executed one by one, then a
-- transaction, and so on.
CREATE FUNCTION gitversion_internal.stages(p_steps jsonb)
RETURNS TABLE (stage integer, alone jsonb, together jsonb) LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT x.stage::integer, pg_catalog.jsonb_agg(x.step ORDER BY x.n) FILTER (WHERE NOT x.transactional),
        pg_catalog.jsonb_agg(x.step ORDER BY x.n) FILTER (WHERE x.transactional)
    FROM (SELECT y.n, y.step, y.transactional, 1 + pg_catalog.count(*) FILTER (WHERE y.begins) OVER (ORDER BY y.n) AS stage
        FROM (SELECT e.n, e.step, (e.step ->> 'transactional')::boolean AS transactional,
                NOT (e.step ->> 'transactional')::boolean AND pg_catalog.lag((e.step ->> 'transactional')::boolean) OVER (ORDER BY e.n)
                    AS begins
            FROM pg_catalog.jsonb_array_elements(p_steps) WITH ORDINALITY e (step, n)) y) x
    GROUP BY x.stage;
END;
COMMENT ON FUNCTION gitversion_internal.stages(jsonb) IS
    'the steps of a plan that is not one transaction: for each transaction what is executed before it; internal';

-- Who waits for a lock keeps all waiting who come after him, and what he has locked already stays
-- locked meanwhile: so he gives up soon, lets go, and tries again.
CREATE FUNCTION gitversion_internal.patient_transaction(p_sql text) RETURNS text LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
    SELECT 'DO ' || gitversion_internal.dollar_quoted(pg_catalog.concat($block$
DECLARE
    v_tries integer := 0;
    v_is_done boolean := false;
BEGIN
    WHILE NOT v_is_done LOOP
        v_tries := v_tries + 1;
        BEGIN
            PERFORM pg_catalog.set_config('lock_timeout', '2s', true), pg_catalog.set_config(
                'gitversion_script.until', (pg_catalog.clock_timestamp() + interval '2 s')::text, true);
            EXECUTE $block$, gitversion_internal.dollar_quoted(E'\n' || p_sql || E'\n'), $block$;
            v_is_done := true;
        EXCEPTION WHEN lock_not_available OR deadlock_detected THEN
            IF v_tries >= 60 THEN
                RAISE;
            END IF;
            RAISE NOTICE 'try %: %, the next one comes soon', v_tries, SQLERRM;
        END;
        IF NOT v_is_done THEN
            COMMIT;
            PERFORM pg_catalog.pg_sleep(0.5 + pg_catalog.random());
        END IF;
    END LOOP;
END
$block$)) || ';';
END;
COMMENT ON FUNCTION gitversion_internal.patient_transaction(text) IS
    'a block that executes statements as a transaction, which lets go and begins again when a lock takes too long; internal';

CREATE FUNCTION gitversion_internal.together(p_steps jsonb) RETURNS text LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT pg_catalog.string_agg(pg_catalog.concat(CASE WHEN (e.step ->> 'locks')::boolean THEN
            $lock$SELECT pg_catalog.set_config('lock_timeout', greatest(1, pg_catalog.ceil(1000 * extract(epoch FROM
    pg_catalog.current_setting('gitversion_script.until')::timestamptz - pg_catalog.clock_timestamp())))::text, true);
$lock$ END, gitversion_internal.portable_step(e.step)), E'\n' ORDER BY e.n)
    FROM pg_catalog.jsonb_array_elements(p_steps) WITH ORDINALITY e (step, n);
END;
COMMENT ON FUNCTION gitversion_internal.together(jsonb) IS
    'the steps of a transaction that takes its locks first, all of them within the same time; internal';

CREATE FUNCTION gitversion_internal.alone(p_steps jsonb, p_is_psql boolean) RETURNS text LANGUAGE sql STABLE
BEGIN ATOMIC
    -- To wait for a lock that these take keeps nobody waiting.
    SELECT E'SET lock_timeout = 0;\n' || pg_catalog.string_agg(CASE WHEN p_is_psql AND e.step ->> 'while' IS NOT NULL
        THEN pg_catalog.format(E'-- %s %s\nSELECT %L WHERE EXISTS (%s) \\gexec', e.step ->> 'step',
            pg_catalog.translate(e.step ->> 'path', E'\n\r', '  '), e.step ->> 'statement', e.step ->> 'while')
        ELSE gitversion_internal.portable_step(e.step) END, E'\n' ORDER BY e.n)
    FROM pg_catalog.jsonb_array_elements(p_steps) WITH ORDINALITY e (step, n);
END;
COMMENT ON FUNCTION gitversion_internal.alone(jsonb, boolean) IS
    'steps that are executed by themselves; may be executed again after a failure; internal';

CREATE FUNCTION gitversion_internal.session_of_script(p_schema text) RETURNS text LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT pg_catalog.concat('SET search_path = ', gitversion_internal.path_elsewhere(p_schema),
        E';\nSET check_function_bodies = off;\nSET standard_conforming_strings = on;');
END;
COMMENT ON FUNCTION gitversion_internal.session_of_script(text) IS 'what a script sets that is not one transaction; internal';

-- Which stage comes next is in a table, so that a script goes on where it stopped.
CREATE FUNCTION gitversion_internal.online_script(p_steps jsonb, p_schema text, p_title text, p_before text, p_after text)
RETURNS text LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_id text := left(encode(sha256(convert_to(p_steps::text, 'UTF8')), 'hex'), 16);
    v_table text := quote_ident(p_schema) || '.gitversion_online';
    v_count integer;
    v_stages text;
    v_is_one boolean;
BEGIN
    SELECT count(*), count(*) < 2 AND bool_and(s.alone IS NULL) INTO v_count, v_is_one
    FROM gitversion_internal.stages(p_steps) s;
    IF v_is_one THEN
        RETURN concat_ws(E'\n', p_title, gitversion_internal.session_of_script(p_schema), p_before,
            gitversion_internal.patient_transaction(concat_ws(E'\n', gitversion_internal.together(p_steps), p_after)), '');
    END IF;
    SELECT string_agg(concat_ws(E'\n', format(E'SELECT stage < %s AS gitversion_todo FROM %s \\gset', s.stage, v_table),
        E'\\if :gitversion_todo', gitversion_internal.alone(s.alone, true),
        gitversion_internal.patient_transaction(concat_ws(E'\n', gitversion_internal.together(s.together),
            CASE WHEN s.stage = v_count THEN format('DROP TABLE %s;', v_table)
                ELSE format('UPDATE %s SET stage = %s;', v_table, s.stage) END,
            CASE WHEN s.stage = v_count THEN p_after END)), E'\\endif'), E'\n' ORDER BY s.stage)
    INTO v_stages FROM gitversion_internal.stages(p_steps) s;
    RETURN concat_ws(E'\n', p_title, gitversion_internal.session_of_script(p_schema),
        format('SELECT to_regclass(%L) IS NULL AS gitversion_begins \gset', v_table), '\if :gitversion_begins', p_before,
        format('CREATE TABLE %s AS SELECT %L::text AS script, 0 AS stage;', v_table, v_id), '\endif',
        'DO ' || gitversion_internal.dollar_quoted(format($block$
BEGIN
    IF (SELECT script FROM %1$s) <> %2$L THEN
        RAISE EXCEPTION USING ERRCODE = 'VC095', MESSAGE = 'another script has not come to its end in this schema',
            HINT = %3$L;
    END IF;
END
$block$, v_table, v_id, format('Run that one again first, or see what it has left, and drop table %s.', v_table))) || ';', v_stages, '');
END
$$;
COMMENT ON FUNCTION gitversion_internal.online_script(jsonb, text, text, text, text) IS
    'a plan that is not one transaction as a script for psql, which can be run again after a failure; internal';

CREATE FUNCTION gitversion_internal.online_title(p_title text) RETURNS text LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
    SELECT pg_catalog.concat(p_title, '-- For psql, in no transaction (no -1): it goes beside applications that read and write.
-- It tries again by itself when it does not get a lock within two seconds. After a failure, or when it is
-- stopped, run it again: it goes on where it was.
\set ON_ERROR_STOP on
');
END;
COMMENT ON FUNCTION gitversion_internal.online_title(text) IS 'what a script that is not one transaction says first; internal';

-- Of a message with several statements, the one that an event is of: the others may hold what is not
-- for the history, such as passwords. Statements are told by the server's rules for strings, comments
-- and quotes; where more than one can be meant, all of these are.
CREATE FUNCTION gitversion_internal.statements(p_message text) RETURNS TABLE (statement text, words text)
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_token text;
    v_inside text := '';
    v_comments integer := 0;
    v_last text;
    v_blocks integer := 0;
    v_at integer := 1;
    v_start integer := 1;
BEGIN
    FOR v_token IN
        SELECT m[1] FROM regexp_matches(p_message, '[[:alpha:]_][[:alnum:]_$]*'
            '|\$(?:[[:alpha:]_][[:alnum:]_]*)?\$|--|/\*|\*/|\\[''"\\]|[^[:alpha:]_$*/\\;''"\n-]+|.|\n', 'g') AS m
    LOOP
        IF v_inside = '' THEN
            IF v_token IN ('''', '"', '--') OR v_token LIKE '$%$' AND length(v_token) > 1 THEN
                v_inside := CASE WHEN v_token = '''' AND v_last = 'e'
                    AND substr(p_message, v_at - 1, 1) IN ('e', 'E') THEN 'e' ELSE v_token END;
            ELSIF v_token = '/*' THEN
                v_inside := v_token;
                v_comments := 1;
            ELSIF v_token = ';' AND v_blocks = 0 THEN
                IF words <> '' THEN
                    statement := btrim(substr(p_message, v_start, v_at - v_start), E' \n\t\r');
                    RETURN NEXT;
                END IF;
                v_start := v_at + 1;
                words := NULL;
            ELSIF v_token ~ '^[[:alpha:]_]' THEN
                -- BEGIN ATOMIC … END holds semicolons of its own, and CASE ends in END too.
                v_blocks := greatest(0, v_blocks + CASE lower(v_token)
                    WHEN 'atomic' THEN (v_last = 'begin')::integer
                    WHEN 'case' THEN (v_blocks > 0)::integer WHEN 'end' THEN -1 ELSE 0 END);
                v_last := lower(v_token);
                words := CASE WHEN words LIKE '% %' THEN words ELSE concat_ws(' ', words, v_last) END;
            END IF;
        ELSIF v_inside = '/*' THEN
            v_comments := v_comments + CASE v_token WHEN '/*' THEN 1 WHEN '*/' THEN -1 ELSE 0 END;
            v_inside := CASE WHEN v_comments > 0 THEN v_inside ELSE '' END;
        ELSIF v_token = (CASE v_inside WHEN '--' THEN E'\n' WHEN 'e' THEN '''' ELSE v_inside END)
            OR v_inside = '''' AND v_token = '\''' OR v_inside = '"' AND v_token = '\"' THEN
            v_inside := '';
        END IF;
        v_at := v_at + length(v_token);
    END LOOP;
    IF words <> '' THEN
        statement := btrim(substr(p_message, v_start), E' \n\t\r');
        RETURN NEXT;
    END IF;
END
$$;
COMMENT ON FUNCTION gitversion_internal.statements(text) IS
    'the statements of a message, without the semicolons between them, and the first two words of each; '
    'internal';

CREATE FUNCTION gitversion_internal.own_statement(p_message text, p_event text, p_tag text) RETURNS text
LANGUAGE plpgsql STABLE AS $$
DECLARE
    v_words text := lower(substring(p_tag FROM '^\S+(?: \S+)?'));
    v_names text[];
    v_found text[];
BEGIN
    IF strpos(rtrim(p_message, E'; \n\t\r'), ';') = 0
        OR (SELECT count(*) < 2 FROM gitversion_internal.statements(p_message)) THEN
        RETURN btrim(p_message, E' \n\t\r');
    ELSIF p_event = 'sql_drop' THEN
        v_names := ARRAY(SELECT lower(d.names[cardinality(d.names)]) FROM gitversion_internal.dropped() d);
    ELSE
        v_names := ARRAY(SELECT lower(c.names[cardinality(c.names)]) FROM gitversion_internal.commanded() c);
    END IF;
    SELECT coalesce(
        array_agg(s.statement ORDER BY s.n) FILTER (WHERE s.is_such AND s.is_named AND s.words = v_words),
        array_agg(s.statement ORDER BY s.n) FILTER (WHERE s.is_such AND s.is_named),
        array_agg(s.statement ORDER BY s.n) FILTER (WHERE s.is_runner AND s.is_named),
        array_agg(s.statement ORDER BY s.n) FILTER (WHERE s.is_such),
        array_agg(s.statement ORDER BY s.n) FILTER (WHERE s.is_runner))
    INTO v_found
    FROM (SELECT m.*, split_part(m.words, ' ', 1) = split_part(v_words, ' ', 1)
            AND m.words !~ ' (role|user|group|database|subscription|server)$' AS is_such,
            m.words ~ '^(call|delete|do|execute|insert|merge|select|table|update|values|with)\M' AS is_runner,
            EXISTS (SELECT FROM unnest(v_names) v (name) WHERE CASE WHEN v.name ~ '^[[:alnum:]_]+$'
                THEN lower(m.statement) ~ ('\m' || v.name || '\M')
                ELSE strpos(lower(m.statement), v.name) > 0 END) AS is_named
        FROM gitversion_internal.statements(p_message) WITH ORDINALITY m (statement, words, n)) s;
    RETURN btrim(array_to_string(v_found, E';\n'), E' \n\t\r');
END
$$;
COMMENT ON FUNCTION gitversion_internal.own_statement(text, text, text) IS
    'what of a message the current event is of; null where nothing in it can be meant; internal';

-- A statement of another kind than the event runs more than what the event is of: a block of code may set a
-- password besides. A foreign table has options.
CREATE FUNCTION gitversion_internal.may_hold_secret(p_statement text, p_tag text) RETURNS boolean
LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
    RETURN CASE WHEN p_statement !~* 'pass|secret|token|mapping|subscription|conninfo' THEN false
        WHEN p_tag LIKE '%FOREIGN TABLE' THEN p_statement ~* '\moptions\M'
        ELSE (SELECT bool_or(split_part(s.words, ' ', 1) <> lower(split_part(p_tag, ' ', 1)))
            FROM gitversion_internal.statements(p_statement) s) END;
END
$$;
COMMENT ON FUNCTION gitversion_internal.may_hold_secret(text, text) IS
    'whether there may be a password in a statement that led to an event; internal';

CREATE FUNCTION gitversion_internal.recorded_statement(p_event text, p_tag text) RETURNS text
LANGUAGE plpgsql STABLE AS $$
DECLARE
    v_statement text;
BEGIN
    IF lower(current_setting('gitversion.record_statements', true)) IN ('off', 'false', 'no', '0') THEN
        RETURN NULL;
    END IF;
    v_statement := gitversion_internal.own_statement(current_query(), p_event, p_tag);
    RETURN CASE WHEN NOT gitversion_internal.may_hold_secret(v_statement, p_tag) THEN v_statement END;
END
$$;
COMMENT ON FUNCTION gitversion_internal.recorded_statement(text, text) IS
    'the text that is recorded of the statement that led to the current event; internal';

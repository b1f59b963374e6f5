-- One query on several branches. It is read-only, and what it sets, locks or leaves behind is undone.
CREATE FUNCTION gitversion_internal.left_behind() RETURNS TABLE (kind text, name text, undo text)
LANGUAGE sql STABLE
BEGIN ATOMIC
    -- What belongs to the session is not undone with a transaction. A key of two numbers is objsubid 2.
    SELECT 'lock', pg_catalog.concat_ws(':', l.classid, l.objid, l.objsubid, l.mode), pg_catalog.format(
        'SELECT pg_catalog.pg_advisory_unlock%s(%s)', CASE l.mode WHEN 'ShareLock' THEN '_shared' END,
        CASE l.objsubid WHEN 1 THEN ((l.classid::bigint << 32) | l.objid::bigint)::text
            ELSE l.classid::bigint::bit(32)::integer || ', ' || l.objid::bigint::bit(32)::integer END)
    FROM pg_catalog.pg_locks l
    WHERE l.locktype = 'advisory' AND l.pid = pg_catalog.pg_backend_pid() AND l.granted
    UNION ALL
    SELECT n.kind, n.name, n.undo FROM gitversion_internal.left_names n;
END;
COMMENT ON FUNCTION gitversion_internal.left_behind() IS
    'what of the session outlives a function: advisory locks, prepared statements and cursors, and how to '
    'give each up; internal';

CREATE FUNCTION gitversion_internal.give_up(p_but text[]) RETURNS void LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp SET client_min_messages = error AS $$
DECLARE
    v_undo text[];
BEGIN
    -- A lock may be held several times.
    LOOP
        v_undo := ARRAY(SELECT l.undo FROM gitversion_internal.left_behind() l
            WHERE l.kind || l.name <> ALL (p_but));
        EXIT WHEN v_undo = '{}';
        FOR i IN 1 .. cardinality(v_undo) LOOP
            EXECUTE v_undo[i];
        END LOOP;
    END LOOP;
END
$$;
COMMENT ON FUNCTION gitversion_internal.give_up(text[]) IS
    'gives up advisory locks, prepared statements and cursors of the session, but for some; internal';

-- On the path of the branch everything is qualified. A cursor takes one statement, and brackets take a
-- query that writes nothing: what passes both is a query by itself.
CREATE FUNCTION gitversion_internal.read_rows(p_query text) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
    v_cursor refcursor;
    v_row record;
    v_twice pg_catalog.text;
    v_rows pg_catalog.jsonb;
BEGIN
    BEGIN
        OPEN v_cursor NO SCROLL FOR EXECUTE p_query;
        CLOSE v_cursor;
        OPEN v_cursor NO SCROLL FOR EXECUTE pg_catalog.concat('SELECT q.* FROM (', p_query, E'\n) q LIMIT 0');
    EXCEPTION WHEN invalid_cursor_definition THEN
        PERFORM gitversion_internal.refuse_query(SQLERRM);
    WHEN syntax_error OR feature_not_supported THEN
        IF v_cursor IS NULL THEN
            RAISE;
        END IF;
        PERFORM gitversion_internal.refuse_query(SQLERRM);
    END;
    FETCH v_cursor INTO v_row;
    CLOSE v_cursor;
    v_twice := (SELECT k.name FROM pg_catalog.json_object_keys(pg_catalog.row_to_json(v_row)) k (name)
        GROUP BY k.name HAVING pg_catalog.count(*) OPERATOR(pg_catalog.>) 1 ORDER BY k.name LIMIT 1);
    IF v_twice IS NOT NULL THEN
        PERFORM gitversion_internal.raise('VC014',
            pg_catalog.format('the query returns several columns named "%s"', v_twice),
            'A row becomes a JSON object, in which a name stands for one value.',
            'Give each of these columns a name of its own: expression AS name.');
    END IF;
    EXECUTE pg_catalog.concat('SELECT coalesce(pg_catalog.jsonb_agg(pg_catalog.to_jsonb(q.*)), ''[]'') FROM (',
        p_query, E'\n) q') INTO v_rows;
    RETURN v_rows;
END
$$;
COMMENT ON FUNCTION gitversion_internal.read_rows(text) IS
    'the rows of a query as a JSON array, on the search path that is in force; internal';

CREATE FUNCTION gitversion_internal.refuse_query(p_reason text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    PERFORM gitversion_internal.raise('VC014', 'p_query is not one query that only reads',
        pg_catalog.format('PostgreSQL says: %s.', p_reason),
        'Give one SELECT, VALUES, TABLE or WITH … SELECT that changes nothing.');
END
$$;
COMMENT ON FUNCTION gitversion_internal.refuse_query(text) IS
    'raises the error for what is no query; internal';

CREATE FUNCTION gitversion_internal.query_branch(p_query text, p_branch_name text, p_schema text, p_path text)
RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
    v_before pg_catalog.text[] := ARRAY(
        SELECT l.kind OPERATOR(pg_catalog.||) l.name FROM gitversion_internal.left_behind() l);
    v_rows pg_catalog.jsonb;
    v_code pg_catalog.text;
    v_message pg_catalog.text;
    v_detail pg_catalog.text;
    v_hint pg_catalog.text;
BEGIN
    BEGIN
        PERFORM pg_catalog.set_config('gitversion.current_branch', p_branch_name, true),
            pg_catalog.set_config('gitversion.current_schema', p_schema, true),
            pg_catalog.set_config('transaction_read_only', 'on', true),
            pg_catalog.set_config('search_path', p_path, true);
        v_rows := gitversion_internal.read_rows(p_query);
        -- So that nothing that the query did is left.
        RAISE EXCEPTION USING ERRCODE = 'VC999';
    EXCEPTION WHEN OTHERS OR query_canceled THEN
        IF v_rows IS NULL THEN
            GET STACKED DIAGNOSTICS v_code = RETURNED_SQLSTATE, v_message = MESSAGE_TEXT,
                v_detail = PG_EXCEPTION_DETAIL, v_hint = PG_EXCEPTION_HINT;
        END IF;
    END;
    PERFORM gitversion_internal.give_up(v_before);
    IF v_rows IS NULL THEN
        PERFORM gitversion_internal.raise(v_code,
            pg_catalog.format('on branch "%s": %s', p_branch_name, v_message), nullif(v_detail, ''), nullif(v_hint, ''));
    END IF;
    RETURN v_rows;
END
$$;
COMMENT ON FUNCTION gitversion_internal.query_branch(text, text, text, text) IS
    'the rows of a query on one branch as a JSON array, nothing changed; internal';

-- Names that are qualified with the root's schema mean the branch: where it may be spelled, the lexer looks.
CREATE FUNCTION gitversion_internal.query_for(p_query text, p_root text, p_schema text) RETURNS text
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF p_root IS NULL OR p_root = p_schema
        OR strpos(lower(p_query), lower(p_root)) = 0 AND p_root ~ '^[[:alnum:]_]*$' AND p_query !~* 'u&' THEN
        RETURN p_query;
    END IF;
    RETURN gitversion_internal.moved_script(p_query, p_root, p_schema,
        gitversion_internal.names_of_members(p_root));
END
$$;
COMMENT ON FUNCTION gitversion_internal.query_for(text, text, text) IS
    'a query in which names with the schema of the root mean another one; internal';

CREATE FUNCTION gitversion.query_cross_branch(p_query text, p_branches text[])
RETURNS TABLE (branch_name text, result jsonb) LANGUAGE plpgsql AS $$
DECLARE
    v_root pg_catalog.text := (SELECT b.schema_name FROM gitversion.branches b
        WHERE b.is_active AND b.parent_branch_id IS NULL ORDER BY b.id LIMIT 1);
    -- Semicolons at the end would stand inside of brackets.
    v_query pg_catalog.text := pg_catalog.rtrim(p_query, E' ;\n\r\t\f');
    v_names pg_catalog.text[] := ARRAY(SELECT b.name FROM pg_catalog.unnest(p_branches) b (name));
    v_schemas pg_catalog.text[] := '{}';
    v_paths pg_catalog.text[] := '{}';
BEGIN
    IF p_query IS NULL OR p_branches IS NULL OR pg_catalog.array_position(p_branches, NULL) IS NOT NULL THEN
        PERFORM gitversion_internal.raise('VC014', CASE WHEN p_query IS NULL THEN 'argument p_query is NULL'
                WHEN p_branches IS NULL THEN 'argument p_branches is NULL' ELSE 'p_branches has a NULL in it' END,
            'One query is answered by each of the branches.',
            'Give a query and names of branches: gitversion.query_cross_branch(''SELECT …'', ''{main, feature}'').');
    END IF;
    FOR i IN 1 .. pg_catalog.cardinality(v_names) LOOP
        v_schemas[i] := gitversion_internal.usable_schema(v_names[i]);
        v_paths[i] := gitversion_internal.session_path(v_schemas[i]);
    END LOOP;
    FOR i IN 1 .. pg_catalog.cardinality(v_names) LOOP
        branch_name := v_names[i];
        result := gitversion_internal.query_branch(
            gitversion_internal.query_for(v_query, v_root, v_schemas[i]), v_names[i], v_schemas[i], v_paths[i]);
        RETURN NEXT;
    END LOOP;
END
$$;
COMMENT ON FUNCTION gitversion.query_cross_branch(text, text[]) IS
    'the rows of one query on each of some branches, as a JSON array in the order of the query, with the '
    'rights of the caller and read-only; names with the schema of the root mean the branch';

CREATE FUNCTION gitversion.compare_query(p_query text, p_branch_a text, p_branch_b text)
RETURNS TABLE (branch_name text, result jsonb, count bigint) LANGUAGE plpgsql AS $$
BEGIN
    RETURN QUERY
        WITH answer AS (
            SELECT q.result, q.n FROM ROWS FROM (
                gitversion.query_cross_branch(p_query, ARRAY[p_branch_a, p_branch_b]))
                WITH ORDINALITY q (branch_name, result, n)
        ), differing AS (
            SELECT r.value, pg_catalog.sum(CASE WHEN a.n OPERATOR(pg_catalog.=) 1 THEN 1 ELSE -1 END) AS surplus,
                pg_catalog.min(a.n) AS n, pg_catalog.min(r.place) AS place
            FROM answer a
            CROSS JOIN LATERAL pg_catalog.jsonb_array_elements(a.result) WITH ORDINALITY r (value, place)
            GROUP BY r.value
        )
        SELECT CASE WHEN d.surplus OPERATOR(pg_catalog.>) 0 THEN p_branch_a ELSE p_branch_b END, d.value,
            pg_catalog.abs(d.surplus)
        FROM differing d WHERE d.surplus OPERATOR(pg_catalog.<>) 0
        ORDER BY d.surplus OPERATOR(pg_catalog.<) 0, d.place;
END
$$;
COMMENT ON FUNCTION gitversion.compare_query(text, text, text) IS
    'the rows of a query that one of two branches has and the other has not, or less often: which branch, '
    'the row as JSON, and how many more of it there are';

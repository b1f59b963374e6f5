-- Rows that belong to the schema: which tables have some, and what they are as text.
CREATE FUNCTION gitversion_internal.escaped(p_text text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
BEGIN ATOMIC
    SELECT replace(replace(replace(replace(p_text, E'\\', E'\\\\'), E'\t', '\t'), E'\n', '\n'), E'\r', '\r');
END;
COMMENT ON FUNCTION gitversion_internal.escaped(text) IS
    'a text without tabs and line ends, as in COPY; internal';

-- Values are what the output functions of their types print, whatever casts there are.
CREATE FUNCTION gitversion_internal.items_query(p_table oid) RETURNS text LANGUAGE sql STABLE
BEGIN ATOMIC
    WITH field AS (
        SELECT a.attname, k.place, format($f$%L || CASE WHEN num_nulls(t.%I) = 1 THEN '\N'
                ELSE gitversion_internal.escaped(format('%%s', t.%I)) END$f$,
            replace(gitversion_internal.escaped(a.attname), '=', '\=') || '=', a.attname, a.attname) AS text
        FROM pg_catalog.pg_attribute a
        LEFT JOIN (SELECT u.attnum, u.place FROM pg_catalog.pg_index i
            CROSS JOIN LATERAL unnest(i.indkey::smallint[]) WITH ORDINALITY u (attnum, place)
            WHERE i.indrelid = p_table AND i.indisprimary AND u.place <= i.indnkeyatts) k
            ON k.attnum = a.attnum
        WHERE a.attrelid = p_table AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
    )
    SELECT format('SELECT concat_ws(%L, %s) || %s AS item FROM ONLY %I.%I t', E'\t',
        string_agg(f.text, ', ' ORDER BY f.place) FILTER (WHERE f.place IS NOT NULL),
        CASE WHEN count(f.place) = count(*) THEN $$''$$ ELSE format('%L || concat_ws(%L, %s)', E'\t\t', E'\t',
            string_agg(f.text, ', ' ORDER BY f.attname COLLATE "C") FILTER (WHERE f.place IS NULL)) END,
        n.nspname, c.relname)
    FROM field f, pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    WHERE c.oid = p_table
    GROUP BY n.nspname, c.relname
    HAVING count(f.place) > 0;
END;
COMMENT ON FUNCTION gitversion_internal.items_query(oid) IS
    'a query for the rows of a table as text: fields column=value divided by tabs, those of the primary '
    'key first, the others behind an empty one by name; null without a primary key; internal';

CREATE FUNCTION gitversion_internal.rows_of(p_table oid) RETURNS text[] LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp SET row_security = off SET datestyle = 'ISO, YMD'
SET intervalstyle = 'postgres' SET extra_float_digits = 1 SET timezone = 'UTC' SET bytea_output = 'hex'
SET lc_monetary = 'C' SET xmlbinary = 'base64' SET quote_all_identifiers = off AS $$
DECLARE
    v_query text := gitversion_internal.items_query(p_table);
    v_most integer := coalesce(nullif(current_setting('gitversion.rows_limit', true), ''), '10000');
    v_rows text[];
BEGIN
    IF v_query IS NULL THEN
        PERFORM gitversion_internal.raise('VC034', format('the rows of table %s cannot be tracked', p_table::regclass),
            'It has no primary key, by which the rows of two branches are compared.',
            'Add a primary key, or call gitversion.untrack_rows(table).');
    END IF;
    v_rows := gitversion_internal.ask_for(p_table, format(
        'SELECT array_agg(r.item ORDER BY r.item COLLATE "C")::text FROM (%s LIMIT %s) r',
        v_query, v_most::bigint + 1));
    IF cardinality(v_rows) > v_most THEN
        PERFORM gitversion_internal.raise('VC034', format('the rows of table %s cannot be tracked', p_table::regclass),
            format('It has more than %s rows; those of reference tables are part of every commit.', v_most),
            'Set gitversion.rows_limit to a higher number, or call gitversion.untrack_rows(table).');
    END IF;
    RETURN v_rows;
END
$$;
COMMENT ON FUNCTION gitversion_internal.rows_of(oid) IS
    'the rows of a table as text under fixed settings, in order; null when there are none; internal';

CREATE FUNCTION gitversion_internal.version_of_rows(p_table oid) RETURNS bigint LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT hash_array_extended(coalesce(gitversion_internal.rows_of(p_table), '{}'), 0);
END;
COMMENT ON FUNCTION gitversion_internal.version_of_rows(oid) IS
    'a number that is another one when rows of a table are; internal';

CREATE FUNCTION gitversion_internal.refuse_rows(p_table regclass) RETURNS void LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_reason text := (SELECT CASE
            WHEN NOT EXISTS (SELECT FROM gitversion.branches b JOIN pg_namespace n ON n.nspname = b.schema_name
                WHERE b.is_active AND n.oid = c.relnamespace)
              AND current_setting('gitversion.internal', true) IS DISTINCT FROM 'on'
            THEN 'It is not in the schema of a branch.'
            WHEN c.relkind <> 'r' OR c.relispartition OR c.relpersistence = 't'
            THEN 'It is no ordinary table.'
            WHEN EXISTS (SELECT FROM pg_inherits i WHERE c.oid IN (i.inhrelid, i.inhparent))
            THEN 'It inherits from another table, or another one from it.'
            WHEN gitversion_internal.items_query(c.oid) IS NULL
            THEN 'It has no primary key, by which the rows of two branches are compared.' END
        FROM pg_class c WHERE c.oid = p_table);
BEGIN
    IF v_reason IS NOT NULL THEN
        PERFORM gitversion_internal.raise('VC034', format('the rows of table %s cannot be tracked', p_table), v_reason,
            'Name an ordinary table of a branch that has a primary key.');
    END IF;
END
$$;
COMMENT ON FUNCTION gitversion_internal.refuse_rows(regclass) IS
    'raises an error where the rows of a table cannot be tracked; internal';

CREATE FUNCTION gitversion.track_rows(p_table regclass, p_kind text DEFAULT 'reference') RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_is_filled boolean;
BEGIN
    IF p_table IS NULL OR p_kind IS NULL OR p_kind NOT IN ('history', 'reference') THEN
        PERFORM gitversion_internal.raise('VC014', CASE WHEN p_table IS NULL THEN 'argument p_table is NULL'
                ELSE format('kind "%s" of rows is unknown', p_kind) END,
            'history: what a migration tool did; reference: rows that code relies on.',
            'Name a table, and one of the two kinds.');
    END IF;
    PERFORM gitversion_internal.refuse_rows(p_table);
    PERFORM gitversion_internal.require_table(p_table);
    IF p_kind = 'reference' THEN
        v_is_filled := gitversion_internal.rows_of(p_table) IS NOT NULL;
        IF v_is_filled AND current_setting('gitversion.internal', true) = 'on' THEN
            RAISE EXCEPTION USING ERRCODE = 'integrity_constraint_violation',
                MESSAGE = format('table %s has rows already, and these are not tracked', p_table),
                HINT = 'Track and commit them first: SELECT gitversion.track_rows(table).';
        END IF;
    END IF;
    UPDATE gitversion_internal.removable_tracked_tables t SET is_removed = true
    WHERE NOT EXISTS (SELECT FROM pg_class c WHERE c.oid = t.relation);
    INSERT INTO gitversion_internal.tracked_tables AS t (relation, kind) VALUES (p_table, p_kind)
    ON CONFLICT (relation) DO UPDATE SET kind = EXCLUDED.kind WHERE t.kind <> EXCLUDED.kind;
END
$$;
COMMENT ON FUNCTION gitversion.track_rows(regclass, text) IS
    'makes the rows of a table belong to the schema: reference, they are part of commits and merged by '
    'primary key; history, they are copied to new branches and united by merges';

CREATE FUNCTION gitversion.untrack_rows(p_table regclass) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF p_table IS NULL THEN
        PERFORM gitversion_internal.raise('VC014', 'argument p_table is NULL',
            'The function needs a value for p_table.', 'Name a table.');
    END IF;
    PERFORM gitversion_internal.require_table(p_table);
    IF gitversion_internal.tool_of(p_table) IS NOT NULL THEN
        -- Else it would be found again.
        INSERT INTO gitversion_internal.tracked_tables (relation, kind) VALUES (p_table, 'none')
        ON CONFLICT (relation) DO UPDATE SET kind = 'none', tool = NULL, base = NULL;
    ELSE
        UPDATE gitversion_internal.removable_tracked_tables t SET is_removed = true WHERE t.relation = p_table;
    END IF;
END
$$;
COMMENT ON FUNCTION gitversion.untrack_rows(regclass) IS
    'makes the rows of a table no longer belong to the schema; they stay where they are';

CREATE VIEW gitversion.tracked_rows AS
    SELECT b.branch_name, c.relname::text AS table_name, t.kind, t.tool
    FROM gitversion.tracked_tables t
    JOIN pg_catalog.pg_class c ON c.oid = t.relation
    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    JOIN gitversion.branches b ON b.schema_name = n.nspname AND b.is_active
    WHERE t.kind <> 'none';
COMMENT ON VIEW gitversion.tracked_rows IS
    'the tables of each branch whose rows belong to the schema, and the tool whose history they are';

-- Rows of others. To plan any query of a table evaluates the constants in its indexes and statistics.
CREATE FUNCTION gitversion_internal.reader_of(p_table regclass) RETURNS text
LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT gitversion_internal.foreign_owner_of('pg_class'::regclass, c.oid)
    FROM pg_class c WHERE c.oid = p_table AND (c.relkind = 'p'
        OR EXISTS (SELECT FROM pg_index i WHERE i.indrelid = c.oid
            AND (i.indexprs IS NOT NULL OR i.indpred IS NOT NULL))
        OR EXISTS (SELECT FROM pg_statistic_ext x WHERE x.stxrelid = c.oid AND x.stxexprs IS NOT NULL));
END;
COMMENT ON FUNCTION gitversion_internal.reader_of(regclass) IS
    'with whose rights the rows of a table are read, where to plan that could run code of others; internal';

CREATE FUNCTION gitversion_internal.ask_for(p_table regclass, p_sql text) RETURNS text
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp SET row_security = off AS $$
DECLARE
    v_owner text := gitversion_internal.reader_of(p_table);
    v_result text[];
    v_text text;
BEGIN
    IF v_owner IS NULL THEN
        EXECUTE p_sql INTO v_text;
        RETURN v_text;
    END IF;
    v_result := gitversion_internal.attempt_as(v_owner, p_sql, true);
    IF v_result[1] IS NOT NULL THEN
        PERFORM gitversion_internal.raise(v_result[1], v_result[2], format(
            'It was executed as role "%s", which owns table %s.', v_owner, p_table), NULL);
    END IF;
    RETURN v_result[2];
END
$$;
COMMENT ON FUNCTION gitversion_internal.ask_for(regclass, text) IS
    'the one value that a query for the rows of a table gives, as text; internal';

CREATE FUNCTION gitversion_internal.execute_for(p_table regclass, p_sql text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp SET row_security = off AS $$
DECLARE
    v_owner text := gitversion_internal.foreign_owner_of('pg_class'::regclass, p_table);
    v_result text[];
BEGIN
    IF v_owner IS NULL THEN
        EXECUTE p_sql;
        RETURN;
    END IF;
    v_result := gitversion_internal.attempt_as(v_owner, p_sql, false);
    IF v_result[1] IS NOT NULL THEN
        PERFORM gitversion_internal.raise(v_result[1], v_result[2], format(
            'It was executed as role "%s", which owns table %s.', v_owner, p_table), NULL);
    END IF;
END
$$;
COMMENT ON FUNCTION gitversion_internal.execute_for(regclass, text) IS
    'executes a statement that changes rows of a table, whose triggers run with no more rights than its '
    'owner has; internal';

-- What plans call that bring rows to a state.
CREATE FUNCTION gitversion_internal.advance_sequences(p_table regclass) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    s record;
BEGIN
    FOR s IN
        SELECT DISTINCT q.oid::regclass AS sequence, a.attname, c.oid::regclass AS relation,
            n.seqincrement > 0 AS is_ascending, n.seqmin, n.seqmax
        FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
        LEFT JOIN pg_attrdef e ON e.adrelid = c.oid AND e.adnum = a.attnum
        JOIN pg_depend d ON d.classid = 'pg_attrdef'::regclass AND d.objid = e.oid
                AND d.refclassid = 'pg_class'::regclass
            OR d.refclassid = 'pg_class'::regclass AND d.refobjid = c.oid AND d.refobjsubid = a.attnum
                AND d.deptype = 'i' AND d.classid = 'pg_class'::regclass
        JOIN pg_class q ON q.relkind = 'S' AND q.oid IN (d.objid, d.refobjid)
        JOIN pg_sequence n ON n.seqrelid = q.oid
        WHERE c.oid = p_table AND a.atttypid IN ('int2'::regtype, 'int4'::regtype, 'int8'::regtype)
    LOOP
        PERFORM gitversion_internal.ask_for(p_table, format(
            'SELECT setval(%1$L, m.value) FROM (SELECT %2$s(%3$I) AS value FROM %4$s '
            'WHERE %3$I BETWEEN %6$s AND %7$s) m, %1$s q '
            'WHERE m.value %5$s q.last_value OR m.value = q.last_value AND NOT q.is_called',
            s.sequence, CASE WHEN s.is_ascending THEN 'max' ELSE 'min' END, s.attname, s.relation,
            CASE WHEN s.is_ascending THEN '>' ELSE '<' END, s.seqmin, s.seqmax));
    END LOOP;
END
$$;
COMMENT ON FUNCTION gitversion_internal.advance_sequences(regclass) IS
    'lets the sequences of a table go on behind the numbers that its rows have; internal';

-- What refers to a row that goes by NO ACTION or RESTRICT makes PostgreSQL refuse; the others would go
-- along, or lose what they refer to. Between reference tables that is part of the state to reach.
CREATE FUNCTION gitversion_internal.keep_referring_rows(p_table regclass, p_condition text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp SET row_security = off AS $$
DECLARE
    k record;
    v_count bigint;
BEGIN
    FOR k IN
        SELECT c.conname, c.conrelid::regclass AS relation, (
                SELECT string_agg(quote_ident(a.attname), ', ' ORDER BY u.place)
                FROM unnest(c.conkey) WITH ORDINALITY u (attnum, place)
                JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = u.attnum) AS own, (
                SELECT string_agg(quote_ident(a.attname), ', ' ORDER BY u.place)
                FROM unnest(c.confkey) WITH ORDINALITY u (attnum, place)
                JOIN pg_attribute a ON a.attrelid = c.confrelid AND a.attnum = u.attnum) AS referred
        FROM pg_constraint c
        WHERE c.contype = 'f' AND c.confrelid = p_table AND c.confdeltype IN ('c', 'n', 'd')
          AND c.conparentid = 0 AND NOT EXISTS (SELECT FROM gitversion.tracked_tables t
              WHERE t.relation = c.conrelid AND t.kind = 'reference')
    LOOP
        v_count := gitversion_internal.ask_for(k.relation, format(
            'SELECT count(*) FROM %s WHERE (%s) IN (SELECT %s FROM %s WHERE %s)',
            k.relation, k.own, k.referred, p_table, p_condition))::bigint;
        IF v_count > 0 THEN
            RAISE EXCEPTION USING ERRCODE = 'foreign_key_violation', MESSAGE = format(
                '%s rows of table %s refer by %I to rows of table %s that go, and would not stay as they are',
                v_count, k.relation, k.conname, p_table);
        END IF;
    END LOOP;
END
$$;
COMMENT ON FUNCTION gitversion_internal.keep_referring_rows(regclass, text) IS
    'raises an error where other rows would be lost or changed with rows of a table; internal';

-- Under the settings of rows_of.
CREATE FUNCTION gitversion_internal.are_alike(p_path text, p_query text) RETURNS boolean LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp SET datestyle = 'ISO, YMD' SET intervalstyle = 'postgres'
SET extra_float_digits = 1 SET timezone = 'UTC' SET bytea_output = 'hex' SET lc_monetary = 'C'
SET xmlbinary = 'base64' AS $$
DECLARE
    v_is_alike boolean;
BEGIN
    PERFORM set_config('search_path', p_path, true);
    EXECUTE p_query INTO v_is_alike;
    RETURN v_is_alike;
END
$$;
COMMENT ON FUNCTION gitversion_internal.are_alike(text, text) IS
    'whether values are printed as given, on a search path; internal';

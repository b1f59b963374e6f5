-- What is legal, and often not what was meant: found in the catalogs of the live schema, without Java.
CREATE VIEW gitversion.lint_rules AS
    SELECT * FROM (VALUES
        ('foreign-key-without-index', 'warning', 'a foreign key whose columns begin no index',
            'Deleting or changing a referenced row reads the whole table: CREATE INDEX on these columns.'),
        ('table-without-primary-key', 'warning', 'a table without a primary key',
            'Add one: rows cannot be told from each other, nor replicated or tracked.'),
        ('duplicate-index', 'warning', 'an index that is another one again',
            'Drop one of them: each costs space and time to write.'),
        ('constraint-not-validated', 'notice', 'a constraint that is NOT VALID',
            'ALTER TABLE … VALIDATE CONSTRAINT, once the rows are as they should be.'),
        ('timestamp-without-time-zone', 'notice', 'a column of type timestamp',
            'timestamp with time zone names a moment, whatever the time zone of the session.'),
        ('char-type', 'notice', 'a column of type character(n)',
            'text or character varying: values are padded with blanks.'),
        ('not-null-without-default', 'error', 'a new column that is NOT NULL and has no default, where there are rows',
            'Give it a default, or let it be null until the rows have values.'),
        ('set-not-null', 'warning', 'a column that becomes NOT NULL where there are rows',
            'A merge reads the whole table under a lock, and fails where a value is null.'),
        ('type-narrowed', 'error', 'a column whose new type holds less',
            'Rows that do not fit make the merge fail, or lose digits.'),
        ('type-changed', 'warning', 'a column with another type where there are rows',
            'The table may be rewritten under a lock.'),
        ('volatile-default', 'warning', 'a new column with a volatile default, where there are rows',
            'The table is rewritten under a lock: add the column without a default, set that afterwards.'),
        ('rows-dropped', 'warning', 'a table or column that is gone, where there are rows',
            'A merge drops what it holds.')) r (code, severity, what, hint);
COMMENT ON VIEW gitversion.lint_rules IS 'the rules of lint: what each finds, how much that matters, and what to do';

CREATE FUNCTION gitversion_internal.lint_tables(p_schema oid) RETURNS SETOF pg_class
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN QUERY SELECT c.* FROM pg_class c
        WHERE c.relnamespace = p_schema AND c.relkind IN ('r', 'p') AND NOT EXISTS (
            SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e');
END
$$;
COMMENT ON FUNCTION gitversion_internal.lint_tables(oid) IS
    'tables of a schema that are no members of extensions; internal';

CREATE FUNCTION gitversion_internal.lint_shape(p_schema oid) RETURNS TABLE (code text, path text, message text)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN QUERY
        SELECT 'foreign-key-without-index', gitversion_internal.path(
                ARRAY['tables', c.relname, 'constraints', k.conname]),
            format('no index of table "%s" begins with the columns of foreign key "%s"', c.relname, k.conname)
        FROM gitversion_internal.lint_tables(p_schema) c
        JOIN pg_constraint k ON k.conrelid = c.oid AND k.contype = 'f' AND k.conparentid = 0
        WHERE NOT EXISTS (SELECT FROM pg_index i WHERE i.indrelid = c.oid AND i.indisvalid AND i.indpred IS NULL
            AND cardinality(k.conkey) <= i.indnkeyatts
            AND (i.indkey::smallint[])[0:cardinality(k.conkey) - 1] @> k.conkey
            AND (i.indkey::smallint[])[0:cardinality(k.conkey) - 1] <@ k.conkey)
        UNION ALL
        SELECT 'table-without-primary-key', gitversion_internal.path(ARRAY['tables', c.relname]),
            format('table "%s" has no primary key', c.relname)
        FROM gitversion_internal.lint_tables(p_schema) c
        WHERE NOT c.relispartition AND NOT EXISTS (
            SELECT FROM pg_index i WHERE i.indrelid = c.oid AND i.indisprimary)
        UNION ALL
        SELECT 'duplicate-index', gitversion_internal.path(ARRAY['indexes', x.name]),
            format('index "%s" of table "%s" is index "%s" again', x.name, x.table_name, x.first)
        FROM (SELECT o.relname AS name, c.relname AS table_name, first_value(o.relname) OVER same AS first,
                row_number() OVER same AS n, i.indisprimary OR EXISTS (SELECT FROM pg_constraint k
                    WHERE k.conindid = o.oid AND k.contype IN ('u', 'x')) AS is_constraint
            FROM gitversion_internal.lint_tables(p_schema) c
            JOIN pg_index i ON i.indrelid = c.oid JOIN pg_class o ON o.oid = i.indexrelid
            WINDOW same AS (PARTITION BY c.oid, o.relam, i.indkey::text, i.indclass::text, i.indcollation::text,
                i.indoption::text, i.indnkeyatts, pg_get_expr(i.indexprs, c.oid), pg_get_expr(i.indpred, c.oid)
                ORDER BY i.indisprimary DESC, i.indisunique DESC, o.relname)) x
        WHERE x.n > 1 AND NOT x.is_constraint
        UNION ALL
        SELECT 'constraint-not-validated', gitversion_internal.path(
                ARRAY['tables', c.relname, 'constraints', k.conname]),
            format('constraint "%s" of table "%s" is not validated', k.conname, c.relname)
        FROM gitversion_internal.lint_tables(p_schema) c
        JOIN pg_constraint k ON k.conrelid = c.oid AND NOT k.convalidated
        UNION ALL
        SELECT CASE a.atttypid WHEN 'timestamp'::regtype THEN 'timestamp-without-time-zone' ELSE 'char-type' END,
            gitversion_internal.path(ARRAY['tables', c.relname, 'columns', a.attname]),
            format('column "%s" of table "%s" has type %s', a.attname, c.relname,
                format_type(a.atttypid, a.atttypmod))
        FROM gitversion_internal.lint_tables(p_schema) c
        JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attinhcount = 0
        WHERE a.atttypid IN ('timestamp'::regtype, 'bpchar'::regtype);
END
$$;
COMMENT ON FUNCTION gitversion_internal.lint_shape(oid) IS
    'what lint finds in a schema by itself; internal';

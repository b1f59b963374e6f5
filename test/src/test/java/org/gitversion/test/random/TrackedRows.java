package org.gitversion.test.random;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.gitversion.test.support.Database;

/** Rows for the tables that there are, which then belong to the schema. */
final class TrackedRows {
    /** For each ordinary table with a primary key some rows, and the statement that tracks them. */
    private static final String STATEMENTS =
            """
            WITH shape AS (
                SELECT c.oid, string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum) AS columns,
                    string_agg(CASE
                        WHEN t.typname IN ('int2', 'int4', 'int8') THEN '{n}'
                        WHEN t.typname IN ('text', 'varchar', 'name') THEN '''it''''s {n}'''
                        ELSE coalesce(v.literal, 'DEFAULT') END, ', ' ORDER BY a.attnum) AS literals
                FROM pg_class c
                JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
                    AND a.attgenerated = ''
                JOIN pg_type t ON t.oid = a.atttypid
                LEFT JOIN (VALUES ('bpchar', '''ab'''), ('char', '''x'''), ('numeric', '1.50'),
                    ('bool', 'true'), ('timestamptz', '''2026-01-02 03:04:05.678+02'''),
                    ('timestamp', '''2026-01-02 03:04:05.6'''), ('date', '''0044-03-15 BC'''),
                    ('timetz', '''03:04:05+02'''), ('jsonb', '''{"a": [1, null, "\\u00e9"]}'''),
                    ('_text', '''{a,"b,c",NULL,""}'''), ('float8', '0.1'), ('bytea', '''\\x00ff'''),
                    ('interval', '''1 mon -2 days'''), ('varbit', 'B''101'''),
                    ('uuid', '''00000000-0000-0000-0000-00000000000{n}'''),
                    ('point', '''(1,2)'''), ('int4range', '''[1,5)'''), ('xml', '''<a>&lt;</a>'''),
                    ('tsvector', '''a:1 b'''), ('regclass', '''pg_class''')) v (type, literal)
                    ON v.type = t.typname
                WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'r'
                  AND NOT c.relispartition AND c.relpersistence = 'p'
                  AND EXISTS (SELECT FROM pg_index i WHERE i.indrelid = c.oid AND i.indisprimary)
                  AND NOT EXISTS (SELECT FROM pg_inherits i WHERE c.oid IN (i.inhrelid, i.inhparent))
                GROUP BY c.oid
            )
            SELECT s.statement
            FROM shape h CROSS JOIN LATERAL (
                SELECT 0, n, replace(format('INSERT INTO %s (%s) OVERRIDING SYSTEM VALUE VALUES (%s)',
                    h.oid::regclass, h.columns, h.literals), '{n}', n::text)
                FROM generate_series(1, 3) n
                UNION ALL
                SELECT 1, 0, format('DO $do$ BEGIN PERFORM gitversion.track_rows(%L, ''reference'');'
                    ' EXCEPTION WHEN SQLSTATE ''VC034'' THEN NULL; END $do$', h.oid::regclass)) s (kind, n, statement)
            ORDER BY h.oid::regclass::text COLLATE "C", s.kind, s.n
            """;

    private TrackedRows() {}

    /** Puts rows into every table and tracks them; returns what PostgreSQL accepted. */
    static List<String> add(Database database) throws SQLException {
        List<String> executed = new ArrayList<>();
        for (String statement : database.column(STATEMENTS)) {
            if (RandomDdl.execute(database, statement)) {
                executed.add(statement);
            }
        }
        return executed;
    }
}

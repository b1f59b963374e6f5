package org.gitversion.test.support;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Rows made up for any schema, and what is in them by table oid and column number: who is altered
 * in place keeps both.
 */
public final class Rows {
    private static final int PER_TABLE = 3;

    private static final String TABLES =
            """
            SELECT c.oid, c.oid::regclass::text
              FROM pg_class c
             WHERE c.relnamespace = ?::regnamespace AND c.relkind = 'r'
             ORDER BY c.relname
            """;

    /** An INSERT of one row; the number of the row, from 1, stands for #. */
    private static final String INSERT =
            """
            SELECT format('INSERT INTO %s (%s) VALUES (%s)', a.attrelid::regclass,
                          string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum),
                          string_agg(v.value, ', ' ORDER BY a.attnum))
              FROM pg_attribute a
              JOIN pg_type t ON t.oid = a.atttypid
              LEFT JOIN LATERAL (
                  SELECT confrelid, k.position, confkey[k.position] AS number
                    FROM pg_constraint f,
                         LATERAL unnest(f.conkey) WITH ORDINALITY AS k (number, position)
                   WHERE f.contype = 'f' AND f.conrelid = a.attrelid AND k.number = a.attnum
                   ORDER BY f.oid LIMIT 1) f ON true
              JOIN LATERAL (
                  SELECT CASE
                      WHEN f.confrelid = a.attrelid THEN 'NULL'
                      WHEN f.confrelid IS NOT NULL THEN format(
                          '(SELECT %I FROM %s ORDER BY ctid OFFSET # - 1 LIMIT 1)',
                          (SELECT attname FROM pg_attribute p
                            WHERE p.attrelid = f.confrelid AND p.attnum = f.number),
                          f.confrelid::regclass)
                      WHEN t.typcategory = 'S' AND a.atttypmod BETWEEN 5 AND 6 THEN '''#'''
                      WHEN t.typcategory = 'S' AND a.atttypmod BETWEEN 7 AND 14 THEN '''#b'''
                      WHEN t.typcategory = 'S' THEN format('''row # of %s''', a.attnum)
                      WHEN t.typcategory = 'N' THEN '#'
                      WHEN t.typcategory = 'B' THEN 'true'
                      WHEN t.typname IN ('timestamp', 'timestamptz', 'date')
                          THEN '''2020-02-0# 00:00'''
                      WHEN t.typname = 'bytea' THEN '''\\x0#'''
                      WHEN t.typname IN ('json', 'jsonb') THEN '''{"row": #}'''
                      WHEN t.typname = 'uuid' THEN '''00000000-0000-0000-0000-00000000000#'''
                      WHEN t.typtype = 'e' THEN (SELECT quote_literal(enumlabel)
                          FROM pg_enum WHERE enumtypid = t.oid ORDER BY enumsortorder LIMIT 1)
                      ELSE 'DEFAULT' END AS value) v ON true
             WHERE a.attrelid = ?::oid AND a.attnum > 0 AND NOT a.attisdropped
               AND a.attgenerated = '' AND a.attidentity = ''
             GROUP BY a.attrelid
            """;

    private final Map<String, List<Map<Integer, String>>> tables;

    private Rows(Map<String, List<Map<Integer, String>>> tables) {
        this.tables = tables;
    }

    /** Puts rows into every table that takes them, referenced tables first. */
    public static void fill(Database database, String schema, Set<String> except)
            throws SQLException {
        List<List<String>> left = new ArrayList<>(database.rows(TABLES, schema));
        left.removeIf(table -> except.contains(table.get(1)));
        boolean progress = true;
        while (progress) {
            progress = false;
            for (List<String> table : List.copyOf(left)) {
                if (fill(database, database.value(INSERT, table.get(0)))) {
                    left.remove(table);
                    progress = true;
                }
            }
        }
    }

    private static boolean fill(Database database, String insert) {
        StringBuilder script = new StringBuilder();
        for (int row = 1; row <= PER_TABLE; row++) {
            script.append(insert.replace("#", Integer.toString(row))).append(";\n");
        }
        try {
            database.execute(script.toString());
            return true;
        } catch (SQLException e) {
            return false;
        }
    }

    /** Reads all rows of a schema. */
    public static Rows read(Database database, String schema) throws SQLException {
        Map<String, List<Map<Integer, String>>> tables = new LinkedHashMap<>();
        for (List<String> table : database.rows(TABLES, schema)) {
            tables.put(table.get(0), readTable(database, table.get(0), table.get(1)));
        }
        return new Rows(tables);
    }

    private static List<Map<Integer, String>> readTable(Database database, String oid, String name)
            throws SQLException {
        List<List<String>> columns =
                database.rows(
                        "SELECT attnum, quote_ident(attname) || '::text' FROM pg_attribute"
                                + " WHERE attrelid = ?::oid AND attnum > 0 AND NOT attisdropped"
                                + " ORDER BY attnum",
                        oid);
        if (columns.isEmpty()) {
            return List.of();
        }
        String list = String.join(", ", columns.stream().map(column -> column.get(1)).toList());
        List<Map<Integer, String>> rows = new ArrayList<>();
        for (List<String> values : database.rows("SELECT " + list + " FROM ONLY " + name)) {
            Map<Integer, String> row = new LinkedHashMap<>();
            for (int i = 0; i < values.size(); i++) {
                row.put(Integer.valueOf(columns.get(i).get(0)), values.get(i));
            }
            rows.add(row);
        }
        return rows;
    }

    /** The number of tables that have rows. */
    public int filledTables() {
        return (int) tables.values().stream().filter(rows -> !rows.isEmpty()).count();
    }

    /**
     * These rows, as far as the tables and columns are still there in a later state; sorted, so
     * that the later state's own {@code within} of these compares equal where nothing was lost.
     */
    public Map<String, List<String>> within(Rows other) {
        Map<String, List<String>> common = new LinkedHashMap<>();
        tables.forEach(
                (oid, rows) -> {
                    List<Map<Integer, String>> others = other.tables.get(oid);
                    if (others != null && !rows.isEmpty() && !others.isEmpty()) {
                        Set<Integer> columns = others.get(0).keySet();
                        common.put(oid, sorted(rows, columns));
                    } else if (others != null) {
                        common.put(oid, List.of(rows.size() + " rows"));
                    }
                });
        return common;
    }

    private static List<String> sorted(List<Map<Integer, String>> rows, Set<Integer> columns) {
        List<String> texts = new ArrayList<>();
        for (Map<Integer, String> row : rows) {
            Map<Integer, String> kept = new LinkedHashMap<>(row);
            kept.keySet().retainAll(columns);
            texts.add(kept.toString());
        }
        texts.sort(null);
        return texts;
    }
}

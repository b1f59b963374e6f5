package org.gitversion.test.bench;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gitversion.test.support.Database;

/** Which tables a schema has, where they lie, and how many rows and values are in them. */
final class Contents {
    private static final String TABLES =
            """
            SELECT c.oid, c.relname, c.relkind, coalesce(pg_relation_filenode(c.oid), 0),
                   format('SELECT count(*)%s FROM %s %s', x.counts, CASE c.relkind WHEN 'r' THEN 'ONLY' END,
                          c.oid::regclass),
                   coalesce(x.numbers, ''), coalesce(x.names, '')
              FROM pg_class c,
                   LATERAL (SELECT string_agg(format(', count(%I)', attname), '' ORDER BY attnum) counts,
                                   string_agg(attnum::text, ',' ORDER BY attnum) numbers,
                                   string_agg(attname, E'\\n' ORDER BY attnum) names
                              FROM pg_attribute
                             WHERE attrelid = c.oid AND attnum > 0 AND NOT attisdropped) x
             WHERE c.relkind IN ('r', 'p') AND c.relnamespace = to_regnamespace(?)
             ORDER BY c.oid
            """;

    private final Map<String, Table> byOid = new HashMap<>();
    private final Map<String, Table> byName = new HashMap<>();
    private final Set<String> files = new HashSet<>();

    private boolean hasRows;

    private Contents() {}

    private record Column(String name, long values) {}

    /** Of a partitioned table the rows are those of all partitions, else those of its own. */
    private record Table(
            String name, String kind, String file, long rows, Map<String, Column> columns) {}

    /** What is there now. */
    static Contents of(Database database, String schema) throws SQLException {
        Contents out = new Contents();
        for (List<String> row : database.rows(TABLES, schema)) {
            List<String> counts = database.rows(row.get(4)).get(0);
            Map<String, Column> columns = new HashMap<>();
            String[] numbers = row.get(5).split(",");
            String[] names = row.get(6).split("\n");
            for (int i = 1; i < counts.size(); i++) {
                columns.put(
                        numbers[i - 1], new Column(names[i - 1], Long.parseLong(counts.get(i))));
            }
            Table table =
                    new Table(
                            row.get(1),
                            row.get(2),
                            row.get(3),
                            Long.parseLong(counts.get(0)),
                            columns);
            out.byOid.put(row.get(0), table);
            out.byName.put(table.name(), table);
            out.hasRows |= table.rows() > 0;
            if (table.kind().equals("r")) {
                out.files.add(table.file());
            }
        }
        return out;
    }

    /** How many of the tables that were there before lie in another file. */
    int rewritten(Contents before, Contents byHand) {
        Set<String> names = new HashSet<>(before.byName.keySet());
        for (String oid : before.byOid.keySet()) {
            if (byHand.byOid.containsKey(oid)) {
                names.add(byHand.byOid.get(oid).name());
            }
        }
        int rewritten = 0;
        for (Table table : byName.values()) {
            if (table.kind().equals("r")
                    && names.contains(table.name())
                    && !before.files.contains(table.file())) {
                rewritten++;
            }
        }
        return rewritten;
    }

    /**
     * Which rows and values are gone that were there before and that the same change made by hand
     * keeps, where that was made of rows: it says which table and which column is which.
     */
    List<String> lost(Contents before, Contents byHand) {
        List<String> lost = new ArrayList<>();
        for (Map.Entry<String, Table> entry : before.byOid.entrySet()) {
            Table was = entry.getValue();
            Table kept = byHand.byOid.get(entry.getKey());
            if (kept == null) {
                // Dropped and made again by hand, to be of another kind; a partition may have left.
                Table again = byHand.byName.get(was.name());
                Table is = byName.get(was.name());
                if (again != null
                        && !again.kind().equals(was.kind())
                        && (is == null || is.rows() < was.rows())
                        && rows() < before.rows()) {
                    lost.add(was.name());
                }
            } else if (was.kind().equals("r")) {
                lostFrom(was, kept, byName.get(kept.name()), byHand.hasRows, lost);
            }
        }
        return lost;
    }

    private long rows() {
        long rows = 0;
        for (Table table : byName.values()) {
            rows += table.kind().equals("r") ? table.rows() : 0;
        }
        return rows;
    }

    private static void lostFrom(
            Table was, Table kept, Table is, boolean compared, List<String> lost) {
        if (is == null || is.rows() < least(was.rows(), kept.rows(), compared)) {
            lost.add(kept.name());
            return;
        }
        for (Map.Entry<String, Column> entry : was.columns().entrySet()) {
            Column column = kept.columns().get(entry.getKey());
            if (column == null) {
                continue;
            }
            long least = least(entry.getValue().values(), column.values(), compared);
            for (Column now : is.columns().values()) {
                if (now.name().equals(column.name()) && now.values() < least) {
                    lost.add(kept.name() + "." + column.name());
                }
            }
        }
    }

    private static long least(long was, long kept, boolean compared) {
        return compared ? Math.min(was, kept) : was;
    }
}

package org.gitversion.merge;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.gitversion.db.Database;
import org.gitversion.db.Rows;
import org.gitversion.diff.Change;
import org.gitversion.diff.TreeDiff;
import org.gitversion.kind.Identifier;
import org.gitversion.model.Path;
import org.gitversion.model.Renames;
import org.gitversion.model.SchemaTree;

/** Rows and values that a change of a live schema would drop. */
final class RowsAtStake {
    private static final String TABLES = "tables";

    private RowsAtStake() {}

    /**
     * Counts the rows of tables, and the values other than NULL of columns, that would go.
     *
     * @param database the gateway
     * @param schema the raw name of the live schema
     * @param live its objects
     * @param goal what it is to become
     * @param toGoal from the names of the one to those of the other
     * @param retyped whether columns that get another type count as dropped
     * @return how many by live path, tables and columns without any left out
     */
    static Map<Path, String> find(
            Database database,
            String schema,
            SchemaTree live,
            SchemaTree goal,
            Renames toGoal,
            boolean retyped) {
        List<Path> paths = new ArrayList<>();
        StringBuilder query = new StringBuilder();
        for (Change change : TreeDiff.compare(live, goal, toGoal)) {
            if (change.from() == null || !change.from().path().segment(0).equals(TABLES)) {
                continue;
            }
            Path path = change.from().path();
            int depth = path.segments().size();
            boolean isColumn = depth == 4 && path.segment(2).equals("columns");
            boolean isGone = change.to() == null && !change.from().has("generated");
            Path table = isColumn ? path.up(2) : path;
            boolean goesAlone = isColumn && table != null && goal.get(toGoal.apply(table)) != null;
            if (depth == 2 && isGone
                    || goesAlone && (isGone || retyped && change.slots().contains("type"))) {
                query.append(paths.isEmpty() ? "" : " UNION ALL ");
                query.append("SELECT ").append(paths.size());
                query.append(", pg_catalog.count(*)::pg_catalog.text FROM ONLY ");
                query.append(Identifier.quote(schema)).append('.');
                query.append(Identifier.quote(path.segment(1)));
                if (isColumn) {
                    query.append(" WHERE pg_catalog.num_nonnulls(");
                    query.append(Identifier.quote(path.name())).append(") > 0");
                }
                query.append(" HAVING pg_catalog.count(*) > 0");
                paths.add(path);
            }
        }
        Map<Path, String> found = new TreeMap<>();
        if (!paths.isEmpty()) {
            try (Rows rows = database.query(query.toString())) {
                while (rows.next()) {
                    Path path = paths.get(rows.integer(1));
                    String unit = path.segments().size() == 2 ? " row" : " value";
                    String count = rows.text(2);
                    found.put(path, count + unit + (count.equals("1") ? "" : "s"));
                }
            }
        }
        return found;
    }

    /**
     * Writes them as people read them.
     *
     * @param found what {@link #find} returned
     * @return such as {@code tables/users (2 rows), tables/orders/columns/note (1 value)}
     */
    static String text(Map<Path, String> found) {
        StringBuilder text = new StringBuilder();
        for (Map.Entry<Path, String> one : found.entrySet()) {
            text.append(text.length() == 0 ? "" : ", ").append(one.getKey());
            text.append(" (").append(one.getValue()).append(')');
        }
        return text.toString();
    }
}

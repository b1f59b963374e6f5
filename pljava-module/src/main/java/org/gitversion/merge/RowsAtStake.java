package org.gitversion.merge;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.gitversion.db.Database;
import org.gitversion.diff.Change;
import org.gitversion.diff.TreeDiff;
import org.gitversion.kind.Identifier;
import org.gitversion.kind.Inheritance;
import org.gitversion.model.Node;
import org.gitversion.model.Path;
import org.gitversion.model.Renames;
import org.gitversion.model.SchemaTree;
import org.gitversion.plan.Divisions;
import org.jspecify.annotations.Nullable;

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
        List<String> parts = new ArrayList<>();
        for (Change change : TreeDiff.compare(live, goal, toGoal)) {
            if (change.from() == null || !change.from().path().segment(0).equals(TABLES)) {
                continue;
            }
            Path path = change.from().path();
            int depth = path.segments().size();
            boolean isColumn = depth == 4 && path.segment(2).equals("columns");
            boolean isGone = change.to() == null && !change.from().has("generated");
            Path table = isColumn ? path.up(2) : path;
            if (isForeign(table, live) || table != null && isMoved(table, live, goal, toGoal)) {
                continue;
            }
            boolean goesAlone = isColumn && table != null && goal.get(toGoal.apply(table)) != null;
            if (depth == 2 && isGone
                    || goesAlone && (isGone || retyped && change.slots().contains("type"))) {
                StringBuilder query = new StringBuilder(160);
                query.append("SELECT pg_catalog.concat('").append(paths.size());
                query.append(":', pg_catalog.count(*)) FROM ONLY ");
                query.append(Identifier.quote(schema)).append('.');
                query.append(Identifier.quote(path.segment(1)));
                if (isColumn) {
                    query.append(" WHERE pg_catalog.num_nonnulls(");
                    query.append(Identifier.quote(path.name())).append(") > 0");
                }
                query.append(" HAVING pg_catalog.count(*) > 0");
                parts.add(query.toString());
                paths.add(path);
            }
        }
        Map<Path, String> found = new TreeMap<>();
        boolean caged = isCaged(database, schema);
        for (int i = 0; i < (caged ? parts.size() : Math.min(1, parts.size())); i++) {
            String role = caged ? reader(database, schema, paths.get(i)) : null;
            String query = caged ? parts.get(i) : String.join(" UNION ALL ", parts);
            String list =
                    database.ask(
                            "SELECT pg_catalog.string_agg(x.n, ';') FROM (" + query + ") x (n)",
                            role);
            add(found, paths, list);
        }
        return found;
    }

    /** The rows of a foreign table are elsewhere, and stay there. */
    private static boolean isForeign(@Nullable Path table, SchemaTree live) {
        Node node = table == null ? null : live.get(table);
        return node != null && node.kind().name().equals("foreign_table");
    }

    /** The rows of a partition that goes stay where a table above it is divided otherwise. */
    private static boolean isMoved(Path table, SchemaTree live, SchemaTree goal, Renames toGoal) {
        Node node = live.get(table);
        while (node != null && Inheritance.isPartition(node)) {
            node = live.get(Inheritance.parents(node).get(0));
            Node after = node == null ? null : goal.get(toGoal.apply(node.path()));
            if (node != null && after != null && Divisions.differ(node, after, live, goal)) {
                return goal.get(toGoal.apply(table)) == null;
            }
        }
        return false;
    }

    /** Whether to plan a query of a table could run code of others with more rights than theirs. */
    private static boolean isCaged(Database database, String schema) {
        return !database.trusts()
                && database.value("SELECT gitversion_internal.foreign_owner(?::text)", schema)
                        != null;
    }

    private static @Nullable String reader(Database database, String schema, Path path) {
        return database.value(
                "SELECT gitversion_internal.reader_of(format('%I.%I', ?::text, ?::text)::regclass)",
                schema, path.segment(1));
    }

    private static void add(Map<Path, String> found, List<Path> paths, @Nullable String list) {
        for (String item : list == null ? new String[0] : list.split(";")) {
            int colon = item.indexOf(':');
            Path path = paths.get(Integer.parseInt(item.substring(0, colon)));
            String unit = path.segments().size() == 2 ? " row" : " value";
            String count = item.substring(colon + 1);
            found.put(path, count + unit + (count.equals("1") ? "" : "s"));
        }
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

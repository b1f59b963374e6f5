package org.gitversion.merge;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.gitversion.canonical.UsingClause;
import org.gitversion.catalog.SearchPath;
import org.gitversion.db.Database;
import org.gitversion.db.Rows;
import org.gitversion.history.Ancestry;
import org.gitversion.kind.ColumnKind;
import org.gitversion.kind.Identifier;
import org.gitversion.model.Node;
import org.gitversion.model.Path;
import org.gitversion.model.Renames;
import org.gitversion.model.SchemaTree;
import org.jspecify.annotations.Nullable;

/**
 * By what expressions the source converted the values of columns that got another type there (ALTER
 * … TYPE … USING), so that the values of the target are converted by the same. The statements are
 * known where they were executed in this database.
 */
final class Conversions {
    private final Database database;
    private final int base;
    private final int source;

    Conversions(Database database, int base, int source) {
        this.database = database;
        this.base = base;
        this.source = source;
    }

    /**
     * Lets columns that the merge gives another type be converted as on the source.
     *
     * @param merged the state to reach
     * @param base the base under the merged names
     * @param live the target's schema under the merged names
     * @param names from the base to the merged names
     * @param path the schema of the target
     * @param conflicts takes the columns with rows that cannot be
     * @return the state, columns with the expressions
     */
    SchemaTree into(
            SchemaTree merged,
            SchemaTree base,
            SchemaTree live,
            Renames names,
            SearchPath path,
            List<Conflict> conflicts) {
        Map<Path, @Nullable Node> columns = new TreeMap<>();
        Renames back = names.inverse();
        for (Node column : merged.nodes()) {
            if (!isRetyped(column, base, live)) {
                continue;
            }
            List<@Nullable String> found = statements(column.path(), back.apply(column.path()));
            String using = found.size() == 1 ? found.get(0) : null;
            if (using != null && isPlainCast(using, column, path)) {
                continue;
            }
            if (using != null && !isRenamed(column.path(), names)) {
                Map<String, String> layout = new TreeMap<>(column.layout());
                layout.put(ColumnKind.USING, using);
                columns.put(column.path(), column.withLayout(layout));
            } else if (hasExpression(found)) {
                String rows = rows(column, path);
                if (rows != null) {
                    conflicts.add(
                            Conflict.found(
                                    Conflict.Type.SCHEMA_DATA,
                                    column.path(),
                                    column,
                                    detail(column, live, rows)));
                }
            }
        }
        return columns.isEmpty() ? merged : merged.with(columns);
    }

    private static boolean isRetyped(Node column, SchemaTree base, SchemaTree live) {
        Node before = base.get(column.path());
        Node now = live.get(column.path());
        return column.kind().name().equals("column")
                && !column.has("generated")
                && before != null
                && now != null
                && now.kind() == column.kind()
                && now.required("type").equals(before.text("type"))
                && !now.required("type").equals(column.text("type"));
    }

    /** What a plain cast does to the values of the target is asked of its rows. */
    private boolean isPlainCast(String using, Node column, SearchPath path) {
        String type = column.required("type");
        String cast = UsingClause.castOf(using, column.path().name());
        if (cast == null || cast.equals(type)) {
            return cast != null;
        }
        if (cast.contains("(") || type.contains("(")) {
            return false;
        }
        database.searchPath(path.toString());
        String same =
                database.value(
                        "SELECT (pg_catalog.to_regtype(?::text) = pg_catalog.to_regtype(?::text))"
                                + "::text",
                        cast,
                        type);
        database.ownPath();
        return "true".equals(same);
    }

    /** A name in the expression may mean something else where something was renamed. */
    private static boolean isRenamed(Path column, Renames names) {
        Path table = column.up(2);
        for (Path renamed : names.byOld().values()) {
            if (renamed.equals(table) || table != null && renamed.isBelow(table)) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasExpression(List<@Nullable String> found) {
        boolean has = false;
        for (String one : found) {
            has |= one != null;
        }
        return has;
    }

    private List<@Nullable String> statements(Path now, Path before) {
        List<Integer> commits = new ArrayList<>(Ancestry.all(database, source));
        commits.removeAll(Ancestry.all(database, base));
        List<@Nullable String> found = new ArrayList<>();
        try (Rows rows =
                database.query(
                        "SELECT e.path, e.statement FROM gitversion.ddl_events e WHERE e.commit_id"
                                + " = ANY (?::int4[]) AND e.path = ANY (?::text[])"
                                + " AND e.event = 'ddl_command_end' AND e.statement IS NOT NULL"
                                + " ORDER BY e.id",
                        commits,
                        List.of(now, before))) {
            while (rows.next()) {
                found.addAll(UsingClause.of(rows.text(2), Path.parse(rows.text(1)).name()));
            }
        }
        return found;
    }

    private @Nullable String rows(Node column, SearchPath path) {
        return database.value(
                "SELECT nullif(count(*), 0)::text FROM "
                        + Identifier.quote(path.schema())
                        + "."
                        + Identifier.quote(column.path().segment(1)));
    }

    private static String detail(Node column, SchemaTree live, String rows) {
        Node now = live.get(column.path());
        return "The source converted the values from "
                + (now == null ? "another type" : now.required("type"))
                + " to "
                + column.required("type")
                + " by an expression (USING) that cannot be done again here: the type was changed"
                + " more than once, or something of the table was renamed. Rows of the target: "
                + rows
                + ".";
    }
}

package org.gitversion.merge;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.gitversion.canonical.UsingClause;
import org.gitversion.catalog.SearchPath;
import org.gitversion.db.Database;
import org.gitversion.db.Rows;
import org.gitversion.history.Ancestry;
import org.gitversion.kind.ColumnKind;
import org.gitversion.kind.Identifier;
import org.gitversion.kind.TableKind;
import org.gitversion.model.Node;
import org.gitversion.model.Path;
import org.gitversion.model.Renames;
import org.gitversion.model.SchemaTree;
import org.jspecify.annotations.Nullable;

/**
 * By what expressions the values of columns are converted that get another type: those that the
 * caller gave, else those of the statements that changed the type where the state comes from (ALTER
 * … TYPE … USING). The statements are known where they were executed in this database. What leads
 * back from such a conversion is not known, and is asked for.
 */
final class Conversions {
    private static final String GIVE = " Give p_using an expression for it.";

    private final Database database;
    private final Using using;
    private final Set<Path> replaced;
    private @Nullable Integer base;
    private @Nullable Integer source;
    private @Nullable Integer uncommitted;
    private boolean isForthUncommitted;

    /** Converts as the caller said, and by casts. */
    Conversions(Database database, Decisions decisions) {
        this.database = database;
        this.using = decisions.using();
        this.replaced = Unconverted.replaced(decisions);
    }

    /** Converts as was done between two commits; null for none. */
    Conversions between(@Nullable Integer base, @Nullable Integer source) {
        this.base = base;
        this.source = source;
        return this;
    }

    /** What is not committed on a branch counts, too. */
    Conversions uncommitted(@Nullable Integer branchId, boolean isForth) {
        uncommitted = branchId;
        isForthUncommitted = isForth;
        return this;
    }

    /**
     * Lets columns that get another type be converted as is known.
     *
     * @param merged the state to reach
     * @param base the base under the merged names
     * @param live the schema to change under the merged names
     * @param names from the base to the merged names
     * @param path the schema to change
     * @param conflicts takes the columns with rows that cannot be converted
     * @return the state, columns with the expressions
     */
    SchemaTree into(
            SchemaTree merged,
            SchemaTree base,
            SchemaTree live,
            Renames names,
            SearchPath path,
            List<Conflict> conflicts) {
        List<Node> retyped = new ArrayList<>();
        Map<Path, @Nullable Node> columns = new TreeMap<>();
        for (Node node : merged.nodes()) {
            if (isRetyped(node, live)) {
                retyped.add(node);
            } else if (using.movesRows() && node.kind().name().equals("table")) {
                columns.put(node.path(), with(node, TableKind.MOVE, "yes"));
            }
        }
        if (retyped.isEmpty()) {
            return columns.isEmpty() ? merged : merged.with(columns);
        }
        Map<Path, String> given = using.in(database, merged, live, names);
        Renames before = names.inverse();
        Statements statements = new Statements(retyped, before);
        for (Node column : retyped) {
            String expression = given.get(column.path());
            if (expression != null) {
                using.use(expression);
                columns.put(column.path(), with(column, ColumnKind.USING, expression));
                continue;
            }
            Node was = base.get(column.path());
            if (was == null
                    || replaced.contains(column.path())
                    || !typeIn(live, column).equals(was.text("type"))) {
                continue;
            }
            List<@Nullable String> found = statements.of(column, before, true);
            String known = found.size() == 1 ? found.get(0) : null;
            if (known != null && isPlainCast(known, column, path)) {
                continue;
            }
            String why = null;
            String rows = null;
            String where = "";
            if (known != null && !isRenamed(column.path(), names)) {
                columns.put(column.path(), with(column, ColumnKind.USING, known));
            } else if (hasExpression(found)) {
                why = lost(column, live);
                rows = rows(column, path, where);
            } else if (found.isEmpty() && isOneWay(statements, column, before, live, path)) {
                why = oneWay(column, live);
                where = values(column);
                rows = rows(column, path, where);
            }
            if (why != null) {
                if (rows != null) {
                    String detail = why + " Rows of the target: " + rows + "." + GIVE;
                    conflicts.add(
                            Conflict.found(Conflict.Type.SCHEMA_DATA, column.path(), column, detail)
                                    .over(
                                            Integer.valueOf(rows),
                                            "SELECT * FROM "
                                                    + Identifier.quote(column.path().segment(1))
                                                    + where)
                                    .unconverted(true));
                } else {
                    columns.put(column.path(), with(column, ColumnKind.UNCONVERTED, why + GIVE));
                }
            }
        }
        return columns.isEmpty() ? merged : merged.with(columns);
    }

    private static Node with(Node column, String what, String text) {
        Map<String, String> layout = new TreeMap<>(column.layout());
        layout.put(what, text);
        return column.withLayout(layout);
    }

    /** Whether the values came to be what they are by an expression that is no cast. */
    private boolean isOneWay(
            Statements statements, Node column, Renames before, SchemaTree live, SearchPath path) {
        Node now = live.get(column.path());
        for (String expression : statements.of(column, before, false)) {
            if (now != null && expression != null && !isPlainCast(expression, now, path)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isRetyped(Node column, SchemaTree live) {
        Node now = live.get(column.path());
        return column.kind().name().equals("column")
                && !column.has("generated")
                && now != null
                && now.kind() == column.kind()
                && !now.has("generated")
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

    /** What was done to the types of some columns, on the way forth and on the way back. */
    private final class Statements {
        private final Map<String, List<@Nullable String>> found = new HashMap<>();

        Statements(List<Node> columns, Renames before) {
            Set<Integer> ahead = ancestors(source);
            Set<Integer> commits = ancestors(base);
            Set<Integer> common = new HashSet<>(commits);
            common.retainAll(ahead);
            commits.addAll(ahead);
            commits.removeAll(common);
            if (commits.isEmpty() && uncommitted == null) {
                return;
            }
            Set<Path> paths = new TreeSet<>();
            for (Node column : columns) {
                paths.add(column.path());
                paths.add(before.apply(column.path()));
            }
            try (Rows rows =
                    database.query(
                            "SELECT e.path, e.statement, e.commit_id FROM gitversion.ddl_events e"
                                    + " WHERE (e.commit_id = ANY (?::int4[]) OR e.commit_id IS NULL"
                                    + " AND e.branch_id = ?::int4) AND e.path = ANY (?::text[])"
                                    + " AND e.event IN ('ddl_command_end', 'gitversion')"
                                    + " AND e.statement IS NOT NULL ORDER BY e.id",
                            new ArrayList<>(commits),
                            uncommitted,
                            new ArrayList<>(paths))) {
                while (rows.next()) {
                    Path path = Path.parse(rows.text(1));
                    Integer commit = rows.integerOrNull(3);
                    boolean isForth = commit == null ? isForthUncommitted : ahead.contains(commit);
                    String key = key(path, isForth);
                    List<@Nullable String> all = found.get(key);
                    if (all == null) {
                        all = new ArrayList<>();
                        found.put(key, all);
                    }
                    all.addAll(UsingClause.of(rows.text(2), path.name()));
                }
            }
        }

        private Set<Integer> ancestors(@Nullable Integer commit) {
            return commit == null ? new HashSet<>() : new HashSet<>(Ancestry.all(database, commit));
        }

        private String key(Path path, boolean isForth) {
            return (isForth ? "+" : "-") + path;
        }

        /** The expressions, null for each that a statement does without. */
        List<@Nullable String> of(Node column, Renames before, boolean isForth) {
            List<@Nullable String> out = new ArrayList<>();
            Path then = before.apply(column.path());
            out.addAll(found.getOrDefault(key(column.path(), isForth), List.of()));
            if (!then.equals(column.path())) {
                out.addAll(found.getOrDefault(key(then, isForth), List.of()));
            }
            return out;
        }
    }

    private static String values(Node column) {
        return " WHERE num_nonnulls(" + Identifier.quote(column.name()) + ") > 0";
    }

    private @Nullable String rows(Node column, SearchPath path, String where) {
        return database.value(
                "SELECT nullif(count(*), 0)::text FROM "
                        + Identifier.quote(path.schema())
                        + "."
                        + Identifier.quote(column.path().segment(1))
                        + where);
    }

    private static String typeIn(SchemaTree live, Node column) {
        Node now = live.get(column.path());
        return now == null ? "another type" : now.required("type");
    }

    private static String lost(Node column, SchemaTree live) {
        return "The source converted the values from "
                + typeIn(live, column)
                + " to "
                + column.required("type")
                + " by an expression (USING) that cannot be done again here: the type was changed"
                + " more than once, or something of the table was renamed.";
    }

    private static String oneWay(Node column, SchemaTree live) {
        return "The values became "
                + typeIn(live, column)
                + " by an expression (USING), and what leads back to "
                + column.required("type")
                + " is not known.";
    }
}

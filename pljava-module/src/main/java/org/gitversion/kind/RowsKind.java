package org.gitversion.kind;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.gitversion.canonical.CodePointOrder;
import org.gitversion.canonical.Row;
import org.gitversion.model.Kind;
import org.gitversion.model.Node;
import org.gitversion.model.Path;
import org.gitversion.model.SchemaTree;
import org.gitversion.model.Slot;
import org.gitversion.model.Value;
import org.jspecify.annotations.Nullable;

/** The rows of a table that are part of the schema: code relies on them. */
public final class RowsKind extends ObjectKind {
    /** The name of the slot. */
    public static final String ROWS = "rows";

    private static final Kind KIND = Kind.of("rows", ROWS, Slot.rows(ROWS));

    @Override
    public Kind kind() {
        return KIND;
    }

    /** Behind tables, so that keys and triggers are there only after the rows. */
    @Override
    public int rank() {
        return 45;
    }

    @Override
    public int locksOfCreate(Node node, SchemaTree tree) {
        return 0;
    }

    @Override
    public int locksOfDrop(Node node, SchemaTree tree) {
        return 0;
    }

    @Override
    public boolean rebuildable(Node node) {
        return false;
    }

    @Override
    public String target(Node node) {
        return "TABLE " + table(node);
    }

    private static String table(Node node) {
        return Identifier.quote(node.path().segment(1));
    }

    private static Path tablePath(Node node) {
        return Path.of(TableKind.FOLDER, node.path().segment(1));
    }

    private static Ddl track(Node node) {
        return Ddl.of(
                "SELECT gitversion.track_rows("
                        + Identifier.literal(table(node))
                        + ", 'reference')");
    }

    /** For people: a statement a row. */
    @Override
    public List<Ddl> create(Node node, SchemaTree tree) {
        List<Ddl> out = new ArrayList<>();
        out.add(track(node));
        for (Row row : rows(node)) {
            insert(out, node, tree, List.of(row));
        }
        return out;
    }

    @Override
    public List<Ddl> create(Node node, SchemaTree from, SchemaTree to) {
        List<Ddl> out = new ArrayList<>();
        out.add(track(node));
        List<Ddl> rows = new ArrayList<>();
        insert(rows, node, to, rows(node));
        addRows(out, rows, node, from, to);
        return out;
    }

    @Override
    public List<Ddl> alter(Node from, Node to, Set<String> changed, SchemaTree tree) {
        return List.of();
    }

    /**
     * Brings the rows of a table to those of a state, but for those that go.
     *
     * @param from the rows as they are
     * @param to the rows as they shall be
     * @param before the state as it is
     * @param after the state to reach
     * @return the statements
     */
    public static List<Ddl> fill(Node from, Node to, SchemaTree before, SchemaTree after) {
        Map<String, Row> there = byKey(from);
        List<Row> added = new ArrayList<>();
        Map<String, List<Row>> changes = new LinkedHashMap<>();
        for (Row row : rows(to)) {
            Row old = there.get(row.key());
            if (old == null) {
                added.add(row);
                continue;
            }
            String set = difference(old, row);
            if (!set.isEmpty()) {
                List<Row> alike = changes.get(set);
                if (alike == null) {
                    alike = new ArrayList<>(1);
                    changes.put(set, alike);
                }
                alike.add(row);
            }
        }
        List<Ddl> rows = new ArrayList<>();
        insert(rows, to, after, added);
        for (Map.Entry<String, List<Row>> change : changes.entrySet()) {
            rows.add(
                    Ddl.of(
                            "UPDATE "
                                    + table(to)
                                    + " SET "
                                    + change.getKey()
                                    + " WHERE "
                                    + condition(change.getValue())));
        }
        List<Ddl> out = new ArrayList<>();
        addRows(out, rows, to, before, after);
        return out;
    }

    /**
     * Takes away the rows that go, before anything that they clash with comes.
     *
     * @param from the rows as they are
     * @param to the rows as they shall be
     * @param before the state as it is
     * @param after the state to reach
     * @return the statements, often none
     */
    public static List<Ddl> clear(Node from, Node to, SchemaTree before, SchemaTree after) {
        Map<String, Row> stay = byKey(to);
        List<Row> gone = new ArrayList<>();
        for (Row row : rows(from)) {
            if (!stay.containsKey(row.key())) {
                gone.add(row);
            }
        }
        if (gone.isEmpty()) {
            return List.of();
        }
        List<Ddl> rows = new ArrayList<>();
        if (isReferredTo(tablePath(from), before)) {
            rows.add(
                    Ddl.of(
                            "SELECT gitversion_internal.keep_referring_rows("
                                    + Identifier.literal(table(from))
                                    + ", "
                                    + Identifier.literal(condition(gone))
                                    + ")"));
        }
        rows.add(
                Ddl.of("DELETE FROM " + table(from) + " WHERE " + condition(gone))
                        .losing("The rows are no longer part of the schema."));
        List<Ddl> out = new ArrayList<>();
        addRows(out, rows, from, before, after);
        return out;
    }

    /** Tells whether a foreign key does anything to other rows when rows of a table go. */
    private static boolean isReferredTo(Path table, SchemaTree tree) {
        for (Node node : tree.nodes()) {
            String action = node.text("on_delete");
            if (action != null && !action.equals("RESTRICT")) {
                for (Path reference : node.references()) {
                    if (reference.equals(table) || reference.isBelow(table)) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    /** Triggers of users do not fire: what they would do was done where the rows come from. */
    private static void addRows(
            List<Ddl> out, List<Ddl> rows, Node node, SchemaTree before, SchemaTree after) {
        if (rows.isEmpty()) {
            return;
        }
        List<Ddl> enable = new ArrayList<>();
        for (Node trigger : before.below(Path.of("triggers", node.path().segment(1)))) {
            Node stays = after.get(trigger.path());
            String verb = TriggerKind.enablement(trigger);
            if (stays != null && !verb.equals("DISABLE")) {
                String of = " TRIGGER " + Identifier.quote(trigger.name());
                Alter alter = Alter.table(node.path().segment(1));
                out.add(alter.to("DISABLE" + of, Ddl.Lock.SHARE_ROW_EXCLUSIVE));
                enable.add(alter.to(verb + of, Ddl.Lock.SHARE_ROW_EXCLUSIVE));
            }
        }
        out.addAll(rows);
        out.addAll(enable);
        for (Node part : after.below(tablePath(node))) {
            if (part.has("identity") || startsWith(part.text("default"), "nextval(")) {
                String table = Identifier.literal(table(node));
                out.add(Ddl.of("SELECT gitversion_internal.advance_sequences(" + table + ")"));
                return;
            }
        }
    }

    private static boolean startsWith(@Nullable String text, String start) {
        return text != null && text.startsWith(start);
    }

    /** One statement for all rows that have the same columns. */
    private static void insert(List<Ddl> out, Node node, SchemaTree tree, List<Row> rows) {
        Map<List<String>, StringBuilder> statements = new LinkedHashMap<>();
        for (Row row : rows) {
            List<String> columns = row.ordered();
            StringBuilder sql = statements.get(columns);
            if (sql == null) {
                sql = new StringBuilder(200).append("INSERT INTO ").append(table(node));
                sql.append(" (").append(String.join(", ", Identifier.quoteAll(columns)));
                sql.append(
                        hasIdentity(node, tree) ? ") OVERRIDING SYSTEM VALUE VALUES" : ") VALUES");
                sql.append(rows.size() == 1 ? " (" : "\n    (");
                statements.put(columns, sql);
            } else {
                sql.append(",\n    (");
            }
            for (int i = 0; i < columns.size(); i++) {
                sql.append(i == 0 ? "" : ", ").append(literal(row.value(columns.get(i))));
            }
            sql.append(')');
        }
        for (StringBuilder sql : statements.values()) {
            out.add(Ddl.of(sql.toString()));
        }
    }

    private static boolean hasIdentity(Node node, SchemaTree tree) {
        for (Node part : tree.below(tablePath(node))) {
            if (part.has("identity")) {
                return true;
            }
        }
        return false;
    }

    private static String difference(Row from, Row to) {
        StringBuilder out = new StringBuilder();
        for (String column : to.columns()) {
            String value = to.value(column);
            if (!from.has(column) || !Objects.equals(value, from.value(column))) {
                out.append(out.length() == 0 ? "" : ", ");
                out.append(Identifier.quote(column)).append(" = ").append(literal(value));
            }
        }
        return out.toString();
    }

    private static String condition(List<Row> rows) {
        List<String> key = rows.get(0).keyColumns();
        String names = String.join(", ", Identifier.quoteAll(key));
        boolean isOne = key.size() == 1;
        StringBuilder out = new StringBuilder(rows.size() * 8 + 20);
        out.append(isOne ? names : "(" + names + ")").append(" IN (");
        for (int i = 0; i < rows.size(); i++) {
            out.append(i == 0 ? "" : ", ").append(isOne ? "" : "(");
            for (int k = 0; k < key.size(); k++) {
                out.append(k == 0 ? "" : ", ").append(literal(rows.get(i).value(key.get(k))));
            }
            out.append(isOne ? "" : ")");
        }
        return out.append(')').toString();
    }

    private static String literal(@Nullable String value) {
        return value == null ? "NULL" : Identifier.literal(value);
    }

    /** The rows stay where they are. */
    @Override
    public List<Ddl> drop(Node node, SchemaTree tree) {
        return List.of(
                Ddl.of("SELECT gitversion.untrack_rows(" + Identifier.literal(table(node)) + ")"));
    }

    @Override
    public @Nullable List<Ddl> rename(Node node, String newName) {
        return List.of();
    }

    /** The rows that foreign keys of the table refer to. */
    @Override
    public Set<Path> needs(Node node, SchemaTree tree) {
        Set<Path> out = new TreeSet<>();
        for (Node part : tree.below(tablePath(node).child(ConstraintKind.FOLDER))) {
            for (Path reference : part.has("references") ? part.references() : Set.<Path>of()) {
                boolean isOther = !reference.isBelow(tablePath(node));
                if (isOther && reference.segment(0).equals(TableKind.FOLDER)) {
                    Path table = Path.of(TableKind.FOLDER, reference.segment(1));
                    Node other = rowsOf(table, tree);
                    if (other != null && !other.path().equals(node.path())) {
                        out.add(other.path());
                    }
                }
            }
        }
        return out;
    }

    /**
     * Lists what must be as it shall be before the rows are brought there. A table that is new has
     * no foreign keys yet; its columns are there before its rows.
     *
     * @param node the rows
     * @param from the state as it is
     * @param to the state to reach
     * @return paths
     */
    public Set<Path> follows(Node node, SchemaTree from, SchemaTree to) {
        Path table = tablePath(node);
        Set<Path> out = new TreeSet<>();
        out.add(table);
        if (from.get(table) != null) {
            out.addAll(needs(node, to));
            for (Node part : to.below(table.child(ColumnKind.FOLDER))) {
                out.add(part.path());
            }
        }
        return out;
    }

    private static @Nullable Node rowsOf(Path table, SchemaTree tree) {
        for (Node part : tree.below(table.child(ROWS))) {
            return part;
        }
        return null;
    }

    private static List<Row> rows(Node node) {
        List<Row> out = new ArrayList<>();
        Value value = node.value(ROWS);
        if (value != null) {
            for (String item : value.items()) {
                out.add(Row.parse(item));
            }
        }
        return out;
    }

    private static Map<String, Row> byKey(Node node) {
        Map<String, Row> out = new LinkedHashMap<>();
        for (Row row : rows(node)) {
            out.put(row.key(), row);
        }
        return out;
    }

    /**
     * Takes out of merged rows what one side dropped the column of.
     *
     * @param merged the state, by path; its nodes are replaced
     */
    public static void fit(Map<Path, Node> merged) {
        for (Map.Entry<Path, Node> entry : merged.entrySet()) {
            Node node = entry.getValue();
            Value value = node.kind() == KIND ? node.value(ROWS) : null;
            if (value == null) {
                continue;
            }
            List<String> items = new ArrayList<>(value.items().size());
            for (String item : value.items()) {
                items.add(fitted(Row.parse(item), item, tablePath(node), merged));
            }
            entry.setValue(node.with(ROWS, Value.items(items)));
        }
    }

    private static String fitted(Row row, String item, Path table, Map<Path, Node> merged) {
        SortedMap<String, @Nullable String> kept = new TreeMap<>(CodePointOrder.INSTANCE);
        for (String column : row.columns()) {
            if (merged.containsKey(table.child(ColumnKind.FOLDER, column))) {
                kept.put(column, row.value(column));
            }
        }
        return kept.size() == row.columns().size() ? item : row.with(kept);
    }

    /**
     * Lists where rows differ from those promised, defaults of columns that these knew nothing of
     * left out.
     *
     * @param promised the rows promised
     * @param read the rows there are
     * @param tree the state promised
     * @return expressions with the promised values as the type of the column has them, and after
     *     each the value there is as a constant; null when other rows differ than values
     */
    public static @Nullable List<String> differences(Node promised, Node read, SchemaTree tree) {
        Map<String, Row> there = byKey(read);
        List<Row> rows = rows(promised);
        if (there.size() != rows.size()) {
            return null;
        }
        List<String> out = new ArrayList<>();
        for (Row row : rows) {
            Row now = there.get(row.key());
            if (now == null) {
                return null;
            }
            for (String column : row.columns()) {
                String value = row.value(column);
                String other = now.value(column);
                if (!now.has(column) || (value == null) != (other == null)) {
                    return null;
                }
                if (value != null && other != null && !value.equals(other)) {
                    Path path = tablePath(promised).child(ColumnKind.FOLDER, column);
                    Node node = tree.get(path);
                    out.add(literal(value) + "::" + (node == null ? "" : node.text("type")));
                    out.add(literal(other));
                }
            }
        }
        return out;
    }
}

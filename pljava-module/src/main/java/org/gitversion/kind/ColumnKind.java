package org.gitversion.kind;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.gitversion.model.Kind;
import org.gitversion.model.Node;
import org.gitversion.model.Path;
import org.gitversion.model.SchemaTree;
import org.gitversion.model.Slot;
import org.jspecify.annotations.Nullable;

/** Columns of tables. */
public final class ColumnKind extends ObjectKind {
    /** The folder of columns below their table. */
    public static final String FOLDER = "columns";

    /** What a column is a range of that is a text for a while; in its layout. */
    public static final String FORMER_SUBTYPE = "former_subtype";

    /** The expression that its values are converted by; in the layout of a column to reach. */
    public static final String USING = "using";

    /** Why it is not known how its values are converted; in the layout of a column to reach. */
    public static final String UNCONVERTED = "unconverted";

    private static final Kind KIND =
            Kind.embedded(
                    "column",
                    FOLDER,
                    Slot.atomic("type"),
                    Slot.atomic("collation"),
                    Slot.atomic("not_null"),
                    Slot.atomic("default").worded(),
                    Slot.atomic("generated").worded(),
                    Slot.atomic("identity"),
                    Slot.set("identity_sequence").keyedBy(Slot.Key.WORD).closed(),
                    Slot.atomic("storage"),
                    Slot.atomic("compression"),
                    Slot.atomic("statistics"),
                    Slot.set("options"),
                    Slot.atomic(Inheritance.INHERITED),
                    Slot.set("foreign_options"),
                    Slot.atomic("virtual"));

    private static final Ddl.Lock EXCLUSIVE = Ddl.Lock.ACCESS_EXCLUSIVE;

    @Override
    public Kind kind() {
        return KIND;
    }

    /** A sequence or an expression. */
    @Override
    public int locksOfCreate(Node node, SchemaTree tree) {
        return node.has("identity") ? 1 : 0;
    }

    @Override
    public int locksOfDrop(Node node, SchemaTree tree) {
        return node.has("default") || node.has("identity") || node.has("generated") ? 1 : 0;
    }

    @Override
    public int rank() {
        return 41;
    }

    @Override
    public String target(Node node) {
        return "COLUMN " + table(node) + "." + name(node);
    }

    @Override
    public String partTarget(Node node, String part) {
        return "SEQUENCE " + IdentitySequence.name(TableKind.items(node, "identity_sequence"));
    }

    @Override
    public Set<String> orphans(Node node) {
        return IdentitySequence.orphans(node);
    }

    @Override
    public String grantTarget(Node node) {
        return "TABLE " + table(node);
    }

    @Override
    public String grantColumns(Node node) {
        return "(" + name(node) + ")";
    }

    /** Returns the columns of a table in physical order. */
    static List<Node> inOrder(Node table, SchemaTree tree) {
        List<Node> columns = new ArrayList<>();
        for (Node child : tree.below(table.path())) {
            if (child.kind() == KIND) {
                columns.add(child);
            }
        }
        Collections.sort(columns, new ByPosition());
        return columns;
    }

    /** Orders columns by physical position, those without one last, by path. */
    public static final class ByPosition implements Comparator<Node> {
        @Override
        public int compare(Node a, Node b) {
            int order = Integer.compare(position(a), position(b));
            return order != 0 ? order : a.path().compareTo(b.path());
        }
    }

    private static int position(Node column) {
        String position = column.layout().get(Node.POSITION);
        return position == null ? Integer.MAX_VALUE : Integer.parseInt(position);
    }

    /**
     * Writes a column as an element of CREATE TABLE.
     *
     * @param column the column
     * @return its name, its type and what else CREATE TABLE says of it
     */
    public static String definition(Node column) {
        StringBuilder sql = new StringBuilder(60);
        sql.append(name(column)).append(' ').append(column.required("type"));
        if (column.has("compression")) {
            sql.append(" COMPRESSION ").append(column.required("compression"));
        }
        sql.append(Options.foreign(column));
        if (column.has("collation")) {
            sql.append(" COLLATE ").append(column.required("collation"));
        }
        if (column.has("default")) {
            sql.append(" DEFAULT ").append(column.required("default"));
        }
        if (column.has("generated")) {
            sql.append(" GENERATED ALWAYS AS (").append(column.required("generated"));
            sql.append(column.has("virtual") ? ") VIRTUAL" : ") STORED");
        }
        if (column.has("identity")) {
            sql.append(" GENERATED ").append(IdentitySequence.definition(column));
        }
        return sql.append(NotNull.definition(column)).toString();
    }

    /** What CREATE TABLE cannot say of a column on every server. */
    static List<Ddl> afterCreate(Node column, boolean only) {
        List<Ddl> out = new ArrayList<>(1);
        Alter alter = alterColumn(column, only);
        IdentitySequence.type(out, column);
        if (column.has("storage")) {
            out.add(alter.to("SET STORAGE " + column.required("storage")));
        }
        if (column.has("statistics")) {
            out.add(statistics(alter, column.required("statistics")));
        }
        Options.change(out, alter, "", null, column.value("options"));
        return out;
    }

    @Override
    public List<Ddl> create(Node node, SchemaTree tree) {
        List<Ddl> out = new ArrayList<>(1);
        Ddl add = Alter.table(tableName(node)).to("ADD COLUMN " + definition(node));
        out.add(add.perhaps("The value of each row is computed."));
        out.addAll(afterCreate(node, Inheritance.isParent(node.path().up(2), tree)));
        return out;
    }

    @Override
    public @Nullable List<Ddl> rename(Node node, String newName) {
        return List.of(
                Ddl.of(
                        "ALTER TABLE "
                                + table(node)
                                + " RENAME COLUMN "
                                + name(node)
                                + " TO "
                                + Identifier.quote(newName),
                        EXCLUSIVE));
    }

    @Override
    public List<Ddl> drop(Node node, SchemaTree tree) {
        return drop(node, Alter.table(tableName(node)));
    }

    /**
     * Drops a column of a table, but not those of its children.
     *
     * @param node the column
     * @return the statements
     */
    public static List<Ddl> dropOnly(Node node) {
        return drop(node, Alter.only(tableName(node)));
    }

    private static List<Ddl> drop(Node node, Alter table) {
        Ddl drop = table.to("DROP COLUMN " + name(node));
        return List.of(node.has("generated") ? drop : drop.losing("The values are lost."));
    }

    @Override
    public boolean rebuildable(Node node) {
        return node.has("generated");
    }

    @Override
    public boolean blockedBy(Node dependent, Node from, Node to, Set<String> changed) {
        if (!changed.contains("type") && !changed.contains("collation")) {
            return false;
        }
        String kind = dependent.kind().name();
        return !kind.equals("constraint")
                && !kind.equals("index")
                && !kind.equals("sequence")
                && !kind.equals("table")
                && !kind.equals("statistics");
    }

    @Override
    public @Nullable List<Ddl> alter(Node from, Node to, Set<String> changed, SchemaTree tree) {
        if (changed.contains("generated") || changed.contains("virtual")) {
            return alterGenerated(from, to);
        }
        List<Ddl> out = new ArrayList<>(2);
        Alter alter = alterColumn(to, false);
        boolean parent = Inheritance.isParent(to.path().up(2), tree);
        Alter only = alterColumn(to, parent);
        boolean retyped = changed.contains("type") || changed.contains("collation");
        boolean defaultChanged = changed.contains("default");
        boolean below = parent && Inheritance.hasDefaultBelow(to.path(), tree);
        if (IdentitySequence.dropsDefaultsBelow(from, to, tree)
                || retyped && (below || from.has("default"))) {
            out.add(alter.to("DROP DEFAULT"));
        } else if (from.has("default") && defaultChanged && !to.has("default")) {
            out.add(only.to("DROP DEFAULT"));
        }
        if (from.has("identity") && !to.has("identity")) {
            out.add(alter.to("DROP IDENTITY"));
        }
        if (retyped) {
            out.add(retype(from, to, tree));
        }
        if (to.has("default") && (defaultChanged || retyped)) {
            out.add(only.to("SET DEFAULT " + to.required("default")));
        }
        NotNull.alter(out, from, to, changed);
        IdentitySequence.alter(out, alter, from, to, changed);
        alterStorage(out, only, from, to, changed, retyped);
        return out;
    }

    @Override
    public @Nullable Node detached(Node node) {
        return node.has("default") ? node.with("default", null) : null;
    }

    /** Asks for the rows that have no value where one is due. */
    @Override
    public @Nullable String offendingRows(Node node, SchemaTree tree) {
        return node.has("not_null")
                ? "SELECT * FROM " + table(node) + " WHERE " + name(node) + " IS NULL"
                : null;
    }

    private static @Nullable List<Ddl> alterGenerated(Node from, Node to) {
        boolean stored = from.has("generated") && !from.has("virtual");
        if (stored && !to.has("generated") && !to.has("identity")) {
            List<Ddl> out = new ArrayList<>(2);
            out.add(alterColumn(to, false).to("DROP EXPRESSION"));
            return out;
        }
        return null;
    }

    private static Ddl retype(Node from, Node to, SchemaTree tree) {
        String collation = to.text("collation");
        String type = to.required("type");
        Alter alter = alterColumn(to, false);
        String action = "TYPE " + type + (collation == null ? "" : " COLLATE " + collation);
        String using = to.layout().get(USING);
        if (using != null) {
            return alter.to(action + " USING (" + using + ")")
                    .perhaps("The table is rewritten.")
                    .losing("Values are converted by the expression.");
        }
        Ddl retype =
                alter.to(action)
                        .perhaps("The table is rewritten.")
                        .orElse("42804", cast(alter, action, from, to));
        String unconverted = to.layout().get(UNCONVERTED);
        if (unconverted != null) {
            return retype.losing(unconverted);
        }
        String before = from.required("type");
        String unknown = Casts.unknownLabels(name(to), type, tree);
        String former = from.layout().get(FORMER_SUBTYPE);
        if (former != null && Casts.mayChangeBounds(former, type, tree)) {
            String bounds = name(to) + "::" + type + "::" + before + " <> " + name(to);
            return retype.losing("Bounds that the new type cannot hold would be changed.")
                    .unless("SELECT * FROM " + table(to) + " WHERE " + bounds);
        }
        if (unknown != null && before.startsWith("text")) {
            return retype.unless("SELECT * FROM " + table(to) + " WHERE " + unknown);
        }
        return CastRows.guard(retype, before, type, name(to), List.of(table(to)), tree);
    }

    /** Where there is no cast, the type can change while there are no values. */
    private static Ddl cast(Alter alter, String action, Node from, Node to) {
        String type = to.required("type");
        String query =
                "SELECT * FROM "
                        + table(to)
                        + " WHERE pg_catalog.num_nonnulls("
                        + name(to)
                        + ") OPERATOR(pg_catalog.>) 0";
        String why =
                "there is no cast from "
                        + from.required("type")
                        + " to "
                        + type
                        + ": give p_using an expression for "
                        + to.path();
        Ddl empty = alter.to(action + " USING (NULL::" + type + ")").onlyWithout(query, why);
        return alter.to(action + " USING " + name(to) + "::" + type).orElse("42846", empty);
    }

    /** Appends what brings the physical properties of a column from one state to another. */
    static void alterStorage(
            List<Ddl> out, Alter alter, Node from, Node to, Set<String> changed, boolean retyped) {
        if (to.has("storage") && (changed.contains("storage") || retyped)) {
            out.add(alter.to("SET STORAGE " + to.required("storage")));
        } else if (changed.contains("storage") && !retyped) {
            String storage = from.layout().get("type_storage");
            out.add(alter.to("SET STORAGE " + (storage == null ? "DEFAULT" : storage)));
        }
        if (changed.contains("compression")) {
            String method = to.text("compression");
            out.add(alter.to("SET COMPRESSION " + (method == null ? "default" : method)));
        }
        if (changed.contains("statistics")) {
            String target = to.text("statistics");
            out.add(statistics(alter, target == null ? "-1" : target));
        }
        Options.change(out, alter, "", from.value("options"), to.value("options"));
        Options.changeForeign(
                out, alter, from.value("foreign_options"), to.value("foreign_options"));
    }

    static Ddl statistics(Alter alter, String target) {
        return alter.to("SET STATISTICS " + target, Ddl.Lock.SHARE_UPDATE_EXCLUSIVE);
    }

    private static Alter alterColumn(Node column, boolean only) {
        String table = tableName(column);
        return (only ? Alter.only(table) : Alter.table(table)).column(column.name());
    }

    private static String tableName(Node column) {
        return column.path().segment(1);
    }

    private static String table(Node column) {
        return Identifier.quote(tableName(column));
    }

    private static String name(Node column) {
        return Identifier.quote(column.name());
    }

    /** Returns the path of a column. */
    static Path path(Path table, String name) {
        return table.child(FOLDER, name);
    }
}

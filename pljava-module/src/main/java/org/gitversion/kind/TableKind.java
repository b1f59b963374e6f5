package org.gitversion.kind;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.gitversion.model.Kind;
import org.gitversion.model.Node;
import org.gitversion.model.Path;
import org.gitversion.model.SchemaTree;
import org.gitversion.model.Slot;
import org.gitversion.model.Value;
import org.jspecify.annotations.Nullable;

/**
 * Ordinary tables, partitioned tables and partitions. Columns and constraints are nodes below the
 * table, those that it has from its parents too.
 */
public final class TableKind extends ObjectKind {
    /** The folder of tables. */
    public static final String FOLDER = "tables";

    /** That rows may be moved to a table made again; in the layout of a table to reach. */
    public static final String MOVE = "move_rows";

    private static final String ROW_SECURITY = "row_security";
    private static final String FORCE_ROW_SECURITY = "force_row_security";

    private static final String TRIGGER_COMMENTS = "trigger_comments";

    private static final Kind KIND =
            Kind.of(
                    "table",
                    FOLDER,
                    Slot.atomic("persistence"),
                    Slot.atomic("access_method"),
                    Slot.atomic("tablespace"),
                    Slot.set("options"),
                    Slot.set("toast_options"),
                    Slot.atomic("replica_identity"),
                    Slot.atomic(ROW_SECURITY),
                    Slot.atomic(FORCE_ROW_SECURITY),
                    Slot.atomic("clustered_on"),
                    Slot.atomic(Inheritance.OF_TYPE),
                    Slot.atomic(Inheritance.PARTITION_KEY),
                    Slot.list(Inheritance.INHERITS),
                    Slot.atomic(Inheritance.PARTITION_BOUND),
                    Slot.set("trigger_states").keyedBy(Slot.Key.TRIGGER),
                    Slot.set(TRIGGER_COMMENTS));

    @Override
    public Kind kind() {
        return KIND;
    }

    @Override
    public Set<String> namespaces(Node node) {
        return Set.of("relation", "type");
    }

    @Override
    public int rank() {
        return 40;
    }

    @Override
    public String target(Node node) {
        return "TABLE " + name(node);
    }

    @Override
    public String grantTarget(Node node) {
        return target(node);
    }

    @Override
    public boolean hasOwner(Node node) {
        return true;
    }

    /** The table, its row type, and a toast table with an index. */
    @Override
    public int locksOfCreate(Node node, SchemaTree tree) {
        return node.has(Inheritance.PARTITION_KEY) || !Widths.needToast(node, tree) ? 2 : 4;
    }

    /** The array type, too. */
    @Override
    public int locksOfDrop(Node node, SchemaTree tree) {
        return 1 + locksOfCreate(node, tree);
    }

    @Override
    public boolean rebuildable(Node node) {
        return false;
    }

    @Override
    public List<Ddl> create(Node node, SchemaTree tree) {
        List<Ddl> after = new ArrayList<>(2);
        int declared = Inheritance.declared(node, tree).size();
        List<String> parents = items(node, Inheritance.INHERITS).subList(0, declared);
        List<Ddl> out = create(node, elements(node, tree, after), parents);
        // What CREATE cannot say of columns comes right behind it.
        out.addAll(1, after);
        return out;
    }

    /** In an empty schema tables that inherit have their columns in physical order, too. */
    @Override
    public List<Ddl> create(Node node, SchemaTree from, SchemaTree to) {
        List<Ddl> ordered = from.size() == 0 ? ChildOrder.create(node, to) : null;
        return ordered == null ? create(node, to) : ordered;
    }

    /** Creates a table of these elements that inherits from these parents. */
    static List<Ddl> create(Node node, List<String> elements, List<String> parents) {
        StringBuilder sql = new StringBuilder(200).append("CREATE ");
        sql.append("unlogged".equals(node.text("persistence")) ? "UNLOGGED " : "");
        sql.append("TABLE ").append(name(node)).append(body(elements));
        if (!parents.isEmpty()) {
            sql.append("\nINHERITS (");
            sql.append(String.join(", ", Identifier.quoteAll(parents))).append(')');
        }
        if (node.has(Inheritance.PARTITION_KEY)) {
            sql.append("\nPARTITION BY ").append(node.required(Inheritance.PARTITION_KEY));
        }
        appendSuffix(sql, node);
        List<Ddl> out = new ArrayList<>(2);
        out.add(Ddl.of(sql.toString()).as(OnlineForm.TABLE));
        changeRowSecurity(out, node, node.has(ROW_SECURITY), node.has(FORCE_ROW_SECURITY));
        return out;
    }

    /** Writes columns and constraints, and adds what CREATE cannot say of them. */
    static List<String> elements(Node node, SchemaTree tree, List<Ddl> after) {
        List<String> out = new ArrayList<>();
        List<Path> declared = Inheritance.declared(node, tree);
        for (Node column : ColumnKind.inOrder(node, tree)) {
            if (Inheritance.isOwn(column)) {
                out.add(ColumnKind.definition(column));
                after.addAll(ColumnKind.afterCreate(column, false));
            }
            Inheritance.overrides(after, column, tree, declared);
        }
        out.addAll(constraints(node, tree));
        return out;
    }

    /** Writes the constraints that a table is created with. */
    static List<String> constraints(Node node, SchemaTree tree) {
        List<String> out = new ArrayList<>(2);
        for (Node child : tree.below(node.path())) {
            ObjectKind kind = ObjectKinds.ALL.of(child);
            if (kind instanceof ConstraintKind
                    && (Inheritance.isPartition(node) || Inheritance.isOwn(child))
                    && kind.createdWithParent(child, tree)) {
                out.add(ConstraintKind.definition(child));
            }
        }
        return out;
    }

    /** Writes the elements of a table in parentheses, each in a line. */
    static String body(List<String> elements) {
        return elements.isEmpty() ? " ()" : " (\n    " + String.join(",\n    ", elements) + "\n)";
    }

    private static void changeRowSecurity(List<Ddl> out, Node node, boolean main, boolean force) {
        Alter alter = Alter.table(node.name());
        String what = " ROW LEVEL SECURITY";
        if (main) {
            String verb = node.has(ROW_SECURITY) ? "ENABLE" : "DISABLE";
            out.add(alter.to(verb + what));
        }
        if (force) {
            String verb = node.has(FORCE_ROW_SECURITY) ? "FORCE" : "NO FORCE";
            out.add(alter.to(verb + what));
        }
    }

    /** Appends what CREATE says behind the columns. */
    static void appendSuffix(StringBuilder sql, Node node) {
        if (node.has("access_method")) {
            sql.append(" USING ").append(Identifier.quote(node.required("access_method")));
        }
        List<String> options = Options.inOrder(node, "options");
        for (String option : Options.inOrder(node, "toast_options")) {
            options.add("toast." + option);
        }
        if (!options.isEmpty()) {
            sql.append(" WITH (")
                    .append(String.join(", ", Options.assignments(options)))
                    .append(')');
        }
        if (node.has("tablespace")) {
            sql.append(" TABLESPACE ").append(Identifier.quote(node.required("tablespace")));
        }
    }

    @Override
    public List<Ddl> finish(Node node, SchemaTree tree) {
        List<Ddl> out = new ArrayList<>(1);
        finishIndexes(out, node);
        for (String state : items(node, "trigger_states")) {
            out.add(only(node, state));
        }
        for (String item : items(node, TRIGGER_COMMENTS)) {
            out.add(comment(node, item, Attributes.value(item)));
        }
        return out;
    }

    private static Ddl comment(Node node, String item, @Nullable String text) {
        return Attributes.comment("TRIGGER " + Attributes.key(item) + " ON " + name(node), text);
    }

    /** Appends what names indexes. */
    static void finishIndexes(List<Ddl> out, Node node) {
        String identity = node.text("replica_identity");
        if (identity != null) {
            out.add(replicaIdentity(node, identity));
        }
        if (node.has("clustered_on")) {
            out.add(clusterOn(node));
        }
    }

    static Ddl clusterOn(Node node) {
        String index = node.text("clustered_on");
        return Alter.table(node.name())
                .to(
                        index == null ? "SET WITHOUT CLUSTER" : "CLUSTER ON " + index,
                        Ddl.Lock.SHARE_UPDATE_EXCLUSIVE);
    }

    private static Ddl only(Node node, String action) {
        return Alter.only(node.name()).to(action, Ddl.Lock.SHARE_ROW_EXCLUSIVE);
    }

    @Override
    public List<Ddl> attach(@Nullable Node from, Node to, SchemaTree tree) {
        return Inheritance.attach(from, to, tree);
    }

    static Ddl replicaIdentity(Node node, @Nullable String identity) {
        return Alter.table(node.name())
                .to("REPLICA IDENTITY " + (identity == null ? "DEFAULT" : identity));
    }

    @Override
    public @Nullable List<Ddl> alter(Node from, Node to, Set<String> changed, SchemaTree tree) {
        List<Ddl> out = new ArrayList<>(2);
        Alter table = Alter.table(to.name());
        if (changed.contains("persistence")) {
            out.add(
                    table.to("SET " + (to.has("persistence") ? "UNLOGGED" : "LOGGED"))
                            .rewriting("The table is rewritten."));
        }
        if (changed.contains(Inheritance.PARTITION_KEY)) {
            return null;
        }
        if (changed.contains("access_method")) {
            String method = to.text("access_method");
            out.add(
                    table.to(
                                    "SET ACCESS METHOD "
                                            + Identifier.quote(method == null ? "heap" : method))
                            .rewriting("The table is rewritten."));
        }
        if (changed.contains("tablespace")) {
            String space = to.text("tablespace");
            out.add(
                    table.to(
                                    "SET TABLESPACE "
                                            + Identifier.quote(
                                                    space == null ? "pg_default" : space))
                            .copying("The files of the table are copied."));
        }
        Options.change(out, table, "", from.value("options"), to.value("options"));
        Options.change(
                out, table, "toast.", from.value("toast_options"), to.value("toast_options"));
        if (changed.contains("replica_identity") && !to.has("replica_identity")) {
            out.add(replicaIdentity(to, null));
        }
        if (changed.contains("clustered_on") && !to.has("clustered_on")) {
            out.add(clusterOn(to));
        }
        List<String> states = items(to, "trigger_states");
        for (String state : items(from, "trigger_states")) {
            boolean ends = !states.contains(state) && Inheritance.stays(from, to);
            String parents = ends ? TriggerKind.triggerState(to, state, tree) : null;
            if (parents != null) {
                out.add(only(to, parents));
            }
        }
        for (String item : items(from, TRIGGER_COMMENTS)) {
            String trigger = " TRIGGER " + Attributes.key(item);
            if (Inheritance.stays(from, to)
                    && Attributes.valueOf(to, TRIGGER_COMMENTS, Attributes.key(item)) == null
                    && TriggerKind.triggerState(to, trigger, tree) != null) {
                out.add(comment(to, item, null));
            }
        }
        changeRowSecurity(
                out, to, changed.contains(ROW_SECURITY), changed.contains(FORCE_ROW_SECURITY));
        return out;
    }

    @Override
    public List<Ddl> drop(Node node, SchemaTree tree) {
        return List.of(
                Ddl.of("DROP TABLE " + name(node), Ddl.Lock.ACCESS_EXCLUSIVE)
                        .losing("The rows of the table are lost."));
    }

    static List<String> items(Node node, String slot) {
        Value value = node.value(slot);
        return value == null ? List.of() : value.items();
    }

    private static String name(Node node) {
        return Identifier.quote(node.name());
    }

    /** Returns the path of the table with a name. */
    static Path path(String name) {
        return Path.of(FOLDER, name);
    }
}

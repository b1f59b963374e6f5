package org.gitversion.kind;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.gitversion.model.Kind;
import org.gitversion.model.Node;
import org.gitversion.model.Path;
import org.gitversion.model.SchemaTree;
import org.gitversion.model.Slot;
import org.jspecify.annotations.Nullable;

/** Triggers of tables and views. */
public final class TriggerKind extends ObjectKind {
    private static final String ENABLED = "enabled";
    private static final String CONSTRAINT = "constraint";

    private static final Kind KIND =
            Kind.of(
                    "trigger",
                    "triggers",
                    Slot.atomic("timing"),
                    Slot.set("events").closed(),
                    Slot.wholeList("columns"),
                    Slot.atomic("level"),
                    Slot.atomic("when").worded(),
                    Slot.atomic("function"),
                    Slot.wholeList("arguments"),
                    Slot.atomic("old_table"),
                    Slot.atomic("new_table"),
                    Slot.atomic(CONSTRAINT),
                    Slot.atomic("deferrable"),
                    Slot.atomic("from"),
                    Slot.atomic(ENABLED));

    @Override
    public Kind kind() {
        return KIND;
    }

    /** Its table is locked anyway. */
    @Override
    public int locksOfCreate(Node node, SchemaTree tree) {
        return 0;
    }

    @Override
    public int locksOfDrop(Node node, SchemaTree tree) {
        return 1;
    }

    @Override
    public int rank() {
        return 80;
    }

    @Override
    public String target(Node node) {
        return "TRIGGER " + Identifier.quote(node.name()) + " ON " + relation(node);
    }

    @Override
    public List<Ddl> create(Node node, SchemaTree tree) {
        List<Ddl> out = new ArrayList<>(1);
        out.add(definition("CREATE ", node));
        if (node.has(ENABLED)) {
            out.add(enable(node));
        }
        return out;
    }

    private static Ddl definition(String create, Node node) {
        StringBuilder sql = new StringBuilder(200).append(create);
        sql.append(node.has(CONSTRAINT) ? "CONSTRAINT TRIGGER " : "TRIGGER ");
        sql.append(Identifier.quote(node.name())).append("\n  ");
        sql.append(node.required("timing")).append(' ');
        appendEvents(sql, node);
        sql.append("\n  ON ").append(relation(node));
        if (node.has("from")) {
            sql.append("\n  FROM ").append(node.required("from"));
        }
        if (node.has("deferrable")) {
            sql.append("\n  ").append(node.required("deferrable"));
        }
        appendTransitionTables(sql, node);
        sql.append("\n  FOR EACH ").append(node.required("level"));
        if (node.has("when")) {
            sql.append("\n  WHEN (").append(node.required("when")).append(')');
        }
        sql.append("\n  EXECUTE FUNCTION ").append(node.required("function")).append('(');
        String separator = "";
        for (String argument : TableKind.items(node, "arguments")) {
            sql.append(separator).append(Identifier.literal(argument));
            separator = ", ";
        }
        return Ddl.of(sql.append(')').toString(), Ddl.Lock.SHARE_ROW_EXCLUSIVE);
    }

    private static void appendEvents(StringBuilder sql, Node node) {
        String separator = "";
        for (String event : TableKind.items(node, "events")) {
            sql.append(separator).append(event);
            separator = " OR ";
            List<String> columns = Identifier.quoteAll(TableKind.items(node, "columns"));
            if (event.equals("UPDATE") && !columns.isEmpty()) {
                sql.append(" OF ").append(String.join(", ", columns));
            }
        }
    }

    private static void appendTransitionTables(StringBuilder sql, Node node) {
        String oldTable = node.text("old_table");
        String newTable = node.text("new_table");
        if (oldTable != null || newTable != null) {
            sql.append("\n  REFERENCING");
        }
        if (oldTable != null) {
            sql.append(" OLD TABLE AS ").append(Identifier.quote(oldTable));
        }
        if (newTable != null) {
            sql.append(" NEW TABLE AS ").append(Identifier.quote(newTable));
        }
    }

    private static Ddl enable(Node node) {
        String action = enablement(node) + " TRIGGER " + Identifier.quote(node.name());
        return Alter.table(node.path().segment(1)).to(action, Ddl.Lock.SHARE_ROW_EXCLUSIVE);
    }

    /** Returns the verb of ALTER TABLE that brings a trigger or rule to its state. */
    static String enablement(Node node) {
        String state = node.text(ENABLED);
        if (state == null) {
            return "ENABLE";
        }
        return state.equals("DISABLED") ? "DISABLE" : "ENABLE " + state;
    }

    @Override
    public @Nullable List<Ddl> alter(Node from, Node to, Set<String> changed, SchemaTree tree) {
        if (changed.size() == 1 && changed.contains(ENABLED)) {
            return List.of(enable(to));
        }
        if (from.has(CONSTRAINT) || to.has(CONSTRAINT)) {
            return null;
        }
        List<Ddl> out = new ArrayList<>(2);
        out.add(definition("CREATE OR REPLACE ", to));
        if (to.has(ENABLED)) {
            // To replace a trigger also enables it.
            out.add(enable(to));
        }
        return out;
    }

    @Override
    public @Nullable Path droppedWith(Node node, SchemaTree tree) {
        return relationPath(node, tree);
    }

    /** Finds the table or view that the second segment of a path names. */
    static @Nullable Path relationPath(Node node, SchemaTree tree) {
        String name = node.path().segment(1);
        Path table = TableKind.path(name);
        if (tree.get(table) != null) {
            return table;
        }
        Path view = Path.of(ViewKind.FOLDER, name);
        return tree.get(view) == null ? null : view;
    }

    private static String relation(Node node) {
        return Identifier.quote(node.path().segment(1));
    }

    /** Writes what brings a trigger that a partition has from its parent to the parent's state. */
    static @Nullable String triggerState(Node table, String state, SchemaTree tree) {
        String trigger = state.substring(state.indexOf("TRIGGER "));
        for (Path parent : Inheritance.parents(table)) {
            Node above = tree.get(parent);
            for (String item : above == null ? List.<String>of() : states(above)) {
                if (item.endsWith(" " + trigger)) {
                    return item;
                }
            }
            for (Node node : tree.below(Path.of("triggers", parent.name()))) {
                if (trigger.equals("TRIGGER " + Identifier.quote(node.name()))) {
                    return enablement(node) + " " + trigger;
                }
            }
            if (above != null) {
                return triggerState(above, state, tree);
            }
        }
        return null;
    }

    private static List<String> states(Node table) {
        return TableKind.items(table, "trigger_states");
    }
}

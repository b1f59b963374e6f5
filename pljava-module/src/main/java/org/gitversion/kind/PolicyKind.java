package org.gitversion.kind;

import java.util.List;
import java.util.Set;
import org.gitversion.model.Kind;
import org.gitversion.model.Node;
import org.gitversion.model.Path;
import org.gitversion.model.SchemaTree;
import org.gitversion.model.Slot;
import org.jspecify.annotations.Nullable;

/** Policies of row level security. Whether they are in force is a property of the table. */
public final class PolicyKind extends ObjectKind {
    private static final Kind KIND =
            Kind.of(
                    "policy",
                    "policies",
                    Slot.atomic("permissive"),
                    Slot.atomic("command"),
                    Slot.set("roles").closed(),
                    Slot.text("using").worded(),
                    Slot.text("check").worded());

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
        return 82;
    }

    @Override
    public String target(Node node) {
        return "POLICY "
                + Identifier.quote(node.name())
                + " ON "
                + Identifier.quote(node.path().segment(1));
    }

    @Override
    public List<Ddl> create(Node node, SchemaTree tree) {
        StringBuilder sql = new StringBuilder(120).append("CREATE ").append(target(node));
        if (node.has("permissive")) {
            sql.append(" AS ").append(node.required("permissive"));
        }
        if (node.has("command")) {
            sql.append(" FOR ").append(node.required("command"));
        }
        sql.append(" TO ").append(roles(node));
        appendConditions(sql, node);
        return List.of(Ddl.of(sql.toString(), Ddl.Lock.ACCESS_EXCLUSIVE));
    }

    private static String roles(Node node) {
        List<String> roles = TableKind.items(node, "roles");
        return roles.isEmpty() ? "PUBLIC" : String.join(", ", roles);
    }

    private static void appendConditions(StringBuilder sql, Node node) {
        if (node.has("using")) {
            sql.append("\n  USING (").append(node.required("using")).append(')');
        }
        if (node.has("check")) {
            sql.append("\n  WITH CHECK (").append(node.required("check")).append(')');
        }
    }

    /** ALTER POLICY can change conditions, but not remove them. */
    @Override
    public @Nullable List<Ddl> alter(Node from, Node to, Set<String> changed, SchemaTree tree) {
        if (changed.contains("permissive")
                || changed.contains("command")
                || (from.has("using") && !to.has("using"))
                || (from.has("check") && !to.has("check"))) {
            return null;
        }
        StringBuilder sql = new StringBuilder(120).append("ALTER ").append(target(to));
        sql.append(" TO ").append(roles(to));
        appendConditions(sql, to);
        return List.of(Ddl.of(sql.toString(), Ddl.Lock.ACCESS_EXCLUSIVE));
    }

    /** Without the condition that its command goes by, a policy lets everything through. */
    @Override
    public Set<String> orphans(Node node) {
        String condition = "INSERT".equals(node.text("command")) ? "check" : "using";
        return node.has(condition) ? Set.of() : Set.of("command", "using", "check");
    }

    @Override
    public @Nullable Path droppedWith(Node node, SchemaTree tree) {
        return TriggerKind.relationPath(node, tree);
    }
}

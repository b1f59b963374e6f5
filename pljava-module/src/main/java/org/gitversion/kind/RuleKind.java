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

/** Rules of tables and views, those that make a view what it is not among them. */
public final class RuleKind extends ObjectKind {
    private static final String ENABLED = "enabled";

    private static final Kind KIND =
            Kind.of(
                    "rule",
                    "rules",
                    Slot.atomic("event"),
                    Slot.lines("definition").worded(),
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
        return 84;
    }

    @Override
    public String target(Node node) {
        return "RULE " + Identifier.quote(node.name()) + " ON " + relation(node);
    }

    @Override
    public List<Ddl> create(Node node, SchemaTree tree) {
        List<Ddl> out = new ArrayList<>(1);
        out.add(definition("CREATE RULE ", node));
        if (node.has(ENABLED)) {
            out.add(enable(node));
        }
        return out;
    }

    private static Ddl definition(String create, Node node) {
        return Ddl.of(
                create
                        + Identifier.quote(node.name())
                        + " AS\n    ON "
                        + node.required("event")
                        + " TO "
                        + relation(node)
                        + node.required("definition"),
                Ddl.Lock.ACCESS_EXCLUSIVE);
    }

    private static Ddl enable(Node node) {
        String action = TriggerKind.enablement(node) + " RULE " + Identifier.quote(node.name());
        return Alter.table(node.path().segment(1)).to(action);
    }

    @Override
    public @Nullable List<Ddl> alter(Node from, Node to, Set<String> changed, SchemaTree tree) {
        List<Ddl> out = new ArrayList<>(2);
        if (changed.contains("event") || changed.contains("definition")) {
            out.add(definition("CREATE OR REPLACE RULE ", to));
        }
        if (changed.contains(ENABLED)) {
            out.add(enable(to));
        }
        return out;
    }

    @Override
    public @Nullable Path droppedWith(Node node, SchemaTree tree) {
        return TriggerKind.relationPath(node, tree);
    }

    private static String relation(Node node) {
        return Identifier.quote(node.path().segment(1));
    }
}

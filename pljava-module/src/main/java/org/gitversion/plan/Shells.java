package org.gitversion.plan;

import org.gitversion.kind.Ddl;
import org.gitversion.kind.ObjectKind;
import org.gitversion.kind.ObjectKinds;
import org.gitversion.model.Node;
import org.gitversion.model.Path;
import org.gitversion.model.SchemaTree;
import org.gitversion.plan.ActionGraph.Action;

/** Shells that break the cycle of a type and the functions it is made of. */
final class Shells {
    private Shells() {}

    /** Announces every type that is created and that its own functions need. */
    static void add(ActionGraph graph, SchemaTree to) {
        for (Node node : to.nodes()) {
            ObjectKind kind = ObjectKinds.ALL.of(node);
            Ddl shell = kind.shell(node);
            Action whole = shell == null ? null : graph.change(node.path());
            if (whole != null && shell != null && whole.type == ActionGraph.Type.CREATE) {
                Action action = graph.add(ActionGraph.Type.CREATE, path(node.path()), kind.rank());
                action.steps.add(new Step(node.path(), shell));
                ActionGraph.order(graph.drop(node.path()), action);
                ActionGraph.order(action, whole);
            }
        }
    }

    /**
     * Finds what an object really waits for: to the functions that a type is made of its shell is
     * enough, and changes of the type do not concern them.
     */
    static Path standIn(Path need, Node node, SchemaTree tree) {
        Node needed = tree.get(need);
        return needed != null
                        && needed.references().contains(node.path())
                        && ObjectKinds.ALL.of(needed).shell(needed) != null
                ? path(need)
                : need;
    }

    private static Path path(Path type) {
        return type.child("shell");
    }
}

package org.gitversion.plan;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.gitversion.error.ErrorCode;
import org.gitversion.error.GitVersionException;
import org.gitversion.kind.ObjectKinds;
import org.gitversion.model.Node;
import org.gitversion.model.Path;
import org.gitversion.model.SchemaTree;
import org.gitversion.plan.ActionGraph.Action;
import org.jspecify.annotations.Nullable;

/** Reports actions that wait for each other. */
final class Cycles {
    private static final int SHOWN = 10;

    private Cycles() {}

    /**
     * Breaks a cycle at what can be added later (the default of a column that calls a function that
     * reads the table) or at what can be dropped and created again instead of altered (a view over
     * a function that another one of its name replaces), or refuses.
     *
     * @param from the state as it is
     * @param to the state to reach
     * @param user the role that will execute the plan
     * @param forced what is built again already
     * @param left the actions that wait for each other, or for those that do
     * @return the statements
     */
    static List<Step> broken(
            SchemaTree from, SchemaTree to, String user, Set<Path> forced, List<Action> left) {
        SchemaTree between = loosened(to, left);
        if (between == null) {
            List<Action> circle = ActionGraph.circles(left);
            Set<Path> more = new TreeSet<>(forced);
            for (Action action : circle) {
                Node node = action.type == ActionGraph.Type.ALTER ? from.get(action.path) : null;
                if (node != null && ObjectKinds.ALL.of(node).rebuildable(node)) {
                    more.add(action.path);
                }
            }
            if (more.equals(forced)) {
                throw refusal(circle.isEmpty() ? left : circle);
            }
            return Planner.plan(from, to, user, more);
        }
        List<Step> steps = new ArrayList<>(Planner.plan(from, between, user));
        steps.addAll(Planner.plan(between, to, user));
        return steps;
    }

    private static @Nullable SchemaTree loosened(SchemaTree to, List<Action> left) {
        Set<Path> waiting = new HashSet<>();
        for (Action action : left) {
            waiting.add(action.path);
        }
        Map<Path, @Nullable Node> loose = new TreeMap<>();
        for (Node node : to.nodes()) {
            boolean waits =
                    waiting.contains(node.path()) || waiting.contains(to.unitOf(node.path()));
            Node without = waits ? ObjectKinds.ALL.of(node).detached(node) : null;
            if (without != null) {
                SortedSet<Path> references = new TreeSet<>(node.references());
                references.removeAll(waiting);
                references.addAll(above(node, to));
                if (!references.equals(node.references())) {
                    loose.put(node.path(), without.at(node.path(), references));
                }
            }
        }
        return loose.isEmpty() ? null : to.with(loose);
    }

    /** A part needs what it is part of in any case. */
    private static Set<Path> above(Node node, SchemaTree to) {
        Set<Path> out = new HashSet<>();
        for (Path reference : node.references()) {
            if (to.unitOf(reference).equals(to.unitOf(node.path()))) {
                out.add(reference);
            }
        }
        return out;
    }

    static GitVersionException refusal(List<Action> left) {
        List<String> names = new ArrayList<>();
        for (Action action : left) {
            if (names.size() < SHOWN) {
                names.add(action.type + " " + action.path);
            }
        }
        return new GitVersionException(
                        ErrorCode.CANNOT_ALTER,
                        "there is no order in which these objects can be changed: "
                                + names.get(0)
                                + (left.size() == 1 ? "" : " and " + (left.size() - 1) + " more"),
                        "They wait for each other: " + String.join(", ", names) + ".",
                        "Split the change into two commits.")
                .about(left.get(0).path.toString(), StatementFailure.DEPENDENT_OBJECTS);
    }
}

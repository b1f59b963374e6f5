package org.gitversion.plan;

import java.util.ArrayList;
import java.util.List;
import org.gitversion.kind.ObjectKinds;
import org.gitversion.model.Node;
import org.gitversion.model.Path;
import org.gitversion.model.SchemaTree;
import org.jspecify.annotations.Nullable;

/**
 * Joins steps that alter the same table, one behind the other, so that it is locked, read and
 * written again once. PostgreSQL takes the actions of a statement by their kinds, those that drop
 * first; whatever one of them needs of another one is of a kind before it.
 */
final class Joints {
    private final SchemaTree goal;
    private final List<Step> out = new ArrayList<>();
    private final List<Step> run = new ArrayList<>();
    private final List<Step> remarks = new ArrayList<>();
    private @Nullable Path table;

    private Joints(SchemaTree goal) {
        this.goal = goal;
    }

    /**
     * Joins what can be joined.
     *
     * @param steps in executable order
     * @param goal the state that they lead to
     * @return the same in the same order, but that what is said of a table and its parts comes
     *     behind what is done to them
     */
    static List<Step> join(List<Step> steps, SchemaTree goal) {
        Joints joints = new Joints(goal);
        for (Step step : steps) {
            joints.add(step);
        }
        joints.flush();
        return joints.out;
    }

    private void add(Step step) {
        String target = step.ddl().target();
        if (target != null) {
            Path whole = whole(step.path());
            if (!run.isEmpty()
                    && !(whole.equals(table) && target.equals(run.get(0).ddl().target()))) {
                flush();
            }
            table = whole;
            run.add(step);
        } else if (step.isRemark() && isOfTable(step.path())) {
            remarks.add(step);
        } else {
            flush();
            out.add(step);
        }
    }

    /** The relation that an object belongs to, as triggers do. */
    private Path whole(Path path) {
        Node node = goal.get(path);
        boolean isPart = path.segments().size() > 2;
        Path other =
                node == null || !isPart ? null : ObjectKinds.ALL.of(node).droppedWith(node, goal);
        return other == null ? Path.of(path.segment(0), path.segment(1)) : other;
    }

    private boolean isOfTable(Path path) {
        Path whole = table;
        return whole != null && (path.equals(whole) || path.isBelow(whole));
    }

    private void flush() {
        Path whole = table;
        if (whole != null) {
            out.add(run.size() == 1 ? run.get(0) : Step.joined(whole, run));
        }
        out.addAll(remarks);
        run.clear();
        remarks.clear();
        table = null;
    }
}

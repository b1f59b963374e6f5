package org.gitversion.diff;

import java.util.ArrayList;
import java.util.List;
import org.gitversion.model.Node;
import org.gitversion.model.Path;
import org.gitversion.model.Renames;
import org.gitversion.model.SchemaTree;

/** Compares two states object by object and slot by slot. */
public final class TreeDiff {
    private TreeDiff() {}

    /**
     * Lists the differences.
     *
     * @param from one state
     * @param to a later state
     * @param renames which objects of {@code from} are at other places in {@code to}
     * @return the changes: first by path of {@code to}, then what was dropped by path of {@code
     *     from}
     */
    public static List<Change> compare(SchemaTree from, SchemaTree to, Renames renames) {
        List<Change> changes = new ArrayList<>();
        Renames back = renames.inverse();
        for (Node after : to.nodes()) {
            Path oldPath = back.apply(after.path());
            Node before = from.get(oldPath);
            if (before == null
                    || before.kind() != after.kind()
                    || !renames.apply(oldPath).equals(after.path())) {
                changes.add(Change.created(after));
            } else if (!before.equals(after) && differs(before, after, renames)) {
                changes.add(Change.altered(before, after));
            }
        }
        for (Node before : from.nodes()) {
            Path newPath = renames.apply(before.path());
            Node after = to.get(newPath);
            if (after == null
                    || before.kind() != after.kind()
                    || !back.apply(newPath).equals(before.path())) {
                changes.add(Change.dropped(before));
            }
        }
        return changes;
    }

    /** Tells a change of its own from one that only follows from a rename above or elsewhere. */
    private static boolean differs(Node before, Node after, Renames renames) {
        if (!before.slots().equals(after.slots())) {
            return true;
        }
        if (!before.name().equals(after.name())) {
            return true;
        }
        if (before.references().size() != after.references().size()) {
            return true;
        }
        for (Path reference : before.references()) {
            if (!after.references().contains(renames.apply(reference))) {
                return true;
            }
        }
        return false;
    }
}

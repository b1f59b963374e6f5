package org.gitversion.merge;

import java.util.SortedSet;
import java.util.TreeSet;
import org.gitversion.diff.Change;
import org.gitversion.model.Kind;
import org.gitversion.model.Node;
import org.gitversion.model.Path;
import org.jspecify.annotations.Nullable;

/** Three-way merge of what an object refers to. */
final class ReferenceMerge {
    private ReferenceMerge() {}

    /**
     * References follow the slots: equal to one side's where the slots are. Where both sides have
     * the same slots, or the result has neither's, they are merged as a set.
     */
    static SortedSet<Path> merge(@Nullable Node b, Node s, Node t, Node merged) {
        boolean asTarget = sameText(merged, t);
        boolean asSource = sameText(merged, s);
        if (asTarget != asSource) {
            return asTarget ? t.references() : s.references();
        }
        SortedSet<Path> out = new TreeSet<>(t.references());
        for (Path reference : s.references()) {
            if (b == null || !b.references().contains(reference)) {
                out.add(reference);
            }
        }
        if (b != null) {
            for (Path reference : b.references()) {
                if (!s.references().contains(reference)) {
                    out.remove(reference);
                }
            }
        }
        return out;
    }

    /** Comments, privileges and their like refer to nothing. */
    private static boolean sameText(Node a, Node b) {
        for (String changed : Change.changedSlots(a, b)) {
            if (!Kind.isCommon(changed)) {
                return false;
            }
        }
        return true;
    }
}

package org.gitversion.merge;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.gitversion.model.SchemaTree;

/** What a merge of trees comes to: a tree, and what stays unresolved. */
public final class MergeResult {
    private final SchemaTree tree;
    private final List<Conflict> conflicts;

    private final List<Decision> decided;

    MergeResult(SchemaTree tree, List<Conflict> conflicts, List<Decision> decided) {
        this.tree = tree;
        this.decided = decided;
        this.conflicts = Collections.unmodifiableList(new ArrayList<>(conflicts));
    }

    /**
     * Returns the merged state. Where there are conflicts it holds the target's side of them.
     *
     * @return never null
     */
    public SchemaTree tree() {
        return tree;
    }

    /**
     * Returns what the strategy did not resolve.
     *
     * @return empty for a clean merge
     */
    public List<Conflict> conflicts() {
        return conflicts;
    }

    /** What conflicted and was decided. */
    List<Decision> decided() {
        return decided;
    }
}

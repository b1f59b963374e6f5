package org.gitversion.merge;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.gitversion.model.Node;
import org.gitversion.model.Path;
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

    /**
     * With those of objects that both had to make room and have to stay: no name is left for them.
     */
    List<Conflict> conflictsWith(Set<Path> displaced) {
        List<Conflict> out = new ArrayList<>(conflicts);
        for (Path path : displaced) {
            Node stays = tree.get(path);
            if (stays != null) {
                out.add(
                        Conflict.found(
                                Conflict.Type.RENAME_RENAME,
                                path,
                                stays,
                                "One side gave the name of this object to another one and dropped"
                                        + " it, the other side needs it still."));
            }
        }
        return out;
    }

    /** What conflicted and was decided. */
    List<Decision> decided() {
        return decided;
    }
}

package org.gitversion.history;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.gitversion.db.Database;
import org.gitversion.error.ErrorCode;
import org.gitversion.error.GitVersionException;

/**
 * The best common ancestors of two commits: those common ancestors that no other common ancestor
 * descends from. Found in one walk from the newest commit to the oldest; ids grow along the
 * history, so a commit is seen after all its descendants.
 */
public final class MergeBase {
    private static final int FIRST = 1;
    private static final int SECOND = 2;
    private static final int COMMON = FIRST | SECOND;

    /** Below a common ancestor that was seen already. */
    private static final int STALE = 4;

    private MergeBase() {}

    /**
     * Finds all best common ancestors.
     *
     * @param database the gateway
     * @param one a commit
     * @param other a commit
     * @return their ids, the newest first; empty when the two share no history
     */
    public static List<Integer> all(Database database, int one, int other) {
        return all(Ancestry.parents(database, List.of(one, other)), one, other);
    }

    /**
     * Finds the best common ancestor; of several the newest.
     *
     * @param database the gateway
     * @param one a commit
     * @param other a commit
     * @return its id
     * @throws GitVersionException NO_MERGE_BASE when the two share no history
     */
    public static int one(Database database, Commit one, Commit other) {
        List<Integer> all = all(database, one.id(), other.id());
        if (all.isEmpty()) {
            throw new GitVersionException(
                    ErrorCode.NO_MERGE_BASE,
                    "commits "
                            + one.shortHash()
                            + " and "
                            + other.shortHash()
                            + " share no history",
                    "Neither has an ancestor that is one of the other, too.",
                    "Only branches that go back to a common commit can be merged.");
        }
        return all.get(0);
    }

    /**
     * Finds all best common ancestors in a graph.
     *
     * @param parents the parents of every ancestor of the two that has any
     * @param one a commit
     * @param other a commit
     * @return their ids, the newest first
     */
    static List<Integer> all(Map<Integer, List<Integer>> parents, int one, int other) {
        TreeMap<Integer, Integer> open = new TreeMap<>(Collections.reverseOrder());
        mark(open, one, FIRST);
        mark(open, other, SECOND);
        List<Integer> bases = new ArrayList<>(1);
        while (!open.isEmpty()) {
            Map.Entry<Integer, Integer> newest = open.pollFirstEntry();
            int flags = newest.getValue();
            if (flags == COMMON) {
                bases.add(newest.getKey());
                flags |= STALE;
            }
            for (Integer parent : parents.getOrDefault(newest.getKey(), List.of())) {
                mark(open, parent, flags);
            }
        }
        return bases;
    }

    private static void mark(Map<Integer, Integer> open, int commit, int flags) {
        open.put(commit, open.getOrDefault(commit, 0) | flags);
    }
}

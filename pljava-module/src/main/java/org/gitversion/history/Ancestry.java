package org.gitversion.history;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gitversion.db.Database;
import org.gitversion.db.Rows;
import org.gitversion.error.ErrorCode;
import org.gitversion.error.GitVersionException;
import org.gitversion.model.Renames;
import org.jspecify.annotations.Nullable;

/** Walks through the history graph. */
public final class Ancestry {
    /** OFFSET 0 keeps the planner from joining with the whole table in every step. */
    private static final String ANCESTRY =
            "WITH RECURSIVE edge AS (SELECT p.* FROM unnest(?::int4[]) t(id)"
                    + " CROSS JOIN LATERAL (SELECT commit_id, parent_id, position"
                    + " FROM gitversion.commit_parents WHERE commit_id = t.id OFFSET 0) p"
                    + " UNION SELECT p.* FROM edge e"
                    + " CROSS JOIN LATERAL (SELECT commit_id, parent_id, position"
                    + " FROM gitversion.commit_parents WHERE commit_id = e.parent_id OFFSET 0) p)"
                    + " SELECT commit_id, parent_id FROM edge ORDER BY commit_id, position";

    private Ancestry() {}

    /**
     * Reads the parents of some commits and of all their ancestors, with one query.
     *
     * @param database the gateway
     * @param tips the commits
     * @return the parents in order, by commit; root commits are left out
     */
    static Map<Integer, List<Integer>> parents(Database database, List<Integer> tips) {
        Map<Integer, List<Integer>> parents = new HashMap<>();
        try (Rows rows = database.query(ANCESTRY, tips)) {
            while (rows.next()) {
                List<Integer> known = parents.get(rows.integer(1));
                if (known == null) {
                    known = new ArrayList<>(2);
                    parents.put(rows.integer(1), known);
                }
                known.add(rows.integer(2));
            }
        }
        return parents;
    }

    /**
     * Tells whether one commit is in the history of another.
     *
     * @param database the gateway
     * @param ancestor the older commit
     * @param tip the newer commit
     * @return true also when the two are the same
     */
    public static boolean contains(Database database, int ancestor, int tip) {
        return path(parents(database, List.of(tip)), ancestor, tip) != null;
    }

    /**
     * Lists a commit and its ancestors.
     *
     * @param database the gateway
     * @param tip the commit
     * @return children before parents
     */
    public static List<Integer> all(Database database, int tip) {
        return HistoryGraph.order(parents(database, List.of(tip)), tip);
    }

    /**
     * Lists the commits to do again when a history is put on top of another commit: those that the
     * other commit does not come from, merges left out.
     *
     * @param database the gateway
     * @param tip the newest commit of the history
     * @param onto the other commit
     * @return parents before children; null when the history is on top of the other commit already
     */
    public static @Nullable List<Integer> linear(Database database, int tip, int onto) {
        Map<Integer, List<Integer>> parents = parents(database, List.of(tip));
        Set<Integer> below = new HashSet<>(all(database, onto));
        List<Integer> missing = new ArrayList<>();
        boolean merges = false;
        for (Integer id : HistoryGraph.order(parents, tip)) {
            boolean merge = parents.getOrDefault(id, List.of()).size() > 1;
            if (!below.contains(id)) {
                merges |= merge;
                if (!merge) {
                    missing.add(id);
                }
            }
        }
        boolean onTop = !merges && path(parents, onto, tip) != null;
        Collections.reverse(missing);
        return onTop ? null : missing;
    }

    /**
     * Composes what was renamed on the way from a commit to one of its descendants.
     *
     * @param database the gateway
     * @param ancestor the older commit
     * @param tip the newer commit
     * @return from the state of the ancestor to that of the tip
     * @throws GitVersionException NO_MERGE_BASE when the one does not descend from the other
     */
    public static Renames renames(Database database, int ancestor, int tip) {
        List<Integer> path = path(parents(database, List.of(tip)), ancestor, tip);
        if (path == null) {
            throw new GitVersionException(
                    ErrorCode.NO_MERGE_BASE,
                    "commit " + tip + " does not descend from commit " + ancestor,
                    "Renames are known along the history only.",
                    "Name a commit and one of its ancestors.");
        }
        Map<Integer, Map<Integer, Renames>> edges = edges(database, path);
        Renames renames = Renames.NONE;
        for (int i = 1; i < path.size(); i++) {
            Map<Integer, Renames> edge = edges.getOrDefault(path.get(i), Map.of());
            renames = renames.then(edge.getOrDefault(path.get(i - 1), Renames.NONE));
        }
        return renames;
    }

    /**
     * Finds what was renamed from one commit to another, by way of their best common ancestor.
     *
     * @param database the gateway
     * @param from a commit
     * @param to another commit
     * @return from the state of the one to that of the other; none when they share no history
     */
    public static Renames between(Database database, int from, int to) {
        if (from == to) {
            return Renames.NONE;
        }
        List<Integer> bases = MergeBase.all(database, from, to);
        if (bases.isEmpty()) {
            return Renames.NONE;
        }
        Renames back = renames(database, bases.get(0), from).inverse();
        return back.then(renames(database, bases.get(0), to));
    }

    /** The renames of some commits by commit and parent; edges without any are left out. */
    static Map<Integer, Map<Integer, Renames>> edges(Database database, List<Integer> commits) {
        Map<Integer, Map<Integer, Renames>> edges = new HashMap<>();
        try (Rows rows =
                database.query(
                        "SELECT p.commit_id, p.parent_id, ARRAY(SELECT r.key FROM"
                            + " jsonb_each_text(p.renames) r ORDER BY r.key), ARRAY(SELECT r.value"
                            + " FROM jsonb_each_text(p.renames) r ORDER BY r.key) FROM"
                            + " unnest(?::int4[]) t(id) CROSS JOIN LATERAL (SELECT * FROM"
                            + " gitversion.commit_parents WHERE commit_id = t.id AND renames <>"
                            + " '{}' OFFSET 0) p ORDER BY p.commit_id, p.position DESC",
                        commits)) {
            while (rows.next()) {
                Map<Integer, Renames> known = edges.get(rows.integer(1));
                if (known == null) {
                    known = new HashMap<>();
                    edges.put(rows.integer(1), known);
                }
                known.put(rows.integer(2), Commits.renames(rows, 3));
            }
        }
        return edges;
    }

    /**
     * Finds a way down from an ancestor to a tip; where there are several, that of the first
     * parents.
     *
     * @param parents the parents of the tip and of its ancestors
     * @param ancestor where to begin
     * @param tip where to end
     * @return all commits on the way, both ends included; null when there is no way
     */
    static @Nullable List<Integer> path(
            Map<Integer, List<Integer>> parents, int ancestor, int tip) {
        List<Integer> way = new ArrayList<>();
        Set<Integer> dead = new HashSet<>();
        way.add(tip);
        while (!way.isEmpty() && way.get(way.size() - 1) != ancestor) {
            int at = way.get(way.size() - 1);
            Integer next = null;
            for (Integer parent : parents.getOrDefault(at, List.of())) {
                if (next == null && parent >= ancestor && !dead.contains(parent)) {
                    next = parent;
                }
            }
            if (next == null) {
                dead.add(at);
                way.remove(way.size() - 1);
            } else {
                way.add(next);
            }
        }
        if (way.isEmpty()) {
            return null;
        }
        Collections.reverse(way);
        return way;
    }
}

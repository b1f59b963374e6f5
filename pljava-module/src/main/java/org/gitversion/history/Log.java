package org.gitversion.history;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.gitversion.db.Database;
import org.gitversion.db.Rows;
import org.gitversion.error.ErrorCode;
import org.gitversion.error.GitVersionException;
import org.gitversion.kind.ObjectKinds;
import org.gitversion.model.Path;
import org.gitversion.model.Renames;
import org.gitversion.store.ObjectStore;
import org.jspecify.annotations.Nullable;

/** Finds the commits that changed an object, and follows its renames into the past. */
public final class Log {
    private final ObjectStore store;
    final Map<Integer, List<Integer>> parents;
    final Map<Integer, Map<Integer, Renames>> renames;
    private final Map<Integer, String> trees = new HashMap<>();
    private final Map<String, String> hashes = new HashMap<>();

    Log(Database database, int tip) {
        this.store = new ObjectStore(database, ObjectKinds.ALL);
        this.parents = Ancestry.parents(database, List.of(tip));
        Set<Integer> all = new HashSet<>(parents.keySet());
        all.add(tip);
        for (List<Integer> some : parents.values()) {
            all.addAll(some);
        }
        List<Integer> ids = new ArrayList<>(all);
        this.renames = Ancestry.edges(database, ids);
        try (Rows rows =
                database.query(
                        "SELECT c.id, c.tree_hash FROM unnest(?::int4[]) t(id)"
                                + " CROSS JOIN LATERAL (SELECT id, tree_hash"
                                + " FROM gitversion.commits WHERE id = t.id OFFSET 0) c",
                        ids)) {
            while (rows.next()) {
                trees.put(rows.integer(1), rows.text(2));
            }
        }
    }

    /**
     * Finds the commits that changed what is at a path: those in which it is not as in any parent.
     *
     * @param database the gateway
     * @param tip where to begin
     * @param path an object, a part of one or a directory, as named in the tip
     * @param limit how many commits at most, or null for all
     * @return their ids, the newest first
     * @throws GitVersionException UNKNOWN_PATH when no commit has anything there
     */
    public static List<Integer> touching(
            Database database, int tip, String path, @Nullable Integer limit) {
        Log log = new Log(database, tip);
        TreeMap<Integer, Path> open = new TreeMap<>(Collections.reverseOrder());
        open.put(tip, Path.parse(path));
        List<Integer> found = new ArrayList<>();
        while (!open.isEmpty() && (limit == null || found.size() < limit)) {
            Map.Entry<Integer, Path> newest = open.pollFirstEntry();
            if (log.visit(newest.getKey(), newest.getValue(), open)) {
                found.add(newest.getKey());
            }
        }
        if (found.isEmpty() && (limit == null || limit > 0)) {
            throw new GitVersionException(
                    ErrorCode.UNKNOWN_PATH,
                    "there is nothing at \"" + path + "\"",
                    "No commit up to "
                            + new Commits(database).get(tip).shortHash()
                            + " has an object there.",
                    "Paths are those of gitversion.object_snapshots, such as tables/users or"
                            + " tables/users/columns/email.");
        }
        return found;
    }

    /** Notes the parents to look at; tells whether the commit changed what is at the path. */
    private boolean visit(int id, Path path, Map<Integer, Path> open) {
        String hash = hash(id, path);
        List<Integer> all = parents.getOrDefault(id, List.of());
        if (all.isEmpty()) {
            return hash != null;
        }
        Map<Integer, Renames> edges = renames.getOrDefault(id, Map.of());
        boolean changed = true;
        for (Integer parent : all) {
            Renames edge = edges.getOrDefault(parent, Renames.NONE);
            Path before = edge.inverse().apply(path);
            if (!edge.apply(before).equals(path)) {
                // What is there came into being with the commit; its namesake went elsewhere.
                continue;
            }
            open.putIfAbsent(parent, before);
            String old = hash(parent, before);
            // The hash of an object covers its path, so that a renamed one has changed.
            if (hash == null ? old == null : hash.equals(old)) {
                changed = false;
            }
        }
        return changed;
    }

    /** The hash of what is at a path of a commit; null when there is nothing. */
    @Nullable String hash(int id, Path path) {
        String tree = trees.get(id);
        if (tree == null) {
            throw new IllegalStateException("no commit " + id);
        }
        String key = tree + path;
        if (!hashes.containsKey(key)) {
            String hash = store.nodeHash(tree, path.toString());
            hashes.put(key, hash == null ? "" : hash);
        }
        String hash = hashes.get(key);
        return hash == null || hash.isEmpty() ? null : hash;
    }
}

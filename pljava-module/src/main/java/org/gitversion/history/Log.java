package org.gitversion.history;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.gitversion.db.Database;
import org.gitversion.error.ErrorCode;
import org.gitversion.error.GitVersionException;
import org.gitversion.kind.ObjectKinds;
import org.gitversion.model.Path;
import org.gitversion.model.Renames;
import org.gitversion.store.ObjectStore;
import org.jspecify.annotations.Nullable;

/** Finds the commits that changed an object, and follows its renames into the past. */
public final class Log {
    private final Commits commits;
    private final ObjectStore store;
    private final Map<Integer, Commit> known = new HashMap<>();
    private final Map<String, String> hashes = new HashMap<>();

    private Log(Database database) {
        this.commits = new Commits(database);
        this.store = new ObjectStore(database, ObjectKinds.ALL);
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
        Log log = new Log(database);
        Map<Integer, List<Integer>> graph = Ancestry.parents(database, List.of(tip));
        TreeMap<Integer, Path> open = new TreeMap<>(Collections.reverseOrder());
        open.put(tip, Path.parse(path));
        List<Integer> found = new ArrayList<>();
        while (!open.isEmpty() && (limit == null || found.size() < limit)) {
            Map.Entry<Integer, Path> newest = open.pollFirstEntry();
            int id = newest.getKey();
            boolean root = !graph.containsKey(id);
            if (log.visit(id, newest.getValue(), root, open)) {
                found.add(id);
            }
        }
        if (found.isEmpty() && (limit == null || limit > 0)) {
            throw new GitVersionException(
                    ErrorCode.UNKNOWN_PATH,
                    "there is nothing at \"" + path + "\"",
                    "No commit up to " + log.commit(tip).shortHash() + " has an object there.",
                    "Paths are those of gitversion.object_snapshots, such as tables/users or"
                            + " tables/users/columns/email.");
        }
        return found;
    }

    /** Notes the parents to look at; tells whether the commit changed what is at the path. */
    private boolean visit(int id, Path path, boolean root, Map<Integer, Path> open) {
        String hash = hash(id, path);
        if (root) {
            return hash != null;
        }
        boolean changed = true;
        for (CommitParent parent : commits.parents(id)) {
            Renames renames = parent.renames();
            Path before = renames.inverse().apply(path);
            if (!renames.apply(before).equals(path)) {
                // What is there came into being with the commit; its namesake went elsewhere.
                continue;
            }
            open.putIfAbsent(parent.commitId(), before);
            String old = hash(parent.commitId(), before);
            // The hash of an object covers its path, so that a renamed one has changed.
            if (hash == null ? old == null : hash.equals(old)) {
                changed = false;
            }
        }
        return changed;
    }

    private @Nullable String hash(int id, Path path) {
        String key = commit(id).treeHash() + path;
        if (!hashes.containsKey(key)) {
            String hash = store.nodeHash(commit(id).treeHash(), path.toString());
            hashes.put(key, hash == null ? "" : hash);
        }
        String hash = hashes.get(key);
        return hash == null || hash.isEmpty() ? null : hash;
    }

    private Commit commit(int id) {
        Commit commit = known.get(id);
        if (commit == null) {
            commit = commits.get(id);
            known.put(id, commit);
        }
        return commit;
    }
}

package org.gitversion.history;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gitversion.db.Database;
import org.gitversion.db.Rows;
import org.gitversion.kind.ObjectKinds;
import org.gitversion.model.Path;
import org.gitversion.model.Renames;
import org.gitversion.store.ObjectStore;
import org.jspecify.annotations.Nullable;

/** The edges between a commit and its ancestors, and the hashes of what is in their trees. */
final class AncestorTrees {
    private final ObjectStore store;
    final Map<Integer, List<Integer>> parents;
    final Map<Integer, Map<Integer, Renames>> renames;
    private final Map<Integer, String> trees = new HashMap<>();
    private final Map<String, String> hashes = new HashMap<>();

    AncestorTrees(Database database, int tip) {
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

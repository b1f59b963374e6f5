package org.gitversion.history;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.gitversion.db.Database;
import org.gitversion.db.Rows;
import org.gitversion.kind.ObjectKinds;
import org.gitversion.model.Path;
import org.gitversion.store.ObjectStore;
import org.gitversion.store.StoredTree;

/** Commits that were made in other databases. */
public final class ImportedCommits {
    private final Database database;
    private final ObjectStore store;

    /**
     * Opens the table of commits.
     *
     * @param database the gateway
     */
    public ImportedCommits(Database database) {
        this.database = database;
        this.store = new ObjectStore(database, ObjectKinds.ALL);
    }

    /** Where a commit is, as far as those that are made on it must know. */
    public static final class Place {
        private final int id;
        private final StoredTree tree;

        Place(int id, StoredTree tree) {
            this.id = id;
            this.tree = tree;
        }

        /**
         * Returns the key of the row.
         *
         * @return its id
         */
        public int id() {
            return id;
        }

        /**
         * Returns where its state is stored.
         *
         * @return never null
         */
        public StoredTree tree() {
            return tree;
        }
    }

    /**
     * Finds commits by their whole hashes.
     *
     * @param hashes any hashes
     * @return those that are there, by hash
     */
    public Map<String, Place> find(List<String> hashes) {
        Map<String, Place> found = new HashMap<>();
        try (Rows rows =
                database.query(
                        "SELECT c.commit_hash, c.id, c.tree_hash, c.layout_hash FROM"
                                + " unnest(?::text[]) n (hash) JOIN gitversion.commits c ON"
                                + " c.commit_hash = n.hash",
                        hashes)) {
            while (rows.next()) {
                found.put(
                        rows.text(1),
                        new Place(
                                rows.integer(2), new StoredTree(rows.text(3), rows.textOrNull(4))));
            }
        }
        return found;
    }

    /**
     * Stores a commit whose state and whose parents are stored.
     *
     * @param commit what its document says
     * @param document its document
     * @param parents where its parents are, in order
     * @param tree its state
     */
    public void insert(ParsedCommit commit, String document, List<Place> parents, StoredTree tree) {
        store.putText(document);
        Integer id =
                database.number(
                        "INSERT INTO gitversion_internal.imported_commits (commit_hash,"
                            + " parent_commit_id, message, author, committed_at, tree_hash,"
                            + " layout_hash) VALUES (?::text, ?::int4, ?::text, ?::text,"
                            + " ?::timestamptz, ?::text, ?::text) ON CONFLICT DO NOTHING RETURNING"
                            + " id",
                        commit.hash(),
                        parents.isEmpty() ? null : String.valueOf(parents.get(0).id()),
                        commit.message(),
                        commit.author(),
                        commit.time(),
                        tree.treeHash(),
                        tree.layoutHash());
        if (id == null) {
            // Somebody else brought it in at the same time.
            return;
        }
        for (int i = 0; i < parents.size(); i++) {
            Map<Path, Path> renames = commit.renames().get(i).byOld();
            database.update(
                    "INSERT INTO gitversion_internal.imported_parents (commit_id, position,"
                            + " parent_id, renames) VALUES (?::int4, ?::int4, ?::int4,"
                            + " jsonb_object(?::text[], ?::text[]))",
                    id,
                    i + 1,
                    parents.get(i).id(),
                    new ArrayList<>(renames.keySet()),
                    new ArrayList<>(renames.values()));
        }
        database.update(
                "INSERT INTO gitversion_internal.imported_references (content_hash, commit_id,"
                        + " reference_count) SELECT h.hash, ?::int4, count(*)::int4 FROM"
                        + " unnest(?::text[]) h (hash) WHERE h.hash IS NOT NULL GROUP BY h.hash",
                id,
                Arrays.asList(commit.hash(), tree.treeHash(), tree.layoutHash()));
    }
}

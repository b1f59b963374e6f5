package org.gitversion.history;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.gitversion.db.Database;
import org.gitversion.db.Rows;
import org.gitversion.error.ErrorCode;
import org.gitversion.error.GitVersionException;
import org.gitversion.kind.ObjectKinds;
import org.gitversion.model.Path;
import org.gitversion.model.Renames;
import org.gitversion.model.SchemaTree;
import org.gitversion.store.ObjectStore;
import org.gitversion.store.StoredParts;
import org.gitversion.store.StoredTree;
import org.jspecify.annotations.Nullable;

/** The commits that are there. */
public final class Commits {
    /** How to_char writes a time in UTC. */
    static final String TIME_FORMAT = "YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"";

    private static final String SELECT =
            "SELECT id, commit_hash, branch_id, parent_commit_id, tree_hash, layout_hash, message,"
                    + " author, to_char(committed_at AT TIME ZONE 'UTC', ?::text)"
                    + " FROM gitversion.commits WHERE ";

    private final Database database;
    private final ObjectStore store;

    /**
     * Opens the table of commits.
     *
     * @param database the gateway
     */
    public Commits(Database database) {
        this.database = database;
        this.store = new ObjectStore(database, ObjectKinds.ALL);
    }

    /**
     * Finds a commit that must be there.
     *
     * @param id its key
     * @return the commit
     * @throws GitVersionException UNKNOWN_REVISION when there is none
     */
    public Commit get(int id) {
        List<Commit> found = read(SELECT + "id = ?::int4", TIME_FORMAT, id);
        if (found.isEmpty()) {
            throw new GitVersionException(
                    ErrorCode.UNKNOWN_REVISION,
                    "there is no commit with the id " + id,
                    "Ids of commits are those in gitversion.commits.",
                    "gitversion.log(branch) lists the commits of a branch.");
        }
        return found.get(0);
    }

    /**
     * Reads the state a commit holds.
     *
     * @param commit the commit
     * @return its objects with their layout
     * @throws GitVersionException CORRUPT_STORE when anything of it is missing or damaged
     */
    public SchemaTree tree(Commit commit) {
        return store.load(commit.tree().treeHash(), commit.tree().layoutHash());
    }

    /**
     * Finds the objects in which the states of two commits differ.
     *
     * @param one a commit
     * @param other another one
     * @return as {@link StoredParts#differing}
     */
    List<StoredParts> differing(Commit one, Commit other) {
        return StoredParts.differing(store, one.tree(), other.tree());
    }

    /**
     * Reads a part of the state a commit holds.
     *
     * @param commit the commit
     * @param paths paths of units, or of what is in them
     * @return the units that are there
     * @throws GitVersionException CORRUPT_STORE when anything of it is missing or damaged
     */
    SchemaTree tree(Commit commit, Collection<Path> paths) {
        return store.load(commit.tree(), paths);
    }

    /**
     * Lists the parents of a commit.
     *
     * @param commitId the commit
     * @return in order, the first parent first; empty for a root commit
     */
    public List<CommitParent> parents(int commitId) {
        List<CommitParent> parents = new ArrayList<>(2);
        try (Rows rows =
                database.query(
                        "SELECT p.parent_id, ARRAY(SELECT r.key FROM jsonb_each_text(p.renames) r"
                                + " ORDER BY r.key), ARRAY(SELECT r.value FROM"
                                + " jsonb_each_text(p.renames) r ORDER BY r.key)"
                                + " FROM gitversion.commit_parents p WHERE p.commit_id = ?::int4"
                                + " ORDER BY p.position",
                        commitId)) {
            while (rows.next()) {
                parents.add(new CommitParent(rows.integer(1), renames(rows, 2)));
            }
        }
        return parents;
    }

    /**
     * Reads renames.
     *
     * @param rows rows with a column of old paths and one of new paths beside it
     * @param column the number of the former, from 1
     * @return the renames of the current row
     */
    public static Renames renames(Rows rows, int column) {
        List<String> olds = rows.texts(column);
        List<String> news = rows.texts(column + 1);
        Map<Path, Path> byOld = new TreeMap<>();
        for (int i = 0; i < olds.size(); i++) {
            byOld.put(Path.parse(olds.get(i)), Path.parse(news.get(i)));
        }
        return Renames.of(byOld);
    }

    /**
     * Stores a commit. The head of the branch stays where it is.
     *
     * @param branch the branch it is made on
     * @param tree what {@link ObjectStore#put} returned for its state
     * @param parents its parents in order
     * @param message the message
     * @param metadata a JSON object, or null for an empty one
     * @return the commit
     */
    public Commit insert(
            Branch branch,
            StoredTree tree,
            List<CommitParent> parents,
            String message,
            @Nullable String metadata) {
        return insert(branch, tree, parents, message, metadata, null);
    }

    /**
     * Stores a commit of what another one did. The head of the branch stays where it is.
     *
     * @param branch the branch it is made on
     * @param tree what {@link ObjectStore#put} returned for its state
     * @param parents its parents in order
     * @param message the message
     * @param metadata a JSON object, or null for an empty one
     * @param of the commit whose author it has, or null for the current user
     * @return the commit
     */
    public Commit insert(
            Branch branch,
            StoredTree tree,
            List<CommitParent> parents,
            String message,
            @Nullable String metadata,
            @Nullable Commit of) {
        String author;
        String time;
        try (Rows rows =
                database.query(
                        "SELECT current_user::text,"
                                + " to_char(clock_timestamp() AT TIME ZONE 'UTC', ?::text)",
                        TIME_FORMAT)) {
            rows.next();
            author = of == null ? rows.text(1) : of.author();
            time = rows.text(2);
        }
        String hash = store.putText(document(tree.treeHash(), parents, author, time, message));
        Integer parentId = parents.isEmpty() ? null : parents.get(0).commitId();
        Integer id =
                database.number(
                        "INSERT INTO gitversion_internal.new_commits (commit_hash, branch_id,"
                            + " parent_commit_id, message, author, committed_at, tree_hash,"
                            + " layout_hash, metadata) VALUES (?::text, ?::int4, ?::int4, ?::text,"
                            + " ?::text, ?::timestamptz, ?::text, ?::text, ?::jsonb) RETURNING id",
                        hash,
                        branch.id(),
                        parentId == null ? null : parentId.toString(),
                        message,
                        author,
                        time,
                        tree.treeHash(),
                        tree.layoutHash(),
                        metadata == null ? "{}" : metadata);
        if (id == null) {
            throw new IllegalStateException("INSERT returned no id");
        }
        insertParents(id, parents);
        refer(id, hash, tree);
        return new Commit(id, hash, branch.id(), parentId, tree, message, author, time);
    }

    private void insertParents(int id, List<CommitParent> parents) {
        for (int i = 0; i < parents.size(); i++) {
            Map<Path, Path> renames = parents.get(i).renames().byOld();
            database.update(
                    "INSERT INTO gitversion_internal.commit_parents (commit_id, position,"
                            + " parent_id, renames) VALUES (?::int4, ?::int4, ?::int4,"
                            + " jsonb_object(?::text[], ?::text[]))",
                    id,
                    i + 1,
                    parents.get(i).commitId(),
                    new ArrayList<>(renames.keySet()),
                    new ArrayList<>(renames.values()));
        }
    }

    private void refer(int id, String hash, StoredTree tree) {
        List<String> hashes = new ArrayList<>(3);
        hashes.add(hash);
        hashes.add(tree.treeHash());
        if (tree.layoutHash() != null) {
            hashes.add(tree.layoutHash());
        }
        database.update(
                "INSERT INTO gitversion_internal.object_references (content_hash, commit_id,"
                        + " reference_count) SELECT n.hash, ?::int4, count(*)::int4 FROM"
                        + " unnest(?::text[]) n(hash) GROUP BY n.hash",
                id,
                hashes);
    }

    /**
     * Writes the document a commit hash is taken over.
     *
     * @param treeHash the root of the state
     * @param parents the parents in order
     * @param author the role
     * @param time in UTC, such as 2026-11-22T13:45:00.123456Z
     * @param message the message
     * @return the document
     */
    public String document(
            String treeHash,
            List<CommitParent> parents,
            String author,
            String time,
            String message) {
        Map<Integer, String> known = new HashMap<>();
        List<Integer> ids = new ArrayList<>(2);
        for (CommitParent parent : parents) {
            ids.add(parent.commitId());
        }
        try (Rows rows =
                database.query(
                        "SELECT id, commit_hash FROM gitversion.commits WHERE id = ANY (?::int4[])",
                        ids)) {
            while (rows.next()) {
                known.put(rows.integer(1), rows.text(2));
            }
        }
        List<String> hashes = new ArrayList<>(2);
        for (Integer id : ids) {
            String hash = known.get(id);
            hashes.add(hash == null ? get(id).hash() : hash);
        }
        return CommitDocument.write(treeHash, hashes, parents, author, time, message);
    }

    private List<Commit> read(String sql, @Nullable Object... parameters) {
        List<Commit> commits = new ArrayList<>();
        try (Rows rows = database.query(sql, parameters)) {
            while (rows.next()) {
                commits.add(
                        new Commit(
                                rows.integer(1),
                                rows.text(2),
                                rows.integerOrNull(3),
                                rows.integerOrNull(4),
                                new StoredTree(rows.text(5), rows.textOrNull(6)),
                                rows.text(7),
                                rows.text(8),
                                rows.text(9)));
            }
        }
        return commits;
    }
}

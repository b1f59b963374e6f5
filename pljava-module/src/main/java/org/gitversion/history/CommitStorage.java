package org.gitversion.history;

import java.util.ArrayList;
import java.util.List;
import org.gitversion.canonical.Hash;
import org.gitversion.catalog.CatalogReader;
import org.gitversion.catalog.LiveSchema;
import org.gitversion.catalog.SearchPath;
import org.gitversion.db.Database;
import org.gitversion.db.Rows;
import org.gitversion.error.ErrorCode;
import org.gitversion.error.GitVersionException;
import org.gitversion.kind.ObjectKinds;
import org.gitversion.model.Node;
import org.gitversion.model.Path;
import org.gitversion.model.Renames;
import org.gitversion.model.SchemaTree;
import org.gitversion.plan.Renderer;
import org.gitversion.store.MerkleTree;
import org.gitversion.store.ObjectStore;
import org.gitversion.store.StoredTree;
import org.jspecify.annotations.Nullable;

/** What is stored of commits, looked at piece by piece. */
public final class CommitStorage {
    private final Database database;
    private final Commits commits;
    private final ObjectStore store;

    /**
     * Opens the storage.
     *
     * @param database the gateway
     */
    public CommitStorage(Database database) {
        this.database = database;
        this.commits = new Commits(database);
        this.store = new ObjectStore(database, ObjectKinds.ALL);
    }

    /**
     * Stores the documents of a live schema, without a commit.
     *
     * @param schema the schema
     * @return the hashes of the roots of its tree and its layout, with a blank between them
     */
    public String storeLive(String schema) {
        LiveSchema live = CatalogReader.read(database, SearchPath.of(database, schema));
        StoredTree stored = store.putWhole(live.tree());
        return stored.treeHash() + " " + stored.layoutHash();
    }

    /**
     * Hashes the commit that a branch's live schema would make: by the current user, at the time
     * the transaction began, with an empty message.
     *
     * @param branchId the branch
     * @param parentId its parent, or null for a root commit
     * @return 64 hexadecimal digits
     * @throws GitVersionException UNKNOWN_BRANCH, UNKNOWN_REVISION, and what reading a schema
     *     throws
     */
    public String nextHash(int branchId, @Nullable Integer parentId) {
        Branch branch = new Branches(database).get(branchId);
        WorkingTree work = WorkingTree.read(database, branch);
        List<CommitParent> parents = new ArrayList<>(1);
        if (parentId != null) {
            boolean onHead = parentId.equals(branch.headIdOrNull());
            parents.add(
                    new CommitParent(
                            commits.get(parentId).id(), onHead ? work.renames() : Renames.NONE));
        }
        try (Rows rows =
                database.query(
                        "SELECT current_user::text, to_char(now() AT TIME ZONE 'UTC', ?::text)",
                        Commits.TIME_FORMAT)) {
            rows.next();
            String treeHash = MerkleTree.hash(work.live().tree());
            return Hash.of(commits.document(treeHash, parents, rows.text(1), rows.text(2), ""));
        }
    }

    /**
     * Hashes what is at a path of a commit.
     *
     * @param commitId the commit
     * @param path a directory, an object or a part of one; empty for all
     * @return 64 hexadecimal digits
     * @throws GitVersionException UNKNOWN_REVISION, UNKNOWN_PATH, CORRUPT_STORE
     */
    public String nodeHash(int commitId, String path) {
        Commit commit = commits.get(commitId);
        String hash = store.nodeHash(commit.treeHash(), path);
        if (hash == null) {
            throw new GitVersionException(
                    ErrorCode.UNKNOWN_PATH,
                    "there is nothing at \"" + path + "\" in commit " + commit.shortHash(),
                    "The commit has neither an object nor a directory of this path.",
                    "SELECT node_path FROM gitversion.merkle_nodes WHERE commit_id = "
                            + commitId
                            + " lists the paths.");
        }
        return hash;
    }

    /**
     * Recomputes the hash of a commit from what the tables say.
     *
     * @param commitId the commit
     * @return 64 hexadecimal digits
     * @throws GitVersionException UNKNOWN_REVISION
     */
    public String hash(int commitId) {
        Commit commit = commits.get(commitId);
        return Hash.of(
                commits.document(
                        commit.treeHash(),
                        commits.parents(commitId),
                        commit.author(),
                        commit.time(),
                        commit.message()));
    }

    /**
     * Reads a stored state and recomputes its hash.
     *
     * @param treeHash the state
     * @param layoutHash its layout, or null
     * @return its objects
     * @throws GitVersionException CORRUPT_STORE
     */
    public SchemaTree state(String treeHash, @Nullable String layoutHash) {
        SchemaTree tree = store.load(treeHash, layoutHash);
        String hash = MerkleTree.hash(tree);
        if (!hash.equals(treeHash)) {
            throw new GitVersionException(
                    ErrorCode.CORRUPT_STORE,
                    "stored state " + treeHash + " hashes to another name",
                    "Its objects hash to " + hash + ".",
                    "Restore the tables of schema gitversion from a backup.");
        }
        return tree;
    }

    /**
     * Makes sure that everything on the way from some objects of a commit up to its root is stored
     * and hashes to its name. What is missing is written again as long as the live schema of the
     * commit's branch is the state of the commit.
     *
     * @param commitId the commit
     * @param paths paths of objects, parts of objects or directories
     * @throws GitVersionException UNKNOWN_REVISION, UNKNOWN_PATH, CORRUPT_STORE
     */
    public void complete(int commitId, String[] paths) {
        Commit commit = commits.get(commitId);
        for (String path : paths) {
            try {
                nodeHash(commitId, path);
            } catch (GitVersionException e) {
                if (e.code() != ErrorCode.CORRUPT_STORE || !restore(commit)) {
                    throw e;
                }
                nodeHash(commitId, path);
            }
        }
    }

    private boolean restore(Commit commit) {
        Integer branchId = commit.branchIdOrNull();
        if (branchId == null) {
            return false;
        }
        Branch branch = new Branches(database).get(branchId);
        SchemaTree live =
                CatalogReader.read(database, SearchPath.of(database, branch.schema())).tree();
        return MerkleTree.hash(live).equals(commit.treeHash()) && store.complete(live) > 0;
    }

    /**
     * Stores a text for a commit, which then refers to it once more.
     *
     * @param text any text
     * @param commitId the commit
     * @return its SHA-256, 64 hexadecimal digits
     * @throws GitVersionException UNKNOWN_REVISION
     */
    public String store(String text, int commitId) {
        Commit commit = commits.get(commitId);
        Integer branchId = commit.branchIdOrNull();
        if (branchId == null) {
            throw new GitVersionException(
                    ErrorCode.INVALID_ARGUMENT,
                    "commit " + commit.shortHash() + " was made in another database",
                    "What it refers to is what it came with.",
                    "Give the id of a commit that was made here.");
        }
        new Branches(database).requireChange(branchId);
        String hash = store.putText(text);
        database.update(
                "INSERT INTO gitversion_internal.object_references AS r (content_hash, commit_id)"
                        + " VALUES (?::text, ?::int4) ON CONFLICT (content_hash, commit_id)"
                        + " DO UPDATE SET reference_count = r.reference_count + 1",
                hash,
                commitId);
        return hash;
    }

    /**
     * Writes a relation of a live schema as DDL.
     *
     * @param schema the raw name of the schema
     * @param name the raw name of the relation
     * @param relkind as in pg_class
     * @return canonical DDL
     * @throws GitVersionException SCHEMA_MISSING, UNKNOWN_PATH, INVALID_ARGUMENT for another
     *     relkind, and what reading the schema throws
     */
    public String liveDdl(String schema, String name, String relkind) {
        String folder = folder(relkind);
        SchemaTree tree = CatalogReader.read(database, SearchPath.of(database, schema)).tree();
        return ddl(tree, Path.of(folder, name));
    }

    private static String folder(String relkind) {
        switch (relkind) {
            case "r":
            case "p":
                return "tables";
            case "v":
                return "views";
            case "m":
                return "materialized_views";
            case "i":
            case "I":
                return "indexes";
            case "S":
                return "sequences";
            case "c":
                return "types";
            case "f":
                return "foreign_tables";
            default:
                throw new GitVersionException(
                        ErrorCode.INVALID_ARGUMENT,
                        "relkind \"" + relkind + "\" is none of objects that have DDL",
                        "The kinds are r, p, v, m, i, I, S, c and f, as in pg_class.",
                        "gitversion.object_snapshots has the DDL of all objects of a commit.");
        }
    }

    /**
     * Writes an object of a stored state as DDL.
     *
     * @param treeHash the state
     * @param layoutHash its layout, or null
     * @param path the path of an object that is no part of another
     * @return canonical DDL
     * @throws GitVersionException UNKNOWN_PATH, CORRUPT_STORE
     */
    public String ddl(String treeHash, @Nullable String layoutHash, String path) {
        return ddl(store.load(treeHash, layoutHash), Path.parse(path));
    }

    private static String ddl(SchemaTree tree, Path at) {
        Node own = tree.get(at);
        if (own == null) {
            throw new GitVersionException(
                    ErrorCode.UNKNOWN_PATH,
                    "there is nothing at \"" + at + "\"",
                    "The state has no object of this path.",
                    "Paths are those of gitversion.object_snapshots.");
        }
        List<Node> unit = new ArrayList<>();
        unit.add(own);
        unit.addAll(tree.below(at));
        return Renderer.ddl(unit, tree);
    }
}

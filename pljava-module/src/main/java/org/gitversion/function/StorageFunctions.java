package org.gitversion.function;

import java.sql.SQLException;
import org.gitversion.catalog.CatalogReader;
import org.gitversion.catalog.SearchPath;
import org.gitversion.db.Database;
import org.gitversion.history.CommitStorage;
import org.gitversion.merge.Scratch;
import org.gitversion.store.Compression;
import org.gitversion.store.MerkleTree;
import org.jspecify.annotations.Nullable;

/** SQL functions about hashes and stored contents. */
public final class StorageFunctions {
    private StorageFunctions() {}

    /**
     * {@code gitversion.compute_tree_hash}.
     *
     * @param schema a schema
     * @return the hash of its tree
     * @throws SQLException for the client
     */
    public static String computeTreeHash(@Nullable String schema) throws SQLException {
        try {
            String name = Call.required(schema, "p_schema");
            Database database = Database.open();
            return MerkleTree.hash(
                    CatalogReader.read(database, SearchPath.of(database, name)).tree());
        } catch (RuntimeException | VirtualMachineError e) {
            throw Call.failure(e);
        }
    }

    /**
     * {@code gitversion.compute_commit_hash}.
     *
     * @param branch the id of a branch
     * @param parent the id of a commit, or null
     * @return the hash
     * @throws SQLException for the client
     */
    public static String computeCommitHash(@Nullable Integer branch, @Nullable Integer parent)
            throws SQLException {
        try {
            int id = Call.required(branch, "p_branch_id");
            return new CommitStorage(Database.open()).nextHash(id, parent);
        } catch (RuntimeException | VirtualMachineError e) {
            throw Call.failure(e);
        }
    }

    /**
     * {@code gitversion.compute_node_hash}.
     *
     * @param commit the id of a commit
     * @param path a path
     * @return the hash
     * @throws SQLException for the client
     */
    public static String computeNodeHash(@Nullable Integer commit, @Nullable String path)
            throws SQLException {
        try {
            int id = Call.required(commit, "p_commit_id");
            String text = Call.required(path, "p_node_path");
            return new CommitStorage(Database.open()).nodeHash(id, text);
        } catch (RuntimeException | VirtualMachineError e) {
            throw Call.failure(e);
        }
    }

    /**
     * {@code gitversion.update_merkle_tree_incremental}.
     *
     * @param commit the id of a commit
     * @param paths paths of objects
     * @throws SQLException for the client
     */
    public static void updateMerkleTree(@Nullable Integer commit, String @Nullable [] paths)
            throws SQLException {
        try {
            int id = Call.required(commit, "p_commit_id");
            String[] all = Call.required(paths, "p_changed_objects");
            for (String path : all) {
                Call.required(path, "p_changed_objects");
            }
            new CommitStorage(Call.writable()).complete(id, all);
        } catch (RuntimeException | VirtualMachineError e) {
            throw Call.failure(e);
        }
    }

    /**
     * {@code gitversion.store_object_cow}.
     *
     * @param content any text
     * @param commit the id of the commit that refers to it
     * @return its hash
     * @throws SQLException for the client
     */
    public static String storeObject(@Nullable String content, @Nullable Integer commit)
            throws SQLException {
        try {
            String text = Call.required(content, "p_content");
            int id = Call.required(commit, "p_commit_id");
            return new CommitStorage(Call.writable()).store(text, id);
        } catch (RuntimeException | VirtualMachineError e) {
            throw Call.failure(e);
        }
    }

    /**
     * {@code gitversion.compress_content}.
     *
     * @param content any text
     * @return gzip in base64
     * @throws SQLException for the client
     */
    public static String compress(@Nullable String content) throws SQLException {
        try {
            return Compression.compress(Call.required(content, "p_content"));
        } catch (RuntimeException | VirtualMachineError e) {
            throw Call.failure(e);
        }
    }

    /**
     * {@code gitversion.decompress_content}.
     *
     * @param compressed gzip in base64
     * @return the text
     * @throws SQLException for the client
     */
    public static String decompress(@Nullable String compressed) throws SQLException {
        try {
            return Compression.decompress(Call.required(compressed, "p_compressed"));
        } catch (RuntimeException | VirtualMachineError e) {
            throw Call.failure(e);
        }
    }

    /**
     * The column ddl_content of {@code gitversion.object_snapshots}.
     *
     * @param tree the hash of a tree
     * @param layout the hash of its layout, or null
     * @param path the path of a unit
     * @return its DDL
     * @throws SQLException for the client
     */
    public static String documentDdl(String tree, @Nullable String layout, String path)
            throws SQLException {
        try {
            return new CommitStorage(Database.open()).ddl(tree, layout, path);
        } catch (RuntimeException | VirtualMachineError e) {
            throw Call.failure(e);
        }
    }

    /**
     * Recomputes the hash of a commit, for {@code gitversion.fsck}.
     *
     * @param commitId the commit
     * @return 64 hexadecimal digits
     * @throws SQLException for the client
     */
    public static String commitHash(int commitId) throws SQLException {
        try {
            return new CommitStorage(Database.open()).hash(commitId);
        } catch (RuntimeException | VirtualMachineError e) {
            throw Call.failure(e);
        }
    }

    /**
     * Stores what a live schema consists of, for {@code gitversion.repair}.
     *
     * @param schema the schema
     * @return the hashes of the roots of its tree and its layout
     * @throws SQLException for the client
     */
    public static String storeLive(String schema) throws SQLException {
        try {
            return new CommitStorage(Call.writable()).storeLive(schema);
        } catch (RuntimeException | VirtualMachineError e) {
            throw Call.failure(e);
        }
    }

    /**
     * Builds a stored state in a dry run, for {@code gitversion.fsck}.
     *
     * @param treeHash the state
     * @param layoutHash its layout, or null
     * @throws SQLException for the client
     */
    public static void rebuild(String treeHash, @Nullable String layoutHash) throws SQLException {
        try {
            Database database = Call.writable();
            Scratch.verify(database, new CommitStorage(database).state(treeHash, layoutHash));
        } catch (RuntimeException | VirtualMachineError e) {
            throw Call.failure(e);
        }
    }

    /**
     * {@code gitversion.get_object_ddl}.
     *
     * @param schema the schema
     * @param name the relation
     * @param kind its relkind
     * @return canonical DDL
     * @throws SQLException for the client
     */
    public static String objectDdl(
            @Nullable String schema, @Nullable String name, @Nullable String kind)
            throws SQLException {
        try {
            String in = Call.required(schema, "p_schema");
            String of = Call.required(name, "p_name");
            String relkind = Call.required(kind, "p_kind");
            return new CommitStorage(Database.open()).liveDdl(in, of, relkind);
        } catch (RuntimeException | VirtualMachineError e) {
            throw Call.failure(e);
        }
    }
}

package org.gitversion.history;

import org.gitversion.store.StoredTree;
import org.jspecify.annotations.Nullable;

/** A row of {@code gitversion.commits} as it was read. Immutable. */
public final class Commit {
    private final int id;
    private final String hash;
    private final @Nullable Integer branchId;
    private final @Nullable Integer parentId;
    private final StoredTree tree;
    private final String message;
    private final String author;
    private final String time;

    Commit(
            int id,
            String hash,
            @Nullable Integer branchId,
            @Nullable Integer parentId,
            StoredTree tree,
            String message,
            String author,
            String time) {
        this.id = id;
        this.hash = hash;
        this.branchId = branchId;
        this.parentId = parentId;
        this.tree = tree;
        this.message = message;
        this.author = author;
        this.time = time;
    }

    /**
     * Returns the key of the row.
     *
     * @return at least 1, and higher than those of the parents
     */
    public int id() {
        return id;
    }

    /**
     * Returns the hash of the commit.
     *
     * @return 64 hexadecimal digits
     */
    public String hash() {
        return hash;
    }

    /**
     * Returns the beginning of the hash, for people.
     *
     * @return 12 hexadecimal digits
     */
    public String shortHash() {
        return hash.substring(0, 12);
    }

    /**
     * Returns the branch the commit was made on.
     *
     * @return its id, or null where it was made in another database
     */
    public @Nullable Integer branchIdOrNull() {
        return branchId;
    }

    /**
     * Returns the first parent.
     *
     * @return its id, or null for a root commit
     */
    public @Nullable Integer parentId() {
        return parentId;
    }

    /**
     * Returns where its schema is stored.
     *
     * @return never null
     */
    public StoredTree tree() {
        return tree;
    }

    /**
     * Returns the hash of its schema.
     *
     * @return 64 hexadecimal digits
     */
    public String treeHash() {
        return tree.treeHash();
    }

    /**
     * Returns the message.
     *
     * @return as it was given
     */
    public String message() {
        return message;
    }

    /**
     * Returns who made the commit.
     *
     * @return a role
     */
    public String author() {
        return author;
    }

    /**
     * Returns when the commit was made.
     *
     * @return in UTC, such as 2026-11-22T13:45:00.123456Z
     */
    public String time() {
        return time;
    }

    @Override
    public String toString() {
        return shortHash();
    }
}

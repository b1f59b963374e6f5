package org.gitversion.store;

import org.jspecify.annotations.Nullable;

/** The roots of a stored schema: its tree and the tree of its layout. Immutable. */
public final class StoredTree {
    private final String treeHash;
    private final @Nullable String layoutHash;

    /**
     * Names a stored schema.
     *
     * @param treeHash hash of the root directory
     * @param layoutHash hash of the root directory of the layout, or null when none was kept
     */
    public StoredTree(String treeHash, @Nullable String layoutHash) {
        this.treeHash = treeHash;
        this.layoutHash = layoutHash;
    }

    /**
     * Returns the hash of the root directory.
     *
     * @return 64 hexadecimal digits
     */
    public String treeHash() {
        return treeHash;
    }

    /**
     * Returns the hash of the root directory of the layout.
     *
     * @return 64 hexadecimal digits, or null when none was kept
     */
    public @Nullable String layoutHash() {
        return layoutHash;
    }

    @Override
    public String toString() {
        return treeHash;
    }
}

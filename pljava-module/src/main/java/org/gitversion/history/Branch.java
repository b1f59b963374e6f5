package org.gitversion.history;

import org.jspecify.annotations.Nullable;

/** A row of {@code gitversion.branches} as it was read. Immutable. */
public final class Branch {
    private final int id;
    private final String name;
    private final String schema;
    private final @Nullable Integer parentId;
    private final @Nullable Integer headId;

    Branch(
            int id,
            String name,
            String schema,
            @Nullable Integer parentId,
            @Nullable Integer headId) {
        this.id = id;
        this.name = name;
        this.schema = schema;
        this.parentId = parentId;
        this.headId = headId;
    }

    /**
     * Returns the key of the row.
     *
     * @return at least 1
     */
    public int id() {
        return id;
    }

    /**
     * Returns the name of the branch.
     *
     * @return as users write it
     */
    public String name() {
        return name;
    }

    /**
     * Returns the schema the branch lives in.
     *
     * @return unquoted
     */
    public String schema() {
        return schema;
    }

    /**
     * Returns the branch this one was created from.
     *
     * @return its id, or null for a root branch
     */
    public @Nullable Integer parentId() {
        return parentId;
    }

    /**
     * Returns the newest commit of the branch.
     *
     * @return its id, or null before the first commit
     */
    public @Nullable Integer headIdOrNull() {
        return headId;
    }

    /**
     * Returns the newest commit of a branch that has one.
     *
     * @return its id
     */
    public int headId() {
        if (headId == null) {
            throw new IllegalStateException("branch " + name + " has no commit");
        }
        return headId;
    }

    Branch withHead(int commitId) {
        return new Branch(id, name, schema, parentId, commitId);
    }

    @Override
    public String toString() {
        return name;
    }
}

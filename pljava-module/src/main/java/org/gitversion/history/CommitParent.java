package org.gitversion.history;

import org.gitversion.model.Renames;

/** A parent of a commit, with what was renamed on the way from it to the commit. Immutable. */
public final class CommitParent {
    private final int commitId;
    private final Renames renames;

    /**
     * Names a parent.
     *
     * @param commitId the parent
     * @param renames from the parent's state to the commit's
     */
    public CommitParent(int commitId, Renames renames) {
        this.commitId = commitId;
        this.renames = renames;
    }

    /**
     * Returns the parent.
     *
     * @return its id
     */
    public int commitId() {
        return commitId;
    }

    /**
     * Returns what was renamed.
     *
     * @return from the parent's state to the commit's
     */
    public Renames renames() {
        return renames;
    }
}

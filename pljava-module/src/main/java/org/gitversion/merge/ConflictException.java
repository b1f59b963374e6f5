package org.gitversion.merge;

import java.util.List;
import org.gitversion.error.ErrorCode;
import org.gitversion.error.GitVersionException;
import org.gitversion.model.SchemaTree;
import org.jspecify.annotations.Nullable;

/** The error that a change with conflicts ends in, with the conflicts as they were found. */
final class ConflictException extends GitVersionException {
    private static final long serialVersionUID = 1L;

    private final transient List<Conflict> conflicts;
    private final @Nullable Integer commitId;
    private final transient SchemaTree proposal;

    /**
     * Makes the error.
     *
     * @param code MERGE_CONFLICT, or NO_WAY or NO_CONVERSION where there is one side only
     * @param message what conflicts where
     * @param detail the conflicts as JSON; sentences where there is one side only
     * @param hint what can be done about it
     * @param conflicts at least one
     * @param commitId which of several commits that are replayed, or null
     * @param proposal the merged state with the target's side of what conflicts
     */
    ConflictException(
            ErrorCode code,
            String message,
            String detail,
            String hint,
            List<Conflict> conflicts,
            @Nullable Integer commitId,
            SchemaTree proposal) {
        super(code, message, detail, hint);
        this.conflicts = conflicts;
        this.commitId = commitId;
        this.proposal = proposal;
    }

    /** Which of several commits that are replayed; null where it is one change. */
    @Nullable Integer commitId() {
        return commitId;
    }

    /** The merged state with the target's side of what conflicts. */
    SchemaTree proposal() {
        return proposal;
    }

    /** The conflicts. */
    List<Conflict> conflicts() {
        return conflicts;
    }
}

package org.gitversion.merge;

import java.util.List;
import org.gitversion.error.ErrorCode;
import org.gitversion.error.GitVersionException;

/** The error that a change with conflicts ends in, with the conflicts as they were found. */
final class ConflictException extends GitVersionException {
    private static final long serialVersionUID = 1L;

    private final transient List<Conflict> conflicts;

    /**
     * Makes the error.
     *
     * @param message what conflicts where
     * @param hint what can be done about it
     * @param conflicts at least one
     */
    ConflictException(String message, String hint, List<Conflict> conflicts) {
        super(ErrorCode.MERGE_CONFLICT, message, ConflictReport.json(conflicts), hint);
        this.conflicts = conflicts;
    }

    /** The conflicts. */
    List<Conflict> conflicts() {
        return conflicts;
    }
}

package org.gitversion.db;

import java.sql.SQLException;

/** An {@link SQLException} on its way to the function layer, which throws the cause itself. */
public final class SqlFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final SQLException failure;

    /**
     * Wraps an exception.
     *
     * @param failure what the server or the driver reported
     */
    public SqlFailure(SQLException failure) {
        super(failure);
        this.failure = failure;
    }

    /**
     * Returns what was wrapped.
     *
     * @return never null
     */
    public SQLException failure() {
        return failure;
    }

    /**
     * Tells whether somebody else has the key that a row was to have.
     *
     * @return true for a violated unique constraint
     */
    public boolean isDuplicate() {
        return "23505".equals(failure.getSQLState());
    }

    /**
     * Tells whether the statement may succeed when the transaction is tried again, or failed for a
     * reason outside of it: nothing is to be concluded from such a failure, and it reaches the
     * client as it is.
     *
     * @return true for a lock not available, a deadlock, a lost serialization, a cancel, lack of
     *     resources and internal errors
     */
    public boolean isOfTheMoment() {
        String state = failure.getSQLState();
        return state == null
                || state.equals("55P03")
                || state.equals("VC031")
                || state.startsWith("40")
                || state.startsWith("53")
                || state.startsWith("57")
                || state.startsWith("58")
                || state.startsWith("XX");
    }
}

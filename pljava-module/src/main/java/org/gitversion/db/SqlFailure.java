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
}

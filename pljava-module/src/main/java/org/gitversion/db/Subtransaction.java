package org.gitversion.db;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import org.jspecify.annotations.Nullable;

/**
 * Work in a subtransaction.
 *
 * <p>PL/Java 1.6 leaves the server with another resource owner than before when a savepoint is
 * released, and a caller that is not a portal of its own (PL/pgSQL, a function in SQL) then fails
 * to release its snapshot. A portal puts the owner right when it is through, so there the whole
 * subtransaction runs in a query: {@code gitversion_internal.subtransaction()} calls {@link
 * #runPending}.
 */
public final class Subtransaction {
    private static @Nullable Subtransaction pending;

    private final Database.Work<?> work;
    private final boolean keep;
    private @Nullable Object result;
    private @Nullable RuntimeException failure;
    private @Nullable VirtualMachineError exhausted;

    private Subtransaction(Database.Work<?> work, boolean keep) {
        this.work = work;
        this.keep = keep;
    }

    /** Runs work at once. */
    static <T> T run(Connection connection, Database.Work<T> work, boolean keep) {
        try {
            Savepoint savepoint = connection.setSavepoint();
            boolean done = false;
            try {
                T result = work.run();
                done = keep;
                return result;
            } finally {
                if (!done) {
                    connection.rollback(savepoint);
                }
                connection.releaseSavepoint(savepoint);
            }
        } catch (SQLException e) {
            throw new SqlFailure(e);
        }
    }

    /** Runs work inside of a query. */
    @SuppressWarnings("unchecked")
    static <T> T runInQuery(Database database, Database.Work<T> work, boolean keep) {
        Subtransaction own = new Subtransaction(work, keep);
        pending = own;
        try {
            database.value("SELECT gitversion_internal.subtransaction()::pg_catalog.text");
        } finally {
            pending = null;
        }
        RuntimeException failure = own.failure;
        if (failure != null) {
            throw failure;
        }
        VirtualMachineError exhausted = own.exhausted;
        if (exhausted != null) {
            throw exhausted;
        }
        Object result = own.result;
        if (result == null) {
            throw new IllegalStateException("the query did not run the subtransaction");
        }
        return (T) result;
    }

    /**
     * Runs the work that waits for it, if any. What it throws is kept for the one who waits: it
     * would lose its class on the way through the server.
     *
     * @param connection the default connection
     */
    static void runPending(Connection connection) {
        Subtransaction own = pending;
        pending = null;
        if (own != null) {
            try {
                own.result = run(connection, own.work, own.keep);
            } catch (RuntimeException e) {
                own.failure = e;
            } catch (VirtualMachineError e) {
                own.exhausted = e;
            }
        }
    }
}

package org.gitversion.function;

import java.sql.SQLException;
import org.gitversion.db.Database;
import org.gitversion.db.SqlFailure;
import org.gitversion.error.ErrorCode;
import org.gitversion.error.GitVersionException;
import org.jspecify.annotations.Nullable;

/** What every SQL-callable method does around its work: open the gateway, check, report. */
final class Call {
    /** How many callers an internal error names. */
    private static final int FRAMES = 6;

    private Call() {}

    /**
     * Checks an argument that must not be NULL.
     *
     * @param value the argument
     * @param name the name of the parameter in SQL
     * @return the argument
     * @throws GitVersionException INVALID_ARGUMENT when it is null
     */
    static <T> T required(@Nullable T value, String name) {
        if (value == null) {
            throw new GitVersionException(
                    ErrorCode.INVALID_ARGUMENT,
                    "argument " + name + " is NULL",
                    "The function needs a value for " + name + ".",
                    name.equals("p_branch_name") || name.equals("p_target_branch")
                            ? "Name a branch, or choose one for the session with"
                                    + " gitversion.use_branch(name)."
                            : "Give a value; \\df+ in psql shows what the function takes.");
        }
        return value;
    }

    /**
     * Opens the gateway for a call that writes, if only in a dry run.
     *
     * @return the gateway
     * @throws SqlFailure VC030 in a read-only transaction
     * @throws GitVersionException OTHER_VERSION when the extension was updated in the meantime
     */
    static Database writable() {
        Database database = Database.open();
        Database.requireVersion(
                database.value(
                        "SELECT e.extversion FROM gitversion_internal.writable(),"
                                + " pg_catalog.pg_extension e WHERE e.extname = 'gitversion'"));
        return database;
    }

    /**
     * Opens the gateway for what changes a schema.
     *
     * @param trust whether code of others may run with the rights of the caller
     * @return the gateway
     * @throws GitVersionException READ_ONLY, INVALID_ARGUMENT
     */
    static Database writable(@Nullable Boolean trust) {
        boolean trusting = required(trust, "p_trust");
        Database database = writable();
        database.trust(trusting);
        return database;
    }

    /**
     * Turns what went wrong into the exception to throw out of Java. Errors for users are raised
     * through SQL, so that SQLSTATE, DETAIL and HINT reach them.
     *
     * @param failure what the work threw
     * @return what the method is to throw
     */
    static SQLException failure(Throwable failure) {
        if (failure instanceof SqlFailure) {
            return ((SqlFailure) failure).failure();
        }
        if (failure instanceof GitVersionException) {
            GitVersionException error = (GitVersionException) failure;
            return raise(error.code(), error.message(), error.detail(), error.hint());
        }
        if (failure instanceof VirtualMachineError) {
            return raise(
                    ErrorCode.JAVA_EXHAUSTED,
                    "Java ran out of "
                            + (failure instanceof StackOverflowError ? "stack" : "memory"),
                    "The session's Java said: " + failure + ".",
                    "Do it in smaller parts, or give Java more: the settings"
                            + " gitversion_java_host.vmoptions or pljava.vmoptions take -Xmx.");
        }
        StackTraceElement[] stack = failure.getStackTrace();
        StringBuilder where = new StringBuilder();
        for (int i = 0; i < stack.length && i < FRAMES; i++) {
            where.append(i == 0 ? "It happened at " : ", called by ").append(stack[i]);
        }
        return raise(
                ErrorCode.INTERNAL,
                "gitversion failed: " + failure,
                stack.length == 0 ? null : where.append('.').toString(),
                "This is a fault of gitversion; the transaction is rolled back.");
    }

    private static SQLException raise(
            ErrorCode code, String message, @Nullable String detail, @Nullable String hint) {
        try {
            Database.unchecked()
                    .value(
                            "SELECT gitversion_internal.raise(?::text, ?::text, ?::text,"
                                    + " ?::text)::text",
                            code.sqlState(),
                            message,
                            detail,
                            hint);
        } catch (SqlFailure raised) {
            // The extension of another version may have no such function.
            if (code != ErrorCode.OTHER_VERSION
                    || code.sqlState().equals(raised.failure().getSQLState())) {
                return raised.failure();
            }
        }
        return new SQLException(message + ". " + hint, code.sqlState());
    }
}

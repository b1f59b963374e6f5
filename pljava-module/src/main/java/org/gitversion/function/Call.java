package org.gitversion.function;

import java.sql.SQLException;
import java.util.Iterator;
import java.util.List;
import org.gitversion.db.Database;
import org.gitversion.db.SqlFailure;
import org.gitversion.error.ErrorCode;
import org.gitversion.error.GitVersionException;
import org.jspecify.annotations.Nullable;

/**
 * One call from SQL: gives the work its gateway and raises what goes wrong through SQL, so that
 * SQLSTATE, DETAIL and HINT reach the client.
 *
 * @param <T> the type of the result
 */
abstract class Call<T> {
    /**
     * Does the work.
     *
     * @param database the gateway
     * @return the result
     */
    abstract T work(Database database) throws SQLException;

    final T run() throws SQLException {
        try {
            return work(Database.open());
        } catch (SqlFailure failure) {
            throw failure.failure();
        } catch (GitVersionException error) {
            raise(error);
            throw new SQLException(error.message(), error.code().sqlState(), error);
        }
    }

    private static void raise(GitVersionException error) throws SQLException {
        try {
            Database.open()
                    .value(
                            "SELECT gitversion._raise(?::pg_catalog.text, ?::pg_catalog.text,"
                                    + " ?::pg_catalog.text, ?::pg_catalog.text)",
                            error.code().sqlState(),
                            error.message(),
                            error.detail(),
                            error.hint());
        } catch (SqlFailure failure) {
            throw failure.failure();
        }
    }

    /**
     * Makes sure that an argument is there.
     *
     * @param value the argument
     * @param name its name in SQL
     * @param <V> its type
     * @return the argument
     * @throws GitVersionException INVALID_ARGUMENT for null
     */
    static <V> V required(@Nullable V value, String name) {
        if (value == null) {
            throw new GitVersionException(
                    ErrorCode.INVALID_ARGUMENT,
                    name + " must not be NULL",
                    "The function was called with NULL for this argument.",
                    "Give a value for " + name + ".");
        }
        return value;
    }

    /**
     * Hands rows to SQL.
     *
     * @param rows no nulls
     * @return what SETOF text is returned as
     */
    static Iterator<String> rows(List<String> rows) {
        return rows.iterator();
    }
}

package org.gitversion.test.support;

import java.sql.SQLException;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** What the server said about a failed statement. */
public record ServerError(String state, String message, String detail, String hint) {
    /** A statement or several. */
    public interface Attempt {
        /** Runs it. */
        void run() throws SQLException;
    }

    /** Runs something that fails, and returns the CONTEXT of the error; null where it has none. */
    public static String contextOf(Attempt attempt) throws SQLException {
        try {
            attempt.run();
        } catch (PSQLException e) {
            return e.getServerErrorMessage().getWhere();
        }
        throw new AssertionError("it did not fail");
    }

    /** Runs something; null where it did not fail. */
    public static ServerError of(Attempt attempt) {
        try {
            attempt.run();
            return null;
        } catch (PSQLException e) {
            ServerErrorMessage server = e.getServerErrorMessage();
            return server == null
                    ? new ServerError(e.getSQLState(), e.getMessage(), null, null)
                    : new ServerError(
                            server.getSQLState(),
                            server.getMessage(),
                            server.getDetail(),
                            server.getHint());
        } catch (SQLException e) {
            return new ServerError(e.getSQLState(), e.getMessage(), null, null);
        }
    }
}

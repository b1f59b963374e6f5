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

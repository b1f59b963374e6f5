package org.gitversion.function;

import java.sql.SQLException;
import org.gitversion.db.Database;

/** What the server calls back: queries that are subtransactions. */
public final class EventFunctions {
    private EventFunctions() {}

    /**
     * {@code gitversion_internal.subtransaction}.
     *
     * @throws SQLException for the client
     */
    public static void subtransaction() throws SQLException {
        try {
            Database.open().runSubtransaction();
        } catch (RuntimeException e) {
            throw Call.failure(e);
        }
    }
}

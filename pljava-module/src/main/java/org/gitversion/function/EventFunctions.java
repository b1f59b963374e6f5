package org.gitversion.function;

import java.sql.SQLException;
import org.gitversion.db.Database;
import org.gitversion.history.DdlEvents;

/** What the server calls back: event triggers, and queries that are subtransactions. */
public final class EventFunctions {
    private EventFunctions() {}

    /**
     * {@code gitversion_internal.record_ddl}.
     *
     * @param event ddl_command_end or sql_drop
     * @param tag the command tag of the statement
     * @param role the role in force
     * @throws SQLException for the client
     */
    public static void record(String event, String tag, String role) throws SQLException {
        try {
            DdlEvents.record(Database.open(), event, tag, role);
        } catch (RuntimeException e) {
            throw Call.failure(e);
        }
    }

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

package org.gitversion.function;

import java.sql.SQLException;
import org.gitversion.db.Database;
import org.jspecify.annotations.Nullable;

/** What the server calls back: queries that are subtransactions, event triggers, the script. */
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
        } catch (RuntimeException | VirtualMachineError e) {
            throw Call.failure(e);
        }
    }

    /**
     * {@code gitversion_internal.jar_version}.
     *
     * @return the version of this code
     */
    public static String jarVersion() {
        return Database.VERSION;
    }

    /**
     * {@code gitversion_internal.schema_at_work}.
     *
     * @return the raw name of a schema, or null
     */
    public static @Nullable String schemaAtWork() {
        return Database.open().atWork();
    }
}

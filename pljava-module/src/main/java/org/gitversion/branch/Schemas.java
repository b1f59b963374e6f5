package org.gitversion.branch;

import org.gitversion.db.Database;
import org.gitversion.kind.Identifier;

/** Creates and drops the schemas of branches. */
final class Schemas {
    private Schemas() {}

    static boolean exists(Database database, String schema) {
        return database.number("SELECT 1 FROM pg_namespace WHERE nspname = ?::text", schema)
                != null;
    }

    static void create(Database database, String schema) {
        internally(database, "CREATE SCHEMA " + Identifier.quote(schema));
    }

    static void drop(Database database, String schema) {
        internally(database, "DROP SCHEMA " + Identifier.quote(schema) + " CASCADE");
    }

    private static void internally(Database database, String sql) {
        database.value(
                "SELECT set_config('gitversion.internal', 'on', true),"
                        + " set_config('client_min_messages', 'warning', true)");
        database.execute(sql);
        database.value("SELECT set_config('gitversion.internal', '', true)");
    }
}

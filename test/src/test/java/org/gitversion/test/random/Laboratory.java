package org.gitversion.test.random;

import java.sql.SQLException;
import org.gitversion.test.support.Cluster;
import org.gitversion.test.support.Database;

/** What schemas made up at random find in their database. */
final class Laboratory {
    private Laboratory() {}

    /** Makes what belongs to the cluster: roles and a tablespace. */
    static synchronized void prepareCluster() throws SQLException {
        try (Database postgres = Cluster.shared().database("postgres")) {
            if (postgres.column("SELECT 1 FROM pg_roles WHERE rolname = 'random_role'").isEmpty()) {
                postgres.execute("CREATE ROLE random_role", "CREATE ROLE \"Random \"\"Role\"");
                postgres.execute("SET allow_in_place_tablespaces = on");
                postgres.execute("CREATE TABLESPACE random_space LOCATION ''");
            }
        }
    }

    /** Makes a foreign server, and an empty schema as branch main. */
    static void prepare(Database database) throws SQLException {
        database.execute(
                "CREATE FOREIGN DATA WRAPPER random_wrapper",
                "CREATE SERVER random_server FOREIGN DATA WRAPPER random_wrapper",
                "GRANT USAGE ON FOREIGN SERVER random_server TO PUBLIC",
                "SET client_min_messages = error");
        database.value("SELECT gitversion.init('main')");
    }
}

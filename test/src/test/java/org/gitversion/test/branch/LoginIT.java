package org.gitversion.test.branch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.gitversion.test.support.Cluster;
import org.gitversion.test.support.Database;
import org.gitversion.test.support.GitVersionTest;
import org.gitversion.test.support.Host;
import org.gitversion.test.support.Shell;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Connections say on which branch they work, and come in whatever they say. */
@GitVersionTest(databasePerMethod = true)
class LoginIT {
    private static final String WHERE =
            "SELECT concat_ws(' ', gitversion.current_branch(), current_schema())";

    @BeforeEach
    void start(Database database) throws SQLException {
        database.execute(
                "CREATE TABLE t (id integer)",
                "SELECT gitversion.init('main', 'public')",
                "SELECT gitversion.create_branch('f/x')");
    }

    @Test
    void olderServersHaveTheFunctionAlone(Database database) throws SQLException {
        boolean isNew = hasLoginEvent(database);
        assertThat(
                        database.column(
                                "SELECT evtfoid::regproc::text FROM pg_event_trigger"
                                        + " WHERE evtname = 'gitversion_connection_setup'"))
                .isEqualTo(isNew ? List.of("gitversion.setup_branch_isolation") : List.of());
        assertThat(
                        database.value(
                                "SELECT prorettype::regtype::text FROM pg_proc WHERE oid ="
                                        + " 'gitversion.setup_branch_isolation'::regproc"))
                .isEqualTo("event_trigger");
        if (!isNew) {
            assertThat(ask(database, "postgres", "f/x", WHERE)).isEqualTo("main public");
        }
    }

    @Test
    void aConnectionItsRoleOrItsDatabaseNamesTheBranch(Database database) throws SQLException {
        assumeLoginEvent(database);
        assertThat(ask(database, "postgres", null, WHERE)).isEqualTo("main public");
        assertThat(ask(database, "postgres", "f/x", WHERE)).isEqualTo("f/x branch_f_x");
        assertThat(ask(database, "postgres", "f/x", Database.JVM_LOADED)).isEqualTo("f");
        database.execute(
                "ALTER DATABASE " + database.name() + " SET gitversion.use_branch = 'f/x'",
                "CREATE ROLE by_role LOGIN",
                "ALTER ROLE by_role SET gitversion.use_branch = 'main'",
                "GRANT gitversion_reader TO by_role",
                "GRANT USAGE ON SCHEMA branch_f_x TO by_role");
        try {
            assertThat(ask(database, "postgres", null, WHERE)).isEqualTo("f/x branch_f_x");
            assertThat(ask(database, "by_role", null, WHERE)).isEqualTo("main public");
            assertThat(ask(database, "by_role", "f/x", WHERE)).isEqualTo("f/x branch_f_x");
        } finally {
            database.execute("DROP OWNED BY by_role", "DROP ROLE by_role");
        }
    }

    @Test
    void nobodyIsLockedOut(Database database) throws SQLException {
        assumeLoginEvent(database);
        database.execute("CREATE ROLE outside LOGIN", "GRANT gitversion_reader TO outside");
        try {
            assertThat(ask(database, "postgres", "none", WHERE))
                    .startsWith("WARNING:  the session does not work on branch \"none\"")
                    .contains("branch \"none\" does not exist")
                    .endsWith("main public");
            assertThat(ask(database, "outside", "f/x", WHERE))
                    .contains("may not use schema")
                    .endsWith("main public");
            database.execute("ALTER SCHEMA branch_f_x RENAME TO elsewhere");
            assertThat(ask(database, "outside", "f/x", WHERE))
                    .contains("does not exist")
                    .endsWith("main public");
            database.execute("ALTER SCHEMA elsewhere RENAME TO branch_f_x");
            database.execute(
                    "ALTER DATABASE "
                            + database.name()
                            + " SET default_transaction_read_only = on");
            assertThat(ask(database, "postgres", "f/x", WHERE)).isEqualTo("f/x branch_f_x");
            database.session().close();
            for (String damage :
                    List.of(
                            "REVOKE gitversion_reader FROM outside",
                            "ALTER TABLE gitversion.branches RENAME TO lost",
                            "ALTER FUNCTION gitversion.use_branch(text, boolean) RENAME TO lost")) {
                database.execute(
                        "SET default_transaction_read_only = off",
                        "SET session_replication_role = replica",
                        damage);
                assertThat(ask(database, "outside", "f/x", "SELECT 'in'"))
                        .as(damage)
                        .startsWith("WARNING:")
                        .endsWith("in");
            }
            assertThat(ask(database, "postgres", "f/x", "SELECT 'in'")).endsWith("in");
        } finally {
            database.execute("DROP OWNED BY outside", "DROP ROLE outside");
        }
    }

    @Test
    void soOnAStandby() throws SQLException {
        Cluster primary = Cluster.start(Host.chosen());
        Database database = primary.createDatabase("standby_login");
        assumeLoginEvent(database);
        start(database);
        Cluster standby = primary.startStandby();
        Database copy = standby.database("standby_login");
        assertThat(ask(copy, "postgres", "f/x", WHERE)).isEqualTo("f/x branch_f_x");
        assertThat(ask(copy, "postgres", "none", WHERE))
                .startsWith("WARNING:")
                .endsWith("main public");
    }

    private static boolean hasLoginEvent(Database database) throws SQLException {
        return Integer.parseInt(database.value("SHOW server_version_num")) >= 170000;
    }

    private static void assumeLoginEvent(Database database) throws SQLException {
        assumeThat(hasLoginEvent(database))
                .as("event triggers on login came with PostgreSQL 17")
                .isTrue();
    }

    /** Warnings of the connection, and the answer. */
    private static String ask(Database database, String user, String branch, String query) {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                database.cluster().program("psql").toString(),
                                "-XAtq",
                                "-d",
                                "host=127.0.0.1 port="
                                        + database.cluster().port()
                                        + " dbname="
                                        + database.name()
                                        + " user="
                                        + user
                                        + (branch == null
                                                ? ""
                                                : " options='-c gitversion.use_branch="
                                                        + branch
                                                        + "'"),
                                "-c",
                                query));
        return Shell.run(Map.of(), "", command).expectSuccess().strip();
    }
}

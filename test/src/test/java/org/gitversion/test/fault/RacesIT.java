package org.gitversion.test.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.gitversion.test.support.Database;
import org.gitversion.test.support.GitVersionTest;
import org.gitversion.test.support.ServerError;
import org.junit.jupiter.api.Test;

/**
 * Two sessions that give the same name, and names of any length: the errors are documented ones.
 */
@GitVersionTest(databasePerMethod = true)
class RacesIT {
    private static void execute(Connection session, String sql) throws SQLException {
        try (Statement statement = session.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The second of two calls, made while the transaction of the first is open. */
    private static ServerError second(Database database, String first, String second)
            throws Exception {
        try (Connection one = database.connect();
                Connection two = database.connect()) {
            execute(one, "BEGIN; " + first);
            CompletableFuture<ServerError> other =
                    CompletableFuture.supplyAsync(() -> ServerError.of(() -> execute(two, second)));
            Thread.sleep(700);
            execute(one, "COMMIT");
            return other.get(30, TimeUnit.SECONDS);
        }
    }

    @Test
    void theSameNameTwice(Database database) throws Exception {
        String init = "SELECT gitversion.init()";
        assertThat(second(database, init, init).state()).isEqualTo("VC013");
        // Of different branches: those of one wait for its lock.
        database.execute(
                "SELECT gitversion.create_branch('a')", "SELECT gitversion.create_branch('b')");
        assertThat(
                        second(
                                        database,
                                        "SELECT gitversion.create_branch('new', 'a')",
                                        "SELECT gitversion.create_branch('new', 'b')")
                                .state())
                .isEqualTo("VC004");
        assertThat(
                        second(
                                        database,
                                        "SELECT gitversion.rename_branch('a', 'c')",
                                        "SELECT gitversion.rename_branch('b', 'c')")
                                .state())
                .isEqualTo("VC004");
        assertThat(
                        second(
                                        database,
                                        "SELECT gitversion.rename_branch('b', 'd')",
                                        "SELECT gitversion.create_branch('d', 'main')")
                                .state())
                .isEqualTo("VC004");
        String tag = "SELECT gitversion.tag('v1', 'main')";
        assertThat(second(database, tag, tag).state()).isEqualTo("VC026");
        assertThat(database.rows("SELECT * FROM gitversion.fsck()")).isEmpty();
    }

    @Test
    void namesOfAMegabyte(Database database) throws Exception {
        database.execute("SELECT gitversion.init()");
        for (String call :
                List.of(
                        "gitversion.create_branch(repeat('a', 1000000))",
                        "gitversion.create_branch('b', repeat('a', 1000000))",
                        "gitversion.rename_branch('main', repeat('a', 1000000))",
                        "gitversion.tag(repeat('a', 1000000), 'main')",
                        "gitversion.use_branch(repeat('a', 1000000))",
                        "gitversion.commit('c', repeat('a', 1000000))",
                        "gitversion.diff(repeat('a', 1000000), 'main')")) {
            ServerError error = ServerError.of(() -> database.execute("SELECT " + call));
            assertThat(error).as(call).isNotNull();
            assertThat(error.state()).as(call).startsWith("VC");
            assertThat((error.message() + error.detail()).length()).as(call).isLessThan(3000);
        }
    }

    /**
     * Rows in another order than that in which they were made: pg_dump --inserts writes them so.
     */
    @Test
    void aDumpOfInsertsIsRestored(Database database) throws Exception {
        database.execute(
                "CREATE SCHEMA app",
                "CREATE TABLE app.t (id integer PRIMARY KEY)",
                "SELECT gitversion.init('main', 'app')",
                "SELECT gitversion.create_branch('b')",
                "ALTER TABLE app.t ADD a text",
                "SELECT gitversion.commit('a', 'main')",
                "SELECT gitversion.create_branch('c', 'main')",
                "CREATE TABLE ordered AS SELECT * FROM gitversion.commits ORDER BY id DESC",
                "BEGIN",
                "SET LOCAL session_replication_role = replica",
                "DELETE FROM gitversion.commits",
                "INSERT INTO gitversion.commits SELECT * FROM ordered ORDER BY id DESC",
                "COMMIT",
                "DROP TABLE ordered",
                "UPDATE gitversion.branches SET metadata = '{}' WHERE id = 1");
        String dump = database.pgDump("--inserts");
        Database copy = database.cluster().createEmptyDatabase(database.name() + "_r", "UTF8");
        try {
            assertThat(copy.psql(dump).status()).isZero();
            assertThat(copy.rows("SELECT * FROM gitversion.fsck(true)")).isEmpty();
            assertThat(copy.value("SELECT count(*) FROM gitversion.branch_locks")).isEqualTo("8");
        } finally {
            copy.drop();
        }
    }

    /** PostgreSQL's own errors for a table that is dropped while it is read, or made twice. */
    @Test
    void whoLosesARaceInTheCatalogTriesAgain(Database database) throws SQLException {
        database.execute(
                "CREATE SCHEMA app",
                "SELECT gitversion.init('main', 'app')",
                "CREATE SEQUENCE public.calls",
                """
                CREATE FUNCTION public.lose() RETURNS void LANGUAGE plpgsql AS $$
                BEGIN
                    CASE nextval('public.calls')
                        WHEN 1 THEN
                            RAISE 'could not open relation with OID 1' USING ERRCODE = 'XX000';
                        WHEN 2 THEN
                            INSERT INTO pg_namespace
                                SELECT 1, nspname, nspowner FROM pg_namespace
                                 WHERE nspname = 'app';
                        ELSE
                    END CASE;
                END
                $$;
                """);
        database.value("SELECT gitversion.run_on_branch('main', 'SELECT public.lose()')::text");
        assertThat(database.value("SELECT last_value FROM public.calls")).isEqualTo("3");
    }
}

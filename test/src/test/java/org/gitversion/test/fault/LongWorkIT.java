package org.gitversion.test.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gitversion.test.support.Cluster;
import org.gitversion.test.support.Database;
import org.gitversion.test.support.Host;
import org.gitversion.test.support.Integrity;
import org.gitversion.test.support.RepositoryState;
import org.gitversion.test.support.ServerError;
import org.junit.jupiter.api.Test;

/** Work over many objects: it says beforehand what it lacks, meanwhile how far it is, and stops. */
class LongWorkIT {
    private static final String MANY_TABLES =
            """
            DO $$ BEGIN
                FOR i IN 1..%d LOOP
                    EXECUTE format('CREATE TABLE t%%s (id integer PRIMARY KEY, a text)', i);
                    EXECUTE format('CREATE VIEW v%%s AS SELECT a FROM t%%s', i, i);
                    EXECUTE format('CREATE FUNCTION f%%s() RETURNS integer RETURN %%s', i, i);
                END LOOP;
            END $$
            """;
    private static final String CREATE = "SELECT gitversion.create_branch('more')";
    private static final Pattern PROGRESS = Pattern.compile("gitversion (\\d+)/(\\d+) \\w+/.+");

    @Test
    void tooSmallALockTableIsToldBefore() throws SQLException {
        Cluster cluster = Cluster.start(Host.chosen());
        try (Database database = cluster.createDatabase("locks")) {
            database.execute("CREATE SCHEMA app", "SET search_path = app");
            for (int i = 0; i < 100; i++) {
                database.execute("CREATE TABLE t" + i + " (id integer PRIMARY KEY, a text)");
            }
            database.value("SELECT gitversion.init('main', 'app')");
            resize(database, 10);
            Map<String, List<String>> before = RepositoryState.of(database);

            ServerError error = ServerError.of(() -> database.value(CREATE));

            assertThat(error).isNotNull();
            assertThat(error.state()).isEqualTo("VC021");
            assertThat(error.detail()).contains("max_locks_per_transaction = 10");
            assertThat(RepositoryState.changes(before, RepositoryState.of(database))).isEmpty();
            Matcher needed = Pattern.compile("at least (\\d+)").matcher(error.hint());
            assertThat(needed.find()).isTrue();
            resize(database, Integer.parseInt(needed.group(1)));
            database.value(CREATE);
            resize(database, 10);
            assertThat(drop(database).state()).isEqualTo("VC021");
            resize(database, 64);
            assertThat(drop(database)).isNull();
        } finally {
            cluster.crash();
        }
    }

    private static ServerError drop(Database database) throws SQLException {
        return ServerError.of(() -> database.value("SELECT gitversion.drop_branch('more', true)"));
    }

    private static void resize(Database database, int locks) throws SQLException {
        database.execute(
                "ALTER SYSTEM SET max_connections = 10",
                "ALTER SYSTEM SET max_wal_senders = 0",
                "ALTER SYSTEM SET max_locks_per_transaction = " + locks);
        database.close();
        database.cluster().restart();
    }

    @Test
    void othersSeeHowFarItIsAndMayStopIt() throws SQLException {
        try (Database database = Cluster.shared().createDatabase();
                Database observer = database.cluster().database(database.name())) {
            database.execute("CREATE SCHEMA app", "SET search_path = app");
            database.execute(String.format(MANY_TABLES, 400));
            database.value("SELECT gitversion.init('main', 'app')");
            Map<String, List<String>> before = RepositoryState.of(database);
            database.execute("SET application_name = 'the client'");
            String pid = database.value("SELECT pg_backend_pid()");
            CompletableFuture<ServerError> work =
                    CompletableFuture.supplyAsync(
                            () -> ServerError.of(() -> database.value(CREATE)));
            Set<Integer> seen = new HashSet<>();
            int total = watch(observer, pid, work, seen, 3);
            observer.value("SELECT pg_cancel_backend(?::integer)", pid);

            assertThat(work.join()).isNotNull().extracting(ServerError::state).isEqualTo("57014");
            assertThat(total).isEqualTo(1200);
            assertThat(seen).hasSize(3);
            assertThat(database.value("SHOW application_name")).isEqualTo("the client");
            assertThat(RepositoryState.changes(before, RepositoryState.of(database))).isEmpty();
            database.value(CREATE);
            assertThat(database.value("SHOW application_name")).isEqualTo("the client");
            assertThat(Integrity.problems(database)).isEmpty();
        }
    }

    /** PostgreSQL would say of a name that is too long that it cuts it, and not where. */
    @Test
    void namesOfSeveralBytesACharacterAreCutWithoutAWord() throws SQLException {
        try (Database database = Cluster.shared().createDatabase();
                Statement statement = database.session().createStatement()) {
            database.execute("CREATE SCHEMA app", "SET search_path = app");
            database.execute(
                    "DO $$ BEGIN FOR i IN 1..300 LOOP EXECUTE format('CREATE TABLE %I (a integer)',"
                            + " repeat('日', 18) || i); END LOOP; END $$");
            database.value("SELECT gitversion.init('main', 'app')");
            database.execute("SET client_min_messages = notice");
            statement.execute(CREATE);
            assertThat((Object) statement.getWarnings()).isNull();
        }
    }

    /** Collects numbers of statements that were shown until there are enough of them. */
    private static int watch(
            Database observer,
            String pid,
            CompletableFuture<ServerError> work,
            Set<Integer> seen,
            int enough)
            throws SQLException {
        int total = 0;
        while (seen.size() < enough && !work.isDone()) {
            String name =
                    observer.value(
                            "SELECT coalesce((SELECT application_name FROM pg_stat_activity"
                                    + " WHERE pid = ?::integer), '')",
                            pid);
            Matcher progress = PROGRESS.matcher(name);
            if (progress.matches()) {
                seen.add(Integer.parseInt(progress.group(1)));
                total = Integer.parseInt(progress.group(2));
            }
        }
        return total;
    }
}

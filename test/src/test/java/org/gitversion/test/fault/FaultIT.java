package org.gitversion.test.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.gitversion.test.support.Cluster;
import org.gitversion.test.support.Database;
import org.gitversion.test.support.GitVersionTest;
import org.gitversion.test.support.Host;
import org.gitversion.test.support.Integrity;
import org.gitversion.test.support.RepositoryState;
import org.gitversion.test.support.ServerError;
import org.gitversion.test.support.Shell;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever goes wrong in the middle of a call: nothing was changed, and the session goes on. */
@GitVersionTest(databasePerMethod = true)
class FaultIT {
    private static final String MERGE = "SELECT gitversion.merge_branches('feature', 'main')";
    private static final String CREATE = "SELECT gitversion.create_branch('more', 'feature')";
    private static final String DROP = "SELECT gitversion.drop_branch('feature', true)";
    private static final String COMMIT = "SELECT gitversion.commit('More', 'feature')";
    private static final int MOST_STATEMENTS = 200;

    @ParameterizedTest
    @ValueSource(strings = {MERGE, CREATE, DROP})
    void aFailingStatementChangesNothing(String call, Database database) throws SQLException {
        prepare(database);
        Saboteur.install(database);
        Map<String, List<String>> before = RepositoryState.of(database);
        int k = 1;
        for (; k < MOST_STATEMENTS; k++) {
            Saboteur.strikeAt(database, k, false);
            ServerError error = ServerError.of(() -> database.value(call));
            if (error == null) {
                break;
            }
            assertThat(error.message() + error.detail()).as("statement %d", k).contains("sabotage");
            assertThat(RepositoryState.changes(before, RepositoryState.of(database)))
                    .as("statement %d", k)
                    .isEmpty();
        }
        assertThat(k).as("statements of %s", call).isGreaterThan(call.equals(DROP) ? 1 : 8);
        assertThat(Saboteur.statements(database)).isEqualTo(k - 1);
        assertClean(database);
    }

    @ParameterizedTest
    @ValueSource(strings = {MERGE, CREATE})
    void aCancelledCallChangesNothing(String call, Database database) throws SQLException {
        prepare(database);
        Saboteur.install(database);
        Map<String, List<String>> before = RepositoryState.of(database);
        Saboteur.strikeAt(database, 5, true);
        CompletableFuture<ServerError> waiting =
                CompletableFuture.supplyAsync(() -> ServerError.of(() -> database.value(call)));
        try (Database observer = database.cluster().database(database.name())) {
            String pid = Saboteur.awaitSleeper(observer);
            observer.value("SELECT pg_cancel_backend(?::integer)", pid);
        }

        assertThat(waiting.join()).isNotNull().extracting(ServerError::state).isEqualTo("57014");
        assertThat(RepositoryState.changes(before, RepositoryState.of(database))).isEmpty();
        Saboteur.strikeAt(database, 0, false);
        database.value(call);
        assertClean(database);
    }

    @ParameterizedTest
    @ValueSource(strings = {MERGE, CREATE, COMMIT, DROP})
    void aTimeoutChangesNothing(String call, Database database) throws SQLException {
        prepare(database);
        database.execute("SET search_path = " + schema(database), "CREATE TABLE uncommitted ()");
        database.execute("RESET search_path");
        if (!call.equals(COMMIT)) {
            database.value("SELECT gitversion.commit('More', 'feature')");
        }
        Map<String, List<String>> before = RepositoryState.of(database);
        int timeouts = 0;
        for (int milliseconds = 1; ; milliseconds += 1 + milliseconds / 3) {
            database.execute("SET statement_timeout = " + milliseconds);
            ServerError error = ServerError.of(() -> database.value(call));
            ServerError late;
            do {
                // A millisecond can be too short for this, too.
                late = ServerError.of(() -> database.execute("SET statement_timeout = 0"));
            } while (late != null && late.state().equals("57014"));
            assertThat(late).isNull();
            if (error == null) {
                break;
            }
            assertThat(error.state()).as("%s after %d ms", error, milliseconds).isEqualTo("57014");
            assertThat(RepositoryState.changes(before, RepositoryState.of(database)))
                    .as("%d ms", milliseconds)
                    .isEmpty();
            timeouts++;
        }
        assertThat(timeouts).isPositive();
        assertClean(database);
    }

    @Test
    void aKilledServerProcessChangesNothing() throws SQLException {
        Cluster cluster = Cluster.start(Host.chosen());
        try (Database database = cluster.createDatabase("killed")) {
            prepare(database);
            Saboteur.install(database);
            for (String call : List.of(CREATE, MERGE)) {
                Map<String, List<String>> before = RepositoryState.of(database);
                Saboteur.strikeAt(database, 6, true);
                // The server commits asynchronously; what was there before must be on disk.
                database.execute("CHECKPOINT");
                CompletableFuture<ServerError> waiting =
                        CompletableFuture.supplyAsync(
                                () -> ServerError.of(() -> database.value(call)));
                try (Database observer = cluster.database("killed")) {
                    String pid = Saboteur.awaitSleeper(observer);
                    Shell.runAsServer(List.of("sh", "-c", "kill -9 " + pid)).expectSuccess();
                }
                assertThat(waiting.join()).isNotNull();
                cluster.awaitRestart();

                assertThat(RepositoryState.changes(before, RepositoryState.of(database))).isEmpty();
                database.value(call);
                assertClean(database);
            }
        } finally {
            cluster.crash();
        }
    }

    private static void prepare(Database database) throws SQLException {
        Shop.create(database);
        Shop.createBranch(database, "feature");
        database.execute("RESET search_path");
    }

    private static String schema(Database database) throws SQLException {
        return database.value(
                "SELECT quote_ident(schema_name) FROM gitversion.branches"
                        + " WHERE branch_name = 'feature'");
    }

    private static void assertClean(Database database) throws SQLException {
        assertThat(Integrity.problems(database)).isEmpty();
    }
}

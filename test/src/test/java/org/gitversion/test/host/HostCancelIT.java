package org.gitversion.test.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.gitversion.test.support.Cluster;
import org.gitversion.test.support.Database;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Cancel, timeout and terminate reach Java code wherever it is, and Java cannot swallow them. */
@EmbeddedHostOnly("PL/Java does not stop Java code that is computing or sleeping")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(60)
class HostCancelIT {
    /** Each would run for hours. The stubborn ones swallow what they are stopped with. */
    static List<String> endless() {
        return List.of(
                "SELECT loop(false)",
                "SELECT loop(true)",
                "SELECT sleep(10000)",
                "SELECT query('SELECT pg_sleep(10000)')",
                "SELECT query_loop('SELECT 1', false)",
                "SELECT query_loop('SELECT 1', true)",
                "SELECT swallow_cancel('SELECT pg_sleep(10000)')",
                "SELECT query('SELECT loop(false)')",
                "SELECT attempt('SELECT loop(true)')",
                "SELECT nest(3, 'SELECT loop(true)', true)",
                "SELECT nest(3, 'SELECT sleep(10000)', true)",
                "SELECT fetch_all('SELECT g, pg_sleep(0.001)::text FROM generate_series(1,"
                        + " 100000000) g')",
                "SELECT count(*) FROM stream('SELECT loop(false)::text')");
    }

    private Database database;

    @BeforeAll
    void createDatabase() {
        database = HostDatabase.create("host_cancel", "UTF8");
    }

    @AfterAll
    void theServerNeverRestarted() {
        database.close();
        assertThat(Cluster.shared().log())
                .doesNotContain("terminating any other active server processes");
    }

    @ParameterizedTest
    @MethodSource("endless")
    void aTimeoutEndsIt(String sql) throws SQLException {
        database.execute("SET statement_timeout = '400ms'");
        long start = System.nanoTime();
        SQLException thrown = catchThrowableOfType(SQLException.class, () -> database.rows(sql));
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        database.execute("SET statement_timeout = 0");
        assertThat((Throwable) thrown)
                .hasMessageContaining("canceling statement due to statement timeout")
                .extracting(e -> ((SQLException) e).getSQLState())
                .isEqualTo("57014");
        assertThat(took).isLessThan(Duration.ofSeconds(10));
        assertThat(Failure.alive(database)).isEqualTo("alive");
    }

    @ParameterizedTest
    @MethodSource("endless")
    void aCancelEndsIt(String sql) throws SQLException {
        assertThat(endedBy("pg_cancel_backend", sql))
                .isEqualTo("57014 ERROR: canceling statement due to user request, then alive");
    }

    @ParameterizedTest
    @MethodSource("endless")
    void aTerminationEndsIt(String sql) throws SQLException {
        assertThat(endedBy("pg_terminate_backend", sql))
                .isEqualTo(
                        "57P01 FATAL: terminating connection due to administrator command,"
                                + " then closed");
        assertThat(Failure.alive(database)).isEqualTo("alive");
    }

    /** How a session's statement ends when another session calls a signalling function on it. */
    private String endedBy(String function, String sql) throws SQLException {
        try (Connection victim = database.connect()) {
            int pid = pid(victim);
            CompletableFuture<String> end = CompletableFuture.supplyAsync(() -> run(victim, sql));
            pause(300);
            assertThat(end).isNotDone();
            database.value("SELECT " + function + "(?)", pid);
            return end.join() + ", then " + state(victim);
        }
    }

    private static int pid(Connection session) throws SQLException {
        try (Statement statement = session.createStatement();
                ResultSet result = statement.executeQuery("SELECT pg_backend_pid(), same_int(1)")) {
            result.next();
            return result.getInt(1);
        }
    }

    private static String run(Connection session, String sql) {
        try (Statement statement = session.createStatement()) {
            statement.execute(sql);
            return "no error";
        } catch (SQLException e) {
            return e.getSQLState() + " " + e.getMessage().lines().findFirst().orElse("");
        }
    }

    private static String state(Connection session) throws SQLException {
        if (!session.isValid(5)) {
            return "closed";
        }
        try (Statement statement = session.createStatement();
                ResultSet result =
                        statement.executeQuery("SELECT same_text(query('SELECT ''alive'''))")) {
            result.next();
            return result.getString(1);
        }
    }

    private static void pause(long milliseconds) {
        try {
            Thread.sleep(milliseconds);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

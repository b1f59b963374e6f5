package org.gitversion.test.badinput;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.gitversion.test.support.Database;
import org.gitversion.test.support.GitVersionTest;
import org.gitversion.test.support.ServerError;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * An error that would not come up another time keeps its SQLSTATE through every function, so that
 * whoever tries again on these works with gitversion as with PostgreSQL. Functions come from the
 * catalog.
 */
@GitVersionTest
class PassingErrorsIT {
    private static final Set<String> MERGE =
            Set.of("merge_branches", "preview_merge", "commit", "create_branch");
    private static final String HISTORY =
            "DO $$ BEGIN EXECUTE (SELECT 'LOCK TABLE ' || string_agg(oid::regclass::text, ', ')"
                    + " FROM pg_class WHERE relkind = 'r' AND relnamespace ="
                    + " 'gitversion'::regnamespace); END $$";

    /**
     * Who says himself how long to wait is told of a deadlock at once, and of a lock after that
     * time.
     */
    private static final String PATIENCE = "SET LOCAL lock_timeout = '10s'";

    private static final String TABLES = "LOCK TABLE app.a, branch_feature.a, branch_feature.b";

    /** Each call, with the SQLSTATE that it has anyway. */
    private static final Map<String, String> USUAL = new LinkedHashMap<>();

    private final List<String> wrong = new ArrayList<>();
    private final Set<String> passed = new HashSet<>();
    private Database database;

    /** Branch feature has a column that is worked out for the row of main when it comes there. */
    @BeforeEach
    void start(Database fresh) throws SQLException {
        database = fresh;
        if (!USUAL.isEmpty()) {
            return;
        }
        database.execute(
                "CREATE FUNCTION fails() RETURNS integer LANGUAGE plpgsql VOLATILE AS $$ BEGIN IF"
                    + " current_setting('test.state', true) <> '' THEN RAISE EXCEPTION 'raised'"
                    + " USING ERRCODE = current_setting('test.state'); END IF; RETURN 1; END $$",
                "CREATE TABLE z ()",
                "CREATE SCHEMA app",
                "CREATE TABLE app.a (id integer PRIMARY KEY)",
                "INSERT INTO app.a VALUES (1)",
                "SELECT gitversion.init('main', 'app')",
                "SELECT gitversion.create_branch('feature', 'main')",
                "SELECT gitversion.use_branch('feature')",
                "CREATE TABLE b (id integer)",
                "ALTER TABLE a ADD COLUMN n integer DEFAULT public.fails()",
                "INSERT INTO a VALUES (2)",
                "SELECT gitversion.commit('Add b')",
                "CREATE TABLE c (id integer)",
                "SELECT gitversion.tag('v1', 'main')",
                "RESET search_path",
                "RESET gitversion.\"current_branch\"",
                "RESET gitversion.\"current_schema\"");
        for (Function function : Function.all(database)) {
            String call = function.call(null, null);
            USUAL.put(call, state(call));
        }
    }

    private String state(String call, String... settings) throws SQLException {
        database.execute("BEGIN");
        database.execute(settings);
        ServerError error = ServerError.of(() -> database.execute(call));
        database.execute("ROLLBACK");
        return error == null ? null : error.state();
    }

    private void note(String call, String state, String expected) {
        // What locks a branch gives way to others: it asks for a lock for a moment only, again and
        // again,
        // so that the server, which looks for a deadlock of one who waits, finds none.
        if (expected.equals(state) || expected.equals("40P01") && "55P03".equals(state)) {
            passed.add(call.replaceAll(".*gitversion\\.(\\w+).*", "$1"));
        } else if (!Objects.equals(state, USUAL.get(call))) {
            wrong.add(call + ": " + state + ", not " + expected);
        }
    }

    private void expectPassed(Set<String> functions) {
        assertThat(wrong).isEmpty();
        assertThat(passed).containsAll(functions);
    }

    private void whileLocked(String lock, String expected, String... settings) throws SQLException {
        try (Connection other = database.connect();
                Statement statement = other.createStatement()) {
            statement.execute("BEGIN");
            statement.execute(lock);
            for (String call : USUAL.keySet()) {
                note(call, state(call, settings), expected);
            }
        }
    }

    @Test
    void aLockThatIsNotAvailable() throws SQLException {
        whileLocked(HISTORY, "55P03", "SET LOCAL lock_timeout = '20ms'");
        assertThat(passed).hasSizeGreaterThan(40);
        whileLocked(TABLES, "55P03", "SET LOCAL lock_timeout = '20ms'");
        expectPassed(MERGE);
    }

    @Test
    void aStatementThatTakesTooLong() throws SQLException {
        whileLocked(HISTORY, "57014", "SET LOCAL statement_timeout = '30ms'");
        assertThat(passed).hasSizeGreaterThan(40);
        whileLocked(TABLES, "57014", "SET LOCAL statement_timeout = '300ms'");
        expectPassed(MERGE);
    }

    @Test
    void aCancel() throws Exception {
        String cancel =
                "SELECT pg_cancel_backend(pid) FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
                        + " AND pid = "
                        + database.value("SELECT pg_backend_pid()");
        try (Connection other = database.connect();
                Statement statement = other.createStatement();
                Connection locker = database.connect();
                Statement lock = locker.createStatement()) {
            lock.execute("BEGIN");
            lock.execute(HISTORY);
            for (String call : USUAL.keySet()) {
                CompletableFuture<String> called =
                        CompletableFuture.supplyAsync(() -> quietly(() -> state(call)));
                while (!called.isDone()) {
                    // Two cancels for one wait would reach what comes next.
                    Thread.sleep(statement.executeQuery(cancel).next() ? 50 : 2);
                }
                note(call, called.get(), "57014");
            }
        }
        assertThat(passed).hasSizeGreaterThan(40);
        expectPassed(MERGE);
    }

    @Test
    void aDeadlock() throws Exception {
        try (Connection other = database.connect();
                Statement statement = other.createStatement()) {
            statement.execute("SET deadlock_timeout = '60s'");
            for (String call : USUAL.keySet()) {
                statement.execute("BEGIN");
                statement.execute(HISTORY);
                database.execute(
                        "BEGIN", PATIENCE, "SET LOCAL deadlock_timeout = '5ms'", "LOCK TABLE z");
                CompletableFuture<String> waits =
                        CompletableFuture.supplyAsync(
                                () ->
                                        quietly(
                                                () -> {
                                                    statement.execute("LOCK TABLE z");
                                                    return "";
                                                }));
                ServerError error = ServerError.of(() -> database.execute(call));
                database.execute("ROLLBACK");
                waits.get();
                statement.execute("ROLLBACK");
                note(call, error == null ? null : error.state(), "40P01");
            }
        }
        assertThat(passed).hasSizeGreaterThan(40);
        expectPassed(MERGE);
    }

    @Test
    void aLostSerialization() throws SQLException {
        try (Connection other = database.connect();
                Statement statement = other.createStatement()) {
            for (String call : USUAL.keySet()) {
                if (call.contains("gitversion.gc(")) {
                    // It refuses transactions of this level, before it reads anything.
                    assertThat(state(call, "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ"))
                            .isEqualTo("VC014");
                    continue;
                }
                database.execute("BEGIN ISOLATION LEVEL REPEATABLE READ");
                database.value("SELECT count(*) FROM gitversion.branches");
                statement.execute("UPDATE gitversion.branches SET metadata = metadata");
                ServerError error = ServerError.of(() -> database.execute(call));
                database.execute("ROLLBACK");
                note(call, error == null ? null : error.state(), "40001");
            }
        }
        expectPassed(Set.of("merge_branches", "commit", "rename_branch"));
    }

    /** What the work itself comes upon: here, in the code of users. */
    @Test
    void whatIsRaisedInTheMiddleOfTheWork() throws SQLException {
        for (String expected :
                List.of("55P03", "40P01", "40001", "57014", "53100", "53200", "53400", "58030")) {
            passed.clear();
            for (String call : USUAL.keySet()) {
                note(
                        call,
                        state(
                                call,
                                "SET LOCAL lock_timeout = '20ms'",
                                "SET LOCAL test.state = '" + expected + "'"),
                        expected);
            }
            expectPassed(Set.of("merge_branches", "preview_merge"));
        }
    }

    private interface Attempt {
        String run() throws SQLException;
    }

    private static String quietly(Attempt attempt) {
        try {
            return attempt.run();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}

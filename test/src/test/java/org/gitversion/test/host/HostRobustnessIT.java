package org.gitversion.test.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.gitversion.test.support.Cluster;
import org.gitversion.test.support.Database;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.util.ServerErrorMessage;

/** What must not bring the server down, nor leave a session in a wrong state. */
@EmbeddedHostOnly("PL/Java swallows, leaves open or crashes in these cases")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostRobustnessIT {
    private Database database;

    @BeforeAll
    void createDatabase() {
        database = HostDatabase.create("host_robustness", "UTF8");
    }

    @AfterAll
    void theServerNeverRestarted() {
        database.close();
        assertThat(Cluster.shared().log())
                .doesNotContain("terminating any other active server processes");
    }

    /** Runs statements in a new session, where no VM runs yet; returns the last one's value. */
    private String fresh(String... statements) throws SQLException {
        database.close();
        String last = null;
        for (String statement : statements) {
            last = database.value(statement);
        }
        return last;
    }

    @Test
    void plpgsqlRecursesBeforeAndAfterTheVmStarted() throws SQLException {
        String deep = "SELECT attempt_deep($$SELECT recurse_plpgsql(1000000)$$)";
        database.execute(
                """
                CREATE FUNCTION attempt_deep(p_sql text) RETURNS text LANGUAGE plpgsql AS '
                BEGIN
                    EXECUTE p_sql;
                    RETURN ''no end'';
                EXCEPTION WHEN statement_too_complex THEN
                    RETURN SQLERRM;
                END';
                """);
        for (String depth : List.of("2MB", "6MB")) {
            String set = "SELECT set_config('max_stack_depth', '" + depth + "', false)";
            assertThat(fresh(set, "SELECT recurse_plpgsql(200)", deep))
                    .isEqualTo("stack depth limit exceeded");
            assertThat(fresh(set, "SELECT same_int(1)", "SELECT recurse_plpgsql(500)", deep))
                    .isEqualTo("stack depth limit exceeded");
            assertThat(fresh(set, deep, "SELECT same_int(1)", deep, "SELECT same_int(2)"))
                    .isEqualTo("2");
        }
    }

    @Test
    void theVmIsRefusedWhereTheStackIsTooSmall() throws SQLException {
        database.close();
        database.execute("SET max_stack_depth = '7MB'");
        assertThat(Failure.text(database, "SELECT same_int(1)"))
                .isEqualTo("53400 the stack is too small for Java beside \"max_stack_depth\"");
        database.execute("SET max_stack_depth = '2MB'");
        assertThat(Failure.alive(database)).isEqualTo("alive");
        database.execute("SET max_stack_depth = '7MB'");
        assertThat(Failure.of(database, "SELECT same_int(1)").getSQLState()).isEqualTo("53400");
        database.close();
    }

    @Test
    void javaRecursionEndsInAnError() throws SQLException {
        assertThat(Failure.alive(database)).isEqualTo("alive");
        assertThat(Failure.text(database, "SELECT recurse_for_ever(0)"))
                .isEqualTo("XX000 java.lang.StackOverflowError");
        assertThat(database.value("SELECT recurse(10000)")).isEqualTo("10000");
        assertThat(database.value("SELECT length(nest(2000, 'SELECT 1', true)) > 100"))
                .isEqualTo("t");
        assertThat(Failure.of(database, "SELECT nest(2000, 'SELECT 1', false)").getSQLState())
                .isEqualTo("54001");
        assertThat(Failure.alive(database)).isEqualTo("alive");
    }

    /**
     * Java may lose classes when it runs out of stack while it loads them, but no more than that.
     */
    @Test
    void statementsOnTheLastBitOfStackEndInAnError() throws SQLException {
        database.close();
        for (int i = 0; i < 2; i++) {
            assertThat(Failure.of(database, "SELECT query_on_last_stack('SELECT 1')").getSQLState())
                    .isIn("54001", "25P02", "XX000");
            assertThat(database.value("SELECT same_int(1)")).isEqualTo("1");
        }
        database.close();
        assertThat(Failure.alive(database)).isEqualTo("alive");
    }

    @Test
    void contextDoesNotGrowWithEachLevel() {
        ServerErrorMessage error = Failure.of(database, "SELECT nest(2000, 'SELECT 1', false)");
        assertThat(error.getWhere().lines().count()).isLessThan(2000);
    }

    @Test
    void exhaustedMemoryIsAnError() throws SQLException {
        assertThat(Failure.text(database, "SELECT exhaust_memory()"))
                .isEqualTo("XX000 java.lang.OutOfMemoryError: Java heap space");
        assertThat(Failure.of(database, "SELECT same_text(repeat('ü', 130000000))").getMessage())
                .startsWith("java.lang.OutOfMemoryError");
        assertThat(Failure.alive(database)).isEqualTo("alive");
    }

    @Test
    void largeValuesPass() throws SQLException {
        assertThat(database.value("SELECT length(same_text(repeat('ü', 10000000)))"))
                .isEqualTo("10000000");
        assertThat(
                        database.value(
                                "SELECT fetch_all('SELECT g, repeat(''x'', 1000000)"
                                        + " FROM generate_series(1, 50) g')"))
                .isEqualTo("50/50000000");
    }

    @Test
    void aHundredThousandRows() throws SQLException {
        assertThat(
                        database.value(
                                "SELECT fetch_all('SELECT g, CASE WHEN g % 10 > 0 THEN g::text END,"
                                    + " g * 2.5, now()::text FROM generate_series(1, 100000) g')"))
                .isEqualTo("100000/440001");
        assertThat(database.value("SELECT count(*) FROM count_rows(100000)")).isEqualTo("100000");
    }

    @Test
    void javaCannotEndTheProcess() throws SQLException {
        for (String call :
                List.of("java_exit(0)", "java_exit(1)", "java_halt(1)", "java_exit(0)")) {
            assertThat(Failure.text(database, "SELECT " + call))
                    .isEqualTo(
                            "XX000 java.lang.SecurityException: the server's Java VM cannot be"
                                    + " ended by Java code");
        }
        assertThat(Failure.alive(database)).isEqualTo("alive");
    }

    @Test
    void otherThreadsHaveNoConnection() throws SQLException {
        assertThat(database.value("SELECT other_thread()"))
                .isEqualTo("only the thread that the server called may use the connection");
    }

    @Test
    void aSwallowedErrorIsAnError() throws SQLException {
        ServerErrorMessage error = Failure.of(database, "SELECT swallow('SELECT 1/0')");
        assertThat(error.getSQLState()).isEqualTo("25P02");
        assertThat(error.getDetail()).isEqualTo("The statement failed with: division by zero");
        assertThat(Failure.alive(database)).isEqualTo("alive");
    }

    @Test
    void savepointsLeftOpenByAnExceptionAreRolledBack() throws SQLException {
        database.execute("CREATE TABLE open (n int)");
        assertThat(Failure.text(database, "SELECT leave_open('INSERT INTO open VALUES (1)', true)"))
                .isEqualTo("VC042 java.sql.SQLException: left open");
        database.execute(
                """
                DO 'BEGIN
                    PERFORM leave_open(''INSERT INTO open VALUES (1)'', true);
                EXCEPTION WHEN SQLSTATE ''VC042'' THEN
                    INSERT INTO open VALUES (2);
                END'
                """);
        assertThat(database.column("SELECT n FROM open")).containsExactly("2");
        assertThat(Failure.alive(database)).isEqualTo("alive");
        database.execute("DROP TABLE open");
    }

    @Test
    void savepointsAndResultSetsEndWithTheirCall() throws SQLException {
        database.value("SELECT keep('SELECT 1 FROM generate_series(1, 5000)')");
        assertThat(Failure.text(database, "SELECT read_kept()"))
                .startsWith("24000 the result set is closed");
        assertThat(database.value("SELECT count(*) FROM pg_cursors WHERE name LIKE 'gitversion%'"))
                .isEqualTo("0");
        assertThat(database.value("SELECT keep_savepoint('SELECT release_kept()')"))
                .isEqualTo("3B001");
    }

    @Test
    void nullForAPrimitiveIsAnError() {
        ServerErrorMessage error = Failure.of(database, "SELECT same_int(NULL)");
        assertThat(error.getSQLState()).isEqualTo("39004");
        assertThat(error.getHint()).contains("STRICT");
    }

    @Test
    void charactersThatTextCannotHoldAreRefused() {
        assertThat(Failure.of(database, "SELECT nul()").getSQLState()).isEqualTo("22021");
        assertThat(Failure.of(database, "SELECT lone_surrogate()").getSQLState())
                .isEqualTo("22021");
        assertThat(Failure.of(database, "SELECT same_texts('{{a},{b}}')").getSQLState())
                .isEqualTo("2202E");
    }

    @Test
    void textThatPlJavaWouldChangeIsRefused() throws SQLException {
        for (String sql :
                List.of(
                        "SELECT 1 -- one\n, 2",
                        "SELECT $q$a  b$q$",
                        "SELECT $q$?$q$",
                        "SELECT /* ? */ 1",
                        "SELECT 'a\\', 'b  c'")) {
            assertThat(Failure.of(database, "SELECT query(?)", sql).getSQLState())
                    .as(sql)
                    .isEqualTo("0A000");
        }
        assertThat(database.value("SELECT query(?)", "SELECT  'a  ?', /* a  b */ $q$x y$q$"))
                .isEqualTo("a  ?");
    }

    /** PL/Java makes a number of a "char", and other classes of the rest. */
    @Test
    void columnsThatPlJavaReadsDifferentlyAreRefused() throws SQLException {
        database.execute("CREATE DOMAIN letter AS \"char\"", "CREATE TYPE two AS (a int, b int)");
        for (String value :
                List.of(
                        "'p'::\"char\"",
                        "'p'::letter",
                        "'{p}'::\"char\"[]",
                        "1::oid",
                        "now()",
                        "current_date",
                        "localtime",
                        "'1 2'::oidvector",
                        "ROW(1, 2)::two")) {
            String sql = "SELECT 'x', " + value + " WHERE false";
            assertThat(Failure.of(database, "SELECT query(?)", sql).getSQLState())
                    .as(sql)
                    .isEqualTo("0A000");
            assertThat(database.value("SELECT query(?)", "SELECT (" + value + ")::text"))
                    .isNotNull();
        }
    }

    /** Subtransactions take transaction ids, and get slower the larger the transaction is. */
    @Test
    void statementsTakeNoTransactionIdsOfTheirOwn() throws SQLException {
        database.execute("CREATE TABLE taken (n int)");
        long before = Long.parseLong(database.value("SELECT pg_current_xact_id()::text"));
        database.value("SELECT sum('INSERT INTO taken VALUES (?) RETURNING 1', 100)");
        long after = Long.parseLong(database.value("SELECT pg_current_xact_id()::text"));
        assertThat(database.value("SELECT count(*) FROM taken")).isEqualTo("100");
        assertThat(after - before).isEqualTo(2);
        database.execute("DROP TABLE taken");
    }

    @Test
    void memoryDoesNotGrow() throws SQLException {
        String statement = "SELECT sum('SELECT ?::int4', 50000)";
        String attempts =
                "SELECT count(*) FROM generate_series(1, 2000) WHERE attempt('SELECT 1/0') > ''";
        String used = "SELECT sum(total_bytes) FROM pg_backend_memory_contexts";
        database.value(statement);
        database.value(attempts);
        database.value("SELECT different(600)");
        long before = Long.parseLong(database.value(used));
        for (int i = 0; i < 3; i++) {
            database.value(statement);
            database.value(attempts);
            assertThat(database.value("SELECT different(600)")).isEqualTo("179700");
        }
        assertThat(Long.parseLong(database.value(used)) - before).isLessThan(1_000_000);
    }

    @Test
    void outputGoesToTheLog() throws SQLException {
        database.value("SELECT print('a line of a Java function')");
        assertThat(Cluster.shared().log().lines())
                .filteredOn(line -> line.contains("LOG:  a line of a Java function"))
                .hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"LATIN1", "SQL_ASCII"})
    void otherEncodings(String encoding) throws SQLException {
        try (Database other = HostDatabase.create("host_" + encoding.toLowerCase(), encoding)) {
            assertThat(other.value("SELECT ascii(same_text('ä')) = ascii('ä')")).isEqualTo("t");
            assertThat(other.value("SELECT echo('SELECT ?::text', 'äß') = 'äß'")).isEqualTo("t");
            assertThat(other.value("SELECT same_texts(ARRAY['ä']) = ARRAY['ä']")).isEqualTo("t");
            assertThat(other.value("SELECT java_character(228, false) = 'ä'")).isEqualTo("t");
            assertThat(Failure.of(other, "SELECT java_character(228, true)").getMessage())
                    .isEqualTo("java.lang.IllegalStateException: <ä>");
            assertThat(other.value("SELECT attempt('SELECT ''ä''::int')"))
                    .isEqualTo(
                            "caught 22P02: invalid input syntax for type integer: \"ä\","
                                    + " then alive");
            assertThat(Failure.text(other, "SELECT query('SELECT ''ä''::int')"))
                    .isEqualTo("22P02 invalid input syntax for type integer: \"ä\"");
            if (encoding.equals("LATIN1")) {
                assertThat(Failure.of(other, "SELECT java_character(8364, false)").getSQLState())
                        .isEqualTo("22P05");
                assertThat(Failure.of(other, "SELECT java_character(8364, true)").getMessage())
                        .isEqualTo("java.lang.IllegalStateException: <???>");
                assertThat(other.value("SELECT same_text(chr(255)) = chr(255)")).isEqualTo("t");
            } else {
                for (String call : List.of("same_text(E'\\xe4')", "query('SELECT E''\\xe4''')")) {
                    assertThat(Failure.of(other, "SELECT " + call).getSQLState())
                            .isEqualTo("22021");
                }
            }
            assertThat(Failure.alive(other)).isEqualTo("alive");
        }
    }

    @Test
    void twoHundredSessions() throws SQLException {
        List<Connection> sessions = new ArrayList<>();
        try {
            for (int i = 0; i < 200; i++) {
                Connection session = database.connect();
                sessions.add(session);
                try (Statement statement = session.createStatement()) {
                    statement.execute("SELECT same_int(1)");
                }
            }
            for (Connection session : sessions) {
                try (Statement statement = session.createStatement()) {
                    statement.execute("SELECT query('SELECT 2')");
                }
            }
        } finally {
            for (Connection session : sessions) {
                session.close();
            }
        }
        assertThat(Failure.alive(database)).isEqualTo("alive");
    }
}

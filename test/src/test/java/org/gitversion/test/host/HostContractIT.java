package org.gitversion.test.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import org.gitversion.test.support.Database;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postgresql.util.ServerErrorMessage;

/** What gitversion relies on, on either host. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostContractIT {
    private Database database;

    @BeforeAll
    void createDatabase() {
        database = HostDatabase.create("host_contract", "UTF8");
    }

    @BeforeEach
    void createTable() throws SQLException {
        database.execute("CREATE TABLE numbers (n int PRIMARY KEY)");
    }

    @AfterEach
    void dropTable() throws SQLException {
        database.execute("DROP TABLE numbers");
    }

    @AfterAll
    void close() {
        database.close();
    }

    private List<String> numbers() throws SQLException {
        return database.column("SELECT n FROM numbers ORDER BY n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            textBlock =
                    """
                    same_boolean(true)                      ~ true
                    same_int(-7)                            ~ -7
                    same_integer(7)                         ~ 7
                    same_long(9000000000000000000)          ~ 9000000000000000000
                    same_double(-0.5)                       ~ -0.5
                    same_text('ü€😀 ')||'.'                   ~ ü€😀 .
                    same_text('')||'.'                      ~ .
                    same_varchar('abc')                     ~ abc
                    same_jsonb('{"a":[1,"ü"]}')             ~ {"a": [1, "ü"]}
                    same_bytes('\\x00ff')                    ~ \\x00ff
                    same_texts('{a,NULL,"",ü}')             ~ {a,NULL,"",ü}
                    same_texts('{}')                        ~ {}
                    same_integer(NULL) IS NULL              ~ true
                    same_text(NULL) IS NULL                 ~ true
                    same_texts(NULL) IS NULL                ~ true
                    same_bytes(NULL) IS NULL                ~ true
                    same_jsonb(NULL) IS NULL                ~ true
                    """)
    void valuesPass(String expression, String expected) throws SQLException {
        assertThat(database.value("SELECT (" + expression + ")::text")).isEqualTo(expected);
    }

    @Test
    void setsComeFromIterators() throws SQLException {
        assertThat(database.column("SELECT count_rows(3)"))
                .containsExactly("row 1", "row 2", "row 3");
        assertThat(database.column("SELECT * FROM count_rows(0)")).isEmpty();
        assertThat(database.value("SELECT count(*) FROM count_rows(2501)")).isEqualTo("2501");
        assertThat(
                        database.value(
                                "SELECT sum(v::int) FROM stream("
                                        + "'SELECT g::text FROM generate_series(1, 2500) g') v"))
                .isEqualTo("3126250");
    }

    @Test
    void staticStateLastsForTheSession() throws SQLException {
        int first = Integer.parseInt(database.value("SELECT next_state()"));
        assertThat(database.value("SELECT next_state()")).isEqualTo("" + (first + 1));
    }

    @Test
    void arrayParametersAndResults() throws SQLException {
        assertThat(database.value("SELECT arrays()"))
                .isEqualTo(
                        "Integer[] [1, -2];Long[] [1099511627776];Boolean[] [true, false];"
                                + "String[] [a, b\"c, null];byte[][] [[0, -1], null];null;true");
    }

    @Test
    void columnsAreReadAsTheirJavaClasses() throws SQLException {
        assertThat(
                        database.value(
                                "SELECT classes($$SELECT true, 1::int2, 2, 3::int8, 1.5::float8,"
                                        + " 1.50, 'x'::text, 'y'::name, '{\"a\":1}'::jsonb,"
                                        + " '\\x01'::bytea, '{a,NULL}'::text[], '{z}'::name[],"
                                        + " NULL::int$$)::text"))
                .isEqualTo(
                        "{\"Boolean true\",\"Short 1\",\"Integer 2\",\"Long 3\",\"Double 1.5\","
                                + "\"BigDecimal 1.50\",\"String x\",\"String y\","
                                + "\"String {\\\"a\\\": 1}\",\"byte[] [1]\",\"String[] [a, null]\","
                                + "\"String[] [z]\",\"null\"}");
    }

    @Test
    void serverErrorsKeepEveryField() {
        ServerErrorMessage error =
                Failure.of(database, "SELECT query('SELECT raise_all_fields()')");
        assertThat(error.getSQLState()).isEqualTo("VC042");
        assertThat(error.getMessage()).isEqualTo("message");
        assertThat(error.getDetail()).isEqualTo("detail");
        assertThat(error.getHint()).isEqualTo("hint");
        assertThat(error.getTable()).isEqualTo("a table");
        assertThat(error.getConstraint()).isEqualTo("a constraint");
        assertThat(error.getWhere()).contains("raise_all_fields()");
    }

    @Test
    void javaExceptionsCarryTheirClassAndState() {
        assertThat(Failure.text(database, "SELECT raise('bö', 'VC123')"))
                .isEqualTo("VC123 java.sql.SQLException: bö");
        assertThat(Failure.text(database, "SELECT fail('x')"))
                .isIn("XX000 java.lang.IllegalStateException: x", "XX000 java.sql.SQLException: x");
    }

    @Test
    void anErrorIsOvercomeByRollingBackToASavepoint() throws SQLException {
        assertThat(database.value("SELECT attempt('SELECT 1/0')"))
                .isEqualTo("caught 22012: division by zero, then alive");
        assertThat(database.value("SELECT attempt('SELEC 1')")).startsWith("caught 42601: ");
        assertThat(
                        database.value(
                                "SELECT attempt('SELECT sum(1/(g-1500))"
                                        + " FROM generate_series(1, 3000) g')"))
                .isEqualTo("caught 22012: division by zero, then alive");
        assertThat(database.value("SELECT attempt('SELECT 1')")).isEqualTo("done: 1, then alive");
    }

    @Test
    void withoutRollbackNothingRunsAfterAnError() throws SQLException {
        assertThat(Failure.of(database, "SELECT go_on('SELECT 1/0')").getSQLState())
                .isIn("25P02", "XX000");
        assertThat(Failure.alive(database)).isEqualTo("alive");
    }

    @Test
    void savepointsRollBackWhatCameAfterThem() throws SQLException {
        database.value(
                "SELECT savepoints('INSERT INTO numbers VALUES (1)',"
                        + " 'INSERT INTO numbers VALUES (2)', 'INSERT INTO numbers VALUES (3)')");
        assertThat(numbers()).containsExactly("1", "3");
    }

    @Test
    void aResultSetOutlivesTheRollbackToALaterSavepoint() throws SQLException {
        assertThat(
                        database.value(
                                "SELECT read_across_rollback("
                                        + "'SELECT g::text FROM generate_series(1, 5) g',"
                                        + " 'SELECT 1/0')"))
                .isEqualTo("1!2!3!4!5!");
    }

    @Test
    void aSavepointLeftOpenIsRolledBack() throws SQLException {
        database.value(
                "SELECT leave_open('INSERT INTO numbers SELECT count(*) FROM numbers', false)");
        assertThat(numbers()).isEmpty();
        assertThat(Failure.alive(database)).isEqualTo("alive");
    }

    @Test
    void executeQueryIsLazyAndUpdatesCount() throws SQLException {
        assertThat(database.value("SELECT run('INSERT INTO numbers VALUES (1), (2)')"))
                .isEqualTo("2");
        assertThat(database.value("SELECT run('INSERT INTO numbers VALUES (3) RETURNING n')"))
                .isEqualTo("-1");
        assertThat(numbers()).containsExactly("1", "2");
        assertThat(database.value("SELECT query('INSERT INTO numbers VALUES (3) RETURNING n')"))
                .isEqualTo("3");
        assertThat(database.value("SELECT run('CREATE TABLE m (a int); CREATE INDEX ON m (a)')"))
                .isEqualTo("0");
        database.execute("DROP TABLE m");
    }

    @Test
    void batches() throws SQLException {
        assertThat(database.value("SELECT insert_batch('INSERT INTO numbers VALUES (?)', 100)"))
                .isEqualTo("100");
        assertThat(numbers()).hasSize(100);
    }

    @Test
    void aReplacedFunctionIsSeen() throws SQLException {
        database.execute(
                "CREATE FUNCTION changing(int) RETURNS int LANGUAGE java"
                        + " AS 'org.gitversion.test.host.Routines.sameInt'");
        assertThat(database.value("SELECT changing(5)")).isEqualTo("5");
        database.execute(
                "CREATE OR REPLACE FUNCTION changing(int) RETURNS int LANGUAGE java"
                        + " AS 'org.gitversion.test.host.Routines.recurse'");
        assertThat(database.value("SELECT changing(5)")).isEqualTo("5");
        database.execute(
                "CREATE OR REPLACE FUNCTION changing(int) RETURNS int LANGUAGE java STRICT"
                        + " AS 'java.lang.Integer=org.gitversion.test.host.Routines.twice(int)'");
        assertThat(database.value("SELECT changing(5)")).isEqualTo("10");
        database.execute("DROP FUNCTION changing");
    }

    @Test
    void callsNestThroughSqlAndPlpgsql() throws SQLException {
        assertThat(database.value("SELECT nest(20, 'SELECT ''deep''', false)"))
                .isEqualTo("<".repeat(20) + "deep" + ">".repeat(20));
    }

    @ParameterizedTest
    @CsvSource({"1", "2", "3", "10"})
    void anErrorPassesEveryNestingDepth(int depth) throws SQLException {
        assertThat(Failure.text(database, "SELECT nest(?, 'SELECT 1/0', false)", depth))
                .isEqualTo("22012 division by zero");
        assertThat(Failure.alive(database)).isEqualTo("alive");
    }

    @Test
    void aMissingMethodIsNotedAtCreation() {
        assertThat(
                        Failure.of(
                                        database,
                                        "DO 'BEGIN CREATE FUNCTION wrong() RETURNS int LANGUAGE"
                                                + " java AS ''org.gitversion.test.host.Routines"
                                                + ".absent''; END'")
                                .getMessage())
                .contains("absent");
    }
}

package org.gitversion.test.branch;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.gitversion.test.support.Database;
import org.gitversion.test.support.GitVersionTest;
import org.gitversion.test.support.ServerError;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One query is answered by several branches, and changes nothing. */
@GitVersionTest(databasePerMethod = true)
class QueryIT {
    private static final String ASK = "SELECT * FROM gitversion.query_cross_branch(?, ?::text[])";

    @BeforeEach
    void start(Database database) throws SQLException {
        database.execute(
                "CREATE TYPE mood AS ENUM ('sad', 'glad')",
                "CREATE TABLE orders (id integer PRIMARY KEY, amount numeric, mood mood)",
                "INSERT INTO orders VALUES (2, 5, 'sad'), (1, 7, 'glad')",
                "CREATE TABLE seen (x text)",
                "CREATE SEQUENCE numbers",
                "CREATE FUNCTION writes() RETURNS integer LANGUAGE plpgsql AS"
                        + " 'BEGIN INSERT INTO seen VALUES (''x''); RETURN 1; END'",
                "SELECT gitversion.init('main', 'public')",
                "SELECT gitversion.create_branch('f/x')",
                "ALTER TABLE branch_f_x.orders ADD COLUMN city text",
                "INSERT INTO branch_f_x.orders VALUES (9, 1, 'sad', 'Bonn')");
    }

    private static ServerError refused(Database database, String query, String branches) {
        ServerError error = ServerError.of(() -> database.rows(ASK, query, branches));
        assertThat(error).as(query).isNotNull();
        return error;
    }

    @Test
    void eachBranchAnswersInTheOrderOfTheQuery(Database database) throws SQLException {
        assertThat(
                        database.rows(
                                ASK,
                                "SELECT id FROM public.orders ORDER BY amount;",
                                "{main,f/x,main}"))
                .containsExactly(
                        List.of("main", "[{\"id\": 2}, {\"id\": 1}]"),
                        List.of("f/x", "[{\"id\": 9}]"),
                        List.of("main", "[{\"id\": 2}, {\"id\": 1}]"));
        assertThat(database.rows(ASK, "TABLE orders LIMIT 0 -- none", "{f/x,main}"))
                .containsExactly(List.of("f/x", "[]"), List.of("main", "[]"));
        assertThat(database.rows(ASK, "SELECT 1 AS a", "{}")).isEmpty();
    }

    @Test
    void namesWithTheRootsSchemaMeanTheBranchAndNothingElseDoes(Database database)
            throws SQLException {
        assertThat(
                        database.rows(
                                ASK,
                                "WITH o AS (SELECT * FROM \"public\".orders /* public.orders */)"
                                        + " SELECT o.city, 'in public' AS at,"
                                        + " 'sad'::public.mood = o.mood AS is_sad,"
                                        + " 'public.orders'::regclass = 'orders'::regclass AS same,"
                                        + " gitversion.current_branch() AS b FROM o",
                                "{f/x}"))
                .containsExactly(
                        List.of(
                                "f/x",
                                "[{\"b\": \"f/x\", \"at\": \"in public\", \"city\": \"Bonn\","
                                        + " \"same\": true, \"is_sad\": true}]"));
        assertThat(refused(database, "SELECT 'public.orders' AS x", "{f/x}").state())
                .isEqualTo("VC044");
        ServerError missing = refused(database, "SELECT city FROM public.orders", "{f/x,main}");
        assertThat(missing.state()).isEqualTo("42703");
        assertThat(missing.message()).contains("branch \"main\"").contains("\"city\"");
    }

    @Test
    void onlyOneQueryThatReads(Database database) throws SQLException {
        for (String wrong :
                List.of(
                        "",
                        "SELECT 1; DROP TABLE orders",
                        "DELETE FROM orders",
                        "DELETE FROM orders RETURNING 1",
                        "WITH d AS (DELETE FROM orders RETURNING 1) SELECT * FROM d",
                        "SELECT 1 AS a INTO wrong",
                        "SHOW all",
                        "EXPLAIN ANALYZE DELETE FROM orders",
                        "CREATE TABLE wrong ()",
                        "SELECT 1 AS a, 2 AS a WHERE false")) {
            ServerError error = refused(database, wrong, "{main}");
            assertThat(error.state()).as(wrong + error).isEqualTo("VC014");
            assertThat(error.message()).contains("branch \"main\"");
            assertThat(error.hint()).endsWith(".");
        }
        for (String writing :
                List.of(
                        "SELECT writes()",
                        "SELECT nextval('numbers')",
                        "SELECT id FROM orders FOR UPDATE")) {
            assertThat(refused(database, writing, "{main}").state()).as(writing).isEqualTo("25006");
        }
        assertThat(refused(database, "SELECT 1) a, (SELECT 2", "{main}").state())
                .isEqualTo("42601");
        assertThat(
                        refused(
                                        database,
                                        "SELECT set_config('transaction_read_only', 'off', true)",
                                        "{main}")
                                .state())
                .isEqualTo("25001");
        assertThat(database.column("SELECT id FROM orders")).hasSize(2);
        assertThat(database.column("SELECT x FROM seen")).isEmpty();
        assertThat(refused(database, "SELECT 1", "{main,none}").state()).isEqualTo("VC003");
    }

    @Test
    void nothingIsLeftBehind(Database database) throws SQLException {
        database.execute("CREATE TEMP TABLE notes (n integer)", "SELECT pg_advisory_lock(1)");
        String state =
                "SELECT current_setting('search_path') || current_setting('work_mem')"
                        + " || current_setting('transaction_read_only')"
                        + " || coalesce(current_setting('gitversion.current_branch', true), '')"
                        + " || (SELECT string_agg(concat(objid, mode), ',' ORDER BY objid)"
                        + " FROM pg_locks WHERE locktype = 'advisory')"
                        + " || (SELECT count(*) FROM pg_prepared_statements WHERE name = 'left')"
                        + " || (SELECT count(*) FROM notes)";
        database.execute(
                "CREATE FUNCTION leaves() RETURNS integer LANGUAGE plpgsql AS $$BEGIN"
                        + " PERFORM pg_advisory_lock(1), pg_advisory_lock(2), pg_advisory_lock(2),"
                        + " pg_advisory_lock_shared(-3, -4), pg_advisory_lock_shared(-5),"
                        + " set_config('work_mem', '77kB', false);"
                        + " INSERT INTO notes VALUES (1);"
                        + " EXECUTE 'PREPARE \"left\" AS SELECT 1'; RETURN 1; END$$");
        String before = database.value(state);
        database.rows(ASK, "SELECT leaves()", "{main,main}");
        assertThat(database.value(state)).isEqualTo(before);
        assertThat(refused(database, "SELECT leaves() / 0", "{main}").state()).isEqualTo("22012");
        assertThat(database.value(state)).isEqualTo(before);
        database.execute("INSERT INTO seen VALUES ('may be written again')");
        database.execute("SELECT pg_advisory_unlock_all()");
    }

    @Test
    void aReadOnlyTransactionWillDo(Database database) throws SQLException {
        database.execute("BEGIN READ ONLY");
        assertThat(database.rows(ASK, "SELECT id FROM orders", "{f/x}"))
                .containsExactly(List.of("f/x", "[{\"id\": 9}]"));
        database.execute("COMMIT");
    }

    @Test
    void theCallerNeedsTheRights(Database database) throws SQLException {
        database.execute("CREATE ROLE looking LOGIN IN ROLE gitversion_reader");
        try (Connection session = database.connect("looking");
                Statement statement = session.createStatement()) {
            String call = "SELECT * FROM gitversion.query_cross_branch('TABLE orders', '{f/x}')";
            ServerError schema = ServerError.of(() -> statement.execute(call));
            assertThat(schema.state()).isEqualTo("VC046");
            assertThat(schema.message()).contains("branch_f_x").contains("looking");
            database.execute("GRANT USAGE ON SCHEMA branch_f_x TO looking");
            ServerError table = ServerError.of(() -> statement.execute(call));
            assertThat(table.state()).isEqualTo("42501");
            assertThat(table.message()).contains("branch \"f/x\"").contains("orders");
            database.execute("GRANT SELECT ON branch_f_x.orders TO looking");
            statement.execute(call);
        } finally {
            database.execute("DROP OWNED BY looking", "DROP ROLE looking");
        }
    }

    @Test
    void rowsThatDiffer(Database database) throws SQLException {
        assertThat(
                        database.rows(
                                "SELECT * FROM gitversion.compare_query('SELECT id FROM"
                                        + " public.orders UNION ALL VALUES (9), (9), (3)', 'main',"
                                        + " 'f/x')"))
                .containsExactly(
                        List.of("main", "{\"id\": 2}", "1"),
                        List.of("main", "{\"id\": 1}", "1"),
                        List.of("f/x", "{\"id\": 9}", "1"));
        assertThat(
                        database.rows(
                                "SELECT * FROM gitversion.compare_query('TABLE orders', 'main',"
                                        + " 'main')"))
                .isEmpty();
    }
}

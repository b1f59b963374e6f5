package org.gitversion.test.merge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import org.gitversion.test.support.Database;
import org.gitversion.test.support.GitVersionTest;
import org.gitversion.test.support.ServerError;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Pairs of states, forth and back in place under rows: what comes out is what {@code pg_dump}
 * prints of a schema in which the same was done by hand.
 */
@GitVersionTest
class EvolveIT {
    private static final String SKIP = "SET search_path = pg_catalog";

    @BeforeAll
    static void initialize(Database database) throws SQLException {
        database.execute(
                "CREATE SCHEMA nothing; SELECT gitversion.init('root', 'nothing')",
                "CREATE FOREIGN DATA WRAPPER evolve_fdw",
                "CREATE SERVER evolve_one FOREIGN DATA WRAPPER evolve_fdw",
                "CREATE SERVER evolve_two FOREIGN DATA WRAPPER evolve_fdw");
    }

    static List<Pair> pairs() throws IOException {
        return Pair.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("pairs")
    void bothStatesAreReachedInPlace(Pair pair, Database database) throws SQLException {
        String id = pair.id();
        String main = "m" + id;
        String branch = "b" + id;
        List<String> first = byHand(database, "h" + id, pair.first());
        List<String> second = byHand(database, "h" + id, pair.first() + pair.change());
        work(database, main, "root", pair.first());
        database.execute(pair.rows(), SKIP);
        List<String> rows = rows(database, "branch_" + main);
        work(database, branch, main, pair.change());

        String more = "";
        if (pair.name().startsWith("moved/")) {
            ServerError error =
                    ServerError.of(
                            () ->
                                    database.value(
                                            "SELECT gitversion.merge_branches(?, ?)",
                                            branch,
                                            main));
            assertThat(error.state()).isEqualTo("VC091");
            assertThat(error.hint()).contains("p_move_data => true");
            more = ", p_move_data => true";
        }
        String force = pair.name().endsWith("_forced") ? ", p_force => true" : "";
        String reset = "SELECT gitversion.reset(?, ?, 'hard'" + more + force + ")";
        database.value("SELECT gitversion.merge_branches(?, ?" + more + ")", branch, main);
        assertIs(database, main, second, branch);
        database.value(reset, main, main + "@{1}");
        assertIs(database, main, first, main);
        assertThat(rows(database, "branch_" + main)).isEqualTo(rows);
        database.value(reset, main, branch);
        assertIs(database, main, second, branch);
        database.value("SELECT gitversion.revert(?, ?" + more + ")", main, main);
        assertIs(database, main, first, main);
        assertThat(rows(database, "branch_" + main)).isEqualTo(rows);
        database.execute(
                SKIP,
                "SELECT gitversion.drop_branch('" + branch + "', true)",
                "SELECT gitversion.drop_branch('" + main + "', true)");
    }

    @Test
    void rowsWithoutAPartitionAreCounted(Database database) throws SQLException {
        work(database, "whole", "root", "CREATE TABLE t (id int, v text)");
        database.execute("INSERT INTO t VALUES (1, 'a'), (77, 'b'), (NULL, 'c')", SKIP);
        work(
                database,
                "parts",
                "whole",
                "DROP TABLE t; CREATE TABLE t (id int, v text) PARTITION BY RANGE (id);"
                        + "CREATE TABLE t1 PARTITION OF t FOR VALUES FROM (0) TO (10)");
        ServerError error =
                ServerError.of(
                        () ->
                                database.value(
                                        "SELECT gitversion.reset('whole', 'parts',"
                                                + " p_move_data => true)"));
        assertThat(error.state()).isEqualTo("VC091");
        assertThat(error.detail()).contains("Found 2 by: SELECT * FROM t WHERE");
        assertThat(database.value("SELECT count(*) FROM branch_whole.t")).isEqualTo("3");
    }

    @Test
    void restoreMovesRows(Database database) throws SQLException {
        work(database, "flat", "root", "CREATE TABLE t (id int, v text)");
        work(
                database,
                "divided",
                "flat",
                "DROP TABLE t; CREATE TABLE t (id int, v text) PARTITION BY RANGE (id);"
                        + "CREATE TABLE t1 PARTITION OF t FOR VALUES FROM (0) TO (10)");
        database.execute(SKIP, "INSERT INTO branch_flat.t VALUES (1, 'a')");
        String restore = "SELECT gitversion.restore('tables', 'divided', 'flat'";
        ServerError error = ServerError.of(() -> database.value(restore + ")"));
        assertThat(error.hint()).contains("p_move_data => true");
        database.value(restore + ", p_move_data => true)");
        assertThat(database.column("SELECT v FROM ONLY branch_flat.t1")).containsExactly("a");
    }

    @Test
    void stashesMoveRows(Database database) throws SQLException {
        work(database, "stashing", "root", "CREATE TABLE t (id int, v text)");
        database.psql(
                        "SELECT gitversion.use_branch('stashing'); DROP TABLE t; CREATE TABLE t (id"
                                + " int, v text) PARTITION BY RANGE (id); CREATE TABLE t1 PARTITION"
                                + " OF t FOR VALUES FROM (0) TO (10)",
                        "-q")
                .expectSuccess();
        for (String call : List.of("stash('stashing'", "stash_pop('stashing'")) {
            ServerError error =
                    ServerError.of(() -> database.value("SELECT gitversion." + call + ")"));
            assertThat(error.hint()).contains("p_move_data => true");
            database.value("SELECT gitversion." + call + ", p_move_data => true)");
            if (call.startsWith("stash(")) {
                database.execute(SKIP, "INSERT INTO branch_stashing.t VALUES (1, 'a')");
            }
        }
        assertThat(database.column("SELECT v FROM ONLY branch_stashing.t1")).containsExactly("a");
    }

    @Test
    void sequencesGoWithTheColumnsThatOwnThem(Database database) throws SQLException {
        work(database, "older", "root", "CREATE TABLE a (x int)");
        work(
                database,
                "newer",
                "older",
                "ALTER TABLE a ADD s serial; CREATE TABLE b (id serial PRIMARY KEY)");
        database.value("SELECT gitversion.restore('tables', 'older', 'newer')");
        assertThat(database.column("SELECT path FROM gitversion.status('newer') ORDER BY path"))
                .contains("sequences/a_s_seq", "sequences/b_id_seq", "tables/b");
        assertThat(database.value("SELECT gitversion.compute_tree_hash('branch_newer')"))
                .isEqualTo(database.value("SELECT gitversion.compute_tree_hash('branch_older')"));
    }

    private static List<String> byHand(Database database, String schema, String script)
            throws SQLException {
        String make = "CREATE SCHEMA " + schema + "; SET search_path = " + schema + ";";
        database.psql(make + script, "-q").expectSuccess();
        List<String> out = PlainDump.of(database, schema);
        database.execute(SKIP, "SET client_min_messages = error");
        database.execute("DROP SCHEMA " + schema + " CASCADE");
        return out;
    }

    static void work(Database database, String branch, String from, String script)
            throws SQLException {
        database.execute(SKIP);
        database.value("SELECT gitversion.create_branch(?, ?)", branch, from);
        database.value("SELECT gitversion.use_branch(?)", branch);
        database.psql("SELECT gitversion.use_branch('" + branch + "');" + script, "-q")
                .expectSuccess();
        database.value("SELECT gitversion.commit('Work', ?)", branch);
    }

    private static void assertIs(
            Database database, String branch, List<String> dump, String revision)
            throws SQLException {
        String schema = "branch_" + branch;
        assertThat(PlainDump.of(database, schema)).isEqualTo(dump);
        assertThat(database.column("SELECT path FROM gitversion.status(?)", branch)).isEmpty();
        assertThat(database.column("SELECT statement FROM gitversion.plan(?, ?)", branch, revision))
                .isEmpty();
        assertThat(database.value("SELECT gitversion.compute_tree_hash(?)", schema))
                .isEqualTo(
                        database.value(
                                "SELECT tree_hash FROM gitversion.commits"
                                        + " WHERE id = gitversion.rev_parse(?)",
                                revision));
    }

    /** How many rows each table has, in all its partitions. */
    static List<String> rows(Database database, String schema) throws SQLException {
        return database.column(
                "SELECT relname || ' ' || (xpath('//n/text()', query_to_xml(format('SELECT count(*)"
                        + " AS n FROM %s', oid::regclass), true, false, '')))[1] FROM pg_class"
                        + " WHERE relkind IN ('r', 'p') AND relnamespace = ?::regnamespace ORDER BY"
                        + " relname",
                schema);
    }
}

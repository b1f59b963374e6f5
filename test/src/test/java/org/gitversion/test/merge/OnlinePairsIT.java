package org.gitversion.test.merge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.gitversion.test.support.Database;
import org.gitversion.test.support.GitVersionTest;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Plans that are not one transaction lead from the one state of a pair to the other, and back.
 * Every twelfth pair; {@code -Dgitversion.pairs=1}, as in the nightly run, takes all.
 */
@GitVersionTest
class OnlinePairsIT {
    private static final int EVERY = Integer.getInteger("gitversion.pairs", 12);

    @BeforeAll
    static void initialize(Database database) throws SQLException {
        EvolveIT.initialize(database);
    }

    static List<Pair> pairs() throws IOException {
        List<Pair> all = Pair.all();
        List<Pair> out = new ArrayList<>();
        for (int i = 0; i < all.size(); i += EVERY) {
            out.add(all.get(i));
        }
        return out;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("pairs")
    void bothStatesAreReached(Pair pair, Database database) throws SQLException {
        String main = "m" + pair.id();
        String branch = "b" + pair.id();
        EvolveIT.work(database, main, "root", pair.first());
        database.execute(pair.rows(), "SET search_path = pg_catalog");
        List<String> rows = EvolveIT.rows(database, "branch_" + main);
        EvolveIT.work(database, branch, main, pair.change());
        List<String> wrong = new ArrayList<>();
        try (Connection other = database.connect()) {
            runOneByOne(database, other, main, branch, "branch_" + main, wrong);
        }
        assertIs(database, "branch_" + main, branch);
        assertThat(wrong).isEmpty();
        run(database, branch, main, "branch_" + main);
        assertIs(database, "branch_" + main, main);
        if (!pair.name().endsWith("_forced")) {
            assertThat(EvolveIT.rows(database, "branch_" + main)).isEqualTo(rows);
        }
        database.execute(
                "SET search_path = pg_catalog",
                "SELECT gitversion.drop_branch('" + branch + "', true)",
                "SELECT gitversion.drop_branch('" + main + "', true)");
    }

    @Test
    void whatHasNoOnlineFormSaysSo(Database database) throws SQLException {
        EvolveIT.work(
                database,
                "waiting",
                "root",
                "CREATE TABLE t (a int, b text, c int); CREATE DOMAIN d AS int; CREATE TABLE u (d"
                    + " d);CREATE TABLE p (a int) PARTITION BY HASH (a); CREATE TABLE p1 (a int)");
        EvolveIT.work(
                database,
                "waited",
                "waiting",
                "ALTER TABLE t ALTER a TYPE bigint; ALTER TABLE t ADD EXCLUDE (b WITH =);"
                        + "ALTER DOMAIN d ADD CHECK (VALUE > 0); ALTER TABLE p ATTACH PARTITION p1"
                        + " FOR VALUES WITH (MODULUS 2, REMAINDER 0); ALTER TABLE t ALTER c SET NOT"
                        + " NULL; CREATE TABLE w (a int PRIMARY KEY)");
        String why = "There is no online form: the table is locked while ";
        assertThat(
                        database.rows(
                                "SELECT object, split_part(reason, ?, 2) FROM"
                                        + " gitversion.plan('waiting', 'waited', p_online => true)"
                                        + " WHERE reason LIKE '%' || ? || '%' ORDER BY object",
                                why, why))
                .containsExactly(
                        List.of("tables/p1", "its rows are read."),
                        List.of("tables/t/columns/a", "it is written again."),
                        List.of("tables/t/constraints/t_b_excl", "its rows are read."),
                        List.of("types/d/constraints/d_check", "its rows are read."));
    }

    /** As a program does that goes through the rows, and looks whether each does what it says. */
    private static void runOneByOne(
            Database database,
            Connection other,
            String from,
            String to,
            String schema,
            List<String> wrong)
            throws SQLException {
        for (List<String> step :
                database.rows(
                        "SELECT statement, lock_mode, rewrites_table, scans_table, transactional"
                                + " FROM gitversion.plan(?, ?, p_move_data => true, p_online =>"
                                + " true) ORDER BY step",
                        from,
                        to)) {
            String sql = step.get(0).replace("nothing.", schema + ".");
            if (sql.contains(" CONCURRENTLY")) {
                other.setAutoCommit(true);
                assertThat(step.get(4)).as(sql).isEqualTo("f");
                try (Statement statement = other.createStatement()) {
                    statement.execute("SET search_path = " + schema + ", public");
                    statement.execute(sql);
                }
                continue;
            }
            other.setAutoCommit(false);
            PlanFactsIT.Facts said =
                    new PlanFactsIT.Facts(
                            step.get(1), step.get(2).equals("t"), step.get(3).equals("t"));
            PlanFactsIT.Facts seen = PlanFactsIT.seen(other, schema, sql);
            if (!said.equals(seen) && !sql.startsWith("CREATE MATERIALIZED VIEW")) {
                wrong.add(sql + "\n  says " + said + "\n  does " + seen);
            }
        }
    }

    private static void run(Database database, String from, String to, String schema)
            throws SQLException {
        database.psql(
                        database.value(
                                "SELECT gitversion.plan_script(?, ?, ?, p_move_data => true,"
                                        + " p_online => true)",
                                from,
                                to,
                                schema),
                        "-q")
                .expectSuccess();
    }

    private static void assertIs(Database database, String schema, String revision)
            throws SQLException {
        assertThat(database.value("SELECT gitversion.compute_tree_hash(?)", schema))
                .isEqualTo(
                        database.value(
                                "SELECT tree_hash FROM gitversion.commits"
                                        + " WHERE id = gitversion.rev_parse(?)",
                                revision));
    }
}

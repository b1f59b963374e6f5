package org.gitversion.test.random;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.Random;
import org.gitversion.test.support.Cluster;
import org.gitversion.test.support.Database;
import org.gitversion.test.support.GitVersionTest;
import org.gitversion.test.support.Integrity;
import org.gitversion.test.support.SchemaDump;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Properties that hold for any schema. {@code -Dgitversion.seed=N} starts from another seed ({@code
 * random}: from one that nobody knows before), {@code -Dgitversion.rounds=N} runs more rounds than
 * fit into the time of a normal test run. The seed and the statements are in every failure.
 */
@GitVersionTest(databasePerMethod = true)
class RandomSchemaIT {
    private static final long BUDGET_NANOS = 25_000_000_000L;

    private final long seed = seed();
    private final int rounds = Integer.getInteger("gitversion.rounds", 0);
    private final long start = System.nanoTime();

    private static long seed() {
        String seed = System.getProperty("gitversion.seed", "1");
        return seed.equals("random") ? new Random().nextInt(1_000_000_000) : Long.parseLong(seed);
    }

    @BeforeAll
    static void role() throws SQLException {
        try (Database postgres = Cluster.shared().database("postgres")) {
            postgres.execute("DROP ROLE IF EXISTS random_role", "CREATE ROLE random_role");
        }
    }

    @Test
    void aCloneEqualsItsSource(Database database) throws SQLException {
        int round = 0;
        for (; more(round); round++) {
            RandomDdl ddl = new RandomDdl(database, new Random(seed + round));
            String source = "source_" + round;
            String clone = "clone " + round;
            database.execute("CREATE SCHEMA " + source, "SET search_path = " + source);
            ddl.create(40);
            describe(round, ddl, () -> cloneAndCompare(database, source, clone));
            database.execute("DROP SCHEMA " + source + " CASCADE");
            database.execute("DROP SCHEMA \"" + clone + "\" CASCADE");
        }
        report("clone", round);
    }

    private static void cloneAndCompare(Database database, String source, String clone)
            throws SQLException {
        database.value("SELECT gitversion.clone_schema_objects(?, ?)", source, clone);
        assertThat(database.value("SELECT gitversion.compute_tree_hash(?)", clone))
                .isEqualTo(database.value("SELECT gitversion.compute_tree_hash(?)", source));
        assertThat(
                        SchemaDump.difference(
                                SchemaDump.of(database, clone), SchemaDump.of(database, source)))
                .isEmpty();
    }

    @Test
    void aMergedBranchEqualsItsTarget(Database database) throws SQLException {
        database.execute("CREATE SCHEMA app", "SET search_path = app");
        new RandomDdl(database, new Random(seed)).create(60);
        database.value("SELECT gitversion.init('main', 'app')");
        int round = 0;
        for (; more(round); round++) {
            RandomDdl ddl = new RandomDdl(database, new Random(seed + 1000 + round));
            String branch = "b" + round;
            describe(round, ddl, () -> changeAndMerge(database, ddl, branch));
            database.value("SELECT gitversion.drop_branch(?)", branch);
        }
        assertThat(Integrity.problems(database)).isEmpty();
        report("merge", round);
    }

    private static void changeAndMerge(Database database, RandomDdl ddl, String branch)
            throws SQLException {
        database.value("SELECT gitversion.create_branch(?, 'main')", branch);
        database.value("SELECT gitversion.use_branch(?)", branch);
        ddl.change(12);
        database.execute("CREATE TABLE always_new_" + branch + " (k integer)");
        database.value("SELECT gitversion.commit('Change at random')");
        database.value("SELECT gitversion.merge_branches(?, 'main')", branch);

        String schema =
                database.value(
                        "SELECT schema_name FROM gitversion.branches"
                                + " WHERE branch_name = ? AND is_active",
                        branch);
        assertThat(database.value("SELECT gitversion.compute_tree_hash('app')"))
                .isEqualTo(database.value("SELECT gitversion.compute_tree_hash(?)", schema));
        assertThat(
                        SchemaDump.difference(
                                SchemaDump.of(database, "app"), SchemaDump.of(database, schema)))
                .isEmpty();
    }

    private boolean more(int round) {
        return rounds > 0 ? round < rounds : System.nanoTime() - start < BUDGET_NANOS;
    }

    private interface Check {
        void run() throws SQLException;
    }

    private void describe(int round, RandomDdl ddl, Check check) {
        try {
            check.run();
        } catch (SQLException | RuntimeException | AssertionError e) {
            throw new AssertionError(
                    String.format(
                            "seed %d, round %d: %s%nafter%n%s;",
                            seed, round, e.getMessage(), String.join(";\n", ddl.executed())),
                    e);
        }
    }

    private void report(String what, int done) {
        assertThat(done).as("rounds").isPositive();
        System.out.printf("RandomSchemaIT: %s: %d rounds from seed %d%n", what, done, seed);
    }
}

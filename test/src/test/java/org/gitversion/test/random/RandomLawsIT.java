package org.gitversion.test.random;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.gitversion.test.support.Database;
import org.gitversion.test.support.GitVersionTest;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What any three-way merge does, done with live schemas: to merge what changed on one side alone
 * comes to that side, what both did is done once, and which of two branches receives makes no
 * difference to the state. Seed and number of merges are those of {@link RandomMergeIT}.
 */
@GitVersionTest(databasePerMethod = true, extensions = "btree_gist")
class RandomLawsIT {
    private final long seed = RandomSchemaIT.seed();
    private final int merges = Integer.getInteger("gitversion.merges", 12);
    private final List<String> failures = new ArrayList<>();
    private int merged;

    @BeforeAll
    static void cluster() throws SQLException {
        Laboratory.prepareCluster();
    }

    /** A law, checked with one pair of branches. */
    private interface Law {
        void check(Evolution evolution) throws SQLException;
    }

    private void check(Database database, String name, boolean both, int count, Law law)
            throws SQLException {
        Laboratory.prepare(database);
        for (int i = 0; i < merges; i++) {
            Evolution evolution = new Evolution(database);
            try {
                evolution.grow(seed + i, name + i, both, count);
                law.check(evolution);
                evolution.end();
            } catch (SQLException | AssertionError e) {
                String script = String.join(";\n", evolution.script());
                failures.add("seed " + (seed + i) + ": " + e.getMessage() + "\nafter\n" + script);
                System.out.println(failures.get(failures.size() - 1));
            }
        }
        System.out.printf("RandomLawsIT %s: %d merged, seed %d%n", name, merged, seed);
        assertThat(failures).isEmpty();
        assertThat(merged).isPositive();
    }

    @Test
    void whatOneSideChangedIsTheResult(Database database) throws SQLException {
        check(
                database,
                "one",
                false,
                15,
                evolution -> {
                    String wanted = evolution.treeHash(evolution.source());
                    String before = evolution.treeHash(evolution.target());
                    String there =
                            evolution.undone(
                                    () -> evolution.merged(evolution.source(), evolution.target()));
                    String back =
                            evolution.undone(
                                    () -> evolution.merged(evolution.target(), evolution.source()));
                    assertThat(back).isEqualTo(wanted).isNotEqualTo(before);
                    if (there != null) {
                        merged++;
                        assertThat(there).isEqualTo(wanted);
                    }
                });
    }

    @Test
    void whatBothSidesDidIsDoneOnce(Database database) throws SQLException {
        check(
                database,
                "same",
                false,
                15,
                evolution -> {
                    if (!evolution.sameOnTarget()) {
                        return;
                    }
                    String wanted = evolution.treeHash(evolution.source());
                    for (String[] way :
                            new String[][] {
                                {evolution.source(), evolution.target()},
                                {evolution.target(), evolution.source()}
                            }) {
                        assertThat(evolution.undone(() -> evolution.merged(way[0], way[1])))
                                .as("merge of " + way[0])
                                .isEqualTo(wanted);
                    }
                    merged++;
                });
    }

    @Test
    void whichBranchReceivesMakesNoDifference(Database database) throws SQLException {
        check(
                database,
                "flip",
                true,
                6,
                evolution -> {
                    String one = evolution.source();
                    String other = evolution.target();
                    String there = evolution.undone(() -> evolution.merged(one, other));
                    String back = evolution.undone(() -> evolution.merged(other, one));
                    assertThat(there).isEqualTo(back);
                    merged += there == null ? 0 : 1;
                });
    }
}

package org.gitversion.test.random;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.gitversion.test.support.Database;
import org.gitversion.test.support.GitVersionTest;
import org.gitversion.test.support.Integrity;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Any merge comes to what was promised, or is refused by name: the server reads back what it did.
 * {@code -Dgitversion.merges=N} makes another number of merges, the seed is that of {@link
 * RandomSchemaIT}.
 */
@GitVersionTest(databasePerMethod = true, extensions = "btree_gist")
class RandomMergeIT {
    private final long seed = RandomSchemaIT.seed();
    private final int merges = Integer.getInteger("gitversion.merges", 12);
    private final List<String> failures = new ArrayList<>();

    @BeforeAll
    static void cluster() throws SQLException {
        Laboratory.prepareCluster();
    }

    @Test
    void aMergedBranchEqualsItsTarget(Database database) throws SQLException {
        merge(database, false);
    }

    @Test
    void branchesThatBothChangedMergeOrConflict(Database database) throws SQLException {
        merge(database, true);
    }

    private void merge(Database database, boolean both) throws SQLException {
        Laboratory.prepare(database);
        int merged = 0;
        for (int i = 0; i < merges; i++) {
            Evolution evolution = new Evolution(database);
            try {
                evolution.grow(seed + i, "m" + i, both);
                if (evolution.merge()) {
                    merged++;
                    assertThat(both ? "" : evolution.difference()).isEmpty();
                }
                evolution.end();
            } catch (SQLException | AssertionError e) {
                String script = String.join(";\n", evolution.script());
                failures.add("seed " + (seed + i) + ": " + e.getMessage() + "\nafter\n" + script);
                System.out.println(failures.get(failures.size() - 1));
            }
        }
        System.out.printf("RandomMergeIT: %d of %d merged, seed %d%n", merged, merges, seed);
        assertThat(failures).isEmpty();
        assertThat(merged).isPositive();
        assertThat(Integrity.problems(database)).isEmpty();
    }
}

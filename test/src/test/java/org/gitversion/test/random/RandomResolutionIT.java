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
 * To resolve every conflict of a merge for one side comes to the same as to merge with the strategy
 * of that side. Seed and number of merges are those of {@link RandomMergeIT}.
 */
@GitVersionTest(databasePerMethod = true, extensions = "btree_gist")
class RandomResolutionIT {
    private final long seed = RandomSchemaIT.seed();
    private final int merges = Integer.getInteger("gitversion.merges", 12);
    private final List<String> failures = new ArrayList<>();
    private int resolved;

    @BeforeAll
    static void cluster() throws SQLException {
        Laboratory.prepareCluster();
    }

    @Test
    void resolvingAllIsMergingWithAStrategy(Database database) throws SQLException {
        Laboratory.prepare(database);
        for (int i = 0; i < merges; i++) {
            Evolution evolution = new Evolution(database);
            try {
                evolution.grow(seed + i, "r" + i, true);
                for (String strategy : List.of("ours", "theirs")) {
                    String merged = evolution.undone(() -> evolution.mergedBy(strategy));
                    if (merged != null) {
                        String worked = evolution.undone(() -> evolution.resolvedBy(strategy));
                        assertThat(worked).as(strategy).isEqualTo(merged);
                    }
                }
                resolved += evolution.resolutions();
                evolution.end();
            } catch (SQLException | AssertionError e) {
                String script = String.join(";\n", evolution.script());
                failures.add("seed " + (seed + i) + ": " + e.getMessage() + "\nafter\n" + script);
                System.out.println(failures.get(failures.size() - 1));
            }
        }
        System.out.printf("RandomResolutionIT: %d conflicts resolved, seed %d%n", resolved, seed);
        assertThat(failures).isEmpty();
        assertThat(resolved).isPositive();
        assertThat(Integrity.problems(database)).isEmpty();
    }
}

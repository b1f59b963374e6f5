package org.gitversion.test.merge;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.gitversion.test.support.Cluster;
import org.gitversion.test.support.Database;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/**
 * Runs every case, both ways round, each in branches of its own. Some share a database: what it has
 * seen makes it slower, and a new session slow at first.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MergeCasesIT {
    private static final int RUNS = 20;

    private Database database;
    private int runs;

    @BeforeAll
    static void createRoles() throws SQLException {
        try (Database postgres = Cluster.shared().database("postgres")) {
            for (String role : List.of("merge_reader", "merge_writer", "merge_owner")) {
                if (postgres.rows("SELECT FROM pg_roles WHERE rolname = ?", role).isEmpty()) {
                    postgres.execute("CREATE ROLE " + role);
                }
            }
        }
    }

    @AfterAll
    void dropDatabase() {
        if (database != null) {
            database.drop();
        }
    }

    private Database database() throws SQLException {
        if (runs++ % RUNS == 0) {
            dropDatabase();
            database = Cluster.shared().createDatabase();
            database.value("SELECT gitversion.init('main')");
        }
        return database;
    }

    @Test
    void eachCaseSaysWhatComesOut() {
        assertThat(MergeCase.all())
                .hasSizeGreaterThanOrEqualTo(60)
                .allMatch(merge -> merge.has("merged.sql") != merge.has("conflicts"))
                .allMatch(merge -> merge.has("source.sql"))
                .allMatch(merge -> !merge.has("noflip") || !merge.text("noflip").isBlank());
    }

    @TestFactory
    List<DynamicTest> cases() {
        String only = System.getProperty("gitversion.case", "");
        List<DynamicTest> tests = new ArrayList<>();
        for (MergeCase merge : MergeCase.all()) {
            if (merge.name().matches(only + ".*")) {
                tests.add(test(merge.name(), merge, false));
                if (!merge.has("noflip")) {
                    tests.add(test(merge.name() + ", flipped", merge, true));
                }
            }
        }
        return tests;
    }

    private DynamicTest test(String name, MergeCase merge, boolean flipped) {
        return DynamicTest.dynamicTest(
                name, () -> new MergeCaseRun(database(), merge, flipped).run());
    }
}

package org.gitversion.test.kind;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class StatisticsIT {
    private static final String TABLE =
            "CREATE TABLE \"T /%\" (id int PRIMARY KEY, \"A b\" text, n numeric(5,1));";

    @Test
    void aCloneHasEveryProperty() throws SQLException {
        Lab.assertClones(
                TABLE
                        + """
                        CREATE STATISTICS two (mcv, ndistinct) ON id, "A b" FROM "T /%";
                        CREATE STATISTICS "a ""ll/%" ON id, n, (lower("A b")), (n + 1) FROM "T /%";
                        CREATE STATISTICS one ON (lower("A b")) FROM "T /%";
                        CREATE STATISTICS some_expressions (dependencies) ON id, (n * 2) FROM "T /%";
                        ALTER STATISTICS one SET STATISTICS 55;
                        CREATE MATERIALIZED VIEW m AS SELECT id, n FROM "T /%";
                        CREATE STATISTICS of_view ON id, n FROM m;
                        COMMENT ON STATISTICS "a ""ll/%" IS 'all';
                        ALTER STATISTICS two OWNER TO kind_reader;
                        """);
    }

    @Test
    void theTargetChangesInPlaceTheRestByRebuilding() throws SQLException {
        try (Lab lab =
                Lab.of(
                        TABLE
                                + "CREATE STATISTICS s ON id, n FROM \"T /%\";"
                                + "CREATE STATISTICS gone ON \"A b\", n FROM \"T /%\";"
                                + "COMMENT ON STATISTICS s IS 's';")) {
            assertThat(lab.merge("ALTER STATISTICS s SET STATISTICS 9"))
                    .containsExactly("ALTER STATISTICS s SET STATISTICS 9");
            assertThat(lab.merge("ALTER STATISTICS s SET STATISTICS -1"))
                    .containsExactly("ALTER STATISTICS s SET STATISTICS -1");
            assertThat(
                            lab.merge(
                                    "DROP STATISTICS s; CREATE STATISTICS s (mcv) ON id, n, \"A b\""
                                            + " FROM \"T /%\"; COMMENT ON STATISTICS s IS 's'"))
                    .contains("DROP STATISTICS s");
            assertThat(lab.merge("ALTER STATISTICS s RENAME TO \"S \"\"/%\""))
                    .containsExactly("ALTER STATISTICS s RENAME TO \"S \"\"/%\"");
        }
    }

    @Test
    void theyGoWithTheirTableOrColumn() throws SQLException {
        try (Lab lab =
                Lab.of(
                        TABLE
                                + "CREATE STATISTICS s ON id, n FROM \"T /%\";CREATE TABLE u (a"
                                + " int, b int); CREATE STATISTICS r ON a, b FROM u;")) {
            assertThat(lab.merge("DROP TABLE u")).containsExactly("DROP TABLE u");
            assertThat(lab.merge("ALTER TABLE \"T /%\" DROP COLUMN n"))
                    .contains("ALTER TABLE \"T /%\" DROP COLUMN n");
        }
    }
}

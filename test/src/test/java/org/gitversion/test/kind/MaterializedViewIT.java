package org.gitversion.test.kind;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class MaterializedViewIT {
    private static final String TABLE = "CREATE TABLE t (id int PRIMARY KEY, \"A b\" text);";

    @Test
    void aCloneHasEveryProperty() throws SQLException {
        Lab.assertClones(
                """
                CREATE TABLE t (id int PRIMARY KEY, "A b" text, n numeric(5,1));
                CREATE MATERIALIZED VIEW "M ""/%" ("I d", x) WITH (autovacuum_enabled=off,
                    fillfactor=70, toast.autovacuum_enabled=off) TABLESPACE kind_space AS
                    SELECT id, "A b" || 'x' FROM t WITH NO DATA;
                CREATE MATERIALIZED VIEW filled AS SELECT count(*) AS c FROM t;
                CREATE UNIQUE INDEX filled_c ON filled (c);
                CREATE MATERIALIZED VIEW upon AS SELECT * FROM filled;
                CREATE MATERIALIZED VIEW upon_nothing AS SELECT "I d" FROM "M ""/%" WITH NO DATA;
                ALTER MATERIALIZED VIEW "M ""/%" ALTER x SET STORAGE EXTERNAL;
                ALTER MATERIALIZED VIEW "M ""/%" ALTER x SET COMPRESSION pglz;
                ALTER MATERIALIZED VIEW "M ""/%" ALTER x SET STATISTICS 77;
                ALTER MATERIALIZED VIEW "M ""/%" ALTER x SET (n_distinct=5);
                ALTER TABLE filled REPLICA IDENTITY FULL;
                COMMENT ON MATERIALIZED VIEW filled IS 'filled';
                COMMENT ON COLUMN filled.c IS 'a number';
                GRANT SELECT ON filled TO kind_reader;
                GRANT SELECT (c) ON filled TO "Kind ""Writer";
                ALTER MATERIALIZED VIEW upon OWNER TO kind_reader;
                GRANT SELECT ON filled TO kind_reader WITH GRANT OPTION;
                """);
    }

    @Test
    void anotherQueryRebuildsItWithItsIndexesAndDependents() throws SQLException {
        try (Lab lab =
                Lab.of(
                        TABLE
                                + "INSERT INTO t VALUES (1, 'x');CREATE MATERIALIZED VIEW m AS"
                                + " SELECT id FROM t;CREATE UNIQUE INDEX m_i ON m (id); CREATE"
                                + " STATISTICS s ON (id + 1) FROM m;CREATE VIEW v AS SELECT id FROM"
                                + " m; COMMENT ON VIEW v IS 'vm';COMMENT ON INDEX m_i IS 'im';"
                                + " GRANT SELECT ON m TO kind_reader;")) {
            assertThat(
                            lab.merge(
                                    "ALTER MATERIALIZED VIEW m RENAME TO o; ALTER INDEX m_i RENAME"
                                        + " TO o_i; CREATE MATERIALIZED VIEW m AS SELECT id, \"A"
                                        + " b\" FROM t; CREATE OR REPLACE VIEW v AS SELECT id FROM"
                                        + " m;DROP MATERIALIZED VIEW o;CREATE UNIQUE INDEX m_i ON m"
                                        + " (id);COMMENT ON INDEX m_i IS 'im'; GRANT SELECT ON m TO"
                                        + " kind_reader; CREATE STATISTICS s ON (id + 1) FROM m"))
                    .contains("DROP MATERIALIZED VIEW m");
            assertThat(lab.database().column("SELECT \"A b\" FROM app.m")).containsExactly("x");
        }
    }

    @Test
    void storageChangesInPlace() throws SQLException {
        try (Lab lab = Lab.of(TABLE + "CREATE MATERIALIZED VIEW m AS SELECT id, \"A b\" FROM t;")) {
            assertThat(
                            lab.merge(
                                    "ALTER MATERIALIZED VIEW m SET (fillfactor=66,"
                                        + " toast.autovacuum_enabled=off);ALTER MATERIALIZED VIEW m"
                                        + " ALTER \"A b\" SET STATISTICS 5;ALTER MATERIALIZED VIEW"
                                        + " m ALTER \"A b\" SET STORAGE MAIN;ALTER MATERIALIZED"
                                        + " VIEW m ALTER \"A b\" SET COMPRESSION pglz;ALTER"
                                        + " MATERIALIZED VIEW m ALTER \"A b\" SET"
                                        + " (n_distinct=4);ALTER TABLE m REPLICA IDENTITY"
                                        + " NOTHING;ALTER MATERIALIZED VIEW m SET TABLESPACE"
                                        + " kind_space"))
                    .noneMatch(statement -> statement.startsWith("DROP"));
            lab.merge(
                    "ALTER MATERIALIZED VIEW m RESET (fillfactor, toast.autovacuum_enabled);"
                            + "ALTER MATERIALIZED VIEW m ALTER \"A b\" SET STATISTICS -1;"
                            + "ALTER MATERIALIZED VIEW m ALTER \"A b\" SET STORAGE EXTENDED;"
                            + "ALTER MATERIALIZED VIEW m ALTER \"A b\" SET COMPRESSION default;"
                            + "ALTER MATERIALIZED VIEW m ALTER \"A b\" RESET (n_distinct);"
                            + "ALTER TABLE m REPLICA IDENTITY DEFAULT;"
                            + "ALTER MATERIALIZED VIEW m SET TABLESPACE pg_default");
        }
    }

    @Test
    void namesChangeInPlace() throws SQLException {
        try (Lab lab =
                Lab.of(
                        TABLE
                                + "INSERT INTO t VALUES (1, 'x');"
                                + "CREATE MATERIALIZED VIEW m AS SELECT id, \"A b\" FROM t;")) {
            assertThat(
                            lab.merge(
                                    "ALTER MATERIALIZED VIEW m RENAME TO \"m \"\"/%\";"
                                            + "ALTER MATERIALIZED VIEW \"m \"\"/%\""
                                            + " RENAME COLUMN \"A b\" TO \"c \"\"/%\""))
                    .containsExactly(
                            "ALTER MATERIALIZED VIEW m RENAME TO \"m \"\"/%\"",
                            "ALTER MATERIALIZED VIEW \"m \"\"/%\""
                                    + " RENAME COLUMN \"A b\" TO \"c \"\"/%\"");
        }
    }
}

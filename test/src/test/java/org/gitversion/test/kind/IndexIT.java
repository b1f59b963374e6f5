package org.gitversion.test.kind;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class IndexIT {
    @Test
    void aCloneHasEveryProperty() throws SQLException {
        Lab.assertClones(
                """
                CREATE TYPE mood AS ENUM ('sad', 'ok');
                CREATE DOMAIN code AS varchar(5) COLLATE "C";
                CREATE TYPE pair AS (a int, "B" text);
                CREATE TABLE "T/%x" (a int, b text COLLATE "C", c varchar(10), d code, e mood, f pair,
                    r tsrange, ar int[], doc jsonb, body text, net cidr, "select" name);
                CREATE INDEX plain ON "T/%x" (a);
                CREATE INDEX ordered ON "T/%x" (a DESC, b NULLS FIRST, c DESC NULLS LAST);
                CREATE UNIQUE INDEX full_house ON "T/%x" (lower(c), (a + 1)) INCLUDE (b, "select")
                    NULLS NOT DISTINCT WITH (deduplicate_items = off, fillfactor = 60)
                    WHERE a > 3 AND e = 'sad';
                CREATE INDEX trigrams ON "T/%x" USING gin (body gin_trgm_ops);
                CREATE INDEX signed ON "T/%x" USING gist (body gist_trgm_ops (siglen = 32), a);
                CREATE INDEX words ON "T/%x" USING gin (to_tsvector('english', body));
                CREATE INDEX hashed ON "T/%x" USING hash (net);
                CREATE INDEX coerced ON "T/%x" (net, "select", d, e, r, ar);
                CREATE INDEX collated ON "T/%x" (b COLLATE "default", body COLLATE "C",
                    (body || 'x') COLLATE "POSIX", lower(b) COLLATE "default", lower(b));
                CREATE INDEX arrays ON "T/%x" USING gin (ar, doc jsonb_path_ops, doc);
                CREATE INDEX patterns ON "T/%x" (c varchar_pattern_ops, body text_pattern_ops);
                CREATE INDEX blocks ON "T/%x" USING brin (a int4_minmax_multi_ops (values_per_range = 16))
                    WITH (autosummarize = on, pages_per_range = 32);
                CREATE INDEX space_partitioned ON "T/%x" USING spgist (r);
                CREATE INDEX "I ""/%" ON "T/%x" (((f)."B"), (f), ("T/%x".*)) TABLESPACE kind_space;
                ALTER INDEX "I ""/%" ALTER COLUMN 1 SET STATISTICS 500;
                CREATE INDEX constant ON "T/%x" ((1)) WHERE e IS DISTINCT FROM 'sad';
                CREATE INDEX among ON "T/%x" (a) WHERE c IN ('a', 'b');
                COMMENT ON INDEX plain IS 'an index''s comment';
                CREATE MATERIALIZED VIEW mv AS SELECT a, b FROM "T/%x";
                CREATE UNIQUE INDEX of_a_view ON mv (a) WITH (fillfactor = 50);
                """);
    }

    @Test
    void storageChangesInPlace() throws SQLException {
        try (Lab lab =
                Lab.of(
                        "CREATE TABLE t (a int, b text); CREATE INDEX i ON t ((a + 1), b)"
                                + " WITH (fillfactor = 70) TABLESPACE kind_space;"
                                + "ALTER INDEX i ALTER COLUMN 1 SET STATISTICS 10;")) {
            assertThat(
                            lab.merge(
                                    "ALTER INDEX i RESET (fillfactor); ALTER INDEX i SET"
                                        + " (deduplicate_items = off); COMMENT ON INDEX i IS"
                                        + " 'x';ALTER INDEX i SET TABLESPACE pg_default;ALTER INDEX"
                                        + " i ALTER COLUMN 1 SET STATISTICS -1"))
                    .containsExactly(
                            "ALTER INDEX i\n    RESET (fillfactor),\n"
                                    + "    SET (deduplicate_items='off'),\n"
                                    + "    SET TABLESPACE pg_default,\n"
                                    + "    ALTER COLUMN 1 SET STATISTICS -1",
                            "COMMENT ON INDEX i IS 'x'");
            lab.merge(
                    "ALTER INDEX i SET TABLESPACE kind_space;"
                            + "ALTER INDEX i ALTER COLUMN 1 SET STATISTICS 3;"
                            + "ALTER INDEX i RENAME TO \"I \"\"/%\"");
        }
    }

    @Test
    void whatElseChangesIsBuiltAgain() throws SQLException {
        try (Lab lab =
                Lab.of(
                        "CREATE TABLE t (a int NOT NULL, b int NOT NULL); CREATE TABLE u (a int);"
                                + "CREATE UNIQUE INDEX i ON t (a); COMMENT ON INDEX i IS 'kept';"
                                + "ALTER TABLE t REPLICA IDENTITY USING INDEX i;"
                                + "CREATE INDEX moved ON t (b);"
                                + "CREATE TABLE r (x int REFERENCES t (a));")) {
            assertThat(
                            lab.merge(
                                    "ALTER TABLE r DROP CONSTRAINT r_x_fkey; DROP INDEX i;"
                                            + "CREATE UNIQUE INDEX i ON t (a) INCLUDE (b);"
                                            + "COMMENT ON INDEX i IS 'kept';"
                                            + "ALTER TABLE t REPLICA IDENTITY USING INDEX i;"
                                            + "ALTER TABLE r ADD FOREIGN KEY (x) REFERENCES t (a);"
                                            + "DROP INDEX moved; CREATE INDEX moved ON u (a)"))
                    .contains("DROP INDEX i", "COMMENT ON INDEX i IS 'kept'")
                    .noneMatch(statement -> statement.startsWith("DROP TABLE"));
        }
    }

    @Test
    void anIndexGoesWithItsColumnsAndTable() throws SQLException {
        try (Lab lab =
                Lab.of(
                        "CREATE TABLE t (a int, b text); CREATE INDEX i ON t (b, a);"
                                + "CREATE INDEX j ON t (a) WHERE b > 'x'; CREATE TABLE u (a int);"
                                + "CREATE INDEX k ON u (a)")) {
            assertThat(lab.merge("ALTER TABLE t DROP b; DROP TABLE u"))
                    .contains("DROP TABLE u")
                    .doesNotContain("DROP INDEX k");
        }
    }
}

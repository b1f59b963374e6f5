package org.gitversion.test.kind;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class CompositeIT {
    @Test
    void aCloneHasEveryProperty() throws SQLException {
        Lab.assertClones(
                """
                CREATE TYPE "We""ird" AS (
                    z integer, "B c" varchar(7) COLLATE "C", "select" numeric(10,2)[], "ü/%" point);
                ALTER TYPE "We""ird" DROP ATTRIBUTE z;
                ALTER TYPE "We""ird" ADD ATTRIBUTE a timestamptz(3);
                CREATE TYPE nothing AS ();
                CREATE TYPE nested AS (w "We""ird", ws "We""ird"[]);
                CREATE TYPE before_nested AS (n nested);
                COMMENT ON TYPE nested IS 'a nested type';
                COMMENT ON COLUMN "We""ird"."B c" IS 'an attribute''s comment';
                GRANT USAGE ON TYPE nested TO "Kind ""Writer";
                ALTER TYPE nothing OWNER TO kind_reader;
                CREATE TABLE t (w "We""ird" DEFAULT ROW(NULL, NULL, NULL, NULL)::"We""ird",
                    CHECK ((w)."B c" <> ''));
                """);
    }

    @Test
    void attributesComeAndGo() throws SQLException {
        try (Lab lab =
                Lab.of("CREATE TYPE c AS (a int, \"B x\" text, gone int); CREATE TABLE t (x c);")) {
            assertThat(
                            lab.merge(
                                    "ALTER TYPE c DROP ATTRIBUTE gone, ADD ATTRIBUTE z numeric(3),"
                                            + " ADD ATTRIBUTE \"A\" text COLLATE \"C\";"
                                            + "ALTER TYPE c RENAME ATTRIBUTE a TO \"or\"\"der\";"
                                            + "COMMENT ON COLUMN c.z IS 'z'"))
                    .containsExactly(
                            "ALTER TYPE c RENAME ATTRIBUTE a TO \"or\"\"der\" CASCADE",
                            "ALTER TYPE c DROP ATTRIBUTE gone",
                            "ALTER TYPE c ADD ATTRIBUTE z numeric(3,0)",
                            "COMMENT ON COLUMN c.z IS 'z'",
                            "ALTER TYPE c ADD ATTRIBUTE \"A\" text COLLATE \"C\"");
        }
    }

    @Test
    void anAttributeGetsAnotherType() throws SQLException {
        try (Lab lab =
                Lab.of(
                        "CREATE TYPE c AS (a int, b text);"
                                + "CREATE VIEW v AS SELECT (ROW(1, 'x')::c).a AS a;")) {
            assertThat(
                            lab.merge(
                                    "DROP VIEW v; ALTER TYPE c ALTER ATTRIBUTE a TYPE bigint,"
                                            + " ALTER ATTRIBUTE b TYPE text COLLATE \"C\";"
                                            + "CREATE VIEW v AS SELECT (ROW(1, 'x')::c).a AS a;"))
                    .contains("DROP VIEW v", "ALTER TYPE c ALTER ATTRIBUTE a TYPE bigint");
            lab.merge("CREATE TABLE t (x c)");
            assertThat(
                            lab.refused(
                                    "DROP TABLE t; DROP VIEW v;"
                                            + "ALTER TYPE c ALTER ATTRIBUTE a TYPE numeric;"
                                            + "CREATE TABLE t (x c)"))
                    .contains("VC");
        }
    }

    @Test
    void theOrderOfAttributesIsPartOfTheType() throws SQLException {
        try (Lab lab = Lab.of("CREATE TYPE c AS (b int, a int);")) {
            assertThat(
                            lab.merge(
                                    "DROP TYPE c; CREATE TYPE c AS (a int, b int);"
                                            + "COMMENT ON TYPE c IS 'turned'"))
                    .containsExactly(
                            "DROP TYPE c",
                            "CREATE TYPE c AS (a integer, b integer)",
                            "COMMENT ON TYPE c IS 'turned'");
            lab.merge("ALTER TYPE c ADD ATTRIBUTE \"0\" int, ADD ATTRIBUTE \"-\" int");
            lab.merge("CREATE TABLE t (x c)");
            assertThat(
                            lab.refused(
                                    "DROP TABLE t; DROP TYPE c; CREATE TYPE c AS (b int, a int,"
                                            + " \"0\" int, \"-\" int); CREATE TABLE t (x c)"))
                    .startsWith("VC");
        }
    }
}

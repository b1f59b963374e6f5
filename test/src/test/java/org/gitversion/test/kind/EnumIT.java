package org.gitversion.test.kind;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class EnumIT {
    @Test
    void aCloneHasEveryProperty() throws SQLException {
        Lab.assertClones(
                """
                CREATE TYPE mood AS ENUM ('sad', 'it''s "ok"', 'back\\slash', '', 'ünï');
                CREATE TYPE "Empty ""one"" too" AS ENUM ();
                CREATE TYPE "table" AS ENUM ('a');
                ALTER TYPE mood ADD VALUE 'between' BEFORE 'back\\slash';
                COMMENT ON TYPE mood IS 'how one feels';
                GRANT USAGE ON TYPE mood TO kind_reader WITH GRANT OPTION;
                REVOKE USAGE ON TYPE "table" FROM public;
                ALTER TYPE "table" OWNER TO kind_reader;
                CREATE TABLE t (m mood DEFAULT 'sad', n mood[], o "table" CHECK (o < 'a'));
                """);
    }

    @Test
    void labelsAreAddedInTheirPlace() throws SQLException {
        try (Lab lab = Lab.of("CREATE TYPE m AS ENUM ('b', 'd'); CREATE TABLE t (x m);")) {
            assertThat(
                            lab.merge(
                                    "ALTER TYPE m ADD VALUE 'a' BEFORE 'b';"
                                            + "ALTER TYPE m ADD VALUE 'c' AFTER 'b';"
                                            + "ALTER TYPE m ADD VALUE 'it''s'; "))
                    .containsExactly(
                            "ALTER TYPE m ADD VALUE 'a' BEFORE 'b'",
                            "ALTER TYPE m ADD VALUE 'c' BEFORE 'd'",
                            "ALTER TYPE m ADD VALUE 'it''s'");
        }
    }

    @Test
    void aNewLabelIsUsedOneTransactionLater() throws SQLException {
        try (Lab lab = Lab.of("CREATE TYPE m AS ENUM ('b'); CREATE TABLE t (x m);")) {
            String refusal =
                    lab.refused(
                            "ALTER TYPE m ADD VALUE 'new'; ALTER TABLE t ALTER x SET DEFAULT"
                                    + " 'new'");
            assertThat(refusal).contains("55P04", "add the label to the target with ALTER TYPE");

            lab.run(
                    "SELECT gitversion.use_branch('main'); ALTER TYPE m ADD VALUE 'new';"
                            + "SELECT gitversion.commit('Add the label', 'main')");
            lab.database().value("SELECT gitversion.merge_branches('change/1', 'main')");
            assertThat(lab.dump()).contains("x s.m DEFAULT 'new'::s.m");
        }
    }

    @Test
    void aTypeIsRenamed() throws SQLException {
        try (Lab lab = Lab.of("CREATE TYPE m AS ENUM ('b'); CREATE TABLE t (x m DEFAULT 'b');")) {
            assertThat(lab.merge("ALTER TYPE m RENAME TO \"My \"\"mood/%\""))
                    .containsExactly("ALTER TYPE m RENAME TO \"My \"\"mood/%\"");
        }
    }

    @Test
    void aLabelGoesOnlyWhereNoColumnHasTheType() throws SQLException {
        try (Lab lab =
                Lab.of(
                        "CREATE TYPE m AS ENUM ('b', 'd'); CREATE TYPE n AS ENUM ('x', 'y');"
                                + "CREATE TABLE t (x m); CREATE VIEW v AS SELECT 'x'::n AS n;")) {
            assertThat(
                            lab.refused(
                                    "ALTER TABLE t ALTER x TYPE text; DROP TYPE m;"
                                            + "CREATE TYPE m AS ENUM ('d');"
                                            + "ALTER TABLE t ALTER x TYPE m USING x::m"))
                    .startsWith("VC");
            assertThat(
                            lab.merge(
                                    "DROP VIEW v; DROP TYPE n; CREATE TYPE n AS ENUM ('x');"
                                            + "CREATE VIEW v AS SELECT 'x'::n AS n"))
                    .contains("DROP TYPE n", "CREATE TYPE n AS ENUM ('x')");
        }
    }
}

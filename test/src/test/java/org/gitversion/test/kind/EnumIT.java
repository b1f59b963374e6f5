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
    void labelsAreRenamedWithTheRowsThatHaveThem() throws SQLException {
        try (Lab lab =
                Lab.of(
                        """
                        CREATE TYPE m AS ENUM ('b', 'd', 'e');
                        CREATE TABLE t (x m PRIMARY KEY, y m DEFAULT 'b' CHECK (y <> 'b'));
                        CREATE TABLE p (x m) PARTITION BY LIST (x);
                        CREATE TABLE p_b PARTITION OF p FOR VALUES IN ('b');
                        INSERT INTO t VALUES ('b', 'd'); INSERT INTO p VALUES ('b');
                        """)) {
            assertThat(
                            lab.merge(
                                    "ALTER TYPE m RENAME VALUE 'b' TO 'it''s'; ALTER TYPE m ADD"
                                            + " VALUE 'z'"))
                    .contains(
                            "ALTER TYPE m RENAME VALUE 'b' TO 'it''s'",
                            "ALTER TYPE m ADD VALUE 'z'");
            assertThat(lab.database().column("SELECT (x, y)::text FROM app.t"))
                    .containsExactly("(it's,d)");
            assertThat(lab.database().column("SELECT x FROM app.p_b")).containsExactly("it's");
        }
    }

    @Test
    void aTypeWhoseNewLabelIsUsedIsBuiltAnew() throws SQLException {
        try (Lab lab =
                Lab.of(
                        """
                        CREATE TYPE m AS ENUM ('b', 'a');
                        CREATE TYPE o AS ENUM ('x');
                        COMMENT ON TYPE m IS 'mood'; GRANT USAGE ON TYPE m TO kind_reader;
                        CREATE TABLE p (x m PRIMARY KEY, s m[] DEFAULT '{a}', c o,
                            g text GENERATED ALWAYS AS (CASE x WHEN 'a' THEN 'A' ELSE 'B' END) STORED);
                        CREATE DOMAIN dm AS m DEFAULT 'b' CHECK (VALUE <> 'a');
                        CREATE TABLE q (e dm, x m REFERENCES p, d text DEFAULT 'a'::m::text, CHECK (x <> 'b'));
                        CREATE INDEX i ON p (s, x) WHERE x > 'b';
                        CREATE VIEW v AS SELECT x, g FROM p;
                        CREATE FUNCTION f(m) RETURNS m[] RETURN ARRAY[$1];
                        INSERT INTO p VALUES ('b', '{a,b}', 'x'), ('a', NULL, NULL);
                        INSERT INTO q VALUES ('b', 'a');
                        """)) {
            assertThat(
                            lab.merge(
                                    "ALTER TYPE m ADD VALUE 'new' BEFORE 'a'; ALTER TYPE o ADD"
                                            + " VALUE 'y'; ALTER TABLE p ALTER x SET DEFAULT 'new';"
                                            + " ALTER TABLE q ADD CHECK (x <> 'new')"))
                    .contains(
                            "DROP TYPE m",
                            "CREATE TYPE m AS ENUM ('b', 'new', 'a')",
                            "ALTER TYPE o ADD VALUE 'y'")
                    .doesNotContain("DROP TYPE o");
            assertThat(lab.database().column("SELECT (x, s, c, g)::text FROM app.p ORDER BY x"))
                    .containsExactly("(b,\"{a,b}\",x,B)", "(a,,,A)");
            assertThat(lab.dump()).contains("DEFAULT 'new'::s.m", "GRANT ALL ON TYPE s.m");
        }
    }

    @Test
    void whereItCannotBeANewLabelIsUsedOneTransactionLater() throws SQLException {
        try (Lab lab =
                Lab.of(
                        "CREATE TYPE m AS ENUM ('b'); CREATE TYPE c AS (x m);"
                                + "CREATE TABLE t (x m, c c);")) {
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
    void aLabelGoesOnlyWhereNoRowHasIt() throws SQLException {
        try (Lab lab =
                Lab.of(
                        "CREATE TYPE m AS ENUM ('b', 'd'); CREATE TYPE n AS ENUM ('x', 'y');"
                                + "CREATE TABLE t (x m); CREATE VIEW v AS SELECT 'x'::n AS n;"
                                + "INSERT INTO t VALUES ('b'), ('d'), ('d');")) {
            String change =
                    "ALTER TABLE t ALTER x TYPE text; DROP TYPE m;"
                            + "CREATE TYPE m AS ENUM ('d');"
                            + "ALTER TABLE t ALTER x TYPE m USING x::m";
            assertThat(lab.refused(change))
                    .startsWith("VC001")
                    .contains("schema_data", "Found 1 by: SELECT * FROM t WHERE x <> ALL");
            lab.run("DELETE FROM app.t WHERE x = 'b'");
            lab.merge(change);
            assertThat(lab.database().column("SELECT x FROM app.t")).containsExactly("d", "d");
            assertThat(
                            lab.merge(
                                    "DROP VIEW v; DROP TYPE n; CREATE TYPE n AS ENUM ('x');"
                                            + "CREATE VIEW v AS SELECT 'x'::n AS n"))
                    .contains("DROP TYPE n", "CREATE TYPE n AS ENUM ('x')");
        }
    }
}

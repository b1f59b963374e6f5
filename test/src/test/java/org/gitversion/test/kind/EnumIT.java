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

    /** The row type is in use, so that its columns get no other type meanwhile. */
    @Test
    void whereItCannotBeANewLabelIsUsedOneTransactionLater() throws SQLException {
        try (Lab lab =
                Lab.of("CREATE TYPE m AS ENUM ('b'); CREATE TABLE t (x m); CREATE TABLE u (r t)")) {
            String refusal =
                    lab.refused(
                            "ALTER TYPE m ADD VALUE 'new'; ALTER TABLE t ALTER x SET DEFAULT"
                                    + " 'new'");
            assertThat(refusal)
                    .startsWith("VC091")
                    .contains("55P04", "add the label to the target with ALTER TYPE, commit");

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

    private static final String SWAP =
            "ALTER TYPE m RENAME VALUE 'a' TO 'z'; ALTER TYPE m RENAME VALUE 'b' TO 'a';"
                    + "ALTER TYPE m RENAME VALUE 'z' TO 'b';";

    @Test
    void labelsThatSwapNamesAreTheLabelsTheyWere() throws SQLException {
        try (Lab lab =
                Lab.of(
                        "CREATE TYPE m AS ENUM ('a', 'b'); CREATE TABLE t (x m, y text);"
                                + "CREATE VIEW v AS SELECT y FROM t WHERE x = 'a';"
                                + "INSERT INTO t VALUES ('a', 'was a'), ('b', 'was b');")) {
            assertThat(lab.merge(SWAP)).hasSize(3).allMatch(one -> one.contains("RENAME VALUE"));
            String rows = "SELECT x || ' ' || y FROM app.t ORDER BY y";
            assertThat(lab.database().column(rows)).containsExactly("b was a", "a was b");
            assertThat(lab.database().column("SELECT y FROM app.v")).containsExactly("was a");

            lab.database().value("SELECT gitversion.revert('HEAD', 'main')");
            assertThat(lab.database().column(rows)).containsExactly("a was a", "b was b");
            lab.database().value("SELECT gitversion.reset('main', 'HEAD~1', 'hard')");
            assertThat(lab.database().column(rows)).containsExactly("b was a", "a was b");
            lab.run(
                    "SET search_path = app; SELECT gitversion.restore('types/m', 'HEAD~1',"
                            + " 'main')");
            assertThat(lab.database().column(rows)).containsExactly("a was a", "b was b");
        }
    }

    @Test
    void labelsAreFollowedThroughCommitsAndClones() throws SQLException {
        try (Lab lab =
                Lab.of(
                        "CREATE TYPE m AS ENUM ('a', 'b'); CREATE TABLE p (x m, y text) PARTITION"
                                + " BY LIST (x); CREATE TABLE p_a PARTITION OF p FOR VALUES IN"
                                + " ('a'); INSERT INTO p VALUES ('a', 'was a');")) {
            String first =
                    "ALTER TYPE m RENAME VALUE 'a' TO 'b2';"
                            + "SELECT gitversion.create_branch('clone', 'change/1');"
                            + "SELECT gitversion.commit('one'); ALTER TYPE m RENAME VALUE 'b' TO"
                            + " 'a'; SELECT gitversion.commit('two', p_paths => '{types/m}');";
            lab.merge(first + "ALTER TYPE m RENAME VALUE 'b2' TO 'b'");
            assertThat(lab.database().column("SELECT x || ' ' || y FROM app.p_a"))
                    .containsExactly("b was a");

            lab.run(
                    "SELECT gitversion.use_branch('clone'); ALTER TYPE m RENAME VALUE 'b2' TO 'c';"
                            + "SELECT gitversion.commit('three'); SELECT"
                            + " gitversion.use_branch('main'); ALTER TYPE m RENAME VALUE 'b' TO"
                            + " 'c'; SELECT gitversion.commit('four');"
                            + "SELECT gitversion.merge_branches('clone', 'main')");
            assertThat(lab.database().column("SELECT x || ' ' || y FROM app.p_a"))
                    .containsExactly("c was a");
        }
    }

    @Test
    void whereLabelsAreNotKnownTheirNamesDecide() throws SQLException {
        try (Lab lab = Lab.of("CREATE TYPE m AS ENUM ('a', 'b'); CREATE TABLE t (x m, y m[]);")) {
            String unknown = "UPDATE gitversion.object_identities SET labels = NULL;";
            lab.run("INSERT INTO app.t VALUES ('a', '{b}')");
            assertThat(lab.refused(unknown + "ALTER TYPE m RENAME VALUE 'b' TO 'c'"))
                    .startsWith("VC001")
                    .contains("schema_data", "tables/t/columns/y", "Found 1 by: SELECT * FROM t");
            lab.run("UPDATE app.t SET y = '{a}'");
            assertThat(lab.merge(unknown + "ALTER TYPE m RENAME VALUE 'b' TO 'c'"))
                    .contains("CREATE TYPE m AS ENUM ('a', 'c')");
            assertThat(lab.merge("ALTER TYPE m RENAME VALUE 'c' TO 'b'"))
                    .containsExactly("ALTER TYPE m RENAME VALUE 'c' TO 'b'");
        }
    }

    @Test
    void aTypeWhoseLabelsGoOrMoveIsBuiltAgainWithWhatNeedsIt() throws SQLException {
        String rest =
                "CREATE TABLE t (x m PRIMARY KEY, y m[] DEFAULT '{a}', CHECK (x <> 'b'));"
                        + "CREATE VIEW v AS SELECT x FROM t WHERE y @> '{a}';"
                        + "CREATE FUNCTION f(m) RETURNS m LANGUAGE sql AS 'SELECT $1';"
                        + "CREATE DOMAIN d AS m CHECK (VALUE <> 'a'); CREATE TYPE c AS (x m);"
                        + "CREATE TYPE r AS RANGE (SUBTYPE = m);"
                        + "CREATE TABLE u (d d, c c, e c[], r r, s r_multirange);";
        String drop = "DROP TABLE t, u CASCADE; DROP TYPE m CASCADE; DROP TYPE c;";
        try (Lab lab = Lab.of("CREATE TYPE m AS ENUM ('a', 'b', 'g');" + rest)) {
            lab.run(
                    "SET search_path = app; INSERT INTO t VALUES ('a', '{b,NULL}'), ('g', NULL);"
                            + "INSERT INTO u VALUES ('b', '(a)', '{(b)}', '[a,b)', '{[a,b)}')");
            assertThat(lab.merge(drop + "CREATE TYPE m AS ENUM ('g', 'a', 'b', 'c');" + rest))
                    .contains("CREATE TYPE m AS ENUM ('g', 'a', 'b', 'c')");
            assertThat(lab.database().column("SELECT x FROM app.t ORDER BY x"))
                    .containsExactly("g", "a");
            assertThat(lab.database().column("SELECT u::text FROM app.u"))
                    .containsExactly("(b,\"(a)\",\"{(b)}\",\"[a,b)\",\"{[a,b)}\")");

            lab.run("DELETE FROM app.t WHERE x = 'g'");
            lab.merge(drop + "CREATE TYPE m AS ENUM ('a', 'b');" + rest);
            assertThat(lab.database().column("SELECT x FROM app.t")).containsExactly("a");
            assertThat(
                            lab.refused(
                                    drop
                                            + "CREATE TYPE m AS ENUM ('b');"
                                            + rest.replace("'{a}'", "'{b}'")
                                                    .replace("<> 'a'", "<> 'b'")))
                    .startsWith("VC001")
                    .contains("schema_data");
        }
    }
}

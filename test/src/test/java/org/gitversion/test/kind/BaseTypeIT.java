package org.gitversion.test.kind;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** Base types, shell types, and range types with a canonical function. */
class BaseTypeIT {
    private static final String SCRIPT =
            """
            CREATE TYPE whole;
            CREATE FUNCTION "whole /% in"(cstring) RETURNS whole LANGUAGE internal IMMUTABLE STRICT
                AS 'int4in';
            CREATE FUNCTION whole_out(whole) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT
                AS 'int4out';
            CREATE FUNCTION whole_recv(internal) RETURNS whole LANGUAGE internal IMMUTABLE STRICT
                AS 'int4recv';
            CREATE FUNCTION whole_send(whole) RETURNS bytea LANGUAGE internal IMMUTABLE STRICT
                AS 'int4send';
            CREATE FUNCTION whole_analyze(internal) RETURNS boolean LANGUAGE internal STRICT
                AS 'range_typanalyze';
            CREATE TYPE whole (INPUT = "whole /% in", OUTPUT = whole_out, RECEIVE = whole_recv,
                SEND = whole_send, ANALYZE = whole_analyze, LIKE = int, CATEGORY = 'N',
                PREFERRED = true, DEFAULT = '7', DELIMITER = ';');
            """;

    private static final String TEXT =
            """
            CREATE TYPE "Text ""/%";
            CREATE FUNCTION text_in(cstring, oid, int) RETURNS "Text ""/%" LANGUAGE internal
                IMMUTABLE STRICT AS 'varcharin';
            CREATE FUNCTION text_out("Text ""/%") RETURNS cstring LANGUAGE internal IMMUTABLE STRICT
                AS 'varcharout';
            CREATE FUNCTION mod_in(cstring[]) RETURNS int LANGUAGE internal IMMUTABLE STRICT
                AS 'varchartypmodin';
            CREATE TYPE "Text ""/%" (INPUT = text_in, OUTPUT = text_out, TYPMOD_IN = mod_in,
                TYPMOD_OUT = varchartypmodout, INTERNALLENGTH = VARIABLE, STORAGE = extended,
                COLLATABLE = true, ALIGNMENT = int4);
            """;

    private static final String POINTS =
            """
            CREATE TYPE points;
            CREATE FUNCTION points_in(cstring) RETURNS points LANGUAGE internal IMMUTABLE STRICT
                AS 'box_in';
            CREATE FUNCTION points_out(points) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT
                AS 'box_out';
            CREATE TYPE points (INPUT = points_in, OUTPUT = points_out, INTERNALLENGTH = 32,
                ALIGNMENT = double, ELEMENT = point, SUBSCRIPT = raw_array_subscript_handler);
            """;

    private static final String RANGE =
            """
            CREATE TYPE ints;
            CREATE FUNCTION "canon /%"(ints) RETURNS ints LANGUAGE internal IMMUTABLE STRICT
                AS 'int4range_canonical';
            CREATE TYPE ints AS RANGE (SUBTYPE = int, CANONICAL = "canon /%",
                SUBTYPE_DIFF = int4range_subdiff, MULTIRANGE_TYPE_NAME = many);
            """;

    private static final String USES =
            """
            CREATE FUNCTION same(whole, whole) RETURNS boolean LANGUAGE internal IMMUTABLE STRICT
                AS 'int4eq';
            CREATE OPERATOR = (FUNCTION = same, LEFTARG = whole, RIGHTARG = whole, COMMUTATOR = =,
                HASHES);
            CREATE FUNCTION hash(whole) RETURNS int LANGUAGE internal IMMUTABLE STRICT AS 'hashint4';
            CREATE OPERATOR CLASS wholes DEFAULT FOR TYPE whole USING hash AS
                OPERATOR 1 =, FUNCTION 1 hash(whole);
            CREATE TABLE t (w whole DEFAULT '1', a whole[], x "Text ""/%"(5) COLLATE "C",
                p points, r ints DEFAULT ints(1, 2, '[]'), m many);
            CREATE INDEX i ON t USING hash (w);
            CREATE VIEW v AS SELECT w = '3'::whole AS b, x, p[0] AS first FROM t;
            """;

    @Test
    void aCloneHasEveryProperty() throws SQLException {
        Lab.assertClones(
                "CREATE TYPE \"she ll\"; COMMENT ON TYPE \"she ll\" IS 'not yet';"
                        + SCRIPT
                        + TEXT
                        + POINTS
                        + RANGE
                        + USES
                        + """
                        COMMENT ON TYPE whole IS 'a number';
                        COMMENT ON FUNCTION whole_out IS 'writes';
                        GRANT USAGE ON TYPE whole TO kind_reader;
                        REVOKE USAGE ON TYPE points FROM public;
                        ALTER TYPE "Text ""/%" OWNER TO kind_reader;
                        """);
    }

    @Test
    void someOfItsFunctionsChangeInPlace() throws SQLException {
        try (Lab lab = Lab.of(SCRIPT + TEXT + "CREATE TABLE t (w whole, x \"Text \"\"/%\");")) {
            assertThat(
                            lab.merge(
                                    "ALTER TYPE whole SET (RECEIVE = NONE, ANALYZE = NONE); DROP"
                                            + " FUNCTION whole_recv; ALTER TYPE \"Text \"\"/%\" SET"
                                            + " (STORAGE = main, TYPMOD_OUT = NONE)"))
                    .containsExactly(
                            "ALTER TYPE \"Text \"\"/%\" SET (TYPMOD_OUT = NONE, STORAGE = main)",
                            "ALTER TYPE whole SET (RECEIVE = NONE, ANALYZE = NONE)",
                            "DROP FUNCTION whole_recv(internal)",
                            "ALTER TABLE t ALTER COLUMN x SET STORAGE EXTENDED");
            assertThat(
                            lab.merge(
                                    "CREATE FUNCTION recv(internal) RETURNS whole LANGUAGE internal"
                                        + " AS 'int4recv'; ALTER TYPE whole SET (RECEIVE = recv);"
                                        + " ALTER FUNCTION whole_out COST 7; ALTER TYPE whole"
                                        + " RENAME TO \"Whole /%\""))
                    .contains("ALTER TYPE \"Whole /%\" SET (RECEIVE = recv)");
        }
    }

    @Test
    void theRestIsRebuiltWhereNoColumnHasTheType() throws SQLException {
        String again =
                "DROP TYPE whole CASCADE; "
                        + SCRIPT.replace("'7'", "'8'")
                                .replace("int4out'", "int4out' COST 9")
                                .replace(
                                        "CREATE FUNCTION whole_analyze",
                                        "CREATE OR REPLACE FUNCTION" + " whole_analyze");
        try (Lab lab = Lab.of(SCRIPT + "CREATE VIEW v AS SELECT '1'::whole AS w")) {
            assertThat(lab.merge(again + "CREATE VIEW v AS SELECT '1'::whole AS w"))
                    .containsSubsequence(
                            "DROP VIEW v",
                            "DROP TYPE whole CASCADE",
                            "CREATE TYPE whole",
                            "CREATE VIEW v (w) AS\n SELECT '1'::whole AS w");
            lab.run(
                    "SELECT gitversion.use_branch('main'); CREATE TABLE t (w whole);"
                            + "SELECT gitversion.commit('t', 'main')");
            assertThat(
                            lab.refused(
                                    "DROP TABLE t; DROP VIEW v; DROP TYPE whole CASCADE; "
                                            + SCRIPT.replace(
                                                    "CREATE FUNCTION whole_analyze",
                                                    "CREATE OR REPLACE FUNCTION whole_analyze")
                                            + "CREATE TABLE t (w whole)"))
                    .startsWith("VC")
                    .contains("whole");
        }
    }

    @Test
    void droppingItTakesNothingElseAlong() throws SQLException {
        try (Lab lab =
                Lab.of(SCRIPT + "CREATE SCHEMA other; CREATE TABLE other.t (w app.whole[]);")) {
            assertThat(lab.refused("DROP TYPE whole CASCADE"))
                    .contains("cannot drop type app.whole", "column w of table other.t");
            lab.run("DROP TABLE other.t");
            assertThat(lab.merge("DROP TYPE whole CASCADE; DROP FUNCTION whole_analyze"))
                    .contains("DROP TYPE whole CASCADE");
        }
    }

    @Test
    void aShellIsFilled() throws SQLException {
        try (Lab lab = Lab.of("CREATE TYPE whole; CREATE TYPE gone;")) {
            assertThat(lab.merge(SCRIPT.replace("CREATE TYPE whole;", "DROP TYPE gone;")))
                    .contains("DROP TYPE gone")
                    .doesNotContain("CREATE TYPE whole");
        }
    }

    @Test
    void aCanonicalFunctionComesAndGoesWithItsRange() throws SQLException {
        try (Lab lab = Lab.of("CREATE TABLE t (i int);")) {
            assertThat(lab.merge(RANGE + "ALTER TABLE t ADD r ints"))
                    .startsWith("CREATE TYPE ints")
                    .contains("ALTER TABLE t ADD COLUMN r ints");
            assertThat(
                            lab.merge(
                                    "ALTER FUNCTION ints(int, int) RENAME TO \"I /%\"; ALTER"
                                        + " FUNCTION ints(int, int, text) RENAME TO \"I /%\"; ALTER"
                                        + " TYPE ints RENAME TO \"I /%\""))
                    .containsExactly(
                            "ALTER FUNCTION ints(integer, integer) RENAME TO \"I /%\"",
                            "ALTER FUNCTION ints(integer, integer, text) RENAME TO \"I /%\"",
                            "ALTER TYPE ints RENAME TO \"I /%\"");
            lab.database().value("SELECT gitversion.clone_schema_objects('app', 'clone')");
            lab.database().execute("INSERT INTO clone.t (r) VALUES (clone.\"I /%\"(1, 2, '[]'))");
            assertThat(lab.database().value("SELECT r FROM clone.t")).isEqualTo("[1,3)");
            assertThat(lab.merge("ALTER TABLE t DROP r; DROP TYPE \"I /%\" CASCADE"))
                    .contains("DROP TYPE \"I /%\" CASCADE");
        }
    }
}

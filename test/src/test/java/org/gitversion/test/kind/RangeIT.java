package org.gitversion.test.kind;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class RangeIT {
    @Test
    void aCloneHasEveryProperty() throws SQLException {
        Lab.assertClones(
                """
                CREATE TYPE mood AS ENUM ('sad', 'ok');
                CREATE FUNCTION "mood diff"(mood, mood) RETURNS double precision IMMUTABLE
                    LANGUAGE sql AS 'SELECT 1.0::float8';
                CREATE TYPE floatrange AS RANGE (SUBTYPE = float8, SUBTYPE_DIFF = float8mi);
                CREATE TYPE "Text R" AS RANGE (SUBTYPE = text, COLLATION = "C",
                    SUBTYPE_OPCLASS = text_pattern_ops, MULTIRANGE_TYPE_NAME = "multi ""T");
                CREATE TYPE moods AS RANGE (SUBTYPE = mood, SUBTYPE_DIFF = "mood diff");
                CREATE TYPE first AS RANGE (SUBTYPE = timetz, MULTIRANGE_TYPE_NAME = firsts);
                ALTER TYPE first RENAME TO "second/%";
                ALTER TYPE firsts RENAME TO seconds;
                COMMENT ON TYPE floatrange IS 'from here to there';
                GRANT USAGE ON TYPE floatrange TO kind_reader;
                CREATE TABLE t (
                    f floatrange DEFAULT floatrange(1, 2),
                    fm floatmultirange DEFAULT floatmultirange(floatrange(1, 3)),
                    fma floatmultirange[], r "Text R", m moods, s "second/%");
                CREATE INDEX i ON t USING gist (f);
                """);
    }

    /** pg_dump does not know how to say this. */
    @Test
    void theConstructorsOfARenamedTypeKeepTheirName() throws SQLException {
        try (Lab lab =
                Lab.of(
                        "CREATE TYPE r AS RANGE (SUBTYPE = timetz, MULTIRANGE_TYPE_NAME = m);"
                                + "ALTER TYPE r RENAME TO \"R\"; ALTER TYPE m RENAME TO \"M\";"
                                + "CREATE TABLE t (x \"M\" DEFAULT m(r('10:00', '11:00')))")) {
            lab.database().value("SELECT gitversion.clone_schema_objects('app', 'clone')");
            lab.database().execute("INSERT INTO clone.t DEFAULT VALUES");
            assertThat(lab.database().value("SELECT pg_typeof(x) FROM clone.t"))
                    .isEqualTo("clone.\"M\"");
        }
    }

    @Test
    void onlyNamesChangeInPlace() throws SQLException {
        try (Lab lab =
                Lab.of(
                        "CREATE TYPE r AS RANGE (SUBTYPE = float8, MULTIRANGE_TYPE_NAME = m);"
                                + "CREATE TYPE q AS RANGE (SUBTYPE = float8);"
                                + "CREATE TABLE t (r r); CREATE VIEW v AS SELECT q(1, 2) AS q;")) {
            assertThat(lab.merge("ALTER TYPE r RENAME TO \"R\"; ALTER TYPE m RENAME TO \"M\""))
                    .containsExactly(
                            "ALTER TYPE r RENAME TO \"R\"", "ALTER TYPE m RENAME TO \"M\"");
            assertThat(
                            lab.merge(
                                    "DROP VIEW v; DROP TYPE q;CREATE TYPE q AS RANGE (SUBTYPE ="
                                            + " float8, SUBTYPE_DIFF = float8mi);CREATE VIEW v AS"
                                            + " SELECT q(1, 2) AS q;"))
                    .contains("DROP VIEW v", "DROP TYPE q");
        }
    }

    @Test
    void aRangeOverSomethingElseIsBuiltAgainWithWhatNeedsIt() throws SQLException {
        String change =
                "DROP TABLE t CASCADE; DROP TABLE u; DROP DOMAIN d; DROP FUNCTION f; DROP TYPE r;"
                        + "CREATE TYPE r AS RANGE (SUBTYPE = %1$s, MULTIRANGE_TYPE_NAME = m);"
                        + "CREATE DOMAIN d AS r CHECK (NOT isempty(VALUE));"
                        + "CREATE FUNCTION f(r) RETURNS m LANGUAGE sql AS 'SELECT m($1)';"
                        + "CREATE TABLE t (id int PRIMARY KEY, r r DEFAULT 'empty', m m, a r[],"
                        + "  EXCLUDE USING gist (r WITH &&));"
                        + "CREATE TABLE u (d d); CREATE VIEW v AS SELECT lower(r) AS l FROM t";
        String base = change.replaceFirst(".*DROP TYPE r;", "").formatted("numeric");
        try (Lab lab = Lab.of(base)) {
            lab.run(
                    "INSERT INTO app.t VALUES (1, '[1.5,2)', '{[1,2),[3,4)}', '{\"[0,1)\"}');"
                            + "INSERT INTO app.u VALUES ('[1,9)');");

            assertThat(lab.merge(change.formatted("float8"))).contains("DROP TYPE r");
            assertThat(lab.database().column("SELECT (r, m, a)::text FROM app.t"))
                    .containsExactly("(\"[1.5,2)\",\"{[1,2),[3,4)}\",\"{\"\"[0,1)\"\"}\")");
            assertThat(lab.database().column("SELECT d FROM app.u")).containsExactly("[1,9)");
            assertThat(lab.refused(change.formatted("int8")))
                    .startsWith("VC001")
                    .contains("schema_data", "tables/t/columns/r");
        }
    }

    @Test
    void boundsThatWouldBecomeOthersAreAConflict() throws SQLException {
        String table = "CREATE TABLE t (id int, r r)";
        try (Lab lab = Lab.of("CREATE TYPE r AS RANGE (SUBTYPE = numeric);" + table)) {
            lab.run("INSERT INTO app.t VALUES (1, '[0.12345678901234567890,1)'), (2, '[1,2)')");
            assertThat(
                            lab.refused(
                                    "DROP TABLE t; DROP TYPE r;"
                                            + "CREATE TYPE r AS RANGE (SUBTYPE = float8);"
                                            + table))
                    .startsWith("VC001")
                    .contains("schema_data", "Found 1 by: SELECT * FROM t WHERE r::r::text <> r");
        }
    }
}

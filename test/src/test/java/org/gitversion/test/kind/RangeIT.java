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
            assertThat(
                            lab.refused(
                                    "ALTER TABLE t DROP r; DROP TYPE \"R\";"
                                            + "CREATE TYPE \"R\" AS RANGE (SUBTYPE = float4);"
                                            + "ALTER TABLE t ADD r \"R\""))
                    .startsWith("VC");
        }
    }
}

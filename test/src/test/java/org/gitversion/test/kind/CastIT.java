package org.gitversion.test.kind;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import org.gitversion.test.support.Database;
import org.junit.jupiter.api.Test;

/** Casts are in no schema: those of its types belong to it. */
class CastIT {
    private static final String SCRIPT =
            """
            CREATE TYPE mood AS ENUM ('sad', 'ok');
            CREATE TYPE feeling AS ENUM ('sad', 'ok');
            CREATE TYPE "Pair /%" AS (a int, b int);
            CREATE FUNCTION grade(mood) RETURNS int IMMUTABLE
                RETURN CASE $1 WHEN 'sad' THEN 1 ELSE 2 END;
            CREATE FUNCTION sum("Pair /%", int, boolean) RETURNS int IMMUTABLE RETURN ($1).a + ($1).b;
            CREATE CAST (mood AS int) WITH FUNCTION grade(mood) AS IMPLICIT;
            CREATE CAST ("Pair /%" AS int) WITH FUNCTION sum("Pair /%", int, boolean);
            CREATE CAST (mood AS feeling) WITH INOUT AS ASSIGNMENT;
            CREATE FUNCTION felt(feeling) RETURNS int IMMUTABLE RETURN 2;
            CREATE CAST (feeling AS int) WITH FUNCTION felt(feeling);
            COMMENT ON CAST (mood AS int) IS 'from one to two';
            """;

    /** What pg_dump cannot rebuild from the schema alone. */
    private static final String USES =
            """
            CREATE TYPE small AS RANGE (SUBTYPE = int);
            CREATE FUNCTION a(m mood) RETURNS int IMMUTABLE RETURN m::int + 1;
            CREATE TABLE t (m mood, f feeling DEFAULT 'ok'::mood::feeling, i int GENERATED ALWAYS AS
                (m::int) STORED, CHECK (f::text <> ''));
            CREATE VIEW v AS SELECT m + 1 AS one, f::int AS two, ROW (1, 2)::"Pair /%"::int AS three
                FROM t;
            """;

    private static List<String> casts(Database database, String schema) throws SQLException {
        return database.column(
                "SELECT format('%s|%s|%s|%s|%s|%s', s.typname, t.typname, c.castmethod,"
                    + " c.castcontext, p.proname, obj_description(c.oid, 'pg_cast')) FROM pg_cast c"
                    + " JOIN pg_type s ON s.oid = c.castsource JOIN pg_type t ON t.oid ="
                    + " c.casttarget LEFT JOIN pg_proc p ON p.oid = c.castfunc AND p.pronamespace ="
                    + " ?::regnamespace WHERE ?::regnamespace IN (s.typnamespace, t.typnamespace)"
                    + " ORDER BY 1",
                schema, schema);
    }

    @Test
    void aCloneHasThem() throws SQLException {
        try (Lab lab = Lab.of(SCRIPT + USES)) {
            lab.database().value("SELECT gitversion.clone_schema_objects('app', 'clone')");
            lab.database().execute("INSERT INTO clone.t (m) VALUES ('ok')");
            assertThat(lab.database().value("SELECT (one, two, three) FROM clone.v"))
                    .isEqualTo("(3,2,3)");
            assertThat(casts(lab.database(), "clone"))
                    .isEqualTo(casts(lab.database(), "app"))
                    .hasSize(5)
                    .contains("mood|int4|f|i|grade|from one to two");
        }
        Lab.assertClones(SCRIPT);
    }

    @Test
    void theyAreRebuiltAndMoveWithTheirTypes() throws SQLException {
        try (Lab lab = Lab.of(SCRIPT)) {
            assertThat(
                            lab.merge(
                                    "DROP CAST (\"Pair /%\" AS int); CREATE CAST (\"Pair /%\" AS"
                                        + " int) WITH FUNCTION sum(\"Pair /%\", int, boolean) AS"
                                        + " ASSIGNMENT; ALTER TYPE feeling RENAME TO \"Feel /%\""))
                    .contains("DROP CAST (\"Pair /%\" AS integer)");
            assertThat(casts(lab.database(), "app"))
                    .contains("Pair /%|int4|f|a|sum|", "Feel /%|int4|f|e|felt|");
            assertThat(
                            lab.merge(
                                    "DROP CAST (\"Pair /%\" AS int); DROP FUNCTION sum(\"Pair /%\","
                                            + " int, boolean)"))
                    .containsExactly(
                            "DROP CAST (\"Pair /%\" AS integer)",
                            "DROP FUNCTION sum(\"Pair /%\", integer, boolean)");
        }
    }
}

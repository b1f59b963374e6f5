package org.gitversion.test.kind;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** Operator classes and operator families. */
class OperatorClassIT {
    private static final String ORDER =
            """
            CREATE FUNCTION lt(int, int) RETURNS boolean LANGUAGE internal IMMUTABLE STRICT AS 'int4gt';
            CREATE FUNCTION lt(int, bigint) RETURNS boolean LANGUAGE internal IMMUTABLE STRICT
                AS 'int48gt';
            CREATE OPERATOR <# (FUNCTION = lt, LEFTARG = int, RIGHTARG = int);
            CREATE OPERATOR <# (FUNCTION = lt, LEFTARG = int, RIGHTARG = bigint);
            CREATE FUNCTION "reverse /%"(int, int) RETURNS int IMMUTABLE RETURN btint4cmp($2, $1);
            CREATE FUNCTION "reverse /%"(int, bigint) RETURNS int IMMUTABLE RETURN btint84cmp($2, $1);
            CREATE OPERATOR FAMILY "Down ""/%" USING btree;
            CREATE OPERATOR CLASS "down ""/%" FOR TYPE int USING btree FAMILY "Down ""/%" AS
                OPERATOR 1 <#, FUNCTION 1 "reverse /%"(int, int);
            ALTER OPERATOR FAMILY "Down ""/%" USING btree ADD OPERATOR 1 <# (int, bigint),
                FUNCTION 1 (int, bigint) "reverse /%"(int, bigint);
            CREATE TABLE t (a int, b text, c point);
            CREATE INDEX i ON t (a "down ""/%" DESC);
            """;

    @Test
    void aCloneHasEveryProperty() throws SQLException {
        Lab.assertClones(
                ORDER
                        + """
                        CREATE TYPE mood AS ENUM ('sad', 'ok');
                        CREATE FUNCTION cmp(mood, mood) RETURNS int IMMUTABLE LANGUAGE internal
                            AS 'enum_cmp';
                        CREATE OPERATOR CLASS moods DEFAULT FOR TYPE mood USING btree AS
                            OPERATOR 1 <(anyenum, anyenum), OPERATOR 2 <=(anyenum, anyenum),
                            OPERATOR 3 =(anyenum, anyenum), OPERATOR 4 >=(anyenum, anyenum),
                            OPERATOR 5 >(anyenum, anyenum), FUNCTION 1 cmp(mood, mood);
                        CREATE OPERATOR CLASS points FOR TYPE point USING gist AS
                            OPERATOR 1 <<, OPERATOR 15 <->(point, point) FOR ORDER BY float_ops,
                            FUNCTION 1 gist_point_consistent(internal, point, smallint, oid, internal),
                            FUNCTION 2 gist_box_union(internal, internal),
                            FUNCTION 5 gist_box_penalty(internal, internal, internal),
                            FUNCTION 6 gist_box_picksplit(internal, internal),
                            FUNCTION 7 gist_box_same(box, box, internal),
                            FUNCTION 8 gist_point_distance(internal, point, smallint, oid, internal),
                            STORAGE box;
                        CREATE OPERATOR CLASS hashed FOR TYPE text USING hash FAMILY text_ops AS
                            STORAGE text;
                        CREATE OPERATOR FAMILY empty USING gin;
                        COMMENT ON OPERATOR CLASS moods USING btree IS 'class';
                        COMMENT ON OPERATOR FAMILY moods USING btree IS 'family';
                        ALTER OPERATOR CLASS points USING gist OWNER TO kind_reader;
                        ALTER OPERATOR FAMILY empty USING gin OWNER TO kind_reader;
                        CREATE TABLE u (m mood, UNIQUE (m), p point);
                        CREATE INDEX j ON u USING gist (p points);
                        CREATE TYPE r AS RANGE (SUBTYPE = int, SUBTYPE_OPCLASS = "down ""/%");
                        """);
    }

    @Test
    void membersJoinTheFamilyInPlace() throws SQLException {
        try (Lab lab =
                Lab.of(
                        ORDER
                                + "CREATE FUNCTION eq(int, int) RETURNS boolean LANGUAGE internal"
                                + " IMMUTABLE AS 'int4eq'; CREATE OPERATOR =# (FUNCTION = eq,"
                                + " LEFTARG = int, RIGHTARG = int);")) {
            String family = "ALTER OPERATOR FAMILY \"Down \"\"/%\" USING btree ";
            assertThat(
                            lab.merge(
                                    family
                                            + "DROP OPERATOR 1 (int, bigint), FUNCTION 1 (int,"
                                            + " bigint); "
                                            + family
                                            + "ADD OPERATOR 3 =# (int, int)"))
                    .containsExactly(
                            family
                                    + "DROP FUNCTION 1 (integer, bigint), OPERATOR 1"
                                    + " (integer,bigint)",
                            family + "ADD OPERATOR 3 =#(integer,integer)");
            assertThat(lab.merge(family + "ADD OPERATOR 1 <# (int, bigint)"))
                    .containsExactly(family + "ADD OPERATOR 1 <#(integer,bigint)");
        }
    }

    @Test
    void theRestIsRebuiltWithItsIndexes() throws SQLException {
        try (Lab lab = Lab.of(ORDER)) {
            assertThat(
                            lab.merge(
                                    "DROP INDEX i; DROP OPERATOR CLASS \"down \"\"/%\" USING btree;"
                                        + " CREATE OPERATOR CLASS \"down \"\"/%\" FOR TYPE int"
                                        + " USING btree FAMILY \"Down \"\"/%\" AS OPERATOR 1 <#,"
                                        + " OPERATOR 3 =, FUNCTION 1 btint4cmp(int, int); CREATE"
                                        + " INDEX i ON t (a \"down \"\"/%\" DESC)"))
                    .contains("DROP INDEX i", "DROP OPERATOR CLASS \"down \"\"/%\" USING btree");
            assertThat(
                            lab.merge(
                                    "ALTER OPERATOR CLASS \"down \"\"/%\" USING btree RENAME TO"
                                            + " d;ALTER OPERATOR FAMILY \"Down \"\"/%\" USING btree"
                                            + " RENAME TO f"))
                    .containsExactly(
                            "ALTER OPERATOR CLASS \"down \"\"/%\" USING btree RENAME TO d",
                            "ALTER OPERATOR FAMILY \"Down \"\"/%\" USING btree RENAME TO f");
            assertThat(
                            lab.merge(
                                    "DROP OPERATOR FAMILY f USING btree CASCADE; DROP OPERATOR <#"
                                            + " (int, int); DROP OPERATOR <# (int, bigint)"))
                    .containsExactlyInAnyOrder(
                            "DROP INDEX i",
                            "DROP OPERATOR CLASS d USING btree",
                            "DROP OPERATOR FAMILY f USING btree",
                            "DROP OPERATOR app.<# (integer, integer)",
                            "DROP OPERATOR app.<# (integer, bigint)");
        }
    }
}

package org.gitversion.test.kind;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class OperatorIT {
    private static final String FUNCTIONS =
            """
            CREATE TYPE pair AS (a int, b int);
            CREATE FUNCTION eq(pair, pair) RETURNS boolean IMMUTABLE STRICT
                RETURN ($1).a = ($2).a AND ($1).b = ($2).b;
            CREATE FUNCTION ne(pair, pair) RETURNS boolean IMMUTABLE STRICT RETURN NOT eq($1, $2);
            CREATE FUNCTION lt(pair, int) RETURNS boolean IMMUTABLE RETURN ($1).a < $2;
            CREATE FUNCTION gt(int, pair) RETURNS boolean IMMUTABLE RETURN ($2).a < $1;
            CREATE FUNCTION "Neg /%"(pair) RETURNS pair IMMUTABLE RETURN ROW (-($1).a, -($1).b)::pair;
            """;

    private static final String OPERATORS =
            """
            CREATE OPERATOR === (FUNCTION = eq, LEFTARG = pair, RIGHTARG = pair, COMMUTATOR = ===,
                NEGATOR = <>, RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES);
            CREATE OPERATOR <> (FUNCTION = ne, LEFTARG = pair, RIGHTARG = pair, NEGATOR = ===,
                COMMUTATOR = <>);
            CREATE OPERATOR < (FUNCTION = lt, LEFTARG = pair, RIGHTARG = int, COMMUTATOR = >);
            CREATE OPERATOR > (FUNCTION = gt, LEFTARG = int, RIGHTARG = pair);
            CREATE OPERATOR - (FUNCTION = "Neg /%", RIGHTARG = pair);
            """;

    @Test
    void aCloneHasEveryProperty() throws SQLException {
        Lab.assertClones(
                FUNCTIONS
                        + OPERATORS
                        + """
                        CREATE OPERATOR = (FUNCTION = int4eq, LEFTARG = int, RIGHTARG = int,
                            COMMUTATOR = OPERATOR(source.=), NEGATOR = OPERATOR(source.<>));
                        CREATE OPERATOR ## (FUNCTION = int4eq, LEFTARG = int, RIGHTARG = int,
                            COMMUTATOR = ###);
                        COMMENT ON OPERATOR === (pair, pair) IS 'equal';
                        COMMENT ON OPERATOR - (NONE, pair) IS 'negative';
                        ALTER OPERATOR < (pair, int) OWNER TO kind_reader;
                        CREATE TABLE t (p pair, i int, CHECK (p < i), EXCLUDE (i WITH =));
                        CREATE VIEW v AS SELECT -p AS n, p === p AS e, p <> p AS u, i = i AS own,
                            i OPERATOR(pg_catalog.=) i AS other FROM t WHERE i > p;
                        """);
    }

    @Test
    void estimatorsChangeInPlaceTheRestByRebuilding() throws SQLException {
        try (Lab lab =
                Lab.of(
                        FUNCTIONS
                                + OPERATORS
                                + "CREATE VIEW v AS SELECT ROW (1, 2)::pair === ROW (1, 3)::pair AS"
                                + " e;")) {
            assertThat(
                            lab.merge(
                                    "ALTER OPERATOR < (pair, int) SET (RESTRICT = scalarltsel);"
                                            + "ALTER OPERATOR === (pair, pair) SET (RESTRICT ="
                                            + " NONE, JOIN = neqjoinsel)"))
                    .containsExactly(
                            "ALTER OPERATOR app.< (pair, integer) SET (RESTRICT = scalarltsel)",
                            "ALTER OPERATOR app.=== (pair, pair) SET (RESTRICT = NONE, JOIN ="
                                    + " neqjoinsel)");
            assertThat(
                            lab.merge(
                                    "DROP VIEW v; DROP OPERATOR === (pair, pair); CREATE OPERATOR"
                                        + " === (FUNCTION = ne, LEFTARG = pair, RIGHTARG = pair,"
                                        + " COMMUTATOR = ===, NEGATOR = <>, HASHES, MERGES); CREATE"
                                        + " VIEW v AS SELECT ROW (1, 2)::pair === ROW (1, 3)::pair"
                                        + " AS e"))
                    .contains("DROP VIEW v", "DROP OPERATOR app.=== (pair, pair)")
                    .noneMatch(statement -> statement.contains("OPERATOR <>"));
            assertThat(lab.merge("ALTER TYPE pair RENAME TO \"Pair \"\"/%\""))
                    .containsExactly("ALTER TYPE pair RENAME TO \"Pair \"\"/%\"");
        }
    }

    @Test
    void aPartnerThatComesOrGoesIsTiedByTheServer() throws SQLException {
        try (Lab lab =
                Lab.of(
                        FUNCTIONS
                                + "CREATE OPERATOR === (FUNCTION = eq, LEFTARG = pair, RIGHTARG ="
                                + " pair); CREATE VIEW v AS SELECT ROW (1, 2)::pair === ROW (1,"
                                + " 3)::pair AS e;")) {
            assertThat(
                            lab.merge(
                                    "CREATE OPERATOR <> (FUNCTION = ne, LEFTARG = pair, RIGHTARG ="
                                            + " pair, NEGATOR = ===, COMMUTATOR = <>)"))
                    .containsExactly(
                            "CREATE OPERATOR app.<> (FUNCTION = ne, LEFTARG = pair, RIGHTARG ="
                                    + " pair, COMMUTATOR = OPERATOR(app.<>), NEGATOR ="
                                    + " OPERATOR(app.===))");
            assertThat(lab.merge("DROP OPERATOR <> (pair, pair)"))
                    .containsExactly("DROP OPERATOR app.<> (pair, pair)");
            assertThat(
                            lab.merge(
                                    "DROP VIEW v; DROP OPERATOR === (pair, pair); CREATE OPERATOR"
                                        + " === (FUNCTION = eq, LEFTARG = pair, RIGHTARG = pair,"
                                        + " COMMUTATOR = ===, NEGATOR = !==); CREATE VIEW v AS"
                                        + " SELECT ROW (1, 2)::pair === ROW (1, 3)::pair AS e"))
                    .contains("DROP OPERATOR app.=== (pair, pair)");
            assertThat(lab.merge("DROP VIEW v; DROP OPERATOR === (pair, pair)"))
                    .containsExactly("DROP VIEW v", "DROP OPERATOR app.=== (pair, pair)");
        }
    }
}

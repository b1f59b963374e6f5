package org.gitversion.test.kind;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class AggregateIT {
    private static final String FUNCTIONS =
            """
            CREATE FUNCTION sf(int, int) RETURNS int LANGUAGE sql IMMUTABLE AS 'select $1 + $2';
            CREATE FUNCTION ff(int) RETURNS text LANGUAGE sql IMMUTABLE AS 'select $1::text';
            CREATE FUNCTION mf(int, int) RETURNS int LANGUAGE sql IMMUTABLE AS 'select $1 - $2';
            CREATE FUNCTION "C nt"(int) RETURNS int LANGUAGE sql IMMUTABLE AS 'select $1 + 1';
            """;

    @Test
    void aCloneHasEveryProperty() throws SQLException {
        Lab.assertClones(
                FUNCTIONS
                        + """
                        CREATE AGGREGATE "my ""sum/%("(x int) (sfunc = sf, stype = int, sspace = 8,
                            initcond = '0', finalfunc = ff, finalfunc_modify = shareable,
                            combinefunc = sf, msfunc = sf, minvfunc = mf, mstype = int, msspace = 9,
                            minitcond = '0', mfinalfunc = ff, parallel = safe);
                        CREATE AGGREGATE counted(*) (sfunc = "C nt", stype = int, initcond = '0');
                        CREATE AGGREGATE largest(int) (sfunc = int4larger, stype = int, sortop = >);
                        CREATE AGGREGATE spread(float8 ORDER BY anyelement) (
                            sfunc = ordered_set_transition, stype = internal,
                            finalfunc = percentile_disc_final, finalfunc_extra);
                        CREATE AGGREGATE place(VARIADIC "any" ORDER BY VARIADIC "any") (
                            sfunc = ordered_set_transition_multi, stype = internal,
                            finalfunc = rank_final, finalfunc_extra, hypothetical);
                        CREATE AGGREGATE total(numeric) (sfunc = numeric_avg_accum, stype = internal,
                            finalfunc = numeric_sum, combinefunc = numeric_avg_combine,
                            serialfunc = numeric_avg_serialize,
                            deserialfunc = numeric_avg_deserialize, parallel = restricted);
                        CREATE VIEW uses AS SELECT counted(*), largest(1), total(2);
                        COMMENT ON AGGREGATE counted(*) IS 'all';
                        COMMENT ON AGGREGATE spread(float8 ORDER BY anyelement) IS 'wide';
                        REVOKE EXECUTE ON FUNCTION counted() FROM PUBLIC;
                        GRANT EXECUTE ON FUNCTION spread(float8, anyelement) TO kind_reader;
                        ALTER AGGREGATE largest(int) OWNER TO "Kind ""Writer";
                        """);
    }

    @Test
    void itsPartsAreReplacedAndItsResultRebuildsIt() throws SQLException {
        try (Lab lab =
                Lab.of(
                        FUNCTIONS
                                + "CREATE AGGREGATE a(int) (sfunc = sf, stype = int, initcond ="
                                + " '0');CREATE AGGREGATE c(*) (sfunc = \"C nt\", stype = int,"
                                + " initcond = '0'); CREATE VIEW v AS SELECT c(*), a(1);")) {
            assertThat(
                            lab.merge(
                                    "CREATE OR REPLACE AGGREGATE a(int) (sfunc = mf, stype = int,"
                                            + " initcond = '7', parallel = safe)"))
                    .singleElement()
                    .asString()
                    .startsWith("CREATE OR REPLACE AGGREGATE a(integer)");
            assertThat(
                            lab.merge(
                                    "DROP VIEW v; DROP AGGREGATE c(*); CREATE AGGREGATE c(*) (sfunc"
                                        + " = \"C nt\", stype = int, initcond = '0', finalfunc ="
                                        + " ff); CREATE VIEW v AS SELECT c(*), a(1)"))
                    .contains("DROP VIEW v", "DROP AGGREGATE c(*)");
            assertThat(lab.merge("ALTER AGGREGATE a(int) RENAME TO \"b \"\"(\""))
                    .containsExactly("ALTER AGGREGATE a(integer) RENAME TO \"b \"\"(\"");
        }
    }
}

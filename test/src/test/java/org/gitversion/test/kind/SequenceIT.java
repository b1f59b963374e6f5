package org.gitversion.test.kind;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class SequenceIT {
    @Test
    void aCloneHasEveryProperty() throws SQLException {
        Lab.assertClones(
                """
                CREATE SEQUENCE plain;
                CREATE SEQUENCE all_of_it AS smallint INCREMENT BY -3 MINVALUE -100 MAXVALUE 7
                    START 5 CACHE 4 CYCLE;
                CREATE SEQUENCE down AS integer INCREMENT -1;
                CREATE SEQUENCE "Wei""rd/%" AS int START 10 MINVALUE 3;
                CREATE UNLOGGED SEQUENCE fleeting;
                CREATE SEQUENCE widest INCREMENT 2 MAXVALUE 9223372036854775807
                    MINVALUE -9223372036854775808;
                GRANT USAGE, SELECT ON SEQUENCE plain TO kind_reader;
                REVOKE UPDATE ON SEQUENCE down FROM CURRENT_USER;
                COMMENT ON SEQUENCE plain IS 'one, two, three';
                ALTER SEQUENCE plain OWNER TO kind_reader;
                CREATE TABLE "T/%x" ("id%" serial, big bigserial PRIMARY KEY, small smallserial,
                    ident integer GENERATED ALWAYS AS IDENTITY (START 7), x bigint DEFAULT nextval('plain'));
                ALTER SEQUENCE "Wei""rd/%" OWNED BY "T/%x".x;
                ALTER TABLE "T/%x" OWNER TO kind_reader;
                """);
    }

    @Test
    void everythingChangesInPlace() throws SQLException {
        try (Lab lab =
                Lab.of(
                        "CREATE SEQUENCE s; SELECT setval('s', 42); CREATE SEQUENCE t AS int;"
                                + "SELECT setval('t', 77);")) {
            assertThat(
                            lab.merge(
                                    "ALTER SEQUENCE s AS integer INCREMENT BY 3 MINVALUE 2 START 4"
                                        + " RESTART CACHE 5 CYCLE; ALTER SEQUENCE t AS bigint;ALTER"
                                        + " SEQUENCE s SET UNLOGGED;"))
                    .noneMatch(statement -> statement.startsWith("DROP"));
            assertThat(lab.database().value("SELECT last_value FROM app.s")).isEqualTo("42");
            assertThat(lab.database().value("SELECT last_value FROM app.t")).isEqualTo("77");
            lab.merge("ALTER SEQUENCE s NO CYCLE; ALTER SEQUENCE s SET LOGGED");
            assertThat(lab.database().value("SELECT last_value FROM app.s")).isEqualTo("42");
        }
    }

    @Test
    void theSequenceOfAnIdentityColumnMayBeLoggedOtherwise() throws SQLException {
        String script =
                """
                CREATE TABLE t (id int GENERATED ALWAYS AS IDENTITY);
                ALTER SEQUENCE t_id_seq SET UNLOGGED;
                CREATE UNLOGGED TABLE u (id int GENERATED ALWAYS AS IDENTITY);
                ALTER SEQUENCE u_id_seq SET LOGGED;
                """;
        Lab.assertClones(script);
        try (Lab lab = Lab.of(script)) {
            assertThat(lab.merge("ALTER SEQUENCE t_id_seq SET LOGGED"))
                    .containsExactly("ALTER SEQUENCE t_id_seq SET LOGGED");
            assertThat(
                            lab.merge(
                                    "ALTER SEQUENCE t_id_seq SET UNLOGGED;"
                                            + "ALTER SEQUENCE u_id_seq SET UNLOGGED"))
                    .containsExactlyInAnyOrder(
                            "ALTER SEQUENCE t_id_seq SET UNLOGGED",
                            "ALTER SEQUENCE u_id_seq SET UNLOGGED");
            lab.merge("ALTER SEQUENCE u_id_seq SET LOGGED; ALTER SEQUENCE u_id_seq RENAME TO r");
        }
    }

    /** A position never goes back: numbers would be given out a second time. */
    @Test
    void aValueGoesForwardIntoTheNewBoundsAndNeverBack() throws SQLException {
        try (Lab lab = Lab.of("CREATE SEQUENCE s; SELECT setval('s', 42);")) {
            assertThat(lab.refused("ALTER SEQUENCE s MAXVALUE 10"))
                    .startsWith("VC001")
                    .contains("schema_data");
            lab.merge("ALTER SEQUENCE s MINVALUE 100 START 100 RESTART");
            assertThat(lab.database().value("SELECT nextval('app.s')")).isEqualTo("100");
        }
    }

    @Test
    void ownershipMovesAndEnds() throws SQLException {
        try (Lab lab =
                Lab.of(
                        "CREATE TABLE t (a int, b int, c int); CREATE TABLE \"u/\" (\"x%\" int);"
                                + "CREATE SEQUENCE s OWNED BY t.a; CREATE SEQUENCE r;"
                                + "CREATE SEQUENCE q OWNED BY t.b;"
                                + "CREATE SEQUENCE kept OWNED BY t.c;")) {
            lab.merge(
                    "ALTER SEQUENCE s OWNED BY t.b; ALTER SEQUENCE r OWNED BY \"u/\".\"x%\";"
                            + "ALTER SEQUENCE q OWNED BY NONE; ALTER SEQUENCE kept OWNED BY NONE;"
                            + "ALTER TABLE t DROP COLUMN c");
            assertThat(lab.merge("ALTER SEQUENCE s OWNED BY NONE; DROP TABLE t; DROP TABLE \"u/\""))
                    .containsExactlyInAnyOrder(
                            "ALTER SEQUENCE s OWNED BY NONE", "DROP TABLE t", "DROP TABLE \"u/\"");
        }
    }

    @Test
    void serialColumnsComeAndGo() throws SQLException {
        try (Lab lab = Lab.of("CREATE TABLE t (a serial, b int); CREATE TABLE u (x bigserial);")) {
            lab.merge("ALTER TABLE t ADD c serial; ALTER TABLE t DROP a; DROP TABLE u");
            lab.merge("ALTER TABLE t ALTER c DROP DEFAULT; DROP SEQUENCE t_c_seq");
            lab.merge("CREATE SEQUENCE s; ALTER TABLE t ALTER c SET DEFAULT nextval('s')");
            assertThat(lab.merge("ALTER SEQUENCE s RENAME TO \"S \"\"/%\""))
                    .containsExactly("ALTER SEQUENCE s RENAME TO \"S \"\"/%\"");
        }
    }

    @Test
    void aSerialAndAnIdentityThatTakeTurnsGoOnWhereTheOtherWas() throws SQLException {
        String toIdentity =
                "ALTER TABLE t ALTER a DROP DEFAULT; DROP SEQUENCE t_a_seq;"
                        + "ALTER TABLE t ALTER a ADD GENERATED ALWAYS AS IDENTITY;"
                        + "ALTER TABLE t ALTER b DROP DEFAULT; ALTER TABLE t ALTER b ADD GENERATED"
                        + " BY DEFAULT AS IDENTITY (INCREMENT -1);"
                        + "ALTER TABLE t ALTER c SET DEFAULT nextval('r'); DROP SEQUENCE t_c_seq";
        try (Lab lab =
                Lab.of(
                        "CREATE TABLE t (a serial, b int NOT NULL, c bigserial);"
                                + "CREATE SEQUENCE s INCREMENT -1; CREATE SEQUENCE old_r;"
                                + "ALTER TABLE t ALTER b SET DEFAULT nextval('s');"
                                + "INSERT INTO t SELECT FROM generate_series(1, 41);")) {
            lab.merge("CREATE SEQUENCE r START 1000; " + toIdentity);
            assertThat(next(lab)).isEqualTo("(42,-42,1000)");
            lab.database().value("SELECT gitversion.revert('HEAD', 'main')");
            assertThat(next(lab)).isEqualTo("(43,-43,1001)");
            lab.database().value("SELECT gitversion.reset('main', 'HEAD~1', 'hard')");
            assertThat(next(lab)).isEqualTo("(44,-44,1002)");
            assertThat(
                            lab.database()
                                    .column(
                                            "SELECT relname FROM pg_class WHERE relkind = 'S' AND"
                                                    + " relnamespace = 'app'::regnamespace ORDER BY"
                                                    + " relname"))
                    .containsExactly("old_r", "r", "s", "t_a_seq", "t_b_seq");
        }
    }

    @Test
    void whereTheNewSequenceCannotGoOnTheRowsConflict() throws SQLException {
        try (Lab lab = Lab.of("CREATE TABLE t (a serial); SELECT setval('t_a_seq', 500);")) {
            assertThat(
                            lab.refused(
                                    "ALTER TABLE t ALTER a DROP DEFAULT; DROP SEQUENCE t_a_seq;"
                                            + "ALTER TABLE t ALTER a ADD GENERATED ALWAYS AS"
                                            + " IDENTITY (MAXVALUE 100)"))
                    .startsWith("VC001")
                    .contains("schema_data", "tables/t/columns/a", "22003");
        }
    }

    private static String next(Lab lab) throws SQLException {
        return lab.database().value("INSERT INTO app.t DEFAULT VALUES RETURNING t::text");
    }

    @Test
    void theSequenceOfAnIdentityColumnHasATypeOfItsOwn() throws SQLException {
        Lab.assertClones(
                """
                CREATE TABLE t (a bigint GENERATED ALWAYS AS IDENTITY (START 5),
                    b smallint GENERATED BY DEFAULT AS IDENTITY);
                ALTER SEQUENCE t_a_seq AS smallint;
                ALTER SEQUENCE t_b_seq AS bigint NO MAXVALUE CYCLE;
                """);
        try (Lab lab = Lab.of("CREATE TABLE t (a bigint GENERATED ALWAYS AS IDENTITY, b int)")) {
            assertThat(lab.merge("ALTER SEQUENCE t_a_seq AS smallint INCREMENT 2"))
                    .containsExactly(
                            "ALTER SEQUENCE t_a_seq AS smallint CACHE 1 NO CYCLE INCREMENT BY 2"
                                    + " MAXVALUE 32767 MINVALUE 1 START WITH 1");
            lab.merge("ALTER SEQUENCE t_a_seq AS bigint INCREMENT 3");
            lab.merge(
                    "ALTER TABLE t ALTER b SET NOT NULL, ALTER b ADD GENERATED ALWAYS AS IDENTITY;"
                            + "ALTER SEQUENCE t_b_seq AS bigint");
            lab.merge(
                    "ALTER TABLE t ADD c int GENERATED ALWAYS AS IDENTITY (START 7);"
                            + "ALTER SEQUENCE t_c_seq AS smallint");
        }
    }
}

package org.gitversion.test.kind;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class DomainIT {
    @Test
    void aCloneHasEveryProperty() throws SQLException {
        Lab.assertClones(
                """
                CREATE TYPE mood AS ENUM ('sad', 'ok');
                CREATE FUNCTION small(integer) RETURNS boolean IMMUTABLE
                    LANGUAGE sql AS 'SELECT $1 < 10';
                CREATE SEQUENCE s;
                CREATE DOMAIN pos AS integer DEFAULT 5 NOT NULL CONSTRAINT pos_check CHECK (VALUE > 0);
                CREATE DOMAIN "user" AS varchar(20) COLLATE "C" CONSTRAINT "check ""it""/"
                    CHECK (length(VALUE) > 1) CHECK (VALUE <> 'x') CHECK (VALUE IN ('ab', 'cd'));
                CREATE DOMAIN narrow AS pos CHECK (VALUE < 100) CHECK (small(VALUE));
                ALTER DOMAIN narrow ADD CONSTRAINT later CHECK (VALUE <> 50) NOT VALID;
                CREATE DOMAIN points AS point[];
                CREATE DOMAIN moody AS mood DEFAULT 'ok' CHECK (VALUE <> 'sad'::mood);
                CREATE DOMAIN counted AS bigint DEFAULT nextval('s');
                COMMENT ON DOMAIN pos IS 'positive';
                COMMENT ON CONSTRAINT pos_check ON DOMAIN pos IS 'more than nothing';
                REVOKE USAGE ON DOMAIN pos FROM public;
                GRANT USAGE ON DOMAIN pos TO "Kind ""Writer";
                ALTER DOMAIN points OWNER TO kind_reader;
                CREATE TABLE t (a pos, b "user", c narrow, d points, e moody, f counted);
                """);
    }

    @Test
    void everythingButTheTypeChangesInPlace() throws SQLException {
        try (Lab lab =
                Lab.of(
                        "CREATE DOMAIN d AS int DEFAULT 1 CONSTRAINT gone CHECK (VALUE > 0);ALTER"
                            + " DOMAIN d ADD CONSTRAINT doubted CHECK (VALUE <> 9) NOT VALID;ALTER"
                            + " DOMAIN d ADD CONSTRAINT old CHECK (VALUE <> 8);CREATE TABLE t (x"
                            + " d);")) {
            assertThat(
                            lab.merge(
                                    "ALTER DOMAIN d DROP DEFAULT; ALTER DOMAIN d SET NOT NULL;"
                                            + "ALTER DOMAIN d DROP CONSTRAINT gone;"
                                            + "ALTER DOMAIN d VALIDATE CONSTRAINT doubted;"
                                            + "ALTER DOMAIN d RENAME CONSTRAINT old TO \"n\"\"ew\";"
                                            + "ALTER DOMAIN d ADD CONSTRAINT a CHECK (VALUE > 1);"))
                    .containsExactlyInAnyOrder(
                            "ALTER DOMAIN d RENAME CONSTRAINT old TO \"n\"\"ew\"",
                            "ALTER DOMAIN d DROP CONSTRAINT gone",
                            "ALTER DOMAIN d DROP DEFAULT",
                            "ALTER DOMAIN d SET NOT NULL",
                            "ALTER DOMAIN d VALIDATE CONSTRAINT doubted",
                            "ALTER DOMAIN d ADD CONSTRAINT a CHECK ((VALUE > 1))");
            assertThat(lab.merge("ALTER DOMAIN d DROP NOT NULL; ALTER DOMAIN d SET DEFAULT 2"))
                    .containsExactly(
                            "ALTER DOMAIN d SET DEFAULT 2", "ALTER DOMAIN d DROP NOT NULL");
        }
    }

    @Test
    void aUsedDomainGetsAnotherType() throws SQLException {
        try (Lab lab = Lab.of("CREATE DOMAIN d AS int; CREATE DOMAIN e AS d;")) {
            lab.merge(
                    "DROP DOMAIN e; DROP DOMAIN d; CREATE DOMAIN d AS text; CREATE DOMAIN e AS d");
            lab.merge("CREATE TABLE t (x e)");
            lab.database().execute("INSERT INTO app.t VALUES ('a')");
            lab.merge(
                    "ALTER TABLE t ALTER x TYPE text; DROP DOMAIN e; DROP DOMAIN d;"
                            + "CREATE DOMAIN d AS varchar; CREATE DOMAIN e AS d;"
                            + "ALTER TABLE t ALTER x TYPE e");
            assertThat(lab.database().column("SELECT x FROM app.t")).containsExactly("a");
        }
    }

    @Test
    void aDomainIsRenamed() throws SQLException {
        try (Lab lab = Lab.of("CREATE DOMAIN d AS int CHECK (VALUE > 0); CREATE TABLE t (x d);")) {
            assertThat(lab.merge("ALTER DOMAIN d RENAME TO \"sel\"\"ect\""))
                    .containsExactly("ALTER DOMAIN d RENAME TO \"sel\"\"ect\"");
        }
    }

    /** Which it has from PostgreSQL 17 on. */
    @Test
    void notNullKeepsItsName() throws SQLException {
        String script =
                """
                CREATE DOMAIN a AS int CONSTRAINT "My own" NOT NULL;
                CREATE DOMAIN b AS int NOT NULL;
                ALTER DOMAIN b RENAME TO "B b";
                """;
        Lab.assertClones(script);
        try (Lab lab =
                Lab.of(script + "CREATE DOMAIN c AS int; CREATE DOMAIN d AS int NOT NULL;")) {
            lab.merge("ALTER DOMAIN d RENAME TO e; ALTER DOMAIN c ADD CHECK (VALUE > 0)");
            lab.merge("ALTER DOMAIN a DROP NOT NULL; ALTER DOMAIN c SET NOT NULL");
        }
    }
}

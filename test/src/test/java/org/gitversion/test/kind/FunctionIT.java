package org.gitversion.test.kind;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

class FunctionIT {
    private static final String PREFIX =
            "SET check_function_bodies = off; CREATE TABLE t (id int PRIMARY KEY, \"A b\" text);"
                    + "CREATE TYPE mood AS ENUM ('x', 'y');";

    @Test
    void schemasOfOtherBranchesAreToldAndStayThere() throws SQLException {
        try (Lab lab = Lab.of("CREATE TABLE t (a int)")) {
            String told =
                    lab.database()
                            .psql(
                                    "SELECT gitversion.create_branch('b');"
                                            + " SELECT gitversion.use_branch('b');"
                                            + " CREATE FUNCTION f() RETURNS bigint LANGUAGE sql"
                                            + " AS 'SELECT count(*) FROM app.t';"
                                            + " SELECT gitversion.commit('Body')",
                                    "-q")
                            .output();
            assertThat(told)
                    .contains("WARNING:  functions/f() names schema \"app\"", "of branch \"main\"");
            assertThat(
                            lab.refused(
                                    "ALTER TABLE t ADD b int; CREATE FUNCTION g() RETURNS int"
                                        + " LANGUAGE sql SET search_path = app, pg_temp AS 'SELECT"
                                        + " 1'"))
                    .contains("VC018", "functions/g()", "\"app\"");
            lab.run(
                    "SELECT gitversion.use_branch('b'); CREATE OR REPLACE FUNCTION f() RETURNS"
                            + " bigint LANGUAGE sql AS 'SELECT count(*) FROM t AS app';"
                            + " SELECT gitversion.commit('Own');"
                            + " SELECT gitversion.merge_branches('b', 'main')");
            assertThat(
                            lab.database()
                                    .value(
                                            "SELECT prosrc FROM pg_proc WHERE proname = 'f'"
                                                    + " AND pronamespace = 'app'::regnamespace"))
                    .endsWith("FROM t AS app");
        }
    }

    @Test
    void aCloneHasEveryProperty() throws SQLException {
        Lab.assertClones(
                """
                SET check_function_bodies = off;
                CREATE TABLE "we""ird T(" (id int PRIMARY KEY, "A b" text);
                CREATE TYPE mood AS ENUM ('a', 'b');
                CREATE FUNCTION f(a int, b mood DEFAULT 'a', OUT c text, VARIADIC d int[] DEFAULT '{}',
                    OUT e int) RETURNS SETOF record LANGUAGE plpgsql IMMUTABLE STRICT
                    SECURITY DEFINER LEAKPROOF PARALLEL SAFE COST 7 ROWS 3
                    SET work_mem = '5MB' SET search_path = "My Sch", pg_catalog, ''
                    SET "my.x" = 'a''b\\c' SET temp_tablespaces = '' AS
                    $x$ begin select $$a$$, '$body$' from "we""ird T("; end $x$;
                CREATE FUNCTION "Odd (Name/%, "(x "we""ird T(", timestamp with time zone, "char",
                    mood[], INOUT "In Out" numeric) LANGUAGE plpgsql RETURNS NULL ON NULL INPUT
                    PARALLEL RESTRICTED COST 0.5 STABLE AS 'begin end';
                CREATE FUNCTION atomic(a int) RETURNS TABLE ("A b" int, c text) LANGUAGE sql
                    BEGIN ATOMIC
                        SELECT id, "A b" FROM "we""ird T(" WHERE id = a;
                        SELECT t.* FROM "we""ird T(" t;
                    END;
                CREATE FUNCTION brief() RETURNS int RETURN 1 + 2;
                CREATE FUNCTION f() RETURNS int LANGUAGE sql AS '';
                CREATE FUNCTION f(text) RETURNS int LANGUAGE sql AS 'SELECT f()';
                CREATE FUNCTION built_in(float8) RETURNS float8 LANGUAGE internal AS 'dsqrt';
                CREATE FUNCTION row_count() RETURNS bigint LANGUAGE internal WINDOW STRICT
                    AS 'window_row_number';
                CREATE FUNCTION series(int, int) RETURNS SETOF int LANGUAGE internal
                    SUPPORT generate_series_int4_support AS 'generate_series_int4';
                CREATE FUNCTION any_type(a anyelement, b anyarray) RETURNS anyelement LANGUAGE sql
                    CALLED ON NULL INPUT AS 'SELECT $1';
                CREATE FUNCTION made(x int) RETURNS SETOF "we""ird T(" LANGUAGE plpgsql AS 'begin end';
                CREATE TABLE uses (a int DEFAULT brief(), CHECK (f() > 0));
                COMMENT ON FUNCTION brief() IS 'three';
                REVOKE EXECUTE ON FUNCTION brief() FROM PUBLIC;
                GRANT EXECUTE ON FUNCTION f(int, mood, int[]) TO kind_reader;
                ALTER FUNCTION f(text) OWNER TO "Kind ""Writer";
                CREATE TYPE span AS RANGE (subtype = float8);
                """);
    }

    @Test
    void bodiesAndSettingsFollowTheirSchema() throws SQLException {
        String name = "We\"ird $body$ S'x.y";
        try (Lab lab = Lab.of("CREATE TABLE t (a int);")) {
            lab.database()
                    .execute(
                            "CREATE SCHEMA shop; CREATE TABLE shop.shop (id int);"
                                    + "CREATE FUNCTION shop.f() RETURNS int LANGUAGE plpgsql"
                                    + " SET search_path = shop, pg_temp AS"
                                    + " 'begin perform shop.id from shop.shop; return 7; end'");
            lab.database().value("SELECT gitversion.clone_schema_objects('shop', ?)", name);
            lab.database().value("SELECT gitversion.clone_schema_objects(?, 'third')", name);
            assertThat(
                            lab.database()
                                    .rows(
                                            "SELECT prosrc, proconfig[1] FROM pg_proc WHERE"
                                                + " pronamespace = quote_ident(?)::regnamespace",
                                            name))
                    .containsExactly(
                            List.of(
                                    "begin perform shop.id from \"We\"\"ird $body$ S'x.y\".shop;"
                                            + " return 7; end",
                                    "search_path=\"We\"\"ird $body$ S'x.y\", pg_temp"));
            assertThat(lab.database().value("SELECT third.f()")).isEqualTo("7");
            assertThat(
                            lab.database()
                                    .value(
                                            "SELECT prosrc || proconfig[1] FROM pg_proc WHERE"
                                                    + " pronamespace = 'third'::regnamespace"))
                    .isEqualTo(
                            "begin perform shop.id from third.shop; return 7; end"
                                    + "search_path=third, pg_temp");
        }
    }

    @Test
    void whatPostgresqlReplacesIsReplaced() throws SQLException {
        try (Lab lab =
                Lab.of(
                        PREFIX
                                + "CREATE FUNCTION body(a int) RETURNS int LANGUAGE sql AS 'select"
                                + " 1';CREATE FUNCTION props(a int) RETURNS int LANGUAGE plpgsql AS"
                                + " 'begin return 1; end';CREATE FUNCTION def(a int, b mood)"
                                + " RETURNS int LANGUAGE sql AS 'select 1';CREATE FUNCTION atomic(a"
                                + " int) RETURNS SETOF t BEGIN ATOMIC SELECT * FROM t WHERE id = a;"
                                + " END;CREATE VIEW v AS SELECT body(id), def(id, 'x') FROM"
                                + " t;REVOKE EXECUTE ON FUNCTION body(int) FROM PUBLIC;")) {
            assertThat(
                            lab.merge(
                                    "SET check_function_bodies = off;CREATE OR REPLACE FUNCTION"
                                        + " body(a int) RETURNS int LANGUAGE sql AS 'select 2;"
                                        + " $body $body_ $$ $ $body$';CREATE OR REPLACE FUNCTION"
                                        + " props(a int) RETURNS int LANGUAGE plpgsql IMMUTABLE"
                                        + " STRICT SECURITY DEFINER LEAKPROOF PARALLEL RESTRICTED"
                                        + " COST 0.5 SET search_path TO '' SET datestyle = 'ISO,"
                                        + " DMY' AS 'begin return 1; end';CREATE OR REPLACE"
                                        + " FUNCTION def(a int, b mood DEFAULT 'y') RETURNS int"
                                        + " LANGUAGE sql AS 'select 1';CREATE OR REPLACE FUNCTION"
                                        + " atomic(a int) RETURNS SETOF t BEGIN ATOMIC SELECT *"
                                        + " FROM t; END;"))
                    .hasSize(4)
                    .allMatch(statement -> statement.startsWith("CREATE OR REPLACE FUNCTION "));
        }
    }

    @Test
    void whatPostgresqlRefusesToReplaceIsBuiltAgain() throws SQLException {
        try (Lab lab =
                Lab.of(
                        PREFIX
                                + "CREATE FUNCTION res(a int) RETURNS int LANGUAGE sql IMMUTABLE AS"
                                + " 'select 1';CREATE VIEW v AS SELECT res(id) AS r FROM t;CREATE"
                                + " INDEX i ON t (res(id));CREATE TABLE d (a bigint DEFAULT res(3),"
                                + " b text);INSERT INTO d VALUES (5, 'kept');CREATE FUNCTION"
                                + " named(a int, b mood) RETURNS int LANGUAGE sql AS 'select"
                                + " 1';CREATE FUNCTION undef(a int, b mood DEFAULT 'x') RETURNS int"
                                + " LANGUAGE sql AS 'select 1';CREATE FUNCTION cols() RETURNS TABLE"
                                + " (a int, \"B c\" text) LANGUAGE sql AS 'select 1,"
                                + " null::text';COMMENT ON FUNCTION res(int) IS 'res'; COMMENT ON"
                                + " VIEW v IS 'v';")) {
            assertThat(
                            lab.merge(
                                    "DROP VIEW v; DROP INDEX i; ALTER TABLE d ALTER a DROP"
                                        + " DEFAULT;DROP FUNCTION res(int); CREATE FUNCTION res(a"
                                        + " int) RETURNS bigint LANGUAGE sql IMMUTABLE AS 'select"
                                        + " 1::bigint';COMMENT ON FUNCTION res(int) IS 'res';CREATE"
                                        + " VIEW v AS SELECT res(id) AS r FROM t;COMMENT ON VIEW v"
                                        + " IS 'v'; CREATE INDEX i ON t (res(id));ALTER TABLE d"
                                        + " ALTER a SET DEFAULT res(3);DROP FUNCTION named; CREATE"
                                        + " FUNCTION named(a2 int, b mood) RETURNS int LANGUAGE sql"
                                        + " AS 'select 1';DROP FUNCTION undef; CREATE FUNCTION"
                                        + " undef(a int, b mood) RETURNS int LANGUAGE sql AS"
                                        + " 'select 1';DROP FUNCTION cols; CREATE FUNCTION cols()"
                                        + " RETURNS TABLE (a int, \"B d\" text) LANGUAGE sql ROWS 7"
                                        + " AS 'select 1, null::text'"))
                    .contains(
                            "DROP FUNCTION res(integer)",
                            "DROP FUNCTION named(integer, mood)",
                            "DROP FUNCTION undef(integer, mood)",
                            "DROP FUNCTION cols()")
                    .noneMatch(statement -> statement.startsWith("DROP TABLE"));
            assertThat(lab.database().column("SELECT b FROM app.d")).containsExactly("kept");
        }
    }

    @Test
    void namesOfFunctionsAndOfTheirTypesChange() throws SQLException {
        try (Lab lab =
                Lab.of(
                        PREFIX
                                + "CREATE FUNCTION f(mood) RETURNS int LANGUAGE sql AS 'select 1';"
                                + "CREATE FUNCTION g(mood) RETURNS int LANGUAGE sql AS 'select 2';"
                                + "CREATE PROCEDURE \"p (x\"(a mood, OUT b int) LANGUAGE plpgsql"
                                + " AS 'begin end'; CREATE VIEW v AS SELECT f('x'), g('y');")) {
            assertThat(
                            lab.merge(
                                    "ALTER FUNCTION f RENAME TO h; ALTER FUNCTION g RENAME TO f;"
                                            + "ALTER FUNCTION h RENAME TO g; ALTER TYPE mood"
                                            + " RENAME TO \"m/\"\"o d\";"
                                            + "ALTER PROCEDURE \"p (x\" RENAME TO \"z \"\"(a\""))
                    .noneMatch(statement -> statement.startsWith("DROP"))
                    .noneMatch(statement -> statement.startsWith("CREATE"));
        }
    }

    @Test
    void proceduresChange() throws SQLException {
        Lab.assertClones(
                """
                CREATE TYPE mood AS ENUM ('a', 'b');
                CREATE PROCEDURE "P ("(IN a int, OUT c int, INOUT b mood DEFAULT 'a') LANGUAGE plpgsql
                    SECURITY DEFINER SET work_mem = '1MB' AS 'begin c := 1; end';
                CREATE PROCEDURE "P ("(IN a int, b mood, c int) LANGUAGE plpgsql AS 'begin end';
                CREATE PROCEDURE atomic(VARIADIC a text[]) BEGIN ATOMIC SELECT 1; END;
                COMMENT ON PROCEDURE "P ("(IN int, IN mood) IS 'p1';
                GRANT EXECUTE ON PROCEDURE "P ("(IN int, IN mood) TO kind_reader;
                ALTER PROCEDURE atomic OWNER TO kind_reader;
                """);
        try (Lab lab =
                Lab.of(
                        "CREATE PROCEDURE p(a int, OUT b int) LANGUAGE plpgsql AS 'begin b := 1;"
                            + " end';CREATE PROCEDURE p(a int, b int, c int) LANGUAGE plpgsql AS"
                            + " 'begin end'; COMMENT ON PROCEDURE p(IN int) IS 'p1';")) {
            assertThat(
                            lab.merge(
                                    "CREATE OR REPLACE PROCEDURE p(a int, OUT b int) LANGUAGE"
                                        + " plpgsql SECURITY DEFINER SET work_mem = '1MB' AS 'begin"
                                        + " b := 2; end';DROP PROCEDURE p(IN int, IN int, IN"
                                        + " int);CREATE PROCEDURE p(a int, b int, OUT c int)"
                                        + " LANGUAGE plpgsql AS 'begin c := 1; end';"))
                    .contains("DROP PROCEDURE p(IN integer, IN integer, IN integer)");
        }
    }

    @Test
    void bodiesWithValuesThatGetNamesAreSettled() throws SQLException {
        String all =
                """
                CREATE TABLE t (a int, b text);
                CREATE FUNCTION "Some f"(a int, "B" text DEFAULT 'x') RETURNS boolean
                    SET search_path = pg_catalog
                    RETURN EXISTS (SELECT NULL FROM t WHERE t.a = "Some f".a) OR "B" IN (SELECT 'y');
                CREATE FUNCTION f(a int) RETURNS TABLE (n bigint, k text) LANGUAGE sql BEGIN ATOMIC
                    SELECT count(*), 'k' FROM (SELECT NULL, 'z' FROM t WHERE t.a = f.a) x;
                END;
                CREATE FUNCTION f(a text) RETURNS int RETURN (SELECT 1 FROM (VALUES ('1', NULL)) v);
                CREATE PROCEDURE p(INOUT a int) LANGUAGE sql BEGIN ATOMIC
                    INSERT INTO t SELECT NULL, 'q' WHERE EXISTS (SELECT NULL, 'c');
                    SELECT 1;
                END;
                """;
        Lab.assertClones(all);
        try (Lab lab = Lab.of(all)) {
            assertThat(lab.merge("ALTER TABLE t ADD d int")).hasSize(1);
        }
    }
}

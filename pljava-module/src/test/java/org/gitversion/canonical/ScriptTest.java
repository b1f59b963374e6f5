package org.gitversion.canonical;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Names of one schema come to mean another one, where that is certain. */
class ScriptTest {
    private static String moved(String sql) {
        Script script = Script.read(sql, "public", "we \"ird", Set.of("citext"));
        assertThat(script.problems()).as(sql).isEmpty();
        return script.text();
    }

    private static List<String> problems(String sql) {
        return Script.read(sql, "public", "b", Set.of()).problems();
    }

    @Test
    void qualifiersAreReplaced() {
        assertThat(moved("CREATE TABLE Public.a (b \"public\" . mood);\nDROP TABLE other.a"))
                .isEqualTo(
                        "CREATE TABLE \"we \"\"ird\".a (b \"we \"\"ird\" . mood);\nDROP TABLE"
                                + " other.a");
        assertThat(moved("ALTER TABLE public.a ATTACH PARTITION public /* public.x */ .p DEFAULT"))
                .isEqualTo(
                        "ALTER TABLE \"we \"\"ird\".a ATTACH PARTITION \"we \"\"ird\" /* public.x"
                                + " */ .p DEFAULT");
        assertThat(moved("SELECT public.f(p.id) FROM public.a p -- public.a"))
                .isEqualTo("SELECT \"we \"\"ird\".f(p.id) FROM \"we \"\"ird\".a p -- public.a");
    }

    @Test
    void membersOfExtensionsStay() {
        assertThat(moved("CREATE TABLE public.t (a public.citext, b public.mood)"))
                .isEqualTo(
                        "CREATE TABLE \"we \"\"ird\".t (a public.citext, b \"we \"\"ird\".mood)");
    }

    /** What stands for something else in one statement does so in no other. */
    @Test
    void aliasesAreOfTheirStatement() {
        assertThat(moved("SELECT public.id FROM x AS public; DROP TABLE public.a"))
                .isEqualTo("SELECT public.id FROM x AS public; DROP TABLE \"we \"\"ird\".a");
    }

    @Test
    void bodiesAreReadToo() {
        assertThat(
                        moved(
                                "CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $a$ BEGIN"
                                        + " DELETE FROM public.t; END $a$; DO 'BEGIN DELETE FROM"
                                        + " public.t WHERE a = ''x''; END'"))
                .isEqualTo(
                        "CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $a$ BEGIN DELETE FROM"
                            + " \"we \"\"ird\".t; END $a$; DO 'BEGIN DELETE FROM \"we \"\"ird\".t"
                            + " WHERE a = ''x''; END'");
        assertThat(
                        moved(
                                "CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT CASE WHEN true"
                                        + " THEN 1 END; SELECT id FROM public.t; END; DROP TABLE"
                                        + " public.t"))
                .endsWith("SELECT id FROM \"we \"\"ird\".t; END; DROP TABLE \"we \"\"ird\".t");
    }

    @Test
    void constantsThatNameARelationAreReplaced() {
        assertThat(moved("SELECT nextval('public.s'), 'public.t'::regclass, 'publicity'"))
                .isEqualTo(
                        "SELECT nextval('\"we \"\"ird\".s'), '\"we \"\"ird\".t'::regclass,"
                                + " 'publicity'");
        assertThat(moved("COMMENT ON TABLE public.t IS 'of public.t'"))
                .isEqualTo("COMMENT ON TABLE \"we \"\"ird\".t IS 'of public.t'");
    }

    @Test
    void whatIsNotCertainIsListed() {
        assertThat(problems("SELECT 1;\nSELECT 'public.t'"))
                .containsExactly("line 2: a string names the schema: 'public.t'");
        assertThat(problems("DO $$ BEGIN EXECUTE 'DROP TABLE public.t'; END $$")).hasSize(1);
        assertThat(problems("DO $$ x = 'public.t' $$ LANGUAGE plpython3u")).hasSize(1);
        assertThat(problems("DROP SCHEMA public")).hasSize(1);
        assertThat(problems("\\i public.sql")).isNotEmpty();
        assertThat(problems("SELECT 'open")).hasSize(1);
    }

    @Test
    void transactionsAreListed() {
        for (String sql :
                List.of("begin", "Start transaction", "COMMIT", "END", "ROLLBACK TO x", "abort")) {
            assertThat(problems("SELECT 1; /* x */ " + sql + ";")).as(sql).hasSize(1);
        }
        assertThat(problems("PREPARE x AS SELECT 1")).isEmpty();
        assertThat(problems("PREPARE TRANSACTION 'x'")).hasSize(1);
    }
}

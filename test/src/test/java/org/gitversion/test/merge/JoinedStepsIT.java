package org.gitversion.test.merge;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import org.gitversion.test.support.Database;
import org.gitversion.test.support.GitVersionTest;
import org.gitversion.test.support.ServerError;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is done to a table in one go is one statement, and says as much as several would. */
@GitVersionTest
class JoinedStepsIT {
    private static final String SKIP = "SET search_path = pg_catalog";

    /** Tells by an event trigger of the user how often PostgreSQL writes tables again. */
    @BeforeAll
    static void initialize(Database database) throws SQLException {
        database.execute(
                "CREATE SCHEMA nothing; SELECT gitversion.init('root', 'nothing')",
                "CREATE TABLE public.rewrites (of regclass)",
                "CREATE FUNCTION public.count_rewrite() RETURNS event_trigger LANGUAGE plpgsql AS"
                        + " 'BEGIN INSERT INTO public.rewrites VALUES"
                        + " (pg_event_trigger_table_rewrite_oid()); END'",
                "CREATE EVENT TRIGGER count_rewrites ON table_rewrite"
                        + " EXECUTE FUNCTION public.count_rewrite()");
    }

    @Test
    void aTableIsWrittenAgainOnce(Database database) throws SQLException {
        work(
                database,
                "once",
                "root",
                "CREATE TABLE t (a text, b text, c int, d varchar(20), e text, f int);"
                        + "CREATE TABLE u (a int)",
                "INSERT INTO t VALUES ('1', '2', 3, 'dd', 'e', 5), (NULL, '4', 5, NULL, 'f', 6)");
        work(
                database,
                "once2",
                "once",
                "ALTER TABLE u ADD b int; ALTER TABLE t ALTER a TYPE int USING a::int;"
                        + "ALTER TABLE t ALTER b TYPE bigint USING b::bigint;"
                        + "ALTER TABLE t ALTER c TYPE bigint; ALTER TABLE t ALTER d TYPE char(2);"
                        + "ALTER TABLE t ADD g int NOT NULL DEFAULT 7, DROP COLUMN e;"
                        + "COMMENT ON COLUMN t.a IS 'a';"
                        + "ALTER TABLE t ADD CONSTRAINT small CHECK (f < 10), ADD UNIQUE (a)");
        List<String> alterations =
                database.column(
                        "SELECT statement FROM gitversion.preview_merge('once2', 'once')"
                                + " WHERE statement LIKE 'ALTER TABLE t%'");
        assertThat(alterations)
                .containsExactly(
                        """
                        ALTER TABLE t
                            DROP COLUMN e,
                            ALTER COLUMN a TYPE integer USING a::integer,
                            ALTER COLUMN b TYPE bigint USING b::bigint,
                            ALTER COLUMN c TYPE bigint,
                            ALTER COLUMN d TYPE character(2),
                            ADD COLUMN g integer DEFAULT 7 NOT NULL,
                            ADD CONSTRAINT small CHECK ((f < 10)),
                            ADD CONSTRAINT t_a_key UNIQUE (a)\
                        """
                                .stripIndent());
        assertThat(
                        database.rows(
                                "SELECT path, lock_mode, rewrites_table, scans_table, may_lose_data"
                                        + " FROM gitversion.preview_merge('once2', 'once')"
                                        + " WHERE statement LIKE 'ALTER TABLE t%'"))
                .containsExactly(List.of("tables/t", "ACCESS EXCLUSIVE", "t", "t", "t"));
        database.execute("TRUNCATE public.rewrites");
        database.value("SELECT gitversion.merge_branches('once2', 'once')");
        assertThat(database.column("SELECT of::text FROM public.rewrites"))
                .containsExactly("branch_once.t");
        assertThat(database.column("SELECT t::text FROM branch_once.t ORDER BY b"))
                .containsExactly("(1,2,3,dd,5,7)", "(,4,5,,6,7)");
    }

    @Test
    void typesWithoutACastOfTheirOwnAreConvertedTogether(Database database) throws SQLException {
        work(
                database,
                "casts",
                "root",
                "CREATE TABLE t (a int, b bigint, c text, d numeric)",
                "INSERT INTO t VALUES (1, 2, '3', 4.0)");
        work(
                database,
                "casts2",
                "casts",
                "DROP TABLE t; CREATE TABLE t (a text, b text, c int, d int)");
        database.execute("TRUNCATE public.rewrites");
        database.value("SELECT gitversion.merge_branches('casts2', 'casts')");
        assertThat(database.column("SELECT of::text FROM public.rewrites"))
                .containsExactly("branch_casts.t");
        assertThat(database.value("SELECT t::text FROM branch_casts.t")).isEqualTo("(1,2,3,4)");
    }

    @Test
    void expressionsSeeTheRowAsItWas(Database database) throws SQLException {
        work(
                database,
                "swap",
                "root",
                "CREATE TABLE t (a int, b int)",
                "INSERT INTO t VALUES (1, 2)");
        work(
                database,
                "swap2",
                "swap",
                "ALTER TABLE t ALTER a TYPE bigint USING b, ALTER b TYPE bigint USING a");
        database.value("SELECT gitversion.merge_branches('swap2', 'swap')");
        assertThat(database.value("SELECT t::text FROM branch_swap.t")).isEqualTo("(2,1)");
    }

    @Test
    void everyObjectThatRowsStandInTheWayOfIsNamed(Database database) throws SQLException {
        work(
                database,
                "rows",
                "root",
                "CREATE TABLE t (a int, b int, c int, d int)",
                "INSERT INTO t VALUES (1, NULL, 30, 4), (1, NULL, 3, 4)");
        work(
                database,
                "rows2",
                "rows",
                "ALTER TABLE t ADD e int, ALTER b SET NOT NULL, ADD CONSTRAINT u UNIQUE (a),"
                        + " ADD CONSTRAINT k CHECK (c < 10), ALTER d SET NOT NULL");
        assertThat(
                        database.rows(
                                "SELECT path, conflict_type FROM gitversion.preview_merge('rows2',"
                                        + " 'rows') ORDER BY path"))
                .containsExactly(
                        List.of("tables/t/columns/b", "constraint_violation"),
                        List.of("tables/t/constraints/k", "constraint_violation"),
                        List.of("tables/t/constraints/u", "constraint_violation"));
        ServerError error =
                ServerError.of(
                        () -> database.value("SELECT gitversion.merge_branches('rows2', 'rows')"));
        assertThat(error.state()).isEqualTo("VC001");
        assertThat(error.detail())
                .contains("\"tables/t/columns/b\"", "ALTER COLUMN b SET NOT NULL");
    }

    @Test
    void whatPostgresqlDoesNotDoAtOnceIsDoneOneByOne(Database database) throws SQLException {
        work(
                database,
                "steps",
                "root",
                "CREATE UNLOGGED TABLE p (a int PRIMARY KEY); CREATE UNLOGGED TABLE t (a int"
                        + " CONSTRAINT f REFERENCES p)",
                "INSERT INTO p VALUES (1); INSERT INTO t VALUES (1)");
        work(
                database,
                "steps2",
                "steps",
                "ALTER TABLE t DROP CONSTRAINT f; ALTER TABLE t SET LOGGED");
        assertThat(
                        database.column(
                                "SELECT statement FROM gitversion.preview_merge('steps2',"
                                        + " 'steps')"))
                .containsExactly("ALTER TABLE t DROP CONSTRAINT f", "ALTER TABLE t SET LOGGED");
        database.value("SELECT gitversion.merge_branches('steps2', 'steps')");
        assertThat(database.value("SELECT a FROM branch_steps.t")).isEqualTo("1");
    }

    /** What is not committed is listed by the objects, each with the whole statement. */
    @Test
    void eachObjectHasTheStatement(Database database) throws SQLException {
        work(database, "said", "root", "CREATE TABLE t (a int, b int)");
        work(database, "said2", "said", "ALTER TABLE t ALTER a TYPE bigint, ADD c int");
        database.value("SELECT gitversion.restore('tables', 'said2', 'said')");
        assertThat(database.rows("SELECT path, statement FROM gitversion.status('said')"))
                .containsExactly(
                        List.of(
                                "tables/t/columns/a",
                                "ALTER TABLE t\n    ALTER COLUMN a TYPE bigint,\n"
                                        + "    ADD COLUMN c integer"),
                        List.of(
                                "tables/t/columns/c",
                                "ALTER TABLE t\n    ALTER COLUMN a TYPE bigint,\n"
                                        + "    ADD COLUMN c integer"));
    }

    private static void work(Database database, String branch, String from, String... scripts)
            throws SQLException {
        database.execute(SKIP);
        database.value("SELECT gitversion.create_branch(?, ?)", branch, from);
        String use = "SELECT gitversion.use_branch('" + branch + "');";
        for (String script : scripts) {
            database.psql(use + script, "-q").expectSuccess();
        }
        database.value("SELECT gitversion.commit('Work', ?)", branch);
        database.execute(SKIP);
    }
}

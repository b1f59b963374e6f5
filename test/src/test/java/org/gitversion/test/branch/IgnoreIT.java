package org.gitversion.test.branch;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import org.gitversion.test.support.Database;
import org.gitversion.test.support.GitVersionTest;
import org.gitversion.test.support.Integrity;
import org.gitversion.test.support.ServerError;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Objects at ignored paths are no part of branches. */
@GitVersionTest(databasePerMethod = true)
class IgnoreIT {
    private static final String STATUS = "SELECT path, change FROM gitversion.status('main')";
    private static final String TABLES =
            "SELECT relname FROM pg_class WHERE relnamespace = to_regnamespace('branch_b') AND"
                    + " relkind IN ('r', 'p', 'S', 'v') ORDER BY 1";

    @BeforeEach
    void start(Database database) throws SQLException {
        database.execute(
                "CREATE SCHEMA \"we ird\"",
                "SET search_path = \"we ird\"",
                "CREATE TABLE t (id integer PRIMARY KEY)",
                "CREATE TABLE tmp_a (id serial PRIMARY KEY, t integer REFERENCES t)",
                "CREATE INDEX ON tmp_a (t)",
                "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN new; END'",
                "CREATE TRIGGER g BEFORE INSERT ON tmp_a FOR EACH ROW EXECUTE FUNCTION f()",
                "CREATE POLICY p ON tmp_a",
                "CREATE RULE r AS ON INSERT TO tmp_a DO ALSO NOTHING",
                "CREATE STATISTICS s ON id, t FROM tmp_a",
                "COMMENT ON COLUMN tmp_a.id IS 'x'",
                "COMMENT ON INDEX tmp_a_t_idx IS 'x'",
                "GRANT SELECT (id) ON tmp_a TO PUBLIC",
                "CREATE TABLE tmp_keep (id integer)",
                "CREATE TABLE parts (a integer) PARTITION BY LIST (a)",
                "CREATE TABLE tmp_p1 PARTITION OF parts FOR VALUES IN (1)",
                "SELECT gitversion.ignore('tables/tmp_*')",
                "SELECT gitversion.ignore('!tables/tmp_keep')",
                "SELECT gitversion.init('main', 'we ird')");
    }

    @AfterEach
    void end(Database database) throws SQLException {
        database.session().close();
    }

    @Test
    void ignoredObjectsAreNeitherCommittedNorClonedNorDropped(Database database)
            throws SQLException {
        assertThat(
                        database.column(
                                "SELECT object_name FROM gitversion.object_snapshots WHERE"
                                        + " object_name NOT LIKE '%/%/%' ORDER BY 1"))
                .containsExactly("functions/f()", "tables/parts", "tables/t", "tables/tmp_keep");
        database.execute(
                "SELECT gitversion.create_branch('b', 'main')",
                "CREATE TABLE tmp_new (id integer)",
                "ALTER TABLE tmp_a ADD COLUMN x integer",
                "COMMENT ON TABLE tmp_new IS 'x'",
                "DROP INDEX tmp_a_t_idx");
        assertThat(database.column(TABLES)).containsExactly("parts", "t", "tmp_keep");
        assertThat(database.rows(STATUS)).isEmpty();
        assertThat(database.rows("SELECT path FROM gitversion.status('main', false)")).isEmpty();
        assertThat(
                        ServerError.of(
                                        () ->
                                                database.execute(
                                                        "SELECT gitversion.commit('x', 'main')"))
                                .state())
                .isEqualTo("VC002");
        database.execute(
                "SELECT gitversion.use_branch('b')",
                "CREATE TABLE tmp_mine (id integer)",
                "CREATE TABLE seen (id integer)",
                "ALTER TABLE t ADD COLUMN y integer",
                "SELECT gitversion.commit('Change')",
                "SELECT gitversion.merge_branches('b', 'main')",
                "SELECT gitversion.reset('b', 'b~1')");
        assertThat(database.column(TABLES)).containsExactly("parts", "t", "tmp_keep", "tmp_mine");
        assertThat(database.rows(STATUS)).isEmpty();
        assertThat(database.value("SELECT count(*) FROM \"we ird\".tmp_a, \"we ird\".seen"))
                .isEqualTo("0");
        assertThat(Integrity.problems(database)).isEmpty();
    }

    @Test
    void whatIsTrackedCannotNeedWhatIsIgnored(Database database) throws SQLException {
        for (String statement :
                List.of(
                        "CREATE VIEW v AS SELECT id FROM tmp_a",
                        "CREATE TABLE u (a integer REFERENCES tmp_a)",
                        "CREATE TABLE u (a integer DEFAULT nextval('tmp_a_id_seq'))",
                        "CREATE FUNCTION h(tmp_a) RETURNS integer LANGUAGE sql AS 'SELECT 1'",
                        "CREATE TABLE u () INHERITS (tmp_a)")) {
            database.execute(statement);
            for (String call :
                    List.of(
                            "SELECT gitversion.commit('x', 'main')",
                            "SELECT gitversion.create_branch('other', 'main')")) {
                ServerError error = ServerError.of(() -> database.execute(call));
                assertThat(error).as(statement).isNotNull();
                assertThat(error.state()).as(statement + error).isEqualTo("VC043");
                assertThat(error.message()).contains("tmp_a").contains("\"we ird\"");
            }
            assertThat(database.rows(STATUS)).as(statement).isNotEmpty();
            database.execute(
                    "DROP VIEW IF EXISTS v", "DROP TABLE IF EXISTS u", "DROP FUNCTION IF EXISTS h");
        }
    }

    /** As files that git knows already. */
    @Test
    void whatWasCommittedBeforeIsTakenOut(Database database) throws SQLException {
        database.execute(
                "INSERT INTO t VALUES (1)",
                "SELECT gitversion.ignore('parts')",
                "SELECT gitversion.ignore('sequences')");
        assertThat(database.rows(STATUS)).containsExactly(List.of("tables/parts", "DROP"));
        database.execute(
                "SELECT gitversion.commit('No parts', 'main')",
                "SELECT gitversion.create_branch('old', 'main~1')",
                "SELECT gitversion.reset('main', 'main~1')");
        assertThat(database.rows(STATUS)).containsExactly(List.of("tables/parts", "DROP"));
        assertThat(database.value("SELECT to_regclass('branch_old.parts')")).isNull();
        assertThat(database.value("SELECT count(*) FROM parts, t")).isEqualTo("0");
        assertThat(database.rows("SELECT * FROM gitversion.plan('main', 'main')")).isEmpty();
        assertThat(
                        database.column(
                                "SELECT detail FROM gitversion.fsck(true) WHERE severity ="
                                        + " 'error'"))
                .isEmpty();
        database.execute(
                "SELECT gitversion.unignore('parts')", "SELECT gitversion.unignore('sequences')");
        assertThat(database.rows(STATUS)).isEmpty();
        database.execute(
                "SELECT gitversion.unignore('!tables/tmp_keep')",
                "SELECT gitversion.unignore('tables/tmp_*')");
        assertThat(database.column("SELECT path FROM gitversion.status('main')"))
                .contains(
                        "tables/tmp_a", "tables/tmp_p1", "indexes/tmp_a_t_idx", "triggers/tmp_a/g");
        database.execute("SELECT gitversion.commit('All', 'main')");
    }

    @Test
    void patternsAreThoseOfGit(Database database) throws SQLException {
        for (List<String> each :
                List.of(
                        List.of("tables/a", "tables/a", "t"),
                        List.of("tables/a", "tables/ab", "f"),
                        List.of("tables/a", "views/tables/a", "f"),
                        List.of("/tables/a", "tables/a", "t"),
                        List.of("a", "views/a", "t"),
                        List.of("a", "triggers/a/b", "t"),
                        List.of("tables/", "tables/b", "t"),
                        List.of("tables/*", "tables/b", "t"),
                        List.of("*/b", "tables/b", "t"),
                        List.of("*/b", "triggers/a/b", "f"),
                        List.of("**/b", "triggers/a/b", "t"),
                        List.of("triggers/**/b", "triggers/b", "t"),
                        List.of("triggers/**/b", "triggers/a/b", "t"),
                        List.of("tables/**", "tables/a", "t"),
                        List.of("tables/a?c", "tables/abc", "t"),
                        List.of("tables/a?c", "tables/ac", "f"),
                        List.of("tables/[a-c]x", "tables/bx", "t"),
                        List.of("tables/[!a-c]x", "tables/bx", "f"),
                        List.of("tables/a.c", "tables/abc", "f"),
                        List.of("tables/a.c", "tables/a.c", "t"),
                        List.of("tables/a\\*", "tables/a*", "t"),
                        List.of("tables/a\\*", "tables/ab", "f"),
                        List.of("tables/a+(b)|c{2}^$", "tables/a+(b)|c{2}^$", "t"),
                        List.of("functions/f(*)", "functions/f(integer, text)", "t"),
                        List.of("tables/a b", "tables/a b", "t"),
                        List.of("tables/ä_*", "tables/ä_ö", "t"),
                        List.of("tables/A", "tables/a", "f"))) {
            assertThat(
                            database.value(
                                    "SELECT ?::text ~"
                                            + " gitversion_internal.pattern_expression(?::text)",
                                    each.get(1),
                                    each.get(0)))
                    .as("%s of %s", each.get(0), each.get(1))
                    .isEqualTo(each.get(2));
        }
        database.execute("SELECT gitversion.ignore('tables/tmp_*')");
        assertThat(database.column("SELECT pattern FROM gitversion.ignored_paths"))
                .containsExactly("!tables/tmp_keep", "tables/tmp_*");
        assertThat(database.rows(STATUS)).containsExactly(List.of("tables/tmp_keep", "DROP"));
    }
}

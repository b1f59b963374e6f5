package org.gitversion.test.rows;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import org.gitversion.test.support.Database;
import org.gitversion.test.support.GitVersionTest;
import org.gitversion.test.support.ServerError;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The tables of migration tools: copied to new branches, united by merges. */
@GitVersionTest(databasePerMethod = true)
class HistoryRowsIT {
    private Database database;

    @BeforeEach
    void start(Database fresh) throws SQLException {
        database = fresh;
        database.execute("SELECT gitversion.init()");
    }

    private void commit(String branch, String... statements) throws SQLException {
        database.execute(statements);
        database.value("SELECT gitversion.commit('work', ?)", branch);
    }

    private List<String> names(String table) throws SQLException {
        return database.column("SELECT format('%s %s', id, name) FROM " + table + " ORDER BY id");
    }

    @Test
    void runningNumbersAreGivenAgain() throws SQLException {
        commit(
                "main",
                "CREATE TABLE branch_main.knex_migrations (id serial PRIMARY KEY, name text, batch"
                        + " integer, migration_time timestamptz)",
                "CREATE TABLE branch_main.knex_migrations_lock (index serial PRIMARY KEY, is_locked"
                        + " integer)",
                "INSERT INTO branch_main.knex_migrations (name, batch) VALUES ('one', 1)",
                "INSERT INTO branch_main.knex_migrations_lock (is_locked) VALUES (1)");
        try (Statement statement = database.session().createStatement()) {
            statement.execute("SELECT gitversion.create_branch('b')");
            StringBuilder notices = new StringBuilder();
            for (SQLWarning w = statement.getWarnings(); w != null; w = w.getNextWarning()) {
                notices.append(w.getMessage()).append('\n');
            }
            assertThat(notices.toString())
                    .contains("table branch_main.knex_migrations is the history of knex");
        }
        assertThat(names("branch_b.knex_migrations")).containsExactly("1 one");
        assertThat(database.column("SELECT is_locked FROM branch_b.knex_migrations_lock"))
                .containsExactly("0");
        commit(
                "b",
                "INSERT INTO branch_b.knex_migrations (name, batch) VALUES ('two', 2), ('three',"
                        + " 2)",
                "CREATE TABLE branch_b.t ()");
        commit(
                "main",
                "INSERT INTO branch_main.knex_migrations (name, batch) VALUES ('other', 2)",
                "CREATE TABLE branch_main.u ()");
        database.value("SELECT gitversion.merge_branches('b', 'main')");
        assertThat(names("branch_main.knex_migrations"))
                .containsExactly("1 one", "2 other", "3 two", "4 three");
        database.execute(
                "INSERT INTO branch_main.knex_migrations (name, batch) VALUES ('next', 3)");
        assertThat(names("branch_main.knex_migrations")).contains("5 next");
        assertThat(database.column("SELECT is_locked FROM branch_main.knex_migrations_lock"))
                .containsExactly("1");
        // Nothing but rows differs: they come all the same, and once.
        database.value("SELECT gitversion.merge_branches('main', 'b')");
        database.value("SELECT gitversion.merge_branches('main', 'b')");
        assertThat(names("branch_b.knex_migrations"))
                .containsExactly("1 one", "2 two", "3 three", "4 other", "5 next");
        assertThat(database.column("SELECT s.path FROM gitversion.status('main') s")).isEmpty();
    }

    @Test
    void triggersStaySilentAndForeignKeysHold() throws SQLException {
        commit(
                "main",
                "CREATE TABLE branch_main.runs (id integer PRIMARY KEY)",
                "INSERT INTO branch_main.runs VALUES (1)",
                "SELECT gitversion.track_rows('branch_main.runs', 'reference')",
                "CREATE TABLE branch_main.knex_migrations (id serial PRIMARY KEY, name text, batch"
                        + " integer REFERENCES branch_main.runs, migration_time timestamptz)",
                "INSERT INTO branch_main.knex_migrations (name, batch) VALUES ('one', 1)",
                "CREATE FUNCTION branch_main.refuse() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN"
                        + " RAISE EXCEPTION ''fired''; END'");
        for (String enabled : List.of("", "ALWAYS", "REPLICA")) {
            String name = "refuse_" + enabled.toLowerCase(Locale.ROOT);
            database.execute(
                    "CREATE TRIGGER "
                            + name
                            + " BEFORE INSERT OR UPDATE ON branch_main.knex_migrations FOR EACH ROW"
                            + " EXECUTE FUNCTION branch_main.refuse()",
                    "ALTER TABLE branch_main.knex_migrations ENABLE "
                            + enabled
                            + " TRIGGER "
                            + name);
        }
        database.value("SELECT gitversion.commit('work', 'main')");
        database.value("SELECT gitversion.create_branch('b')");
        assertThat(names("branch_b.knex_migrations")).containsExactly("1 one");
        commit(
                "b",
                "ALTER TABLE branch_b.knex_migrations DISABLE TRIGGER USER",
                "INSERT INTO branch_b.runs VALUES (2)",
                "INSERT INTO branch_b.knex_migrations (name, batch) VALUES ('two', 2)",
                "ALTER TABLE branch_b.knex_migrations ENABLE TRIGGER USER",
                "ALTER TABLE branch_b.knex_migrations ENABLE ALWAYS TRIGGER refuse_always",
                "ALTER TABLE branch_b.knex_migrations ENABLE REPLICA TRIGGER refuse_replica",
                "CREATE TABLE branch_b.t ()");
        database.value("SELECT gitversion.merge_branches('b', 'main')");
        assertThat(names("branch_main.knex_migrations")).containsExactly("1 one", "2 two");
        assertThat(
                        database.column(
                                "SELECT tgenabled FROM pg_trigger WHERE tgrelid ="
                                        + " 'branch_main.knex_migrations'::regclass"
                                        + " AND NOT tgisinternal ORDER BY tgname"))
                .containsExactly("O", "A", "R");
        assertThat(database.column("SELECT path FROM gitversion.status('main')")).isEmpty();
        assertThat(database.column("SELECT dirty FROM gitversion.branch_list WHERE name = 'main'"))
                .containsExactly("f");
    }

    @Test
    void aTableThatComesByAMergeComesWithItsRows() throws SQLException {
        database.value("SELECT gitversion.create_branch('b')");
        commit(
                "b",
                "CREATE TABLE branch_b.\"SequelizeMeta\" (name text PRIMARY KEY)",
                "INSERT INTO branch_b.\"SequelizeMeta\" VALUES ('20260101-users.js')");
        database.value("SELECT gitversion.merge_branches('b', 'main')");
        assertThat(database.column("SELECT name FROM branch_main.\"SequelizeMeta\""))
                .containsExactly("20260101-users.js");
    }

    @Test
    void headsGoForwardLikeBranches() throws SQLException {
        commit(
                "main",
                "CREATE TABLE branch_main.alembic_version (version_num text PRIMARY KEY)",
                "INSERT INTO branch_main.alembic_version VALUES ('a')");
        database.value("SELECT gitversion.create_branch('b')");
        String heads = "SELECT version_num FROM branch_main.alembic_version ORDER BY 1";
        commit(
                "b",
                "UPDATE branch_b.alembic_version SET version_num = 'b'",
                "CREATE TABLE branch_b.t ()");
        database.value("SELECT gitversion.merge_branches('b', 'main')");
        assertThat(database.column(heads)).containsExactly("b");
        commit(
                "b",
                "UPDATE branch_b.alembic_version SET version_num = 'c'",
                "CREATE TABLE branch_b.t2 ()");
        commit(
                "main",
                "UPDATE branch_main.alembic_version SET version_num = 'd'",
                "CREATE TABLE branch_main.u ()");
        database.value("SELECT gitversion.merge_branches('b', 'main')");
        assertThat(database.column(heads)).containsExactly("c", "d");
    }

    @Test
    void toolsCanBeLeftAlone() throws SQLException {
        commit(
                "main",
                "CREATE TABLE branch_main.schema_migrations (version text PRIMARY KEY)",
                "CREATE TABLE branch_main.pgmigrations (something text)",
                "INSERT INTO branch_main.schema_migrations VALUES ('1')",
                "SET gitversion.track_tools = off");
        database.value("SELECT gitversion.create_branch('b')");
        assertThat(database.column("SELECT 1 FROM gitversion.tracked_rows")).isEmpty();
        database.execute(
                "RESET gitversion.track_tools",
                "SELECT gitversion.untrack_rows('branch_main.schema_migrations')");
        database.value("SELECT gitversion.create_branch('c')");
        assertThat(database.column("SELECT 1 FROM gitversion.tracked_rows")).isEmpty();
        database.execute(
                "SELECT gitversion.track_rows('branch_main.schema_migrations', 'history')");
        database.value("SELECT gitversion.create_branch('d')");
        assertThat(database.column("SELECT version FROM branch_d.schema_migrations"))
                .containsExactly("1");
        assertThat(database.column("SELECT version FROM branch_c.schema_migrations")).isEmpty();
    }

    @Test
    void aHistoryOfOnesOwn() throws SQLException {
        commit(
                "main",
                "CREATE TABLE branch_main.done (step text, part integer, at date, PRIMARY KEY"
                        + " (part, step))",
                "INSERT INTO branch_main.done VALUES ('a', 1, '2026-01-01')",
                "SELECT gitversion.track_rows('branch_main.done', 'history')");
        database.value("SELECT gitversion.create_branch('b')");
        commit("b", "INSERT INTO branch_b.done VALUES ('b', 1)", "CREATE TABLE branch_b.t ()");
        database.value("SELECT gitversion.merge_branches('b', 'main')");
        assertThat(database.column("SELECT step FROM branch_main.done ORDER BY 1"))
                .containsExactly("a", "b");
    }

    @Test
    void rowsThatOthersReferToComeFirst() throws SQLException {
        commit(
                "main",
                "CREATE TABLE branch_main.z_release (name text PRIMARY KEY)",
                "CREATE TABLE branch_main.a_step (id integer PRIMARY KEY, name text, release text"
                        + " REFERENCES branch_main.z_release)",
                "INSERT INTO branch_main.z_release VALUES ('r1')",
                "INSERT INTO branch_main.a_step VALUES (1, 'one', 'r1')",
                "SELECT gitversion.track_rows('branch_main.a_step', 'history')",
                "SELECT gitversion.track_rows('branch_main.z_release', 'history')");
        database.value("SELECT gitversion.create_branch('b')");
        assertThat(names("branch_b.a_step")).containsExactly("1 one");
        commit(
                "b",
                "CREATE TABLE branch_b.new (x integer)",
                "INSERT INTO branch_b.z_release VALUES ('r2')",
                "INSERT INTO branch_b.a_step VALUES (2, 'two', 'r2')");
        database.value("SELECT gitversion.merge_branches('b', 'main')");
        assertThat(names("branch_main.a_step")).containsExactly("1 one", "2 two");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " DEFERRABLE INITIALLY DEFERRED"})
    void rowsThatReferToRowsWhichStayBehindAreRefused(String when) throws SQLException {
        commit(
                "main",
                "CREATE TABLE branch_main.release (name text PRIMARY KEY)",
                "CREATE TABLE branch_main.step (id integer PRIMARY KEY, name text, release text"
                        + " CONSTRAINT step_release REFERENCES branch_main.release"
                        + when
                        + ")",
                "SELECT gitversion.track_rows('branch_main.step', 'history')");
        database.execute(
                "SELECT gitversion.create_branch('b')",
                "INSERT INTO branch_main.release VALUES ('r1')",
                "INSERT INTO branch_main.step VALUES (1, 'one', 'r1')");
        refusedFor("SELECT gitversion.create_branch('c')");
        commit(
                "b",
                "CREATE TABLE branch_b.new (x integer)",
                "INSERT INTO branch_b.release VALUES ('r2')",
                "INSERT INTO branch_b.step VALUES (2, 'two', 'r2')");
        refusedFor("SELECT gitversion.merge_branches('b', 'main')");
        assertThat(names("branch_main.step")).containsExactly("1 one");
    }

    private void refusedFor(String call) {
        ServerError error = ServerError.of(() -> database.value(call));
        assertThat(error.state()).isEqualTo("VC034");
        assertThat(error.message()).contains("\"step\"");
        assertThat(error.detail()).contains("\"step_release\"", "\"release\"");
        assertThat(error.hint()).contains("track_rows");
    }
}

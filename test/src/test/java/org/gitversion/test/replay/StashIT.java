package org.gitversion.test.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import org.gitversion.test.support.Database;
import org.gitversion.test.support.GitVersionTest;
import org.gitversion.test.support.Integrity;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Uncommitted changes that are put aside, and single objects that are restored. */
@GitVersionTest(databasePerMethod = true)
class StashIT {
    private Database database;
    private Work work;

    @BeforeEach
    void start(Database fresh) throws SQLException {
        database = fresh;
        work = new Work(fresh);
        database.value("SELECT gitversion.init()");
        work.commit(
                "main",
                "CREATE TABLE users (id integer PRIMARY KEY, name text)",
                "CREATE INDEX users_name ON users (name)",
                "CREATE VIEW names AS SELECT name FROM users",
                "CREATE FUNCTION one() RETURNS integer LANGUAGE sql AS 'SELECT 1'");
        database.execute("INSERT INTO users VALUES (1, 'ann')");
    }

    private void restore(String path, String revision) throws SQLException {
        database.value("SELECT gitversion.restore(?, ?, 'main')", path, revision);
    }

    @Test
    void whatIsPutAsideComesBack() throws SQLException {
        work.change(
                "main",
                "ALTER TABLE users RENAME TO people",
                "ALTER TABLE people ADD COLUMN mail text",
                "DROP FUNCTION one()",
                "CREATE TABLE t ()");
        List<String> status = work.status("main");
        String dump = work.dump("main");
        String id = database.value("SELECT gitversion.stash('main', 'half done')");
        assertThat(database.rows("SELECT id, message FROM gitversion.stashes"))
                .containsExactly(List.of(id, "On main: half done"));
        work.assertDumpsAs("main", "main");
        assertThat(database.rows("SELECT * FROM branch_main.users"))
                .containsExactly(List.of("1", "ann"));
        assertThat(database.value("SELECT gitversion.stash_pop('main')")).isEqualTo(id);
        assertThat(work.status("main")).isEqualTo(status);
        assertThat(work.dump("main")).isEqualTo(dump);
        assertThat(
                        database.column(
                                "SELECT statement FROM gitversion.status('main')"
                                        + " WHERE path = 'tables/t'"))
                .first()
                .asString()
                .startsWith("CREATE TABLE t");
        assertThat(database.column("SELECT name FROM branch_main.people")).containsExactly("ann");
        work.refused("VC028", "SELECT gitversion.stash_pop('main')");
        database.value("SELECT gitversion.commit('All of it', 'main')");
        assertThat(
                        database.value(
                                "SELECT renames ->> 'tables/users' FROM gitversion.commit_parents"
                                        + " WHERE commit_id = gitversion.rev_parse('main')"))
                .isEqualTo("tables/people");
        assertThat(Integrity.problems(database)).isEmpty();
    }

    @Test
    void aStashComesBackBesideLaterWork() throws SQLException {
        work.change("main", "ALTER TABLE users ADD COLUMN mail text");
        database.value("SELECT gitversion.stash('main')");
        work.commit("main", "ALTER TABLE users RENAME TO people");
        work.change("main", "ALTER TABLE people ADD COLUMN born date");
        database.value("SELECT gitversion.stash_pop('main')");
        assertThat(work.columns("main", "people"))
                .containsExactly("id integer", "name text", "born date", "mail text");
        assertThat(work.status("main"))
                .containsExactly(
                        "CREATE tables/people/columns/born", "CREATE tables/people/columns/mail");
    }

    @Test
    void stashesComeBackLastFirst() throws SQLException {
        work.change("main", "CREATE TABLE a ()");
        database.value("SELECT gitversion.stash('main')");
        work.change("main", "CREATE TABLE b ()");
        database.value("SELECT gitversion.stash('main')");
        database.value("SELECT gitversion.stash_pop('main')");
        assertThat(work.status("main")).containsExactly("CREATE tables/b");
        database.value("SELECT gitversion.stash_pop()");
        assertThat(work.status("main")).containsExactly("CREATE tables/a", "CREATE tables/b");
    }

    @Test
    void aStashThatDoesNotFitStays() throws SQLException {
        work.change("main", "ALTER TABLE users ALTER COLUMN name SET DEFAULT 'a'");
        database.value("SELECT gitversion.stash('main')");
        work.commit("main", "ALTER TABLE users ALTER COLUMN name SET DEFAULT 'b'");
        assertThat(work.refused("VC001", "SELECT gitversion.stash_pop('main')").getDetail())
                .contains("tables/users/columns/name");
        assertThat(database.value("SELECT count(*) FROM gitversion.stashes")).isEqualTo("1");
    }

    @Test
    void rowsAreNotPutAside() throws SQLException {
        work.refused("VC002", "SELECT gitversion.stash('main')");
        work.change(
                "main",
                "ALTER TABLE users ADD COLUMN mail text",
                "CREATE TABLE \"o'dd\\\" (a integer)",
                "UPDATE users SET mail = 'a@x'",
                "INSERT INTO \"o'dd\\\" VALUES (1)");
        assertThat(work.refused("VC029", "SELECT gitversion.stash('main')").getDetail())
                .contains("tables/users/columns/mail", "tables/o'dd\\");
        database.execute("UPDATE users SET mail = NULL", "DELETE FROM \"o'dd\\\"");
        database.value("SELECT gitversion.stash('main')");
        work.assertDumpsAs("main", "main");
        work.change("main", "ALTER TABLE users ALTER COLUMN id TYPE bigint");
        work.refused("VC029", "SELECT gitversion.stash('main')");
    }

    @Test
    void aDroppedTableComesBackWithItsIndexes() throws SQLException {
        work.change("main", "DROP TABLE users CASCADE");
        restore("tables/users", "HEAD");
        assertThat(work.status("main")).containsExactly("DROP views/names");
        restore("views/names", "HEAD");
        work.assertDumpsAs("main", "main");
    }

    @Test
    void aRenamedObjectGetsItsNameBack() throws SQLException {
        work.change(
                "main",
                "ALTER TABLE users RENAME TO people",
                "ALTER TABLE people RENAME COLUMN name TO nick",
                "ALTER TABLE people ADD COLUMN mail text",
                "CREATE TABLE users (other integer)",
                "CREATE VIEW nicks AS SELECT nick FROM people");
        restore("tables/users", "main");
        assertThat(work.status("main")).containsExactly("CREATE views/nicks");
        assertThat(database.rows("SELECT * FROM users")).containsExactly(List.of("1", "ann"));
        assertThat(database.column("SELECT nick FROM nicks")).containsExactly("ann");
    }

    @Test
    void oneColumnOfAnOlderCommit() throws SQLException {
        work.commit(
                "main",
                "ALTER TABLE users ALTER COLUMN name SET NOT NULL, ADD COLUMN mail text",
                "COMMENT ON COLUMN users.name IS 'full'");
        work.change("main", "ALTER TABLE users ADD COLUMN born date");
        restore("tables/users/columns/name", "main~1");
        assertThat(work.status("main"))
                .containsExactly(
                        "CREATE tables/users/columns/born", "ALTER tables/users/columns/name");
        assertThat(database.value("SELECT col_description('users'::regclass, 2)")).isNull();
        assertThat(
                        database.rows(
                                "SELECT \"by\" = current_user, statement FROM"
                                        + " gitversion.status('main') WHERE change = 'ALTER'"))
                .singleElement()
                .asList()
                .first()
                .isEqualTo("t");
        restore("tables/users/columns/born", "main~1");
        restore("tables/users/columns/name", "main");
        work.assertAt("main", "main");
    }

    @Test
    void aDirectory() throws SQLException {
        work.change(
                "main",
                "CREATE OR REPLACE FUNCTION one() RETURNS integer LANGUAGE sql AS 'SELECT 2'",
                "CREATE FUNCTION two() RETURNS integer LANGUAGE sql AS 'SELECT 2'",
                "DROP INDEX users_name");
        restore("functions", "main");
        assertThat(work.status("main")).containsExactly("DROP indexes/users_name");
        restore("indexes", "main");
        work.assertAt("main", "main");
    }

    @Test
    void whatNeedsAnObjectThatGoesGoesWithIt() throws SQLException {
        work.change(
                "main",
                "CREATE TABLE t (a integer)",
                "CREATE INDEX t_a ON t (a)",
                "CREATE OR REPLACE VIEW names AS SELECT name, 1 AS n FROM users",
                "CREATE VIEW of_t AS SELECT a FROM t");
        restore("tables/t", "main");
        assertThat(work.status("main"))
                .contains("ALTER views/names")
                .noneMatch(line -> line.contains("t_a") || line.contains("of_t"));
        work.refused("VC024", "SELECT gitversion.restore('tables/t', 'main', 'main')");
    }

    @Test
    void planSaysWhatTurnsOneStateIntoAnother() throws SQLException {
        work.commit(
                "main",
                "ALTER TABLE users RENAME COLUMN name TO nick",
                "ALTER TABLE users ALTER COLUMN id TYPE bigint",
                "DROP FUNCTION one()");
        database.value("SELECT gitversion.create_branch('made', 'main~1')");
        List<List<String>> steps =
                database.rows(
                        "SELECT statement, lock_mode, rewrites_table, may_lose_data, object, step"
                                + " FROM gitversion.plan('main~1', 'main') ORDER BY step");
        assertThat(steps)
                .extracting(row -> row.get(0))
                .anyMatch(sql -> sql.contains("RENAME COLUMN name TO nick"))
                .anyMatch(sql -> sql.contains("DROP FUNCTION one()"));
        assertThat(steps)
                .filteredOn(row -> row.get(0).contains("TYPE bigint"))
                .singleElement()
                .asList()
                .containsSequence("ACCESS EXCLUSIVE", "t");
        work.change("made", "SELECT 1");
        for (List<String> step : steps) {
            database.execute(step.get(0));
        }
        assertThat(database.value("SELECT gitversion.compute_tree_hash(?)", work.schema("made")))
                .isEqualTo(work.treeOf("main"));
        assertThat(database.rows("SELECT * FROM gitversion.plan('main', 'main')")).isEmpty();
        assertThat(
                        database.column(
                                "SELECT statement FROM gitversion.plan('main', 'main~2')"
                                        + " WHERE may_lose_data"))
                .isNotEmpty();
        assertThat(database.column("SELECT nspname FROM pg_namespace WHERE nspname ~ 'scratch'"))
                .isEmpty();
    }
}

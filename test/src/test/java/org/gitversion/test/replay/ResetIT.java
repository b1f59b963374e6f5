package org.gitversion.test.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import org.gitversion.test.support.Database;
import org.gitversion.test.support.GitVersionTest;
import org.gitversion.test.support.Integrity;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Heads that move, with the live schema or without it. */
@GitVersionTest(databasePerMethod = true)
class ResetIT {
    private Database database;
    private Work work;

    /** Commits of main: 1 empty, 2 a table with rows, 3 altered, 4 renamed, with a view. */
    @BeforeEach
    void history(Database fresh) throws SQLException {
        database = fresh;
        work = new Work(fresh);
        database.value("SELECT gitversion.init()");
        work.commit("main", "CREATE TABLE users (id integer PRIMARY KEY, name text, mail text)");
        database.execute("INSERT INTO users VALUES (1, 'ann', 'a@x'), (2, 'bob', 'b@x')");
        work.commit(
                "main",
                "ALTER TABLE users ADD COLUMN born date, ALTER COLUMN name SET NOT NULL",
                "CREATE INDEX users_name ON users (name)");
        work.commit(
                "main",
                "ALTER TABLE users RENAME TO people",
                "ALTER TABLE people RENAME COLUMN mail TO email",
                "CREATE VIEW mails AS SELECT id, email FROM people");
    }

    @Test
    void hardMigratesInPlaceAndKeepsRows() throws SQLException {
        assertThat(database.value("SELECT gitversion.reset('main', 'main~2')")).isEqualTo("2");
        assertThat(work.columns("main", "users"))
                .containsExactly("id integer", "name text", "mail text");
        assertThat(database.rows("SELECT * FROM branch_main.users ORDER BY id"))
                .containsExactly(List.of("1", "ann", "a@x"), List.of("2", "bob", "b@x"));
        work.assertDumpsAs("main", "main");
        assertThat(database.value("SELECT gitversion.rev_parse('main')")).isEqualTo("2");
        assertThat(database.rows("SELECT action, message FROM gitversion.reflog('main') LIMIT 1"))
                .containsExactly(List.of("reset", "hard, to main~2"));
        // And forward again, by what only the reflog knows.
        database.value("SELECT gitversion.reset('main', 'main@{1}')");
        assertThat(database.rows("SELECT id, email FROM branch_main.mails ORDER BY id"))
                .containsExactly(List.of("1", "a@x"), List.of("2", "b@x"));
        work.assertDumpsAs("main", "main@{0}");
    }

    @Test
    void hardGivesUpUncommittedChanges() throws SQLException {
        work.change(
                "main",
                "ALTER TABLE people RENAME TO folk",
                "ALTER TABLE folk ADD COLUMN x integer",
                "CREATE TABLE people (other text)",
                "DROP INDEX users_name");
        database.value("SELECT gitversion.reset('main', 'HEAD')");
        work.assertDumpsAs("main", "main");
        assertThat(database.value("SELECT count(*) FROM branch_main.people")).isEqualTo("2");
        assertThat(database.rows("SELECT * FROM gitversion.ddl_events WHERE commit_id IS NULL"))
                .isEmpty();
        assertThat(database.rows("SELECT action FROM gitversion.reflog('main')"))
                .doesNotContain(List.of("reset"));
    }

    @Test
    void softMovesTheHeadOnly() throws SQLException {
        work.change("main", "ALTER TABLE people ADD COLUMN x integer");
        String before = work.dump("main");
        database.value("SELECT gitversion.reset('main', 'main~1', 'soft')");
        assertThat(work.dump("main")).isEqualTo(before);
        assertThat(work.status("main"))
                .contains(
                        "RENAME tables/people tables/users",
                        "RENAME tables/people/columns/email tables/users/columns/mail",
                        "CREATE tables/people/columns/x",
                        "CREATE views/mails");
        assertThat(
                        database.column(
                                "SELECT statement FROM gitversion.status('main')"
                                        + " WHERE path = 'views/mails'"))
                .containsExactly("CREATE VIEW mails AS SELECT id, email FROM people");
        database.value("SELECT gitversion.commit('All in one', 'main')");
        assertThat(
                        database.value(
                                "SELECT renames ->> 'tables/users' FROM gitversion.commit_parents"
                                        + " WHERE commit_id = gitversion.rev_parse('main')"))
                .isEqualTo("tables/people");
        assertThat(work.messages("main")).hasSize(4).startsWith("All in one");
        work.assertAt("main", "main");
    }

    @Test
    void toABranchElsewhere() throws SQLException {
        database.value("SELECT gitversion.create_branch('other', 'main~1')");
        work.commit("other", "CREATE TABLE only_there ()", "ALTER TABLE users DROP COLUMN name");
        database.value("SELECT gitversion.reset('main', 'other', p_force => true)");
        work.assertDumpsAs("main", "other");
        assertThat(database.column("SELECT mail FROM branch_main.users ORDER BY id"))
                .containsExactly("a@x", "b@x");
    }

    @Test
    void rowsInTheWayRefuseIt() throws SQLException {
        work.commit("main", "ALTER TABLE people ALTER COLUMN name DROP NOT NULL");
        database.execute("INSERT INTO people (id) VALUES (3)");
        assertThat(work.refused("VC091", "SELECT gitversion.reset('main', 'main~1')").getDetail())
                .contains("constraint_violation", "tables/people/columns/name");
    }

    @Test
    void whatIsRefused() throws SQLException {
        work.refused("VC014", "SELECT gitversion.reset('main', 'main', 'mixed')");
        work.refused("VC006", "SELECT gitversion.reset('main', 'nowhere')");
        database.execute("UPDATE gitversion.branches SET is_protected = true");
        work.refused("VC017", "SELECT gitversion.reset('main', 'main~1')");
        work.refused("VC017", "SELECT gitversion.reset('main', 'main~1', 'soft')");
    }

    @Test
    void everythingBelowASavepointComesBack() throws SQLException {
        database.execute("BEGIN", "SAVEPOINT s");
        database.value("SELECT gitversion.reset('main', 'main~2')");
        database.execute("ROLLBACK TO s", "COMMIT");
        work.assertDumpsAs("main", "main");
        assertThat(database.value("SELECT gitversion.rev_parse('main')")).isEqualTo("4");
    }

    @Test
    void theFirstCommitIsEmpty() throws SQLException {
        database.value("SELECT gitversion.reset('main', 'main~3', p_force => true)");
        work.assertDumpsAs("main", "main");
        assertThat(
                        database.column(
                                "SELECT relname FROM pg_class WHERE relnamespace ="
                                        + " 'branch_main'::regnamespace"))
                .isEmpty();
        assertThat(Integrity.problems(database)).isEmpty();
    }
}

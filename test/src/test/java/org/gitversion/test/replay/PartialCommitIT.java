package org.gitversion.test.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import org.gitversion.test.support.Database;
import org.gitversion.test.support.GitVersionTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Commits of some of the changes; the others stay uncommitted. */
@GitVersionTest(databasePerMethod = true)
class PartialCommitIT {
    private Database database;
    private Work work;

    @BeforeEach
    void start(Database fresh) throws SQLException {
        database = fresh;
        work = new Work(fresh);
        database.value("SELECT gitversion.init()");
        work.commit(
                "main",
                "CREATE TABLE users (id integer PRIMARY KEY, mail text, age integer)",
                "CREATE TABLE orders (id integer PRIMARY KEY, buyer integer REFERENCES users)",
                "CREATE INDEX by_age ON users (age)",
                "CREATE POLICY own ON users USING (age > 3)",
                "CREATE VIEW mails AS SELECT id, mail FROM users");
    }

    private void commit(String paths) throws SQLException {
        database.value("SELECT gitversion.commit('part', 'main', '" + paths + "')");
        assertThat(database.rows("SELECT * FROM gitversion.fsck(true) WHERE severity = 'error'"))
                .isEmpty();
    }

    /** What is left is committed, and then the branch is what pg_dump says it was all along. */
    private void commitTheRest() throws SQLException {
        String live = work.dump("main");
        database.value("SELECT gitversion.commit('rest', 'main')");
        assertThat(work.dump("main")).isEqualTo(live);
        work.assertDumpsAs("main", "main");
    }

    private String refusal(String paths) throws SQLException {
        return work.refused("VC041", "SELECT gitversion.commit('part', 'main', '" + paths + "')")
                .getDetail();
    }

    @Test
    void oneColumnOfTwo() throws SQLException {
        work.change("main", "ALTER TABLE users ADD COLUMN a integer, ADD COLUMN b text");
        commit("{users.b}");
        assertThat(work.status("main")).containsExactly("CREATE tables/users/columns/a");
        assertThat(database.value("SELECT gitversion.show('main:users')"))
                .contains("b text")
                .doesNotContain("a integer");
        assertThat(
                        database.column(
                                "SELECT statement FROM gitversion.blame('users.b')"
                                        + " UNION ALL SELECT statement FROM"
                                        + " gitversion.status('main')"))
                .hasSize(2)
                .doesNotContainNull();
        commitTheRest();
        assertThat(work.messages("main")).startsWith("rest", "part");
    }

    @Test
    void aTableTakesItsParts() throws SQLException {
        work.change(
                "main",
                "CREATE TABLE items (id integer PRIMARY KEY, parent integer REFERENCES items)",
                "CREATE FUNCTION one() RETURNS integer LANGUAGE sql AS 'SELECT 1'",
                "DROP INDEX by_age");
        commit("{tables/items, indexes}");
        assertThat(work.status("main")).containsExactly("CREATE functions/one()");
        commitTheRest();
    }

    @Test
    void whatIsNeededIsNamed() throws SQLException {
        work.change(
                "main",
                "CREATE TYPE mood AS ENUM ('good', 'bad')",
                "CREATE TABLE days (id integer PRIMARY KEY, mood mood)",
                "ALTER TABLE orders ADD COLUMN day integer REFERENCES days",
                "DROP VIEW mails",
                "ALTER TABLE users DROP COLUMN mail");
        assertThat(refusal("{days}")).isEqualTo("tables/days/columns/mood needs types/mood.");
        assertThat(refusal("{days.mood,mood}"))
                .isEqualTo("tables/days/columns/mood needs tables/days.");
        assertThat(refusal("{orders}")).contains("needs tables/days");
        assertThat(refusal("{users.mail}"))
                .contains("dropping tables/users/columns/mail needs views/mails");
        commit("{days,mood}");
        commit("{mails}");
        assertThat(work.status("main"))
                .containsExactlyInAnyOrder(
                        "CREATE tables/orders/columns/day",
                        "CREATE tables/orders/constraints/orders_day_fkey",
                        "DROP tables/users/columns/mail");
        commitTheRest();
    }

    @Test
    void renamesAreChosenToo() throws SQLException {
        work.change(
                "main",
                "ALTER TABLE users RENAME COLUMN age TO years",
                "ALTER TABLE users RENAME TO people",
                "ALTER TABLE orders ADD COLUMN note text");
        assertThat(refusal("{people}"))
                .contains("the rename to tables/people needs policies/people/own");
        assertThat(refusal("{tables/people/columns/years}"))
                .contains("the rename to tables/users/columns/years needs indexes/by_age");
        commit("{orders.note}");
        commit("{users,mails,by_age,policies,orders.orders_buyer_fkey}");
        assertThat(work.status("main")).isEmpty();
        assertThat(
                        database.value(
                                "SELECT renames ->> 'tables/users' FROM gitversion.commit_parents"
                                        + " WHERE commit_id = gitversion.rev_parse('main')"))
                .isEqualTo("tables/people");
        work.assertDumpsAs("main", "main");
    }

    @Test
    void aRenamedTableIsCommittedWithoutItsNewColumn() throws SQLException {
        work.change(
                "main",
                "DROP VIEW mails",
                "DROP POLICY own ON users",
                "ALTER TABLE users RENAME COLUMN mail TO email",
                "ALTER TABLE users RENAME TO people",
                "ALTER TABLE people ADD COLUMN more text");
        commit("{users.mail,mails}");
        assertThat(database.value("SELECT gitversion.show('main:users')")).contains("email text");
        assertThat(work.status("main"))
                .contains("RENAME tables/people tables/users", "DROP policies/users/own");
        commit("{people.more,policies/users}");
        assertThat(database.value("SELECT gitversion.show('main:users')")).contains("more text");
        commitTheRest();
        assertThat(database.value("SELECT gitversion.diff('main~3', 'main')"))
                .contains("rename to tables/people");
    }

    @Test
    void whatTheServerAddsIsNotLeftOut() throws SQLException {
        work.commit("main", "CREATE TABLE child () INHERITS (users)");
        work.change("main", "ALTER TABLE users ADD COLUMN more text");
        assertThat(refusal("{users}")).contains("child");
        commit("{users,child}");
        work.assertDumpsAs("main", "main");
    }

    @Test
    void whatIsRefused() throws SQLException {
        work.change("main", "ALTER TABLE users ADD COLUMN a integer");
        work.refused("VC002", "SELECT gitversion.commit('m', 'main', '{orders}')");
        work.refused("VC002", "SELECT gitversion.commit('m', 'main', '{}')");
        work.refused("VC024", "SELECT gitversion.commit('m', 'main', '{nowhere}')");
        work.refused("VC014", "SELECT gitversion.commit('m', 'main', '{NULL}')");
        work.refused("VC014", "SELECT gitversion.commit(' ', 'main', '{users}')");
        database.execute("CREATE FUNCTION orders() RETURNS integer LANGUAGE sql AS 'SELECT 1'");
        assertThat(
                        work.refused("VC007", "SELECT gitversion.commit('m', 'main', '{orders}')")
                                .getDetail())
                .isEqualTo("It fits functions/orders(), tables/orders.");
        assertThat(List.of("CREATE functions/orders()", "CREATE tables/users/columns/a"))
                .isEqualTo(work.status("main"));
    }
}

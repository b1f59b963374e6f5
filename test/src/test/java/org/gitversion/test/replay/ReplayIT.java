package org.gitversion.test.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import org.gitversion.test.support.Database;
import org.gitversion.test.support.GitVersionTest;
import org.gitversion.test.support.Integrity;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Commits reverted, and done again elsewhere. */
@GitVersionTest(databasePerMethod = true)
class ReplayIT {
    private Database database;
    private Work work;

    @BeforeEach
    void start(Database fresh) throws SQLException {
        database = fresh;
        work = new Work(fresh);
        database.value("SELECT gitversion.init()");
        work.commit("main", "CREATE TABLE users (id integer PRIMARY KEY, name text)");
        database.execute("INSERT INTO users VALUES (1, 'ann')");
        database.value("SELECT gitversion.create_branch('feature', 'main')");
    }

    private String revert(String revision, String branch) throws SQLException {
        return database.value("SELECT gitversion.revert(?, ?)", revision, branch);
    }

    private String pick(String revision, String branch) throws SQLException {
        return database.value("SELECT gitversion.cherry_pick(?, ?)", revision, branch);
    }

    @Test
    void revertOfTheHeadGivesTheStateBefore() throws SQLException {
        String hash =
                database.value(
                        "SELECT commit_hash FROM gitversion.commits WHERE id = ?::int",
                        work.commit(
                                "main",
                                "ALTER TABLE users RENAME COLUMN name TO nick",
                                "CREATE TABLE t ()"));
        String made = revert("main", "main");
        assertThat(made).isEqualTo(database.value("SELECT gitversion.rev_parse('main')"));
        work.assertDumpsAs("main", "main~2");
        assertThat(database.rows("SELECT * FROM branch_main.users"))
                .containsExactly(List.of("1", "ann"));
        assertThat(database.value("SELECT message FROM gitversion.log('main', 1)"))
                .isEqualTo(
                        "Revert \"ALTER TABLE users RENAME COLUMN name TO nick; CREATE TABLE t"
                                + " ()\"\n\nThis reverts commit "
                                + hash
                                + ".");
        assertThat(
                        database.value(
                                "SELECT renames ->> 'tables/users/columns/nick' FROM"
                                        + " gitversion.commit_parents WHERE commit_id = ?::int",
                                made))
                .isEqualTo("tables/users/columns/name");
        assertThat(database.column("SELECT action FROM gitversion.reflog('main') LIMIT 1"))
                .containsExactly("revert");
        // A revert of the revert does it again.
        revert("main", "main");
        work.assertDumpsAs("main", "main~2");
    }

    @Test
    void revertOfAnOlderCommitLeavesWhatCameAfter() throws SQLException {
        work.commit(
                "main", "ALTER TABLE users ADD COLUMN mail text", "CREATE INDEX m ON users (mail)");
        work.commit("main", "ALTER TABLE users ADD COLUMN born date");
        work.commit("main", "ALTER TABLE users RENAME TO people");
        revert("main~2", "main");
        assertThat(work.columns("main", "people"))
                .containsExactly("id integer", "name text", "born date");
        work.assertDumpsAs("main", "main");
    }

    @Test
    void revertThatContradictsLaterWorkIsAConflict() throws SQLException {
        work.commit("main", "ALTER TABLE users ADD COLUMN mail text");
        work.commit("main", "ALTER TABLE users ALTER COLUMN mail SET DEFAULT ''");
        assertThat(work.refused("VC001", "SELECT gitversion.revert('main~1', 'main')").getDetail())
                .contains("delete_modify", "tables/users/columns/mail");
    }

    @Test
    void aMergeIsRevertedAgainstOneOfItsParents() throws SQLException {
        work.commit("feature", "ALTER TABLE users ADD COLUMN from_feature integer");
        work.commit("main", "ALTER TABLE users ADD COLUMN from_main integer");
        database.value("SELECT gitversion.merge_branches('feature', 'main')");
        work.refused("VC014", "SELECT gitversion.revert('main', 'main')");
        work.refused("VC014", "SELECT gitversion.revert('main', 'main', 3)");
        work.refused("VC014", "SELECT gitversion.revert('main~1', 'main', 1)");
        database.value("SELECT gitversion.revert('main', 'main', 1)");
        work.assertDumpsAs("main", "main~2");
        database.value("SELECT gitversion.reset('main', 'main~1')");
        database.value("SELECT gitversion.revert('main', 'main', 2)");
        work.assertAt("main", "feature");
    }

    @Test
    void cherryPickTakesOneCommitAlong() throws SQLException {
        work.commit("feature", "CREATE TABLE before ()");
        String picked = work.commit("feature", "ALTER TABLE users ADD COLUMN mail text");
        work.commit("feature", "CREATE TABLE after ()");
        work.commit("main", "ALTER TABLE users RENAME TO people");
        database.execute("UPDATE gitversion.commits SET author = 'ann' WHERE id = " + picked);
        String made = pick("feature~1", "main");
        assertThat(work.columns("main", "people"))
                .containsExactly("id integer", "name text", "mail text");
        assertThat(database.rows("SELECT author, message FROM gitversion.log('main', 1)"))
                .containsExactly(List.of("ann", "ALTER TABLE users ADD COLUMN mail text"));
        assertThat(
                        database.value(
                                "SELECT metadata ->> 'picked_from' FROM gitversion.commits"
                                        + " WHERE id = ?::int",
                                made))
                .isEqualTo(picked);
        assertThat(database.column("SELECT id FROM branch_main.people")).containsExactly("1");
        work.assertAt("main", "main");
        // The change is there already.
        work.refused("VC002", "SELECT gitversion.cherry_pick('feature~1', 'main')");
        // Merged later, it is one change.
        database.execute(
                "UPDATE gitversion.commits SET author = current_user WHERE author = 'ann'");
        database.value("SELECT gitversion.merge_branches('feature', 'main')");
        assertThat(work.columns("main", "people"))
                .containsExactly("id integer", "name text", "mail text");
    }

    @Test
    void cherryPickOfARename() throws SQLException {
        work.commit("feature", "ALTER TABLE users RENAME COLUMN name TO nick");
        work.commit(
                "main",
                "CREATE VIEW names AS SELECT name FROM users",
                "ALTER TABLE users ALTER COLUMN name SET NOT NULL");
        pick("feature", "main");
        assertThat(database.column("SELECT nick FROM branch_main.users")).containsExactly("ann");
        assertThat(database.value("SELECT pg_get_viewdef('branch_main.names'::regclass)"))
                .contains("nick AS name");
        work.assertDumpsAs("main", "main");
    }

    @Test
    void uncommittedChangesRefuseIt() throws SQLException {
        work.commit("feature", "CREATE TABLE f ()");
        work.change("main", "CREATE TABLE dirty ()");
        work.refused("VC008", "SELECT gitversion.cherry_pick('feature', 'main')");
        work.refused("VC008", "SELECT gitversion.revert('main', 'main')");
        work.refused("VC008", "SELECT gitversion.rebase('main', 'feature')");
    }

    @Test
    void revertOfACreationAndItsReturn() throws SQLException {
        revert("main", "feature");
        assertThat(
                        database.column(
                                "SELECT relname FROM pg_class"
                                        + " WHERE relnamespace = 'branch_feature'::regnamespace"))
                .isEmpty();
        work.refused("VC002", "SELECT gitversion.revert('main', 'feature')");
        pick("main", "feature");
        work.assertDumpsAs("feature", "main");
    }

    @Test
    void rebasePutsCommitsOnTop() throws SQLException {
        work.commit("feature", "ALTER TABLE users ADD COLUMN mail text");
        work.change("feature", "INSERT INTO users VALUES (7, 'eve', 'e@x')");
        work.commit(
                "feature",
                "ALTER TABLE users RENAME COLUMN mail TO email",
                "CREATE VIEW mails AS SELECT email FROM users");
        work.commit("main", "ALTER TABLE users RENAME TO people", "CREATE TABLE m ()");
        work.commit("main", "ALTER TABLE people ADD COLUMN born date");
        String made = database.value("SELECT gitversion.rebase('feature', 'main')");
        assertThat(work.messages("feature"))
                .containsExactly(
                        "ALTER TABLE users RENAME COLUMN mail TO email; CREATE VIEW mails AS SELECT"
                                + " email FROM users",
                        "ALTER TABLE users ADD COLUMN mail text",
                        "ALTER TABLE people ADD COLUMN born date",
                        "ALTER TABLE users RENAME TO people; CREATE TABLE m ()",
                        "CREATE TABLE users (id integer PRIMARY KEY, name text)",
                        "Initial commit");
        assertThat(made).isEqualTo(database.value("SELECT gitversion.rev_parse('feature')"));
        assertThat(database.value("SELECT gitversion.find_merge_base('main', 'feature')"))
                .isEqualTo(database.value("SELECT gitversion.rev_parse('main')"));
        assertThat(database.rows("SELECT id, name, email, born FROM branch_feature.people"))
                .hasSize(1)
                .first()
                .asList()
                .startsWith("7", "eve", "e@x");
        assertThat(work.columns("main", "people")).doesNotContain("email text");
        work.assertDumpsAs("feature", "feature");
        assertThat(database.column("SELECT nspname FROM pg_namespace WHERE nspname ~ 'scratch'"))
                .isEmpty();
        database.value("SELECT gitversion.merge_branches('feature', 'main')");
        assertThat(work.treeOf("main")).isEqualTo(work.treeOf("feature"));
    }

    @Test
    void rebaseLeavesMergesOutAndWhatIsThere() throws SQLException {
        work.commit("feature", "CREATE TABLE one ()");
        work.commit("main", "CREATE TABLE m ()");
        database.value("SELECT gitversion.merge_branches('main', 'feature')");
        work.commit("feature", "CREATE TABLE two ()");
        pick("feature", "main");
        database.value("SELECT gitversion.rebase('feature', 'main')");
        assertThat(work.messages("feature"))
                .startsWith("CREATE TABLE one ()", "CREATE TABLE two ()", "CREATE TABLE m ()")
                .hasSize(5);
        work.assertAt("feature", "feature");
    }

    @Test
    void rebaseForwardAndNowhere() throws SQLException {
        String head = work.commit("main", "CREATE TABLE m ()");
        assertThat(database.value("SELECT gitversion.rebase('feature', 'main')")).isEqualTo(head);
        work.assertDumpsAs("feature", "main");
        String own = work.commit("feature", "CREATE TABLE f ()");
        assertThat(database.value("SELECT gitversion.rebase('feature', 'main')")).isEqualTo(own);
        assertThat(Integrity.problems(database)).isEmpty();
    }

    @Test
    void rebaseConflictsChangeNothing() throws SQLException {
        work.commit("feature", "CREATE TABLE fine ()");
        work.commit("feature", "ALTER TABLE users ALTER COLUMN name TYPE varchar(10)");
        work.commit("main", "ALTER TABLE users ALTER COLUMN name TYPE varchar(20)");
        assertThat(work.refused("VC001", "SELECT gitversion.rebase('feature', 'main')").getDetail())
                .contains("tables/users/columns/name", "varying(10)", "varying(20)");
        database.execute("UPDATE gitversion.branches SET is_protected = true");
        work.refused("VC017", "SELECT gitversion.rebase('feature', 'main')");
    }
}

package org.gitversion.test.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import org.gitversion.test.support.Database;
import org.gitversion.test.support.GitVersionTest;
import org.gitversion.test.support.Integrity;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Merges of what is no branch, into the branch of the session, and how they are recorded. */
@GitVersionTest(databasePerMethod = true)
class MergeOptionsIT {
    private Database database;
    private Work work;

    @BeforeEach
    void start(Database fresh) throws SQLException {
        database = fresh;
        work = new Work(fresh);
        database.value("SELECT gitversion.init()");
        work.commit("main", "CREATE TABLE users (id integer PRIMARY KEY, mail text)");
        database.value("SELECT gitversion.create_branch('other', 'main')");
        work.commit("other", "ALTER TABLE users RENAME COLUMN mail TO email");
        work.commit("other", "ALTER TABLE users ADD COLUMN age integer");
    }

    private List<String> columns() throws SQLException {
        return work.columns("main", "users");
    }

    private List<String> parents() throws SQLException {
        return database.column(
                "SELECT parent_id FROM gitversion.commit_parents"
                        + " WHERE commit_id = gitversion.rev_parse('main') ORDER BY position");
    }

    @Test
    void anyRevisionIsASource() throws SQLException {
        database.value("SELECT gitversion.tag('v1', 'other~1')");
        database.value("SELECT gitversion.use_branch('main')");
        work.commit("main", "ALTER TABLE users ADD COLUMN mine integer");
        assertThat(database.column("SELECT statement FROM gitversion.preview_merge('v1')"))
                .containsExactly("ALTER TABLE users RENAME COLUMN mail TO email");
        database.value("SELECT gitversion.merge_branches('v1')");
        assertThat(columns()).containsExactly("id integer", "email text", "mine integer");
        assertThat(work.messages("main")).startsWith("Merge tag 'v1' into 'main'");
        assertThat(parents()).hasSize(2);
        String hash =
                database.value(
                        "SELECT left(commit_hash, 12) FROM gitversion.commits"
                                + " WHERE id = gitversion.rev_parse('other')");
        database.value("SELECT gitversion.merge_branches(?)", hash);
        assertThat(columns()).contains("age integer");
        assertThat(work.messages("main")).startsWith("Merge commit '" + hash + "' into 'main'");
        assertThat(Integrity.problems(database)).isEmpty();
    }

    @Test
    void uncommittedChangesOfTheSourceStayThere() throws SQLException {
        work.change(
                "other",
                "ALTER TABLE users ADD COLUMN unfinished integer",
                "ALTER TABLE users RENAME COLUMN age TO years");
        work.commit("main", "ALTER TABLE users ADD COLUMN mine integer");
        List<String> before = work.status("other");
        database.value("SELECT gitversion.merge_branches('other', 'main')");
        assertThat(columns())
                .containsExactly("id integer", "email text", "mine integer", "age integer");
        assertThat(work.status("other")).isEqualTo(before).hasSize(2);
        assertThat(database.rows("SELECT * FROM gitversion.fsck() WHERE severity = 'error'"))
                .isEmpty();
    }

    @Test
    void fastForward() throws SQLException {
        work.refused(
                "VC014", "SELECT gitversion.merge_branches('other', 'main', 'ours', NULL, 'no')");
        database.value(
                "SELECT gitversion.merge_branches('other~1', 'main', p_fast_forward => 'never',"
                        + " p_message => 'Take over the rename')");
        assertThat(work.messages("main")).startsWith("Take over the rename");
        assertThat(parents()).hasSize(2);
        work.refused(
                "VC014",
                "SELECT gitversion.merge_branches('other', 'main', p_fast_forward => 'only')");
        database.value("SELECT gitversion.reset('main', 'main~1')");
        database.value(
                "SELECT gitversion.merge_branches('other', 'main', p_fast_forward => 'only')");
        work.assertAt("main", "other");
        assertThat(database.value("SELECT gitversion.rev_parse('main')"))
                .isEqualTo(database.value("SELECT gitversion.rev_parse('other')"));
    }

    @Test
    void squash() throws SQLException {
        String head = database.value("SELECT gitversion.rev_parse('main')");
        database.value("SELECT gitversion.merge_branches('other', 'main', p_squash => true)");
        assertThat(parents()).containsExactly(head);
        assertThat(work.messages("main"))
                .hasSize(3)
                .startsWith("Squash branch 'other' into 'main'");
        assertThat(work.treeOf("main")).isEqualTo(work.treeOf("other"));
        assertThat(database.value("SELECT gitversion.diff('main~1', 'main')"))
                .contains("+    email text", "+    age integer");
        // Once more there is nothing to do.
        database.value("SELECT gitversion.merge_branches('other', 'main', p_squash => true)");
        assertThat(work.messages("main")).hasSize(3);
        assertThat(Integrity.problems(database)).isEmpty();
    }
}

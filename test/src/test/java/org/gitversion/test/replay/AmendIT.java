package org.gitversion.test.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import org.gitversion.test.support.Database;
import org.gitversion.test.support.GitVersionTest;
import org.gitversion.test.support.Integrity;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The last commit, made again. */
@GitVersionTest(databasePerMethod = true)
class AmendIT {
    private Database database;
    private Work work;

    @BeforeEach
    void start(Database fresh) throws SQLException {
        database = fresh;
        work = new Work(fresh);
        database.value("SELECT gitversion.init()");
        work.commit("main", "CREATE TABLE users (id integer PRIMARY KEY, mail text)");
        work.commit("main", "ALTER TABLE users RENAME TO people");
    }

    @Test
    void takesInWhatWasForgotten() throws SQLException {
        work.change(
                "main",
                "ALTER TABLE people RENAME COLUMN mail TO email",
                "ALTER TABLE people ADD COLUMN born date");
        database.value("SELECT gitversion.amend()");
        work.assertDumpsAs("main", "main");
        assertThat(work.messages("main"))
                .startsWith("ALTER TABLE users RENAME TO people")
                .hasSize(3);
        assertThat(
                        database.value(
                                "SELECT renames::text FROM gitversion.commit_parents"
                                        + " WHERE commit_id = gitversion.rev_parse('main')"))
                .isEqualTo(
                        "{\"tables/users\": \"tables/people\", \"tables/users/columns/mail\":"
                                + " \"tables/people/columns/email\"}");
        assertThat(
                        database.column(
                                "SELECT statement FROM gitversion.blame('people')"
                                        + " WHERE path LIKE '%email' OR path LIKE '%born'"))
                .containsExactlyInAnyOrder(
                        "ALTER TABLE people RENAME COLUMN mail TO email",
                        "ALTER TABLE people ADD COLUMN born date");
        assertThat(
                        database.value(
                                "SELECT metadata ->> 'amends' FROM gitversion.commits WHERE id ="
                                        + " gitversion.rev_parse('main')"))
                .isEqualTo("3");
        assertThat(database.rows("SELECT action FROM gitversion.reflog('main') LIMIT 1"))
                .containsExactly(List.of("amend"));
        // And back: what the head was is in the reflog.
        database.value("SELECT gitversion.reset('main', 'main@{1}')");
        work.assertAt("main", "main");
        assertThat(Integrity.problems(database)).isEmpty();
    }

    @Test
    void givesAnotherMessageOnly() throws SQLException {
        String tree = work.treeOf("main");
        database.value("SELECT gitversion.amend('People instead of users', 'main')");
        assertThat(work.messages("main")).startsWith("People instead of users").hasSize(3);
        assertThat(work.treeOf("main")).isEqualTo(tree);
        assertThat(work.status("main")).isEmpty();
    }

    @Test
    void aCommitOfOtherBranchesStaysThere() throws SQLException {
        database.value("SELECT gitversion.create_branch('other', 'main')");
        assertThat(work.refused("VC040", "SELECT gitversion.amend('again', 'main')").getDetail())
                .contains("\"other\"");
        database.value("SELECT gitversion.amend('again', 'main', true)");
        assertThat(work.messages("main")).startsWith("again").hasSize(3);
        assertThat(work.messages("other")).startsWith("ALTER TABLE users RENAME TO people");
        // A branch with a commit of its own is not shared.
        work.commit("other", "ALTER TABLE people ADD COLUMN x integer");
        database.value("SELECT gitversion.amend('mine', 'other')");
        assertThat(Integrity.problems(database)).isEmpty();
    }

    @Test
    void whatIsRefused() throws SQLException {
        work.refused("VC002", "SELECT gitversion.amend(NULL, 'main')");
        work.refused("VC014", "SELECT gitversion.amend(' ', 'main')");
        database.execute("UPDATE gitversion.branches SET is_protected = true");
        work.refused("VC017", "SELECT gitversion.amend('m', 'main')");
    }
}

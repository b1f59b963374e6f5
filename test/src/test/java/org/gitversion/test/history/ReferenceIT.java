package org.gitversion.test.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import org.gitversion.test.support.Database;
import org.gitversion.test.support.GitVersionTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tags, names of branches, and commits as people read them. */
@GitVersionTest(databasePerMethod = true)
class ReferenceIT {
    @BeforeEach
    void start(Database database) throws SQLException {
        database.execute(
                "SELECT gitversion.init()",
                "CREATE TABLE branch_main.users (id integer PRIMARY KEY)",
                "SELECT gitversion.commit('Add users' || chr(10) || 'They sign in.', 'main')");
    }

    @Test
    void aTagStaysWhereItIs(Database database) throws SQLException {
        assertThat(database.value("SELECT gitversion.tag('v1', 'main', 'First')")).isEqualTo("2");
        database.execute(
                "CREATE TABLE branch_main.t ()", "SELECT gitversion.commit('Add t', 'main')");
        assertThat(database.value("SELECT gitversion.rev_parse('v1')")).isEqualTo("2");
        assertThat(database.value("SELECT gitversion.rev_parse('v1~1')")).isEqualTo("1");
        assertThat(database.rows("SELECT tag_name, commit_id, message FROM gitversion.tags"))
                .containsExactly(List.of("v1", "2", "First"));
        Errors.expect(database, "VC026", "SELECT gitversion.tag('v1', 'main')");
        assertThat(database.value("SELECT gitversion.rev_parse('v1')")).isEqualTo("2");
        database.value("SELECT gitversion.drop_tag('v1')");
        Errors.expect(database, "VC006", "SELECT gitversion.rev_parse('v1')");
        Errors.expect(database, "VC027", "SELECT gitversion.drop_tag('v1')");
    }

    @Test
    void aTagOfTheSessionsBranch(Database database) throws SQLException {
        Errors.expect(database, "VC014", "SELECT gitversion.tag('v1')");
        database.value("SELECT gitversion.use_branch('main')");
        assertThat(database.value("SELECT gitversion.tag('v1')")).isEqualTo("2");
        assertThat(database.value("SELECT gitversion.tag('v0', 'HEAD~1')")).isEqualTo("1");
    }

    @Test
    void aRelationAsDdl(Database database) throws SQLException {
        database.execute("CREATE SEQUENCE branch_main.\"S q\"");
        assertThat(database.value("SELECT gitversion.get_object_ddl('branch_main', 'users', 'r')"))
                .startsWith("CREATE TABLE users (\n    id integer NOT NULL");
        assertThat(database.value("SELECT gitversion.get_object_ddl('branch_main', 'S q', 'S')"))
                .startsWith("CREATE SEQUENCE \"S q\"");
    }

    @Test
    void aRenamedBranchKeepsSchemaAndHistory(Database database) throws SQLException {
        database.execute(
                "SELECT gitversion.create_branch('a', 'main')",
                "SELECT gitversion.use_branch('a')");
        database.value("SELECT gitversion.rename_branch('a', 'b/c')");
        assertThat(database.value("SELECT gitversion.current_branch()")).isEqualTo("b/c");
        database.execute("CREATE TABLE t ()", "SELECT gitversion.commit('Add t')");
        assertThat(
                        database.rows(
                                "SELECT schema_name FROM gitversion.branches"
                                        + " WHERE branch_name = 'b/c'"))
                .containsExactly(List.of("branch_a"));
        assertThat(database.rows("SELECT entry, action, message FROM gitversion.reflog('b/c')"))
                .contains(List.of("b/c@{1}", "rename", "a to b/c"));
        Errors.expect(database, "VC006", "SELECT gitversion.rev_parse('a')");
        Errors.expect(database, "VC004", "SELECT gitversion.rename_branch('b/c', 'main')");
        database.value("SELECT gitversion.create_branch('a', 'main')");
        assertThat(
                        database.value(
                                "SELECT schema_name FROM gitversion.branches WHERE branch_name ="
                                        + " 'a'"))
                .startsWith("branch_a_");
    }

    @Test
    void showTellsWhatACommitDid(Database database) throws SQLException {
        String hash = database.value("SELECT commit_hash FROM gitversion.commits WHERE id = 2");
        String user = database.value("SELECT current_user");
        assertThat(database.value("SELECT gitversion.show('main')"))
                .startsWith("commit " + hash + "\nAuthor: " + user + "\nDate:   ")
                .contains("\n\n    Add users\n    They sign in.\n\ndiff --git a/tables/users")
                .contains("+CREATE TABLE users (")
                .doesNotContain("Merge:");
        assertThat(database.value("SELECT gitversion.show('main~1')"))
                .endsWith("\n\n    Initial commit\n\n");
    }

    @Test
    void aMergeIsShownAgainstItsFirstParent(Database database) throws SQLException {
        database.execute(
                "SELECT gitversion.create_branch('feature', 'main')",
                "CREATE TABLE branch_main.m ()",
                "SELECT gitversion.commit('Add m', 'main')",
                "CREATE TABLE branch_feature.f ()",
                "SELECT gitversion.commit('Add f', 'feature')",
                "SELECT gitversion.merge_branches('feature', 'main')");
        String parents =
                database.value(
                        "SELECT string_agg(left(c.commit_hash, 12), ' ' ORDER BY p.position)"
                                + " FROM gitversion.commit_parents p JOIN gitversion.commits c"
                                + " ON c.id = p.parent_id WHERE p.commit_id = 5");
        assertThat(database.value("SELECT gitversion.show('main')"))
                .contains("\nMerge: " + parents + "\n")
                .contains("tables/f")
                .doesNotContain("tables/m");
        assertThat(database.column("SELECT gitversion.log_graph('main')"))
                .map(row -> row.replaceFirst("[0-9a-f]{12}", "HASH"))
                .containsExactly(
                        "*   HASH (main) Merge branch 'feature' into 'main'",
                        "|\\",
                        "| * HASH (feature) Add f",
                        "* | HASH Add m",
                        "|/",
                        "* HASH Add users",
                        "* HASH Initial commit");
        database.execute("SELECT gitversion.use_branch('main')", "SELECT gitversion.tag('v1')");
        assertThat(database.column("SELECT gitversion.log_graph(p_limit => 1)"))
                .map(row -> row.replaceFirst("[0-9a-f]{12}", "HASH"))
                .startsWith("*   HASH (HEAD -> main, tag: v1) Merge branch 'feature' into 'main'");
    }
}

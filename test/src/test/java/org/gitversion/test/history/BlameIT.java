package org.gitversion.test.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import org.gitversion.test.support.Database;
import org.gitversion.test.support.EventTriggers;
import org.gitversion.test.support.GitVersionTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who made what, by which statement. */
@GitVersionTest(databasePerMethod = true)
class BlameIT {
    private static final String BLAME =
            "SELECT path, commit_id, statement FROM gitversion.blame(?, 'main')";
    private static final String CREATE =
            "CREATE TABLE branch_main.users (id integer PRIMARY KEY, name text)";
    private static final String FUNCTION =
            "CREATE FUNCTION branch_main.one(a integer) RETURNS integer LANGUAGE sql AS 'SELECT 1'";

    @BeforeEach
    void start(Database database) throws SQLException {
        database.execute(
                "SELECT gitversion.init()",
                CREATE,
                FUNCTION,
                "SELECT gitversion.commit('Add users', 'main')");
    }

    @Test
    void eachColumnHasItsCommitAndStatement(Database database) throws SQLException {
        String add = "ALTER TABLE branch_main.users ADD COLUMN mail text";
        String change = "ALTER TABLE branch_main.users ALTER COLUMN name SET NOT NULL";
        String check = "ALTER TABLE branch_main.users ADD CONSTRAINT named CHECK (name <> '')";
        database.execute(
                add,
                "SELECT gitversion.commit('Add mail', 'main')",
                change,
                check,
                "SELECT gitversion.commit('Names are there', 'main')",
                "ALTER TABLE branch_main.users RENAME TO people",
                "SELECT gitversion.commit('Rename', 'main')");
        String rename = "ALTER TABLE branch_main.users RENAME TO people";
        assertThat(database.rows(BLAME, "tables/people"))
                .containsExactly(
                        List.of("tables/people", "5", rename),
                        List.of("tables/people/columns/id", "2", CREATE),
                        List.of("tables/people/columns/mail", "3", add),
                        List.of("tables/people/columns/name", "4", change),
                        List.of("tables/people/constraints/named", "4", check),
                        List.of("tables/people/constraints/users_pkey", "2", CREATE));
        assertThat(database.rows(BLAME, "tables/people/columns/mail")).hasSize(1);
        assertThat(
                        database.rows(
                                "SELECT path, commit_id FROM gitversion.blame('tables/users',"
                                        + " 'main~3')"))
                .contains(List.of("tables/users/columns/name", "2"))
                .hasSize(4);
        Errors.expect(database, "VC024", "SELECT * FROM gitversion.blame('tables/users', 'main')");
    }

    @Test
    void aFunctionKnowsItsStatement(Database database) throws SQLException {
        String replace = FUNCTION.replace("CREATE", "CREATE OR REPLACE").replace("1'", "2'");
        assertThat(database.rows(BLAME, "functions"))
                .containsExactly(List.of("functions/one(integer)", "2", FUNCTION));
        database.execute(replace, "SELECT gitversion.commit('Two', 'main')");
        assertThat(database.rows(BLAME, "functions/one(integer)"))
                .containsExactly(List.of("functions/one(integer)", "3", replace));
    }

    @Test
    void throughAMergeToTheBranchThatDidIt(Database database) throws SQLException {
        String theirs = "ALTER TABLE branch_feature.users ADD COLUMN theirs text";
        String ours = "ALTER TABLE branch_main.users ADD COLUMN ours text";
        database.execute(
                "SELECT gitversion.create_branch('feature', 'main')",
                theirs,
                "SELECT gitversion.commit('Theirs', 'feature')",
                ours,
                "SELECT gitversion.commit('Ours', 'main')",
                "SELECT gitversion.merge_branches('feature', 'main')");
        assertThat(database.rows(BLAME, "tables/users"))
                .contains(
                        List.of("tables/users/columns/theirs", "3", theirs),
                        List.of("tables/users/columns/ours", "4", ours),
                        List.of("tables/users/columns/id", "2", CREATE));
    }

    @Test
    void aRevertIsByItsStatements(Database database) throws SQLException {
        database.execute(
                "ALTER TABLE branch_main.users ALTER COLUMN name SET DEFAULT 'x'",
                "SELECT gitversion.commit('Default', 'main')",
                "SELECT gitversion.revert('main', 'main')");
        assertThat(database.rows(BLAME, "tables/users/columns/name"))
                .containsExactly(
                        List.of(
                                "tables/users/columns/name",
                                "4",
                                "ALTER TABLE users ALTER COLUMN name DROP DEFAULT"));
    }

    @Test
    void aPickedCommitKeepsItsStatements(Database database) throws SQLException {
        String add = "ALTER TABLE branch_feature.users ADD COLUMN mail text";
        database.execute(
                "SELECT gitversion.create_branch('feature', 'main')",
                add,
                "SELECT gitversion.commit('Mail', 'feature')",
                "SELECT gitversion.cherry_pick('feature', 'main')");
        assertThat(database.rows(BLAME, "tables/users/columns/mail"))
                .containsExactly(List.of("tables/users/columns/mail", "4", add));
    }

    @Test
    void whatWasAdoptedHasNoStatement(Database database) throws SQLException {
        database.execute(
                EventTriggers.DISABLE,
                "CREATE TABLE branch_main.quiet (a integer)",
                EventTriggers.ENABLE,
                "SELECT gitversion.commit('Quiet', 'main')");
        assertThat(database.rows(BLAME, "tables/quiet/columns/a"))
                .containsExactly(Arrays.asList("tables/quiet/columns/a", "3", null));
    }
}

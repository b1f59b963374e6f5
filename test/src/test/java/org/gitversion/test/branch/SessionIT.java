package org.gitversion.test.branch;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.gitversion.test.support.Database;
import org.gitversion.test.support.GitVersionTest;
import org.gitversion.test.support.ServerError;
import org.junit.jupiter.api.Test;

/** What use_branch and drop_branch do to the session, and what locks and limits make of a call. */
@GitVersionTest(databasePerMethod = true)
class SessionIT {
    private static void prepare(Database database) throws SQLException {
        database.execute(
                "CREATE SCHEMA ext",
                "CREATE TABLE public.a (id integer PRIMARY KEY)",
                "SELECT gitversion.init('main', 'public')",
                "SELECT gitversion.create_branch('one')",
                "SELECT gitversion.create_branch('two')");
    }

    @Test
    void theTailOfThePathStays(Database database) throws SQLException {
        prepare(database);
        database.execute("SET search_path = public, ext", "SELECT gitversion.use_branch('one')");
        assertThat(database.value("SHOW search_path")).isEqualTo("branch_one, ext");
        database.execute("SELECT gitversion.use_branch('two')");
        assertThat(database.value("SHOW search_path")).isEqualTo("branch_two, ext");
    }

    @Test
    void aDroppedBranchIsThatOfNoSession(Database database) throws SQLException {
        prepare(database);
        database.execute(
                "SELECT gitversion.use_branch('one')", "SELECT gitversion.drop_branch('one')");
        assertThat(database.value("SELECT gitversion.current_branch()")).isEqualTo("main");
        assertThat(database.value("SHOW search_path")).isEqualTo("\"$user\", public");
    }

    @Test
    void whoMayNotUseTheSchemaIsTold(Database database) throws SQLException {
        prepare(database);
        database.execute(
                "DROP ROLE IF EXISTS outsider", "CREATE ROLE outsider IN ROLE gitversion_reader");
        database.execute("SET ROLE outsider");
        ServerError error =
                ServerError.of(() -> database.value("SELECT gitversion.use_branch('one')"));
        assertThat(error.state()).isEqualTo("VC046");
        assertThat(error.message()).contains("outsider", "branch_one");
        assertThat(error.hint()).contains("GRANT USAGE ON SCHEMA branch_one TO outsider");
        database.execute("RESET ROLE", "DROP ROLE outsider");
    }

    @Test
    void aLockThatIsNotAvailableIsSaidAsSuch(Database database) throws SQLException {
        prepare(database);
        database.execute(
                "ALTER TABLE branch_one.a ADD COLUMN b integer",
                "SELECT gitversion.commit('b', 'one')",
                "SET lock_timeout = '100ms'");
        try (Connection other = database.connect();
                Statement statement = other.createStatement()) {
            statement.execute("BEGIN");
            statement.execute("LOCK TABLE public.a, branch_one.a IN ACCESS SHARE MODE");
            for (String call :
                    new String[] {
                        "SELECT gitversion.merge_branches('one', 'main')",
                        "SELECT * FROM gitversion.preview_merge('one', 'main')",
                        "SELECT gitversion.cherry_pick('one', 'main')",
                        "SELECT gitversion.reset('one', 'one~1')",
                        "SELECT gitversion.revert('one', 'one')",
                        "SELECT gitversion.restore('tables/a', 'one~1', 'one')",
                        "SELECT gitversion.drop_branch('one', true)"
                    }) {
                ServerError error = ServerError.of(() -> database.rows(call));
                assertThat(error).as(call).isNotNull();
                assertThat(error.state()).as(call).isEqualTo("55P03");
            }
            statement.execute("ROLLBACK");
        }
        database.value("SELECT gitversion.merge_branches('one', 'main')");
    }
}

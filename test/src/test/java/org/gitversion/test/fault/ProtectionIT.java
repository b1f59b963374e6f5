package org.gitversion.test.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.gitversion.test.support.Database;
import org.gitversion.test.support.GitVersionTest;
import org.gitversion.test.support.ServerError;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Protected branches: only merges change them, but for the roles that are named. */
@GitVersionTest(databasePerMethod = true)
class ProtectionIT {
    @BeforeEach
    void prepare(Database database) throws SQLException {
        database.execute(
                "CREATE ROLE rights_ann LOGIN IN ROLE gitversion_author",
                "GRANT CREATE ON DATABASE " + database.name() + " TO rights_ann");
        as(
                database,
                "rights_ann",
                "CREATE SCHEMA app",
                "CREATE TABLE app.t (id integer PRIMARY KEY)",
                "SELECT gitversion.init('main', 'app')",
                "SELECT gitversion.create_branch('work')");
    }

    @AfterEach
    void clean(Database database) throws SQLException {
        database.execute("DROP OWNED BY rights_ann CASCADE", "DROP ROLE rights_ann");
    }

    private static void as(Database database, String role, String... statements)
            throws SQLException {
        try (Connection session = database.connect(role);
                Statement statement = session.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static void expect(Database database, String role, String state, String... attempts) {
        for (String attempt : attempts) {
            ServerError error = ServerError.of(() -> as(database, role, attempt));
            assertThat(error == null ? null : error.state()).as(attempt).isEqualTo(state);
        }
    }

    @Test
    void aProtectedBranchIsChangedByMergesAlone(Database database) throws SQLException {
        as(
                database,
                "rights_ann",
                "ALTER TABLE app.t ADD COLUMN before_protection integer",
                "SELECT gitversion.commit('Before', 'main')",
                "ALTER TABLE branch_work.t ADD COLUMN n integer",
                "SELECT gitversion.commit('More', 'work')",
                "SELECT gitversion.protect_branch('main')");
        expect(
                database,
                "rights_ann",
                "VC017",
                "ALTER TABLE app.t ADD COLUMN direct integer",
                "CREATE TABLE app.direct (id integer)",
                "DROP TABLE app.t",
                "COMMENT ON TABLE app.t IS 'direct'",
                "SELECT gitversion.commit('x', 'main')",
                "SELECT gitversion.amend('x', 'main')",
                "SELECT gitversion.reset('main', 'main~1')",
                "SELECT gitversion.revert('main', 'main')",
                "SELECT gitversion.cherry_pick('work', 'main')",
                "SELECT gitversion.rebase('main', 'work')",
                "SELECT gitversion.rename_branch('main', 'other')",
                "SELECT gitversion.drop_branch('main', true)",
                "SELECT gitversion.stash('main')",
                "UPDATE gitversion_internal.branches SET head_commit_id = 1"
                        + " WHERE branch_name = 'main'",
                "UPDATE gitversion_internal.branches SET is_active = false"
                        + " WHERE branch_name = 'main'");
        expect(
                database,
                "postgres",
                "VC017",
                "SET gitversion.internal = 'on'; ALTER TABLE app.t ADD COLUMN direct integer");
        as(database, "rights_ann", "SELECT gitversion.merge_branches('work', 'main')");
        assertThat(database.value("SELECT count(*) FROM gitversion.log('main')")).isEqualTo("4");
        database.execute("SELECT gitversion.protect_branch('main', '{rights_ann}')");
        as(
                database,
                "rights_ann",
                "ALTER TABLE app.t ADD COLUMN direct integer",
                "SELECT gitversion.commit('Direct', 'main')",
                "SELECT gitversion.protect_branch('main')");
        expect(database, "rights_ann", "VC017", "ALTER TABLE app.t DROP COLUMN direct");
        as(
                database,
                "rights_ann",
                "SELECT gitversion.unprotect_branch('main')",
                "ALTER TABLE app.t DROP COLUMN direct");
    }
}

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

/**
 * Who was granted privileges by name cannot have a branch of his own of what they are on: its owner
 * has them without a grant, and a merge of the branch would revoke them. It is refused by what it
 * is about.
 */
@GitVersionTest
class GrantedByNameIT {
    private static final String CREATE = "SELECT gitversion.create_branch('mine', 'main')";

    private Database database;

    @BeforeEach
    void prepare(Database fresh) throws SQLException {
        database = fresh;
        database.execute(
                "CREATE ROLE named_ann LOGIN IN ROLE gitversion_author",
                "CREATE ROLE \"Named, Bea\" LOGIN IN ROLE gitversion_author",
                "CREATE ROLE named_team",
                "GRANT CREATE ON DATABASE " + database.name() + " TO named_ann, \"Named, Bea\"");
        as(
                "named_ann",
                "CREATE SCHEMA app",
                "CREATE TABLE app.t (id integer PRIMARY KEY, n integer)",
                "CREATE TABLE app.i (id integer GENERATED ALWAYS AS IDENTITY)",
                "CREATE FUNCTION app.f() RETURNS integer LANGUAGE sql AS 'SELECT 1'",
                "GRANT USAGE ON SCHEMA app TO \"Named, Bea\"",
                "SELECT gitversion.init('main', 'app')");
    }

    @AfterEach
    void clean() throws SQLException {
        database.execute(
                "DROP OWNED BY named_ann, \"Named, Bea\", named_team CASCADE",
                "DROP ROLE named_ann, \"Named, Bea\", named_team");
    }

    private void as(String role, String... statements) throws SQLException {
        try (Connection session = database.connect(role);
                Statement statement = session.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private void expectRefused(String path, String lost, String what) {
        ServerError error = ServerError.of(() -> as("Named, Bea", CREATE));
        assertThat(error).as(path).isNotNull();
        assertThat(error.state()).as(error.toString()).isEqualTo("VC046");
        assertThat(error.message())
                .isEqualTo("role \"Named, Bea\" is to own \"" + path + "\", and " + what);
        assertThat(error.detail()).endsWith("which is " + lost + ".");
        assertThat(error.hint())
                .contains("gitversion.grant_branch", "REVOKE the privileges FROM \"Named, Bea\"");
    }

    private void expectRefused(String target, String privilege, String path, String lost)
            throws SQLException {
        as("named_ann", "GRANT " + privilege + " ON " + target + " TO \"Named, Bea\"");
        expectRefused(path, lost, "was granted privileges on it by name");
        as("named_ann", "REVOKE " + privilege + " ON " + target + " FROM \"Named, Bea\"");
    }

    @Test
    void itIsNamed() throws SQLException {
        expectRefused("app.t", "SELECT", "tables/t", "+SELECT TO \"Named, Bea\"");
        expectRefused("app.t", "SELECT (n)", "tables/t/columns/n", "+SELECT TO \"Named, Bea\"");
        expectRefused(
                "SEQUENCE app.i_id_seq",
                "USAGE",
                "tables/i/columns/id",
                "+USAGE TO \"Named, Bea\"");
        expectRefused("FUNCTION app.f()", "EXECUTE", "functions/f()", "+EXECUTE TO \"Named, Bea\"");
        as("named_ann", "GRANT SELECT ON app.t TO \"Named, Bea\" WITH GRANT OPTION");
        as("Named, Bea", "GRANT SELECT ON app.t TO named_ann");
        as("named_ann", "GRANT SELECT ON app.t TO named_team");
        expectRefused(
                "tables/t",
                "+SELECT TO \"Named, Bea\" WITH GRANT OPTION",
                "was granted privileges on it by name");
        as("named_ann", "REVOKE ALL ON app.t FROM \"Named, Bea\" CASCADE");
        as("named_ann", "SELECT gitversion.commit('Team', 'main')");
        database.execute("GRANT named_team TO \"Named, Bea\"");
        as("Named, Bea", CREATE);
        assertThat(database.column("SELECT path FROM gitversion.status('mine')")).isEmpty();
        assertThat(
                        database.value(
                                "SELECT has_table_privilege('named_team', 'branch_mine.t',"
                                        + " 'SELECT')"))
                .isEqualTo("t");
    }
}

package org.gitversion.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.gitversion.test.support.Database;
import org.gitversion.test.support.GitVersionTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a role may do before and after the grants of the manual. */
@GitVersionTest(databasePerMethod = true)
class PrivilegesIT {
    private static final String NOT_ALLOWED = "42501";

    @BeforeEach
    void startRepository(Database database) throws SQLException {
        database.execute(
                "CREATE ROLE developer LOGIN",
                "CREATE TABLE public.t (id integer PRIMARY KEY)",
                "SELECT gitversion.init('main', 'public')",
                "ALTER SCHEMA public OWNER TO developer",
                "ALTER TABLE public.t OWNER TO developer");
    }

    @AfterEach
    void dropRole(Database database) throws SQLException {
        database.execute("DROP OWNED BY developer CASCADE", "DROP ROLE developer");
    }

    @Test
    void aReaderMayLook(Database database) throws SQLException {
        database.execute("GRANT gitversion_reader TO developer");
        try (Connection session = database.connect("developer");
                Statement statement = session.createStatement()) {
            statement.execute("SELECT * FROM gitversion.branches");
            statement.execute("SELECT * FROM gitversion.log('main')");
            statement.execute("SELECT gitversion.use_branch('main')");
            statement.execute("ALTER TABLE t ADD COLUMN allowed integer");
            for (String refused :
                    new String[] {
                        "SELECT gitversion.commit('x', 'main')",
                        "SELECT gitversion.create_branch('b')",
                        "DELETE FROM gitversion.commits"
                    }) {
                assertThatThrownBy(() -> statement.execute(refused))
                        .isInstanceOf(SQLException.class)
                        .extracting(e -> ((SQLException) e).getSQLState())
                        .isEqualTo(NOT_ALLOWED);
            }
        }
    }

    @Test
    void theGrantsOfTheManualSuffice(Database database) throws SQLException {
        database.execute(
                "GRANT CREATE ON DATABASE " + database.name() + " TO developer",
                "GRANT gitversion_author TO developer");
        try (Connection session = database.connect("developer");
                Statement statement = session.createStatement()) {
            statement.execute("SELECT gitversion.create_branch('feature')");
            statement.execute("SELECT gitversion.use_branch('feature')");
            statement.execute("ALTER TABLE t ADD COLUMN added integer");
            statement.execute("SELECT gitversion.commit('Add a column')");
            statement.execute("SELECT gitversion.merge_branches('feature', 'main')");
            statement.execute("SELECT added FROM public.t");
            statement.execute("SELECT gitversion.drop_branch('feature')");
        }
        assertThat(database.value("SELECT author FROM gitversion.log('main', 1)"))
                .isEqualTo("developer");
    }
}

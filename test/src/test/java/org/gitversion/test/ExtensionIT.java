package org.gitversion.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.gitversion.test.support.Cluster;
import org.gitversion.test.support.Database;
import org.gitversion.test.support.Shell;
import org.junit.jupiter.api.Test;

/** The extension as PostgreSQL installs it. */
class ExtensionIT {
    private final Cluster cluster = Cluster.shared();

    @Test
    void withoutLanguageJavaTheExtensionIsRefused() throws SQLException {
        try (Database database = cluster.createEmptyDatabase("no_language", "UTF8");
                Connection session = database.connect();
                Statement statement = session.createStatement()) {
            assertThatThrownBy(() -> statement.execute("CREATE EXTENSION gitversion"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("language \"java\" does not exist")
                    .hasMessageContaining("Hint: Run CREATE EXTENSION")
                    .extracting(e -> ((SQLException) e).getSQLState())
                    .isEqualTo("VC022");
        }
    }

    @Test
    void theScriptIsNotForPsql() {
        Path script = cluster.sharedDirectory().resolve("extension/gitversion--0.2.0.sql");
        Shell.Result result = cluster.psql("postgres", "\\i " + script);
        assertThat(result.expectSuccess())
                .isEqualToIgnoringNewLines(
                        "Use \"CREATE EXTENSION gitversion\" to load this file.");
    }
}

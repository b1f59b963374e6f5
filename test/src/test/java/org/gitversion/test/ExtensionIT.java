package org.gitversion.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.gitversion.test.support.Cluster;
import org.gitversion.test.support.Database;
import org.gitversion.test.support.Host;
import org.gitversion.test.support.Shell;
import org.junit.jupiter.api.Test;

/** The extension as PostgreSQL installs it. */
class ExtensionIT {
    private static final String VERSION =
            "SELECT default_version FROM pg_available_extensions WHERE name = 'gitversion'";
    private static final String CREATE = "CREATE EXTENSION gitversion";

    private final Cluster cluster = Cluster.shared();

    @Test
    void withoutLanguageJavaTheExtensionIsRefused() throws SQLException {
        try (Database database = cluster.createEmptyDatabase("no_language", "UTF8");
                Connection session = database.connect();
                Statement statement = session.createStatement()) {
            assertThatThrownBy(() -> statement.execute(CREATE))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("language \"java\" does not exist")
                    .hasMessageContaining("Hint: Run CREATE EXTENSION")
                    .extracting(e -> ((SQLException) e).getSQLState())
                    .isEqualTo("VC022");
        }
    }

    @Test
    void theScriptIsNotForPsql() throws SQLException {
        String name = "extension/gitversion--" + version() + ".sql";
        Path script = cluster.sharedDirectory().resolve(name);
        Shell.Result result = cluster.psql("postgres", "\\i " + script);
        assertThat(result.expectSuccess())
                .isEqualToIgnoringNewLines(
                        "Use \"CREATE EXTENSION gitversion\" to load this file.");
    }

    @Test
    void withoutTheJarTheExtensionIsRefused() throws SQLException {
        boolean embedded = cluster.host() == Host.EMBEDDED;
        try (Database database = cluster.createEmptyDatabase("no_jar", "UTF8")) {
            database.execute(cluster.host().languageStatements().toArray(String[]::new));
            try (Database session = database.again()) {
                session.execute(
                        embedded
                                ? "SET gitversion_java_host.classpath = '/nowhere/gitversion.jar'"
                                : "SET pljava.vmoptions = '-Xss7m -Xmx64m'");
                assertThatThrownBy(() -> session.execute(CREATE))
                        .isInstanceOfSatisfying(
                                SQLException.class,
                                e -> assertThat(e.getSQLState()).isEqualTo("VC022"))
                        .hasMessageContaining("Java does not run what the extension needs")
                        .hasMessageContaining(
                                embedded ? "/nowhere/gitversion.jar" : "EventFunctions");
            }
            try (Database session = database.again()) {
                session.execute(CREATE);
            }
        }
    }

    @Test
    void aStackThatWouldCrashTheServerIsRefused() throws SQLException {
        assumeTrue(cluster.host() == Host.PLJAVA, "the embedded host sees to it itself");
        try (Database database = cluster.createEmptyDatabase("stack", "UTF8")) {
            database.execute(cluster.host().languageStatements().toArray(String[]::new));
            for (String stack : List.of("", "-Xss2m", "-Xss7m -Xss1000k")) {
                try (Database session = database.again()) {
                    session.execute(
                            "SET pljava.vmoptions = '--add-modules=gitversion " + stack + "'");
                    assertThatThrownBy(() -> session.execute(CREATE))
                            .isInstanceOfSatisfying(
                                    SQLException.class,
                                    e -> assertThat(e.getSQLState()).isEqualTo("VC022"))
                            .hasMessageContaining("the stack of Java is too small")
                            .hasMessageContaining("add -Xss7m");
                }
            }
        }
        try (Database database = cluster.createDatabase("stack_of_a_session");
                Database session = database.again()) {
            session.execute("SET pljava.vmoptions = '--add-modules=gitversion -Xss2m'");
            for (int call = 0; call < 2; call++) {
                assertThatThrownBy(() -> session.execute("SELECT gitversion.init()"))
                        .isInstanceOfSatisfying(
                                SQLException.class,
                                e -> assertThat(e.getSQLState()).isEqualTo("VC022"))
                        .hasMessageContaining("pljava.vmoptions has -Xss2m");
            }
        }
    }

    @Test
    void jarAndExtensionAreOfOneVersion() throws SQLException {
        try (Database database = cluster.createDatabase("versions")) {
            database.execute(
                    "SELECT gitversion.init()",
                    "UPDATE pg_extension SET extversion = '0.1.9' WHERE extname = 'gitversion'");
            // This session has asked before, and what changes nothing goes on.
            database.execute("SELECT gitversion.log('main')");
            assertOtherVersion(database);
            try (Database session = database.again()) {
                assertOtherVersion(session);
                database.execute(
                        "UPDATE pg_extension SET extversion = '"
                                + version()
                                + "' WHERE extname = 'gitversion'");
                session.execute("SELECT gitversion.create_branch('b')");
            }
        }
    }

    private String version() throws SQLException {
        try (Connection session = cluster.connect("postgres");
                Statement statement = session.createStatement();
                ResultSet result = statement.executeQuery(VERSION)) {
            result.next();
            return result.getString(1);
        }
    }

    private static void assertOtherVersion(Database session) {
        assertThatThrownBy(() -> session.execute("SELECT gitversion.create_branch('b')"))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("VC092"))
                .hasMessageContaining("the extension is of version 0.1.9, the Java code")
                .hasMessageContaining("ALTER EXTENSION gitversion UPDATE");
    }
}

package org.gitversion.test.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.gitversion.test.support.Cluster;
import org.gitversion.test.support.Database;
import org.gitversion.test.support.Shell;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.postgresql.util.ServerErrorMessage;

/** The extension that brings the embedded host, its settings and its validator. */
@EmbeddedHostOnly("tests the embedded host's own extension")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostExtensionIT {
    private static final String ROUTINES = "org.gitversion.test.host.Routines.";

    private final Cluster cluster = Cluster.shared();
    private Database database;

    @BeforeAll
    void createDatabase() {
        database = HostDatabase.create("host_extension", "UTF8");
    }

    @AfterEach
    void startAnew() {
        database.close();
    }

    @AfterAll
    void theServerNeverRestarted() {
        assertThat(cluster.log()).doesNotContain("terminating any other active server processes");
    }

    private void set(String setting, String value) throws SQLException {
        database.execute("SET gitversion_java_host." + setting + " = '" + value + "'");
    }

    @Test
    void itCreatesAnUntrustedLanguageAndNothingElse() throws SQLException {
        assertThat(
                        database.column(
                                "SELECT pg_describe_object(classid, objid, objsubid)"
                                        + " FROM pg_depend WHERE refobjid = (SELECT oid FROM"
                                        + " pg_extension WHERE extname = 'gitversion_java_host')"
                                        + " ORDER BY 1"))
                .containsExactly(
                        "function gitversion_java_call_handler()",
                        "function gitversion_java_validator(oid)",
                        "language java");
        assertThat(database.value("SELECT lanpltrusted FROM pg_language WHERE lanname = 'java'"))
                .isEqualTo("f");
    }

    @Test
    void itIsRefusedBesideAnotherLanguageJava() throws SQLException {
        try (Database other = cluster.createEmptyDatabase("host_second", "UTF8")) {
            other.execute("CREATE LANGUAGE java HANDLER plpgsql_call_handler");
            ServerErrorMessage error = Failure.of(other, "CREATE EXTENSION gitversion_java_host");
            assertThat(error.getSQLState()).isEqualTo("42710");
            assertThat(error.getHint()).contains("PL/Java");
        }
    }

    @Test
    void itSurvivesDumpAndRestore() throws SQLException {
        try (Database restored = cluster.createEmptyDatabase("host_restored", "UTF8")) {
            database.close();
            restored.psql(database.pgDump(), "-q").expectSuccess();
            restored.execute(
                    "SET gitversion_java_host.classpath = '"
                            + HostDatabase.classPath(cluster)
                            + "'");
            assertThat(Failure.alive(restored)).isEqualTo("alive");
        }
    }

    @Test
    void settingsAreFixedOnceTheVmRuns() throws SQLException {
        database.value("SELECT same_int(1)");
        assertThat(Failure.of(database, "SET gitversion_java_host.vmoptions = '-Xmx1g'").getHint())
                .contains("new session");
        database.close();
        set("vmoptions", "-Xmx300m  -Dx=y");
        assertThat(database.value("SELECT same_int(1)")).isEqualTo("1");
    }

    @Test
    void onlySuperusersChangeSettings() throws SQLException {
        database.execute("CREATE ROLE host_joe LOGIN", "GRANT USAGE ON SCHEMA public TO host_joe");
        try (var session = database.connect("host_joe");
                var statement = session.createStatement()) {
            statement.execute("SET gitversion_java_host.classpath = '/nonexistent'");
            try (var result = statement.executeQuery("SELECT same_int(1)")) {
                result.next();
                assertThat(result.getInt(1)).isEqualTo(1);
            }
            try (var result = statement.executeQuery("SHOW gitversion_java_host.classpath")) {
                result.next();
                assertThat(result.getString(1)).endsWith("routines.jar");
            }
        }
    }

    @Test
    void aMissingClassPathIsNamed() throws SQLException {
        set("classpath", "/nonexistent.jar");
        ServerErrorMessage error = Failure.of(database, "SELECT same_int(1)");
        assertThat(error.getSQLState()).isEqualTo("58P01");
        assertThat(error.getMessage()).contains("\"/nonexistent.jar\"");
        database.execute("RESET gitversion_java_host.classpath");
        assertThat(database.value("SELECT same_int(1)")).isEqualTo("1");
    }

    @Test
    void aFailedStartIsRemembered() throws SQLException {
        set("vmoptions", "-XX:NoSuchOption");
        String first = Failure.text(database, "SELECT same_int(1)");
        assertThat(first).startsWith("58000 the Java VM could not be created");
        assertThat(Failure.text(database, "SELECT same_int(1)")).isEqualTo(first);
        database.close();
        set("libjvm", "/etc/passwd");
        assertThat(Failure.text(database, "SELECT same_int(1)")).contains("/etc/passwd");
    }

    @Test
    void aVmThatGivesUpEndsTheSessionOnly() throws SQLException {
        try (Database witness = cluster.createEmptyDatabase("host_witness", "UTF8")) {
            String pid = witness.value("SELECT pg_backend_pid()");
            set("vmoptions", "-Xmx100000g -Xms100000g");
            assertThat(Failure.text(database, "SELECT same_int(1)"))
                    .isEqualTo("58000 the Java VM gave up while it was starting");
            assertThat(witness.value("SELECT pg_backend_pid()")).isEqualTo(pid);
        }
    }

    @Test
    void anArchiveThatDoesNotFitIsIgnored() throws IOException, SQLException {
        Path archive = archive();
        byte[] good = Files.readAllBytes(archive);
        FileTime time = Files.getLastModifiedTime(hostJar());
        try {
            Files.setLastModifiedTime(hostJar(), FileTime.fromMillis(1_000_000_000_000L));
            assertThat(Failure.alive(database)).isEqualTo("alive");
            for (String bad : List.of("", "not an archive")) {
                Files.delete(archive);
                Files.writeString(archive, bad);
                database.close();
                assertThat(Failure.alive(database)).isEqualTo("alive");
            }
            Files.delete(archive);
            database.close();
            assertThat(Failure.alive(database)).isEqualTo("alive");
        } finally {
            Files.setLastModifiedTime(hostJar(), time);
            Files.deleteIfExists(archive);
            Files.write(archive, good);
        }
    }

    @Test
    void theArchiveIsUsed() throws SQLException {
        Path archive = archive();
        database.value("SELECT same_int(1)");
        assertThat(database.value("SELECT pg_read_file('/proc/self/maps')"))
                .contains(archive.toString());
    }

    private Path hostJar() {
        return cluster.sharedDirectory().resolve("gitversion_java_host/gitversion_java_host.jar");
    }

    private Path archive() {
        return Path.of(
                        Shell.run(
                                        Map.of(),
                                        "",
                                        List.of(
                                                cluster.program("pg_config").toString(),
                                                "--pkglibdir"))
                                .expectSuccess()
                                .strip())
                .resolve("gitversion_java_host.jsa");
    }

    @Test
    void theValidatorLooksForTheMethod() {
        assertThat(create("RETURNS int", ROUTINES + "hidden")).startsWith("42883 ");
        assertThat(create("RETURNS text", ROUTINES + "hidden")).startsWith("42883 ");
        assertThat(create("RETURNS text", ROUTINES + "sameText"))
                .isEqualTo(
                        "42883 Java class org.gitversion.test.host.Routines has no public static"
                                + " method sameText()Ljava/lang/String;");
        assertThat(create("RETURNS text", "no.such.Class.method"))
                .isEqualTo("XX000 java.lang.NoClassDefFoundError: no/such/Class");
        assertThat(create("RETURNS text", "method")).startsWith("42601 ");
        assertThat(create("RETURNS int", "java.lang.Long=" + ROUTINES + "next()"))
                .isEqualTo("42804 SQL type integer cannot be Java type java.lang.Long");
        assertThat(create("RETURNS int", ROUTINES + "next(int)")).startsWith("42P13 ");
        assertThat(create("RETURNS record", ROUTINES + "next")).startsWith("0A000 ");
        assertThat(create("RETURNS trigger", ROUTINES + "next")).startsWith("0A000 ");
        assertThat(create("RETURNS event_trigger", ROUTINES + "next")).startsWith("0A000 ");
        assertThat(create("RETURNS SETOF int", ROUTINES + "count")).startsWith("0A000 ");
    }

    private String create(String returns, String source) {
        return Failure.text(
                database,
                "CREATE FUNCTION wrong() " + returns + " LANGUAGE java AS '" + source + "'");
    }

    @Test
    void withoutBodyChecksTheCallFails() throws SQLException {
        database.execute(
                "SET check_function_bodies = off",
                "CREATE FUNCTION unchecked() RETURNS text LANGUAGE java AS 'no.such.Class.method'");
        assertThat(Failure.text(database, "SELECT unchecked()"))
                .isEqualTo("XX000 java.lang.NoClassDefFoundError: no/such/Class");
        database.execute("DROP FUNCTION unchecked");
    }
}

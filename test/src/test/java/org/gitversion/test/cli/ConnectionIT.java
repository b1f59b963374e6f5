package org.gitversion.test.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.gitversion.test.support.Database;
import org.gitversion.test.support.GitVersionTest;
import org.gitversion.test.support.Shell;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where gv connects to, by the launcher and as libpq does. */
@GitVersionTest
class ConnectionIT {
    private static final String ROLE = "gv_with_password";
    private static final String PASSWORD = "it's: a \\ secret";

    private final Database database;
    private final String port;
    @TempDir private Path home;

    ConnectionIT(Database database) {
        this.database = database;
        this.port = Integer.toString(database.cluster().port());
    }

    /** Runs gv in an environment of only these variables. */
    private Shell.Result gv(Map<String, String> variables, String... arguments) {
        List<String> command = new ArrayList<>(List.of("env", "-i"));
        Map<String, String> all = new HashMap<>(variables);
        all.put("PATH", System.getenv("PATH"));
        all.put("HOME", home.toString());
        all.forEach((name, value) -> command.add(name + "=" + value));
        command.add(GvCommand.launcher().toString());
        command.addAll(List.of(arguments));
        return Shell.run(Map.of(), "", command);
    }

    @Test
    void serviceFileEnvironmentAndOptions() throws IOException {
        Path services = home.resolve("services.conf");
        Files.writeString(
                services,
                "[shop]\nhost=127.0.0.1\nport=%s\ndbname=%s\nuser=postgres\n"
                        .formatted(port, database.name()));
        String label = "127.0.0.1:" + port + "/" + database.name() + " as postgres";
        Map<String, String> service =
                Map.of(
                        "PGSERVICE",
                        "shop",
                        "PGSERVICEFILE",
                        services.toString(),
                        "PGDATABASE",
                        "the service file has another one");
        assertThat(gv(service, "doctor").output()).contains(label);

        Map<String, String> variables =
                Map.of("PGHOST", "127.0.0.1", "PGPORT", "1", "PGUSER", "postgres");
        assertThat(gv(variables, "doctor", "-p", port, "--dbname", database.name()).output())
                .contains(label);
        String uri = "postgresql://postgres@127.0.0.1:" + port + "/" + database.name();
        assertThat(gv(variables, "doctor", "--dbname", uri).output()).contains(label);
        assertThat(gv(variables, "doctor", "--dbname", uri + "?options=-crole%3Dgitversion_reader"))
                .satisfies(r -> assertThat(r.output()).contains("as gitversion_reader"));

        assertThat(gv(Map.of("PGSERVICE", "none"), "status").output())
                .contains("there is no service \"none\"");
    }

    @Test
    void socketsOfFiles() throws IOException, SQLException {
        String directory = database.value("SHOW unix_socket_directories");
        String person = System.getProperty("user.name");
        Path hba = database.cluster().dataDirectory().resolve("pg_hba.conf");
        String before = Files.readString(hba);
        boolean isNew =
                database.column("SELECT 1 FROM pg_roles WHERE rolname = ?", person).isEmpty();
        if (isNew) {
            database.execute("CREATE ROLE \"" + person + "\" LOGIN IN ROLE gitversion_reader");
        }
        try {
            // By peer alone: what came by TCP would be refused.
            Files.writeString(
                    hba,
                    "local all \"%1$s\" peer\nhost all \"%1$s\" all reject\n".formatted(person)
                            + before);
            database.execute("SELECT pg_reload_conf()");
            String label = directory + ":" + port + "/" + database.name() + " as " + person;
            Map<String, String> variables =
                    Map.of("PGPORT", port, "USER", person, "PGDATABASE", database.name());
            assertThat(gv(variables, "doctor", "-h", directory).output()).contains(label);
            assertThat(gv(variables, "doctor", "-h", "127.0.0.1").output()).contains("rejects");
            String parameter = "postgresql:///" + database.name() + "?host=" + directory;
            assertThat(gv(variables, "doctor", "--dbname", parameter).output()).contains(label);
            String authority =
                    "postgresql://%s:%s/%s"
                            .formatted(directory.replace("/", "%2F"), port, database.name());
            assertThat(gv(variables, "doctor", "--dbname", authority).output()).contains(label);
            assertThat(gv(variables, "doctor", "-h", directory, "-p", "1").output())
                    .contains("no socket " + directory + "/.s.PGSQL.1", "HINT: ");
            assertThat(gv(variables, "doctor", "-h", directory + ",localhost").output())
                    .contains("among others");
        } finally {
            Files.writeString(hba, before);
            database.execute("SELECT pg_reload_conf()");
            if (isNew) {
                database.execute("DROP ROLE \"" + person + "\"");
            }
        }
    }

    @Test
    void theSocketOfTheSystemIsTakenWhereNoHostIsNamed() throws IOException, SQLException {
        String name = ".s.PGSQL." + port;
        Path socket = Path.of("/tmp", name);
        String directory = database.value("SHOW unix_socket_directories");
        Files.createSymbolicLink(socket, Path.of(directory, name));
        try {
            Map<String, String> variables =
                    Map.of("PGPORT", port, "PGUSER", "postgres", "PGDATABASE", database.name());
            assertThat(gv(variables, "doctor").output())
                    .contains("/tmp:" + port + "/" + database.name() + " as postgres");
        } finally {
            Files.delete(socket);
        }
    }

    @Test
    void passwordsComeFromThePasswordFile() throws IOException, SQLException {
        Path hba = database.cluster().dataDirectory().resolve("pg_hba.conf");
        String before = Files.readString(hba);
        database.execute(
                "CREATE ROLE "
                        + ROLE
                        + " LOGIN IN ROLE gitversion_reader PASSWORD '"
                        + PASSWORD.replace("'", "''")
                        + "'");
        try {
            Files.writeString(hba, "host all " + ROLE + " all scram-sha-256\n" + before);
            database.execute("SELECT pg_reload_conf()");
            Map<String, String> variables =
                    Map.of(
                            "PGHOST",
                            "127.0.0.1",
                            "PGPORT",
                            port,
                            "PGUSER",
                            ROLE,
                            "PGDATABASE",
                            database.name());
            assertThat(gv(variables, "doctor").status()).isEqualTo(3);
            Path file = home.resolve(".pgpass");
            String entry = "127.0.0.1:*:" + database.name() + ":" + ROLE + ":";
            Files.writeString(
                    file, entry + PASSWORD.replace("\\", "\\\\").replace(":", "\\:") + "\n");
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
            assertThat(gv(variables, "doctor").output()).contains("as " + ROLE);
        } finally {
            Files.writeString(hba, before);
            database.execute("SELECT pg_reload_conf()", "DROP ROLE " + ROLE);
        }
    }

    @Test
    void whatTheBuildMakesOfTheVerbs() throws IOException {
        Path target = GvCommand.launcher().resolveSibling("target");
        assertThat(target.resolve("gv.1"))
                .content()
                .contains(".SS \"merge [REVISION]\"", ".B \\-\\-abort", ".SH EXIT STATUS");
        Path completion = target.resolve("gv.bash");
        String ask =
                ". %s; COMP_WORDS=(gv cherry-pick --ab); COMP_CWORD=2; _complete_gv 2>/dev/null;"
                                .formatted(completion)
                        + " echo \"${COMPREPLY[*]}\"";
        assertThat(Shell.run(Map.of(), "", List.of("bash", "-c", ask)).output().strip())
                .isEqualTo("--abort");
    }
}

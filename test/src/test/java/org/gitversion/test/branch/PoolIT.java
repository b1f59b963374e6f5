package org.gitversion.test.branch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.gitversion.test.support.Database;
import org.gitversion.test.support.GitVersionTest;
import org.gitversion.test.support.Shell;
import org.junit.jupiter.api.Test;

/** Clients of PgBouncer share one connection, and each transaction has the branch it chose. */
@GitVersionTest
class PoolIT {
    private static final Path PGBOUNCER = Path.of("/usr/sbin/pgbouncer");

    @Test
    void transactionsOfOneConnectionWorkOnDifferentBranches(Database database)
            throws SQLException, IOException {
        assumeThat(PGBOUNCER).as("PgBouncer (test/run installs it on Debian)").isExecutable();
        database.execute(
                "CREATE TABLE t (name text)",
                "INSERT INTO t VALUES ('main')",
                "SELECT gitversion.init('main', 'public')",
                "SELECT gitversion.create_branch('a')",
                "SELECT gitversion.create_branch('b')",
                "INSERT INTO branch_a.t VALUES ('a')",
                "INSERT INTO branch_b.t VALUES ('b')");
        int port = freePort();
        Path directory =
                Files.createTempDirectory(
                        "gitversion-pool-",
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rwxr-xr-x")));
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxrwxrwx"));
        Path settings = directory.resolve("pgbouncer.ini");
        Path users = directory.resolve("users");
        Files.writeString(users, "\"postgres\" \"\"\n");
        Files.writeString(
                settings,
                """
                [databases]
                * = host=127.0.0.1 port=%d
                [pgbouncer]
                listen_addr = 127.0.0.1
                listen_port = %d
                unix_socket_dir =
                auth_type = trust
                auth_file = %s
                pool_mode = transaction
                default_pool_size = 1
                ignore_startup_parameters = extra_float_digits
                logfile = %s/log
                pidfile = %s/pid
                """
                        .formatted(database.cluster().port(), port, users, directory, directory));
        try {
            Shell.runAsServer(List.of(PGBOUNCER.toString(), "-q", "-d", settings.toString()))
                    .expectSuccess();
            try (Connection one = connect(database, port);
                    Connection other = connect(database, port)) {
                one.setAutoCommit(false);
                other.setAutoCommit(false);
                String process = ask(one, "SELECT pg_backend_pid()::text");
                one.commit();
                for (int turn = 0; turn < 3; turn++) {
                    assertThat(inBranch(one, "a", process)).isEqualTo("a a");
                    assertThat(inBranch(other, "b", process)).isEqualTo("b b");
                    // The next transaction begins as the connection did.
                    assertThat(ask(one, "SELECT name || ' ' || gitversion.current_branch() FROM t"))
                            .isEqualTo("main main");
                    one.rollback();
                }
                ask(one, "SELECT gitversion.use_branch('a', p_local => true)::text");
                one.rollback();
                assertThat(ask(other, "SELECT gitversion.current_branch()")).isEqualTo("main");
                other.rollback();
            }
        } finally {
            Path pid = directory.resolve("pid");
            if (Files.exists(pid)) {
                long id = Long.parseLong(Files.readString(pid).strip());
                ProcessHandle.of(id).ifPresent(ProcessHandle::destroy);
            }
            Shell.run(Map.of(), "", List.of("rm", "-rf", directory.toString()));
        }
    }

    private static String inBranch(Connection connection, String branch, String process)
            throws SQLException {
        ask(connection, "SELECT gitversion.use_branch('" + branch + "', p_local => true)::text");
        assertThat(ask(connection, "SELECT pg_backend_pid()::text")).isEqualTo(process);
        String found = ask(connection, "SELECT name || ' ' || gitversion.current_branch() FROM t");
        connection.commit();
        return found;
    }

    private static String ask(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static Connection connect(Database database, int port) throws SQLException {
        String url =
                "jdbc:postgresql://127.0.0.1:"
                        + port
                        + "/"
                        + database.name()
                        + "?user=postgres&prepareThreshold=0";
        for (int attempt = 0; ; attempt++) {
            try {
                return DriverManager.getConnection(url);
            } catch (SQLException e) {
                if (attempt == 50) {
                    throw e;
                }
                LockSupport.parkNanos(100_000_000);
            }
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}

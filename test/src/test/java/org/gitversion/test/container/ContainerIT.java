package org.gitversion.test.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import org.gitversion.test.support.SourceTree;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.Network;
import org.testcontainers.utility.MountableFile;

/** What the images promise, with the PostgreSQL of each suite of Debian. */
class ContainerIT {
    private static final String DAMAGE = "SELECT what FROM gitversion.fsck(true)";

    /** Debian 12 by default, which has PostgreSQL 15; nightly also those with 17 and 18. */
    static Stream<String> suites() {
        return Stream.of(System.getProperty("gitversion.suites", "bookworm").split(","));
    }

    @BeforeAll
    static void requireEngine() {
        assumeTrue(
                DockerClientFactory.instance().isDockerAvailable(),
                "no container engine answers here");
    }

    @ParameterizedTest
    @MethodSource("suites")
    void theWorkedExampleRuns(String suite) throws Exception {
        try (Server server = Server.of(suite)) {
            server.withCopyFileToContainer(
                    MountableFile.forHostPath(SourceTree.root().resolve("deploy/example.sql")),
                    "/example.sql");
            server.start();
            assertThat(server.run("id", "-u").strip()).isNotEqualTo("0");
            assertThatThrownBy(
                            () ->
                                    server.run(
                                            "sh", "-c", "PGPASSWORD=wrong psql -h 127.0.0.1 -c ''"))
                    .hasMessageContaining("password");
            server.run(
                    "psql",
                    "-qX",
                    "-v",
                    "ON_ERROR_STOP=1",
                    "-d",
                    "gitversion",
                    "-f",
                    "/example.sql");
            assertThat(server.column(DAMAGE)).isEmpty();
            assertThat(server.column("SELECT branch_name FROM gitversion.branches"))
                    .contains("main");
        }
    }

    @ParameterizedTest
    @MethodSource("suites")
    void aConnectionNamesItsBranchFromPostgreSql17On(String suite) throws Exception {
        try (Server server = Server.of(suite)) {
            server.start();
            server.execute("SELECT gitversion.init()", "SELECT gitversion.create_branch('f/x')");
            boolean isNew =
                    server.column("SELECT current_setting('server_version_num')::int >= 170000")
                            .equals(List.of("t"));
            try (Connection connection =
                    server.connect("&options=-c%20gitversion.use_branch=f/x")) {
                assertThat(Server.column(connection, "SELECT gitversion.current_branch()"))
                        .containsExactly(isNew ? "f/x" : null);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("suites")
    void whatIsKilledInAMergeIsAsBefore(String suite) throws Exception {
        try (Server server = Server.of(suite)) {
            server.start();
            server.execute(
                    "SELECT gitversion.init()",
                    "CREATE TABLE branch_main.t (id integer PRIMARY KEY, name text)",
                    "INSERT INTO branch_main.t SELECT n, 'n' || n FROM generate_series(1, 1000) n",
                    "SELECT gitversion.commit('Table', 'main')",
                    "SELECT gitversion.create_branch('feature')",
                    "ALTER TABLE branch_feature.t RENAME COLUMN name TO label",
                    "CREATE INDEX t_label ON branch_feature.t (label)",
                    "SELECT gitversion.commit('Label', 'feature')");
            String hash = "SELECT gitversion.compute_tree_hash('branch_main')";
            List<String> before = server.column(hash);
            try (Connection connection = server.connect();
                    Statement statement = connection.createStatement()) {
                connection.setAutoCommit(false);
                statement.execute("SELECT gitversion.merge_branches('feature', 'main')");
                assertThat(Server.column(connection, hash)).isNotEqualTo(before);
                server.killAndStart();
            } catch (SQLException e) {
                assertThat(e.getSQLState()).as("the connection is gone").startsWith("08");
            }
            assertThat(server.column(hash)).isEqualTo(before);
            assertThat(server.column(DAMAGE)).isEmpty();
            server.execute("SELECT gitversion.merge_branches('feature', 'main')");
            assertThat(server.column("SELECT count(label) FROM branch_main.t"))
                    .containsExactly("1000");
            assertThat(server.column(DAMAGE)).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("suites")
    void aStandbyReadsWhatItsPrimaryDoes(String suite) throws Exception {
        try (Network network = Network.newNetwork();
                Server primary =
                        Server.of(suite)
                                .withNetwork(network)
                                .withNetworkAliases("primary")
                                .withEnv("REPLICATION", "yes");
                Server standby =
                        Server.of(suite).withNetwork(network).withEnv("PRIMARY_HOST", "primary")) {
            primary.start();
            primary.execute("SELECT gitversion.init()", "CREATE TABLE branch_main.t (id integer)");
            standby.start();
            primary.execute("SELECT gitversion.commit('Table', 'main')");
            String position = primary.column("SELECT pg_current_wal_lsn()").get(0);
            String caughtUp = "SELECT pg_last_wal_replay_lsn() >= '" + position + "'::pg_lsn";
            for (int i = 0; i < 100 && !standby.column(caughtUp).contains("t"); i++) {
                Thread.sleep(100);
            }
            assertThat(standby.column("SELECT pg_is_in_recovery()")).containsExactly("t");
            String log = "SELECT gitversion.log('main')";
            assertThat(standby.column(log)).hasSize(2).isEqualTo(primary.column(log));
            assertThat(standby.column("SELECT what FROM gitversion.fsck()")).isEmpty();
            assertThatThrownBy(() -> standby.execute("SELECT gitversion.commit('x', 'main')"))
                    .isInstanceOfSatisfying(
                            SQLException.class,
                            e -> assertThat(e.getSQLState()).isEqualTo("VC030"));
        }
    }

    @ParameterizedTest
    @MethodSource("suites")
    void aDumpOfDebian12IsRestored(String suite) throws Exception {
        try (Network network = Network.newNetwork();
                Server from =
                        Server.of("bookworm").withNetwork(network).withNetworkAliases("from");
                Server into = Server.of(suite).withNetwork(network)) {
            from.start();
            from.execute(
                    "SELECT gitversion.init()",
                    "CREATE TABLE branch_main.t (id integer PRIMARY KEY, name varchar(9))",
                    "SELECT gitversion.commit('Table', 'main')",
                    "SELECT gitversion.create_branch('feature')",
                    "ALTER TABLE branch_feature.t ALTER name TYPE text",
                    "SELECT gitversion.commit('Text', 'feature')");
            into.start();
            into.run(
                    "sh",
                    "-c",
                    "psql -qX -c 'CREATE DATABASE copy' && PGPASSWORD=secret pg_dump -h"
                            + " from -U postgres gitversion | psql -qX -v ON_ERROR_STOP=1 -h /tmp"
                            + " copy");
            assertThat(
                            into.run(
                                    "psql",
                                    "-AtX",
                                    "copy",
                                    "-c",
                                    "SELECT gitversion.merge_branches('feature', 'main')",
                                    "-c",
                                    DAMAGE))
                    .doesNotContain("\n\n");
        }
    }

    /** A volume with a database of version 0.1.0, under the image with this one. */
    @ParameterizedTest
    @MethodSource("suites")
    void anEarlierVersionIsUpdated(String suite) throws Exception {
        String travel = "test/src/test/resources/org/gitversion/test/travel/";
        try (Server server = Server.of(suite)) {
            for (String file :
                    List.of(
                            "gitversion--0.1.0.sql",
                            "history-0.1.0/schemas.sql",
                            "history-0.1.0/rows.sql")) {
                server.withCopyFileToContainer(
                        MountableFile.forHostPath(SourceTree.root().resolve(travel + file)),
                        "/tmp/" + file.replace('/', '-'));
            }
            server.start();
            assertThat(
                            server.execInContainerWithUser(
                                            "root",
                                            "sh",
                                            "-c",
                                            "mv /tmp/gitversion--0.1.0.sql"
                                                    + " /usr/share/postgresql/$PG_MAJOR/extension/")
                                    .getExitCode())
                    .isZero();
            server.run(
                    "sh",
                    "-c",
                    "psql -qX -d gitversion -c 'CREATE DATABASE earlier' && psql -qX -v"
                        + " ON_ERROR_STOP=1 -d earlier -c 'CREATE EXTENSION gitversion_java_host'"
                        + " -c 'SET check_function_bodies = off' -c \"CREATE EXTENSION gitversion"
                        + " VERSION '0.1.0'\" -c 'SET session_replication_role = replica' -f"
                        + " /tmp/history-0.1.0-schemas.sql -f /tmp/history-0.1.0-rows.sql");
            server.run("psql", "-qX", "-d", "earlier", "-c", "ALTER EXTENSION gitversion UPDATE");
            assertThat(
                            server.run(
                                    "psql",
                                    "-AtX",
                                    "-v",
                                    "ON_ERROR_STOP=1",
                                    "-d",
                                    "earlier",
                                    "-c",
                                    DAMAGE + " WHERE severity <> 'notice'",
                                    "-c",
                                    "SELECT gitversion.commit('Take it in', 'work') > 0",
                                    "-c",
                                    "SELECT gitversion.merge_branches('work', 'main') IS NOT NULL",
                                    "-c",
                                    "SELECT full_name FROM public.customers"))
                    .isEqualToNormalizingNewlines("t\nt\nAnn\n");
        }
    }
}

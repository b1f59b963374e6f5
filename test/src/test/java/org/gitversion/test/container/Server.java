package org.gitversion.test.container;

import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Ports;
import com.github.dockerjava.api.model.Volume;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.gitversion.test.support.Shell;
import org.gitversion.test.support.SourceTree;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;

/** A container of an image that is built of the source tree, reached on loopback. */
final class Server extends GenericContainer<Server> {
    private static final int PORT = 5432;
    private static final Map<String, String> IMAGES = new ConcurrentHashMap<>();

    private Server(String image) {
        super(DockerImageName.parse(image));
        withExposedPorts(PORT);
        withEnv("POSTGRES_PASSWORD", "secret");
        withCreateContainerCmdModifier(
                command ->
                        command.getHostConfig()
                                .withPortBindings(
                                        new PortBinding(
                                                Ports.Binding.bindIp("127.0.0.1"),
                                                new ExposedPort(PORT))));
        waitingFor(Wait.forHealthcheck().withStartupTimeout(Duration.ofMinutes(2)));
    }

    /** Of the PostgreSQL that a suite of Debian has; not started. */
    static Server of(String suite) {
        return new Server(image(suite));
    }

    /** The name of the image of a suite, which is built if need be. */
    static String image(String suite) {
        return IMAGES.computeIfAbsent(suite, Server::build);
    }

    /** With its cluster in a volume, which outlives it. */
    Server withData(String volume) {
        return withCreateContainerCmdModifier(
                command ->
                        command.getHostConfig()
                                .withBinds(
                                        new Bind(volume, new Volume("/var/lib/postgresql/data"))));
    }

    /** Of the archive that is built along with the tests: nothing is compiled beside them. */
    private static String build(String suite) {
        try {
            Path unpacked = Files.createTempDirectory("gitversion-archive");
            String script =
                    "tar xzf deploy/archive/target/gitversion-*.tar.gz -C %1$s &&"
                        + " %1$s/*/deploy/docker/build --suite %2$s; status=$?; rm -rf %1$s; exit"
                        + " $status";
            String output =
                    Shell.run(
                                    Map.of(),
                                    "",
                                    Duration.ofMinutes(20),
                                    List.of(
                                            "sh",
                                            "-c",
                                            "cd "
                                                    + SourceTree.root()
                                                    + " && "
                                                    + script.formatted(unpacked, suite)))
                            .expectSuccess();
            List<String> lines = output.lines().toList();
            return lines.get(lines.size() - 1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Connection connect() throws SQLException {
        return connect("");
    }

    Connection connect(String options) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:"
                        + port()
                        + "/gitversion?user=postgres&password=secret"
                        + options);
    }

    /** Another one whenever it was started again. */
    private String port() {
        return getCurrentContainerInfo()
                .getNetworkSettings()
                .getPorts()
                .getBindings()
                .get(new ExposedPort(PORT))[0]
                .getHostPortSpec();
    }

    void execute(String... statements) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            for (String text : statements) {
                statement.execute(text);
            }
        }
    }

    /** The first column of all rows. */
    List<String> column(String query) throws SQLException {
        try (Connection connection = connect()) {
            return column(connection, query);
        }
    }

    static List<String> column(Connection connection, String query) throws SQLException {
        List<String> values = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                values.add(rows.getString(1));
            }
        }
        return values;
    }

    /** What a program in the container prints; fails unless it succeeds. */
    String run(String... command) throws Exception {
        ExecResult result = execInContainer(command);
        if (result.getExitCode() != 0) {
            throw new IllegalStateException(result.getStdout() + result.getStderr());
        }
        return result.getStdout();
    }

    /** As who looks after it does, so that pg_upgrade takes its cluster. */
    void stopCleanly() {
        getDockerClient().stopContainerCmd(getContainerId()).withTimeout(60).exec();
    }

    /** As the power going off, and coming on again. */
    void killAndStart() {
        getDockerClient().killContainerCmd(getContainerId()).exec();
        getDockerClient().startContainerCmd(getContainerId()).exec();
        waitUntilContainerStarted();
    }
}

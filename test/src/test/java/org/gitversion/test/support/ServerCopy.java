package org.gitversion.test.support;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Makes the copy of the installed PostgreSQL that carries the extension under test. */
final class ServerCopy {
    private ServerCopy() {}

    /** Copies the server into a directory, installs gitversion; returns the copy's programs. */
    static Path make(Path directory, Host host, String pgConfig) {
        Path root = SourceTree.root();
        Shell.run(
                        Map.of("JAVA_HOME", System.getProperty("java.home")),
                        "",
                        List.of(
                                root.resolve("deploy/private-server").toString(),
                                directory.toString(),
                                "--host",
                                host.label(),
                                "--pg-config",
                                pgConfig,
                                "--jar",
                                SourceTree.jar().toString()))
                .expectSuccess();
        String bin =
                Shell.run(
                                Map.of(),
                                "",
                                List.of(directory.resolve("pg_config").toString(), "--bindir"))
                        .expectSuccess();
        return Path.of(bin.strip());
    }
}

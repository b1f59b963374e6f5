package org.gitversion.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.gitversion.test.support.Host;
import org.gitversion.test.support.Shell;
import org.gitversion.test.support.SourceTree;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** {@code deploy/sandbox}, from up to down. */
class SandboxIT {
    private final Path directory =
            Path.of("/tmp/gitversion-sandbox-" + ProcessHandle.current().pid());

    @AfterEach
    void takeDown() {
        if (Files.exists(directory)) {
            sandbox("down");
        }
    }

    @Test
    void upPsqlUrlDown() {
        String up =
                sandbox(
                                "up",
                                "--no-example",
                                "--host",
                                Host.chosen().label(),
                                "--jar",
                                SourceTree.jar().toString())
                        .expectSuccess();
        assertThat(up).contains("PostgreSQL listens on 127.0.0.1:");

        assertThat(sandbox("up").expectSuccess()).contains("is running");
        assertThat(sandbox("psql", "-Atc", "SELECT extname FROM pg_extension").expectSuccess())
                .contains("gitversion");

        String url = sandbox("url").expectSuccess().strip();
        assertThat(url).startsWith("postgresql://postgres:").contains("@127.0.0.1:");
        Shell.Result overTcp =
                Shell.run(Map.of(), "SELECT 6 * 7;", List.of("psql", "-X", "-At", url));
        assertThat(overTcp.expectSuccess().strip()).isEqualTo("42");

        sandbox("down").expectSuccess();
        assertThat(directory).doesNotExist();
        assertThat(sandbox("psql", "-c", "SELECT 1").status()).isEqualTo(1);
    }

    @Test
    void downRemovesNothingButASandbox() throws Exception {
        Files.createDirectory(directory);
        Path precious = Files.writeString(directory.resolve("precious"), "x");
        try {
            assertThat(sandbox("down").output()).contains("there is no sandbox");
            assertThat(sandbox("up", "--jar", SourceTree.jar().toString()).output())
                    .contains("is no sandbox");
            assertThat(precious).exists();
        } finally {
            Files.delete(precious);
            Files.delete(directory);
        }
    }

    private Shell.Result sandbox(String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(SourceTree.root().resolve("deploy/sandbox").toString());
        command.addAll(List.of("--dir", directory.toString()));
        command.addAll(List.of(arguments));
        return Shell.run(
                Map.of("PG_CONFIG", System.getProperty("gitversion.pg_config", "pg_config")),
                "",
                command);
    }
}

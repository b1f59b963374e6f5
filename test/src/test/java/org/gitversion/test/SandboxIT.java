package org.gitversion.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.gitversion.test.support.Host;
import org.gitversion.test.support.Shell;
import org.gitversion.test.support.SourceTree;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
        assertThat(up)
                .containsPattern("(?m)^\\[1/4\\] Copying PostgreSQL into .*: \\d+ s$")
                .containsPattern("(?m)^\\[4/4\\] Creating a database .*: \\d+ s$")
                .contains("PostgreSQL listens on 127.0.0.1:");

        assertThat(sandbox("up").expectSuccess()).contains("is running");
        assertThat(sandbox("psql", "-Atc", "SELECT extname FROM pg_extension").expectSuccess())
                .contains("gitversion");
        assertThat(afterTyping(firstStatements(up))).isEqualTo("mine");

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
    void optionsStandBeforeAndAfterTheCommand() {
        String in = "--dir=" + directory;
        String there = "there is no sandbox in " + directory;
        assertThat(run(List.of("--dir", directory.toString(), "url")).output()).contains(there);
        assertThat(run(List.of("url", "--dir", directory.toString())).output()).contains(there);
        assertThat(run(List.of(in, "--port=1", "down")).output()).contains(there);
        assertThat(run(List.of("down", "--port", "1", in)).output()).contains(there);
        assertThat(run(List.of("psql", in, "--port", "1")).output()).contains(there);
        assertThat(run(List.of("url", "down", in)).output()).contains("not url and down");
    }

    @Test
    void whatHasNotChangedIsNotBuiltAgain(@TempDir Path temporary) throws IOException {
        Path tree = Files.createDirectory(temporary.resolve("tree"));
        for (String part : List.of("deploy", "extension", "sql", "pom.xml")) {
            copy(SourceTree.root().resolve(part), tree);
        }
        Path module = Files.createDirectory(tree.resolve("pljava-module"));
        copy(SourceTree.root().resolve("pljava-module/pom.xml"), module);
        copy(SourceTree.root().resolve("pljava-module/src"), module);
        Path signatures = Files.createDirectory(tree.resolve("signature-module"));
        copy(SourceTree.root().resolve("signature-module/pom.xml"), signatures);
        copy(SourceTree.root().resolve("signature-module/src"), signatures);
        Path programs = Files.createDirectory(temporary.resolve("programs"));
        // Stands in for the build: Maven itself would take a minute.
        Path made = SourceTree.jar().getParent();
        Path maven =
                program(
                        programs.resolve("mvn"),
                        "mkdir -p '%2$s' '%3$s' && cp '%1$s/gitversion.jar' '%1$s/49-catalog-queries.sql'"
                                .concat(" '%2$s' && touch '%3$s/gitversion-signature.jar'")
                                .formatted(
                                        made,
                                        module.resolve("target"),
                                        signatures.resolve("target")));
        String cc = compiler();
        Path compiler = program(programs.resolve(cc), "PATH=${PATH#*:}; exec " + cc + " \"$@\"");

        String up = up(tree, programs);
        assertThat(up).contains("[1/5] Building gitversion: ");
        assertThat(calls(maven)).isEqualTo(1);
        long compiled = calls(compiler);
        assertThat(compiled > 0).isEqualTo(Host.chosen() == Host.EMBEDDED);
        assertThat(afterTyping(firstStatements(up))).isEqualTo("mine");
        sandbox("down").expectSuccess();

        assertThat(up(tree, programs, "--no-example"))
                .contains("[1/5] gitversion.jar is up to date: ");
        assertThat(calls(maven)).isEqualTo(1);
        assertThat(calls(compiler)).isEqualTo(compiled);

        String build = tree.resolve("deploy/build-jar").toString();
        Path source = module.resolve("src/main/java/module-info.java");
        Files.writeString(source, "// Changed.\n", StandardOpenOption.APPEND);
        assertThat(run(programs, List.of(build, "--check")).status()).isEqualTo(1);
        run(programs, List.of(build)).expectSuccess();
        assertThat(calls(maven)).isEqualTo(2);
        run(programs, List.of(build, "--check")).expectSuccess();
        // The results may be those of somebody else's build.
        Files.writeString(module.resolve("target/gitversion.jar"), "another one");
        assertThat(run(programs, List.of(build, "--check")).status()).isEqualTo(1);
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

    private String up(Path tree, Path programs, String... options) {
        List<String> command = new ArrayList<>();
        command.addAll(List.of(tree.resolve("deploy/sandbox").toString(), "up"));
        command.addAll(List.of("--dir", directory.toString(), "--host", Host.chosen().label()));
        command.addAll(List.of(options));
        return run(programs, command).expectSuccess();
    }

    /** A program that counts its calls. */
    private static Path program(Path file, String script) throws IOException {
        Files.writeString(file, "#!/bin/bash\necho >>'" + file + ".calls'\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        return file;
    }

    /** The compiler that extensions of this server are built with. */
    private static String compiler() {
        String config = System.getProperty("gitversion.pg_config", "pg_config");
        String cc = Shell.run(Map.of(), "", List.of(config, "--cc")).expectSuccess().strip();
        return cc.split(" ")[0];
    }

    private static long calls(Path program) throws IOException {
        Path calls = Path.of(program + ".calls");
        return Files.exists(calls) ? Files.size(calls) : 0;
    }

    private static void copy(Path source, Path directory) {
        List<String> command =
                List.of(
                        "cp",
                        "-R",
                        source.toString(),
                        directory.resolve(source.getFileName()).toString());
        Shell.run(Map.of(), "", command).expectSuccess();
    }

    /** The statements that "up" tells to begin with. */
    private static List<String> firstStatements(String output) {
        List<String> lines = output.lines().toList();
        int heading = lines.indexOf("The first three statements to type in psql:");
        List<String> statements = lines.subList(heading + 1, lines.size());
        assertThat(statements).hasSize(3).allMatch(line -> line.matches("  .*;"));
        return statements;
    }

    /** The branch that a session works on after these statements. */
    private String afterTyping(List<String> statements) {
        List<String> command = new ArrayList<>(List.of("psql", "-v", "ON_ERROR_STOP=1", "-qAt"));
        for (String statement : statements) {
            command.addAll(List.of("-c", statement));
        }
        command.addAll(List.of("-c", "SELECT gitversion.current_branch()"));
        List<String> lines =
                sandbox(command.toArray(new String[0])).expectSuccess().strip().lines().toList();
        return lines.get(lines.size() - 1);
    }

    private Shell.Result sandbox(String... arguments) {
        List<String> all = new ArrayList<>(List.of("--dir", directory.toString()));
        all.addAll(List.of(arguments));
        return run(all);
    }

    private static Shell.Result run(List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(SourceTree.root().resolve("deploy/sandbox").toString());
        command.addAll(arguments);
        return run(null, command);
    }

    /** Runs a command that finds some programs before those of the system. */
    private static Shell.Result run(Path programs, List<String> command) {
        String path = System.getenv("PATH");
        return Shell.run(
                Map.of(
                        "PG_CONFIG",
                        System.getProperty("gitversion.pg_config", "pg_config"),
                        "PATH",
                        programs == null ? path : programs + ":" + path),
                "",
                command);
    }
}

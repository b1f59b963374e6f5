package org.gitversion.test.bench;

import com.google.gson.Gson;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.gitversion.test.support.Cluster;
import org.gitversion.test.support.Database;
import org.gitversion.test.support.Shell;
import org.gitversion.test.support.SourceTree;

/** pg-delta, in one process of Node.js that stays; npm installs it below the build directory. */
final class PgDeltaEngine implements Engine, AutoCloseable {
    private static final Gson GSON = new Gson();

    private final Process process;
    private final BufferedReader answers;
    private final BufferedWriter requests;

    /** What the other process says. */
    private static final class Answer {
        List<String> statements;
        List<String> unmodeled;
        double milliseconds;
        boolean announced;
        String refused;
        String failed;
    }

    PgDeltaEngine() throws IOException {
        Path home = Path.of(System.getProperty("gitversion.build"), "peers");
        Files.createDirectories(home);
        for (String file : List.of("package.json", "package-lock.json", "pg-delta.mjs")) {
            Files.copy(
                    SourceTree.root().resolve("test/src/peers/node").resolve(file),
                    home.resolve(file),
                    StandardCopyOption.REPLACE_EXISTING);
        }
        Shell.run(
                        Map.of(),
                        "",
                        Duration.ofMinutes(10),
                        List.of(
                                "npm",
                                "ci",
                                "--prefix",
                                home.toString(),
                                "--ignore-scripts",
                                "--no-audit",
                                "--no-fund"))
                .expectSuccess();
        process =
                new ProcessBuilder("node", "pg-delta.mjs")
                        .directory(home.toFile())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        answers = process.inputReader(StandardCharsets.UTF_8);
        requests = process.outputWriter(StandardCharsets.UTF_8);
    }

    @Override
    public String name() {
        return "pg-delta";
    }

    @Override
    public Script script(Change change) throws IOException {
        Answer answer =
                ask(Map.of("source", url(change.source()), "desired", url(change.desired())));
        if (answer.refused != null) {
            return Script.refusal(answer.refused);
        }
        return new Script(
                answer.statements,
                answer.milliseconds,
                null,
                answer.unmodeled,
                answer.announced,
                this::apply);
    }

    /** The latest script, by its own program, which knows what needs a transaction of its own. */
    private String apply(Database target) {
        try {
            return ask(Map.of("target", url(target))).failed;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Answer ask(Map<String, String> request) throws IOException {
        requests.write(GSON.toJson(request));
        requests.newLine();
        requests.flush();
        String line = answers.readLine();
        if (line == null) {
            throw new IOException("pg-delta's process ended");
        }
        return GSON.fromJson(line, Answer.class);
    }

    private static String url(Database database) {
        return "postgres://"
                + Cluster.SUPERUSER
                + "@127.0.0.1:"
                + database.cluster().port()
                + "/"
                + database.name();
    }

    @Override
    public void close() {
        process.destroy();
    }
}

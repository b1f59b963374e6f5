package org.gitversion.test.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Runs programs; the server's programs as user postgres where the tests run as root. */
public final class Shell {
    private static final boolean ROOT = "root".equals(System.getProperty("user.name"));
    private static final Duration TIMEOUT = Duration.ofMinutes(5);

    private Shell() {}

    /** What a program left behind: exit status, and both outputs in one text. */
    public record Result(int status, String output) {
        /** The output; fails unless the program ended with status 0. */
        public String expectSuccess() {
            if (status != 0) {
                throw new IllegalStateException("exit status " + status + ":\n" + output);
            }
            return output;
        }
    }

    /** Whether the tests run as root, so that the server has to be another user's. */
    public static boolean root() {
        return ROOT;
    }

    /** Runs a command as the user of the tests. */
    public static Result run(Map<String, String> environment, String input, List<String> command) {
        return run(environment, input, TIMEOUT, command);
    }

    /** Runs a command that takes its time. */
    public static Result run(
            Map<String, String> environment, String input, Duration timeout, List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        try {
            Process process = builder.start();
            CompletableFuture<String> output = CompletableFuture.supplyAsync(() -> read(process));
            try (var stdin = process.getOutputStream()) {
                stdin.write(input.getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                // The program ended without reading all of its input; its status tells.
            }
            if (!process.waitFor(timeout.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException(
                        "no end after " + timeout.toSeconds() + " s: " + command);
            }
            return new Result(process.exitValue(), output.join());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Runs a command as the user the server runs as. */
    public static Result runAsServer(List<String> command) {
        List<String> all = new ArrayList<>();
        if (ROOT) {
            all.addAll(List.of("runuser", "-u", "postgres", "--"));
        }
        all.addAll(command);
        return run(Map.of(), "", all);
    }

    private static String read(Process process) {
        try {
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

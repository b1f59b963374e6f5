package org.gitversion.test.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gitversion.test.support.Cluster;
import org.gitversion.test.support.Database;
import org.gitversion.test.support.Shell;
import org.gitversion.test.support.SourceTree;

/** Calls gv in this JVM, out of its own jar, with an environment of its own. */
final class GvCommand {
    private static final Path JAR = SourceTree.root().resolve("deploy/cli/target/gv.jar");
    private static Method entry;

    private final Database database;
    private final Path home;
    private final Map<String, String> environment = new LinkedHashMap<>();

    /** What a call left behind. */
    record Result(int status, String out, String err) {
        Result expect(int expected) {
            assertThat(status).as(out + err).isEqualTo(expected);
            return this;
        }
    }

    GvCommand(Database database, Path home) {
        this.database = database;
        this.home = home;
        environment.put("HOME", home.toString());
        environment.put("PATH", System.getenv("PATH"));
        environment.put("PGHOST", "127.0.0.1");
        environment.put("PGPORT", Integer.toString(database.cluster().port()));
        environment.put("PGDATABASE", database.name());
        environment.put("PGUSER", Cluster.SUPERUSER);
    }

    /**
     * What a person sees who works in a terminal; the launcher runs in one.
     *
     * @param input what is typed
     */
    Result inTerminal(String input, String... arguments) {
        List<String> command = new ArrayList<>(List.of("env", "-i", "TERM=xterm"));
        environment.forEach((name, value) -> command.add(name + "=" + value));
        StringBuilder line = new StringBuilder("stty rows 24 cols 100; " + launcher());
        for (String argument : arguments) {
            line.append(" '").append(argument.replace("'", "'\\''")).append("'");
        }
        command.addAll(List.of("/usr/bin/script", "-qec", line.toString(), "/dev/null"));
        Shell.Result result = Shell.run(Map.of(), input, command);
        return new Result(result.status(), result.output().replace("\r\n", "\n"), "");
    }

    /** The launcher, for what takes a process of its own. */
    static Path launcher() {
        return SourceTree.root().resolve("deploy/cli/gv");
    }

    Map<String, String> environment() {
        return environment;
    }

    /** An editor that does to a file what a shell script, whose $1 it is, says. */
    void editor(String script) {
        try {
            Path editor = home.resolve("editor");
            Files.writeString(editor, "#!/bin/sh\nset -e\n" + script + "\n");
            Files.setPosixFilePermissions(editor, PosixFilePermissions.fromString("rwxr-xr-x"));
            environment.put("EDITOR", editor.toString());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    Result run(String... arguments) {
        return runWith("", arguments);
    }

    /** Runs it with an input. */
    Result runWith(String input, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int status;
        try (PrintStream outs = new PrintStream(out, true, StandardCharsets.UTF_8);
                PrintStream errs = new PrintStream(err, true, StandardCharsets.UTF_8)) {
            InputStream in = new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8));
            status = (Integer) entry().invoke(null, arguments, environment, in, outs, errs);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
        return new Result(
                status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** What a verb prints with --json, at a JSON path, as text; PostgreSQL reads it. */
    String json(String path, String... arguments) throws SQLException {
        String[] all = new String[arguments.length + 1];
        all[0] = "--json";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return database.value(
                "SELECT jsonb_path_query_array(?::jsonb, ?::jsonpath)::text", run(all).out(), path);
    }

    private static synchronized Method entry() throws ReflectiveOperationException {
        if (entry == null) {
            assertThat(JAR).as("built by mvn package -pl deploy/cli").isRegularFile();
            try {
                URL[] urls = {JAR.toUri().toURL()};
                ClassLoader loader = new URLClassLoader(urls, ClassLoader.getPlatformClassLoader());
                entry =
                        loader.loadClass("org.gitversion.cli.Gv")
                                .getMethod(
                                        "run",
                                        String[].class,
                                        Map.class,
                                        InputStream.class,
                                        PrintStream.class,
                                        PrintStream.class);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
        return entry;
    }
}

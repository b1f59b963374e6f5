package org.gitversion.cli;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Properties;

/** The branch that {@code gv switch} chose, for each database: a file of the user. */
final class Remembered {
    private final Path file;

    Remembered(Map<String, String> environment) {
        String state = environment.get("XDG_STATE_HOME");
        Path directory =
                state != null && !state.isEmpty()
                        ? Path.of(state)
                        : Path.of(
                                environment.getOrDefault("HOME", System.getProperty("user.home")),
                                ".local/state");
        file = directory.resolve("gitversion/branches.properties");
    }

    /** The branch of a database, or null. */
    String branch(String database) {
        return read().getProperty(database);
    }

    /** Remembers a branch, or with null that there is none. */
    void remember(String database, String branch) {
        Properties all = read();
        if (branch == null) {
            all.remove(database);
        } else {
            all.setProperty(database, branch);
        }
        try {
            Files.createDirectories(file.getParent());
            Path written = Files.createTempFile(file.getParent(), "branches", ".new");
            try (Writer writer = Files.newBufferedWriter(written)) {
                all.store(writer, "The branch of each database, by gv switch");
            }
            Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where it is kept. */
    Path file() {
        return file;
    }

    private Properties read() {
        Properties all = new Properties();
        if (Files.exists(file)) {
            try (Reader reader = Files.newBufferedReader(file)) {
                all.load(reader);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return all;
    }
}

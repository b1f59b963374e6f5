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
import java.util.TreeMap;

/**
 * What gv keeps of databases for the user, in files of his: the branch that {@code gv switch}
 * chose, and the remotes that {@code gv remote add} named.
 */
final class Remembered {
    private static final String BRANCHES = "branches.properties";
    private static final String REMOTES = "remotes.properties";

    private final Path directory;

    Remembered(Map<String, String> environment) {
        String state = environment.get("XDG_STATE_HOME");
        Path parent =
                state != null && !state.isEmpty()
                        ? Path.of(state)
                        : Path.of(
                                environment.getOrDefault("HOME", System.getProperty("user.home")),
                                ".local/state");
        directory = parent.resolve("gitversion");
    }

    /** The branch of a database, or null. */
    String branch(String database) {
        return read(BRANCHES).getProperty(database);
    }

    /** Remembers a branch, or with null that there is none. */
    void remember(String database, String branch) {
        write(BRANCHES, database, branch, "The branch of each database, by gv switch");
    }

    /** The URIs of the remotes of a database, by their names. */
    Map<String, String> remotes(String database) {
        Map<String, String> remotes = new TreeMap<>();
        Properties all = read(REMOTES);
        for (String key : all.stringPropertyNames()) {
            if (key.startsWith(database + " ")) {
                remotes.put(key.substring(database.length() + 1), all.getProperty(key));
            }
        }
        return remotes;
    }

    /** Remembers where a remote is, or with null that there is none of this name. */
    void rememberRemote(String database, String name, String uri) {
        write(REMOTES, database + " " + name, uri, "Databases and remotes, by gv remote add");
    }

    /** Where a file of a name is kept; its directory is made. */
    Path file(String name) {
        try {
            return Files.createDirectories(directory).resolve(name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(String name, String key, String value, String comment) {
        Properties all = read(name);
        if (value == null) {
            all.remove(key);
        } else {
            all.setProperty(key, value);
        }
        try {
            Path file = file(name);
            Path written = Files.createTempFile(directory, name, ".new");
            try (Writer writer = Files.newBufferedWriter(written)) {
                all.store(writer, comment);
            }
            Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Properties read(String name) {
        Properties all = new Properties();
        Path file = directory.resolve(name);
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

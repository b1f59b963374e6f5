package org.gitversion.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Lets the user edit a text in the editor of his choice. */
final class Editor {
    private static final String COMMENT = "-- gv: ";
    private final Map<String, String> environment;

    Editor(Map<String, String> environment) {
        this.environment = environment;
    }

    /**
     * The text as the editor left it, without the lines of advice, which stand behind it.
     *
     * @param ending of the name of the file, by which editors know the language
     */
    String edit(String text, List<String> advice, String ending) {
        String all =
                text
                        + "\n\n"
                        + advice.stream()
                                .flatMap(String::lines)
                                .map(line -> COMMENT + line)
                                .collect(Collectors.joining("\n"))
                        + "\n";
        try {
            Path file = Files.createTempFile("gv", ending);
            try {
                Files.writeString(file, all);
                open(file);
                return Files.readString(file)
                        .lines()
                        .filter(line -> !line.startsWith(COMMENT.strip()))
                        .collect(Collectors.joining("\n"))
                        .strip();
            } finally {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes a text into a file that stays. */
    static Path keep(String text) {
        try {
            return Files.writeString(Files.createTempFile("gv-conflict", ".sql"), text + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void open(Path file) throws IOException {
        String editor = "vi";
        for (String name : List.of("EDITOR", "VISUAL", "GV_EDITOR")) {
            String value = environment.get(name);
            if (value != null && !value.isEmpty()) {
                editor = value;
            }
        }
        Process process =
                new ProcessBuilder("sh", "-c", editor + " \"$1\"", "sh", file.toString())
                        .inheritIO()
                        .start();
        try {
            if (process.waitFor() != 0) {
                throw new Gv.Failure(
                        "the editor " + editor + " ended with status " + process.exitValue(),
                        "Nothing was done. GV_EDITOR, VISUAL or EDITOR names another one.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}

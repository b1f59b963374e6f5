package org.gitversion.test.merge;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * One directory of {@code cases/merge}: what the common ancestor is, what each side does to it, and
 * what has to come of it. Its files:
 *
 * <ul>
 *   <li>{@code base.sql}, {@code source.sql}, {@code target.sql}: DDL, any of them may be missing;
 *   <li>{@code rows.sql}: rows of the target, put in before {@code target.sql};
 *   <li>{@code merged.sql}: the whole schema that has to come out, or {@code conflicts}: a line for
 *       each one, with its type, path, slot (or -) and which versions it shows (b, s, t, or -);
 *   <li>{@code ours.sql}, {@code theirs.sql}, {@code union.sql}: what comes out under the strategy;
 *   <li>{@code check.sql}: a query whose values all have to be true in the merged schema;
 *   <li>{@code noflip}: why the case is not run with source and target exchanged.
 * </ul>
 */
record MergeCase(String name, Path directory) {
    /** All cases, by name. */
    static List<MergeCase> all() {
        try (Stream<Path> directories = Files.list(root())) {
            return directories
                    .map(path -> new MergeCase(path.getFileName().toString(), path))
                    .sorted((a, b) -> a.name().compareTo(b.name()))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path root() {
        try {
            return Path.of(MergeCase.class.getResource("/cases/merge").toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    boolean has(String file) {
        return Files.exists(directory.resolve(file));
    }

    /** A file, or an empty text where it is missing. */
    String text(String file) {
        try {
            return has(file) ? Files.readString(directory.resolve(file)) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The conflicts that have to be found, sorted; as they read when source is exchanged. */
    List<String> conflicts(boolean flipped) {
        List<String> lines = new ArrayList<>();
        for (String line : text("conflicts").lines().toList()) {
            if (!line.isBlank() && !line.startsWith("#")) {
                String[] words = line.trim().split(" +");
                String versions = flipped ? exchange(words[3]) : words[3];
                lines.add(String.join(" ", words[0], words[1], words[2], versions));
            }
        }
        lines.sort(null);
        return lines;
    }

    private static String exchange(String versions) {
        if (versions.equals("-")) {
            return versions;
        }
        String base = versions.contains("b") ? "b" : "";
        String source = versions.contains("t") ? "s" : "";
        String target = versions.contains("s") ? "t" : "";
        return base + source + target;
    }
}

package org.gitversion.test.merge;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * One case of {@code cases/merge}: what the common ancestor is, what each side does to it, and what
 * has to come of it. It is a directory of files:
 *
 * <ul>
 *   <li>{@code base.sql}, {@code source.sql}, {@code target.sql}: DDL, any of them may be missing;
 *   <li>{@code rows.sql}: rows of the target, put in before {@code target.sql};
 *   <li>{@code merged.sql}: the whole schema that has to come out, or {@code conflicts}: a line for
 *       each one, with its type, path, slot (or -) and which versions it shows (b, s, t, or -);
 *   <li>{@code ours.sql}, {@code theirs.sql}, {@code union.sql}: what comes out under the strategy;
 *   <li>{@code check.sql}: a query whose values all have to be true in the merged schema;
 *   <li>{@code settings.sql}: SET statements, in force while it runs;
 *   <li>{@code noflip}: why the case is not run with source and target exchanged.
 * </ul>
 *
 * <p>Or many small ones are in one file {@code *.case}: {@code === name} begins a case and {@code
 * --- base} the file {@code base.sql} of it. There, what has to come out is what base, target and
 * source lead to one after the other, unless {@code --- merged} (after base), {@code ---
 * merged-flipped} or {@code --- conflicts} say something else; what the strategies lead to comes
 * after base, too. A line of conflicts may be a type and a path only.
 */
record MergeCase(String name, Map<String, String> files) {
    private static final List<String> RESULTS =
            List.of("merged", "merged-flipped", "ours", "theirs", "union", "union-flipped");

    /** All cases, by name. */
    static List<MergeCase> all() {
        try (Stream<Path> entries = Files.list(root())) {
            List<MergeCase> cases = new ArrayList<>();
            for (Path entry : entries.toList()) {
                if (Files.isDirectory(entry)) {
                    cases.add(ofDirectory(entry));
                } else {
                    addAll(cases, entry);
                }
            }
            cases.sort((a, b) -> a.name().compareTo(b.name()));
            return cases;
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

    private static MergeCase ofDirectory(Path directory) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> entries = Files.list(directory)) {
            for (Path file : entries.toList()) {
                files.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        return new MergeCase(directory.getFileName().toString(), files);
    }

    private static void addAll(List<MergeCase> cases, Path file) throws IOException {
        String group = file.getFileName().toString().replace(".case", "");
        for (String text : Files.readString(file).split("(?m)^=== ")) {
            if (!text.isBlank()) {
                cases.add(ofText(group, text));
            }
        }
    }

    private static MergeCase ofText(String group, String text) {
        Map<String, String> files = new TreeMap<>();
        String[] sections = text.split("(?m)^--- ");
        for (int i = 1; i < sections.length; i++) {
            String title = sections[i].lines().findFirst().orElseThrow().strip();
            String content = sections[i].substring(sections[i].indexOf('\n') + 1);
            boolean plain = title.equals("conflicts") || title.equals("noflip");
            files.put(plain ? title : title + ".sql", content);
        }
        String base = files.getOrDefault("base.sql", "");
        String source = files.getOrDefault("source.sql", "");
        String target = files.getOrDefault("target.sql", "");
        if (!files.containsKey("conflicts") && !files.containsKey("merged.sql")) {
            files.put("merged.sql", target + source);
            files.put("merged-flipped.sql", source + target);
        }
        for (String result : RESULTS) {
            files.computeIfPresent(result + ".sql", (file, content) -> base + content);
        }
        return new MergeCase(group + "_" + sections[0].lines().findFirst().orElseThrow(), files);
    }

    boolean has(String file) {
        return files.containsKey(file);
    }

    /** A file, or an empty text where it is missing. */
    String text(String file) {
        return files.getOrDefault(file, "");
    }

    /** The conflicts that have to be found, sorted; as they read when source is exchanged. */
    List<String> conflicts(boolean flipped) {
        List<String> lines = new ArrayList<>();
        for (String line : text("conflicts").lines().toList()) {
            if (!line.isBlank() && !line.startsWith("#")) {
                String[] words = line.trim().split(" +");
                if (words.length == 4 && flipped) {
                    words[3] = exchange(words[3]);
                }
                lines.add(String.join(" ", words));
            }
        }
        lines.sort(null);
        return lines;
    }

    /** Whether only the types and paths of the conflicts are said. */
    boolean saysTypesOnly() {
        return conflicts(false).stream().allMatch(line -> line.split(" ").length == 2);
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

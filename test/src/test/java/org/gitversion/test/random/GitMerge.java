package org.gitversion.test.random;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.gitversion.test.support.Shell;

/** What git makes of three sets of files. It merges by line, and knows nothing of what they say. */
final class GitMerge {
    private final Path directory;
    private int combined;

    GitMerge(Path directory) {
        this.directory = directory;
    }

    /** Whether there is a git to ask. */
    static boolean isThere() {
        try {
            return Shell.run(Map.of(), "", List.of("git", "--version")).status() == 0;
        } catch (RuntimeException missing) {
            return false;
        }
    }

    /** How many files git put together out of lines of both sides. */
    int combined() {
        return combined;
    }

    /** The merged files by path; null where git finds a conflict. */
    Map<String, String> merge(
            Map<String, String> base, Map<String, String> ours, Map<String, String> theirs)
            throws IOException {
        Map<String, String> out = new TreeMap<>();
        TreeSet<String> paths = new TreeSet<>(base.keySet());
        paths.addAll(ours.keySet());
        paths.addAll(theirs.keySet());
        for (String path : paths) {
            String before = base.get(path);
            String here = ours.get(path);
            String there = theirs.get(path);
            String merged;
            if (equal(here, there) || equal(before, there)) {
                merged = here;
            } else if (equal(before, here)) {
                merged = there;
            } else if (here == null || there == null) {
                return null;
            } else {
                merged = file(before == null ? "" : before, here, there);
                if (merged == null) {
                    return null;
                }
            }
            if (merged != null) {
                out.put(path, merged);
            }
        }
        return out;
    }

    /** One file by {@code git merge-file}; null where it conflicts. */
    String file(String base, String ours, String theirs) throws IOException {
        Path here = Files.writeString(directory.resolve("ours"), ours);
        Path before = Files.writeString(directory.resolve("base"), base);
        Path there = Files.writeString(directory.resolve("theirs"), theirs);
        Shell.Result result =
                Shell.run(
                        Map.of(),
                        "",
                        List.of(
                                "git",
                                "merge-file",
                                "-q",
                                here.toString(),
                                before.toString(),
                                there.toString()));
        if (result.status() > 127) {
            throw new IllegalStateException(result.output());
        }
        combined += result.status() == 0 ? 1 : 0;
        return result.status() == 0 ? Files.readString(here) : null;
    }

    private static boolean equal(String one, String other) {
        return one == null ? other == null : one.equals(other);
    }
}

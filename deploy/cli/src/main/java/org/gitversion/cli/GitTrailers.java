package org.gitversion.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.revwalk.FooterLine;
import org.eclipse.jgit.revwalk.RevCommit;

/**
 * What a commit in a Git repository and one in the database say of each other: lines at the end of
 * the message.
 */
final class GitTrailers {
    /** In Git: the commit in the database that it was made of. */
    static final String COMMIT = "Gitversion-Commit";

    /** In Git: an object that was renamed, {@code old => new}. */
    static final String RENAME = "Gitversion-Rename";

    /** In the database: the commit in Git that it was made of. */
    static final String GIT = "Git-Commit";

    /** In the database: who made that, and when. */
    static final String AUTHOR = "Git-Author";

    private static final String ARROW = " => ";

    private GitTrailers() {}

    /** The last value of a trailer, or null. */
    static String last(RevCommit commit, String key) {
        List<String> values = commit.getFooterLines(key);
        return values.isEmpty() ? null : values.get(values.size() - 1).strip();
    }

    /** The renames that a commit says; of old paths to new ones. */
    static Map<String, String> renames(RevCommit commit) {
        Map<String, String> renames = new LinkedHashMap<>();
        for (String line : commit.getFooterLines(RENAME)) {
            String[] paths = line.split(ARROW);
            if (paths.length != 2) {
                throw new Gv.Failure(
                        "commit " + commit.name() + " has an odd trailer: " + line,
                        RENAME + ": OLD" + ARROW + "NEW, of paths such as tables/t/columns/c");
            }
            renames.put(paths[0].strip(), paths[1].strip());
        }
        return renames;
    }

    static String rename(String from, String to) {
        return from + ARROW + to;
    }

    /** A message with trailers behind it. */
    static String with(String message, List<String[]> trailers) {
        StringBuilder text = new StringBuilder(message.stripTrailing());
        text.append(FooterLine.fromMessage(message).isEmpty() ? "\n\n" : "\n");
        for (String[] trailer : trailers) {
            text.append(trailer[0]).append(": ").append(trailer[1]).append('\n');
        }
        return text.toString();
    }

    /** A message without the trailers that say what is true in a Git repository only. */
    static String without(String message) {
        List<String> lines = new ArrayList<>(message.stripTrailing().lines().toList());
        lines.removeIf(line -> line.startsWith(COMMIT + ": ") || line.startsWith(RENAME + ": "));
        return String.join("\n", lines).stripTrailing();
    }
}

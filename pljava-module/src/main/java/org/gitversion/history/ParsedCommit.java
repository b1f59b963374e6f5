package org.gitversion.history;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.gitversion.canonical.Escapes;
import org.gitversion.canonical.Hash;
import org.gitversion.model.Path;
import org.gitversion.model.Renames;

/** What the document of a commit says. Immutable. */
public final class ParsedCommit {
    private static final int TIME_LENGTH = 27;

    private final String hash;
    private final String treeHash;
    private final List<String> parentHashes = new ArrayList<>(2);
    private final List<Renames> renames = new ArrayList<>(2);
    private final String author;
    private final String time;
    private final String message;

    private ParsedCommit(String document) {
        List<String> lines = new ArrayList<>();
        int start = 0;
        int end = document.indexOf('\n');
        while (end >= 0) {
            lines.add(document.substring(start, end));
            start = end + 1;
            end = document.indexOf('\n', start);
        }
        int last = lines.size() - 1;
        if (last < 4) {
            throw new IllegalArgumentException("it has too few lines");
        }
        hash = Hash.of(document);
        treeHash = value(lines.get(1), "tree");
        author = value(lines.get(last - 2), "author");
        time = value(lines.get(last - 1), "time");
        message = value(lines.get(last), "message");
        for (int i = 2; i < last - 2; ) {
            parentHashes.add(value(lines.get(i++), "parent"));
            Map<Path, Path> byOld = new TreeMap<>();
            while (i + 1 < last - 2 && lines.get(i).startsWith("rename-from ")) {
                byOld.put(
                        Path.parse(value(lines.get(i), "rename-from")),
                        Path.parse(value(lines.get(i + 1), "rename-to")));
                i += 2;
            }
            renames.add(Renames.of(byOld));
        }
    }

    private static String value(String line, String name) {
        if (!line.startsWith(name + " ")) {
            throw new IllegalArgumentException("it lacks a line " + name);
        }
        return Escapes.unescape(line.substring(name.length() + 1));
    }

    /**
     * Reads the document of a commit.
     *
     * @param document its text
     * @return what it says
     * @throws IllegalArgumentException when it is not what a commit is hashed over
     */
    public static ParsedCommit read(String document) {
        ParsedCommit commit = new ParsedCommit(document);
        List<CommitParent> parents = new ArrayList<>(2);
        for (Renames some : commit.renames) {
            parents.add(new CommitParent(0, some));
        }
        String same =
                CommitDocument.write(
                        commit.treeHash,
                        commit.parentHashes,
                        parents,
                        commit.author,
                        commit.time,
                        commit.message);
        if (!same.equals(document)) {
            throw new IllegalArgumentException("it is not written as a commit is");
        }
        if (!isTime(commit.time)) {
            throw new IllegalArgumentException("its time is none");
        }
        return commit;
    }

    /** Such as 2026-11-22T13:45:00.123456Z. */
    private static boolean isTime(String time) {
        try {
            Instant.parse(time);
            return time.length() == TIME_LENGTH
                    && !time.startsWith("0000")
                    && time.charAt(0) != '-';
        } catch (DateTimeException e) {
            return false;
        }
    }

    /**
     * Returns the hash of the commit.
     *
     * @return 64 hexadecimal digits
     */
    public String hash() {
        return hash;
    }

    /**
     * Returns the hash of its state.
     *
     * @return as it is written
     */
    public String treeHash() {
        return treeHash;
    }

    /**
     * Returns the hashes of its parents.
     *
     * @return in order
     */
    public List<String> parentHashes() {
        return parentHashes;
    }

    /**
     * Returns what was renamed since each parent.
     *
     * @return in the order of the parents
     */
    public List<Renames> renames() {
        return renames;
    }

    /**
     * Returns who made it.
     *
     * @return a role of the database it was made in
     */
    public String author() {
        return author;
    }

    /**
     * Returns when it was made.
     *
     * @return in UTC, such as 2026-11-22T13:45:00.123456Z
     */
    public String time() {
        return time;
    }

    /**
     * Returns the message.
     *
     * @return as it was given
     */
    public String message() {
        return message;
    }
}

package org.gitversion.store;

import java.util.ArrayList;
import java.util.List;
import org.gitversion.canonical.Escapes;
import org.gitversion.canonical.Hash;
import org.gitversion.error.ErrorCode;
import org.gitversion.error.GitVersionException;
import org.jspecify.annotations.Nullable;

/**
 * The document of a directory: what is in it, one line an entry.
 *
 * <pre>
 * gitversion tree 1
 * TYPE HASH SEGMENT
 * </pre>
 *
 * TYPE is {@code tree} for a directory, else the kind of the unit; HASH is the SHA-256 of the
 * entry's document; SEGMENT is the entry's segment as it is written in paths, escaped as {@code
 * Escapes} does. Lines come in the order of their segments by code point. A directory of more than
 * 32 entries has, instead of them, lines of TYPE {@code bucket}, whose SEGMENT is a hexadecimal
 * digit: the bucket's document, in this same format, has the entries whose segment's SHA-256 has
 * that digit, at the first place in the directory itself, at the second in a bucket of it, and so
 * on. So the document depends on the set of entries only.
 */
final class TreeDocument {
    /** The type of a directory. */
    static final String TREE = "tree";

    /** The type of a part of a directory. */
    static final String BUCKET = "bucket";

    /** The most entries a document has that is not split into buckets. */
    static final int CAPACITY = 32;

    private static final String FORMAT = "gitversion tree 1\n";
    private static final int HASH_LENGTH = 64;

    private TreeDocument() {}

    /** One line of a document. */
    static final class Entry {
        final String type;
        final String hash;
        final String segment;

        Entry(String type, String hash, String segment) {
            this.type = type;
            this.hash = hash;
            this.segment = segment;
        }

        /** Whether the entry's document is one of this format. */
        boolean isDirectory() {
            return type.equals(TREE) || type.equals(BUCKET);
        }
    }

    /**
     * Builds the node of a directory.
     *
     * @param type tree or bucket
     * @param segment the directory's own segment
     * @param entries what is in it, ordered by segment
     * @return the node
     */
    static MerkleNode directory(String type, String segment, List<MerkleNode> entries) {
        return directory(type, segment, entries, 0);
    }

    /**
     * Builds the node of a directory or of a bucket of it.
     *
     * @param type tree or bucket
     * @param segment the directory's own segment, or the digit of the bucket
     * @param entries what is in it, ordered by segment
     * @param depth how many buckets lead to it, from 0
     * @return the node
     */
    static MerkleNode directory(String type, String segment, List<MerkleNode> entries, int depth) {
        return lines(type, segment, entries.size() > CAPACITY ? buckets(entries, depth) : entries);
    }

    /** Builds the node of a document with exactly these lines. */
    static MerkleNode lines(String type, String segment, List<MerkleNode> lines) {
        StringBuilder out = new StringBuilder(lines.size() * 100 + 32).append(FORMAT);
        for (MerkleNode line : lines) {
            out.append(line.type()).append(' ').append(line.hash()).append(' ');
            out.append(Escapes.escape(line.segment())).append('\n');
        }
        return new MerkleNode(type, segment, out.toString(), lines);
    }

    private static List<MerkleNode> buckets(List<MerkleNode> entries, int depth) {
        List<List<MerkleNode>> parts = new ArrayList<>(16);
        for (int digit = 0; digit < 16; digit++) {
            parts.add(new ArrayList<>());
        }
        for (MerkleNode entry : entries) {
            int digit = Character.digit(entry.digits().charAt(depth), 16);
            parts.get(digit).add(entry);
        }
        List<MerkleNode> buckets = new ArrayList<>(16);
        for (int digit = 0; digit < 16; digit++) {
            if (!parts.get(digit).isEmpty()) {
                String name = Integer.toHexString(digit);
                buckets.add(directory(BUCKET, name, parts.get(digit), depth + 1));
            }
        }
        return buckets;
    }

    /**
     * Tells in which bucket an entry is.
     *
     * @param segment its segment as written in paths
     * @param depth how many buckets lead to the document, from 0
     * @return a hexadecimal digit
     */
    static char digit(String segment, int depth) {
        return digits(segment).charAt(depth);
    }

    /** The digits of the buckets that lead to an entry, from the uppermost. */
    static String digits(String segment) {
        return Hash.of(segment);
    }

    /** Whether a text is a document of this format. */
    static boolean is(String text) {
        return text.startsWith(FORMAT);
    }

    /**
     * Reads a document.
     *
     * @param document its text
     * @return its entries in order
     * @throws GitVersionException CORRUPT_STORE when it has another format
     */
    static List<Entry> read(String document) {
        if (!is(document)) {
            throw damaged("a directory does not begin with \"" + FORMAT.trim() + "\"");
        }
        List<Entry> entries = new ArrayList<>();
        int start = FORMAT.length();
        while (start < document.length()) {
            int end = document.indexOf('\n', start);
            int blank = document.indexOf(' ', start);
            int second = blank + 1 + HASH_LENGTH;
            if (end < 0 || blank < 0 || second >= end || document.charAt(second) != ' ') {
                throw damaged("a line of a directory is damaged");
            }
            entries.add(
                    new Entry(
                            document.substring(start, blank),
                            document.substring(blank + 1, second),
                            Escapes.unescape(document.substring(second + 1, end))));
            start = end + 1;
        }
        return entries;
    }

    /**
     * Finds the line that leads to an entry: its own, or that of its bucket.
     *
     * @param entries the lines of a document
     * @param segment as written in paths
     * @param depth how many buckets lead to the document, from 0
     * @return the line, or null when there is none
     */
    static @Nullable Entry find(List<Entry> entries, String segment, int depth) {
        return named(entries, isSplit(entries) ? String.valueOf(digit(segment, depth)) : segment);
    }

    /** The line with a name, or null. */
    static @Nullable Entry named(List<Entry> entries, String name) {
        for (Entry entry : entries) {
            if (entry.segment.equals(name)) {
                return entry;
            }
        }
        return null;
    }

    /** Whether the lines of a document are buckets. */
    static boolean isSplit(List<Entry> entries) {
        return !entries.isEmpty() && entries.get(0).type.equals(BUCKET);
    }

    private static GitVersionException damaged(String detail) {
        return new GitVersionException(
                ErrorCode.CORRUPT_STORE,
                "a stored tree cannot be read",
                detail + ".",
                "Restore the tables of schema gitversion from a backup, or update gitversion.");
    }
}

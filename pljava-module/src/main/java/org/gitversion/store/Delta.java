package org.gitversion.store;

import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.gitversion.canonical.LineDiff;
import org.jspecify.annotations.Nullable;

/**
 * A document written as what differs from another one, its base. A line {@code FIRST LAST} stands
 * for these lines of the base, counted from 1; {@code FIRST LAST HASH}, for them with another hash
 * in the last, in base64; a line that begins with {@code +}, for the rest of it. SQL reads it, too:
 * {@code gitversion_internal.undelta}.
 */
final class Delta {
    /** The compression_type of documents that are stored so. */
    static final String TYPE = "delta";

    private static final int HASH_LENGTH = 64;

    private final List<String> from;
    private final StringBuilder out = new StringBuilder();

    /** How many lines of the base have been dealt with. */
    private int done;

    private Delta(List<String> from) {
        this.from = from;
    }

    /**
     * Writes a document.
     *
     * @param base a document
     * @param text the document
     * @return the delta, or null where it takes more than three tenths of the document: the more
     *     deltas one base has, the longer they get
     */
    static @Nullable String write(String base, String text) {
        if (!base.endsWith("\n") || !text.endsWith("\n")) {
            return null;
        }
        Delta delta = new Delta(LineDiff.lines(base));
        List<String> to = LineDiff.lines(text);
        for (LineDiff.Change change : LineDiff.compare(delta.from, to)) {
            delta.add(change, to);
        }
        delta.copy(delta.from.size(), null);
        return delta.out.length() * 10L > text.length() * 3L ? null : delta.out.toString();
    }

    private void add(LineDiff.Change change, List<String> to) {
        int line = change.toStart();
        for (int at = change.fromStart(); at < change.fromEnd() && line < change.toEnd(); at++) {
            String hash = otherHash(from.get(at), to.get(line));
            if (hash == null) {
                break;
            }
            copy(at + 1, hash);
            line++;
        }
        copy(change.fromStart(), null);
        for (; line < change.toEnd(); line++) {
            out.append('+').append(to.get(line));
        }
        done = change.fromEnd();
    }

    private void copy(int end, @Nullable String hash) {
        if (done < end) {
            out.append(done + 1).append(' ').append(end);
            if (hash != null) {
                out.append(' ').append(hash);
            }
            out.append('\n');
            done = end;
        }
    }

    /** The second word of a line in base64, if it is a hash and all else is as in another line. */
    private static @Nullable String otherHash(String from, String to) {
        int start = to.indexOf(' ') + 1;
        int end = start + HASH_LENGTH;
        if (start == 0
                || from.length() != to.length()
                || end >= to.length()
                || !from.startsWith(to.substring(0, start))
                || !from.endsWith(to.substring(end))) {
            return null;
        }
        for (int at = start; at < end; at++) {
            if ("0123456789abcdef".indexOf(to.charAt(at)) < 0) {
                return null;
            }
        }
        byte[] hash = HexFormat.of().parseHex(to.substring(start, end));
        return Base64.getEncoder().withoutPadding().encodeToString(hash);
    }

    /**
     * Reads a document.
     *
     * @param delta the delta
     * @param base the document it was written against
     * @return the document; null where this is no delta of the base
     */
    static @Nullable String read(String delta, String base) {
        List<String> from = LineDiff.lines(base);
        StringBuilder out = new StringBuilder(base.length() + delta.length());
        try {
            for (String line : LineDiff.lines(delta)) {
                if (line.charAt(0) == '+') {
                    out.append(line, 1, line.length());
                } else {
                    read(line.substring(0, line.length() - 1), from, out);
                }
            }
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            return null;
        }
        return out.toString();
    }

    private static void read(String line, List<String> from, StringBuilder out) {
        int blank = line.indexOf(' ');
        int second = line.indexOf(' ', blank + 1);
        int first = Integer.parseInt(line.substring(0, blank));
        int last = Integer.parseInt(line.substring(blank + 1, second < 0 ? line.length() : second));
        for (String copied : from.subList(first - 1, last)) {
            out.append(copied);
        }
        if (second > 0) {
            String copied = from.get(last - 1);
            int start = out.length() - copied.length() + copied.indexOf(' ') + 1;
            byte[] hash = Base64.getDecoder().decode(line.substring(second + 1));
            out.replace(start, start + HASH_LENGTH, HexFormat.of().formatHex(hash));
        }
    }
}

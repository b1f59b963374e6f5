package org.gitversion.model;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The name of one tracked thing inside a schema, such as {@code tables/users/columns/email}.
 *
 * <p>Segments are separated by {@code /}; inside a segment {@code /} is written {@code %2F} and
 * {@code %} is written {@code %25}. Paths sort segment by segment, each by code point, so that a
 * node is directly followed by its children.
 */
public final class Path implements Comparable<Path> {
    private final String text;
    private byte @Nullable [] key;

    private Path(String text) {
        this.text = text;
    }

    /**
     * Builds a path from raw (unescaped) segments.
     *
     * @param segments at least one segment
     * @return the path
     */
    public static Path of(String... segments) {
        StringBuilder out = new StringBuilder(48);
        for (int i = 0; i < segments.length; i++) {
            if (i > 0) {
                out.append('/');
            }
            out.append(escape(segments[i]));
        }
        return new Path(out.toString());
    }

    /**
     * Reads the written form of a path.
     *
     * @param text escaped segments joined by {@code /}
     * @return the path
     */
    public static Path parse(String text) {
        return new Path(text);
    }

    /**
     * Appends raw segments.
     *
     * @param segments unescaped segments
     * @return the longer path
     */
    public Path child(String... segments) {
        StringBuilder out = new StringBuilder(text);
        for (String segment : segments) {
            out.append('/').append(escape(segment));
        }
        return new Path(out.toString());
    }

    /**
     * Returns the path without its last {@code count} segments.
     *
     * @param count how many segments to drop
     * @return the shorter path, or null when nothing is left
     */
    public @Nullable Path up(int count) {
        int end = text.length();
        for (int i = 0; i < count; i++) {
            end = text.lastIndexOf('/', end - 1);
            if (end < 0) {
                return null;
            }
        }
        return new Path(text.substring(0, end));
    }

    /**
     * Replaces the last segment.
     *
     * @param name the raw new last segment
     * @return the sibling path
     */
    public Path sibling(String name) {
        int slash = text.lastIndexOf('/');
        return new Path(text.substring(0, slash + 1) + escape(name));
    }

    /**
     * Returns the raw last segment.
     *
     * @return the name, unescaped
     */
    public String name() {
        return unescape(text.substring(text.lastIndexOf('/') + 1));
    }

    /**
     * Returns all raw segments.
     *
     * @return the unescaped segments, first to last
     */
    public List<String> segments() {
        List<String> out = new ArrayList<>(4);
        int start = 0;
        for (int slash = text.indexOf('/'); slash >= 0; slash = text.indexOf('/', start)) {
            out.add(unescape(text.substring(start, slash)));
            start = slash + 1;
        }
        out.add(unescape(text.substring(start)));
        return out;
    }

    /**
     * Returns one raw segment.
     *
     * @param index from 0
     * @return the unescaped segment
     */
    public String segment(int index) {
        return segments().get(index);
    }

    /**
     * Tells whether this path lies below another one.
     *
     * @param ancestor the other path
     * @return true when this path is longer and starts with all segments of {@code ancestor}
     */
    public boolean isBelow(Path ancestor) {
        int length = ancestor.text.length();
        return text.length() > length
                && text.charAt(length) == '/'
                && text.startsWith(ancestor.text);
    }

    /**
     * Moves this path along when an ancestor (or the path itself) was renamed.
     *
     * @param from the old path
     * @param to the new path
     * @return the moved path; this path when it is neither {@code from} nor below it
     */
    public Path moved(Path from, Path to) {
        if (equals(from)) {
            return to;
        }
        return isBelow(from) ? new Path(to.text + text.substring(from.text.length())) : this;
    }

    @Override
    public int compareTo(Path other) {
        return Arrays.compareUnsigned(key(), other.key());
    }

    /** UTF-8 sorts by code point; the separator, which is no part of a name, before all else. */
    private byte[] key() {
        byte[] bytes = key;
        if (bytes == null) {
            bytes = text.getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i < bytes.length; i++) {
                if (bytes[i] == '/') {
                    bytes[i] = 0;
                }
            }
            key = bytes;
        }
        return bytes;
    }

    private static String escape(String segment) {
        if (segment.indexOf('/') < 0 && segment.indexOf('%') < 0) {
            return segment;
        }
        return segment.replace("%", "%25").replace("/", "%2F");
    }

    private static String unescape(String segment) {
        return segment.indexOf('%') < 0 ? segment : segment.replace("%2F", "/").replace("%25", "%");
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Path && ((Path) other).text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /** Returns the written form: escaped segments joined by {@code /}. */
    @Override
    public String toString() {
        return text;
    }
}

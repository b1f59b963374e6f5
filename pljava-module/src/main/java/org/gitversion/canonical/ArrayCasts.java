package org.gitversion.canonical;

import java.util.ArrayList;
import java.util.List;

/**
 * Brings the one construct to its final form that PostgreSQL prints differently after its own text
 * was read again: {@code x IN ('a', 'b')} over a varchar is first printed as {@code (x)::text = ANY
 * ((ARRAY['a'::character varying, …])::text[])}, and that text, executed, as {@code ANY
 * (ARRAY[('a'::character varying)::text, …])}, which stays. Works on text the server printed, which
 * holds no comments and no dollar quotes.
 */
public final class ArrayCasts {
    private static final String OPEN = "(ARRAY[";

    private ArrayCasts() {}

    /**
     * Moves casts of array constructors to their elements.
     *
     * @param text an expression or query as printed by the server
     * @return the text the server prints once it has executed {@code text}
     */
    public static String normalize(String text) {
        if (text.indexOf(OPEN) < 0) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length() + 64);
        int from = 0;
        int at = 0;
        while (at < text.length()) {
            if (text.startsWith(OPEN, at)) {
                int close = matching(text, at + OPEN.length() - 1);
                int end = close < 0 ? -1 : castEnd(text, close + 1);
                if (end > 0) {
                    out.append(text, from, at);
                    String type = text.substring(close + 4, end - 2);
                    cast(out, text.substring(at + OPEN.length(), close), type);
                    from = end;
                    at = end;
                    continue;
                }
            }
            at = skip(text, at);
        }
        return out.append(text, from, text.length()).toString();
    }

    private static void cast(StringBuilder out, String elements, String type) {
        out.append("ARRAY[");
        String separator = "";
        for (String element : split(elements)) {
            out.append(separator);
            separator = ", ";
            if (element.startsWith("ARRAY[") && matching(element, 5) == element.length() - 1) {
                cast(out, element.substring(6, element.length() - 1), type);
            } else {
                out.append('(').append(normalize(element)).append(")::").append(type);
            }
        }
        out.append(']');
    }

    private static List<String> split(String elements) {
        List<String> out = new ArrayList<>();
        int start = 0;
        int at = 0;
        while (at < elements.length()) {
            char c = elements.charAt(at);
            if (c == '(' || c == '[') {
                at = matching(elements, at) + 1;
            } else if (c == ',') {
                out.add(elements.substring(start, at).trim());
                start = ++at;
            } else {
                at = skip(elements, at);
            }
        }
        out.add(elements.substring(start).trim());
        return out;
    }

    /** Finds the end of {@code )::type[]}, or -1 when something else follows. */
    private static int castEnd(String text, int at) {
        if (!text.startsWith(")::", at)) {
            return -1;
        }
        int end = at + 3;
        while (end < text.length()) {
            char c = text.charAt(end);
            if (text.startsWith("[]", end)) {
                return end + 2;
            }
            boolean ofType = Character.isLetterOrDigit(c) || " _.,()$".indexOf(c) >= 0 || c == '"';
            if (!ofType || (c == ')' && text.lastIndexOf('(', end) < at + 3)) {
                return -1;
            }
            end = skip(text, end);
        }
        return -1;
    }

    /** Finds the bracket that closes the one at a position, or -1. */
    private static int matching(String text, int open) {
        int depth = 0;
        int at = open;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '(' || c == '[') {
                depth++;
            } else if (c == ')' || c == ']') {
                depth--;
                if (depth == 0) {
                    return at;
                }
            }
            at = skip(text, at);
        }
        return -1;
    }

    /** Steps over one character, or over a whole quoted string or name. */
    private static int skip(String text, int at) {
        char quote = text.charAt(at);
        if (quote != '\'' && quote != '"') {
            return at + 1;
        }
        boolean escapes = quote == '\'' && at > 0 && text.charAt(at - 1) == 'E';
        int next = at + 1;
        while (next < text.length()) {
            char c = text.charAt(next);
            if (escapes && c == '\\') {
                next += 2;
            } else if (c == quote) {
                return next + 1;
            } else {
                next++;
            }
        }
        return next;
    }
}

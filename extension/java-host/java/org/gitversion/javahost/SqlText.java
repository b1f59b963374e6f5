package org.gitversion.javahost;

import java.sql.SQLException;

/**
 * SQL text with {@code ?} replaced by {@code $n}, by PL/Java's rule: outside '…' and "…". PL/Java
 * also collapses white space there and knows neither comments nor dollar quotes; text whose meaning
 * that would change is refused, so that no code comes to work on one host only.
 */
final class SqlText {
    private final String text;
    private int parameters;

    SqlText(String sql) throws SQLException {
        boolean plain =
                sql.indexOf('\\') < 0
                        && sql.indexOf('$') < 0
                        && sql.indexOf("--") < 0
                        && sql.indexOf("/*") < 0;
        text = scan(sql, false);
        int counted = parameters;
        if (!plain && !text.equals(scan(sql, true))) {
            throw new SQLException(
                    "statement text is not portable: PL/Java would change its meaning"
                            + " (comment, dollar quote or backslash); pass the text as a parameter",
                    "0A000");
        }
        parameters = counted;
    }

    String text() {
        return text;
    }

    int parameters() {
        return parameters;
    }

    /** PL/Java's view of the text or, where {@code exact}, PostgreSQL's. */
    private String scan(String sql, boolean exact) {
        StringBuilder out = new StringBuilder(sql.length() + 16);
        parameters = 0;
        int at = 0;
        while (at < sql.length()) {
            int end = exact ? exactSpan(sql, at) : quotedSpan(sql, at, true);
            if (end > at) {
                String part = sql.substring(at, end);
                out.append(part.startsWith("/*") ? collapsed(part) : part);
                at = end;
                continue;
            }
            char c = sql.charAt(at++);
            if (c == '?') {
                out.append('$').append(++parameters);
            } else if (Character.isWhitespace(c)) {
                while (at < sql.length() && Character.isWhitespace(sql.charAt(at))) {
                    at++;
                }
                out.append(' ');
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }

    /** White space in a block comment has no meaning. */
    private static String collapsed(String comment) {
        StringBuilder out = new StringBuilder(comment.length());
        boolean space = false;
        for (int i = 0; i < comment.length(); i++) {
            char c = comment.charAt(i);
            boolean white = Character.isWhitespace(c);
            if (!white) {
                out.append(c);
            } else if (!space) {
                out.append(' ');
            }
            space = white;
        }
        return out.toString();
    }

    /** The end of a quoted part that starts here, else {@code at}. */
    private static int quotedSpan(String sql, int at, boolean backslash) {
        char quote = sql.charAt(at);
        if (backslash && quote == '\\') {
            return Math.min(at + 2, sql.length());
        }
        if (quote != '\'' && quote != '"') {
            return at;
        }
        for (int i = at + 1; i < sql.length(); i++) {
            char c = sql.charAt(i);
            if (backslash && c == '\\') {
                i++;
            } else if (c == quote) {
                return i + 1;
            }
        }
        return sql.length();
    }

    private static int exactSpan(String sql, int at) {
        char c = sql.charAt(at);
        if (c == '\'') {
            boolean escapes =
                    at > 0
                            && (sql.charAt(at - 1) == 'E' || sql.charAt(at - 1) == 'e')
                            && (at == 1 || !isWord(sql.charAt(at - 2)));
            return quotedSpan(sql, at, escapes);
        }
        if (c == '$' && (at == 0 || !isWord(sql.charAt(at - 1)))) {
            return dollarSpan(sql, at);
        }
        if (c == '-' && sql.startsWith("--", at)) {
            int end = sql.indexOf('\n', at);
            return end < 0 ? sql.length() : end + 1;
        }
        if (c == '/' && sql.startsWith("/*", at)) {
            return commentSpan(sql, at);
        }
        return quotedSpan(sql, at, false);
    }

    private static int dollarSpan(String sql, int at) {
        int tag = at + 1;
        while (tag < sql.length() && isWord(sql.charAt(tag))) {
            tag++;
        }
        boolean opens =
                tag < sql.length()
                        && sql.charAt(tag) == '$'
                        && !Character.isDigit(sql.charAt(at + 1));
        if (!opens) {
            return at;
        }
        String delimiter = sql.substring(at, tag + 1);
        int end = sql.indexOf(delimiter, tag + 1);
        return end < 0 ? sql.length() : end + delimiter.length();
    }

    private static int commentSpan(String sql, int at) {
        int depth = 0;
        for (int i = at; i < sql.length() - 1; i++) {
            if (sql.startsWith("/*", i)) {
                depth++;
                i++;
            } else if (sql.startsWith("*/", i)) {
                i++;
                if (--depth == 0) {
                    return i + 1;
                }
            }
        }
        return sql.length();
    }

    private static boolean isWord(char c) {
        return c == '_' || Character.isLetterOrDigit(c) || c >= 0x80;
    }
}

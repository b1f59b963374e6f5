package org.gitversion.canonical;

/**
 * Writes a value on one line and reads it back.
 *
 * <p>Three characters are escaped and no others: backslash as {@code \\}, line feed as {@code \n},
 * carriage return as {@code \r}. So every text has exactly one escaped form.
 */
public final class Escapes {
    private Escapes() {}

    /**
     * Writes a value on one line.
     *
     * @param value any text
     * @return the text without line feeds and carriage returns
     */
    public static String escape(String value) {
        if (value.indexOf('\\') < 0 && value.indexOf('\n') < 0 && value.indexOf('\r') < 0) {
            return value;
        }
        int length = value.length();
        StringBuilder escaped = new StringBuilder(length + 16);
        for (int i = 0; i < length; i++) {
            char c = value.charAt(i);
            char letter = letterFor(c);
            if (letter == 0) {
                escaped.append(c);
            } else {
                escaped.append('\\').append(letter);
            }
        }
        return escaped.toString();
    }

    /**
     * Reads a value that {@link #escape} wrote.
     *
     * @param line the escaped text
     * @return the value
     * @throws IllegalArgumentException when the text cannot come from {@link #escape}: an unknown
     *     or unfinished escape, a bare line feed or carriage return
     */
    public static String unescape(String line) {
        int length = line.length();
        StringBuilder value = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            char c = line.charAt(i);
            if (c == '\\') {
                i++;
                value.append(characterFor(line, i));
            } else if (letterFor(c) != 0) {
                throw new IllegalArgumentException("line break at offset " + i);
            } else {
                value.append(c);
            }
        }
        return value.toString();
    }

    private static char letterFor(char c) {
        switch (c) {
            case '\\':
                return '\\';
            case '\n':
                return 'n';
            case '\r':
                return 'r';
            default:
                return 0;
        }
    }

    private static char characterFor(String line, int offset) {
        switch (offset < line.length() ? line.charAt(offset) : 0) {
            case '\\':
                return '\\';
            case 'n':
                return '\n';
            case 'r':
                return '\r';
            default:
                throw new IllegalArgumentException("malformed escape at offset " + (offset - 1));
        }
    }
}

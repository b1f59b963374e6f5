package org.gitversion.kind;

import java.util.List;
import org.gitversion.model.Node;

/** The settings of routines: items of the form {@code name=value}, as in {@code proconfig}. */
final class Settings {
    /** Starts the marker that stands for the own schema's name in a list of names. */
    private static final String SCHEMA_NAME = "\uE000\uE002";

    private Settings() {}

    /**
     * Returns the settings of a routine in the order in which they were made, as far as known: it
     * means nothing, but a copy should look like its original.
     */
    static List<String> inOrder(Node node) {
        return Options.inOrder(node, "settings");
    }

    /** Writes an item as the clause SET of CREATE FUNCTION. */
    static String clause(String item) {
        int equals = item.indexOf('=');
        String name = item.substring(0, equals);
        String value = item.substring(equals + 1);
        return "SET "
                + Identifier.quote(name)
                + " TO "
                + (isListOfNames(name) ? list(value) : Identifier.literal(value));
    }

    /** The settings of which PostgreSQL keeps the value as a list of names quoted each. */
    private static boolean isListOfNames(String name) {
        switch (name) {
            case "local_preload_libraries":
            case "search_path":
            case "session_preload_libraries":
            case "shared_preload_libraries":
            case "temp_tablespaces":
            case "unix_socket_directories":
                return true;
            default:
                return false;
        }
    }

    private static String list(String value) {
        StringBuilder out = new StringBuilder(value.length() + 8);
        int at = 0;
        while (at < value.length()) {
            char c = value.charAt(at);
            if (c == ',' || Character.isWhitespace(c)) {
                at++;
                continue;
            }
            int end = c == '"' ? endOfQuoted(value, at) : endOfBare(value, at);
            out.append(out.length() == 0 ? "" : ", ").append(element(value.substring(at, end)));
            at = end;
        }
        return out.length() == 0 ? "''" : out.toString();
    }

    private static int endOfQuoted(String value, int start) {
        int at = start + 1;
        while (at < value.length()) {
            if (value.charAt(at) != '"') {
                at++;
            } else if (at + 1 < value.length() && value.charAt(at + 1) == '"') {
                at += 2;
            } else {
                return at + 1;
            }
        }
        return at;
    }

    private static int endOfBare(String value, int start) {
        int at = start;
        while (at < value.length()
                && value.charAt(at) != ','
                && !Character.isWhitespace(value.charAt(at))) {
            at++;
        }
        return at;
    }

    /** Names go as strings, because an identifier can be neither empty nor longer than 63 bytes. */
    private static String element(String element) {
        if (element.startsWith(SCHEMA_NAME)) {
            return element;
        }
        boolean quoted = element.length() > 1 && element.charAt(0) == '"';
        return Identifier.literal(
                quoted
                        ? element.substring(1, element.length() - 1).replace("\"\"", "\"")
                        : element);
    }
}

package org.gitversion.model;

import java.util.HashMap;
import java.util.Map;

/**
 * Texts, values and paths that come again and again while a state is read, each kept once. In a
 * schema of thousands of tables most are alike.
 */
public final class Shared {
    private static final int SHORT = 64;

    private final Map<String, Value> values = new HashMap<>();
    private final Map<String, Path> paths = new HashMap<>();
    private final Map<String, String> texts = new HashMap<>();

    /**
     * Finds a text.
     *
     * @param text any text
     * @return the same text
     */
    public String text(String text) {
        String known = text.length() > SHORT ? text : texts.putIfAbsent(text, text);
        return known == null ? text : known;
    }

    /**
     * Finds the value of one text.
     *
     * @param text any text
     * @return its value
     */
    public Value value(String text) {
        if (text.length() > SHORT) {
            return Value.text(text);
        }
        Value value = values.get(text);
        if (value == null) {
            value = Value.text(text);
            values.put(text, value);
        }
        return value;
    }

    /**
     * Finds a path.
     *
     * @param text its written form
     * @return the path
     */
    public Path path(String text) {
        Path path = paths.get(text);
        if (path == null) {
            path = Path.parse(text);
            paths.put(text, path);
        }
        return path;
    }
}

package org.gitversion.canonical;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON that PostgreSQL printed, as it prints {@code jsonb}: into maps, lists, texts, booleans
 * and null; numbers stay the texts they are, as {@link Literal}.
 */
public final class JsonReader {
    /** A number as it was written. */
    public static final class Literal {
        private final String text;

        Literal(String text) {
            this.text = text;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    private final String json;
    private int at;

    private JsonReader(String json) {
        this.json = json;
    }

    /**
     * Reads a value.
     *
     * @param json well-formed JSON
     * @return a map, a list, a text, a boolean, a {@link Literal} or null
     */
    public static @Nullable Object read(String json) {
        return new JsonReader(json).value();
    }

    private @Nullable Object value() {
        skipSpace();
        char c = json.charAt(at);
        switch (c) {
            case '{':
                return object();
            case '[':
                return array();
            case '"':
                return text();
            default:
                return word();
        }
    }

    private Map<String, @Nullable Object> object() {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        at++;
        skipSpace();
        while (json.charAt(at) != '}') {
            String name = text();
            skipSpace();
            at++;
            members.put(name, value());
            skipComma();
        }
        at++;
        return members;
    }

    private List<@Nullable Object> array() {
        List<@Nullable Object> elements = new ArrayList<>();
        at++;
        skipSpace();
        while (json.charAt(at) != ']') {
            elements.add(value());
            skipComma();
        }
        at++;
        return elements;
    }

    private String text() {
        StringBuilder out = new StringBuilder();
        at++;
        while (json.charAt(at) != '"') {
            char c = json.charAt(at++);
            out.append(c == '\\' ? escaped() : c);
        }
        at++;
        return out.toString();
    }

    private char escaped() {
        char c = json.charAt(at++);
        switch (c) {
            case 'n':
                return '\n';
            case 't':
                return '\t';
            case 'r':
                return '\r';
            case 'b':
                return '\b';
            case 'f':
                return '\f';
            case 'u':
                at += 4;
                return (char) Integer.parseInt(json.substring(at - 4, at), 16);
            default:
                return c;
        }
    }

    private @Nullable Object word() {
        int start = at;
        while (at < json.length() && ",]} \n".indexOf(json.charAt(at)) < 0) {
            at++;
        }
        String word = json.substring(start, at);
        switch (word) {
            case "null":
                return null;
            case "true":
                return Boolean.TRUE;
            case "false":
                return Boolean.FALSE;
            default:
                return new Literal(word);
        }
    }

    private void skipSpace() {
        while (at < json.length() && Lexer.isSpace(json.charAt(at))) {
            at++;
        }
    }

    private void skipComma() {
        skipSpace();
        if (json.charAt(at) == ',') {
            at++;
            skipSpace();
        }
    }
}

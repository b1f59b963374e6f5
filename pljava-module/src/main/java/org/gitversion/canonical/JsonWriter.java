package org.gitversion.canonical;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes one JSON object, member by member. */
public final class JsonWriter {
    private final StringBuilder out = new StringBuilder(200).append('{');

    /**
     * Adds a text member.
     *
     * @param name its name
     * @param value the text; null becomes null
     * @return this
     */
    public JsonWriter text(String name, @Nullable String value) {
        name(name);
        if (value == null) {
            out.append("null");
        } else {
            quote(out, value);
        }
        return this;
    }

    /**
     * Adds a number member.
     *
     * @param name its name
     * @param value the number; null becomes null
     * @return this
     */
    public JsonWriter number(String name, @Nullable Integer value) {
        name(name);
        out.append(value == null ? "null" : value.toString());
        return this;
    }

    /**
     * Adds a boolean member.
     *
     * @param name its name
     * @param value the truth
     * @return this
     */
    public JsonWriter truth(String name, boolean value) {
        name(name);
        out.append(value);
        return this;
    }

    /**
     * Adds a member that is an array of texts.
     *
     * @param name its name
     * @param values the texts
     * @return this
     */
    public JsonWriter texts(String name, Iterable<String> values) {
        name(name);
        out.append('[');
        String comma = "";
        for (String value : values) {
            out.append(comma);
            quote(out, value);
            comma = ", ";
        }
        out.append(']');
        return this;
    }

    /**
     * Adds a member that is an array of documents.
     *
     * @param name its name
     * @param documents JSON texts
     * @return this
     */
    public JsonWriter documents(String name, List<String> documents) {
        name(name);
        out.append(array(documents));
        return this;
    }

    /**
     * Adds a member that is a document.
     *
     * @param name its name
     * @param document JSON text
     * @return this
     */
    public JsonWriter document(String name, String document) {
        name(name);
        out.append(document);
        return this;
    }

    private void name(String name) {
        if (out.length() > 1) {
            out.append(", ");
        }
        quote(out, name);
        out.append(": ");
    }

    /**
     * Joins documents into an array.
     *
     * @param documents JSON texts
     * @return the array
     */
    public static String array(List<String> documents) {
        return "[" + String.join(", ", documents) + "]";
    }

    private static void quote(StringBuilder out, String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c == '\n') {
                out.append("\\n");
            } else if (c < ' ') {
                out.append("\\u00").append(Character.forDigit(c >> 4, 16));
                out.append(Character.forDigit(c & 15, 16));
            } else {
                out.append(c);
            }
        }
        out.append('"');
    }

    /** Returns the object as JSON text. */
    @Override
    public String toString() {
        return out + "}";
    }
}

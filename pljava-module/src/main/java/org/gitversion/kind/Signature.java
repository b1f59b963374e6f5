package org.gitversion.kind;

import java.util.ArrayList;
import java.util.List;

/**
 * The last segment of a routine's path: the raw name, and in parentheses the types of the input
 * arguments as PostgreSQL prints them.
 */
final class Signature {
    private final String name;
    private final String types;

    private Signature(String name, String types) {
        this.name = name;
        this.types = types;
    }

    /**
     * Takes a segment apart. A name may hold anything; printed types have balanced quotes and no
     * parenthesis outside of them, so the list starts at the last parenthesis outside of quotes.
     *
     * @param segment for example {@code total(integer, text)}
     */
    static Signature of(String segment) {
        int end = segment.length() - 1;
        boolean quoted = false;
        for (int i = end - 1; i >= 0; i--) {
            char c = segment.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (c == '(' && !quoted) {
                return new Signature(segment.substring(0, i), segment.substring(i + 1, end));
            }
        }
        throw new IllegalArgumentException("no argument types in " + segment);
    }

    /** Returns the raw name. */
    String name() {
        return name;
    }

    /** Returns the types as SQL, separated by a comma and a blank. */
    String types() {
        return types;
    }

    /** Returns the types one by one, as SQL. */
    List<String> typeList() {
        List<String> out = new ArrayList<>();
        boolean quoted = false;
        int start = 0;
        for (int i = 0; i < types.length(); i++) {
            char c = types.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                out.add(types.substring(start, i));
                start = i + 2;
            }
        }
        if (!types.isEmpty()) {
            out.add(types.substring(start));
        }
        return out;
    }
}

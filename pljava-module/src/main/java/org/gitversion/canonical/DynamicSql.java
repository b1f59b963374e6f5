package org.gitversion.canonical;

import org.gitversion.canonical.Token.Kind;
import org.jspecify.annotations.Nullable;

/** Looks into string constants for the name of a schema. */
final class DynamicSql {
    private static final int SHOWN = 60;
    private static final int DEPTH = 8;

    private DynamicSql() {}

    /** What is doubtful about the token, or null; strings inside a string are looked into too. */
    static @Nullable String suspicion(Words words, int index, String schema) {
        if (words.kind(index) == Kind.INVALID) {
            return "cannot be read from here on: " + shown(words.text(index));
        }
        if (words.kind(index) != Kind.STRING) {
            return null;
        }
        String content = content(words.text(index));
        return content.contains(schema) || Words.fold(content).contains(schema)
                ? inString(content, schema, DEPTH)
                : null;
    }

    private static @Nullable String inString(String content, String schema, int depth) {
        Words words = new Words(content);
        boolean mentionsSchema = false;
        for (int i = 0; i < words.size(); i++) {
            if (words.kind(i) == Kind.STRING && depth > 0) {
                String found = inString(content(words.text(i)), schema, depth - 1);
                if (found != null) {
                    return found;
                }
            }
            mentionsSchema |= words.is(i, "schema") || words.is(i, "search_path");
            if (schema.equals(words.name(i)) && !words.is(i - 1, ".")) {
                boolean whole = words.size() == 1;
                if (whole || words.is(i + 1, ".") || mentionsSchema) {
                    return "a string names the schema: '" + shown(content) + "'";
                }
            }
        }
        return null;
    }

    /** What a string constant means, near enough to look for names in it. */
    static String content(String constant) {
        if (constant.charAt(0) == '$') {
            int tag = constant.indexOf('$', 1) + 1;
            return constant.substring(tag, constant.length() - tag);
        }
        int quote = constant.indexOf('\'');
        String content = constant.substring(quote + 1, constant.length() - 1).replace("''", "'");
        boolean escapes = constant.charAt(0) == 'e' || constant.charAt(0) == 'E';
        return escapes ? content.replace("\\'", "'").replace("\\n", "\n") : content;
    }

    private static String shown(String text) {
        String line = text.strip().replace('\n', ' ').replace('\r', ' ');
        if (line.length() <= SHOWN) {
            return line;
        }
        int end = Character.isHighSurrogate(line.charAt(SHOWN - 1)) ? SHOWN - 1 : SHOWN;
        return line.substring(0, end) + "…";
    }
}

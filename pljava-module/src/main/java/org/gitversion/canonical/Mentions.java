package org.gitversion.canonical;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The names that a text in SQL or PL/pgSQL spells, those inside of its strings among them. */
public final class Mentions {
    private static final int DEPTH = 3;

    private final Set<String> names = new HashSet<>();
    private final Set<String> operators = new HashSet<>();
    private final Set<String> strings = new HashSet<>();

    private Mentions() {}

    /**
     * Reads a text.
     *
     * @param text any text
     * @return what it mentions
     */
    public static Mentions of(String text) {
        Mentions mentions = new Mentions();
        mentions.add(text, DEPTH);
        return mentions;
    }

    private void add(String text, int depth) {
        Words words = new Words(text);
        for (int i = 0; i < words.size(); i++) {
            String name = words.name(i);
            if (name != null) {
                names.add(name);
            } else if (words.kind(i) == Token.Kind.OPERATOR) {
                operators.add(words.text(i));
            } else if (words.kind(i) == Token.Kind.STRING) {
                String content = content(words.text(i));
                if (content != null && strings.add(content) && depth > 0) {
                    add(content, depth - 1);
                }
            }
        }
    }

    /** What is between the quotes, of whatever form. */
    private static @Nullable String content(String string) {
        if (string.charAt(0) == '$') {
            int tag = string.indexOf('$', 1) + 1;
            return string.length() < 2 * tag ? null : string.substring(tag, string.length() - tag);
        }
        int start = string.indexOf('\'');
        int end = string.lastIndexOf('\'');
        return end <= start ? null : string.substring(start + 1, end).replace("''", "'");
    }

    /**
     * Tells whether a name is spelled.
     *
     * @param name the raw name
     * @return true for an identifier, quoted or not, in the text or in a string of it
     */
    public boolean hasName(String name) {
        return names.contains(name);
    }

    /**
     * Tells whether an operator stands in the text.
     *
     * @param name its sign, without a schema
     * @return true where it stands outside of comments
     */
    public boolean hasOperator(String name) {
        return operators.contains(name);
    }

    /**
     * Tells whether a string is written.
     *
     * @param value what it means
     * @return true for a constant of just that
     */
    public boolean hasString(String value) {
        return strings.contains(value);
    }
}

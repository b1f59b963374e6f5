package org.gitversion.test.random;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Fills templates of statements.
 *
 * <p>In braces stand either alternatives, <code>{a|b|}</code>, which may have braces themselves, or
 * a word: <code>{name}</code> is a new name, <code>{int}</code> a number, <code>{table}</code> a
 * table, <code>{rel:rvm}</code> a relation of these kinds, <code>{column}</code> a column of the
 * relation that was named last, or else is named next; other words stand for a list of templates or
 * for a query over the catalogs. <code>{x=word}</code> remembers what was filled in, and <code>{=x}
 * </code> repeats it. Empty braces are no template.
 */
final class Template {
    private final Choice choice;
    private final Map<String, List<String>> lists;
    private final Map<String, String> queries;
    private final Map<String, String> remembered = new HashMap<>();
    private String relation;
    private String pinned;

    /** There is nothing that a word could stand for. */
    static final class Nothing extends RuntimeException {
        private static final long serialVersionUID = 1;

        Nothing(String word) {
            super(word, null, false, false);
        }
    }

    private Template(Choice choice, Map<String, List<String>> lists, Map<String, String> queries) {
        this.choice = choice;
        this.lists = lists;
        this.queries = queries;
    }

    /** What fills templates, each by itself; it throws {@link Nothing}. */
    static UnaryOperator<String> filler(
            Choice choice, Map<String, List<String>> lists, Map<String, String> queries) {
        return template -> new Template(choice, lists, queries).fill(template);
    }

    private String fill(String template) {
        StringBuilder out = new StringBuilder();
        int i = 0;
        while (i < template.length()) {
            char c = template.charAt(i);
            if (c != '{' || template.startsWith("{}", i)) {
                out.append(c);
                i++;
                continue;
            }
            List<String> parts = new ArrayList<>();
            i = split(template, i + 1, parts);
            out.append(parts.size() > 1 ? fill(choice.any(parts)) : word(parts.get(0)));
        }
        return out.toString();
    }

    /** Splits what stands in braces at its bars; returns where the text goes on. */
    private static int split(String template, int from, List<String> parts) {
        int depth = 0;
        int start = from;
        for (int i = from; i < template.length(); i++) {
            char c = template.charAt(i);
            if (c == '{') {
                depth++;
            } else if (c == '}' && depth-- == 0) {
                parts.add(template.substring(start, i));
                return i + 1;
            } else if (c == '|' && depth == 0) {
                parts.add(template.substring(start, i));
                start = i + 1;
            }
        }
        throw new IllegalArgumentException("a brace is not closed: " + template);
    }

    private String word(String word) {
        int equals = word.indexOf('=');
        if (equals == 0) {
            return remembered.get(word.substring(1));
        }
        if (equals > 0) {
            String value = word(word.substring(equals + 1));
            remembered.put(word.substring(0, equals), value);
            return value;
        }
        if (word.startsWith("rel:")) {
            relation = pinned == null ? some(word, choice.relation(word.substring(4))) : pinned;
            pinned = null;
            return relation;
        }
        return switch (word) {
            case "name" -> choice.name();
            case "int" -> Integer.toString(1 + choice.below(99));
            case "table" -> word("rel:rp");
            case "column" -> column();
            default -> looked(word);
        };
    }

    /** A column that stands before its relation pins it down. */
    private String column() {
        if (relation == null) {
            relation = some("rel:rp", choice.relation("rp"));
            pinned = relation;
        }
        return some("column", choice.column(relation));
    }

    private String looked(String word) {
        List<String> list = lists.get(word);
        if (list != null) {
            return fill(choice.any(list));
        }
        String query = queries.get(word);
        if (query == null) {
            throw new IllegalArgumentException("no such word: " + word);
        }
        return some(word, choice.pick(query));
    }

    private static String some(String word, String value) {
        if (value == null) {
            throw new Nothing(word);
        }
        return value;
    }
}

package org.gitversion.canonical;

import java.util.ArrayList;
import java.util.List;
import org.gitversion.canonical.Token.Kind;
import org.jspecify.annotations.Nullable;

/**
 * What the first words of a statement say: what it does, to an object of which kind, and where that
 * object is named. PostgreSQL decides the rest.
 */
final class StatementHead {
    /** Kinds as PostgreSQL's grammar names them, the longer ones first. */
    private static final List<String> PHRASES =
            List.of(
                    "text search configuration",
                    "text search dictionary",
                    "text search parser",
                    "text search template",
                    "default privileges",
                    "materialized view",
                    "foreign table",
                    "operator class",
                    "operator family",
                    "aggregate",
                    "cast",
                    "collation",
                    "column",
                    "constraint",
                    "conversion",
                    "domain",
                    "function",
                    "index",
                    "operator",
                    "policy",
                    "procedure",
                    "routine",
                    "rule",
                    "sequence",
                    "statistics",
                    "table",
                    "trigger",
                    "type",
                    "view");

    /** Words between CREATE and the kind. */
    private static final String MODIFIERS =
            " global local temp temporary unlogged recursive unique constraint default ";

    private final Words words;
    private int at = 1;
    private String verb = "";
    private String phrase = "";
    private int target = -1;
    private int ignorable = -1;
    private @Nullable String own;
    private @Nullable String problem;

    private StatementHead(Words words) {
        this.words = words;
    }

    /** Reads the beginning of a statement. */
    static StatementHead of(Words words) {
        StatementHead head = new StatementHead(words);
        head.read();
        return head;
    }

    /** {@code create}, {@code alter}, {@code comment}, {@code grant} …; empty for anything else. */
    String verb() {
        return verb;
    }

    /** The kind as the statement names it, in lower case; empty where it does not. */
    String phrase() {
        return phrase;
    }

    /** Where the name that a schema may stand in front of begins; -1 where there is none. */
    int target() {
        return target;
    }

    /**
     * The index of a word that changes nothing about the object, and that may be left out; or -1.
     */
    int ignorable() {
        return ignorable;
    }

    /** Why this is no definition of an object of a schema; null when it may be one. */
    @Nullable String problem() {
        return problem;
    }

    /** The names of the target, the schema first if there is one. */
    List<String> chain() {
        List<String> chain = new ArrayList<>(3);
        int index = target;
        while (index >= 0) {
            String name = words.name(index);
            boolean isOperator = words.kind(index) == Kind.OPERATOR;
            if (name != null || isOperator) {
                chain.add(name == null ? words.text(index) : name);
            }
            index = name != null && words.is(index + 1, ".") ? index + 2 : -1;
        }
        return chain;
    }

    /** The schema that the target is said to be in, or null. */
    @Nullable String qualifier() {
        List<String> chain = chain();
        return chain.size() > (phrase.equals("column") ? 2 : 1) ? chain.get(0) : null;
    }

    /** The name of the object that the statement creates or is about; null where it has none. */
    @Nullable String name() {
        List<String> chain = chain();
        if (own != null || chain.isEmpty()) {
            return own;
        }
        return isOnAnother() ? null : chain.get(chain.size() - 1);
    }

    /** Whether the target is what the object belongs to. */
    private boolean isOnAnother() {
        return phrase.equals("index") && verb.equals("create");
    }

    private void read() {
        String first = words.kind(0) == Kind.WORD ? words.text(0) : "";
        switch (first) {
            case "create":
                verb = first;
                create();
                break;
            case "alter":
                verb = first;
                alter();
                break;
            case "comment":
                verb = first;
                skip("on");
                about();
                break;
            case "security":
                verb = first;
                at = find("on", 1) + 1;
                about();
                break;
            case "grant":
            case "revoke":
                verb = first;
                grant();
                break;
            default:
                problem = words.size() == 0 ? "there is no statement" : "it is no such statement";
                break;
        }
        boolean isNamed = target < 0 || !chain().isEmpty();
        if (problem == null && (phrase.isEmpty() || !isNamed)) {
            problem = "it is about something else";
        }
    }

    private void create() {
        if (skip("or")) {
            skip("replace");
        }
        while (words.isOneOf(at, MODIFIERS)) {
            if (words.is(at, "temp") || words.is(at, "temporary")) {
                problem = "what is temporary is in no schema of a branch";
            }
            at++;
        }
        readPhrase();
        if (words.is(at, "concurrently")) {
            ignorable = at++;
        }
        skipExists();
        switch (phrase) {
            case "index":
            case "policy":
                onAnother();
                break;
            case "trigger":
                own = words.name(at);
                target = after("on", at);
                break;
            case "rule":
                own = words.name(at);
                target = after("to", at);
                break;
            case "cast":
                break;
            case "statistics":
                target = words.is(at, "on") ? -1 : at;
                break;
            default:
                target = at;
                break;
        }
    }

    private void onAnother() {
        if (!words.is(at, "on")) {
            own = words.name(at++);
        }
        skip("on");
        skip("only");
        target = at;
    }

    private int after(String word, int start) {
        int found = find(word, start);
        return found < 0 ? words.size() : found + 1;
    }

    private void alter() {
        readPhrase();
        if (phrase.equals("default privileges")) {
            int schema = find("schema", at);
            boolean isOne = words.is(schema - 1, "in") && !words.is(schema + 2, ",");
            target = schema + 1;
            problem = schema >= 0 && isOne ? null : "it is not about one schema";
            return;
        }
        if (words.is(at, "all") && words.is(at + 1, "in")) {
            problem = "it is about more than one object";
        }
        skipExists();
        skip("only");
        named();
    }

    private void about() {
        readPhrase();
        if (phrase.equals("constraint")) {
            own = words.name(at++);
            skip("on");
            skip("domain");
            target = at;
        } else {
            named();
        }
    }

    private void named() {
        switch (phrase) {
            case "trigger":
            case "policy":
            case "rule":
                onAnother();
                break;
            case "cast":
                break;
            default:
                target = at;
                break;
        }
    }

    private void grant() {
        int on = find("on", 1);
        if (on < 0) {
            problem = "it is about roles";
            return;
        }
        at = on + 1;
        readPhrase();
        if (phrase.isEmpty()) {
            phrase =
                    words.name(at + 1) == null || words.isOneOf(at + 1, " to from ") ? "table" : "";
        }
        target = at;
        int end = Math.max(find("to", at), find("from", at));
        for (int i = find(",", at); i >= 0 && i < end && problem == null; i = find(",", i + 1)) {
            problem = "it is about more than one object";
        }
        if (words.is(at, "all")) {
            problem = "it is about more than one object";
        }
    }

    /** Finds a word or sign outside of parentheses; -1 where there is none. */
    int find(String text, int start) {
        int depth = 0;
        for (int i = start; i < words.size(); i++) {
            if (depth == 0 && words.is(i, text)) {
                return i;
            }
            depth += words.is(i, "(") ? 1 : words.is(i, ")") ? -1 : 0;
        }
        return -1;
    }

    private boolean skip(String word) {
        boolean is = words.is(at, word);
        at += is ? 1 : 0;
        return is;
    }

    private void skipExists() {
        if (words.is(at, "if")) {
            at++;
            skip("not");
            skip("exists");
        }
    }

    private void readPhrase() {
        for (String one : PHRASES) {
            String[] parts = one.split(" ");
            int index = 0;
            while (index < parts.length && words.is(at + index, parts[index])) {
                index++;
            }
            if (index == parts.length) {
                at += index;
                phrase = one;
                return;
            }
        }
    }
}

package org.gitversion.canonical;

import java.util.ArrayDeque;
import java.util.Deque;
import org.gitversion.canonical.Token.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether a text out of a document is one piece of SQL of its kind and nothing else, so that
 * a statement made with it stays the statement it is. What PostgreSQL prints always is; what is not
 * was not written by a commit.
 */
public final class Fragment {
    /** What a text is in the statement that is made with it. */
    public enum Form {
        /** Quoted there, or not in it at all. */
        QUOTED,
        /** A keyword, some of them, or a number. */
        WORDS,
        /** One item of a list: a name, a type, a clause. */
        ITEM,
        /** A list of items. */
        LIST,
        /** A value or a condition. */
        EXPRESSION,
        /** A query. */
        QUERY,
        /** An item, an equals sign, and what is quoted. */
        KEYED,
        /** A name as written, an equals sign, and what is quoted. */
        OPTION,
        /** What is quoted on both sides of an equals sign. */
        PAIR,
        /** The condition and the actions of a rule. */
        RULE,
        /** RETURN with a value, or BEGIN ATOMIC with statements up to its END. */
        BODY,
        /** An operator without its schema. */
        OPERATOR
    }

    private static final String COMMENT = "holds a comment";
    private static final String RETURN = "return";

    private Fragment() {}

    /**
     * Looks at a text.
     *
     * @param text the text, as a document holds it
     * @param form what it must be
     * @return what is wrong with it, as it ends the sentence "It …"; null when nothing is
     */
    public static @Nullable String fault(String text, Form form) {
        switch (form) {
            case QUOTED:
                return null;
            case WORDS:
                return isPlain(text, "+-.") && !text.contains("--") ? null : "is no keyword";
            case OPERATOR:
                return isOperator(text) ? null : "is no operator";
            case PAIR:
                return text.indexOf('=') < 0 ? "has no equals sign" : null;
            case KEYED:
            case OPTION:
                int end = keyEnd(text);
                if (end < 0) {
                    return "has no equals sign";
                }
                String key = text.substring(0, end);
                boolean named = form == Form.KEYED || isPlain(key, ".\"-");
                return named ? structure(key, Form.ITEM) : "has no name before the equals sign";
            default:
                return isPlain(text, "") ? null : structure(text, form);
        }
    }

    /**
     * Tells whether a text is one statement.
     *
     * @param sql the text, without a semicolon at its end
     * @return false when something follows the statement, or its end is missing
     */
    public static boolean isStatement(String sql) {
        String fault = structure(sql, Form.BODY);
        return fault == null || fault.equals(COMMENT);
    }

    /**
     * Takes off what keeps a text from being a value.
     *
     * @param text a text that is right in its form
     * @param form its form
     * @return the value, condition or query; null when the form has none
     */
    public static @Nullable String expression(String text, Form form) {
        if (form == Form.EXPRESSION || form == Form.QUERY) {
            return text;
        }
        Words words = form == Form.BODY ? new Words(text) : null;
        return words != null && words.is(0, RETURN) ? text.substring(words.token(0).end()) : null;
    }

    private static int keyEnd(String text) {
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '=' && !quoted) {
                return i;
            }
            quoted ^= text.charAt(i) == '"';
        }
        return -1;
    }

    private static boolean isOperator(String text) {
        return Lexer.tokens(text).size() == 1 && Lexer.tokens(text).get(0).kind() == Kind.OPERATOR;
    }

    private static boolean isPlain(String text, String others) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!Lexer.isIdentifierPart(c) && c != ' ' && others.indexOf(c) < 0 || c == '$') {
                return false;
            }
        }
        return true;
    }

    /** Parentheses pair, nothing is left open, and commas and semicolons stand where they may. */
    private static @Nullable String structure(String text, Form form) {
        Deque<String> open = new ArrayDeque<>();
        Words words = new Words(text);
        int blocks = 0;
        boolean ended = false;
        for (int i = 0; i < words.size(); i++) {
            String sign = words.text(i);
            if (words.kind(i) == Kind.INVALID) {
                return "holds what is no SQL";
            } else if (ended) {
                return "goes on behind its END";
            } else if (words.kind(i) == Kind.WORD) {
                int before = blocks;
                blocks += block(words, i, blocks, form);
                ended = before == 1 && blocks == 0;
            } else if (words.kind(i) == Kind.PUNCTUATION) {
                String fault = sign(sign, form, open, blocks);
                if (fault != null) {
                    return fault;
                }
            }
        }
        if (!open.isEmpty() || blocks > 0) {
            return "is not closed";
        }
        return hasComment(text) ? COMMENT : null;
    }

    private static @Nullable String sign(String sign, Form form, Deque<String> open, int blocks) {
        switch (sign) {
            case "(":
            case "[":
                open.push(sign);
                return null;
            case ")":
            case "]":
                String opened = open.poll();
                boolean pair = opened != null && opened.equals("(") == sign.equals(")");
                return pair ? null : "closes what it did not open";
            case ",":
                boolean single = form == Form.ITEM || form == Form.EXPRESSION;
                return open.isEmpty() && single ? "is more than one" : null;
            case ";":
                boolean inside = blocks > 0 || !open.isEmpty();
                boolean may = form == Form.BODY || form == Form.RULE;
                return inside && may ? null : "is more than one statement";
            default:
                return null;
        }
    }

    /** By how much a word changes the number of open blocks: of BEGIN ATOMIC, and CASE in it. */
    private static int block(Words words, int at, int blocks, Form form) {
        if (form != Form.BODY || words.is(at - 1, ".")) {
            return 0;
        }
        switch (words.text(at)) {
            case "atomic":
                return blocks == 0 && words.is(at - 1, "begin") ? 1 : 0;
            case "case":
                return blocks > 0 ? 1 : 0;
            case "end":
                return blocks > 0 ? -1 : 0;
            default:
                return 0;
        }
    }

    private static boolean hasComment(String text) {
        if (!text.contains("--") && !text.contains("/*")) {
            return false;
        }
        for (Token token : Lexer.tokens(text)) {
            if (token.kind() == Kind.COMMENT) {
                return true;
            }
        }
        return false;
    }
}

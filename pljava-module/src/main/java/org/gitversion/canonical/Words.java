package org.gitversion.canonical;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.gitversion.canonical.Token.Kind;
import org.jspecify.annotations.Nullable;

/**
 * The tokens of a text without whitespace and comments, and the names they spell. Indexes beyond
 * either end are allowed and are nothing.
 */
final class Words {
    /** PostgreSQL cuts longer names (NAMEDATALEN - 1 bytes). */
    private static final int NAME_BYTES = 63;

    private final String sql;
    private final List<Token> tokens = new ArrayList<>();
    private final List<@Nullable String> names = new ArrayList<>();
    private final List<String> texts = new ArrayList<>();

    Words(String sql) {
        this.sql = sql;
        for (Token token : Lexer.tokens(sql)) {
            if (!token.isTrivia()) {
                add(token);
                joinEscapeClause();
            }
        }
    }

    private void add(Token token) {
        String text = token.text(sql);
        tokens.add(token);
        texts.add(token.kind() == Kind.WORD ? fold(text) : text);
        names.add(nameOf(token.kind(), text, '\\'));
    }

    /** Makes one token of {@code U&"…" UESCAPE '!'}. */
    private void joinEscapeClause() {
        int last = tokens.size() - 1;
        if (!is(last - 1, "uescape")
                || kind(last) != Kind.STRING
                || texts.get(last).length() != 3
                || kind(last - 2) != Kind.QUOTED_IDENTIFIER
                || texts.get(last - 2).charAt(0) == '"') {
            return;
        }
        char escape = texts.get(last).charAt(1);
        Token identifier = tokens.get(last - 2);
        Token whole = new Token(identifier.kind(), identifier.start(), tokens.get(last).end());
        String name = nameOf(identifier.kind(), texts.get(last - 2), escape);
        tokens.subList(last - 1, last + 1).clear();
        texts.subList(last - 1, last + 1).clear();
        names.subList(last - 1, last + 1).clear();
        tokens.set(last - 2, whole);
        names.set(last - 2, name);
    }

    /** How many tokens there are. */
    int size() {
        return tokens.size();
    }

    /** The token at an index that exists. */
    Token token(int index) {
        return tokens.get(index);
    }

    /** What the token is; {@code INVALID} beyond the ends. */
    Kind kind(int index) {
        return has(index) ? tokens.get(index).kind() : Kind.INVALID;
    }

    /** The token as written, words in lower case; empty beyond the ends. */
    String text(int index) {
        return has(index) ? texts.get(index) : "";
    }

    /** The name that the token spells, or null when it is no word and no quoted identifier. */
    @Nullable String name(int index) {
        return has(index) ? names.get(index) : null;
    }

    /** Whether the token is an unquoted word, a sign or an operator, written like this. */
    boolean is(int index, String text) {
        return has(index) && texts.get(index).equals(text);
    }

    /** Whether the token is one of these; the list is written with a blank around each. */
    boolean isOneOf(int index, String list) {
        return kind(index) == Kind.WORD && list.contains(" " + texts.get(index) + " ");
    }

    private boolean has(int index) {
        return index >= 0 && index < tokens.size();
    }

    private static @Nullable String nameOf(Kind kind, String text, char escape) {
        if (kind == Kind.WORD) {
            return cut(fold(text));
        }
        if (kind != Kind.QUOTED_IDENTIFIER) {
            return null;
        }
        int quote = text.indexOf('"');
        String name = text.substring(quote + 1, text.length() - 1).replace("\"\"", "\"");
        return cut(quote == 0 ? name : decode(name, escape));
    }

    /** ASCII letters in lower case, as PostgreSQL folds in every multi-byte encoding. */
    static String fold(String word) {
        StringBuilder folded = new StringBuilder(word);
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            if (c >= 'A' && c <= 'Z') {
                folded.setCharAt(i, (char) (c + 32));
            }
        }
        return folded.toString();
    }

    /** The longest beginning that fits into a name. */
    static String cut(String name) {
        if (name.length() * 3 <= NAME_BYTES) {
            return name;
        }
        int bytes = 0;
        int at = 0;
        while (at < name.length()) {
            int width = Character.charCount(name.codePointAt(at));
            bytes += name.substring(at, at + width).getBytes(StandardCharsets.UTF_8).length;
            if (bytes > NAME_BYTES) {
                return name.substring(0, at);
            }
            at += width;
        }
        return name;
    }

    /** Reads the escapes of {@code U&} text; a malformed one stays as it is. */
    private static String decode(String text, char escape) {
        StringBuilder decoded = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == escape && at + 1 < text.length() && text.charAt(at + 1) == escape) {
                decoded.append(escape);
                at += 2;
                continue;
            }
            boolean six = c == escape && at + 1 < text.length() && text.charAt(at + 1) == '+';
            int start = at + (six ? 2 : 1);
            int end = start + (six ? 6 : 4);
            int point = c == escape && end <= text.length() ? hexadecimal(text, start, end) : -1;
            if (Character.isValidCodePoint(point)) {
                decoded.appendCodePoint(point);
                at = end;
            } else {
                decoded.append(c);
                at++;
            }
        }
        return decoded.toString();
    }

    private static int hexadecimal(String text, int start, int end) {
        int value = 0;
        for (int i = start; i < end; i++) {
            int digit = text.charAt(i) < 0x80 ? Character.digit(text.charAt(i), 16) : -1;
            if (digit < 0) {
                return -1;
            }
            value = value * 16 + digit;
        }
        return value;
    }
}

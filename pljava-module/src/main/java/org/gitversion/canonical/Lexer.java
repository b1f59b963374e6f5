package org.gitversion.canonical;

import java.util.ArrayList;
import java.util.List;
import org.gitversion.canonical.Token.Kind;

/**
 * Cuts SQL text into tokens as PostgreSQL's scanner ({@code scan.l}) does, and keeps every
 * character: the tokens put together are the text. Constants are read with {@code
 * standard_conforming_strings} on. Nothing is refused; see {@link Token.Kind#INVALID}.
 */
public final class Lexer {
    private static final String OPERATOR_CHARACTERS = "~!@#^&|`?+-*/%<>=";

    /** With one of these an operator may end in plus or minus. */
    private static final String FREE_OPERATOR_CHARACTERS = "~!@#^&|`?%";

    private static final String PUNCTUATION = ",()[].;:";

    private final String sql;
    private final int length;

    private Lexer(String sql) {
        this.sql = sql;
        this.length = sql.length();
    }

    /**
     * Cuts a text into tokens.
     *
     * @param sql any text
     * @return the tokens in order, without gaps
     */
    public static List<Token> tokens(String sql) {
        Lexer lexer = new Lexer(sql);
        List<Token> tokens = new ArrayList<>();
        int at = 0;
        while (at < lexer.length) {
            Token token = lexer.next(at);
            tokens.add(token);
            at = token.end();
        }
        return tokens;
    }

    private Token next(int at) {
        char c = sql.charAt(at);
        if (isSpace(c)) {
            return new Token(Kind.WHITESPACE, at, spaceEnd(at));
        }
        if (sql.startsWith("--", at)) {
            return new Token(Kind.COMMENT, at, lineEnd(at));
        }
        if (sql.startsWith("/*", at)) {
            return closed(Kind.COMMENT, at, blockCommentEnd(at));
        }
        if (c == '\'') {
            return closed(Kind.STRING, at, stringEnd(at, false));
        }
        if (c == '"') {
            return closed(Kind.QUOTED_IDENTIFIER, at, quotedEnd(at));
        }
        if (c == '$') {
            return dollar(at);
        }
        if (isIdentifierStart(c)) {
            return wordOrPrefixed(at);
        }
        if (isDigit(c) || (c == '.' && isDigit(peek(at + 1)))) {
            return new Token(Kind.NUMBER, at, numberEnd(at));
        }
        return sign(at, c);
    }

    /** A token that reaches to the end, and is invalid, when its own end is missing. */
    private Token closed(Kind kind, int start, int end) {
        return end < 0 ? new Token(Kind.INVALID, start, length) : new Token(kind, start, end);
    }

    private Token wordOrPrefixed(int at) {
        char next = peek(at + 1);
        switch (sql.charAt(at)) {
            case 'e':
            case 'E':
                if (next == '\'') {
                    return closed(Kind.STRING, at, stringEnd(at + 1, true));
                }
                break;
            case 'b':
            case 'B':
            case 'x':
            case 'X':
            case 'n':
            case 'N':
                if (next == '\'') {
                    return closed(Kind.STRING, at, stringEnd(at + 1, false));
                }
                break;
            case 'u':
            case 'U':
                if (next == '&' && peek(at + 2) == '\'') {
                    return closed(Kind.STRING, at, stringEnd(at + 2, false));
                }
                if (next == '&' && peek(at + 2) == '"') {
                    return closed(Kind.QUOTED_IDENTIFIER, at, quotedEnd(at + 2));
                }
                break;
            default:
                break;
        }
        return new Token(Kind.WORD, at, wordEnd(at));
    }

    private Token dollar(int at) {
        int end = at + 1;
        if (isDigit(peek(end))) {
            return new Token(Kind.PARAMETER, at, digitsEnd(end));
        }
        if (isIdentifierStart(peek(end))) {
            while (isIdentifierPart(peek(end)) && sql.charAt(end) != '$') {
                end++;
            }
        }
        if (peek(end) != '$') {
            return new Token(Kind.INVALID, at, at + 1);
        }
        String delimiter = sql.substring(at, end + 1);
        int close = sql.indexOf(delimiter, end + 1);
        return closed(Kind.STRING, at, close < 0 ? -1 : close + delimiter.length());
    }

    private Token sign(int at, char c) {
        if (OPERATOR_CHARACTERS.indexOf(c) >= 0) {
            return new Token(Kind.OPERATOR, at, operatorEnd(at));
        }
        if (PUNCTUATION.indexOf(c) < 0) {
            return new Token(Kind.INVALID, at, at + 1);
        }
        boolean pair =
                sql.startsWith("::", at) || sql.startsWith("..", at) || sql.startsWith(":=", at);
        return new Token(Kind.PUNCTUATION, at, at + (pair ? 2 : 1));
    }

    private int operatorEnd(int start) {
        int end = start + 1;
        while (end < length
                && OPERATOR_CHARACTERS.indexOf(sql.charAt(end)) >= 0
                && !sql.startsWith("--", end)
                && !sql.startsWith("/*", end)) {
            end++;
        }
        for (int i = start; i < end - 1; i++) {
            if (FREE_OPERATOR_CHARACTERS.indexOf(sql.charAt(i)) >= 0) {
                return end;
            }
        }
        while (end - 1 > start && (sql.charAt(end - 1) == '+' || sql.charAt(end - 1) == '-')) {
            end--;
        }
        return end;
    }

    private int numberEnd(int start) {
        char radix = peek(start + 1);
        if (sql.charAt(start) == '0' && "xXoObB".indexOf(radix) >= 0) {
            int digit = peek(start + 2) == '_' ? start + 3 : start + 2;
            if (Character.digit(peek(digit), 16) >= 0) {
                return wordEnd(digit);
            }
        }
        int end = digitsEnd(start);
        if (peek(end) == '.' && peek(end + 1) != '.') {
            end = digitsEnd(end + 1);
        }
        if (peek(end) == 'e' || peek(end) == 'E') {
            int exponent = peek(end + 1) == '+' || peek(end + 1) == '-' ? end + 2 : end + 1;
            if (isDigit(peek(exponent))) {
                end = digitsEnd(exponent);
            }
        }
        return end;
    }

    private int digitsEnd(int start) {
        int end = start;
        while (isDigit(peek(end)) || (end > start && peek(end) == '_' && isDigit(peek(end + 1)))) {
            end++;
        }
        return end;
    }

    private int wordEnd(int start) {
        int end = start;
        while (isIdentifierPart(peek(end))) {
            end++;
        }
        return end;
    }

    /** The end of a string whose quote is at {@code quote}, with what continues it; or -1. */
    private int stringEnd(int quote, boolean backslashEscapes) {
        int at = quote + 1;
        while (at < length) {
            char c = sql.charAt(at);
            if (c == '\\' && backslashEscapes) {
                at += 2;
            } else if (c != '\'') {
                at++;
            } else if (peek(at + 1) == '\'') {
                at += 2;
            } else {
                int continued = continuation(at + 1);
                if (continued < 0) {
                    return at + 1;
                }
                at = continued + 1;
            }
        }
        return -1;
    }

    /** Where a quote continues the string that ended at {@code end}: on a later line; or -1. */
    private int continuation(int end) {
        boolean newLine = false;
        int at = end;
        while (at < length) {
            char c = sql.charAt(at);
            if (isSpace(c)) {
                newLine |= c == '\n' || c == '\r';
                at++;
            } else if (sql.startsWith("--", at)) {
                at = lineEnd(at);
            } else {
                return newLine && c == '\'' ? at : -1;
            }
        }
        return -1;
    }

    private int quotedEnd(int quote) {
        int at = quote + 1;
        while (at < length) {
            if (sql.charAt(at) != '"') {
                at++;
            } else if (peek(at + 1) == '"') {
                at += 2;
            } else {
                return at + 1;
            }
        }
        return -1;
    }

    private int blockCommentEnd(int start) {
        int depth = 1;
        int at = start + 2;
        while (at < length) {
            if (sql.startsWith("/*", at)) {
                depth++;
                at += 2;
            } else if (sql.startsWith("*/", at)) {
                depth--;
                at += 2;
                if (depth == 0) {
                    return at;
                }
            } else {
                at++;
            }
        }
        return -1;
    }

    private int lineEnd(int start) {
        int at = start;
        while (at < length && sql.charAt(at) != '\n' && sql.charAt(at) != '\r') {
            at++;
        }
        return at;
    }

    private int spaceEnd(int start) {
        int at = start;
        while (at < length && isSpace(sql.charAt(at))) {
            at++;
        }
        return at;
    }

    private char peek(int at) {
        return at < length ? sql.charAt(at) : 0;
    }

    static boolean isSpace(char c) {
        return c == ' ' || (c >= '\t' && c <= '\r');
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    static boolean isIdentifierStart(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c >= 0x80;
    }

    /**
     * Tells whether a character can be in the middle of an identifier.
     *
     * @param c the character
     * @return true for letters, digits, underscores, dollar signs and what is not ASCII
     */
    public static boolean isIdentifierPart(char c) {
        return isIdentifierStart(c) || isDigit(c) || c == '$';
    }
}

package org.gitversion.canonical;

/** A piece of SQL text, as PostgreSQL's scanner cuts it. */
public final class Token {
    /** What a token is. */
    public enum Kind {
        /** Blanks, tabs, line breaks. */
        WHITESPACE,
        /** A comment up to the end of the line, or a nested block comment. */
        COMMENT,
        /** A keyword or an unquoted identifier. */
        WORD,
        /** An identifier in double quotes, with its {@code U&} if it has one. */
        QUOTED_IDENTIFIER,
        /** A string or bit string constant of any form, with its prefix and its continuations. */
        STRING,
        /** A numeric constant without sign. */
        NUMBER,
        /** A positional parameter such as {@code $1}. */
        PARAMETER,
        /** One or more operator characters that make one operator. */
        OPERATOR,
        /** One of {@code , ( ) [ ] . ; :}, or {@code ::}, {@code ..}, {@code :=}. */
        PUNCTUATION,
        /** What the scanner would refuse; an unterminated constant reaches to the end. */
        INVALID
    }

    private final Kind kind;
    private final int start;
    private final int end;

    Token(Kind kind, int start, int end) {
        this.kind = kind;
        this.start = start;
        this.end = end;
    }

    /**
     * Returns what the token is.
     *
     * @return never null
     */
    public Kind kind() {
        return kind;
    }

    /**
     * Returns where the token starts.
     *
     * @return offset of its first character
     */
    public int start() {
        return start;
    }

    /**
     * Returns where the token ends.
     *
     * @return offset after its last character, always greater than the start
     */
    public int end() {
        return end;
    }

    /**
     * Tells whether the token separates others and means nothing itself.
     *
     * @return true for whitespace and comments
     */
    public boolean isTrivia() {
        return kind == Kind.WHITESPACE || kind == Kind.COMMENT;
    }

    /**
     * Cuts the token out of the text it was read from.
     *
     * @param sql that text
     * @return its characters
     */
    public String text(String sql) {
        return sql.substring(start, end);
    }

    @Override
    public String toString() {
        return kind + " " + start + "-" + end;
    }
}

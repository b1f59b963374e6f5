package org.gitversion.canonical;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.gitversion.canonical.Token.Kind;
import org.jspecify.annotations.Nullable;

/**
 * By what expressions an ALTER TABLE statement converts the values of a column. Told by the
 * server's rules for strings, comments and parentheses; what the expressions mean, the server knows
 * alone.
 */
public final class UsingClause {
    private final String sql;
    private final List<Token> tokens = new ArrayList<>();

    private UsingClause(String sql) {
        this.sql = sql;
        for (Token token : Lexer.tokens(sql)) {
            if (!token.isTrivia()) {
                tokens.add(token);
            }
        }
    }

    /**
     * Finds what a statement does to the type of a column.
     *
     * @param statement an SQL statement
     * @param column the raw name of a column
     * @return for each time that the statement gives the column a type, the expression after USING,
     *     or null where there is none
     */
    public static List<@Nullable String> of(String statement, String column) {
        UsingClause text = new UsingClause(statement);
        List<@Nullable String> found = new ArrayList<>(1);
        if (text.isWord(0, "alter") && (text.isWord(1, "table") || text.isWord(2, "table"))) {
            for (int at = 0; at < text.tokens.size(); at++) {
                int type = text.typeOf(at, column);
                if (type >= 0) {
                    found.add(text.using(type));
                }
            }
        }
        return found;
    }

    /**
     * Tells whether an expression does nothing but cast a column.
     *
     * @param expression an SQL expression
     * @param column the raw name of a column
     * @return the type that it is cast to; null for any other expression
     */
    public static @Nullable String castOf(String expression, String column) {
        UsingClause text = new UsingClause(expression);
        if (!text.isName(0, column)
                || text.tokens.size() < 3
                || !text.tokens.get(1).text(expression).equals("::")) {
            return null;
        }
        for (Token token : text.tokens.subList(2, text.tokens.size())) {
            boolean isCast = token.text(expression).equals("::");
            if (isCast || token.kind() == Kind.OPERATOR || token.kind() == Kind.STRING) {
                return null;
            }
        }
        return expression.substring(text.tokens.get(2).start());
    }

    private boolean isWord(int at, String word) {
        return at < tokens.size()
                && tokens.get(at).kind() == Kind.WORD
                && tokens.get(at).text(sql).equalsIgnoreCase(word);
    }

    /** Where the type begins if ALTER [COLUMN] name [SET DATA] TYPE is here, else -1. */
    private int typeOf(int at, String column) {
        if (!isWord(at, "alter")) {
            return -1;
        }
        int next = at + 1;
        if (isWord(next, "column") && !isWord(next + 1, "type") && !isWord(next + 1, "set")) {
            next++;
        }
        if (!isName(next, column)) {
            return -1;
        }
        next++;
        if (isWord(next, "set") && isWord(next + 1, "data")) {
            next += 2;
        }
        return isWord(next, "type") ? next + 1 : -1;
    }

    private boolean isName(int at, String column) {
        if (at >= tokens.size()) {
            return false;
        }
        String text = tokens.get(at).text(sql);
        return tokens.get(at).kind() == Kind.WORD
                ? text.toLowerCase(Locale.ROOT).equals(column)
                : text.equals("\"" + column.replace("\"", "\"\"") + "\"");
    }

    private @Nullable String using(int start) {
        int depth = 0;
        int from = -1;
        for (int at = start; at < tokens.size(); at++) {
            String text = tokens.get(at).text(sql);
            boolean isEnd = depth == 0 && (text.equals(",") || text.equals(";"));
            if (isEnd || depth < 0) {
                return from < 0 ? null : sql.substring(from, tokens.get(at - 1).end());
            }
            depth += text.equals("(") || text.equals("[") ? 1 : 0;
            depth -= text.equals(")") || text.equals("]") ? 1 : 0;
            if (depth == 0 && from < 0 && isWord(at, "using") && at + 1 < tokens.size()) {
                from = tokens.get(at + 1).start();
            }
        }
        return from < 0 ? null : sql.substring(from, tokens.get(tokens.size() - 1).end());
    }
}

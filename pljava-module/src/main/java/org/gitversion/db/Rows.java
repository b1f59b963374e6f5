package org.gitversion.db;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows of a query, read once from first to last. Columns count from 1. */
public final class Rows implements AutoCloseable {
    private final PreparedStatement statement;
    private final ResultSet rows;

    Rows(PreparedStatement statement, ResultSet rows) {
        this.statement = statement;
        this.rows = rows;
    }

    /**
     * Moves to the next row.
     *
     * @return false when there is none
     */
    public boolean next() {
        try {
            return rows.next();
        } catch (SQLException e) {
            throw new SqlFailure(e);
        }
    }

    /**
     * Reads a text.
     *
     * @param column from 1
     * @return the text, or null for NULL
     * @throws IllegalStateException for a "char", of which PL/Java makes a number; the embedded
     *     host refuses the query
     */
    public @Nullable String textOrNull(int column) {
        try {
            String text = rows.getString(column);
            if (text != null && mayBeByte(text) && rows.getObject(column) instanceof Byte) {
                throw new IllegalStateException("column " + column + " is a \"char\": cast it");
            }
            return text;
        } catch (SQLException e) {
            throw new SqlFailure(e);
        }
    }

    private static boolean mayBeByte(String text) {
        char last = text.isEmpty() ? ' ' : text.charAt(text.length() - 1);
        return text.length() <= 4 && last >= '0' && last <= '9';
    }

    /**
     * Reads a text that is never NULL.
     *
     * @param column from 1
     * @return the text
     */
    public String text(int column) {
        String text = textOrNull(column);
        if (text == null) {
            throw new IllegalStateException("column " + column + " is null");
        }
        return text;
    }

    /**
     * Reads an int4.
     *
     * @param column from 1
     * @return the number; 0 for NULL
     */
    public int integer(int column) {
        try {
            return rows.getInt(column);
        } catch (SQLException e) {
            throw new SqlFailure(e);
        }
    }

    /**
     * Reads an int4 that may be NULL.
     *
     * @param column from 1
     * @return the number, or null
     */
    public @Nullable Integer integerOrNull(int column) {
        try {
            int value = rows.getInt(column);
            return rows.wasNull() ? null : Integer.valueOf(value);
        } catch (SQLException e) {
            throw new SqlFailure(e);
        }
    }

    /**
     * Reads an int8.
     *
     * @param column from 1
     * @return the number; 0 for NULL
     */
    public long bigint(int column) {
        try {
            return rows.getLong(column);
        } catch (SQLException e) {
            throw new SqlFailure(e);
        }
    }

    /**
     * Reads a boolean.
     *
     * @param column from 1
     * @return the truth; false for NULL
     */
    public boolean truth(int column) {
        try {
            return rows.getBoolean(column);
        } catch (SQLException e) {
            throw new SqlFailure(e);
        }
    }

    /**
     * Reads a text[].
     *
     * @param column from 1
     * @return the elements, or null for NULL
     */
    public @Nullable List<String> textsOrNull(int column) {
        try {
            Object[] elements = (Object[]) rows.getObject(column);
            if (elements == null) {
                return null;
            }
            List<String> out = new ArrayList<>(elements.length);
            for (Object element : elements) {
                out.add((String) element);
            }
            return out;
        } catch (SQLException e) {
            throw new SqlFailure(e);
        }
    }

    /**
     * Reads a text[] that is never NULL.
     *
     * @param column from 1
     * @return the elements
     */
    public List<String> texts(int column) {
        List<String> texts = textsOrNull(column);
        if (texts == null) {
            throw new IllegalStateException("column " + column + " is null");
        }
        return texts;
    }

    @Override
    public void close() {
        try {
            rows.close();
            statement.close();
        } catch (SQLException e) {
            throw new SqlFailure(e);
        }
    }
}

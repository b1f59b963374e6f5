package org.gitversion.javahost;

import java.math.BigDecimal;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;

/**
 * Rows of a cursor. A batch of rows comes as one block of bytes: per cell its length, -1 for NULL,
 * and its bytes; a cell is decoded when it is asked for.
 */
final class HostResultSet extends UnsupportedResultSet {
    private final HostStatement statement;
    private final long cursor;
    private final char[] kinds;
    private final String[] labels;
    private final int[] cells;
    private final int fetchSize;
    private byte[] block;
    private int next;
    private int rowsLeft;
    private boolean atEnd;
    private boolean onRow;
    private boolean closed;
    private boolean wasNull;

    HostResultSet(HostStatement statement, byte[] reply, int fetchSize) {
        this.statement = statement;
        this.fetchSize = fetchSize;
        cursor = Block.longAt(reply, 1);
        int columns = Block.intAt(reply, 9);
        kinds = new char[columns];
        labels = new String[columns];
        cells = new int[columns];
        int at = 13;
        for (int i = 0; i < columns; i++) {
            kinds[i] = (char) reply[at++];
            labels[i] = Block.textAt(reply, at);
            at += 4 + Block.intAt(reply, at);
        }
    }

    @Override
    public boolean next() throws SQLException {
        if (closed) {
            throw new SQLException("ResultSet is closed", "24000");
        }
        onRow = false;
        if (rowsLeft == 0 && !atEnd) {
            block = Host.call(Host.FETCH, cursor, fetchSize, null);
            rowsLeft = Block.intAt(block, 0);
            atEnd = block[4] != 0;
            next = 5;
        }
        if (rowsLeft == 0) {
            block = null;
            return false;
        }
        for (int i = 0; i < cells.length; i++) {
            cells[i] = next;
            int length = Block.intAt(block, next);
            next += length > 0 ? 4 + length : 4;
        }
        rowsLeft--;
        onRow = true;
        return true;
    }

    @Override
    public void close() throws SQLException {
        if (closed) {
            return;
        }
        closed = true;
        onRow = false;
        block = null;
        statement.forget(this);
        if (!atEnd) {
            Host.call(Host.CLOSE, cursor, 0, null);
        }
    }

    /** Position of a cell's length in the block, or -1 for NULL. */
    private int cell(int column) throws SQLException {
        if (!onRow) {
            throw new SQLException(
                    closed ? "ResultSet is closed" : "ResultSet is not positioned on a valid row",
                    "24000");
        }
        if (column < 1 || column > cells.length) {
            throw new SQLException("Invalid attribute index \"" + column + "\"", "07009");
        }
        int at = cells[column - 1];
        wasNull = Block.intAt(block, at) < 0;
        return wasNull ? -1 : at;
    }

    @Override
    public Object getObject(int column) throws SQLException {
        int at = cell(column);
        return at < 0 ? null : Cell.value(block, at, kinds[column - 1]);
    }

    @Override
    public <T> T getObject(int column, Class<T> type) throws SQLException {
        Object value = getObject(column);
        if (value == null || type.isInstance(value)) {
            return type.cast(value);
        }
        throw mismatch(type.getName(), value);
    }

    private static SQLException mismatch(String wanted, Object value) {
        return new SQLException(
                "Cannot derive a value of class "
                        + wanted
                        + " from an object of class "
                        + value.getClass().getName(),
                "07006");
    }

    @Override
    public String getString(int column) throws SQLException {
        int at = cell(column);
        if (at < 0) {
            return null;
        }
        if (kinds[column - 1] == Parameter.TEXT) {
            return Block.textAt(block, at);
        }
        Object value = Cell.value(block, at, kinds[column - 1]);
        if (value instanceof Number || value instanceof Boolean) {
            return value.toString();
        }
        throw mismatch("java.lang.String", value);
    }

    private Number number(int column, boolean whole) throws SQLException {
        Object value = getObject(column);
        if (value == null) {
            return 0;
        }
        if (value instanceof Number) {
            return (Number) value;
        }
        if (value instanceof Boolean) {
            return (Boolean) value ? 1 : 0;
        }
        if (!(value instanceof String)) {
            throw mismatch("java.lang.Number", value);
        }
        try {
            if (whole) {
                return Long.valueOf((String) value);
            }
            return Double.valueOf((String) value);
        } catch (NumberFormatException e) {
            throw new SQLException("not a number: \"" + value + "\"", "22018", e);
        }
    }

    @Override
    public int getInt(int column) throws SQLException {
        int at = cell(column);
        if (at >= 0 && kinds[column - 1] == Parameter.INT4) {
            return Block.intAt(block, at + 4);
        }
        return number(column, true).intValue();
    }

    @Override
    public long getLong(int column) throws SQLException {
        return number(column, true).longValue();
    }

    @Override
    public short getShort(int column) throws SQLException {
        return number(column, true).shortValue();
    }

    @Override
    public double getDouble(int column) throws SQLException {
        return number(column, false).doubleValue();
    }

    @Override
    public BigDecimal getBigDecimal(int column) throws SQLException {
        return getObject(column, BigDecimal.class);
    }

    @Override
    public boolean getBoolean(int column) throws SQLException {
        Boolean value = getObject(column, Boolean.class);
        return value != null && value;
    }

    @Override
    public byte[] getBytes(int column) throws SQLException {
        return getObject(column, byte[].class);
    }

    @Override
    public int findColumn(String label) throws SQLException {
        String folded = label.toLowerCase(Locale.ROOT);
        for (int i = 0; i < labels.length; i++) {
            if (labels[i].equals(folded)) {
                return i + 1;
            }
        }
        throw new SQLException("Tuple has no attribute \"" + folded + "\"", "42703");
    }

    @Override
    public Object getObject(String label) throws SQLException {
        return getObject(findColumn(label));
    }

    @Override
    public <T> T getObject(String label, Class<T> type) throws SQLException {
        return getObject(findColumn(label), type);
    }

    @Override
    public String getString(String label) throws SQLException {
        return getString(findColumn(label));
    }

    @Override
    public int getInt(String label) throws SQLException {
        return getInt(findColumn(label));
    }

    @Override
    public long getLong(String label) throws SQLException {
        return getLong(findColumn(label));
    }

    @Override
    public short getShort(String label) throws SQLException {
        return getShort(findColumn(label));
    }

    @Override
    public double getDouble(String label) throws SQLException {
        return getDouble(findColumn(label));
    }

    @Override
    public BigDecimal getBigDecimal(String label) throws SQLException {
        return getBigDecimal(findColumn(label));
    }

    @Override
    public boolean getBoolean(String label) throws SQLException {
        return getBoolean(findColumn(label));
    }

    @Override
    public byte[] getBytes(String label) throws SQLException {
        return getBytes(findColumn(label));
    }

    @Override
    public boolean wasNull() {
        return wasNull;
    }

    @Override
    public Statement getStatement() {
        return statement;
    }
}

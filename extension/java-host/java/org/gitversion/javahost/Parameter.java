package org.gitversion.javahost;

import java.math.BigDecimal;
import java.sql.SQLException;
import java.sql.Types;

/** A parameter's declared type and value, and how both cross to the server. */
final class Parameter {
    static final char TEXT = 't';
    static final char INT2 = 's';
    static final char INT4 = 'i';
    static final char INT8 = 'l';
    static final char BOOL = 'b';
    static final char FLOAT4 = 'f';
    static final char FLOAT8 = 'd';
    static final char NUMERIC = 'n';
    static final char BYTEA = 'x';
    static final char BOOLS = 'B';
    static final char INT4S = 'I';
    static final char INT8S = 'L';

    /** A null of a type given by name. */
    static final char NAMED = 'N';

    private final char type;
    private final Object value;

    Parameter(char type, Object value) {
        this.type = type;
        this.value = value;
    }

    boolean sameType(Parameter other) {
        return type == other.type && (type != NAMED || value.equals(other.value));
    }

    static char typeOf(int jdbcType) throws SQLException {
        switch (jdbcType) {
            case Types.CHAR:
            case Types.VARCHAR:
            case Types.LONGVARCHAR:
            case Types.CLOB:
                return TEXT;
            case Types.SMALLINT:
                return INT2;
            case Types.INTEGER:
                return INT4;
            case Types.BIGINT:
                return INT8;
            case Types.BOOLEAN:
            case Types.BIT:
                return BOOL;
            case Types.FLOAT:
            case Types.REAL:
                return FLOAT4;
            case Types.DOUBLE:
                return FLOAT8;
            case Types.NUMERIC:
            case Types.DECIMAL:
                return NUMERIC;
            case Types.BINARY:
            case Types.VARBINARY:
            case Types.LONGVARBINARY:
            case Types.BLOB:
                return BYTEA;
            default:
                throw new SQLException("No such SQL type: " + jdbcType, "0A000");
        }
    }

    static char typeOf(Object value) throws SQLException {
        if (value instanceof String) {
            return TEXT;
        } else if (value instanceof Integer) {
            return INT4;
        } else if (value instanceof Long) {
            return INT8;
        } else if (value instanceof Boolean) {
            return BOOL;
        } else if (value instanceof byte[]) {
            return BYTEA;
        } else if (value instanceof int[]) {
            return INT4S;
        } else if (value instanceof long[]) {
            return INT8S;
        } else if (value instanceof boolean[]) {
            return BOOLS;
        }
        return rareTypeOf(value);
    }

    private static char rareTypeOf(Object value) throws SQLException {
        if (value instanceof Double) {
            return FLOAT8;
        } else if (value instanceof Float) {
            return FLOAT4;
        } else if (value instanceof Short) {
            return INT2;
        } else if (value instanceof BigDecimal) {
            return NUMERIC;
        }
        throw new SQLException(
                "an object of class "
                        + value.getClass().getName()
                        + " cannot be a parameter; arrays of objects go as text: ?::text[]",
                "0A000");
    }

    void putType(Block block) throws SQLException {
        block.putByte(type);
        if (type == NAMED) {
            block.putText((String) value);
        }
    }

    void putValue(Block block) throws SQLException {
        if (value == null || type == NAMED) {
            block.putInt(-1);
            return;
        }
        switch (type) {
            case TEXT:
                block.putText((String) value);
                break;
            case INT2:
                block.putInt(2).putShort((Short) value);
                break;
            case INT4:
                block.putInt(4).putInt((Integer) value);
                break;
            case INT8:
                block.putInt(8).putLong((Long) value);
                break;
            case BOOL:
                block.putInt(1).putByte((Boolean) value ? 1 : 0);
                break;
            case FLOAT4:
                block.putInt(4).putInt(Float.floatToIntBits((Float) value));
                break;
            case FLOAT8:
                block.putInt(8).putLong(Double.doubleToLongBits((Double) value));
                break;
            case NUMERIC:
                block.putText(value.toString());
                break;
            case BYTEA:
                block.putBytes((byte[]) value);
                break;
            default:
                putArray(block);
                break;
        }
    }

    /** Total length, then the elements; how many follows from the length. */
    private void putArray(Block block) throws SQLException {
        if (type == INT4S) {
            int[] array = (int[]) value;
            block.putInt(Math.multiplyExact(4, array.length));
            for (int element : array) {
                block.putInt(element);
            }
        } else if (type == INT8S) {
            long[] array = (long[]) value;
            block.putInt(Math.multiplyExact(8, array.length));
            for (long element : array) {
                block.putLong(element);
            }
        } else {
            boolean[] array = (boolean[]) value;
            block.putInt(array.length);
            for (boolean element : array) {
                block.putByte(element ? 1 : 0);
            }
        }
    }
}

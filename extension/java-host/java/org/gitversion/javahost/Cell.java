package org.gitversion.javahost;

import java.math.BigDecimal;
import java.util.Arrays;

/** Decodes one cell that is not NULL. Capital letters are arrays: elements as length and bytes. */
final class Cell {
    private Cell() {}

    static Object value(byte[] block, int at, char kind) {
        int from = at + 4;
        switch (kind) {
            case Parameter.TEXT:
                return Block.textAt(block, at);
            case Parameter.BOOL:
                return block[from] != 0;
            case Parameter.INT2:
                return (short) ((block[from] << 8) | (block[from + 1] & 0xff));
            case Parameter.INT4:
                return Block.intAt(block, from);
            case Parameter.INT8:
                return Block.longAt(block, from);
            case Parameter.FLOAT4:
                return Float.intBitsToFloat(Block.intAt(block, from));
            case Parameter.FLOAT8:
                return Double.longBitsToDouble(Block.longAt(block, from));
            case Parameter.NUMERIC:
                return number(Block.textAt(block, at));
            case Parameter.BYTEA:
                return Arrays.copyOfRange(block, from, from + Block.intAt(block, at));
            default:
                return array(block, at, kind);
        }
    }

    /** NaN and infinity, which BigDecimal does not know, stay text. */
    private static Object number(String text) {
        char last = text.charAt(text.length() - 1);
        return last >= '0' && last <= '9' ? (Object) new BigDecimal(text) : text;
    }

    private static Object[] array(byte[] block, int at, char kind) {
        Object[] values = empty(kind, Block.intAt(block, at + 4));
        int element = at + 8;
        char elementKind = Character.toLowerCase(kind);
        for (int i = 0; i < values.length; i++) {
            int length = Block.intAt(block, element);
            values[i] = length < 0 ? null : value(block, element, elementKind);
            element += length > 0 ? 4 + length : 4;
        }
        return values;
    }

    private static Object[] empty(char kind, int length) {
        switch (kind) {
            case 'T':
                return new String[length];
            case 'S':
                return new Short[length];
            case 'I':
                return new Integer[length];
            case 'L':
                return new Long[length];
            case 'B':
                return new Boolean[length];
            case 'F':
                return new Float[length];
            case 'D':
                return new Double[length];
            default:
                return new byte[length][];
        }
    }
}

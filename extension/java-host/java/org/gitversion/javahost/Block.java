package org.gitversion.javahost;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;

/**
 * A growing byte block, big endian, in which a request crosses to the server in one native call.
 */
final class Block {
    private byte[] bytes = new byte[256];
    private int length;

    private void room(int more) throws SQLException {
        if (more > Integer.MAX_VALUE - 16 - length) {
            throw new SQLException("request is too large for one statement", "54000");
        }
        int needed = length + more;
        if (needed > bytes.length) {
            int grown =
                    bytes.length > (Integer.MAX_VALUE - 16) / 2
                            ? needed
                            : Math.max(needed, 2 * bytes.length);
            byte[] larger = new byte[grown];
            System.arraycopy(bytes, 0, larger, 0, length);
            bytes = larger;
        }
    }

    Block putByte(int value) throws SQLException {
        room(1);
        bytes[length++] = (byte) value;
        return this;
    }

    Block putShort(int value) throws SQLException {
        return putByte(value >> 8).putByte(value);
    }

    Block putInt(int value) throws SQLException {
        room(4);
        for (int shift = 24; shift >= 0; shift -= 8) {
            bytes[length++] = (byte) (value >> shift);
        }
        return this;
    }

    Block putLong(long value) throws SQLException {
        return putInt((int) (value >> 32)).putInt((int) value);
    }

    /** Length and bytes; a null is length -1. */
    Block putBytes(byte[] value) throws SQLException {
        if (value == null) {
            return putInt(-1);
        }
        putInt(value.length);
        room(value.length);
        System.arraycopy(value, 0, bytes, length, value.length);
        length += value.length;
        return this;
    }

    Block putText(String value) throws SQLException {
        return putBytes(value == null ? null : utf8(value));
    }

    /** The block as written so far. */
    byte[] toBytes() {
        byte[] result = new byte[length];
        System.arraycopy(bytes, 0, result, 0, length);
        return result;
    }

    /** UTF-8 of a string; refuses what Java would silently replace (unpaired surrogates). */
    static byte[] utf8(String value) throws SQLException {
        int length = value.length();
        for (int i = 0; i < length; i++) {
            char c = value.charAt(i);
            if (c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE) {
                continue;
            }
            if (Character.isHighSurrogate(c)
                    && i + 1 < length
                    && Character.isLowSurrogate(value.charAt(i + 1))) {
                i++;
            } else {
                throw new SQLException(
                        "string contains an unpaired surrogate at character " + i, "22021");
            }
        }
        return value.getBytes(StandardCharsets.UTF_8);
    }

    static int intAt(byte[] block, int at) {
        return (block[at] << 24)
                | ((block[at + 1] & 0xff) << 16)
                | ((block[at + 2] & 0xff) << 8)
                | (block[at + 3] & 0xff);
    }

    static long longAt(byte[] block, int at) {
        return ((long) intAt(block, at) << 32) | (intAt(block, at + 4) & 0xffffffffL);
    }

    /** The text whose length stands at {@code at}; null for length -1. */
    static String textAt(byte[] block, int at) {
        int length = intAt(block, at);
        return length < 0 ? null : new String(block, at + 4, length, StandardCharsets.UTF_8);
    }
}

package org.gitversion.signature;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Reads what SSH writes: numbers and strings with their length in front. */
final class SshReader {
    private final ByteBuffer buffer;

    SshReader(byte[] bytes) {
        buffer = ByteBuffer.wrap(bytes);
    }

    /** Reads that many bytes; fails where there are fewer. */
    byte[] bytes(int length) {
        if (length < 0 || length > buffer.remaining()) {
            throw new IllegalArgumentException("It ends too early.");
        }
        byte[] bytes = new byte[length];
        buffer.get(bytes);
        return bytes;
    }

    /** Reads a number of four bytes. */
    int number() {
        return ByteBuffer.wrap(bytes(Integer.BYTES)).getInt();
    }

    /** Reads a string of bytes. */
    byte[] string() {
        return bytes(number());
    }

    /** Reads a string of text. */
    String text() {
        return new String(string(), StandardCharsets.UTF_8);
    }

    /** Fails where there is more. */
    void end() {
        if (buffer.hasRemaining()) {
            throw new IllegalArgumentException("There is something behind its end.");
        }
    }
}

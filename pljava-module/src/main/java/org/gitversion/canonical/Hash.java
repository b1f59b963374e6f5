package org.gitversion.canonical;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 over UTF-8, written as 64 lower-case hexadecimal digits. */
public final class Hash {
    private static final MessageDigest SHA_256 = sha256();

    private Hash() {}

    /**
     * Hashes a text.
     *
     * @param text what to hash
     * @return 64 hexadecimal digits
     */
    public static String of(String text) {
        byte[] digest;
        synchronized (SHA_256) {
            digest = SHA_256.digest(text.getBytes(StandardCharsets.UTF_8));
        }
        return HexFormat.of().formatHex(digest);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}

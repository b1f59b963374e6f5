package org.gitversion.exchange;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;
import org.gitversion.canonical.Escapes;
import org.gitversion.error.ErrorCode;
import org.gitversion.error.GitVersionException;

/** What a bundle looks like from outside; {@code extension/doc/format.md} has all of it. */
final class BundleFormat {
    /** The first line. */
    static final String FORMAT = "gitversion bundle 1";

    /** What begins the line that has the number of commits. */
    static final String COMMITS = "commits ";

    /** What begins the last line of the head, which has the length of what follows. */
    static final String BODY = "body ";

    /** What begins a signature, behind the commits of the body. */
    static final String SIGNATURE = "signature ";

    /** The length of the checksum at the end, in bytes. */
    static final int CHECKSUM = 32;

    /** How many bytes a document can have. */
    static final int LONGEST = 1 << 28;

    private BundleFormat() {}

    /**
     * Puts a bundle together.
     *
     * @param prerequisites the hashes of the commits it builds on
     * @param references its names
     * @param commits how many commits it has
     * @param body the commits, compressed
     * @return the bundle
     */
    static byte[] write(
            List<String> prerequisites, List<Reference> references, int commits, byte[] body) {
        StringBuilder head = new StringBuilder(FORMAT).append('\n');
        for (String hash : prerequisites) {
            head.append("requires ").append(hash).append('\n');
        }
        for (Reference reference : references) {
            head.append(reference.type).append(' ').append(reference.hash).append(' ');
            head.append(Escapes.escape(reference.name)).append('\n');
            String message = reference.message;
            if (message != null) {
                head.append("message ").append(Escapes.escape(message)).append('\n');
            }
        }
        head.append(COMMITS).append(commits).append('\n');
        head.append(BODY).append(body.length).append('\n');
        byte[] start = head.toString().getBytes(StandardCharsets.UTF_8);
        byte[] bundle = Arrays.copyOf(start, start.length + body.length + CHECKSUM);
        System.arraycopy(body, 0, bundle, start.length, body.length);
        int end = start.length + body.length;
        System.arraycopy(checksum(bundle, end), 0, bundle, end, CHECKSUM);
        return bundle;
    }

    /** The SHA-256 of the beginning of a bundle. */
    static byte[] checksum(byte[] bundle, int length) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(bundle, 0, length);
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Makes the error for bytes that are no bundle. */
    static GitVersionException invalid(String message, String detail) {
        return new GitVersionException(
                ErrorCode.INVALID_BUNDLE,
                message,
                detail + " Nothing was changed.",
                "Take a bundle as gitversion.create_bundle returned it, all of its bytes.");
    }

    /** Makes the error for a bundle that is whole and holds what it cannot. */
    static GitVersionException forged(String message, String detail) {
        return new GitVersionException(
                ErrorCode.FORGED_BUNDLE,
                message,
                detail + " Nothing of the bundle was kept or executed.",
                "Find out who made the bundle; gitversion.create_bundle writes none like it.");
    }
}

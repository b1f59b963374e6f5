package org.gitversion.test.exchange;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** Makes bundles that are whole and hold something else: what a forger can do. */
final class BundleText {
    private BundleText() {}

    /** The bundle with another head and another body, and the checksum of these. */
    static String with(String hex, UnaryOperator<String> head, UnaryOperator<String> body) {
        byte[] bundle = HexFormat.of().parseHex(hex);
        String all = new String(bundle, StandardCharsets.ISO_8859_1);
        int mark = all.indexOf("\nbody ") + 1;
        int start = all.indexOf('\n', mark) + 1;
        try {
            byte[] packed = Arrays.copyOfRange(bundle, start, bundle.length - 32);
            String text =
                    new String(
                            new GZIPInputStream(new ByteArrayInputStream(packed)).readAllBytes(),
                            StandardCharsets.UTF_8);
            ByteArrayOutputStream repacked = new ByteArrayOutputStream();
            try (GZIPOutputStream gzip = new GZIPOutputStream(repacked)) {
                gzip.write(body.apply(text).getBytes(StandardCharsets.UTF_8));
            }
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            String line = "body " + repacked.size() + "\n";
            String before = new String(bundle, 0, mark, StandardCharsets.UTF_8);
            out.write((head.apply(before) + line).getBytes(StandardCharsets.UTF_8));
            out.write(repacked.toByteArray());
            out.write(MessageDigest.getInstance("SHA-256").digest(out.toByteArray()));
            return HexFormat.of().formatHex(out.toByteArray());
        } catch (IOException | NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The body with a text in place of another one of the same number of bytes. */
    static String replaced(String hex, String text, String other) {
        return with(
                hex,
                head -> head,
                body -> {
                    if (!body.contains(text) || text.length() != other.length()) {
                        throw new IllegalArgumentException(text + " is not in " + body);
                    }
                    return body.replace(text, other);
                });
    }
}

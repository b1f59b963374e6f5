package org.gitversion.store;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.gitversion.error.ErrorCode;
import org.gitversion.error.GitVersionException;

/** Compresses texts: gzip over UTF-8, written in base64. */
public final class Compression {
    /** What the column compression_type says of such a text. */
    public static final String GZIP = "gzip";

    private Compression() {}

    /**
     * Compresses a text.
     *
     * @param text any text
     * @return base64 of the gzip of its UTF-8
     */
    public static String compress(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length() / 2 + 64);
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IllegalStateException("writing to memory cannot fail", e);
        }
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }

    /**
     * Takes a compressed text apart.
     *
     * @param compressed what {@link #compress} made
     * @return the text
     * @throws GitVersionException CORRUPT_STORE when it is no such text
     */
    public static String decompress(String compressed) {
        try (GZIPInputStream gzip =
                new GZIPInputStream(
                        new ByteArrayInputStream(Base64.getDecoder().decode(compressed)))) {
            return new String(gzip.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException | IllegalArgumentException e) {
            throw new GitVersionException(
                    ErrorCode.CORRUPT_STORE,
                    "a compressed text cannot be read",
                    "It is no gzip in base64: " + e.getMessage() + ".",
                    "Give a text that gitversion.compress_content made.");
        }
    }
}

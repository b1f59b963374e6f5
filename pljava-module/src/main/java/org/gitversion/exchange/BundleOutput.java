package org.gitversion.exchange;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;
import org.gitversion.canonical.Escapes;
import org.gitversion.error.ErrorCode;
import org.gitversion.error.GitVersionException;
import org.jspecify.annotations.Nullable;

/** Writes the commits of a bundle one after the other; only what is compressed stays in memory. */
final class BundleOutput {
    private static final int BUFFER = 1 << 16;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final GZIPOutputStream gzip;
    private int count;

    BundleOutput() {
        try {
            gzip = new GZIPOutputStream(bytes, BUFFER);
        } catch (IOException e) {
            throw impossible(e);
        }
    }

    /** Adds a commit; its parents were added before it, or are among the prerequisites. */
    void add(BundledCommit commit) {
        byte[] document = commit.document.getBytes(StandardCharsets.UTF_8);
        line("commit " + document.length + ' ' + commit.layoutHash);
        write(document);
        for (String path : commit.removed) {
            line("removed " + Escapes.escape(path));
        }
        for (BundledCommit.Unit unit : commit.units) {
            byte[] text = bytes(unit.document);
            byte[] layout = bytes(unit.layout);
            line("unit " + word(unit.document, text) + ' ' + word(unit.layout, layout));
            write(text);
            write(layout);
        }
        line("end");
        count++;
    }

    private static byte[] bytes(BundledCommit.@Nullable Part part) {
        byte[] bytes =
                part == null || part.isHash
                        ? new byte[0]
                        : part.text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > BundleFormat.LONGEST) {
            throw new GitVersionException(
                    ErrorCode.UNSUPPORTED_OBJECT,
                    "a document of " + bytes.length + " bytes does not fit into a bundle",
                    "A document may have " + BundleFormat.LONGEST + " bytes there.",
                    "Track fewer rows: gitversion.tracked_rows lists the tables.");
        }
        return bytes;
    }

    private static String word(BundledCommit.@Nullable Part part, byte[] bytes) {
        return part == null ? "-" : part.isHash ? part.text : String.valueOf(bytes.length);
    }

    private void line(String text) {
        write((text + '\n').getBytes(StandardCharsets.UTF_8));
    }

    private void write(byte[] some) {
        try {
            gzip.write(some);
        } catch (IOException e) {
            throw impossible(e);
        }
    }

    /** Adds a signature of a commit, or of a tag of it, behind all commits. */
    void addSignature(String hash, @Nullable String tag, String signature) {
        byte[] text = signature.getBytes(StandardCharsets.UTF_8);
        line(
                BundleFormat.SIGNATURE
                        + text.length
                        + ' '
                        + hash
                        + (tag == null ? "" : ' ' + Escapes.escape(tag)));
        write(text);
        line("");
    }

    /** How many commits were added. */
    int count() {
        return count;
    }

    /** Ends the body and returns it. */
    byte[] finish() {
        try {
            gzip.close();
        } catch (IOException e) {
            throw impossible(e);
        }
        return bytes.toByteArray();
    }

    private static IllegalStateException impossible(IOException e) {
        return new IllegalStateException("writing to memory cannot fail", e);
    }
}

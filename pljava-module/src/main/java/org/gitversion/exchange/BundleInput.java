package org.gitversion.exchange;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.gitversion.canonical.Escapes;
import org.gitversion.error.GitVersionException;
import org.jspecify.annotations.Nullable;

/** Reads a bundle: first its head, then one commit after the other. */
final class BundleInput {
    private static final int HASH_LENGTH = 64;
    private static final int BUFFER = 1 << 16;

    /** No line is longer: a path, escaped. */
    private static final int LONGEST_LINE = 1 << 20;

    private final byte[] bundle;
    private final List<String> prerequisites = new ArrayList<>();
    private final List<Reference> references = new ArrayList<>();
    private final InputStream body;
    private int commits = -1;
    private int read;

    /** The line of the next signature, once all commits are read. */
    private @Nullable String pending;

    /**
     * Opens a bundle.
     *
     * @param bundle its bytes
     * @throws GitVersionException INVALID_BUNDLE when it is none, or not whole
     */
    BundleInput(byte[] bundle) {
        this.bundle = bundle;
        int start = readHead();
        int length = bodyLength(start);
        try {
            body =
                    new BufferedInputStream(
                            new GZIPInputStream(
                                    new ByteArrayInputStream(bundle, start, length), BUFFER),
                            BUFFER);
        } catch (IOException e) {
            throw BundleFormat.forged("the body of the bundle is not compressed", sentence(e));
        }
    }

    private int readHead() {
        byte[] format = (BundleFormat.FORMAT + "\n").getBytes(StandardCharsets.US_ASCII);
        byte[] known = Arrays.copyOf(format, format.length - 2);
        if (bundle.length < known.length
                || !Arrays.equals(known, Arrays.copyOf(bundle, known.length))) {
            throw BundleFormat.invalid(
                    "this is no bundle", "It does not begin with \"" + BundleFormat.FORMAT + "\".");
        }
        int start = 0;
        while (true) {
            int end = start;
            while (end < bundle.length && bundle[end] != '\n') {
                end++;
            }
            if (end == bundle.length) {
                throw truncated("Its head has no end.");
            }
            String line = text(Arrays.copyOfRange(bundle, start, end));
            if (start == 0 && !line.equals(BundleFormat.FORMAT)) {
                throw BundleFormat.invalid(
                        "the bundle is of an unknown version",
                        "It begins with \""
                                + line
                                + "\", and not with \""
                                + BundleFormat.FORMAT
                                + "\".");
            }
            if (line.startsWith(BundleFormat.BODY)) {
                return end + 1;
            }
            if (start > 0) {
                readHeadLine(line);
            }
            start = end + 1;
        }
    }

    private void readHeadLine(String line) {
        String[] words = words(line);
        if (words[0].equals("requires") && isHash(words[1]) && words[2] == null) {
            prerequisites.add(words[1]);
        } else if (isReference(words)) {
            references.add(new Reference(words[0], words[1], unescape(words[2]), null));
        } else if (line.startsWith("message ") && lastIsTag()) {
            Reference tag = references.remove(references.size() - 1);
            String message = unescape(line.substring("message ".length()));
            references.add(new Reference(tag.type, tag.hash, tag.name, message));
        } else if (line.startsWith(BundleFormat.COMMITS) && commits < 0) {
            commits = number(words[1]);
        } else {
            throw damaged("Its head has the line \"" + line + "\".");
        }
    }

    private static boolean isReference(@Nullable String[] words) {
        return (Reference.BRANCH.equals(words[0]) || Reference.TAG.equals(words[0]))
                && isHash(words[1])
                && words[2] != null;
    }

    private boolean lastIsTag() {
        return !references.isEmpty()
                && references.get(references.size() - 1).isTag()
                && references.get(references.size() - 1).message == null;
    }

    /** Looks whether all of the body is there, and as it was written. */
    private int bodyLength(int start) {
        int line = start - 1;
        while (line > 0 && bundle[line - 1] != '\n') {
            line--;
        }
        String text = text(Arrays.copyOfRange(bundle, line, start - 1));
        int length = number(text.substring(BundleFormat.BODY.length()));
        long end = (long) start + length;
        if (end + BundleFormat.CHECKSUM > bundle.length) {
            throw truncated(
                    "It has " + bundle.length + " bytes of " + (end + BundleFormat.CHECKSUM) + ".");
        }
        if (end + BundleFormat.CHECKSUM < bundle.length) {
            throw BundleFormat.invalid(
                    "there is something behind the end of the bundle",
                    "It has "
                            + (end + BundleFormat.CHECKSUM)
                            + " bytes, of "
                            + bundle.length
                            + ".");
        }
        byte[] sum = Arrays.copyOfRange(bundle, (int) end, bundle.length);
        if (!Arrays.equals(sum, BundleFormat.checksum(bundle, (int) end))) {
            throw damaged("Its bytes do not hash to its checksum.");
        }
        if (commits < 0) {
            throw damaged("Its head does not say how many commits it has.");
        }
        return length;
    }

    List<String> prerequisites() {
        return prerequisites;
    }

    List<Reference> references() {
        return references;
    }

    /** How many commits the head says that there are. */
    int commits() {
        return commits;
    }

    /**
     * Reads the next commit.
     *
     * @return the commit, or null at the end
     * @throws GitVersionException FORGED_BUNDLE where a bundle that is whole is not written as one
     *     is
     */
    @Nullable BundledCommit next() {
        String line = line(true);
        if (line == null || line.startsWith(BundleFormat.SIGNATURE)) {
            pending = line;
            if (read != commits) {
                throw BundleFormat.forged(
                        "the bundle does not have the commits that it names",
                        "It has " + read + " of " + commits + ".");
            }
            return null;
        }
        String[] words = words(line);
        if (!words[0].equals("commit") || !isHash(words[2])) {
            throw malformed(line);
        }
        read++;
        BundledCommit commit = new BundledCommit(document(words[1]), words[2]);
        while (true) {
            String next = line(false);
            if (next == null || next.equals("end")) {
                return commit;
            }
            String[] parts = words(next);
            if (next.startsWith("removed ")) {
                commit.removed.add(unescape(next.substring("removed ".length())));
            } else if (parts[0].equals("unit") && parts[2] != null) {
                BundledCommit.Part document = part(parts[1]);
                BundledCommit.Part layout = parts[2].equals("-") ? null : part(parts[2]);
                commit.units.add(new BundledCommit.Unit(document, layout));
            } else {
                throw malformed(next);
            }
        }
    }

    /**
     * Reads the next signature, once there are no more commits.
     *
     * @return the signature, or null at the end
     * @throws GitVersionException FORGED_BUNDLE
     */
    @Nullable BundledSignature nextSignature() {
        String line = pending;
        if (line == null) {
            return null;
        }
        String[] words = words(line);
        String rest = words[2];
        String hash = rest == null ? null : rest.substring(0, Math.min(HASH_LENGTH, rest.length()));
        if (!words[0].equals(BundleFormat.SIGNATURE.strip())
                || hash == null
                || !isHash(hash)
                || rest.length() > HASH_LENGTH && rest.charAt(HASH_LENGTH) != ' ') {
            throw malformed(line);
        }
        String tag = rest.length() > HASH_LENGTH ? unescape(rest.substring(HASH_LENGTH + 1)) : null;
        String text = document(words[1]);
        if (text.length() > BundledSignature.LONGEST || !"".equals(line(false))) {
            throw malformed(line);
        }
        pending = line(true);
        return new BundledSignature(hash, tag, text);
    }

    private BundledCommit.Part part(@Nullable String word) {
        return word != null && isHash(word)
                ? new BundledCommit.Part(true, word)
                : new BundledCommit.Part(false, document(word));
    }

    private String document(@Nullable String word) {
        int length = word == null ? -1 : number(word);
        if (length < 0 || length > BundleFormat.LONGEST) {
            throw malformed(String.valueOf(word));
        }
        try {
            byte[] bytes = body.readNBytes(length);
            if (bytes.length < length) {
                throw malformed("a document without end");
            }
            return text(bytes);
        } catch (IOException e) {
            throw BundleFormat.forged("the body of the bundle cannot be read", sentence(e));
        }
    }

    /** A line of the body; null at the end, where that may be. */
    private @Nullable String line(boolean mayEnd) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(160);
        try {
            int next = body.read();
            if (next < 0 && mayEnd) {
                return null;
            }
            while (next != '\n') {
                if (next < 0 || bytes.size() > LONGEST_LINE) {
                    throw malformed("a line without end");
                }
                bytes.write(next);
                next = body.read();
            }
        } catch (IOException e) {
            throw BundleFormat.forged("the body of the bundle cannot be read", sentence(e));
        }
        return text(bytes.toByteArray());
    }

    /** Three words, the last of which may have blanks; null for those that are not there. */
    private static String[] words(String line) {
        String[] words = new String[3];
        int first = line.indexOf(' ');
        int second = first < 0 ? -1 : line.indexOf(' ', first + 1);
        words[0] = first < 0 ? line : line.substring(0, first);
        if (first >= 0) {
            words[1] = line.substring(first + 1, second < 0 ? line.length() : second);
        }
        if (second >= 0) {
            words[2] = line.substring(second + 1);
        }
        return words;
    }

    private static boolean isHash(@Nullable String word) {
        if (word == null || word.length() != HASH_LENGTH) {
            return false;
        }
        for (int i = 0; i < HASH_LENGTH; i++) {
            if ("0123456789abcdef".indexOf(word.charAt(i)) < 0) {
                return false;
            }
        }
        return true;
    }

    private static int number(@Nullable String word) {
        try {
            int number =
                    word == null || !Character.isDigit(word.charAt(0))
                            ? -1
                            : Integer.parseInt(word);
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException | StringIndexOutOfBoundsException e) {
            // Said below.
        }
        throw damaged("It has \"" + word + "\" where a number should be.");
    }

    private static String unescape(String text) {
        try {
            return Escapes.unescape(text);
        } catch (IllegalArgumentException e) {
            throw damaged("It has a " + e.getMessage() + " of \"" + text + "\".");
        }
    }

    private static String text(byte[] bytes) {
        try {
            String text =
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            if (text.indexOf('\0') < 0) {
                return text;
            }
        } catch (CharacterCodingException e) {
            // Said below.
        }
        throw damaged("It has bytes that are no text in UTF-8.");
    }

    private static GitVersionException truncated(String detail) {
        return BundleFormat.invalid("the bundle is truncated", detail);
    }

    private static GitVersionException damaged(String detail) {
        return BundleFormat.invalid("the bundle is damaged", detail);
    }

    private static GitVersionException malformed(String what) {
        return BundleFormat.forged(
                "the bundle is not written as a bundle is", "Its body has \"" + what + "\".");
    }

    private static String sentence(IOException e) {
        return "Java says: " + e.getMessage() + ".";
    }
}

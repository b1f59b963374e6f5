package org.gitversion.exchange;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.security.CodeSource;
import java.util.List;
import org.gitversion.canonical.JsonWriter;
import org.gitversion.error.ErrorCode;
import org.gitversion.error.GitVersionException;
import org.jspecify.annotations.Nullable;

/** Keys and signatures, by the verifier of the second jar, which is looked for at the first use. */
public final class Signatures {
    /** The jar beside that of gitversion. */
    private static final String JAR = "gitversion-signature.jar";

    private static final String VERIFIER = "org.gitversion.signature.BouncyCastleVerifier";

    private static @Nullable SignatureVerifier verifier;

    private Signatures() {}

    /**
     * Reads a public key.
     *
     * @param key its text
     * @return a JSON object: type and fingerprint
     * @throws GitVersionException NO_VERIFIER, INVALID_KEY
     */
    public static String describe(String key) {
        try {
            List<String> described = verifier().describe(key);
            return new JsonWriter()
                    .text("type", described.get(0))
                    .text("fingerprint", described.get(1))
                    .toString();
        } catch (IllegalArgumentException e) {
            throw new GitVersionException(
                    ErrorCode.INVALID_KEY,
                    "this is no public key that can be trusted",
                    e.getMessage(),
                    "Give what gpg --armor --export KEY prints, or the line of a file such as"
                            + " ~/.ssh/id_ed25519.pub.");
        }
    }

    /**
     * Looks at a signature of a text, with which a line feed may have been signed.
     *
     * @param text the text without the line feed
     * @param signature the signature
     * @param keys the public keys that are trusted
     * @return a JSON object: status, key (from 0), time and detail
     * @throws GitVersionException NO_VERIFIER
     */
    public static String verify(String text, String signature, List<String> keys) {
        SignatureVerifier verifier = verifier();
        byte[] line = (text + '\n').getBytes(StandardCharsets.UTF_8);
        SignatureVerdict verdict = verifier.verify(line, signature, keys);
        if (verdict.status().equals("bad")) {
            SignatureVerdict other =
                    verifier.verify(text.getBytes(StandardCharsets.UTF_8), signature, keys);
            verdict = other.status().equals("bad") ? verdict : other;
        }
        return new JsonWriter()
                .text("status", verdict.status())
                .number("key", verdict.key() < 0 ? null : verdict.key())
                .text("time", verdict.time())
                .text("detail", verdict.detail())
                .toString();
    }

    private static SignatureVerifier verifier() {
        SignatureVerifier found = verifier;
        if (found == null) {
            found = find(Signatures.class.getClassLoader());
        }
        if (found == null) {
            found = find(Thread.currentThread().getContextClassLoader());
        }
        if (found == null) {
            found = find(beside());
        }
        if (found == null) {
            throw new GitVersionException(
                    ErrorCode.NO_VERIFIER,
                    "signatures cannot be verified: their module is not installed",
                    "Neither the class path nor the directory of gitversion.jar has " + JAR + ".",
                    "Install it as extension/doc/installing.md has it: the file beside"
                            + " gitversion.jar, and on PL/Java also on pljava.module_path.");
        }
        verifier = found;
        return found;
    }

    private static @Nullable SignatureVerifier find(@Nullable ClassLoader loader) {
        if (loader == null) {
            return null;
        }
        try {
            Class<?> type = Class.forName(VERIFIER, true, loader);
            return (SignatureVerifier) type.getConstructor().newInstance();
        } catch (ClassNotFoundException e) {
            return null;
        } catch (ReflectiveOperationException | LinkageError | ClassCastException e) {
            throw new GitVersionException(
                    ErrorCode.NO_VERIFIER,
                    "signatures cannot be verified: their module does not fit gitversion",
                    "Java says: " + e + ".",
                    "Install both jars of the same version, and start another session.");
        }
    }

    /** A loader of the jar that lies beside this one; null where that cannot be found out. */
    private static @Nullable ClassLoader beside() {
        try {
            CodeSource source = Signatures.class.getProtectionDomain().getCodeSource();
            if (source == null || source.getLocation() == null) {
                return null;
            }
            File jar = new File(new File(source.getLocation().toURI()).getParentFile(), JAR);
            return jar.canRead()
                    ? new URLClassLoader(
                            new URL[] {jar.toURI().toURL()}, Signatures.class.getClassLoader())
                    : null;
        } catch (SecurityException
                | URISyntaxException
                | MalformedURLException
                | IllegalArgumentException e) {
            // The sandbox of PL/Java lets nobody look; there the jar is on a path of PL/Java's.
            return null;
        }
    }
}

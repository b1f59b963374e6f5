package org.gitversion.exchange;

import java.util.List;

/**
 * Reads public keys and detached signatures. It is implemented in a jar of its own, which has what
 * that takes and which only verifying loads.
 */
public interface SignatureVerifier {
    /**
     * Reads a public key.
     *
     * @param key an OpenPGP public key block, or a line as in {@code id_ed25519.pub}
     * @return what kind of key it is, {@code openpgp} or {@code ssh}, and its fingerprint
     * @throws IllegalArgumentException when it is none that signatures of commits may be made with;
     *     the message is a sentence
     */
    List<String> describe(String key);

    /**
     * Looks at a signature.
     *
     * @param text what was signed, in UTF-8
     * @param signature the signature, in ASCII armor
     * @param keys the public keys that are trusted
     * @return what is to be said of it
     */
    SignatureVerdict verify(byte[] text, String signature, List<String> keys);
}

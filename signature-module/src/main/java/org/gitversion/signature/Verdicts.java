package org.gitversion.signature;

import org.gitversion.exchange.SignatureVerdict;

/** The verdicts that need no more than a sentence. */
final class Verdicts {
    private Verdicts() {}

    /** It is no signature. */
    static SignatureVerdict malformed(String detail) {
        return new SignatureVerdict("malformed", -1, null, detail);
    }

    /** None of the keys made it. */
    static SignatureVerdict unknownKey(String fingerprint) {
        return new SignatureVerdict(
                "unknown key", -1, null, "Key " + fingerprint + " is not trusted.");
    }
}

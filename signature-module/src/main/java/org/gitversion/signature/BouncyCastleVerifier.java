package org.gitversion.signature;

import java.util.List;
import org.gitversion.exchange.SignatureVerdict;
import org.gitversion.exchange.SignatureVerifier;

/** Tells OpenPGP and SSH apart by their armor, and leaves each to its own class. */
public final class BouncyCastleVerifier implements SignatureVerifier {
    private static final String BEGIN = "-----BEGIN ";

    /** Made by reflection, in the jar that runs in the database. */
    public BouncyCastleVerifier() {}

    @Override
    public List<String> describe(String key) {
        String text = key.strip();
        if (text.contains("PRIVATE KEY")) {
            throw new IllegalArgumentException(
                    "It is a private key, which no database may have: make another one.");
        }
        return text.startsWith(BEGIN)
                ? List.of("openpgp", OpenPgp.fingerprint(text))
                : List.of("ssh", SshKey.parse(text).fingerprint());
    }

    @Override
    public SignatureVerdict verify(byte[] text, String signature, List<String> keys) {
        String armored = signature.strip();
        if (armored.startsWith(SshSignature.BEGIN)) {
            return SshSignature.verify(text, armored, keys);
        }
        if (armored.startsWith(BEGIN + "PGP SIGNATURE-----")) {
            return OpenPgp.verify(text, armored, keys);
        }
        return Verdicts.malformed(
                "It is in the armor neither of a PGP SIGNATURE nor of an SSH SIGNATURE.");
    }

    /** Whether a key is an OpenPGP one. */
    static boolean isOpenPgp(String key) {
        return key.strip().startsWith(BEGIN);
    }
}

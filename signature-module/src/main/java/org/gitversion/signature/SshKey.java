package org.gitversion.signature;

import java.util.Arrays;
import java.util.Base64;
import org.bouncycastle.crypto.Signer;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.digests.SHA384Digest;
import org.bouncycastle.crypto.digests.SHA512Digest;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.RSAKeyParameters;
import org.bouncycastle.crypto.signers.DSADigestSigner;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.Ed25519Signer;
import org.bouncycastle.crypto.signers.RSADigestSigner;
import org.bouncycastle.crypto.util.OpenSSHPublicKeyUtil;

/** A public key of SSH: Ed25519, RSA of at least 2048 bits, or ECDSA. */
final class SshKey {
    private static final int SMALLEST_RSA = 2048;

    private final byte[] blob;
    private final String type;
    private final AsymmetricKeyParameter key;

    private SshKey(byte[] blob, String type, AsymmetricKeyParameter key) {
        this.blob = blob;
        this.type = type;
        this.key = key;
    }

    /** Reads a line of a file of public keys; fails where it is none that is taken. */
    static SshKey parse(String line) {
        String[] words = line.strip().split("[ \t]+", 3);
        if (words.length < 2 || line.strip().indexOf('\n') >= 0) {
            throw new IllegalArgumentException(
                    "It is neither an OpenPGP public key block nor one line of an SSH public key.");
        }
        byte[] blob;
        try {
            blob = Base64.getDecoder().decode(words[1]);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("The second word of the line is not in base64.", e);
        }
        SshKey key = parse(blob);
        if (!key.type.equals(words[0])) {
            throw new IllegalArgumentException(
                    "The line says "
                            + words[0]
                            + ", and the key in it is of type "
                            + key.type
                            + ".");
        }
        return key;
    }

    private static SshKey parse(byte[] blob) {
        String type = new SshReader(blob).text();
        if (!type.equals("ssh-ed25519")
                && !type.equals("ssh-rsa")
                && !type.startsWith("ecdsa-sha2-nistp")) {
            throw new IllegalArgumentException(
                    "It is of type "
                            + type
                            + "; taken are ssh-ed25519, ssh-rsa and ecdsa-sha2-nistp.");
        }
        AsymmetricKeyParameter key;
        try {
            key = OpenSSHPublicKeyUtil.parsePublicKey(blob);
        } catch (RuntimeException e) {
            throw new IllegalArgumentException("It cannot be read: " + e.getMessage() + ".", e);
        }
        if (key instanceof RSAKeyParameters rsa && rsa.getModulus().bitLength() < SMALLEST_RSA) {
            throw new IllegalArgumentException(
                    "It is an RSA key of "
                            + rsa.getModulus().bitLength()
                            + " bits, which is too weak; it takes "
                            + SMALLEST_RSA
                            + ".");
        }
        return new SshKey(blob, type, key);
    }

    boolean has(byte[] otherBlob) {
        return Arrays.equals(blob, otherBlob);
    }

    /** The fingerprint, as ssh-keygen prints it. */
    String fingerprint() {
        return fingerprint(blob);
    }

    /** The fingerprint of a key that may be of any type. */
    static String fingerprint(byte[] blob) {
        SHA256Digest digest = new SHA256Digest();
        digest.update(blob, 0, blob.length);
        byte[] hash = new byte[digest.getDigestSize()];
        digest.doFinal(hash, 0);
        return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(hash);
    }

    /**
     * What verifies signatures of an algorithm; null where it is too weak or not that of the key.
     */
    @org.jspecify.annotations.Nullable
    Signer signer(String algorithm) {
        boolean isOfTheKey =
                type.equals("ssh-rsa") ? algorithm.startsWith("rsa-sha2-") : algorithm.equals(type);
        if (!isOfTheKey) {
            return null;
        }
        return switch (algorithm) {
            case "ssh-ed25519" -> new Ed25519Signer();
            case "rsa-sha2-256" -> new RSADigestSigner(new SHA256Digest());
            case "rsa-sha2-512" -> new RSADigestSigner(new SHA512Digest());
            case "ecdsa-sha2-nistp256" -> ecdsa(new SHA256Digest());
            case "ecdsa-sha2-nistp384" -> ecdsa(new SHA384Digest());
            case "ecdsa-sha2-nistp521" -> ecdsa(new SHA512Digest());
            default -> null;
        };
    }

    private static Signer ecdsa(org.bouncycastle.crypto.Digest digest) {
        return new DSADigestSigner(new ECDSASigner(), digest, new SshEcdsaEncoding());
    }

    AsymmetricKeyParameter key() {
        return key;
    }
}

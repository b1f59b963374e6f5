package org.gitversion.signature;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.Signer;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.digests.SHA512Digest;
import org.gitversion.exchange.SignatureVerdict;

/** A signature as {@code ssh-keygen -Y sign} makes it (PROTOCOL.sshsig of OpenSSH). */
final class SshSignature {
    static final String BEGIN = "-----BEGIN SSH SIGNATURE-----";
    private static final String END = "-----END SSH SIGNATURE-----";
    private static final byte[] MAGIC = "SSHSIG".getBytes(StandardCharsets.US_ASCII);

    /** What a signature says it is for: one for a mail or a file is none for a commit. */
    private static final String NAMESPACE = "gitversion";

    private final byte[] key;
    private final String namespace;
    private final byte[] reserved;
    private final String hash;
    private final String algorithm;
    private final byte[] signature;

    private SshSignature(String armored) {
        if (!armored.endsWith(END)) {
            throw new IllegalArgumentException("It does not end with " + END + ".");
        }
        String base64 = armored.substring(BEGIN.length(), armored.length() - END.length());
        byte[] blob;
        try {
            blob = Base64.getMimeDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("It is not in base64.", e);
        }
        SshReader reader = new SshReader(blob);
        if (!java.util.Arrays.equals(reader.bytes(MAGIC.length), MAGIC) || reader.number() != 1) {
            throw new IllegalArgumentException("It is of an unknown version.");
        }
        key = reader.string();
        namespace = reader.text();
        reserved = reader.string();
        hash = reader.text();
        SshReader inner = new SshReader(reader.string());
        reader.end();
        algorithm = inner.text();
        signature = inner.string();
        inner.end();
    }

    static SignatureVerdict verify(byte[] text, String armored, List<String> keys) {
        SshSignature signature;
        try {
            signature = new SshSignature(armored);
        } catch (IllegalArgumentException e) {
            return Verdicts.malformed(String.valueOf(e.getMessage()));
        }
        for (int i = 0; i < keys.size(); i++) {
            if (!BouncyCastleVerifier.isOpenPgp(keys.get(i))) {
                SshKey trusted = SshKey.parse(keys.get(i));
                if (trusted.has(signature.key)) {
                    return signature.verify(text, trusted, i);
                }
            }
        }
        return Verdicts.unknownKey(SshKey.fingerprint(signature.key));
    }

    private SignatureVerdict verify(byte[] text, SshKey trusted, int index) {
        if (!namespace.equals(NAMESPACE)) {
            return refused(
                    "bad",
                    index,
                    "It was made for namespace \"" + namespace + "\", not for " + NAMESPACE + ".");
        }
        Digest digest =
                switch (hash) {
                    case "sha512" -> new SHA512Digest();
                    case "sha256" -> new SHA256Digest();
                    default -> null;
                };
        Signer signer = trusted.signer(algorithm);
        if (digest == null || signer == null) {
            return refused(
                    "weak",
                    index,
                    "It was made by " + algorithm + " over " + hash + ", which is not taken.");
        }
        digest.update(text, 0, text.length);
        byte[] hashed = new byte[digest.getDigestSize()];
        digest.doFinal(hashed, 0);
        byte[] signed = signed(hashed);
        signer.init(false, trusted.key());
        signer.update(signed, 0, signed.length);
        boolean isGood;
        try {
            isGood = signer.verifySignature(signature);
        } catch (IllegalArgumentException e) {
            isGood = false;
        }
        return isGood
                ? new SignatureVerdict("good", index, null, null)
                : refused("bad", index, "It is of another text, or was changed.");
    }

    private static SignatureVerdict refused(String status, int index, String detail) {
        return new SignatureVerdict(status, index, null, detail);
    }

    private byte[] signed(byte[] hashed) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(MAGIC);
        for (byte[] part :
                List.of(
                        namespace.getBytes(StandardCharsets.UTF_8),
                        reserved,
                        hash.getBytes(StandardCharsets.UTF_8),
                        hashed)) {
            out.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(part.length).array());
            out.writeBytes(part);
        }
        return out.toByteArray();
    }
}

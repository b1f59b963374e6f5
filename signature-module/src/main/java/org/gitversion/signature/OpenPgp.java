package org.gitversion.signature;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.bouncycastle.bcpg.ArmoredInputStream;
import org.bouncycastle.bcpg.KeyIdentifier;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPPublicKeyRing;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureList;
import org.bouncycastle.openpgp.api.OpenPGPCertificate;
import org.bouncycastle.openpgp.api.OpenPGPDefaultPolicy;
import org.bouncycastle.openpgp.api.OpenPGPImplementation;
import org.bouncycastle.openpgp.api.OpenPGPPolicy;
import org.bouncycastle.openpgp.api.OpenPGPSignature;
import org.bouncycastle.openpgp.api.bc.BcOpenPGPImplementation;
import org.bouncycastle.openpgp.bc.BcPGPObjectFactory;
import org.bouncycastle.util.encoders.Hex;
import org.gitversion.exchange.SignatureVerdict;
import org.jspecify.annotations.Nullable;

/** OpenPGP: keys as {@code gpg --export} and signatures as {@code gpg --detach-sign} makes them. */
final class OpenPgp {
    private static final OpenPGPImplementation IMPLEMENTATION = new BcOpenPGPImplementation();

    /** No SHA-1 or MD5 under a document, no DSA, RSA of 2000 bits at least. */
    private static final OpenPGPPolicy POLICY = new OpenPGPDefaultPolicy();

    /** Keys that were read: that takes milliseconds each. */
    private static final Map<String, OpenPGPCertificate> CERTIFICATES =
            new LinkedHashMap<>() {
                private static final long serialVersionUID = 1;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, OpenPGPCertificate> eldest) {
                    return size() > 100;
                }
            };

    private OpenPgp() {}

    /** The fingerprint of a key's primary key; fails where it is no key that is taken. */
    static String fingerprint(String armored) {
        OpenPGPCertificate certificate = certificate(armored);
        Date now = new Date();
        PGPPublicKey primary = certificate.getPrimaryKey().getPGPPublicKey();
        if (!POLICY.isAcceptablePublicKey(primary)) {
            throw new IllegalArgumentException(
                    "Its algorithm or its length of "
                            + primary.getBitStrength()
                            + " bits is too weak.");
        }
        if (!primary.hasRevocation() && certificate.getSigningKeys(now).isEmpty()) {
            throw new IllegalArgumentException(
                    "None of its keys can sign now: it may be expired, or made for other ends.");
        }
        return hex(certificate.getFingerprint());
    }

    private static OpenPGPCertificate certificate(String armored) {
        List<Object> objects;
        try {
            objects = objects(armored);
        } catch (IOException | RuntimeException e) {
            throw new IllegalArgumentException("It cannot be read: " + e.getMessage() + ".", e);
        }
        if (objects.size() != 1 || !(objects.get(0) instanceof PGPPublicKeyRing)) {
            throw new IllegalArgumentException(
                    "It holds " + objects.size() + " things, not one public key.");
        }
        return new OpenPGPCertificate((PGPPublicKeyRing) objects.get(0), IMPLEMENTATION, POLICY);
    }

    private static List<Object> objects(String armored) throws IOException {
        List<Object> objects = new ArrayList<>();
        byte[] bytes = armored.getBytes(StandardCharsets.US_ASCII);
        try (InputStream in =
                ArmoredInputStream.builder()
                        .setIgnoreCRC(false)
                        .build(new ByteArrayInputStream(bytes))) {
            BcPGPObjectFactory factory = new BcPGPObjectFactory(in);
            Object object = factory.nextObject();
            while (object != null) {
                objects.add(object);
                object = factory.nextObject();
            }
        }
        return objects;
    }

    static SignatureVerdict verify(byte[] text, String armored, List<String> keys) {
        List<Object> objects;
        try {
            objects = objects(armored);
        } catch (IOException | RuntimeException e) {
            return Verdicts.malformed("It cannot be read: " + e.getMessage() + ".");
        }
        if (objects.size() != 1
                || !(objects.get(0) instanceof PGPSignatureList list)
                || list.size() != 1) {
            return Verdicts.malformed("It is not one detached signature.");
        }
        PGPSignature signature = list.get(0);
        if (signature.getSignatureType() != PGPSignature.BINARY_DOCUMENT
                || signature.getHashedSubPackets() == null) {
            return Verdicts.malformed(
                    "It is not what gpg --detach-sign makes of a file without --textmode.");
        }
        for (int i = 0; i < keys.size(); i++) {
            if (BouncyCastleVerifier.isOpenPgp(keys.get(i))) {
                OpenPGPCertificate certificate =
                        CERTIFICATES.computeIfAbsent(keys.get(i), OpenPgp::certificate);
                OpenPGPCertificate.OpenPGPComponentKey key = issuer(certificate, signature);
                if (key != null) {
                    return verify(text, signature, key, i);
                }
            }
        }
        KeyIdentifier issuer =
                OpenPGPSignature.getMostExpressiveIdentifier(signature.getKeyIdentifiers());
        return Verdicts.unknownKey(
                issuer == null
                        ? "(unnamed)"
                        : issuer.getFingerprint() == null
                                ? Long.toHexString(issuer.getKeyId()).toUpperCase(Locale.ROOT)
                                : hex(issuer.getFingerprint()));
    }

    private static OpenPGPCertificate.@Nullable OpenPGPComponentKey issuer(
            OpenPGPCertificate certificate, PGPSignature signature) {
        for (KeyIdentifier identifier : signature.getKeyIdentifiers()) {
            OpenPGPCertificate.OpenPGPComponentKey key =
                    identifier.isWildcard() ? null : certificate.getKey(identifier);
            if (key != null) {
                return key;
            }
        }
        return null;
    }

    private static SignatureVerdict verify(
            byte[] text,
            PGPSignature signature,
            OpenPGPCertificate.OpenPGPComponentKey key,
            int index) {
        String time = signature.getCreationTime().toInstant().toString();
        String status = "bad";
        String detail = "It is of another text, or was changed.";
        try {
            OpenPGPSignature.OpenPGPDocumentSignature document =
                    new OpenPGPSignature.OpenPGPDocumentSignature(signature, key);
            PGPPublicKey raw = key.getPGPPublicKey();
            signature.init(IMPLEMENTATION.pgpContentVerifierBuilderProvider(), raw);
            signature.update(text);
            if (!POLICY.hasAcceptableSignatureHashAlgorithm(signature)
                    || !POLICY.isAcceptablePublicKey(raw)) {
                status = "weak";
                detail = "Its hash (SHA-1, MD5 and the like) or its key is too weak to be taken.";
            } else if (document.verify()) {
                status = standing(document, key);
                detail =
                        switch (status) {
                            case "expired" ->
                                    "The signature, or the key when it signed, was expired.";
                            case "revoked" -> "The key block has a revocation of the key.";
                            default -> "It was not made by a key that could sign then.";
                        };
            }
        } catch (PGPException | RuntimeException e) {
            detail = "It cannot be verified: " + e.getMessage() + ".";
        }
        return new SignatureVerdict(status, index, time, status.equals("good") ? null : detail);
    }

    private static String standing(
            OpenPGPSignature.OpenPGPDocumentSignature signature,
            OpenPGPCertificate.OpenPGPComponentKey key)
            throws PGPException {
        OpenPGPCertificate.OpenPGPComponentKey primary = key.getCertificate().getPrimaryKey();
        if (key.getPGPPublicKey().hasRevocation() || primary.getPGPPublicKey().hasRevocation()) {
            return "revoked";
        }
        Date made = signature.getCreationTime();
        Date now = Date.from(Instant.now());
        if (signature.getExpirationTime() != null && !now.before(signature.getExpirationTime())
                || isOver(key, made)
                || isOver(primary, made)) {
            return "expired";
        }
        return signature.isValid(POLICY) ? "good" : "bad";
    }

    private static boolean isOver(OpenPGPCertificate.OpenPGPComponentKey key, Date made) {
        Date end = key.getKeyExpirationDateAt(made);
        return end != null && !made.before(end);
    }

    private static String hex(byte[] fingerprint) {
        return Hex.toHexString(fingerprint).toUpperCase(Locale.ROOT);
    }
}

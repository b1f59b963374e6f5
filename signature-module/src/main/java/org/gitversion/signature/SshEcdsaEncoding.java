package org.gitversion.signature;

import java.math.BigInteger;
import org.bouncycastle.crypto.signers.DSAEncoding;

/** The two numbers of an ECDSA signature as SSH writes them. */
final class SshEcdsaEncoding implements DSAEncoding {
    @Override
    public BigInteger[] decode(BigInteger order, byte[] encoding) {
        SshReader reader = new SshReader(encoding);
        BigInteger[] numbers = {number(reader), number(reader)};
        reader.end();
        return numbers;
    }

    private static BigInteger number(SshReader reader) {
        byte[] bytes = reader.string();
        return bytes.length == 0 ? BigInteger.ZERO : new BigInteger(bytes);
    }

    @Override
    public byte[] encode(BigInteger order, BigInteger r, BigInteger s) {
        throw new UnsupportedOperationException("nothing is signed here");
    }
}

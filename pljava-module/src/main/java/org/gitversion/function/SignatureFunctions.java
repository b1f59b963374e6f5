package org.gitversion.function;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.gitversion.exchange.Signatures;
import org.jspecify.annotations.Nullable;

/** SQL functions about keys and signatures. */
public final class SignatureFunctions {
    private SignatureFunctions() {}

    /**
     * {@code gitversion_internal.describe_key}.
     *
     * @param key a public key
     * @return a JSON object: type and fingerprint
     * @throws SQLException for the client
     */
    public static String describeKey(@Nullable String key) throws SQLException {
        try {
            return Signatures.describe(Call.required(key, "p_key"));
        } catch (RuntimeException | VirtualMachineError e) {
            throw Call.failure(e);
        }
    }

    /**
     * {@code gitversion_internal.verdict}.
     *
     * @param text what was signed
     * @param signature its signature
     * @param keys the public keys that are trusted
     * @return a JSON object: status, key, time and detail
     * @throws SQLException for the client
     */
    public static String verdict(
            @Nullable String text, @Nullable String signature, String @Nullable [] keys)
            throws SQLException {
        try {
            List<String> trusted = new ArrayList<>();
            for (String key : Call.required(keys, "p_keys")) {
                trusted.add(key);
            }
            return Signatures.verify(
                    Call.required(text, "p_text"),
                    Call.required(signature, "p_signature"),
                    trusted);
        } catch (RuntimeException | VirtualMachineError e) {
            throw Call.failure(e);
        }
    }
}

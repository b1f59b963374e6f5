package org.bouncycastle.util;

import java.math.BigInteger;
import java.util.Set;

/**
 * The settings of Bouncy Castle: always its defaults. Its own class of this name reads Java's
 * security properties, which PL/Java lets no function do. What a signature is worth must not depend
 * on them either.
 */
public final class Properties {
    private Properties() {}

    /** Whether a setting is on: none is. */
    public static boolean isOverrideSet(String name) {
        return false;
    }

    /** Whether a setting is on: as by default. */
    public static boolean isOverrideSet(String name, boolean byDefault) {
        return byDefault;
    }

    /** Whether a setting has been given a value: none has. */
    public static boolean isOverrideSetTo(String name, boolean value) {
        return false;
    }

    /** Refuses to give a setting a value. */
    public static boolean setThreadOverride(String name, boolean value) {
        throw new UnsupportedOperationException("the settings are fixed");
    }

    /** Undoes nothing, as nothing can be set. */
    public static boolean removeThreadOverride(String name) {
        return false;
    }

    /** The default of a number. */
    public static int asInteger(String name, int byDefault) {
        return byDefault;
    }

    /** No number. */
    public static BigInteger asBigInteger(String name) {
        return null;
    }

    /** No keys. */
    public static Set<String> asKeySet(String name) {
        return Set.of();
    }

    /** No value. */
    public static String getPropertyValue(String name) {
        return null;
    }

    /** The default of a text. */
    public static String getPropertyValue(String name, String byDefault) {
        return byDefault;
    }
}

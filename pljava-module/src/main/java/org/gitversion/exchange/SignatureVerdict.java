package org.gitversion.exchange;

import org.jspecify.annotations.Nullable;

/** What is to be said of a signature. Immutable. */
public final class SignatureVerdict {
    private final String status;
    private final int key;
    private final @Nullable String time;
    private final @Nullable String detail;

    /**
     * Makes a verdict.
     *
     * @param status good, bad, weak, expired, revoked, unknown key or malformed
     * @param key which of the keys made it, from 0; -1: none of them
     * @param time when, in UTC, as the signature says; null where it says nothing
     * @param detail why it is not good, as a sentence
     */
    public SignatureVerdict(
            String status, int key, @Nullable String time, @Nullable String detail) {
        this.status = status;
        this.key = key;
        this.time = time;
        this.detail = detail;
    }

    /**
     * Returns the status.
     *
     * @return good, bad, weak, expired, revoked, unknown key or malformed
     */
    public String status() {
        return status;
    }

    /**
     * Returns which of the keys made it.
     *
     * @return its index, or -1
     */
    public int key() {
        return key;
    }

    /**
     * Returns when it was made.
     *
     * @return the time, or null
     */
    public @Nullable String time() {
        return time;
    }

    /**
     * Returns why it is not good.
     *
     * @return a sentence, or null
     */
    public @Nullable String detail() {
        return detail;
    }
}

package org.gitversion.merge;

import org.gitversion.error.ErrorCode;
import org.gitversion.error.GitVersionException;
import org.jspecify.annotations.Nullable;

/** What becomes of the parts on which two sides conflict. The rest is always merged. */
public enum Strategy {
    /** Conflicts are reported. */
    RECURSIVE("recursive"),
    /** The target wins. */
    OURS("ours"),
    /** The source wins. */
    THEIRS("theirs"),
    /** Both are kept where that has a meaning (lines of bodies); the rest is reported. */
    UNION("union");

    private final String text;

    Strategy(String text) {
        this.text = text;
    }

    /**
     * Reads the name of a strategy.
     *
     * @param text the name, or null
     * @return the strategy
     * @throws GitVersionException INVALID_ARGUMENT for anything else
     */
    public static Strategy of(@Nullable String text) {
        for (Strategy strategy : values()) {
            if (strategy.text.equals(text)) {
                return strategy;
            }
        }
        throw new GitVersionException(
                ErrorCode.INVALID_ARGUMENT,
                "merge strategy " + (text == null ? "NULL" : "\"" + text + "\"") + " is unknown",
                "The strategies are recursive, ours, theirs and union.",
                "Call with one of them, or leave the argument out for recursive.");
    }

    /** Returns the name as users write it. */
    @Override
    public String toString() {
        return text;
    }
}

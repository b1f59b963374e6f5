package org.gitversion.exchange;

import org.jspecify.annotations.Nullable;

/** A signature of a commit, or of a tag of it, as it is in a bundle. Immutable. */
final class BundledSignature {
    /** How many characters a signature can have. */
    static final int LONGEST = 1 << 16;

    final String hash;

    /** Null: it is the commit itself that is signed. */
    final @Nullable String tag;

    final String text;

    BundledSignature(String hash, @Nullable String tag, String text) {
        this.hash = hash;
        this.tag = tag;
        this.text = text;
    }
}

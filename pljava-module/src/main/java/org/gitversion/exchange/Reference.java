package org.gitversion.exchange;

import org.jspecify.annotations.Nullable;

/** A name in a bundle: a branch or a tag of the database it was made in. Immutable. */
final class Reference {
    /** The type of branches. */
    static final String BRANCH = "branch";

    /** The type of tags. */
    static final String TAG = "tag";

    final String type;
    final String hash;
    final String name;
    final @Nullable String message;

    Reference(String type, String hash, String name, @Nullable String message) {
        this.type = type;
        this.hash = hash;
        this.name = name;
        this.message = message;
    }

    boolean isTag() {
        return type.equals(TAG);
    }
}

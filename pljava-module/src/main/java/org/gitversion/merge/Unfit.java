package org.gitversion.merge;

import java.util.List;

/** The changes of both sides are in place, and do not fit together. */
final class Unfit extends RuntimeException {
    private static final long serialVersionUID = 1L;

    final transient List<Conflict> conflicts;

    Unfit(List<Conflict> conflicts) {
        this.conflicts = conflicts;
    }
}

package org.gitversion.exchange;

import java.util.ArrayList;
import java.util.List;
import org.gitversion.history.ParsedCommit;
import org.jspecify.annotations.Nullable;

/** A commit as it is in a bundle: its document, and what it changed since its first parent. */
final class BundledCommit {
    final String document;
    final String layoutHash;

    /** The paths of units that are no longer there. */
    final List<String> removed = new ArrayList<>();

    final List<Unit> units = new ArrayList<>();

    BundledCommit(String document, String layoutHash) {
        this.document = document;
        this.layoutHash = layoutHash;
    }

    /**
     * Reads its document.
     *
     * @return what it says
     * @throws org.gitversion.error.GitVersionException FORGED_BUNDLE when it is none of a commit
     */
    ParsedCommit parse() {
        try {
            return ParsedCommit.read(document);
        } catch (IllegalArgumentException e) {
            throw BundleFormat.forged(
                    "the bundle has a commit that is none",
                    "Of its document, " + e.getMessage() + ".");
        }
    }

    /** The documents of a unit, each itself or, where another parent has it, by its hash. */
    static final class Unit {
        final Part document;

        /** Null: it has no layout. */
        final @Nullable Part layout;

        Unit(Part document, @Nullable Part layout) {
            this.document = document;
            this.layout = layout;
        }
    }

    /** A document or a hash. */
    static final class Part {
        final boolean isHash;
        final String text;

        Part(boolean isHash, String text) {
            this.isHash = isHash;
            this.text = text;
        }
    }
}

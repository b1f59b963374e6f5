package org.gitversion.merge;

import org.gitversion.error.ErrorCode;
import org.gitversion.error.GitVersionException;
import org.gitversion.history.Committer;
import org.jspecify.annotations.Nullable;

/** How to merge. Immutable. */
public final class MergeOptions {
    private final Strategy strategy;
    private final @Nullable String message;
    private final String fastForward;
    private final boolean isSquash;
    private final Decisions decisions;

    /**
     * Checks the options.
     *
     * @param strategy what becomes of conflicting parts
     * @param message the message of the merge commit, or null for the usual one
     * @param fastForward auto, only or never
     * @param isSquash whether the commit has the target's head as its only parent
     * @param using how values are converted that get another type
     * @throws GitVersionException INVALID_ARGUMENT
     */
    public MergeOptions(
            Strategy strategy,
            @Nullable String message,
            String fastForward,
            boolean isSquash,
            Using using) {
        if (message != null) {
            Committer.requireMessage(message);
        }
        boolean isOnly = fastForward.equals("only");
        if (!isOnly && !fastForward.equals("auto") && !fastForward.equals("never")) {
            throw new GitVersionException(
                    ErrorCode.INVALID_ARGUMENT,
                    "p_fast_forward \"" + fastForward + "\" is unknown",
                    "It may be auto, only or never.",
                    "Call with one of them, or leave the argument out for auto.");
        }
        if (isOnly && isSquash) {
            throw new GitVersionException(
                    ErrorCode.INVALID_ARGUMENT,
                    "p_squash makes a commit, and p_fast_forward only moves the head",
                    "A fast-forward makes no commit that could be squashed.",
                    "Leave out one of them.");
        }
        this.strategy = strategy;
        this.message = message;
        this.fastForward = fastForward;
        this.isSquash = isSquash;
        this.decisions = Decisions.of(strategy).with(using);
    }

    private MergeOptions(MergeOptions options, Decisions decisions) {
        this.strategy = options.strategy;
        this.message = options.message;
        this.fastForward = options.fastForward;
        this.isSquash = options.isSquash;
        this.decisions = decisions;
    }

    /** The same with decisions of single conflicts. */
    MergeOptions deciding(Decisions single) {
        return new MergeOptions(this, single);
    }

    Decisions decisions() {
        return decisions;
    }

    Strategy strategy() {
        return strategy;
    }

    @Nullable String message() {
        return message;
    }

    String fastForward() {
        return fastForward;
    }

    boolean isSquash() {
        return isSquash;
    }
}

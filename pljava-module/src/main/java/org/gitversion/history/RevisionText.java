package org.gitversion.history;

import java.util.ArrayList;
import java.util.List;
import org.gitversion.error.ErrorCode;
import org.gitversion.error.GitVersionException;

/**
 * A revision taken apart: a name, then steps from there. A step is {@code ~N} (N first parents up),
 * {@code ^N} (the N-th parent; {@code ^0} the commit itself), {@code @{N}} (the N-th entry of the
 * reflog); a missing N of the first two is 1. The name is empty in {@code @{N}} alone.
 */
final class RevisionText {
    private final String name;
    private final List<Step> steps;

    private RevisionText(String name, List<Step> steps) {
        this.name = name;
        this.steps = steps;
    }

    /** One step from a commit to another. */
    static final class Step {
        /** One of {@code ~}, {@code ^}, {@code @}. */
        final char sign;

        /** At least 0. */
        final int number;

        Step(char sign, int number) {
            this.sign = sign;
            this.number = number;
        }

        @Override
        public String toString() {
            return sign == '@' ? "@{" + number + "}" : String.valueOf(sign) + number;
        }
    }

    /** The name of a branch or tag, HEAD, or the beginning of a hash. */
    String name() {
        return name;
    }

    /** The steps in order. */
    List<Step> steps() {
        return steps;
    }

    /**
     * Takes a revision apart.
     *
     * @param text what the user wrote
     * @return its parts
     * @throws GitVersionException UNKNOWN_REVISION when it is no revision
     */
    static RevisionText parse(String text) {
        int at = 0;
        while (at < text.length() && !startsStep(text, at)) {
            at++;
        }
        String name = text.substring(0, at);
        List<Step> steps = new ArrayList<>();
        while (at < text.length()) {
            char sign = text.charAt(at);
            int start = sign == '@' ? at + 2 : at + 1;
            int end = start;
            while (end < text.length() && isDigit(text.charAt(end))) {
                end++;
            }
            boolean closed = end < text.length() && text.charAt(end) == '}';
            if (sign == '@' && (end == start || !closed || !steps.isEmpty())) {
                throw malformed(text);
            }
            steps.add(new Step(sign, number(text, start, end)));
            at = sign == '@' ? end + 1 : end;
            if (at < text.length() && !startsStep(text, at)) {
                throw malformed(text);
            }
        }
        if (name.isEmpty() && (steps.isEmpty() || steps.get(0).sign != '@')) {
            throw malformed(text);
        }
        return new RevisionText(name, steps);
    }

    private static boolean startsStep(String text, int at) {
        char c = text.charAt(at);
        return c == '~' || c == '^' || text.startsWith("@{", at);
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static int number(String text, int start, int end) {
        if (start == end) {
            return 1;
        }
        if (end - start > 9) {
            throw malformed(text);
        }
        return Integer.parseInt(text.substring(start, end));
    }

    private static GitVersionException malformed(String text) {
        return new GitVersionException(
                ErrorCode.UNKNOWN_REVISION,
                "\"" + text + "\" is no revision",
                "A revision is a branch, a tag, a hash or HEAD, followed by any of ~N, ^N and,"
                        + " first, @{N}.",
                "Examples: main, main~2, main^2, HEAD, main@{1}.");
    }
}

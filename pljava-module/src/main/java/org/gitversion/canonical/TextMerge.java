package org.gitversion.canonical;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Merges two texts that grew from one base, line by line, as {@code git merge-file} does: changes
 * that overlap or touch conflict, unless both sides made the same.
 */
public final class TextMerge {
    /** How a conflict is settled without asking. */
    public enum Strategy {
        /** The target's lines. */
        OURS,
        /** The source's lines. */
        THEIRS,
        /** The target's lines, then the source's, lines that both have only once. */
        UNION
    }

    /** A stretch of the result: lines that are settled, or a conflict. */
    public static final class Hunk {
        private final boolean conflict;
        private final List<String> base;
        private final List<String> target;
        private final List<String> source;

        Hunk(boolean conflict, List<String> base, List<String> target, List<String> source) {
            this.conflict = conflict;
            this.base = Collections.unmodifiableList(base);
            this.target = Collections.unmodifiableList(target);
            this.source = Collections.unmodifiableList(source);
        }

        /**
         * Tells whether the sides disagree here.
         *
         * @return false where all three lists are the same settled lines
         */
        public boolean isConflict() {
            return conflict;
        }

        /**
         * Returns the lines of the base.
         *
         * @return lines with their line feeds, immutable
         */
        public List<String> base() {
            return base;
        }

        /**
         * Returns the lines of the target.
         *
         * @return lines with their line feeds, immutable
         */
        public List<String> target() {
            return target;
        }

        /**
         * Returns the lines of the source.
         *
         * @return lines with their line feeds, immutable
         */
        public List<String> source() {
            return source;
        }
    }

    private final List<Hunk> hunks;

    private TextMerge(List<Hunk> hunks) {
        this.hunks = Collections.unmodifiableList(hunks);
    }

    /**
     * Merges two texts.
     *
     * @param base the text both grew from
     * @param target the text that is merged into (git's "ours")
     * @param source the text that is merged (git's "theirs")
     * @return the merge, which may have conflicts
     */
    public static TextMerge merge(String base, String target, String source) {
        ThreeWay threeWay =
                new ThreeWay(LineDiff.lines(base), LineDiff.lines(target), LineDiff.lines(source));
        return new TextMerge(threeWay.hunks());
    }

    /**
     * Returns the stretches of the result.
     *
     * @return settled lines and conflicts in order, immutable
     */
    public List<Hunk> hunks() {
        return hunks;
    }

    /**
     * Returns the conflicts.
     *
     * @return in order; empty when the texts merge
     */
    public List<Hunk> conflicts() {
        List<Hunk> conflicts = new ArrayList<>();
        for (Hunk hunk : hunks) {
            if (hunk.isConflict()) {
                conflicts.add(hunk);
            }
        }
        return conflicts;
    }

    /**
     * Returns the merged text.
     *
     * @return the text, or null when there are conflicts
     */
    public @Nullable String text() {
        return conflicts().isEmpty() ? resolve(Strategy.OURS) : null;
    }

    /**
     * Returns the text with all conflicts settled.
     *
     * @param strategy how
     * @return the text
     */
    public String resolve(Strategy strategy) {
        StringBuilder text = new StringBuilder();
        for (Hunk hunk : hunks) {
            if (!hunk.isConflict() || strategy == Strategy.OURS) {
                append(text, hunk.target());
            } else if (strategy == Strategy.THEIRS) {
                append(text, hunk.source());
            } else {
                union(text, hunk);
            }
        }
        return text.toString();
    }

    /**
     * Returns the text with conflict markers around each conflict, the base's lines included.
     *
     * @return the text that a person has to edit
     */
    public String render() {
        StringBuilder text = new StringBuilder();
        for (Hunk hunk : hunks) {
            if (!hunk.isConflict()) {
                append(text, hunk.target());
                continue;
            }
            text.append("<<<<<<< target\n");
            appendClosed(text, hunk.target());
            text.append("||||||| base\n");
            appendClosed(text, hunk.base());
            text.append("=======\n");
            appendClosed(text, hunk.source());
            text.append(">>>>>>> source\n");
        }
        return text.toString();
    }

    /**
     * Returns the text with conflict markers around each conflict, as git writes it into a file.
     *
     * @param ours what the target is called
     * @param theirs what the source is called
     * @return the text that a person has to edit
     */
    public String render(String ours, String theirs) {
        StringBuilder text = new StringBuilder();
        for (Hunk hunk : hunks) {
            if (!hunk.isConflict()) {
                append(text, hunk.target());
                continue;
            }
            text.append("<<<<<<< ").append(ours).append('\n');
            appendClosed(text, hunk.target());
            text.append("=======\n");
            appendClosed(text, hunk.source());
            text.append(">>>>>>> ").append(theirs).append('\n');
        }
        return text.toString();
    }

    private static void union(StringBuilder text, Hunk hunk) {
        int at = 0;
        for (LineDiff.Change change : LineDiff.compare(hunk.target(), hunk.source())) {
            append(text, hunk.target().subList(at, change.fromStart()));
            List<String> ours = hunk.target().subList(change.fromStart(), change.fromEnd());
            List<String> theirs = hunk.source().subList(change.toStart(), change.toEnd());
            if (theirs.isEmpty()) {
                append(text, ours);
            } else {
                appendClosed(text, ours);
                append(text, theirs);
            }
            at = change.fromEnd();
        }
        append(text, hunk.target().subList(at, hunk.target().size()));
    }

    /** Appends lines; a text that ended without line feed gets one before more lines follow. */
    private static void append(StringBuilder text, List<String> lines) {
        for (String line : lines) {
            if (text.length() > 0 && text.charAt(text.length() - 1) != '\n') {
                text.append('\n');
            }
            text.append(line);
        }
    }

    private static void appendClosed(StringBuilder text, List<String> lines) {
        append(text, lines);
        if (!lines.isEmpty() && text.charAt(text.length() - 1) != '\n') {
            text.append('\n');
        }
    }
}

package org.gitversion.canonical;

import java.util.List;

/** Writes the differences of two texts in the unified format of git and diff. */
public final class UnifiedDiff {
    private final List<String> from;
    private final List<String> to;
    private final int context;
    private final StringBuilder text = new StringBuilder();

    private UnifiedDiff(List<String> from, List<String> to, int context) {
        this.from = from;
        this.to = to;
        this.context = context;
    }

    /**
     * Writes the differences of two texts.
     *
     * @param fromName what stands after {@code ---}
     * @param toName what stands after {@code +++}
     * @param from the old text
     * @param to the new text
     * @param context how many unchanged lines to show around a change, at least 0
     * @return header and hunks; empty when the texts are equal
     */
    public static String format(
            String fromName, String toName, String from, String to, int context) {
        UnifiedDiff diff = new UnifiedDiff(LineDiff.lines(from), LineDiff.lines(to), context);
        List<LineDiff.Change> changes = LineDiff.compare(diff.from, diff.to);
        if (changes.isEmpty()) {
            return "";
        }
        diff.text.append("--- ").append(fromName).append('\n');
        diff.text.append("+++ ").append(toName).append('\n');
        int first = 0;
        while (first < changes.size()) {
            int last = first;
            while (last + 1 < changes.size()
                    && changes.get(last + 1).fromStart() - changes.get(last).fromEnd()
                            <= 2 * context) {
                last++;
            }
            diff.hunk(changes.subList(first, last + 1));
            first = last + 1;
        }
        return diff.text.toString();
    }

    private void hunk(List<LineDiff.Change> changes) {
        LineDiff.Change first = changes.get(0);
        LineDiff.Change last = changes.get(changes.size() - 1);
        int before = Math.min(context, first.fromStart());
        int after = Math.min(context, from.size() - last.fromEnd());
        int start = first.fromStart() - before;
        text.append("@@ -");
        range(start, last.fromEnd() + after);
        text.append(" +");
        range(first.toStart() - before, last.toEnd() + after);
        text.append(" @@\n");
        int at = start;
        for (LineDiff.Change change : changes) {
            lines(' ', from, at, change.fromStart());
            lines('-', from, change.fromStart(), change.fromEnd());
            lines('+', to, change.toStart(), change.toEnd());
            at = change.fromEnd();
        }
        lines(' ', from, at, at + after);
    }

    /** Lines are counted from 1; of an empty range the line before it is named. */
    private void range(int start, int end) {
        text.append(end == start ? start : start + 1);
        if (end - start != 1) {
            text.append(',').append(end - start);
        }
    }

    private void lines(char sign, List<String> lines, int start, int end) {
        for (int i = start; i < end; i++) {
            String line = lines.get(i);
            text.append(sign).append(line);
            if (!line.endsWith("\n")) {
                text.append("\n\\ No newline at end of file\n");
            }
        }
    }
}

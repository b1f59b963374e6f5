package org.gitversion.canonical;

import java.util.ArrayList;
import java.util.List;
import org.gitversion.canonical.LineDiff.Change;
import org.gitversion.canonical.TextMerge.Hunk;

/** Lays the changes of two sides over their base; changes that overlap or touch go together. */
final class ThreeWay {
    private final List<String> base;
    private final Side target;
    private final Side source;
    private final List<Hunk> hunks = new ArrayList<>();
    private List<String> settled = new ArrayList<>();

    /** One side: its lines, its changes of the base, and how far both have been read. */
    private static final class Side {
        private final List<String> lines;
        private final List<Change> changes;
        private int next;
        private int at;

        private Side(List<String> base, List<String> lines) {
            this.lines = lines;
            this.changes = LineDiff.compare(base, lines);
        }

        /** Where in the base the next change starts. */
        private int nextStart() {
            return next < changes.size() ? changes.get(next).fromStart() : Integer.MAX_VALUE;
        }

        /** Takes the changes that start by the end; returns the end they reach. */
        private int reach(int end) {
            int reached = end;
            while (nextStart() <= reached) {
                reached = Math.max(reached, changes.get(next).fromEnd());
                next++;
            }
            return reached;
        }

        /** How many lines more than the base the changes taken have brought. */
        private int shift() {
            return next == 0 ? 0 : changes.get(next - 1).toEnd() - changes.get(next - 1).fromEnd();
        }

        private List<String> readTo(int end) {
            List<String> read = lines.subList(at, end);
            at = end;
            return read;
        }
    }

    ThreeWay(List<String> base, List<String> target, List<String> source) {
        this.base = base;
        this.target = new Side(base, target);
        this.source = new Side(base, source);
    }

    /** Settled lines and conflicts, in order. */
    List<Hunk> hunks() {
        int start = Math.min(target.nextStart(), source.nextStart());
        while (start < Integer.MAX_VALUE) {
            settled.addAll(target.readTo(start + target.shift()));
            source.readTo(start + source.shift());
            region(start);
            start = Math.min(target.nextStart(), source.nextStart());
        }
        settled.addAll(target.readTo(target.lines.size()));
        settle();
        return hunks;
    }

    /** Takes all changes that hang together from here on. */
    private void region(int start) {
        int targetBefore = target.next;
        int sourceBefore = source.next;
        int end = start;
        int reached = source.reach(target.reach(end));
        while (reached > end) {
            end = reached;
            reached = source.reach(target.reach(end));
        }
        List<String> ours = target.readTo(end + target.shift());
        List<String> theirs = source.readTo(end + source.shift());
        if (target.next == targetBefore) {
            settled.addAll(theirs);
        } else if (source.next == sourceBefore || ours.equals(theirs)) {
            settled.addAll(ours);
        } else {
            settle();
            hunks.add(new Hunk(true, base.subList(start, end), ours, theirs));
        }
    }

    private void settle() {
        if (!settled.isEmpty()) {
            hunks.add(new Hunk(false, settled, settled, settled));
            settled = new ArrayList<>();
        }
    }
}

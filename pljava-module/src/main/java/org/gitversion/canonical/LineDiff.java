package org.gitversion.canonical;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds a shortest way from one list of lines to another (Myers, in linear space). Of equally short
 * ways, insertions and deletions stand as far down as they can.
 */
public final class LineDiff {
    private static final int UNREACHED = -1;

    private final int[] from;
    private final int[] to;
    private final boolean[] deleted;
    private final boolean[] inserted;

    /** The lines that occur on both sides, as indexes into {@link #from} and {@link #to}. */
    private int[] fromKept = new int[0];

    private int[] toKept = new int[0];
    private int[] forward = new int[0];
    private int[] backward = new int[0];

    private LineDiff(List<String> from, List<String> to) {
        Map<String, Integer> numbers = new HashMap<>();
        this.from = number(from, numbers);
        this.to = number(to, numbers);
        this.deleted = new boolean[this.from.length];
        this.inserted = new boolean[this.to.length];
    }

    /** Lines {@code from} that are replaced by lines {@code to}; at most one side is empty. */
    public static final class Change {
        private final int fromStart;
        private final int fromEnd;
        private final int toStart;
        private final int toEnd;

        Change(int fromStart, int fromEnd, int toStart, int toEnd) {
            this.fromStart = fromStart;
            this.fromEnd = fromEnd;
            this.toStart = toStart;
            this.toEnd = toEnd;
        }

        /**
         * Returns the first line that goes.
         *
         * @return an index, counted from 0
         */
        public int fromStart() {
            return fromStart;
        }

        /**
         * Returns the line after the last that goes.
         *
         * @return an index; equal to the start when nothing goes
         */
        public int fromEnd() {
            return fromEnd;
        }

        /**
         * Returns the first line that comes.
         *
         * @return an index, counted from 0
         */
        public int toStart() {
            return toStart;
        }

        /**
         * Returns the line after the last that comes.
         *
         * @return an index; equal to the start when nothing comes
         */
        public int toEnd() {
            return toEnd;
        }
    }

    /**
     * Cuts a text into lines.
     *
     * @param text any text
     * @return the lines with their line feeds; the last has none when the text does not end in one
     */
    public static List<String> lines(String text) {
        List<String> lines = new ArrayList<>();
        int start = 0;
        while (start < text.length()) {
            int feed = text.indexOf('\n', start);
            int end = feed < 0 ? text.length() : feed + 1;
            lines.add(text.substring(start, end));
            start = end;
        }
        return lines;
    }

    /**
     * Compares two lists of lines.
     *
     * @param from the old lines
     * @param to the new lines
     * @return the changes in order; between two of them at least one line stays
     */
    public static List<Change> compare(List<String> from, List<String> to) {
        LineDiff diff = new LineDiff(from, to);
        diff.run();
        slideDown(diff.from, diff.deleted, diff.inserted);
        slideDown(diff.to, diff.inserted, diff.deleted);
        return diff.changes();
    }

    private static int[] number(List<String> lines, Map<String, Integer> numbers) {
        int[] numbered = new int[lines.size()];
        for (int i = 0; i < numbered.length; i++) {
            Integer known = numbers.get(lines.get(i));
            if (known == null) {
                known = numbers.size();
                numbers.put(lines.get(i), known);
            }
            numbered[i] = known;
        }
        return numbered;
    }

    private void run() {
        int start = 0;
        int fromEnd = from.length;
        int toEnd = to.length;
        while (start < fromEnd && start < toEnd && from[start] == to[start]) {
            start++;
        }
        while (fromEnd > start && toEnd > start && from[fromEnd - 1] == to[toEnd - 1]) {
            fromEnd--;
            toEnd--;
        }
        fromKept = keep(from, start, fromEnd, to, toEnd, deleted);
        toKept = keep(to, start, toEnd, from, fromEnd, inserted);
        int diagonals = fromKept.length + toKept.length + 3;
        forward = new int[diagonals];
        backward = new int[diagonals];
        between(0, fromKept.length, 0, toKept.length);
    }

    /** Keeps the lines that the other side has too; the others have changed for certain. */
    private static int[] keep(
            int[] lines, int start, int end, int[] others, int othersEnd, boolean[] changed) {
        boolean[] common = new boolean[lines.length + others.length];
        for (int i = start; i < othersEnd; i++) {
            common[others[i]] = true;
        }
        int[] kept = new int[end - start];
        int count = 0;
        for (int i = start; i < end; i++) {
            if (common[lines[i]]) {
                kept[count++] = i;
            } else {
                changed[i] = true;
            }
        }
        return Arrays.copyOf(kept, count);
    }

    private boolean same(int fromIndex, int toIndex) {
        return from[fromKept[fromIndex]] == to[toKept[toIndex]];
    }

    private void between(int fromStart, int fromEnd, int toStart, int toEnd) {
        int a = fromStart;
        int aEnd = fromEnd;
        int b = toStart;
        int bEnd = toEnd;
        while (a < aEnd && b < bEnd && same(a, b)) {
            a++;
            b++;
        }
        while (a < aEnd && b < bEnd && same(aEnd - 1, bEnd - 1)) {
            aEnd--;
            bEnd--;
        }
        if (a == aEnd || b == bEnd) {
            for (int i = a; i < aEnd; i++) {
                deleted[fromKept[i]] = true;
            }
            for (int i = b; i < bEnd; i++) {
                inserted[toKept[i]] = true;
            }
            return;
        }
        int[] middle = middle(a, aEnd, b, bEnd);
        between(a, middle[0], b, middle[1]);
        between(middle[0], aEnd, middle[1], bEnd);
    }

    /** A point in the middle of a shortest way, which is neither of the two corners. */
    private int[] middle(int a, int aEnd, int b, int bEnd) {
        int width = aEnd - a;
        int height = bEnd - b;
        int delta = width - height;
        int origin = height + 1;
        Arrays.fill(forward, 0, width + height + 3, UNREACHED);
        Arrays.fill(backward, 0, width + height + 3, UNREACHED);
        for (int d = 0; ; d++) {
            int low = -d + 2 * Math.max(0, d - height);
            int high = d - 2 * Math.max(0, d - width);
            for (int k = low; k <= high; k += 2) {
                int x = step(forward, origin + k, k, width, height, d);
                while (x >= 0 && x < width && x - k < height && same(a + x, b + x - k)) {
                    x++;
                }
                forward[origin + k] = x;
                int opposite = delta - k;
                if (meets(x, backward, origin, opposite, d - 1, width, height)) {
                    return new int[] {a + x, b + x - k};
                }
            }
            for (int k = low; k <= high; k += 2) {
                int x = step(backward, origin + k, k, width, height, d);
                while (x >= 0
                        && x < width
                        && x - k < height
                        && same(aEnd - 1 - x, bEnd - 1 - x + k)) {
                    x++;
                }
                backward[origin + k] = x;
                int opposite = delta - k;
                if (meets(x, forward, origin, opposite, d, width, height)) {
                    return new int[] {aEnd - x, bEnd - x + k};
                }
            }
        }
    }

    /** How far one reaches on diagonal {@code k} with one more deletion or insertion. */
    private static int step(int[] reached, int at, int k, int width, int height, int d) {
        if (d == 0) {
            return 0;
        }
        int right = reached[at - 1] == UNREACHED ? UNREACHED : reached[at - 1] + 1;
        int down = reached[at + 1];
        int best = right > width ? UNREACHED : right;
        return down > best && down - k <= height ? down : best;
    }

    private static boolean meets(
            int x, int[] other, int origin, int opposite, int d, int width, int height) {
        return x >= 0
                && Math.abs(opposite) <= d
                && ((opposite - d) & 1) == 0
                && opposite >= -height
                && opposite <= width
                && other[origin + opposite] != UNREACHED
                && x + other[origin + opposite] >= width;
    }

    /**
     * Moves each pure insertion or deletion down while the line after it equals its first line, and
     * joins it with the next.
     */
    private static void slideDown(int[] lines, boolean[] changed, boolean[] otherChanged) {
        int other = 0;
        int i = 0;
        while (i < lines.length) {
            if (!changed[i]) {
                while (otherChanged[other]) {
                    other++;
                }
                other++;
                i++;
                continue;
            }
            int start = i;
            int end = i;
            while (end < lines.length && changed[end]) {
                end++;
            }
            boolean pure = other >= otherChanged.length || !otherChanged[other];
            while (pure && end < lines.length && lines[start] == lines[end]) {
                changed[start++] = false;
                changed[end++] = true;
                other++;
                while (end < lines.length && changed[end]) {
                    end++;
                }
                pure = other >= otherChanged.length || !otherChanged[other];
            }
            i = end;
        }
    }

    private List<Change> changes() {
        List<Change> changes = new ArrayList<>();
        int a = 0;
        int b = 0;
        while (a < deleted.length || b < inserted.length) {
            int fromStart = a;
            int toStart = b;
            while (a < deleted.length && deleted[a]) {
                a++;
            }
            while (b < inserted.length && inserted[b]) {
                b++;
            }
            if (a > fromStart || b > toStart) {
                changes.add(new Change(fromStart, a, toStart, b));
            } else {
                a++;
                b++;
            }
        }
        return changes;
    }
}

package org.gitversion.canonical;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Merges the rows of a table by key, and those that both sides changed by column. */
public final class RowMerge {
    /** Whose value stands where both sides changed it. */
    public enum Side {
        /** Nobody's: it is a conflict. */
        NONE,
        /** The target's. */
        TARGET,
        /** The source's. */
        SOURCE
    }

    private static final int SHOWN = 5;

    private final Side side;
    private final List<String> merged = new ArrayList<>();
    private final List<String> conflicts = new ArrayList<>();
    private final StringBuilder base = new StringBuilder();
    private final StringBuilder target = new StringBuilder();
    private final StringBuilder source = new StringBuilder();

    private RowMerge(Side side) {
        this.side = side;
    }

    /**
     * Merges.
     *
     * @param base the rows that both sides come from
     * @param target the rows of the one side
     * @param source the rows of the other side
     * @param side who wins
     * @return the merged rows and the conflicts
     */
    public static RowMerge merge(
            List<String> base, List<String> target, List<String> source, Side side) {
        RowMerge merge = new RowMerge(side);
        Map<String, String> before = byKey(base);
        Map<String, String> ours = byKey(target);
        Map<String, String> theirs = byKey(source);
        SortedSet<String> keys = new TreeSet<>(ours.keySet());
        keys.addAll(theirs.keySet());
        for (String key : keys) {
            merge.add(key, before.get(key), ours.get(key), theirs.get(key));
        }
        merge.merged.sort(CodePointOrder.INSTANCE);
        return merge;
    }

    private static Map<String, String> byKey(List<String> items) {
        Map<String, String> rows = new TreeMap<>();
        for (String item : items) {
            rows.put(Row.parse(item).key(), item);
        }
        return rows;
    }

    private void add(
            String key, @Nullable String before, @Nullable String our, @Nullable String their) {
        String kept = our;
        if (Objects.equals(our, before)) {
            kept = their;
        } else if (!Objects.equals(their, before) && !Objects.equals(our, their)) {
            if (our == null || their == null) {
                if (side == Side.NONE) {
                    report(key, "one side removed it, the other changed it", before, our, their);
                } else {
                    kept = side == Side.TARGET ? our : their;
                }
            } else {
                kept = fields(key, before, our, their);
            }
        }
        if (kept != null) {
            merged.add(kept);
        }
    }

    private String fields(String key, @Nullable String before, String our, String their) {
        Row origin = before == null ? null : Row.parse(before);
        Row ours = Row.parse(our);
        Row theirs = Row.parse(their);
        SortedSet<String> names = new TreeSet<>(CodePointOrder.INSTANCE);
        names.addAll(ours.columns());
        names.addAll(theirs.columns());
        SortedMap<String, @Nullable String> values = new TreeMap<>(CodePointOrder.INSTANCE);
        for (String name : names) {
            if (!ours.has(name) || !theirs.has(name)) {
                // A side has no such column: it dropped it, or the other one added it.
                if (origin == null || !origin.has(name)) {
                    values.put(name, ours.has(name) ? ours.value(name) : theirs.value(name));
                }
                continue;
            }
            String value = ours.value(name);
            String other = theirs.value(name);
            if (!Objects.equals(value, other)) {
                boolean isKnown = origin != null && origin.has(name);
                String first = origin == null ? null : origin.value(name);
                if (isKnown && Objects.equals(value, first)) {
                    value = other;
                } else if (!isKnown || !Objects.equals(other, first)) {
                    if (side == Side.NONE) {
                        String what = "both sides changed " + name + " differently";
                        report(key, what, before, our, their);
                    } else if (side == Side.SOURCE) {
                        value = other;
                    }
                }
            }
            values.put(name, value);
        }
        return ours.with(values);
    }

    private void report(
            String key,
            String what,
            @Nullable String before,
            @Nullable String our,
            @Nullable String their) {
        conflicts.add("of the row with " + key.replace('\t', ' ') + " " + what);
        if (conflicts.size() <= SHOWN) {
            append(base, before);
            append(target, our);
            append(source, their);
        }
    }

    private static void append(StringBuilder out, @Nullable String item) {
        out.append(item == null || out.length() == 0 ? "" : "\n");
        out.append(item == null ? "" : item.replace("\t\t", "\t").replace('\t', ' '));
    }

    /**
     * Returns the merged rows.
     *
     * @return in order; those of the target where there is a conflict
     */
    public List<String> merged() {
        return merged;
    }

    /**
     * Says what contradicts each other.
     *
     * @return with the keys of the rows, or null when nothing does
     */
    public @Nullable String conflict() {
        if (conflicts.isEmpty()) {
            return null;
        }
        int shown = Math.min(conflicts.size(), SHOWN);
        String text = String.join("; ", conflicts.subList(0, shown));
        return conflicts.size() == shown
                ? text
                : text + "; and " + (conflicts.size() - shown) + " more";
    }

    /**
     * Returns the rows in conflict as they were.
     *
     * @return one a line, or null when there were none
     */
    public @Nullable String base() {
        return shown(base);
    }

    /**
     * Returns the rows in conflict as the target has them.
     *
     * @return one a line, or null when it has none
     */
    public @Nullable String target() {
        return shown(target);
    }

    /**
     * Returns the rows in conflict as the source has them.
     *
     * @return one a line, or null when it has none
     */
    public @Nullable String source() {
        return shown(source);
    }

    private static @Nullable String shown(StringBuilder rows) {
        return rows.length() == 0 ? null : rows.toString();
    }
}

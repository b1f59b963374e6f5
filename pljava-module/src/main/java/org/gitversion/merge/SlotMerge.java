package org.gitversion.merge;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.gitversion.canonical.Labels;
import org.gitversion.canonical.ListMerge;
import org.gitversion.canonical.OptionText;
import org.gitversion.canonical.RowMerge;
import org.gitversion.canonical.SetMerge;
import org.gitversion.canonical.TextMerge;
import org.gitversion.model.Slot;
import org.gitversion.model.Value;
import org.jspecify.annotations.Nullable;

/** Three-way merge of one slot. */
final class SlotMerge {
    /** The merged value or the reason why there is none. */
    static final class Outcome {
        final @Nullable Value value;
        final @Nullable String conflict;

        /** Whether both sides conflicted, and the strategy took one of them. */
        final boolean decided;

        /** The rows in conflict, where the slot holds rows. */
        final @Nullable RowMerge rows;

        private Outcome(@Nullable Value value, @Nullable String conflict, RowMerge rows) {
            this.value = value;
            this.conflict = conflict;
            this.decided = false;
            this.rows = rows;
        }

        private Outcome(@Nullable Value value, @Nullable String conflict) {
            this(value, conflict, false);
        }

        private Outcome(@Nullable Value value, @Nullable String conflict, boolean decided) {
            this.value = value;
            this.conflict = conflict;
            this.decided = decided;
            this.rows = null;
        }
    }

    private SlotMerge() {}

    static Outcome merge(
            Slot slot,
            @Nullable Value base,
            @Nullable Value source,
            @Nullable Value target,
            Strategy strategy) {
        if (same(source, target) || same(source, base)) {
            return new Outcome(target, null);
        }
        if (same(target, base)) {
            return new Outcome(source, null);
        }
        Outcome merged =
                Contradiction.is(base)
                        ? new Outcome(
                                target, "both sides have it differently, as their ancestors do")
                        : mergeBoth(slot, base, source, target, strategy);
        if (merged.conflict == null) {
            return merged;
        }
        if (strategy == Strategy.OURS) {
            return new Outcome(target, null, true);
        }
        return strategy == Strategy.THEIRS ? new Outcome(source, null, true) : merged;
    }

    private static Outcome mergeBoth(
            Slot slot,
            @Nullable Value base,
            @Nullable Value source,
            @Nullable Value target,
            Strategy strategy) {
        switch (slot.merge()) {
            case SET:
                return mergeSets(slot, base, source, target);
            case ROWS:
                return mergeRows(
                        target,
                        RowMerge.merge(
                                items(base),
                                items(target),
                                items(source),
                                strategy == Strategy.OURS
                                        ? RowMerge.Side.TARGET
                                        : strategy == Strategy.THEIRS
                                                ? RowMerge.Side.SOURCE
                                                : RowMerge.Side.NONE));
            case LIST:
                return merged(target, ListMerge.merge(items(base), items(target), items(source)));
            case LABELS:
                return merged(target, Labels.merge(items(base), items(target), items(source)));
            case LINES:
                if (source != null && target != null) {
                    return mergeLines(base, source, target, strategy);
                }
                return new Outcome(target, "one side removed what the other one changed");
            case OPTIONS:
                return mergeOptions(base, source, target);
            case TEXT:
            case QUERY:
                return base != null && source != null && target != null
                        ? mergeLines(base, source, target, Strategy.RECURSIVE)
                        : new Outcome(target, "both sides set it differently");
            default:
                return new Outcome(target, "both sides changed it differently");
        }
    }

    private static Outcome mergeRows(@Nullable Value target, RowMerge rows) {
        String conflict = rows.conflict();
        if (conflict != null) {
            return new Outcome(target, conflict, rows);
        }
        return new Outcome(rows.merged().isEmpty() ? null : Value.items(rows.merged()), null);
    }

    private static Outcome mergeSets(
            Slot slot, @Nullable Value base, @Nullable Value source, @Nullable Value target) {
        String clash = SetMerge.clash(slot.key(), items(base), items(target), items(source));
        if (clash != null) {
            return new Outcome(target, "both sides changed " + clash + " differently");
        }
        List<String> set = SetMerge.merge(slot.key(), items(base), items(target), items(source));
        boolean alsoEmpty = base == null || source == null || target == null || set.isEmpty();
        if (slot.isClosed() && alsoEmpty) {
            return new Outcome(
                    target, "both sides changed it, and without any it means something else");
        }
        return new Outcome(set.isEmpty() ? null : Value.items(set), null);
    }

    /** The settings of a text, in the order of the target, what the source changed at the end. */
    private static Outcome mergeOptions(
            @Nullable Value base, @Nullable Value source, @Nullable Value target) {
        Map<String, String> before = OptionText.read(base == null ? "" : base.text());
        Map<String, String> theirs = OptionText.read(source == null ? "" : source.text());
        Map<String, String> merged = OptionText.read(target == null ? "" : target.text());
        Set<String> names = new TreeSet<>(before.keySet());
        names.addAll(theirs.keySet());
        for (String name : names) {
            String old = before.get(name);
            String their = theirs.get(name);
            String our = merged.get(name);
            if (Objects.equals(their, old) || Objects.equals(their, our)) {
                continue;
            }
            if (!Objects.equals(our, old)) {
                return new Outcome(target, "both sides changed " + name + " differently");
            }
            merged.remove(name);
            if (their != null) {
                // Like ALTER TEXT SEARCH DICTIONARY, which puts what it changes at the end.
                merged.put(name, their);
            }
        }
        String text = String.join(", ", merged.values());
        return new Outcome(text.isEmpty() ? null : Value.text(text), null);
    }

    private static Outcome merged(@Nullable Value target, ListMerge.Result list) {
        return list.isConflict()
                ? new Outcome(target, list.conflict())
                : new Outcome(Value.items(list.merged()), null);
    }

    /**
     * Merges by line. The printed form of a query ends without a line feed: it is given one here,
     * or a clause added at the end would also change the line before.
     */
    private static Outcome mergeLines(
            @Nullable Value base, Value source, Value target, Strategy strategy) {
        String end = isOpen(base) && isOpen(source) && isOpen(target) ? "\n" : "";
        TextMerge merged =
                TextMerge.merge(
                        base == null ? "" : base.text() + end,
                        target.text() + end,
                        source.text() + end);
        String text = merged.text();
        if (text != null) {
            return closed(text, end);
        }
        switch (strategy) {
            case OURS:
                return closed(merged.resolve(TextMerge.Strategy.OURS), end);
            case THEIRS:
                return closed(merged.resolve(TextMerge.Strategy.THEIRS), end);
            case UNION:
                return closed(merged.resolve(TextMerge.Strategy.UNION), end);
            default:
                return new Outcome(target, "both sides changed the same lines");
        }
    }

    private static boolean isOpen(@Nullable Value value) {
        return value != null && !value.text().endsWith("\n");
    }

    private static Outcome closed(String text, String end) {
        String whole = text.endsWith(end) ? text.substring(0, text.length() - end.length()) : text;
        return new Outcome(Value.text(whole), null);
    }

    private static boolean same(@Nullable Value a, @Nullable Value b) {
        return a == null ? b == null : a.equals(b);
    }

    private static List<String> items(@Nullable Value value) {
        return value == null ? List.of() : value.items();
    }
}

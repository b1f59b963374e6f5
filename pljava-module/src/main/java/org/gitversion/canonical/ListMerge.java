package org.gitversion.canonical;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Merges ordered lists of different items three ways: what either side removed goes, what either
 * side added keeps its neighbours (the target's first where both added in one place), and if one
 * side put the old items into another order, that order holds.
 */
public final class ListMerge {
    /** The merged list, or why there is none. */
    public static final class Result {
        private final List<String> merged;
        private final @Nullable String conflict;

        private Result(List<String> merged, @Nullable String conflict) {
            this.merged = Collections.unmodifiableList(merged);
            this.conflict = conflict;
        }

        /**
         * Tells whether the lists do not merge.
         *
         * @return true when {@link #conflict} says why
         */
        public boolean isConflict() {
            return conflict != null;
        }

        /**
         * Returns the merged list.
         *
         * @return immutable; the target's list when there is a conflict
         */
        public List<String> merged() {
            return merged;
        }

        /**
         * Returns why the lists do not merge.
         *
         * @return a sentence without capital and full stop, or null
         */
        public @Nullable String conflict() {
            return conflict;
        }
    }

    /** Says why there is no merged list. */
    static Result conflict(List<String> target, String why) {
        return new Result(target, why);
    }

    private final List<String> target;
    private final List<String> source;
    private final List<String> base;

    /** Both sides without what the other one removed. */
    private final List<String> ours;

    private final List<String> theirs;

    private ListMerge(List<String> base, List<String> target, List<String> source) {
        this.base = base;
        this.target = target;
        this.source = source;
        this.ours = without(target, removed(base, source));
        this.theirs = without(source, removed(base, target));
    }

    /**
     * Merges two lists.
     *
     * @param base the items both sides grew from
     * @param target the items of the target
     * @param source the items of the source
     * @return the merged list or a conflict
     */
    public static Result merge(List<String> base, List<String> target, List<String> source) {
        if (target.equals(source) || source.equals(base)) {
            return new Result(new ArrayList<>(target), null);
        }
        if (target.equals(base)) {
            return new Result(new ArrayList<>(source), null);
        }
        String conflict = repeated(base, target, source);
        if (conflict != null) {
            return new Result(new ArrayList<>(target), conflict);
        }
        return new ListMerge(base, target, source).merge();
    }

    private Result merge() {
        List<String> shared = common(ours, theirs);
        boolean sameOrder = shared.equals(common(theirs, ours));
        boolean targetMoved = !common(target, base).equals(common(base, target));
        boolean sourceMoved = !common(source, base).equals(common(base, source));
        String elsewhere = addedElsewhere();
        if (elsewhere != null) {
            return conflict("both sides added \"" + elsewhere + "\", but in different places");
        }
        if (!sameOrder && targetMoved == sourceMoved) {
            return conflict(
                    targetMoved
                            ? "both sides changed the order of the items"
                            : "both sides added the same items, but in different order");
        }
        return new Result(
                sourceMoved && !targetMoved
                        ? weave(theirs, ours, false)
                        : weave(ours, theirs, true),
                null);
    }

    private Result conflict(String reason) {
        return new Result(new ArrayList<>(target), reason);
    }

    /** An item new on both sides that stands between other old items on each; or null. */
    private @Nullable String addedElsewhere() {
        Set<String> old = new HashSet<>(base);
        for (String item : common(ours, theirs)) {
            if (!old.contains(item)
                    && !sameNeighbour(item, old, ours, theirs)
                    && !sameNeighbour(item, old, reversed(ours), reversed(theirs))) {
                return item;
            }
        }
        return null;
    }

    /** Whether the last old item before a new one is the same on both sides. */
    private static boolean sameNeighbour(
            String item, Set<String> old, List<String> ours, List<String> theirs) {
        String before = neighbour(item, old, ours);
        String beforeThere = neighbour(item, old, theirs);
        return before == null ? beforeThere == null : before.equals(beforeThere);
    }

    private static @Nullable String neighbour(String item, Set<String> old, List<String> list) {
        for (int i = list.indexOf(item) - 1; i >= 0; i--) {
            if (old.contains(list.get(i))) {
                return list.get(i);
            }
        }
        return null;
    }

    /** Puts what only the guest has into the frame, behind the item that it follows there. */
    private static List<String> weave(List<String> frame, List<String> guest, boolean frameFirst) {
        Set<String> known = new HashSet<>(frame);
        Map<String, List<String>> followers = new HashMap<>();
        List<String> leading = new ArrayList<>();
        List<String> group = leading;
        for (String item : guest) {
            if (known.contains(item)) {
                group = new ArrayList<>();
                followers.put(item, group);
            } else {
                group.add(item);
            }
        }
        Set<String> anchors = new HashSet<>(guest);
        List<String> woven = new ArrayList<>();
        List<String> waiting = leading;
        if (!frameFirst) {
            woven.addAll(waiting);
            waiting = List.of();
        }
        for (String item : frame) {
            if (anchors.contains(item)) {
                woven.addAll(waiting);
                woven.add(item);
                waiting = followers.getOrDefault(item, List.of());
                if (!frameFirst) {
                    woven.addAll(waiting);
                    waiting = List.of();
                }
            } else {
                woven.add(item);
            }
        }
        woven.addAll(waiting);
        return woven;
    }

    private static @Nullable String repeated(
            List<String> base, List<String> target, List<String> source) {
        for (List<String> list : List.of(base, target, source)) {
            Set<String> seen = new HashSet<>();
            for (String item : list) {
                if (!seen.add(item)) {
                    return "the item \"" + item + "\" occurs more than once";
                }
            }
        }
        return null;
    }

    private static Set<String> removed(List<String> base, List<String> side) {
        Set<String> removed = new HashSet<>(base);
        removed.removeAll(new HashSet<>(side));
        return removed;
    }

    private static List<String> without(List<String> list, Set<String> removed) {
        List<String> left = new ArrayList<>(list);
        left.removeAll(removed);
        return left;
    }

    private static List<String> common(List<String> list, List<String> other) {
        List<String> common = new ArrayList<>(list);
        common.retainAll(new HashSet<>(other));
        return common;
    }

    private static List<String> reversed(List<String> list) {
        List<String> reversed = new ArrayList<>(list);
        Collections.reverse(reversed);
        return reversed;
    }
}

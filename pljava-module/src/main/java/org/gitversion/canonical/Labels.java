package org.gitversion.canonical;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Lists of labels that can be added and renamed, but neither moved nor removed. So where as many
 * went as came, between two that stayed, they were renamed in their order.
 */
public final class Labels {
    private Labels() {}

    /**
     * Finds what was renamed.
     *
     * @param before the labels at first
     * @param after the labels later
     * @return the new labels by old ones; null when renaming and adding do not explain the change
     */
    public static @Nullable Map<String, String> renames(List<String> before, List<String> after) {
        Map<String, String> renames = new TreeMap<>();
        int old = 0;
        int now = 0;
        while (old < before.size() || now < after.size()) {
            int oldEnd = nextIn(before, old, after);
            int nowEnd = nextIn(after, now, before);
            boolean atEnd = oldEnd == before.size();
            if (atEnd != (nowEnd == after.size())
                    || !atEnd && !before.get(oldEnd).equals(after.get(nowEnd))
                    || oldEnd > old && oldEnd - old != nowEnd - now) {
                return null;
            }
            for (; old < oldEnd; old++, now++) {
                renames.put(before.get(old), after.get(now));
            }
            old = oldEnd + 1;
            now = nowEnd + 1;
        }
        return renames;
    }

    /** Where the next label is that the other list has, too. */
    private static int nextIn(List<String> labels, int start, List<String> others) {
        int at = start;
        while (at < labels.size() && !others.contains(labels.get(at))) {
            at++;
        }
        return at;
    }

    /**
     * Renames labels in a list.
     *
     * @param labels the list
     * @param renames new labels by old ones
     * @return the new list
     */
    public static List<String> renamed(List<String> labels, Map<String, String> renames) {
        List<String> out = new ArrayList<>(labels.size());
        for (String label : labels) {
            String name = renames.get(label);
            out.add(name == null ? label : name);
        }
        return out;
    }

    /**
     * Merges labels three ways: what one side renamed is renamed for the other one, too.
     *
     * @param base the labels both sides grew from
     * @param target the labels of the target
     * @param source the labels of the source
     * @return the merged list or a conflict
     */
    public static ListMerge.Result merge(
            List<String> base, List<String> target, List<String> source) {
        Map<String, String> ours = renames(base, target);
        Map<String, String> theirs = renames(base, source);
        if (ours == null || theirs == null) {
            return mergeUnexplained(base, target, source);
        }
        Map<String, String> all = new TreeMap<>(ours);
        for (Map.Entry<String, String> rename : theirs.entrySet()) {
            String other = all.put(rename.getKey(), rename.getValue());
            if (other != null && !other.equals(rename.getValue())) {
                return ListMerge.conflict(
                        target, "both sides renamed label " + rename.getKey() + " differently");
            }
        }
        List<String> ourList = renamed(target, theirs);
        List<String> theirList = renamed(source, ours);
        if (hasTwice(ourList) || hasTwice(theirList) || hasTwice(renamed(base, all))) {
            return ListMerge.conflict(target, "both sides gave different labels one name");
        }
        return ListMerge.merge(renamed(base, all), ourList, theirList);
    }

    /** Where both sides replaced one label by different ones, nobody knows what is left of it. */
    private static ListMerge.Result mergeUnexplained(
            List<String> base, List<String> target, List<String> source) {
        List<String> ours = without(target, base);
        List<String> theirs = without(source, base);
        List<String> gone = without(without(base, target), source);
        int alike = ours.size() - without(ours, theirs).size();
        if (alike < gone.size() && !ours.isEmpty() && !theirs.isEmpty()) {
            return ListMerge.conflict(
                    target, "both sides replaced label " + gone.get(0) + " differently");
        }
        return ListMerge.merge(base, target, source);
    }

    private static List<String> without(List<String> labels, List<String> others) {
        List<String> out = new ArrayList<>(labels);
        out.removeAll(others);
        return out;
    }

    private static boolean hasTwice(List<String> labels) {
        return new HashSet<>(labels).size() < labels.size();
    }
}

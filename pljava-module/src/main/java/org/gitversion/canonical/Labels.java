package org.gitversion.canonical;

import java.util.ArrayList;
import java.util.List;

/** Lists of labels that can be added in place, but neither moved nor removed. */
public final class Labels {
    private Labels() {}

    /**
     * Tells whether labels have only been added.
     *
     * @param before the labels at first
     * @param after the labels later
     * @return true when the first ones are among the later ones, in their order
     */
    public static boolean isPartOf(List<String> before, List<String> after) {
        int found = 0;
        for (String label : after) {
            if (found < before.size() && before.get(found).equals(label)) {
                found++;
            }
        }
        return found == before.size();
    }

    /**
     * Merges labels three ways. Where both sides replaced one label by different ones, nobody knows
     * what is left of it.
     *
     * @param base the labels both sides grew from
     * @param target the labels of the target
     * @param source the labels of the source
     * @return the merged list or a conflict
     */
    public static ListMerge.Result merge(
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
}

package org.gitversion.canonical;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Merges sets of items three ways: what either side added comes, what either side removed goes. */
public final class SetMerge {
    private SetMerge() {}

    /**
     * Merges two sets.
     *
     * @param base the items both sides grew from
     * @param target the items of the target
     * @param source the items of the source
     * @return the merged items, sorted by code point as PostgreSQL's collation "C" sorts
     */
    public static List<String> merge(List<String> base, List<String> target, List<String> source) {
        Set<String> origin = new HashSet<>(base);
        Set<String> ours = new HashSet<>(target);
        Set<String> theirs = new HashSet<>(source);
        List<String> merged = new ArrayList<>();
        for (String item : ours) {
            if (theirs.contains(item) || !origin.contains(item)) {
                merged.add(item);
            }
        }
        for (String item : theirs) {
            if (!ours.contains(item) && !origin.contains(item)) {
                merged.add(item);
            }
        }
        merged.sort(CodePointOrder.INSTANCE);
        return merged;
    }

    /**
     * Finds a setting that has two values in a merged set, because each side gave it another.
     *
     * @param merged what {@link #merge} returned
     * @return the key of two items {@code key=value}, or null when each key has one value
     */
    public static @Nullable String clash(List<String> merged) {
        Set<String> keys = new HashSet<>();
        for (String item : merged) {
            String key = keyOf(item);
            if (key != null && !keys.add(key)) {
                return key;
            }
        }
        return null;
    }

    private static @Nullable String keyOf(String item) {
        int at = 0;
        while (at < item.length()
                && (Lexer.isIdentifierPart(item.charAt(at)) || item.charAt(at) == '.')) {
            at++;
        }
        return at > 0 && at < item.length() && item.charAt(at) == '='
                ? item.substring(0, at)
                : null;
    }
}

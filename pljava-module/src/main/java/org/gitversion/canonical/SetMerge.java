package org.gitversion.canonical;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
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
     * Finds a setting that both sides changed, but not alike.
     *
     * @param base the items both sides grew from
     * @param target the items of the target
     * @param source the items of the source
     * @return the first such key of items {@code key=value}, or null when there is none
     */
    public static @Nullable String clash(
            List<String> base, List<String> target, List<String> source) {
        Map<String, String> origin = settings(base);
        Map<String, String> ours = settings(target);
        Map<String, String> theirs = settings(source);
        Set<String> keys = new TreeSet<>(origin.keySet());
        keys.addAll(ours.keySet());
        keys.addAll(theirs.keySet());
        for (String key : keys) {
            String before = origin.get(key);
            String our = ours.get(key);
            String their = theirs.get(key);
            if (!Objects.equals(our, before)
                    && !Objects.equals(their, before)
                    && !Objects.equals(our, their)) {
                return key;
            }
        }
        return null;
    }

    /** The items {@code key=value} by key. */
    private static Map<String, String> settings(List<String> items) {
        Map<String, String> settings = new HashMap<>();
        for (String item : items) {
            String key = keyOf(item);
            if (key != null) {
                settings.put(key, item);
            }
        }
        return settings;
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

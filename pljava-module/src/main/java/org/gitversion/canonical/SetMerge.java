package org.gitversion.canonical;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.gitversion.model.Slot;
import org.jspecify.annotations.Nullable;

/** Merges sets of items three ways: what either side added comes, what either side removed goes. */
public final class SetMerge {
    private static final String LOGGED = "LOGGED";
    private static final String LAST = "~";
    private static final String GRANT_OPTION = " WITH GRANT OPTION";

    /** What the state of an aggregate is, for itself and for a moving frame. */
    private static final Set<String> STATE =
            Set.of("SFUNC", "STYPE", "INITCOND", "MSFUNC", "MINVFUNC", "MSTYPE", "MINITCOND");

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
     * Merges two sets whose items stand in the order of what they are about.
     *
     * @param kind what tells that
     * @param base the items both sides grew from
     * @param target the items of the target
     * @param source the items of the source
     * @return the merged items
     */
    public static List<String> merge(
            Slot.Key kind, List<String> base, List<String> target, List<String> source) {
        List<String> merged = merge(base, target, source);
        if (kind != Slot.Key.WORD) {
            return merged;
        }
        Map<String, String> ordered = new TreeMap<>();
        for (String item : merged) {
            String word = word(item);
            ordered.put(word.equals(LOGGED) ? LAST + word : word, item);
        }
        return new ArrayList<>(ordered.values());
    }

    /**
     * Finds what both sides changed, but not alike.
     *
     * @param kind what tells which items are versions of one thing
     * @param base the items both sides grew from
     * @param target the items of the target
     * @param source the items of the source
     * @return the first such key, or null when there is none
     */
    public static @Nullable String clash(
            Slot.Key kind, List<String> base, List<String> target, List<String> source) {
        Map<String, String> origin = byKey(kind, base);
        Map<String, String> ours = byKey(kind, target);
        Map<String, String> theirs = byKey(kind, source);
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
        return kind == Slot.Key.STATE ? mixed(keys, origin, ours, theirs) : null;
    }

    /** What one side changed of a state, with what the other one changed that depends on it. */
    private static @Nullable String mixed(
            Set<String> keys,
            Map<String, String> origin,
            Map<String, String> ours,
            Map<String, String> theirs) {
        String our = null;
        String their = null;
        boolean isOfState = false;
        for (String key : keys) {
            boolean isOurs = Objects.equals(theirs.get(key), origin.get(key));
            boolean differs = !Objects.equals(ours.get(key), theirs.get(key));
            if (differs && !key.endsWith("SPACE")) {
                our = isOurs && our == null ? key : our;
                their = !isOurs && their == null ? key : their;
                isOfState |= STATE.contains(key);
            }
        }
        return our != null && their != null && isOfState ? our + " and " + their : null;
    }

    private static Map<String, String> byKey(Slot.Key kind, List<String> items) {
        Map<String, String> out = new HashMap<>();
        for (String item : items) {
            String key = key(kind, item);
            if (key != null) {
                out.put(key, item);
            }
        }
        return out;
    }

    private static @Nullable String key(Slot.Key kind, String item) {
        switch (kind) {
            case GRANT:
                return grant(item);
            case WORD:
                return word(item);
            case TRIGGER:
                return item.substring(item.indexOf("TRIGGER "));
            case MEMBER:
                return member(item);
            default:
                int end = unquoted(item, '=', 0);
                return end > 0 && end < item.length() ? item.substring(0, end) : null;
        }
    }

    /** Without sign and grant option: {@code SELECT TO eve BY bob}. */
    private static String grant(String item) {
        int to = item.indexOf(" TO ");
        int end = unquoted(item, ' ', to + 4);
        int privilege = item.lastIndexOf(' ', to - 1) + 1;
        boolean signed = item.charAt(privilege) == '+' || item.charAt(privilege) == '-';
        int rest = end + (item.startsWith(GRANT_OPTION, end) ? GRANT_OPTION.length() : 0);
        return item.substring(0, privilege)
                + item.substring(signed ? privilege + 1 : privilege, end)
                + item.substring(rest);
    }

    private static String word(String item) {
        String said = item.startsWith("NO ") ? item.substring(3) : item;
        String word = said.substring(0, unquoted(said, ' ', 0));
        return word.equals("UN" + LOGGED) ? LOGGED : word;
    }

    /** {@code FUNCTION 1 (a, b)} without name, {@code OPERATOR 1 (a, b)} without symbol. */
    private static String member(String item) {
        int name = item.indexOf(' ', item.indexOf(' ') + 1);
        int types = unquoted(item, '(', name);
        int end = unquoted(item, ')', types);
        return end == item.length()
                ? item
                : item.substring(0, name) + " " + item.substring(types, end + 1);
    }

    /** Finds a character outside of quoted identifiers; the end where there is none. */
    private static int unquoted(String item, char wanted, int start) {
        boolean quoted = false;
        int at = start;
        while (at < item.length() && (quoted || item.charAt(at) != wanted)) {
            quoted ^= item.charAt(at) == '"';
            at++;
        }
        return at;
    }
}

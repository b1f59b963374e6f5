package org.gitversion.history;

import java.util.ArrayList;
import java.util.List;

/** Finds names somebody may have meant. */
final class NearNames {
    private static final int AT_MOST = 3;

    private NearNames() {}

    /**
     * Writes a hint.
     *
     * @param name what was asked for
     * @param known what there is
     * @param otherwise the hint when nothing is near
     * @return a sentence
     */
    static String hint(String name, List<String> known, String otherwise) {
        List<String> near = near(name, known);
        if (near.isEmpty()) {
            return otherwise;
        }
        StringBuilder out = new StringBuilder("Perhaps you meant ");
        for (int i = 0; i < near.size(); i++) {
            out.append(i == 0 ? "\"" : i == near.size() - 1 ? " or \"" : ", \"");
            out.append(near.get(i)).append('"');
        }
        return out.append('.').toString();
    }

    /** The names that are near, the nearest first, at most three. */
    static List<String> near(String name, List<String> known) {
        List<String> near = new ArrayList<>();
        int limit = Math.max(1, name.length() / 3);
        for (int distance = 0; distance <= limit; distance++) {
            for (String candidate : known) {
                if (near.size() < AT_MOST && distance(name, candidate) == distance) {
                    near.add(candidate);
                }
            }
        }
        return near;
    }

    /** How many characters have to be put in, taken out or replaced; case does not matter. */
    static int distance(String one, String other) {
        int[] previous = new int[other.length() + 1];
        int[] current = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            current[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int replace = previous[j - 1] + (same(one.charAt(i - 1), other.charAt(j - 1)) ? 0 : 1);
                current[j] = Math.min(replace, Math.min(previous[j], current[j - 1]) + 1);
            }
            int[] swap = previous;
            previous = current;
            current = swap;
        }
        return previous[other.length()];
    }

    private static boolean same(char one, char other) {
        return Character.toLowerCase(one) == Character.toLowerCase(other);
    }
}

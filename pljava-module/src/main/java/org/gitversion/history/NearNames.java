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

    /**
     * How many characters have to be put in, taken out, replaced or swapped with their neighbour;
     * case does not matter.
     */
    static int distance(String one, String other) {
        int[][] steps = new int[one.length() + 1][other.length() + 1];
        for (int i = 0; i <= one.length(); i++) {
            for (int j = 0; j <= other.length(); j++) {
                steps[i][j] = i == 0 || j == 0 ? i + j : step(one, other, steps, i, j);
            }
        }
        return steps[one.length()][other.length()];
    }

    private static int step(String one, String other, int[][] steps, int i, int j) {
        boolean equal = same(one.charAt(i - 1), other.charAt(j - 1));
        int best = steps[i - 1][j - 1] + (equal ? 0 : 1);
        best = Math.min(best, Math.min(steps[i - 1][j], steps[i][j - 1]) + 1);
        boolean swapped =
                i > 1
                        && j > 1
                        && same(one.charAt(i - 1), other.charAt(j - 2))
                        && same(one.charAt(i - 2), other.charAt(j - 1));
        return swapped ? Math.min(best, steps[i - 2][j - 2] + 1) : best;
    }

    private static boolean same(char one, char other) {
        return Character.toLowerCase(one) == Character.toLowerCase(other);
    }
}

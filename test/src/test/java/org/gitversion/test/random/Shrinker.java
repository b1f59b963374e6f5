package org.gitversion.test.random;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Finds out which statements of a script a failure needs. */
final class Shrinker {
    private Shrinker() {}

    /**
     * Leaves out statements, and with them what PostgreSQL then refuses, as long as it fails.
     *
     * @param script the statements
     * @param fails whether a script fails
     * @return those that it fails with, none of which can be left out
     */
    static List<String> shrink(List<String> script, Predicate<List<String>> fails) {
        List<String> left = new ArrayList<>(script);
        int size = Math.max(1, left.size() / 2);
        while (true) {
            boolean smaller = false;
            for (int from = Math.max(0, left.size() - size); from >= 0 && !left.isEmpty(); ) {
                List<String> trial = new ArrayList<>(left.subList(0, from));
                trial.addAll(left.subList(Math.min(left.size(), from + size), left.size()));
                if (fails.test(trial)) {
                    left = trial;
                    smaller = true;
                }
                if (from == 0) {
                    break;
                }
                from = Math.max(0, from - size);
            }
            if (size > 1) {
                size /= 2;
            } else if (!smaller) {
                return left;
            }
        }
    }
}

package org.gitversion.canonical;

import java.util.Random;
import org.junit.jupiter.api.function.ThrowingConsumer;

/** Random texts, and property tests that name the seed of a failure. */
final class Texts {
    private Texts() {}

    /** Runs a property with many seeds; the first seed changes from run to run and is printed. */
    static void forSeeds(int runs, ThrowingConsumer<Random> property) {
        long first = Long.getLong("gitversion.seed", System.nanoTime());
        System.out.println(
                "seeds from " + first + " (repeat with -Dgitversion.seed=" + first + ")");
        for (long seed = first; seed < first + runs; seed++) {
            try {
                property.accept(new Random(seed));
            } catch (Throwable failure) {
                throw new AssertionError("seed " + seed + ": " + failure.getMessage(), failure);
            }
        }
    }

    /** Joins random pieces. */
    static String join(Random random, int most, String... pieces) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(most + 1); i > 0; i--) {
            text.append(pieces[random.nextInt(pieces.length)]);
        }
        return text.toString();
    }
}

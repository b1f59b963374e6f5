package org.gitversion.canonical;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class LineDiffTest {
    @Test
    void linesKeepTheirFeeds() {
        assertThat(LineDiff.lines("a\n\nb")).containsExactly("a\n", "\n", "b");
        assertThat(LineDiff.lines("a\n")).containsExactly("a\n");
        assertThat(LineDiff.lines("")).isEmpty();
    }

    @Test
    void insertionsStandAsFarDownAsTheyCan() {
        List<LineDiff.Change> changes =
                LineDiff.compare(List.of("f", "}", "h"), List.of("f", "}", "g", "}", "h"));
        assertThat(changes).hasSize(1);
        assertThat(changes.get(0).fromStart()).isEqualTo(2);
        assertThat(changes.get(0).toStart()).isEqualTo(2);
        assertThat(changes.get(0).toEnd()).isEqualTo(4);
    }

    @Test
    void theWayLeadsThereAndIsShortest() {
        Texts.forSeeds(
                3000,
                random -> {
                    List<String> from = lines(random, 12);
                    List<String> to = lines(random, 12);
                    List<LineDiff.Change> changes = LineDiff.compare(from, to);
                    assertThat(apply(from, to, changes)).isEqualTo(to);
                    assertThat(cost(changes)).isEqualTo(shortest(from, to));
                });
    }

    @Test
    void tenThousandShuffledLinesTakeSeconds() {
        List<String> from = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            from.add("line " + i);
        }
        List<String> to = new ArrayList<>(from);
        Collections.shuffle(to, new Random(1));
        List<LineDiff.Change> changes =
                Assertions.assertTimeout(Duration.ofSeconds(20), () -> LineDiff.compare(from, to));
        assertThat(apply(from, to, changes)).isEqualTo(to);
    }

    @Test
    void aFewChangesInTenThousandLinesAreFoundAtOnce() {
        List<String> from = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            from.add("line " + i % 100);
        }
        List<String> to = new ArrayList<>(from);
        for (int i = 0; i < 50; i++) {
            to.remove(i * 150);
        }
        List<LineDiff.Change> changes =
                Assertions.assertTimeout(Duration.ofSeconds(2), () -> LineDiff.compare(from, to));
        assertThat(cost(changes)).isEqualTo(50);
    }

    private static List<String> lines(Random random, int most) {
        List<String> lines = new ArrayList<>();
        int alphabet = 1 + random.nextInt(6);
        for (int i = random.nextInt(most + 1); i > 0; i--) {
            lines.add(String.valueOf((char) ('a' + random.nextInt(alphabet))));
        }
        return lines;
    }

    private static List<String> apply(
            List<String> from, List<String> to, List<LineDiff.Change> changes) {
        List<String> result = new ArrayList<>();
        int at = 0;
        int end = -1;
        for (LineDiff.Change change : changes) {
            assertThat(change.fromStart()).isGreaterThan(end);
            end = change.fromEnd();
            result.addAll(from.subList(at, change.fromStart()));
            assertThat(change.toStart()).isEqualTo(result.size());
            result.addAll(to.subList(change.toStart(), change.toEnd()));
            at = change.fromEnd();
        }
        result.addAll(from.subList(at, from.size()));
        return result;
    }

    private static int cost(List<LineDiff.Change> changes) {
        int cost = 0;
        for (LineDiff.Change change : changes) {
            cost += change.fromEnd() - change.fromStart() + change.toEnd() - change.toStart();
        }
        return cost;
    }

    /** The length of the shortest way by the textbook's table. */
    private static int shortest(List<String> from, List<String> to) {
        int[][] common = new int[from.size() + 1][to.size() + 1];
        for (int i = 1; i <= from.size(); i++) {
            for (int j = 1; j <= to.size(); j++) {
                common[i][j] =
                        from.get(i - 1).equals(to.get(j - 1))
                                ? common[i - 1][j - 1] + 1
                                : Math.max(common[i - 1][j], common[i][j - 1]);
            }
        }
        return from.size() + to.size() - 2 * common[from.size()][to.size()];
    }
}

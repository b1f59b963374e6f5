package org.gitversion.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** Merge bases and ways through the history, against what the definitions say. */
class MergeBaseTest {
    @Test
    void aForkHasOneBase() {
        Map<Integer, List<Integer>> graph =
                Map.of(2, List.of(1), 3, List.of(2), 4, List.of(2), 5, List.of(4));
        assertThat(MergeBase.all(graph, 3, 5)).containsExactly(2);
    }

    @Test
    void anAncestorIsTheBase() {
        Map<Integer, List<Integer>> graph = Map.of(2, List.of(1), 3, List.of(2));
        assertThat(MergeBase.all(graph, 1, 3)).containsExactly(1);
        assertThat(MergeBase.all(graph, 3, 3)).containsExactly(3);
    }

    @Test
    void aCrissCrossHasTwo() {
        Map<Integer, List<Integer>> graph =
                Map.of(
                        2, List.of(1),
                        3, List.of(1),
                        4, List.of(2, 3),
                        5, List.of(3, 2));
        assertThat(MergeBase.all(graph, 4, 5)).containsExactly(3, 2);
    }

    @Test
    void strangersHaveNone() {
        assertThat(MergeBase.all(Map.of(3, List.of(1), 4, List.of(2)), 3, 4)).isEmpty();
    }

    @RepeatedTest(300)
    void randomGraphs(RepetitionInfo info) {
        Random random = new Random(info.getCurrentRepetition());
        int size = 3 + random.nextInt(20);
        Map<Integer, List<Integer>> graph = graph(random, size);
        int one = 1 + random.nextInt(size);
        int other = 1 + random.nextInt(size);
        assertThat(MergeBase.all(graph, one, other)).isEqualTo(byDefinition(graph, one, other));
    }

    @RepeatedTest(300)
    void waysAreWays(RepetitionInfo info) {
        Random random = new Random(info.getCurrentRepetition());
        int size = 3 + random.nextInt(20);
        Map<Integer, List<Integer>> graph = graph(random, size);
        int ancestor = 1 + random.nextInt(size);
        int tip = 1 + random.nextInt(size);
        List<Integer> way = Ancestry.path(graph, ancestor, tip);
        if (!ancestors(graph, tip).contains(ancestor)) {
            assertThat(way).isNull();
            return;
        }
        assertThat(way).startsWith(ancestor).endsWith(tip);
        for (int i = 1; i < way.size(); i++) {
            assertThat(graph.get(way.get(i))).contains(way.get(i - 1));
        }
    }

    @Test
    void theWayPrefersFirstParents() {
        Map<Integer, List<Integer>> graph =
                Map.of(2, List.of(1), 3, List.of(1), 4, List.of(2, 3), 5, List.of(3, 4));
        assertThat(Ancestry.path(graph, 1, 4)).containsExactly(1, 2, 4);
        assertThat(Ancestry.path(graph, 2, 5)).containsExactly(2, 4, 5);
    }

    private static Map<Integer, List<Integer>> graph(Random random, int size) {
        Map<Integer, List<Integer>> graph = new HashMap<>();
        for (int id = 2; id <= size; id++) {
            Set<Integer> parents = new TreeSet<>();
            for (int i = random.nextInt(12) == 0 ? 0 : 1 + random.nextInt(2); i > 0; i--) {
                parents.add(Math.max(1, id - 1 - random.nextInt(5)));
            }
            if (!parents.isEmpty()) {
                List<Integer> ordered = new ArrayList<>(parents);
                Collections.shuffle(ordered, random);
                graph.put(id, ordered);
            }
        }
        return graph;
    }

    private static List<Integer> byDefinition(
            Map<Integer, List<Integer>> graph, int one, int other) {
        Set<Integer> common = ancestors(graph, one);
        common.retainAll(ancestors(graph, other));
        List<Integer> best = new ArrayList<>();
        for (Integer candidate : common) {
            boolean reached = false;
            for (Integer better : common) {
                reached |=
                        !better.equals(candidate) && ancestors(graph, better).contains(candidate);
            }
            if (!reached) {
                best.add(candidate);
            }
        }
        best.sort(Collections.reverseOrder());
        return best;
    }

    /** A commit and all its ancestors. */
    private static Set<Integer> ancestors(Map<Integer, List<Integer>> graph, int tip) {
        Set<Integer> seen = new TreeSet<>();
        List<Integer> open = new ArrayList<>(List.of(tip));
        while (!open.isEmpty()) {
            Integer id = open.remove(open.size() - 1);
            if (seen.add(id)) {
                open.addAll(graph.getOrDefault(id, List.of()));
            }
        }
        return seen;
    }
}

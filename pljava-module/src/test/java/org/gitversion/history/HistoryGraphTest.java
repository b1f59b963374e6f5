package org.gitversion.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import org.gitversion.canonical.Git;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Random histories, drawn and walked as git itself does. */
class HistoryGraphTest {
    @TempDir private Path directory;

    private Git git;

    @BeforeEach
    void open() throws Exception {
        assumeTrue(Git.isInstalled());
        git = new Git(directory);
        assertThat(git.run("init", "-q").status()).isZero();
    }

    @Test
    void aMerge() {
        Map<Integer, List<Integer>> graph =
                Map.of(2, List.of(1), 3, List.of(1), 4, List.of(2, 3), 5, List.of(4));
        assertThat(draw(graph, 5))
                .containsExactly("* 5", "*   4", "|\\", "| * 3", "* | 2", "|/", "* 1");
    }

    @RepeatedTest(60)
    void asGitDrawsIt(RepetitionInfo info) throws Exception {
        Random random = new Random(info.getCurrentRepetition());
        int size = 4 + random.nextInt(info.getCurrentRepetition() > 50 ? 120 : 24);
        Map<Integer, List<Integer>> graph = graph(random, size);
        build(graph, size);
        assertThat(draw(graph, size)).isEqualTo(log(size));
    }

    @RepeatedTest(30)
    void asGitFindsMergeBases(RepetitionInfo info) throws Exception {
        Random random = new Random(info.getCurrentRepetition());
        int size = 4 + random.nextInt(24);
        Map<Integer, List<Integer>> graph = graph(random, size);
        build(graph, size);
        for (int i = 0; i < 4; i++) {
            int one = 1 + random.nextInt(size);
            int other = 1 + random.nextInt(size);
            TreeSet<Integer> bases = new TreeSet<>();
            for (String hash :
                    lines(git.run("merge-base", "--all", "c" + one, "c" + other).output())) {
                bases.add(
                        Integer.valueOf(
                                git.run("log", "-1", "--format=%s", hash).output().strip()));
            }
            assertThat(new TreeSet<>(MergeBase.all(graph, one, other))).isEqualTo(bases);
        }
    }

    private static List<String> draw(Map<Integer, List<Integer>> graph, int tip) {
        List<Integer> order = HistoryGraph.order(reachable(graph, tip), tip);
        Map<Integer, String> labels = new HashMap<>();
        order.forEach(id -> labels.put(id, id.toString()));
        return HistoryGraph.draw(graph, order, labels);
    }

    /** The parents of a commit and its ancestors, as the database is asked for them. */
    private static Map<Integer, List<Integer>> reachable(
            Map<Integer, List<Integer>> graph, int tip) {
        Map<Integer, List<Integer>> out = new HashMap<>();
        List<Integer> open = new ArrayList<>(List.of(tip));
        while (!open.isEmpty()) {
            Integer id = open.remove(open.size() - 1);
            if (graph.containsKey(id) && out.put(id, graph.get(id)) == null) {
                open.addAll(graph.get(id));
            }
        }
        return out;
    }

    private List<String> log(int tip) throws Exception {
        return lines(git.run("log", "--graph", "--format=%s", "c" + tip).output());
    }

    private static List<String> lines(String text) {
        return text.lines().map(String::stripTrailing).toList();
    }

    private void build(Map<Integer, List<Integer>> graph, int size)
            throws IOException, InterruptedException {
        StringBuilder stream = new StringBuilder();
        for (int id = 1; id <= size; id++) {
            String message = Integer.toString(id);
            stream.append("commit refs/heads/c").append(id).append("\nmark :").append(id);
            stream.append("\ncommitter t <t@example.org> ").append(1_700_000_000 + id);
            stream.append(" +0000\ndata ").append(message.length()).append('\n').append(message);
            stream.append('\n');
            String word = "from";
            for (Integer parent : graph.getOrDefault(id, List.of())) {
                stream.append(word).append(" :").append(parent).append('\n');
                word = "merge";
            }
            stream.append('\n');
        }
        Path file = directory.resolve("stream");
        Files.writeString(file, stream);
        assertThat(git.run(file, "fast-import", "--quiet").status()).isZero();
    }

    private static Map<Integer, List<Integer>> graph(Random random, int size) {
        Map<Integer, List<Integer>> graph = new HashMap<>();
        int span = 2 + random.nextInt(8);
        for (int id = 2; id <= size; id++) {
            int first = Math.max(1, id - 1 - random.nextInt(span));
            int second = Math.max(1, id - 1 - random.nextInt(span));
            boolean merge = random.nextInt(3) == 0 && first != second;
            graph.put(id, merge ? List.of(first, second) : List.of(first));
        }
        return graph;
    }
}

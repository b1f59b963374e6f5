package org.gitversion.test.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What each engine makes of each change. */
final class Scores {
    private final Map<String, Map<String, Score>> byChange = new LinkedHashMap<>();

    /** How it ends. */
    enum Outcome {
        /** Applied, and the result is the desired state, with all rows and values. */
        EXACT,
        /** The engine said that it cannot do it, or which objects it leaves out. */
        REFUSED,
        /** The script fails. */
        FAILED,
        /** The result is another state. */
        WRONG,
        /** The result is the desired state, but rows or values are gone. */
        LOST
    }

    /** One engine and one change; silent is a loss that the engine did not announce. */
    record Score(
            Outcome outcome,
            boolean silent,
            double milliseconds,
            int statements,
            int rewrites,
            String message) {}

    void add(String change, String engine, Score score) {
        byChange.computeIfAbsent(change, key -> new LinkedHashMap<>()).put(engine, score);
    }

    /** A table for all, and one line a change and engine in the file. */
    void report(List<String> engines, Path file) throws IOException {
        StringBuilder table = new StringBuilder();
        table.append(byChange.size()).append(" changes\n");
        table.append(
                "| | exact | refused | failed | wrong | lost | of these silent | ms | statements |"
                        + " rewrites |\n|---|---|---|---|---|---|---|---|---|---|\n");
        int common = 0;
        for (Map<String, Score> scores : byChange.values()) {
            common += exactForAll(scores) ? 1 : 0;
        }
        for (String engine : engines) {
            table.append(line(engine));
        }
        table.append("statements and rewrites: of the ").append(common);
        table.append(" changes that are exact for all");
        System.out.println(table);
        List<String> lines = new ArrayList<>();
        byChange.forEach(
                (change, scores) ->
                        scores.forEach(
                                (engine, score) ->
                                        lines.add(
                                                String.join(
                                                        "\t",
                                                        change,
                                                        engine,
                                                        score.outcome()
                                                                + (score.silent()
                                                                        ? " silently"
                                                                        : ""),
                                                        String.format(
                                                                Locale.ROOT,
                                                                "%.0f",
                                                                score.milliseconds()),
                                                        Integer.toString(score.statements()),
                                                        Integer.toString(score.rewrites()),
                                                        score.message().replaceAll("\\s+", " ")))));
        Files.write(file, lines);
    }

    private static boolean exactForAll(Map<String, Score> scores) {
        return scores.values().stream().allMatch(score -> score.outcome() == Outcome.EXACT);
    }

    private String line(String engine) {
        int[] counts = new int[Outcome.values().length];
        int silent = 0;
        int statements = 0;
        int rewrites = 0;
        List<Double> times = new ArrayList<>();
        for (Map<String, Score> scores : byChange.values()) {
            Score score = scores.get(engine);
            counts[score.outcome().ordinal()]++;
            silent += score.silent() ? 1 : 0;
            if (score.milliseconds() > 0) {
                times.add(score.milliseconds());
            }
            if (exactForAll(scores)) {
                statements += score.statements();
                rewrites += score.rewrites();
            }
        }
        StringBuilder line = new StringBuilder("| " + engine);
        for (int count : counts) {
            line.append(" | ").append(count);
        }
        double[] sorted = times.stream().mapToDouble(Double::doubleValue).toArray();
        line.append(" | ").append(silent).append(" | ");
        line.append(String.format(Locale.ROOT, "%.0f", Figures.median(sorted)));
        return line.append(" | ").append(statements).append(" | ").append(rewrites) + " |\n";
    }
}

package org.gitversion.test.bench;

import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.gitversion.test.support.Cluster;
import org.gitversion.test.support.Database;
import org.junit.jupiter.api.Test;

/**
 * What it costs to merge ten changed tables into a branch with ten others, beside the bare
 * statements, in schemas of several sizes: CPU of the server process in one session, after a round
 * that loads the classes. Not part of the tests.
 */
class MergeBenchmark {
    private static final int ROUNDS = Integer.getInteger("gitversion.rounds", 5);
    private static final int CHANGED = 10;

    private final Map<String, double[]> times = new LinkedHashMap<>();

    @Test
    void merges() throws SQLException {
        Figures figures = new Figures("10 + 10 changed tables of n; medians of " + ROUNDS);
        Map<Integer, Map<String, Double>> all = new LinkedHashMap<>();
        for (int n : new int[] {300, 1_000, 3_000}) {
            try (Database database = schema(n)) {
                for (int round = -1; round < ROUNDS; round++) {
                    round(database, n, round);
                }
            }
            all.put(n, report(figures, n));
        }
        for (String name : all.get(300).keySet()) {
            double growth = all.get(3_000).get(name) / Math.max(1, all.get(300).get(name));
            figures.add(name + ", 300 -> 3000 tables", growth, 1.3, "times");
        }
        figures.print();
    }

    private static Database schema(int tables) throws SQLException {
        Database database = Cluster.sharedWithJit().createDatabase("bench_merge_" + tables);
        Verbs.fill(database, tables);
        database.execute("SELECT gitversion.init('main', 'app')", "VACUUM ANALYZE");
        database.execute("SELECT gitversion.create_branch('b', 'main')", "VACUUM ANALYZE");
        return database;
    }

    private void round(Database database, int n, int round) throws SQLException {
        String branch =
                database.value(
                        "SELECT schema_name FROM gitversion.branches WHERE branch_name = 'b'");
        int own = round + 1;
        database.execute(changes(branch, n / 3, "b" + own));
        time(database, round, "commit of ten", "SELECT gitversion.commit('ten', 'b')");
        database.execute("ALTER TABLE " + branch + ".t9 ADD COLUMN one" + own + " text");
        time(database, round, "commit of one", "SELECT gitversion.commit('one', 'b')");
        database.execute(changes("app", n / 2, "m" + own));
        database.execute("SELECT gitversion.commit('ten others', 'main')");
        database.execute("BEGIN");
        time(database, round, "bare statements", changes("app", n / 3, "bare"));
        database.execute("ROLLBACK");
        time(database, round, "full read", "SELECT gitversion.compute_tree_hash('app')");
        time(database, round, "plan", "SELECT * FROM gitversion.plan('b~2', 'b~1')");
        time(
                database,
                round,
                "preview_merge",
                "SELECT * FROM gitversion.preview_merge('b', 'main')");
        time(database, round, "merge", "SELECT gitversion.merge_branches('b', 'main')");
        time(database, round, "status after it", "SELECT * FROM gitversion.status('main')");
        time(database, round, "revert", "SELECT gitversion.revert('main', 'main', 1)");
        time(
                database,
                round,
                "reset",
                "SELECT gitversion.reset('main', 'main~1', p_force => true)");
        database.execute("SELECT gitversion.merge_branches('main', 'b')");
    }

    static String changes(String schema, int first, String column) {
        StringBuilder script = new StringBuilder();
        for (int i = 0; i < CHANGED; i++) {
            script.append("ALTER TABLE ").append(schema).append(".t").append(first + 2 * i);
            script.append(" ADD COLUMN ").append(column).append(" integer DEFAULT 0 NOT NULL;");
        }
        return script.toString();
    }

    private void time(Database database, int round, String name, String sql) throws SQLException {
        double before = BranchBenchmark.cpuTicks(database.session()) * 10.0;
        database.execute(sql);
        double after = BranchBenchmark.cpuTicks(database.session()) * 10.0;
        if (round >= 0) {
            times.computeIfAbsent(name, key -> new double[ROUNDS])[round] = after - before;
        }
    }

    private Map<String, Double> report(Figures figures, int n) {
        Map<String, Double> medians = new LinkedHashMap<>();
        for (Map.Entry<String, double[]> entry : times.entrySet()) {
            medians.put(entry.getKey(), Figures.median(entry.getValue()));
        }
        times.clear();
        double bare = medians.get("bare statements");
        double full = medians.get("full read");
        for (Map.Entry<String, Double> entry : medians.entrySet()) {
            String name = "n = " + n + ", " + entry.getKey();
            switch (entry.getKey()) {
                case "merge":
                    figures.add(name, entry.getValue(), 1.5 * bare + 150, "ms");
                    break;
                case "commit of ten":
                    figures.add(name, entry.getValue(), 0.05 * full + 20, "ms");
                    break;
                case "commit of one":
                    figures.add(name, entry.getValue(), 0.03 * full, "ms");
                    break;
                case "plan":
                    figures.add(name, entry.getValue(), 200, "ms");
                    break;
                default:
                    figures.add(name, entry.getValue(), "ms");
            }
        }
        medians.remove("bare statements");
        medians.remove("full read");
        return medians;
    }
}

package org.gitversion.test.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.gitversion.test.support.Cluster;
import org.gitversion.test.support.Database;
import org.junit.jupiter.api.Test;

/**
 * Measures how long it takes to read a schema of 1,000 tables, against one catalog query that
 * fetches the same definitions; and to execute the statements that gitversion writes for it,
 * against those it was made by. Seven rounds, or {@code -Dgitversion.rounds=N}. Not part of the
 * tests.
 */
class ReadBenchmark {
    private static final int TABLES = 1000;

    private final int rounds = Integer.getInteger("gitversion.rounds", 7);
    private final Database database = Cluster.sharedWithJit().createDatabase("bench_read");
    private final Map<String, List<Double>> figures = new LinkedHashMap<>();

    private interface Work {
        void run() throws SQLException;
    }

    @Test
    void reading() throws SQLException, IOException {
        String ddl = BenchSchema.ddl(TABLES);
        database.execute("CREATE SCHEMA app");
        database.value("SELECT gitversion.init('main', 'app')");
        database.value("SELECT gitversion.tag('empty', 'main')");
        database.execute("SET search_path = app", ddl);
        database.value("SELECT gitversion.commit('All', 'main')");
        database.execute("RESET search_path", "VACUUM ANALYZE");
        List<String> planned =
                database.column(
                        "SELECT statement FROM gitversion.plan('empty', 'main') ORDER BY step");
        for (int round = 0; round <= rounds; round++) {
            time("catalog query", () -> fetch(definitions()));
            time("gitversion reads and hashes", () -> fetch(hash()));
            time("pg_dump -s", () -> database.pgDump("-s", "-n", "app"));
        }
        report("catalog query");
        // Without the extension, whose event triggers would count each statement.
        try (Database plain = Cluster.sharedWithJit().createEmptyDatabase("bench_replay", "UTF8")) {
            for (int round = 0; round <= rounds; round++) {
                time("the schema's own DDL", () -> replay(plain, ddl));
                time("gitversion's DDL", () -> replay(plain, String.join(";", planned)));
            }
        }
        report("the schema's own DDL");
    }

    private static String hash() {
        return "SELECT gitversion.compute_tree_hash('app')";
    }

    private static String definitions() {
        try (InputStream in = ReadBenchmark.class.getResourceAsStream("definitions.sql")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private void fetch(String query) throws SQLException {
        Connection session = database.session();
        try (Statement statement = session.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                rows.getString(1);
            }
        }
    }

    private static void replay(Database plain, String ddl) throws SQLException {
        plain.execute(
                "SET check_function_bodies = off",
                "DO $do$ BEGIN EXECUTE $ddl$CREATE SCHEMA replayed; SET LOCAL search_path ="
                        + " replayed;"
                        + ddl
                        + "$ddl$; RAISE EXCEPTION USING ERRCODE = '40000'; EXCEPTION WHEN SQLSTATE"
                        + " '40000' THEN NULL; END $do$");
    }

    /** The first round, which fills caches, does not count. */
    private void time(String name, Work work) throws SQLException {
        long start = System.nanoTime();
        work.run();
        double time = (System.nanoTime() - start) / 1e6;
        figures.computeIfAbsent(name, key -> new ArrayList<>()).add(time);
    }

    private void report(String reference) {
        StringBuilder table = new StringBuilder();
        table.append(
                String.format(
                        "%-34s %9s %9s %7s", rounds + " rounds", "min ms", "median", "ratio"));
        double first = median(figures.get(reference));
        for (Map.Entry<String, List<Double>> entry : figures.entrySet()) {
            double median = median(entry.getValue());
            double min = entry.getValue().stream().skip(1).mapToDouble(x -> x).min().orElse(0);
            table.append(
                    String.format(
                            Locale.ROOT,
                            "%n%-34s %9.1f %9.1f %7.2f",
                            entry.getKey(),
                            min,
                            median,
                            median / first));
        }
        System.out.println(table);
        figures.clear();
    }

    private static double median(List<Double> times) {
        double[] sorted = times.stream().skip(1).mapToDouble(x -> x).sorted().toArray();
        return sorted[sorted.length / 2];
    }
}

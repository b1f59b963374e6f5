package org.gitversion.test.bench;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.gitversion.test.support.Cluster;
import org.gitversion.test.support.Database;
import org.junit.jupiter.api.Test;

/**
 * Measures everything that users call over 1,000 tables ({@code -Dgitversion.tables=N}): with fresh
 * statistics, with those of empty catalogs and an empty history, and with those of a tenth of the
 * tables. Prints CPU time of the server process and the ratio of the slowest to the fastest. Not
 * part of the tests.
 */
class StatisticsBenchmark {
    private static final int TABLES = Integer.getInteger("gitversion.tables", 1_000);

    private final Map<String, double[]> figures = new LinkedHashMap<>();

    private enum Statistics {
        FRESH,
        EMPTY,
        STALE
    }

    /** Prints a table. */
    @Test
    void statistics() throws SQLException {
        for (Statistics statistics : Statistics.values()) {
            String name = "statistics_" + statistics.name().toLowerCase(Locale.ROOT);
            try (Database database = Cluster.sharedWithJit().createDatabase(name)) {
                measure(database, statistics);
            }
        }
        report();
    }

    private void measure(Database database, Statistics statistics) throws SQLException {
        if (statistics == Statistics.EMPTY) {
            database.execute("VACUUM ANALYZE");
        } else if (statistics == Statistics.STALE) {
            database.execute("CREATE SCHEMA old", "SET search_path = old");
            database.execute(BenchSchema.ddl(TABLES / 10), "RESET search_path", "VACUUM ANALYZE");
        }
        Verbs.fill(database, TABLES);
        if (statistics == Statistics.FRESH) {
            database.execute("VACUUM ANALYZE");
        }
        new Verbs(
                        database,
                        TABLES,
                        new Verbs.Observer() {
                            @Override
                            public void call(String name, String sql) throws SQLException {
                                time(database, statistics, name, sql);
                            }

                            @Override
                            public void grown() throws SQLException {
                                if (statistics == Statistics.FRESH) {
                                    database.execute("VACUUM ANALYZE");
                                }
                            }
                        })
                .run();
    }

    private void time(Database database, Statistics statistics, String name, String sql)
            throws SQLException {
        double before = BranchBenchmark.cpuTicks(database.session()) * 10.0;
        try (Statement statement = database.session().createStatement()) {
            statement.execute(sql);
        }
        double after = BranchBenchmark.cpuTicks(database.session()) * 10.0;
        figures.computeIfAbsent(name, key -> new double[Statistics.values().length])[
                        statistics.ordinal()] =
                after - before;
    }

    private void report() {
        StringBuilder table = new StringBuilder();
        table.append(
                String.format(
                        "%n%-34s %9s %9s %9s %7s",
                        TABLES + " tables, CPU ms", "fresh", "empty", "stale", "ratio"));
        for (Map.Entry<String, double[]> entry : figures.entrySet()) {
            double[] times = entry.getValue();
            double most = Math.max(times[0], Math.max(times[1], times[2]));
            double least = Math.min(times[0], Math.min(times[1], times[2]));
            double ratio = (most + 20) / (least + 20);
            table.append(
                    String.format(
                            Locale.ROOT,
                            "%n%-34s %9.0f %9.0f %9.0f %7.2f%s",
                            entry.getKey(),
                            times[0],
                            times[1],
                            times[2],
                            ratio,
                            ratio <= 1.5 ? "" : "  EXCEEDED"));
        }
        System.out.println(table);
    }
}

package org.gitversion.test.bench;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.gitversion.test.host.HostDatabase;
import org.gitversion.test.support.Cluster;
import org.gitversion.test.support.Database;
import org.gitversion.test.support.Host;
import org.gitversion.test.support.Shell;
import org.junit.jupiter.api.Test;

/**
 * Measures the hosts that run Java in the server: the first call in a session, warm calls, rows
 * read. A main class, run by hand; where PL/Java is not installed, the embedded host alone.
 */
public final class HostBenchmark {
    private static final int SESSIONS = 15;
    private static final String ROWS =
            "SELECT g, ''some text number '' || g, g * 2.5, now() FROM generate_series(1, 100000)"
                    + " g";

    private Database database;
    private Map<String, String> figures;

    /** Prints a table: a line for each figure, a column for each host. */
    @Test
    void hosts() throws SQLException {
        Map<Host, Map<String, String>> results = new LinkedHashMap<>();
        for (Host host : Host.values()) {
            if (host == Host.EMBEDDED || installed()) {
                Cluster cluster = Cluster.start(host);
                try (Database created = HostDatabase.create(cluster, "bench", "UTF8")) {
                    database = created;
                    results.put(host, measure());
                }
            }
        }
        print(results);
    }

    private static boolean installed() {
        String pgConfig = System.getProperty("gitversion.pg_config", "pg_config");
        String directory = Shell.run(Map.of(), "", List.of(pgConfig, "--sharedir")).expectSuccess();
        String control = directory.strip() + "/extension/pljava.control";
        return Shell.run(Map.of(), "", List.of("test", "-f", control)).status() == 0;
    }

    private static void print(Map<Host, Map<String, String>> results) {
        StringBuilder table = new StringBuilder(String.format("%-46s", ""));
        results.keySet().forEach(host -> table.append(String.format("%12s", host.label())));
        for (String figure : results.get(Host.EMBEDDED).keySet()) {
            table.append(String.format("%n%-46s", figure));
            results.values().forEach(r -> table.append(String.format("%12s", r.get(figure))));
        }
        System.out.println(table);
    }

    private Map<String, String> measure() throws SQLException {
        figures = new LinkedHashMap<>();
        firstCalls("first call in a session", "SELECT same_int(1)");
        firstCalls("first call that runs a query", "SELECT query('SELECT 1')");
        database.close();
        warm("warm call, µs", 200_000, "SELECT sum(same_int(g)) FROM generate_series(1, %d) g");
        warm("query through JDBC, µs", 50_000, "SELECT sum('SELECT ?::int4', %d)");
        warm("row read through JDBC, µs", 100_000, "SELECT fetch_all('" + ROWS + "') /* %d */");
        warm("row of SETOF text, µs", 100_000, "SELECT count(*) FROM count_rows(%d)");
        figures.put("resident memory after that, MB", memory(database.session()));
        return figures;
    }

    private void firstCalls(String name, String sql) throws SQLException {
        double[] wall = new double[SESSIONS];
        double cpu = 0;
        for (int i = 0; i < SESSIONS; i++) {
            try (Connection session = database.connect();
                    Statement statement = session.createStatement()) {
                statement.execute("SELECT 1");
                double before = cpuMilliseconds(statement);
                long start = System.nanoTime();
                statement.execute(sql);
                wall[i] = (System.nanoTime() - start) / 1e6;
                cpu += cpuMilliseconds(statement) - before;
            }
        }
        Arrays.sort(wall);
        figures.put(name + ", ms (median)", number(wall[SESSIONS / 2]));
        figures.put(name + ", ms of CPU (mean)", number(cpu / SESSIONS));
    }

    /** The best of several runs, for one of so many items. */
    private void warm(String name, int items, String sql) throws SQLException {
        List<Double> runs = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            long start = System.nanoTime();
            database.value(String.format(Locale.ROOT, sql, items));
            runs.add((System.nanoTime() - start) / 1e3 / items);
        }
        figures.put(
                name,
                String.format(
                        Locale.ROOT, "%.2f", runs.stream().min(Double::compare).orElseThrow()));
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.0f", value);
    }

    /** User and system time of the session's process; the kernel counts in steps of 10 ms. */
    private static double cpuMilliseconds(Statement statement) throws SQLException {
        String sql =
                "SELECT (f[12]::int8 + f[13]::int8) * 10 FROM (SELECT string_to_array("
                        + "substring(pg_read_file('/proc/self/stat') from '\\) (.*)'), ' ') f) x";
        try (ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getDouble(1);
        }
    }

    private static String memory(Connection session) throws SQLException {
        String sql = "SELECT substring(pg_read_file('/proc/self/status') from 'VmRSS:\\s*(\\d+)')";
        try (Statement statement = session.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return number(result.getInt(1) / 1024.0);
        }
    }
}

package org.gitversion.test.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.gitversion.test.support.Cluster;
import org.gitversion.test.support.Database;
import org.gitversion.test.support.Shell;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;

/**
 * Measures branches of a schema of 300 tables, against the same DDL executed without gitversion, in
 * one run, on a server that writes to disk; nine rounds, or {@code -Dgitversion.rounds=N}. Not part
 * of the tests. On a busy machine the CPU time of the server process says more than the time that
 * passed.
 */
class BranchBenchmark {
    private static final String DDL = BenchSchema.ddl();
    private static final String REPLAYED =
            "CREATE SCHEMA replayed; SET LOCAL search_path = replayed;";

    private final int rounds = Integer.getInteger("gitversion.rounds", 9);
    private final Cluster cluster = Cluster.sharedWithJit();
    private final Map<String, List<Figure>> figures = new LinkedHashMap<>();
    private final Database versioned = cluster.createDatabase("bench_versioned");
    private final Database plain = cluster.createEmptyDatabase("bench_plain", "UTF8");
    private int round;

    private interface Work {
        void run() throws SQLException;
    }

    /** Milliseconds that passed, and that all threads of the server process used. */
    private record Figure(double wall, double cpu) {}

    /** Prints a table: times, and each as a ratio to the first one. */
    @Test
    void branches() throws SQLException {
        writeToDisk();
        for (Database database : List.of(versioned, plain)) {
            database.execute("CREATE SCHEMA app", "SET search_path = app", DDL);
        }
        versioned.value("SELECT gitversion.init('main', 'app')");
        versioned.execute("VACUUM ANALYZE");
        plain.execute("VACUUM ANALYZE");
        String dumped = dump();
        for (round = 0; round < rounds; round++) {
            measure(dumped);
        }
        report();
    }

    /** As servers do; for tests the cluster is told not to. */
    private void writeToDisk() throws SQLException {
        for (String setting : List.of("fsync", "synchronous_commit", "full_page_writes")) {
            plain.execute("ALTER SYSTEM SET " + setting + " = on");
        }
        plain.execute("SELECT pg_reload_conf()");
    }

    private void measure(String dumped) throws SQLException {
        Connection server = plain.session();
        time("DO block of the schema's own DDL", server, () -> replay(DDL));
        clean(plain);
        time("DO block, the DDL in one EXECUTE", server, () -> replayAtOnce(DDL));
        clean(plain);
        time("DO block, pg_dump's DDL in one EXECUTE", server, () -> replayAtOnce(dumped));
        clean(plain);
        time("pg_dump -s | psql", null, this::pipe);
        clean(plain);
        versioned.close();
        firstCall("rev_parse('main')");
        firstCall("use_branch('main')");
        time("create_branch in a new session", "create_branch('cold', 'main')");
        time("create_branch", "create_branch('warm', 'main')");
        time("create_branch again", "create_branch('hot', 'main')");
        time("status, nothing changed", "status('warm')");
        versioned.value("SELECT gitversion.use_branch('warm')");
        String alter = "ALTER TABLE t7 ADD COLUMN added_" + round + " integer";
        time("ALTER TABLE in a branch", versioned.session(), () -> versioned.execute(alter));
        time("status, one change", "status('warm')");
        time("commit, one change", "commit('Add a column')");
        time("diff, one change", "diff('main', 'warm')");
        time("merge_branches, one change", "merge_branches('warm', 'main')");
        for (String branch : List.of("cold", "warm", "hot")) {
            time("drop_branch", "drop_branch('" + branch + "', true)");
        }
        versioned.execute("RESET search_path", "VACUUM");
    }

    private void firstCall(String function) throws SQLException {
        try (Connection session = versioned.connect()) {
            time("first call in a session: " + function, session, () -> run(session, function));
        }
    }

    /** The statements stand in the block, so that PL/pgSQL parses each of them. */
    private void replay(String ddl) throws SQLException {
        plain.execute("DO $do$ BEGIN " + REPLAYED + ddl + " END $do$");
    }

    /** The quickest way to have PostgreSQL execute DDL: one string for all. */
    private void replayAtOnce(String ddl) throws SQLException {
        plain.execute("DO $do$ BEGIN EXECUTE $ddl$" + REPLAYED + ddl + "$ddl$; END $do$");
    }

    private static void clean(Database database) throws SQLException {
        database.execute(
                "SET client_min_messages = warning", "DROP SCHEMA replayed CASCADE", "VACUUM");
    }

    /** What pg_dump makes of the schema, for the first schema of the search path. */
    private String dump() {
        return plain.pgDump("-s", "-n", "app", "--no-owner")
                .replaceAll("(?m)^(\\\\|SET |SELECT pg_catalog.set_config|CREATE SCHEMA).*$", "")
                .replace("app.", "");
    }

    private void pipe() {
        String connection = "-h 127.0.0.1 -p " + cluster.port() + " -U postgres ";
        String command =
                String.format(
                        "%s %s -s -n app --no-owner bench_plain | sed 's/\\bapp\\b/replayed/g'"
                                + " | %s %s -q -X -v ON_ERROR_STOP=1 -o /dev/null bench_plain",
                        cluster.program("pg_dump"),
                        connection,
                        cluster.program("psql"),
                        connection);
        Shell.run(Map.of(), "", List.of("sh", "-c", command)).expectSuccess();
    }

    private void time(String name, String function) throws SQLException {
        Connection session = versioned.session();
        time(name, session, () -> run(session, function));
    }

    private static void run(Connection session, String function) throws SQLException {
        try (Statement statement = session.createStatement()) {
            statement.execute("SELECT * FROM gitversion." + function);
        }
    }

    private void time(String name, Connection session, Work work) throws SQLException {
        long cpu = cpuTicks(session);
        long start = System.nanoTime();
        work.run();
        double wall = (System.nanoTime() - start) / 1e6;
        figures.computeIfAbsent(name, key -> new ArrayList<>())
                .add(new Figure(wall, (cpuTicks(session) - cpu) * 10.0));
    }

    /** User and system time of a server process, where the system tells, in units of 10 ms. */
    static long cpuTicks(Connection session) throws SQLException {
        if (session == null) {
            return 0;
        }
        int pid = session.unwrap(PGConnection.class).getBackendPID();
        try {
            String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            return Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
        } catch (IOException e) {
            return 0;
        }
    }

    private void report() {
        StringBuilder table = new StringBuilder();
        table.append(
                String.format(
                        "%-46s %9s %9s %7s %9s %7s",
                        rounds + " rounds", "min ms", "median ms", "ratio", "CPU ms", "ratio"));
        Figure reference = null;
        for (Map.Entry<String, List<Figure>> entry : figures.entrySet()) {
            double wall = median(entry.getValue(), Figure::wall);
            double cpu = median(entry.getValue(), Figure::cpu);
            reference = reference == null ? new Figure(wall, cpu) : reference;
            table.append(
                    String.format(
                            Locale.ROOT,
                            "%n%-46s %9.1f %9.1f %7.2f %9.0f %7.2f",
                            entry.getKey(),
                            entry.getValue().stream().mapToDouble(Figure::wall).min().orElse(0),
                            wall,
                            wall / reference.wall(),
                            cpu,
                            cpu / reference.cpu()));
        }
        System.out.println(table);
    }

    private static double median(List<Figure> figures, ToDoubleFunction<Figure> value) {
        double[] sorted = figures.stream().mapToDouble(value).sorted().toArray();
        return sorted[sorted.length / 2];
    }
}

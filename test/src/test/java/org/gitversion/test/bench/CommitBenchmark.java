package org.gitversion.test.bench;

import java.sql.SQLException;
import org.gitversion.test.support.Cluster;
import org.gitversion.test.support.Database;
import org.junit.jupiter.api.Test;

/** What a commit of m changes costs in a schema of n tables. Not part of the tests. */
class CommitBenchmark {
    private static final int ROUNDS = Integer.getInteger("gitversion.rounds", 5);
    private static final int COMMITS = Integer.getInteger("gitversion.commits", 1_000);
    private static final String STORED =
            "SELECT coalesce(sum(octet_length(content)), 0) FROM gitversion.object_storage";
    private static final String TOTAL =
            "SELECT sum(pg_total_relation_size(c.oid)) FROM pg_class c"
                    + " WHERE relnamespace = 'gitversion'::regnamespace AND relkind = 'r'";

    /** A schema as in the other benchmarks: with keys, indexes, comments, views, triggers. */
    private static Database schema(String name, int tables) throws SQLException {
        Database database = Cluster.sharedWithJit().createDatabase(name);
        database.execute("CREATE SCHEMA app", "SET search_path = app");
        for (int start = 0; start < tables; start += 200) {
            database.execute(BenchSchema.ddl(start, Math.min(start + 200, tables)));
        }
        database.execute("RESET search_path");
        database.execute("SELECT gitversion.init('main', 'app')", "VACUUM ANALYZE");
        return database;
    }

    /** A schema of tables with nothing but a key: the quickest to be read as a whole. */
    private static Database bareSchema(String name, int tables) throws SQLException {
        Database database = Cluster.sharedWithJit().createDatabase(name);
        database.execute("CREATE SCHEMA app");
        for (int start = 0; start < tables; start += 200) {
            StringBuilder script = new StringBuilder();
            for (int i = start; i < Math.min(start + 200, tables); i++) {
                script.append(
                        String.format(
                                "CREATE TABLE app.t%d (id integer PRIMARY KEY, a text NOT NULL"
                                        + " DEFAULT 'x', b numeric(10, 2), c date);",
                                i));
            }
            database.execute(script.toString());
        }
        database.execute("SELECT gitversion.init('main', 'app')", "VACUUM ANALYZE");
        return database;
    }

    @Test
    void changesAndObjects() throws SQLException {
        Figures figures = new Figures("n tables, m of them changed; medians of " + ROUNDS);
        for (int n : new int[] {200, 1_000, 5_000}) {
            try (Database database = schema("bench_commit_" + n, n)) {
                double full = fullRead(database);
                figures.add("full read, n = " + n, full, "ms");
                for (int m : new int[] {1, 10, 100}) {
                    measure(figures, database, n, m, full);
                }
            }
        }
        figures.print();
    }

    @Test
    void changesAndBareTables() throws SQLException {
        int n = 5_000;
        Figures figures = new Figures("one change in " + n + " bare tables; medians of " + ROUNDS);
        try (Database database = bareSchema("bench_commit_bare", n)) {
            double full = fullRead(database);
            figures.add("full read", full, "ms");
            double time = Figures.median(commits(database, n, 1, new double[ROUNDS]));
            figures.add("commit", time, "ms");
            figures.add("commit, to a full read", 100 * time / full, 3, "%");
        }
        figures.print();
    }

    private static double fullRead(Database database) throws SQLException {
        return Figures.median(
                ROUNDS, () -> database.value("SELECT gitversion.compute_tree_hash('app')"));
    }

    private static void measure(Figures figures, Database database, int n, int m, double full)
            throws SQLException {
        double[] bytes = new double[ROUNDS];
        double time = Figures.median(commits(database, n, m, bytes));
        String name = String.format("commit, n = %d, m = %d", n, m);
        figures.add(name, time, "ms");
        if (m == 1 && n == 5_000) {
            figures.add(name + ", to a full read", 100 * time / full, 3, "%");
            figures.add(name + ", stored", Figures.median(bytes) / 1000, 20, "kB");
        } else {
            figures.add(name + ", to a full read", 100 * time / full, "%");
            figures.add(name + ", stored", Figures.median(bytes) / 1000, "kB");
        }
    }

    /** Changes m of n tables and commits, some times; the times in ms, and the bytes stored. */
    private static double[] commits(Database database, int n, int m, double[] bytes)
            throws SQLException {
        double[] times = new double[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            StringBuilder script = new StringBuilder();
            for (int i = 0; i < m; i++) {
                script.append(
                        String.format(
                                "ALTER TABLE app.t%d ADD COLUMN added_%d_%d text;",
                                (round * 7 + i) % n, m, round));
            }
            database.execute(script.toString());
            double before = Double.parseDouble(database.value(STORED));
            times[round] =
                    Figures.milliseconds(
                            () -> database.value("SELECT gitversion.commit('m', 'main')"));
            bytes[round] = Double.parseDouble(database.value(STORED)) - before;
        }
        return times;
    }

    @Test
    void storage() throws SQLException {
        Figures figures = new Figures(COMMITS + " commits of one change in 1000 tables");
        try (Database database = bareSchema("bench_storage", 1_000)) {
            figures.add("storage after the first commit", size(database), "MB");
            for (int i = 0; i < COMMITS; i++) {
                database.execute(
                        "ALTER TABLE app.t" + i % 1_000 + " ADD COLUMN added_" + i + " integer",
                        "SELECT gitversion.commit('Add a column', 'main')");
                if (i % 100 == 99) {
                    // As autovacuum would.
                    database.execute("VACUUM ANALYZE");
                }
            }
            figures.add("storage", size(database), 10, "MB");
            for (var row :
                    database.rows(
                            "SELECT relname, pg_total_relation_size(oid) / 1e6 FROM pg_class WHERE"
                                    + " relnamespace = 'gitversion'::regnamespace AND relkind = 'r'"
                                    + " ORDER BY 2 DESC LIMIT 6")) {
                figures.add("of it " + row.get(0), Double.parseDouble(row.get(1)), "MB");
            }
        }
        figures.print();
    }

    private static double size(Database database) throws SQLException {
        return Double.parseDouble(database.value(TOTAL)) / 1e6;
    }
}

package org.gitversion.test.bench;

import java.sql.SQLException;
import org.gitversion.test.support.Cluster;
import org.gitversion.test.support.Database;
import org.junit.jupiter.api.Test;

/**
 * What the event triggers add to a DDL statement: the same statements in one session in turn with
 * and without them. Not part of the tests.
 */
class DdlBenchmark {
    private static final int BLOCK = 40;
    private static final int ROUNDS =
            (Integer.getInteger("gitversion.rounds", 400) + BLOCK - 1) / BLOCK * BLOCK;
    private static final int WARM_UP = 10;

    private final Database database = Cluster.shared().createDatabase("bench_ddl");
    private final Figures figures = new Figures("median of " + ROUNDS + " statements");

    @Test
    void statements() throws SQLException {
        database.execute(
                "CREATE SCHEMA outside",
                "CREATE SCHEMA app",
                "CREATE TABLE app.t (a integer)",
                "CREATE TABLE outside.t (a integer)",
                "SELECT gitversion.init('main', 'app')");
        compare("outside", 50, "µs");
        compare("app", 1000, "µs");
        figures.print();
    }

    private void compare(String schema, double limit, String unit) throws SQLException {
        String[] statements = {
            "CREATE TABLE " + schema + ".made (a integer, b text)",
            "ALTER TABLE " + schema + ".made ADD COLUMN c date",
            "CREATE INDEX ON " + schema + ".made (a)",
            "COMMENT ON TABLE " + schema + ".made IS 'made'",
            "DROP TABLE " + schema + ".made"
        };
        double[][] times = new double[2 * statements.length][ROUNDS];
        for (int start = 0; start < ROUNDS; start += BLOCK) {
            for (int on = 0; on < 2; on++) {
                // This makes the session forget its plans, so each block has to warm up.
                database.execute(
                        "SET session_replication_role = " + (on == 1 ? "origin" : "replica"));
                for (int round = start - WARM_UP; round < start + BLOCK; round++) {
                    for (int i = 0; i < statements.length; i++) {
                        String statement = statements[i];
                        double time = Figures.milliseconds(() -> database.execute(statement));
                        times[2 * i + on][Math.max(round, start)] = time;
                    }
                }
            }
        }
        for (int i = 0; i < statements.length; i++) {
            double without = Figures.median(times[2 * i]);
            figures.add(statements[i] + ", without", without * 1000, unit);
            double more = (Figures.median(times[2 * i + 1]) - without) * 1000;
            figures.add(statements[i] + ", more", more, limit, unit);
        }
    }
}

package org.gitversion.test.bench;

import java.sql.SQLException;
import java.util.List;
import java.util.StringJoiner;
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

    /** Each statement in a transaction of its own, with what ends that, in microseconds. */
    private static final String TIME_STATEMENTS =
            """
            CREATE PROCEDURE time_statements(statements text[], rounds integer)
            LANGUAGE plpgsql AS $$
            DECLARE
                v_rounds integer[];
                v_statements integer[];
                v_times double precision[];
                v_start timestamptz;
            BEGIN
                FOR v_round IN 1..rounds LOOP
                    FOR i IN 1..cardinality(statements) LOOP
                        v_start := clock_timestamp();
                        EXECUTE statements[i];
                        COMMIT;
                        v_times := v_times
                            || extract(epoch FROM clock_timestamp() - v_start)::float8 * 1000000;
                        v_rounds := v_rounds || v_round;
                        v_statements := v_statements || i;
                    END LOOP;
                END LOOP;
                INSERT INTO timed SELECT * FROM unnest(v_rounds, v_statements, v_times);
            END $$
            """;

    private final Database database = Cluster.shared().createDatabase("bench_ddl");
    private final Figures figures = new Figures("median of " + ROUNDS + " statements");

    @Test
    void statements() throws SQLException {
        database.execute(
                "CREATE SCHEMA outside",
                "CREATE SCHEMA app",
                "CREATE TABLE app.t (a integer)",
                "CREATE TABLE outside.t (a integer)",
                "SELECT gitversion.init('main', 'app')",
                "CREATE TABLE timed (round integer, statement integer, time double precision)",
                TIME_STATEMENTS,
                "SET synchronous_commit = off");
        compare("outside", 50, "µs");
        compare("app", 1000, "µs");
        figures.print();
    }

    /**
     * Statements one by one: by the server's clock, and by that of a client that waits for each.
     */
    private void compare(String schema, double limit, String unit) throws SQLException {
        List<String> statements =
                List.of(
                        "CREATE TABLE " + schema + ".made (a integer, b text)",
                        "ALTER TABLE " + schema + ".made ADD COLUMN c date",
                        "CREATE INDEX ON " + schema + ".made (a)",
                        "COMMENT ON TABLE " + schema + ".made IS 'made'",
                        "DROP TABLE " + schema + ".made");
        int count = statements.size();
        double[][] server = new double[2 * count][ROUNDS];
        double[][] client = new double[2 * count][ROUNDS];
        for (int start = 0; start < ROUNDS; start += BLOCK) {
            for (int on = 0; on < 2; on++) {
                // This makes the session forget its plans, so each block has to warm up.
                database.execute(
                        "SET session_replication_role = " + (on == 1 ? "origin" : "replica"));
                for (int round = start - WARM_UP; round < start + BLOCK; round++) {
                    for (int i = 0; i < count; i++) {
                        String statement = statements.get(i);
                        double time = Figures.milliseconds(() -> database.execute(statement));
                        client[2 * i + on][Math.max(round, start)] = time * 1000;
                    }
                }
                database.execute("DELETE FROM timed");
                database.execute(
                        "CALL time_statements("
                                + array(statements)
                                + ", "
                                + (WARM_UP + BLOCK)
                                + ")");
                for (int i = 0; i < count; i++) {
                    List<String> times =
                            database.column(
                                    "SELECT time FROM timed WHERE statement = "
                                            + (i + 1)
                                            + " AND round > "
                                            + WARM_UP
                                            + " ORDER BY round");
                    for (int round = 0; round < BLOCK; round++) {
                        server[2 * i + on][start + round] = Double.parseDouble(times.get(round));
                    }
                }
            }
        }
        for (int i = 0; i < count; i++) {
            String statement = statements.get(i);
            double without = Figures.median(server[2 * i]);
            figures.add(statement + ", without", without, unit);
            double more = Figures.median(server[2 * i + 1]) - without;
            figures.add(statement + ", more", more, limit, unit);
            double waited = Figures.median(client[2 * i + 1]) - Figures.median(client[2 * i]);
            figures.add(statement + ", more to a client", waited, limit, unit);
        }
    }

    private static String array(List<String> texts) {
        StringJoiner array = new StringJoiner("$s$, $s$", "ARRAY[$s$", "$s$]");
        texts.forEach(array::add);
        return array.toString();
    }
}

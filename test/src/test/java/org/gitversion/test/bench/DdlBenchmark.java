package org.gitversion.test.bench;

import java.sql.SQLException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.gitversion.test.support.Cluster;
import org.gitversion.test.support.Database;
import org.junit.jupiter.api.Test;

/**
 * What the event triggers add to a DDL statement: the same statements in one session in turn
 * without them, with them, and with the least that can tell what a statement is about, which only
 * asks PostgreSQL for it. Not part of the tests.
 */
class DdlBenchmark {
    private static final int ROUNDS = 20;
    private static final int WARM_UP = 8;
    private static final int BLOCKS =
            Math.max(1, Integer.getInteger("gitversion.rounds", 1000) / ROUNDS);

    /** Fire where the session is a replica, on which those of gitversion do not. */
    private static final String[] LEAST_TRIGGERS = {
        "CREATE FUNCTION least_command() RETURNS event_trigger LANGUAGE plpgsql"
                + " AS 'BEGIN PERFORM FROM pg_event_trigger_ddl_commands(); END'",
        "CREATE FUNCTION least_drop() RETURNS event_trigger LANGUAGE plpgsql"
                + " AS 'BEGIN PERFORM FROM pg_event_trigger_dropped_objects(); END'",
        "CREATE EVENT TRIGGER least_command ON ddl_command_end EXECUTE FUNCTION least_command()",
        "CREATE EVENT TRIGGER least_drop ON sql_drop EXECUTE FUNCTION least_drop()"
    };

    /** Each statement in a transaction of its own, with what ends that, in microseconds. */
    private static final String TIME_STATEMENTS =
            """
            CREATE PROCEDURE time_statements(statements text[], rounds integer)
            LANGUAGE plpgsql AS $$
            DECLARE
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
                        v_statements := v_statements || i;
                    END LOOP;
                END LOOP;
                INSERT INTO timed SELECT * FROM unnest(v_statements, v_times);
            END $$
            """;

    private final Database database = Cluster.sharedWithJit().createDatabase("bench_ddl");
    private final Figures figures =
            new Figures("median of " + BLOCKS + " blocks of " + ROUNDS + " statements");

    /** What fires, and how a session gets there. */
    private enum Triggers {
        NONE("replica", "DISABLE"),
        LEAST("replica", "ENABLE REPLICA"),
        GITVERSION("origin", "DISABLE");

        private final String[] setUp;

        Triggers(String role, String least) {
            setUp =
                    new String[] {
                        "ALTER EVENT TRIGGER least_command " + least,
                        "ALTER EVENT TRIGGER least_drop " + least,
                        // This makes the session forget its plans, so each block has to warm up.
                        "SET session_replication_role = " + role
                    };
        }
    }

    /** By whose clock. */
    private enum Clock {
        SERVER("more"),
        CLIENT("more to a client");

        private final String name;

        Clock(String name) {
            this.name = name;
        }
    }

    @Test
    void statements() throws SQLException {
        database.execute(LEAST_TRIGGERS);
        database.execute(
                "CREATE SCHEMA outside",
                "CREATE SCHEMA app",
                "DO $$ BEGIN FOR i IN 1..500 LOOP EXECUTE format('CREATE TABLE app.t%s (id integer"
                        + " PRIMARY KEY, a text)', i); END LOOP; END $$",
                "CREATE TABLE outside.t (a integer)",
                "SELECT gitversion.init('main', 'app')",
                "CREATE TABLE timed (statement integer, time double precision)",
                TIME_STATEMENTS,
                "SET synchronous_commit = off");
        compare("outside", 50, "µs");
        compare("app", 1000, "µs");
        figures.print();
    }

    /** In each block all ways follow each other, so that it is one state of the machine. */
    private void compare(String schema, double limit, String unit) throws SQLException {
        List<String> statements =
                List.of(
                        "CREATE TABLE " + schema + ".made (a integer, b text)",
                        "ALTER TABLE " + schema + ".made ADD COLUMN c date",
                        "CREATE INDEX ON " + schema + ".made (a)",
                        "COMMENT ON TABLE " + schema + ".made IS 'made'",
                        "GRANT SELECT ON " + schema + ".made TO PUBLIC",
                        "DROP TABLE " + schema + ".made");
        Map<Clock, Map<Triggers, double[][]>> medians = new EnumMap<>(Clock.class);
        for (Clock clock : Clock.values()) {
            medians.put(clock, new EnumMap<>(Triggers.class));
            for (Triggers triggers : Triggers.values()) {
                medians.get(clock).put(triggers, new double[statements.size()][BLOCKS]);
            }
        }
        for (int block = 0; block < BLOCKS; block++) {
            for (Triggers triggers : Triggers.values()) {
                database.execute(triggers.setUp);
                double[][] client = timeAsClient(statements);
                double[][] server = timeInServer(statements);
                for (int i = 0; i < statements.size(); i++) {
                    medians.get(Clock.CLIENT).get(triggers)[i][block] = Figures.median(client[i]);
                    medians.get(Clock.SERVER).get(triggers)[i][block] = Figures.median(server[i]);
                }
            }
        }
        for (int i = 0; i < statements.size(); i++) {
            for (Clock clock : Clock.values()) {
                double[] without = medians.get(clock).get(Triggers.NONE)[i];
                if (clock == Clock.SERVER) {
                    figures.add(statements.get(i), Figures.median(without), unit);
                }
                double[] with = medians.get(clock).get(Triggers.GITVERSION)[i];
                figures.add("  " + clock.name, difference(with, without), limit, unit);
                double[] least = medians.get(clock).get(Triggers.LEAST)[i];
                figures.add("  " + clock.name + ", the least", difference(least, without), unit);
                if (clock == Clock.SERVER && schema.equals("outside")) {
                    double ratio = difference(with, without) / difference(least, without);
                    figures.add("  " + clock.name + ", to the least", ratio, 2, "");
                }
            }
        }
    }

    private double[][] timeAsClient(List<String> statements) throws SQLException {
        double[][] times = new double[statements.size()][ROUNDS];
        for (int round = -WARM_UP; round < ROUNDS; round++) {
            for (int i = 0; i < statements.size(); i++) {
                String statement = statements.get(i);
                double time = Figures.milliseconds(() -> database.execute(statement));
                times[i][Math.max(round, 0)] = time * 1000;
            }
        }
        return times;
    }

    private double[][] timeInServer(List<String> statements) throws SQLException {
        double[][] times = new double[statements.size()][];
        database.execute("DELETE FROM timed");
        database.execute(
                "CALL time_statements(" + array(statements) + ", " + (WARM_UP + ROUNDS) + ")");
        for (int i = 0; i < statements.size(); i++) {
            times[i] =
                    database
                            .column(
                                    "SELECT time FROM timed WHERE statement = "
                                            + (i + 1)
                                            + " ORDER BY ctid OFFSET "
                                            + WARM_UP)
                            .stream()
                            .mapToDouble(Double::parseDouble)
                            .toArray();
        }
        return times;
    }

    private static double difference(double[] with, double[] without) {
        double[] differences = new double[with.length];
        for (int i = 0; i < with.length; i++) {
            differences[i] = with[i] - without[i];
        }
        return Figures.median(differences);
    }

    private static String array(List<String> texts) {
        StringJoiner array = new StringJoiner("$s$, $s$", "ARRAY[$s$", "$s$]");
        texts.forEach(array::add);
        return array.toString();
    }
}

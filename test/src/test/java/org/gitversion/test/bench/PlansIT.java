package org.gitversion.test.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.gitversion.test.support.Cluster;
import org.gitversion.test.support.Database;
import org.junit.jupiter.api.Test;

/**
 * No plan turns quadratic, though statistics say that there is next to nothing: everything was
 * analysed when it was empty, and plans that are kept were made then. None is compiled. Nothing is
 * timed: auto_explain tells how many rows each step of each plan looks at, and what was compiled.
 */
class PlansIT {
    private static final int TABLES = 150;

    /**
     * There are some 40 rows in the catalogs and the history for each table; a step may look at
     * each some times, and hold each against a part of 40 objects. Where each is held against each,
     * there are a hundred times as many.
     */
    private static final long ROWS = 1_000L * TABLES;

    /**
     * Takes the plan from what the server sends, and finds the step that looks at the most rows.
     */
    private static final String WORST =
            """
            WITH plan AS (SELECT substr(?, strpos(?, '{'))::jsonb AS plan)
            SELECT s.rows, s.step - 'Plans', p.plan ->> 'Query Text'
              FROM plan p
             CROSS JOIN LATERAL jsonb_path_query(p.plan, 'strict $.**') AS n (step)
             CROSS JOIN LATERAL (SELECT n.step, coalesce((n.step ->> 'Actual Loops')::numeric, 1)
                    * (coalesce((n.step ->> 'Actual Rows')::numeric, 0)
                       + coalesce((n.step ->> 'Rows Removed by Filter')::numeric, 0)
                       + coalesce((n.step ->> 'Rows Removed by Join Filter')::numeric, 0)) AS rows) s
             WHERE jsonb_typeof(n.step) = 'object' AND jsonb_exists(n.step, 'Node Type')
             ORDER BY s.rows DESC
             LIMIT 1
            """;

    private final List<String> quadratic = new ArrayList<>();
    private final Cluster cluster = Cluster.shared();
    private int seen;

    @Test
    void staleStatisticsMakeNothingQuadratic() throws SQLException {
        try (Database database = cluster.createDatabase("statistics");
                Database reader = database.again()) {
            database.execute("VACUUM ANALYZE");
            Verbs.fill(database, TABLES);
            explain(database);
            new Verbs(
                            database,
                            TABLES,
                            new Verbs.Observer() {
                                @Override
                                public void call(String name, String sql) throws SQLException {
                                    look(database, reader, name, sql);
                                }

                                @Override
                                public void grown() {}
                            })
                    .run();
        }
        assertThat(seen).isGreaterThan(50);
        assertThat(quadratic).isEmpty();
    }

    /**
     * What is read while another session's transaction is open is read with plans of which some
     * look very dear, as scans are switched off: to compile one takes a second.
     */
    @Test
    void nothingIsCompiledBesideAnOpenTransaction() throws SQLException {
        try (Database database = cluster.createDatabase("compiled");
                Database other = database.again()) {
            Verbs.fill(database, 2);
            database.execute(
                    "SELECT gitversion.init('main', 'app')",
                    "SELECT gitversion.create_branch('b', 'main')",
                    "SET jit = on");
            explain(database);
            database.execute("SET auto_explain.log_min_duration = 0");
            other.execute("BEGIN", "SELECT pg_current_xact_id()");
            database.execute("ALTER TABLE app.t1 ADD COLUMN added integer");
            List<String> plans = plans(database, "SELECT * FROM gitversion.status('main')");
            plans.addAll(plans(database, "SELECT gitversion.commit('added', 'main')"));
            plans.addAll(plans(database, "SELECT * FROM gitversion.status('main')"));
            other.execute("ROLLBACK");
            assertThat(plans).hasSizeGreaterThan(50).noneMatch(plan -> plan.contains("\"JIT\":"));
        }
    }

    private static void explain(Database database) throws SQLException {
        try {
            database.execute("LOAD 'auto_explain'");
        } catch (SQLException e) {
            assumeThat(e.getSQLState()).as("auto_explain is there").isNotEqualTo("58P01");
            throw e;
        }
        database.execute(
                "SET auto_explain.log_min_duration = 10",
                "SET auto_explain.log_analyze = on",
                "SET auto_explain.log_timing = off",
                "SET auto_explain.log_nested_statements = on",
                "SET auto_explain.log_format = json",
                "SET auto_explain.log_level = notice");
    }

    private void look(Database database, Database reader, String name, String sql)
            throws SQLException {
        List<String> plans = plans(database, sql);
        for (String plan : plans) {
            List<String> worst = reader.rows(WORST, plan, plan).get(0);
            if (Double.parseDouble(worst.get(0)) > ROWS) {
                quadratic.add(name + ": " + String.join("\n", worst));
            }
        }
        seen += plans.size();
    }

    private static List<String> plans(Database database, String sql) throws SQLException {
        List<String> plans = new ArrayList<>();
        try (Statement statement = database.session().createStatement()) {
            statement.execute(sql);
            for (SQLWarning said = statement.getWarnings();
                    said != null;
                    said = said.getNextWarning()) {
                if (said.getMessage().contains("  plan:")) {
                    plans.add(said.getMessage());
                }
            }
        }
        return plans;
    }
}

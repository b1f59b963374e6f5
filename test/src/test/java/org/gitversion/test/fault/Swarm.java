package org.gitversion.test.fault;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gitversion.test.support.ServerError;

/**
 * Sessions that work on some branches at once, each by random statements: applications that run DDL
 * with and without qualified names, and others that call every function.
 */
final class Swarm {
    /**
     * The column is named after what is returned: a commit that was made, or one that was reached.
     */
    private static final String[] VERBS = {
        "SELECT gitversion.commit('c', '%1$s') AS made",
        "SELECT gitversion.commit('c', '%1$s') AS made",
        "SELECT gitversion.commit('c', '%1$s') AS made",
        "SELECT gitversion.amend('a', '%1$s', true) AS made",
        "SELECT gitversion.merge_branches('%2$s', '%1$s', 'theirs') AS reached",
        "SELECT gitversion.merge_branches('%1$s', '%2$s', 'ours') AS reached",
        "SELECT gitversion.start_merge('%2$s', '%1$s')",
        "SELECT gitversion.resolve_conflict(max(id), 'ours') FROM gitversion.open_conflicts",
        "SELECT gitversion.finish_merge(max(id)) AS reached FROM gitversion.merge_attempts"
                + " WHERE status = 'open'",
        "SELECT gitversion.restart_merge(max(id)) FROM gitversion.merge_attempts"
                + " WHERE status = 'open'",
        "SELECT gitversion.abort_merge(min(id)) FROM gitversion.merge_attempts"
                + " WHERE status = 'open'",
        "SELECT count(*) FROM gitversion.preview_merge('%2$s', '%1$s')",
        "SELECT gitversion.reset('%1$s', '%1$s~1', 'hard', true) AS reached",
        "SELECT gitversion.reset('%1$s', '%1$s', 'hard', true) AS reached",
        "SELECT gitversion.revert('%1$s', '%1$s') AS made",
        "SELECT gitversion.cherry_pick('%2$s', '%1$s') AS made",
        "SELECT gitversion.rebase('%1$s', '%2$s') AS reached",
        "SELECT gitversion.restore('tables/t1', '%1$s~1', '%1$s')",
        "SELECT gitversion.stash('%1$s')",
        "SELECT gitversion.stash_pop('%1$s')",
        "SELECT gitversion.create_branch('n%3$s', '%1$s')",
        "SELECT gitversion.drop_branch('n%3$s', true)",
        "SELECT gitversion.rename_branch('n%3$s', 'm%3$s')",
        "SELECT gitversion.rename_branch('m%3$s', 'n%3$s')",
        "SELECT gitversion.protect_branch('n%3$s')",
        "SELECT gitversion.unprotect_branch('n%3$s')",
        "SELECT gitversion.tag('v%3$s', '%1$s')",
        "SELECT gitversion.drop_tag('v%3$s')",
        "SELECT count(*) FROM gitversion.status('%1$s')",
        "SELECT gitversion.diff('%1$s')",
        "SELECT gitversion.diff('%1$s', '%2$s')",
        "SELECT count(*) FROM gitversion.plan('%1$s', '%2$s')",
        "SELECT count(*) FROM gitversion.log('%1$s')",
        "SELECT count(*) FROM gitversion.blame('tables/t1', '%1$s')",
        "SELECT count(*) FROM gitversion.lint('%1$s')",
        "SELECT count(*) FROM gitversion.export('%1$s')",
        "SELECT count(*) FROM gitversion.compare_query('SELECT id FROM t1', '%1$s', '%2$s')",
        "SELECT count(*) FROM gitversion.branch_list",
        "SELECT count(*) FROM gitversion.gc('%4$s')",
        "SELECT count(*) FROM gitversion.repair()",
        "SELECT count(*) FROM gitversion.fsck()"
    };

    /** {@code %1$s} stands for a schema and a point, or for nothing. */
    private static final String[] DDL = {
        "CREATE TABLE %1$st%2$s (id integer PRIMARY KEY, a text)",
        "CREATE TABLE %1$sc%2$s (id integer REFERENCES %1$st%3$s)",
        "CREATE TABLE %1$sp%2$s PARTITION OF %1$sp FOR VALUES IN (%2$s)",
        "CREATE FOREIGN TABLE %1$sf%2$s (a integer) SERVER far OPTIONS (filename '/dev/null')",
        "ALTER FOREIGN TABLE %1$sf%2$s ADD COLUMN b%3$s text",
        "ALTER TABLE %1$st%2$s ADD COLUMN c%3$s integer DEFAULT 1",
        "ALTER TABLE %1$st%2$s DROP COLUMN IF EXISTS c%3$s CASCADE",
        "ALTER TABLE %1$st%2$s ADD CONSTRAINT k%3$s FOREIGN KEY (id) REFERENCES %1$st%3$s",
        "ALTER TABLE %1$st%2$s DROP CONSTRAINT IF EXISTS k%3$s",
        "ALTER TABLE %1$st%2$s RENAME TO t%3$s",
        "CREATE INDEX i%2$s ON %1$st%3$s (a)",
        "CREATE OR REPLACE VIEW %1$sv%2$s AS SELECT id FROM %1$st%3$s",
        "CREATE OR REPLACE VIEW %1$sw AS SELECT x.id FROM %1$st%2$s x JOIN %1$st%3$s y USING (id)",
        "DROP VIEW IF EXISTS %1$sv%2$s",
        "REFRESH MATERIALIZED VIEW %1$sm",
        "COMMENT ON TABLE %1$st%2$s IS '%3$s'",
        "GRANT SELECT ON %1$st%2$s TO PUBLIC",
        "DROP TABLE IF EXISTS %1$st%2$s, %1$st%3$s CASCADE",
        "DROP TABLE IF EXISTS %1$sp%2$s",
        "INSERT INTO %1$st%2$s VALUES (%3$s) ON CONFLICT DO NOTHING"
    };

    private static final Pattern CIRCLE =
            Pattern.compile("Process (\\d+) waits for \\w+ on ([^;]*); blocked by process (\\d+)");

    private static final String SETUP =
            """
            CREATE EXTENSION file_fdw;
            CREATE SERVER far FOREIGN DATA WRAPPER file_fdw;
            CREATE SCHEMA app;
            CREATE TABLE app.t1 (id integer PRIMARY KEY, a text);
            CREATE TABLE app.t2 (id integer PRIMARY KEY, a text);
            CREATE TABLE app.t3 (id integer PRIMARY KEY, a text);
            CREATE TABLE app.p (id integer) PARTITION BY LIST (id);
            CREATE MATERIALIZED VIEW app.m AS SELECT x.id FROM app.t1 x JOIN app.t2 y USING (id);
            SELECT gitversion.init('main', 'app');
            """;

    private final Supplier<Connection> connections;
    private final long seed;
    private final String grace;
    private final List<String> branches = new ArrayList<>();
    private final Queue<String> made = new ConcurrentLinkedQueue<>();
    private final Queue<String> reached = new ConcurrentLinkedQueue<>();
    private final Set<String> verbs = ConcurrentHashMap.newKeySet();
    private final Map<String, Integer> outcomes = new TreeMap<>();
    private final Map<String, String> examples = new TreeMap<>();

    /**
     * @param grace for how long gc keeps what no branch leads to
     */
    Swarm(Supplier<Connection> connections, long seed, String grace) {
        this.connections = connections;
        this.seed = seed;
        this.grace = grace;
        System.out.println("seed " + seed);
    }

    /** {@code -Dgitversion.seed=N}, or one that nobody tried. */
    static long chosenSeed() {
        String seed = System.getProperty("gitversion.seed", "1");
        return seed.equals("random")
                ? ThreadLocalRandom.current().nextInt(1_000_000)
                : Long.parseLong(seed);
    }

    /** Makes main and so many other branches of it. */
    void prepare(int count) throws SQLException {
        try (Connection session = connections.get();
                Statement statement = session.createStatement()) {
            statement.execute(SETUP);
            branches.add("main");
            for (int i = 1; i < count; i++) {
                branches.add("b" + i);
                statement.execute("SELECT gitversion.create_branch('b" + i + "')");
            }
        }
    }

    /** Runs sessions for some time, half of them applications; returns when all have ended. */
    void run(int sessions, double seconds) throws InterruptedException {
        long end = System.nanoTime() + (long) (seconds * 1e9);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < sessions; i++) {
            int number = i;
            Thread thread = new Thread(() -> session(number, end), "session " + i);
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }

    /** How often statements ended how: kind of session and SQLSTATE, or "done". */
    Map<String, Integer> outcomes() {
        return outcomes;
    }

    /** One statement of each outcome and what was said of it. */
    Map<String, String> examples() {
        return examples;
    }

    /** The ids of the commits that sessions were told they have made. */
    List<String> made() {
        return List.copyOf(made);
    }

    /** The ids of the commits that sessions were told a branch is at: made then or before. */
    List<String> reached() {
        return List.copyOf(reached);
    }

    private void session(int number, long end) {
        Random random = new Random(seed * 1000 + number);
        while (System.nanoTime() < end) {
            try (Connection session = connections.get()) {
                String home = branches.get(random.nextInt(branches.size()));
                if (number % 2 != 0) {
                    verbs.add(processOf(session));
                }
                if (number % 4 == 0) {
                    execute(session, "SELECT gitversion.use_branch('" + home + "')");
                }
                while (System.nanoTime() < end && !session.isClosed()) {
                    if (number % 2 == 0) {
                        application(session, random, number % 4 == 0 ? "" : schema(random));
                    } else {
                        verb(session, random);
                    }
                }
            } catch (SQLException | IllegalStateException e) {
                pause(100);
            }
        }
    }

    private String schema(Random random) {
        String branch = branches.get(random.nextInt(branches.size()));
        return branch.equals("main") ? "app." : "branch_" + branch + ".";
    }

    private void application(Connection session, Random random, String schema) {
        String sql =
                String.format(
                        DDL[random.nextInt(DDL.length)],
                        schema,
                        1 + random.nextInt(6),
                        1 + random.nextInt(6));
        count("application ", sql, ServerError.of(() -> execute(session, sql)));
        pause(random.nextInt(30));
    }

    private void verb(Connection session, Random random) {
        String sql =
                String.format(
                        VERBS[random.nextInt(VERBS.length)],
                        branches.get(random.nextInt(branches.size())),
                        branches.get(random.nextInt(branches.size())),
                        random.nextInt(3),
                        grace);
        ServerError error =
                ServerError.of(
                        () -> {
                            try (Statement statement = session.createStatement();
                                    ResultSet rows = statement.executeQuery(sql)) {
                                if (rows.next()) {
                                    acknowledge(rows);
                                }
                            }
                        });
        count("function ", sql, error);
    }

    private void acknowledge(ResultSet rows) throws SQLException {
        String id = rows.getString(1);
        switch (id == null ? "" : rows.getMetaData().getColumnLabel(1)) {
            case "made" -> made.add(id);
            case "reached" -> reached.add(id);
            default -> {}
        }
    }

    private static String processOf(Connection session) throws SQLException {
        try (Statement statement = session.createStatement();
                ResultSet rows = statement.executeQuery("SELECT pg_backend_pid()")) {
            rows.next();
            return rows.getString(1);
        }
    }

    /** Whether applications have closed a circle of tables without anybody else. */
    private boolean isAmongThemselves(ServerError error) {
        Matcher wait = CIRCLE.matcher(error.state().equals("40P01") ? error.detail() : "");
        boolean found = false;
        while (wait.find()) {
            found = true;
            if (!wait.group(2).startsWith("relation ")
                    || verbs.contains(wait.group(1))
                    || verbs.contains(wait.group(3))) {
                return false;
            }
        }
        return found;
    }

    /**
     * Whether an application waits for the end of the transaction, which no attempt can give up.
     */
    private boolean isAwaited(ServerError error) {
        Matcher wait = CIRCLE.matcher(error.state().equals("40P01") ? error.detail() : "");
        while (wait.find()) {
            if (wait.group(2).startsWith("transaction ") && !verbs.contains(wait.group(1))) {
                return verbs.contains(wait.group(3));
            }
        }
        return false;
    }

    private synchronized void count(String kind, String sql, ServerError error) {
        // PostgreSQL's own answers to two GRANT at once, and to two DROP of tables in another
        // order.
        boolean isRace =
                error != null
                        && (error.message().startsWith("tuple concurrently")
                                || isAmongThemselves(error));
        boolean isAwaited = error != null && kind.equals("function ") && isAwaited(error);
        String state = error == null ? "done" : isAwaited ? "awaited" : error.state();
        String outcome = kind + (isRace ? "race" : state);
        outcomes.merge(outcome, 1, Integer::sum);
        examples.putIfAbsent(outcome, sql + ": " + error);
    }

    private static void execute(Connection session, String sql) throws SQLException {
        try (Statement statement = session.createStatement()) {
            statement.execute(sql);
        }
    }

    private static void pause(int milliseconds) {
        try {
            Thread.sleep(milliseconds);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

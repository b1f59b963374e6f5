package org.gitversion.test.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.gitversion.test.support.Cluster;
import org.gitversion.test.support.Database;
import org.junit.jupiter.api.Test;

/** Long histories and large states. Not part of the tests. */
class HistoryBenchmark {
    private static final int SHORT = 2_000;
    private static final int LONG = 10_000;
    private static final int OBJECTS = Integer.getInteger("gitversion.objects", 10_000);

    private static final int TREES = 1_000;

    /** A table and a view on it. */
    private static final String CREATE =
            "CREATE TABLE branch_main.t%1$d (id integer NOT NULL, a text DEFAULT 'x',"
                    + " CHECK (id > 0));"
                    + " CREATE VIEW branch_main.v%1$d AS SELECT id FROM branch_main.t%1$d;";

    private static final String COMMENT =
            "COMMENT ON TABLE branch_main.t%1$d IS 'one of all';"
                    + " COMMENT ON VIEW branch_main.v%1$d IS 'one of all';";

    /** Commits as gitversion makes them, with true hashes, on top of commit 2. */
    private static final String COMMITS =
            """
            DO $do$
            DECLARE
                v_tree text := (SELECT tree_hash FROM gitversion.commits WHERE id = 2);
                v_layout text := (SELECT layout_hash FROM gitversion.commits WHERE id = 2);
                v_parent text := (SELECT commit_hash FROM gitversion.commits WHERE id = 2);
                v_time timestamptz := '2026-01-01 00:00:00+00';
                v_document text;
            BEGIN
                FOR i IN 3 .. %1$d LOOP
                    v_time := v_time + interval '1 minute';
                    v_document := format(E'gitversion commit 1\\ntree %%s\\nparent %%s\\nauthor a\\n'
                        'time %%s\\nmessage m\\n', v_tree, v_parent,
                        to_char(v_time AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'));
                    v_parent := encode(sha256(convert_to(v_document, 'UTF8')), 'hex');
                    INSERT INTO gitversion.object_storage (content_hash, content, size_bytes)
                        VALUES (v_parent, v_document, octet_length(v_document));
                    INSERT INTO gitversion.commits (id, commit_hash, branch_id, parent_commit_id,
                        message, author, committed_at, tree_hash, layout_hash)
                        VALUES (i, v_parent, 1, i - 1, 'm', 'a', v_time, v_tree, v_layout);
                    INSERT INTO gitversion.commit_parents VALUES (i, 1, i - 1);
                    INSERT INTO gitversion.object_references (content_hash, commit_id)
                        SELECT h, i FROM unnest(ARRAY[v_parent, v_tree, v_layout]) h;
                END LOOP;
                UPDATE gitversion.branches SET head_commit_id = %1$d;
                INSERT INTO gitversion.reflog (branch_id, new_commit_id, action)
                    VALUES (1, %1$d, 'commit');
            END
            $do$
            """;

    private final Figures figures = new Figures("medians of 5");

    @Test
    void longHistories() throws SQLException {
        double[] few = history(SHORT);
        double[] many = history(LONG);
        String[] names = {"log", "log of a path", "find_merge_base", "fsck", "log_graph", "gc"};
        for (int i = 0; i < names.length; i++) {
            figures.add(names[i] + " of " + SHORT + " commits", few[i], "ms");
            figures.add(names[i] + " of " + LONG + " commits", many[i], 5_000, "ms");
            figures.add(names[i] + ", ratio for five times as many", many[i] / few[i], 7, "");
        }
        figures.print();
    }

    private static double[] history(int commits) throws SQLException {
        try (Database database =
                Cluster.sharedWithJit().createDatabase("bench_history_" + commits)) {
            database.execute(
                    "SELECT gitversion.init()",
                    "CREATE TABLE branch_main.t ()",
                    "SELECT gitversion.commit('Add t', 'main')",
                    String.format(COMMITS, commits),
                    "VACUUM ANALYZE");
            if (!database.rows("SELECT * FROM gitversion.fsck()").isEmpty()) {
                throw new IllegalStateException(
                        "damaged: " + database.rows("SELECT * FROM gitversion.fsck() LIMIT 5"));
            }
            return new double[] {
                time(database, "log('main')"),
                time(database, "log('main', NULL, 'tables/t')"),
                time(database, "find_merge_base('main', 'main~" + commits / 2 + "')"),
                time(database, "fsck()"),
                time(database, "log_graph('main')"),
                time(database, "gc()")
            };
        }
    }

    private static double time(Database database, String call) throws SQLException {
        return Figures.median(5, () -> database.rows("SELECT * FROM gitversion." + call));
    }

    @Test
    void differencesOfLargeStates() throws SQLException {
        try (Database database = Cluster.sharedWithJit().createDatabase("bench_diff")) {
            database.execute("SELECT gitversion.init()");
            forAll(database, CREATE);
            database.execute("SELECT gitversion.commit('All', 'main')");
            for (int i = 0; i < 10; i++) {
                database.execute(
                        "COMMENT ON "
                                + (i % 2 == 0 ? "TABLE branch_main.t" : "VIEW branch_main.v")
                                + 7 * i
                                + " IS 'another'");
            }
            database.execute("SELECT gitversion.commit('Ten', 'main')");
            forAll(database, COMMENT);
            database.execute("SELECT gitversion.commit('Rest', 'main')", "VACUUM ANALYZE");
            double created = diff(database, 1, 2);
            double all = diff(database, 2, 4);
            double ten = diff(database, 2, 3);
            figures.add("compute_schema_diff, " + OBJECTS + " new objects", created, "ms");
            figures.add("compute_schema_diff, all of " + OBJECTS + " objects differ", all, "ms");
            figures.add("compute_schema_diff, ten of them", ten, "ms");
            figures.add("ten to all", 100 * ten / all, 5, "%");
            figures.print();
        }
    }

    /** Every commit has a tree of its own. */
    @Test
    void logOfAPath() throws SQLException {
        try (Database database = Cluster.sharedWithJit().createDatabase("bench_path")) {
            database.execute("SELECT gitversion.init()");
            for (int i = 0; i < TREES; i++) {
                database.execute(
                        String.format("CREATE TABLE branch_main.t%d (a integer)", i),
                        "SELECT gitversion.commit('" + i + "', 'main')");
            }
            double all = time(database, "log('main')");
            double path = time(database, "log('main', NULL, 'tables/t7')");
            double newest = time(database, "log('main', 1, 'tables/t" + (TREES - 1) + "')");
            figures.add("log of " + TREES + " commits", all, "ms");
            figures.add("  of a path, a commit", path / TREES, 1, "ms");
            figures.add("  of a path, the newest", newest, "ms");
            figures.print();
        }
    }

    /** A statement for each half of the objects; in several transactions, for the lock table. */
    private static void forAll(Database database, String statements) throws SQLException {
        database.execute("SET session_replication_role = replica");
        for (int start = 0; start < OBJECTS / 2; start += 500) {
            StringBuilder script = new StringBuilder();
            for (int i = start; i < start + 500; i++) {
                script.append(String.format(statements, i));
            }
            database.execute(script.toString());
        }
        database.execute("RESET session_replication_role");
    }

    /** In new sessions that have Java running, but have read nothing yet. */
    private static double diff(Database database, int from, int to) throws SQLException {
        double[] times = new double[5];
        for (int i = 0; i < times.length; i++) {
            try (Connection session = database.connect();
                    Statement statement = session.createStatement()) {
                statement.execute("SELECT * FROM gitversion.compute_schema_diff(1, 1)");
                times[i] =
                        Figures.milliseconds(
                                () ->
                                        statement.execute(
                                                String.format(
                                                        "SELECT * FROM"
                                                            + " gitversion.compute_schema_diff(%d,"
                                                            + " %d)",
                                                        from, to)));
            }
        }
        return Figures.median(times);
    }
}

package org.gitversion.test.merge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.gitversion.test.support.Database;
import org.gitversion.test.support.GitVersionTest;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a plan says of its statements is what PostgreSQL does: each is executed in a transaction of
 * its own, on tables with rows, and its locks, the files and the scans of the tables are looked at.
 */
@GitVersionTest
class PlanFactsIT {
    private static final String SKIP = "SET search_path = pg_catalog";
    private static final List<String> MODES =
            List.of(
                    "none",
                    "SHARE UPDATE EXCLUSIVE",
                    "SHARE",
                    "SHARE ROW EXCLUSIVE",
                    "EXCLUSIVE",
                    "ACCESS EXCLUSIVE");

    /** The relations that are there, with their files. */
    private static final String FILES =
            "SELECT c.oid, c.relname || ' ' || CASE c.relkind WHEN 'S' THEN 0 ELSE c.relfilenode"
                    + " END FROM pg_class c WHERE c.relnamespace = ?::regnamespace";

    private static final String LOCKS =
            "SELECT l.relation, upper(regexp_replace(replace(l.mode, 'Lock', ''), '([a-z])([A-Z])',"
                + " '\\1 \\2', 'g')) FROM pg_locks l WHERE l.locktype = 'relation' AND ?::text IS"
                + " NOT NULL AND l.pid = pg_backend_pid() AND l.granted";

    private static final String SCANS =
            "SELECT c.oid, pg_stat_get_xact_numscans(c.oid) FROM pg_class c"
                    + " WHERE c.relnamespace = ?::regnamespace AND c.relkind IN ('r', 'm')";

    record Facts(String lock, boolean rewrites, boolean scans) {}

    @BeforeAll
    static void initialize(Database database) throws SQLException {
        database.execute(
                "CREATE SCHEMA nothing; SELECT gitversion.init('root', 'nothing')",
                "CREATE FOREIGN DATA WRAPPER evolve_fdw",
                "CREATE SERVER evolve_one FOREIGN DATA WRAPPER evolve_fdw",
                "CREATE SERVER evolve_two FOREIGN DATA WRAPPER evolve_fdw");
    }

    static List<Pair> pairs() throws IOException {
        return Pair.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("pairs")
    void stepsDoWhatTheySay(Pair pair, Database database) throws SQLException {
        String branch = "f" + pair.id();
        String schema = "s" + pair.id();
        database.execute(SKIP);
        database.value("SELECT gitversion.create_branch(?, 'root')", branch);
        String use = "SELECT gitversion.use_branch('" + branch + "');";
        database.psql(use + pair.first(), "-q").expectSuccess();
        String first = database.value("SELECT gitversion.commit('First', ?)", branch);
        database.psql(use + pair.change(), "-q").expectSuccess();
        String second = database.value("SELECT gitversion.commit('Second', ?)", branch);
        first =
                database.value(
                        "SELECT commit_hash FROM gitversion.commits WHERE id = ?::int", first);
        second =
                database.value(
                        "SELECT commit_hash FROM gitversion.commits WHERE id = ?::int", second);
        String make = "CREATE SCHEMA " + schema + "; SET search_path = " + schema + ";";
        database.psql(make + pair.first() + pair.rows(), "-q").expectSuccess();

        List<String> wrong = new ArrayList<>();
        try (Connection other = database.connect()) {
            other.setAutoCommit(false);
            execute(database, other, schema, first, second, wrong);
            execute(database, other, schema, second, first, wrong);
        }
        database.execute(SKIP, "SET client_min_messages = error");
        database.execute("DROP SCHEMA " + schema + " CASCADE");
        database.value("SELECT gitversion.drop_branch(?, true)", branch);
        assertThat(wrong).isEmpty();
    }

    private static void execute(
            Database database,
            Connection other,
            String schema,
            String from,
            String to,
            List<String> wrong)
            throws SQLException {
        for (List<String> step :
                database.rows(
                        "SELECT statement, lock_mode, rewrites_table, scans_table FROM"
                                + " gitversion.plan(?, ?, p_move_data => true) ORDER BY step",
                        from,
                        to)) {
            Facts said = new Facts(step.get(1), step.get(2).equals("t"), step.get(3).equals("t"));
            Facts seen = seen(other, schema, step.get(0).replace("nothing.", schema + "."));
            boolean asks = step.get(0).startsWith("CREATE MATERIALIZED VIEW");
            if (!said.equals(asks ? new Facts(seen.lock, seen.rewrites, said.scans) : seen)) {
                wrong.add(step.get(0) + "\n  says " + said + "\n  does " + seen);
            }
        }
    }

    static Facts seen(Connection other, String schema, String sql) throws SQLException {
        try (Statement statement = other.createStatement()) {
            Map<String, List<String>> files = look(other, FILES, schema);
            Map<String, List<String>> scanned = look(other, SCANS, schema);
            statement.execute("SET LOCAL search_path = " + schema + ", public");
            statement.execute(sql);
            String lock = "none";
            for (Map.Entry<String, List<String>> entry : look(other, LOCKS, schema).entrySet()) {
                for (String mode : entry.getValue()) {
                    boolean stronger = MODES.indexOf(mode) > MODES.indexOf(lock);
                    lock = stronger && files.containsKey(entry.getKey()) ? mode : lock;
                }
            }
            boolean rewrites = false;
            for (Map.Entry<String, List<String>> entry : look(other, FILES, schema).entrySet()) {
                String file = last(entry.getValue());
                String before = last(files.getOrDefault(entry.getKey(), entry.getValue()));
                rewrites |= !file.equals(before);
            }
            boolean scans = false;
            for (Map.Entry<String, List<String>> entry : look(other, SCANS, schema).entrySet()) {
                List<String> before = scanned.get(entry.getKey());
                scans |= before != null && !before.equals(entry.getValue());
            }
            other.commit();
            return new Facts(lock, rewrites, scans);
        } catch (SQLException failure) {
            other.rollback();
            throw new SQLException(sql, failure);
        }
    }

    private static String last(List<String> words) {
        return words.get(0).substring(words.get(0).lastIndexOf(' '));
    }

    private static Map<String, List<String>> look(Connection other, String sql, String schema)
            throws SQLException {
        Map<String, List<String>> out = new TreeMap<>();
        try (PreparedStatement query = other.prepareStatement(sql)) {
            query.setString(1, schema);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    out.computeIfAbsent(rows.getString(1), key -> new ArrayList<>())
                            .add(rows.getString(2));
                }
            }
        }
        return out;
    }
}

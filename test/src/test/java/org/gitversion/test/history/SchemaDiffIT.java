package org.gitversion.test.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.gitversion.test.support.Database;
import org.gitversion.test.support.GitVersionTest;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Differences are found without reading what is alike; they are held against the whole states,
 * which are read object by object.
 */
@GitVersionTest
class SchemaDiffIT {
    private static final int COMMITS = 6;

    @BeforeAll
    static void history(Database database) throws SQLException {
        StringBuilder tables = new StringBuilder();
        for (int i = 0; i < 60; i++) {
            tables.append(
                    String.format(
                            "CREATE TABLE t%1$d (id serial PRIMARY KEY, a text DEFAULT 'x', b"
                                    + " integer REFERENCES t0); CREATE INDEX ON t%1$d (a);"
                                    + " CREATE VIEW v%1$d AS SELECT id, a FROM t%1$d;",
                            i));
        }
        database.execute(
                "SELECT gitversion.init()",
                "SET search_path = branch_main",
                tables.toString(),
                "CREATE TYPE mood AS ENUM ('sad')",
                "CREATE TABLE parent (a integer, m mood) PARTITION BY RANGE (a)",
                "CREATE TABLE part PARTITION OF parent FOR VALUES FROM (0) TO (10)",
                "CREATE TABLE heir (c date) INHERITS (t5)",
                "SELECT gitversion.commit('All', 'main')",
                "ALTER TABLE t7 RENAME TO seven",
                "ALTER TABLE t8 ADD COLUMN c date",
                "COMMENT ON VIEW v9 IS 'nine'",
                "DROP VIEW v10",
                "SELECT gitversion.commit('Some', 'main')",
                "ALTER TYPE mood ADD VALUE 'happy'",
                "ALTER TABLE parent ADD COLUMN b text DEFAULT 'y'",
                "ALTER TABLE part ALTER COLUMN b SET DEFAULT 'z'",
                "ALTER TABLE t5 RENAME COLUMN a TO renamed",
                "SELECT gitversion.commit('Partitions and heirs', 'main')",
                "ALTER TABLE t11 RENAME TO swap",
                "ALTER TABLE t12 RENAME TO t11",
                "ALTER TABLE swap RENAME TO t12",
                "CREATE TRIGGER same BEFORE UPDATE ON t13 FOR EACH ROW EXECUTE FUNCTION"
                        + " suppress_redundant_updates_trigger()",
                "SELECT gitversion.commit('Swap', 'main')",
                "DROP TABLE t20, t21 CASCADE",
                "CREATE MATERIALIZED VIEW m AS SELECT id FROM t30",
                "CREATE UNIQUE INDEX ON m (id)",
                "SELECT gitversion.commit('More', 'main')",
                "RESET search_path");
    }

    private static Map<String, List<String>> state(Database database, int commit)
            throws SQLException {
        Map<String, List<String>> state = new HashMap<>();
        for (List<String> row :
                database.rows(
                        "SELECT object_name, object_hash, ddl_content FROM"
                                + " gitversion.object_snapshots WHERE commit_id = ?",
                        commit)) {
            state.put(row.get(0), row);
        }
        return state;
    }

    @Test
    void everyPairOfCommits(Database database) throws SQLException {
        Map<Integer, Map<String, List<String>>> states = new HashMap<>();
        for (int commit = 1; commit <= COMMITS; commit++) {
            states.put(commit, state(database, commit));
        }
        for (int from = 1; from <= COMMITS; from++) {
            for (int to = 1; to <= COMMITS; to++) {
                compare(database, from, states.get(from), to, states.get(to));
            }
        }
    }

    private static void compare(
            Database database,
            int from,
            Map<String, List<String>> before,
            int to,
            Map<String, List<String>> after)
            throws SQLException {
        TreeSet<String> created = new TreeSet<>();
        TreeSet<String> changed = new TreeSet<>();
        TreeSet<String> dropped = new TreeSet<>(before.keySet());
        for (List<String> now : after.values()) {
            List<String> then = before.get(now.get(0));
            dropped.remove(now.get(0));
            if (then == null) {
                created.add(now.get(0));
            } else if (!then.get(2).equals(now.get(2))) {
                changed.add(now.get(0));
            }
        }
        for (List<String> row :
                database.rows(
                        "SELECT operation, object_name, from_ddl, to_ddl FROM"
                                + " gitversion.compute_schema_diff(?, ?)",
                        from,
                        to)) {
            String name = row.get(1);
            String what = from + " to " + to + ": " + row;
            if (!row.get(0).equals("DROP")) {
                assertThat(row.get(3)).as(what).isEqualTo(after.get(name).get(2));
                assertThat(
                                created.remove(name)
                                        | changed.remove(name)
                                        | row.get(0).equals("RENAME"))
                        .as(what)
                        .isTrue();
            }
            if (row.get(0).equals("RENAME")) {
                String ddl = row.get(2);
                assertThat(before.values()).as(what).anyMatch(old -> old.get(2).equals(ddl));
                dropped.removeIf(old -> before.get(old).get(2).equals(ddl));
            } else if (!row.get(0).equals("CREATE")) {
                assertThat(row.get(2)).as(what).isEqualTo(before.get(name).get(2));
                dropped.remove(name);
            }
        }
        assertThat(created).as(from + " to " + to + ", created").isEmpty();
        assertThat(changed).as(from + " to " + to + ", changed").isEmpty();
        assertThat(dropped).as(from + " to " + to + ", dropped").isEmpty();
    }
}

package org.gitversion.test.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.gitversion.test.support.Database;
import org.gitversion.test.support.EventTriggers;
import org.gitversion.test.support.GitVersionTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A commit reads only what changed; the result must be that of reading everything. The oracle is
 * the comparison of the whole schema with the head, which is made when the state of the branch is
 * not known.
 */
@GitVersionTest(databasePerMethod = true)
class ChangedPartIT {
    private static final String CHANGE =
            "SELECT concat_ws(' ', c.change, c.path, c.old_path, c.classid::regclass, c.objid,"
                    + " c.objsubid, c.privileges) FROM ";

    private static final String VERSIONS_COMPARED =
            CHANGE + "gitversion_internal.changes(1, 'main') c";

    private static final String DEFINITIONS_COMPARED =
            CHANGE
                    + "jsonb_to_recordset(gitversion_internal.status('main')) AS c (path text,"
                    + " change text, old_path text, classid oid, objid oid, objsubid integer,"
                    + " privileges boolean)";

    private static final String IDENTITIES =
            "SELECT path, classid, objid, objsubid FROM gitversion.object_identities"
                    + " WHERE path <> 'tables/probe' ORDER BY path";

    @BeforeEach
    void create(Database database) throws SQLException {
        database.execute(RandomDdl.SCHEMA);
    }

    static Stream<Long> seeds() {
        return RandomDdl.seeds(12);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aFullReadGivesTheSame(long seed, Database database) throws SQLException {
        Random random = new Random(seed);
        List<String> done = new ArrayList<>();
        int parts = 0;
        for (int commit = 0; commit < 12; commit++) {
            for (int i = random.nextInt(3); i >= 0; i--) {
                RandomDdl.change(database, random, done);
            }
            assertStatusWithoutJava(database, seed, done);
            parts += PartialCommit.of(database, "main", done) == null ? 0 : 1;
            assertUnchanged(database, seed, done);
        }
        System.out.printf("seed %d: %d commits read a part%n", seed, parts);
        assertThat(parts).as("commits of seed %d that read a part", seed).isPositive();
        database.execute("SET search_path = public");
        List<String> roles =
                database.column(
                        "SELECT rolname FROM pg_roles WHERE rolname LIKE 'changed\\_part\\_%'");
        for (String role : roles) {
            database.execute("DROP ROLE " + role);
        }
    }

    /** In a session of its own, against what the comparison of definitions in Java says. */
    private static void assertStatusWithoutJava(Database database, long seed, List<String> done)
            throws SQLException {
        List<String> compared = database.column(DEFINITIONS_COMPARED);
        try (Connection fresh = database.connect();
                Statement statement = fresh.createStatement()) {
            assertThat(rows(statement, VERSIONS_COMPARED))
                    .as("status, seed %d\n%s", seed, String.join("\n", done))
                    .isEqualTo(compared);
            assertThat(rows(statement, Database.JVM_LOADED))
                    .as("seed %d\n%s", seed, String.join("\n", done))
                    .containsExactly("f");
        }
    }

    private static void assertUnchanged(Database database, long seed, List<String> done)
            throws SQLException {
        database.execute("BEGIN", "DELETE FROM gitversion.branch_states");
        assertThat(database.rows("SELECT path, change, old_path FROM gitversion.status('main')"))
                .as("seed %d\n%s", seed, String.join("\n", done))
                .isEmpty();
        database.execute("ROLLBACK");
        List<List<String>> known = database.rows(IDENTITIES);
        database.execute(
                "BEGIN",
                "DELETE FROM gitversion.branch_states",
                "DELETE FROM gitversion.object_identities",
                "CREATE TABLE app.probe ()",
                "SELECT gitversion.commit('Probe', 'main')");
        assertThat(database.rows(IDENTITIES))
                .as("identities, seed %d\n%s", seed, String.join("\n", done))
                .isEqualTo(known);
        database.execute("ROLLBACK");
    }

    @Test
    void onlyWhatChangedIsRead(Database database) throws SQLException {
        settle(database);
        database.execute("ALTER TABLE plain ADD COLUMN c integer");
        assertThat(PartialCommit.of(database, "main", new ArrayList<>()))
                .isEqualTo("read 1 objects of schema \"app\"");
        assertUnchanged(database, 0, List.of());
    }

    /** Many take longer one by one than all at once. */
    @Test
    void whereManyChangedAllIsRead(Database database) throws SQLException {
        database.execute(
                "DO $$ BEGIN FOR i IN 1..150 LOOP EXECUTE format('CREATE TABLE app.l%s (id integer"
                        + " PRIMARY KEY)', i); END LOOP; END $$",
                "SELECT gitversion.commit('Many', 'main')");
        settle(database);
        String change =
                "DO $$ BEGIN FOR i IN 1..%d LOOP EXECUTE format('ALTER TABLE app.l%%s ADD %s"
                        + " integer', i); END LOOP; END $$";
        database.execute(String.format(change, 40, "a"));
        assertThat(PartialCommit.of(database, "main", new ArrayList<>()))
                .isEqualTo("read 40 objects of schema \"app\"");
        database.execute(String.format(change, 41, "b"));
        assertThat(PartialCommit.of(database, "main", new ArrayList<>())).isNull();
    }

    /** A comment that changed in the schema may be one that is gone; another does not matter. */
    @Test
    void commentsElsewhereDoNotMatter(Database database) throws SQLException {
        settle(database);
        database.execute(
                "CREATE TABLE public.elsewhere ()", "COMMENT ON TABLE public.elsewhere IS 'x'");
        assertThat(isKnown(database)).isEqualTo("t");
        database.execute("ALTER TABLE app.plain ADD COLUMN c integer");
        assertThat(isKnown(database)).isEqualTo("t");
        database.execute("COMMENT ON TABLE public.elsewhere IS NULL");
        assertThat(isKnown(database)).isEqualTo("t");
        database.execute("COMMENT ON COLUMN app.plain.c IS 'y'");
        assertThat(isKnown(database)).isEqualTo("f");
        assertThat(PartialCommit.of(database, "main", new ArrayList<>())).isNotNull();
        database.execute(
                EventTriggers.DISABLE,
                "COMMENT ON COLUMN app.plain.c IS NULL",
                EventTriggers.ENABLE);
        assertThat(isKnown(database)).isEqualTo("f");
        assertThat(database.column("SELECT path FROM gitversion.status('main')"))
                .containsExactly("tables/plain/columns/c");
        database.execute(
                EventTriggers.DISABLE,
                "COMMENT ON COLUMN app.plain.c IS 'y'; COMMENT ON TABLE app.plain IS 'z'",
                EventTriggers.ENABLE);
        // The same objects have comments as at the head.
        assertThat(isKnown(database)).isEqualTo("t");
        assertThat(database.column("SELECT path FROM gitversion.status('main')"))
                .containsExactly("tables/plain");
    }

    private static String isKnown(Database database) throws SQLException {
        return database.value(
                "SELECT p.is_known FROM gitversion_internal.changes_of_part(1, 'app'::regnamespace)"
                        + " p");
    }

    @Test
    void statusStartsNoJava(Database database) throws SQLException {
        settle(database);
        try (Connection fresh = database.connect();
                Statement statement = fresh.createStatement()) {
            assertThat(rows(statement, "SELECT path FROM gitversion.status('main')")).isEmpty();
            assertThat(rows(statement, Database.JVM_LOADED)).containsExactly("f");
            database.execute("ALTER TABLE orders ADD COLUMN c integer");
            assertThat(rows(statement, "SELECT path FROM gitversion.status('main')"))
                    .containsExactly("tables/orders/columns/c");
            database.execute("ALTER TABLE orders DROP COLUMN c");
            database.execute("COMMENT ON TABLE plain IS NULL");
            assertThat(rows(statement, "SELECT path FROM gitversion.status('main')"))
                    .containsExactly("tables/plain");
            assertThat(rows(statement, Database.JVM_LOADED)).containsExactly("f");
        }
    }

    /** The rows of the transaction that made the schema are written after its head was noted. */
    private static void settle(Database database) throws SQLException {
        database.execute("CREATE TABLE app.first ()");
        database.execute("SELECT gitversion.commit('Settle', 'main')");
    }

    private static List<String> rows(Statement statement, String sql) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (ResultSet found = statement.executeQuery(sql)) {
            while (found.next()) {
                rows.add(found.getString(1));
            }
        }
        return rows;
    }
}

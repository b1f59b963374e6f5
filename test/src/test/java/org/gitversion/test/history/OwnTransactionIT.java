package org.gitversion.test.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.gitversion.test.support.Database;
import org.gitversion.test.support.EventTriggers;
import org.gitversion.test.support.GitVersionTest;
import org.gitversion.test.support.ServerError;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a transaction wrote before it noted a head is of that head; what it writes afterwards is
 * not.
 */
@GitVersionTest(databasePerMethod = true)
class OwnTransactionIT {
    private static final String CHANGES =
            "SELECT concat_ws(' ', c.change, c.path, c.old_path, c.classid::regclass, c.objid,"
                    + " c.objsubid) FROM gitversion.branches b, gitversion_internal.changes(b.id,"
                    + " b.branch_name) c WHERE b.branch_name = '%s'";

    @BeforeEach
    void create(Database database) throws SQLException {
        database.execute(RandomDdl.SCHEMA, "SET gitversion.guard = off");
    }

    static Stream<Long> seeds() {
        return RandomDdl.seeds(6);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whatItWritesAfterwardsIsSeen(long seed, Database database) throws SQLException {
        Random random = new Random(seed);
        List<String> done = new ArrayList<>();
        String branch = "main";
        for (int round = 0; round < 8; round++) {
            run(database, done, "BEGIN");
            changes(database, done, random);
            switch (random.nextInt(4)) {
                case 0 -> {
                    // All is read then.
                    run(database, done, "DELETE FROM gitversion.branch_states");
                    run(database, done, "SELECT gitversion.commit('c', '" + branch + "')");
                }
                case 1 -> run(database, done, "SELECT gitversion.commit('c', '" + branch + "')");
                case 2 -> run(database, done, "SELECT gitversion.reset('" + branch + "', 'HEAD')");
                default -> {
                    String name = "b" + round;
                    run(
                            database,
                            done,
                            "SELECT gitversion.create_branch('" + name + "', '" + branch + "')");
                    run(database, done, "SELECT gitversion.use_branch('" + name + "')");
                }
            }
            changes(database, done, random);
            assertKnown(database, "SAVEPOINT k", "ROLLBACK TO k", seed, done);
            run(database, done, "COMMIT");
            branch = database.value("SELECT gitversion.current_branch()");
            assertKnown(database, "BEGIN", "ROLLBACK", seed, done);
        }
        database.execute("SET search_path = public");
        for (String role :
                database.column(
                        "SELECT rolname FROM pg_roles WHERE rolname LIKE 'changed\\_part\\_%'")) {
            database.execute("DROP ROLE " + role);
        }
    }

    /** Changes in the open transaction, some of them rolled back. */
    private static void changes(Database database, List<String> done, Random random)
            throws SQLException {
        for (int i = random.nextInt(3); i > 0; i--) {
            String sql = RandomDdl.statement(random);
            if (random.nextInt(4) == 0) {
                sql = EventTriggers.DISABLE + "; " + sql + "; " + EventTriggers.ENABLE;
            }
            run(database, done, "SAVEPOINT s");
            run(database, done, sql);
            run(database, done, random.nextInt(4) == 0 ? "ROLLBACK TO s" : "RELEASE s");
        }
    }

    /** Whatever fails is rolled back. */
    private static void run(Database database, List<String> done, String sql) throws SQLException {
        boolean isControl = sql.matches("(BEGIN|COMMIT|SAVEPOINT|RELEASE|ROLLBACK).*");
        ServerError error =
                ServerError.of(
                        () -> {
                            if (isControl) {
                                database.execute(sql);
                            } else {
                                database.execute("SAVEPOINT r", sql, "RELEASE r");
                            }
                        });
        if (error != null) {
            database.execute("ROLLBACK TO r");
        }
        done.add((error == null ? "" : "-- " + error.message() + "\n-- ") + sql + ";");
    }

    /** Against what Java says that reads all and compares definitions. */
    private static void assertKnown(
            Database database, String begin, String end, long seed, List<String> done)
            throws SQLException {
        for (String branch :
                database.column("SELECT branch_name FROM gitversion.branches ORDER BY id")) {
            String changes = String.format(CHANGES, branch);
            List<String> found = database.column(changes);
            database.execute(begin, "DELETE FROM gitversion.branch_states");
            List<String> expected = database.column(changes);
            database.execute(end);
            String script = String.format("%s, seed %d\n%s", branch, seed, String.join("\n", done));
            assertThat(found).as(script).isEqualTo(expected);
        }
    }

    @Test
    void aNewBranchIsNotReadAgain(Database database) throws SQLException {
        database.execute(
                "SELECT gitversion.create_branch('f', 'main')",
                "ALTER TABLE branch_f.plain ADD COLUMN c integer");
        assertThat(PartialCommit.of(database, "f", new ArrayList<>()))
                .isEqualTo("read 1 objects of schema \"branch_f\"");
    }

    /** It is built in many steps, each with a transaction of its own within that of the call. */
    @Test
    void nothingOfALargeNewBranchIsReadAgain(Database database) throws SQLException {
        database.execute(
                "SET search_path = app",
                "DO $$ BEGIN FOR i IN 1..300 LOOP EXECUTE format('CREATE TABLE l%s (id serial"
                        + " PRIMARY KEY, a integer DEFAULT 1 CHECK (a > 0)); COMMENT ON COLUMN"
                        + " l%s.a IS ''a''; CREATE INDEX ON l%s (a)', i, i, i); END LOOP; END $$",
                "SELECT gitversion.commit('Many', 'main')",
                "SELECT gitversion.create_branch('f', 'main')");
        assertThat(
                        database.value(
                                "SELECT cardinality(c.roots) FROM gitversion.branches b,"
                                    + " gitversion_internal.changed(b.id) c WHERE b.branch_name ="
                                    + " 'f'"))
                .isEqualTo("0");
    }

    @Test
    void whatAMergeBroughtIsNotReadAgain(Database database) throws SQLException {
        database.execute(
                "SELECT gitversion.create_branch('f', 'main')",
                "SET search_path = branch_f",
                "CREATE TABLE many (a integer)",
                "ALTER TABLE orders ADD COLUMN more integer",
                "SELECT gitversion.commit('More', 'f')",
                "SELECT gitversion.merge_branches('f', 'main')",
                "ALTER TABLE app.plain ADD COLUMN c integer");
        assertThat(PartialCommit.of(database, "main", new ArrayList<>()))
                .isEqualTo("read 1 objects of schema \"app\"");
    }

    /** The head is the same, and so is what is known of it. */
    @Test
    void whatIsNotCommittedDoesNotHideTheHead(Database database) throws SQLException {
        database.execute(
                "SELECT gitversion.create_branch('f', 'main')",
                "ALTER TABLE branch_f.plain ADD COLUMN c integer",
                "SELECT gitversion.stash('f')",
                "SELECT gitversion.stash_pop('f')");
        assertThat(PartialCommit.of(database, "f", new ArrayList<>()))
                .isEqualTo("read 1 objects of schema \"branch_f\"");
    }
}

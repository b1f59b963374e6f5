package org.gitversion.test.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.gitversion.test.support.Database;
import org.gitversion.test.support.GitVersionTest;
import org.gitversion.test.support.Integrity;
import org.gitversion.test.support.ServerError;
import org.junit.jupiter.api.Test;

/** Sessions that do things at once: on one branch one after the other, else side by side. */
@GitVersionTest(databasePerMethod = true)
class ConcurrencyIT {
    private static final String WAITING =
            "SELECT count(*) FROM pg_stat_activity"
                    + " WHERE pid = ?::integer AND wait_event_type = 'Lock'";

    @Test
    void commitsOfOneBranchFormOneLine(Database database) throws SQLException {
        Shop.create(database);
        int writers = 4;
        int commits = 5;
        List<CompletableFuture<ServerError>> running = new ArrayList<>();
        for (int writer = 0; writer < writers; writer++) {
            int number = writer;
            running.add(
                    CompletableFuture.supplyAsync(
                            () -> ServerError.of(() -> write(database, number, commits))));
        }
        running.forEach(future -> assertThat(future.join()).isNull());

        assertThat(
                        database.value(
                                "SELECT count(*) FROM gitversion.object_snapshots s"
                                        + " JOIN gitversion.branches b"
                                        + " ON b.head_commit_id = s.commit_id"
                                        + " WHERE s.object_type = 'TABLE'"
                                        + " AND s.object_name ~ 'written'"))
                .isEqualTo(Integer.toString(writers * commits));
        assertThat(
                        database.value(
                                "SELECT count(*) - count(DISTINCT parent_id)"
                                        + " FROM gitversion.commit_parents"))
                .as("commits that share a parent")
                .isEqualTo("0");
        assertThat(Integrity.problems(database)).isEmpty();
    }

    /** Creates tables and commits; another writer's commit may have taken one along. */
    private static void write(Database database, int writer, int commits) throws SQLException {
        try (Connection session = database.connect();
                Statement statement = session.createStatement()) {
            statement.execute("SELECT gitversion.use_branch('main')");
            for (int i = 0; i < commits; i++) {
                statement.execute("CREATE TABLE written_" + writer + "_" + i + " (a integer)");
                ServerError error =
                        ServerError.of(() -> statement.execute("SELECT gitversion.commit('w')"));
                assertThat(error == null ? "VC002" : error.state())
                        .as(String.valueOf(error))
                        .isEqualTo("VC002");
            }
        }
    }

    @Test
    void aCommitWaitsForTheOtherOne(Database database) throws Exception {
        Shop.create(database);
        database.execute("CREATE TABLE app.first ()");
        try (Connection one = database.connect();
                Connection two = database.connect()) {
            one.setAutoCommit(false);
            execute(one, "SELECT gitversion.commit('one', 'main')");
            CompletableFuture<ServerError> second =
                    start(two, "SELECT gitversion.commit('two', 'main')");
            awaitLockWait(database, two);
            one.commit();
            // What the first has committed is nothing any more for the second.
            assertThat(second.join().state()).isEqualTo("VC002");
        }
        assertThat(Integrity.problems(database)).isEmpty();
    }

    @Test
    void ddlUnderWayIsWaitedForAndTakenIn(Database database) throws Exception {
        Shop.create(database);
        try (Connection one = database.connect();
                Connection two = database.connect()) {
            one.setAutoCommit(false);
            execute(one, "CREATE TABLE app.racing (a integer)");
            execute(one, "CREATE INDEX racing_a_idx ON app.racing (a)");
            CompletableFuture<ServerError> commit =
                    start(two, "SELECT gitversion.commit('all', 'main')");
            awaitLockWait(database, two);
            execute(one, "COMMENT ON TABLE app.racing IS 'too late?'");
            one.commit();
            assertThat(commit.join()).isNull();
        }
        assertThat(database.value("SELECT gitversion.diff('main~1', 'main')"))
                .contains("racing", "racing_a_idx", "too late?");
        assertThat(Integrity.problems(database)).isEmpty();
    }

    @Test
    void ddlWaitsForACommitUnderWay(Database database) throws Exception {
        Shop.create(database);
        database.execute("CREATE TABLE app.first ()");
        try (Connection one = database.connect();
                Connection two = database.connect()) {
            one.setAutoCommit(false);
            execute(one, "SELECT gitversion.commit('one', 'main')");
            CompletableFuture<ServerError> ddl = start(two, "CREATE TABLE app.second ()");
            awaitLockWait(database, two);
            one.commit();
            assertThat(ddl.join()).isNull();
        }
        assertThat(database.column("SELECT path FROM gitversion.status('main')"))
                .containsExactly("tables/second");
        assertThat(database.value("SELECT gitversion.diff('main~1', 'main')"))
                .contains("first")
                .doesNotContain("second");
    }

    @Test
    void aMergeWaitsForDdlInItsTarget(Database database) throws Exception {
        Shop.create(database);
        Shop.createBranch(database, "feature");
        try (Connection one = database.connect();
                Connection two = database.connect()) {
            one.setAutoCommit(false);
            execute(one, "CREATE TABLE app.racing ()");
            CompletableFuture<ServerError> merge =
                    start(two, "SELECT gitversion.merge_branches('feature', 'main')");
            awaitLockWait(database, two);
            one.commit();
            assertThat(merge.join().state()).as("uncommitted changes").isEqualTo("VC008");
        }
        database.value("SELECT gitversion.commit('racing', 'main')");
        database.value("SELECT gitversion.merge_branches('feature', 'main')");
        assertThat(Integrity.problems(database)).isEmpty();
    }

    @Test
    void mergesIntoOneTargetFollowEachOther(Database database) throws Exception {
        Shop.create(database);
        for (String branch : List.of("a", "b")) {
            database.value("SELECT gitversion.create_branch(?, 'main')", branch);
            database.value("SELECT gitversion.use_branch(?)", branch);
            database.execute("ALTER TABLE customers ADD COLUMN of_" + branch + " text");
            database.value("SELECT gitversion.commit('Add a column')");
        }
        try (Connection one = database.connect();
                Connection two = database.connect()) {
            one.setAutoCommit(false);
            execute(one, "SELECT gitversion.merge_branches('a', 'main')");
            CompletableFuture<ServerError> second =
                    start(two, "SELECT gitversion.merge_branches('b', 'main')");
            awaitLockWait(database, two);
            one.commit();
            assertThat(second.join()).isNull();
        }
        assertThat(database.rows("SELECT id, of_a, of_b FROM app.customers")).hasSize(1);
        assertThat(Integrity.problems(database)).isEmpty();
    }

    @Test
    void oppositeMergesDoNotDeadlock(Database database) throws Exception {
        Shop.create(database);
        for (int round = 0; round < 5; round++) {
            String left = "left" + round;
            String right = "right" + round;
            for (String branch : List.of(left, right)) {
                database.value("SELECT gitversion.create_branch(?, 'main')", branch);
                database.value("SELECT gitversion.use_branch(?)", branch);
                database.execute("CREATE TABLE of_" + branch + " ()");
                database.value("SELECT gitversion.commit('Add a table')");
            }
            try (Connection one = database.connect();
                    Connection two = database.connect()) {
                CompletableFuture<ServerError> there = start(one, merge(left, right));
                CompletableFuture<ServerError> back = start(two, merge(right, left));
                assertThat(there.join()).isNull();
                assertThat(back.join()).isNull();
            }
        }
        assertThat(Integrity.problems(database)).isEmpty();
    }

    private static String merge(String source, String target) {
        return "SELECT gitversion.merge_branches('" + source + "', '" + target + "')";
    }

    @Test
    void differentBranchesDoNotWaitForEachOther(Database database) throws Exception {
        Shop.create(database);
        for (String branch : List.of("a", "b", "c")) {
            Shop.createBranch(database, branch);
        }
        try (Connection one = database.connect();
                Connection two = database.connect()) {
            one.setAutoCommit(false);
            execute(one, "SELECT gitversion.use_branch('a')");
            execute(one, "CREATE TABLE held ()");
            execute(one, "SELECT gitversion.commit('held')");

            // Any wait would end in an error now.
            execute(two, "SET lock_timeout = '1s'");
            execute(two, "SELECT gitversion.use_branch('b')");
            execute(two, "CREATE TABLE free ()");
            execute(two, "SELECT gitversion.commit('free')");
            execute(two, "SELECT gitversion.merge_branches('c', 'b')");
            execute(two, "SELECT gitversion.create_branch('d', 'b')");
            execute(two, "SELECT gitversion.drop_branch('d')");
            execute(two, "SELECT gitversion.merge_branches('b', 'main')");
            execute(two, "SELECT * FROM gitversion.status('main')");
            one.commit();
        }
        assertThat(Integrity.problems(database)).isEmpty();
    }

    private static CompletableFuture<ServerError> start(Connection session, String sql) {
        return CompletableFuture.supplyAsync(() -> ServerError.of(() -> execute(session, sql)));
    }

    private static void execute(Connection session, String sql) throws SQLException {
        try (Statement statement = session.createStatement()) {
            statement.execute(sql);
        }
    }

    private static void awaitLockWait(Database database, Connection session) throws Exception {
        String pid =
                Integer.toString(session.unwrap(org.postgresql.PGConnection.class).getBackendPID());
        long end = System.nanoTime() + 30_000_000_000L;
        while (database.value(WAITING, pid).equals("0")) {
            assertThat(System.nanoTime()).as("the session does not wait").isLessThan(end);
            Thread.sleep(10);
        }
    }
}

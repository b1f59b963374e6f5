package org.gitversion.test.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.gitversion.test.support.Database;
import org.gitversion.test.support.GitVersionTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Work on one branch is done one after the other, work on different branches side by side. */
@GitVersionTest(databasePerMethod = true)
class ConcurrencyIT {
    private static final String WAITING =
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
                    + " AND wait_event_type = 'Lock'";

    @BeforeEach
    void start(Database database) throws SQLException {
        database.execute(
                "SELECT gitversion.init()",
                "CREATE TABLE branch_main.t (a integer)",
                "CREATE VIEW branch_main.v AS SELECT a FROM branch_main.t",
                "SELECT gitversion.commit('Add t', 'main')");
    }

    private static CompletableFuture<String> run(Connection session, String sql) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try (Statement statement = session.createStatement()) {
                        statement.execute(sql);
                        return "done";
                    } catch (SQLException e) {
                        return e.getSQLState();
                    }
                });
    }

    private static void awaitWaiting(Database database) throws Exception {
        for (int i = 0; i < 200; i++) {
            if (!database.value(WAITING).equals("0")) {
                return;
            }
            Thread.sleep(50);
        }
        throw new AssertionError("nobody waits");
    }

    @Test
    void aCommitWaitsForOpenDdl(Database database) throws Exception {
        try (Connection one = database.connect();
                Connection other = database.connect()) {
            run(one, "BEGIN; ALTER TABLE branch_main.t ADD b text").join();
            CompletableFuture<String> commit =
                    run(other, "SELECT gitversion.commit('Add b', 'main')");
            awaitWaiting(database);
            assertThat(commit).isNotDone();
            run(one, "COMMIT").join();
            assertThat(commit.get(20, TimeUnit.SECONDS)).isEqualTo("done");
        }
        assertThat(database.rows("SELECT * FROM gitversion.status('main')")).isEmpty();
        assertThat(database.value("SELECT gitversion.diff('main~1', 'main')"))
                .contains("+    b text");
    }

    @Test
    void twoCommitsOfTheSameChange(Database database) throws Exception {
        database.execute("ALTER TABLE branch_main.t ADD b text");
        try (Connection one = database.connect();
                Connection other = database.connect()) {
            run(one, "BEGIN; SELECT gitversion.commit('One', 'main')").join();
            CompletableFuture<String> commit =
                    run(other, "SELECT gitversion.commit('Other', 'main')");
            awaitWaiting(database);
            run(one, "COMMIT").join();
            assertThat(commit.get(20, TimeUnit.SECONDS)).isEqualTo("VC002");
        }
        assertThat(database.column("SELECT message FROM gitversion.log('main', 1)"))
                .containsExactly("One");
    }

    /** The statement must not have locked the table when it begins to wait for the commit. */
    @Test
    void ddlThatWaitsDoesNotBlockTheCommit(Database database) throws Exception {
        database.execute("ALTER TABLE branch_main.t ADD b text");
        try (Connection one = database.connect();
                Connection other = database.connect()) {
            run(other, "SELECT gitversion.use_branch('main')").join();
            run(one, "BEGIN; SELECT gitversion.commit('One', 'main')").join();
            CompletableFuture<String> ddl = run(other, "ALTER TABLE t ADD c text");
            awaitWaiting(database);
            assertThat(
                            run(one, "SELECT * FROM gitversion.status('main')")
                                    .get(20, TimeUnit.SECONDS))
                    .isEqualTo("done");
            run(one, "COMMIT").join();
            assertThat(ddl.get(20, TimeUnit.SECONDS)).isEqualTo("done");
        }
    }

    @Test
    void aResetWaitsForOpenDdl(Database database) throws Exception {
        try (Connection one = database.connect();
                Connection other = database.connect()) {
            run(one, "BEGIN; ALTER TABLE branch_main.t ADD b text").join();
            CompletableFuture<String> reset =
                    run(other, "SELECT gitversion.reset('main', 'main~1')");
            awaitWaiting(database);
            assertThat(reset).isNotDone();
            run(one, "COMMIT").join();
            assertThat(reset.get(20, TimeUnit.SECONDS)).isEqualTo("done");
        }
        assertThat(database.rows("SELECT * FROM gitversion.status('main')")).isEmpty();
        assertThat(database.value("SELECT to_regclass('branch_main.t')")).isNull();
    }

    @Test
    void twoRevertsOfOneCommit(Database database) throws Exception {
        try (Connection one = database.connect();
                Connection other = database.connect()) {
            run(one, "BEGIN; SELECT gitversion.revert('main', 'main')").join();
            CompletableFuture<String> revert =
                    run(
                            other,
                            "SELECT gitversion.revert((SELECT commit_hash FROM"
                                    + " gitversion.commits WHERE id = 2), 'main')");
            awaitWaiting(database);
            run(one, "COMMIT").join();
            assertThat(revert.get(20, TimeUnit.SECONDS)).isEqualTo("VC002");
        }
        assertThat(database.column("SELECT commit_id FROM gitversion.log('main')")).hasSize(3);
    }

    /** Scratch schemas, too, are of one session each. */
    @Test
    void rebasesOfDifferentBranchesDoNotWait(Database database) throws Exception {
        database.execute(
                "SELECT gitversion.create_branch('b', 'main')",
                "SELECT gitversion.create_branch('c', 'main')",
                "CREATE TABLE branch_b.u ()",
                "CREATE TABLE branch_c.w ()",
                "SELECT gitversion.commit('b', 'b')",
                "SELECT gitversion.commit('c', 'c')",
                "ALTER TABLE branch_main.t ADD b text",
                "SELECT gitversion.commit('Add b', 'main')");
        try (Connection one = database.connect();
                Connection other = database.connect()) {
            run(one, "BEGIN; SELECT gitversion.rebase('b', 'main')").join();
            assertThat(
                            run(
                                            other,
                                            "SET lock_timeout = '5s'; SELECT gitversion.rebase('c',"
                                                    + " 'main')")
                                    .get(30, TimeUnit.SECONDS))
                    .isEqualTo("done");
            assertThat(
                            run(
                                            other,
                                            "SET lock_timeout = '5s'; SELECT * FROM"
                                                    + " gitversion.plan('b', 'main')")
                                    .get(30, TimeUnit.SECONDS))
                    .isEqualTo("done");
            assertThat(run(one, "COMMIT").join()).isEqualTo("done");
        }
        assertThat(database.rows("SELECT * FROM gitversion.fsck(true) WHERE severity = 'error'"))
                .isEmpty();
    }

    @Test
    void gcWaitsForWhoStores(Database database) throws Exception {
        try (Connection one = database.connect();
                Connection other = database.connect()) {
            run(
                            one,
                            "BEGIN; ALTER TABLE branch_main.t ADD b text;"
                                    + " SELECT gitversion.commit('Add b', 'main')")
                    .join();
            CompletableFuture<String> gc = run(other, "SELECT * FROM gitversion.gc('0')");
            awaitWaiting(database);
            assertThat(gc).isNotDone();
            run(one, "COMMIT").join();
            assertThat(gc.get(20, TimeUnit.SECONDS)).isEqualTo("done");
        }
        assertThat(database.rows("SELECT * FROM gitversion.fsck(true)")).isEmpty();
    }

    @Test
    void differentBranchesDoNotWait(Database database) throws Exception {
        database.execute(
                "SELECT gitversion.create_branch('b', 'main')", "CREATE TABLE branch_b.u ()");
        try (Connection one = database.connect();
                Connection other = database.connect()) {
            run(one, "BEGIN; ALTER TABLE branch_main.t ADD b text").join();
            assertThat(
                            run(
                                            other,
                                            "SET lock_timeout = '5s'; SELECT gitversion.commit('Add"
                                                    + " u', 'b')")
                                    .get(20, TimeUnit.SECONDS))
                    .isEqualTo("done");
            run(one, "ROLLBACK").join();
        }
    }

    /** The same new definitions in two branches have the same documents. */
    @Test
    void theSameNewDocumentsDoNotWait(Database database) throws Exception {
        database.execute(
                "SELECT gitversion.create_branch('b', 'main')",
                "SELECT gitversion.create_branch('c', 'main')",
                "CREATE TABLE branch_b.u (a integer)",
                "CREATE TABLE branch_c.u (a integer)");
        String copies =
                "SELECT count(*) - count(DISTINCT content_hash) FROM gitversion.object_storage";
        try (Connection one = database.connect();
                Connection other = database.connect()) {
            run(one, "BEGIN; SELECT gitversion.commit('Add u', 'b')").join();
            assertThat(
                            run(
                                            other,
                                            "SET lock_timeout = '5s'; SELECT gitversion.commit('Add"
                                                    + " u', 'c')")
                                    .get(20, TimeUnit.SECONDS))
                    .isEqualTo("done");
            assertThat(run(one, "COMMIT").join()).isEqualTo("done");
        }
        assertThat(database.value(copies)).isNotEqualTo("0");
        assertThat(database.column("SELECT DISTINCT tree_hash FROM gitversion.commits")).hasSize(3);
        assertThat(
                        database.column(
                                "SELECT object_name FROM gitversion.object_snapshots WHERE"
                                        + " commit_id = (SELECT max(id) FROM gitversion.commits)"))
                .doesNotHaveDuplicates();
        assertThat(database.rows("SELECT * FROM gitversion.fsck(true)")).isEmpty();
        assertThat(database.rows("SELECT * FROM gitversion.gc() WHERE removed = 0")).hasSize(2);
        assertThat(database.value(copies)).isEqualTo("0");
        assertThat(database.rows("SELECT * FROM gitversion.fsck(true)")).isEmpty();
    }

    /** To an old snapshot, documents are there that were removed by now. */
    @Test
    void aCommitDoesNotRelyOnWhatGcRemoved(Database database) throws Exception {
        String work =
                "CREATE TABLE branch_main.u (a integer);"
                        + " SELECT gitversion.commit('Add u', 'main')";
        database.execute(work, "SELECT gitversion.reset('main', 'main~1')");
        for (String level : List.of("REPEATABLE READ", "SERIALIZABLE")) {
            try (Connection old = database.connect()) {
                run(old, "BEGIN ISOLATION LEVEL " + level + "; SELECT 1").join();
                assertThat(
                                database.value(
                                        "SELECT removed > 0 FROM gitversion.gc('0') WHERE what ="
                                                + " 'documents'"))
                        .isEqualTo("t");
                assertThat(run(old, work).join()).isEqualTo("40001");
                run(old, "ROLLBACK").join();
                assertThat(run(old, "BEGIN ISOLATION LEVEL " + level + ";" + work).join())
                        .isEqualTo("done");
                assertThat(run(old, "COMMIT").join()).isEqualTo("done");
            }
            assertThat(database.rows("SELECT * FROM gitversion.fsck(true)")).isEmpty();
            database.execute("SELECT gitversion.reset('main', 'main~1')");
        }
    }
}

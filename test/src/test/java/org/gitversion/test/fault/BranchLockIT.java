package org.gitversion.test.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.gitversion.test.support.Database;
import org.gitversion.test.support.GitVersionTest;
import org.gitversion.test.support.ServerError;
import org.junit.jupiter.api.Test;

/** The locks of branches: who can take them, and that who waits for one gets it. */
@GitVersionTest(databasePerMethod = true)
class BranchLockIT {
    private static void execute(Connection session, String sql) throws SQLException {
        try (Statement statement = session.createStatement()) {
            statement.execute(sql);
        }
    }

    /** All that PUBLIC may do to what gitversion has, held while others work. */
    @Test
    void aStrangerStopsNobody(Database database) throws Exception {
        Shop.create(database);
        String role = database.name() + "_stranger";
        database.execute("CREATE ROLE " + role + " LOGIN");
        try (Connection stranger = database.connect(role)) {
            execute(stranger, "BEGIN");
            execute(
                    stranger,
                    "SELECT pg_advisory_lock(1734964342, n) FROM generate_series(0, 9) n");
            List<String> tables =
                    database.column(
                            "SELECT oid::regclass FROM pg_class WHERE relkind = 'r'"
                                    + " AND relnamespace = 'gitversion'::regnamespace");
            for (String table : tables) {
                for (String sql :
                        List.of(
                                "SELECT * FROM " + table + " FOR UPDATE",
                                "SELECT * FROM " + table + " FOR KEY SHARE",
                                "LOCK TABLE " + table + " IN SHARE MODE",
                                "LOCK TABLE " + table + " IN ROW SHARE MODE",
                                "LOCK TABLE " + table + " IN ACCESS SHARE MODE",
                                "SELECT * FROM " + table)) {
                    execute(stranger, "SAVEPOINT s");
                    if (ServerError.of(() -> execute(stranger, sql)) != null) {
                        execute(stranger, "ROLLBACK TO s");
                    }
                }
            }
            for (String function :
                    List.of(
                            "share_locks('{0,1}')",
                            "lock_alone(1)",
                            "try_lock_alone(1)",
                            "record_ddl('ddl_command_end', 'CREATE TABLE')")) {
                execute(stranger, "SAVEPOINT s");
                assertThat(
                                ServerError.of(
                                        () ->
                                                execute(
                                                        stranger,
                                                        "SELECT gitversion_internal." + function)))
                        .as(function)
                        .isNotNull();
                execute(stranger, "ROLLBACK TO s");
            }
            database.execute(
                    "SET lock_timeout = '2s'",
                    "CREATE TABLE app.made ()",
                    "ALTER TABLE app.customers ADD COLUMN more text",
                    "SELECT gitversion.commit('c', 'main')",
                    "SELECT gitversion.create_branch('b')",
                    "SELECT gitversion.use_branch('b')",
                    "ALTER TABLE customers ADD COLUMN much text",
                    "SELECT gitversion.commit('c')",
                    "SELECT gitversion.merge_branches('b', 'main')",
                    "SELECT gitversion.drop_branch('b')",
                    "SELECT * FROM gitversion.gc('0')");
        }
        database.execute("DROP ROLE " + role);
    }

    /** DDL shares the branch, and there is always some: a commit gets its turn all the same. */
    @Test
    void aCommitGetsItsTurn(Database database) throws Exception {
        Shop.create(database);
        AtomicBoolean isOver = new AtomicBoolean();
        List<CompletableFuture<ServerError>> sessions = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            String table = "busy" + i;
            sessions.add(
                    CompletableFuture.supplyAsync(
                            () -> ServerError.of(() -> work(database, table, isOver))));
        }
        try {
            database.execute("SET statement_timeout = '10s'");
            for (int i = 0; i < 5; i++) {
                database.execute(
                        "CREATE TABLE app.t" + i + " ()", "SELECT gitversion.commit('c', 'main')");
            }
        } finally {
            isOver.set(true);
        }
        for (CompletableFuture<ServerError> session : sessions) {
            assertThat(session.join()).isNull();
        }
    }

    /** The end of a transaction is always in another one. */
    private static void work(Database database, String table, AtomicBoolean isOver)
            throws SQLException {
        try (Connection session = database.connect()) {
            execute(session, "SELECT gitversion.use_branch('main')");
            execute(session, "CREATE TABLE " + table + " ()");
            while (!isOver.get()) {
                execute(
                        session,
                        "BEGIN; COMMENT ON TABLE "
                                + table
                                + " IS 'x'; SELECT pg_sleep(0.02); COMMIT");
            }
        }
    }

    /** A statement that waits for a commit may have locked its table, and the commit wants it. */
    @Test
    void aFunctionGivesWayToDdl(Database database) throws Exception {
        Shop.create(database);
        database.execute("ALTER TABLE app.customers ADD COLUMN more text");
        try (Connection one = database.connect();
                Connection two = database.connect()) {
            execute(one, "BEGIN; LOCK TABLE app.customers, app.orders IN ACCESS EXCLUSIVE MODE");
            CompletableFuture<ServerError> merge =
                    CompletableFuture.supplyAsync(
                            () ->
                                    ServerError.of(
                                            () ->
                                                    execute(
                                                            two,
                                                            "SELECT gitversion.reset('main',"
                                                                    + " 'main', 'hard', true)")));
            Thread.sleep(1500);
            assertThat(merge).isNotDone();
            assertThat(
                            ServerError.of(
                                    () -> {
                                        execute(one, "SET statement_timeout = '20s'");
                                        execute(one, "ALTER TABLE app.orders ADD COLUMN d text");
                                        execute(one, "COMMIT");
                                    }))
                    .isNull();
            assertThat(merge.join()).isNull();
        }
    }
}

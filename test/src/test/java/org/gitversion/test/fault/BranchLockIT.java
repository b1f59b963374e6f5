package org.gitversion.test.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
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
        database.execute("CREATE ROLE " + role + " LOGIN IN ROLE gitversion_reader");
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
            // Whoever may call use_branch could say that he works on a branch.
            execute(stranger, "SET LOCAL gitversion.\"current_schema\" = 'app'");
            execute(stranger, "CREATE TEMPORARY TABLE own (); COMMENT ON TABLE own IS 'x'");
            execute(stranger, "GRANT SELECT ON own TO PUBLIC");
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

    /** A session that is called by its process id where others look for what it waits for. */
    private static final class Session implements AutoCloseable {
        private final Connection connection;
        private final String pid;

        Session(Database database) throws SQLException {
            connection = database.connect();
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery("SELECT pg_backend_pid()")) {
                rows.next();
                pid = rows.getString(1);
            }
        }

        CompletableFuture<ServerError> start(String sql) {
            return CompletableFuture.supplyAsync(
                    () -> ServerError.of(() -> execute(connection, sql)));
        }

        @Override
        public void close() throws SQLException {
            connection.close();
        }
    }

    private static void await(Database database, String condition) throws Exception {
        long end = System.nanoTime() + 20_000_000_000L;
        while (!"t".equals(database.value("SELECT " + condition))) {
            assertThat(System.nanoTime()).as(condition).isLessThan(end);
            Thread.sleep(1);
        }
    }

    private static String waits(Session session) {
        return "EXISTS (SELECT FROM pg_locks WHERE NOT granted AND pid = " + session.pid + ")";
    }

    /**
     * The server looks for a deadlock after that time, and ends the statement of who waits so long.
     */
    private static void lookForDeadlocks(Database database, String after) throws SQLException {
        database.execute(
                "ALTER DATABASE " + database.name() + " SET deadlock_timeout = '" + after + "'");
    }

    /** The application's statement closes the circle while a function waits with what it has. */
    @Test
    void ddlThatClosesACircleIsNotEnded(Database database) throws Exception {
        Shop.create(database);
        database.execute(
                "ALTER TABLE app.customers ADD COLUMN more text",
                "ALTER TABLE app.orders ADD COLUMN more text");
        lookForDeadlocks(database, "300ms");
        try (Session application = new Session(database);
                Session function = new Session(database)) {
            execute(application.connection, "BEGIN; LOCK TABLE app.orders IN ACCESS SHARE MODE");
            CompletableFuture<ServerError> reset =
                    function.start("SELECT gitversion.reset('main', 'main', 'hard', true)");
            // One that waits so long has been looked at before the circle is closed, and not again;
            // one
            // that waited twice as long each time would do so for as long once more.
            String old =
                    "SELECT EXISTS (SELECT FROM pg_locks WHERE NOT granted AND waitstart <"
                            + " clock_timestamp() - interval '700 ms' AND pid = "
                            + function.pid
                            + ")";
            long end = System.nanoTime() + 4_500_000_000L;
            while (System.nanoTime() < end && "f".equals(database.value(old))) {
                Thread.sleep(1);
            }
            await(
                    database,
                    waits(function)
                            + " AND EXISTS (SELECT FROM pg_locks WHERE granted"
                            + " AND mode = 'AccessExclusiveLock' AND relation ="
                            + " 'app.customers'::regclass AND pid = "
                            + function.pid
                            + ")");
            assertThat(
                            application
                                    .start("LOCK TABLE app.customers IN ACCESS EXCLUSIVE MODE")
                                    .join())
                    .isNull();
            execute(application.connection, "COMMIT");
            assertThat(reset.join()).isNull();
        }
        assertThat(database.column("SELECT path FROM gitversion.status('main')")).isEmpty();
    }

    /** So that it does not take the processor for nothing, and yet goes on soon. */
    @Test
    void whoWaitsForLongMakesFewerAttempts(Database database) throws Exception {
        String pause =
                "SELECT bool_and(gitversion_internal.pause(9, clock_timestamp() - %s)"
                        + " BETWEEN interval %s AND interval %s) FROM generate_series(1, 50)";
        for (String[] waited :
                List.of(
                        new String[] {"interval '0'", "'100 ms'", "'600 ms'"},
                        new String[] {"interval '10 s'", "'500 ms'", "'1.6 s'"},
                        new String[] {"interval '1 h'", "'1.5 s'", "'4.5 s'"})) {
            assertThat(database.value(pause.formatted((Object[]) waited)))
                    .as(waited[0])
                    .isEqualTo("t");
        }
    }

    /** The function closes it, in a transaction that has locks and a long patience of its own. */
    @Test
    void aFunctionThatClosesACircleIsEnded(Database database) throws Exception {
        Shop.create(database);
        database.execute("ALTER TABLE app.orders ADD COLUMN more text");
        lookForDeadlocks(database, "4s");
        try (Session application = new Session(database);
                Session function = new Session(database)) {
            execute(function.connection, "SELECT gitversion.diff('main')");
            execute(function.connection, "SET lock_timeout = '20s'");
            execute(function.connection, "BEGIN; LOCK TABLE app.customers");
            execute(application.connection, "BEGIN; LOCK TABLE app.orders IN ACCESS SHARE MODE");
            CompletableFuture<ServerError> ddl =
                    application.start("ALTER TABLE app.customers ADD COLUMN c text");
            await(database, waits(application));
            ServerError error =
                    function.start("SELECT gitversion.reset('main', 'main', 'hard', true)").join();
            assertThat(error).isNotNull().extracting(ServerError::state).isEqualTo("40P01");
            assertThat(ddl).isNotDone();
            execute(function.connection, "ROLLBACK");
            assertThat(ddl.join()).isNull();
            execute(application.connection, "COMMIT");
        }
    }

    /**
     * GRANT waits for the transaction of a function, and has the row of the catalog that it wants.
     */
    @Test
    void aFunctionThatIsWaitedForIsEnded(Database database) throws Exception {
        database.execute(
                "CREATE SCHEMA app",
                "CREATE TABLE app.a (id integer, more text)",
                "CREATE TABLE app.z (id integer, more text)",
                "SELECT gitversion.init('main', 'app')",
                "ALTER TABLE app.a DROP COLUMN more",
                "GRANT INSERT ON app.a TO PUBLIC",
                "ALTER TABLE app.z DROP COLUMN more");
        try (Session blocker = new Session(database);
                Session application = new Session(database);
                Session function = new Session(database)) {
            execute(blocker.connection, "BEGIN; LOCK TABLE app.z IN ACCESS SHARE MODE");
            CompletableFuture<ServerError> reset =
                    function.start("SELECT gitversion.reset('main', 'main', 'hard', true)");
            CompletableFuture<ServerError> grant = null;
            while (grant == null) {
                await(database, waits(function));
                grant = application.start("GRANT SELECT ON app.a TO PUBLIC");
                Thread.sleep(1000);
                grant = grant.isDone() ? null : grant;
            }
            assertThat(reset.join()).isNotNull().extracting(ServerError::state).isEqualTo("40P01");
            assertThat(grant.join()).isNull();
            execute(blocker.connection, "COMMIT");
        }
    }

    /** Two applications and a merge, which has the one branch and waits for the other. */
    @Test
    void nobodyInALongerCircleIsEnded(Database database) throws Exception {
        Shop.create(database);
        Shop.createBranch(database, "work");
        database.execute("CREATE TABLE public.z ()");
        lookForDeadlocks(database, "300ms");
        try (Session one = new Session(database);
                Session two = new Session(database);
                Session function = new Session(database)) {
            execute(one.connection, "BEGIN; CREATE TABLE branch_work.one ()");
            execute(two.connection, "BEGIN; LOCK TABLE public.z");
            CompletableFuture<ServerError> merge =
                    function.start("SELECT gitversion.merge_branches('work', 'main')");
            // It has main alone.
            await(
                    database,
                    waits(function)
                            + " AND NOT EXISTS (SELECT FROM gitversion.branch_locks"
                            + " WHERE branch_id = 1 FOR SHARE SKIP LOCKED)");
            CompletableFuture<ServerError> ddl = two.start("CREATE TABLE app.two ()");
            // The merge may have given way by then.
            while (!ddl.isDone() && !"t".equals(database.value("SELECT " + waits(two)))) {
                Thread.sleep(1);
            }
            Thread.sleep(400);
            CompletableFuture<ServerError> third = one.start("LOCK TABLE public.z");
            assertThat(ddl.join()).isNull();
            execute(two.connection, "COMMIT");
            assertThat(third.join()).isNull();
            execute(one.connection, "COMMIT");
            // What was made meanwhile is in nobody's commit.
            assertThat(merge.join()).isNotNull();
        }
    }
}

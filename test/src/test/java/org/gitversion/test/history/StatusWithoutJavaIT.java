package org.gitversion.test.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.gitversion.test.support.Database;
import org.gitversion.test.support.EventTriggers;
import org.gitversion.test.support.GitVersionTest;
import org.gitversion.test.support.ServerError;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Status says without Java what Java says, wherever the head of a branch comes from. */
@GitVersionTest(databasePerMethod = true)
class StatusWithoutJavaIT {
    private static final String SCHEMA =
            """
            CREATE SCHEMA app; SET search_path = app;
            CREATE TYPE mood AS ENUM ('sad', 'ok');
            CREATE TABLE users (id integer PRIMARY KEY, mail text UNIQUE, mood mood);
            CREATE TABLE "a/b%c" (id integer REFERENCES users);
            CREATE VIEW mails AS SELECT mail FROM users WHERE EXISTS (SELECT NULL FROM "a/b%c");
            CREATE FUNCTION twice(a integer) RETURNS integer LANGUAGE sql RETURN a * 2;
            SELECT gitversion.init('main', 'app'); SELECT gitversion.create_branch('b', 'main');
            SELECT gitversion.use_branch('b'); ALTER TABLE users ADD COLUMN x integer;
            SELECT gitversion.commit('x', 'b'); ALTER TABLE users ADD COLUMN y integer;
            SELECT gitversion.commit('y', 'b'); SELECT gitversion.use_branch('main');
            SET gitversion.guard = off;
            """;

    private static final String CHANGE =
            "ALTER TABLE users RENAME TO people; ALTER TABLE people ADD COLUMN z integer;"
                    + " DROP VIEW mails; CREATE TABLE more (id integer PRIMARY KEY);";

    private static final String ROW =
            "SELECT concat_ws(' ', c.change, c.path, c.old_path, c.classid::regclass, c.objid,"
                    + " c.objsubid, c.privileges) FROM ";

    private static final String STATUS_OF_JAVA =
            ROW
                    + "jsonb_to_recordset(gitversion_internal.status(?)) AS c (path text, change"
                    + " text, old_path text, classid oid, objid oid, objsubid integer, privileges"
                    + " boolean)";

    /** How many branches have a head that is known on this server. */
    private static final String NOTED =
            "SELECT count(*) FROM gitversion.branch_states WHERE cluster_id ="
                    + " (SELECT system_identifier FROM pg_control_system())";

    @BeforeEach
    void create(Database database) throws SQLException {
        database.execute(SCHEMA);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    main | SELECT 1
                    b    | SELECT 1
                    c    | SELECT gitversion.create_branch('c', 'b')
                    c    | SELECT gitversion.create_branch('c', 'b~1')
                    c    | SELECT gitversion.create_branch('d', 'b'); \
                               SELECT gitversion.create_branch('c', 'd')
                    c    | ALTER TABLE branch_b.users ADD dirty integer; \
                               SELECT gitversion.create_branch('c', 'b')
                    c    | ALTER TABLE branch_b.users ALTER x SET NOT NULL; \
                               SELECT gitversion.create_branch('c', 'b')
                    c    | ALTER TABLE branch_b.users DROP x; \
                               SELECT gitversion.create_branch('c', 'b')
                    b    | SELECT gitversion.reset('b', 'b~1', 'hard')
                    b    | SELECT gitversion.reset('b', 'b~1', 'soft')
                    b    | ALTER TABLE branch_b.users ALTER x SET NOT NULL; \
                               SELECT gitversion.commit('n', 'b'); \
                               SELECT gitversion.reset('b', 'b~1', 'soft')
                    b    | ALTER TABLE branch_b.users DROP x; \
                               SELECT gitversion.commit('n', 'b'); \
                               SELECT gitversion.reset('b', 'b~1', 'soft')
                    b    | GRANT SELECT ON branch_b.users TO PUBLIC; \
                               SELECT gitversion.commit('n', 'b'); \
                               SELECT gitversion.reset('b', 'b~1', 'soft')
                    c    | GRANT SELECT ON branch_b.users TO PUBLIC; \
                               SELECT gitversion.create_branch('c', 'b')
                    b    | DROP FUNCTION branch_b.twice; \
                               SELECT gitversion.reset('b', 'b~1', 'soft')
                    b    | DROP FUNCTION branch_b.twice; SELECT gitversion.commit('n', 'b'); \
                               CREATE FUNCTION branch_b.twice(a integer) RETURNS integer \
                               LANGUAGE sql RETURN a * 3; \
                               SELECT gitversion.reset('b', 'b~1', 'soft')
                    b    | ALTER TABLE branch_b."a/b%c" RENAME TO d; \
                               SELECT gitversion.commit('n', 'b'); \
                               SELECT gitversion.reset('b', 'b~1', 'soft')
                    b    | DROP TYPE branch_b.mood CASCADE; CREATE TYPE branch_b.mood AS (a int); \
                               SELECT gitversion.commit('n', 'b'); \
                               SELECT gitversion.reset('b', 'b~1', 'soft')
                    b    | SELECT gitversion.reset('b', 'b~1', 'soft'); \
                               SELECT gitversion.reset('b', 'b@{1}', 'soft')
                    b    | ALTER TABLE branch_b.users DROP x; \
                               SELECT gitversion.reset('b', 'b', 'hard')
                    b    | ALTER TABLE branch_b.users ADD q integer; \
                               SELECT gitversion.stash('b')
                    b    | ALTER TABLE branch_b.users ADD q integer; \
                               SELECT gitversion.stash('b'); SELECT gitversion.stash_pop('b')
                    b    | DROP VIEW branch_b.mails; ALTER TABLE branch_b.users DROP y; \
                               SELECT gitversion.restore('views/mails', 'b~1', 'b')
                    b    | SELECT gitversion.restore('tables/users', 'b~1', 'b')
                    b    | SELECT gitversion.revert('b~1', 'b')
                    main | SELECT gitversion.merge_branches('b', 'main')
                    main | CREATE TABLE app.own (); SELECT gitversion.commit('own', 'main'); \
                               SELECT gitversion.merge_branches('b', 'main')
                    b    | CREATE TABLE app.own (); SELECT gitversion.commit('own', 'main'); \
                               SELECT gitversion.rebase('b', 'main')
                    main | SELECT gitversion.cherry_pick('b~1', 'main')
                    main | ALTER ROLE postgres SET work_mem = '4MB'; CREATE ROLE another_role; \
                               DROP ROLE another_role
                    b    | SELECT gitversion.rename_branch('b', 'c'); \
                               SELECT gitversion.rename_branch('c', 'b')
                    """)
    void isThatOfJava(String branch, String script, Database database) throws SQLException {
        database.execute(script);
        compare(database, branch, "f");
        database.execute("SELECT gitversion.use_branch('" + branch + "')", CHANGE);
        compare(database, branch, "f");
        database.execute("SELECT gitversion.commit('All', '" + branch + "')");
        compare(database, branch, "f");
        assertThat(database.column("SELECT path FROM gitversion.status(?)", branch)).isEmpty();
    }

    /** An object of another kind at the same path, and back; what only looks new. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    CREATE | DROP TYPE mood CASCADE; CREATE TYPE mood AS (a integer)
                    DROP | DROP TYPE mood CASCADE; CREATE DOMAIN mood AS integer
                    '' | DROP VIEW mails; CREATE VIEW mails AS SELECT mail FROM users WHERE EXISTS \
                    (SELECT NULL FROM "a/b%c")
                    ALTER | CREATE OR REPLACE FUNCTION twice(a integer) RETURNS integer \
                    LANGUAGE sql RETURN a * 3
                    '' | ALTER TABLE users RENAME TO u; ALTER TABLE u RENAME TO users
                    ALTER | GRANT SELECT (mail) ON users TO pg_monitor
                    CREATE | CREATE FUNCTION lower(text) RETURNS text LANGUAGE sql RETURN $1
                    """)
    void isExact(String change, String script, Database database) throws SQLException {
        database.execute("SET search_path = app", script, "RESET search_path");
        List<String> found = compare(database, "main", "f");
        assertThat(String.join(" ", found)).contains(change);
        if (change.isEmpty()) {
            assertThat(found).isEmpty();
        }
    }

    /**
     * What was dropped while nobody wrote it down leaves columns behind at a path that is taken.
     */
    @Test
    void aTableMadeAnewUnnoticedIsSeen(Database database) throws SQLException {
        settle(database);
        withoutEvents(database, "DROP TABLE app.more; CREATE TABLE app.more (b integer)");
        assertThat(compare(database, "main", "f")).anyMatch(c -> c.contains("DROP tables/more/"));
        withoutEvents(database, "DROP TYPE app.pair; CREATE TYPE app.pair AS (y integer)");
        assertThat(compare(database, "main", "f")).anyMatch(c -> c.contains("DROP types/pair/"));
    }

    /** The oids of another server say nothing, and nothing of it may stay behind. */
    @Test
    void identitiesOfAnotherServerGo(Database database) throws SQLException {
        settle(database);
        moveToAnotherServer(database);
        database.execute("DROP TABLE app.more", "SELECT gitversion.commit('Here', 'main')");
        assertThat(compare(database, "main", "f")).isEmpty();
        database.execute("ALTER TABLE app.users ADD COLUMN z integer");
        assertThat(compare(database, "main", "f")).hasSize(1);
    }

    private static void moveToAnotherServer(Database database) throws SQLException {
        database.execute(
                "UPDATE gitversion.object_identities SET cluster_id = cluster_id + 1",
                "UPDATE gitversion.branch_states SET cluster_id = cluster_id + 1");
    }

    /** Java is started once there, to compare definitions, and renames are known from then on. */
    @Test
    void theFirstStatusOnAServerNotesTheHead(Database database) throws SQLException {
        settle(database);
        moveToAnotherServer(database);
        assertThat(database.column(STATUS_OF_JAVA, "main")).isEmpty();
        assertThat(database.value(NOTED)).isEqualTo("1");
        assertThat(compare(database, "main", "f")).isEmpty();
        database.execute("ALTER TABLE app.users RENAME TO people");
        assertThat(compare(database, "main", "f"))
                .anyMatch(c -> c.startsWith("RENAME tables/people tables/users"));
        database.execute("ALTER TABLE app.people RENAME TO users");
        assertThat(compare(database, "main", "f")).isEmpty();
    }

    /** What the head was printed like is not known then, only that it was not like this. */
    @Test
    void aHeadThatIsNotThereIsNotedAsAnother(Database database) throws SQLException {
        settle(database);
        moveToAnotherServer(database);
        database.execute(
                "ALTER TABLE app.users RENAME mail TO address",
                "ALTER TABLE app.more RENAME TO others",
                "ALTER FUNCTION app.twice(integer) RENAME TO double",
                "ALTER TABLE app.users ALTER address SET NOT NULL",
                "GRANT SELECT ON app.users TO PUBLIC");
        assertThat(startsJava(database, "main")).isEqualTo("t");
        assertThat(database.value(NOTED)).isEqualTo("1");
        assertThat(compare(database, "main", "f")).hasSize(8);
        database.execute("ALTER TABLE app.users ALTER address DROP NOT NULL");
        assertThat(startsJava(database, "main")).isEqualTo("f");
        database.execute(
                "ALTER TABLE app.users RENAME address TO mail",
                "ALTER TABLE app.others RENAME TO more",
                "ALTER FUNCTION app.double(integer) RENAME TO twice",
                "REVOKE SELECT ON app.users FROM PUBLIC");
        assertThat(startsJava(database, "main")).isEqualTo("t");
        assertThat(startsJava(database, "main")).isEqualTo("f");
        assertThat(compare(database, "main", "f")).isEmpty();
    }

    private static String startsJava(Database database, String branch) throws SQLException {
        try (Database fresh = database.again()) {
            fresh.column("SELECT path FROM gitversion.status(?)", branch);
            return fresh.value(Database.JVM_LOADED);
        }
    }

    /** Taken back by hand, what was not as at the head when a soft reset or a clone noted it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "ALTER TABLE app.users ALTER mail SET NOT NULL; SELECT gitversion.commit('n',"
                        + " 'main'); SELECT gitversion.reset('main', 'main~1', 'soft'); ALTER TABLE"
                        + " app.users ALTER mail DROP NOT NULL",
                "DROP FUNCTION app.twice; SELECT gitversion.commit('n', 'main');"
                        + " SELECT gitversion.reset('main', 'main~1', 'soft'); CREATE FUNCTION"
                        + " app.twice(a integer) RETURNS integer LANGUAGE sql RETURN a * 2",
                "GRANT SELECT ON app.users TO PUBLIC; SELECT gitversion.commit('n', 'main');"
                        + " SELECT gitversion.reset('main', 'main~1', 'soft'); REVOKE SELECT ON"
                        + " app.users FROM PUBLIC",
            })
    void whatIsTakenBackIsNotListed(String script, Database database) throws SQLException {
        database.execute(script);
        assertThat(startsJava(database, "main")).isEqualTo("t");
        assertThat(compare(database, "main", "f")).isEmpty();
    }

    /** No privileges are a version, too, and not what is not known. */
    @Test
    void privilegesThatAreNotKnownAreNotNone(Database database) throws SQLException {
        database.execute(
                "GRANT SELECT ON app.users TO PUBLIC",
                "SELECT gitversion.commit('Select', 'main')",
                "REVOKE SELECT ON app.users FROM PUBLIC; GRANT INSERT ON app.users TO PUBLIC",
                "SELECT gitversion.commit('Insert', 'main')",
                "SELECT gitversion.reset('main', 'main~1', 'soft')",
                "REVOKE INSERT ON app.users FROM PUBLIC",
                "SELECT gitversion.create_branch('c', 'main')");
        assertThat(compare(database, "c", "t"))
                .hasSize(1)
                .allMatch(c -> c.contains("tables/users"));
    }

    /** A clone of a clone that is not as at the head, changed in between. */
    @Test
    void whatIsTakenBackInACloneIsNotListed(Database database) throws SQLException {
        database.execute(
                "ALTER TABLE app.users ALTER mail SET NOT NULL",
                "SELECT gitversion.create_branch('c', 'main')");
        assertThat(compare(database, "c", "f")).hasSize(1);
        database.execute(
                "ALTER TABLE branch_c.users ALTER mail DROP NOT NULL",
                "SELECT gitversion.create_branch('d', 'c')");
        for (String branch : List.of("d", "c")) {
            assertThat(startsJava(database, branch)).isEqualTo("t");
            assertThat(compare(database, branch, "f")).isEmpty();
        }
    }

    @Test
    void aHeadIsOnlyNotedByWhoMay(Database database) throws SQLException {
        moveToAnotherServer(database);
        String role = database.name() + "_reader";
        database.execute(
                "CREATE ROLE " + role + " IN ROLE gitversion_reader",
                "GRANT USAGE ON SCHEMA app TO " + role);
        try {
            database.execute("SET ROLE " + role);
            assertThat(database.column(STATUS_OF_JAVA, "main")).isEmpty();
            database.execute("RESET ROLE", "BEGIN ISOLATION LEVEL REPEATABLE READ");
            assertThat(database.column(STATUS_OF_JAVA, "main")).isEmpty();
            database.execute("COMMIT");
            try (Connection other = database.connect();
                    Statement statement = other.createStatement()) {
                statement.execute(
                        "BEGIN; SELECT FROM gitversion.branch_locks WHERE branch_id = 1 FOR SHARE");
                assertThat(database.column(STATUS_OF_JAVA, "main")).isEmpty();
                // The server notices only later that a session was closed.
                statement.execute("ROLLBACK");
            }
            assertThat(database.value(NOTED)).isEqualTo("0");
            assertThat(database.column(STATUS_OF_JAVA, "main")).isEmpty();
            assertThat(database.value(NOTED)).isEqualTo("1");
        } finally {
            database.execute(
                    "RESET ROLE", "REVOKE ALL ON SCHEMA app FROM " + role, "DROP ROLE " + role);
        }
    }

    private static void settle(Database database) throws SQLException {
        database.execute(
                "SET search_path = app",
                "DROP VIEW mails",
                "CREATE TABLE more (a integer, b integer)",
                "CREATE TYPE pair AS (x integer, y integer)",
                "SELECT gitversion.commit('More', 'main')",
                "RESET search_path",
                "CREATE TABLE app.last ()",
                "SELECT gitversion.commit('Last', 'main')");
    }

    private static void withoutEvents(Database database, String script) throws SQLException {
        database.execute(EventTriggers.DISABLE, script, EventTriggers.ENABLE);
    }

    /** What PostgreSQL printed of the view, executed, is printed in other words. */
    @Test
    void resetNotesHowTheHeadIsPrintedNow(Database database) throws SQLException {
        database.execute(
                "SET search_path = app",
                "DO $$ BEGIN EXECUTE 'CREATE OR REPLACE VIEW mails AS '"
                        + " || pg_get_viewdef('mails'); END $$",
                "RESET search_path");
        assertThat(database.column("SELECT path FROM gitversion.status('main')"))
                .containsExactly("views/mails");
        ServerError error =
                ServerError.of(() -> database.execute("SELECT gitversion.commit('Same', 'main')"));
        assertThat(error.state()).isEqualTo("VC002");
        database.execute("SELECT gitversion.reset('main', 'main', 'soft')");
        assertThat(compare(database, "main", "f")).isEmpty();
    }

    @Test
    void listsWhatCommitRefuses(Database database) throws SQLException {
        database.execute(
                "CREATE TABLE app.parent (a integer)",
                "CREATE TABLE public.child () INHERITS (app.parent)");
        assertThat(refused(database, "VC010"))
                .containsExactly("CREATE tables/parent", "table parent: child in another schema");
        database.execute(
                "DROP TABLE public.child",
                "SET gitversion.guard = off",
                "CREATE VIEW app.other AS SELECT mail FROM branch_b.users",
                "CREATE TABLE app.more (a branch_b.mood, b integer)");
        String other = ": refers to schema \"branch_b\" of another branch";
        assertThat(refused(database, "VC018"))
                .containsExactly(
                        "CREATE tables/more",
                        "CREATE tables/parent",
                        "CREATE views/other" + other,
                        "tables/more/columns/a" + other);
        database.execute(
                "DROP VIEW app.other",
                "DROP TABLE app.more, app.parent",
                "COMMENT ON RULE \"_RETURN\" ON app.mails IS 'a view'");
        assertThat(refused(database, "VC010"))
                .containsExactly(
                        "view app.mails: has a comment, label or privileges that cannot be kept");
        database.execute(
                "COMMENT ON RULE \"_RETURN\" ON app.mails IS NULL",
                "ALTER TABLE app.users ADD other branch_b.users");
        assertThat(refused(database, "VC018"))
                .containsExactly("CREATE tables/users/columns/other" + other);
        database.execute("ALTER TABLE app.users DROP other");
        assertThat(database.column("SELECT path FROM gitversion.status('main')")).isEmpty();
    }

    /** What status lists, with Java and without, while commit refuses. */
    private static List<String> refused(Database database, String state) throws SQLException {
        String listed =
                "SELECT concat_ws(': ', concat_ws(' ', change, path), reason)"
                        + " FROM gitversion.status('main')";
        List<String> found;
        try (Connection fresh = database.connect();
                Statement statement = fresh.createStatement()) {
            found = rows(statement, listed);
            assertThat(rows(statement, Database.JVM_LOADED)).containsExactly("f");
            statement.execute("BEGIN; DELETE FROM gitversion.branch_states");
            assertThat(rows(statement, listed)).isEqualTo(found);
            assertThat(rows(statement, Database.JVM_LOADED)).containsExactly("t");
            statement.execute("ROLLBACK");
        }
        ServerError error =
                ServerError.of(
                        () -> database.execute("SELECT gitversion.commit('Unsupported', 'main')"));
        assertThat(error.state()).isEqualTo(state);
        assertThat(database.column("SELECT severity FROM gitversion.fsck() WHERE what ~ 'main'"))
                .containsExactly("notice");
        return found;
    }

    /** In a session of its own; returns what was found. */
    private static List<String> compare(Database database, String branch, String startsJava)
            throws SQLException {
        String id =
                database.value("SELECT id FROM gitversion.branches WHERE branch_name = ?", branch);
        List<String> found;
        try (Connection fresh = database.connect();
                Statement statement = fresh.createStatement()) {
            String changes = "gitversion_internal.changes(" + id + ", '" + branch + "') c";
            found = rows(statement, ROW + changes);
            assertThat(rows(statement, Database.JVM_LOADED)).containsExactly(startsJava);
        }
        // Only now: it notes what it finds.
        assertThat(found).isEqualTo(database.column(STATUS_OF_JAVA, branch));
        return found;
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

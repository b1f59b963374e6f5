package org.gitversion.test.branch;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.gitversion.test.support.Database;
import org.gitversion.test.support.GitVersionTest;
import org.gitversion.test.support.ServerError;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A session that works on one branch does not change another one by mistake. */
@GitVersionTest(databasePerMethod = true)
class GuardIT {
    private static final String ROOT = "\"we ird\"";
    private static final String COLUMNS =
            "SELECT attname FROM pg_attribute WHERE attrelid = '\"we ird\".t'::regclass AND attnum"
                    + " > 0 AND NOT attisdropped ORDER BY attnum";

    @BeforeEach
    void start(Database database) throws SQLException {
        database.execute(
                "CREATE SCHEMA \"we ird\"",
                "CREATE TABLE \"we ird\".t (id integer)",
                "CREATE TABLE \"we ird\".only_here (id integer)",
                "CREATE FUNCTION \"we ird\".f() RETURNS integer LANGUAGE sql AS 'SELECT 1'",
                "SELECT gitversion.init('main', 'we ird')",
                "SELECT gitversion.create_branch('a-B/c', 'main')");
    }

    @AfterEach
    void end(Database database) throws SQLException {
        database.session().close();
    }

    private static String schema(Database database) throws SQLException {
        return database.value(
                "SELECT quote_ident(schema_name) FROM gitversion.branches WHERE id = 2");
    }

    private static void expectRefused(Database database, String sql) throws SQLException {
        String context = ServerError.contextOf(() -> database.execute(sql));
        assertThat(context.lines().filter(line -> line.contains("gitversion")))
                .as(context)
                .singleElement()
                .asString()
                .matches(
                        "PL/pgSQL function gitversion_internal\\.on_\\w+\\(\\) line \\d+ at RAISE");
        ServerError error = ServerError.of(() -> database.execute(sql));
        assertThat(error).as(sql).isNotNull();
        assertThat(error.state()).as(sql + ": " + error).isEqualTo("VC045");
        assertThat(error.message()).contains("branch \"main\"").contains("\"a-B/c\"");
        assertThat(error.detail()).contains("\"we ird\"").endsWith(".");
        assertThat(error.hint()).contains("gitversion.use_branch('main')");
    }

    @Test
    void whatASessionOfABranchSaysOfAnotherIsRefused(Database database) throws SQLException {
        String branch = schema(database);
        for (String choice :
                List.of(
                        "SELECT gitversion.use_branch('a-B/c')",
                        "SET search_path = " + branch + ", " + ROOT)) {
            database.session().close();
            database.execute(choice, "SET search_path = " + branch + ", \"we ird\"");
            for (String statement :
                    List.of(
                            "ALTER TABLE \"we ird\".t ADD COLUMN wrong integer",
                            "CREATE TABLE \"we ird\".wrong ()",
                            "CREATE INDEX ON \"we ird\".t (id)",
                            "CREATE VIEW \"we ird\".wrong AS SELECT 1 AS one",
                            "CREATE OR REPLACE FUNCTION \"we ird\".f() RETURNS integer LANGUAGE sql"
                                    + " AS 'SELECT 2'",
                            "CREATE RULE wrong AS ON INSERT TO \"we ird\".t DO NOTHING",
                            "CREATE POLICY wrong ON \"we ird\".t",
                            "COMMENT ON TABLE \"we ird\".t IS 'wrong'",
                            "DROP TABLE \"we ird\".t",
                            "DROP FUNCTION \"we ird\".f()",
                            "GRANT SELECT ON \"we ird\".t TO PUBLIC",
                            "GRANT SELECT (id) ON \"we ird\".t TO PUBLIC",
                            "REVOKE EXECUTE ON FUNCTION \"we ird\".f() FROM PUBLIC",
                            "ALTER DEFAULT PRIVILEGES IN SCHEMA \"we ird\" GRANT SELECT ON TABLES"
                                    + " TO PUBLIC",
                            "DO $$ BEGIN ALTER TABLE \"we ird\".t RENAME TO wrong; END $$")) {
                expectRefused(database, statement);
            }
            database.execute("CREATE TABLE mine (a integer)");
            expectRefused(database, "ALTER TABLE mine SET SCHEMA \"we ird\"");
            database.execute("DROP TABLE only_here", "DROP TABLE mine");
            // With what is named gone from the branch, the name means what is in the root.
            expectRefused(database, "DROP TABLE only_here");
            expectRefused(database, "ALTER TABLE \"we ird\".only_here SET SCHEMA " + branch);
            database.execute("CREATE TABLE only_here (id integer)");
        }
        assertThat(database.column("SELECT path FROM gitversion.status('main')")).isEmpty();
    }

    @Test
    void whatIsOfTheBranchOrOfNoneIsDone(Database database) throws SQLException {
        String branch = schema(database);
        database.execute(
                "CREATE SCHEMA elsewhere",
                "SELECT gitversion.use_branch('a-B/c')",
                "SET search_path = " + branch + ", \"we ird\"",
                "CREATE TABLE fresh (id integer PRIMARY KEY)",
                "ALTER TABLE t ADD COLUMN x integer",
                "GRANT SELECT ON fresh TO PUBLIC",
                "GRANT USAGE ON SCHEMA \"we ird\" TO PUBLIC",
                "ALTER DEFAULT PRIVILEGES IN SCHEMA "
                        + branch
                        + " GRANT SELECT ON TABLES TO PUBLIC",
                "ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO PUBLIC",
                "CREATE TEMPORARY TABLE t (a integer)",
                "DROP TABLE pg_temp.t",
                "CREATE TABLE elsewhere.t (a integer)",
                "ALTER TABLE elsewhere.t ADD b integer",
                "DROP SCHEMA elsewhere CASCADE",
                "CREATE EXTENSION pg_trgm SCHEMA \"we ird\"",
                "ALTER EXTENSION pg_trgm UPDATE",
                "DROP EXTENSION pg_trgm",
                "SELECT gitversion.commit('Change')",
                "SELECT gitversion.merge_branches('a-B/c', 'main')",
                "SELECT gitversion.reset('main', 'main~1')",
                "SELECT gitversion.create_branch('other', 'main')",
                "SELECT gitversion.drop_branch('other')");
        assertThat(database.column("SELECT path FROM gitversion.status('main')")).isEmpty();
    }

    /** The schema of a root may be on the path of anybody, by "$user", public. */
    @Test
    void whoeverChoseNoBranchMayChangeAll(Database database) throws SQLException {
        String branch = schema(database);
        for (String path : List.of("''", "\"$user\", public", ROOT)) {
            database.execute(
                    "SET search_path = " + path,
                    "ALTER TABLE \"we ird\".t ADD COLUMN x integer",
                    "ALTER TABLE " + branch + ".t ADD COLUMN x integer",
                    "ALTER TABLE \"we ird\".t DROP COLUMN x",
                    "ALTER TABLE " + branch + ".t DROP COLUMN x");
        }
        database.execute("SELECT gitversion.use_branch('main')", "CREATE TABLE u (a integer)");
        assertThat(
                        ServerError.of(
                                        () ->
                                                database.execute(
                                                        "ALTER TABLE " + branch + ".t ADD y text"))
                                .message())
                .isEqualTo(
                        "ALTER TABLE in branch \"a-B/c\" by a session that works on branch"
                                + " \"main\"");
    }

    @Test
    void theSettingDecides(Database database) throws SQLException {
        database.execute("SELECT gitversion.use_branch('a-B/c')");
        for (String mode : List.of("on", "anything", "")) {
            database.execute("SET gitversion.guard = '" + mode + "'");
            expectRefused(database, "ALTER TABLE \"we ird\".t ADD COLUMN wrong integer");
        }
        try (Statement statement = database.session().createStatement()) {
            statement.execute("SET gitversion.guard = off");
            statement.execute("ALTER TABLE \"we ird\".t ADD COLUMN unseen integer");
            assertThat((Throwable) statement.getWarnings()).isNull();
            statement.execute("SET gitversion.guard = warn");
            statement.execute("ALTER TABLE \"we ird\".t ADD COLUMN seen integer");
            assertThat(statement.getWarnings().getMessage())
                    .startsWith("ALTER TABLE in branch \"main\" by a session");
        }
        assertThat(database.column(COLUMNS)).containsExactly("id", "unseen", "seen");
    }

    @Test
    void anOrdinaryRoleIsGuardedToo(Database database) throws SQLException {
        database.execute(
                "DROP ROLE IF EXISTS guard_user",
                "CREATE ROLE guard_user LOGIN",
                "GRANT gitversion_reader TO guard_user",
                "GRANT ALL ON SCHEMA \"we ird\", " + schema(database) + " TO guard_user",
                "ALTER TABLE \"we ird\".t OWNER TO guard_user");
        try (Connection session = database.connect("guard_user");
                Statement statement = session.createStatement()) {
            statement.execute("SELECT gitversion.use_branch('a-B/c')");
            statement.execute("CREATE TABLE theirs ()");
            assertThat(
                            ServerError.of(
                                            () ->
                                                    statement.execute(
                                                            "ALTER TABLE \"we ird\".t ADD x text"))
                                    .state())
                    .isEqualTo("VC045");
            statement.execute("SELECT gitversion.use_branch('main')");
            statement.execute("ALTER TABLE \"we ird\".t ADD x text");
        }
        database.execute("DROP OWNED BY guard_user", "DROP ROLE guard_user");
    }
}

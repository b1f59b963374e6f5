package org.gitversion.test.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gitversion.test.support.Cluster;
import org.gitversion.test.support.Database;
import org.gitversion.test.support.GitVersionTest;
import org.gitversion.test.support.Host;
import org.gitversion.test.support.ServerError;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** DDL in branches is recorded; all other DDL is left alone. */
@GitVersionTest(databasePerMethod = true)
class EventIT {
    private static final String EVENTS =
            "SELECT event, command_tag, object_type, path FROM gitversion.ddl_events ORDER BY id";

    @BeforeEach
    void start(Database database) throws SQLException {
        database.execute("SELECT gitversion.init()", "CREATE SCHEMA other");
    }

    @Test
    void objectsHavePaths(Database database) throws SQLException {
        database.execute(
                "SET search_path = branch_main",
                "CREATE TABLE \"a/b\" (\"c%d\" integer)",
                "ALTER TABLE \"a/b\" ADD CONSTRAINT positive CHECK (\"c%d\" > 0)",
                "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN new; END'",
                "CREATE TRIGGER g BEFORE INSERT ON \"a/b\" FOR EACH ROW EXECUTE FUNCTION f()",
                "COMMENT ON COLUMN \"a/b\".\"c%d\" IS 'x'",
                "DROP TRIGGER g ON \"a/b\"");
        List<String> path = database.column("SELECT path FROM gitversion.ddl_events ORDER BY id");
        assertThat(path)
                .containsExactly(
                        "tables/a%2Fb",
                        "tables/a%2Fb",
                        "tables/a%2Fb/constraints/positive",
                        null,
                        "triggers/a%2Fb/g",
                        "tables/a%2Fb/columns/c%25d",
                        "triggers/a%2Fb/g");
    }

    /** What the server says of its commands is the list. */
    @Test
    void everyCommandIsWatched(Database database) throws Exception {
        Pattern command = Pattern.compile("PG_CMDTAG\\(\\w+, \"([A-Z ]+)\", true, .*\\)");
        List<String> commands =
                Files.readAllLines(Cluster.headers().resolve("tcop/cmdtaglist.h")).stream()
                        .map(command::matcher)
                        .filter(Matcher::matches)
                        .map(line -> line.group(1))
                        .filter(tag -> !tag.startsWith("DROP "))
                        // Neither changes a schema.
                        .filter(tag -> !tag.equals("REINDEX") && !tag.equals("LOGIN"))
                        .toList();
        assertThat(commands).contains("CREATE TABLE");
        assertThat(
                        database.column(
                                "SELECT DISTINCT t.tag FROM pg_event_trigger, unnest(evttags) t"
                                    + " (tag) WHERE evtname LIKE 'gitversion%' AND evtevent ="
                                    + " 'ddl_command_end' AND evtenabled = 'O' AND t.tag NOT LIKE"
                                    + " 'DROP %'"))
                .containsExactlyInAnyOrderElementsOf(commands);
    }

    /** However large branches are, DDL elsewhere looks up one identity, and does not read all. */
    @Test
    void largeBranchesDoNotSlowDownOtherDdl(Database database) throws SQLException {
        database.execute(
                "DO $$ BEGIN FOR i IN 1..300 LOOP EXECUTE format('CREATE TABLE branch_main.t%s"
                        + " (a integer)', i); END LOOP; END $$",
                "SELECT gitversion.commit('Tables', 'main')");
        List<String> queries =
                database.column(
                        "SELECT 'EXPLAIN SELECT ' || (regexp_match(prosrc, 'PERFORM (FROM"
                                + " [^;]*);'))[1] FROM pg_proc WHERE proname IN"
                                + " ('on_ddl_command_end_of_alter', 'on_ddl_command_end',"
                                + " 'on_ddl_command_end_of_table', 'on_sql_drop') ORDER BY proname"
                                + " DESC");
        queries.add("EXPLAIN SELECT FROM gitversion_internal.alterations_of_branches");
        for (String query : queries) {
            List<String> plan = database.column(query);
            assertThat(plan).noneMatch(line -> line.contains("Seq Scan on object_identities"));
            // Above that the server compiles it, for milliseconds.
            String cost = plan.get(0).replaceAll(".*cost=[0-9.]+\\.\\.([0-9.]+) .*", "$1");
            assertThat(Double.parseDouble(cost)).as(plan.toString()).isLessThan(100_000);
            if (query.contains("_identities") || query.contains("alterations_")) {
                assertThat(plan).anyMatch(line -> line.contains("object_identities_objid_idx"));
            }
        }
    }

    /** They are in no schema themselves. */
    @Test
    void castsAreOfTheSchemasOfTheirTypes(Database database) throws SQLException {
        database.execute(
                "CREATE TYPE branch_main.ty AS (a integer)",
                "CREATE CAST (branch_main.ty AS json) WITH INOUT",
                "SELECT gitversion.commit('Cast', 'main')",
                "CREATE CAST (text AS branch_main.ty) WITH INOUT",
                "DROP CAST (branch_main.ty AS json)");
        assertThat(database.column("SELECT statement FROM gitversion.status('main') ORDER BY path"))
                .containsExactly(
                        "CREATE CAST (text AS branch_main.ty) WITH INOUT",
                        "DROP CAST (branch_main.ty AS json)");
    }

    /** What an extension has in the schema of the root is there for all branches. */
    @Test
    void castsToTypesOfExtensionsAreOfOneBranch(Database database) throws SQLException {
        database.execute(
                "CREATE EXTENSION citext SCHEMA branch_main",
                "SELECT gitversion.create_branch('x')",
                "SELECT gitversion.protect_branch('main')",
                "CREATE TYPE branch_x.ty AS (a integer)",
                "CREATE CAST (branch_x.ty AS branch_main.citext) WITH INOUT",
                "SELECT gitversion.commit('Cast', 'x')",
                "DROP CAST (branch_x.ty AS branch_main.citext)");
        assertThat(database.column("SELECT statement FROM gitversion.status('x')"))
                .containsExactly("DROP CAST (branch_x.ty AS branch_main.citext)");
    }

    /** What goes with something of another schema is part of a family, and in no schema itself. */
    @Test
    void familiesLoseNothingUnseen(Database database) throws SQLException {
        database.execute(
                "CREATE OPERATOR other.=== (leftarg = int, rightarg = int, procedure = int4eq)",
                "CREATE OPERATOR FAMILY branch_main.fam USING btree",
                "ALTER OPERATOR FAMILY branch_main.fam USING btree"
                        + " ADD OPERATOR 3 other.=== (integer, integer)",
                "SELECT gitversion.commit('Family', 'main')",
                "SELECT gitversion.protect_branch('main')");
        assertThat(
                        ServerError.of(
                                () ->
                                        database.execute(
                                                "DROP OPERATOR other.=== (integer, integer)"
                                                        + " CASCADE")))
                .isNotNull()
                .extracting(ServerError::state)
                .isEqualTo("VC017");
    }

    @Test
    void movesInAndOutAreSeen(Database database) throws SQLException {
        database.execute(
                "CREATE TABLE branch_main.t ()",
                "SELECT gitversion.commit('Add t', 'main')",
                "ALTER TABLE branch_main.t SET SCHEMA other");
        assertThat(database.column("SELECT statement FROM gitversion.status('main')"))
                .containsExactly("ALTER TABLE branch_main.t SET SCHEMA other");
        database.execute("ALTER TABLE other.t SET SCHEMA branch_main");
        assertThat(database.rows("SELECT * FROM gitversion.status('main')")).isEmpty();
        assertThat(
                        database.column(
                                "SELECT command_tag FROM gitversion.ddl_events WHERE commit_id IS"
                                        + " NULL"))
                .containsExactly("ALTER TABLE", "ALTER TABLE");
    }

    @Test
    void elsewhereNothingIsWritten(Database database) throws SQLException {
        database.execute(
                "CREATE TABLE other.t (a integer)",
                "ALTER TABLE other.t ADD b text",
                "COMMENT ON TABLE other.t IS 'x'",
                "CREATE TEMPORARY TABLE t (a integer)",
                "DROP TABLE pg_temp.t",
                "DROP TABLE other.t",
                "CREATE ROLE event_it_role",
                "DROP ROLE event_it_role");
        assertThat(database.rows(EVENTS)).isEmpty();
    }

    @Test
    void whoeverMayChangeABranchNeedsNoRightsHere(Database database) throws SQLException {
        database.execute(
                "DROP ROLE IF EXISTS event_user",
                "CREATE ROLE event_user LOGIN",
                "GRANT ALL ON SCHEMA branch_main, other TO event_user",
                "REVOKE ALL ON SCHEMA gitversion FROM PUBLIC");
        try (Connection session = database.connect("event_user");
                Statement statement = session.createStatement()) {
            statement.execute("CREATE TABLE branch_main.theirs ()");
            statement.execute("CREATE TABLE other.theirs ()");
        }
        assertThat(
                        database.rows(
                                "SELECT executed_by, session_role, path FROM"
                                        + " gitversion.ddl_events"))
                .containsExactly(List.of("event_user", "event_user", "tables/theirs"));
        database.execute("DROP OWNED BY event_user", "DROP ROLE event_user");
    }

    @Test
    void extensionsInBranchesAreNoBranchObjects(Database database) throws SQLException {
        database.execute("CREATE EXTENSION pg_trgm SCHEMA branch_main", "DROP EXTENSION pg_trgm");
        assertThat(database.rows("SELECT * FROM gitversion.status('main')")).isEmpty();
    }

    @Test
    void ourOwnStatementsAreNotWrittenDown(Database database) throws SQLException {
        database.execute(
                "CREATE TABLE branch_main.t ()",
                "SELECT gitversion.commit('Add t', 'main')",
                "SELECT gitversion.create_branch('b', 'main')",
                "SELECT gitversion.drop_branch('b')");
        assertThat(database.column("SELECT DISTINCT branch_id FROM gitversion.ddl_events"))
                .containsExactly("1");
    }

    @Test
    void aDroppedSchemaIsReported(Database database) throws SQLException {
        database.execute("CREATE TABLE branch_main.t ()", "DROP SCHEMA branch_main CASCADE");
        assertThat(database.rows(EVENTS))
                .contains(List.of("sql_drop", "DROP SCHEMA", "table", "tables/t"));
        Errors.expect(database, "VC011", "SELECT * FROM gitversion.status('main')");
        database.execute("CREATE TABLE other.t ()");
    }

    @Test
    void theExtensionCanBeDropped(Database database) throws SQLException {
        database.execute("CREATE TABLE branch_main.t (a integer)", "DROP EXTENSION gitversion");
        database.execute("ALTER TABLE branch_main.t ADD b text", "DROP TABLE branch_main.t");
        assertThat(database.column("SELECT evtname FROM pg_event_trigger")).isEmpty();
        database.execute(
                "CREATE EXTENSION gitversion", "SELECT gitversion.init('again', 'branch_main')");
        assertThat(database.value("SELECT count(*) FROM gitversion.commits")).isEqualTo("1");
    }

    @Test
    void aFailedStatementIsNotWrittenDown(Database database) throws SQLException {
        Errors.expect(database, "42P01", "ALTER TABLE branch_main.nothing ADD a integer");
        database.execute("BEGIN; CREATE TABLE branch_main.t (); ROLLBACK");
        assertThat(database.rows(EVENTS)).isEmpty();
    }

    /** Java is not needed, let alone started, to record what is done. */
    @Test
    void javaIsNeitherStartedNorMissed(Database database) throws SQLException {
        try (Connection session = database.connect();
                Statement statement = session.createStatement()) {
            statement.execute(
                    Host.chosen() == Host.EMBEDDED
                            ? "SET gitversion_java_host.libjvm = '/nowhere/libjvm.so'"
                            : "SET pljava.libjvm_location = '/nowhere/libjvm.so'");
            statement.execute("CREATE TABLE branch_main.t (a integer)");
            statement.execute("ALTER TABLE branch_main.t ADD PRIMARY KEY (a)");
            statement.execute("DROP TABLE branch_main.t");
            statement.execute("CREATE VIEW branch_main.v AS SELECT 1 AS one");
            try (ResultSet loaded = statement.executeQuery(Database.JVM_LOADED)) {
                loaded.next();
                assertThat(loaded.getBoolean(1)).isFalse();
            }
            assertThat(
                            ServerError.of(
                                    () ->
                                            statement.execute(
                                                    "SELECT gitversion.commit('x', 'main')")))
                    .isNotNull();
        }
        assertThat(database.column("SELECT path FROM gitversion.status('main')"))
                .containsExactly("views/v");
        assertThat(database.column("SELECT path FROM gitversion.ddl_events ORDER BY id"))
                .contains("tables/t", "tables/t/constraints/t_pkey", "views/v");
    }

    /** Others may hold what is not for the history. */
    @Test
    void onlyTheStatementItselfIsKept(Database database) throws SQLException {
        database.execute("DROP ROLE IF EXISTS statement_role", "CREATE ROLE statement_role");
        String body =
                "CREATE FUNCTION f() RETURNS integer LANGUAGE plpgsql AS $x$ BEGIN PERFORM ';'; --"
                        + " ;\n RETURN 1; END $x$";
        String atomic =
                "CREATE FUNCTION g() RETURNS integer BEGIN ATOMIC SELECT CASE WHEN true THEN 1"
                        + " END; SELECT 2; END";
        String sent =
                "SET search_path = branch_main; ALTER ROLE statement_role PASSWORD 'secret; x';"
                        + " CREATE TABLE b (c text DEFAULT E'\\';'); /* ; /* */ ; */ "
                        + body
                        + ";"
                        + atomic
                        + "; COMMENT ON TABLE b IS $$;$$; CREATE TABLE \"d;e\" (); DO $do$ BEGIN"
                        + " EXECUTE 'SELECT 1; CREATE TABLE t (a integer)'; END $do$; ALTER ROLE"
                        + " statement_role PASSWORD 'b'";
        database.psql("", "-c", sent).expectSuccess();
        assertThat(
                        database.column(
                                "SELECT statement FROM gitversion.ddl_events GROUP BY statement"
                                        + " ORDER BY min(id)"))
                .containsExactly(
                        "CREATE TABLE b (c text DEFAULT E'\\';')",
                        "/* ; /* */ ; */ " + body,
                        atomic,
                        "COMMENT ON TABLE b IS $$;$$",
                        "CREATE TABLE \"d;e\" ()",
                        "DO $do$ BEGIN EXECUTE 'SELECT 1; CREATE TABLE t (a integer)'; END $do$");
        database.execute("DROP ROLE statement_role");
    }
}

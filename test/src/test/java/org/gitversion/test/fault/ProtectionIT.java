package org.gitversion.test.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.gitversion.test.support.Database;
import org.gitversion.test.support.GitVersionTest;
import org.gitversion.test.support.ServerError;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Protected branches: only merges change them, but for the roles that are named. */
@GitVersionTest(databasePerMethod = true)
class ProtectionIT {
    @BeforeEach
    void prepare(Database database) throws SQLException {
        database.execute(
                "CREATE ROLE rights_ann LOGIN IN ROLE gitversion_author",
                "GRANT CREATE ON DATABASE " + database.name() + " TO rights_ann");
        as(
                database,
                "rights_ann",
                "CREATE SCHEMA app",
                "CREATE TABLE app.t (id integer PRIMARY KEY)",
                "SELECT gitversion.init('main', 'app')",
                "SELECT gitversion.create_branch('work')");
    }

    @AfterEach
    void clean(Database database) throws SQLException {
        database.execute("DROP OWNED BY rights_ann CASCADE", "DROP ROLE rights_ann");
    }

    private static void as(Database database, String role, String... statements)
            throws SQLException {
        try (Connection session = database.connect(role);
                Statement statement = session.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static void expect(Database database, String role, String state, String... attempts) {
        for (String attempt : attempts) {
            ServerError error = ServerError.of(() -> as(database, role, attempt));
            assertThat(error == null ? null : error.state()).as(attempt).isEqualTo(state);
        }
    }

    @Test
    void aProtectedBranchIsChangedByMergesAlone(Database database) throws SQLException {
        as(
                database,
                "rights_ann",
                "ALTER TABLE app.t ADD COLUMN before_protection integer",
                "SELECT gitversion.commit('Before', 'main')",
                "ALTER TABLE branch_work.t ADD COLUMN n integer",
                "SELECT gitversion.commit('More', 'work')",
                "SELECT gitversion.protect_branch('main')");
        expect(
                database,
                "rights_ann",
                "VC017",
                "ALTER TABLE app.t ADD COLUMN direct integer",
                "CREATE TABLE app.direct (id integer)",
                "DROP TABLE app.t",
                "COMMENT ON TABLE app.t IS 'direct'",
                "SELECT gitversion.commit('x', 'main')",
                "SELECT gitversion.amend('x', 'main')",
                "SELECT gitversion.reset('main', 'main~1')",
                "SELECT gitversion.revert('main', 'main')",
                "SELECT gitversion.cherry_pick('work', 'main')",
                "SELECT gitversion.rebase('main', 'work')",
                "SELECT gitversion.rename_branch('main', 'other')",
                "SELECT gitversion.drop_branch('main', true)",
                "SELECT gitversion.stash('main')",
                "UPDATE gitversion_internal.branches SET head_commit_id = 1"
                        + " WHERE branch_name = 'main'",
                "UPDATE gitversion_internal.branches SET is_active = false"
                        + " WHERE branch_name = 'main'");
        expect(
                database,
                "postgres",
                "VC017",
                "SET gitversion.internal = 'on'; ALTER TABLE app.t ADD COLUMN direct integer");
        as(database, "rights_ann", "SELECT gitversion.merge_branches('work', 'main')");
        assertThat(database.value("SELECT count(*) FROM gitversion.log('main')")).isEqualTo("4");
        database.execute("SELECT gitversion.protect_branch('main', '{rights_ann}')");
        as(
                database,
                "rights_ann",
                "ALTER TABLE app.t ADD COLUMN direct integer",
                "SELECT gitversion.commit('Direct', 'main')",
                "SELECT gitversion.protect_branch('main')");
        expect(database, "rights_ann", "VC017", "ALTER TABLE app.t DROP COLUMN direct");
        as(
                database,
                "rights_ann",
                "SELECT gitversion.unprotect_branch('main')",
                "ALTER TABLE app.t DROP COLUMN direct");
    }

    /** Whatever PostgreSQL tells of to an event trigger, in a session that chose no branch. */
    @Test
    void noTagSlipsThrough(Database database) throws SQLException {
        database.execute("CREATE ROLE rights_bea");
        as(
                database,
                "rights_ann",
                "CREATE TABLE app.q (id integer, n integer CONSTRAINT pos CHECK (n > 0))",
                "CREATE INDEX qi ON app.q (n)",
                "CREATE FUNCTION app.f() RETURNS trigger LANGUAGE plpgsql AS"
                        + " 'BEGIN RETURN new; END'",
                "CREATE AGGREGATE app.a(integer) (sfunc = int4pl, stype = integer)",
                "CREATE TRIGGER g BEFORE INSERT ON app.q FOR EACH ROW EXECUTE FUNCTION app.f()",
                "CREATE RULE r AS ON UPDATE TO app.q DO INSTEAD NOTHING",
                "CREATE POLICY p ON app.q USING (true)",
                "CREATE STATISTICS app.s ON id, n FROM app.q",
                "CREATE TYPE app.e AS ENUM ('a')",
                "CREATE DOMAIN app.d AS integer",
                "CREATE SEQUENCE app.n",
                "CREATE VIEW app.v AS SELECT 1 AS x",
                "CREATE MATERIALIZED VIEW app.m AS SELECT 1 AS x",
                "CREATE COLLATION app.c FROM \"C\"",
                "CREATE TEXT SEARCH CONFIGURATION app.tc (COPY = simple)",
                "CREATE TEXT SEARCH DICTIONARY app.td (TEMPLATE = simple)",
                "CREATE OPERATOR app.=== (leftarg = int, rightarg = int, procedure = int4eq)",
                "CREATE TABLE app.p (id integer) PARTITION BY LIST (id)",
                "CREATE TABLE app.p_one PARTITION OF app.p FOR VALUES IN (1)",
                "CREATE TABLE app.lone (id integer)",
                "CREATE TYPE app.pairs AS (a integer)",
                "CREATE CAST (app.pairs AS json) WITH INOUT",
                "CREATE SCHEMA other",
                "CREATE TABLE other.u (id integer)",
                "CREATE TABLE other.p (id integer) PARTITION BY LIST (id)",
                "CREATE TABLE other.kid (id integer NOT NULL)",
                "CREATE SCHEMA kinds",
                "CREATE TYPE kinds.pair AS (a integer)",
                "CREATE TABLE app.typed OF kinds.pair",
                "CREATE PROCEDURE other.give() LANGUAGE plpgsql AS $$BEGIN BEGIN"
                        + " EXECUTE 'GRANT SELECT (id) ON app.q TO rights_bea';"
                        + " EXCEPTION WHEN syntax_error THEN NULL; END; END$$",
                "GRANT INSERT ON app.t TO rights_bea",
                "ALTER DEFAULT PRIVILEGES IN SCHEMA app GRANT SELECT ON TABLES TO rights_bea",
                "SELECT gitversion.commit('All', 'main')",
                "SELECT gitversion.protect_branch('main')");
        expect(
                database,
                "rights_ann",
                "VC017",
                "GRANT SELECT ON app.q TO rights_bea",
                "GRANT SELECT (n) ON app.q TO rights_bea",
                "GRANT SELECT ON app.q, other.u TO rights_bea",
                "GRANT SELECT ON ALL TABLES IN SCHEMA app, other TO rights_bea",
                "GRANT EXECUTE ON FUNCTION app.f() TO rights_bea",
                "GRANT USAGE ON TYPE app.e TO rights_bea",
                "GRANT USAGE ON DOMAIN app.d TO rights_bea",
                "GRANT USAGE ON SEQUENCE app.n TO rights_bea",
                "REVOKE EXECUTE ON FUNCTION app.f() FROM PUBLIC",
                "REVOKE INSERT ON app.t FROM rights_bea",
                "SELECT gitversion.use_branch('work'); SET gitversion.guard = off;"
                        + " GRANT SELECT ON app.q TO rights_bea",
                "SET gitversion.internal = 'on'; SET gitversion.last_command = '999999';"
                        + " GRANT SELECT ON app.q TO rights_bea",
                "CALL other.give()",
                "CREATE SCHEMA third GRANT SELECT ON app.q TO rights_bea",
                "ALTER DEFAULT PRIVILEGES IN SCHEMA app GRANT INSERT ON TABLES TO rights_bea",
                "ALTER DEFAULT PRIVILEGES IN SCHEMA app REVOKE SELECT ON TABLES FROM rights_bea",
                "ALTER SCHEMA app RENAME TO app2",
                "DROP SCHEMA app CASCADE",
                "COMMENT ON COLUMN app.q.n IS 'x'",
                "COMMENT ON CONSTRAINT pos ON app.q IS 'x'",
                "COMMENT ON TRIGGER g ON app.q IS 'x'",
                "COMMENT ON RULE r ON app.q IS 'x'",
                "COMMENT ON POLICY p ON app.q IS 'x'",
                "COMMENT ON OPERATOR app.=== (integer, integer) IS 'x'",
                "COMMENT ON TEXT SEARCH CONFIGURATION app.tc IS 'x'",
                "REFRESH MATERIALIZED VIEW app.m",
                "ALTER TABLE app.q OWNER TO rights_ann",
                "ALTER TABLE app.q CLUSTER ON qi",
                "ALTER TABLE app.q SET SCHEMA other",
                "ALTER TABLE other.u SET SCHEMA app",
                "ALTER TABLE other.p ATTACH PARTITION app.lone DEFAULT",
                "ALTER TABLE other.kid INHERIT app.t",
                "CREATE TABLE other.kid2 () INHERITS (app.t)",
                "CREATE TABLE other.kid2 PARTITION OF app.p DEFAULT",
                "CREATE SCHEMA made CREATE TABLE part PARTITION OF app.p FOR VALUES IN (2)",
                "CREATE CAST (app.pairs AS xml) WITH INOUT",
                "COMMENT ON CAST (app.pairs AS json) IS 'x'",
                "DROP CAST (app.pairs AS json)",
                "ALTER TYPE kinds.pair ADD ATTRIBUTE b integer CASCADE",
                "ALTER TRIGGER g ON app.q RENAME TO g2",
                "ALTER RULE r ON app.q RENAME TO r2",
                "ALTER POLICY p ON app.q RENAME TO p2",
                "ALTER STATISTICS app.s SET STATISTICS 10",
                "ALTER SEQUENCE app.n INCREMENT 2",
                "ALTER TYPE app.e ADD VALUE 'b'",
                "ALTER DOMAIN app.d SET DEFAULT 1",
                "ALTER VIEW app.v RENAME TO v2",
                "ALTER INDEX app.qi RENAME TO qi2",
                "ALTER AGGREGATE app.a(integer) RENAME TO a2",
                "ALTER OPERATOR app.=== (integer, integer) SET (RESTRICT = eqsel)",
                "ALTER TEXT SEARCH CONFIGURATION app.tc DROP MAPPING FOR word",
                "ALTER TEXT SEARCH DICTIONARY app.td (Accept = false)",
                "CREATE CONVERSION app.k FOR 'UTF8' TO 'LATIN1' FROM utf8_to_iso8859_1",
                "CREATE TABLE app.x AS SELECT 1 AS a",
                "SELECT 1 AS a INTO app.x",
                "DROP INDEX app.qi",
                "DROP TRIGGER g ON app.q",
                "DROP POLICY p ON app.q",
                "DROP OPERATOR app.=== (integer, integer)");
        expect(
                database,
                "postgres",
                "VC017",
                "DROP OWNED BY rights_bea",
                "ALTER EXTENSION plpgsql ADD TABLE app.lone");
        // What is about other schemas, or about the schema itself.
        as(
                database,
                "rights_ann",
                "ALTER TABLE branch_work.t ADD COLUMN n integer",
                "SELECT gitversion.commit('More', 'work')",
                "BEGIN",
                "SELECT gitversion.merge_branches('work', 'main')",
                "GRANT SELECT ON other.u TO rights_bea",
                "ALTER DEFAULT PRIVILEGES IN SCHEMA other GRANT SELECT ON TABLES TO rights_bea",
                "ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO rights_bea",
                "ALTER SCHEMA other OWNER TO rights_ann",
                "CREATE TABLE other.part PARTITION OF other.p DEFAULT",
                "ALTER TABLE other.p ADD COLUMN n integer",
                "CREATE TABLE other.pairs OF kinds.pair",
                "ALTER TABLE other.kid INHERIT other.u",
                "COMMIT",
                "GRANT USAGE ON SCHEMA app TO rights_bea",
                "COMMENT ON SCHEMA app IS 'x'",
                "ALTER SCHEMA other RENAME TO another");
        assertThat(database.column("SELECT path FROM gitversion.status('main')")).isEmpty();
        // PostgreSQL tells nobody of these.
        as(database, "rights_ann", "CLUSTER app.q USING qi");
        database.execute("REASSIGN OWNED BY rights_bea TO postgres");
        assertThat(database.column("SELECT path FROM gitversion.status('main')"))
                .containsExactly("tables/q");
        as(database, "rights_ann", "SELECT gitversion.unprotect_branch('main')");
        database.execute("DROP OWNED BY rights_bea", "DROP ROLE rights_bea");
    }

    /** Who may merge can call what merges call, but for the checks of a protected branch. */
    @Test
    void checksAreAskedWhoeverMovesTheHead(Database database) throws SQLException {
        as(
                database,
                "rights_ann",
                "ALTER TABLE branch_work.t ADD COLUMN n integer",
                "SELECT gitversion.commit('More', 'work')",
                "CREATE SCHEMA ops",
                "CREATE FUNCTION ops.no(c jsonb) RETURNS boolean LANGUAGE sql SECURITY DEFINER"
                        + " AS 'SELECT false'",
                "SELECT gitversion.require_check('main', 'ops.no')",
                "SELECT gitversion.protect_branch('main')");
        expect(
                database,
                "rights_ann",
                "VC052",
                "SELECT gitversion.merge_branches('work', 'main')",
                "SELECT gitversion_internal.merge_branches('work', 'main', 'recursive', NULL,"
                        + " 'auto', false, false, NULL, NULL, NULL)",
                "SELECT gitversion_internal.merge_branches('work', 'main', 'recursive', NULL,"
                        + " 'never', true, false, NULL, NULL, NULL)",
                "UPDATE gitversion_internal.branches SET head_commit_id = 2"
                        + " WHERE branch_name = 'main'");
        as(
                database,
                "rights_ann",
                "CREATE OR REPLACE FUNCTION ops.no(c jsonb) RETURNS boolean LANGUAGE sql"
                        + " SECURITY DEFINER AS 'SELECT true'",
                "SELECT gitversion.merge_branches('work', 'main')");
        assertThat(database.column("SELECT path FROM gitversion.status('main')")).isEmpty();
        as(database, "rights_ann", "SELECT gitversion.unprotect_branch('main')");
    }

    /** An admin may lack what it takes to build a state: that is no damage. */
    @Test
    void whatIsNotCheckedIsNoDamage(Database database) throws SQLException {
        database.execute("CREATE ROLE rights_bea LOGIN IN ROLE gitversion_admin");
        String name = database.name();
        try (Connection session = database.connect("rights_bea");
                Statement statement = session.createStatement()) {
            String fsck =
                    "SELECT string_agg(severity || ' ' || what || ': ' || detail, '; ')"
                            + " FROM gitversion.fsck(true)";
            assertThat(value(statement, fsck))
                    .isEqualTo(
                            "notice branch main: It was not compared with its schema: role"
                                + " rights_bea takes USAGE on app.; notice branch work: It was not"
                                + " compared with its schema: role rights_bea takes USAGE on"
                                + " branch_work.; notice database "
                                    + name
                                    + ": The states of commits were not checked: to build them role"
                                    + " rights_bea takes CREATE on it.");
            database.execute(
                    "GRANT CREATE ON DATABASE " + name + " TO rights_bea",
                    "GRANT USAGE ON SCHEMA app, branch_work TO rights_bea");
            assertThat(value(statement, fsck)).isNull();
            as(
                    database,
                    "rights_ann",
                    "CREATE SCHEMA lib",
                    "CREATE TYPE lib.mood AS ENUM ('glad')",
                    "CREATE TABLE app.moods (m lib.mood)",
                    "SELECT gitversion.commit('Moods', 'main')");
            assertThat(value(statement, fsck))
                    .isEqualTo(
                            "notice commit 2: Its state was not checked by role rights_bea:"
                                    + " \"tables/moods\" cannot be brought to its new state:"
                                    + " permission denied for schema lib (VC020).");
        }
        database.execute("DROP OWNED BY rights_bea", "DROP ROLE rights_bea");
    }

    private static String value(Statement statement, String query) throws SQLException {
        try (ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }
}

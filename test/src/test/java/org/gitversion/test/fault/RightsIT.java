package org.gitversion.test.fault;

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

/**
 * Nobody gets, by what gitversion keeps or runs, to do or to see what PostgreSQL does not let him.
 * Ann and Bob are authors, each with a schema of his own; Eve may connect and make schemas.
 */
@GitVersionTest(databasePerMethod = true)
class RightsIT {
    private static final String DENIED = "42501";
    private static final String NOT_ALLOWED = "VC046";

    @BeforeEach
    void prepare(Database database) throws SQLException {
        database.execute(
                "CREATE ROLE rights_ann LOGIN",
                "CREATE ROLE rights_bob LOGIN",
                "CREATE ROLE rights_eve LOGIN",
                "GRANT gitversion_author TO rights_ann, rights_bob",
                "GRANT CREATE ON DATABASE "
                        + database.name()
                        + " TO rights_ann, rights_bob, rights_eve");
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
        database.execute(
                "DROP OWNED BY rights_ann, rights_bob, rights_eve CASCADE",
                "DROP ROLE rights_ann, rights_bob, rights_eve");
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

    private static String state(Database database, String role, String... statements) {
        ServerError error = ServerError.of(() -> as(database, role, statements));
        return error == null ? null : error.state();
    }

    private static void expect(Database database, String role, String state, String... attempts) {
        for (String attempt : attempts) {
            assertThat(state(database, role, attempt)).as(role + ": " + attempt).isEqualTo(state);
        }
    }

    @Test
    void nobodyButItsOwnerWritesToATable(Database database) throws SQLException {
        database.execute(
                "CREATE ROLE rights_admin LOGIN IN ROLE gitversion_admin",
                "GRANT rights_admin TO rights_eve");
        List<String> held =
                database.column(
                        "SELECT r.rolname || ' ' || p.name || ' ' || c.relname FROM pg_class c,"
                            + " pg_roles r,"
                            + " unnest('{INSERT,UPDATE,DELETE,TRUNCATE,REFERENCES,TRIGGER}'::text[])"
                            + " p (name) WHERE c.relnamespace = 'gitversion'::regnamespace AND"
                            + " c.relkind IN ('r', 'v') AND NOT r.rolsuper AND r.rolname <>"
                            + " 'pg_write_all_data' AND CASE WHEN p.name IN ('INSERT', 'UPDATE',"
                            + " 'REFERENCES') THEN has_any_column_privilege(r.oid, c.oid, p.name)"
                            + " ELSE has_table_privilege(r.oid, c.oid, p.name) END ORDER BY 1");
        database.execute("DROP ROLE rights_admin");
        assertThat(held)
                .as("the event triggers record and lock, and rows are removed behind views")
                .containsExactly(
                        "gitversion_recorder DELETE branch_functions",
                        "gitversion_recorder DELETE branch_grants",
                        "gitversion_recorder DELETE branch_states",
                        "gitversion_recorder DELETE ddl_events",
                        "gitversion_recorder DELETE lint_exceptions",
                        "gitversion_recorder DELETE merge_conflicts",
                        "gitversion_recorder DELETE object_identities",
                        "gitversion_recorder DELETE parked",
                        "gitversion_recorder DELETE remote_branches",
                        "gitversion_recorder DELETE remotes",
                        "gitversion_recorder DELETE signatures",
                        "gitversion_recorder DELETE stashes",
                        "gitversion_recorder DELETE tags",
                        "gitversion_recorder DELETE tracked_tables",
                        "gitversion_recorder INSERT ddl_events",
                        "gitversion_recorder UPDATE branch_locks",
                        "gitversion_recorder UPDATE object_storage");
        assertThat(
                        database.column(
                                "SELECT c.relname FROM pg_class c, pg_roles r WHERE c.relnamespace"
                                    + " = 'gitversion_internal'::regnamespace AND c.relkind = 'v'"
                                    + " AND r.rolname LIKE 'gitversion%' AND"
                                    + " has_table_privilege(r.oid, c.oid, 'TRIGGER, TRUNCATE,"
                                    + " REFERENCES')"))
                .isEmpty();
    }

    @Test
    void noFunctionRunsWithTheRightsOfASuperuser(Database database) throws SQLException {
        assertThat(
                        database.column(
                                "SELECT p.oid::regprocedure::text FROM pg_proc p JOIN pg_roles r ON"
                                    + " r.oid = p.proowner WHERE p.prosecdef AND (r.rolsuper OR"
                                    + " r.rolcanlogin) AND p.pronamespace::regnamespace::text LIKE"
                                    + " 'gitversion%'"))
                .isEmpty();
        assertThat(
                        database.value(
                                "SELECT count(*) FROM pg_event_trigger e JOIN pg_proc p ON p.oid ="
                                        + " e.evtfoid WHERE e.evtname LIKE 'gitversion%' AND"
                                        + " p.proowner = 'gitversion_recorder'::regrole"))
                .isEqualTo("7");
    }

    /** Attack 1. */
    @Test
    void noTriggerOnWhatTheEventTriggersWrite(Database database) throws SQLException {
        as(
                database,
                "rights_ann",
                "CREATE FUNCTION app.rise() RETURNS trigger LANGUAGE plpgsql AS"
                        + " 'BEGIN RETURN NEW; END'");
        expect(
                database,
                "rights_ann",
                DENIED,
                "CREATE TRIGGER r BEFORE INSERT ON gitversion.ddl_events FOR EACH ROW EXECUTE"
                        + " FUNCTION app.rise()",
                "CREATE TRIGGER r INSTEAD OF INSERT ON gitversion_internal.new_ddl_events FOR"
                        + " EACH ROW EXECUTE FUNCTION app.rise()",
                "CREATE RULE r AS ON INSERT TO gitversion.ddl_events DO ALSO SELECT 1",
                "ALTER TABLE gitversion.ddl_events ADD CHECK (true)",
                "TRUNCATE gitversion.ddl_events");
    }

    /** Attack 5: what a branch is of cannot be changed, and nobody adopts what is not his. */
    @Test
    void aBranchStaysWhereItIs(Database database) throws SQLException {
        as(database, "rights_eve", "CREATE SCHEMA finance");
        expect(
                database,
                "rights_bob",
                DENIED,
                "UPDATE gitversion.branches SET schema_name = 'finance'",
                "UPDATE gitversion_internal.branches SET schema_name = 'finance'",
                "UPDATE gitversion_internal.new_branches SET schema_name = 'finance'",
                "INSERT INTO gitversion.branches (branch_name, schema_name)"
                        + " VALUES ('spy', 'finance')",
                "INSERT INTO gitversion_internal.branches (branch_name, schema_name)"
                        + " VALUES ('spy', 'finance')");
        expect(
                database,
                "rights_bob",
                "44000",
                "INSERT INTO gitversion_internal.new_branches (branch_name, schema_name)"
                        + " VALUES ('spy', 'finance')",
                "INSERT INTO gitversion_internal.new_branches (branch_name, schema_name)"
                        + " VALUES ('spy', 'not there yet')");
        expect(
                database,
                "rights_ann",
                DENIED,
                "UPDATE gitversion_internal.branches SET schema_name = 'finance'",
                "UPDATE gitversion_internal.branches SET created_by = 'rights_bob'",
                "INSERT INTO gitversion_internal.new_branches (branch_name, schema_name,"
                        + " created_by) VALUES ('forged', 'app', 'rights_bob')");
    }

    @Test
    void aBranchIsForWhoMayAlterItsSchema(Database database) throws SQLException {
        String[] verbs = {
            "SELECT gitversion.commit('x', 'work')",
            "SELECT gitversion.amend('x', 'work')",
            "SELECT gitversion.merge_branches('main', 'work')",
            "SELECT gitversion.reset('work', 'main')",
            "SELECT gitversion.rebase('work', 'main')",
            "SELECT gitversion.revert('main', 'work')",
            "SELECT gitversion.cherry_pick('main', 'work')",
            "SELECT gitversion.restore('tables/t', 'main', 'work')",
            "SELECT gitversion.stash('work')",
            "SELECT gitversion.stash_pop('work')",
            "SELECT gitversion.rename_branch('work', 'stolen')",
            "SELECT gitversion.drop_branch('work', true)",
            "SELECT gitversion.store_object_cow('text', 1)",
            "SELECT gitversion.grant_branch('work', 'rights_bob')",
            "SELECT gitversion.protect_branch('work')",
        };
        expect(database, "rights_bob", NOT_ALLOWED, verbs);
        ServerError error = ServerError.of(() -> as(database, "rights_bob", verbs[0]));
        assertThat(error.hint()).contains("gitversion.grant_branch('work', 'rights_bob')");
        // Nor by the views that these verbs write with.
        as(
                database,
                "rights_bob",
                "UPDATE gitversion_internal.branches SET head_commit_id = NULL",
                "UPDATE gitversion_internal.removable_object_identities SET is_removed = true",
                "UPDATE gitversion_internal.removable_ddl_events SET is_removed = true",
                "UPDATE gitversion_internal.removable_branch_states SET is_removed = true");
        assertThat(
                        database.value(
                                "SELECT count(*) FROM gitversion.branches WHERE head_commit_id IS"
                                        + " NOT NULL AND is_active"))
                .isEqualTo("2");
        assertThat(database.value("SELECT count(*) > 0 FROM gitversion.object_identities"))
                .isEqualTo("t");
        expect(
                database,
                "rights_bob",
                "44000",
                "INSERT INTO gitversion_internal.new_commits (commit_hash, branch_id, message,"
                        + " author, tree_hash) VALUES ('x', 1, 'x', 'rights_bob', 'x')",
                "INSERT INTO gitversion_internal.reflog (branch_id, new_commit_id, action)"
                        + " VALUES (1, 1, 'commit')",
                "INSERT INTO gitversion_internal.commit_parents (commit_id, position, parent_id)"
                        + " VALUES (1, 2, 0)",
                "INSERT INTO gitversion_internal.new_ddl_events (branch_id, event, command_tag,"
                        + " session_role, executed_by)"
                        + " VALUES (1, 'x', 'x', session_user, current_user)");
        expect(
                database,
                "rights_ann",
                "44000",
                "INSERT INTO gitversion_internal.new_commits (commit_hash, branch_id, message,"
                        + " author, tree_hash) VALUES ('x', 1, 'x', 'somebody else', 'x')",
                "INSERT INTO gitversion_internal.object_storage (content_hash, content,"
                        + " size_bytes) VALUES ('x', 'x', 1)",
                "INSERT INTO gitversion_internal.object_storage (content_hash, content,"
                        + " size_bytes, compression_type)"
                        + " VALUES ('x', gitversion.compress_content('x'), 1, 'gzip')",
                "INSERT INTO gitversion_internal.object_storage (content_hash, content,"
                        + " size_bytes, compression_type, base_hash) SELECT 'x', '+x', 1, 'delta',"
                        + " content_hash FROM gitversion.object_storage"
                        + " WHERE compression_type IS NULL LIMIT 1",
                "INSERT INTO gitversion_internal.new_ddl_events (branch_id, event, command_tag,"
                        + " session_role, executed_by)"
                        + " VALUES (1, 'x', 'x', 'rights_bob', 'rights_bob')");
    }

    /** In the frame of his function the owner is who he is, whoever calls it. */
    @Test
    void aFunctionOfAnotherIsNotItsCaller(Database database) throws SQLException {
        as(
                database,
                "rights_bob",
                "CREATE SCHEMA trap",
                "CREATE FUNCTION trap.take() RETURNS void LANGUAGE plpgsql SECURITY DEFINER AS $$"
                        + " BEGIN UPDATE gitversion_internal.branches SET head_commit_id = NULL;"
                        + " PERFORM gitversion.commit('x', 'main'); END $$");
        ServerError error = ServerError.of(() -> database.execute("SELECT trap.take()"));
        assertThat(error.state()).isEqualTo(NOT_ALLOWED);
        assertThat(error.message()).contains("rights_bob");
        assertThat(
                        database.value(
                                "SELECT count(*) FROM gitversion.branches"
                                        + " WHERE head_commit_id IS NULL"))
                .isEqualTo("0");
    }

    @Test
    void aBranchCanBeGranted(Database database) throws SQLException {
        as(
                database,
                "rights_ann",
                "SELECT gitversion.grant_branch('work', 'rights_bob')",
                "GRANT USAGE ON SCHEMA branch_work TO rights_bob",
                "ALTER TABLE branch_work.t ADD COLUMN n integer");
        as(database, "rights_bob", "SELECT gitversion.commit('By Bob', 'work')");
        assertThat(database.value("SELECT author FROM gitversion.log('work', 1)"))
                .isEqualTo("rights_bob");
        expect(
                database,
                "rights_bob",
                NOT_ALLOWED,
                "SELECT gitversion.grant_branch('work', 'rights_eve')",
                "SELECT gitversion.protect_branch('work')",
                "SELECT gitversion.commit('x', 'main')");
        as(database, "rights_ann", "SELECT gitversion.revoke_branch('work', 'rights_bob')");
        expect(database, "rights_bob", NOT_ALLOWED, "SELECT gitversion.commit('x', 'work')");
    }

    /** Attack 6: what is done in a branch is recorded, whatever a session sets. */
    @Test
    void settingsDoNotKeepFromRecording(Database database) throws SQLException {
        database.execute(
                "ALTER TABLE app.t OWNER TO rights_eve", "GRANT USAGE ON SCHEMA app TO rights_eve");
        as(
                database,
                "rights_eve",
                "SET gitversion.internal = 'on'",
                "SET gitversion.last_event = '999999999999'",
                "SET check_function_bodies = off",
                "SET search_path = ''",
                "ALTER TABLE app.t ADD COLUMN hidden integer");
        assertThat(
                        database.column(
                                "SELECT path || ' ' || executed_by FROM gitversion.ddl_events"
                                        + " WHERE executed_by = 'rights_eve' ORDER BY id"))
                .containsExactly("tables/t rights_eve", "tables/t/columns/hidden rights_eve");
        as(
                database,
                "rights_eve",
                "SET gitversion.record_statements = off",
                "ALTER TABLE app.t ADD COLUMN silent integer");
        assertThat(
                        database.column(
                                "SELECT path || coalesce(statement, '') FROM gitversion.ddl_events"
                                        + " ORDER BY id DESC LIMIT 1"))
                .containsExactly("tables/t/columns/silent");
    }

    @Test
    void settingsDoNotForgeABranch(Database database) throws SQLException {
        as(
                database,
                "rights_eve",
                "CREATE SCHEMA mine",
                "CREATE TABLE mine.t (id integer)",
                "SET gitversion.\"current_schema\" = 'app'",
                "SET gitversion.\"current_branch\" = 'main'",
                "SET gitversion.guard = off",
                "GRANT SELECT ON mine.t TO PUBLIC",
                "CREATE TABLE mine.u (id integer)",
                "DROP TABLE mine.u");
        assertThat(database.column("SELECT statement FROM gitversion.ddl_events")).isEmpty();
    }

    /** Attack 7. */
    @Test
    void passwordsAreNotRecorded(Database database) throws SQLException {
        String[] messages = {
            "ALTER ROLE rights_bob PASSWORD 'se;cret'; CREATE TABLE app.a (id integer)",
            "CREATE TABLE app.b (id integer); ALTER USER rights_bob PASSWORD $$se;cret$$",
            "DO $do$ BEGIN ALTER ROLE rights_bob PASSWORD 'secret';"
                    + " CREATE TABLE app.c (id integer); END $do$",
            "SELECT 1; DO $do$ BEGIN CREATE TABLE app.d (id integer);"
                    + " ALTER ROLE rights_bob PASSWORD 'secret'; END $do$; SELECT 2",
            "/* ; */ ALTER ROLE rights_bob PASSWORD E'se\\';cret'; CREATE TABLE app.e (id int)",
            "CREATE FOREIGN DATA WRAPPER rights_w; CREATE SERVER rights_s FOREIGN DATA WRAPPER"
                    + " rights_w; CREATE USER MAPPING FOR rights_bob SERVER rights_s OPTIONS"
                    + " (password 'secret'); CREATE FOREIGN TABLE app.f (id int) SERVER rights_s"
                    + " OPTIONS (password 'secret')",
        };
        database.execute(messages);
        assertThat(
                        database.value(
                                "SELECT count(DISTINCT object_identity) FROM"
                                        + " gitversion.ddl_events"))
                .isEqualTo("6");
        assertThat(
                        database.column(
                                "SELECT DISTINCT statement FROM gitversion.ddl_events"
                                        + " WHERE statement IS NOT NULL ORDER BY 1"))
                .containsExactly(
                        "CREATE TABLE app.a (id integer)",
                        "CREATE TABLE app.b (id integer)",
                        "CREATE TABLE app.e (id int)");
        database.execute("DROP FOREIGN DATA WRAPPER rights_w CASCADE");
    }

    @Test
    void aStrangerSeesNothing(Database database) throws SQLException {
        expect(
                database,
                "rights_eve",
                DENIED,
                "SELECT * FROM gitversion.branches",
                "SELECT * FROM gitversion.ddl_events",
                "SELECT * FROM gitversion.object_storage",
                "SELECT gitversion.current_branch()",
                "SELECT gitversion_internal.execute('SELECT 1')");
    }

    /** All that an ordinary owner does, with bodies that PostgreSQL keeps as trees besides. */
    @Test
    void anOrdinaryOwnerDoesItAll(Database database) throws SQLException {
        as(
                database,
                "rights_ann",
                "CREATE VIEW app.v AS SELECT NULL AS nothing, x FROM (VALUES (1)) AS l(x)",
                "CREATE FUNCTION app.f() RETURNS bigint LANGUAGE sql"
                        + " BEGIN ATOMIC SELECT count(*) FROM app.t; END",
                "CREATE FUNCTION app.g() RETURNS SETOF app.t LANGUAGE sql"
                        + " BEGIN ATOMIC SELECT * FROM app.t; END",
                "SELECT * FROM gitversion.status('main')",
                "SELECT gitversion.commit('Routines', 'main')",
                "SELECT gitversion.merge_branches('main', 'work')",
                "SELECT gitversion.use_branch('work')",
                "ALTER TABLE t ADD COLUMN n integer",
                "SELECT gitversion.stash()",
                "SELECT gitversion.stash_pop()",
                "SELECT gitversion.commit('n')",
                "SELECT gitversion.amend('A column')",
                "SELECT * FROM gitversion.preview_merge('work', 'main')",
                "SELECT gitversion.merge_branches('work', 'main', p_fast_forward => 'never')",
                "SELECT gitversion.revert('main~1', 'work')",
                "SELECT gitversion.reset('work', 'main')",
                "SELECT gitversion.track_rows('t', 'reference')",
                "SELECT gitversion.commit('Rows')",
                "SELECT gitversion.untrack_rows('t')",
                "SELECT gitversion.tag('v1')",
                "SELECT gitversion.drop_tag('v1')",
                "SELECT * FROM gitversion.blame('tables/t')",
                "SELECT gitversion.rename_branch('work', 'renamed')",
                "SELECT gitversion.drop_branch('renamed', true)",
                "SELECT gitversion.create_branch('again', 'main~1')",
                "BEGIN ISOLATION LEVEL REPEATABLE READ",
                "ALTER TABLE app.t ADD COLUMN m integer",
                "SELECT gitversion.commit('m', 'main')",
                "COMMIT");
        assertThat(database.rows("SELECT * FROM gitversion.fsck(true) WHERE severity = 'error'"))
                .isEmpty();
    }

    @Test
    void whoWasGrantedPrivilegesByNameDoesNotOwnTheSame(Database database) throws SQLException {
        as(
                database,
                "rights_ann",
                "GRANT USAGE ON SCHEMA app TO rights_bob",
                "GRANT SELECT ON app.t TO rights_bob",
                "SELECT gitversion.commit('Bob reads', 'main')");
        String create = "SELECT gitversion.create_branch('bobs', 'main')";
        expect(database, "rights_bob", NOT_ALLOWED, create);
        as(database, "rights_ann", create, "SELECT gitversion.grant_branch('bobs', 'rights_bob')");
    }
}

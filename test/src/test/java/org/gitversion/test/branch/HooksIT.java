package org.gitversion.test.branch;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.gitversion.test.support.Database;
import org.gitversion.test.support.GitVersionTest;
import org.gitversion.test.support.ServerError;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Checks decide which merges land, hooks are called, and neither gets more rights than its owner.
 */
@GitVersionTest(databasePerMethod = true)
class HooksIT {
    private static final String MERGE = "SELECT gitversion.merge_branches('f', 'main')";

    @BeforeEach
    void start(Database database) throws SQLException {
        database.execute(
                "CREATE SCHEMA ops",
                "CREATE TABLE t (id integer PRIMARY KEY)",
                "CREATE TABLE ops.log (x jsonb)",
                "CREATE FUNCTION ops.has_key(c jsonb) RETURNS boolean LANGUAGE plpgsql AS $$BEGIN"
                        + " INSERT INTO ops.log VALUES (c);"
                        + " RETURN NOT EXISTS (SELECT FROM pg_class r WHERE relkind = 'r' AND"
                        + " relnamespace = 'public'::regnamespace AND NOT relhasindex); END$$",
                "CREATE FUNCTION ops.fails(c jsonb) RETURNS boolean LANGUAGE plpgsql AS"
                        + " $$BEGIN RAISE EXCEPTION 'all wrong'; END$$",
                "CREATE FUNCTION ops.log(c jsonb) RETURNS void LANGUAGE sql SECURITY DEFINER AS"
                        + " 'INSERT INTO ops.log VALUES (c)'",
                "CREATE FUNCTION ops.ticket(c jsonb) RETURNS void LANGUAGE plpgsql AS $$BEGIN"
                        + " IF c->>'message' NOT LIKE '#%' THEN RAISE EXCEPTION 'no ticket';"
                        + " END IF; END$$",
                "SELECT gitversion.init('main', 'public')",
                "SELECT gitversion.create_branch('f')");
    }

    private static ServerError refused(Database database, String sql, String state) {
        ServerError error = ServerError.of(() -> database.execute(sql));
        assertThat(error).as(sql).isNotNull();
        assertThat(error.state()).as(sql + error).isEqualTo(state);
        assertThat(error.hint()).endsWith(".");
        return error;
    }

    @Test
    void aMergeLandsWhenAllChecksAgree(Database database) throws SQLException {
        database.execute(
                "SELECT gitversion.require_check('main', 'ops.has_key')",
                "SELECT gitversion.require_check('main', 'ops.fails(jsonb)')",
                "CREATE TABLE branch_f.u (x integer)",
                "SELECT gitversion.commit('u', 'f')");
        ServerError error = refused(database, MERGE, "VC052");
        assertThat(error.message()).contains("branch \"main\"");
        assertThat(error.detail())
                .contains("ops.fails: all wrong")
                .contains("ops.has_key: It returned false");
        assertThat(database.value("SELECT to_regclass('public.u')")).isNull();
        assertThat(database.column("SELECT function FROM gitversion.required_checks ORDER BY 1"))
                .containsExactly("ops.fails", "ops.has_key");
        database.execute(
                "SELECT gitversion.drop_check('main', 'ops.fails')",
                "ALTER TABLE branch_f.u ADD PRIMARY KEY (x)",
                "SELECT gitversion.commit('key', 'f')",
                MERGE);
        assertThat(database.value("SELECT to_regclass('public.u')")).isNotNull();
        // A check leaves nothing.
        assertThat(database.column("SELECT x FROM ops.log")).isEmpty();
        // What is gone does not agree.
        database.execute(
                "DROP FUNCTION ops.has_key",
                "ALTER TABLE branch_f.u ADD y integer",
                "SELECT gitversion.commit('y', 'f')");
        assertThat(refused(database, MERGE, "VC052").detail()).contains("no function ops.has_key");
        database.execute("SELECT gitversion.drop_check('main', 'ops.has_key')", MERGE);
    }

    @Test
    void hooksAreCalledAndCanRefuse(Database database) throws SQLException {
        database.execute(
                "SELECT gitversion.add_hook('f', 'pre_commit', 'ops.ticket')",
                "SELECT gitversion.add_hook('main', 'post_merge', 'ops.log')",
                "SELECT gitversion.add_hook('main', 'pre_merge', 'ops.log')",
                "CREATE TABLE branch_f.u (x integer PRIMARY KEY)");
        assertThat(refused(database, "SELECT gitversion.commit('none', 'f')", "VC052").detail())
                .contains("ops.ticket: no ticket");
        database.execute("SELECT gitversion.commit('#1', 'f')", MERGE, MERGE);
        assertThat(database.column("SELECT x->>'event' || (x->>'source') FROM ops.log"))
                .containsExactly("pre_mergef", "post_mergef", "pre_mergef");
        database.execute(
                "SELECT gitversion.drop_hook('main', 'pre_merge', 'ops.log')",
                "ALTER TABLE branch_f.u ADD y integer",
                "SELECT gitversion.commit('#2', 'f')");
        String settings =
                "SELECT current_setting('work_mem') || current_setting('search_path')"
                        + " || coalesce(to_regclass('pg_temp.t')::text, '')";
        String before = database.value(settings);
        for (String leaves :
                List.of(
                        "CREATE TEMP TABLE t (id integer)",
                        "PERFORM set_config('work_mem', '99kB', false)",
                        "PERFORM set_config('work_mem', '99kB', true)",
                        "PERFORM set_config('search_path', 'ops', false)")) {
            database.execute(
                    "CREATE OR REPLACE FUNCTION ops.log(c jsonb) RETURNS void LANGUAGE plpgsql AS"
                            + " $$BEGIN "
                            + leaves
                            + "; END$$");
            assertThat(refused(database, MERGE, "VC052").detail())
                    .as(leaves)
                    .contains("leaves settings or temporary objects");
            assertThat(database.value(settings)).as(leaves).isEqualTo(before);
        }
    }

    @Test
    void aMergeThatIsFinishedLaterIsAskedToo(Database database) throws SQLException {
        database.execute(
                "CREATE TABLE u (x integer PRIMARY KEY)",
                "SELECT gitversion.commit('integer', 'main')",
                "CREATE TABLE branch_f.u (x bigint PRIMARY KEY)",
                "SELECT gitversion.commit('bigint', 'f')",
                "SELECT gitversion.require_check('main', 'ops.fails')",
                "SELECT gitversion.add_hook('main', 'pre_merge', 'ops.log')");
        String attempt = database.value("SELECT gitversion.start_merge('f', 'main')");
        database.execute(
                "SELECT gitversion.resolve_conflict(id, 'theirs') FROM gitversion.merge_conflicts"
                        + " WHERE merge_attempt_id = "
                        + attempt);
        String finish = "SELECT gitversion.finish_merge(" + attempt + ")";
        assertThat(refused(database, finish, "VC052").detail()).contains("all wrong");
        database.execute("SELECT gitversion.drop_check('main', 'ops.fails')", finish);
        assertThat(database.column("SELECT x->>'source' FROM ops.log")).containsExactly("f");
        assertThat(
                        database.value(
                                "SELECT atttypid::regtype FROM pg_attribute WHERE attrelid ="
                                        + " 'public.u'::regclass AND attname = 'x'"))
                .isEqualTo("bigint");
    }

    @Test
    void whateverChangesTheHeadIsAsked(Database database) throws SQLException {
        database.execute(
                "CREATE TABLE u (x integer PRIMARY KEY)",
                "SELECT gitversion.commit('u', 'main')",
                "CREATE TABLE branch_f.v (x integer PRIMARY KEY)",
                "SELECT gitversion.commit('v', 'f')",
                "CREATE OR REPLACE FUNCTION ops.fails(c jsonb) RETURNS boolean LANGUAGE plpgsql AS"
                        + " $$BEGIN RAISE EXCEPTION 'wrong %', c->>'operation'; END$$",
                "SELECT gitversion.require_check('main', 'ops.fails')",
                "SELECT gitversion.add_hook('main', 'pre_merge', 'ops.log')",
                "SELECT gitversion.add_hook('main', 'post_merge', 'ops.log')");
        List<String> verbs =
                List.of(
                        "cherry_pick('f', 'main')",
                        "revert('main', 'main')",
                        "rebase('main', 'f')",
                        "reset('main', 'main~1')");
        for (String verb : verbs) {
            String name = verb.substring(0, verb.indexOf('('));
            assertThat(refused(database, "SELECT gitversion." + verb, "VC052").detail())
                    .isEqualTo("ops.fails: wrong " + name + ".");
            assertThat(
                            database.column(
                                    "SELECT reason FROM gitversion.preview_"
                                            + verb
                                            + " WHERE result = 'failed check'"))
                    .as(verb)
                    .containsExactly("ops.fails: wrong " + name + ".");
        }
        assertThat(
                        database.column(
                                "SELECT reason FROM gitversion.preview_merge('f', 'main')"
                                        + " WHERE result = 'failed check'"))
                .containsExactly("ops.fails: wrong merge.");
        refused(database, "SELECT gitversion.reset('main', 'main~1', 'soft')", "VC052");
        for (String begin : verbs.subList(0, 3)) {
            String attempt = database.value("SELECT gitversion.start_" + begin);
            refused(database, "SELECT gitversion.finish_merge(" + attempt + ")", "VC052");
            database.execute("SELECT gitversion.abort_merge(" + attempt + ")");
        }
        assertThat(database.column("SELECT x FROM ops.log")).isEmpty();
        database.execute("SELECT gitversion.drop_check('main', 'ops.fails')");
        assertThat(database.column("SELECT result FROM gitversion.preview_merge('f', 'main')"))
                .containsExactly("statement");
        database.execute(
                "SELECT gitversion.cherry_pick('f', 'main')",
                "SELECT gitversion.reset('main', 'main~1')");
        assertThat(database.column("SELECT x->>'event' || ' ' || (x->>'operation') FROM ops.log"))
                .containsExactly(
                        "pre_merge cherry_pick",
                        "post_merge cherry_pick",
                        "pre_merge reset",
                        "post_merge reset");
    }

    @Test
    void whatIsNoCheckOrHookIsRefused(Database database) throws SQLException {
        for (String wrong :
                List.of(
                        "require_check('main', 'ops.log')",
                        "require_check('main', 'ops.none')",
                        "require_check('main', 'has_key')",
                        "require_check('main', NULL)",
                        "drop_check('main', 'ops.log')",
                        "add_hook('main', 'check', 'ops.has_key')",
                        "add_hook('main', 'pre_push', 'ops.log')",
                        "add_hook('main', NULL, 'ops.log')",
                        "drop_hook('main', 'pre_merge', 'ops.log')")) {
            refused(database, "SELECT gitversion." + wrong, "VC014");
        }
        refused(database, "SELECT gitversion.require_check('none', 'ops.has_key')", "VC003");
    }

    @Test
    void theOwnerOfABranchGetsNoRightsOfWhoMerges(Database database) throws SQLException {
        database.execute(
                "CREATE ROLE author LOGIN",
                "CREATE ROLE stranger LOGIN",
                "ALTER SCHEMA public OWNER TO author",
                "GRANT USAGE, CREATE ON SCHEMA ops TO author",
                "GRANT gitversion_author TO author, stranger",
                "CREATE TABLE branch_f.u (x integer PRIMARY KEY)",
                "SELECT gitversion.commit('u', 'f')");
        try (Connection session = database.connect("author");
                Connection other = database.connect("stranger");
                Statement author = session.createStatement();
                Statement stranger = other.createStatement()) {
            author.execute(
                    "CREATE FUNCTION ops.mine(c jsonb) RETURNS boolean LANGUAGE plpgsql AS"
                            + " $$BEGIN EXECUTE 'ALTER ROLE author SUPERUSER'; RETURN true; END$$");
            author.execute("SELECT gitversion.require_check('main', 'ops.mine')");
            assertThat(refused(database, MERGE, "VC052").detail())
                    .contains("ops.mine")
                    .contains("not SECURITY DEFINER");
            author.execute("ALTER FUNCTION ops.mine SECURITY DEFINER");
            boolean is16 = Integer.parseInt(database.value("SHOW server_version_num")) >= 160_000;
            assertThat(refused(database, MERGE, "VC052").detail())
                    .contains(
                            is16
                                    ? "ops.mine: permission denied to alter role"
                                    : "ops.mine: must be superuser");
            // As in the moment between the look at it and the call.
            author.execute("ALTER FUNCTION ops.mine SECURITY INVOKER");
            for (String event : List.of("check", "pre_merge")) {
                String call =
                        "SELECT gitversion_internal.call_hook('"
                                + event
                                + "', 'ops', 'mine', '{}')";
                assertThat(ServerError.of(() -> database.execute(call)).state()).isEqualTo("42501");
            }
            author.execute("ALTER FUNCTION ops.mine SECURITY DEFINER");
            assertThat(database.value("SELECT rolsuper FROM pg_roles WHERE rolname = 'author'"))
                    .isEqualTo("f");
            database.execute(
                    "CREATE SCHEMA theirs AUTHORIZATION author",
                    "CREATE FUNCTION theirs.yes(c jsonb) RETURNS boolean LANGUAGE sql"
                            + " AS 'SELECT true'");
            assertThat(
                            refused(
                                            database,
                                            "SELECT gitversion.require_check('main', 'theirs.yes')",
                                            "VC014")
                                    .detail())
                    .contains("in a schema of another role");
            for (String write :
                    List.of(
                            "SELECT gitversion.drop_check('main', 'ops.mine')",
                            "DELETE FROM gitversion.branch_functions",
                            "UPDATE gitversion.branch_functions SET event = 'pre_commit'",
                            "INSERT INTO gitversion.branch_functions VALUES"
                                    + " (1, 'pre_commit', 'ops', 'log')")) {
                assertThat(ServerError.of(() -> stranger.execute(write)).state())
                        .as(write)
                        .isEqualTo(write.startsWith("SELECT") ? "VC046" : "42501");
            }
            ServerError foreign =
                    ServerError.of(
                            () ->
                                    author.execute(
                                            "SELECT gitversion.add_hook('main', 'pre_commit',"
                                                    + " 'ops.log')"));
            assertThat(foreign.state()).isEqualTo("42501");
            assertThat(foreign.message()).contains("ops.log");
        } finally {
            database.execute(
                    "ALTER SCHEMA public OWNER TO postgres",
                    "DROP OWNED BY author, stranger CASCADE",
                    "DROP ROLE author, stranger");
        }
    }
}

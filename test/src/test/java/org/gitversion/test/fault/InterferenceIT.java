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

/** An author neither takes the rights of others, nor stops them, nor hides what is done. */
@GitVersionTest(databasePerMethod = true)
class InterferenceIT {
    /** Puts a commit over the head in which the function belongs to somebody else. */
    private static final String FORGE =
            """
            DO $$
            DECLARE
                v_head gitversion.commits := (SELECT c FROM gitversion.commits c
                    JOIN gitversion.branches b ON b.head_commit_id = c.id WHERE b.branch_name = 'eve');
                v_root text := gitversion_internal.content(v_head.layout_hash);
                v_old text := substring(v_root FROM '([0-9a-f]{64}) functions');
                v_folder text := gitversion_internal.content(v_old);
                v_function text := substring(v_folder FROM '([0-9a-f]{64}) rise');
                v_forged text := replace(gitversion_internal.content(v_function), 'rights_eve',
                    'forged_owner');
                v_id integer;
            BEGIN
                v_folder := replace(v_folder, v_function,
                    encode(sha256(convert_to(v_forged, 'UTF8')), 'hex'));
                v_root := replace(v_root, v_old, encode(sha256(convert_to(v_folder, 'UTF8')), 'hex'));
                INSERT INTO gitversion_internal.object_storage (content_hash, content, size_bytes)
                SELECT encode(sha256(convert_to(d, 'UTF8')), 'hex'), d, length(d)
                FROM unnest(ARRAY[v_forged, v_folder, v_root]) d;
                INSERT INTO gitversion_internal.new_commits (commit_hash, branch_id, parent_commit_id,
                    message, author, tree_hash, layout_hash)
                SELECT encode(sha256(convert_to(v_root, 'UTF8')), 'hex'), v_head.branch_id, v_head.id,
                    'Forged', current_user, v_head.tree_hash,
                    encode(sha256(convert_to(v_root, 'UTF8')), 'hex')
                RETURNING id INTO v_id;
                INSERT INTO gitversion_internal.commit_parents (commit_id, position, parent_id)
                VALUES (v_id, 1, v_head.id);
                UPDATE gitversion_internal.branches SET head_commit_id = v_id
                WHERE id = v_head.branch_id;
            END $$
            """;

    /** What gitversion sets while it works. */
    private static final String PRETEND =
            "SET gitversion.at_work = 'on'; SET gitversion.internal = 'on'";

    private static final String FORGET =
            "UPDATE gitversion_internal.removable_ddl_events SET is_removed = true";

    @BeforeEach
    void prepare(Database database) throws SQLException {
        database.execute(
                "CREATE ROLE rights_eve LOGIN IN ROLE gitversion_author",
                "CREATE ROLE rights_bob LOGIN",
                "GRANT CREATE ON DATABASE " + database.name() + " TO rights_eve",
                "CREATE TABLE public.proof (who text)",
                "GRANT INSERT ON public.proof TO PUBLIC",
                "CREATE SCHEMA app",
                "GRANT USAGE ON SCHEMA app TO PUBLIC",
                "CREATE TABLE app.t (id integer PRIMARY KEY)",
                "SELECT gitversion.init('main', 'app')");
        as(database, "SELECT gitversion.create_branch('eve', 'main')");
    }

    @AfterEach
    void clean(Database database) throws SQLException {
        database.execute(
                "DROP OWNED BY rights_eve, rights_bob CASCADE", "DROP ROLE rights_eve, rights_bob");
    }

    private static void as(Database database, String... statements) throws SQLException {
        try (Connection session = database.connect("rights_eve");
                Statement statement = session.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static String state(Database database, String... statements) {
        ServerError error = ServerError.of(() -> as(database, statements));
        return error == null ? null : error.state();
    }

    /** Whoever commits runs a hook with the rights of its owner, and nothing of it later. */
    @Test
    void hooksLeaveNothingToWhoCommits(Database database) throws SQLException {
        String report = " INSERT INTO public.proof VALUES (current_user); RETURN ";
        as(
                database,
                "CREATE SCHEMA evil",
                "GRANT USAGE ON SCHEMA evil TO PUBLIC",
                "CREATE TABLE evil.d (a integer)",
                "CREATE FUNCTION evil.late() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
                        + report
                        + "NULL; END $$",
                "CREATE CONSTRAINT TRIGGER late AFTER INSERT ON evil.d DEFERRABLE INITIALLY"
                        + " DEFERRED FOR EACH ROW EXECUTE FUNCTION evil.late()",
                "CREATE FUNCTION evil.defer(c jsonb) RETURNS void LANGUAGE sql SECURITY DEFINER AS"
                        + " 'INSERT INTO evil.d VALUES (1)'",
                "CREATE FUNCTION evil.row() RETURNS integer LANGUAGE plpgsql AS $$ BEGIN"
                        + report
                        + "1; END $$",
                "CREATE FUNCTION evil.hold(c jsonb) RETURNS void LANGUAGE plpgsql SECURITY DEFINER"
                        + " AS $$ BEGIN EXECUTE 'DECLARE held CURSOR WITH HOLD FOR SELECT"
                        + " evil.row()'; END $$",
                "CREATE TYPE evil.pair AS (a integer)",
                "CREATE FUNCTION evil.spell(evil.pair) RETURNS text LANGUAGE plpgsql AS $$ BEGIN"
                        + report
                        + "'x'; END $$",
                "CREATE CAST (evil.pair AS text) WITH FUNCTION evil.spell(evil.pair)",
                "CREATE FUNCTION evil.cast(c jsonb) RETURNS evil.pair LANGUAGE sql"
                        + " SECURITY DEFINER AS 'SELECT ROW(1)::evil.pair'");
        int n = 0;
        for (String hook : List.of("evil.hold", "evil.cast", "evil.defer")) {
            String named = "('eve', 'pre_commit', '" + hook + "')";
            as(
                    database,
                    "CREATE TABLE branch_eve.t" + ++n + " (id integer)",
                    "SELECT gitversion.add_hook" + named);
            ServerError error =
                    ServerError.of(
                            () -> database.execute("SELECT gitversion.commit('Hooked', 'eve')"));
            assertThat(database.column("SELECT who FROM public.proof WHERE who <> 'rights_eve'"))
                    .as(hook)
                    .isEmpty();
            assertThat(error == null ? null : error.state())
                    .as(hook + error)
                    .isEqualTo(hook.equals("evil.defer") ? "VC052" : null);
            as(database, "SELECT gitversion.drop_hook" + named);
        }
    }

    /** What gitversion itself does in a branch only its own code can say. */
    @Test
    void noSettingKeepsFromRecording(Database database) throws SQLException {
        as(
                database,
                PRETEND,
                "CREATE TABLE branch_eve.hidden (id integer)",
                "ALTER TABLE branch_eve.hidden ADD COLUMN more integer",
                "DROP TABLE branch_eve.hidden");
        assertThat(
                        database.column(
                                "SELECT DISTINCT command_tag FROM gitversion.ddl_events WHERE"
                                        + " object_identity = 'branch_eve.hidden' ORDER BY 1"))
                .containsExactly("ALTER TABLE", "CREATE TABLE", "DROP TABLE");
    }

    /** The owner could unprotect it; but nobody else, and nothing by mistake. */
    @Test
    void noSettingPassesProtection(Database database) throws SQLException {
        as(
                database,
                "CREATE TABLE branch_eve.p (id integer)",
                "SELECT gitversion.commit('p', 'eve')",
                "SELECT gitversion.protect_branch('eve')");
        for (String ddl :
                List.of(
                        "CREATE TABLE branch_eve.q (id integer)",
                        "ALTER TABLE branch_eve.p ADD COLUMN n integer",
                        "DROP TABLE branch_eve.p",
                        "GRANT SELECT ON branch_eve.p TO rights_bob")) {
            assertThat(state(database, "SELECT gitversion.use_branch('eve')", PRETEND, ddl))
                    .as(ddl)
                    .isEqualTo("VC017");
        }
        as(database, "SELECT gitversion.unprotect_branch('eve')");
    }

    /** Neither a table behind a view nor the row of somebody else, so that others would wait. */
    @Test
    void authorsLockNothingOfOthers(Database database) throws SQLException {
        for (String relation :
                database.column(
                        "SELECT oid::regclass FROM pg_class WHERE relkind IN ('r', 'v') AND"
                                + " relnamespace IN ('gitversion'::regnamespace,"
                                + " 'gitversion_internal'::regnamespace)")) {
            assertThat(state(database, "BEGIN", "LOCK TABLE " + relation + " IN SHARE MODE NOWAIT"))
                    .as(relation)
                    .isEqualTo("42501");
        }
        as(
                database,
                "DO $$ BEGIN PERFORM FROM gitversion_internal.branch_locks l JOIN"
                        + " gitversion.branches b ON b.id = l.branch_id WHERE b.branch_name ="
                        + " 'eve' FOR UPDATE OF l; ASSERT FOUND; END $$",
                "DO $$ BEGIN PERFORM FROM gitversion_internal.branch_locks WHERE branch_id IN (0,"
                        + " 1) FOR UPDATE; ASSERT NOT FOUND; END $$");
        assertThat(state(database, "SELECT gitversion_internal.share_locks('{1}')"))
                .isEqualTo("42501");
        assertThat(state(database, "SELECT FROM gitversion_internal.stored_objects FOR UPDATE"))
                .isEqualTo("42501");
    }

    @Test
    void authorsCannotUseUpIds(Database database) throws SQLException {
        for (String sequence :
                database.column(
                        "SELECT oid::regclass FROM pg_class WHERE relkind = 'S' AND relnamespace ="
                                + " 'gitversion'::regnamespace")) {
            for (String call : List.of("nextval('%s')", "setval('%s', 1)")) {
                assertThat(state(database, "SELECT " + String.format(call, sequence)))
                        .as(sequence)
                        .isEqualTo("42501");
            }
        }
    }

    /** Somebody else is named by who does his commit again, and says so. */
    @Test
    void nobodyCommitsInTheNameOfAnother(Database database) throws SQLException {
        String commit =
                "INSERT INTO gitversion_internal.new_commits (commit_hash, branch_id, message,"
                    + " author, tree_hash, metadata) SELECT md5(random()::text), b.id, 'm',"
                    + " 'postgres', 'x', '%s' FROM gitversion.branches b WHERE branch_name = 'eve'";
        for (String metadata :
                List.of(
                        "{}",
                        "{\"picked_from\": 1}",
                        "{\"committer\": \"rights_eve\"}",
                        "{\"picked_from\": 1, \"committer\": \"postgres\"}")) {
            assertThat(state(database, String.format(commit, metadata)))
                    .as(metadata)
                    .isEqualTo("44000");
        }
        database.execute(
                "ALTER TABLE app.t ADD COLUMN n integer",
                "SELECT gitversion.commit('n', 'main')",
                "CREATE TABLE app.two (id integer)",
                "SELECT gitversion.commit('two', 'main')");
        as(
                database,
                "SELECT gitversion.cherry_pick('main~1', 'eve')",
                "SELECT gitversion.amend('Again', 'eve', true)");
        assertThat(
                        database.column(
                                "SELECT author || ' ' || (metadata ->> 'committer') FROM"
                                        + " gitversion.commits WHERE branch_id = 2 ORDER BY id"))
                .containsExactly("postgres rights_eve", "postgres rights_eve");
    }

    /** Who did what stays with the commit that took it in. */
    @Test
    void whatIsCommittedIsNotForgotten(Database database) throws SQLException {
        as(
                database,
                "CREATE TABLE branch_eve.u (id integer)",
                "SELECT gitversion.commit('u', 'eve')",
                FORGET,
                "UPDATE gitversion_internal.ddl_events SET path = 'tables/other'");
        assertThat(
                        database.column(
                                "SELECT path FROM gitversion.ddl_events WHERE object_identity ="
                                        + " 'branch_eve.u'"))
                .containsExactly("tables/u");
    }

    /** Nor before a commit takes it in. */
    @Test
    void whatIsRecordedIsNotForgotten(Database database) throws SQLException {
        as(
                database,
                "CREATE TABLE branch_eve.u (id integer)",
                PRETEND,
                FORGET,
                "UPDATE gitversion_internal.ddl_events SET commit_id = 1");
        assertThat(
                        database.column(
                                "SELECT path FROM gitversion.ddl_events WHERE object_identity ="
                                        + " 'branch_eve.u' AND commit_id IS NULL"))
                .containsExactly("tables/u");
        as(database, "SELECT gitversion.reset('eve', 'eve')");
        assertThat(database.column("SELECT path FROM gitversion.ddl_events WHERE branch_id = 2"))
                .isEmpty();
    }

    /** DDL on what is said to be of a protected branch would be refused. */
    @Test
    void whatIsOfOthersCannotBeClaimed(Database database) throws SQLException {
        String claim =
                "INSERT INTO gitversion_internal.object_identities (branch_id, path, classid,"
                        + " objid, objsubid, cluster_id) SELECT b.id, 'tables/claimed',"
                        + " 'pg_class'::regclass, 'public.proof'::regclass, 0,"
                        + " c.system_identifier FROM gitversion.branches b, pg_control_system() c"
                        + " WHERE b.branch_name = 'eve'";
        String change =
                "UPDATE gitversion_internal.object_identities i SET objid ="
                        + " 'public.proof'::regclass FROM gitversion.branches b WHERE b.id ="
                        + " i.branch_id AND b.branch_name = 'eve' AND i.path = 'tables/t'";
        assertThat(state(database, claim)).isEqualTo("VC046");
        assertThat(state(database, change)).isEqualTo("VC046");
        as(database, "SELECT gitversion.protect_branch('eve')");
        database.execute("ALTER TABLE public.proof ADD COLUMN x integer");
        assertThat(
                        database.column(
                                "SELECT id FROM gitversion.ddl_events WHERE object_identity ="
                                        + " 'public.proof'"))
                .isEmpty();
        as(database, "SELECT gitversion.unprotect_branch('eve')");
    }

    /** What a document says of an owner gives nobody the rights of that one. */
    @Test
    void noDocumentMakesSomebodyElseTheOwner(Database database) throws SQLException {
        for (String role : List.of("postgres", "rights_bob")) {
            as(
                    database,
                    "CREATE FUNCTION branch_eve.rise() RETURNS text LANGUAGE sql SECURITY DEFINER"
                            + " AS 'SELECT current_user::text'",
                    "SELECT gitversion.commit('Rise', 'eve')",
                    FORGE.replace("forged_owner", role),
                    "DROP FUNCTION branch_eve.rise()",
                    "SELECT gitversion.commit('Gone', 'eve')");
            database.execute("SELECT gitversion.reset('eve', 'eve~1', 'hard', true)");
            assertThat(
                            database.value(
                                    "SELECT proowner::regrole::text FROM pg_proc"
                                            + " WHERE oid = 'branch_eve.rise()'::regprocedure"))
                    .as(role)
                    .isEqualTo("rights_eve");
            as(database, "DROP FUNCTION branch_eve.rise()");
            database.execute("SELECT gitversion.commit('Gone', 'eve')");
        }
    }

    /** What was begun on a branch is for who may change it. */
    @Test
    void attemptsAreNotForStrangers(Database database) throws SQLException {
        database.execute(
                "CREATE TABLE app.u (x integer)", "SELECT gitversion.commit('integer', 'main')");
        as(
                database,
                "CREATE TABLE branch_eve.u (x bigint)",
                "SELECT gitversion.commit('bigint', 'eve')");
        String attempt = database.value("SELECT gitversion.start_merge('eve', 'main')");
        String conflict = database.value("SELECT max(id) FROM gitversion.merge_conflicts");
        for (String call :
                List.of(
                        "abort_merge(" + attempt + ")",
                        "restart_merge(" + attempt + ")",
                        "finish_merge(" + attempt + ")",
                        "resolve_conflict(" + conflict + ", 'ours')")) {
            assertThat(state(database, "SELECT gitversion." + call)).as(call).isEqualTo("VC046");
        }
    }

    /** With gitversion.rerere a superuser takes resolutions of superusers, and nobody is one. */
    @Test
    void nobodyResolvesForASuperuser(Database database) throws SQLException {
        String start = "SELECT gitversion.start_merge('eve', 'main')";
        String open = "SELECT count(*) FROM gitversion.open_conflicts";
        database.execute(
                "CREATE TABLE app.u (x integer)", "SELECT gitversion.commit('integer', 'main')");
        as(
                database,
                "CREATE TABLE branch_eve.u (x bigint)",
                "SELECT gitversion.commit('bigint', 'eve')");
        String attempt = database.value(start);
        database.execute(
                "SELECT gitversion.resolve_conflict(id, 'ours') FROM gitversion.open_conflicts",
                "SELECT gitversion.finish_merge(" + attempt + ")",
                "SELECT gitversion.reset('main', 'main~1', 'hard', true)",
                "SET gitversion.rerere = on");
        attempt = database.value(start);
        assertThat(database.value(open)).as("his own one is taken").isEqualTo("0");
        database.execute("SELECT gitversion.abort_merge(" + attempt + ")");
        as(
                database,
                "UPDATE gitversion_internal.resolutions SET resolution_strategy = 'theirs',"
                        + " resolved_by = 'postgres'");
        database.execute(start);
        assertThat(database.value(open)).isEqualTo("1");
    }

    /** LOCK TABLE on a view locks with the rights of its owner all that it reads. */
    @Test
    void noViewLocksTheServersCatalogs(Database database) throws SQLException {
        for (String view :
                database.column(
                        "SELECT c.oid::regclass::text FROM pg_class c WHERE c.relnamespace ="
                                + " 'gitversion_internal'::regnamespace AND c.relkind = 'v'")) {
            String state =
                    state(
                            database,
                            "DO $$ BEGIN LOCK TABLE "
                                    + view
                                    + " IN ACCESS EXCLUSIVE MODE; IF EXISTS (SELECT FROM pg_locks l"
                                    + " JOIN pg_class c ON c.oid = l.relation WHERE l.pid ="
                                    + " pg_backend_pid() AND l.mode = 'AccessExclusiveLock' AND"
                                    + " c.relnamespace = 'pg_catalog'::regnamespace) THEN RAISE"
                                    + " EXCEPTION USING ERRCODE = 'P0004'; END IF; END $$");
            assertThat(state).as(view).isNotEqualTo("P0004");
        }
    }
}

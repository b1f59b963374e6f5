package org.gitversion.test.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.gitversion.test.support.Database;
import org.gitversion.test.support.GitVersionTest;
import org.gitversion.test.support.ServerError;
import org.gitversion.test.support.SourceTree;
import org.junit.jupiter.api.Test;

/**
 * Functions, operators and types that have the names of PostgreSQL's own and come before them on a
 * search path are never called: not on the session's path, by any function of gitversion, and not
 * on that of a branch with the rights of a superuser who looks at it.
 */
@GitVersionTest(databasePerMethod = true)
class HostilePathIT {
    private static final String SHADOWS =
            """
            CREATE SCHEMA evil;
            CREATE SEQUENCE evil.sprung;
            GRANT USAGE ON SCHEMA evil TO PUBLIC;
            CREATE FUNCTION evil.trap(p_what pg_catalog.text) RETURNS pg_catalog.void LANGUAGE plpgsql
            SET search_path = pg_catalog AS $$ BEGIN
                IF (SELECT r.rolsuper FROM pg_roles r WHERE r.rolname = current_user) THEN
                    PERFORM nextval('evil.sprung');
                    RAISE LOG 'sprung: %', p_what;
                END IF;
            END $$;
            CREATE FUNCTION evil.shadow(p_schema text, p_names text[]) RETURNS integer
            LANGUAGE plpgsql SET search_path = pg_catalog AS $$
            DECLARE
                r record;
                n integer := 0;
            BEGIN
                FOR r IN
                    SELECT p.oid, p.proname, format('%s', array_to_string(ARRAY(
                            SELECT format('%I.%I', tn.nspname, t.typname)
                            FROM unnest(p.proargtypes) WITH ORDINALITY u (type, n)
                            JOIN pg_type t ON t.oid = u.type
                            JOIN pg_namespace tn ON tn.oid = t.typnamespace ORDER BY u.n), ', ')) AS args,
                        (SELECT format('pg_catalog.%I', t.typname) FROM pg_type t
                         WHERE t.oid = p.prorettype) AS result,
                        (SELECT string_agg('$' || g, ', ') FROM generate_series(1, p.pronargs) g) AS given,
                        (SELECT array_agg(o.oprname::text) FROM pg_operator o WHERE o.oprcode = p.oid
                            AND o.oprnamespace = 'pg_catalog'::regnamespace) AS operators,
                        p.pronargs, p.proargtypes
                    FROM pg_proc p
                    WHERE p.pronamespace = 'pg_catalog'::regnamespace AND p.prokind = 'f'
                      AND p.provariadic = 0 AND NOT p.proretset AND p.prolang <> 14
                      AND (p.proname = ANY (p_names) OR p_names IS NULL OR EXISTS (
                          SELECT FROM pg_operator o WHERE o.oprcode = p.oid))
                      AND NOT EXISTS (SELECT FROM pg_type t WHERE t.typtype = 'p'
                          AND (t.oid = ANY (p.proargtypes) OR t.oid = p.prorettype))
                LOOP
                    BEGIN
                        EXECUTE format('CREATE FUNCTION %I.%I(%s) RETURNS %s LANGUAGE plpgsql IMMUTABLE AS %L',
                            p_schema, r.proname, r.args, r.result, format(
                            'BEGIN PERFORM evil.trap(%L); RETURN pg_catalog.%I(%s); END',
                            r.proname, r.proname, r.given));
                        n := n + 1;
                        FOR i IN 1 .. coalesce(cardinality(r.operators), 0) LOOP
                            EXECUTE format('CREATE OPERATOR %I.%s (%s FUNCTION = %I.%I)', p_schema,
                                r.operators[i], CASE r.pronargs
                                WHEN 1 THEN 'RIGHTARG = ' || r.args || ','
                                ELSE 'LEFTARG = ' || replace(r.args, ', ', ', RIGHTARG = ') || ',' END,
                                p_schema, r.proname);
                        END LOOP;
                    EXCEPTION WHEN OTHERS THEN
                        NULL;
                    END;
                END LOOP;
                FOREACH r.proname IN ARRAY ARRAY['text', 'name', 'oid', 'int4', 'int8', 'bool', 'jsonb'] LOOP
                    EXECUTE format('CREATE FUNCTION %I.%I(pg_catalog.%2$I) RETURNS boolean LANGUAGE plpgsql'
                        ' IMMUTABLE AS %L', p_schema, r.proname,
                        'BEGIN PERFORM evil.trap(''type''); RETURN true; END');
                    EXECUTE format('CREATE DOMAIN %I.%I AS pg_catalog.%2$I CHECK (%1$I.%2$I(VALUE))',
                        p_schema, r.proname);
                END LOOP;
                RETURN n;
            END $$;
            """;

    private static final String SCHEMA =
            """
            CREATE SCHEMA app;
            CREATE TABLE app.t (id integer PRIMARY KEY, a text DEFAULT 'x' CHECK (a <> ''));
            CREATE TABLE app.kinds (id integer PRIMARY KEY, name text);
            INSERT INTO app.kinds VALUES (1, 'one');
            CREATE VIEW app.v AS SELECT id, NULL AS nothing FROM app.t WHERE id = 1 AND a LIKE 'x%';
            CREATE RULE r AS ON DELETE TO app.t DO ALSO SELECT 1;
            CREATE FUNCTION app.f(a integer) RETURNS integer LANGUAGE sql AS 'SELECT a + 1';
            SELECT gitversion.init('main', 'app');
            SELECT gitversion.track_rows('app.kinds');
            SELECT gitversion.commit('Rows', 'main');
            """;

    /** A call of each function, in an order in which they go. */
    private static Map<String, String> calls() {
        Map<String, String> calls = new LinkedHashMap<>();
        calls.put("use_branch", "gitversion.use_branch('main', true)");
        calls.put("current_branch", "gitversion.current_branch()");
        calls.put("connection_options", "gitversion.connection_options('main')");
        calls.put("status", "gitversion.status('main')");
        calls.put("commit", "gitversion.commit('More', 'main')");
        calls.put("amend", "gitversion.amend('Better', 'main')");
        calls.put("blame", "gitversion.blame('t', 'main')");
        calls.put("log", "gitversion.log('main', 10, 't')");
        calls.put("log_graph", "gitversion.log_graph('main')");
        calls.put("reflog", "gitversion.reflog('main')");
        calls.put("rev_parse", "gitversion.rev_parse('main~1')");
        calls.put("describe", "gitversion.describe('main')");
        calls.put("show", "gitversion.show('main')");
        calls.put("show_lines", "gitversion.show_lines('main')");
        calls.put("export", "gitversion.export('main')");
        calls.put("diff", "gitversion.diff('main~1', 'main')");
        calls.put("diff_json", "gitversion.diff_json('main~1', 'main')");
        calls.put("diff_lines", "gitversion.diff_lines('main~1', 'main')");
        calls.put("diff_stat", "gitversion.diff_stat('main~1', 'main')");
        calls.put("compress_content", "gitversion.compress_content('x')");
        calls.put(
                "decompress_content",
                "gitversion.decompress_content('H4sIAAAAAAAA/wMAAAAAAAAAAAA=')");
        calls.put("compute_commit_hash", "gitversion.compute_commit_hash(1, 1)");
        calls.put("compute_node_hash", "gitversion.compute_node_hash(1, 'tables/t')");
        calls.put("compute_schema_diff", "gitversion.compute_schema_diff(1, 2)");
        calls.put("compute_tree_hash", "gitversion.compute_tree_hash('app')");
        calls.put("get_object_ddl", "gitversion.get_object_ddl('app', 'v', 'v')");
        calls.put("store_object_cow", "gitversion.store_object_cow('x', 1)");
        calls.put(
                "update_merkle_tree_incremental",
                "gitversion.update_merkle_tree_incremental(1, '{tables/t}')");
        calls.put("create_branch", "gitversion.create_branch('work', 'main')");
        calls.put("find_merge_base", "gitversion.find_merge_base('work', 'main')");
        calls.put(
                "run_on_branch",
                "gitversion.run_on_branch('work', 'ALTER TABLE app.t ADD b pg_catalog.int4')");
        calls.put("localize", "gitversion.localize('work')");
        calls.put("stash", "gitversion.stash('work', 'later')");
        calls.put("stash_pop", "gitversion.stash_pop('work')");
        calls.put("preview_merge", "gitversion.preview_merge('work', 'main')");
        calls.put("preview_rebase", "gitversion.preview_rebase('work', 'main')");
        calls.put("preview_reset", "gitversion.preview_reset('work', 'main')");
        calls.put("preview_revert", "gitversion.preview_revert('main', 'main')");
        calls.put("preview_cherry_pick", "gitversion.preview_cherry_pick('main', 'work')");
        calls.put(
                "query_cross_branch",
                "gitversion.query_cross_branch('TABLE app.kinds', '{main,work}')");
        calls.put("compare_query", "gitversion.compare_query('TABLE app.kinds', 'main', 'work')");
        calls.put(
                "parse_ddl_to_ast",
                "gitversion.parse_ddl_to_ast('CREATE VIEW x AS SELECT 1 AS y', 'VIEW')");
        calls.put(
                "normalize_ddl_advanced",
                "gitversion.normalize_ddl_advanced('CREATE VIEW x AS SELECT 1 AS y', 'VIEW')");
        calls.put("normalize_ast", "gitversion.normalize_ast('{}')");
        calls.put(
                "ast_to_ddl",
                "gitversion.ast_to_ddl((SELECT gitversion.parse_ddl_to_ast("
                        + "'CREATE VIEW x AS SELECT 1 AS y', 'VIEW')))");
        calls.put("repair", "gitversion.repair()");
        calls.put("grant_branch", "gitversion.grant_branch('work', 'gitversion_author')");
        calls.put("revoke_branch", "gitversion.revoke_branch('work', 'gitversion_author')");
        calls.put("protect_branch", "gitversion.protect_branch('work')");
        calls.put("unprotect_branch", "gitversion.unprotect_branch('work')");
        calls.put("lint", "gitversion.lint('work')");
        calls.put("set_lint_rule", "gitversion.set_lint_rule('work', 'L001', false)");
        calls.put("require_check", "gitversion.require_check('main', 'app.f')");
        calls.put("drop_check", "gitversion.drop_check('main', 'app.f')");
        calls.put("add_hook", "gitversion.add_hook('main', 'pre_merge', 'app.f')");
        calls.put("drop_hook", "gitversion.drop_hook('main', 'pre_merge', 'app.f')");
        calls.put("register_merge_driver", "gitversion.register_merge_driver('x*', 'app.f')");
        calls.put("unregister_merge_driver", "gitversion.unregister_merge_driver('x*')");
        calls.put("start_merge", "gitversion.start_merge('work', 'main')");
        calls.put("start_rebase", "gitversion.start_rebase('work', 'main')");
        calls.put("start_revert", "gitversion.start_revert('main', 'work')");
        calls.put("start_cherry_pick", "gitversion.start_cherry_pick('main', 'work')");
        calls.put("start_stash_pop", "gitversion.start_stash_pop('work')");
        calls.put("restart_merge", "gitversion.restart_merge(1)");
        calls.put("resolve_conflict", "gitversion.resolve_conflict(1, 'ours')");
        calls.put("auto_resolve_conflict", "gitversion.auto_resolve_conflict('{}', 'ours')");
        calls.put("finish_merge", "gitversion.finish_merge(1)");
        calls.put("abort_merge", "gitversion.abort_merge(1)");
        calls.put("forget_resolutions", "gitversion.forget_resolutions('x')");
        calls.put("merge_ddl_union", "gitversion.merge_ddl_union('work', 'main')");
        calls.put("three_way_merge", "gitversion.three_way_merge(1, 2, 2)");
        calls.put("plan", "gitversion.plan('main~1', 'main')");
        calls.put("plan_json", "gitversion.plan_json('main~1', 'main')");
        calls.put("plan_script", "gitversion.plan_script('main~1', 'main')");
        calls.put("migration", "gitversion.migration('main~1', 'main')");
        calls.put("create_bundle", "gitversion.create_bundle('{main}')");
        calls.put("read_bundle", "gitversion.read_bundle(gitversion.create_bundle('{main}'))");
        calls.put("apply_bundle", "gitversion.apply_bundle(gitversion.create_bundle('{main}'))");
        calls.put("add_remote", "gitversion.add_remote('origin', 'nowhere')");
        calls.put("fetch", "gitversion.fetch('origin')");
        calls.put("push", "gitversion.push('origin', 'main')");
        calls.put("drop_remote", "gitversion.drop_remote('origin')");
        calls.put("trust_key", "gitversion.trust_key('k', 'K', 'ssh-ed25519 AAAA')");
        calls.put("revoke_key", "gitversion.revoke_key('k')");
        calls.put("signing_text", "gitversion.signing_text('main')");
        calls.put("tag_signing_text", "gitversion.tag_signing_text('v1')");
        calls.put("sign_commit", "gitversion.sign_commit('main', 'x')");
        calls.put("sign_tag", "gitversion.sign_tag('v1', 'x')");
        calls.put("verify_commit", "gitversion.verify_commit('main')");
        calls.put("verify_tag", "gitversion.verify_tag('v1')");
        calls.put("verify_branch", "gitversion.verify_branch('main')");
        calls.put("merge_branches", "gitversion.merge_branches('work', 'main')");
        calls.put("rebase", "gitversion.rebase('work', 'main')");
        calls.put("reset", "gitversion.reset('work', 'main', 'hard', true)");
        calls.put("revert", "gitversion.revert('main', 'main')");
        calls.put("cherry_pick", "gitversion.cherry_pick('main', 'work')");
        calls.put("restore", "gitversion.restore('tables/t', 'main', 'work')");
        calls.put("tag", "gitversion.tag('v1', 'main')");
        calls.put("drop_tag", "gitversion.drop_tag('v1')");
        calls.put("track_rows", "gitversion.track_rows('app.kinds')");
        calls.put("untrack_rows", "gitversion.untrack_rows('app.kinds')");
        calls.put("ignore", "gitversion.ignore('x*')");
        calls.put("unignore", "gitversion.unignore('x*')");
        calls.put("rename_branch", "gitversion.rename_branch('work', 'other')");
        calls.put("drop_branch", "gitversion.drop_branch('other', true)");
        calls.put("clone_schema_objects", "gitversion.clone_schema_objects('app', 'copied')");
        calls.put("fsck", "gitversion.fsck(true)");
        calls.put("gc", "gitversion.gc('0')");
        calls.put("init", "gitversion.init('main', 'app')");
        return calls;
    }

    private static void expectAll(Database database, Map<String, String> calls)
            throws SQLException {
        assertThat(
                        database.column(
                                "SELECT DISTINCT p.proname::text FROM pg_catalog.pg_proc p WHERE"
                                        + " p.pronamespace = 'gitversion'::regnamespace AND"
                                        + " p.prorettype <> 'event_trigger'::regtype"))
                .as("a new function belongs into the calls of this test")
                .isSubsetOf(calls.keySet());
    }

    private static void expectUntouched(Database database, String what) throws SQLException {
        assertThat(database.value("SELECT s.is_called FROM evil.sprung s")).as(what).isEqualTo("f");
    }

    /** What a superuser's session may have on its path; gitversion's functions have their own. */
    @Test
    void onTheSessionsPath(Database database) throws SQLException {
        database.execute(SCHEMA, SHADOWS);
        Map<String, String> calls = calls();
        expectAll(database, calls);
        assertThat(Integer.parseInt(database.value("SELECT evil.shadow('evil', NULL)")))
                .isGreaterThan(500);
        database.execute("ALTER TABLE app.t ADD c text", "SET search_path = evil, pg_catalog");
        for (Map.Entry<String, String> call : calls.entrySet()) {
            ServerError.of(() -> database.execute("SELECT * FROM " + call.getValue()));
            expectUntouched(database, call.getValue());
        }
        database.execute("CREATE TABLE app.u (id pg_catalog.int4)", "DROP TABLE app.u");
        expectUntouched(database, "DDL of a branch");
    }

    /** What a schema's owner puts into it is not called by whoever has all rights. */
    @Test
    void onTheBranchsPath(Database database) throws SQLException, IOException {
        database.execute(SCHEMA, SHADOWS);
        String names = String.join(",", words());
        database.value("SELECT evil.shadow('app', ?::text[])", "{" + names + "}");
        database.execute("CREATE VIEW app.w AS SELECT id FROM app.t WHERE id > 1");
        for (Map.Entry<String, String> call : calls().entrySet()) {
            if (!call.getKey().equals("use_branch")) {
                ServerError.of(() -> database.execute("SELECT * FROM " + call.getValue()));
                expectUntouched(database, call.getValue());
            }
        }
    }

    /** The words that stand before a parenthesis in what gitversion asks. */
    private static List<String> words() throws IOException {
        TreeSet<String> words = new TreeSet<>();
        Pattern call = Pattern.compile("\\b([a-z_][a-z0-9_]*)\\(");
        for (String folder : List.of("sql", "pljava-module/src/main")) {
            try (Stream<Path> files = Files.walk(SourceTree.root().resolve(folder))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    Matcher matcher = call.matcher(Files.readString(file));
                    while (matcher.find()) {
                        words.add(matcher.group(1));
                    }
                }
            }
        }
        return List.copyOf(words);
    }
}

package org.gitversion.test.badinput;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gitversion.test.support.Database;
import org.gitversion.test.support.GitVersionTest;
import org.gitversion.test.support.ServerError;
import org.junit.jupiter.api.Test;

/**
 * What a transaction has set is the same after each function, whether it did its work or failed and
 * the failure was caught. Functions come from the catalog; use_branch alone is there to set things.
 */
@GitVersionTest
class SettingsIT {
    private static final Set<String> WANTED = Set.of("use_branch");

    /** What has nothing to do where nothing is uncommitted. */
    private static final Set<String> UNCOMMITTED = Set.of("commit", "stash");

    private final List<String> wrong = new ArrayList<>();
    private final Set<String> succeeded = new HashSet<>();

    @Test
    void everyFunctionLeavesAllSettingsAlone(Database database) throws SQLException {
        prepare(database);
        for (Function function : Function.all(database)) {
            if (WANTED.contains(function.name())) {
                continue;
            }
            inTransaction(database, function, function.call(null, null));
            for (String argument : function.arguments()) {
                for (String bad : firstOf(function.meaning(argument).bad())) {
                    inTransaction(database, function, function.call(argument, bad));
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(succeeded)
                .contains("commit", "create_branch", "merge_branches", "preview_merge", "reset")
                .contains("status", "diff", "clone_schema_objects", "plan");
    }

    /** A branch with a commit and a change of its own; function bodies, views, rows on main. */
    private static void prepare(Database database) throws SQLException {
        database.execute(
                "CREATE SCHEMA app",
                "CREATE TABLE app.a (id integer PRIMARY KEY)",
                "INSERT INTO app.a VALUES (1)");
        database.value("SELECT gitversion.init('main', 'app')");
        database.value("SELECT gitversion.create_branch('feature', 'main')");
        database.value("SELECT gitversion.use_branch('feature')");
        database.execute(
                "CREATE TABLE b (id integer)",
                "CREATE VIEW v AS SELECT NULL AS nothing, x FROM (VALUES (1)) AS l(x)",
                "CREATE FUNCTION f() RETURNS integer LANGUAGE plpgsql AS 'BEGIN RETURN 1; END'");
        database.value("SELECT gitversion.commit('Add b')");
        database.value("SELECT gitversion.tag('v1', 'main')");
        database.execute(
                "RESET search_path",
                "RESET gitversion.\"current_branch\"",
                "RESET gitversion.\"current_schema\"",
                "SET application_name = 'the client'",
                "SET client_min_messages = error",
                "SET check_function_bodies = on");
    }

    private static List<String> firstOf(Map<String, Set<String>> bad) {
        List<String> all = new ArrayList<>(bad.keySet());
        return all.subList(0, Math.min(all.size(), 2));
    }

    private void inTransaction(Database database, Function function, String call)
            throws SQLException {
        for (boolean isSetLocally : new boolean[] {false, true}) {
            database.execute("BEGIN");
            if (isSetLocally) {
                database.execute(
                        "SET LOCAL search_path = app, public",
                        "SET LOCAL jit = on",
                        "SET LOCAL enable_mergejoin = on",
                        "SET LOCAL plan_cache_mode = force_custom_plan",
                        "SET LOCAL client_min_messages = debug1");
            }
            if (UNCOMMITTED.contains(function.name())) {
                database.execute("CREATE TABLE branch_feature.c (id integer)");
            }
            List<String> before = settings(database);
            database.execute("SAVEPOINT before");
            ServerError error = ServerError.of(() -> database.execute(call));
            if (error == null) {
                succeeded.add(function.name());
            } else {
                database.execute("ROLLBACK TO before");
            }
            compare(before, settings(database), call + (error == null ? "" : " (failed)"));
            if (error != null) {
                database.execute(
                        "DO $do$ BEGIN EXECUTE $call$"
                                + call
                                + "$call$; EXCEPTION WHEN OTHERS THEN NULL; END $do$");
                compare(before, settings(database), call + " (failed in PL/pgSQL)");
            }
            database.execute("ROLLBACK");
        }
    }

    private static List<String> settings(Database database) throws SQLException {
        return database.column(
                "SELECT name || ' = ' || coalesce(setting, 'NULL') FROM pg_settings UNION ALL"
                        + " SELECT 'role now = ' || current_user ORDER BY 1");
    }

    private void compare(List<String> before, List<String> after, String call) {
        List<String> changed = new ArrayList<>(after);
        changed.removeAll(before);
        if (!changed.isEmpty()) {
            wrong.add(call + ": " + changed);
        }
    }
}

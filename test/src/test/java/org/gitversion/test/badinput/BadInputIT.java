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
import org.gitversion.test.support.Integrity;
import org.gitversion.test.support.RepositoryState;
import org.gitversion.test.support.ServerError;
import org.junit.jupiter.api.Test;
import org.postgresql.util.PSQLException;

/**
 * Every function, called with what makes no sense: an error of gitversion's own with DETAIL and
 * HINT, and nothing changed. Functions and arguments come from the catalog; a new one without a
 * case fails here.
 */
@GitVersionTest(databasePerMethod = true)
class BadInputIT {
    /** Nothing but the function that was called. */
    private static final String CONTEXT =
            "PL/pgSQL function gitversion\\.\"?\\w+\"?\\([^)]*\\) line \\d+ at RAISE";

    private final List<String> wrong = new ArrayList<>();
    private String context;

    /** Branch main in schema app, feature with a commit of its own, and one that was dropped. */
    private static void prepare(Database database) throws SQLException {
        database.execute("CREATE SCHEMA app", "CREATE TABLE app.a (id integer PRIMARY KEY)");
        database.value("SELECT gitversion.init('main', 'app')");
        database.value("SELECT gitversion.create_branch('feature', 'main')");
        database.value("SELECT gitversion.create_branch('dropped', 'main')");
        database.value("SELECT gitversion.drop_branch('dropped')");
        database.value("SELECT gitversion.use_branch('feature')");
        database.execute("CREATE TABLE b (id integer)");
        database.value("SELECT gitversion.commit('Add b')");
        noBranch(database);
    }

    private static void noBranch(Database database) throws SQLException {
        database.execute(
                "RESET search_path",
                "RESET gitversion.\"current_branch\"",
                "RESET gitversion.\"current_schema\"");
    }

    @Test
    void badArguments(Database database) throws SQLException {
        prepare(database);
        Map<String, List<String>> before = RepositoryState.of(database);
        int cases = 0;
        for (Function function : Function.all(database)) {
            if (function.name().equals("init")) {
                continue;
            }
            for (String argument : function.arguments()) {
                for (Map.Entry<String, Set<String>> bad :
                        function.meaning(argument).bad().entrySet()) {
                    expect(database, function.call(argument, bad.getKey()), bad.getValue());
                    cases++;
                }
            }
            wrong.addAll(RepositoryState.changes(before, RepositoryState.of(database)));
        }
        assertThat(wrong).isEmpty();
        assertThat(cases).isGreaterThan(500);
    }

    @Test
    void beforeInit(Database database) throws SQLException {
        database.execute("CREATE SCHEMA app", "CREATE TABLE app.a (id integer PRIMARY KEY)");
        Map<String, List<String>> before = RepositoryState.of(database);
        Set<Argument> needInit =
                Set.of(
                        Argument.BRANCH,
                        Argument.BRANCH_OR_SESSION,
                        Argument.REVISION,
                        Argument.COMMIT,
                        Argument.BRANCH_ID);
        for (Function function : Function.all(database)) {
            boolean needs =
                    function.arguments().stream()
                            .anyMatch(argument -> needInit.contains(function.meaning(argument)));
            if (needs && !function.name().equals("init")) {
                expect(database, function.call(null, null), Set.of("VC012", "VC003", "VC006"));
            }
        }
        for (String name : Argument.MALFORMED) {
            expect(
                    database,
                    "SELECT gitversion.init(" + Argument.quote(name) + ", 'app')",
                    Set.of("VC005"));
        }
        expect(database, "SELECT gitversion.init(NULL)", Set.of("VC014"));
        expect(database, "SELECT gitversion.init('main', 'nowhere')", Set.of("VC011"));
        expect(database, "SELECT gitversion.init('main', 'pg_catalog')", Set.of("VC014"));
        expect(database, "SELECT gitversion.init('main', 'gitversion')", Set.of("VC014"));
        expect(database, "SELECT gitversion.init('main', 'gitversion_internal')", Set.of("VC014"));
        assertThat(RepositoryState.changes(before, RepositoryState.of(database))).isEmpty();
        assertThat(wrong).isEmpty();
    }

    @Test
    void statesThatDoNotAllowIt(Database database) throws SQLException {
        prepare(database);
        database.value("SELECT gitversion.create_branch('dirty', 'main')");
        database.value("SELECT gitversion.use_branch('dirty')");
        database.execute("CREATE TABLE uncommitted ()");
        noBranch(database);
        Map<String, List<String>> before = RepositoryState.of(database);
        expect(database, "SELECT gitversion.init('other')", Set.of("VC013"));
        expect(database, "SELECT gitversion.init('main', 'app')", Set.of("VC013"));
        expect(database, "SELECT gitversion.commit('m', 'main')", Set.of("VC002"));
        for (String strategy : List.of("recursive", "ours", "theirs", "union")) {
            expect(database, merge("feature", "dirty", strategy), Set.of("VC008"));
            expect(database, merge("main", "main", strategy), Set.of("VC014"));
        }
        expect(database, "SELECT gitversion.revert('main', 'dirty')", Set.of("VC008"));
        expect(database, "SELECT gitversion.cherry_pick('feature', 'dirty')", Set.of("VC008"));
        expect(database, "SELECT gitversion.rebase('dirty', 'feature')", Set.of("VC008"));
        expect(database, "SELECT gitversion.stash('feature')", Set.of("VC002"));
        expect(database, "SELECT gitversion.stash_pop('dirty')", Set.of("VC028"));
        expect(database, "SELECT gitversion.drop_branch('dirty')", Set.of("VC008"));
        expect(database, "SELECT gitversion.drop_branch('feature')", Set.of("VC009"));
        assertThat(RepositoryState.changes(before, RepositoryState.of(database))).isEmpty();
        assertThat(wrong).isEmpty();
    }

    @Test
    void aSchemaDroppedBehindOurBack(Database database) throws SQLException {
        prepare(database);
        String schema =
                database.value(
                        "SELECT quote_ident(schema_name) FROM gitversion.branches"
                                + " WHERE branch_name = 'feature'");
        database.execute("DROP SCHEMA " + schema + " CASCADE");
        Map<String, List<String>> before = RepositoryState.of(database);
        // What else they say, where the schema is not needed: what is merged is the commit, and
        // what
        // is chosen for a branch, or put aside, is no matter of its schema.
        Map<String, String> others =
                Map.ofEntries(
                        Map.entry("reflog", ""),
                        Map.entry("rename_branch", ""),
                        Map.entry("merge_branches", ""),
                        Map.entry("preview_merge", ""),
                        Map.entry("start_merge", ""),
                        Map.entry("set_lint_rule", ""),
                        Map.entry("drop_remote", "VC120"),
                        Map.entry("fetch", "VC120"),
                        Map.entry("push", "VC120"),
                        Map.entry("verify_branch", ""),
                        Map.entry("require_check", "VC014"),
                        Map.entry("drop_check", "VC014"),
                        Map.entry("add_hook", "VC014"),
                        Map.entry("drop_hook", "VC014"),
                        Map.entry("start_stash_pop", "VC028"));
        for (Function function : Function.all(database)) {
            boolean takesBranch =
                    function.arguments().stream()
                            .map(function::meaning)
                            .anyMatch(
                                    meaning ->
                                            meaning == Argument.BRANCH
                                                    || meaning == Argument.BRANCH_OR_SESSION);
            if (takesBranch && !function.name().equals("init")) {
                String call = function.call(null, null);
                database.execute("BEGIN");
                ServerError error = ServerError.of(() -> database.execute(call));
                database.execute("ROLLBACK");
                assertThat(error == null ? "" : error.state())
                        .as(call)
                        .isEqualTo(others.getOrDefault(function.name(), "VC011"));
            }
        }
        expect(database, merge("main", "feature", "recursive"), Set.of("VC011"));
        expect(database, "SELECT gitversion.create_branch('x', 'feature')", Set.of("VC011"));
        assertThat(RepositoryState.changes(before, RepositoryState.of(database))).isEmpty();
        assertThat(wrong).isEmpty();

        database.value("SELECT gitversion.drop_branch('feature', true)");
        assertThat(Integrity.problems(database)).isEmpty();
    }

    @Test
    void namesThatNeedCareAreJustNames(Database database) throws SQLException {
        prepare(database);
        Set<String> schemas = new HashSet<>();
        for (String name : Argument.WEIRD) {
            database.value("SELECT gitversion.create_branch(?, 'main')", name);
            database.value("SELECT gitversion.use_branch(?)", name);
            assertThat(database.value("SELECT gitversion.current_branch()")).isEqualTo(name);
            database.execute("CREATE TABLE of_weird (id integer REFERENCES a)");
            database.value("SELECT gitversion.commit(?)", "On " + name);
            schemas.add(
                    database.value(
                            "SELECT schema_name FROM gitversion.branches"
                                    + " WHERE branch_name = ? AND is_active",
                            name));
            assertThat(database.value("SELECT gitversion.diff('main', ?)", name))
                    .contains("of_weird");
        }
        assertThat(schemas).hasSize(Argument.WEIRD.size());
        assertThat(schemas)
                .allSatisfy(schema -> assertThat(schema.getBytes("UTF-8").length).isLessThan(64));
        assertThat(Integrity.problems(database)).isEmpty();
        noBranch(database);
        String first = Argument.WEIRD.get(0);
        database.value("SELECT gitversion.merge_branches(?, 'main')", first);
        for (String name : Argument.WEIRD) {
            database.value("SELECT gitversion.drop_branch(?, ?)", name, !name.equals(first));
        }
        assertThat(database.column("SELECT nspname FROM pg_namespace"))
                .doesNotContainAnyElementsOf(schemas);
        assertThat(Integrity.problems(database)).isEmpty();
    }

    private static String merge(String source, String target, String strategy) {
        return String.format(
                "SELECT gitversion.merge_branches('%s', '%s', '%s')", source, target, strategy);
    }

    private void expect(Database database, String call, Set<String> states) {
        ServerError error = ServerError.of(() -> execute(database, call));
        if (error == null) {
            wrong.add(call + ": no error, expected " + states);
        } else if (!states.contains(error.state())) {
            wrong.add(call + ": " + error + ", expected " + states);
        } else if (isBlank(error.detail()) || isBlank(error.hint())) {
            wrong.add(call + ": " + error + " lacks DETAIL or HINT");
        } else if (context == null || !context.matches(CONTEXT)) {
            wrong.add(call + ": CONTEXT is " + context);
        }
    }

    private void execute(Database database, String call) throws SQLException {
        try {
            database.execute(call);
        } catch (PSQLException e) {
            context = e.getServerErrorMessage().getWhere();
            throw e;
        }
    }

    private static boolean isBlank(String text) {
        return text == null || text.isBlank();
    }
}

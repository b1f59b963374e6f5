package org.gitversion.test.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import org.gitversion.test.support.Database;
import org.gitversion.test.support.GitVersionTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Values are converted by the expression that the caller gives, or not at all. */
@GitVersionTest(databasePerMethod = true)
class UsingIT {
    private static final String BACK = "p_using => '{\"t.a\": \"extract(epoch FROM a)\"}'";

    @BeforeEach
    void branch(Database database) throws SQLException {
        database.value("SELECT gitversion.init('main')");
        database.value("SELECT gitversion.use_branch('main')");
        database.execute("CREATE TABLE t (id int PRIMARY KEY, a bigint)");
        database.execute("INSERT INTO t VALUES (1, 86400), (2, NULL)");
        database.value("SELECT gitversion.commit('Table')");
        database.value("SELECT gitversion.create_branch('times')");
        database.value("SELECT gitversion.use_branch('times')");
    }

    private static void commit(Database database, String... statements) throws SQLException {
        for (String statement : statements) {
            database.execute(statement);
        }
        database.value("SELECT gitversion.commit('Times')");
        database.value("SELECT gitversion.use_branch('main')");
    }

    private static void toTimes(Database database) throws SQLException {
        commit(database, "ALTER TABLE t ALTER a TYPE timestamp USING to_timestamp(a)");
    }

    private static void expectRefusal(Database database, String call, String... texts) {
        assertThatThrownBy(() -> database.value("SELECT gitversion." + call))
                .isInstanceOf(SQLException.class)
                .satisfies(error -> assertThat(error.getMessage()).contains(texts));
    }

    private static void expectClean(Database database, String value) throws SQLException {
        assertThat(database.column("SELECT a FROM t ORDER BY id")).containsExactly(value, null);
        assertThat(database.column("SELECT path FROM gitversion.status('main')")).isEmpty();
    }

    @Test
    void theWayBackIsAskedFor(Database database) throws SQLException {
        toTimes(database);
        database.value("SELECT gitversion.reset('main', 'times')");
        expectClean(database, "1970-01-02 00:00:00");
        expectRefusal(
                database,
                "reset('main', 'main~1')",
                "not known how to convert",
                "tables/t/columns/a",
                "Rows of the target: 1.");
        expectRefusal(database, "revert('HEAD')", "by an expression (USING)", "bigint");
        expectRefusal(database, "restore('t', 'HEAD~1')", "not known how to convert");
        assertThat(
                        database.column(
                                "SELECT statement FROM gitversion.preview_reset('main', 'main~1', "
                                        + BACK
                                        + ")"))
                .containsExactly(
                        "ALTER TABLE t ALTER COLUMN a TYPE bigint USING (extract(epoch FROM a))");
        database.value("SELECT gitversion.revert('HEAD', " + BACK + ")");
        expectClean(database, "86400");
        assertThat(
                        database.value(
                                "SELECT metadata -> 'using' ->> 't.a' FROM gitversion.commits"
                                        + " ORDER BY id DESC LIMIT 1"))
                .isEqualTo("extract(epoch FROM a)");
        // How it was converted back is known from then on, and what leads forth again is not.
        expectRefusal(database, "reset('main', 'main~1')", "not known how to convert");
    }

    @Test
    void withoutValuesNothingIsAskedFor(Database database) throws SQLException {
        toTimes(database);
        database.value("SELECT gitversion.merge_branches('times')");
        database.execute("DELETE FROM t WHERE id = 1");
        database.value("SELECT gitversion.reset('main', 'main~1')");
        assertThat(database.column("SELECT a FROM t")).containsExactly((String) null);
    }

    @Test
    void planKnowsTheWayForthAndAsksForTheWayBack(Database database) throws SQLException {
        toTimes(database);
        assertThat(database.column("SELECT statement FROM gitversion.plan('main', 'times')"))
                .containsExactly(
                        "ALTER TABLE t ALTER COLUMN a TYPE timestamp without time zone USING"
                                + " (to_timestamp(a))");
        expectRefusal(
                database,
                "plan('times', 'main')",
                "not known how the values of \"tables/t/columns/a\"",
                "from timestamp without time zone to bigint");
        assertThat(
                        database.column(
                                "SELECT statement FROM gitversion.plan('times', 'main', "
                                        + BACK
                                        + ")"))
                .containsExactly(
                        "ALTER TABLE t ALTER COLUMN a TYPE bigint USING (extract(epoch FROM a))");
    }

    @Test
    void withoutACastRowsAreCounted(Database database) throws SQLException {
        commit(
                database,
                "DROP TABLE t",
                "CREATE TABLE t (id int PRIMARY KEY, a timestamp without time zone)");
        expectRefusal(
                database,
                "merge_branches('times')",
                "schema_data",
                "no cast from bigint to timestamp without time zone",
                "\"row_count\": 1");
        assertThat(
                        database.column(
                                "SELECT result FROM gitversion.preview_merge('times', p_using =>"
                                        + " '{\"t.a\": \"to_timestamp(a)\"}')"))
                .containsOnly("statement");
        database.value(
                "SELECT gitversion.merge_branches('times', p_using => '{\"tables/t/columns/a\":"
                        + " \"to_timestamp(a * 2)\"}')");
        expectClean(database, "1970-01-03 00:00:00");
    }

    @Test
    void anAttemptKeepsTheExpression(Database database) throws SQLException {
        toTimes(database);
        database.execute("ALTER TABLE t ADD b int DEFAULT 1");
        database.value("SELECT gitversion.commit('More')");
        String attempt =
                database.value(
                        "SELECT gitversion.start_merge('times', p_using => '{\"t.a\":"
                                + " \"to_timestamp(a / 2)\"}')");
        database.value("SELECT gitversion.finish_merge(" + attempt + ")");
        expectClean(database, "1970-01-01 12:00:00");
    }

    @Test
    void picksAndRebasesConvertAsTheirCommits(Database database) throws SQLException {
        toTimes(database);
        database.value("SELECT gitversion.create_branch('other')");
        database.value("SELECT gitversion.cherry_pick('times', 'other')");
        database.value("SELECT gitversion.create_branch('more', 'main', 'all')");
        database.value("SELECT gitversion.use_branch('more')");
        database.execute("ALTER TABLE t ADD b int");
        database.value("SELECT gitversion.commit('More')");
        assertThat(
                        database.column(
                                "SELECT statement FROM gitversion.preview_rebase('more', 'times')"))
                .contains(
                        "ALTER TABLE t ALTER COLUMN a TYPE timestamp without time zone USING"
                                + " (to_timestamp(a))");
        database.value("SELECT gitversion.rebase('more', 'times')");
        assertThat(database.column("SELECT a FROM t ORDER BY id"))
                .containsExactly("1970-01-02 00:00:00", null);
        database.value("SELECT gitversion.use_branch('main')");
        database.value("SELECT gitversion.cherry_pick('times')");
        expectClean(database, "1970-01-02 00:00:00");
    }

    @Test
    void whatIsOfNoUseIsRefused(Database database) throws SQLException {
        toTimes(database);
        for (String text : new String[] {"a); DROP TABLE t; --", "a, a", "(a", "a b c", ""}) {
            expectRefusal(
                    database,
                    "merge_branches('times', p_using => jsonb_build_object('t.a', '" + text + "'))",
                    "is no expression");
        }
        expectRefusal(
                database,
                "merge_branches('times', p_using => '{\"t.id\": \"id\"}')",
                "t.id",
                "stays");
        expectRefusal(
                database,
                "reset('main', 'main', p_using => '{\"t.id\": \"id\"}')",
                "t.id",
                "stays");
        expectClean(database, "86400");
    }

    @Test
    void theExpressionRunsAsTheOwnerOfTheTable(Database database) throws SQLException {
        toTimes(database);
        database.value("SELECT gitversion.use_branch('main')");
        database.execute("DROP ROLE IF EXISTS using_owner");
        database.execute("CREATE ROLE using_owner");
        database.execute("ALTER TABLE t OWNER TO using_owner");
        database.value(
                "SELECT gitversion.merge_branches('times', p_using => '{\"t.a\": \"CASE"
                        + " current_user::text WHEN ''using_owner'' THEN to_timestamp(a) END\"}')");
        expectClean(database, "1970-01-02 00:00:00");
        database.execute("REASSIGN OWNED BY using_owner TO CURRENT_USER");
        database.execute("DROP OWNED BY using_owner");
        database.execute("DROP ROLE using_owner");
    }

    @Test
    void restoreTakesAnExpression(Database database) throws SQLException {
        toTimes(database);
        database.value("SELECT gitversion.reset('main', 'times')");
        expectRefusal(
                database,
                "restore('t', 'HEAD~1', p_using => '{\"t.id\": \"id\"}')",
                "not known how to convert");
        database.value("SELECT gitversion.restore('t', 'HEAD~1', " + BACK + ")");
        assertThat(database.column("SELECT a FROM t ORDER BY id")).containsExactly("86400", null);
        expectRefusal(
                database, "restore('t', 'HEAD~1', " + BACK + ")", "whose type stays as it is");
    }

    @Test
    void stashesTakeAnExpression(Database database) throws SQLException {
        database.value("SELECT gitversion.use_branch('main')");
        database.execute("DELETE FROM t", "ALTER TABLE t ALTER a TYPE date USING NULL::date");
        database.value("SELECT gitversion.stash()");
        database.execute("INSERT INTO t VALUES (1, 86400), (2, NULL)");
        expectRefusal(database, "stash_pop()", "give p_using an expression");
        String forth = "p_using => '{\"t.a\": \"to_timestamp(a)::date\"}'";
        database.value("SELECT gitversion.stash_pop(" + forth + ")");
        assertThat(database.column("SELECT a FROM t ORDER BY id"))
                .containsExactly("1970-01-02", null);
        database.execute("DELETE FROM t");
        database.value("SELECT gitversion.stash()");
        database.execute("INSERT INTO t VALUES (1, 86400), (2, NULL)");
        database.value("SELECT gitversion.start_stash_pop(" + forth + ")");
        database.value("SELECT gitversion.finish_merge(max(id)) FROM gitversion.merge_attempts");
        assertThat(database.column("SELECT a FROM t ORDER BY id"))
                .containsExactly("1970-01-02", null);
    }

    @Test
    void plansForElsewhereTakeExpressions(Database database) throws SQLException {
        toTimes(database);
        String back = "extract(epoch FROM a)";
        assertThat(
                        database.value(
                                "SELECT p -> 0 ->> 'statement' FROM gitversion.plan_json('times',"
                                        + " 'main', "
                                        + BACK
                                        + ") p"))
                .endsWith("USING (" + back + ")");
        expectRefusal(database, "plan_script('times', 'main')", "not known how");
        assertThat(database.value("SELECT gitversion.plan_script('times', 'main', " + BACK + ")"))
                .contains("USING (" + back + ");");
        assertThat(database.column("SELECT file_name FROM gitversion.migration('main', 'times')"))
                .containsExactly("up.sql");
        assertThat(
                        database.column(
                                "SELECT file_name || (content LIKE '%"
                                        + back
                                        + "%') FROM"
                                        + " gitversion.migration('main', 'times', "
                                        + BACK.replace("p_using", "p_using_back")
                                        + ")"))
                .containsExactly("up.sqlfalse", "down.sqltrue");
        expectRefusal(
                database,
                "migration('main', 'times', p_using_back => '{\"t.id\": \"id\"}')",
                "whose type stays as it is");
    }

    @Test
    void whatIsNotKnownCanBeWorkedThrough(Database database) throws SQLException {
        commit(
                database,
                "ALTER TABLE t ALTER a TYPE timestamp USING to_timestamp(a)",
                "ALTER TABLE t ADD b integer");
        database.execute("ALTER TABLE t RENAME TO u");
        database.value("SELECT gitversion.commit('Another name')");
        database.value("SELECT gitversion.start_merge('times')");
        assertThat(
                        database.rows(
                                "SELECT conflict_type, object_name, row_count FROM"
                                        + " gitversion.merge_conflicts"))
                .containsExactly(List.of("schema_data", "tables/u/columns/a", "2"));
        String resolve = "resolve_conflict(id, %s) FROM gitversion.merge_conflicts";
        expectRefusal(database, String.format(resolve, "'theirs'"), "does not resolve");
        assertThat(database.value("SELECT gitversion." + String.format(resolve, "'ours'")))
                .isEqualTo("0");
        database.value(
                "SELECT gitversion."
                        + String.format(
                                resolve,
                                "'manual', 'ALTER TABLE u ALTER a TYPE timestamp USING"
                                        + " to_timestamp(a + 86400)'"));
        database.execute("BEGIN");
        database.value("SELECT gitversion.finish_merge(1)");
        assertThat(database.column("SELECT a FROM u ORDER BY id"))
                .containsExactly("1970-01-03 00:00:00", null);
        database.execute("ROLLBACK");
        database.value("SELECT gitversion." + String.format(resolve, "'ours'"));
        database.value("SELECT gitversion.finish_merge(1)");
        assertThat(database.rows("SELECT a, b FROM u WHERE id = 1"))
                .containsExactly(Arrays.asList("86400", null));
        assertThat(database.column("SELECT path FROM gitversion.status('main')")).isEmpty();
        assertThat(
                        database.value(
                                "SELECT metadata -> 'decisions' -> 0 ->> 'side' FROM"
                                        + " gitversion.commits ORDER BY id DESC LIMIT 1"))
                .isEqualTo("target");
    }

    @Test
    void strategyOursKeepsTheTypeThatIsThere(Database database) throws SQLException {
        commit(
                database,
                "ALTER TABLE t ALTER a TYPE timestamp USING to_timestamp(a)",
                "ALTER TABLE t ADD b integer");
        database.execute("ALTER TABLE t RENAME TO u");
        database.value("SELECT gitversion.commit('Another name')");
        database.value("SELECT gitversion.merge_branches('times', p_strategy => 'ours')");
        assertThat(database.rows("SELECT a, b FROM u WHERE id = 1"))
                .containsExactly(Arrays.asList("86400", null));
    }
}

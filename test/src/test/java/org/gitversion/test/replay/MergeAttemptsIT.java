package org.gitversion.test.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.gitversion.test.support.Database;
import org.gitversion.test.support.GitVersionTest;
import org.gitversion.test.support.Integrity;
import org.junit.jupiter.api.Test;

/** What happens to a merge that was begun, while time goes by. */
@GitVersionTest(databasePerMethod = true)
class MergeAttemptsIT extends Contradictions {
    @Test
    void checksOfTheTargetHoldIt() throws SQLException {
        database.execute(
                "CREATE SCHEMA ops",
                "CREATE FUNCTION ops.never(c jsonb) RETURNS boolean LANGUAGE sql AS 'SELECT false'",
                "SELECT gitversion.require_check('main', 'ops.never')");
        String attempt = startMerge();
        for (String path :
                List.of("views/totals", "functions/price(integer)", "tables/orders/columns/note")) {
            resolve(path, "theirs");
        }
        work.refused("VC052", "SELECT gitversion.finish_merge(" + attempt + ")");
        database.value("SELECT gitversion.drop_check('main', 'ops.never')");
        finish(attempt);
        work.assertAt("main", "main");
    }

    @Test
    void branchesThatChangedAreNoticed() throws SQLException {
        String attempt = startMerge();
        resolve("views/totals", "ours");
        resolve("tables/orders/columns/note", "theirs");
        work.change("main", "CREATE TABLE meanwhile ()");
        assertThat(
                        work.refused(
                                        "VC073",
                                        "SELECT gitversion.resolve_conflict("
                                                + conflict("functions/price(integer)")
                                                + ", 'ours')")
                                .getDetail())
                .contains("tables/meanwhile");
        work.refused("VC008", "SELECT gitversion.restart_merge(" + attempt + ")");
        work.commit("main", BODY.formatted("n * 5"));
        work.refused("VC073", "SELECT gitversion.finish_merge(" + attempt + ")");
        assertThat(database.value("SELECT gitversion.restart_merge(?::integer)", attempt))
                .isEqualTo("1");
        assertThat(open()).containsExactly("functions/price(integer) body: both modified");
        work.commit("feature", "CREATE TABLE more ()");
        work.refused("VC073", "SELECT gitversion.finish_merge(" + attempt + ")");
        assertThat(database.value("SELECT gitversion.restart_merge(?::integer)", attempt))
                .isEqualTo("1");
        resolve("functions/price(integer)", "ours");
        finish(attempt);
        assertThat(database.value("SELECT branch_main.price(1)")).isEqualTo("5");
        assertThat(database.value("SELECT to_regclass('branch_main.more')")).isNotNull();
        work.assertAt("main", "main");
    }

    @Test
    void oneAtATimeAsInGit() throws SQLException {
        String attempt = startMerge();
        for (String refused :
                List.of(
                        "gitversion.start_merge('feature', 'main')",
                        "gitversion.merge_branches('feature', 'main')",
                        "gitversion.revert('main', 'main')",
                        "gitversion.cherry_pick('feature', 'main')",
                        "gitversion.rebase('main', 'feature')",
                        "gitversion.reset('main', 'main', 'soft')",
                        "gitversion.start_revert('main', 'main')",
                        "gitversion.start_rebase('main', 'feature')",
                        "gitversion.start_stash_pop('main')")) {
            assertThat(work.refused("VC070", "SELECT " + refused).getHint())
                    .contains("finish_merge(" + attempt + ")");
        }
        database.value("SELECT gitversion.abort_merge(?::integer)", attempt);
        assertThat(database.value("SELECT status FROM gitversion.merge_attempts"))
                .isEqualTo("aborted");
        assertThat(open()).isEmpty();
        startMerge();
        database.value("SELECT gitversion.reset('main', 'main', 'hard')");
        assertThat(open()).isEmpty();
        String other = database.value("SELECT gitversion.start_merge('main', 'feature')");
        work.refused("VC070", "SELECT gitversion.drop_branch('feature')");
        database.value("SELECT gitversion.use_branch('main')");
        database.value("SELECT gitversion.drop_branch('feature', true)");
        work.refused("VC071", "SELECT gitversion.finish_merge(" + other + ")");
    }

    @Test
    void anotherSessionGoesOn() throws SQLException {
        String attempt = startMerge();
        try (Connection second = database.connect();
                Statement statement = second.createStatement()) {
            second.setAutoCommit(false);
            statement.execute(
                    "SELECT gitversion.resolve_conflict(" + conflict("views/totals") + ", 'ours')");
            second.rollback();
            assertThat(open()).hasSize(3);
            for (String path :
                    List.of(
                            "views/totals",
                            "functions/price(integer)",
                            "tables/orders/columns/note")) {
                statement.execute(
                        "SELECT gitversion.resolve_conflict(" + conflict(path) + ", 'theirs')");
            }
            statement.execute("SELECT gitversion.finish_merge(" + attempt + ")");
            second.commit();
        }
        work.assertAt("main", "main");
        assertThat(database.value("SELECT branch_main.price(1)")).isEqualTo("2");
    }

    @Test
    void aDumpKeepsWhatWasResolved() throws SQLException {
        String attempt = startMerge();
        resolve("functions/price(integer)", "manual", BODY.formatted("n * 7"));
        try (Database restored =
                database.cluster().createEmptyDatabase("restored_attempt", "UTF8")) {
            restored.psql(database.pgDump(), "-q").expectSuccess();
            assertThat(
                            restored.value(
                                    "SELECT min(gitversion.resolve_conflict(id, 'ours')) FROM"
                                            + " (SELECT id FROM gitversion.open_conflicts OFFSET 0)"
                                            + " c"))
                    .isEqualTo("0");
            restored.value("SELECT gitversion.finish_merge(?::integer)", attempt);
            assertThat(restored.value("SELECT branch_main.price(1)")).isEqualTo("7");
            assertThat(Integrity.problems(restored)).isEmpty();
        }
    }

    @Test
    void whoBeginsAtTheSameTimeIsRefused() throws Exception {
        ExecutorService executor = Executors.newSingleThreadExecutor();
        try (Connection second = database.connect();
                Statement statement = second.createStatement()) {
            database.execute("BEGIN");
            startMerge();
            Future<Boolean> other =
                    executor.submit(
                            () ->
                                    statement.execute(
                                            "SELECT gitversion.start_merge('feature', 'main')"));
            assertThatThrownBy(() -> other.get(1, TimeUnit.SECONDS))
                    .isInstanceOf(TimeoutException.class);
            database.execute("COMMIT");
            assertThatThrownBy(() -> other.get(1, TimeUnit.MINUTES))
                    .cause()
                    .extracting(e -> ((SQLException) e).getSQLState())
                    .isEqualTo("VC070");
        } finally {
            executor.shutdownNow();
        }
    }

    @Test
    void rowsInTheWayAreCountedAndCanGiveWay() throws SQLException {
        database.value("SELECT gitversion.create_branch('strict', 'main')");
        work.commit("strict", "ALTER TABLE orders ALTER total SET NOT NULL", "CREATE TABLE s ()");
        database.execute("INSERT INTO branch_main.orders (id) VALUES (1), (2)");
        String attempt = database.value("SELECT gitversion.start_merge('strict', 'main')");
        assertThat(
                        database.rows(
                                "SELECT path, state, row_count, row_query IS NOT NULL FROM"
                                        + " gitversion.open_conflicts"))
                .containsExactly(
                        List.of("tables/orders/columns/total", "rows in the way", "2", "t"));
        database.execute("UPDATE branch_main.orders SET total = 0");
        assertThat(database.value("SELECT gitversion.restart_merge(?::integer)", attempt))
                .isEqualTo("0");
        database.execute("UPDATE branch_main.orders SET total = NULL WHERE id = 2");
        work.refused("VC001", "SELECT gitversion.finish_merge(" + attempt + ")");
        assertThat(database.value("SELECT gitversion.restart_merge(?::integer)", attempt))
                .isEqualTo("1");
        assertThat(resolve("tables/orders/columns/total", "ours")).isEqualTo("0");
        finish(attempt);
        assertThat(database.value("SELECT to_regclass('branch_main.s')")).isNotNull();
        work.assertAt("main", "main");
    }
}

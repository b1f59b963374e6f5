package org.gitversion.test.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import org.gitversion.test.support.Database;
import org.gitversion.test.support.GitVersionTest;
import org.gitversion.test.support.Integrity;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Conflicts of cherry-picks, reverts, rebases and stashes that are kept and resolved. */
@GitVersionTest(databasePerMethod = true)
class ReplayConflictsIT {
    private Database database;
    private Work work;

    @BeforeEach
    void start(Database fresh) throws SQLException {
        database = fresh;
        work = new Work(fresh);
        database.value("SELECT gitversion.init('main')");
        work.commit("main", "CREATE TABLE t (id integer, a integer, b integer)");
    }

    private String resolveAll(String strategy) throws SQLException {
        return database.value(
                "SELECT min(gitversion.resolve_conflict(id, ?)) FROM (SELECT id FROM"
                        + " gitversion.open_conflicts OFFSET 0) c",
                strategy);
    }

    private String finish(String attempt) throws SQLException {
        return database.value("SELECT gitversion.finish_merge(?::integer)", attempt);
    }

    private List<String> open() throws SQLException {
        return database.column("SELECT operation || ' ' || path FROM gitversion.open_conflicts");
    }

    @Test
    void cherryPick() throws SQLException {
        database.value("SELECT gitversion.create_branch('feature')");
        work.commit("feature", "ALTER TABLE t ALTER a TYPE bigint, ADD COLUMN c text");
        work.commit("main", "ALTER TABLE t ALTER a TYPE text");
        work.refused("VC001", "SELECT gitversion.cherry_pick('feature', 'main')");
        String attempt = database.value("SELECT gitversion.start_cherry_pick('feature', 'main')");
        assertThat(open()).containsExactly("cherry_pick tables/t/columns/a");
        assertThat(resolveAll("theirs")).isEqualTo("0");
        finish(attempt);
        assertThat(work.columns("main", "t"))
                .containsExactly("id integer", "a bigint", "b integer", "c text");
        work.assertAt("main", "main");
        assertThat(
                        database.value(
                                "SELECT metadata -> 'picked_from' IS NOT NULL AND metadata #>>"
                                        + " '{decisions,0,side}' = 'source' FROM gitversion.commits"
                                        + " WHERE id = gitversion.rev_parse('main')"))
                .isEqualTo("t");
        assertThat(Integrity.problems(database)).isEmpty();
    }

    @Test
    void revert() throws SQLException {
        work.commit("main", "ALTER TABLE t ALTER a TYPE bigint, ADD COLUMN c text");
        work.commit("main", "ALTER TABLE t ALTER a TYPE text");
        String attempt = database.value("SELECT gitversion.start_revert('main~1', 'main')");
        assertThat(open()).containsExactly("revert tables/t/columns/a");
        assertThat(resolveAll("ours")).isEqualTo("0");
        finish(attempt);
        assertThat(work.columns("main", "t")).containsExactly("id integer", "a text", "b integer");
        work.assertAt("main", "main");
        assertThat(work.messages("main").get(0)).startsWith("Revert \"");
    }

    @Test
    void rebaseGoesOnCommitByCommit() throws SQLException {
        database.value("SELECT gitversion.create_branch('feature')");
        work.commit("feature", "ALTER TABLE t ALTER a TYPE bigint");
        work.commit("feature", "CREATE TABLE free ()");
        work.commit("feature", "ALTER TABLE t ALTER b TYPE bigint, ADD COLUMN d text");
        work.commit("main", "ALTER TABLE t ALTER a TYPE text, ALTER b TYPE text");
        String attempt = database.value("SELECT gitversion.start_rebase('feature', 'main')");
        assertThat(open()).containsExactly("rebase tables/t/columns/a");
        assertThat(resolveAll("theirs")).isEqualTo("1");
        assertThat(open()).containsExactly("rebase tables/t/columns/b");
        work.refused("VC072", "SELECT gitversion.finish_merge(" + attempt + ")");
        assertThat(resolveAll("ours")).isEqualTo("0");
        finish(attempt);
        assertThat(work.columns("feature", "t"))
                .containsExactly("id integer", "a bigint", "b text", "d text");
        work.assertAt("feature", "feature");
        assertThat(
                        database.value(
                                "SELECT ahead || ' ' || behind FROM gitversion.branch_list WHERE"
                                        + " name = 'feature'"))
                .isEqualTo("3 0");
        assertThat(
                        database.column(
                                "SELECT jsonb_array_length(c.metadata -> 'decisions') FROM"
                                        + " gitversion.log('feature', 3) l JOIN gitversion.commits"
                                        + " c ON c.id = l.commit_id ORDER BY c.id"))
                .containsExactly("1", null, "1");
        assertThat(Integrity.problems(database)).isEmpty();
    }

    @Test
    void stashPop() throws SQLException {
        work.change("main", "ALTER TABLE t ALTER a TYPE bigint, ADD COLUMN c text");
        database.value("SELECT gitversion.stash('main')");
        work.commit("main", "ALTER TABLE t ALTER a TYPE text");
        work.change("main", "CREATE TABLE under_work ()");
        String attempt = database.value("SELECT gitversion.start_stash_pop('main')");
        assertThat(open()).containsExactly("stash_pop tables/t/columns/a");
        work.change("main", "CREATE TABLE meanwhile ()");
        work.refused("VC073", "SELECT gitversion.finish_merge(" + attempt + ")");
        assertThat(database.value("SELECT gitversion.restart_merge(?::integer)", attempt))
                .isEqualTo("1");
        assertThat(resolveAll("theirs")).isEqualTo("0");
        finish(attempt);
        assertThat(work.columns("main", "t"))
                .containsExactly("id integer", "a bigint", "b integer", "c text");
        assertThat(database.column("SELECT id FROM gitversion.stashes")).isEmpty();
        assertThat(
                        database.value(
                                "SELECT metadata #>> '{decisions,0,side}' FROM"
                                        + " gitversion.merge_attempts"))
                .isEqualTo("source");
        database.value("SELECT gitversion.commit('All', 'main')");
        assertThat(Integrity.problems(database)).isEmpty();
    }

    @Test
    void abortedNothingHappened() throws SQLException {
        database.value("SELECT gitversion.create_branch('feature')");
        work.commit("feature", "ALTER TABLE t ALTER a TYPE bigint");
        work.commit("main", "ALTER TABLE t ALTER a TYPE text");
        String before = work.dump("feature");
        String attempt = database.value("SELECT gitversion.start_rebase('feature', 'main')");
        database.value("SELECT gitversion.abort_merge(?::integer)", attempt);
        assertThat(work.dump("feature")).isEqualTo(before);
        assertThat(work.status("feature")).isEmpty();
        work.refused("VC071", "SELECT gitversion.abort_merge(" + attempt + ")");
        database.value("SELECT gitversion.start_rebase('feature', 'main')");
        assertThat(open()).hasSize(1);
    }
}

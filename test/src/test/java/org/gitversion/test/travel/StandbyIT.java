package org.gitversion.test.travel;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import org.gitversion.test.support.Cluster;
import org.gitversion.test.support.Database;
import org.gitversion.test.support.Host;
import org.gitversion.test.support.ServerError;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A hot standby answers what its primary answers, and refuses to change anything. */
class StandbyIT {
    private static Database primary;
    private static Database standby;

    @BeforeAll
    static void replicate() throws SQLException {
        Cluster one = Cluster.start(Host.chosen());
        primary = one.createDatabase("replicated");
        primary.execute(
                "CREATE TABLE public.a (id integer PRIMARY KEY, name text DEFAULT 'x')",
                "CREATE TABLE public.b (id integer REFERENCES public.a)",
                "ALTER TABLE public.a ENABLE ROW LEVEL SECURITY",
                "CREATE POLICY p ON public.a USING (id IN (SELECT id::bigint::integer FROM"
                        + " public.b))",
                "CREATE VIEW public.unsettled AS SELECT id FROM public.a WHERE EXISTS"
                        + " (SELECT NULL::integer FROM public.b)",
                "CREATE VIEW public.listed AS SELECT id FROM public.a WHERE id = ANY"
                        + " (VALUES (1), (2))",
                "CREATE FUNCTION public.f() RETURNS bigint LANGUAGE sql BEGIN ATOMIC SELECT"
                        + " (SELECT count(*) FROM (SELECT 1::integer FROM public.a) s); END",
                "SELECT gitversion.init('main', 'public')",
                "SELECT gitversion.create_branch('feature', 'main')",
                "SELECT gitversion.use_branch('feature')",
                "ALTER TABLE a RENAME COLUMN name TO label",
                "CREATE VIEW v AS SELECT id, label FROM a",
                "SELECT gitversion.commit('Rename a column, add a view')",
                "SELECT gitversion.tag('v1', 'main')",
                "CREATE TABLE uncommitted ()",
                "RESET search_path",
                "RESET gitversion.current_branch",
                "CREATE TABLE public.more ()",
                "SELECT gitversion.commit('More', 'main')",
                "SELECT gitversion.create_branch('other', 'main')",
                "CREATE TABLE public.later ()");
        standby = one.startStandby().database("replicated");
        assertThat(standby.value("SELECT pg_is_in_recovery()")).isEqualTo("t");
    }

    @AfterAll
    static void stop() {
        standby.close();
        standby.cluster().stopServer();
        primary.close();
        primary.cluster().stopServer();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "branches ORDER BY id",
                "commits ORDER BY id",
                "object_snapshots WHERE commit_id = 2 ORDER BY object_name",
                "merkle_nodes ORDER BY commit_id, node_path",
                "status('main')",
                "status('feature')",
                "status('feature', false)",
                "log('feature')",
                "log('feature', NULL, 'tables/a')",
                "log_graph('feature')",
                "show('feature')",
                "reflog('feature')",
                "blame('tables/a', 'feature')",
                "diff('main', 'feature')",
                "diff('main...feature')",
                "diff('feature')",
                "diff('main')",
                "compute_schema_diff(1, 2)",
                "rev_parse('feature~1')",
                "find_merge_base('main', 'feature')",
                "compute_tree_hash('public')",
                "compute_tree_hash('branch_feature')",
                "compute_node_hash(2, 'tables/a')",
                "get_object_ddl('public', 'a', 'r')",
                "fsck()",
                "object_storage ORDER BY content_hash",
                "use_branch('feature')",
                "tags"
            })
    void readingFunctionsAnswer(String call) throws SQLException {
        String query = "SELECT * FROM gitversion." + call;
        assertThat(standby.rows(query)).isNotEmpty().isEqualTo(primary.rows(query));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "init()",
                "commit('More', 'feature')",
                "create_branch('more', 'main')",
                "drop_branch('feature', true)",
                "rename_branch('feature', 'other')",
                "merge_branches('feature', 'main')",
                "normalize_ddl_advanced('CREATE TABLE x ()', 'TABLE')",
                "preview_merge('feature', 'main')",
                "plan('main', 'feature')",
                "reset('feature', 'main')",
                "revert('main', 'main')",
                "cherry_pick('feature', 'main')",
                "rebase('feature', 'main')",
                "restore('tables/a', 'main', 'feature')",
                "stash('feature')",
                "stash_pop('feature')",
                "tag('v2', 'main')",
                "drop_tag('v1')",
                "store_object_cow('x', 1)",
                "clone_schema_objects('public', 'other')",
                "gc()",
                "fsck(true)"
            })
    void writingFunctionsRefuse(String call) throws SQLException {
        String query = "SELECT * FROM gitversion." + call;
        assertThat(ServerError.of(() -> standby.rows(query)))
                .extracting(ServerError::state, ServerError::hint)
                .containsExactly("VC030", "Connect to the primary server.");
        primary.execute("BEGIN READ ONLY");
        assertThat(ServerError.of(() -> primary.rows(query)).state()).isEqualTo("VC030");
        primary.execute("ROLLBACK");
    }

    /** What PostgreSQL would word differently the next time it is worded as on the primary. */
    @Test
    void onlyAWordingNobodyKnowsIsRefused() throws SQLException {
        primary.execute(
                "SET gitversion.guard = off",
                "CREATE VIEW branch_other.late AS SELECT id FROM branch_other.a WHERE EXISTS"
                        + " (SELECT NULL::integer FROM branch_other.b WHERE b.id > 5)",
                "RESET gitversion.guard");
        awaitReplay();
        ServerError error =
                ServerError.of(
                        () -> standby.value("SELECT gitversion.compute_tree_hash('branch_other')"));
        assertThat(error.state()).isEqualTo("VC030");
        assertThat(error.message()).contains("views/late");
        for (String call : List.of("status('other')", "status('other', false)")) {
            String query = "SELECT path, change, statement FROM gitversion." + call;
            assertThat(standby.rows(query)).isNotEmpty().isEqualTo(primary.rows(query));
        }
        assertThat(standby.rows("SELECT * FROM gitversion.fsck() WHERE severity = 'error'"))
                .isEmpty();
        primary.execute("SELECT gitversion.commit('Late', 'other')");
        awaitReplay();
        assertThat(standby.value("SELECT gitversion.compute_tree_hash('branch_other')"))
                .isEqualTo(primary.value("SELECT gitversion.compute_tree_hash('branch_other')"));
        assertThat(standby.rows("SELECT * FROM gitversion.status('other')")).isEmpty();
    }

    private static void awaitReplay() throws SQLException {
        primary.execute("CHECKPOINT");
        String end = primary.value("SELECT pg_current_wal_lsn()");
        long limit = System.nanoTime() + 60_000_000_000L;
        while (standby.value("SELECT pg_last_wal_replay_lsn() < ?::pg_lsn", end).equals("t")) {
            assertThat(System.nanoTime()).as("the standby does not follow").isLessThan(limit);
        }
    }
}

package org.gitversion.test.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import org.gitversion.test.support.Cluster;
import org.gitversion.test.support.Database;
import org.gitversion.test.support.GitVersionTest;
import org.gitversion.test.support.ServerError;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two databases that fetch from and push to each other. */
@GitVersionTest
class RemoteIT {
    private static final String FETCH =
            "SELECT name, change FROM gitversion.fetch('origin') ORDER BY name";

    private Database dev;
    private Database prod;

    @BeforeEach
    void connect() throws SQLException {
        dev = Cluster.shared().createDatabase();
        prod = Cluster.shared().createDatabase();
        introduce(dev, prod);
        introduce(prod, dev);
        dev.execute(
                "CREATE TABLE public.a (id integer)",
                "SELECT gitversion.init('main', 'public')",
                "ALTER TABLE public.a ADD COLUMN b integer",
                "SELECT gitversion.commit('b', 'main')",
                "SELECT gitversion.tag('v1', 'main')");
    }

    @AfterEach
    void drop() {
        dev.close();
        prod.close();
    }

    private static void introduce(Database database, Database other) throws SQLException {
        database.execute(
                "CREATE SCHEMA \"Links & more\"",
                "CREATE EXTENSION dblink SCHEMA \"Links & more\"",
                "CREATE SERVER other FOREIGN DATA WRAPPER dblink_fdw OPTIONS (host '127.0.0.1',"
                        + " port '"
                        + other.cluster().port()
                        + "', dbname '"
                        + other.name()
                        + "')",
                "CREATE USER MAPPING FOR postgres SERVER other OPTIONS (user 'postgres')",
                "SELECT gitversion.add_remote('origin', 'other')");
    }

    private static String push(Database database, String more) throws SQLException {
        return database.value("SELECT gitversion.push('origin', 'main'" + more + ")");
    }

    private static void refused(Database database, String state, String message, String call) {
        ServerError error = ServerError.of(() -> database.rows("SELECT * FROM " + call));
        assertThat(error).as(call).isNotNull();
        assertThat(error.state()).as(error.toString()).isEqualTo(state);
        assertThat(error.message()).contains(message);
    }

    private static String head(Database database, String revision) throws SQLException {
        return database.value(
                "SELECT commit_hash FROM gitversion.commits WHERE id = gitversion.rev_parse(?)",
                revision);
    }

    @Test
    void historiesGoThereAndBack() throws SQLException {
        assertThat(push(dev, "")).isEqualTo("new");
        assertThat(push(dev, "")).isEqualTo("same");
        assertThat(head(prod, "main")).isEqualTo(head(dev, "main"));
        assertThat(prod.value("SELECT gitversion.compute_tree_hash('branch_main')"))
                .isEqualTo(dev.value("SELECT gitversion.compute_tree_hash('public')"));
        assertThat(prod.rows(FETCH))
                .containsExactly(List.of("origin/main", "new"), List.of("v1", "new tag"));
        assertThat(prod.rows(FETCH)).containsExactly(List.of("origin/main", "same"));

        prod.execute(
                "INSERT INTO branch_main.a VALUES (1, 2)",
                "ALTER TABLE branch_main.a ADD COLUMN hotfix integer",
                "SELECT gitversion.commit('hotfix', 'main')");
        dev.execute(
                "ALTER TABLE public.a ADD COLUMN c integer",
                "SELECT gitversion.commit('c', 'main')");
        refused(dev, "VC121", "has commits there", "gitversion.push('origin', 'main')");
        refused(
                dev,
                "VC122",
                "is not where it was",
                "gitversion.push('origin', 'main', p_force_with_lease => true)");
        assertThat(dev.rows(FETCH)).containsExactly(List.of("origin/main", "forwarded"));
        dev.execute("SELECT gitversion.merge_branches('origin/main', 'main')");

        // What is here does not go by the rules of there.
        prod.execute("SELECT gitversion.protect_branch('main', '{}', true)");
        refused(dev, "VC113", "signed commits", "gitversion.push('origin', 'main')");
        prod.execute("SELECT gitversion.protect_branch('main')");
        assertThat(push(dev, "")).isEqualTo("forwarded");
        assertThat(prod.rows("SELECT id, b, hotfix, c FROM branch_main.a"))
                .containsExactly(java.util.Arrays.asList("1", "2", null, null));
        assertThat(head(prod, "main")).isEqualTo(head(dev, "main"));

        // Back to an earlier commit, as nobody was there in the meantime; rows are not lost.
        prod.execute("SELECT gitversion.unprotect_branch('main')", "DELETE FROM branch_main.a");
        dev.execute("SELECT gitversion.reset('main', 'main~1', 'hard', true)");
        refused(dev, "VC121", "has commits there", "gitversion.push('origin', 'main')");
        assertThat(push(dev, ", p_force_with_lease => true")).isEqualTo("forced");
        assertThat(head(prod, "main")).isEqualTo(head(dev, "main"));
        assertThat(push(dev, ", p_to => 'copy', p_as => 'laptop'")).isEqualTo("new");
        assertThat(head(prod, "laptop/main")).isEqualTo(head(prod, "copy"));
        for (Database database : List.of(dev, prod)) {
            assertThat(
                            database.rows(
                                    "SELECT * FROM gitversion.fsck(true) WHERE severity ="
                                            + " 'error'"))
                    .isEmpty();
        }
    }

    @Test
    void onlyWhatIsLackingGoes() throws SQLException {
        // Tags come along with their commits.
        assertThat(prod.rows(FETCH))
                .containsExactly(List.of("origin/main", "new"), List.of("v1", "new tag"));
        prod.execute("SELECT gitversion.create_branch('main', 'origin/main')");
        dev.execute(
                "COMMENT ON TABLE public.a IS 'one'",
                "SELECT gitversion.commit('one', 'main')",
                "COMMENT ON TABLE public.a IS 'two'",
                "SELECT gitversion.commit('two', 'main')");
        // A push that was interrupted after its first part.
        String part =
                dev.value(
                        "SELECT encode(gitversion_internal.create_part(ARRAY[?]), 'hex')",
                        head(dev, "main~1"));
        prod.value("SELECT gitversion_internal.apply_bundle(decode(?, 'hex'), 'x')", part);
        String first = head(prod, head(dev, "main~1"));
        assertThat(first).isEqualTo(head(dev, "main~1"));
        assertThat(push(dev, "")).isEqualTo("forwarded");
        assertThat(prod.value("SELECT count(*) FROM gitversion.commits")).isEqualTo("4");

        // Tags go by themselves, or with a branch; all or nothing.
        dev.execute(
                "SELECT gitversion.tag('v2', 'main~1', 'Second')",
                "SELECT gitversion.tag('v3', 'main')");
        String tag = "SELECT gitversion.push('origin', 'v2')";
        assertThat(dev.value(tag)).isEqualTo("new tag");
        assertThat(dev.value(tag)).isEqualTo("same");
        assertThat(prod.value("SELECT message FROM gitversion.tags WHERE tag_name = 'v2'"))
                .isEqualTo("Second");
        refused(dev, "VC014", "under another name", "gitversion.push('origin', 'v2', 'v4')");
        refused(dev, "VC014", "p_tags is NULL", "gitversion.push('origin', 'v2', p_tags => NULL)");
        refused(dev, "VC003", "does not exist", "gitversion.push('origin', 'v4')");
        dev.execute(
                "COMMENT ON TABLE public.a IS 'three'",
                "SELECT gitversion.commit('three', 'main')");
        prod.execute("SELECT gitversion.tag('v3', 'v2')");
        refused(dev, "VC026", "v3", "gitversion.push('origin', 'main', p_tags => true)");
        assertThat(head(prod, "main")).isEqualTo(head(dev, "main~1"));
        prod.execute("SELECT gitversion.drop_tag('v3')");
        assertThat(push(dev, ", p_tags => true")).isEqualTo("forwarded");
        assertThat(head(prod, "v3")).isEqualTo(head(dev, "v3"));
        dev.execute("SELECT gitversion.tag('v0', 'v1', 'Late')");
        prod.execute("SELECT gitversion.create_branch('v3x', 'main')");
        assertThat(prod.rows(FETCH))
                .containsExactly(List.of("origin/main", "forwarded"), List.of("v0", "new tag"));

        // Whoever has a branch of the name of what was pushed is not taken for it.
        prod.execute("SELECT gitversion.create_branch('x/main', 'v1')");
        dev.execute(
                "COMMENT ON TABLE public.a IS 'four'", "SELECT gitversion.commit('four', 'main')");
        assertThat(push(dev, ", p_as => 'x'")).isEqualTo("forwarded");
        assertThat(head(prod, "main")).isEqualTo(head(dev, "main"));
        prod.execute("SELECT gitversion.protect_branch('v3x')");
        refused(
                dev,
                "VC122",
                "is not where it was",
                "gitversion.push('origin', 'main', 'v3x', true)");

        // Branches that are gone there.
        dev.execute("SELECT gitversion.create_branch('short', 'main')");
        prod.rows(FETCH);
        dev.execute("SELECT gitversion.drop_branch('short')");
        assertThat(prod.rows(FETCH)).containsExactly(List.of("origin/main", "same"));
        refused(prod, "VC014", "p_prune is NULL", "gitversion.fetch('origin', NULL, NULL)");
        assertThat(
                        prod.rows(
                                "SELECT name, change FROM gitversion.fetch('origin', p_prune =>"
                                        + " true) ORDER BY name"))
                .containsExactly(List.of("origin/main", "same"), List.of("origin/short", "pruned"));
        refused(prod, "VC003", "short", "gitversion.fetch('origin', 'short')");

        prod.execute("SELECT gitversion.drop_remote('origin', 'main')");
        assertThat(
                        prod.column(
                                "SELECT remote || '/' || branch_name FROM"
                                        + " gitversion.remote_branches ORDER BY 1"))
                .containsExactly(dev.name() + "/main", "x/main");
        prod.execute("SELECT gitversion.drop_remote('origin')");
        refused(prod, "VC120", "no remote", "gitversion.drop_remote('origin')");
        refused(prod, "VC120", "no remote", "gitversion.fetch('origin')");
    }

    @Test
    void whatIsThereJoins() throws SQLException {
        prod.execute(
                "CREATE TABLE public.a (b integer, id integer)",
                "INSERT INTO public.a VALUES (1, 2)",
                "CREATE VIEW public.extra AS SELECT 1 AS x");
        prod.rows(FETCH);
        String call = "gitversion.init('main', 'public', 'origin/main')";
        ServerError error = ServerError.of(() -> prod.value("SELECT " + call));
        assertThat(error.state()).isEqualTo("VC124");
        assertThat(error.detail())
                .isEqualTo("Differences: CREATE views/extra, CREATE views/extra/columns/x.");
        assertThat(prod.value("SELECT count(*) FROM gitversion.branches")).isEqualTo("0");
        try (var session = prod.connect();
                var statement = session.createStatement()) {
            session.setAutoCommit(false);
            statement.execute("SELECT gitversion.init('main', 'public', 'origin/main', true)");
            try (var rows =
                    statement.executeQuery(
                            "SELECT string_agg(path, ',') FROM gitversion.diff_stat('origin/main',"
                                    + " 'main')")) {
                rows.next();
                assertThat(rows.getString(1)).contains("views/extra");
            }
            session.rollback();
        }
        prod.execute("DROP VIEW public.extra", "SELECT " + call);
        assertThat(prod.rows("SELECT * FROM gitversion.status('main')")).isEmpty();
        assertThat(head(prod, "main")).isEqualTo(head(dev, "main"));
        dev.execute(
                "ALTER TABLE public.a ADD COLUMN c integer",
                "SELECT gitversion.commit('c', 'main')");
        assertThat(push(dev, "")).isEqualTo("forwarded");
        assertThat(prod.rows("SELECT id, b, c FROM public.a"))
                .containsExactly(java.util.Arrays.asList("2", "1", null));
        assertThat(prod.rows("SELECT * FROM gitversion.fsck(true) WHERE severity = 'error'"))
                .isEmpty();
    }

    @Test
    void dblinkIsThatOfTheExtension() throws SQLException {
        dev.execute(
                // Who may create functions there could let others call them.
                "CREATE FUNCTION \"Links & more\".dblink(text, varchar) RETURNS SETOF record"
                        + " LANGUAGE plpgsql AS 'BEGIN RAISE EXCEPTION ''called''; END'",
                "CREATE FUNCTION \"Links & more\".dblink_connect(VARIADIC text[]) RETURNS text"
                        + " LANGUAGE plpgsql AS 'BEGIN RAISE EXCEPTION ''called''; END'",
                "CREATE FUNCTION public.dblink(text, text) RETURNS SETOF record LANGUAGE plpgsql AS"
                        + " 'BEGIN RAISE EXCEPTION ''called''; END'",
                "CREATE FUNCTION public.dblink_connect(text, text) RETURNS text LANGUAGE plpgsql AS"
                        + " 'BEGIN RAISE EXCEPTION ''called''; END'",
                "SELECT gitversion.ignore('functions/**')",
                "SET search_path = public");
        assertThat(push(dev, "")).isEqualTo("new");
        refused(dev, "VC003", "does not exist in remote", "gitversion.fetch('origin', 'x')");
        assertThat(dev.value("SELECT \"Links & more\".dblink_get_connections()")).isNull();

        refused(dev, "VC005", "invalid remote name", "gitversion.add_remote('a/b', 'other')");
        refused(dev, "VC123", "no foreign server", "gitversion.add_remote('x', 'dbname=x')");
        refused(dev, "VC014", "exists already", "gitversion.add_remote('origin', 'other')");
        dev.execute("DROP SERVER other CASCADE");
        refused(dev, "VC123", "no foreign server", "gitversion.fetch('origin')");
        prod.execute("DROP EXTENSION dblink CASCADE");
        refused(prod, "VC123", "no foreign server", "gitversion.fetch('origin')");
    }
}

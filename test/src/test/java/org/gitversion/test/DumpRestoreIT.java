package org.gitversion.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.gitversion.test.support.Cluster;
import org.gitversion.test.support.Database;
import org.gitversion.test.support.GitVersionTest;
import org.gitversion.test.support.Host;
import org.gitversion.test.support.Integrity;
import org.gitversion.test.support.ServerError;
import org.junit.jupiter.api.Test;

/** History is data: it is in the dump, and goes on after the restore. */
@GitVersionTest
class DumpRestoreIT {
    /** All but what is of one server (object_identities), or was undecided there (ddl_events). */
    private static final List<String> KEPT =
            List.of(
                    "branches",
                    "branch_grants",
                    "commits",
                    "commit_parents",
                    "object_storage",
                    "object_references",
                    "tags",
                    "remote_branches",
                    "signatures",
                    "trusted_keys",
                    "remotes",
                    "reflog",
                    "stashes",
                    "ignore_patterns",
                    "parked",
                    "object_snapshots",
                    "merkle_nodes",
                    "ddl_events WHERE commit_id IS NOT NULL");

    private static final String BRANCHES =
            """
            SELECT b.branch_name, b.schema_name, c.commit_hash, c.tree_hash
              FROM gitversion.branches b JOIN gitversion.commits c ON c.id = b.head_commit_id
             ORDER BY 1
            """;

    private static final String BOTH_STATUS =
            "SELECT path FROM gitversion.status('main')"
                    + " UNION ALL SELECT path FROM gitversion.status('feature')";

    @Test
    void aRestoredDatabaseGoesOn(Database original) throws SQLException {
        original.execute(
                "CREATE TABLE public.a (id integer PRIMARY KEY, name text DEFAULT 'x')",
                "INSERT INTO public.a VALUES (1)",
                "SELECT gitversion.init('main', 'public')",
                "SELECT gitversion.create_branch('feature', 'main')",
                "SELECT gitversion.use_branch('feature')",
                "ALTER TABLE a ADD COLUMN added date",
                "CREATE VIEW v AS SELECT id, added FROM a",
                "SELECT gitversion.commit('Add a column and a view')");

        try (Database restored = Cluster.shared().createEmptyDatabase("restored", "UTF8")) {
            restored.psql(original.pgDump(), "-q").expectSuccess();

            assertThat(restored.rows(BRANCHES)).hasSize(2).isEqualTo(original.rows(BRANCHES));
            for (String startsJava : List.of("t", "f")) {
                try (Connection fresh = restored.connect();
                        Statement statement = fresh.createStatement()) {
                    assertThat(statement.executeQuery(BOTH_STATUS).next()).isFalse();
                    try (ResultSet loaded = statement.executeQuery(Database.JVM_LOADED)) {
                        loaded.next();
                        assertThat(loaded.getString(1)).isEqualTo(startsJava);
                    }
                }
            }
            assertThat(restored.value("SELECT gitversion.diff('main', 'feature')"))
                    .isEqualTo(original.value("SELECT gitversion.diff('main', 'feature')"))
                    .contains("added");

            restored.execute(
                    "SELECT gitversion.use_branch('feature')",
                    "ALTER TABLE a RENAME COLUMN added TO created",
                    "SELECT gitversion.commit('Rename a column')",
                    "SELECT gitversion.merge_branches('feature', 'main')");
            assertThat(restored.rows("SELECT id, name, created FROM public.a"))
                    .hasSize(1)
                    .first()
                    .asList()
                    .containsExactly("1", "x", null);
        }
    }

    /** Roles are no part of a dump: those of grants may be missing, and may be made later. */
    @Test
    void grantsAreKeptByTheNamesOfRoles() throws SQLException {
        try (Database source = Cluster.shared().createDatabase("dump_grants");
                Database target = Cluster.shared().createEmptyDatabase("restored_grants", "UTF8")) {
            source.execute(
                    "CREATE ROLE dump_friend LOGIN",
                    "CREATE SCHEMA app",
                    "SELECT gitversion.init('main', 'app')",
                    "SELECT gitversion.grant_branch('main', 'dump_friend')",
                    "SELECT gitversion.protect_branch('main', '{dump_friend}')");
            String dump = source.pgDump();
            source.execute("DROP ROLE dump_friend");
            target.psql(dump, "-q").expectSuccess();
            target.execute(Host.chosen().rightsStatements().toArray(new String[0]));
            assertThat(target.rows("SELECT role_name FROM gitversion.branch_grants"))
                    .isEqualTo(List.of(List.of("dump_friend")));
            assertThat(
                            ServerError.of(() -> target.execute("CREATE TABLE app.t (id integer)"))
                                    .state())
                    .isEqualTo("VC017");
            target.execute(
                    "CREATE ROLE dump_friend LOGIN IN ROLE gitversion_author",
                    "GRANT ALL ON SCHEMA app TO dump_friend");
            try (Connection session = target.connect("dump_friend");
                    Statement statement = session.createStatement()) {
                statement.execute("CREATE TABLE app.t (id integer)");
                statement.execute("SELECT gitversion.commit('A table', 'main')");
            }
            target.execute("DROP OWNED BY dump_friend CASCADE", "DROP ROLE dump_friend");
        }
    }

    /** The rest of history: references, stashes, settings, renames in the graph, protection. */
    @Test
    void everythingThatIsKeptIsRestored() throws SQLException {
        try (Database source = Cluster.shared().createDatabase("dump_everything")) {
            source.execute(
                    "CREATE TABLE public.a (id integer PRIMARY KEY, name text DEFAULT 'x')",
                    "CREATE TABLE public.gone (x integer)",
                    "SELECT gitversion.init('main', 'public')",
                    "SELECT gitversion.create_branch('feature', 'main')",
                    "SELECT gitversion.use_branch('feature')",
                    "ALTER TABLE a RENAME COLUMN name TO label",
                    "SELECT gitversion.commit('Rename a column')",
                    "SELECT gitversion.tag('v1', 'feature', 'first')",
                    "SELECT gitversion.apply_bundle(gitversion.create_bundle('{feature}'))",
                    "INSERT INTO gitversion.trusted_keys VALUES ('k', 'K', 'ssh', 'f', 'x')",
                    "INSERT INTO gitversion.remotes VALUES ('elsewhere', 'there')",
                    "SELECT gitversion_internal.add_signature(1, 'v1', 'x')",
                    "SELECT gitversion.ignore('tables/tmp_*')",
                    "CREATE TABLE put_aside ()",
                    "SELECT gitversion.stash('feature', 'later')",
                    "SELECT gitversion.protect_branch('main', '{gitversion_admin}')",
                    "SELECT gitversion.grant_branch('main', 'gitversion_author')",
                    "SELECT gitversion.create_branch('work', 'main')",
                    "SELECT gitversion.use_branch('work')",
                    "ALTER TABLE a RENAME TO b",
                    "SELECT gitversion.commit('Rename a table')",
                    "SELECT gitversion.create_branch('drops', 'work')",
                    "SELECT gitversion.use_branch('drops')",
                    "DROP TABLE gone",
                    "SELECT gitversion.commit('Drop a table')",
                    "SELECT gitversion.use_branch('work')",
                    "INSERT INTO gone VALUES (1)",
                    "SELECT gitversion.merge_branches('drops', 'work', p_park => '1 day')",
                    "ALTER TABLE b RENAME COLUMN id TO number",
                    "RESET search_path");
            try (Database restored = Cluster.shared().createEmptyDatabase("everything", "UTF8")) {
                restored.psql(source.pgDump(), "-q").expectSuccess();
                for (String table : KEPT) {
                    assertThat(
                                    restored.rows(
                                            "SELECT * FROM gitversion." + table + " ORDER BY 1, 2"))
                            .as(table)
                            .isNotEmpty()
                            .isEqualTo(
                                    source.rows(
                                            "SELECT * FROM gitversion."
                                                    + table
                                                    + " ORDER BY 1, 2"));
                }
                String kept = restored.value("SELECT kept_as FROM gitversion.parked");
                assertThat(restored.column("TABLE gitversion_keep_3." + kept)).containsExactly("1");
                assertThat(restored.rows("SELECT * FROM gitversion.fsck(true)"))
                        .isEqualTo(source.rows("SELECT * FROM gitversion.fsck(true)"));
                workOn(restored);
            }
        }
    }

    private static void workOn(Database restored) throws SQLException {
        // Of what was not committed, oids knew that it was a rename; names tell what is the same.
        assertThat(restored.rows("SELECT path, change FROM gitversion.status('work')"))
                .contains(
                        List.of("tables/b/columns/id", "DROP"),
                        List.of("tables/b/columns/number", "CREATE"));
        restored.execute(
                "ALTER TABLE branch_work.b RENAME COLUMN number TO id",
                "SELECT gitversion.use_branch('feature')",
                "SELECT gitversion.stash_pop('feature')",
                "SELECT gitversion.commit('Take it back')",
                "ALTER TABLE a RENAME COLUMN label TO title",
                "SELECT gitversion.commit('Rename it again')",
                "SELECT gitversion.merge_branches('feature', 'work')");
        assertThat(
                        restored.column(
                                "SELECT attname FROM pg_attribute WHERE attrelid ="
                                        + " 'branch_work.b'::regclass AND attnum > 0"))
                .containsExactly("id", "title");
        assertThat(Integrity.problems(restored)).isEmpty();
    }

    /** The objects and rows of one branch, without history, taken away and brought back. */
    @Test
    void theSchemaOfOneBranchComesBack() throws SQLException {
        try (Database database = Cluster.shared().createDatabase("dump_one_branch")) {
            database.execute(
                    "CREATE TABLE public.a (id integer PRIMARY KEY, name text DEFAULT 'x')",
                    "CREATE VIEW public.v AS SELECT id, name FROM public.a",
                    "CREATE FUNCTION public.f() RETURNS bigint LANGUAGE sql AS 'SELECT count(*)"
                            + " FROM a'",
                    "SELECT gitversion.init('main', 'public')",
                    "SELECT gitversion.create_branch('feature', 'main')",
                    "INSERT INTO branch_feature.a VALUES (1)",
                    "ALTER TABLE branch_feature.a ADD COLUMN added date",
                    "SELECT gitversion.commit('Add a column', 'feature')");
            String dump = database.pgDump("--schema=branch_feature");
            database.execute("DROP SCHEMA branch_feature CASCADE");
            assertThat(
                            ServerError.of(
                                            () ->
                                                    database.rows(
                                                            "SELECT * FROM"
                                                                + " gitversion.status('feature')"))
                                    .state())
                    .isEqualTo("VC011");
            database.psql(dump, "-q").expectSuccess();

            assertThat(database.rows("SELECT path FROM gitversion.status('feature')")).isEmpty();
            assertThat(database.column("SELECT id FROM branch_feature.a")).containsExactly("1");
            database.execute(
                    "ALTER TABLE branch_feature.a RENAME COLUMN added TO created",
                    "SELECT gitversion.commit('Rename a column', 'feature')",
                    "SELECT gitversion.merge_branches('feature', 'main')");
            assertThat(database.rows("SELECT id, created FROM public.a")).isEmpty();
            assertThat(Integrity.problems(database)).isEmpty();
        }
    }

    /**
     * A server that is not set up for Java yet: nothing of the schema is lost, and nobody did it.
     */
    @Test
    void aRestoreTakesNoJavaAndIsNobodysWork() throws SQLException {
        try (Database source = Cluster.shared().createDatabase("dump_without_java")) {
            source.execute(
                    "CREATE TABLE public.a (id integer PRIMARY KEY, name text DEFAULT 'x')",
                    "CREATE TABLE public.b (a integer REFERENCES public.a)",
                    "CREATE INDEX ON public.b (a)",
                    "CREATE VIEW public.v AS SELECT id FROM public.a GROUP BY id, name",
                    "CREATE RULE r AS ON INSERT TO public.b DO ALSO NOTHING",
                    "SELECT gitversion.init('main', 'public')",
                    "SELECT gitversion.create_branch('feature', 'main')",
                    "CREATE TABLE branch_feature.c (id integer PRIMARY KEY)",
                    "GRANT SELECT ON branch_feature.c TO PUBLIC");
            try (Database restored = Cluster.shared().createEmptyDatabase("no_java", "UTF8")) {
                if (Host.chosen() == Host.EMBEDDED) {
                    restored.execute(
                            "ALTER DATABASE no_java SET gitversion_java_host.libjvm ="
                                    + " '/nowhere/libjvm.so'");
                    restored.close();
                }
                restored.psql(source.pgDump(), "-q", "-v", "ON_ERROR_STOP=1").expectSuccess();
                assertThat(restored.rows("SELECT * FROM gitversion.ddl_events")).isEmpty();
                restored.execute(
                        "ALTER DATABASE no_java RESET ALL",
                        "ALTER TABLE branch_feature.c ADD COLUMN x integer");
                restored.close();
                assertThat(restored.column("SELECT path FROM gitversion.ddl_events"))
                        .containsExactly("tables/c", "tables/c/columns/x");
                assertThat(
                                restored.rows(
                                        "SELECT path, statement FROM"
                                                + " gitversion.status('feature')"))
                        .containsExactly(
                                List.of(
                                        "tables/c",
                                        "ALTER TABLE branch_feature.c ADD COLUMN x integer"));
                assertThat(restored.rows("SELECT * FROM gitversion.status('main')")).isEmpty();
            }
        }
    }
}

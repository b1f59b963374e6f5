package org.gitversion.test.extension;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.gitversion.test.support.Cluster;
import org.gitversion.test.support.Database;
import org.gitversion.test.support.GitVersionTest;
import org.gitversion.test.support.Integrity;
import org.gitversion.test.support.SchemaDump;
import org.gitversion.test.support.ServerError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Members of extensions in the root branch's schema are in no branch: whatever uses them is cloned,
 * committed, merged in both directions, and goes through a dump.
 */
@GitVersionTest
class MembersIT {
    private static final List<String> EXTENSIONS =
            List.of(
                    "pg_trgm",
                    "citext",
                    "hstore",
                    "ltree",
                    "btree_gist",
                    "\"uuid-ossp\"",
                    "pgcrypto",
                    "intarray",
                    "unaccent",
                    "tablefunc",
                    "moddatetime",
                    "lo");

    private static final String ALL_EXTENSIONS =
            "CREATE EXTENSION " + String.join("; CREATE EXTENSION ", EXTENSIONS);

    /**
     * In the text of a setting PostgreSQL renames nothing. NULLIF names no operator: when pg_dump's
     * own output is loaded, it is that of another type.
     */
    private static final Set<Use> DUMPED_ALIKE =
            EnumSet.complementOf(EnumSet.of(Use.FUNCTION_SETTING, Use.VIEW_NULLIF));

    private static final String HASHES =
            "SELECT DISTINCT gitversion.compute_tree_hash(s) FROM unnest(?::text[]) s";

    /** The uses are made one after the other in one database, so that all are there at the end. */
    @ParameterizedTest
    @EnumSource
    void aUseGoesThroughClonesAndMerges(Use use, Database database) throws SQLException {
        start(database);
        String name = use.label();
        database.value("SELECT gitversion.create_branch(?)", name);
        String schema = "branch_" + name;
        run(database, schema, use.made(schema));
        assertThat(status(database, name)).isNotEmpty();
        database.value("SELECT gitversion.commit('Use', ?)", name);
        assertThat(status(database, name)).isEmpty();

        database.value("SELECT gitversion.merge_branches(?, 'main')", name);
        assertEqual(database, schema);

        database.value("SELECT gitversion.create_branch(?)", name + "_clone");
        assertEqual(database, schema + "_clone");

        run(database, "public", use.changed("public"));
        assertThat(status(database, "main")).isNotEmpty();
        database.value("SELECT gitversion.commit('Change', 'main')");
        database.value("SELECT gitversion.merge_branches('main', ?)", name);
        assertEqual(database, schema);
        database.value("SELECT gitversion.merge_branches('main', ?)", name + "_clone");
        assertEqual(database, schema + "_clone");

        database.execute(
                "SELECT gitversion.drop_branch('" + name + "')",
                "SELECT gitversion.drop_branch('" + name + "_clone')");
    }

    @Test
    void allUsesGoThroughADump() throws SQLException {
        try (Database source = Cluster.shared().createDatabase("members_source")) {
            start(source);
            source.value("SELECT gitversion.create_branch('x')");
            for (Use use : DUMPED_ALIKE) {
                run(source, "public", use.made("public"));
            }
            source.value("SELECT gitversion.commit('Uses', 'main')");
            source.value("SELECT gitversion.merge_branches('main', 'x')");
            for (Use use : DUMPED_ALIKE) {
                run(source, "branch_x", use.changed("branch_x"));
            }
            source.value("SELECT gitversion.commit('Changes', 'x')");
            source.value("SELECT gitversion.merge_branches('x', 'main')");
            assertAlike(source, "branch_x");
            run(source, "branch_x", Use.FUNCTION_SETTING.made("branch_x"));
            source.value("SELECT gitversion.commit('Setting', 'x')");
            source.value("SELECT gitversion.merge_branches('x', 'main')");
            try (Database restored = Cluster.shared().createEmptyDatabase("members", "UTF8")) {
                restored.psql(source.pgDump(), "-q").expectSuccess();
                assertThat(Integrity.problems(restored)).isEmpty();
                assertThat(
                                restored.rows(
                                        "SELECT * FROM gitversion.fsck(true) WHERE severity ="
                                                + " 'error'"))
                        .isEmpty();
                assertEqual(restored, "branch_x");
                restored.value("SELECT gitversion.create_branch('y')");
                assertEqual(restored, "branch_y");
            }
        }
    }

    @Test
    void aSchemaIsClonedBeforeThereIsABranch() throws SQLException {
        try (Database database = Cluster.shared().createDatabase("members_no_branch")) {
            database.execute(ALL_EXTENSIONS);
            for (Use use : DUMPED_ALIKE) {
                run(database, "public", use.made("public"));
            }
            database.value("SELECT gitversion.clone_schema_objects('public', 'copy')");
            assertAlike(database, "copy");
        }
    }

    /** What a branch lacks is found in the root's schema; only members of extensions may be. */
    @Test
    void anObjectOfTheRootIsNoMember() throws SQLException {
        try (Database database = Cluster.shared().createDatabase("members_root")) {
            start(database);
            database.execute(
                    "CREATE TABLE public.of_root (a citext)",
                    "SELECT gitversion.commit('Table', 'main')",
                    "SELECT gitversion.create_branch('x')",
                    "SELECT gitversion.use_branch('x')",
                    "DROP TABLE of_root",
                    "SET gitversion.guard = off",
                    "CREATE VIEW v AS SELECT a = 'x' AS b FROM of_root",
                    "CREATE VIEW w AS SELECT 'x'::citext AS c");
            assertThat(database.rows("SELECT path, change, reason FROM gitversion.status('x')"))
                    .containsExactly(
                            row(
                                    "views/v",
                                    "CREATE",
                                    "refers to schema \"public\" of another branch"),
                            row("views/w", "CREATE", null),
                            row("tables/of_root", "DROP", null));
            ServerError error =
                    ServerError.of(() -> database.execute("SELECT gitversion.commit('No')"));
            assertThat(error.state()).isEqualTo("VC018");
            assertThat(error.message()).contains("views/v", "\"public\"");
            database.execute("DROP VIEW v", "SELECT gitversion.commit('Yes')");
        }
    }

    /** Members in the schema of a branch that is not the root belong to that branch. */
    @Test
    void aMemberInAnotherBranchIsRefused() throws SQLException {
        try (Database database = Cluster.shared().createDatabase("members_branch")) {
            database.execute(
                    "SELECT gitversion.init('main', 'public')",
                    "SELECT gitversion.create_branch('x')",
                    "CREATE EXTENSION citext SCHEMA branch_x");
            String table = "CREATE TABLE public.t (a branch_x.citext)";
            assertThat(ServerError.of(() -> database.execute(table)).state()).isEqualTo("VC018");
            database.execute("SET gitversion.guard = off", table);
            ServerError error =
                    ServerError.of(
                            () -> database.execute("SELECT gitversion.commit('No', 'main')"));
            assertThat(error.state()).isEqualTo("VC018");
            assertThat(error.message()).contains("tables/t/columns/a", "\"branch_x\"");
        }
    }

    @Test
    void extensionsComeAndGo() throws SQLException {
        try (Database database = Cluster.shared().createDatabase("members_later")) {
            database.execute(
                    "CREATE TABLE public.t (a text, u uuid DEFAULT gen_random_uuid())",
                    "CREATE FUNCTION public.f(a text) RETURNS real LANGUAGE plpgsql"
                            + " AS 'BEGIN RETURN public.similarity(a, a); END'",
                    "SELECT gitversion.init('main', 'public')",
                    "SELECT gitversion.create_branch('x')",
                    "CREATE EXTENSION citext",
                    "CREATE EXTENSION pg_trgm");
            // What the function's text names is a member only now.
            assertThat(status(database, "main")).containsExactly("functions/f(text)");
            database.execute(
                    "SELECT gitversion.commit('The function means a member', 'main')",
                    "ALTER TABLE branch_x.t ADD c citext, ADD CHECK (similarity(a, 'b') < 1)",
                    "SELECT gitversion.commit('Use', 'x')",
                    "SELECT gitversion.merge_branches('x', 'main')",
                    "SELECT gitversion.merge_branches('main', 'x')");
            assertEqual(database, "branch_x");
            assertThat(
                            database.value(
                                    "SELECT prosrc FROM pg_proc WHERE oid = 'branch_x.f'::regproc"))
                    .contains("public.similarity");

            database.execute("CREATE SCHEMA ext", "ALTER EXTENSION citext SET SCHEMA ext");
            assertThat(status(database, "main"))
                    .isEqualTo(status(database, "x"))
                    .containsExactly("tables/t/columns/c");
            database.execute(
                    "SELECT gitversion.commit('Moved', 'main')",
                    "SELECT gitversion.commit('Moved', 'x')",
                    "SELECT gitversion.merge_branches('main', 'x')");
            assertEqual(database, "branch_x");

            database.execute("DROP EXTENSION pg_trgm CASCADE");
            assertThat(database.rows("SELECT path, change FROM gitversion.status('x')"))
                    .containsExactly(row("tables/t/constraints/t_a_check", "DROP"));
        }
    }

    @Test
    void aMemberIsShadowedInABranch() throws SQLException {
        try (Database database = Cluster.shared().createDatabase("members_shadowed")) {
            start(database);
            database.execute(
                    "SELECT gitversion.create_branch('x')",
                    "SELECT gitversion.use_branch('x')",
                    "CREATE VIEW theirs AS SELECT similarity('a', 'b')",
                    "SELECT gitversion.commit('Member')",
                    "CREATE FUNCTION similarity(text, text) RETURNS real LANGUAGE sql"
                            + " AS 'SELECT 1::real'",
                    "CREATE VIEW ours AS SELECT similarity('a', 'b')");
            assertThat(database.rows("SELECT path, change FROM gitversion.status()"))
                    .contains(
                            row("functions/similarity(text, text)", "CREATE"),
                            row("views/theirs", "ALTER"));
            database.execute(
                    "SELECT gitversion.commit('Shadow')",
                    "SELECT gitversion.create_branch('y', 'x')");
            assertThat(database.column(HASHES, "{branch_x,branch_y}")).hasSize(1);
            assertThat(database.column("SELECT similarity FROM branch_y.ours"))
                    .containsExactly("1");
            assertThat(database.column("SELECT similarity FROM branch_y.theirs"))
                    .containsExactly("0");
            ServerError error =
                    ServerError.of(
                            () ->
                                    database.execute(
                                            "SELECT gitversion.merge_branches('x', 'main')"));
            assertThat(error.state()).isEqualTo("VC091");
        }
    }

    private static void start(Database database) throws SQLException {
        if (database.column("SELECT id FROM gitversion.branches").isEmpty()) {
            database.execute(ALL_EXTENSIONS, "SELECT gitversion.init('main', 'public')");
        }
    }

    private static void run(Database database, String schema, String script) throws SQLException {
        database.psql("SET search_path = " + schema + ", public; " + script, "-q").expectSuccess();
    }

    private static List<String> status(Database database, String branch) throws SQLException {
        return database.column("SELECT path FROM gitversion.status(?)", branch);
    }

    /** Independent of what gitversion says, and by what it says. */
    private static void assertAlike(Database database, String schema) throws SQLException {
        assertThat(
                        SchemaDump.difference(
                                SchemaDump.of(database, schema), SchemaDump.of(database, "public")))
                .isEmpty();
        assertEqual(database, schema);
    }

    private static void assertEqual(Database database, String schema) throws SQLException {
        assertThat(database.column(HASHES, "{public," + schema + "}")).hasSize(1);
    }

    private static List<String> row(String... values) {
        return Arrays.asList(values);
    }
}

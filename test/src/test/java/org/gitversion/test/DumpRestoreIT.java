package org.gitversion.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.gitversion.test.support.Cluster;
import org.gitversion.test.support.Database;
import org.gitversion.test.support.GitVersionTest;
import org.junit.jupiter.api.Test;

/** History is data: it is in the dump, and goes on after the restore. */
@GitVersionTest
class DumpRestoreIT {
    private static final String BRANCHES =
            """
            SELECT b.branch_name, b.schema_name, c.commit_hash, c.tree_hash
              FROM gitversion.branches b JOIN gitversion.commits c ON c.id = b.head_commit_id
             ORDER BY 1
            """;

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
            assertThat(restored.column("SELECT path FROM gitversion.status('main')")).isEmpty();
            assertThat(restored.column("SELECT path FROM gitversion.status('feature')")).isEmpty();
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
}

package org.gitversion.test.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import org.gitversion.test.support.Database;
import org.gitversion.test.support.GitVersionTest;
import org.gitversion.test.support.Integrity;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is removed, what is kept, and what is found damaged. */
@GitVersionTest(databasePerMethod = true)
class MaintenanceIT {
    private static final String FSCK = "SELECT severity, what, detail FROM gitversion.fsck()";
    private static final String DEEP = "SELECT severity, what, detail FROM gitversion.fsck(true)";
    private static final String GC = "SELECT what, removed FROM gitversion.gc(?::interval)";

    /** Commits: 1 init and 2 on main; 3 on feature, which is dropped; 4 on main, then left. */
    @BeforeEach
    void history(Database database) throws SQLException {
        database.execute(
                "SELECT gitversion.init()",
                "CREATE TABLE branch_main.users (id integer PRIMARY KEY, name text)",
                "SELECT gitversion.commit('Add users', 'main')",
                "SELECT gitversion.create_branch('feature', 'main')",
                "CREATE TABLE branch_feature.f (a integer)",
                "SELECT gitversion.commit('Add f', 'feature')",
                "CREATE FUNCTION branch_main.long() RETURNS text LANGUAGE sql AS 'SELECT "
                        + "1 + ".repeat(500)
                        + "1'",
                "SELECT gitversion.commit('Add long', 'main')",
                "SELECT gitversion.reset('main', 'main~1')",
                "SELECT gitversion.drop_branch('feature', true)");
    }

    private static void age(Database database) throws SQLException {
        database.execute(
                "UPDATE gitversion.reflog SET moved_at = moved_at - interval '40 days'",
                "UPDATE gitversion.commits SET committed_at = committed_at - interval '40 days'"
                        + " WHERE id > 2");
    }

    @Test
    void whatWasLeftIsKeptForAWhile(Database database) throws SQLException {
        assertThat(database.rows(FSCK)).isEmpty();
        assertThat(database.rows(GC, "1 day"))
                .containsExactly(
                        List.of("commits", "0"), List.of("documents", "0"), List.of("parked", "0"));
        database.value("SELECT gitversion.reset('main', 'main@{1}')");
        assertThat(database.value("SELECT gitversion.rev_parse('main')")).isEqualTo("4");
        assertThat(Integrity.problems(database)).isEmpty();
    }

    @Test
    void thenItIsRemoved(Database database) throws SQLException {
        age(database);
        database.execute(
                "SELECT gitversion.tag('kept', '4')"
                        .replace(
                                "'4'",
                                "left((SELECT commit_hash FROM gitversion.commits WHERE id = 4),"
                                        + " 12)"));
        List<List<String>> removed = database.rows(GC, "30 days");
        assertThat(removed.get(0)).isEqualTo(List.of("commits", "1"));
        assertThat(Integer.parseInt(removed.get(1).get(1))).isGreaterThanOrEqualTo(4);
        assertThat(database.column("SELECT id FROM gitversion.commits ORDER BY id"))
                .containsExactly("1", "2", "4");
        database.execute("SELECT gitversion.drop_tag('kept')");
        database.rows(GC, "30 days");
        assertThat(database.column("SELECT id FROM gitversion.commits ORDER BY id"))
                .containsExactly("1", "2");
        assertThat(
                        database.column(
                                "SELECT o.content_hash FROM gitversion.object_storage o WHERE"
                                    + " position('users' in content) = 0 AND"
                                    + " gitversion_internal.content(content_hash) LIKE '%long%'"))
                .isEmpty();
        assertThat(Integrity.problems(database)).isEmpty();
        assertThat(database.column("SELECT count(*) FROM gitversion.reflog('main')"))
                .containsExactly("3");
        assertThat(database.rows(GC, "0"))
                .containsExactly(
                        List.of("commits", "0"), List.of("documents", "0"), List.of("parked", "0"));
    }

    @Test
    void aStashIsKept(Database database) throws SQLException {
        database.execute(
                "CREATE TABLE branch_main.stashed (a integer)", "SELECT gitversion.stash('main')");
        database.rows(GC, "0");
        database.value("SELECT gitversion.stash_pop('main')");
        assertThat(database.column("SELECT path FROM gitversion.status('main')"))
                .containsExactly("tables/stashed");
    }

    @Test
    void onlyInReadCommitted(Database database) throws SQLException {
        database.execute("BEGIN ISOLATION LEVEL REPEATABLE READ");
        Errors.expect(database, "VC014", "SELECT * FROM gitversion.gc()");
        database.execute("ROLLBACK");
    }

    @Test
    void soundHistoriesHaveNoErrors(Database database) throws SQLException {
        assertThat(database.rows(DEEP)).isEmpty();
        database.execute("CREATE TABLE branch_main.dirty ()");
        assertThat(database.rows(DEEP))
                .containsExactly(List.of("notice", "branch main", "It has uncommitted changes."));
        assertThat(database.column("SELECT nspname FROM pg_namespace WHERE nspname ~ 'scratch'"))
                .isEmpty();
    }

    private static void damage(Database database, String what, String... statements)
            throws SQLException {
        database.execute("BEGIN", "SET LOCAL session_replication_role = replica");
        database.execute(statements);
        for (String query : List.of(FSCK, DEEP)) {
            assertThat(database.rows(query))
                    .as(String.join("; ", statements))
                    .anyMatch(
                            row ->
                                    row.get(0).equals("error")
                                            && (row.get(1) + ": " + row.get(2)).contains(what));
        }
        database.execute("ROLLBACK");
    }

    @Test
    void everyKindOfDamageIsFound(Database database) throws SQLException {
        String gzip = " WHERE compression_type = 'gzip'";
        damage(
                database,
                "does not hash",
                "UPDATE gitversion.object_storage SET content = content || ' '"
                        + " WHERE compression_type IS NULL");
        damage(
                database,
                "cannot be read",
                "UPDATE gitversion.object_storage SET content = left(content, 40)" + gzip);
        damage(
                database,
                "size_bytes",
                "UPDATE gitversion.object_storage SET size_bytes = 1" + gzip);
        damage(
                database,
                "It is missing",
                "DELETE FROM gitversion.object_storage WHERE content LIKE '%column%name%'");
        damage(
                database,
                "commit 2: Its row",
                "UPDATE gitversion.commits SET message = 'x' WHERE id = 2");
        damage(
                database,
                "commit 4: Its parents",
                "UPDATE gitversion.commits SET parent_commit_id = 1 WHERE id = 4");
        damage(
                database,
                "commit 4: Its row",
                "UPDATE gitversion.commit_parents SET renames = '{\"tables/a\": \"tables/b\"}'"
                        + " WHERE commit_id = 4");
        damage(
                database,
                "object_references lacks",
                "DELETE FROM gitversion.object_references WHERE commit_id = 2");
        damage(
                database,
                "commit 99: It is missing, but branches names it",
                "UPDATE gitversion.branches SET head_commit_id = 99");
        damage(
                database,
                "branch main: Its head is not where",
                "UPDATE gitversion.branches SET head_commit_id = 1");
        damage(
                database,
                "branch main: Its schema cannot be read",
                "DROP SCHEMA branch_main CASCADE");
    }

    /** A state that no longer can be built although every hash is right. */
    @Test
    void deepBuildsEveryState(Database database) throws SQLException {
        database.execute(
                "CREATE SCHEMA other",
                "CREATE TYPE other.mood AS ENUM ('ok')",
                "CREATE TABLE branch_main.needs (m other.mood)",
                "SELECT gitversion.commit('Needs', 'main')",
                "SELECT gitversion.revert('main', 'main')",
                "DROP SCHEMA other CASCADE");
        assertThat(database.rows(FSCK)).isEmpty();
        assertThat(database.rows(DEEP))
                .singleElement()
                .asList()
                .startsWith("error", "commit 5")
                .last()
                .asString()
                .startsWith("Its state cannot be built: ");
    }
}

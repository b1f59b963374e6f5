package org.gitversion.test.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.gitversion.test.support.Cluster;
import org.gitversion.test.support.Database;
import org.gitversion.test.support.GitVersionTest;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The history read back. Commits: 1 init, 2 add users, 3 rename it to people (main); 4 add a column
 * on branch feature, which starts at 2; 5 merges feature into main.
 */
@GitVersionTest
class LogIT {
    @BeforeAll
    static void history(Database database) throws SQLException {
        database.execute(
                "SELECT gitversion.init()",
                "CREATE TABLE branch_main.users (id integer PRIMARY KEY)",
                "SELECT gitversion.commit('Add users', 'main')",
                "SELECT gitversion.create_branch('feature', 'main')",
                "ALTER TABLE branch_main.users RENAME TO people",
                "SELECT gitversion.commit('Rename users', 'main')",
                "ALTER TABLE branch_feature.users ADD COLUMN name text",
                "SELECT gitversion.commit('Add a column', 'feature')",
                "SELECT gitversion.merge_branches('feature', 'main')",
                "INSERT INTO gitversion.tags (tag_name, commit_id) VALUES ('v1', 2)");
    }

    @ParameterizedTest
    @CsvSource({
        "main, 5",
        "feature, 4",
        "v1, 2",
        "main~1, 3",
        "main~, 3",
        "main^2, 4",
        "main^2~1, 2",
        "main~3, 1",
        "main^0, 5",
        "v1~, 1",
        "main@{0}, 5",
        "main@{1}, 3",
        "main@{1}~1, 2",
        "main@{3}, 1"
    })
    void revisions(String revision, String id, Database database) throws SQLException {
        assertThat(database.value("SELECT gitversion.rev_parse(?)", revision)).isEqualTo(id);
    }

    @Test
    void hashes(Database database) throws SQLException {
        for (List<String> commit :
                database.rows("SELECT id, commit_hash FROM gitversion.commits")) {
            for (int length : new int[] {10, 64}) {
                String prefix = commit.get(1).substring(0, length);
                assertThat(database.value("SELECT gitversion.rev_parse(?)", prefix))
                        .isEqualTo(commit.get(0));
                assertThat(database.value("SELECT gitversion.rev_parse(upper(?))", prefix))
                        .isEqualTo(commit.get(0));
            }
        }
    }

    @Test
    void anAmbiguousHashIsRefused(Database database) throws SQLException {
        String hash = database.value("SELECT commit_hash FROM gitversion.commits WHERE id = 1");
        String twin = hash.substring(0, 8) + "0".repeat(56);
        database.execute(
                "INSERT INTO gitversion.commits (commit_hash, branch_id, message, author,"
                        + " tree_hash) VALUES ('"
                        + twin
                        + "', 1, 'x', 'x', 'x')");
        try {
            assertThat(
                            Errors.expect(
                                            database,
                                            "VC007",
                                            "SELECT gitversion.rev_parse('"
                                                    + hash.substring(0, 6)
                                                    + "')")
                                    .getDetail())
                    .contains(hash.substring(0, 16))
                    .contains(twin.substring(0, 16));
        } finally {
            database.execute("DELETE FROM gitversion.commits WHERE commit_hash = '" + twin + "'");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "nothing, VC006",
        "main~9, VC006",
        "main^3, VC006",
        "main@{9}, VC006",
        "0000, VC006",
        "zz@{0}, VC003",
        "~1, VC006",
        "'', VC006",
        "HEAD, VC014"
    })
    void noRevisions(String revision, String state, Database database) {
        Errors.expect(database, state, "SELECT gitversion.rev_parse('" + revision + "')");
    }

    @Test
    void headIsTheSessionsBranch(Database database) throws SQLException {
        try (Connection session = database.connect();
                Statement statement = session.createStatement()) {
            statement.execute("SELECT gitversion.use_branch('feature')");
            assertThat(value(statement, "SELECT gitversion.rev_parse('HEAD')")).isEqualTo("4");
            assertThat(value(statement, "SELECT gitversion.rev_parse('@{0}')")).isEqualTo("4");
            assertThat(value(statement, "SHOW search_path")).startsWith("branch_feature");
            // Without a choice, the schema of the session tells.
            statement.execute("RESET gitversion.current_branch");
            assertThat(value(statement, "SELECT gitversion.rev_parse('HEAD~1')")).isEqualTo("2");
            statement.execute("SET search_path = pg_catalog");
            assertThat(value(statement, "SELECT gitversion.current_branch()")).isNull();
        }
    }

    @Test
    void theLogGoesBackThroughBothParents(Database database) throws SQLException {
        assertThat(database.column("SELECT commit_id FROM gitversion.log('main')"))
                .containsExactly("5", "4", "3", "2", "1");
        assertThat(database.column("SELECT commit_id FROM gitversion.log('feature')"))
                .containsExactly("4", "2", "1");
        assertThat(database.column("SELECT commit_id FROM gitversion.log('main', 2)"))
                .containsExactly("5", "4");
        assertThat(database.value("SELECT parents FROM gitversion.log('main', 1)"))
                .isEqualTo("{3,4}");
        Errors.expect(database, "VC014", "SELECT * FROM gitversion.log('main', -1)");
    }

    @ParameterizedTest
    @CsvSource({
        "tables/people, '5,4,3,2'",
        "tables/people/columns/id, '3,2'",
        "tables/people/columns/name, '5,4'",
        "tables, '5,4,3,2'"
    })
    void aPathIsFollowedThroughRenames(String path, String ids, Database database)
            throws SQLException {
        assertThat(
                        String.join(
                                ",",
                                database.column(
                                        "SELECT commit_id FROM gitversion.log('main', NULL, ?)",
                                        path)))
                .isEqualTo(ids);
    }

    @Test
    void anUnknownPathIsAnError(Database database) {
        Errors.expect(
                database, "VC024", "SELECT * FROM gitversion.log('main', NULL, 'tables/nothing')");
    }

    @Test
    void mergeBases(Database database) throws SQLException {
        assertThat(database.value("SELECT gitversion.find_merge_base('main~1', 'feature')"))
                .isEqualTo("2");
        assertThat(database.value("SELECT gitversion.find_merge_base('main', 'feature')"))
                .isEqualTo("4");
        Errors.expect(database, "VC014", "SELECT gitversion.find_merge_base('main', NULL)");
    }

    @Test
    void readersNeedNoJava(Database database) throws SQLException {
        try (Connection session = database.connect();
                Statement statement = session.createStatement()) {
            statement.execute("SELECT gitversion.use_branch('main')");
            statement.execute("SELECT * FROM gitversion.log('main')");
            statement.execute("SELECT * FROM gitversion.reflog('main')");
            statement.execute("SELECT gitversion.current_branch()");
            statement.execute(
                    "SELECT object_name FROM gitversion.object_snapshots WHERE commit_id = 5");
            statement.execute("CREATE TABLE public.unrelated (); DROP TABLE public.unrelated");
            assertThat(value(statement, Database.JVM_LOADED)).isEqualTo("f");
            statement.execute("SELECT gitversion.use_branch('main')");
            statement.execute("SELECT * FROM gitversion.log('HEAD')");
            statement.execute("SELECT * FROM gitversion.log('v1')");
            statement.execute(
                    "SELECT count(*) FROM gitversion.commits c, gitversion.log(c.commit_hash)");
            statement.execute("SELECT * FROM gitversion.status('main', false)");
            assertThat(value(statement, Database.JVM_LOADED)).isEqualTo("f");
            statement.execute("SELECT gitversion.rev_parse('main~1^0')");
            assertThat(value(statement, Database.JVM_LOADED)).isEqualTo("f");
            statement.execute("SELECT gitversion.find_merge_base('main', 'feature')");
            assertThat(value(statement, Database.JVM_LOADED)).isEqualTo("t");
        }
    }

    @Test
    void aDiffReadsLikeGits(Database database) throws SQLException {
        String diff = database.value("SELECT gitversion.diff('main~1', 'main')");
        assertThat(diff)
                .startsWith(
                        "diff --git a/tables/people b/tables/people\n"
                                + "--- a/tables/people\n"
                                + "+++ b/tables/people\n"
                                + "@@ ")
                .contains("\n+    name text,\n");
        assertThat(database.value("SELECT gitversion.diff('main~1..main')")).isEqualTo(diff);
        assertThat(database.value("SELECT gitversion.diff('v1', 'main~1')"))
                .contains("rename from tables/users\nrename to tables/people\n");
        assertThat(database.value("SELECT gitversion.diff('main~1...feature')"))
                .isEqualTo(database.value("SELECT gitversion.diff('v1', 'feature')"))
                .contains("+    name text");
        assertThat(database.value("SELECT gitversion.diff('main')")).isEmpty();
        assertThat(database.value("SELECT gitversion.diff('main', 'main~3')"))
                .contains("deleted table");
    }

    @Test
    void anObjectThatTookTheNameOfAnother() throws SQLException {
        try (Database other = Cluster.shared().createDatabase("took_the_name")) {
            other.execute(
                    "SELECT gitversion.init()",
                    "CREATE TABLE branch_main.a (x integer)",
                    "CREATE TABLE branch_main.b (y integer)",
                    "SELECT gitversion.commit('Add a and b', 'main')",
                    "DROP TABLE branch_main.b",
                    "ALTER TABLE branch_main.a RENAME TO b",
                    "SELECT gitversion.commit('Call a b', 'main')");
            assertThat(
                            other.rows(
                                    "SELECT operation, object_name, from_ddl FROM"
                                            + " gitversion.compute_schema_diff(2, 3)"))
                    .containsExactly(
                            List.of("RENAME", "tables/b", "CREATE TABLE a (\n    x integer\n);\n"),
                            List.of("DROP", "tables/b", "CREATE TABLE b (\n    y integer\n);\n"));
            assertThat(
                            other.column(
                                    "SELECT commit_id FROM gitversion.log('main', NULL,"
                                            + " 'tables/b')"))
                    .containsExactly("3", "2");
        }
    }

    @Test
    void objectsThatDiffer(Database database) throws SQLException {
        assertThat(
                        database.rows(
                                "SELECT operation, object_type, object_name, from_ddl,"
                                    + " conflict_potential FROM gitversion.compute_schema_diff(2,"
                                    + " 5)"))
                .containsExactly(
                        List.of(
                                "RENAME",
                                "TABLE",
                                "tables/people",
                                "CREATE TABLE users (\n"
                                        + "    id integer NOT NULL,\n"
                                        + "    CONSTRAINT users_pkey PRIMARY KEY (id)\n"
                                        + ");\n",
                                "t"));
        Errors.expect(database, "VC006", "SELECT * FROM gitversion.compute_schema_diff(1, 99)");
        Errors.expect(database, "VC014", "SELECT * FROM gitversion.compute_schema_diff(1, NULL)");
    }

    private static String value(Statement statement, String sql) throws SQLException {
        try (ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getString(1);
        }
    }
}

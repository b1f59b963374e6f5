package org.gitversion.test.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.gitversion.test.support.Database;
import org.gitversion.test.support.GitVersionTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Stored trees as rows, hashes, and what happens when something is damaged. */
@GitVersionTest(databasePerMethod = true)
class StorageIT {
    @BeforeEach
    void schema(Database database) throws SQLException {
        database.execute(
                "CREATE TABLE public.users (id integer PRIMARY KEY, name text)",
                "CREATE TABLE public.\"odd/ %\\name\" (\"line\nbreak\" integer)",
                "CREATE VIEW public.names AS SELECT name FROM public.users",
                "DO $$ BEGIN FOR i IN 1..60 LOOP EXECUTE format('CREATE SEQUENCE public.s%s', i);"
                        + " END LOOP; END $$",
                "SELECT gitversion.init('main', 'public')");
    }

    @Test
    void theViewsShowTheWholeTree(Database database) throws SQLException {
        assertThat(
                        database.rows(
                                "SELECT object_type, object_name, dependencies FROM"
                                        + " gitversion.object_snapshots WHERE commit_id = 1 AND"
                                        + " object_type <> 'SEQUENCE' ORDER BY 2"))
                .containsExactly(
                        List.of("TABLE", "tables/odd%2F %25\\name", "[]"),
                        List.of("TABLE", "tables/users", "[]"),
                        List.of("VIEW", "views/names", "[\"tables/users/columns/name\"]"));
        assertThat(
                        database.value(
                                "SELECT count(*) FROM gitversion.object_snapshots WHERE object_type"
                                        + " = 'SEQUENCE'"))
                .isEqualTo("60");
        assertThat(
                        database.value(
                                "SELECT ddl_content FROM gitversion.object_snapshots WHERE"
                                        + " object_name = 'views/names'"))
                .startsWith("CREATE VIEW names")
                .doesNotContain("public");
    }

    /** SQL and Java read the same; the path of a part of a large directory is SQL's own. */
    @Test
    void theViewsHashLikeTheFunctions(Database database) throws SQLException {
        assertThat(
                        database.rows(
                                "SELECT node_path FROM gitversion.merkle_nodes WHERE node_path !~"
                                        + " '%[0-9a-f]$' AND node_hash <>"
                                        + " gitversion.compute_node_hash(commit_id, node_path)"))
                .isEmpty();
        assertThat(
                        database.value(
                                "SELECT count(*) FROM gitversion.merkle_nodes WHERE node_path ~"
                                        + " '^sequences%[0-9a-f]$'"))
                .isNotEqualTo("0");
        assertThat(database.value("SELECT gitversion.compute_node_hash(1, '')"))
                .isEqualTo(database.value("SELECT tree_hash FROM gitversion.commits"));
        assertThat(
                        database.column(
                                "SELECT node_path FROM gitversion.merkle_nodes WHERE node_path LIKE"
                                        + " 'tables/odd%' ORDER BY 1"))
                .containsExactly(
                        "tables/odd%2F %25\\name", "tables/odd%2F %25\\name/columns/line\nbreak");
        Errors.expect(database, "VC024", "SELECT gitversion.compute_node_hash(1, 'tables/x')");
        Errors.expect(database, "VC006", "SELECT gitversion.compute_node_hash(9, 'tables')");
    }

    /** A hash of a directory is that of its children's hashes. */
    @Test
    void childrenAreThere(Database database) throws SQLException {
        assertThat(
                        database.rows(
                                "SELECT b.node_path, h FROM gitversion.merkle_nodes b,"
                                    + " unnest(b.children_hashes) h WHERE b.node_type = 'branch'"
                                    + " AND NOT EXISTS (SELECT FROM gitversion.merkle_nodes c WHERE"
                                    + " c.node_hash = h)"))
                .isEmpty();
    }

    @Test
    void contentsAreStoredOnce(Database database) throws SQLException {
        String text = "CREATE TABLE t (" + "a integer, ".repeat(200) + ")";
        String hash = database.value("SELECT gitversion.store_object_cow(?, 1)", text);
        assertThat(hash)
                .isEqualTo(
                        database.value(
                                "SELECT encode(sha256(convert_to(?, 'UTF8')), 'hex')", text));
        assertThat(database.value("SELECT gitversion.store_object_cow(?, 1)", text))
                .isEqualTo(hash);
        assertThat(
                        database.rows(
                                "SELECT compression_type, size_bytes,"
                                    + " gitversion.decompress_content(content) = ?, length(content)"
                                    + " < 300 FROM gitversion.object_storage WHERE content_hash ="
                                    + " ?",
                                text,
                                hash))
                .containsExactly(List.of("gzip", Integer.toString(text.length()), "t", "t"));
        assertThat(
                        database.value(
                                "SELECT reference_count FROM gitversion.object_references WHERE"
                                        + " content_hash = ?",
                                hash))
                .isEqualTo("2");
        Errors.expect(database, "VC006", "SELECT gitversion.store_object_cow('x', 9)");
        Errors.expect(database, "VC014", "SELECT gitversion.store_object_cow(NULL, 1)");
        Errors.expect(database, "VC025", "SELECT gitversion.decompress_content('x')");
    }

    @Test
    void damageIsNoticed(Database database) throws SQLException {
        database.execute(
                "UPDATE gitversion.object_storage SET content = replace(content, 'names', 'gnomes')"
                        + " WHERE content LIKE E'gitversion object 1\\n= view views/names%'",
                // All is compared then.
                "DELETE FROM gitversion.branch_states");
        try (Connection fresh = database.connect();
                Statement statement = fresh.createStatement()) {
            assertThat(
                            catchThrowableOfType(
                                            SQLException.class,
                                            () ->
                                                    statement.execute(
                                                            "SELECT * FROM"
                                                                    + " gitversion.status('main')"))
                                    .getSQLState())
                    .isEqualTo("VC025");
        }
    }

    @Test
    void missingNodesComeBackFromTheLiveSchema(Database database) throws SQLException {
        String hash = database.value("SELECT gitversion.compute_node_hash(1, 'tables')");
        database.execute(
                "DELETE FROM gitversion.object_storage WHERE content_hash = '" + hash + "'");
        Errors.expect(database, "VC025", "SELECT gitversion.compute_node_hash(1, 'tables/users')");
        database.execute(
                "SELECT gitversion.update_merkle_tree_incremental(1, ARRAY['tables/users'])");
        assertThat(
                        database.value(
                                "SELECT count(*) FROM gitversion.object_storage WHERE content_hash"
                                        + " = ?",
                                hash))
                .isEqualTo("1");
        assertThat(database.value("SELECT gitversion.compute_node_hash(1, 'tables')"))
                .isEqualTo(hash);

        database.execute(
                "CREATE TABLE public.more ()",
                "DELETE FROM gitversion.object_storage WHERE content_hash = '" + hash + "'");
        Errors.expect(
                database,
                "VC025",
                "SELECT gitversion.update_merkle_tree_incremental(1, ARRAY['tables/users'])");
    }

    @Test
    void theHashOfTheNextCommit(Database database) throws SQLException {
        database.execute("BEGIN");
        String first = database.value("SELECT gitversion.compute_commit_hash(1, 1)");
        assertThat(first).matches("[0-9a-f]{64}");
        assertThat(database.value("SELECT gitversion.compute_commit_hash(1, 1)")).isEqualTo(first);
        assertThat(database.value("SELECT gitversion.compute_commit_hash(1, NULL)"))
                .isNotEqualTo(first);
        database.execute("CREATE TABLE public.more ()");
        assertThat(database.value("SELECT gitversion.compute_commit_hash(1, 1)"))
                .isNotEqualTo(first);
        database.execute("ROLLBACK");
        Errors.expect(database, "VC003", "SELECT gitversion.compute_commit_hash(9, 1)");
    }
}

package org.gitversion.test.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.gitversion.test.support.Database;
import org.gitversion.test.support.GitVersionTest;
import org.gitversion.test.support.Integrity;
import org.gitversion.test.support.ServerError;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Documents that differ little from those before them are stored as deltas. */
@GitVersionTest(databasePerMethod = true)
class DeltaStorageIT {
    private static final int TABLES = 300;
    private static final String DELTAS =
            "SELECT count(*) FROM gitversion.object_storage WHERE compression_type = 'delta'";
    private static final String ROWS =
            "SELECT content_hash, content, compression_type, base_hash"
                    + " FROM gitversion.object_storage";

    /** All directories are split into 16 buckets, and each of these has about 18 entries. */
    @BeforeEach
    void tables(Database database) throws SQLException {
        database.execute(
                "SELECT gitversion.init()",
                "DO $$BEGIN FOR i IN 1 .. "
                        + TABLES
                        + " LOOP EXECUTE format('CREATE TABLE branch_main.t%s (id integer PRIMARY"
                        + " KEY, a text, b text, c text, d text)', i); END LOOP; END$$",
                "SELECT gitversion.commit('Add tables', 'main')");
    }

    private static String alter(String schema, int from, int to) {
        StringBuilder script = new StringBuilder();
        for (int i = from; i <= to; i++) {
            script.append(String.format("ALTER TABLE %s.t%d ADD COLUMN added integer;", schema, i));
        }
        return script.toString();
    }

    private static void commit(Database database, String branch, int from, int to)
            throws SQLException {
        database.execute(
                alter("branch_" + branch, from, to),
                "SELECT gitversion.commit('Alter', '" + branch + "')");
    }

    @Test
    void aChangeIsStoredAsDeltas(Database database) throws SQLException {
        assertThat(database.value(DELTAS)).isEqualTo("0");
        for (int i = 1; i <= 12; i++) {
            commit(database, "main", i, i);
        }
        // Of each: the table and its layout, their buckets, and the directories of these.
        assertThat(Integer.parseInt(database.value(DELTAS))).isBetween(50, 72);
        assertThat(
                        database.column(
                                "SELECT o.content_hash FROM gitversion.object_storage o WHERE"
                                        + " base_hash IS NOT NULL AND (octet_length(content) * 3 >"
                                        + " size_bytes OR NOT EXISTS (SELECT FROM"
                                        + " gitversion.object_storage b WHERE b.content_hash ="
                                        + " o.base_hash AND b.compression_type IS NULL))"))
                .isEmpty();
        assertThat(database.rows("SELECT * FROM gitversion.fsck(true)")).isEmpty();
        assertThat(Integrity.problems(database)).isEmpty();
        assertThat(
                        database.column(
                                "SELECT object_name FROM gitversion.object_snapshots WHERE"
                                        + " commit_id = 14 EXCEPT SELECT node_path FROM"
                                        + " gitversion.merkle_nodes WHERE commit_id = 2"))
                .isEmpty();
        assertThat(database.value("SELECT count(*) FROM gitversion.compute_schema_diff(2, 7)"))
                .isEqualTo("5");
    }

    /** Reads the table by nothing but what format.md says. */
    @Test
    void theFormatIsTheDocumentedOne(Database database) throws Exception {
        commit(database, "main", 1, 3);
        database.execute(
                "DROP TABLE branch_main.t4; CREATE TABLE branch_main.u ()",
                "SELECT gitversion.commit('Other tables', 'main')");
        Map<String, List<String>> rows = new HashMap<>();
        for (List<String> row : database.rows(ROWS)) {
            rows.put(row.get(0), row);
        }
        int deltas = 0;
        for (List<String> row : rows.values()) {
            if ("delta".equals(row.get(2))) {
                deltas++;
                List<String> base = rows.get(row.get(3));
                assertThat(base.get(2)).isNull();
                byte[] document = read(row.get(1), base.get(1)).getBytes(StandardCharsets.UTF_8);
                assertThat(
                                HexFormat.of()
                                        .formatHex(
                                                MessageDigest.getInstance("SHA-256")
                                                        .digest(document)))
                        .isEqualTo(row.get(0));
            }
        }
        assertThat(deltas).isGreaterThan(10);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            textBlock =
                    """
                    compression_type IS NULL   ; content || '+'
                    compression_type = 'delta' ; content || E'+x\\n'
                    compression_type = 'gzip'  ; gitversion.compress_content('x')
                    """)
    void whatDoesNotHashToItsNameIsNotRead(String rows, String content, Database database)
            throws SQLException {
        commit(database, "main", 1, 1);
        database.execute(
                "CREATE FUNCTION branch_main.f() RETURNS text LANGUAGE sql AS $$ SELECT '"
                        + "x".repeat(2000)
                        + "' $$",
                "SELECT gitversion.commit('Add f', 'main')");
        String diff = "SELECT count(*) FROM gitversion.compute_schema_diff(2, 4)";
        assertThat(database.value(diff)).isEqualTo("2");
        database.execute(
                "UPDATE gitversion.object_storage SET content = " + content + " WHERE " + rows);
        ServerError error = ServerError.of(() -> database.value(diff));
        assertThat(error.state()).isEqualTo("VC025");
        assertThat(error.detail()).isEqualTo("Its content does not hash to its name.");
        assertThat(
                        ServerError.of(
                                () ->
                                        database.value(
                                                "SELECT count(*) FROM unnest("
                                                        + "'{tables/t1/columns/a,functions/f()/x}'"
                                                        + "::text[]) p, gitversion.log('main',"
                                                        + " NULL, p)")))
                .extracting(ServerError::state, ServerError::detail)
                .containsExactly("VC025", "Its content does not hash to its name.");
    }

    private static String read(String delta, String base) {
        String[] lines = base.split("\n");
        List<String> out = new ArrayList<>();
        for (String part : delta.split("\n")) {
            if (part.startsWith("+")) {
                out.add(part.substring(1));
                continue;
            }
            String[] words = part.split(" ");
            for (int i = Integer.parseInt(words[0]); i <= Integer.parseInt(words[1]); i++) {
                out.add(lines[i - 1]);
            }
            if (words.length == 3) {
                String hash = HexFormat.of().formatHex(Base64.getDecoder().decode(words[2]));
                out.add(out.remove(out.size() - 1).replaceFirst("[0-9a-f]{64}", hash));
            }
        }
        return String.join("\n", out) + "\n";
    }

    @Test
    void theDocumentedQueryFindsDamage(Database database) throws Exception {
        commit(database, "main", 1, 1);
        String page = Files.readString(Path.of("../extension/doc/format.md"));
        int start = page.indexOf("    SELECT content_hash FROM gitversion.object_storage");
        String query = page.substring(start, page.indexOf("\n\n", start));
        assertThat(database.column(query)).isEmpty();
        String base = database.value("SELECT max(base_hash) FROM gitversion.object_storage");
        List<String> dependants =
                database.column(
                        "SELECT content_hash FROM gitversion.object_storage WHERE base_hash = ?",
                        base);
        database.execute("BEGIN");
        database.execute(
                "UPDATE gitversion.object_storage SET content = replace(content, 'e', 'f')"
                        + " WHERE content_hash = '"
                        + base
                        + "'");
        assertThat(database.column(query)).contains(base).containsAll(dependants);
        assertThat(database.column("SELECT what FROM gitversion.fsck()"))
                .containsOnlyOnce("document " + base)
                .doesNotContain("document " + dependants.get(0));
        database.execute("ROLLBACK");
        database.execute(
                "DELETE FROM gitversion.object_storage WHERE content_hash = '" + base + "'");
        assertThat(database.column(query)).containsExactlyInAnyOrderElementsOf(dependants);
        assertThat(database.column("SELECT what || ': ' || detail FROM gitversion.fsck()"))
                .contains("document " + base + ": It is missing.");
    }

    @Test
    void damageIsNoticed(Database database) throws SQLException {
        commit(database, "main", 1, 1);
        database.execute(
                "UPDATE gitversion.object_storage SET content = replace(content, '+', '+ ')"
                        + " WHERE compression_type = 'delta'",
                "UPDATE gitversion.object_storage SET content = '1 99'"
                        + " WHERE compression_type = 'delta' AND position('+' in content) = 0");
        assertThat(
                        database.value(
                                "SELECT count(*) FROM gitversion.fsck() WHERE what LIKE 'document%'"
                                        + " AND severity = 'error'"))
                .isGreaterThanOrEqualTo(database.value(DELTAS));
        Errors.expect(database, "VC025", "SELECT gitversion.compute_node_hash(3, 'tables/t1')");
        Errors.expect(database, "VC025", "SELECT gitversion.log('main', NULL, 'tables/t1')");
        database.execute(
                "UPDATE gitversion.object_storage SET content = 'x y'"
                        + " WHERE compression_type = 'delta'");
        Errors.expect(database, "VC025", "SELECT gitversion.log('main', NULL, 'tables/t1')");
        database.execute("DELETE FROM gitversion.object_storage WHERE base_hash IS NOT NULL");
        Errors.expect(database, "VC025", "SELECT gitversion.log('main', NULL, 'tables/t1')");
    }

    /**
     * Branch other comes in two steps to a state that main comes to in one; the second step is a
     * delta of the first, which nothing leads to when the branch is gone.
     */
    private static void leaveTheBase(Database database) throws SQLException {
        database.execute("SELECT gitversion.create_branch('other', 'main')");
        commit(database, "other", 1, 250);
        commit(database, "other", 251, 252);
        commit(database, "main", 1, 252);
        assertThat(database.value(NEEDED)).isNotEqualTo("0");
        database.execute("SELECT gitversion.drop_branch('other', true)");
    }

    /** Deltas of the head whose base is of a commit of the other branch alone. */
    private static final String NEEDED =
            "SELECT count(*) FROM gitversion.object_storage o WHERE base_hash IN (SELECT node_hash"
                    + " FROM gitversion.merkle_nodes WHERE commit_id = 3 EXCEPT SELECT node_hash"
                    + " FROM gitversion.merkle_nodes WHERE commit_id IN (2, 5)) AND content_hash IN"
                    + " (SELECT node_hash FROM gitversion.merkle_nodes WHERE commit_id = 5)";

    @Test
    void gcWritesOutWhatIsADeltaOfWhatItRemoves(Database database) throws SQLException {
        leaveTheBase(database);
        String gone = database.value("SELECT tree_hash FROM gitversion.commits WHERE id = 3");
        assertThat(database.column("SELECT removed FROM gitversion.gc('0')").get(0)).isEqualTo("2");
        assertThat(database.column("SELECT id FROM gitversion.commits ORDER BY id"))
                .containsExactly("1", "2", "5");
        assertThat(
                        database.column(
                                "SELECT content_hash FROM gitversion.object_storage WHERE"
                                        + " content_hash = ?",
                                gone))
                .isEmpty();
        assertThat(
                        database.column(
                                "SELECT base_hash FROM gitversion.object_storage WHERE base_hash IS"
                                        + " NOT NULL EXCEPT SELECT hash FROM"
                                        + " gitversion_internal.kept_contents()"))
                .isEmpty();
        assertThat(database.rows("SELECT * FROM gitversion.fsck(true)")).isEmpty();
        // The state that is gone comes back: all of it is stored.
        database.execute(
                "ALTER TABLE branch_main.t251 DROP COLUMN added",
                "ALTER TABLE branch_main.t252 DROP COLUMN added",
                "SELECT gitversion.commit('Back', 'main')");
        assertThat(
                        database.value(
                                "SELECT tree_hash FROM gitversion.commits ORDER BY id DESC LIMIT"
                                        + " 1"))
                .isEqualTo(gone);
        assertThat(database.rows("SELECT * FROM gitversion.fsck(true)")).isEmpty();
        assertThat(Integrity.problems(database)).isEmpty();
    }

    /** To an old snapshot, bases are there that were removed by now. */
    @Test
    void noDeltaOfWhatGcRemoved(Database database) throws Exception {
        leaveTheBase(database);
        try (Connection old = database.connect();
                Statement statement = old.createStatement()) {
            statement.execute("BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT 1");
            database.rows("SELECT * FROM gitversion.gc('0')");
            String state = "none";
            try {
                statement.execute(alter("branch_main", 253, 260));
                statement.execute("SELECT gitversion.commit('Alter', 'main')");
            } catch (SQLException e) {
                state = e.getSQLState();
            }
            assertThat(state).isEqualTo("40001");
            statement.execute("ROLLBACK");
        }
        commit(database, "main", 253, 260);
        assertThat(database.rows("SELECT * FROM gitversion.fsck(true)")).isEmpty();
    }

    /**
     * What two transactions stored, each in its way: the whole document stays, deltas may need it.
     */
    @Test
    void gcKeepsTheWholeDocument(Database database) throws SQLException {
        commit(database, "main", 1, 1);
        String base = database.value("SELECT max(base_hash) FROM gitversion.object_storage");
        database.execute(
                "INSERT INTO gitversion.object_storage (content_hash, content, size_bytes,"
                        + " compression_type, created_at, base_hash) SELECT content_hash, '1 99',"
                        + " size_bytes, 'delta', created_at - interval '1 day', content_hash FROM"
                        + " gitversion.object_storage WHERE content_hash = '"
                        + base
                        + "'");
        assertThat(database.column("SELECT removed FROM gitversion.gc('0')"))
                .containsExactly("0", "1", "0");
        assertThat(database.rows("SELECT * FROM gitversion.fsck(true)")).isEmpty();
    }
}

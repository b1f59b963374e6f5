package org.gitversion.test.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.gitversion.test.support.Database;
import org.gitversion.test.support.GitVersionTest;
import org.gitversion.test.support.ServerError;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Damage of every kind: what fsck says of it, what gc and repair do. */
@GitVersionTest(databasePerMethod = true)
class TamperingIT {
    private static final String FSCK = "SELECT severity, what, detail FROM gitversion.fsck()";

    /** One way to damage something; {@code what} and {@code detail} are null for a free column. */
    private record Case(String column, String statement, String what, String detail) {
        /** Rows to be locked whoever locks a branch adds; what was kept may be dropped by hand. */
        String severity() {
            return statement.startsWith("DELETE FROM gitversion.branch_locks")
                            || column.equals("parked.kept_as")
                    ? "notice"
                    : "error";
        }
    }

    private static List<Case> cases() throws IOException {
        List<Case> cases = new ArrayList<>();
        try (InputStream file = TamperingIT.class.getResourceAsStream("tampering.txt")) {
            String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
            for (String line : text.lines().filter(l -> !l.startsWith("#")).toList()) {
                String[] parts = line.split(" \\| ");
                cases.add(
                        parts[1].equals("free")
                                ? new Case(parts[0], null, null, null)
                                : new Case(parts[0], parts[1], parts[2], parts[3]));
            }
        }
        return cases;
    }

    @BeforeEach
    void work(Database database) throws SQLException {
        StringBuilder wide = new StringBuilder("CREATE TABLE app.wide (first integer");
        for (int i = 0; i < 80; i++) {
            wide.append(", column_number_").append(i).append(" integer");
        }
        database.execute(
                "SET client_min_messages = warning",
                "CREATE SCHEMA app",
                "CREATE SCHEMA finance",
                "CREATE TABLE app.t (id integer PRIMARY KEY, x text)",
                "CREATE VIEW app.v AS SELECT id FROM app.t",
                "CREATE TABLE app.lookup (k integer PRIMARY KEY)",
                wide + ")",
                "SELECT gitversion.init('main', 'app')",
                "SELECT gitversion.create_branch('b')",
                "ALTER TABLE app.t ADD y integer; ALTER TABLE app.wide ADD extra integer",
                "SELECT gitversion.commit('y', 'main')",
                "CREATE TABLE branch_b.u (id integer)",
                "SELECT gitversion.commit('u', 'b')",
                "SELECT gitversion.merge_branches('b', 'main')",
                "SELECT gitversion.tag('v1', 'main')",
                "SELECT gitversion.create_branch('c')",
                "CREATE TABLE branch_b.s (id integer)",
                "SELECT gitversion.stash('b')",
                "SELECT gitversion.ignore('tables/tmp_*')",
                "INSERT INTO gitversion.merge_attempts (source_branch_id, target_branch_id,"
                        + " base_commit_id, source_commit_id, target_commit_id, strategy)"
                        + " VALUES (2, 1, 1, 3, 4, 'recursive')",
                "INSERT INTO gitversion.merge_conflicts (merge_attempt_id, conflict_type,"
                        + " object_type, object_name)"
                        + " VALUES (1, 'schema_schema', 'TABLE', 'tables/t')",
                "INSERT INTO gitversion.remote_branches VALUES ('origin', 'main', 1)",
                "INSERT INTO gitversion.parked (branch_id, path, former_commit_id, commit_id,"
                        + " keep_until) VALUES (1, 'tables/parked', 1, 1, 'infinity')",
                "INSERT INTO gitversion.remotes VALUES ('origin', 'there')",
                "INSERT INTO gitversion.signatures (commit_id, signature_hash, signature) VALUES"
                        + " (1, encode(sha256('x'), 'hex'), 'x')",
                "INSERT INTO gitversion.trusted_keys VALUES ('k', 'K', 'ssh', 'f', 'x')",
                "INSERT INTO gitversion.settled_texts VALUES (repeat('b', 64), NULL)",
                "INSERT INTO gitversion.tracked_tables VALUES ('app.lookup', 'none', NULL, NULL)",
                "SELECT * FROM gitversion.status('main')",
                "SELECT * FROM gitversion.status('b')",
                "SELECT * FROM gitversion.status('c')");
        assertThat(database.rows("SELECT * FROM gitversion.fsck(true)")).isEmpty();
    }

    @Test
    void everyColumnHasItsCase(Database database) throws Exception {
        Set<String> cases = new TreeSet<>();
        cases().forEach(one -> cases.add(one.column()));
        assertThat(cases)
                .containsExactlyInAnyOrderElementsOf(
                        database.column(
                                "SELECT c.relname || '.' || a.attname FROM pg_class c JOIN"
                                    + " pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND"
                                    + " NOT a.attisdropped WHERE c.relkind = 'r' AND c.relnamespace"
                                    + " = 'gitversion'::regnamespace"));
    }

    @Test
    void eachDamageIsNamedOnce(Database database) throws Exception {
        List<String> wrong = new ArrayList<>();
        for (Case one : cases()) {
            if (one.statement() == null) {
                continue;
            }
            database.execute("BEGIN", "SET LOCAL session_replication_role = replica");
            database.execute(one.statement());
            List<List<String>> found = database.rows(FSCK);
            if (found.size() != 1
                    || !found.get(0).get(0).equals(one.severity())
                    || !found.get(0).get(1).startsWith(one.what())
                    || !found.get(0).get(2).contains(one.detail())) {
                wrong.add(one + ": " + found);
            }
            database.execute("ROLLBACK");
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void gcRefusesAStoreWithHoles(Database database) throws SQLException {
        for (String damage :
                List.of(
                        "DELETE FROM gitversion.object_storage WHERE content_hash ="
                                + " (SELECT tree_hash FROM gitversion.commits WHERE id = 1)",
                        "DELETE FROM gitversion.commits WHERE id = 2")) {
            database.execute("BEGIN", "SET LOCAL session_replication_role = replica", damage);
            ServerError error =
                    ServerError.of(() -> database.rows("SELECT * FROM gitversion.gc('0')"));
            assertThat(error).isNotNull();
            assertThat(error.state()).isEqualTo("VC025");
            assertThat(error.hint()).contains("gitversion.fsck()");
            database.execute("ROLLBACK");
        }
    }

    @Test
    void whatCanBeToldIsMended(Database database) throws SQLException {
        database.execute(
                "BEGIN",
                "SET LOCAL session_replication_role = replica",
                "DELETE FROM gitversion.object_storage WHERE content_hash IN (SELECT object_hash"
                        + " FROM gitversion.object_snapshots WHERE commit_id = 4"
                        + " AND object_name = 'views/v')",
                "UPDATE gitversion.object_identities SET objid = 1"
                        + " WHERE branch_id = 1 AND path = 'views/v'",
                "UPDATE gitversion.branch_states SET counts = '{1}' WHERE branch_id = 3",
                "DELETE FROM gitversion.branch_locks WHERE branch_id = 2",
                "DELETE FROM gitversion.object_references WHERE commit_id = 2",
                "ALTER SEQUENCE gitversion.reflog_id_seq RESTART WITH 1",
                "COMMIT",
                "GRANT USAGE ON SCHEMA app, branch_b, branch_c TO gitversion_admin",
                "SET ROLE gitversion_admin");
        assertThat(database.rows("SELECT result, what FROM gitversion.repair()"))
                .contains(
                        List.of("mended", "branch main"),
                        List.of("mended", "branch b"),
                        List.of("mended", "branch c"),
                        List.of("mended", "commit 2"),
                        List.of("mended", "sequence reflog_id_seq"))
                .allMatch(row -> row.get(0).equals("mended"));
        database.execute("RESET ROLE");
        assertThat(database.rows("SELECT * FROM gitversion.fsck(true)")).isEmpty();
        assertThat(database.rows("SELECT * FROM gitversion.repair()")).isEmpty();
        database.execute(
                "UPDATE gitversion.ignore_patterns SET expression = '.'",
                "SET ROLE gitversion_admin");
        assertThat(database.rows("SELECT result, what FROM gitversion.repair()"))
                .containsExactly(List.of("mended", "ignored pattern tables/tmp_*"));
    }

    @Test
    void whatCannotBeToldIsNamedAndLeft(Database database) throws SQLException {
        database.execute(
                "BEGIN",
                "SET LOCAL session_replication_role = replica",
                "UPDATE gitversion.commits SET message = 'x' WHERE id = 2",
                "UPDATE gitversion.branches SET schema_name = 'finance' WHERE id = 2",
                "COMMIT");
        assertThat(database.rows("SELECT what, result FROM gitversion.repair()"))
                .containsExactlyInAnyOrder(
                        List.of("commit 2", "not mended"), List.of("branch b", "not mended"));
        assertThat(database.value("SELECT message FROM gitversion.commits WHERE id = 2"))
                .isEqualTo("x");
    }

    /** Two tables that somebody swapped in what is noted of them are no renames. */
    @Test
    void anIdentityThatDoesNotFitIsNotBelieved(Database database) throws SQLException {
        String oid =
                "(SELECT objid FROM gitversion.object_identities WHERE branch_id = 1 AND path ="
                        + " '%s')";
        String swap =
                "UPDATE gitversion.object_identities SET objid = CASE path WHEN 'tables/t' THEN "
                        + String.format(oid, "tables/u")
                        + " ELSE "
                        + String.format(oid, "tables/t")
                        + " END WHERE branch_id = 1 AND path IN ('tables/t', 'tables/u')";
        String twice =
                "UPDATE gitversion.object_identities SET objid = "
                        + String.format(oid, "tables/u")
                        + " WHERE branch_id = 1 AND path = 'tables/t'";
        for (String damage : List.of(swap, twice)) {
            for (String state : List.of("", "DELETE FROM gitversion.branch_states")) {
                database.execute("BEGIN", damage, state, "CREATE TABLE app.new (a integer)");
                database.execute("SELECT gitversion.commit('New', 'main')");
                assertThat(
                                database.value(
                                        "SELECT renames FROM gitversion.commit_parents"
                                                + " ORDER BY commit_id DESC LIMIT 1"))
                        .as(damage)
                        .isEqualTo("{}");
                database.execute("ROLLBACK");
            }
        }
    }
}

package org.gitversion.test.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import org.gitversion.test.support.Database;
import org.gitversion.test.support.GitVersionTest;
import org.junit.jupiter.api.Test;

/** Starting and committing. */
@GitVersionTest(databasePerMethod = true)
class CommitIT {
    @Test
    void initAdoptsASchema(Database database) throws SQLException {
        database.execute(
                "CREATE TABLE public.t (id integer PRIMARY KEY)",
                "SELECT gitversion.init('main', 'public')");
        assertThat(
                        database.rows(
                                "SELECT branch_name, schema_name, parent_branch_id FROM"
                                        + " gitversion.branches"))
                .containsExactly(Arrays.asList("main", "public", null));
        assertThat(
                        database.column(
                                "SELECT object_name FROM gitversion.object_snapshots WHERE"
                                        + " commit_id = 1"))
                .containsExactly("tables/t");
        assertThat(database.value("SELECT gitversion.current_branch()")).isEqualTo("main");
    }

    @Test
    void initCreatesASchema(Database database) throws SQLException {
        assertThat(database.value("SELECT gitversion.init()")).isEqualTo("1");
        assertThat(database.value("SELECT schema_name FROM gitversion.branches"))
                .isEqualTo("branch_main");
        assertThat(database.value("SELECT to_regnamespace('branch_main') IS NOT NULL"))
                .isEqualTo("t");
        assertThat(database.value("SELECT tree_hash FROM gitversion.commits"))
                .isEqualTo(
                        database.value("SELECT encode(sha256('gitversion tree 1\\012'), 'hex')"));
    }

    @Test
    void initRefuses(Database database) throws SQLException {
        Errors.expect(database, "VC011", "SELECT gitversion.init('main', 'nowhere')");
        Errors.expect(database, "VC014", "SELECT gitversion.init('main', 'pg_catalog')");
        Errors.expect(database, "VC014", "SELECT gitversion.init('main', 'information_schema')");
        Errors.expect(database, "VC014", "SELECT gitversion.init('main', 'gitversion')");
        Errors.expect(database, "VC014", "SELECT gitversion.init(NULL)");
        Errors.expect(database, "VC005", "SELECT gitversion.init('a..b')");
        assertThat(
                        Errors.expect(database, "VC012", "SELECT gitversion.commit('x', 'main')")
                                .getHint())
                .contains("gitversion.init(");
        database.execute("SELECT gitversion.init('main')");
        assertThat(Errors.expect(database, "VC013", "SELECT gitversion.init('main')").getDetail())
                .contains("branch_main");
    }

    /** What no row of the catalogs says of an object, but that of one it goes by. */
    @Test
    void aCommitHoldsWhatFollowsFromAnotherObject(Database database) throws SQLException {
        database.execute(
                "SELECT gitversion.init()",
                "SELECT gitversion.use_branch('main')",
                "CREATE TABLE p (a integer, b integer) PARTITION BY LIST (a)",
                "CREATE TABLE p1 PARTITION OF p FOR VALUES IN (1)",
                "CREATE INDEX by_b ON p (b)",
                "CREATE TABLE t (id integer PRIMARY KEY, b integer)",
                "ALTER TABLE p ADD CONSTRAINT of_t FOREIGN KEY (b) REFERENCES t",
                "CREATE INDEX t_b ON t (b)",
                "CREATE TABLE r (a integer NOT NULL)",
                "CREATE UNIQUE INDEX r_a ON r (a)",
                "ALTER TABLE t CLUSTER ON t_b",
                "ALTER TABLE r REPLICA IDENTITY USING INDEX r_a",
                "SELECT gitversion.commit('All')");
        for (String statement :
                List.of(
                        "ALTER INDEX by_b RENAME TO by_size",
                        "ALTER TABLE p RENAME CONSTRAINT of_t TO known",
                        "DROP INDEX t_b",
                        "DROP INDEX r_a")) {
            database.execute(statement, "SELECT gitversion.commit('One')");
            assertThat(
                            database.value(
                                    "SELECT c.tree_hash = gitversion.compute_tree_hash("
                                            + "b.schema_name) FROM gitversion.branches b JOIN"
                                            + " gitversion.commits c ON c.id = b.head_commit_id"))
                    .as(statement)
                    .isEqualTo("t");
        }
    }

    @Test
    void aCommitHoldsTheLiveSchema(Database database) throws SQLException {
        database.execute(
                "SELECT gitversion.init()",
                "SELECT gitversion.use_branch('main')",
                "CREATE TABLE t (id integer PRIMARY KEY, name text)");
        String id = database.value("SELECT gitversion.commit('Add t')");
        assertThat(
                        database.rows(
                                "SELECT message, author, parent_commit_id FROM gitversion.commits"
                                        + " WHERE id = "
                                        + id))
                .containsExactly(List.of("Add t", "postgres", "1"));
        assertThat(database.value("SELECT tree_hash FROM gitversion.commits WHERE id = " + id))
                .isEqualTo(database.value("SELECT gitversion.compute_tree_hash('branch_main')"));
        assertThat(database.value("SELECT head_commit_id FROM gitversion.branches")).isEqualTo(id);
    }

    @Test
    void whatIsStoredHashesToItsName(Database database) throws SQLException {
        database.execute(
                "SELECT gitversion.init()",
                "SELECT gitversion.use_branch('main')",
                "CREATE TABLE t (" + columns(200) + ")",
                "SELECT gitversion.commit('Add a wide table')");
        assertThat(
                        database.value(
                                "SELECT count(*) FROM gitversion.object_storage WHERE"
                                        + " compression_type = 'gzip'"))
                .isNotEqualTo("0");
        assertThat(
                        database.rows(
                                "SELECT * FROM gitversion.object_storage o, LATERAL (SELECT"
                                        + " convert_to(gitversion_internal.content(o.content_hash),"
                                        + " 'UTF8') b) x WHERE encode(sha256(b), 'hex') <>"
                                        + " o.content_hash OR length(b) <> o.size_bytes"))
                .isEmpty();
        assertThat(
                        database.rows(
                                "SELECT commit_hash FROM gitversion.commits EXCEPT SELECT"
                                    + " content_hash FROM gitversion.object_storage WHERE"
                                    + " gitversion_internal.content(content_hash) LIKE E'gitversion"
                                    + " commit 1\\n"
                                    + "tree %'"))
                .isEmpty();
    }

    private static String columns(int count) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < count; i++) {
            out.append(i == 0 ? "" : ", ").append("column_").append(i).append(" integer");
        }
        return out.toString();
    }

    @Test
    void aSmallChangeStoresLittle(Database database) throws SQLException {
        database.execute(
                "SELECT gitversion.init()",
                "DO $$ BEGIN FOR i IN 1..400 LOOP EXECUTE format('CREATE TABLE branch_main.t%s (a"
                        + " int)', i); END LOOP; END $$",
                "SELECT gitversion.commit('Many tables', 'main')");
        String before = database.value("SELECT count(*) FROM gitversion.object_storage");
        database.execute(
                "ALTER TABLE branch_main.t77 ADD COLUMN b text",
                "SELECT gitversion.commit('One column', 'main')");
        // The table and its layout, the directories above each of them, and the commit.
        assertThat(
                        Integer.parseInt(
                                        database.value(
                                                "SELECT count(*) FROM gitversion.object_storage"))
                                - Integer.parseInt(before))
                .isBetween(3, 13);
        assertThat(
                        database.value(
                                "SELECT count(*) FROM gitversion.object_snapshots WHERE commit_id ="
                                        + " 3"))
                .isEqualTo("400");
    }

    @Test
    void equalSchemasHaveEqualHashes(Database database) throws SQLException {
        String ddl =
                "CREATE TABLE %1$s.t (b text DEFAULT lower('X'), a integer PRIMARY KEY);CREATE"
                        + " INDEX i ON %1$s.t (b); CREATE VIEW %1$s.v AS SELECT a FROM %1$s.t";
        database.execute("CREATE SCHEMA one", "CREATE SCHEMA other");
        database.execute(ddl.formatted("one"), ddl.formatted("other"));
        String one = database.value("SELECT gitversion.compute_tree_hash('one')");
        assertThat(database.value("SELECT gitversion.compute_tree_hash('other')")).isEqualTo(one);
        database.execute("COMMENT ON COLUMN other.t.a IS 'x'");
        assertThat(database.value("SELECT gitversion.compute_tree_hash('other')"))
                .isNotEqualTo(one);
    }

    @Test
    void commitRefuses(Database database) throws SQLException {
        database.execute("SELECT gitversion.init()");
        assertThat(Errors.expect(database, "VC014", "SELECT gitversion.commit('x')").getHint())
                .contains("use_branch");
        Errors.expect(database, "VC002", "SELECT gitversion.commit('x', 'main')");
        Errors.expect(database, "VC014", "SELECT gitversion.commit(NULL, 'main')");
        Errors.expect(database, "VC014", "SELECT gitversion.commit(' ', 'main')");
        assertThat(
                        Errors.expect(database, "VC003", "SELECT gitversion.commit('x', 'mian')")
                                .getHint())
                .isEqualTo("Perhaps you meant \"main\".");
        database.execute("DROP SCHEMA branch_main");
        Errors.expect(database, "VC011", "SELECT gitversion.commit('x', 'main')");
    }

    @Test
    void aRolledBackCommitLeavesNothing(Database database) throws SQLException {
        database.execute("SELECT gitversion.init()", "CREATE TABLE branch_main.t ()");
        String before = database.value("SELECT count(*) FROM gitversion.object_storage");
        database.execute("BEGIN; SELECT gitversion.commit('x', 'main'); ROLLBACK");
        assertThat(database.value("SELECT count(*) FROM gitversion.object_storage"))
                .isEqualTo(before);
        assertThat(database.column("SELECT change || ' ' || path FROM gitversion.status('main')"))
                .containsExactly("CREATE tables/t");
        assertThat(database.value("SELECT gitversion.commit('x', 'main') > 1")).isEqualTo("t");
    }
}

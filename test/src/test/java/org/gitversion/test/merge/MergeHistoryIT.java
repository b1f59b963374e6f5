package org.gitversion.test.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.gitversion.test.support.Database;
import org.gitversion.test.support.GitVersionTest;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postgresql.util.PSQLException;

/** Merges whose outcome depends on merges before, and what a refused merge tells. */
@GitVersionTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MergeHistoryIT {
    private static final AtomicInteger COUNT = new AtomicInteger();

    private final Database database;
    private String a;
    private String b;

    MergeHistoryIT(Database database) {
        this.database = database;
    }

    @BeforeAll
    void initialise() throws SQLException {
        database.value("SELECT gitversion.init('main')");
    }

    /** Two branches, the second one from the first, which holds a table. */
    @BeforeEach
    void branches() throws SQLException {
        a = "a" + COUNT.incrementAndGet();
        b = "b" + COUNT.get();
        database.value("SELECT gitversion.create_branch(?, 'main')", a);
        change(a, "CREATE TABLE item (id integer PRIMARY KEY, name text)");
        database.value("SELECT gitversion.create_branch(?, ?)", b, a);
    }

    private void change(String branch, String... statements) throws SQLException {
        database.value("SELECT gitversion.use_branch(?)", branch);
        database.execute(statements);
        database.value("SELECT gitversion.commit(?)", String.join("; ", statements));
    }

    private String merge(String source, String target) throws SQLException {
        return database.value("SELECT gitversion.merge_branches(?, ?)", source, target);
    }

    private List<String> columns(String branch) throws SQLException {
        return database.column(
                "SELECT attname || ' ' || format_type(atttypid, atttypmod) COLLATE \"C\""
                        + " FROM pg_attribute WHERE attrelid = (SELECT c.oid FROM pg_class c"
                        + " JOIN pg_namespace n ON n.oid = c.relnamespace"
                        + " JOIN gitversion.branches b ON b.schema_name = n.nspname"
                        + " WHERE b.branch_name = ? AND c.relkind = 'r'"
                        + " ORDER BY c.relname LIMIT 1)"
                        + " AND attnum > 0 AND NOT attisdropped ORDER BY 1",
                branch);
    }

    private String treeHash(String branch) throws SQLException {
        return database.value(
                "SELECT c.tree_hash FROM gitversion.branches b JOIN gitversion.commits c"
                        + " ON c.id = b.head_commit_id WHERE branch_name = ?",
                branch);
    }

    private static org.assertj.core.api.AbstractThrowableAssert<?, ?> assertConflict(
            org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        return assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        PSQLException.class,
                        error -> assertThat(error.getSQLState()).isEqualTo("VC001"));
    }

    /**
     * Both sides merge each other's older commit, one of them undoes a change: with the older one
     * of the two bases alone the undone change would come back.
     */
    @Test
    void crissCrossHistoryHasTwoBases() throws SQLException {
        change(a, "ALTER TABLE item ADD COLUMN from_a integer");
        change(b, "ALTER TABLE item ADD COLUMN from_b integer");
        String oldA = a + "-old";
        database.value("SELECT gitversion.create_branch(?, ?)", oldA, a);
        merge(b, a);
        merge(oldA, b);
        assertThat(treeHash(a)).isEqualTo(treeHash(b));
        change(a, "ALTER TABLE item DROP COLUMN from_b");
        change(b, "ALTER TABLE item ALTER COLUMN from_a TYPE bigint");

        merge(b, a);

        assertThat(columns(a)).containsExactly("from_a bigint", "id integer", "name text");
        merge(a, b);
        assertThat(columns(b)).isEqualTo(columns(a));
        assertThat(treeHash(b)).isEqualTo(treeHash(a));
    }

    @Test
    void crissCrossHistoryWithConflictingBases() throws SQLException {
        change(a, "ALTER TABLE item ALTER COLUMN name SET DEFAULT 'a'");
        change(b, "ALTER TABLE item ALTER COLUMN name SET DEFAULT 'b'");
        String oldA = a + "-old";
        database.value("SELECT gitversion.create_branch(?, ?)", oldA, a);
        database.value("SELECT gitversion.merge_branches(?, ?, 'ours')", b, a);
        database.value("SELECT gitversion.merge_branches(?, ?, 'theirs')", oldA, b);
        assertThat(treeHash(a)).isEqualTo(treeHash(b));
        change(b, "ALTER TABLE item ADD COLUMN size integer");
        merge(b, a);
        assertThat(treeHash(a)).isEqualTo(treeHash(b));
        assertThat(columns(a)).contains("size integer");
    }

    /**
     * What was contradictory before both sides merged is decided by neither of them for the other.
     */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ALTER TABLE item ALTER name SET DEFAULT 'a'"
                        + "|ALTER TABLE item ALTER name SET DEFAULT 'b'",
                "ALTER TABLE item ALTER name TYPE varchar(10)"
                        + "|ALTER TABLE item ALTER name TYPE varchar(20)",
                "ALTER TABLE item RENAME name TO title|ALTER TABLE item RENAME name TO label",
                "ALTER TABLE item DROP name|COMMENT ON COLUMN item.name IS 'kept'",
                "CREATE FUNCTION f() RETURNS integer LANGUAGE sql AS 'SELECT 1'"
                        + "|CREATE FUNCTION f() RETURNS integer LANGUAGE sql AS 'SELECT 2'",
                "CREATE TABLE extra (a integer)|CREATE TABLE extra (b integer)",
            })
    void crissCrossHistoryKeepsAContradiction(String ofA, String ofB) throws SQLException {
        keepsContradiction(ofA, ofB);
    }

    private void keepsContradiction(String ofA, String ofB) throws SQLException {
        change(a, ofA);
        change(b, ofB);
        String oldA = a + "-old";
        database.value("SELECT gitversion.create_branch(?, ?)", oldA, a);
        database.value("SELECT gitversion.merge_branches(?, ?, 'ours')", b, a);
        database.value("SELECT gitversion.merge_branches(?, ?, 'ours')", oldA, b);
        assertThat(treeHash(a)).isNotEqualTo(treeHash(b));
        assertConflict(() -> merge(b, a));
        assertConflict(() -> merge(a, b));
        database.value("SELECT gitversion.merge_branches(?, ?, 'ours')", b, a);
        database.value("SELECT gitversion.merge_branches(?, ?)", a, b);
        assertThat(treeHash(a)).isEqualTo(treeHash(b));
    }

    /** Neither is what holds several items, or cannot be written down without a side of it. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CREATE TABLE note (a integer) WITH (fillfactor = 40)"
                        + "|ALTER TABLE note SET (fillfactor = 50)"
                        + "|ALTER TABLE note SET (fillfactor = 60)",
                "CREATE TABLE note (a integer GENERATED ALWAYS AS IDENTITY)"
                        + "|ALTER TABLE note ALTER a SET INCREMENT 5"
                        + "|ALTER TABLE note ALTER a SET INCREMENT 6",
                "CREATE FUNCTION one() RETURNS integer LANGUAGE sql SET work_mem = '1MB' AS 'SELECT"
                        + " 1'|ALTER FUNCTION one() SET work_mem = '2MB'"
                        + "|ALTER FUNCTION one() SET work_mem = '3MB'",
                "CREATE AGGREGATE total(integer) (sfunc = int4pl, stype = integer, initcond = '0')"
                        + "|CREATE OR REPLACE AGGREGATE total(integer) (sfunc = int4pl, stype ="
                        + " integer, initcond = '1')"
                        + "|CREATE OR REPLACE AGGREGATE total(integer) (sfunc = int4pl, stype ="
                        + " integer, initcond = '2')",
                "CREATE TABLE note (a integer); GRANT SELECT ON note TO gitversion_reader"
                        + "|REVOKE SELECT ON note FROM gitversion_reader"
                        + "|GRANT SELECT ON note TO gitversion_reader WITH GRANT OPTION",
                "CREATE TYPE colour AS ENUM ('red')"
                        + "|ALTER TYPE colour RENAME VALUE 'red' TO 'pink'"
                        + "|ALTER TYPE colour RENAME VALUE 'red' TO 'rose'",
                "CREATE TEXT SEARCH CONFIGURATION words (COPY = pg_catalog.simple)|ALTER TEXT"
                        + " SEARCH CONFIGURATION words ALTER MAPPING FOR email WITH english_stem"
                        + "|ALTER TEXT SEARCH CONFIGURATION words ALTER MAPPING FOR email WITH"
                        + " german_stem",
            })
    void crissCrossHistoryKeepsAContradictionOfParts(String base, String ofA, String ofB)
            throws SQLException {
        change(a, base);
        b = a + "-b";
        database.value("SELECT gitversion.create_branch(?, ?)", b, a);
        keepsContradiction(ofA, ofB);
    }

    @Test
    void crissCrossHistoryWithARenameOnOneSide() throws SQLException {
        change(a, "ALTER TABLE item RENAME TO product");
        change(b, "ALTER TABLE item ADD COLUMN from_b integer");
        String oldA = a + "-old";
        database.value("SELECT gitversion.create_branch(?, ?)", oldA, a);
        merge(b, a);
        merge(oldA, b);
        assertThat(treeHash(a)).isEqualTo(treeHash(b));
        change(a, "ALTER TABLE product DROP COLUMN from_b");
        change(b, "ALTER TABLE product RENAME COLUMN name TO title");
        merge(b, a);
        assertThat(columns(a)).containsExactly("id integer", "title text");
        merge(a, b);
        assertThat(treeHash(a)).isEqualTo(treeHash(b));
    }

    @Test
    void mergeAfterMergeBringsOnlyWhatIsNew() throws SQLException {
        change(b, "ALTER TABLE item ADD COLUMN one integer");
        merge(b, a);
        change(a, "ALTER TABLE item DROP COLUMN one", "ALTER TABLE item ADD COLUMN two integer");
        change(b, "ALTER TABLE item ADD COLUMN three integer");

        merge(b, a);

        assertThat(columns(a))
                .containsExactly("id integer", "name text", "three integer", "two integer");
    }

    @Test
    void renamesAreKnownAcrossMerges() throws SQLException {
        change(a, "ALTER TABLE item RENAME TO product");
        change(b, "ALTER TABLE item ADD COLUMN size integer");
        merge(b, a);
        change(b, "ALTER TABLE item ADD COLUMN colour text");
        change(a, "ALTER TABLE product RENAME COLUMN size TO length");

        merge(b, a);
        merge(a, b);

        assertThat(columns(a))
                .containsExactly("colour text", "id integer", "length integer", "name text");
        assertThat(columns(b)).isEqualTo(columns(a));
        assertThat(treeHash(b)).isEqualTo(treeHash(a));
        change(b, "ALTER TABLE product RENAME COLUMN length TO extent");
        change(a, "ALTER TABLE product ALTER COLUMN length TYPE bigint");
        merge(b, a);
        assertThat(columns(a)).contains("extent bigint").doesNotContain("length bigint");
    }

    /** A function is known by its argument types, so its path changes with the name of a type. */
    @Test
    void aFunctionFollowsItsArgumentTypeAcrossMerges() throws SQLException {
        change(a, "ALTER TABLE item RENAME TO product");
        change(
                b,
                "CREATE FUNCTION label(i item) RETURNS text LANGUAGE sql AS 'SELECT i.name'",
                "CREATE FUNCTION other(i item) RETURNS text LANGUAGE sql AS 'SELECT i.name'");
        merge(b, a);
        change(
                b,
                "CREATE OR REPLACE FUNCTION label(i item) RETURNS text LANGUAGE sql"
                        + " AS 'SELECT upper(i.name)'",
                "DROP FUNCTION other(item)");

        merge(b, a);

        assertThat(
                        database.column(
                                "SELECT p.oid::regprocedure || ' ' || prosrc FROM pg_proc p"
                                        + " JOIN gitversion.branches b"
                                        + " ON b.schema_name::regnamespace = pronamespace"
                                        + " WHERE b.branch_name = ?",
                                a))
                .hasSize(1)
                .allMatch(line -> line.endsWith("product) SELECT upper(i.name)"));
    }

    @Test
    void allViolationsAreToldAtOnceWithTheirRows() throws SQLException {
        change(b, "ALTER TABLE item ADD COLUMN parent integer");
        merge(b, a);
        database.value("SELECT gitversion.use_branch(?)", a);
        database.execute(
                "INSERT INTO item VALUES (1, 'x', 1), (2, 'x', 7), (3, NULL, 8), (4, '', NULL)");
        change(
                b,
                "ALTER TABLE item ALTER COLUMN name SET NOT NULL",
                "ALTER TABLE item ADD CONSTRAINT uq UNIQUE (name)",
                "ALTER TABLE item ADD CONSTRAINT ck CHECK (name <> '')",
                "ALTER TABLE item ADD CONSTRAINT fk FOREIGN KEY (parent) REFERENCES item (id)");
        String head = treeHash(a);

        assertConflict(() -> merge(b, a));

        List<List<String>> preview =
                database.rows(
                        "SELECT path, conflict_type, regexp_replace(reason, '(?n)^SQLSTATE.*\\n',"
                                + " '') FROM gitversion.preview_merge(?, ?)"
                                + " ORDER BY path COLLATE \"C\"",
                        b,
                        a);
        assertThat(preview)
                .containsExactly(
                        List.of(
                                "tables/item/columns/name",
                                "constraint_violation",
                                "Found 1 by: SELECT * FROM item WHERE name IS NULL"),
                        List.of(
                                "tables/item/constraints/ck",
                                "constraint_violation",
                                "Found 1 by: SELECT * FROM item WHERE NOT ((name <> ''::text))"),
                        List.of(
                                "tables/item/constraints/fk",
                                "constraint_violation",
                                "Found 2 by: SELECT * FROM item WHERE parent IS NOT NULL AND"
                                        + " (parent) NOT IN (SELECT id FROM item WHERE"
                                        + " id IS NOT NULL)"),
                        List.of(
                                "tables/item/constraints/uq",
                                "constraint_violation",
                                "Found 1 by: SELECT name, count(*) FROM item"
                                        + " WHERE name IS NOT NULL GROUP BY name"
                                        + " HAVING count(*) > 1"));
        assertThat(treeHash(a)).isEqualTo(head);
        assertThat(
                        database.value(
                                "SELECT gitversion.compute_tree_hash(schema_name)"
                                        + " FROM gitversion.branches WHERE branch_name = ?",
                                a))
                .isEqualTo(head);
    }

    /** A conflict is settled by a commit on either side; nothing of it sticks. */
    @Test
    void aConflictIsGoneOnceASideGaveIn() throws SQLException {
        change(a, "ALTER TABLE item ALTER COLUMN name TYPE varchar(10)");
        change(b, "ALTER TABLE item DROP COLUMN name");
        assertConflict(() -> merge(b, a));
        change(a, "ALTER TABLE item DROP COLUMN name");
        merge(b, a);
        assertThat(columns(a)).containsExactly("id integer");
    }

    @Test
    void tablesCreatedTwiceAreMergedOnceOneIsGone() throws SQLException {
        change(a, "CREATE TABLE another (x integer)");
        change(b, "CREATE TABLE another (x text)");
        assertConflict(() -> merge(b, a));
        change(b, "DROP TABLE another", "CREATE TABLE another (x integer)");
        merge(b, a);
        assertThat(columns(a)).containsExactly("x integer");
    }

    @Test
    void aMergeOfTheSameBranchIsRefused() {
        assertThatThrownBy(() -> merge(a, a))
                .isInstanceOfSatisfying(
                        PSQLException.class,
                        error -> assertThat(error.getSQLState()).isEqualTo("VC014"));
    }

    @Test
    void uncommittedChangesAreNotMergedAway() throws SQLException {
        change(b, "ALTER TABLE item ADD COLUMN size integer");
        database.value("SELECT gitversion.use_branch(?)", a);
        database.execute("ALTER TABLE item DROP COLUMN name");
        assertThatThrownBy(() -> merge(b, a))
                .isInstanceOfSatisfying(
                        PSQLException.class,
                        error -> {
                            assertThat(error.getSQLState()).isEqualTo("VC008");
                            assertThat(error.getServerErrorMessage().getDetail())
                                    .contains("DROP tables/item/columns/name");
                        });
    }

    @Test
    void theMergeCommitHasBothParents() throws SQLException {
        change(a, "ALTER TABLE item ADD COLUMN from_a integer");
        change(b, "ALTER TABLE item ADD COLUMN from_b integer");
        List<String> heads =
                database.column(
                        "SELECT head_commit_id FROM gitversion.branches WHERE branch_name IN (?, ?)"
                                + " ORDER BY branch_name",
                        a,
                        b);
        String commit = merge(b, a);
        assertThat(
                        database.column(
                                "SELECT parent_id FROM gitversion.commit_parents"
                                        + " WHERE commit_id = ?::integer ORDER BY position",
                                commit))
                .isEqualTo(heads);
        assertThat(
                        database.value(
                                "SELECT metadata ->> 'strategy' FROM gitversion.commits"
                                        + " WHERE id = ?::integer",
                                commit))
                .isEqualTo("recursive");
    }
}

package org.gitversion.test.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.List;
import org.gitversion.test.support.Database;
import org.gitversion.test.support.GitVersionTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names of range types, which their multirange types and constructors do not follow. */
@GitVersionTest(databasePerMethod = true)
class RangeNamesIT {
    private static final String BASE =
            """
            CREATE TYPE a AS RANGE (SUBTYPE = integer, MULTIRANGE_TYPE_NAME = am);
            CREATE TYPE b AS RANGE (SUBTYPE = integer, MULTIRANGE_TYPE_NAME = bm);
            CREATE TABLE t (x a, y b, z am, w bm DEFAULT bm(b(3, 4)));
            CREATE TABLE former (i integer);
            CREATE FUNCTION f() RETURNS b LANGUAGE sql BEGIN ATOMIC SELECT b(1, 2); END;
            """;
    private static final String NAMES =
            """
            SELECT t.typname || ' ' || m.typname || ' ' || (
                SELECT string_agg(p.proname || '/' || p.pronargs, ' ' ORDER BY p.proname, p.pronargs)
                FROM pg_depend d JOIN pg_proc p ON p.oid = d.objid
                WHERE d.classid = 'pg_proc'::regclass AND d.refclassid = 'pg_type'::regclass
                    AND d.refobjid IN (t.oid, m.oid) AND d.deptype = 'i')
            FROM pg_range r JOIN pg_type t ON t.oid = r.rngtypid
            JOIN pg_type m ON m.oid = r.rngmultitypid
            JOIN gitversion.branches b ON b.schema_name::regnamespace = t.typnamespace
            WHERE b.branch_name = ? ORDER BY 1
            """;

    @BeforeEach
    void createRanges(Database database) throws SQLException {
        database.value("SELECT gitversion.init('main')");
        change(database, "main", BASE);
    }

    private static void change(Database database, String branch, String sql) throws SQLException {
        database.value("SELECT gitversion.use_branch(?)", branch);
        database.execute(sql);
        database.value("SELECT gitversion.commit('Change')");
    }

    private static void assertClean(Database database, String branch, String like)
            throws SQLException {
        List<String> names = database.column(NAMES, like);
        assertThat(database.column(NAMES, branch)).isEqualTo(names);
        String clone = branch + "-clone";
        database.value("SELECT gitversion.create_branch(?, ?)", clone, branch);
        assertThat(database.column(NAMES, clone)).isEqualTo(names);
        assertThat(PlainDump.of(database, schema(database, clone)))
                .isEqualTo(PlainDump.of(database, schema(database, branch)));
        assertThat(database.rows("SELECT * FROM gitversion.status(?)", branch)).isEmpty();
        assertThat(database.column("SELECT detail FROM gitversion.fsck(true)")).isEmpty();
    }

    private static String schema(Database database, String branch) throws SQLException {
        return database.value(
                "SELECT schema_name FROM gitversion.branches WHERE branch_name = ?", branch);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ALTER TYPE a RENAME TO c; ALTER TYPE b RENAME TO a; ALTER TYPE c RENAME TO b",
                "ALTER TYPE am RENAME TO c; ALTER TYPE bm RENAME TO am; ALTER TYPE c RENAME TO bm",
                "ALTER TYPE a RENAME TO c; ALTER TYPE b RENAME TO a; ALTER TYPE c RENAME TO b;"
                        + "ALTER TYPE am RENAME TO c; ALTER TYPE bm RENAME TO am;"
                        + "ALTER TYPE c RENAME TO bm",
                "ALTER TYPE a RENAME TO c; CREATE TYPE a AS RANGE (SUBTYPE = text);"
                        + "ALTER TABLE t ADD v a",
                "ALTER TYPE a RENAME TO c; CREATE TABLE a (x c); ALTER TYPE b RENAME TO d",
                "ALTER TYPE bm RENAME TO c; CREATE TYPE bm AS ENUM ('x')",
                "DROP TABLE former; ALTER TYPE am RENAME TO former; CREATE TABLE am (i integer)"
            })
    void newNamesAreMergedAndCloned(String names, Database database) throws SQLException {
        database.execute("INSERT INTO t VALUES ('[1,2)', '[5,9)', '{[1,2)}')");
        database.value("SELECT gitversion.create_branch('named')");
        change(database, "named", names);
        assertClean(database, "named", "named");
        change(database, "main", "CREATE TABLE other (i integer)");
        for (String strategy : List.of("recursive", "ours", "theirs")) {
            for (String target : List.of("main", "named")) {
                String branch = "into-" + target + "-" + strategy;
                database.value("SELECT gitversion.create_branch(?, ?)", branch, target);
                database.value(
                        "SELECT gitversion.merge_branches(?, ?, ?)",
                        target.equals("main") ? "named" : "main",
                        branch,
                        strategy);
                assertClean(database, branch, "named");
            }
        }
        database.value("SELECT gitversion.merge_branches('named', 'main')");
        database.value("SELECT gitversion.use_branch('main')");
        assertThat(database.value("SELECT concat_ws(' ', x, y, z, w) FROM t"))
                .isEqualTo("[1,2) [5,9) {[1,2)} {[3,4)}");
        assertClean(database, "main", "named");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ALTER FUNCTION a(integer, integer) RENAME TO c",
                "ALTER FUNCTION am(a) RENAME TO c",
                "ALTER FUNCTION am() SET SCHEMA elsewhere"
            })
    void constructorsThatPartAreRefused(String change, Database database) throws SQLException {
        database.execute("CREATE SCHEMA elsewhere");
        assertThatThrownBy(() -> change(database, "main", change + "; CREATE TABLE more ()"))
                .hasMessageContaining("range type with constructors of different names or schemas");
    }

    @Test
    void constructorsThatAreRenamedTogetherAreCloned(Database database) throws SQLException {
        change(
                database,
                "main",
                "ALTER FUNCTION a(integer, integer) RENAME TO c;"
                        + "ALTER FUNCTION a(integer, integer, text) RENAME TO c");
        assertClean(database, "main", "main");
    }
}

package org.gitversion.test.merge;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import org.gitversion.test.support.Database;
import org.gitversion.test.support.GitVersionTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two like objects that swap their names: the state is the same, the rows are not. */
@GitVersionTest(databasePerMethod = true)
class SwappedNamesIT {
    private static final String ROWS =
            "SELECT concat_ws(' ', a, b, (SELECT x FROM u), (SELECT x FROM v)) FROM t";
    private static final String SWAP =
            "ALTER TABLE t RENAME a TO z; ALTER TABLE t RENAME b TO a; ALTER TABLE t RENAME z TO b;"
                    + "ALTER TABLE u RENAME TO z; ALTER TABLE v RENAME TO u;"
                    + "ALTER TABLE z RENAME TO v";

    @BeforeEach
    void swapOnABranch(Database database) throws SQLException {
        database.value("SELECT gitversion.init('main')");
        database.value("SELECT gitversion.use_branch('main')");
        database.execute(
                "CREATE TABLE t (a int, b int); CREATE TABLE u (x int); CREATE TABLE v (x int)");
        database.value("SELECT gitversion.commit('Tables')");
        database.value("SELECT gitversion.create_branch('swap')");
        database.execute(
                "INSERT INTO t VALUES (1, 2); INSERT INTO u VALUES (3); INSERT INTO v VALUES (4)");
        database.value("SELECT gitversion.use_branch('swap')");
        database.execute(SWAP);
        assertThat(database.column("SELECT path FROM gitversion.status() WHERE change = 'RENAME'"))
                .containsExactlyInAnyOrder(
                        "tables/t/columns/a", "tables/t/columns/b", "tables/u", "tables/v");
        database.value("SELECT gitversion.commit('Swap')");
        assertThat(database.column("SELECT path FROM gitversion.status()")).isEmpty();
        database.value("SELECT gitversion.use_branch('main')");
        assertThat(database.value(ROWS)).isEqualTo("1 2 3 4");
    }

    private static void assertRows(Database database, String rows) throws SQLException {
        assertThat(database.value(ROWS)).isEqualTo(rows);
        assertThat(database.column("SELECT path FROM gitversion.status()")).isEmpty();
    }

    @Test
    void theValuesFollowAFastForwardAndItsReset(Database database) throws SQLException {
        database.value("SELECT gitversion.merge_branches('swap')");
        assertRows(database, "2 1 4 3");
        database.value("SELECT gitversion.reset('main', 'HEAD~1', 'soft')");
        assertThat(database.column("SELECT change FROM gitversion.status()")).hasSize(4);
        database.value("SELECT gitversion.commit('Again')");
        assertRows(database, "2 1 4 3");
        database.value("SELECT gitversion.reset('main', 'HEAD~1')");
        assertRows(database, "1 2 3 4");
    }

    @Test
    void theValuesFollowAMergeAndItsRevert(Database database) throws SQLException {
        database.execute("ALTER TABLE t ADD c int DEFAULT 9; CREATE VIEW w AS SELECT a FROM t");
        database.value("SELECT gitversion.commit('More')");
        database.value("SELECT gitversion.merge_branches('swap')");
        assertRows(database, "2 1 4 3");
        assertThat(database.value("SELECT a FROM w")).isEqualTo("1");
        database.value("SELECT gitversion.revert('HEAD', 'main', 1)");
        assertRows(database, "1 2 3 4");
        assertThat(database.column("SELECT detail FROM gitversion.fsck(true)"))
                .isEqualTo(List.of());
    }

    @Test
    void theValuesFollowAPickASquashAndARebase(Database database) throws SQLException {
        database.value("SELECT gitversion.cherry_pick('swap', 'main')");
        assertRows(database, "2 1 4 3");
        database.value("SELECT gitversion.reset('main', 'HEAD~1')");
        assertRows(database, "1 2 3 4");
        database.value("SELECT gitversion.merge_branches('swap', p_squash => true)");
        assertRows(database, "2 1 4 3");
        database.value("SELECT gitversion.reset('main', 'HEAD~1')");
        database.execute("CREATE TABLE more (x int)");
        database.value("SELECT gitversion.commit('More')");
        database.value("SELECT gitversion.use_branch('swap')");
        database.execute("INSERT INTO t VALUES (5, 6)");
        database.value("SELECT gitversion.rebase('swap', 'main')");
        assertThat(database.value("SELECT concat_ws(' ', a, b) FROM t")).isEqualTo("6 5");
        assertThat(database.column("SELECT path FROM gitversion.status()")).isEmpty();
    }
}

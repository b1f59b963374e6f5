package org.gitversion.test.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.gitversion.test.support.Database;
import org.gitversion.test.support.GitVersionTest;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Twenty thousand commits: the time of a walk through the history grows with its length only. */
@GitVersionTest
class LongHistoryIT {
    @BeforeAll
    static void history(Database database) throws SQLException {
        database.execute(
                "SELECT gitversion.init()",
                "CREATE TABLE branch_main.t ()",
                "SELECT gitversion.commit('Add t', 'main')",
                "INSERT INTO gitversion.commits (commit_hash, branch_id, parent_commit_id, message,"
                        + " author, tree_hash) SELECT md5(i::text), 1, i - 1, 'm', 'a', (SELECT"
                        + " tree_hash FROM gitversion.commits WHERE id = 2)"
                        + " FROM generate_series(3, 20000) i",
                "INSERT INTO gitversion.commit_parents SELECT i, 1, i - 1"
                        + " FROM generate_series(3, 20000) i",
                "UPDATE gitversion.branches SET head_commit_id = 20000",
                "SET statement_timeout = '20s'");
    }

    @Test
    void mergeBase(Database database) throws SQLException {
        assertThat(database.value("SELECT gitversion.find_merge_base('main', 'main~15000')"))
                .isEqualTo("5000");
    }

    @Test
    void log(Database database) throws SQLException {
        assertThat(database.value("SELECT count(*) FROM gitversion.log('main')"))
                .isEqualTo("20000");
        assertThat(
                        database.column(
                                "SELECT commit_id FROM gitversion.log('main', NULL, 'tables/t')"))
                .containsExactly("2");
    }
}

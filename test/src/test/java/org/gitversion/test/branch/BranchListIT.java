package org.gitversion.test.branch;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import org.gitversion.test.support.Database;
import org.gitversion.test.support.GitVersionTest;
import org.junit.jupiter.api.Test;

/** Branches at a glance, the branch of one transaction, and names for commits. */
@GitVersionTest(databasePerMethod = true)
class BranchListIT {
    private static final String LIST =
            "SELECT name, current, ahead, behind, dirty, split_part(last_commit, ' ', 2), merged"
                    + " FROM gitversion.branch_list";

    private static void commit(Database database, String branch, String... statements)
            throws SQLException {
        database.value("SELECT gitversion.use_branch(?)", branch);
        database.execute(statements);
        database.value("SELECT gitversion.commit(?)", "In" + branch);
    }

    @Test
    void theList(Database database) throws SQLException {
        database.value("SELECT gitversion.init()");
        commit(database, "main", "CREATE TABLE a (id integer)");
        database.value("SELECT gitversion.create_branch('b')");
        commit(database, "b", "CREATE TABLE b (id integer)");
        commit(database, "b", "CREATE TABLE b2 (id integer)");
        database.value("SELECT gitversion.create_branch('of/b', 'b')");
        commit(database, "of/b", "CREATE TABLE c (id integer)");
        database.execute("CREATE TABLE uncommitted (id integer)");
        commit(database, "main", "CREATE TABLE m (id integer)");
        assertThat(database.rows(LIST))
                .containsExactly(
                        Arrays.asList("main", "t", null, null, "f", "Inmain", null),
                        List.of("b", "f", "2", "1", "f", "Inb", "f"),
                        List.of("of/b", "f", "1", "0", "t", "Inof/b", "f"));
        // What is merged is merged, criss-cross or not; of a dropped parent the root stands in.
        database.value("SELECT gitversion.merge_branches('b', 'main')");
        database.value("SELECT gitversion.merge_branches('main', 'b')");
        database.value("SELECT gitversion.drop_branch('b')");
        assertThat(database.rows(LIST))
                .containsExactly(
                        Arrays.asList("main", "t", null, null, "f", "Merge", null),
                        List.of("of/b", "f", "1", "2", "t", "Inof/b", "f"));
    }

    @Test
    void countsAreThoseOfTheGraph(Database database) throws SQLException {
        database.value("SELECT gitversion.init()");
        database.value("SELECT gitversion.create_branch('b')");
        for (int i = 0; i < 6; i++) {
            commit(database, i % 2 == 0 ? "b" : "main", "CREATE TABLE t" + i + " ()");
            if (i % 3 == 2) {
                database.value("SELECT gitversion.merge_branches('main', 'b')");
            }
        }
        assertThat(
                        database.rows(
                                """
                                SELECT o.id, p.id, d.ahead, d.behind
                                  FROM gitversion.commits o, gitversion.commits p,
                                       gitversion_internal.ahead_behind(o.id, p.id) d
                                 WHERE (d.ahead, d.behind) IS DISTINCT FROM (
                                    (SELECT count(*) FROM (
                                        SELECT gitversion_internal.ancestors(o.id, NULL) EXCEPT
                                        SELECT gitversion_internal.ancestors(p.id, NULL)) x),
                                    (SELECT count(*) FROM (
                                        SELECT gitversion_internal.ancestors(p.id, NULL) EXCEPT
                                        SELECT gitversion_internal.ancestors(o.id, NULL)) x))
                                """))
                .isEmpty();
    }

    /** Neither for the list nor for the branch of a session Java has to be started. */
    @Test
    void withoutJava(Database database) throws SQLException {
        database.value("SELECT gitversion.init()");
        commit(database, "main", "CREATE TABLE a (id integer)");
        database.value("SELECT gitversion.create_branch('b')");
        database.value("SELECT gitversion.tag('v1')");
        database.execute("SELECT gitversion.use_branch('b')", "CREATE TABLE x ()");
        try (Database again = database.again()) {
            again.value("SELECT gitversion.use_branch('b')");
            assertThat(again.column("SELECT dirty FROM gitversion.branch_list"))
                    .containsExactly("f", "t");
            again.rows("SELECT * FROM gitversion.connection_options()");
            assertThat(again.value("SELECT gitversion.describe()")).isEqualTo("v1");
            assertThat(again.value(Database.JVM_LOADED)).isEqualTo("f");
        }
    }

    @Test
    void aReaderMayLook(Database database) throws SQLException {
        database.value("SELECT gitversion.init()");
        database.execute("CREATE ROLE onlooker LOGIN IN ROLE gitversion_reader");
        try (Connection session = database.connect("onlooker");
                ResultSet rows = session.createStatement().executeQuery(LIST)) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getString("name")).isEqualTo("main");
            assertThat(rows.getString("dirty")).isNull();
        }
        database.execute("DROP ROLE onlooker");
    }

    @Test
    void theBranchOfOneTransaction(Database database) throws SQLException {
        database.value("SELECT gitversion.init('main', 'public')");
        database.value("SELECT gitversion.create_branch('b')");
        database.execute("BEGIN", "SELECT gitversion.use_branch('b', p_local => true)");
        assertThat(database.value("SELECT gitversion.current_branch() || current_schema()"))
                .isEqualTo("bbranch_b");
        database.execute("COMMIT");
        assertThat(database.value("SELECT gitversion.current_branch() || current_schema()"))
                .isEqualTo("mainpublic");
    }

    @Test
    void describe(Database database) throws SQLException {
        database.value("SELECT gitversion.init()");
        String hash = database.value("SELECT left(commit_hash, 12) FROM gitversion.commits");
        assertThat(database.value("SELECT gitversion.describe('main')")).isEqualTo(hash);
        database.value("SELECT gitversion.tag('v1', 'main')");
        assertThat(database.value("SELECT gitversion.describe('main')")).isEqualTo("v1");
        database.value("SELECT gitversion.create_branch('b')");
        commit(database, "b", "CREATE TABLE x ()");
        database.value("SELECT gitversion.tag('far', 'b')");
        commit(database, "main", "CREATE TABLE a ()");
        commit(database, "main", "CREATE TABLE b ()");
        String name = database.value("SELECT gitversion.describe()");
        assertThat(name).matches("v1-2-g[0-9a-f]{12}");
        assertThat(database.value("SELECT gitversion.rev_parse(?)", name))
                .isEqualTo(database.value("SELECT gitversion.rev_parse('main')"));
        database.value("SELECT gitversion.merge_branches('b')");
        // From v1 there are four commits, from far three: the initial one is in both.
        assertThat(database.value("SELECT gitversion.describe()")).startsWith("far-3-g");
    }
}

package org.gitversion.test.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.gitversion.test.support.Database;
import org.gitversion.test.support.GitVersionTest;
import org.gitversion.test.support.RepositoryState;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What reset, revert, cherry_pick and rebase would do, and rows that a reset would lose. */
@GitVersionTest(databasePerMethod = true)
class PreviewIT {
    private Database database;
    private Work work;

    /** Branch other: a column and a view. Branch main: rows, a renamed column, a table. */
    @BeforeEach
    void start(Database fresh) throws SQLException {
        database = fresh;
        work = new Work(fresh);
        database.value("SELECT gitversion.init()");
        work.commit("main", "CREATE TABLE users (id integer PRIMARY KEY, mail text)");
        database.value("SELECT gitversion.create_branch('other', 'main')");
        work.commit("other", "CREATE VIEW mails AS SELECT mail FROM users");
        work.commit("other", "ALTER TABLE users ADD COLUMN age integer");
        work.commit("main", "ALTER TABLE users RENAME COLUMN mail TO email");
        work.commit(
                "main",
                "ALTER TABLE users ADD COLUMN city text",
                "CREATE TABLE orders (id integer PRIMARY KEY)");
        database.execute(
                "INSERT INTO users VALUES (1, 'a@x', 'Bonn'), (2, 'b@x', NULL)",
                "INSERT INTO orders VALUES (1), (2), (3)");
    }

    private List<List<String>> preview(String call) throws SQLException {
        Map<String, List<String>> before = RepositoryState.of(database);
        List<List<String>> rows =
                database.rows(
                        "SELECT result, coalesce(statement, conflict_type::text, path) FROM"
                                + " gitversion.preview_"
                                + call);
        assertThat(RepositoryState.changes(before, RepositoryState.of(database))).isEmpty();
        return rows;
    }

    @Test
    void revert() throws SQLException {
        assertThat(preview("revert('main~1', 'main')"))
                .containsExactly(
                        List.of("statement", "ALTER TABLE users RENAME COLUMN email TO mail"));
        work.commit("main", "ALTER TABLE orders ADD COLUMN buyer integer REFERENCES users");
        assertThat(preview("revert('main~1', 'main')"))
                .containsExactly(List.of("conflict", "delete_modify"));
        work.refused("VC001", "SELECT gitversion.revert('main~1', 'main')");
    }

    @Test
    void cherryPick() throws SQLException {
        assertThat(preview("cherry_pick('other', 'main')"))
                .containsExactly(List.of("statement", "ALTER TABLE users ADD COLUMN age integer"));
        // Without a branch it is the session's.
        database.value("SELECT gitversion.use_branch('main')");
        assertThat(preview("cherry_pick('other')")).hasSize(1);
        work.commit("main", "ALTER TABLE users ADD COLUMN age text");
        assertThat(preview("cherry_pick('other')"))
                .containsExactly(List.of("conflict", "type_mismatch"));
    }

    @Test
    void rebase() throws SQLException {
        assertThat(preview("rebase('other', 'main')"))
                .contains(List.of("statement", "ALTER TABLE users RENAME COLUMN mail TO email"))
                .allSatisfy(row -> assertThat(row.get(0)).isEqualTo("statement"));
        assertThat(preview("rebase('main', 'main~1')")).isEmpty();
    }

    @Test
    void statementsNameTheSchemaThatTheyAreExecutedIn() throws SQLException {
        work.commit(
                "other",
                "ALTER DEFAULT PRIVILEGES IN SCHEMA branch_other GRANT SELECT ON TABLES TO PUBLIC",
                "CREATE FUNCTION n() RETURNS bigint LANGUAGE sql"
                        + " AS 'SELECT count(*) FROM branch_other.users'");
        String statements =
                "SELECT statement FROM gitversion.%s WHERE statement LIKE '%% PRIVILEGES %%'"
                        + " OR statement LIKE '%%count(*)%%' ORDER BY step";
        List<String> ofMain = List.of("FROM branch_main.users", "IN SCHEMA branch_main GRANT");
        for (String call :
                List.of(
                        "preview_merge('other', 'main')",
                        "preview_cherry_pick('other', 'main')",
                        "plan('main', 'other')")) {
            assertThat(database.column(String.format(statements, call)))
                    .as(call)
                    .satisfiesExactly(
                            body -> assertThat(body).contains(ofMain.get(0)),
                            grant -> assertThat(grant).contains(ofMain.get(1)));
        }
        for (String call :
                List.of("plan('other', 'other~1')", "preview_reset('other', 'other~1')")) {
            assertThat(database.column(String.format(statements, call)))
                    .as(call)
                    .singleElement()
                    .asString()
                    .contains("IN SCHEMA branch_other REVOKE");
        }
    }

    @Test
    void resetTellsWhatWouldBeLost() throws SQLException {
        assertThat(preview("reset('main', 'main~1')"))
                .containsExactly(
                        List.of("warning", "tables/orders"),
                        List.of("warning", "tables/users/columns/city"),
                        List.of("statement", "ALTER TABLE users DROP COLUMN city"),
                        List.of("statement", "DROP TABLE orders"));
        assertThat(work.refused("VC029", "SELECT gitversion.reset('main', 'main~1')").getDetail())
                .isEqualTo(
                        "The commit does not have tables/orders (3 rows),"
                                + " tables/users/columns/city (1 value).");
        // A soft reset and one that loses nothing need no force.
        database.value("SELECT gitversion.reset('main', 'main~1', 'soft')");
        database.value("SELECT gitversion.reset('main', 'main@{1}', 'hard')");
        database.value("SELECT gitversion.reset('main', 'main~1', p_force => true)");
        work.assertDumpsAs("main", "main");
        assertThat(database.value("SELECT count(email) FROM branch_main.users")).isEqualTo("2");
    }

    @Test
    void valuesOfAnyTypeCount() throws SQLException {
        work.commit(
                "main",
                "CREATE TYPE pair AS (a integer, b integer)",
                "ALTER TABLE orders ADD COLUMN half pair, ADD COLUMN none pair,"
                        + " ADD COLUMN twice integer GENERATED ALWAYS AS (id * 2) STORED",
                "CREATE TABLE parts (id integer) PARTITION BY RANGE (id)",
                "CREATE TABLE part PARTITION OF parts FOR VALUES FROM (0) TO (9)");
        database.execute(
                "UPDATE orders SET half = ROW(1, NULL) WHERE id = 1",
                "INSERT INTO parts VALUES (1)");
        assertThat(work.refused("VC029", "SELECT gitversion.reset('main', 'main~1')").getDetail())
                .isEqualTo(
                        "The commit does not have tables/orders/columns/half (1 value),"
                                + " tables/part (1 row).");
    }
}

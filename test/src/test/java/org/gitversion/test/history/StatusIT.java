package org.gitversion.test.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import org.gitversion.test.support.Database;
import org.gitversion.test.support.GitVersionTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is not committed, and who did it. */
@GitVersionTest(databasePerMethod = true)
class StatusIT {
    private static final String STATUS =
            "SELECT change, path, old_path, statement FROM gitversion.status('main')";

    @BeforeEach
    void shop(Database database) throws SQLException {
        database.execute(
                "CREATE TABLE public.users (id integer PRIMARY KEY, name text, mail text)",
                "CREATE VIEW public.names AS SELECT name FROM public.users",
                "SELECT gitversion.init('main', 'public')");
    }

    @Test
    void eachChangeHasItsStatement(Database database) throws SQLException {
        String rename = "ALTER TABLE public.users RENAME TO people";
        String column = "ALTER TABLE public.people RENAME COLUMN mail TO email";
        String add = "ALTER TABLE public.people ADD COLUMN born date";
        String drop = "DROP VIEW public.names";
        String index = "CREATE INDEX people_name ON public.people (name)";
        database.execute(rename, column, add, drop, index);
        assertThat(database.rows(STATUS))
                .containsExactly(
                        Arrays.asList("CREATE", "indexes/people_name", null, index),
                        Arrays.asList("RENAME", "tables/people", "tables/users", rename),
                        Arrays.asList("CREATE", "tables/people/columns/born", null, add),
                        Arrays.asList(
                                "RENAME",
                                "tables/people/columns/email",
                                "tables/users/columns/mail",
                                column),
                        Arrays.asList("DROP", "views/names", null, drop));
    }

    @Test
    void statementsOfOneTransactionAreToldApart(Database database) throws SQLException {
        String first = "ALTER TABLE public.users ALTER COLUMN name SET NOT NULL";
        String second = "ALTER TABLE public.users ALTER COLUMN mail SET DEFAULT 'none'";
        database.execute("BEGIN");
        database.execute(first, second, "COMMIT");
        assertThat(database.rows(STATUS))
                .containsExactly(
                        Arrays.asList("ALTER", "tables/users/columns/mail", null, second),
                        Arrays.asList("ALTER", "tables/users/columns/name", null, first));
    }

    @Test
    void itSaysWho(Database database) throws SQLException {
        database.execute(
                "DROP ROLE IF EXISTS status_author",
                "CREATE ROLE status_author",
                "GRANT ALL ON SCHEMA public TO status_author",
                "SET ROLE status_author",
                "CREATE TABLE public.mine ()",
                "RESET ROLE");
        assertThat(
                        database.rows(
                                "SELECT \"by\", at <= now(), at > now() - interval '1 hour' FROM"
                                        + " gitversion.status('main')"))
                .containsExactly(List.of("status_author", "t", "t"));
        database.execute("DROP OWNED BY status_author", "DROP ROLE status_author");
    }

    @Test
    void privilegesCountForTheSessionsBranch(Database database) throws SQLException {
        database.execute("SELECT gitversion.use_branch('main')", "GRANT SELECT ON users TO PUBLIC");
        assertThat(database.rows(STATUS))
                .containsExactly(
                        Arrays.asList(
                                "ALTER", "tables/users", null, "GRANT SELECT ON users TO PUBLIC"));
    }

    @Test
    void whatIsUndoneIsNoChange(Database database) throws SQLException {
        database.execute(
                "ALTER TABLE public.users RENAME COLUMN name TO n",
                "ALTER TABLE public.users RENAME COLUMN n TO name",
                "CREATE TABLE public.t ()",
                "DROP TABLE public.t");
        assertThat(database.rows(STATUS)).isEmpty();
    }

    @Test
    void namesSwappedAreTwoRenames(Database database) throws SQLException {
        database.execute(
                "ALTER TABLE public.users RENAME COLUMN name TO x",
                "ALTER TABLE public.users RENAME COLUMN mail TO name",
                "ALTER TABLE public.users RENAME COLUMN x TO mail");
        assertThat(database.rows("SELECT change, path, old_path FROM gitversion.status('main')"))
                .contains(
                        List.of("RENAME", "tables/users/columns/mail", "tables/users/columns/name"),
                        List.of(
                                "RENAME",
                                "tables/users/columns/name",
                                "tables/users/columns/mail"));
    }

    /** What the head has at a path is not what came there by a rename. */
    @Test
    void aTableTakesTheNameOfADroppedOne(Database database) throws SQLException {
        database.execute(
                "CREATE TABLE public.old (a int)",
                "SELECT gitversion.commit('Add old', 'main')",
                "DROP TABLE public.old",
                "ALTER TABLE public.users RENAME TO old",
                "DELETE FROM gitversion.branch_states");
        List<List<String>> before = database.rows(STATUS);
        assertThat(before.toString()).contains("RENAME");
        // The first call noted what it read.
        assertThat(database.rows(STATUS)).isEqualTo(before);
        assertThat(database.rows("SELECT * FROM gitversion.fsck(true) WHERE severity = 'error'"))
                .isEmpty();
    }

    @Test
    void aCommitTakesTheEventsIn(Database database) throws SQLException {
        database.execute("CREATE TABLE public.t ()");
        String commit = database.value("SELECT gitversion.commit('Add t', 'main')");
        assertThat(database.column("SELECT commit_id FROM gitversion.ddl_events"))
                .containsOnly(commit);
        assertThat(database.rows(STATUS)).isEmpty();
    }

    /** Found in the events alone: what was undone is still there. */
    @Test
    void statusWithoutComparing(Database database) throws SQLException {
        String rename = "ALTER TABLE public.users RENAME TO people";
        database.execute(
                rename,
                "ALTER TABLE public.people ADD COLUMN born date",
                "CREATE TABLE public.t (a integer)",
                "ALTER TABLE public.t ADD COLUMN b integer",
                "CREATE TABLE public.gone ()",
                "DROP TABLE public.gone",
                "DROP VIEW public.names",
                "ALTER TABLE public.people ALTER COLUMN name SET NOT NULL",
                "ALTER TABLE public.people ALTER COLUMN name DROP NOT NULL");
        assertThat(
                        database.rows(
                                "SELECT change, path, old_path FROM"
                                        + " gitversion.status('main', false)"))
                .containsExactly(
                        Arrays.asList("RENAME", "tables/people", "tables/users"),
                        Arrays.asList("CREATE", "tables/people/columns/born", null),
                        Arrays.asList(
                                "RENAME",
                                "tables/people/columns/name",
                                "tables/users/columns/name"),
                        Arrays.asList("CREATE", "tables/t", null),
                        Arrays.asList("DROP", "views/names", null));
        database.execute("SELECT gitversion.commit('All', 'main')");
        assertThat(database.rows("SELECT * FROM gitversion.status('main', false)")).isEmpty();
        Errors.expect(database, "VC003", "SELECT * FROM gitversion.status('none', false)");
    }

    @Test
    void renamesAreOnTheEdge(Database database) throws SQLException {
        database.execute(
                "ALTER TABLE public.users RENAME TO people",
                "SELECT gitversion.commit('Rename', 'main')");
        assertThat(
                        database.value(
                                "SELECT renames ->> 'tables/users' FROM gitversion.commit_parents"
                                        + " WHERE commit_id = 2"))
                .isEqualTo("tables/people");
    }
}

package org.gitversion.test.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import org.gitversion.test.support.Database;
import org.gitversion.test.support.GitVersionTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Functions that use subtransactions, called by PL/pgSQL and by functions in SQL: what calls them
 * must find the server's resources as it left them.
 */
@GitVersionTest(databasePerMethod = true)
class NestedCallIT {
    @BeforeEach
    void shop(Database database) throws SQLException {
        // To read this view takes a subtransaction: its text is settled by building it.
        database.execute(
                "CREATE TABLE public.users (id integer PRIMARY KEY, mail varchar(40))",
                "CREATE VIEW public.known AS SELECT id, NULL AS nick FROM public.users"
                        + " WHERE mail IN ('a', 'b') AND id IN (SELECT NULL::integer)",
                "SELECT gitversion.init('main', 'public')");
    }

    @Test
    void aBranchLivesInOneBlock(Database database) throws SQLException {
        database.execute(
                """
                DO $$
                BEGIN
                    PERFORM gitversion.create_branch('work');
                    PERFORM gitversion.use_branch('work');
                    ALTER TABLE users ADD COLUMN born date;
                    PERFORM gitversion.commit('Add a column');
                    PERFORM * FROM gitversion.preview_merge('work', 'main');
                    PERFORM gitversion.merge_branches('work', 'main');
                    PERFORM gitversion.drop_branch('work');
                END
                $$\
                """);
        assertThat(database.value("SELECT count(born) FROM public.users")).isEqualTo("0");
        assertThat(database.value("SELECT message FROM gitversion.log('main', 1)"))
                .isEqualTo("Add a column");
    }

    @Test
    void rowsGoThroughAFunctionInSql(Database database) throws SQLException {
        database.execute(
                "CREATE FUNCTION public.changed() RETURNS SETOF text LANGUAGE sql"
                        + " SET enable_seqscan = on"
                        + " AS 'SELECT path FROM gitversion.status(''main'')'",
                "SELECT gitversion.commit('Add a function', 'main')",
                "ALTER TABLE public.users ADD COLUMN born date");
        assertThat(database.rows("SELECT public.changed()"))
                .isEqualTo(List.of(List.of("tables/users/columns/born")));
    }
}

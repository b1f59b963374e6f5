package org.gitversion.test.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.gitversion.test.support.Database;
import org.gitversion.test.support.GitVersionTest;
import org.gitversion.test.support.ServerError;
import org.junit.jupiter.api.Test;

/**
 * Statements of a branch run with its schema first on the search path: what has the name of
 * something of PostgreSQL there must not be taken for it.
 */
@GitVersionTest(databasePerMethod = true)
class ShadowedNamesIT {
    @Test
    void aFunctionOfTheBranchDoesNotHideAFailure(Database database) throws SQLException {
        database.execute(
                "CREATE FUNCTION public.substr(text, integer, integer) RETURNS text"
                        + " LANGUAGE sql IMMUTABLE AS 'SELECT ''XX''::text'",
                "CREATE FUNCTION public.always(text, text) RETURNS boolean"
                        + " LANGUAGE sql IMMUTABLE AS 'SELECT true'",
                "CREATE OPERATOR public.= (LEFTARG = text, RIGHTARG = text,"
                        + " FUNCTION = public.always)",
                "CREATE TABLE public.users (id integer PRIMARY KEY, mail text)",
                "INSERT INTO public.users VALUES (1, NULL)",
                "SELECT gitversion.init('main', 'public')",
                "SELECT gitversion.create_branch('work', 'main')",
                "SELECT gitversion.use_branch('work')",
                "ALTER TABLE users ALTER COLUMN mail SET NOT NULL",
                "SELECT gitversion.commit('Require a mail')",
                "RESET search_path");

        ServerError error =
                ServerError.of(
                        () -> database.value("SELECT gitversion.merge_branches('work', 'main')"));
        assertThat(error).isNotNull().extracting(ServerError::state).isEqualTo("VC001");
        assertThat(error.detail()).contains("users").contains("mail");
    }

    @Test
    void tablesMayHaveTheNamesOfTypes(Database database) throws SQLException {
        database.execute(
                "CREATE ROLE lender; CREATE ROLE borrower; GRANT USAGE ON SCHEMA public TO lender",
                "CREATE TABLE public.name (id integer)",
                "CREATE TABLE public.text (id integer)",
                "GRANT SELECT ON public.name TO lender WITH GRANT OPTION",
                "SET ROLE lender",
                "GRANT SELECT ON public.name TO borrower",
                "RESET ROLE");
        try {
            database.execute(
                    "SELECT gitversion.init('main', 'public')",
                    "SELECT gitversion.create_branch('work', 'main')");
            assertThat(
                            database.value(
                                    "SELECT count(*) FROM pg_class c JOIN pg_namespace n ON n.oid ="
                                        + " c.relnamespace JOIN gitversion.branches b ON"
                                        + " b.schema_name = n.nspname CROSS JOIN"
                                        + " aclexplode(c.relacl) a WHERE b.branch_name = 'work' AND"
                                        + " c.relname = 'name' AND a.grantor = 'lender'::regrole"
                                        + " AND a.grantee = 'borrower'::regrole"))
                    .isEqualTo("1");
        } finally {
            database.execute(
                    "DROP OWNED BY borrower, lender CASCADE", "DROP ROLE borrower, lender");
        }
    }
}

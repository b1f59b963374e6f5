package org.gitversion.test.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
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

    /** The event triggers run with the rights of their owner at the statements of everybody. */
    @Test
    void eventTriggersCallNothingOfTheCallers(Database database) throws SQLException {
        database.execute(
                "CREATE TABLE public.t (a integer)",
                "SELECT gitversion.init('main', 'public')",
                "CREATE SCHEMA trap",
                trap("current_setting(text, boolean)", "text"),
                trap("starts_with(text, text)", "boolean"),
                trap("pg_event_trigger_ddl_commands()", "text"),
                trap("pg_event_trigger_dropped_objects()", "text"),
                trap("equal(text, text)", "boolean"),
                trap("equal(oid, oid)", "boolean"),
                trap("equal(name, text)", "boolean"));
        for (String operator : List.of("=", "<>", "~~")) {
            for (String types : List.of("text, text", "oid, oid", "name, text")) {
                String[] type = types.split(", ");
                database.execute(
                        "CREATE OPERATOR trap.%s (LEFTARG = %s, RIGHTARG = %s, FUNCTION ="
                                        .formatted(operator, type[0], type[1])
                                + " trap.equal)");
            }
        }
        try (Connection session = database.connect();
                Statement statement = session.createStatement()) {
            statement.execute("SET search_path = trap, pg_temp, pg_catalog");
            statement.execute(
                    "SELECT pg_catalog.set_config('gitversion.current_schema', 'public', false)");
            statement.execute("CREATE TEMPORARY TABLE branches (id integer, schema_name name)");
            statement.execute("CREATE TEMPORARY TABLE object_identities (objid oid)");
            statement.execute("CREATE TABLE trap.t (a integer)");
            statement.execute("ALTER TABLE trap.t ADD b text");
            statement.execute("ALTER TABLE public.t ADD b text");
            statement.execute("DROP TABLE trap.t");
            statement.execute("DROP TABLE public.t");
        }
        assertThat(
                        database.column(
                                "SELECT DISTINCT command_tag FROM gitversion.ddl_events WHERE"
                                        + " commit_id IS NULL ORDER BY 1"))
                .containsExactly("ALTER TABLE", "DROP TABLE");
    }

    private static String trap(String signature, String result) {
        return "CREATE FUNCTION trap.%s RETURNS %s LANGUAGE plpgsql AS".formatted(signature, result)
                + " 'BEGIN RAISE ''a trap''; END'";
    }
}

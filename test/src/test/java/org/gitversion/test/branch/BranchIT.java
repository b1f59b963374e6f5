package org.gitversion.test.branch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.gitversion.test.support.Database;
import org.gitversion.test.support.GitVersionTest;
import org.gitversion.test.support.SchemaDump;
import org.junit.jupiter.api.Test;
import org.postgresql.util.PSQLException;
import org.postgresql.util.PSQLWarning;
import org.postgresql.util.ServerErrorMessage;

/** Creating and dropping branches. */
@GitVersionTest(databasePerMethod = true)
class BranchIT {
    private static final String HOSTILE = "we\"ird'; DROP SCHEMA public; --";

    private static void begin(Database database) throws SQLException {
        database.execute(
                "CREATE TABLE public.t (id serial PRIMARY KEY, name text)",
                "INSERT INTO public.t (name) VALUES ('kept')",
                "SELECT gitversion.init('main', 'public')");
    }

    private static ServerErrorMessage refused(Database database, String state, String sql) {
        PSQLException error =
                catchThrowableOfType(PSQLException.class, () -> database.execute(sql));
        assertThat((Throwable) error).as(sql).isNotNull();
        ServerErrorMessage message = error.getServerErrorMessage();
        assertThat(message.getSQLState()).as(message.toString()).isEqualTo(state);
        assertThat(message.getDetail()).isNotBlank();
        assertThat(message.getHint()).isNotBlank();
        return message;
    }

    @Test
    void aBranchIsACloneWithTheHeadOfItsOrigin(Database database) throws SQLException {
        begin(database);
        database.execute("SELECT gitversion.create_branch('feature/user-auth')");
        assertThat(SchemaDump.of(database, "branch_feature_user_auth"))
                .isEqualTo(SchemaDump.of(database, "public"));
        assertThat(
                        database.rows(
                                "SELECT b.head_commit_id = m.head_commit_id, b.parent_branch_id ="
                                    + " m.id FROM gitversion.branches b, gitversion.branches m"
                                    + " WHERE b.branch_name = 'feature/user-auth' AND m.branch_name"
                                    + " = 'main'"))
                .containsExactly(java.util.List.of("t", "t"));
        assertThat(database.rows("SELECT * FROM gitversion.status('feature/user-auth')")).isEmpty();
        assertThat(database.value("SELECT count(*) FROM branch_feature_user_auth.t"))
                .isEqualTo("0");
    }

    @Test
    void uncommittedChangesComeAlongUncommitted(Database database) throws SQLException {
        begin(database);
        database.execute(
                "ALTER TABLE public.t RENAME COLUMN name TO label",
                "SELECT gitversion.create_branch('dirty')");
        String status =
                "SELECT change || ' ' || path || ' ' || coalesce(old_path, '')"
                        + " FROM gitversion.status(?::text) ORDER BY 1";
        assertThat(database.column(status, "dirty"))
                .isNotEmpty()
                .isEqualTo(database.column(status, "main"));
    }

    @Test
    void aRevisionIsRebuiltWithItsColumnOrder(Database database) throws SQLException {
        begin(database);
        String before = SchemaDump.of(database, "public");
        database.execute(
                "ALTER TABLE public.t DROP COLUMN name, ADD a integer",
                "SELECT gitversion.commit('Change', 'main')",
                "ALTER TABLE public.t ADD name text",
                "SELECT gitversion.commit('Change again', 'main')");
        database.execute("SELECT gitversion.create_branch('old', 'main~2')");
        assertThat(SchemaDump.of(database, "branch_old")).isEqualTo(before);
        database.execute("SELECT gitversion.create_branch('new', 'main~0')");
        assertThat(SchemaDump.of(database, "branch_new"))
                .isEqualTo(SchemaDump.of(database, "public"));
    }

    @Test
    void namesThatLookAlikeGetSchemasOfTheirOwn(Database database) throws SQLException {
        begin(database);
        database.execute(
                "SELECT gitversion.create_branch('a-b')",
                "SELECT gitversion.create_branch('a_b')",
                "SELECT gitversion.create_branch(repeat('x', 200))");
        assertThat(
                        database.value(
                                "SELECT count(DISTINCT schema_name) FROM gitversion.branches"
                                        + " WHERE octet_length(schema_name) <= 63"))
                .isEqualTo("4");
    }

    @Test
    void whatCannotBeCreatedLeavesNothing(Database database) throws SQLException {
        begin(database);
        String schemas = "SELECT string_agg(nspname, ',' ORDER BY 1) FROM pg_namespace";
        String before = database.value(schemas);
        refused(database, "VC004", "SELECT gitversion.create_branch('main')");
        refused(database, "VC005", "SELECT gitversion.create_branch('a..b')");
        refused(database, "VC006", "SELECT gitversion.create_branch('b', 'nowhere')");
        refused(database, "VC014", "SELECT gitversion.create_branch(NULL)");
        database.execute(
                "CREATE AGGREGATE public.twice (integer) (SFUNC = int4pl, STYPE = integer)");
        database.execute(
                "CREATE OPERATOR CLASS public.far DEFAULT FOR TYPE point USING btree AS STORAGE"
                        + " point");
        assertThat(refused(database, "VC010", "SELECT gitversion.create_branch('b')").getDetail())
                .contains("far");
        assertThat(database.value(schemas)).isEqualTo(before);
        assertThat(database.value("SELECT count(*) FROM gitversion.branches")).isEqualTo("1");
    }

    @Test
    void dynamicSqlIsReported(Database database) throws SQLException {
        begin(database);
        database.execute(
                "CREATE FUNCTION public.direct() RETURNS bigint LANGUAGE sql AS"
                        + " 'SELECT count(*) FROM public.t'",
                "CREATE FUNCTION public.dynamic() RETURNS void LANGUAGE plpgsql AS"
                        + " $$BEGIN EXECUTE 'DELETE FROM public.t'; END$$");
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("SELECT gitversion.create_branch('feature')");
            PSQLWarning warning = (PSQLWarning) statement.getWarnings();
            assertThat((Throwable) warning).isNotNull();
            assertThat(warning.getServerErrorMessage().getDetail())
                    .contains("functions/dynamic()")
                    .doesNotContain("functions/direct()");
        }
        assertThat(database.value("SELECT branch_feature.direct()")).isEqualTo("0");
        assertThat(database.value("SELECT public.direct()")).isEqualTo("1");
    }

    @Test
    void droppingRefusesToLoseWork(Database database) throws SQLException {
        begin(database);
        database.execute(
                "SELECT gitversion.create_branch('feature')",
                "CREATE TABLE branch_feature.extra (a integer)");
        assertThat(
                        refused(database, "VC008", "SELECT gitversion.drop_branch('feature')")
                                .getDetail())
                .contains("tables/extra");
        database.execute("SELECT gitversion.commit('Extra', 'feature')");
        assertThat(
                        refused(database, "VC009", "SELECT gitversion.drop_branch('feature')")
                                .getDetail())
                .contains("main");
        database.execute(
                "SELECT gitversion.merge_branches('feature', 'main')",
                "SELECT gitversion.drop_branch('feature')");
        assertThat(database.value("SELECT to_regnamespace('branch_feature')")).isNull();
        assertThat(database.value("SELECT count(*) FROM gitversion.log('main')")).isEqualTo("2");
        refused(database, "VC003", "SELECT gitversion.drop_branch('feature')");
        database.execute("SELECT gitversion.create_branch('feature')");
    }

    @Test
    void forceGivesWorkUpButTakesNothingElseAlong(Database database) throws SQLException {
        begin(database);
        database.execute(
                "SELECT gitversion.create_branch('feature')",
                "CREATE TABLE branch_feature.extra (a integer)",
                "SET gitversion.guard = off",
                "CREATE VIEW public.outside AS SELECT * FROM branch_feature.extra",
                "RESET gitversion.guard");
        assertThat(
                        refused(database, "VC023", "SELECT gitversion.drop_branch('feature', true)")
                                .getDetail())
                .contains("outside");
        database.execute(
                "DROP VIEW public.outside", "SELECT gitversion.drop_branch('feature', true)");
        assertThat(database.value("SELECT to_regnamespace('branch_feature')")).isNull();
        refused(database, "VC014", "SELECT gitversion.drop_branch('main', true)");
        assertThat(database.value("SELECT name FROM public.t")).isEqualTo("kept");
    }

    @Test
    void aSchemaDroppedBehindOurBackIsNamed(Database database) throws SQLException {
        begin(database);
        database.execute(
                "SELECT gitversion.create_branch('feature')", "DROP SCHEMA branch_feature CASCADE");
        refused(database, "VC011", "SELECT gitversion.status('feature')");
        refused(database, "VC011", "SELECT gitversion.merge_branches('main', 'feature')");
        refused(database, "VC011", "SELECT gitversion.drop_branch('feature')");
        database.execute("SELECT gitversion.drop_branch('feature', true)");
    }

    @Test
    void hostileNamesAreQuoted(Database database) throws SQLException {
        database.execute("CREATE SCHEMA \"" + HOSTILE.replace("\"", "\"\"") + "\"");
        String quoted = database.value("SELECT quote_ident(?::text)", HOSTILE);
        database.execute(
                "CREATE TABLE " + quoted + ".\"sel/ect%\" (\"a \"\" b\" integer DEFAULT 1)",
                "CREATE VIEW " + quoted + ".v AS SELECT * FROM " + quoted + ".\"sel/ect%\"");
        database.value("SELECT gitversion.init('main', ?::name)", HOSTILE);
        database.execute("SELECT gitversion.create_branch('überfluß/名前')");
        String schema = database.value("SELECT schema_name FROM gitversion.branches WHERE id = 2");
        assertThat(SchemaDump.of(database, schema)).isEqualTo(SchemaDump.of(database, HOSTILE));
    }

    @Test
    void aCloneByItselfVerifiesAndRefusesAFullSchema(Database database) throws SQLException {
        begin(database);
        database.execute("SELECT gitversion.clone_schema_objects('public', 'copy')");
        assertThat(SchemaDump.of(database, "copy")).isEqualTo(SchemaDump.of(database, "public"));
        refused(database, "VC023", "SELECT gitversion.clone_schema_objects('public', 'copy')");
        refused(database, "VC011", "SELECT gitversion.clone_schema_objects('nowhere', 'x')");
        refused(database, "VC014", "SELECT gitversion.clone_schema_objects(NULL, 'x')");
    }
}

package org.gitversion.test.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import org.gitversion.test.support.Database;
import org.gitversion.test.support.GitVersionTest;
import org.gitversion.test.support.ServerError;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Paths without folders, objects of revisions, and diffs in other forms. */
@GitVersionTest(databasePerMethod = true)
class ShortPathIT {
    private Database database;

    @BeforeEach
    void start(Database fresh) throws SQLException {
        database = fresh;
        database.value("SELECT gitversion.init()");
        database.value("SELECT gitversion.use_branch('main')");
        database.execute(
                "CREATE TABLE customers (id integer PRIMARY KEY, email text)",
                "CREATE TABLE \"a/b.c%\" (\"x.y\" integer)",
                "CREATE POLICY own ON customers USING (true)",
                "CREATE FUNCTION total(integer) RETURNS integer LANGUAGE sql AS 'SELECT 1'",
                "SELECT gitversion.commit('First')",
                "ALTER TABLE customers ADD COLUMN city text",
                "SELECT gitversion.commit('Second')");
    }

    private String full(String path) throws SQLException {
        return database.value(
                "SELECT gitversion_internal.path_at(gitversion.rev_parse('main'), ?)", path);
    }

    @Test
    void shortPaths() throws SQLException {
        assertThat(full("customers")).isEqualTo("tables/customers");
        assertThat(full("customers.email")).isEqualTo("tables/customers/columns/email");
        assertThat(full("customers.customers_pkey"))
                .isEqualTo("tables/customers/constraints/customers_pkey");
        assertThat(full("customers.own")).isEqualTo("policies/customers/own");
        assertThat(full("total")).isEqualTo("functions/total(integer)");
        assertThat(full("total(integer)")).isEqualTo("functions/total(integer)");
        assertThat(full("a/b.c%")).isEqualTo("tables/a%2Fb.c%25");
        assertThat(full("a/b.c%.x.y")).isEqualTo("tables/a%2Fb.c%25/columns/x.y");
        // Whole paths, folders, and what there is not stay what they are.
        for (String path :
                List.of("tables/customers", "tables", "policies/customers", "nothing", "custom")) {
            assertThat(full(path)).isEqualTo(path);
        }
    }

    @Test
    void ambiguousOnesAreRefused() throws SQLException {
        database.execute(
                "CREATE FUNCTION total(text) RETURNS integer LANGUAGE sql AS 'SELECT 1'",
                "ALTER TABLE customers ADD CONSTRAINT email CHECK (email <> '')",
                "SELECT gitversion.commit('Third')");
        for (String call :
                List.of(
                        "gitversion.log(p_path => 'total')",
                        "gitversion.blame('total')",
                        "gitversion.show('main:total')",
                        "gitversion.restore('total', 'main', 'main')")) {
            ServerError error = ServerError.of(() -> database.execute("SELECT * FROM " + call));
            assertThat(error.state()).as(call).isEqualTo("VC007");
            assertThat(error.detail())
                    .isEqualTo("It fits functions/total(integer), functions/total(text).");
        }
        ServerError error =
                ServerError.of(
                        () -> database.execute("SELECT gitversion.blame('customers.email')"));
        assertThat(error.detail())
                .isEqualTo(
                        "It fits tables/customers/columns/email,"
                                + " tables/customers/constraints/email.");
    }

    @Test
    void whereverAPathIsAnArgument() throws SQLException {
        assertThat(database.column("SELECT message FROM gitversion.log(p_path => 'customers')"))
                .containsExactly("Second", "First");
        assertThat(
                        database.column(
                                "SELECT message FROM gitversion.log(p_path => 'customers.email')"))
                .containsExactly("First");
        assertThat(database.column("SELECT path FROM gitversion.blame('customers.city')"))
                .containsExactly("tables/customers/columns/city");
        database.execute(
                "ALTER TABLE customers DROP COLUMN city", "CREATE TABLE fresh (id integer)");
        database.execute(
                "SELECT gitversion.restore('customers.city')",
                "SELECT gitversion.restore('fresh')");
        assertThat(database.rows("SELECT * FROM gitversion.status()")).isEmpty();
    }

    @Test
    void objectsOfRevisions() throws SQLException {
        assertThat(database.value("SELECT gitversion.show('main:customers')"))
                .contains("city text");
        assertThat(database.value("SELECT gitversion.show('main~1:tables/customers')"))
                .startsWith("CREATE TABLE customers (")
                .doesNotContain("city");
        assertThat(database.value("SELECT gitversion.show(':customers.city')"))
                .isEqualTo("ALTER TABLE customers ADD COLUMN city text;\n");
        assertThat(database.value("SELECT gitversion.show('main:')"))
                .isEqualTo("functions/\npolicies/\ntables/");
        assertThat(database.value("SELECT gitversion.show('main:tables')"))
                .isEqualTo("a%2Fb.c%25\ncustomers");
        assertThat(database.column("SELECT gitversion.show_lines('HEAD:policies/customers')"))
                .containsExactly("own");
        assertThat(
                        database.value(
                                "SELECT string_agg(l, E'\\n"
                                        + "') || E'\\n"
                                        + "' FROM gitversion.show_lines() l"))
                .isEqualTo(database.value("SELECT gitversion.show()"));
        assertThat(
                        ServerError.of(() -> database.execute("SELECT gitversion.show('main:no')"))
                                .state())
                .isEqualTo("VC024");
    }

    @Test
    void diffsInOtherForms() throws SQLException {
        assertThat(database.value("SELECT gitversion.diff()")).isEmpty();
        assertThat(database.column("SELECT gitversion.diff_lines()")).isEmpty();
        database.execute(
                "ALTER TABLE customers RENAME COLUMN email TO mail",
                "ALTER TABLE customers RENAME TO clients",
                "DROP FUNCTION total(integer)");
        assertThat(database.value("SELECT gitversion.diff()"))
                .isEqualTo(database.value("SELECT gitversion.diff('HEAD')"))
                .contains("rename to tables/clients");
        assertThat(
                        database.value(
                                "SELECT string_agg(l, E'\\n"
                                        + "') || E'\\n"
                                        + "' FROM gitversion.diff_lines() l"))
                .isEqualTo(database.value("SELECT gitversion.diff()"));
        assertThat(
                        database.column(
                                "SELECT concat_ws(' ', change, path, old_path, added, removed)"
                                        + " FROM gitversion.diff_stat()"))
                .containsExactly(
                        "RENAME policies/clients/own policies/customers/own 1 1",
                        "RENAME tables/clients tables/customers 2 2",
                        "DROP functions/total(integer) 0 4");
        assertThat(
                        database.column(
                                "SELECT concat_ws(' ', p ->> 'operation', p ->> 'path', p ->>"
                                        + " 'old_path') FROM"
                                        + " jsonb_array_elements(gitversion.diff_json()) d,"
                                        + " jsonb_array_elements(d -> 'parts') p WHERE d ->>"
                                        + " 'object_name' = 'tables/clients'"))
                .containsExactly(
                        "RENAME tables/clients tables/customers",
                        "RENAME tables/clients/columns/mail tables/customers/columns/email");
        assertThat(
                        database.value(
                                "SELECT gitversion.diff_json('main~1', 'main') #>> '{0, parts, 0,"
                                        + " path}'"))
                .isEqualTo("tables/customers/columns/city");
    }

    @Test
    void export() throws SQLException {
        assertThat(database.column("SELECT path FROM gitversion.export('main')"))
                .containsExactly(
                        "functions/total(integer).sql",
                        "policies/customers/own.sql",
                        "tables/a%2Fb.c%25.sql",
                        "tables/customers.sql");
        assertThat(
                        database.rows(
                                "SELECT path FROM gitversion.export('main~1') WHERE content <>"
                                        + " gitversion.show('main~1:' || regexp_replace(path,"
                                        + " '.sql$', ''))"))
                .isEmpty();
    }
}

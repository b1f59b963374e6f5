package org.gitversion.test.kind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.gitversion.test.support.Database;
import org.gitversion.test.support.GitVersionTest;
import org.gitversion.test.support.ServerError;
import org.gitversion.test.support.SourceTree;
import org.junit.jupiter.api.Test;

/** Definitions of single objects: where they are looked up, what is refused, what is left. */
@GitVersionTest(databasePerMethod = true)
class DefinitionIT {
    private static String normalize(Database database, String ddl, String kind)
            throws SQLException {
        return database.value(
                "SELECT gitversion.normalize_ddl_advanced(?, ?::gitversion.object_type)",
                ddl,
                kind);
    }

    private static String ast(Database database, String json) throws SQLException {
        return database.value("SELECT gitversion.ast_to_ddl(?::jsonb)", json);
    }

    private static void prepare(Database database) throws SQLException {
        database.execute(
                "CREATE SCHEMA app",
                "CREATE TABLE app.orders (id integer PRIMARY KEY, total numeric)",
                "SELECT gitversion.init('main', 'app')",
                "SELECT gitversion.create_branch('work', 'main')",
                "SELECT gitversion.use_branch('work')",
                "CREATE TABLE lines (id integer PRIMARY KEY, no integer REFERENCES orders)");
    }

    @Test
    void namesAreLookedUpInTheBranch(Database database) throws SQLException {
        prepare(database);
        String expected =
                "CREATE VIEW v (id, total) AS\n SELECT lines.id,\n    orders.total\n"
                        + "   FROM (lines\n     JOIN orders ON ((orders.id = lines.no)));\n";
        String query = "SELECT lines.id, total FROM lines JOIN orders ON orders.id = no";
        assertThat(normalize(database, "CREATE VIEW v AS " + query, "VIEW"))
                .isEqualTo(
                        normalize(
                                database,
                                "CREATE VIEW branch_work.v AS "
                                        + query.replace("JOIN orders", "JOIN branch_work.orders"),
                                "VIEW"))
                .isEqualTo(normalize(database, "CREATE VIEW elsewhere.v AS " + query, "VIEW"));
        assertThat(normalize(database, "CREATE VIEW v AS " + query, "VIEW"))
                .isEqualToIgnoringWhitespace(expected);
        ServerError missing =
                ServerError.of(
                        () ->
                                normalize(
                                        database,
                                        "CREATE VIEW app.v AS SELECT * FROM lines_gone",
                                        "VIEW"));
        assertThat(missing.state()).isEqualTo("VC061");
        assertThat(missing.message()).contains("lines_gone");
        assertThat(missing.detail()).contains("schema \"app\"");
        assertThat(missing.hint()).isNotEmpty();
    }

    @Test
    void whatTheBranchHasIsNormalizedToItself(Database database) throws SQLException {
        prepare(database);
        database.execute("CREATE INDEX by_no ON lines (no) WHERE id > 0");
        for (List<String> object :
                List.of(List.of("lines", "r", "TABLE"), List.of("by_no", "i", "INDEX"))) {
            String ddl =
                    database.value(
                            "SELECT gitversion.get_object_ddl('branch_work', ?, ?::\"char\")",
                            object.get(0),
                            object.get(1));
            assertThat(normalize(database, ddl, object.get(2))).isEqualTo(ddl);
        }
    }

    @Test
    void nothingStays(Database database) throws SQLException {
        prepare(database);
        String state =
                "SELECT ROW((SELECT count(*) FROM pg_class), (SELECT count(*) FROM pg_namespace),"
                        + " (SELECT count(*) FROM pg_proc), (SELECT count(*) FROM"
                        + " gitversion.ddl_events), (SELECT count(*) FROM pg_locks WHERE"
                        + " relation >= 16384), (SELECT string_agg(name || setting, ',' ORDER BY"
                        + " name) FROM pg_settings), current_setting('gitversion.internal',"
                        + " true))::text";
        String before = database.value(state);
        try (Statement statement = database.session().createStatement()) {
            statement.execute(
                    "SELECT gitversion.normalize_ddl_advanced('CREATE TABLE IF NOT EXISTS t"
                            + " (id serial PRIMARY KEY, o integer REFERENCES orders); ALTER TABLE"
                            + " t ADD COLUMN IF NOT EXISTS id integer', 'TABLE')");
            assertThat((Object) statement.getWarnings()).isNull();
        }
        assertThat(database.value(state)).isEqualTo(before);
    }

    /** What is not the definition of an object is refused before any of it is executed. */
    @Test
    void nothingElseIsExecuted(Database database) throws SQLException {
        prepare(database);
        database.execute("CREATE SEQUENCE public.ran");
        String next = "SELECT nextval('public.ran')";
        for (String text :
                List.of(
                        next,
                        "CREATE TABLE t (id integer); " + next,
                        next + "; CREATE TABLE t (id integer)",
                        "CREATE TABLE t (id integer DEFAULT 1); DO $$ BEGIN PERFORM"
                                + " nextval('public.ran'); END $$",
                        "CREATE TABLE t (id integer); COPY (" + next + ") TO PROGRAM 'cat'",
                        "/* ' */ " + next + " /* ' */",
                        "CREATE TABLE t (id integer DEFAULT '\\'); " + next + " --'",
                        "EXPLAIN ANALYZE " + next,
                        "WITH x AS (" + next + ") SELECT * FROM x",
                        "CALL nothing()",
                        "COMMIT; CREATE TABLE t (id integer)",
                        "SET ROLE postgres; CREATE TABLE t (id integer)",
                        "ALTER SYSTEM SET work_mem = '1MB'",
                        "CREATE TABLE t (id integer); GRANT postgres TO PUBLIC",
                        "CREATE TABLE app.t (id integer); ALTER TABLE public.t ADD x integer",
                        "CREATE TABLE t (id integer); ALTER TABLE orders ADD extra integer",
                        "CREATE TABLE t (id integer); COMMENT ON TABLE orders IS 'x'",
                        "CREATE TABLE t (id integer); CREATE INDEX ON t (id)")) {
            assertThatThrownBy(() -> normalize(database, text, "TABLE"))
                    .as(text)
                    .satisfies(
                            error ->
                                    assertThat(((SQLException) error).getSQLState())
                                            .isIn("VC060", "VC061"));
        }
        normalize(database, "CREATE TABLE t AS SELECT nextval('public.ran') AS id", "TABLE");
        normalize(
                database,
                "CREATE MATERIALIZED VIEW m AS SELECT nextval('public.ran') AS id WITH DATA",
                "MATERIALIZED_VIEW");
        assertThat(database.value("SELECT is_called FROM public.ran")).isEqualTo("f");
    }

    /** Of the routines of others only signatures are copied: a superuser runs nothing of theirs. */
    @Test
    void nobodysCodeRuns(Database database) throws SQLException {
        database.execute(
                "CREATE SEQUENCE public.ran",
                "CREATE SCHEMA app",
                "CREATE FUNCTION app.trap(integer) RETURNS integer LANGUAGE plpgsql IMMUTABLE AS $$"
                        + " BEGIN PERFORM nextval('public.ran'); RETURN $1; END $$",
                "CREATE TABLE app.t (id integer, g integer GENERATED ALWAYS AS (id) STORED)",
                "CREATE DOMAIN app.d AS integer CHECK (app.trap(1) > 0) DEFAULT app.trap(2)",
                "CREATE UNIQUE INDEX i ON app.t (id)",
                "SET search_path = app");
        String called = "SELECT last_value FROM public.ran";
        database.execute("SELECT setval('public.ran', 1)");
        for (List<String> text :
                List.of(
                        List.of("CREATE INDEX ON t (trap(id)) WHERE trap(1) > 0", "INDEX"),
                        List.of("CREATE INDEX ON app.t (app.trap(id))", "INDEX"),
                        List.of("ALTER TABLE t ADD x integer DEFAULT trap(1)", "COLUMN"),
                        List.of("CREATE TABLE u (LIKE t INCLUDING ALL, x d)", "TABLE"),
                        List.of("CREATE VIEW v AS SELECT trap(3) FROM t", "VIEW"),
                        List.of(
                                "CREATE TABLE p (id integer) PARTITION BY RANGE (trap(id + 1))",
                                "TABLE"))) {
            assertThat(normalize(database, text.get(0), text.get(1))).as(text.get(0)).isNotEmpty();
            assertThat(database.value(called)).as(text.get(0)).isEqualTo("1");
        }
    }

    @Test
    void overloadsAreToldApart(Database database) throws SQLException {
        database.execute(
                "CREATE SCHEMA app",
                "SET search_path = app",
                "CREATE FUNCTION f(integer) RETURNS integer LANGUAGE sql RETURN $1",
                "CREATE FUNCTION f(text) RETURNS integer LANGUAGE sql RETURN f(length($1))");
        String ddl =
                normalize(
                        database,
                        "CREATE FUNCTION f(text) RETURNS int LANGUAGE sql RETURN f(length($1))",
                        "FUNCTION");
        assertThat(ddl)
                .isEqualToIgnoringWhitespace(
                        "CREATE FUNCTION f(text) RETURNS integer LANGUAGE sql RETURN"
                                + " f(length($1));");
    }

    /** Whoever has no right to make schemas gets PostgreSQL's error, and nothing else. */
    @Test
    void itTakesTheCallersOwnRights(Database database) throws SQLException {
        database.execute(
                "DO 'BEGIN CREATE ROLE poor; EXCEPTION WHEN duplicate_object THEN END'",
                "SET ROLE poor");
        assertThatThrownBy(() -> normalize(database, "CREATE TABLE t (id integer)", "TABLE"))
                .satisfies(
                        error ->
                                assertThat(((SQLException) error).getSQLState())
                                        .isEqualTo("42501"));
    }

    @Test
    void equivalentAstsHaveOneForm(Database database) throws SQLException {
        database.execute("CREATE SCHEMA app", "SET search_path = app");
        String form =
                "SELECT gitversion.normalize_ast(?::jsonb) = gitversion.parse_ddl_to_ast("
                        + "'CREATE UNLOGGED TABLE t (b text, a integer DEFAULT 1) WITH"
                        + " (fillfactor = 50, autovacuum_enabled = off)', 'TABLE')";
        String same =
                "{\"children\": [{\"kind\": \"column\", \"path\": \"columns/b\", \"position\": 3,"
                    + " \"slots\": {\"type\": \"text\", \"collation\": null}}, {\"slots\":"
                    + " {\"default\": \"1\", \"type\": \"integer\", \"options\": []}, \"path\":"
                    + " \"columns/a\", \"position\": 7, \"kind\": \"column\"}], \"slots\":"
                    + " {\"options\": [\"fillfactor=50\", \"autovacuum_enabled=off\","
                    + " \"fillfactor=50\"], \"persistence\": \"unlogged\"}, \"path\": \"tables/t\","
                    + " \"kind\": \"table\", \"gitversion_ast\": 1, \"layout\": {}}";
        String parsed =
                database.value(
                        "SELECT gitversion.parse_ddl_to_ast('CREATE UNLOGGED TABLE t (b text, a"
                                + " integer DEFAULT 1) WITH (fillfactor = 50, autovacuum_enabled ="
                                + " off)', 'TABLE')");
        assertThat(database.value("SELECT gitversion.normalize_ast(?::jsonb)", same))
                .isEqualTo(parsed);
        assertThat(database.value(form, same)).isEqualTo("t");
        assertThat(ast(database, same.replace("\"integer\"", "\"int4\"")))
                .isEqualTo(ast(database, same));
    }

    /** Each is refused, by the place in the JSON or as no definition; nothing of it runs. */
    @Test
    void anAstIsChecked(Database database) throws SQLException {
        database.execute("CREATE SCHEMA app", "SET search_path = app", "CREATE TABLE kept ()");
        String good =
                "{\"gitversion_ast\": 1, \"kind\": \"table\", \"path\": \"tables/t\", \"children\":"
                        + " [{\"kind\": \"column\", \"path\": \"columns/a\", \"position\": 1,"
                        + " \"slots\": {\"type\": \"integer\", \"default\": \"1\"}}]}";
        assertThat(ast(database, good))
                .isEqualTo("CREATE TABLE t (\n    a integer DEFAULT 1\n);\n");
        for (List<String> wrong :
                List.of(
                        List.of("\"gitversion_ast\": 1", "\"gitversion_ast\": 2", "$.gitversion"),
                        List.of("\"kind\": \"table\"", "\"kind\": \"tabel\"", "$.kind"),
                        List.of("tables/t", "views/t", "$.path"),
                        List.of("tables/t", "tables", "$.path"),
                        List.of("\"type\": \"integer\"", "\"type\": 5", "$.children[0].slots.type"),
                        List.of("\"type\"", "\"tipe\"", "$.children[0].slots.tipe"),
                        List.of("\"position\": 1", "\"position\": -1", "[0].position"),
                        List.of("\"position\": 1,", "", "columns/a"),
                        List.of("\"path\": \"columns/a\"", "\"path\": \"a\"", "[0].path"),
                        List.of("\"1\"", "\"1, b integer\"", "$"),
                        List.of("\"1\"", "\"1 NOT NULL\"", "slots.not_null"),
                        List.of("\"integer\"", "\"integer PRIMARY KEY\"", "$"),
                        List.of("\"1\"", "\"1); DROP TABLE app.kept; --\"", "DROP"),
                        List.of("\"1\"", "\"1); ALTER TABLE app.kept ADD x integer; --\"", ""),
                        List.of("\"1\"", "\"1); COPY kept TO PROGRAM 'true'; --\"", "COPY"))) {
            assertThatThrownBy(() -> ast(database, good.replace(wrong.get(0), wrong.get(1))))
                    .as(wrong.toString())
                    .satisfies(
                            error -> {
                                assertThat(((SQLException) error).getSQLState())
                                        .isIn("VC060", "VC062");
                                assertThat(error.getMessage()).contains(wrong.get(2));
                            });
        }
        assertThat(
                        database.value(
                                "SELECT count(*) FROM pg_attribute WHERE attrelid ="
                                        + " 'app.kept'::regclass AND attnum > 0"))
                .isEqualTo("0");
    }

    @Test
    void theManualsExample(Database database) throws Exception {
        String manual = Files.readString(SourceTree.root().resolve("extension/doc/gitversion.md"));
        String script;
        try (InputStream stream = getClass().getResourceAsStream("definition-example.sql")) {
            script = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
        String output = database.psql(script, "-q", "-a").expectSuccess();
        assertThat(manual).contains("```console\n" + output + "```");
    }
}

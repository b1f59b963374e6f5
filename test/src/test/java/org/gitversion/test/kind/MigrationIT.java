package org.gitversion.test.kind;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.gitversion.test.merge.PlainDump;
import org.gitversion.test.support.Cluster;
import org.gitversion.test.support.Database;
import org.gitversion.test.support.SchemaDump;
import org.gitversion.test.support.ServerError;
import org.gitversion.test.support.Shell;
import org.gitversion.test.support.SourceTree;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Scripts of migrations, run by psql on databases that know nothing of gitversion. */
class MigrationIT {
    private static final AtomicInteger COUNT = new AtomicInteger();

    private static final String SHOP =
            """
            CREATE TABLE customers (id serial PRIMARY KEY, email varchar(100) NOT NULL,
                kind varchar(10) CHECK (kind IN ('a', 'b')), rate numeric(10, 3));
            CREATE FUNCTION total() RETURNS bigint LANGUAGE plpgsql AS $$
                BEGIN RETURN (SELECT count(*) FROM app.customers); END $$;
            CREATE VIEW few AS SELECT id, email FROM customers WHERE kind IN ('a');
            COMMENT ON TABLE customers IS 'who buys';
            """;

    /** A database without gitversion, with a schema app that a script makes. */
    private static Database elsewhere(String script) throws SQLException {
        Database database =
                Cluster.shared()
                        .createEmptyDatabase("elsewhere_" + COUNT.incrementAndGet(), "UTF8");
        for (String extension : Lab.EXTENSIONS) {
            database.execute("CREATE EXTENSION " + extension + " SCHEMA public");
        }
        database.psql("CREATE SCHEMA app; SET search_path = app, public; " + script, "-q")
                .expectSuccess();
        return database;
    }

    /** What a change of branch main is as files. */
    private static Map<String, String> files(Lab lab, String change) throws SQLException {
        return files(lab, change, false);
    }

    private static Map<String, String> files(Lab lab, String change, boolean back)
            throws SQLException {
        lab.run("SET search_path = app, public; " + change);
        lab.database().value("SELECT gitversion.commit('Change', 'main')");
        Map<String, String> files = new LinkedHashMap<>();
        for (List<String> row :
                lab.database()
                        .rows(
                                "SELECT * FROM gitversion.migration(?, ?)",
                                back ? "main" : "main~1",
                                back ? "main~1" : "main")) {
            files.put(row.get(0), row.get(1));
        }
        return files;
    }

    private static String refused(Database database, String script) {
        Shell.Result result = database.psql(script, "-q", "-v", "VERBOSITY=verbose");
        assertThat(result.status()).as(result.output()).isEqualTo(3);
        return result.output();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("org.gitversion.test.kind.PropertyCasesIT#cases")
    void everyPropertyIsChangedElsewhereAndBack(String name) throws SQLException, IOException {
        Path folder =
                SourceTree.root().resolve("test/src/test/resources/cases/property").resolve(name);
        String base = Files.readString(folder.resolve("base.sql"));
        try (Lab lab = Lab.of(base)) {
            Map<String, String> files = files(lab, Files.readString(folder.resolve("change.sql")));
            Database other = elsewhere(base);
            List<String> before = PlainDump.of(other, "app");
            other.psql(files.get("up.sql"), "-q").expectSuccess();
            assertThat(SchemaDump.difference(SchemaDump.of(other, "app"), lab.dump())).isEmpty();
            String down = files.get("down.sql");
            if (down == null) {
                assertThat(files.get("up.sql")).contains("-- There is no way back in place: ");
            } else {
                other.psql(down, "-q").expectSuccess();
                // What is made again comes last in its table: PostgreSQL cannot reorder columns.
                assertThat(PlainDump.of(other, "app")).isEqualTo(before);
            }
            other.drop();
        }
    }

    @Test
    void rowsStayAndScriptsRefuseOnAnythingElse() throws SQLException {
        try (Lab lab = Lab.of(SHOP)) {
            Map<String, String> files =
                    files(
                            lab,
                            "ALTER TABLE customers RENAME TO clients;"
                                    + " ALTER TABLE clients ADD COLUMN points int NOT NULL DEFAULT"
                                    + " 0, ALTER COLUMN rate TYPE numeric(10, 1)");
            Database other = elsewhere(SHOP);
            other.execute("INSERT INTO app.customers VALUES (1, 'x', 'a', 0.5), (2, 'y', 'b', 1)");
            // What is the tool's is no part of the state; nor are rights and the order of columns.
            other.execute(
                    "CREATE TABLE app.flyway_schema_history (installed_rank int PRIMARY KEY)",
                    "GRANT SELECT ON app.customers TO PUBLIC");
            String up = files.get("up.sql");

            other.execute("CREATE TABLE app.stranger ()");
            assertThat(refused(other, up))
                    .contains(
                            "VC095", "schema \"app\" is not in the state that this script begins");
            other.execute("DROP TABLE app.stranger", "COMMENT ON TABLE app.customers IS NULL");
            assertThat(refused(other, up)).contains("VC095");
            other.execute("COMMENT ON TABLE app.customers IS 'who buys'");

            other.execute("UPDATE app.customers SET rate = 0.25 WHERE id = 2");
            assertThat(refused(other, up))
                    .contains("22000", "cannot hold the values that are there", "Find them by: ");
            other.execute("UPDATE app.customers SET rate = 2 WHERE id = 2");

            int end = up.lastIndexOf("DO $gitversion$");
            assertThat(
                            refused(
                                    other,
                                    up.substring(0, end)
                                            + "ALTER TABLE clients ALTER points SET DEFAULT 1;\n"
                                            + up.substring(end)))
                    .contains("VC095", "not in the state that this script leads to");
            assertThat(other.value("SELECT to_regclass('app.clients')")).isNull();

            // Releases print views in their own ways, so that another one asks for less.
            other.execute(
                    "CREATE OR REPLACE VIEW app.few AS SELECT id, email FROM app.customers WHERE"
                            + " kind IN ('b')");
            assertThat(refused(other, up)).contains("VC095");
            String elsewhere = up.replaceAll("/ 10000 = \\d+;", "/ 10000 = 1;");
            assertThat(elsewhere).isNotEqualTo(up).doesNotContain("{NULL", ",NULL");
            other.psql(elsewhere.replace("COMMIT;", "ROLLBACK;"), "-q").expectSuccess();
            other.execute(
                    "CREATE OR REPLACE VIEW app.few AS SELECT id, email FROM app.customers WHERE"
                            + " kind IN ('a')");

            other.psql(up, "-q").expectSuccess();
            assertThat(other.column("SELECT email || points FROM app.clients ORDER BY id"))
                    .containsExactly("x0", "y0");
            assertThat(refused(other, up)).contains("VC095", "is already in the state that this");
            assertThat(
                            other.value(
                                    "SELECT count(*)::text FROM pg_proc WHERE proname LIKE"
                                            + " '%schema_hash'"))
                    .isEqualTo("0");
            other.psql(files.get("down.sql"), "-q").expectSuccess();
            assertThat(other.column("SELECT rate::text FROM app.customers ORDER BY id"))
                    .containsExactly("0.500", "2.000");
            other.drop();
        }
    }

    @Test
    void aScriptIsForTheSchemaThatIsNamed() throws SQLException {
        try (Lab lab = Lab.of(SHOP)) {
            files(lab, "ALTER TABLE customers ADD COLUMN points int");
            Database other = elsewhere("");
            other.psql(
                            "CREATE SCHEMA \"Other's\"; SET search_path = \"Other's\"; "
                                    + SHOP.replace("app.", "\"Other's\"."),
                            "-q")
                    .expectSuccess();
            String call = "SELECT content FROM gitversion.migration('main~1', 'main', 'sql', ?)";
            for (String script : lab.database().column(call, "Other's")) {
                other.psql(script, "-q").expectSuccess();
            }
            String points =
                    "SELECT count(*)::text FROM pg_attribute WHERE attname = 'points' AND attrelid"
                            + " = '\"Other''s\".customers'::regclass";
            assertThat(other.value(points)).isEqualTo("0");
            other.psql(
                            lab.database()
                                    .value(
                                            "SELECT gitversion.plan_script('main~1', 'main', ?)",
                                            "Other's"),
                            "-q")
                    .expectSuccess();
            assertThat(other.value(points)).isEqualTo("1");
            other.drop();
        }
    }

    @Test
    void rowsOfTheSchemaComeAlongAndWhatTakesGitversionIsRefused() throws SQLException {
        String base =
                "CREATE TABLE codes (code text PRIMARY KEY, label text); CREATE TABLE uses (code"
                        + " text REFERENCES codes ON DELETE CASCADE);";
        try (Lab lab = Lab.of(base)) {
            lab.database().value("SELECT gitversion.track_rows('app.codes', 'reference')");
            Map<String, String> files =
                    files(lab, "INSERT INTO codes VALUES ('a', 'A'), ('b', 'it''s')");
            Database other = elsewhere(base);
            other.psql(files.get("up.sql"), "-q").expectSuccess();
            assertThat(other.column("SELECT label FROM app.codes ORDER BY code"))
                    .containsExactly("A", "it's");
            other.psql(files.get("down.sql"), "-q").expectSuccess();
            other.drop();

            Map<String, String> less = files(lab, "DELETE FROM codes WHERE code = 'b'", true);
            assertThat(less.get("up.sql"))
                    .contains("-- There is no way back in place: the plan needs gitversion at");
            assertThat(less).doesNotContainKey("down.sql");
            ServerError error =
                    ServerError.of(
                            () ->
                                    lab.database()
                                            .rows(
                                                    "SELECT * FROM gitversion.migration("
                                                            + "'main~1', 'main')"));
            assertThat(error.state()).isEqualTo("VC094");
            assertThat(error.message()).contains("tables/codes/rows/reference");
        }
    }

    @Test
    void rowsAreMovedElsewhereAndBack() throws SQLException {
        String base = "CREATE TABLE t (id int, v text);";
        try (Lab lab = Lab.of(base)) {
            lab.run(
                    "SET search_path = app, public; DROP TABLE t; CREATE TABLE t (id int, v text)"
                            + " PARTITION BY LIST (id); CREATE TABLE t1 PARTITION OF t DEFAULT");
            lab.database().value("SELECT gitversion.commit('Change', 'main')");
            String moving = "'main~1', 'main', p_move_data => true)";
            ServerError error =
                    ServerError.of(
                            () ->
                                    lab.database()
                                            .value(
                                                    "SELECT gitversion.plan_script('main~1',"
                                                            + " 'main')"));
            assertThat(error.hint()).contains("p_move_data => true");
            assertThat(lab.database().value("SELECT gitversion.plan_json(" + moving + "::text"))
                    .contains("ATTACH PARTITION");
            Map<String, String> files = new LinkedHashMap<>();
            for (List<String> row :
                    lab.database().rows("SELECT * FROM gitversion.migration(" + moving)) {
                files.put(row.get(0), row.get(1));
            }
            files.put("plan.sql", lab.database().value("SELECT gitversion.plan_script(" + moving));
            Database other = elsewhere(base);
            other.execute("INSERT INTO app.t VALUES (1, 'a'), (2, 'b')");
            List<String> before = PlainDump.of(other, "app");
            for (String up : List.of("up.sql", "plan.sql")) {
                other.psql(files.get(up), "-q").expectSuccess();
                assertThat(SchemaDump.difference(SchemaDump.of(other, "app"), lab.dump()))
                        .isEmpty();
                assertThat(other.column("SELECT v FROM ONLY app.t1 ORDER BY id"))
                        .containsExactly("a", "b");
                other.psql(files.get("down.sql"), "-q").expectSuccess();
                assertThat(PlainDump.of(other, "app")).isEqualTo(before);
                assertThat(other.column("SELECT v FROM ONLY app.t ORDER BY id"))
                        .containsExactly("a", "b");
            }
            other.drop();
        }
    }

    @Test
    void aPlanForProgramsIsThePlan() throws SQLException {
        try (Lab lab = Lab.of(SHOP)) {
            files(lab, "ALTER TABLE customers ADD COLUMN points int");
            assertThat(
                            lab.database()
                                    .rows(
                                            "SELECT r.* FROM jsonb_populate_recordset(NULL::record,"
                                                + " gitversion.plan_json('main~1', 'main')) AS r"
                                                + " (step int, statement text, object text,"
                                                + " lock_mode text)"))
                    .isNotEmpty()
                    .isEqualTo(
                            lab.database()
                                    .rows(
                                            "SELECT step, statement, object, lock_mode FROM"
                                                    + " gitversion.plan('main~1', 'main')"));
            assertThat(lab.database().value("SELECT gitversion.plan_json('main', 'main')"))
                    .isEqualTo("[]");
        }
    }
}

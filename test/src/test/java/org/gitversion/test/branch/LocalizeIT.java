package org.gitversion.test.branch;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.gitversion.test.support.Database;
import org.gitversion.test.support.GitVersionTest;
import org.gitversion.test.support.Integrity;
import org.gitversion.test.support.SchemaDump;
import org.gitversion.test.support.ServerError;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What says the root's schema can mean a branch. */
@GitVersionTest(databasePerMethod = true)
class LocalizeIT {
    @BeforeEach
    void start(Database database) throws SQLException {
        database.execute(
                "CREATE SCHEMA \"we ird\"",
                "SET search_path = \"we ird\"",
                "CREATE TYPE mood AS ENUM ('a', 'b')",
                "CREATE TABLE orders (id serial PRIMARY KEY, m mood)",
                "CREATE FUNCTION base(integer DEFAULT 1) RETURNS integer LANGUAGE sql"
                        + " IMMUTABLE RETURN 1",
                "CREATE FUNCTION trg() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN new; END'",
                "SELECT gitversion.init('main', 'we ird')",
                "SELECT gitversion.create_branch('feature/x', 'main')",
                "SELECT gitversion.use_branch('feature/x')",
                "SET gitversion.guard = off");
    }

    @AfterEach
    void end(Database database) throws SQLException {
        database.session().close();
    }

    @Test
    void allThatNamesTheRootComesToMeanTheBranch(Database database) throws SQLException {
        database.execute(
                "CREATE FUNCTION f() RETURNS integer LANGUAGE plpgsql COST 7 AS $$ BEGIN\n-- \"we"
                        + " ird\".orders\nDELETE FROM \"we ird\".orders;\nRETURN \"we"
                        + " ird\".base(); END $$",
                "CREATE PROCEDURE p() LANGUAGE sql SET search_path = \"we ird\" AS 'DELETE FROM"
                        + " \"we ird\".orders'",
                "COMMENT ON FUNCTION f() IS 'kept'");
        database.execute("SELECT gitversion.commit('Bodies')");
        ServerError error =
                ServerError.of(
                        () ->
                                database.execute(
                                        "SELECT gitversion.merge_branches('feature/x', 'main')"));
        assertThat(error.state()).isEqualTo("VC018");
        assertThat(error.detail()).contains("functions/f()", "procedures/p()");
        assertThat(error.hint()).contains("gitversion.localize");
        database.execute(
                "CREATE FUNCTION atomic() RETURNS integer BEGIN ATOMIC SELECT \"we ird\".base();"
                        + " END",
                "CREATE VIEW v WITH (security_barrier) AS SELECT o.id, \"we ird\".base() AS b FROM"
                        + " \"we ird\".orders o",
                "CREATE TABLE t (a integer DEFAULT \"we ird\".base(), m \"we ird\".mood, o integer"
                        + " REFERENCES \"we ird\".orders, CHECK (\"we ird\".base() = 1))",
                "COMMENT ON CONSTRAINT t_o_fkey ON t IS 'kept too'",
                "CREATE TRIGGER g BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION \"we"
                        + " ird\".trg()");
        List<List<String>> dry =
                database.rows(
                        "SELECT path, line, before, after, result FROM"
                                + " gitversion.localize('feature/x', true)");
        assertThat(dry)
                .contains(
                        List.of(
                                "functions/f()",
                                "3",
                                "DELETE FROM \"we ird\".orders;",
                                "DELETE FROM branch_feature_x.orders;",
                                "rewritten"),
                        List.of(
                                "tables/t/constraints/t_o_fkey",
                                "1",
                                "FOREIGN KEY (o) REFERENCES \"we ird\".orders(id)",
                                "FOREIGN KEY (o) REFERENCES orders(id)",
                                "rewritten"),
                        List.of(
                                "procedures/p()",
                                "1",
                                "search_path=\"we ird\"",
                                "search_path=branch_feature_x",
                                "rewritten"));
        assertThat(ServerError.of(() -> database.execute("SELECT gitversion.commit('x')")).state())
                .isEqualTo("VC018");
        assertThat(
                        database.rows(
                                "SELECT path, line, before, after, result FROM"
                                        + " gitversion.localize('feature/x')"))
                .isEqualTo(dry);
        assertThat(database.rows("SELECT * FROM gitversion.localize('feature/x')")).isEmpty();
        database.execute(
                "SELECT gitversion.commit('Local')",
                "SELECT gitversion.merge_branches('feature/x', 'main')");
        assertThat(
                        database.column(
                                "SELECT prosrc FROM pg_proc WHERE pronamespace = '\"we"
                                    + " ird\"'::regnamespace AND proname = 'f' AND procost = 7 AND"
                                    + " obj_description(oid) = 'kept'"))
                .hasSize(1)
                .allMatch(body -> body.contains("DELETE FROM \"we ird\".orders;"));
        assertThat(
                        database.value(
                                "SELECT obj_description(oid) FROM pg_constraint WHERE conrelid ="
                                        + " '\"we ird\".t'::regclass AND contype = 'f'"))
                .isEqualTo("kept too");
        assertThat(
                        database.value(
                                "SELECT reloptions FROM pg_class WHERE oid = '\"we"
                                        + " ird\".v'::regclass"))
                .contains("security_barrier");
        assertThat(Integrity.problems(database)).isEmpty();
    }

    /** The same objects, made with the names of the branch itself, are what must come of them. */
    @Test
    void everyKindOfObjectBecomesAsIfItHadBeenMadeOnTheBranch(Database database)
            throws SQLException {
        database.execute(
                "SELECT gitversion.use_branch('main')",
                "CREATE DOMAIN dom AS integer",
                "CREATE COLLATION co FROM \"C\"",
                "CREATE TABLE par (id integer, p text)",
                "CREATE SCHEMA ext",
                "SELECT gitversion.commit('More', 'main')",
                "SELECT gitversion.create_branch('far', 'main')",
                "SELECT gitversion.create_branch('near', 'main')",
                "SELECT gitversion.use_branch('near')");
        database.execute(ofEveryKind("branch_near.", "branch_near"));
        database.value("SELECT gitversion.commit('Near')");
        database.execute("SELECT gitversion.use_branch('far')");
        database.execute(ofEveryKind("\"we ird\".", "\"we ird\""));
        List<List<String>> rows =
                database.rows("SELECT path, result FROM gitversion.localize('far')");
        assertThat(rows).hasSizeGreaterThan(20).allMatch(row -> row.get(1).equals("rewritten"));
        assertThat(database.rows("SELECT * FROM gitversion.localize('far')")).isEmpty();
        assertThat(SchemaDump.of(database, "branch_far"))
                .isEqualTo(
                        SchemaDump.of(database, "branch_near")
                                .replace("branch_near", "branch_far"));
        database.execute(
                "SELECT gitversion.commit('Local', 'far')",
                "SELECT gitversion.merge_branches('far', 'main')");
        assertThat(database.value("SELECT gitversion.compute_tree_hash('we ird')"))
                .isEqualTo(database.value("SELECT gitversion.compute_tree_hash('branch_near')"));
        assertThat(Integrity.problems(database)).isEmpty();
    }

    private static String ofEveryKind(String root, String path) {
        return """
        CREATE MATERIALIZED VIEW m WITH (autovacuum_enabled = off) AS SELECT id, m FROM {r}orders;
        CREATE UNIQUE INDEX ON m (id);
        COMMENT ON INDEX m_id_idx IS 'mi';
        COMMENT ON MATERIALIZED VIEW m IS 'mv';
        COMMENT ON COLUMN m.id IS 'id';
        GRANT SELECT ON m TO PUBLIC;
        CREATE MATERIALIZED VIEW empty AS SELECT id FROM {r}orders WITH NO DATA;
        CREATE FUNCTION g({r}mood, x {r}dom DEFAULT 3) RETURNS SETOF {r}orders LANGUAGE sql
            AS 'SELECT * FROM {r}orders';
        COMMENT ON FUNCTION g IS 'gg';
        REVOKE EXECUTE ON FUNCTION g FROM PUBLIC;
        CREATE TABLE t (id integer PRIMARY KEY, a integer DEFAULT {r}base(),
            m {r}mood DEFAULT 'a' NOT NULL, ms {r}mood[], c text COLLATE {r}co,
            CHECK ({r}base() = 1), EXCLUDE USING btree ({r}base(a) WITH =));
        CREATE INDEX ti ON t ({r}base(a));
        COMMENT ON INDEX ti IS 'ti';
        ALTER TABLE t CLUSTER ON ti;
        ALTER INDEX ti ALTER COLUMN 1 SET STATISTICS 77;
        CREATE POLICY pol ON t USING ({r}base() = 1 AND EXISTS (SELECT FROM {r}orders))
            WITH CHECK ({r}base() > 0);
        CREATE DOMAIN d AS integer DEFAULT {r}base() CONSTRAINT dc CHECK ({r}base(VALUE) = 1);
        COMMENT ON CONSTRAINT dc ON DOMAIN d IS 'dc';
        CREATE RULE r AS ON INSERT TO t DO ALSO INSERT INTO {r}orders (id) VALUES (1);
        COMMENT ON RULE r ON t IS 'rr';
        CREATE STATISTICS st ON ({r}base(id)), a FROM t;
        ALTER STATISTICS st SET STATISTICS 11;
        COMMENT ON STATISTICS st IS 'st';
        CREATE CONSTRAINT TRIGGER ct AFTER INSERT ON t DEFERRABLE
            FOR EACH ROW EXECUTE FUNCTION {r}trg();
        ALTER TABLE t DISABLE TRIGGER ct;
        CREATE TYPE comp AS (a {r}mood);
        CREATE TABLE partitioned (a integer, m {r}mood) PARTITION BY LIST (a);
        CREATE TABLE partition PARTITION OF partitioned FOR VALUES IN (1);
        CREATE VIEW v AS SELECT * FROM {r}orders;
        COMMENT ON COLUMN v.id IS 'vid';
        GRANT SELECT ON v TO PUBLIC;
        CREATE TABLE fk (o integer REFERENCES {r}orders ON DELETE CASCADE);
        CREATE FUNCTION sp() RETURNS integer LANGUAGE sql SET search_path = {p}, ext
            AS 'SELECT 1';
        CREATE FUNCTION sp1() RETURNS integer LANGUAGE sql SET search_path = {p}
            AS 'SELECT 1';
        """
                .replace("{r}", root)
                .replace("{p}", path);
    }

    /** Members of extensions stay where they are, and routines find them. */
    @Test
    void pathsKeepTheSchemaOfExtensionsBehindThatOfTheBranch(Database database)
            throws SQLException {
        database.execute(
                "CREATE EXTENSION citext SCHEMA \"we ird\"",
                "CREATE FUNCTION f() RETURNS boolean LANGUAGE plpgsql SET search_path = \"we ird\","
                        + " pg_temp AS 'BEGIN RETURN ''a''::citext = ''A''; END'",
                "SELECT gitversion.localize('feature/x')");
        assertThat(
                        database.value(
                                "SELECT proconfig[1] FROM pg_proc WHERE oid ="
                                        + " 'branch_feature_x.f()'::regprocedure"))
                .isEqualTo("search_path=branch_feature_x, \"we ird\", pg_temp");
        assertThat(database.value("SELECT f()")).isEqualTo("t");
        assertThat(database.rows("SELECT * FROM gitversion.localize('feature/x')")).isEmpty();
        database.execute(
                "SELECT gitversion.commit('Local')",
                "SELECT gitversion.merge_branches('feature/x', 'main')");
        assertThat(
                        database.value(
                                "SELECT proconfig[1] FROM pg_proc WHERE oid = '\"we"
                                        + " ird\".f()'::regprocedure"))
                .isEqualTo("search_path=\"we ird\", pg_temp");
    }

    @Test
    void whatCannotBeDecidedOrDoneIsListed(Database database) throws SQLException {
        database.execute(
                "CREATE TABLE \"we ird\".only_root (id integer)",
                "CREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS $$ BEGIN EXECUTE 'DELETE"
                        + " FROM \"we ird\".orders'; END $$",
                "CREATE AGGREGATE g(\"we ird\".mood) (sfunc = array_append, stype = \"we"
                        + " ird\".mood[])",
                "CREATE TABLE n (a integer, b integer GENERATED ALWAYS AS (\"we ird\".base(a))"
                        + " STORED)",
                "CREATE DOMAIN o AS \"we ird\".mood",
                "CREATE VIEW w AS SELECT id FROM \"we ird\".only_root");
        assertThat(
                        database.rows(
                                "SELECT path, result FROM gitversion.localize('feature/x') ORDER BY"
                                        + " 1"))
                .satisfies(
                        rows -> {
                            assertThat(rows.get(0).get(0)).startsWith("aggregates/g(");
                            assertThat(rows.get(0).get(1))
                                    .contains("changes no aggregate in place");
                            assertThat(rows.get(1))
                                    .isEqualTo(List.of("functions/f()", "not certain"));
                            assertThat(rows.get(2).get(0)).isEqualTo("tables/n/columns/b");
                            assertThat(rows.get(2).get(1)).contains("changes no generated column");
                            assertThat(rows.get(3).get(0)).isEqualTo("types/o");
                            assertThat(rows.get(3).get(1)).contains("changes no type in place");
                            assertThat(rows.get(4).get(0)).isEqualTo("views/w");
                            assertThat(rows.get(4).get(1)).contains("\"only_root\" does not exist");
                        })
                .hasSize(5);
        List<String> listed =
                database.column("SELECT path FROM gitversion.localize('feature/x', true)");
        String detail =
                ServerError.of(() -> database.execute("SELECT gitversion.commit('x')")).detail();
        assertThat(listed)
                .filteredOn(path -> !path.equals("functions/f()"))
                .allSatisfy(path -> assertThat(detail).contains(path));
        assertThat(
                        ServerError.of(() -> database.execute("SELECT gitversion.localize('main')"))
                                .state())
                .isEqualTo("VC014");
    }

    @Test
    void aScriptRunsOnABranch(Database database) throws SQLException {
        database.execute("SELECT gitversion.use_branch('main')", "SET statement_timeout = '77s'");
        String script =
                """
                SET statement_timeout = 0; SET search_path = "we ird", pg_catalog;
                CREATE TABLE "we ird".made (id integer, o integer REFERENCES "we ird".orders (id));
                CREATE SEQUENCE "we ird".made_id_seq OWNED BY "we ird".made.id;
                ALTER TABLE ONLY "we ird".made ALTER COLUMN id
                    SET DEFAULT nextval('"we ird".made_id_seq'::regclass);
                CREATE INDEX made_idx ON "we ird".made USING btree (id);
                COMMENT ON COLUMN "we ird".made.id IS 'in "we ird".';
                CREATE FUNCTION "we ird".mf() RETURNS integer LANGUAGE plpgsql AS $x$
                    BEGIN RETURN (SELECT count(*) FROM "we ird".made); END $x$;
                CREATE OR REPLACE FUNCTION "we ird".mg() RETURNS integer LANGUAGE sql
                    AS 'SELECT id FROM "we ird".made';
                DO $x$ BEGIN ALTER TABLE "we ird".made ADD COLUMN z text; END $x$;
                GRANT USAGE ON SCHEMA "we ird" TO PUBLIC;
                INSERT INTO "we ird".made (o) VALUES (NULL);
                SELECT pg_catalog.setval('"we ird".made_id_seq', 5);
                CREATE VIEW "we ird".mv AS SELECT made.id, "we ird".mf() AS f FROM "we ird".made;
                """;
        database.value("SELECT gitversion.run_on_branch('feature/x', ?)", script);
        assertThat(database.column("SELECT path FROM gitversion.status('feature/x') ORDER BY 1"))
                .containsExactly(
                        "functions/mf()",
                        "functions/mg()",
                        "indexes/made_idx",
                        "sequences/made_id_seq",
                        "tables/made",
                        "views/mv");
        assertThat(database.rows("SELECT * FROM gitversion.status('main')")).isEmpty();
        assertThat(database.value("SHOW statement_timeout")).isEqualTo("77s");
        assertThat(database.value("SHOW search_path")).startsWith("\"we ird\"");
        assertThat(database.value("SELECT gitversion.current_branch()")).isEqualTo("main");
        assertThat(database.value("SELECT count(*) FROM branch_feature_x.made")).isEqualTo("1");
        database.execute(
                "SELECT gitversion.commit('Script', 'feature/x')",
                "SELECT gitversion.merge_branches('feature/x', 'main')");
        assertThat(database.value("SELECT \"we ird\".mf()")).isEqualTo("0");
        assertThat(Integrity.problems(database)).isEmpty();
    }

    @Test
    void aScriptThatIsNotCertainIsRefused(Database database) throws SQLException {
        database.execute("SELECT gitversion.use_branch('main')");
        for (String script :
                List.of(
                        "BEGIN; CREATE TABLE \"we ird\".q (); COMMIT",
                        "CREATE TABLE q (); ROLLBACK",
                        "SAVEPOINT s",
                        "PREPARE TRANSACTION 'x'",
                        "DO $$ BEGIN EXECUTE 'DROP TABLE \"we ird\".orders'; END $$",
                        "SELECT set_config('search_path', '\"we ird\"', false)",
                        "ALTER SCHEMA \"we ird\" RENAME TO x",
                        "DROP SCHEMA \"we ird\" CASCADE",
                        "\\connect other",
                        "SELECT 'not closed")) {
            ServerError error =
                    ServerError.of(
                            () ->
                                    database.value(
                                            "SELECT gitversion.run_on_branch('feature/x', ?)",
                                            script));
            assertThat(error).as(script).isNotNull();
            assertThat(error.state()).as(script + error).isEqualTo("VC044");
            assertThat(error.detail()).startsWith("line 1: ");
        }
        // What only shows when it runs is stopped by the guard, and nothing is left of the rest.
        ServerError error =
                ServerError.of(
                        () ->
                                database.value(
                                        "SELECT gitversion.run_on_branch('feature/x', ?)",
                                        "CREATE TABLE q (); DO $$ BEGIN EXECUTE 'DROP TABLE \"we'"
                                                + " || ' ird\".orders'; END $$"));
        assertThat(error.state()).isEqualTo("VC045");
        assertThat(database.rows("SELECT * FROM gitversion.status('feature/x')")).isEmpty();
        assertThat(database.value("SELECT gitversion.current_branch()")).isEqualTo("main");
        database.execute("CREATE TABLE mine (a integer)");
    }

    @Test
    void anOrdinaryRoleMayDoIt(Database database) throws SQLException {
        database.execute(
                "DROP ROLE IF EXISTS localize_user",
                "CREATE ROLE localize_user LOGIN",
                "GRANT gitversion_admin TO localize_user",
                "GRANT ALL ON SCHEMA branch_feature_x TO localize_user");
        try (Connection session = database.connect("localize_user");
                Statement statement = session.createStatement()) {
            statement.execute(
                    "SELECT gitversion.run_on_branch('feature/x', 'CREATE TABLE \"we ird\".theirs"
                            + " (a integer)')");
            statement.execute(
                    "CREATE FUNCTION branch_feature_x.f() RETURNS bigint LANGUAGE plpgsql AS $$"
                            + " BEGIN RETURN (SELECT count(*) FROM \"we ird\".theirs); END $$");
            statement.execute("SELECT * FROM gitversion.localize('feature/x')");
            statement.execute("SELECT branch_feature_x.f()");
            statement.execute("SELECT gitversion.ignore('tables/theirs')");
        }
        assertThat(database.column("SELECT path FROM gitversion.status('feature/x')"))
                .containsExactly("functions/f()");
        database.execute(
                "SELECT gitversion.unignore('tables/theirs')",
                "DROP OWNED BY localize_user",
                "DROP ROLE localize_user");
    }
}

package org.gitversion.test.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.gitversion.test.support.Database;
import org.gitversion.test.support.GitVersionTest;
import org.gitversion.test.support.ServerError;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * To build objects of others runs the functions behind them with no more rights than their owners
 * have. Each trap counts, in a sequence, which no rollback takes back, how often it ran as a
 * superuser, and how often it ran at all.
 */
@GitVersionTest(databasePerMethod = true)
class ForeignCodeIT {
    private static final String TRAP =
            """
            CREATE SCHEMA trap;
            CREATE SEQUENCE trap.risen;
            CREATE SEQUENCE trap.ran;
            GRANT USAGE ON SCHEMA trap TO PUBLIC;
            GRANT USAGE ON SEQUENCE trap.risen, trap.ran TO PUBLIC;
            CREATE FUNCTION trap.spring() RETURNS void LANGUAGE plpgsql AS $$ BEGIN
                PERFORM pg_catalog.nextval('trap.ran');
                IF (SELECT rolsuper FROM pg_catalog.pg_roles WHERE rolname = current_user) THEN
                    PERFORM pg_catalog.nextval('trap.risen');
                END IF;
                BEGIN
                    RESET ROLE;
                    IF (SELECT rolsuper FROM pg_catalog.pg_roles WHERE rolname = current_user) THEN
                        PERFORM pg_catalog.nextval('trap.risen');
                    END IF;
                EXCEPTION WHEN OTHERS THEN
                    NULL;
                END;
            END $$;
            """;

    private static final String HOSTILE =
            """
            CREATE FUNCTION app.evil(a integer) RETURNS integer LANGUAGE plpgsql IMMUTABLE AS
                $$ BEGIN PERFORM trap.spring(); RETURN a; END $$;
            CREATE FUNCTION app.is_evil(a integer) RETURNS boolean LANGUAGE plpgsql IMMUTABLE AS
                $$ BEGIN PERFORM trap.spring(); RETURN true; END $$;
            CREATE OPERATOR app.<+> (LEFTARG = integer, RIGHTARG = integer, FUNCTION = app.plus);
            CREATE DOMAIN app.dom AS integer CHECK (app.is_evil(VALUE));
            CREATE TABLE app.t (
                id integer PRIMARY KEY,
                a integer DEFAULT app.evil(1),
                b integer GENERATED ALWAYS AS (app.evil(2)) STORED,
                d app.dom DEFAULT 5,
                n integer CHECK (app.is_evil(1)),
                CHECK (1 OPERATOR(app.<+>) 2 > 0)
            );
            CREATE INDEX ON app.t (id) WHERE app.is_evil(3);
            CREATE INDEX ON app.t (app.evil(n));
            CREATE MATERIALIZED VIEW app.m AS SELECT app.evil(4) AS x;
            CREATE TABLE app.p (a integer) PARTITION BY RANGE (a);
            CREATE TABLE app.p1 PARTITION OF app.p FOR VALUES FROM (app.evil(1)) TO (app.evil(10));
            CREATE VIEW app.v AS SELECT (SELECT app.evil(1)::bigint) AS y, NULL::integer AS z
                FROM app.t;
            """
                    .replace(
                            "CREATE OPERATOR",
                            "CREATE FUNCTION app.plus(a integer, b integer) RETURNS integer"
                                + " LANGUAGE plpgsql IMMUTABLE AS $$ BEGIN PERFORM trap.spring();"
                                + " RETURN a + b; END $$;\n"
                                + "CREATE OPERATOR");

    private Database current;

    @AfterEach
    void dropRoles() throws SQLException {
        if (current != null) {
            current.execute("DROP OWNED BY mallory, bob CASCADE", "DROP ROLE mallory, bob");
        }
    }

    private void prepare(Database database, String owner) throws SQLException {
        database.execute("CREATE ROLE mallory LOGIN", "CREATE ROLE bob LOGIN");
        current = database;
        database.execute(TRAP, "CREATE SCHEMA app AUTHORIZATION " + owner);
        database.execute("GRANT USAGE, CREATE ON SCHEMA app TO mallory, bob");
    }

    private static void as(Database database, String role, String... scripts) throws SQLException {
        try (Connection connection = database.connect(role);
                Statement statement = connection.createStatement()) {
            for (String script : scripts) {
                statement.execute(script);
            }
        }
    }

    private static void restart(Database database) throws SQLException {
        database.execute("ALTER SEQUENCE trap.ran RESTART", "ALTER SEQUENCE trap.risen RESTART");
    }

    /** Runs something; what springs the trap must do so with the rights of its owner. */
    private static void expectCaged(Database database, boolean runs, String call)
            throws SQLException {
        restart(database);
        database.rows(call);
        assertThat(database.value("SELECT is_called FROM trap.risen")).as(call).isEqualTo("f");
        if (runs) {
            assertThat(database.value("SELECT is_called FROM trap.ran")).as(call).isEqualTo("t");
        }
    }

    private static void expectClean(Database database) throws SQLException {
        assertThat(
                        database.column(
                                "SELECT what || detail FROM gitversion.fsck(true)"
                                        + " WHERE severity = 'error'"))
                .isEmpty();
    }

    private static void verbs(Database database) throws SQLException {
        expectCaged(database, true, "SELECT gitversion.create_branch('work', 'main')");
        expectCaged(database, true, "SELECT * FROM gitversion.fsck(true)");
        as(
                database,
                "mallory",
                "SET search_path = branch_work, pg_catalog",
                "ALTER TABLE t ADD e integer DEFAULT evil(6), ADD CHECK (is_evil(7))",
                "CREATE INDEX more ON t (id) WHERE is_evil(8)",
                "CREATE TABLE fresh (id integer CHECK (is_evil(9)))");
        expectCaged(database, false, "SELECT gitversion.status('work')");
        expectCaged(database, false, "SELECT gitversion.diff('work')");
        expectCaged(database, false, "SELECT gitversion.commit('More', 'work')");
        expectCaged(database, true, "SELECT * FROM gitversion.preview_merge('work', 'main')");
        expectCaged(database, true, "SELECT * FROM gitversion.plan('main', 'work')");
        expectCaged(database, true, "SELECT * FROM gitversion.plan('work', 'main')");
        expectCaged(database, true, "SELECT gitversion.merge_branches('work', 'main')");
        expectCaged(database, false, "SELECT gitversion.reset('work', 'main~1', 'hard', true)");
        expectCaged(database, true, "SELECT gitversion.reset('work', 'main', 'hard', true)");
        expectCaged(database, false, "SELECT * FROM gitversion.preview_revert('main', 'main')");
        expectCaged(database, false, "SELECT gitversion.revert('main', 'main')");
        expectCaged(database, true, "SELECT gitversion.restore('tables/t', 'main~1', 'main')");
        expectCaged(database, false, "SELECT gitversion.stash('main', 'later')");
        expectCaged(database, true, "SELECT gitversion.stash_pop('main')");
        expectCaged(database, true, "SELECT gitversion.create_branch('old', 'main~1')");
        expectCaged(database, true, "SELECT gitversion.clone_schema_objects('app', 'copy')");
        expectCaged(database, true, "SELECT * FROM gitversion.fsck(true)");
        expectClean(database);
    }

    private static final String OWNERS =
            "SELECT string_agg(DISTINCT c.relowner::regrole::text, ' ' ORDER BY"
                    + " c.relowner::regrole::text) FROM pg_class c WHERE c.relnamespace ="
                    + " '%s'::regnamespace AND c.relkind IN ('r', 'p', 'm', 'v')";

    @Test
    void aSchemaOfAnother(Database database) throws SQLException {
        prepare(database, "mallory");
        as(database, "mallory", HOSTILE);
        database.execute("SELECT gitversion.init('main', 'app')");
        verbs(database);
        for (String schema : List.of("app", "branch_work", "branch_old")) {
            assertThat(database.value(OWNERS.formatted(schema))).as(schema).isEqualTo("mallory");
            assertThat(
                            database.value(
                                    "SELECT nspowner::regrole::text FROM pg_namespace WHERE"
                                            + " nspname = '"
                                            + schema
                                            + "'"))
                    .as(schema)
                    .isEqualTo("mallory");
        }
    }

    /** The superuser's schema, in which others may create. */
    @Test
    void objectsOfOthersInAnOwnSchema(Database database) throws SQLException {
        prepare(database, "CURRENT_USER");
        database.execute("CREATE TABLE app.own (id integer PRIMARY KEY, n integer CHECK (n > 0))");
        as(database, "mallory", HOSTILE);
        as(database, "bob", "CREATE TABLE app.bobs (id serial PRIMARY KEY, CHECK (id > 0))");
        database.execute("SELECT gitversion.init('main', 'app')");
        restart(database);
        database.execute("SELECT gitversion.create_branch('check', 'main')");
        assertThat(database.value(OWNERS.formatted("branch_check"))).contains("bob mallory ");
        // What was lent for the time of the plan is gone.
        assertThat(database.value("SELECT has_schema_privilege('bob', 'branch_check', 'CREATE')"))
                .isEqualTo("f");
        assertThat(database.value("SELECT is_called FROM trap.risen")).isEqualTo("f");
        database.execute("GRANT CREATE ON SCHEMA branch_check TO mallory");
        expectCaged(database, true, "SELECT * FROM gitversion.fsck(true)");
        expectClean(database);
    }

    @Test
    void ownObjectsThatUseCodeOfOthersTakeTrust(Database database) throws SQLException {
        prepare(database, "CURRENT_USER");
        as(database, "mallory", HOSTILE);
        database.execute(
                "CREATE TABLE app.own (id integer PRIMARY KEY, n integer)",
                "SELECT gitversion.init('main', 'app')",
                "SELECT gitversion.create_branch('work', 'main')",
                "ALTER TABLE branch_work.own ADD CHECK (branch_work.is_evil(1))",
                "SELECT gitversion.commit('Mixed', 'work')");
        restart(database);
        expectToTakeTrust(
                database,
                "gitversion.create_branch('more', 'work'",
                "gitversion.preview_merge('work', 'main'",
                "gitversion.preview_cherry_pick('work', 'main'",
                "gitversion.preview_rebase('main', 'work'",
                "gitversion.preview_reset('main', 'work'",
                "gitversion.merge_branches('work', 'main'");
        String attempt =
                database.value("SELECT gitversion.start_merge('work', 'main', p_trust => true)");
        expectToTakeTrust(database, "gitversion.finish_merge(" + attempt);
        expectCaged(database, false, "SELECT * FROM gitversion.fsck(true)");
        database.execute("SELECT gitversion.finish_merge(" + attempt + ", p_trust => true)");
        assertThat(database.value("SELECT is_called FROM trap.risen")).isEqualTo("t");
    }

    private static void expectToTakeTrust(Database database, String... calls) throws SQLException {
        for (String call : calls) {
            ServerError error = ServerError.of(() -> database.rows("SELECT * FROM " + call + ")"));
            assertThat(error).as(call).isNotNull();
            assertThat(error.state()).as(call + error).isEqualTo("VC051");
            assertThat(error.message()).contains("tables/own").contains("mallory");
            assertThat(error.hint()).contains("p_trust");
        }
        for (String call : calls) {
            database.execute("BEGIN", "SELECT * FROM " + call + ", p_trust => true)", "ROLLBACK");
        }
    }

    /** Code in a cage leaves nothing to the one who called that works on what he does next. */
    @Test
    void nothingIsLeftBehind(Database database) throws SQLException {
        prepare(database, "mallory");
        as(
                database,
                "mallory",
                "CREATE TABLE app.log (id integer)",
                "CREATE FUNCTION app.late() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
                        + " PERFORM trap.spring(); SET CONSTRAINTS ALL DEFERRED;"
                        + " RETURN NULL; END $$",
                "CREATE CONSTRAINT TRIGGER late AFTER INSERT ON app.log DEFERRABLE INITIALLY"
                        + " DEFERRED FOR EACH ROW EXECUTE FUNCTION app.late()",
                "CREATE FUNCTION app.write() RETURNS void LANGUAGE plpgsql AS $$"
                        + " BEGIN INSERT INTO app.log VALUES (1); END $$",
                "CREATE FUNCTION app.plant() RETURNS boolean LANGUAGE plpgsql IMMUTABLE AS $$"
                        + " BEGIN PERFORM app.write(); RETURN true; END $$",
                "CREATE FUNCTION app.lure() RETURNS boolean LANGUAGE plpgsql IMMUTABLE AS $$"
                        + " BEGIN PERFORM pg_catalog.set_config('search_path', 'app, pg_catalog',"
                        + " false); RETURN true; END $$",
                "CREATE FUNCTION app.declare() RETURNS void LANGUAGE plpgsql AS $$ BEGIN"
                        + " EXECUTE 'DECLARE held CURSOR WITH HOLD FOR SELECT trap.spring()';"
                        + " END $$",
                "CREATE FUNCTION app.hold() RETURNS boolean LANGUAGE plpgsql IMMUTABLE AS $$"
                        + " BEGIN PERFORM app.declare(); RETURN true; END $$",
                "CREATE FUNCTION app.cover() RETURNS void LANGUAGE plpgsql AS $$ BEGIN"
                        + " CREATE TEMP TABLE covered (id integer); END $$",
                "CREATE FUNCTION app.mask() RETURNS boolean LANGUAGE plpgsql IMMUTABLE AS $$"
                        + " BEGIN PERFORM app.cover(); RETURN true; END $$",
                "CREATE TABLE app.t (id integer)");
        database.execute("SELECT gitversion.init('main', 'app')");
        for (String function : List.of("plant", "lure", "hold", "mask")) {
            as(
                    database,
                    "mallory",
                    "ALTER TABLE app.t ADD CONSTRAINT "
                            + function
                            + " CHECK (app."
                            + function
                            + "())");
            restart(database);
            ServerError error =
                    ServerError.of(
                            () ->
                                    database.execute(
                                            "SELECT gitversion.create_branch('"
                                                    + function
                                                    + "', 'main')"));
            assertThat(database.value("SELECT is_called FROM trap.risen"))
                    .as(function)
                    .isEqualTo("f");
            assertThat(database.value("SHOW search_path")).as(function).doesNotContain("app");
            assertThat(error).as(function).isNotNull();
            assertThat(error.state()).as(function + error).isEqualTo("VC051");
            as(database, "mallory", "ALTER TABLE app.t DROP CONSTRAINT " + function);
        }
    }
}

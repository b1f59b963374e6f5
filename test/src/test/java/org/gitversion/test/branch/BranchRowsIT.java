package org.gitversion.test.branch;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.gitversion.test.support.Database;
import org.gitversion.test.support.GitVersionTest;
import org.gitversion.test.support.Integrity;
import org.gitversion.test.support.ServerError;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A new branch gets rows of the branch it is made of: all, or a part that holds together. */
@GitVersionTest(databasePerMethod = true)
class BranchRowsIT {
    private static final String TABLES =
            "country,city,person,account,event,event_1,visit,base,kid,bare,note";

    @BeforeEach
    void start(Database database) throws SQLException {
        database.psql(
                        """
                        CREATE TYPE mood AS ENUM ('sad', 'glad');
                        CREATE TYPE pair AS (m mood, n integer);
                        CREATE DOMAIN positive AS integer CHECK (value > 0);
                        CREATE TABLE country (code text PRIMARY KEY, m mood UNIQUE NULLS DISTINCT);
                        CREATE TABLE city (id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
                            name text, code text REFERENCES country, m mood DEFAULT 'sad',
                            twice integer GENERATED ALWAYS AS (length(name) * 2) STORED,
                            of mood REFERENCES country (m), moods mood[], p pair, d positive);
                        CREATE TABLE person (id serial PRIMARY KEY, boss integer REFERENCES person,
                            city integer REFERENCES city, account integer);
                        CREATE TABLE account (id integer PRIMARY KEY,
                            owner integer REFERENCES person DEFERRABLE);
                        ALTER TABLE person ADD CONSTRAINT current FOREIGN KEY (account)
                            REFERENCES account;
                        CREATE TABLE event (id integer, at date, city integer REFERENCES city,
                            PRIMARY KEY (id, at)) PARTITION BY RANGE (at);
                        CREATE TABLE event_1 PARTITION OF event
                            FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');
                        CREATE TABLE event_2 PARTITION OF event
                            FOR VALUES FROM ('2021-01-01') TO ('2022-01-01');
                        CREATE TABLE visit (id integer, at date,
                            FOREIGN KEY (id, at) REFERENCES event);
                        CREATE TABLE base (a integer);
                        CREATE TABLE kid (b integer) INHERITS (base);
                        CREATE TABLE bare ();
                        CREATE TABLE note (n bigserial, t text);
                        CREATE FUNCTION fires() RETURNS trigger LANGUAGE plpgsql AS
                            'BEGIN INSERT INTO note (t) VALUES (''fired''); RETURN new; END';
                        INSERT INTO country SELECT 'c' || i, CASE i WHEN 1 THEN 'sad' WHEN 2 THEN
                            'glad' END::mood FROM generate_series(1, 50) i;
                        INSERT INTO city (name, code, of, moods, p, d) SELECT 'n' || i,
                            'c' || (1 + i % 50), 'glad', '{glad,sad}', CASE i % 3
                            WHEN 0 THEN ROW(NULL, NULL)::pair WHEN 1 THEN ROW('glad', i)::pair END, i
                            FROM generate_series(1, 200) i;
                        INSERT INTO person (boss, city) SELECT nullif(i / 3, 0), 1 + i % 200
                            FROM generate_series(1, 1000) i;
                        INSERT INTO account SELECT i, i FROM generate_series(1, 1000) i;
                        UPDATE person SET account = 1001 - id WHERE id > 500;
                        INSERT INTO event SELECT i, date '2020-01-01' + i % 700, 1 + i % 200
                            FROM generate_series(1, 2000) i;
                        INSERT INTO visit SELECT id, at FROM event ORDER BY id LIMIT 500;
                        INSERT INTO base VALUES (1);
                        INSERT INTO kid VALUES (2, 3);
                        INSERT INTO bare DEFAULT VALUES;
                        INSERT INTO bare DEFAULT VALUES;
                        CREATE TRIGGER before BEFORE INSERT ON person FOR EACH ROW
                            EXECUTE FUNCTION fires();
                        ALTER TABLE person ENABLE ALWAYS TRIGGER before;
                        CREATE TRIGGER after AFTER INSERT ON event FOR EACH ROW
                            EXECUTE FUNCTION fires();
                        CREATE TRIGGER never AFTER INSERT ON city FOR EACH ROW
                            EXECUTE FUNCTION fires();
                        ALTER TABLE city DISABLE TRIGGER never;
                        CREATE RULE also AS ON INSERT TO account DO ALSO
                            INSERT INTO note (t) VALUES ('ruled');
                        """,
                        "-q")
                .expectSuccess();
        database.execute("SELECT gitversion.init('main', 'public')");
    }

    private static int count(Database database, String schema, String table) throws SQLException {
        return Integer.parseInt(database.value("SELECT count(*) FROM " + schema + "." + table));
    }

    private static void expectSound(Database database, String branch) throws SQLException {
        assertThat(database.column("SELECT path FROM gitversion.status(?)", branch)).isEmpty();
        assertThat(
                        database.value(
                                "SELECT count(DISTINCT gitversion.compute_tree_hash(s)) FROM"
                                        + " unnest(ARRAY['public', 'branch_' || ?]) s",
                                branch))
                .isEqualTo("1");
        assertThat(Integrity.problems(database)).isEmpty();
        // Each key of the clone holds: adding it again checks all rows.
        for (List<String> key :
                database.rows(
                        "SELECT conrelid::regclass, conname, pg_get_constraintdef(oid) FROM"
                                + " pg_constraint WHERE contype = 'f' AND conparentid = 0 AND"
                                + " connamespace = ('branch_' || ?)::regnamespace",
                        branch)) {
            database.execute(
                    "BEGIN",
                    "ALTER TABLE "
                            + key.get(0)
                            + " DROP CONSTRAINT "
                            + key.get(1)
                            + ", ADD "
                            + key.get(2),
                    "ROLLBACK");
        }
    }

    @Test
    void allRows(Database database) throws SQLException {
        database.execute("SELECT gitversion.create_branch('all', p_data => 'all')");
        for (String table : TABLES.split(",")) {
            assertThat(
                            database.column(
                                    "SELECT x::text FROM branch_all."
                                            + table
                                            + " x ORDER BY x::text"))
                    .as(table)
                    .isEqualTo(
                            database.column(
                                    "SELECT x::text FROM public." + table + " x ORDER BY x::text"));
        }
        assertThat(count(database, "branch_all", "note")).isZero();
        assertThat(database.value("SELECT nextval('branch_all.person_id_seq')")).isEqualTo("1001");
        database.execute("INSERT INTO branch_all.city (name) VALUES ('new')");
        assertThat(database.value("SELECT max(id) FROM branch_all.city")).isEqualTo("201");
        assertThat(
                        database.column(
                                "SELECT concat(tgname, tgenabled) FROM pg_trigger t JOIN pg_class c"
                                    + " ON c.oid = tgrelid WHERE NOT tgisinternal AND relnamespace"
                                    + " = 'branch_all'::regnamespace ORDER BY 1"))
                .containsExactly("afterO", "afterO", "afterO", "beforeA", "neverD");
        assertThat(database.value("SHOW application_name")).doesNotContain("gitversion ");
        expectSound(database, "all");
    }

    @Test
    void aShareThatHoldsTogether(Database database) throws SQLException {
        database.execute("SELECT gitversion.create_branch('part', p_data => '10%')");
        assertThat(count(database, "branch_part", "event")).isBetween(120, 450);
        assertThat(count(database, "branch_part", "visit")).isBetween(20, 90);
        assertThat(count(database, "branch_part", "country")).isBetween(5, 50);
        assertThat(count(database, "branch_part", "person")).isBetween(50, 999);
        expectSound(database, "part");
        database.execute("SELECT gitversion.create_branch('again', p_data => ' 10 %')");
        assertThat(database.column("SELECT id FROM branch_again.event ORDER BY 1"))
                .isEqualTo(database.column("SELECT id FROM branch_part.event ORDER BY 1"));
    }

    @Test
    void someTablesWithWhatTheirRowsNeed(Database database) throws SQLException {
        database.execute(
                "SELECT gitversion.create_branch('some', p_data => 'all',"
                        + " p_tables => '{visit, kid, note}')");
        assertThat(count(database, "branch_some", "visit")).isEqualTo(500);
        assertThat(count(database, "branch_some", "event")).isEqualTo(500);
        assertThat(count(database, "branch_some", "city")).isEqualTo(200);
        assertThat(count(database, "branch_some", "kid")).isEqualTo(1);
        assertThat(count(database, "branch_some", "base")).isEqualTo(1);
        assertThat(count(database, "branch_some", "person")).isZero();
        expectSound(database, "some");
        database.execute(
                "SELECT gitversion.create_branch('parts', p_data => 'all',"
                        + " p_tables => '{event}')");
        assertThat(count(database, "branch_parts", "event")).isEqualTo(2000);
    }

    @Test
    void whatCannotBeCopiedIsRefused(Database database) throws SQLException {
        for (String wrong :
                List.of(
                        "'main', 'some'",
                        "'main', '0%'",
                        "'main', '101%'",
                        "'main', NULL",
                        "'main', 'all', '{none}'",
                        "'main', 'all', ARRAY[NULL]::text[]",
                        "'main', 'none', '{city}'",
                        "'main~0', 'all'")) {
            ServerError error =
                    ServerError.of(
                            () ->
                                    database.execute(
                                            "SELECT gitversion.create_branch('x', " + wrong + ")"));
            assertThat(error.state()).as(wrong + error).isEqualTo("VC014");
        }
        assertThat(database.column("SELECT 1 FROM pg_namespace WHERE nspname = 'branch_x'"))
                .isEmpty();
    }

    @Test
    void codeOfOthersIsNotRun(Database database) throws SQLException {
        database.execute(
                "CREATE ROLE other",
                "GRANT ALL ON SCHEMA public TO other",
                "CREATE TABLE theirs (id integer)",
                "CREATE FUNCTION theirs(integer) RETURNS boolean LANGUAGE sql IMMUTABLE"
                        + " AS 'SELECT true'",
                "CREATE DOMAIN their_domain AS integer CHECK (theirs(value))");
        try {
            for (String code :
                    List.of(
                            "ALTER TABLE theirs ADD CONSTRAINT c CHECK (theirs(id))",
                            "ALTER TABLE theirs ADD COLUMN d their_domain",
                            "CREATE INDEX ON theirs (theirs(id))")) {
                database.execute("BEGIN", code, "ALTER FUNCTION theirs(integer) OWNER TO other");
                ServerError error =
                        ServerError.of(
                                () ->
                                        database.execute(
                                                "SELECT gitversion.create_branch('x', p_data =>"
                                                        + " 'all')"));
                assertThat(error.state()).as(code + error).isEqualTo("VC051");
                assertThat(error.message()).contains("theirs(integer)").contains("other");
                database.execute("ROLLBACK");
            }
            database.execute("SELECT gitversion.create_branch('x', p_data => 'all')");
        } finally {
            database.execute("DROP OWNED BY other", "DROP ROLE other");
        }
    }

    @Test
    void rowsThatPoliciesHideFailTheCall(Database database) throws SQLException {
        database.execute(
                "CREATE ROLE half LOGIN",
                "GRANT CREATE ON DATABASE " + database.name() + " TO half",
                "GRANT ALL ON SCHEMA public TO half",
                "GRANT gitversion_author TO half",
                "ALTER TABLE base ENABLE ROW LEVEL SECURITY");
        try (Connection session = database.connect("half");
                Statement statement = session.createStatement()) {
            String call = "SELECT gitversion.create_branch('x', p_data => 'all', p_tables => ";
            ServerError hidden = ServerError.of(() -> statement.execute(call + "'{base}')"));
            assertThat(hidden.state()).isEqualTo("42501");
            assertThat(hidden.message()).contains("row-level security").contains("base");
            ServerError denied = ServerError.of(() -> statement.execute(call + "'{country}')"));
            assertThat(denied.state()).isEqualTo("42501");
            assertThat(denied.message()).contains("permission denied").contains("country");
        } finally {
            database.execute("DROP OWNED BY half CASCADE", "DROP ROLE half");
        }
    }
}

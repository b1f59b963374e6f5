package org.gitversion.test.branch;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import org.gitversion.test.support.Database;
import org.gitversion.test.support.GitVersionTest;
import org.gitversion.test.support.ServerError;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What would refer to another branch is refused when it is made. */
@GitVersionTest(databasePerMethod = true, extensions = "hstore")
class CrossReferenceIT {
    @BeforeEach
    void start(Database database) throws SQLException {
        database.execute(
                "CREATE TYPE mood AS ENUM ('a')",
                "CREATE TABLE t (id integer PRIMARY KEY, n integer)",
                "CREATE TABLE p (id integer) PARTITION BY LIST (id)",
                "CREATE FUNCTION g() RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT 1'",
                "CREATE FUNCTION fires() RETURNS trigger LANGUAGE plpgsql AS"
                        + " 'BEGIN RETURN new; END'",
                "CREATE DOMAIN d AS integer",
                "CREATE SEQUENCE numbers",
                "CREATE COLLATION coll FROM \"C\"",
                "CREATE OPERATOR === (leftarg = integer, rightarg = integer, function = int4eq)",
                "SELECT gitversion.init('main', 'public')",
                "SELECT gitversion.create_branch('f')");
    }

    @Test
    void referencesToTheRootAreRefused(Database database) throws SQLException {
        for (String statement :
                List.of(
                        "CREATE TABLE branch_f.w (id integer REFERENCES public.t)",
                        "ALTER TABLE branch_f.t ADD FOREIGN KEY (n) REFERENCES public.t",
                        "CREATE VIEW branch_f.w AS SELECT * FROM public.t",
                        "CREATE MATERIALIZED VIEW branch_f.w AS SELECT * FROM public.t",
                        "ALTER TABLE branch_f.t ADD m public.mood[]",
                        "ALTER TABLE branch_f.t ADD m text COLLATE public.coll",
                        "ALTER TABLE branch_f.t ALTER n SET DEFAULT public.g()",
                        "ALTER TABLE branch_f.t ALTER n SET DEFAULT nextval('public.numbers')",
                        "ALTER TABLE branch_f.t ADD CHECK (n OPERATOR(public.===) 1)",
                        "CREATE TABLE branch_f.w () INHERITS (public.t)",
                        "CREATE TABLE branch_f.w PARTITION OF public.p FOR VALUES IN (1)",
                        "CREATE TABLE branch_f.w OF public.d",
                        "CREATE FUNCTION branch_f.w() RETURNS integer"
                                + " BEGIN ATOMIC SELECT n FROM public.t; END",
                        "CREATE FUNCTION branch_f.w(public.mood) RETURNS integer LANGUAGE sql"
                                + " AS 'SELECT 1'",
                        "CREATE TYPE branch_f.w AS (m public.mood)",
                        "CREATE DOMAIN branch_f.w AS public.d",
                        "CREATE INDEX ON branch_f.t ((public.g() + id))",
                        "CREATE TRIGGER w BEFORE INSERT ON branch_f.t FOR EACH ROW"
                                + " EXECUTE FUNCTION public.fires()",
                        "CREATE POLICY w ON branch_f.t USING (public.g() > 0)",
                        "CREATE RULE w AS ON INSERT TO branch_f.t DO ALSO DELETE FROM public.t",
                        "CREATE VIEW public.w AS SELECT * FROM branch_f.t")) {
            ServerError error = ServerError.of(() -> database.execute(statement));
            assertThat(error).as(statement).isNotNull();
            if (statement.contains(" OF public.d")) {
                assertThat(error.state()).isEqualTo("42809");
                continue;
            }
            assertThat(error.state()).as(statement + error).isEqualTo("VC018");
            assertThat(error.message()).contains("\"f\"").contains("\"main\"");
            assertThat(error.detail()).contains("schema \"");
            assertThat(error.hint()).contains("gitversion.use_branch('").contains("guard");
        }
        assertThat(database.column("SELECT path FROM gitversion.status('f')")).isEmpty();
        assertThat(database.column("SELECT path FROM gitversion.status('main')")).isEmpty();
    }

    @Test
    void theOwnObjectsAndThoseOfExtensionsAreNot(Database database) throws SQLException {
        database.execute(
                "CREATE SCHEMA outside CREATE TABLE o (id integer PRIMARY KEY)",
                "CREATE TABLE branch_f.x (id integer REFERENCES branch_f.t REFERENCES outside.o,"
                        + " h public.hstore, hh public.hstore[] DEFAULT"
                        + " ARRAY[public.hstore('a', 'b')])",
                "CREATE TABLE branch_f.alike (LIKE public.t INCLUDING ALL)",
                "CREATE TABLE branch_f.made AS SELECT id, n FROM public.t",
                "CREATE VIEW outside.v AS SELECT id FROM branch_f.t JOIN public.t USING (id)",
                "CREATE FUNCTION branch_f.body() RETURNS integer LANGUAGE sql"
                        + " AS 'SELECT n FROM public.t'");
        database.value("SELECT gitversion.commit('All of it', 'f')");
    }

    @Test
    void theGuardDecidesAndCommitRefusesAllTheSame(Database database) throws SQLException {
        database.execute(
                "SET gitversion.guard = warn",
                "CREATE VIEW branch_f.v AS SELECT id FROM public.t",
                "SET gitversion.guard = off",
                "ALTER TABLE branch_f.t ADD CONSTRAINT k FOREIGN KEY (n) REFERENCES public.t",
                "ALTER TABLE branch_f.t ADD CONSTRAINT l FOREIGN KEY (n) REFERENCES public.t",
                "RESET gitversion.guard");
        assertThat(
                        ServerError.of(() -> database.value("SELECT gitversion.commit('x', 'f')"))
                                .state())
                .isEqualTo("VC018");
        // What is there already does not stand in the way of what mends it.
        database.execute(
                "COMMENT ON VIEW branch_f.v IS 'wrong'",
                "ALTER TABLE branch_f.t ADD city text",
                "ALTER TABLE branch_f.t DROP CONSTRAINT k",
                "ALTER TABLE branch_f.t DROP CONSTRAINT l",
                "CREATE OR REPLACE VIEW branch_f.v AS SELECT id FROM branch_f.t");
        database.value("SELECT gitversion.commit('Mended', 'f')");
    }
}

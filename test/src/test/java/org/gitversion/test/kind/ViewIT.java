package org.gitversion.test.kind;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ViewIT {
    /** pg_dump is no oracle here: what it writes reads back with more columns named. */
    @Test
    void aFunctionsRowTypeMayGrow() throws SQLException {
        try (Lab lab =
                Lab.of(
                        "CREATE TABLE t (a integer); CREATE FUNCTION f() RETURNS SETOF t"
                                + " LANGUAGE sql BEGIN ATOMIC SELECT t.a FROM t; END;"
                                + " CREATE VIEW \"v(\" AS SELECT * FROM f() \"x (\"")) {
            lab.run(
                    "DROP VIEW app.\"v(\"; DROP FUNCTION app.f;"
                            + " CREATE FUNCTION app.f() RETURNS SETOF app.t LANGUAGE sql"
                            + " AS 'SELECT * FROM app.t';"
                            + " CREATE VIEW app.\"v(\" AS SELECT * FROM app.f() \"x (\";"
                            + " ALTER TABLE app.t ADD COLUMN \"b b\" integer");
            lab.database().value("SELECT gitversion.commit('Grown', 'main')");
            lab.database().value("SELECT gitversion.create_branch('b', 'main')");
            lab.run("INSERT INTO branch_b.t VALUES (1, 2)");
            assertThat(lab.database().rows("SELECT * FROM branch_b.\"v(\""))
                    .containsExactly(List.of("1"));
            assertThat(lab.database().column("SELECT path FROM gitversion.status('b')")).isEmpty();
            assertThat(lab.database().value("SELECT gitversion.compute_tree_hash('branch_b')"))
                    .isEqualTo(lab.database().value("SELECT gitversion.compute_tree_hash('app')"));
        }
    }

    private static final String TABLE =
            "CREATE TABLE t (id int PRIMARY KEY, \"A b\" text, n numeric(5,1));";

    @Test
    void aCloneHasEveryProperty() throws SQLException {
        Lab.assertClones(
                """
                CREATE TABLE "T/%""x" (id int PRIMARY KEY, "A b" text, vc varchar(5), n numeric(5,1));
                CREATE VIEW plain AS SELECT id, "A b" AS x FROM "T/%""x" WHERE id > 3;
                CREATE VIEW "V ""2/%" (p, "Q q", "select") WITH (security_barrier=true,
                    security_invoker=on) AS SELECT id, x, 1 FROM plain WITH CASCADED CHECK OPTION;
                CREATE VIEW checked AS SELECT * FROM plain WHERE id < 9 WITH LOCAL CHECK OPTION;
                CREATE VIEW listed AS VALUES (1, 'a'), (2, NULL);
                ALTER VIEW listed RENAME COLUMN column1 TO "Eins";
                CREATE RECURSIVE VIEW counted (n) AS
                    VALUES (1) UNION ALL SELECT n + 1 FROM counted WHERE n < 100;
                CREATE VIEW grouped AS SELECT id, "A b", count(*) FROM "T/%""x" GROUP BY id;
                CREATE VIEW hidden AS SELECT (SELECT -1) AS s, x FROM plain
                    WHERE EXISTS (SELECT 'x', NULL FROM "T/%""x" WHERE vc IN ('a', 'b'));
                CREATE VIEW nothing AS SELECT;
                CREATE VIEW collated AS SELECT "A b" COLLATE "C" AS c FROM "T/%""x";
                ALTER VIEW plain ALTER COLUMN x SET DEFAULT 'it''s';
                COMMENT ON VIEW plain IS 'a view''s comment';
                COMMENT ON COLUMN plain.x IS 'a column''s comment';
                GRANT SELECT ON plain TO kind_reader WITH GRANT OPTION;
                GRANT SELECT (x), UPDATE (x) ON plain TO "Kind ""Writer", PUBLIC;
                ALTER VIEW "V ""2/%" OWNER TO kind_reader;
                """);
    }

    /** From 16 on the server prints columns of a view over one relation without its name. */
    @Test
    void everyVersionOfTheServerGivesOneText() throws SQLException {
        try (Lab lab =
                Lab.of(
                        TABLE
                                + "CREATE VIEW v AS SELECT id, n AS m FROM t o WHERE n > 1;"
                                + "CREATE MATERIALIZED VIEW w AS SELECT DISTINCT n FROM t;"
                                + "CREATE VIEW renewed AS SELECT id FROM t renew;"
                                + "CREATE VIEW c AS WITH x AS (SELECT n FROM t) SELECT n FROM x")) {
            for (List<String> expected :
                    List.of(
                            List.of("v", "v", " SELECT o.id,\n    o.n AS m\n   FROM t o\n  WHERE"),
                            List.of("w", "m", " SELECT DISTINCT t.n\n   FROM t"),
                            List.of("renewed", "v", " SELECT renew.id\n   FROM t renew"),
                            List.of("c", "v", " SELECT x.n\n   FROM x"))) {
                assertThat(
                                lab.database()
                                        .value(
                                                "SELECT gitversion.get_object_ddl('app', ?,"
                                                        + " ?::\"char\")",
                                                expected.get(0),
                                                expected.get(1)))
                        .contains(expected.get(2));
            }
        }
    }

    @Test
    void newColumnsAtTheEndAreAddedInPlace() throws SQLException {
        try (Lab lab =
                Lab.of(
                        TABLE
                                + "CREATE VIEW v AS SELECT id, \"A b\" FROM t;"
                                + "ALTER VIEW v ALTER id SET DEFAULT 7;"
                                + "CREATE VIEW above AS SELECT * FROM v;")) {
            assertThat(
                            lab.merge(
                                    "CREATE OR REPLACE VIEW v AS SELECT id, \"A b\", n AS \"new C\""
                                            + " FROM t WHERE id > 5;"
                                            + "ALTER VIEW v ALTER id SET DEFAULT 8;"
                                            + "ALTER VIEW v ALTER \"new C\" SET DEFAULT 9;"
                                            + "COMMENT ON COLUMN v.\"new C\" IS 'x'"))
                    .noneMatch(statement -> statement.startsWith("DROP"))
                    .anyMatch(statement -> statement.startsWith("CREATE OR REPLACE VIEW v "));
            assertThat(lab.merge("ALTER VIEW v ALTER id DROP DEFAULT"))
                    .containsExactly("ALTER VIEW v ALTER COLUMN id DROP DEFAULT");
        }
    }

    @Test
    void otherColumnsRebuildTheViewWithAllThatHangsOnIt() throws SQLException {
        try (Lab lab =
                Lab.of(
                        TABLE
                                + "CREATE VIEW fewer AS SELECT id, \"A b\", n FROM t;"
                                + "CREATE VIEW above AS SELECT id FROM fewer;"
                                + "CREATE VIEW typed AS SELECT id, n FROM t;"
                                + "CREATE VIEW swapped AS SELECT id, n FROM t;"
                                + "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql"
                                + " AS 'begin return new; end';"
                                + "CREATE TRIGGER \"t r\" INSTEAD OF INSERT ON fewer FOR EACH ROW"
                                + " EXECUTE FUNCTION f();"
                                + "CREATE RULE \"r u\" AS ON DELETE TO fewer DO INSTEAD NOTHING;"
                                + "COMMENT ON TRIGGER \"t r\" ON fewer IS 'tr';"
                                + "COMMENT ON VIEW above IS 'a'; COMMENT ON COLUMN fewer.id IS 'i';"
                                + "GRANT SELECT ON above, fewer TO kind_reader;"
                                + "ALTER VIEW above OWNER TO \"Kind \"\"Writer\";")) {
            assertThat(
                            lab.merge(
                                    "ALTER VIEW fewer RENAME TO old; CREATE VIEW fewer AS SELECT"
                                        + " id, n FROM t; GRANT SELECT ON fewer TO"
                                        + " kind_reader;COMMENT ON COLUMN fewer.id IS 'i';CREATE"
                                        + " TRIGGER \"t r\" INSTEAD OF INSERT ON fewer FOR EACH ROW"
                                        + " EXECUTE FUNCTION f();COMMENT ON TRIGGER \"t r\" ON"
                                        + " fewer IS 'tr';CREATE RULE \"r u\" AS ON DELETE TO fewer"
                                        + " DO INSTEAD NOTHING;CREATE OR REPLACE VIEW above AS"
                                        + " SELECT id FROM fewer;DROP VIEW old, typed,"
                                        + " swapped;CREATE VIEW typed AS SELECT id::bigint, n FROM"
                                        + " t;CREATE VIEW swapped AS SELECT n, id FROM t;"))
                    .contains("DROP VIEW typed", "DROP VIEW swapped");
        }
    }

    @Test
    void optionsChangeInPlace() throws SQLException {
        try (Lab lab =
                Lab.of(
                        TABLE
                                + "CREATE VIEW \"o\"\"p\" WITH (security_barrier=true) AS"
                                + " SELECT id FROM t WHERE id > 0 WITH LOCAL CHECK OPTION;")) {
            assertThat(
                            lab.merge(
                                    "ALTER VIEW \"o\"\"p\" SET (security_barrier=false,"
                                            + " security_invoker=true, check_option=cascaded)"))
                    .hasSize(1)
                    .allMatch(statement -> statement.startsWith("ALTER VIEW \"o\"\"p\""));
            lab.merge("ALTER VIEW \"o\"\"p\" RESET (security_barrier, check_option)");
        }
    }

    @Test
    void namesOfViewsAndColumnsAreExchanged() throws SQLException {
        try (Lab lab =
                Lab.of(
                        TABLE
                                + "CREATE VIEW v AS SELECT id AS a, \"A b\" AS b FROM t;"
                                + "CREATE VIEW above AS SELECT a, b FROM v;")) {
            assertThat(
                            lab.merge(
                                    "ALTER VIEW v RENAME TO \"W \"\"/%\";"
                                            + "ALTER VIEW \"W \"\"/%\" RENAME COLUMN a TO x;"
                                            + "ALTER VIEW \"W \"\"/%\" RENAME COLUMN b TO a;"
                                            + "ALTER VIEW \"W \"\"/%\" RENAME COLUMN x TO b"))
                    .noneMatch(statement -> statement.startsWith("DROP"))
                    .contains("ALTER VIEW v RENAME TO \"W \"\"/%\"");
        }
    }

    @Test
    void aColumnOfOneSideAndAConditionOfTheOtherCombine() throws SQLException {
        try (Lab lab =
                Lab.of(
                        TABLE
                                + "CREATE VIEW v AS SELECT id, \"A b\" FROM t;"
                                + "CREATE VIEW above AS SELECT * FROM v;")) {
            lab.database().value("SELECT gitversion.create_branch('other', 'main')");
            lab.database()
                    .psql(
                            "SELECT gitversion.use_branch('other');"
                                    + "CREATE OR REPLACE VIEW v AS SELECT id, \"A b\" FROM t"
                                    + " WHERE id > 5; SELECT gitversion.commit('Where')")
                    .expectSuccess();
            lab.merge("CREATE OR REPLACE VIEW v AS SELECT id, \"A b\", n AS \"new C\" FROM t");
            lab.database().value("SELECT gitversion.merge_branches('other', 'main')");
            assertThat(lab.database().value("SELECT pg_get_viewdef('app.v'::regclass)"))
                    .contains("n AS \"new C\"")
                    .containsPattern("WHERE \\((t\\.)?id > 5\\)");
        }
    }
}

package org.gitversion.test.kind;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class ForeignTableIT {
    private static final String SERVERS =
            """
            CREATE FOREIGN DATA WRAPPER nowhere;
            CREATE SERVER "far ""away" FOREIGN DATA WRAPPER nowhere;
            CREATE SERVER near FOREIGN DATA WRAPPER nowhere;
            """;

    /**
     * Who owns a foreign table has to be able to use its server where it is built again: a
     * superuser who carries out what others committed would give them the use of a server that they
     * lack.
     */
    @Test
    void aCloneHasEveryProperty() throws SQLException {
        Lab.assertClones(
                SERVERS
                        + """
                        CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
                        CREATE FOREIGN TABLE "Far" (
                            id integer OPTIONS ("Column Name" 'the "id"', a 'b=c') NOT NULL,
                            name varchar(20) COLLATE "C" DEFAULT 'x',
                            n numeric CONSTRAINT positive CHECK (n > 0),
                            twice numeric GENERATED ALWAYS AS (n * 2) STORED
                        ) SERVER "far ""away" OPTIONS (schema_name 'public', "Table" 'it''s');
                        CREATE FOREIGN TABLE plain () SERVER near;
                        ALTER FOREIGN TABLE "Far" ALTER name SET STATISTICS 50;
                        ALTER FOREIGN TABLE "Far" ALTER name SET (n_distinct = 5);
                        ALTER FOREIGN TABLE "Far" ALTER name SET STORAGE PLAIN;
                        CREATE TRIGGER t BEFORE INSERT ON "Far" FOR EACH ROW EXECUTE FUNCTION f();
                        CREATE VIEW v AS SELECT id FROM "Far";
                        COMMENT ON FOREIGN TABLE "Far" IS 'elsewhere';
                        COMMENT ON COLUMN "Far".id IS 'key';
                        COMMENT ON CONSTRAINT positive ON "Far" IS 'more';
                        GRANT SELECT ON "Far" TO kind_reader;
                        GRANT UPDATE (name) ON "Far" TO "Kind ""Writer";
                        GRANT USAGE ON FOREIGN SERVER near TO kind_reader;
                        ALTER FOREIGN TABLE plain OWNER TO kind_reader;
                        """);
    }

    @Test
    void everythingChangesInPlace() throws SQLException {
        try (Lab lab =
                Lab.of(
                        SERVERS
                                + "CREATE FOREIGN TABLE t (a int OPTIONS (x '1', y '2'), b int)"
                                + " SERVER near OPTIONS (p '1', q '2');")) {
            assertThat(
                            lab.merge(
                                    "ALTER FOREIGN TABLE t OPTIONS (SET p '3', DROP q, ADD r"
                                        + " 's');ALTER FOREIGN TABLE t ALTER a OPTIONS (DROP x, SET"
                                        + " y '5', ADD z '6'); ALTER FOREIGN TABLE t ALTER b TYPE"
                                        + " bigint;ALTER FOREIGN TABLE t ADD c text OPTIONS (k"
                                        + " 'v');"))
                    .containsExactlyInAnyOrder(
                            "ALTER FOREIGN TABLE t OPTIONS (DROP q, SET p '3', ADD r 's')",
                            "ALTER TABLE t\n    ALTER COLUMN a OPTIONS (DROP x, SET y '5', ADD z"
                                    + " '6'),\n    ALTER COLUMN b TYPE bigint,\n"
                                    + "    ADD COLUMN c text OPTIONS (k 'v')");
            assertThat(lab.merge("ALTER FOREIGN TABLE t RENAME TO \"T 2\""))
                    .containsExactly("ALTER FOREIGN TABLE t RENAME TO \"T 2\"");
            lab.merge("ALTER FOREIGN TABLE \"T 2\" RENAME a TO \"A\"");
            lab.merge("ALTER FOREIGN TABLE \"T 2\" ADD CONSTRAINT c CHECK (b > 0) NOT VALID");
            lab.merge("COMMENT ON FOREIGN TABLE \"T 2\" IS 'x'; ALTER TABLE \"T 2\" DROP c");
            assertThat(lab.merge("DROP FOREIGN TABLE \"T 2\""))
                    .containsExactly("DROP FOREIGN TABLE \"T 2\"");
        }
    }

    @Test
    void anotherServerIsAnotherForeignTable() throws SQLException {
        try (Lab lab =
                Lab.of(
                        SERVERS
                                + "CREATE FOREIGN TABLE t (a int) SERVER near;CREATE VIEW v AS"
                                + " SELECT a FROM t; GRANT SELECT ON t TO PUBLIC")) {
            assertThat(
                            lab.merge(
                                    "DROP VIEW v; DROP FOREIGN TABLE t;CREATE FOREIGN TABLE t (a"
                                        + " int) SERVER \"far \"\"away\";CREATE VIEW v AS SELECT a"
                                        + " FROM t;GRANT SELECT ON t TO PUBLIC"))
                    .contains("DROP FOREIGN TABLE t")
                    .anySatisfy(sql -> assertThat(sql).contains("SERVER \"far \"\"away\""));
        }
    }

    @Test
    void aTableDoesNotBecomeAForeignTable() throws SQLException {
        try (Lab lab = Lab.of(SERVERS + "CREATE TABLE t (a int);")) {
            assertThat(lab.refused("DROP TABLE t; CREATE FOREIGN TABLE t (a int) SERVER near"))
                    .startsWith("VC091");
        }
    }
}

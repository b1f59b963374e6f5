package org.gitversion.test.kind;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class InheritanceIT {
    @Test
    void aCloneInheritsAlike() throws SQLException {
        Lab.assertClones(
                """
                CREATE TABLE z_base (id int NOT NULL, name text DEFAULT 'n' COLLATE "C", v varchar(9) CHECK (v <> ''),
                    w int GENERATED ALWAYS AS (id * 2) STORED, CONSTRAINT local CHECK (id > 0) NO INHERIT);
                ALTER TABLE z_base ALTER v SET STORAGE EXTERNAL;
                ALTER TABLE z_base ADD CONSTRAINT doubted CHECK (id < 1000) NOT VALID;
                CREATE TABLE "Y/%" (extra int, id int NOT NULL, CONSTRAINT z_base_v_check CHECK (v <> ''))
                    INHERITS (z_base);
                CREATE TABLE other (o int DEFAULT 4, name text COLLATE "C" DEFAULT 'n');
                CREATE TABLE pair (name text COLLATE "C" DEFAULT 'm') INHERITS (other, z_base) WITH (fillfactor = 60);
                CREATE TABLE a_grandchild () INHERITS ("Y/%");
                CREATE TABLE mine (o int, name text COLLATE "C", q int);
                ALTER TABLE mine INHERIT other;
                ALTER TABLE z_base ADD COLUMN late date DEFAULT '2020-01-01';
                ALTER TABLE pair ALTER late DROP DEFAULT, ALTER o SET DEFAULT 7, ALTER o SET NOT NULL,
                    ALTER o SET STATISTICS 50, ALTER v SET (n_distinct = 5);
                ALTER TABLE "Y/%" ALTER name SET STORAGE MAIN, ALTER name DROP DEFAULT;
                ALTER TABLE "Y/%" ADD PRIMARY KEY (id);
                ALTER TABLE pair ALTER id DROP NOT NULL;
                CREATE INDEX ON pair (id);
                COMMENT ON COLUMN pair.id IS 'inherited';
                COMMENT ON CONSTRAINT z_base_v_check ON pair IS 'inherited, too';
                GRANT SELECT (late) ON pair TO kind_reader;
                CREATE VIEW seen AS SELECT * FROM pair UNION ALL SELECT o, name, 1, NULL, 2, late FROM ONLY pair;
                """);
    }

    @Test
    void aCloneHasTypedTables() throws SQLException {
        Lab.assertClones(
                """
                CREATE TYPE "C/%" AS (a int, b text, "C c" numeric(5, 2));
                CREATE TABLE t OF "C/%" (PRIMARY KEY (a), b WITH OPTIONS DEFAULT 'x' NOT NULL, CHECK (b <> ''));
                CREATE TABLE u ("C c" int, a int, b text);
                ALTER TABLE u DROP "C c", ADD "C c" numeric(5, 2);
                ALTER TABLE u OF "C/%";
                ALTER TYPE "C/%" ADD ATTRIBUTE d date CASCADE;
                ALTER TYPE "C/%" DROP ATTRIBUTE b CASCADE;
                """);
    }

    @Test
    void aCloneHasWhatElseTablesHave() throws SQLException {
        Lab.assertClones(
                """
                CREATE TABLE t (a int PRIMARY KEY, gone int, b text NOT NULL, gone_too text, c int)
                    WITH (autovacuum_vacuum_threshold = 7, fillfactor = 60, toast.autovacuum_enabled = off)
                    TABLESPACE kind_space;
                CREATE UNIQUE INDEX "i ""/" ON t (b);
                ALTER TABLE t DROP gone, DROP gone_too, ADD d int;
                ALTER TABLE t CLUSTER ON "i ""/";
                ALTER TABLE t REPLICA IDENTITY USING INDEX "i ""/";
                ALTER TABLE t ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
                CREATE UNLOGGED TABLE u (a int);
                CREATE TABLE keyed (a int PRIMARY KEY);
                ALTER TABLE keyed CLUSTER ON keyed_pkey;
                """);
    }

    private static final String FAMILY =
            """
            CREATE TABLE base (id int NOT NULL, n int DEFAULT 1, CHECK (n > 0));
            CREATE TABLE heir (extra text, n int) INHERITS (base);
            CREATE TABLE heir_2 (own int) INHERITS (heir);
            CREATE TABLE free (id int NOT NULL, n int, CONSTRAINT base_n_check CHECK (n > 0));
            INSERT INTO base VALUES (1, 1); INSERT INTO heir VALUES (2, 2, 'x');
            INSERT INTO heir_2 VALUES (3, 3, 'y', 4); INSERT INTO free VALUES (4, 4);
            """;

    private static String rows(Lab lab) throws SQLException {
        return lab.database().value("SELECT string_agg(id::text, ',' ORDER BY id) FROM app.base");
    }

    @Test
    void heirsChangeWithTheirParents() throws SQLException {
        try (Lab lab = Lab.of(FAMILY)) {
            assertThat(lab.merge("ALTER TABLE base ADD c int DEFAULT 3 NOT NULL"))
                    .containsExactly("ALTER TABLE base ADD COLUMN c integer DEFAULT 3 NOT NULL");
            lab.merge(
                    "ALTER TABLE base ALTER c TYPE numeric; ALTER TABLE heir ALTER c SET DEFAULT"
                            + " 7");
            lab.merge(
                    "ALTER TABLE base RENAME c TO \"C \"\"/%\"; ALTER TABLE base RENAME CONSTRAINT"
                        + " base_n_check TO \"K \"\"/\"; ALTER TABLE heir RENAME TO \"H \"\"/%\"");
            lab.merge(
                    "ALTER TABLE base DROP \"C \"\"/%\"; ALTER TABLE base DROP CONSTRAINT \"K"
                            + " \"\"/\"; ALTER TABLE base DROP n");
            lab.merge(
                    "ALTER TABLE base ADD CONSTRAINT k CHECK (id > 0);"
                            + "ALTER TABLE base ADD CONSTRAINT mine CHECK (id < 3) NO INHERIT");
            lab.merge(
                    "ALTER TABLE base ALTER id DROP NOT NULL; ALTER TABLE heir_2 ALTER id SET NOT"
                            + " NULL");
            lab.merge(
                    "ALTER TABLE base DROP CONSTRAINT k; ALTER TABLE base ADD CONSTRAINT k CHECK"
                            + " (id > -1) NOT VALID");
            lab.merge("ALTER TABLE base VALIDATE CONSTRAINT k");
            assertThat(rows(lab)).isEqualTo("1,2,3");
            assertThat(lab.database().value("SELECT n FROM app.heir_2")).isEqualTo("3");
        }
    }

    @Test
    void tablesComeToInheritAndCeaseToInPlace() throws SQLException {
        try (Lab lab = Lab.of(FAMILY)) {
            assertThat(lab.merge("ALTER TABLE free INHERIT base"))
                    .containsExactly("ALTER TABLE free INHERIT base");
            assertThat(rows(lab)).isEqualTo("1,2,3,4");
            lab.merge(
                    "CREATE TABLE second (n int); ALTER TABLE free INHERIT second;"
                            + "CREATE TABLE third (z int) INHERITS (free, second)");
            lab.merge("ALTER TABLE heir NO INHERIT base");
            assertThat(rows(lab)).isEqualTo("1,4");
            lab.merge("ALTER TABLE base ADD late int");
            lab.merge(
                    "ALTER TABLE free NO INHERIT base; ALTER TABLE free DROP late;"
                            + "ALTER TABLE base ADD later int");
            lab.merge("CREATE TABLE heir_3 (q int) INHERITS (base)");
            lab.merge(
                    "ALTER TABLE heir ADD late int, ADD later int; ALTER TABLE heir INHERIT base");
            lab.merge("DROP TABLE base CASCADE");
            assertThat(lab.database().value("SELECT n FROM app.free")).isEqualTo("4");
        }
    }

    @Test
    void typedTablesChangeWithTheirType() throws SQLException {
        try (Lab lab =
                Lab.of(
                        "CREATE TYPE c AS (a int, b text); CREATE TABLE t OF c (PRIMARY KEY"
                                + " (a));CREATE TABLE u (a int, b text); INSERT INTO t VALUES (1,"
                                + " 'x');")) {
            lab.merge(
                    "ALTER TYPE c ADD ATTRIBUTE d int CASCADE; ALTER TABLE t ALTER d SET DEFAULT"
                            + " 3");
            lab.merge("ALTER TYPE c ALTER ATTRIBUTE d TYPE bigint CASCADE");
            lab.merge("ALTER TYPE c RENAME ATTRIBUTE d TO \"D \"\"/%\" CASCADE");
            lab.merge("ALTER TYPE c DROP ATTRIBUTE \"D \"\"/%\" CASCADE; ALTER TABLE u OF c");
            lab.merge("ALTER TABLE t NOT OF; ALTER TABLE t ADD z int");
            assertThat(lab.database().value("SELECT b FROM app.t")).isEqualTo("x");
        }
    }

    @Test
    void storagePropertiesChangeInPlace() throws SQLException {
        try (Lab lab =
                Lab.of("CREATE TABLE t (a int PRIMARY KEY, b int); CREATE INDEX i ON t (b)")) {
            lab.merge("ALTER TABLE t CLUSTER ON i");
            lab.merge("ALTER TABLE t CLUSTER ON t_pkey; ALTER TABLE t SET UNLOGGED");
            lab.merge("ALTER TABLE t SET WITHOUT CLUSTER; ALTER TABLE t SET LOGGED");
            lab.merge("ALTER TABLE t CLUSTER ON i");
            lab.merge("DROP INDEX i; CREATE INDEX i ON t (b, a); ALTER TABLE t CLUSTER ON i");
            lab.merge(
                    "CREATE MATERIALIZED VIEW m AS SELECT 1 AS a; CREATE UNIQUE INDEX k ON m (a);"
                            + "ALTER TABLE m CLUSTER ON k");
            lab.merge("DROP INDEX k; CREATE INDEX k ON m (a); ALTER TABLE m CLUSTER ON k");
            lab.merge("ALTER TABLE m SET WITHOUT CLUSTER");
        }
    }

    @Test
    void theAccessMethodChangesInPlace() throws SQLException {
        try (Lab lab = Lab.of("CREATE TABLE t (a int); INSERT INTO t VALUES (1)")) {
            lab.run(
                    "CREATE ACCESS METHOD kind_heap TYPE TABLE HANDLER heap_tableam_handler;"
                            + "SELECT gitversion.create_branch('b', 'main');"
                            + "SELECT gitversion.use_branch('b');"
                            + "ALTER TABLE t SET ACCESS METHOD kind_heap;"
                            + "SELECT gitversion.commit('Change', 'b');"
                            + "SELECT gitversion.merge_branches('b', 'main')");
            assertThat(
                            lab.database()
                                    .value(
                                            "SELECT amname FROM pg_class c JOIN pg_am m ON m.oid ="
                                                    + " c.relam WHERE c.oid = 'app.t'::regclass"))
                    .isEqualTo("kind_heap");
            assertThat(lab.database().value("SELECT a FROM app.t")).isEqualTo("1");
        }
    }

    /** As pg_dump does. */
    @Test
    void whatIsLeftOfAFailedIndexIsNoIndex() throws SQLException {
        try (Lab lab = Lab.of("CREATE TABLE t (a int); INSERT INTO t VALUES (1), (1);")) {
            lab.database().psql("CREATE UNIQUE INDEX CONCURRENTLY i ON app.t (a)", "-q");
            assertThat(
                            lab.database()
                                    .value(
                                            "SELECT indisvalid FROM pg_index WHERE indexrelid ="
                                                    + " 'app.i'::regclass"))
                    .isEqualTo("f");
            assertThat(lab.database().column("SELECT path FROM gitversion.status('main')"))
                    .isEmpty();
        }
    }
}

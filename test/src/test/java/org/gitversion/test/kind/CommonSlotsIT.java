package org.gitversion.test.kind;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.gitversion.test.support.Cluster;
import org.gitversion.test.support.Database;
import org.gitversion.test.support.Shell;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every kind of object can have: labels, extensions, comments on parts, foreign grants. */
class CommonSlotsIT {
    private static final String TYPES =
            """
            CREATE TYPE mood AS ENUM ('a');
            CREATE TYPE "Pair" AS (x int);
            CREATE DOMAIN positive AS int;
            CREATE TYPE span AS RANGE (SUBTYPE = int, MULTIRANGE_TYPE_NAME = "Spans");
            CREATE TABLE t (id int GENERATED ALWAYS AS IDENTITY (SEQUENCE NAME "The Seq"), a text);
            CREATE VIEW v AS SELECT 1 AS one;
            COMMENT ON TYPE mood[] IS 'moods';
            COMMENT ON TYPE "Pair"[] IS 'pairs';
            COMMENT ON TYPE positive[] IS 'a=b';
            COMMENT ON TYPE span[] IS 'spans';
            COMMENT ON TYPE "Spans" IS 'many spans';
            COMMENT ON TYPE "Spans"[] IS 'many many spans';
            COMMENT ON TYPE t IS 'row';
            COMMENT ON TYPE t[] IS 'rows';
            COMMENT ON TYPE v IS 'row of the view';
            COMMENT ON SEQUENCE "The Seq" IS 'it''s a sequence';
            """;
    private static final String COMMENTS =
            "SELECT format('%s %s', regexp_replace(i.identity, '^[^.]*[.]', ''), d.description)"
                    + " FROM pg_description d, pg_identify_object(classoid, objoid, objsubid) i"
                    + " WHERE i.schema = ? ORDER BY 1";

    @Test
    void partsWithoutAPathKeepTheirComments() throws SQLException {
        try (Lab lab = Lab.of(TYPES)) {
            Database database = lab.database();
            database.value("SELECT gitversion.create_branch('b')");
            assertThat(database.column(COMMENTS, "branch_b"))
                    .hasSize(10)
                    .isEqualTo(database.column(COMMENTS, "app"));
            database.psql(
                            "SELECT gitversion.use_branch('b'); COMMENT ON TYPE mood[] IS 'other';"
                                    + "COMMENT ON TYPE \"Spans\" IS NULL;"
                                    + "COMMENT ON SEQUENCE \"The Seq\" IS 'new';"
                                    + "COMMENT ON TYPE v[] IS 'views';"
                                    + "SELECT gitversion.commit('Comments');"
                                    + "SELECT gitversion.merge_branches('b', 'main')")
                    .expectSuccess();
            assertThat(database.column(COMMENTS, "app"))
                    .contains("mood[] other", "\"The Seq\" new")
                    .isEqualTo(database.column(COMMENTS, "branch_b"));
            lab.merge("ALTER TABLE t ALTER id DROP IDENTITY");
        }
    }

    @Test
    void theSequenceOfAnIdentityColumnKeepsItsPrivileges() throws SQLException {
        Lab.assertClones(
                """
                CREATE TABLE t (id int GENERATED ALWAYS AS IDENTITY (SEQUENCE NAME "a/s"));
                GRANT USAGE ON SEQUENCE "a/s" TO kind_reader;
                COMMENT ON SEQUENCE "a/s" IS 'numbers';
                """);
        try (Lab lab = Lab.of("CREATE TABLE t (id int GENERATED ALWAYS AS IDENTITY)")) {
            assertThat(lab.merge("GRANT SELECT ON SEQUENCE t_id_seq TO kind_reader"))
                    .containsExactly("GRANT SELECT ON SEQUENCE t_id_seq TO kind_reader");
            assertThat(lab.merge("REVOKE SELECT ON SEQUENCE t_id_seq FROM kind_reader"))
                    .containsExactly("REVOKE SELECT ON SEQUENCE t_id_seq FROM kind_reader");
        }
    }

    @Test
    void objectsGoWithTheirExtensions() throws SQLException {
        String all =
                """
                CREATE FUNCTION f(int) RETURNS int LANGUAGE sql AS 'SELECT 1';
                CREATE PROCEDURE p() LANGUAGE sql AS '';
                CREATE AGGREGATE total(int) (SFUNC = int4pl, STYPE = int);
                ALTER ROUTINE total(int) DEPENDS ON EXTENSION pg_trgm;
                CREATE TABLE t (a int CONSTRAINT "Key" PRIMARY KEY, b text);
                CREATE INDEX i ON t (b);
                CREATE MATERIALIZED VIEW m AS SELECT 1 AS a;
                CREATE TRIGGER r BEFORE UPDATE ON t
                    FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger();
                ALTER FUNCTION f(int) DEPENDS ON EXTENSION pg_trgm;
                ALTER PROCEDURE p() DEPENDS ON EXTENSION plpgsql;
                ALTER INDEX i DEPENDS ON EXTENSION btree_gist;
                ALTER INDEX "Key" DEPENDS ON EXTENSION btree_gist;
                ALTER MATERIALIZED VIEW m DEPENDS ON EXTENSION plpgsql;
                ALTER TRIGGER r ON t DEPENDS ON EXTENSION plpgsql;
                """;
        Lab.assertClones(all);
        try (Lab lab = Lab.of(all)) {
            assertThat(
                            lab.merge(
                                    "ALTER FUNCTION f(int) NO DEPENDS ON EXTENSION pg_trgm;"
                                            + "ALTER INDEX i NO DEPENDS ON EXTENSION btree_gist;"
                                            + "ALTER INDEX i DEPENDS ON EXTENSION pg_trgm;"))
                    .containsExactlyInAnyOrder(
                            "ALTER FUNCTION f(integer) NO DEPENDS ON EXTENSION pg_trgm",
                            "ALTER INDEX i NO DEPENDS ON EXTENSION btree_gist",
                            "ALTER INDEX i DEPENDS ON EXTENSION pg_trgm");
        }
    }

    @Test
    void anOwnerOfATableMayHavePrivilegesOnItsColumns() throws SQLException {
        Lab.assertClones(
                """
                CREATE TABLE t (a int, id int GENERATED ALWAYS AS IDENTITY);
                GRANT SELECT (a) ON t TO kind_reader;
                REVOKE USAGE ON SEQUENCE t_id_seq FROM postgres;
                CREATE VIEW v AS SELECT 1 AS a;
                GRANT SELECT (a) ON v TO kind_reader;
                CREATE MATERIALIZED VIEW m AS SELECT 1 AS a;
                GRANT SELECT (a) ON m TO kind_reader;
                ALTER TABLE t OWNER TO kind_reader;
                ALTER VIEW v OWNER TO kind_reader;
                ALTER MATERIALIZED VIEW m OWNER TO kind_reader;
                """);
    }

    @Test
    void optionsKeepTheirOrder() throws SQLException {
        Lab.assertClones(
                """
                CREATE TABLE t (a int PRIMARY KEY WITH (fillfactor = 80, deduplicate_items = off),
                    b text) WITH (user_catalog_table = true, fillfactor = 70, autovacuum_enabled = off,
                    toast.vacuum_truncate = off, toast.autovacuum_enabled = off);
                CREATE INDEX i ON t (b) WITH (fillfactor = 60, deduplicate_items = off);
                CREATE MATERIALIZED VIEW m WITH (fillfactor = 50, autovacuum_enabled = off)
                    AS SELECT 1 AS a;
                CREATE FOREIGN DATA WRAPPER w;
                CREATE SERVER s FOREIGN DATA WRAPPER w;
                CREATE FOREIGN TABLE f (a int OPTIONS (z '1', y '2')) SERVER s OPTIONS (x '3', w '4');
                """);
    }

    @Test
    void whoGrantedIsKept() throws SQLException {
        String all =
                """
                CREATE TABLE t (a int, b int);
                CREATE FUNCTION f() RETURNS int RETURN 1;
                GRANT SELECT, INSERT ON t TO kind_reader WITH GRANT OPTION;
                GRANT UPDATE (b) ON t TO kind_reader WITH GRANT OPTION;
                GRANT EXECUTE ON FUNCTION f() TO "Kind ""Writer" WITH GRANT OPTION;
                GRANT USAGE ON SCHEMA %1$s TO kind_reader, "Kind ""Writer", pg_monitor;
                SET ROLE kind_reader;
                GRANT SELECT ON t TO "Kind ""Writer" WITH GRANT OPTION;
                GRANT UPDATE (b) ON t TO PUBLIC;
                SET ROLE "Kind ""Writer";
                GRANT SELECT ON t TO pg_monitor WITH GRANT OPTION;
                GRANT EXECUTE ON FUNCTION f() TO kind_reader;
                SET ROLE pg_monitor;
                GRANT SELECT ON t TO pg_read_all_data;
                RESET ROLE;
                """;
        Lab.assertClones(String.format(all, "source"));
        try (Lab lab = Lab.of(String.format(all, "app"))) {
            assertThat(
                            lab.merge(
                                    "REVOKE SELECT ON t FROM kind_reader CASCADE;GRANT DELETE ON t"
                                        + " TO kind_reader WITH GRANT OPTION;GRANT USAGE ON SCHEMA"
                                        + " branch_change_1 TO kind_reader;SET ROLE kind_reader;"
                                        + " GRANT DELETE ON t TO PUBLIC;RESET ROLE;"))
                    .hasSize(6);
            assertThat(
                            lab.database()
                                    .column(
                                            "SELECT has_schema_privilege(r, 'branch_change_1',"
                                                    + " 'USAGE') FROM unnest(ARRAY['pg_monitor',"
                                                    + " 'pg_read_all_data']) r"))
                    .containsExactly("t", "t");
        }
    }

    /** The order in which the server keeps them is the one in which pg_dump writes them. */
    @Test
    void privilegesKeepTheirOrder() throws SQLException {
        Lab.assertClones(
                """
                CREATE TABLE t (a int, b int);
                GRANT SELECT ON t TO pg_monitor;
                GRANT INSERT, SELECT ON t TO kind_reader;
                GRANT UPDATE ON t TO "Kind ""Writer" WITH GRANT OPTION;
                GRANT DELETE ON t TO pg_monitor WITH GRANT OPTION;
                GRANT SELECT (a) ON t TO pg_monitor;
                GRANT SELECT (a) ON t TO kind_reader;
                CREATE FUNCTION f() RETURNS int RETURN 1;
                GRANT EXECUTE ON FUNCTION f() TO pg_monitor, kind_reader;
                CREATE TABLE i (id int GENERATED ALWAYS AS IDENTITY);
                GRANT USAGE ON SEQUENCE i_id_seq TO pg_monitor, kind_reader;
                CREATE TABLE o (a int);
                GRANT SELECT ON o TO pg_monitor WITH GRANT OPTION;
                GRANT USAGE ON SCHEMA source TO pg_monitor;
                SET ROLE pg_monitor;
                GRANT SELECT ON o TO kind_reader WITH GRANT OPTION;
                RESET ROLE;
                GRANT INSERT ON o TO PUBLIC;
                GRANT SELECT ON o TO kind_reader;
                """);
    }

    @Test
    void labelsOfAnyProviderAreKept(@TempDir Path directory) throws Exception {
        String library = provider(directory);
        try (Lab lab = Lab.of(TYPES)) {
            Database database = lab.database();
            database.execute(
                    "ALTER DATABASE \""
                            + database.name()
                            + "\" SET session_preload_libraries = '"
                            + library
                            + "'");
            lab.run(
                    """
                    SET search_path = app;
                    CREATE FUNCTION f(a int) RETURNS int RETURN 1;
                    CREATE SEQUENCE s;
                    CREATE MATERIALIZED VIEW m AS SELECT 1 AS a;
                    SECURITY LABEL FOR "gv label" ON TABLE t IS 'it''s secret';
                    SECURITY LABEL FOR other ON TABLE t IS 'x=y';
                    SECURITY LABEL FOR "gv label" ON COLUMN t.a IS 'column';
                    SECURITY LABEL FOR "gv label" ON COLUMN "Pair".x IS 'attribute';
                    SECURITY LABEL FOR "gv label" ON VIEW v IS 'view';
                    SECURITY LABEL FOR "gv label" ON MATERIALIZED VIEW m IS 'view';
                    SECURITY LABEL FOR "gv label" ON FUNCTION f(int) IS 'function';
                    SECURITY LABEL FOR "gv label" ON SEQUENCE s IS 'sequence';
                    SECURITY LABEL FOR "gv label" ON DOMAIN positive IS 'domain';
                    SECURITY LABEL FOR "gv label" ON TYPE mood IS 'type';
                    SECURITY LABEL FOR "gv label" ON SEQUENCE "The Seq" IS 'identity=';
                    SECURITY LABEL FOR other ON TYPE "Spans" IS 'multirange';
                    SECURITY LABEL FOR other ON TYPE mood[] IS 'array';
                    SECURITY LABEL FOR "gv label" ON TYPE t IS 'row type';
                    SELECT gitversion.commit('Labels', 'main');
                    SELECT gitversion.create_branch('b');
                    """);
            assertThat(labels(database, "branch_b")).hasSize(14).isEqualTo(labels(database, "app"));
            lab.run(
                    """
                    SELECT gitversion.use_branch('b');
                    SECURITY LABEL FOR other ON TABLE t IS NULL;
                    SECURITY LABEL FOR "gv label" ON COLUMN t.a IS 'changed';
                    SECURITY LABEL FOR other ON FUNCTION f IS 'new';
                    SECURITY LABEL FOR other ON TYPE "Spans" IS NULL;
                    SECURITY LABEL FOR other ON SEQUENCE "The Seq" IS 'more';
                    SECURITY LABEL FOR other ON TYPE mood[] IS 'moods';
                    SELECT gitversion.commit('Other labels');
                    SELECT gitversion.merge_branches('b', 'main');
                    """);
            assertThat(labels(database, "app"))
                    .contains("\"gv label\": t.a changed", "other: f(integer) new")
                    .isEqualTo(labels(database, "branch_b"));
        }
    }

    private static List<String> labels(Database database, String schema) throws SQLException {
        return database.column(
                "SELECT format('%I: %s %s', provider, regexp_replace(i.identity, '^[^.]*[.]', ''),"
                        + " label)"
                        + " FROM pg_seclabel s, pg_identify_object(classoid, objoid, objsubid) i"
                        + " WHERE i.schema = ? ORDER BY 1",
                schema);
    }

    /** Builds a library that registers providers which take any label. */
    private static String provider(Path directory) throws IOException {
        Path source = directory.resolve("label_provider.c");
        Files.copy(CommonSlotsIT.class.getResourceAsStream("label_provider.c"), source);
        Path library = directory.resolve("label_provider.so");
        Shell.run(
                        Map.of(),
                        "",
                        List.of(
                                "gcc",
                                "-shared",
                                "-fPIC",
                                "-I" + Cluster.headers(),
                                "-o",
                                library.toString(),
                                source.toString()))
                .expectSuccess();
        Shell.run(Map.of(), "", List.of("chmod", "-R", "a+rX", directory.toString()))
                .expectSuccess();
        return library.toString();
    }
}

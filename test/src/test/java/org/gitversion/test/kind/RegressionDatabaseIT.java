package org.gitversion.test.kind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.gitversion.test.support.Cluster;
import org.gitversion.test.support.Database;
import org.gitversion.test.support.Host;
import org.gitversion.test.support.ServerError;
import org.gitversion.test.support.Shell;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The database that PostgreSQL's own regression tests leave behind. It needs PostgreSQL's sources:
 * {@code -Dgitversion.regress=DIR} names their directory {@code src/test/regress}. Functions in C
 * are there where {@code regress.so} was built in it.
 */
class RegressionDatabaseIT {
    private static final String SCHEMAS =
            "SELECT nspname FROM pg_namespace WHERE nspname !~ '^pg_' AND nspname NOT IN"
                + " ('information_schema', 'gitversion', 'gitversion_internal', 'sqlj') ORDER BY 1";

    /** Some types in public are members of an operator family that PostgreSQL itself has. */
    private static final List<String> REFUSED =
            List.of(
                    member("function 1 (bigint, int8alias1)", "int8alias1cmp(bigint,int8alias1)"),
                    member("operator 1 (int8alias1, int8alias1)", "<(int8alias1,int8alias1)"),
                    member("operator 3 (bigint, int8alias1)", "=(bigint,int8alias1)"),
                    member("operator 3 (int8alias1, int8alias1)", "=(int8alias1,int8alias1)"),
                    member("operator 3 (int8alias1, int8alias2)", "=(int8alias1,int8alias2)"),
                    member("operator 3 (int8alias2, int8alias2)", "=(int8alias2,int8alias2)"));

    private static final String WITHOUT_REFUSED =
            "ALTER OPERATOR FAMILY integer_ops USING btree DROP FUNCTION 1 (bigint, int8alias1),"
                + " OPERATOR 1 (int8alias1, int8alias1), OPERATOR 3 (bigint, int8alias1), OPERATOR"
                + " 3 (int8alias1, int8alias1), OPERATOR 3 (int8alias1, int8alias2), OPERATOR 3"
                + " (int8alias2, int8alias2)";

    @Test
    void eachSchemaIsClonedAsItIsOrRefusedByName(@TempDir Path results) throws Exception {
        String directory = System.getProperty("gitversion.regress");
        assumeTrue(
                directory != null,
                "-Dgitversion.regress=DIR does not name src/test/regress of PostgreSQL's sources");
        Cluster cluster = Cluster.start(Host.chosen());
        try (Database database =
                regression(cluster, Path.of(directory).toAbsolutePath(), results)) {
            assertThat(database.value("SELECT count(*) > 500 FROM pg_class WHERE relkind = 'r'"))
                    .isEqualTo("t");
            ServerError error = ServerError.of(() -> copy(database, "public"));
            assertThat(error).isNotNull().extracting(ServerError::state).isEqualTo("VC010");
            assertThat(error.detail())
                    .isEqualTo("Not supported: " + String.join("; ", REFUSED) + ".");

            database.execute(WITHOUT_REFUSED);
            List<String> schemas = database.column(SCHEMAS);
            assertThat(schemas).contains("public", "regress_rls_schema").hasSizeGreaterThan(9);
            for (String schema : schemas) {
                List<String> source = dump(database, schema);
                copy(database, schema);
                assertThat(hash(database, "copy of " + schema))
                        .as(schema)
                        .isEqualTo(hash(database, schema));
                // With the name of its source there is nothing that has to differ.
                rename(database, schema, "source of " + schema);
                rename(database, "copy of " + schema, schema);
                assertThat(dump(database, schema)).as(schema).isEqualTo(source);
                rename(database, schema, "copy of " + schema);
                rename(database, "source of " + schema, schema);
            }
        } finally {
            cluster.stopServer();
        }
    }

    private static String member(String what, String of) {
        return what
                + " of operator family integer_ops for access method btree: "
                + of
                + " (member of an operator family of another schema)";
    }

    private static void copy(Database database, String schema) throws SQLException {
        database.rows("SELECT gitversion.clone_schema_objects(?, ?)", schema, "copy of " + schema);
    }

    private static String hash(Database database, String schema) throws SQLException {
        return database.value("SELECT gitversion.compute_tree_hash(?)", schema);
    }

    private static void rename(Database database, String from, String to) throws SQLException {
        database.execute("ALTER SCHEMA \"%s\" RENAME TO \"%s\"".formatted(from, to));
    }

    /** The entries of a dump but for that of the schema, whose privileges are its own. */
    private static List<String> dump(Database database, String schema) {
        String text =
                database.pgDump("--schema-only", "--schema=\"" + schema + "\"")
                        .replaceAll("(?m)^(\\\\(un)?restrict|SET default_table).*$", "")
                        .replace("--\n-- PostgreSQL database dump complete", "");
        return Stream.of(text.split("--\n-- Name: "))
                .filter(entry -> !entry.startsWith("SCHEMA ") && !entry.contains("; Type: SCHEMA;"))
                .map(String::strip)
                .sorted()
                .toList();
    }

    /** As {@code make installcheck} does, but one file after the other; errors belong to it. */
    private static Database regression(Cluster cluster, Path directory, Path results)
            throws IOException {
        Files.createDirectory(results.resolve("results"));
        Map<String, String> environment =
                Map.of(
                        "PGUSER",
                        Cluster.SUPERUSER,
                        "PGTZ",
                        "PST8PDT",
                        "PGDATESTYLE",
                        "Postgres, MDY",
                        "PGOPTIONS",
                        "-c intervalstyle=postgres_verbose",
                        "PG_ABS_SRCDIR",
                        directory.toString(),
                        "PG_ABS_BUILDDIR",
                        results.toString(),
                        "PG_LIBDIR",
                        directory.toString(),
                        "PG_DLSUFFIX",
                        ".so");
        Database database = cluster.createEmptyDatabase("regression", "UTF8");
        List<String> psql = new ArrayList<>(List.of(cluster.program("psql").toString(), "-X"));
        psql.addAll(List.of("-q", "-h", "127.0.0.1", "-p", "" + cluster.port()));
        psql.addAll(List.of("-d", database.name()));
        psql.add("-f");
        for (String line : Files.readAllLines(directory.resolve("parallel_schedule"))) {
            if (line.startsWith("test: ")) {
                for (String test : line.substring("test: ".length()).strip().split(" +")) {
                    List<String> command = new ArrayList<>(psql);
                    command.add(directory.resolve("sql").resolve(test + ".sql").toString());
                    Shell.run(environment, "", command);
                }
            }
        }
        cluster.createExtension(database.name());
        return database;
    }
}

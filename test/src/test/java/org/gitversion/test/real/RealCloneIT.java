package org.gitversion.test.real;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.gitversion.test.support.Cluster;
import org.gitversion.test.support.Database;
import org.gitversion.test.support.SchemaDump;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Schemas of real applications, and clones of them, and clones of clones: all dump alike. */
class RealCloneIT {
    @ParameterizedTest
    @MethodSource("schemas")
    void aCloneDumpsAsItsSource(String name, List<String> files, String extensions)
            throws SQLException {
        try (Database database = Cluster.shared().createDatabase()) {
            database.execute(extensions);
            database.psql(Vendor.script(files), "-q").expectSuccess();
            String source = SchemaDump.of(database, "public");

            database.value("SELECT gitversion.clone_schema_objects('public', 'first')");
            database.value("SELECT gitversion.clone_schema_objects('first', 'second \"clone\"')");

            assertThat(source).contains("CREATE TABLE s.");
            for (String clone : List.of("first", "second \"clone\"")) {
                assertThat(SchemaDump.difference(SchemaDump.of(database, clone), source)).isEmpty();
            }
            assertThat(
                            database.column(
                                    "SELECT DISTINCT gitversion.compute_tree_hash(s)"
                                            + " FROM unnest(ARRAY['public', 'first',"
                                            + " 'second \"clone\"']) s"))
                    .hasSize(1);
        }
    }

    private static final String EXTENSIONS =
            "CREATE EXTENSION IF NOT EXISTS pgcrypto; CREATE EXTENSION citext;"
                    + " CREATE EXTENSION pg_trgm; CREATE EXTENSION \"uuid-ossp\"";

    private static final String USES =
            """
            CREATE TABLE own_people (id uuid PRIMARY KEY DEFAULT uuid_generate_v4(),
                mail citext UNIQUE, secret text DEFAULT crypt('a', gen_salt('md5')));
            CREATE INDEX own_people_trgm ON own_people USING gin (lower(mail::text) gin_trgm_ops);
            CREATE TABLE flyway_schema_history (installed_rank integer NOT NULL PRIMARY KEY,
                version varchar(50), description varchar(200) NOT NULL, type varchar(20) NOT NULL,
                script varchar(1000) NOT NULL, checksum integer, installed_by varchar(100) NOT NULL,
                installed_on timestamp NOT NULL DEFAULT now(), execution_time integer NOT NULL,
                success boolean NOT NULL);
            """;

    private static final String MIGRATION =
            "INSERT INTO flyway_schema_history VALUES (%d, '%d', 'd', 'SQL', 'V%2$d__d.sql', 1,"
                    + " 'flyway', now(), 1, true)";

    /** The schema as it is found in practice: four extensions in public, and Flyway's history. */
    @ParameterizedTest
    @MethodSource("someSchemas")
    void aBranchOfASchemaWithExtensionsIsMergedBack(
            String name, List<String> files, String extensions) throws SQLException {
        try (Database database = Cluster.shared().createDatabase()) {
            database.execute(extensions, EXTENSIONS);
            database.psql(Vendor.script(files), "-q").expectSuccess();
            database.execute(USES, String.format(MIGRATION, 1, 1));
            database.value("SELECT gitversion.init('main', 'public')");
            database.value("SELECT gitversion.create_branch('b', 'main')");
            assertThat(
                            SchemaDump.difference(
                                    SchemaDump.of(database, "branch_b"),
                                    SchemaDump.of(database, "public")))
                    .isEmpty();
            database.execute(
                    "SELECT gitversion.use_branch('b')",
                    "ALTER TABLE own_people ADD COLUMN nick citext",
                    "CREATE VIEW own_nicks AS SELECT nick FROM own_people WHERE nick % 'x'::text",
                    String.format(MIGRATION, 2, 2),
                    "SELECT gitversion.commit('b')",
                    "SELECT gitversion.use_branch('main')",
                    "ALTER TABLE own_people RENAME COLUMN mail TO email",
                    String.format(MIGRATION, 2, 3),
                    "SELECT gitversion.commit('main')",
                    "SELECT gitversion.merge_branches('b')",
                    "SELECT gitversion.merge_branches('main', 'b')");
            assertThat(
                            SchemaDump.difference(
                                    SchemaDump.of(database, "branch_b"),
                                    SchemaDump.of(database, "public")))
                    .isEmpty();
            for (String schema : List.of("public", "branch_b")) {
                assertThat(
                                database.column(
                                        "SELECT version FROM "
                                                + schema
                                                + ".flyway_schema_history ORDER BY version"))
                        .containsExactly("1", "2", "3");
            }
            assertThat(database.rows("SELECT * FROM gitversion.status('main')")).isEmpty();
        }
    }

    static Stream<Arguments> someSchemas() {
        Set<String> some = Set.of("Activiti 7.1", "Conductor", "DSpace 5.7", "JobRunr");
        return schemas().filter(schema -> some.contains((String) schema.get()[0]));
    }

    static Stream<Arguments> schemas() {
        String jbpm = "jbpm-db-scripts-7.74.1.Final/db/ddl-scripts/postgresql/";
        String modulith = "spring-modulith-events-jdbc-2.1.1/org/springframework/modulith/";
        String dspace = "dspace-api-7.6/org/dspace/storage/rdbms/sqlmigration/postgres";
        return Stream.of(
                schema(
                        "Activiti 7.1",
                        "activiti-engine-7.1.0.M6/org/activiti/db/create/activiti.postgres.create.",
                        "engine",
                        "history"),
                camunda("Camunda 7.10", "camunda-engine-7.10.0/org/camunda/bpm/engine/"),
                camunda("Camunda 7.24", "camunda-engine-7.24.0/org/camunda/bpm/engine/"),
                camunda("Operaton 1.0", "operaton-engine-1.0.3/org/operaton/bpm/engine/"),
                Arguments.of(
                        "Conductor",
                        Vendor.directory(
                                "conductor-postgres-persistence-3.15.0/db/migration_postgres",
                                "V.*"),
                        ""),
                Arguments.of(
                        "DSpace 5.7",
                        Vendor.directory(dspace, "V[1-5]\\..*"),
                        "CREATE EXTENSION pgcrypto"),
                schema(
                        "Flowable 6.0",
                        "flowable-engine-6.0.0/org/flowable/db/create/flowable.postgres.create.",
                        "engine",
                        "history"),
                schema("jBPM", jbpm, "postgresql-jbpm-schema", "task_assigning_tables_postgresql"),
                schema("jBPM, bytea", jbpm, "postgresql-bytea-jbpm-schema"),
                schema("jBPM's Quartz", jbpm, "quartz_tables_postgres"),
                Arguments.of(
                        "JobRunr",
                        Vendor.directory(
                                "jobrunr-8.7.0/org/jobrunr/storage/sql/common/migrations", "v.*"),
                        ""),
                schema(
                        "Quartz 2.5",
                        "quartz-2.5.2/org/quartz/impl/jdbcjobstore/",
                        "tables_postgres"),
                schema(
                        "Spring Batch 6.0",
                        "spring-batch-core-6.0.4/org/springframework/batch/core/",
                        "schema-postgresql"),
                schema(
                        "Spring Integration 7.1",
                        "spring-integration-jdbc-7.1.0-M2/org/springframework/integration/jdbc/",
                        "schema-postgresql"),
                schema(
                        "Spring Modulith 2.1",
                        modulith + "events/jdbc/schemas/v2/schema-",
                        "postgresql",
                        "postgresql-archive"),
                schema(
                        "Spring Session 4.1",
                        "spring-session-jdbc-4.1.0/org/springframework/session/jdbc/",
                        "schema-postgresql"));
    }

    private static Arguments camunda(String name, String directory) {
        return schema(
                name,
                directory + "db/create/activiti.postgres.create.",
                "engine",
                "history",
                "identity",
                "case.engine",
                "case.history",
                "decision.engine",
                "decision.history");
    }

    private static Arguments schema(String name, String prefix, String... files) {
        return Arguments.of(name, Vendor.create(prefix, files), "");
    }
}

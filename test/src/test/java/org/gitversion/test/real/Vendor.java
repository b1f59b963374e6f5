package org.gitversion.test.real;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.gitversion.test.support.SourceTree;

/**
 * A real application's schema: how it is created in an old version, and the vendor's own scripts
 * that bring it to a new one. The build unpacks the scripts from the vendors' jars.
 */
enum Vendor {
    /** Activiti 5.22 to 7.0; the next step of the vendor's has a syntax error. */
    ACTIVITI(
            create(
                    "activiti-engine-5.22.0/org/activiti/db/create/activiti.postgres.create.",
                    "engine",
                    "history",
                    "identity"),
            create(
                    "activiti-engine-7.1.0.M6/org/activiti/db/upgrade/"
                            + "activiti.postgres.upgradestep.",
                    "59900.to.6000.engine",
                    "6000.to.6001.engine",
                    "6001.to.6002.engine",
                    "6001.to.6002.history",
                    "6002.to.6003.engine",
                    "6003.to.6004.engine",
                    "6004.to.7000.engine"),
            "ALTER TABLE act_id_user ADD COLUMN locale_ varchar(8) DEFAULT 'en' NOT NULL;"
                    + " CREATE INDEX own_user_email ON act_id_user (lower(email_));"
                    + " COMMENT ON TABLE act_ru_task IS 'open tasks'") {
        @Override
        Set<String> emptyTables() {
            // The vendor adds foreign keys here; made up rows would violate them.
            return Set.of("act_ru_job");
        }
    },

    /** Camunda 7.10 to 7.24. */
    CAMUNDA(
            create(
                    "camunda-engine-7.10.0/org/camunda/bpm/engine/db/create/"
                            + "activiti.postgres.create.",
                    "engine",
                    "history",
                    "identity",
                    "case.engine",
                    "case.history",
                    "decision.engine",
                    "decision.history"),
            IntStream.range(10, 24)
                    .mapToObj(
                            minor ->
                                    "camunda-engine-7.24.0/org/camunda/bpm/engine/db/upgrade/"
                                            + "postgres_engine_7."
                                            + minor
                                            + "_to_7."
                                            + (minor + 1)
                                            + ".sql")
                    .toList(),
            "ALTER TABLE act_ru_job ADD COLUMN own_shard_ integer DEFAULT 0 NOT NULL"
                    + " CONSTRAINT own_shard_positive CHECK (own_shard_ >= 0);"
                    + " CREATE VIEW own_open_tasks AS SELECT t.id_, t.name_, e.business_key_"
                    + " FROM act_ru_task t JOIN act_ru_execution e ON e.id_ = t.execution_id_;"
                    + " COMMENT ON COLUMN act_ru_task.assignee_ IS 'who works on it';"
                    + " ALTER TABLE act_id_tenant ALTER COLUMN name_ TYPE varchar(500)"),

    /** Conductor V1 to V8: most primary keys change. */
    CONDUCTOR(
            create(
                    "conductor-postgres-persistence-3.15.0/db/migration_postgres/",
                    "V1__initial_schema"),
            directory("conductor-postgres-persistence-3.15.0/db/migration_postgres", "V[2-8]__.*"),
            "ALTER TABLE workflow ADD COLUMN tenant text; CREATE INDEX own_workflow_tenant ON"
                + " workflow (tenant) WHERE tenant IS NOT NULL; COMMENT ON TABLE queue IS 'message"
                + " queues'"),

    /** DSpace 1.8 to 5.7, with extension pgcrypto in public. */
    DSPACE(
            directory(dspace(), "V1\\..*"),
            directory(dspace(), "V[3-5]\\..*"),
            "ALTER TABLE eperson ADD COLUMN own_orcid varchar(19) UNIQUE;"
                    + " CREATE FUNCTION own_site() RETURNS text LANGUAGE sql IMMUTABLE"
                    + " AS 'SELECT ''here''::text';"
                    + " COMMENT ON SEQUENCE handle_seq IS 'handles';"
                    + " CREATE INDEX own_item_modified ON item (last_modified DESC)") {
        @Override
        String extensions() {
            return "CREATE EXTENSION pgcrypto";
        }

        @Override
        String rowsForUpgrade() {
            return "INSERT INTO metadataschemaregistry (namespace, short_id)"
                    + " SELECT 'http://dublincore.org/documents/dcmi-terms/', 'dc'"
                    + " WHERE NOT EXISTS (SELECT FROM metadataschemaregistry"
                    + " WHERE short_id = 'dc');";
        }

        @Override
        Set<String> emptyTables() {
            // The vendor adds a NOT NULL column here that it fills by an UPDATE. Rows of the branch
            // are no part of a merge, so where main has rows the merge is refused.
            return Set.of("metadatavalue");
        }
    },

    /** Flowable 6.0 to 8.0, the engine's own tables. */
    FLOWABLE(
            create(
                    "flowable-engine-6.0.0/org/flowable/db/create/flowable.postgres.create.",
                    "engine",
                    "history"),
            directory(
                    "flowable-engine-8.0.0/org/flowable/db/upgrade",
                    "flowable\\.postgres\\.upgradestep\\.(60(05|10)|6[1-9]..|7...)\\.to\\.\\d+\\..*"),
            "ALTER TABLE act_re_procdef ADD COLUMN own_owner text;"
                    + " ALTER TABLE act_re_deployment ALTER COLUMN name_ SET DEFAULT 'unnamed';"
                    + " CREATE INDEX own_task_due ON act_ru_task (due_date_)"),

    /** JobRunr up to migration 16; from the tenth on they fit a schema without rows. */
    JOBRUNR(
            directory(jobrunr(), "v00\\d__.*"),
            directory(jobrunr(), "v01\\d__.*"),
            "ALTER TABLE jobrunr_jobs ADD COLUMN own_queue text DEFAULT 'default' NOT NULL;"
                    + " CREATE VIEW own_servers AS SELECT * FROM jobrunr_backgroundjobservers"),

    /** Spring Batch 4.3 to 6.0. */
    SPRING_BATCH(
            create("spring-batch-core-4.3.10/org/springframework/batch/core/", "schema-postgresql"),
            create(
                    "spring-batch-core-6.0.4/org/springframework/batch/core/migration/",
                    "5.0/migration-postgresql",
                    "6.0/migration-postgresql"),
            "ALTER TABLE batch_job_instance ADD COLUMN own_team text;"
                    + " CREATE SEQUENCE own_numbers INCREMENT BY 10 CACHE 5;"
                    + " COMMENT ON COLUMN batch_job_execution.status IS 'BatchStatus'");

    private final List<String> old;
    private final List<String> upgrades;
    private final String ownChanges;

    Vendor(List<String> old, List<String> upgrades, String ownChanges) {
        this.old = old;
        this.upgrades = upgrades;
        this.ownChanges = ownChanges;
    }

    /** What has to be in the database before; may be empty. */
    String extensions() {
        return "";
    }

    /** Rows that the vendor's upgrade expects; a branch starts without any. May be empty. */
    String rowsForUpgrade() {
        return "";
    }

    /** Tables that must stay without rows, for reasons told there. */
    Set<String> emptyTables() {
        return Set.of();
    }

    /** The script that creates the old version. */
    String oldVersion() {
        return script(old);
    }

    /** The vendor's script that brings the old version to the new one. */
    String upgrade() {
        return script(upgrades);
    }

    /** Changes of the user's own, which have nothing to do with the vendor's upgrade. */
    String ownChanges() {
        return ownChanges;
    }

    /** Reads scripts that the build unpacked. */
    static String script(List<String> files) {
        return files.stream().map(Vendor::read).collect(Collectors.joining("\n;\n"));
    }

    /** The names of scripts with a common beginning. */
    static List<String> create(String prefix, String... names) {
        return Stream.of(names).map(name -> prefix + name + ".sql").toList();
    }

    /** The names of a directory's scripts that fit a pattern, in the order of their versions. */
    static List<String> directory(String directory, String pattern) {
        try (Stream<Path> files = Files.list(scripts().resolve(directory))) {
            List<String> found =
                    files.map(file -> file.getFileName().toString())
                            .filter(name -> name.matches(pattern + "\\.sql"))
                            .sorted()
                            .map(name -> directory + "/" + name)
                            .toList();
            if (found.isEmpty()) {
                throw new IllegalStateException("no scripts in " + directory);
            }
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(String file) {
        try {
            return Files.readString(scripts().resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path scripts() {
        return SourceTree.root().resolve("test/target/real");
    }

    private static String dspace() {
        return "dspace-api-7.6/org/dspace/storage/rdbms/sqlmigration/postgres";
    }

    private static String jobrunr() {
        return "jobrunr-8.7.0/org/jobrunr/storage/sql/common/migrations";
    }
}

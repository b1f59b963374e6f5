package org.gitversion.branch;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import org.gitversion.catalog.CatalogReader;
import org.gitversion.catalog.LiveSchema;
import org.gitversion.catalog.SearchPath;
import org.gitversion.db.Database;
import org.gitversion.error.ErrorCode;
import org.gitversion.error.GitVersionException;
import org.gitversion.history.Repository;
import org.gitversion.model.SchemaTree;
import org.gitversion.plan.Applier;
import org.gitversion.plan.Publications;
import org.jspecify.annotations.Nullable;

/** Builds all objects of a state in a schema. */
public final class SchemaClone {
    private SchemaClone() {}

    /**
     * Creates a schema to build a state in.
     *
     * @param database the gateway
     * @param schema the raw name of the schema to create
     * @return the schema, with nothing in it
     * @throws GitVersionException SCHEMA_IN_USE when the schema exists
     */
    public static LiveSchema create(Database database, String schema) {
        if (Schemas.exists(database, schema)) {
            throw new GitVersionException(
                    ErrorCode.SCHEMA_IN_USE,
                    "schema \"" + schema + "\" exists already",
                    "A branch gets a schema of its own, and this name is taken.",
                    "Drop or rename that schema, or choose another branch name.");
        }
        Schemas.create(database, schema);
        Publications.warn(database, schema);
        return LiveSchema.empty(SearchPath.of(database, schema));
    }

    /**
     * Builds a state in an empty schema. Indexes of tables without rows are not built in parallel:
     * to plan that takes longer than to build them.
     *
     * @param database the gateway
     * @param empty the schema
     * @param tree the state
     * @return the schema as read back; its tree equals {@code tree}
     */
    public static LiveSchema build(Database database, LiveSchema empty, SchemaTree tree) {
        String workers =
                database.value("SELECT current_setting('max_parallel_maintenance_workers')");
        parallelWorkers(database, "0");
        LiveSchema built = Applier.migrate(database, empty, tree, new ArrayList<>());
        parallelWorkers(database, workers);
        return built;
    }

    private static void parallelWorkers(Database database, @Nullable String number) {
        database.value(
                "SELECT set_config('max_parallel_maintenance_workers', ?::text, true)", number);
    }

    /**
     * Builds a state in an existing schema beside what is there.
     *
     * @param database the gateway
     * @param schema the raw name of an empty schema
     * @param tree the state
     * @return the schema as read back
     * @throws GitVersionException SCHEMA_IN_USE when the schema is not empty
     */
    public static LiveSchema fill(Database database, String schema, SchemaTree tree) {
        LiveSchema empty = CatalogReader.read(database, SearchPath.of(database, schema));
        if (empty.tree().size() > 0) {
            throw new GitVersionException(
                    ErrorCode.SCHEMA_IN_USE,
                    "schema \"" + schema + "\" is not empty",
                    "It holds "
                            + empty.tree().size()
                            + " objects, such as "
                            + empty.tree().nodes().iterator().next().path()
                            + ".",
                    "Clone into an empty schema.");
        }
        return build(database, empty, tree);
    }

    /**
     * Clones the objects of one schema into another, which is created if it does not exist.
     *
     * @param database the gateway
     * @param from the raw name of the schema to read
     * @param to the raw name of the schema to fill
     * @throws GitVersionException SCHEMA_IN_USE when it is not empty, INVALID_ARGUMENT when it
     *     belongs to PostgreSQL or an extension
     */
    public static void copy(Database database, String from, String to) {
        LiveSchema source = CatalogReader.read(database, SearchPath.of(database, from));
        if (Schemas.exists(database, to)) {
            Repository.refuseForeign(database, to);
        } else {
            requireName(to);
            Schemas.create(database, to);
        }
        fill(database, to, source.tree());
    }

    private static void requireName(String schema) {
        int bytes = schema.getBytes(StandardCharsets.UTF_8).length;
        if (bytes == 0 || bytes > 63 || schema.startsWith("pg_")) {
            throw new GitVersionException(
                    ErrorCode.INVALID_ARGUMENT,
                    "\"" + schema + "\" cannot be the name of a schema",
                    "A name has 1 to 63 bytes, this one "
                            + bytes
                            + "; those with pg_ in front are"
                            + " PostgreSQL's own.",
                    "Choose another name.");
        }
    }
}

package org.gitversion.merge;

import java.util.ArrayList;
import org.gitversion.catalog.Ignored;
import org.gitversion.catalog.LiveSchema;
import org.gitversion.catalog.SearchPath;
import org.gitversion.db.Database;
import org.gitversion.error.GitVersionException;
import org.gitversion.kind.Identifier;
import org.gitversion.model.SchemaTree;
import org.gitversion.plan.Applier;

/**
 * States built in schemas of their own for a while, so that PostgreSQL itself can change them.
 * Their names tell the backend, so that sessions do not wait for each other.
 */
public final class Scratch {
    private static int count;

    private Scratch() {}

    /**
     * Builds a state. The caller takes it back, by rolling back or by {@link #drop}.
     *
     * @param database the gateway
     * @param tree the state
     * @return the schema as read back
     * @throws GitVersionException what building can throw
     */
    public static LiveSchema build(Database database, SchemaTree tree) {
        return build(database, tree, false);
    }

    /** Builds a state whose objects are of kinds that can be read alone. */
    static LiveSchema buildPart(Database database, SchemaTree tree) {
        return build(database, tree, true);
    }

    private static LiveSchema build(Database database, SchemaTree tree, boolean isPart) {
        count++;
        String schema =
                "gitversion_scratch_"
                        + database.value("SELECT pg_backend_pid()::text")
                        + "_"
                        + count;
        SchemaTree wanted = Ignored.without(database, tree);
        database.executeInternally("CREATE SCHEMA " + Identifier.quote(schema));
        Applier.cage(database, schema, wanted);
        SearchPath path = SearchPath.of(database, schema);
        LiveSchema empty = isPart ? new ScratchPart(path).empty() : LiveSchema.empty(path);
        return Applier.migrate(database, empty, wanted, new ArrayList<>());
    }

    /**
     * Builds a state in a scratch schema.
     *
     * @param database the gateway
     * @param tree the state
     * @throws GitVersionException what building can throw
     */
    public static void verify(Database database, SchemaTree tree) {
        database.undone(new Trial(database, tree));
    }

    private static final class Trial implements Database.Work<Boolean> {
        private final Database database;
        private final SchemaTree tree;

        Trial(Database database, SchemaTree tree) {
            this.database = database;
            this.tree = tree;
        }

        @Override
        public Boolean run() {
            build(database, tree);
            return Boolean.TRUE;
        }
    }

    /**
     * Removes a schema that was built.
     *
     * @param database the gateway
     * @param scratch the schema
     */
    static void drop(Database database, LiveSchema scratch) {
        String schema = Identifier.quote(scratch.searchPath().schema());
        database.executeInternally("DROP SCHEMA " + schema + " CASCADE");
        Applier.forget(scratch.searchPath().schema());
    }
}

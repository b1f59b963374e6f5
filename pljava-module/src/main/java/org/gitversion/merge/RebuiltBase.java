package org.gitversion.merge;

import org.gitversion.catalog.CatalogReader;
import org.gitversion.catalog.LiveSchema;
import org.gitversion.catalog.SearchPath;
import org.gitversion.db.Database;
import org.gitversion.db.SqlFailure;
import org.gitversion.error.GitVersionException;
import org.gitversion.model.Renames;
import org.gitversion.model.SchemaTree;
import org.gitversion.plan.Applier;
import org.gitversion.plan.RenameSteps;
import org.jspecify.annotations.Nullable;

/**
 * The base of a merge built in a schema of its own, so that PostgreSQL itself rewrites what
 * mentions a renamed object; nothing of it stays. It costs as much as a branch, and is asked where
 * {@link RenamedBase} may be wrong: a text that one side dropped, and the other side's renames
 * changed.
 */
final class RebuiltBase implements Database.Work<SchemaTree> {
    private final Database database;
    private final SchemaTree base;
    private final Renames names;

    private RebuiltBase(Database database, SchemaTree base, Renames names) {
        this.database = database;
        this.base = base;
        this.names = names;
    }

    /**
     * Builds and renames.
     *
     * @param database the gateway
     * @param base the base as it is
     * @param names from the base to the merged names
     * @return the base under the merged names, or null where it cannot be built here
     */
    static @Nullable SchemaTree of(Database database, SchemaTree base, Renames names) {
        try {
            return database.undone(new RebuiltBase(database, base, names));
        } catch (GitVersionException cannotBuild) {
            return null;
        } catch (SqlFailure failure) {
            String state = failure.failure().getSQLState();
            if (state != null && (state.startsWith("42") || state.startsWith("VC"))) {
                return null;
            }
            throw failure;
        }
    }

    @Override
    public SchemaTree run() {
        LiveSchema live = Scratch.build(database, base);
        SearchPath path = live.searchPath();
        Applier.execute(database, path, RenameSteps.of(live.tree(), names));
        return CatalogReader.read(database, path).tree();
    }
}

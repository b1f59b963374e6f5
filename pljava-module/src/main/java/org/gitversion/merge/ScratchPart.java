package org.gitversion.merge;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.gitversion.catalog.CatalogReader;
import org.gitversion.catalog.LiveSchema;
import org.gitversion.catalog.Rereading;
import org.gitversion.catalog.Scope;
import org.gitversion.catalog.SearchPath;
import org.gitversion.db.Database;
import org.gitversion.db.Rows;
import org.gitversion.model.SchemaTree;

/** Reads a scratch schema by its few objects, not by what all schemas have in the catalogs. */
final class ScratchPart implements Rereading {
    private final SearchPath path;

    ScratchPart(SearchPath path) {
        this.path = path;
    }

    /** The schema before anything is built in it. */
    LiveSchema empty() {
        LiveSchema empty = LiveSchema.empty(path);
        return empty.part(SchemaTree.EMPTY, empty, this);
    }

    @Override
    public LiveSchema read(Database database, SchemaTree goal) {
        Set<String> roots = new TreeSet<>();
        try (Rows rows =
                database.query(
                        "SELECT r::text FROM unnest(gitversion_internal.roots_in(?::text)) r",
                        path.schema())) {
            while (rows.next()) {
                roots.add(rows.text(1));
            }
        }
        Scope scope = Scope.of(database, roots);
        LiveSchema live = CatalogReader.readPart(database, path, scope, Map.of());
        return live.part(live.tree(), live, this);
    }
}

package org.gitversion.history;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.gitversion.db.Database;
import org.gitversion.db.SqlFailure;
import org.gitversion.model.Path;
import org.gitversion.model.SchemaTree;

/** Paths as users write them: whole ones, or short ones such as customers.email. */
public final class FullPath {
    private FullPath() {}

    /**
     * Finds which path is meant.
     *
     * @param database the gateway
     * @param text what the user wrote
     * @param trees states that may have it
     * @return the whole path; the text itself where nothing fits
     * @throws SqlFailure AMBIGUOUS_REVISION when it fits several
     */
    public static Path of(Database database, String text, Collection<SchemaTree> trees) {
        List<Path> known = new ArrayList<>();
        for (SchemaTree tree : trees) {
            known.addAll(tree.byPath().keySet());
        }
        String full =
                database.value(
                        "SELECT gitversion_internal.full_path(?::text, ?::text[])", text, known);
        return Path.parse(full == null ? text : full);
    }
}

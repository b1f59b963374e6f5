package org.gitversion.plan;

import java.util.ArrayList;
import java.util.List;
import org.gitversion.catalog.LiveSchema;
import org.gitversion.catalog.NamedSchemas;
import org.gitversion.error.ErrorCode;
import org.gitversion.error.GitVersionException;
import org.gitversion.model.Path;
import org.gitversion.model.SchemaTree;

/** Refuses what would mean something else in the schema that it is brought to. */
final class OwnNames {
    private OwnNames() {}

    /** In the schema that it names, a text that comes from another one would mean its own. */
    static void require(LiveSchema from, SchemaTree goal) {
        String schema = from.searchPath().schema();
        List<Path> found = NamedSchemas.find(from.tree(), goal, from.searchPath().own());
        if (!found.isEmpty()) {
            List<String> names = new ArrayList<>(found.size());
            for (Path name : found) {
                names.add(name.toString());
            }
            throw new GitVersionException(
                    ErrorCode.CROSS_BRANCH_REFERENCE,
                    found.get(0)
                            + (found.size() > 1 ? " and " + (found.size() - 1) + " more" : "")
                            + " names schema \""
                            + schema
                            + "\", to which it is to be brought",
                    "Where these come from, that is the schema of another branch: "
                            + String.join("; ", names)
                            + ".",
                    "gitversion.localize(branch) lets them mean the branch that they come from;"
                            + " commit that.");
        }
    }
}

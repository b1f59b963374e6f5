package org.gitversion.catalog;

import org.gitversion.db.Database;
import org.gitversion.error.ErrorCode;
import org.gitversion.error.GitVersionException;

/**
 * The search path on which a branch's objects are printed and executed: its own schema, the root
 * branch's schema where extensions have members in it, {@code pg_catalog}, and last the temporary
 * schema, so that a session's temporary tables change nothing.
 */
public final class SearchPath {
    private final String schema;
    private final String path;

    private SearchPath(String schema, String path) {
        this.schema = schema;
        this.path = path;
    }

    /**
     * Finds the path of a schema.
     *
     * @param database the gateway
     * @param schema the raw name of the schema
     * @return the path
     * @throws GitVersionException SCHEMA_MISSING when there is no such schema
     */
    public static SearchPath of(Database database, String schema) {
        String path = database.value("SELECT gitversion_internal.search_path(?::text)", schema);
        if (path == null) {
            throw new GitVersionException(
                    ErrorCode.SCHEMA_MISSING,
                    "schema \"" + schema + "\" does not exist",
                    "The schema was dropped or renamed outside of gitversion.",
                    "Give the schema its name back, or remove the branch with"
                            + " gitversion.drop_branch(name, true).");
        }
        return new SearchPath(schema, path);
    }

    /**
     * Returns the raw name of the schema.
     *
     * @return unquoted
     */
    public String schema() {
        return schema;
    }

    /** Returns the value for the setting {@code search_path}. */
    @Override
    public String toString() {
        return path;
    }
}

package org.gitversion.catalog;

import org.gitversion.db.Database;
import org.gitversion.db.Rows;
import org.gitversion.error.ErrorCode;
import org.gitversion.error.GitVersionException;

/**
 * The search path on which a branch's objects are printed and executed: its own schema, the root
 * branch's schema where extensions have members in it, {@code pg_catalog}, and last the temporary
 * schema, so that a session's temporary tables change nothing.
 */
public final class SearchPath {
    private static final String FIND =
            "SELECT quote_ident(n.nspname), ("
                    + "SELECT quote_ident(r.schema_name) FROM gitversion.branches r"
                    + " JOIN pg_namespace rn ON rn.nspname = r.schema_name"
                    + " WHERE r.parent_branch_id IS NULL AND rn.oid <> n.oid AND r.is_active"
                    + " AND EXISTS (SELECT FROM pg_depend d WHERE d.deptype = 'n'"
                    + " AND d.classid = 'pg_extension'::regclass"
                    + " AND d.refclassid = 'pg_namespace'::regclass AND d.refobjid = rn.oid)"
                    + " ORDER BY r.id LIMIT 1)"
                    + " FROM pg_namespace n WHERE n.nspname = ?::text";

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
        try (Rows rows = database.query(FIND, schema)) {
            if (!rows.next()) {
                throw new GitVersionException(
                        ErrorCode.SCHEMA_MISSING,
                        "schema \"" + schema + "\" does not exist",
                        "The schema was dropped or renamed outside of gitversion.",
                        "Give the schema its name back, or remove the branch with"
                                + " gitversion.drop_branch(name, true).");
            }
            String root = rows.textOrNull(2);
            String path =
                    rows.text(1) + (root == null ? "" : ", " + root) + ", pg_catalog, pg_temp";
            while (rows.next()) {
                continue;
            }
            return new SearchPath(schema, path);
        }
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

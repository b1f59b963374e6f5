package org.gitversion.catalog;

import java.util.HashSet;
import org.gitversion.canonical.OwnSchema;
import org.gitversion.db.Database;
import org.gitversion.db.Rows;
import org.gitversion.error.ErrorCode;
import org.gitversion.error.GitVersionException;
import org.jspecify.annotations.Nullable;

/**
 * The search path on which a branch's objects are printed and executed: its own schema, the root
 * branch's schema where extensions have members in it, {@code pg_catalog}, and last the temporary
 * schema, so that a session's temporary tables change nothing.
 */
public final class SearchPath {
    private final OwnSchema own;
    private final String path;

    private SearchPath(OwnSchema own, String path) {
        this.own = own;
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
        String path;
        OwnSchema own;
        try (Rows rows =
                database.query(
                        "SELECT gitversion_internal.search_path(s.name),"
                                + " nullif(gitversion_internal.extension_schema(), s.name),"
                                + " gitversion_internal.member_names(s.name)"
                                + " FROM (SELECT ?::text) s (name)",
                        schema)) {
            rows.next();
            path = rows.textOrNull(1);
            own = new OwnSchema(schema, rows.textOrNull(2), new HashSet<>(rows.texts(3)));
        }
        if (path == null) {
            throw new GitVersionException(
                    ErrorCode.SCHEMA_MISSING,
                    "schema \"" + schema + "\" does not exist",
                    "The schema was dropped or renamed outside of gitversion.",
                    "Give the schema its name back, or remove the branch with"
                            + " gitversion.drop_branch(name, true).");
        }
        return new SearchPath(own, path);
    }

    /**
     * Finds the schema that a plan is for: that of the branch from which it leads away, else of the
     * session's branch, else of the root.
     *
     * @param database the gateway
     * @param from a revision, which may begin with the name of a branch
     * @param session the branch of the session, or null
     * @return the schema
     */
    public static OwnSchema planned(Database database, String from, @Nullable String session) {
        int end = 0;
        while (end < from.length()
                && "~^@".indexOf(from.charAt(end)) < 0
                && !from.startsWith("..", end)) {
            end++;
        }
        String schema =
                database.value(
                        """
                        SELECT b.schema_name
                        FROM gitversion.branches b JOIN pg_namespace n ON n.nspname = b.schema_name
                        WHERE b.is_active
                        ORDER BY b.branch_name = ?::text DESC, (b.branch_name = ?::text) IS TRUE DESC,
                            b.parent_branch_id IS NULL DESC, b.id
                        LIMIT 1
                        """,
                        from.substring(0, end),
                        session);
        return schema == null ? OwnSchema.of("public") : of(database, schema).own();
    }

    /**
     * Describes a schema that may be in another database.
     *
     * @param database the gateway
     * @param schema its raw name
     * @return the schema as it is here, if it is
     */
    public static OwnSchema named(Database database, String schema) {
        String found =
                database.value("SELECT nspname FROM pg_namespace WHERE nspname = ?::text", schema);
        return found == null ? OwnSchema.of(schema) : of(database, schema).own();
    }

    /**
     * Returns the raw name of the schema.
     *
     * @return unquoted
     */
    public String schema() {
        return own.name();
    }

    /**
     * Returns the schema as texts in it may name it.
     *
     * @return never null
     */
    public OwnSchema own() {
        return own;
    }

    /** Returns the value for the setting {@code search_path}. */
    @Override
    public String toString() {
        return path;
    }
}

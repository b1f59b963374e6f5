package org.gitversion.history;

import java.util.List;
import org.gitversion.catalog.CatalogReader;
import org.gitversion.catalog.LiveSchema;
import org.gitversion.catalog.SearchPath;
import org.gitversion.db.Database;
import org.gitversion.db.Rows;
import org.gitversion.error.ErrorCode;
import org.gitversion.error.GitVersionException;
import org.gitversion.kind.Identifier;
import org.gitversion.store.StoreLock;
import org.jspecify.annotations.Nullable;

/** Starts version control in a database. */
public final class Repository {
    private Repository() {}

    /**
     * Makes the root branch and its first commit.
     *
     * @param database the gateway
     * @param name the name of the branch
     * @param schema the schema to adopt, or null to create one
     * @return the branch
     * @throws GitVersionException ALREADY_INITIALIZED, INVALID_BRANCH_NAME, SCHEMA_MISSING,
     *     INVALID_ARGUMENT for a schema of the system or of an extension, and what reading the
     *     schema throws
     */
    public static Branch init(Database database, String name, @Nullable String schema) {
        StoreLock.exclude(database);
        Branches branches = new Branches(database);
        BranchName.check(name);
        List<Branch> there = branches.all();
        if (!there.isEmpty()) {
            throw new GitVersionException(
                    ErrorCode.ALREADY_INITIALIZED,
                    "gitversion is initialized already",
                    "The root branch is \""
                            + there.get(0).name()
                            + "\" in schema \""
                            + there.get(0).schema()
                            + "\".",
                    "Call gitversion.create_branch(name) to make another branch.");
        }
        String root = schema == null ? create(database, branches, name) : schema;
        if (schema != null) {
            refuseForeign(database, schema);
            database.value("SELECT gitversion_internal.require_schema(?::text)::text", schema);
        }
        // First the branch: what is read depends on which schema is that of the root.
        Branch branch = branches.insert(name, root, null, null);
        LiveSchema live = CatalogReader.readMarked(database, SearchPath.of(database, root));
        Commit first =
                new Committer(database)
                        .record(branch, live, List.of(), "Initial commit", null, "init");
        return branch.withHead(first.id());
    }

    private static String create(Database database, Branches branches, String name) {
        String schema = branches.freeSchema(name);
        database.executeInternally("CREATE SCHEMA " + Identifier.quote(schema));
        return schema;
    }

    /**
     * Refuses the schemas of PostgreSQL and of extensions: they are not for objects of users.
     *
     * @param database the gateway
     * @param schema the raw name of a schema
     * @throws GitVersionException SCHEMA_MISSING when it does not exist, INVALID_ARGUMENT when it
     *     belongs to PostgreSQL or an extension
     */
    public static void refuseForeign(Database database, String schema) {
        try (Rows rows =
                database.query(
                        "SELECT starts_with(n.nspname, 'pg_') OR n.nspname = 'information_schema',"
                            + " (SELECT e.extname FROM pg_depend d JOIN pg_extension e ON e.oid ="
                            + " d.refobjid WHERE d.classid = 'pg_namespace'::regclass AND d.objid ="
                            + " n.oid AND d.deptype = 'e' AND d.refclassid ="
                            + " 'pg_extension'::regclass UNION SELECT e.extname FROM pg_extension e"
                            + " WHERE e.extname = 'gitversion' AND n.nspname IN ('gitversion',"
                            + " 'gitversion_internal')) FROM pg_namespace n WHERE n.nspname ="
                            + " ?::text",
                        schema)) {
            if (!rows.next()) {
                throw new GitVersionException(
                        ErrorCode.SCHEMA_MISSING,
                        "schema \"" + schema + "\" does not exist",
                        "Only a schema that is there can be adopted.",
                        "Create it first, or leave the schema out to have one created.");
            }
            String extension = rows.textOrNull(2);
            if (rows.truth(1) || extension != null) {
                throw new GitVersionException(
                        ErrorCode.INVALID_ARGUMENT,
                        "schema \"" + schema + "\" cannot be put under version control",
                        extension == null
                                ? "It belongs to PostgreSQL."
                                : "It belongs to extension \"" + extension + "\".",
                        "Name a schema with objects of your own, such as public.");
            }
            while (rows.next()) {
                continue;
            }
        }
    }
}

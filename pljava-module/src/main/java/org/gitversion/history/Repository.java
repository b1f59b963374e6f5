package org.gitversion.history;

import java.util.List;
import org.gitversion.catalog.CatalogReader;
import org.gitversion.catalog.LiveSchema;
import org.gitversion.catalog.SearchPath;
import org.gitversion.catalog.SettledTexts;
import org.gitversion.db.Database;
import org.gitversion.db.Rows;
import org.gitversion.diff.Change;
import org.gitversion.diff.TreeDiff;
import org.gitversion.error.ErrorCode;
import org.gitversion.error.GitVersionException;
import org.gitversion.kind.Identifier;
import org.gitversion.model.Renames;
import org.gitversion.model.SchemaTree;
import org.gitversion.store.MerkleTree;
import org.gitversion.store.StoreLock;
import org.jspecify.annotations.Nullable;

/** Starts version control in a database. */
public final class Repository {
    /** How many differences an error names. */
    private static final int DIFFERENCES = 100;

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
        Branch branch = makeBranch(database, name, schema);
        LiveSchema live =
                CatalogReader.readMarked(database, SearchPath.of(database, branch.schema()));
        Commit first =
                new Committer(database)
                        .record(branch, live, List.of(), "Initial commit", null, "init");
        return branch.withHead(first.id());
    }

    /**
     * Makes the root branch of a schema that is the state of a commit, such as one of a remote
     * branch, or nearly.
     *
     * @param database the gateway
     * @param name the name of the branch
     * @param schema the schema
     * @param revision the commit
     * @param isDriftCommitted whether differences become a commit on top; else they are refused
     * @return the branch
     * @throws GitVersionException the same, and DRIFT
     */
    public static Branch adopt(
            Database database,
            String name,
            String schema,
            String revision,
            boolean isDriftCommitted) {
        Commit commit = new Revisions(database, null).resolve(revision);
        Branch branch = makeBranch(database, name, schema);
        LiveSchema live = CatalogReader.readMarked(database, SearchPath.of(database, schema));
        Branch adopted =
                new Branches(database).moveHead(branch, commit.id(), "init", "adopted " + revision);
        if (MerkleTree.hash(live.tree()).equals(commit.treeHash())) {
            Identities.write(database, branch.id(), commit.id(), live.tree(), live, Renames.NONE);
            SettledTexts.write(database, live);
            return adopted;
        }
        if (!isDriftCommitted) {
            throw drift(schema, commit, new Commits(database).tree(commit), live.tree());
        }
        Commit drift =
                new Committer(database)
                        .record(
                                adopted,
                                live,
                                List.of(new CommitParent(commit.id(), Renames.NONE)),
                                "Drift of schema " + schema + " from " + commit.shortHash(),
                                null,
                                "init");
        return adopted.withHead(drift.id());
    }

    private static GitVersionException drift(
            String schema, Commit commit, SchemaTree expected, SchemaTree found) {
        List<Change> changes = TreeDiff.compare(expected, found, Renames.NONE);
        StringBuilder detail = new StringBuilder();
        for (int i = 0; i < changes.size() && i < DIFFERENCES; i++) {
            detail.append(i == 0 ? "Differences: " : ", ").append(changes.get(i));
        }
        if (changes.size() > DIFFERENCES) {
            detail.append(" and ").append(changes.size() - DIFFERENCES).append(" more");
        }
        return new GitVersionException(
                ErrorCode.DRIFT,
                "schema \"" + schema + "\" is not what commit " + commit.shortHash() + " is",
                detail.append('.').toString(),
                "Bring the schema to that state, name another commit, or let the differences be a"
                        + " commit on top: p_commit_drift => true.");
    }

    private static Branch makeBranch(Database database, String name, @Nullable String schema) {
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
        return branches.insert(name, root, null, null);
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

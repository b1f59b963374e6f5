package org.gitversion.history;

import java.util.ArrayList;
import java.util.List;
import org.gitversion.db.Database;
import org.gitversion.db.Rows;
import org.gitversion.db.SqlFailure;
import org.gitversion.error.ErrorCode;
import org.gitversion.error.GitVersionException;
import org.jspecify.annotations.Nullable;

/** The branches that are there. */
public final class Branches {
    private static final String SELECT =
            "SELECT id, branch_name, schema_name, parent_branch_id, head_commit_id"
                    + " FROM gitversion.branches WHERE is_active";

    private static final String LOCK =
            "SELECT id, branch_name, schema_name, parent_branch_id, head_commit_id"
                    + " FROM gitversion_internal.branches WHERE is_active AND id = ?::int4"
                    + " FOR NO KEY UPDATE";

    private final Database database;

    /**
     * Opens the table of branches.
     *
     * @param database the gateway
     */
    public Branches(Database database) {
        this.database = database;
    }

    /**
     * Finds a branch.
     *
     * @param name its name
     * @return the branch, or null when no active one has the name
     */
    public @Nullable Branch find(String name) {
        List<Branch> found = read(SELECT + " AND branch_name = ?::text", name);
        return found.isEmpty() ? null : found.get(0);
    }

    /**
     * Finds a branch that must be there.
     *
     * @param name its name
     * @return the branch
     * @throws SqlFailure UNKNOWN_BRANCH when no active one has the name; NOT_INITIALIZED when there
     *     is none at all
     */
    public Branch get(String name) {
        Branch branch = find(name);
        if (branch == null) {
            database.value("SELECT gitversion_internal.refuse_branch(?::text)::text", name);
            throw new IllegalStateException("no error for branch " + name);
        }
        return branch;
    }

    /**
     * Finds a branch that must be there.
     *
     * @param id its key
     * @return the branch
     * @throws GitVersionException UNKNOWN_BRANCH when no active one has the key
     */
    public Branch get(int id) {
        List<Branch> found = read(SELECT + " AND id = ?::int4", id);
        if (found.isEmpty()) {
            throw new GitVersionException(
                    ErrorCode.UNKNOWN_BRANCH,
                    "no branch has the id " + id,
                    "The branch was dropped or was never there.",
                    "SELECT id, branch_name FROM gitversion.branches WHERE is_active lists them.");
        }
        return found.get(0);
    }

    /**
     * Lists the active branches.
     *
     * @return in the order of their ids
     */
    public List<Branch> all() {
        return read(SELECT + " ORDER BY id");
    }

    /**
     * Waits until nobody else changes or records a branch, and reads it then.
     *
     * @param name its name
     * @return the branch as it is now, locked until the transaction ends
     * @throws SqlFailure as {@link #get(String)}
     */
    public Branch lock(String name) {
        Branch branch = get(name);
        while (true) {
            requireDirectChange(branch.id());
            BranchLock.exclude(database, branch.id());
            List<Branch> now = read(LOCK, branch.id());
            if (!now.isEmpty() && now.get(0).name().equals(name)) {
                return now.get(0);
            }
            // It was dropped or renamed while we waited; another may have its name now.
            branch = get(name);
        }
    }

    /**
     * Refuses a branch that the current role may not change, or that is protected from it.
     *
     * @throws SqlFailure NOT_ALLOWED, PROTECTED_BRANCH
     */
    private void requireDirectChange(int branchId) {
        database.value(
                "SELECT gitversion_internal.require_change(?::int4)::text,"
                        + " gitversion_internal.require_unprotected(?::int4)::text",
                branchId,
                branchId);
    }

    /**
     * Refuses a branch that the current role may not change.
     *
     * @param branchId the branch
     * @throws SqlFailure NOT_ALLOWED
     */
    public void requireChange(int branchId) {
        database.value("SELECT gitversion_internal.require_change(?::int4)::text", branchId);
    }

    /**
     * Finds a schema name for a new branch that no schema and no branch has.
     *
     * @param name the name of the new branch
     * @return the schema name, at most 63 bytes
     * @throws GitVersionException SCHEMA_IN_USE when the names to be had are all taken
     */
    public String freeSchema(String name) {
        String plain = BranchName.schema(name);
        if (!schemaTaken(plain)) {
            return plain;
        }
        String unique = BranchName.uniqueSchema(name);
        if (!schemaTaken(unique)) {
            return unique;
        }
        throw new GitVersionException(
                ErrorCode.SCHEMA_IN_USE,
                "there is no free schema name for branch \"" + name + "\"",
                "Schemas \"" + plain + "\" and \"" + unique + "\" exist already.",
                "Rename or drop one of them, or choose another branch name.");
    }

    private boolean schemaTaken(String schema) {
        return database.value(
                        "SELECT 'taken' WHERE EXISTS (SELECT FROM pg_namespace WHERE nspname ="
                            + " ?::text) OR EXISTS (SELECT FROM gitversion.branches WHERE is_active"
                            + " AND schema_name = ?::text)",
                        schema,
                        schema)
                != null;
    }

    /**
     * Adds a branch.
     *
     * @param name its name
     * @param schema its schema
     * @param parentId the branch it comes from, or null for a root branch
     * @param commitId the commit it starts at, or null before the first commit
     * @return the branch, locked until the transaction ends
     * @throws GitVersionException INVALID_BRANCH_NAME, DUPLICATE_BRANCH
     */
    public Branch insert(
            String name, String schema, @Nullable Integer parentId, @Nullable Integer commitId) {
        BranchName.check(name);
        if (find(name) != null) {
            throw duplicate(name);
        }
        Integer id =
                database.number(
                        "INSERT INTO gitversion_internal.new_branches (branch_name, schema_name,"
                            + " parent_branch_id, created_from_commit_id, head_commit_id) VALUES"
                            + " (?::text, ?::text, ?::int4, ?::int4, ?::int4) ON CONFLICT DO"
                            + " NOTHING RETURNING id",
                        name,
                        schema,
                        text(parentId),
                        text(commitId),
                        text(commitId));
        if (id == null) {
            // Somebody was faster.
            if (find(name) != null) {
                throw duplicate(name);
            }
            throw new GitVersionException(
                    ErrorCode.SCHEMA_IN_USE,
                    "schema \"" + schema + "\" is that of another branch by now",
                    "Somebody made a branch at the same time whose schema has this name.",
                    "Call the function again.");
        }
        BranchLock.create(database, id);
        if (commitId != null) {
            log(id, null, commitId, "branch", null);
        }
        return get(id);
    }

    /**
     * Makes the error for a name that is taken.
     *
     * @param name the name
     * @return DUPLICATE_BRANCH
     */
    public static GitVersionException duplicate(String name) {
        return new GitVersionException(
                ErrorCode.DUPLICATE_BRANCH,
                "branch \"" + name + "\" exists already",
                "A name belongs to one branch at a time.",
                "Choose another name, or drop or rename the other branch first.");
    }

    /**
     * Moves the head of a branch and writes it into the reflog.
     *
     * @param branch the branch, locked
     * @param commitId the new head
     * @param action one word: commit, merge, reset
     * @param message what the reflog shall say besides, or null
     * @return the branch with its new head
     */
    public Branch moveHead(Branch branch, int commitId, String action, @Nullable String message) {
        database.update(
                "UPDATE gitversion_internal.branches SET head_commit_id = ?::int4 WHERE id ="
                        + " ?::int4",
                commitId,
                branch.id());
        log(branch.id(), branch.headIdOrNull(), commitId, action, message);
        return branch.withHead(commitId);
    }

    private void log(
            int branchId, @Nullable Integer from, int to, String action, @Nullable String message) {
        database.update(
                "INSERT INTO gitversion_internal.reflog"
                        + " (branch_id, old_commit_id, new_commit_id, action, message)"
                        + " VALUES (?::int4, ?::int4, ?::int4, ?::text, ?::text)",
                branchId,
                text(from),
                to,
                action,
                message);
    }

    /**
     * Gives a branch another name; its schema keeps its own.
     *
     * @param branch the branch, locked
     * @param name the new name
     * @throws GitVersionException INVALID_BRANCH_NAME, DUPLICATE_BRANCH
     */
    public void rename(Branch branch, String name) {
        BranchName.check(name);
        if (find(name) != null) {
            throw duplicate(name);
        }
        try {
            database.nested(
                    new Database.Work<Integer>() {
                        @Override
                        public Integer run() {
                            return database.update(
                                    "UPDATE gitversion_internal.branches SET branch_name = ?::text"
                                            + " WHERE id = ?::int4",
                                    name,
                                    branch.id());
                        }
                    });
        } catch (SqlFailure e) {
            throw e.isDuplicate() ? duplicate(name) : e;
        }
        if (branch.headIdOrNull() != null) {
            log(
                    branch.id(),
                    branch.headId(),
                    branch.headId(),
                    "rename",
                    branch.name() + " to " + name);
        }
    }

    /**
     * Takes a branch out of use. Its commits stay; its schema is not touched.
     *
     * @param branch the branch, locked
     */
    public void deactivate(Branch branch) {
        database.update(
                "UPDATE gitversion_internal.branches SET is_active = false WHERE id = ?::int4",
                branch.id());
        database.update(
                "UPDATE gitversion_internal.removable_object_identities SET is_removed = true WHERE"
                        + " branch_id = ?::int4",
                branch.id());
        database.update(
                "UPDATE gitversion_internal.removable_branch_states SET is_removed = true WHERE"
                        + " branch_id = ?::int4",
                branch.id());
        database.updateRecorded(
                "UPDATE gitversion_internal.removable_ddl_events SET is_removed = true WHERE"
                        + " branch_id = ?::int4 AND commit_id IS NULL",
                branch.id());
    }

    private List<Branch> read(String sql, @Nullable Object... parameters) {
        List<Branch> branches = new ArrayList<>();
        try (Rows rows = database.query(sql, parameters)) {
            while (rows.next()) {
                branches.add(
                        new Branch(
                                rows.integer(1),
                                rows.text(2),
                                rows.text(3),
                                rows.integerOrNull(4),
                                rows.integerOrNull(5)));
            }
        }
        return branches;
    }

    /** A number as a parameter that may be null; nulls go to the server as texts. */
    private static @Nullable String text(@Nullable Integer number) {
        return number == null ? null : number.toString();
    }
}

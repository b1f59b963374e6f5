package org.gitversion.branch;

import java.util.ArrayList;
import java.util.List;
import org.gitversion.catalog.CatalogReader;
import org.gitversion.catalog.Ignored;
import org.gitversion.catalog.LiveSchema;
import org.gitversion.catalog.SearchPath;
import org.gitversion.db.Database;
import org.gitversion.error.ErrorCode;
import org.gitversion.error.GitVersionException;
import org.gitversion.history.Ancestry;
import org.gitversion.history.Branch;
import org.gitversion.history.BranchLock;
import org.gitversion.history.BranchName;
import org.gitversion.history.Branches;
import org.gitversion.history.Commit;
import org.gitversion.history.Commits;
import org.gitversion.history.Identities;
import org.gitversion.history.Revisions;
import org.gitversion.history.WorkingTree;
import org.gitversion.merge.Attempts;
import org.gitversion.model.Renames;
import org.gitversion.model.SchemaTree;
import org.jspecify.annotations.Nullable;

/** Makes and removes branches. */
public final class BranchFactory {
    private final Database database;
    private final Branches branches;

    /**
     * Prepares.
     *
     * @param database the gateway
     */
    public BranchFactory(Database database) {
        this.database = database;
        this.branches = new Branches(database);
    }

    /**
     * Creates a branch: from another branch a clone of its live schema with its head, from any
     * other revision that commit's state rebuilt.
     *
     * @param name the name of the new branch
     * @param from a branch or another revision
     * @return the new branch
     * @throws GitVersionException INVALID_BRANCH_NAME, DUPLICATE_BRANCH, UNKNOWN_REVISION,
     *     SCHEMA_IN_USE, and what reading and building can throw
     */
    public Branch create(String name, String from) {
        BranchName.check(name);
        if (branches.find(name) != null) {
            throw Branches.duplicate(name);
        }
        Branch origin = branches.find(from);
        if (origin != null) {
            return createFrom(name, origin);
        }
        Commit commit = new Revisions(database).resolve(from);
        return createAt(name, parentId(commit), commit, new Commits(database).tree(commit));
    }

    /** What was made in another database is taken for made on the root branch. */
    private @Nullable Integer parentId(Commit commit) {
        Integer own = commit.branchIdOrNull();
        List<Branch> all = own == null ? branches.all() : List.of();
        for (Branch branch : all) {
            if (branch.parentId() == null) {
                return branch.id();
            }
        }
        return own;
    }

    private Branch createFrom(String name, Branch origin) {
        BranchLock.exclude(database, origin.id());
        Branch parent = branches.get(origin.id());
        database.value("SELECT gitversion_internal.find_tools(?::text)::text", parent.schema());
        if (WorkingTree.isUntouched(database, parent)) {
            Commits commits = new Commits(database);
            Commit head = commits.get(parent.headId());
            SchemaTree tree = commits.tree(head);
            Suspicions.report(database, tree, parent.schema());
            return withHistories(parent, createAt(name, parent.id(), head, tree));
        }
        String schema = branches.freeSchema(name);
        // Before anything is read: a new schema makes the server forget the plans of all queries.
        LiveSchema empty = SchemaClone.create(database, schema);
        Schemas.giveToOwnerOf(database, schema, parent.schema());
        Branch branch = branches.insert(name, schema, parent.id(), parent.headId());
        LiveSchema from =
                CatalogReader.readVersioned(database, SearchPath.of(database, parent.schema()));
        LiveSchema live = SchemaClone.build(database, empty, from.tree());
        Suspicions.report(database, from.tree(), parent.schema());
        if (!Identities.copy(database, parent.id(), from, branch.id(), live)) {
            Commits commits = new Commits(database);
            SchemaTree head = commits.tree(commits.get(parent.headId()));
            WorkingTree work = WorkingTree.of(database, parent, head, from);
            Identities.write(database, branch.id(), parent.headId(), head, live, work.renames());
        }
        return withHistories(parent, branch);
    }

    /** What migration tools did in the one schema holds in its clone. */
    private Branch withHistories(Branch parent, Branch clone) {
        database.value(
                "SELECT gitversion_internal.copy_histories(?::text, ?::text)::text",
                parent.schema(),
                clone.schema());
        return clone;
    }

    private Branch createAt(
            String name, @Nullable Integer parentId, Commit commit, SchemaTree tree) {
        String schema = branches.freeSchema(name);
        LiveSchema empty = SchemaClone.create(database, schema);
        String parent =
                database.value(
                        "SELECT b.schema_name FROM gitversion.branches b WHERE b.id = ?::int4",
                        parentId == null ? null : parentId.toString());
        Schemas.giveToOwnerOf(database, schema, parent == null ? "" : parent);
        Branch branch = branches.insert(name, schema, parentId, commit.id());
        LiveSchema live = SchemaClone.build(database, empty, Ignored.without(database, tree));
        Identities.write(database, branch.id(), commit.id(), tree, live, Renames.NONE);
        return branch;
    }

    /**
     * Drops a branch with its schema; its commits stay.
     *
     * @param name the branch
     * @param force whether uncommitted changes and unmerged commits may be lost
     * @throws GitVersionException UNKNOWN_BRANCH, UNCOMMITTED_CHANGES, UNMERGED_COMMITS,
     *     PROTECTED_BRANCH, INVALID_ARGUMENT for a root branch
     */
    public void drop(String name, boolean force) {
        Branch branch = branches.lock(name);
        refuseRoot(branch);
        if (force) {
            Attempts.giveUp(database, branch);
        } else {
            Attempts.requireNone(database, branch);
        }
        if (!force) {
            WorkingTree.readChanged(database, branch).requireClean();
            requireMerged(branch);
        }
        boolean hasSchema = Schemas.exists(database, branch.schema());
        if (hasSchema) {
            refuseOutsideDependents(branch);
        }
        // First the branch: who may change it is who may alter its schema.
        branches.deactivate(branch);
        if (hasSchema) {
            Schemas.drop(database, branch.schema());
        }
    }

    private void refuseRoot(Branch branch) {
        if (branch.parentId() == null) {
            throw new GitVersionException(
                    ErrorCode.INVALID_ARGUMENT,
                    "branch \"" + branch.name() + "\" is the root branch",
                    "Its schema \""
                            + branch.schema()
                            + "\" holds the data that was there before"
                            + " gitversion.",
                    "DROP EXTENSION gitversion forgets all history and leaves that schema alone.");
        }
    }

    private void requireMerged(Branch branch) {
        List<String> lost = new ArrayList<>();
        for (Branch other : branches.all()) {
            if (other.id() != branch.id()
                    && Ancestry.contains(database, branch.headId(), other.headId())) {
                return;
            }
            if (other.id() != branch.id()) {
                lost.add("\"" + other.name() + "\"");
            }
        }
        Commit head = new Commits(database).get(branch.headId());
        throw new GitVersionException(
                ErrorCode.UNMERGED_COMMITS,
                "branch \"" + branch.name() + "\" has commits that are in no other branch",
                "Its newest commit "
                        + head.shortHash()
                        + " ("
                        + head.message()
                        + ") is in none of the branches "
                        + String.join(", ", lost)
                        + ".",
                "Merge the branch first, or call gitversion.drop_branch(name, true) to give them"
                        + " up.");
    }

    /** Objects of other schemas would be taken along by CASCADE. */
    private void refuseOutsideDependents(Branch branch) {
        String outside = Schemas.outsideDependents(database, branch.schema());
        if (outside != null) {
            throw new GitVersionException(
                    ErrorCode.SCHEMA_IN_USE,
                    "schema \"" + branch.schema() + "\" is used from outside of the branch",
                    "Dropping it would drop as well: " + outside + ".",
                    "Drop or change these objects first.");
        }
    }
}

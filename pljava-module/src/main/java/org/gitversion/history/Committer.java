package org.gitversion.history;

import java.util.List;
import org.gitversion.canonical.OwnSchema;
import org.gitversion.catalog.LiveSchema;
import org.gitversion.catalog.NamedSchemas;
import org.gitversion.catalog.SearchPath;
import org.gitversion.catalog.SettledTexts;
import org.gitversion.db.Database;
import org.gitversion.error.ErrorCode;
import org.gitversion.error.GitVersionException;
import org.gitversion.kind.ObjectKinds;
import org.gitversion.model.Path;
import org.gitversion.model.Renames;
import org.gitversion.plan.Parking;
import org.gitversion.store.ObjectStore;
import org.gitversion.store.StoredTree;
import org.jspecify.annotations.Nullable;

/** Makes commits: stores the live schema of a branch and moves the branch's head to it. */
public final class Committer {
    private final Database database;
    private final Commits commits;
    private final Branches branches;

    /**
     * Prepares for committing.
     *
     * @param database the gateway
     */
    public Committer(Database database) {
        this.database = database;
        this.commits = new Commits(database);
        this.branches = new Branches(database);
    }

    /**
     * Commits the live schema of a branch.
     *
     * @param branchName the branch
     * @param message the message
     * @return the commit, the branch's new head
     * @throws GitVersionException NOTHING_TO_COMMIT when the schema equals the head;
     *     INVALID_ARGUMENT for a blank message; UNKNOWN_BRANCH; what {@link WorkingTree#read}
     *     throws
     */
    public Commit commit(String branchName, String message) {
        requireMessage(message);
        Branch branch = branches.lock(branchName);
        WorkingTree work = WorkingTree.readChanged(database, branch);
        if (branch.headIdOrNull() == null) {
            return record(branch, work.live(), List.of(), message, null, "commit");
        }
        if (work.isClean()) {
            throw nothing(branch);
        }
        warnOfOtherBranches(branch, work);
        List<CommitParent> parents = List.of(new CommitParent(branch.headId(), work.renames()));
        return work.isPart()
                ? recordPart(branch, work, parents, message, null, "commit", null)
                : record(branch, work.live(), parents, message, null, "commit");
    }

    /**
     * Stores what changed in a branch as a commit and moves the head to it.
     *
     * @param branch the branch, locked
     * @param work the part of it that changed, at the head and now
     * @param parents the parents in order
     * @param message the message
     * @param metadata a JSON object, or null for an empty one
     * @param action the word in the reflog
     * @param of the commit whose author it has, or null for the current user
     * @return the commit
     */
    public Commit recordPart(
            Branch branch,
            WorkingTree work,
            List<CommitParent> parents,
            String message,
            @Nullable String metadata,
            String action,
            @Nullable Commit of) {
        StoredTree tree = storePart(branch, work);
        Commit commit = commits.insert(branch, tree, parents, message, metadata, of);
        branches.moveHead(branch, commit.id(), action, firstLine(message));
        rememberPart(branch, commit.id(), work);
        finish(branch, commit, work.live());
        return commit;
    }

    /**
     * Stores the state of a branch of which a part changed.
     *
     * @param branch the branch
     * @param work the part, at the head and now
     * @return where the state is
     */
    public StoredTree storePart(Branch branch, WorkingTree work) {
        return new ObjectStore(database, ObjectKinds.ALL)
                .put(commits.get(branch.headId()).tree(), work.head(), work.live().tree());
    }

    /**
     * Notes that a commit is what a branch is now.
     *
     * @param branch the branch
     * @param commitId the commit
     * @param work the part that changed since the head before
     */
    public void rememberPart(Branch branch, int commitId, WorkingTree work) {
        Identities.replace(database, branch.id(), work.head(), work.live());
        BranchStates.write(database, branch.id(), commitId, work.mark());
    }

    private void finish(Branch branch, Commit commit, LiveSchema live) {
        Parking.takeIn(database, branch.id(), commit.id(), live.tree());
        SettledTexts.write(database, live);
        DdlEvents.takeIn(database, branch.id(), commit.id(), live);
    }

    /**
     * Stores the live schema of a branch as a commit and moves the head to it. What is changed in
     * the branch afterwards is told from this state.
     *
     * @param branch the branch, locked
     * @param live its schema as it was just read
     * @param parents the parents in order
     * @param message the message
     * @param metadata a JSON object, or null for an empty one
     * @param action the word in the reflog: commit, merge, revert
     * @return the commit
     */
    public Commit record(
            Branch branch,
            LiveSchema live,
            List<CommitParent> parents,
            String message,
            @Nullable String metadata,
            String action) {
        return record(branch, live, parents, message, metadata, action, null);
    }

    /**
     * The same for a commit of what another one did.
     *
     * @param branch the branch, locked
     * @param live its schema as it was just read
     * @param parents the parents in order
     * @param message the message
     * @param metadata a JSON object, or null for an empty one
     * @param action the word in the reflog
     * @param of the commit whose author it has, or null for the current user
     * @return the commit
     */
    public Commit record(
            Branch branch,
            LiveSchema live,
            List<CommitParent> parents,
            String message,
            @Nullable String metadata,
            String action,
            @Nullable Commit of) {
        StoredTree tree = new ObjectStore(database, ObjectKinds.ALL).put(live.tree());
        Commit commit = commits.insert(branch, tree, parents, message, metadata, of);
        branches.moveHead(branch, commit.id(), action, firstLine(message));
        Identities.write(database, branch.id(), commit.id(), live.tree(), live, Renames.NONE);
        finish(branch, commit, live);
        return commit;
    }

    /**
     * Makes the error for a branch without changes.
     *
     * @param branch the branch
     * @return NOTHING_TO_COMMIT
     */
    public GitVersionException nothing(Branch branch) {
        return new GitVersionException(
                ErrorCode.NOTHING_TO_COMMIT,
                "nothing to commit on branch \"" + branch.name() + "\"",
                "Schema \""
                        + branch.schema()
                        + "\" equals the newest commit, "
                        + commits.get(branch.headId()).shortHash()
                        + ".",
                "Change the schema first; gitversion.status(branch) shows what a commit would"
                        + " take in.");
    }

    /**
     * Warns of bodies and settings that name the schema of another branch.
     *
     * @param branch the branch
     * @param work what changed in it
     */
    public void warnOfOtherBranches(Branch branch, WorkingTree work) {
        for (Branch other : branches.all()) {
            List<Path> found =
                    other.schema().equals(branch.schema())
                            ? List.of()
                            : namesOf(OwnSchema.of(other.schema()), work);
            if (!found.isEmpty()) {
                found = namesOf(SearchPath.of(database, other.schema()).own(), work);
            }
            if (!found.isEmpty()) {
                database.value(
                        "SELECT gitversion_internal.warning(?::text, ?::text, ?::text)::text",
                        found.get(0) + " names schema \"" + other.schema() + "\"",
                        "That is the schema of branch \"" + other.name() + "\".",
                        "Leave the schema's name out to mean that of the branch itself.");
            }
        }
    }

    private static List<Path> namesOf(OwnSchema schema, WorkingTree work) {
        return NamedSchemas.find(work.head(), work.live().tree(), schema);
    }

    /**
     * Refuses a blank message.
     *
     * @param message the message
     * @throws GitVersionException INVALID_ARGUMENT
     */
    public static void requireMessage(String message) {
        if (message.isBlank()) {
            throw new GitVersionException(
                    ErrorCode.INVALID_ARGUMENT,
                    "the commit message is empty",
                    "A commit without a message says nothing to those who read the history.",
                    "Give a message: gitversion.commit('Add a table for orders').");
        }
    }

    /**
     * Returns what stands for a message in the reflog.
     *
     * @param message the message
     * @return its first line
     */
    public static String firstLine(String message) {
        int end = message.indexOf('\n');
        return end < 0 ? message : message.substring(0, end);
    }
}

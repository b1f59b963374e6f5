package org.gitversion.merge;

import java.util.ArrayList;
import java.util.List;
import org.gitversion.db.Database;
import org.gitversion.error.ErrorCode;
import org.gitversion.error.GitVersionException;
import org.gitversion.history.Ancestry;
import org.gitversion.history.Branch;
import org.gitversion.history.Branches;
import org.gitversion.history.Commit;
import org.gitversion.history.CommitParent;
import org.gitversion.history.Commits;
import org.gitversion.history.Committer;
import org.gitversion.history.DdlEvents;
import org.jspecify.annotations.Nullable;

/** Makes the last commit of a branch again. */
public final class Amendment {
    private Amendment() {}

    /**
     * Replaces the head of a branch by a commit of its live schema on the same parents.
     *
     * @param database the gateway
     * @param branchName the branch
     * @param message the new message, or null to keep that of the head
     * @param force whether a commit that other branches have may be replaced
     * @return the id of the new head
     * @throws GitVersionException UNKNOWN_BRANCH, PROTECTED_BRANCH, SHARED_COMMIT, INVALID_ARGUMENT
     *     for a blank message, NOTHING_TO_COMMIT
     */
    public static int run(
            Database database, String branchName, @Nullable String message, boolean force) {
        BranchChange change = BranchChange.open(database, branchName);
        Branch branch = change.branch();
        Commits commits = new Commits(database);
        Commit head = commits.get(branch.headId());
        Committer committer = new Committer(database);
        if (message == null && change.work().isClean()) {
            throw committer.nothing(branch);
        }
        String text = message == null ? head.message() : message;
        Committer.requireMessage(text);
        if (!force) {
            requireOwn(database, branch, head);
        }
        committer.warnOfOtherBranches(branch, change.work());
        List<CommitParent> parents = new ArrayList<>(2);
        for (CommitParent parent : commits.parents(head.id())) {
            parents.add(
                    new CommitParent(
                            parent.commitId(), parent.renames().then(change.work().renames())));
        }
        String metadata =
                database.value(
                        "SELECT (c.metadata || jsonb_build_object('amends', c.id) || CASE WHEN"
                                + " c.author <> current_user THEN jsonb_build_object('committer',"
                                + " current_user) ELSE '{}' END)::text FROM gitversion.commits c"
                                + " WHERE c.id = ?::int4",
                        head.id());
        DdlEvents.reopen(database, branch.id(), List.of(head.id()));
        return committer.record(branch, change.live(), parents, text, metadata, "amend", head).id();
    }

    private static void requireOwn(Database database, Branch branch, Commit head) {
        List<String> others = new ArrayList<>();
        for (Branch other : new Branches(database).all()) {
            if (other.id() != branch.id()
                    && other.headIdOrNull() != null
                    && Ancestry.contains(database, head.id(), other.headId())) {
                others.add("\"" + other.name() + "\"");
            }
        }
        if (!others.isEmpty()) {
            throw new GitVersionException(
                    ErrorCode.SHARED_COMMIT,
                    "commit "
                            + head.shortHash()
                            + " of branch \""
                            + branch.name()
                            + "\" is in other branches",
                    "Those that have it: " + String.join(", ", others) + ".",
                    "Make a new commit instead, or call gitversion.amend with p_force => true: the"
                            + " others keep the old one.");
        }
    }
}

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
import org.gitversion.history.DdlEvents;
import org.gitversion.model.Renames;

/** Moves the head of a branch to another commit. */
public final class Reset {
    private Reset() {}

    /**
     * Moves a head.
     *
     * @param database the gateway
     * @param branchName the branch
     * @param revision the commit; HEAD is the branch
     * @param mode hard: the live schema is migrated in place to the commit's state; soft: it stays
     *     as it is
     * @return the id of the commit
     * @throws GitVersionException UNKNOWN_BRANCH, UNKNOWN_REVISION, PROTECTED_BRANCH,
     *     SCHEMA_MISSING, INVALID_ARGUMENT for another mode, MERGE_CONFLICT when rows stand in the
     *     way
     */
    public static int run(Database database, String branchName, String revision, String mode) {
        boolean hard = mode.equals("hard");
        if (!hard && !mode.equals("soft")) {
            throw new GitVersionException(
                    ErrorCode.INVALID_ARGUMENT,
                    "mode \"" + mode + "\" of reset is unknown",
                    "The modes are hard and soft.",
                    "Call with one of them, or leave the argument out for hard.");
        }
        BranchChange change = BranchChange.open(database, branchName);
        change.requireUnprotected();
        Commit commit = change.commit(revision);
        Branch branch = change.branch();
        Renames toLive = change.since(commit);
        if (hard) {
            change.migrate(
                    "resetting branch \"" + branchName + "\" to " + commit.shortHash(),
                    change.tree(commit),
                    toLive.inverse());
            DdlEvents.forget(database, branch.id());
            toLive = Renames.NONE;
        } else {
            DdlEvents.reopen(database, branch.id(), left(database, commit.id(), branch.headId()));
        }
        if (commit.id() != branch.headId()) {
            new Branches(database)
                    .moveHead(branch, commit.id(), "reset", mode + ", to " + revision);
        }
        change.rememberHead(commit.id(), change.tree(commit), toLive);
        return commit.id();
    }

    /** The commits that the old head has in its history and the new one has not. */
    private static List<Integer> left(Database database, int to, int from) {
        List<Integer> left = new ArrayList<>(Ancestry.all(database, from));
        left.removeAll(Ancestry.all(database, to));
        return left;
    }
}

package org.gitversion.merge;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.gitversion.db.Database;
import org.gitversion.error.ErrorCode;
import org.gitversion.error.GitVersionException;
import org.gitversion.history.Ancestry;
import org.gitversion.history.Branch;
import org.gitversion.history.Branches;
import org.gitversion.history.Commit;
import org.gitversion.history.Commits;
import org.gitversion.history.Committer;
import org.gitversion.history.DdlEvents;
import org.gitversion.history.MergePart;
import org.gitversion.model.Path;
import org.gitversion.model.Renames;
import org.jspecify.annotations.Nullable;

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
     * @param force whether rows may be lost
     * @param using how values are converted that get another type
     * @return the id of the commit
     * @throws GitVersionException UNKNOWN_BRANCH, UNKNOWN_REVISION, PROTECTED_BRANCH,
     *     SCHEMA_MISSING, INVALID_ARGUMENT for another mode, ROWS_AT_STAKE, MERGE_CONFLICT when
     *     rows stand in the way, MERGE_IN_PROGRESS for a soft reset
     */
    public static int run(
            Database database,
            String branchName,
            String revision,
            String mode,
            boolean force,
            Using using) {
        boolean hard = mode.equals("hard");
        if (!hard && !mode.equals("soft")) {
            throw new GitVersionException(
                    ErrorCode.INVALID_ARGUMENT,
                    "mode \"" + mode + "\" of reset is unknown",
                    "The modes are hard and soft.",
                    "Call with one of them, or leave the argument out for hard.");
        }
        BranchChange change =
                BranchChange.lock(database, branchName).deciding(Replay.NONE.with(using));
        Commit commit = change.commit(revision);
        Branch branch = change.branch();
        Renames toLive = Renames.NONE;
        if (hard) {
            Attempts.giveUp(database, branch);
            MergePart part = part(database, change, commit);
            if (!force && using.until() == null) {
                requireNoRows(branch, commit, rowsAtStake(database, change, part, commit));
            }
            migrate(database, change, part, commit);
        } else {
            Attempts.requireNone(database, branch);
            toLive = change.since(commit);
            DdlEvents.reopen(database, branch.id(), left(database, commit.id(), branch.headId()));
        }
        MergePart changed = change.part();
        if (changed != null) {
            requireState(database, branch, changed, commit);
        }
        if (commit.id() != branch.headId()) {
            new Branches(database)
                    .moveHead(branch, commit.id(), "reset", mode + ", to " + revision);
        }
        change.parking().record(branch.headId(), commit.id());
        if (hard) {
            change.parking().giveUp();
        }
        if (changed == null) {
            change.rememberHead(commit.id(), change.tree(commit), toLive);
        } else {
            new Committer(database).rememberPart(branch, commit.id(), changed.after());
        }
        using.requireUsed();
        return commit.id();
    }

    private static void requireState(
            Database database, Branch branch, MergePart changed, Commit commit) {
        String hash = new Committer(database).storePart(branch, changed.after()).treeHash();
        if (!hash.equals(commit.treeHash())) {
            throw new GitVersionException(
                    ErrorCode.VERIFICATION_FAILED,
                    "branch \"" + branch.name() + "\" does not hash to " + commit.shortHash(),
                    "Its tree is " + hash + ", that of the commit " + commit.treeHash() + ".",
                    "Nothing was changed. Please report this with the schema of the branch, and"
                            + " SET gitversion.verify = full.");
        }
    }

    /** The part of the live schema that differs from a commit, or null for all. */
    static @Nullable MergePart part(Database database, BranchChange change, Commit commit) {
        Commit head = new Commits(database).get(change.branch().headId());
        Renames renames = Ancestry.between(database, head.id(), commit.id());
        return change.part(head, commit, renames);
    }

    /** Brings the live schema to the state of a commit; uncommitted changes are given up. */
    static void migrate(
            Database database, BranchChange change, @Nullable MergePart part, Commit commit) {
        change.resetting(commit.id());
        Branch branch = change.branch();
        change.parking()
                .offer(
                        new ParkedValues(database, branch.id())
                                .between(branch.headIdOrNull(), commit.id()));
        if (part == null || !change.merge(part)) {
            change.migrate(
                    "resetting branch \"" + change.branch().name() + "\" to " + commit.shortHash(),
                    change.tree(commit),
                    change.since(commit).inverse(),
                    commit.id());
        }
        DdlEvents.forget(database, change.branch().id());
    }

    /** What a hard reset would drop, as {@link RowsAtStake#find}. */
    static Map<Path, String> rowsAtStake(
            Database database, BranchChange change, @Nullable MergePart part, Commit commit) {
        return RowsAtStake.find(
                database,
                change.branch().schema(),
                part == null ? change.live().tree() : part.target().tree(),
                part == null ? change.tree(commit) : part.source(),
                part == null ? change.since(commit).inverse() : Renames.NONE,
                false);
    }

    private static void requireNoRows(Branch branch, Commit commit, Map<Path, String> found) {
        if (!found.isEmpty()) {
            throw new GitVersionException(
                    ErrorCode.ROWS_AT_STAKE,
                    "resetting branch \""
                            + branch.name()
                            + "\" to "
                            + commit.shortHash()
                            + " would lose rows",
                    "The commit does not have " + RowsAtStake.text(found) + ".",
                    "Call gitversion.reset with p_force => true to give them up;"
                            + " gitversion.preview_reset shows the statements.");
        }
    }

    /** The commits that the old head has in its history and the new one has not. */
    private static List<Integer> left(Database database, int to, int from) {
        List<Integer> left = new ArrayList<>(Ancestry.all(database, from));
        left.removeAll(Ancestry.all(database, to));
        return left;
    }
}

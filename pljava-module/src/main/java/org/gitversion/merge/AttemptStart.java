package org.gitversion.merge;

import java.util.Map;
import org.gitversion.canonical.JsonWriter;
import org.gitversion.db.Database;
import org.gitversion.db.Rows;
import org.gitversion.error.ErrorCode;
import org.gitversion.error.GitVersionException;
import org.gitversion.history.Branch;
import org.gitversion.history.Branches;
import org.gitversion.history.Commit;
import org.gitversion.history.Revisions;
import org.gitversion.history.WorkingTree;
import org.jspecify.annotations.Nullable;

/** Begins what may conflict, and keeps the conflicts to be worked through. */
public final class AttemptStart {
    private final Database database;
    private final String operation;
    private final Branch target;

    private AttemptStart(Database database, String operation, Branch target) {
        this.database = database;
        this.operation = operation;
        this.target = target;
    }

    /**
     * Begins a merge.
     *
     * @param database the gateway
     * @param sourceName the branch or another revision to merge
     * @param targetName the branch that receives
     * @param session the branch of the session, or null
     * @param options how to merge
     * @return the id of the attempt
     * @throws GitVersionException MERGE_IN_PROGRESS, and what a merge can throw but for
     *     MERGE_CONFLICT
     */
    public static int merge(
            Database database,
            String sourceName,
            String targetName,
            @Nullable String session,
            MergeOptions options) {
        Branches branches = new Branches(database);
        Branch into = branches.get(targetName);
        Branch from = branches.find(sourceName);
        MergeSource.requireOthers(sourceName, from, into);
        MergeSource.lock(database, from, into);
        AttemptStart start = new AttemptStart(database, "merge", branches.get(into.id()));
        start.requireReady(true);
        Integer head = from == null ? null : branches.get(from.id()).headIdOrNull();
        int sourceId =
                head == null ? new Revisions(database, session).resolve(sourceName).id() : head;
        String metadata =
                ConflictWork.metadata(
                        sourceName,
                        options.message(),
                        options.fastForward(),
                        options.isSquash(),
                        null,
                        null,
                        options.decisions().using());
        Integer baseId = Freshness.base(database, sourceId, start.target);
        return start.begin(from, baseId, sourceId, options.strategy(), metadata);
    }

    /**
     * Begins to replay commits.
     *
     * @param database the gateway
     * @param operation cherry_pick, revert or rebase
     * @param revision the commit to pick or to revert, or what to rebase onto; HEAD is the branch
     * @param branchName the branch that receives
     * @param mainline which parent of a merge counts, or null
     * @param using how values are converted that get another type
     * @return the id of the attempt
     * @throws GitVersionException MERGE_IN_PROGRESS, and what the operation can throw but for
     *     MERGE_CONFLICT
     */
    public static int replay(
            Database database,
            String operation,
            String revision,
            String branchName,
            @Nullable Integer mainline,
            Using using) {
        Branch branch = new Branches(database).lock(branchName);
        AttemptStart start = new AttemptStart(database, operation, branch);
        start.requireReady(true);
        Commit commit = new Revisions(database, branch.name()).resolve(revision);
        boolean isRebase = operation.equals("rebase");
        Branch onto = isRebase ? new Branches(database).find(revision) : null;
        String metadata =
                ConflictWork.metadata(
                        isRebase ? branchName : commit.shortHash(),
                        null,
                        "auto",
                        false,
                        mainline,
                        null,
                        using);
        return start.begin(onto, null, commit.id(), Strategy.RECURSIVE, metadata);
    }

    /**
     * Begins to bring the newest stash back.
     *
     * @param database the gateway
     * @param branchName the branch
     * @param using how values are converted that get another type
     * @return the id of the attempt
     * @throws GitVersionException MERGE_IN_PROGRESS, NO_STASH
     */
    public static int stashPop(Database database, String branchName, Using using) {
        Branch branch = new Branches(database).lock(branchName);
        AttemptStart start = new AttemptStart(database, "stash_pop", branch);
        start.requireReady(false);
        int stashId;
        int baseId;
        try (Rows rows =
                database.query(
                        "SELECT s.id, s.base_commit_id FROM gitversion.stashes s WHERE s.branch_id"
                                + " = ?::int4 ORDER BY s.id DESC LIMIT 1",
                        branch.id())) {
            if (!rows.next()) {
                throw Stash.none(branchName);
            }
            stashId = rows.integer(1);
            baseId = rows.integer(2);
        }
        String metadata =
                ConflictWork.metadata(
                        "stash " + stashId, null, "auto", false, null, stashId, using);
        return start.begin(null, baseId, baseId, Strategy.RECURSIVE, metadata);
    }

    private void requireReady(boolean isClean) {
        Attempts.requireNone(database, target);
        if (target.headIdOrNull() == null) {
            throw new GitVersionException(
                    ErrorCode.INVALID_ARGUMENT,
                    "branch \"" + target.name() + "\" has no commit",
                    "There is nothing that could be merged with.",
                    "Commit first: gitversion.commit(message).");
        }
        if (isClean) {
            WorkingTree.read(database, target).requireClean();
        }
    }

    private int begin(
            @Nullable Branch source,
            @Nullable Integer baseId,
            int sourceId,
            Strategy strategy,
            String metadata) {
        Attempts attempts = new Attempts(database);
        int id =
                attempts.insert(
                        operation, source, target, baseId, sourceId, strategy.toString(), metadata);
        Attempt attempt = attempts.get(id);
        if (attempt.isStash()) {
            String tree =
                    new JsonWriter().text("tree", Freshness.treeHash(database, target)).toString();
            attempts.renew(attempt, baseId, sourceId, target.headId(), tree);
        }
        new ConflictWork(database, attempt).refresh(Map.of(), 0);
        return id;
    }
}

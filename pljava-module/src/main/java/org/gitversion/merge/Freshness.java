package org.gitversion.merge;

import java.util.ArrayList;
import java.util.List;
import org.gitversion.canonical.JsonWriter;
import org.gitversion.catalog.CatalogReader;
import org.gitversion.catalog.SearchPath;
import org.gitversion.db.Database;
import org.gitversion.diff.Change;
import org.gitversion.error.ErrorCode;
import org.gitversion.error.GitVersionException;
import org.gitversion.history.Branch;
import org.gitversion.history.Branches;
import org.gitversion.history.Commit;
import org.gitversion.history.Commits;
import org.gitversion.history.MergeBase;
import org.gitversion.history.WorkingTree;
import org.gitversion.store.MerkleTree;
import org.jspecify.annotations.Nullable;

/** Whether the branches of a merge attempt are as they were when it was begun. */
final class Freshness {
    private Freshness() {}

    /** Locks the branches of an attempt that is open, which nobody else then works on. */
    static Attempt lock(Database database, int id) {
        Attempts attempts = new Attempts(database);
        Attempt attempt = attempts.get(id);
        Branches branches = new Branches(database);
        Branch target = branches.get(attempt.targetBranchId);
        branches.requireChange(target.id());
        MergeSource.lock(database, source(database, attempt), target);
        return attempts.get(id);
    }

    /** The source branch, or null where it is none or was dropped. */
    private static @Nullable Branch source(Database database, Attempt attempt) {
        Integer id = attempt.sourceBranchId;
        String name =
                id == null
                        ? null
                        : database.value(
                                "SELECT b.branch_name FROM gitversion.branches b WHERE b.id ="
                                        + " ?::int4 AND b.is_active",
                                id);
        return name == null ? null : new Branches(database).find(name);
    }

    /**
     * Refuses where something changed.
     *
     * @throws GitVersionException OUTDATED_ATTEMPT
     */
    static void require(Database database, Attempt attempt) {
        Branch target = new Branches(database).get(attempt.targetBranchId);
        Branch source = source(database, attempt);
        List<String> changes = new ArrayList<>();
        if (target.headId() != attempt.targetId) {
            changes.add(moved(database, target, attempt.targetId));
        } else if (attempt.isStash()) {
            if (!treeHash(database, target).equals(attempt.treeHash)) {
                changes.add("branch \"" + target.name() + "\" has other uncommitted changes");
            }
        } else {
            WorkingTree tree = WorkingTree.readChanged(database, target);
            if (!tree.isClean()) {
                changes.add(uncommitted(target, tree));
            }
        }
        if (source != null && source.headId() != attempt.sourceId) {
            changes.add(moved(database, source, attempt.sourceId));
        }
        if (!changes.isEmpty()) {
            throw new GitVersionException(
                    ErrorCode.OUTDATED_ATTEMPT,
                    "merge attempt " + attempt.id + " is of branches that have changed since",
                    "Since it was begun, " + String.join("; ", changes) + ".",
                    "gitversion.restart_merge("
                            + attempt.id
                            + ") begins again and keeps the resolutions that still fit (commit or"
                            + " undo uncommitted changes first); gitversion.abort_merge("
                            + attempt.id
                            + ") gives it up.");
        }
    }

    private static String moved(Database database, Branch branch, int before) {
        Commits commits = new Commits(database);
        return "branch \""
                + branch.name()
                + "\" went from "
                + commits.get(before).shortHash()
                + " to "
                + commits.get(branch.headId()).shortHash();
    }

    private static String uncommitted(Branch branch, WorkingTree tree) {
        List<String> paths = new ArrayList<>();
        for (Change change : tree.changes()) {
            paths.add(change.path().toString());
        }
        return "branch \""
                + branch.name()
                + "\" has uncommitted changes in "
                + String.join(", ", paths);
    }

    /** The hash of a live schema. */
    static String treeHash(Database database, Branch branch) {
        return MerkleTree.hash(
                CatalogReader.read(database, SearchPath.of(database, branch.schema())).tree());
    }

    /** Lets an attempt be of the branches as they are now. */
    static void renew(Database database, Attempt attempt) {
        Branch target = new Branches(database).get(attempt.targetBranchId);
        Branch source = source(database, attempt);
        int sourceId = source == null ? attempt.sourceId : source.headId();
        Integer baseId = attempt.baseId;
        if (attempt.isMerge()) {
            baseId = base(database, sourceId, target);
        }
        String more =
                attempt.isStash()
                        ? new JsonWriter().text("tree", treeHash(database, target)).toString()
                        : "{}";
        if (!attempt.isStash()) {
            WorkingTree.read(database, target).requireClean();
        }
        new Attempts(database).renew(attempt, baseId, sourceId, target.headId(), more);
    }

    /** The merge base, the first of several. */
    static int base(Database database, int sourceId, Branch target) {
        List<Integer> bases = MergeBase.all(database, sourceId, target.headId());
        Commits commits = new Commits(database);
        Commit source = commits.get(sourceId);
        return bases.isEmpty()
                ? MergeBase.one(database, source, commits.get(target.headId()))
                : bases.get(0);
    }
}

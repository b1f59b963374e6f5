package org.gitversion.merge;

import org.gitversion.catalog.LiveSchema;
import org.gitversion.db.Database;
import org.gitversion.db.SqlFailure;
import org.gitversion.error.ErrorCode;
import org.gitversion.error.GitVersionException;
import org.gitversion.history.Branch;
import org.gitversion.history.BranchLock;
import org.gitversion.history.Branches;
import org.gitversion.history.Commit;
import org.gitversion.history.Commits;
import org.gitversion.history.Revisions;
import org.gitversion.history.WorkingTree;
import org.jspecify.annotations.Nullable;

/** What is merged: a commit, of which the live schema of its branch may have the state. */
final class MergeSource {
    private final String text;
    private final String kind;
    private final Commit commit;
    private final @Nullable Branch branch;
    private boolean isRead;
    private @Nullable LiveSchema live;

    private MergeSource(String text, String kind, Commit commit, @Nullable Branch branch) {
        this.text = text;
        this.kind = kind;
        this.commit = commit;
        this.branch = branch;
    }

    /**
     * Finds it.
     *
     * @param database the gateway
     * @param text a branch, locked, or another revision
     * @param session the branch that HEAD means, or null
     * @return the commit
     * @throws SqlFailure UNKNOWN_REVISION and the like
     */
    static MergeSource of(Database database, String text, @Nullable String session) {
        Branch branch = new Branches(database).find(text);
        if (branch != null) {
            Commit head = new Commits(database).get(branch.headId());
            return new MergeSource(text, "branch", head, branch);
        }
        Commit commit = new Revisions(database, session).resolve(text);
        String kind =
                database.value(
                        "SELECT coalesce((SELECT 'tag' FROM gitversion.tags t"
                                + " WHERE t.tag_name = ?::text),"
                                + " (SELECT 'remote branch' FROM gitversion.remote_branches r"
                                + " WHERE r.remote || '/' || r.branch_name = ?::text), 'commit')",
                        text,
                        text);
        return new MergeSource(text, kind == null ? "commit" : kind, commit, null);
    }

    /** As the user wrote it. */
    String text() {
        return text;
    }

    /** Such as branch "feature". */
    String name() {
        return kind + " \"" + text + "\"";
    }

    /** Such as branch 'feature'. */
    String title() {
        return kind + " '" + text + "'";
    }

    /** The branch, or null where it is another revision. */
    @Nullable Branch branch() {
        return branch;
    }

    /** Whether it is a branch whose live schema is as its head. */
    boolean isClean(Database database) {
        return live(database) != null;
    }

    private @Nullable LiveSchema live(Database database) {
        if (branch != null && !isRead) {
            live = Live.of(database, branch);
            isRead = true;
        }
        return live;
    }

    Commit commit() {
        return commit;
    }

    /** Merges the state of the commit, out of a live schema that has it if there is one. */
    TreeMerger merger(Database database, LiveSchema target, Decisions decisions) {
        LiveSchema schema = live(database);
        return schema == null
                ? new TreeMerger(database, new Commits(database).tree(commit), target, decisions)
                : new TreeMerger(database, schema, target, decisions);
    }

    /** Reads a live schema. What stands in the way there does not stand in the way of a merge. */
    private static final class Live implements Database.Work<WorkingTree> {
        private final Database database;
        private final Branch branch;

        Live(Database database, Branch branch) {
            this.database = database;
            this.branch = branch;
        }

        static @Nullable LiveSchema of(Database database, Branch branch) {
            try {
                WorkingTree work = database.nested(new Live(database, branch));
                return work.isClean() ? work.live() : null;
            } catch (GitVersionException unreadable) {
                return null;
            } catch (SqlFailure failure) {
                String state = failure.failure().getSQLState();
                if (state == null || !state.startsWith("VC")) {
                    throw failure;
                }
                return null;
            }
        }

        @Override
        public WorkingTree run() {
            return WorkingTree.read(database, branch);
        }
    }

    /** Nothing is merged into itself. */
    static void requireOthers(String sourceName, @Nullable Branch from, Branch into) {
        if (from != null && from.id() == into.id()) {
            throw new GitVersionException(
                    ErrorCode.INVALID_ARGUMENT,
                    "branch \"" + sourceName + "\" cannot be merged into itself",
                    "Source and target are the same branch.",
                    "Name the branch that has the changes first, then the one to receive them.");
        }
    }

    /** Takes both locks in the order of the branches' ids, so that two merges cannot deadlock. */
    static void lock(Database database, @Nullable Branch source, Branch target) {
        if (source != null && source.id() < target.id()) {
            BranchLock.exclude(database, source.id());
        }
        BranchLock.exclude(database, target.id());
        if (source != null && source.id() > target.id()) {
            BranchLock.exclude(database, source.id());
        }
    }
}

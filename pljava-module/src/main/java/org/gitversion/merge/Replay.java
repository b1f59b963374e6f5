package org.gitversion.merge;

import java.util.ArrayList;
import java.util.List;
import org.gitversion.canonical.JsonWriter;
import org.gitversion.catalog.LiveSchema;
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
import org.gitversion.history.MergePart;
import org.gitversion.kind.ObjectKinds;
import org.gitversion.model.Renames;
import org.gitversion.model.SchemaTree;
import org.gitversion.store.ObjectStore;
import org.gitversion.store.StoredTree;
import org.jspecify.annotations.Nullable;

/** Does again, or takes back, what commits did. */
public final class Replay {
    static final Decisions NONE = Decisions.of(Strategy.RECURSIVE);

    private final Database database;
    private final Commits commits;
    private final BranchChange change;
    private final Branch branch;
    private final Decisions decisions;
    private int made;

    private Replay(Database database, String branchName, Decisions decisions) {
        this.database = database;
        this.commits = new Commits(database);
        this.decisions = decisions;
        this.change = BranchChange.lock(database, branchName).deciding(decisions);
        this.branch = change.branch();
        Attempts.requireNone(database, branch);
    }

    /**
     * Makes a commit that takes back what another one did.
     *
     * @param database the gateway
     * @param revision the other commit; HEAD is the branch
     * @param branchName the branch
     * @param mainline which parent of a merge counts, from 1; null for a commit that is no merge
     * @param using how values are converted that get another type
     * @return the id of the new commit
     * @throws GitVersionException UNKNOWN_BRANCH, UNKNOWN_REVISION, UNCOMMITTED_CHANGES,
     *     SCHEMA_MISSING, INVALID_ARGUMENT, MERGE_CONFLICT, NOTHING_TO_COMMIT
     */
    public static int revert(
            Database database,
            String revision,
            String branchName,
            @Nullable Integer mainline,
            Using using) {
        return new AutoDecisions(database)
                .run(
                        NONE.with(using),
                        new AutoDecisions.Work() {
                            @Override
                            public int run(Decisions decisions) {
                                return reverting(
                                                database, revision, branchName, mainline, decisions)
                                        .made;
                            }
                        });
    }

    static Replay reverting(
            Database database,
            String revision,
            String branchName,
            @Nullable Integer mainline,
            Decisions decisions) {
        Replay replay = new Replay(database, branchName, decisions);
        Commit commit = replay.change.commit(revision);
        CommitParent parent = replay.parent(commit, mainline);
        replay.change.converting(commit.id(), parent == null ? null : parent.commitId());
        if (parent != null) {
            replay.change
                    .parking()
                    .offer(
                            new ParkedValues(database, replay.branch.id())
                                    .ofCommit(commit.id(), parent.commitId()));
        }
        if (parent == null
                || !replay.mergePart(
                        commit, replay.commits.get(parent.commitId()), parent.renames())) {
            replay.change.work().requireClean();
            replay.change.merge(
                    replay.what("reverting", commit),
                    replay.commits.tree(commit),
                    replay.tree(parent),
                    parent == null ? Renames.NONE : parent.renames().inverse(),
                    replay.change.since(commit));
        }
        String message =
                "Revert \""
                        + Committer.firstLine(commit.message())
                        + "\"\n\nThis reverts commit "
                        + commit.hash()
                        + ".";
        JsonWriter metadata = new JsonWriter().number("reverts", commit.id());
        BranchMerge.record(metadata, replay.change.decided(), decisions.using());
        replay.made = replay.record(message, metadata, "revert", null).id();
        replay.change.writeEvents("REVERT", replay.made);
        decisions.using().requireUsed();
        return replay;
    }

    /**
     * Makes a commit that does what another one did; it keeps its author and message.
     *
     * @param database the gateway
     * @param revision the other commit; HEAD is the branch
     * @param branchName the branch
     * @param mainline which parent of a merge counts, from 1; null for a commit that is no merge
     * @param using how values are converted that get another type
     * @return the id of the new commit
     * @throws GitVersionException as {@link #revert}
     */
    public static int cherryPick(
            Database database,
            String revision,
            String branchName,
            @Nullable Integer mainline,
            Using using) {
        return new AutoDecisions(database)
                .run(
                        NONE.with(using),
                        new AutoDecisions.Work() {
                            @Override
                            public int run(Decisions decisions) {
                                return picking(database, revision, branchName, mainline, decisions)
                                        .made;
                            }
                        });
    }

    static Replay picking(
            Database database,
            String revision,
            String branchName,
            @Nullable Integer mainline,
            Decisions decisions) {
        Replay replay = new Replay(database, branchName, decisions);
        Commit commit = replay.change.commit(revision);
        CommitParent parent = replay.parent(commit, mainline);
        replay.change.converting(parent == null ? null : parent.commitId(), commit.id());
        if (parent == null
                || !replay.mergePart(
                        replay.commits.get(parent.commitId()), commit, parent.renames())) {
            replay.change.work().requireClean();
            replay.change.merge(
                    replay.what("cherry-picking", commit),
                    replay.tree(parent),
                    replay.commits.tree(commit),
                    parent == null ? Renames.NONE : parent.renames(),
                    parent == null
                            ? Renames.NONE
                            : replay.change.since(replay.commits.get(parent.commitId())));
        }
        JsonWriter metadata = replay.metadata(commit);
        BranchMerge.record(metadata, replay.change.decided(), decisions.using());
        replay.made = replay.record(commit.message(), metadata, "cherry-pick", commit).id();
        DdlEvents.copy(database, commit.id(), replay.made, replay.branch.id());
        decisions.using().requireUsed();
        return replay;
    }

    /**
     * Puts the commits of a branch on top of another commit, each again.
     *
     * @param database the gateway
     * @param branchName the branch
     * @param onto the other commit; HEAD is the branch
     * @param using how values are converted that get another type
     * @return the id of the new head
     * @throws GitVersionException as {@link #revert}, and PROTECTED_BRANCH
     */
    public static int rebase(Database database, String branchName, String onto, Using using) {
        return new AutoDecisions(database)
                .run(
                        NONE.with(using),
                        new AutoDecisions.Work() {
                            @Override
                            public int run(Decisions decisions) {
                                return rebasing(database, branchName, onto, decisions).made;
                            }
                        });
    }

    static Replay rebasing(Database database, String branchName, String onto, Decisions decisions) {
        Replay replay = new Replay(database, branchName, decisions);
        replay.change.work().requireClean();
        replay.made = replay.rebase(replay.change.commit(onto), onto);
        decisions.using().requireUsed();
        return replay;
    }

    /** Does what leads from one commit to another to a part of the branch, where that goes. */
    private boolean mergePart(Commit from, Commit to, Renames renames) {
        MergePart part = change.part(from, to, renames);
        return part != null && change.merge(part);
    }

    /** The commit that was made, or the new head. */
    int made() {
        return made;
    }

    /** What was done to the branch. */
    BranchChange change() {
        return change;
    }

    private int rebase(Commit onto, String name) {
        List<Integer> picks = Ancestry.linear(database, branch.headId(), onto.id());
        if (picks == null) {
            database.value(
                    "SELECT gitversion_internal.notice(?::text, NULL)", "already up to date");
            return branch.headId();
        }
        LiveSchema at = Scratch.build(database, commits.tree(onto));
        Commit tip = onto;
        for (Integer id : picks) {
            Commit commit = commits.get(id);
            List<CommitParent> parents = commits.parents(id);
            CommitParent parent = parents.isEmpty() ? null : parents.get(0);
            TreeMerger merger =
                    new TreeMerger(database, commits.tree(commit), at, decisions.of(id));
            merger.conversions().between(parent == null ? null : parent.commitId(), id);
            merger.merge(
                    tree(parent),
                    parent == null ? Renames.NONE : parent.renames(),
                    parent == null
                            ? Renames.NONE
                            : Ancestry.between(database, parent.commitId(), tip.id()));
            if (!merger.conflicts().isEmpty()) {
                throw ConflictReport.failed(
                        id,
                        what("rebasing", commit),
                        "Nothing was changed. Merge instead, or change one of the two so that they"
                                + " fit.",
                        merger);
            }
            change.decided().addAll(merger.decided());
            if (!merger.fromTarget().isEmpty() || !merger.result().tree().equals(at.tree())) {
                at = merger.result();
                tip = insert(tip, merger, commit);
            }
        }
        change.migrate(
                "rebasing branch \"" + branch.name() + "\"",
                at.tree(),
                Ancestry.between(database, branch.headId(), tip.id()),
                tip.id());
        Scratch.drop(database, at);
        new Branches(database).moveHead(branch, tip.id(), "rebase", "onto " + name);
        change.parking().record(branch.headId(), tip.id());
        change.rememberHead(tip.id(), at.tree(), Renames.NONE);
        return tip.id();
    }

    private Commit insert(Commit parent, TreeMerger merger, Commit of) {
        StoredTree tree = new ObjectStore(database, ObjectKinds.ALL).put(merger.result().tree());
        List<CommitParent> parents = List.of(new CommitParent(parent.id(), merger.fromTarget()));
        JsonWriter metadata = metadata(of);
        BranchMerge.record(metadata, merger.decided(), Using.none());
        Commit made = commits.insert(branch, tree, parents, of.message(), metadata.toString(), of);
        DdlEvents.copy(database, of.id(), made.id(), branch.id());
        return made;
    }

    private JsonWriter metadata(Commit of) {
        return new JsonWriter()
                .number("picked_from", of.id())
                .text("committer", database.value("SELECT current_user::text"));
    }

    private String what(String verb, Commit commit) {
        return verb + " commit " + commit.shortHash() + " on branch \"" + branch.name() + "\"";
    }

    private SchemaTree tree(@Nullable CommitParent parent) {
        return parent == null ? SchemaTree.EMPTY : commits.tree(commits.get(parent.commitId()));
    }

    /** The parent that a commit is compared with; null for a root commit. */
    private @Nullable CommitParent parent(Commit commit, @Nullable Integer mainline) {
        List<CommitParent> parents = commits.parents(commit.id());
        boolean merge = parents.size() > 1;
        if (merge != (mainline != null)
                || mainline != null && (mainline < 1 || mainline > parents.size())) {
            throw new GitVersionException(
                    ErrorCode.INVALID_ARGUMENT,
                    "commit "
                            + commit.shortHash()
                            + (merge ? " is a merge" : " is no merge")
                            + (mainline == null ? "" : " with a parent " + mainline),
                    merge
                            ? "What it did depends on which of its "
                                    + parents.size()
                                    + " parents it is compared with."
                            : "A parent is chosen for merges only.",
                    merge
                            ? "Give p_mainline, 1 for the branch that was merged into."
                            : "Leave p_mainline out.");
        }
        if (parents.isEmpty()) {
            return null;
        }
        return parents.get(mainline == null ? 0 : mainline - 1);
    }

    private Commit record(String message, JsonWriter metadata, String action, @Nullable Commit of) {
        if (change.isUnchanged()) {
            throw new GitVersionException(
                    ErrorCode.NOTHING_TO_COMMIT,
                    "nothing to commit on branch \"" + branch.name() + "\"",
                    "The branch has no trace of the commit to revert, or has all of the commit to"
                            + " pick.",
                    "gitversion.show(revision) tells what a commit did.");
        }
        List<CommitParent> parents = new ArrayList<>(1);
        parents.add(new CommitParent(branch.headId(), change.renames()));
        Committer committer = new Committer(database);
        MergePart part = change.part();
        String more = metadata.toString();
        Commit recorded =
                part == null
                        ? committer.record(
                                branch, change.live(), parents, message, more, action, of)
                        : committer.recordPart(
                                branch, part.after(), parents, message, more, action, of);
        change.parking().record(branch.headId(), recorded.id());
        return recorded;
    }
}

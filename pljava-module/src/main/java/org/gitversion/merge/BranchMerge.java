package org.gitversion.merge;

import java.util.ArrayList;
import java.util.List;
import org.gitversion.canonical.JsonWriter;
import org.gitversion.canonical.OwnSchema;
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
import org.gitversion.history.Identities;
import org.gitversion.history.MergeBase;
import org.gitversion.history.MergePart;
import org.gitversion.history.WorkingTree;
import org.gitversion.kind.ObjectKinds;
import org.gitversion.model.Renames;
import org.gitversion.model.SchemaTree;
import org.gitversion.plan.Parking;
import org.gitversion.plan.Step;
import org.gitversion.store.ObjectStore;
import org.gitversion.store.StoredTree;
import org.jspecify.annotations.Nullable;

/**
 * Merges one branch into another: locks first, then the merge base, then the change of the target's
 * schema in place, then the proof, then the commit; all in the caller's transaction.
 */
public final class BranchMerge {
    private final Database database;
    private final Strategy strategy;
    private final MergeSource source;
    private MergeOptions options;
    private final Branch into;
    private final List<Integer> bases;
    private @Nullable MergePart part;
    private @Nullable WorkingTree whole;
    private List<Decision> decided = List.of();
    private final Parking parking;

    private BranchMerge(
            Database database,
            MergeOptions options,
            MergeSource source,
            Branch into,
            List<Integer> bases) {
        this.database = database;
        this.options = options;
        this.strategy = options.strategy();
        this.source = source;
        this.into = into;
        this.bases = bases;
        this.parking = new Parking(database, into.id(), options.decisions().using().until());
    }

    /**
     * Locks the target, reads both sides and finds where their histories part.
     *
     * @param database the gateway
     * @param sourceName the branch or another revision to merge
     * @param targetName the branch that receives
     * @param session the branch of the session, or null
     * @param options how to merge
     * @return the merge, nothing changed yet
     * @throws GitVersionException UNKNOWN_BRANCH, UNKNOWN_REVISION, SCHEMA_MISSING,
     *     UNCOMMITTED_CHANGES of the target, NO_MERGE_BASE, INVALID_ARGUMENT when both are the same
     *     branch
     */
    public static BranchMerge prepare(
            Database database,
            String sourceName,
            String targetName,
            @Nullable String session,
            MergeOptions options) {
        Branches branches = new Branches(database);
        Branch into = branches.get(targetName);
        Branch from = branches.find(sourceName);
        MergeSource.requireOthers(sourceName, from, into);
        branches.requireChange(into.id());
        MergeSource.lock(database, from, into);
        MergeSource source = MergeSource.of(database, sourceName, session);
        Branch target = branches.get(into.id());
        Integer head = target.headIdOrNull();
        List<Integer> bases =
                head == null ? List.of() : MergeBase.all(database, source.commit().id(), head);
        BranchMerge merge = new BranchMerge(database, options, source, target, bases);
        merge.read();
        if (bases.isEmpty()) {
            MergeBase.one(database, source.commit(), new Commits(database).get(target.headId()));
        }
        return merge;
    }

    /** Reads the target: the part that matters, or all where it cannot be told which that is. */
    private void read() {
        if (bases.size() == 1 && isUpToDate()) {
            WorkingTree.readChanged(database, into).requireClean();
            return;
        }
        int base = bases.size() == 1 ? bases.get(0) : 0;
        if (base != 0
                && Ancestry.renames(database, base, source.commit().id()).isEmpty()
                && Ancestry.renames(database, base, into.headId()).isEmpty()) {
            Commit from = new Commits(database).get(base);
            part = MergePart.of(database, into, from, source.commit(), source.branch());
        }
        if (part == null) {
            whole();
        }
    }

    private WorkingTree whole() {
        WorkingTree target = whole;
        if (target == null) {
            target = WorkingTree.read(database, into);
            target.requireClean();
            whole = target;
        }
        return target;
    }

    private LiveSchema live() {
        MergePart own = part;
        return own == null ? whole().live() : own.target();
    }

    /**
     * Merges for good, with what merge drivers and remembered resolutions decide.
     *
     * @param database the gateway
     * @param sourceName the branch or another revision to merge
     * @param targetName the branch that receives
     * @param session the branch of the session, or null
     * @param options how to merge
     * @return as {@link #run}
     * @throws GitVersionException as {@link #prepare} and {@link #run}
     */
    public static int merge(
            Database database,
            String sourceName,
            String targetName,
            @Nullable String session,
            MergeOptions options) {
        return new AutoDecisions(database)
                .run(
                        options.decisions(),
                        new AutoDecisions.Work() {
                            @Override
                            public int run(Decisions decisions) {
                                MergeOptions decided = options.deciding(decisions);
                                return prepare(database, sourceName, targetName, session, decided)
                                        .run();
                            }
                        });
    }

    private boolean isUpToDate() {
        return bases.get(0) == source.commit().id();
    }

    private boolean isFastForward() {
        boolean isPossible = bases.get(0) == into.headId();
        if (!isPossible && options.fastForward().equals("only")) {
            throw new GitVersionException(
                    ErrorCode.INVALID_ARGUMENT,
                    "branch \"" + into.name() + "\" cannot be fast-forwarded to " + source.name(),
                    "It has commits that "
                            + source.name()
                            + " does not have, and p_fast_forward is only.",
                    "Rebase the source, or leave p_fast_forward out.");
        }
        return isPossible && !options.fastForward().equals("never") && !options.isSquash();
    }

    /**
     * Merges for good.
     *
     * @return the id of the merge commit; of the source's head for a fast-forward, of the target's
     *     head when there was nothing to merge
     * @throws GitVersionException INVALID_ARGUMENT when only a fast-forward is wanted and there is
     *     none, MERGE_CONFLICT with all conflicts as JSON in its DETAIL
     */
    int run() {
        Attempts.requireNone(database, into);
        findTools(source.branch());
        findTools(into);
        if (isUpToDate()) {
            if (hasHistories() && source.isClean(database)) {
                uniteHistories();
            }
            return upToDate();
        }
        boolean isFastForward = isFastForward();
        TreeMerger merger = change();
        if (!merger.conflicts().isEmpty()) {
            throw ConflictReport.error(source.name(), into.name(), merger);
        }
        if (options.isSquash()
                && merger.fromTarget().isEmpty()
                && merger.result().tree().equals(live().tree())) {
            return upToDate();
        }
        merger.warn();
        decided = merger.decided();
        uniteHistories();
        options.decisions().using().requireUsed();
        int head =
                isFastForward && merger.decided().isEmpty() ? fastForward(merger) : record(merger);
        parking.record(into.headId(), head);
        return head;
    }

    private void findTools(@Nullable Branch branch) {
        if (branch != null) {
            database.value("SELECT gitversion_internal.find_tools(?::text)::text", branch.schema());
        }
    }

    private boolean hasHistories() {
        Branch from = source.branch();
        return from != null
                && database.value(
                                "SELECT h.source::text FROM"
                                        + " gitversion_internal.histories(?::text, ?::text) h"
                                        + " LIMIT 1",
                                from.schema(),
                                into.schema())
                        != null;
    }

    /**
     * What migration tools did on the source is done on the target by the merge. Their tables are
     * read as they are, so that they may tell of what is not committed yet.
     */
    private void uniteHistories() {
        Branch from = source.branch();
        if (from == null || !hasHistories()) {
            return;
        }
        if (!source.isClean(database)) {
            throw new GitVersionException(
                    ErrorCode.UNCOMMITTED_CHANGES,
                    "branch \"" + from.name() + "\" has uncommitted changes",
                    "The histories of migration tools that the merge takes along may tell of"
                            + " migrations whose changes it does not.",
                    "Commit them, or merge the revision "
                            + from.name()
                            + "~0, which leaves histories alone.");
        }
        database.value(
                "SELECT gitversion_internal.unite_histories(?::text, ?::text)::text",
                from.schema(),
                into.schema());
    }

    private int upToDate() {
        options.decisions().using().requireUsed();
        database.value("SELECT gitversion_internal.notice(?::text, NULL)", "already up to date");
        return into.headId();
    }

    /** Changes the target's schema; what does not go through with a part is merged as a whole. */
    private TreeMerger change() {
        MergePart own = part;
        TreeMerger merger = own == null ? null : PartialMerge.run(database, merger(own), own);
        if (merger == null) {
            part = null;
            VirtualBase base = VirtualBase.of(database, bases);
            merger = source.merger(database, whole().live(), options.decisions());
            merger.parking(parking);
            merger.conversions().between(bases.get(0), source.commit().id());
            merger.merge(
                    base.tree(),
                    base.renames(bases.get(0), source.commit().id()),
                    base.renames(bases.get(0), into.headId()));
        }
        return merger;
    }

    private TreeMerger merger(MergePart own) {
        TreeMerger merger =
                new TreeMerger(database, own.source(), own.target(), options.decisions())
                        .parking(parking);
        merger.conversions().between(bases.get(0), source.commit().id());
        return merger;
    }

    private int fastForward(TreeMerger merger) {
        Commit head = source.commit();
        LiveSchema live = merger.result();
        MergePart own = part;
        StoredTree tree =
                own == null
                        ? new ObjectStore(database, ObjectKinds.ALL).put(live.tree())
                        : new Committer(database).storePart(into, own.after());
        if (!tree.treeHash().equals(head.treeHash())) {
            throw new GitVersionException(
                    ErrorCode.VERIFICATION_FAILED,
                    "branch \"" + into.name() + "\" does not hash to the source's commit",
                    "Its tree is "
                            + tree.treeHash()
                            + ", that of commit "
                            + head.shortHash()
                            + " is "
                            + head.treeHash()
                            + ".",
                    "Nothing was changed. Please report this with the schemas of both branches.");
        }
        Branch moved =
                new Branches(database)
                        .moveHead(into, head.id(), "merge", source.text() + ": fast-forward");
        if (own == null) {
            Identities.write(database, moved.id(), head.id(), live.tree(), live, Renames.NONE);
        } else {
            new Committer(database).rememberPart(moved, head.id(), own.after());
        }
        return head.id();
    }

    private int record(TreeMerger merger) {
        List<CommitParent> parents = new ArrayList<>(2);
        parents.add(new CommitParent(into.headId(), merger.fromTarget()));
        if (!options.isSquash()) {
            parents.add(new CommitParent(source.commit().id(), merger.fromSource()));
        }
        JsonWriter metadata =
                new JsonWriter()
                        .truth(options.isSquash() ? "squash" : "merge", true)
                        .text("source_branch", source.text())
                        .number("source_commit", source.commit().id())
                        .number("merge_base", bases.get(0))
                        .text("strategy", strategy.toString());
        record(metadata, merger.decided(), options.decisions().using());
        String message = options.message();
        if (message == null) {
            message =
                    (options.isSquash() ? "Squash " : "Merge ")
                            + source.title()
                            + " into '"
                            + into.name()
                            + "'";
        }
        MergePart own = part;
        Committer committer = new Committer(database);
        String more = metadata.toString();
        Commit made =
                own == null
                        ? committer.record(into, merger.result(), parents, message, more, "merge")
                        : committer.recordPart(
                                into, own.after(), parents, message, more, "merge", null);
        return made.id();
    }

    /** Puts what was decided into the metadata of a commit. */
    static void record(JsonWriter metadata, List<Decision> decided, Using using) {
        String conversions = using.json();
        if (conversions != null) {
            metadata.document("using", conversions);
        }
        if (!decided.isEmpty()) {
            metadata.documents("decisions", documents(decided));
        }
    }

    static List<String> documents(List<Decision> decided) {
        List<String> documents = new ArrayList<>(decided.size());
        for (Decision decision : decided) {
            documents.add(decision.json());
        }
        return documents;
    }

    /** What conflicted and was decided. */
    List<Decision> decided() {
        return decided;
    }

    /**
     * Merges, tells what that took, and takes everything back.
     *
     * @return JSON objects with the columns of {@code preview_merge}, in order
     */
    public List<String> preview() {
        if (isUpToDate()) {
            options.decisions().using().requireUsed();
            return List.of();
        }
        AutoDecisions auto = new AutoDecisions(database);
        Preview preview = new Preview();
        List<String> rows = database.undone(preview);
        int size = -1;
        while (!preview.conflicts.isEmpty() && options.decisions().size() > size) {
            size = options.decisions().size();
            List<Decision> more = auto.decide(preview.conflicts, preview.proposal);
            if (!more.isEmpty()) {
                options = options.deciding(options.decisions().with(more));
                rows = database.undone(preview);
            }
        }
        return rows;
    }

    private final class Preview implements Database.Work<List<String>> {
        private List<Conflict> conflicts = List.of();
        private SchemaTree proposal = SchemaTree.EMPTY;

        @Override
        public List<String> run() {
            TreeMerger merger = change();
            conflicts = merger.conflicts();
            proposal = merger.proposal();
            List<String> rows = new ArrayList<>();
            for (Conflict conflict : merger.conflicts()) {
                rows.add(PreviewRow.of(rows.size() + 1, conflict));
            }
            if (rows.isEmpty()) {
                OwnSchema schema = live().searchPath().own();
                for (Step step : merger.steps()) {
                    rows.add(PreviewRow.of(rows.size() + 1, step, schema));
                }
                options.decisions().using().requireUsed();
                for (Conflict warning : merger.warnings()) {
                    rows.add(PreviewRow.ofWarning(rows.size() + 1, warning));
                }
                PreviewRow.addChecks(database, rows, into.name(), source.text(), "merge");
            }
            return rows;
        }
    }
}

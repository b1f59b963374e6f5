package org.gitversion.merge;

import java.util.ArrayList;
import java.util.List;
import org.gitversion.catalog.Address;
import org.gitversion.catalog.Ignored;
import org.gitversion.catalog.LiveSchema;
import org.gitversion.db.Database;
import org.gitversion.error.ErrorCode;
import org.gitversion.error.GitVersionException;
import org.gitversion.history.Ancestry;
import org.gitversion.history.Branch;
import org.gitversion.history.Branches;
import org.gitversion.history.Commit;
import org.gitversion.history.Commits;
import org.gitversion.history.DdlEvents;
import org.gitversion.history.Identities;
import org.gitversion.history.MergePart;
import org.gitversion.history.Revisions;
import org.gitversion.history.WorkingTree;
import org.gitversion.model.Path;
import org.gitversion.model.Renames;
import org.gitversion.model.SchemaTree;
import org.gitversion.plan.Parking;
import org.gitversion.plan.Step;
import org.jspecify.annotations.Nullable;

/** A branch that is locked, and a change of its live schema. */
final class BranchChange {
    private final Database database;
    private final Branch branch;
    private final List<Step> steps = new ArrayList<>();
    private @Nullable WorkingTree work;
    private @Nullable MergePart part;
    private @Nullable LiveSchema live;
    private final List<Decision> decided = new ArrayList<>();
    private Renames renames = Renames.NONE;
    private Decisions decisions = Decisions.of(Strategy.RECURSIVE);
    private @Nullable Parking parking;
    private @Nullable Integer convertFrom;
    private @Nullable Integer convertTo;
    private @Nullable Integer convertBack;

    private BranchChange(Database database, Branch branch) {
        this.database = database;
        this.branch = branch;
    }

    /**
     * Locks a branch and reads it.
     *
     * @param database the gateway
     * @param name the branch
     * @return nothing changed yet
     * @throws GitVersionException UNKNOWN_BRANCH, SCHEMA_MISSING, and what reading can throw
     */
    static BranchChange open(Database database, String name) {
        BranchChange change = lock(database, name);
        change.work();
        return change;
    }

    /** Locks a branch, which is read when it comes to that. */
    static BranchChange lock(Database database, String name) {
        return new BranchChange(database, new Branches(database).lock(name));
    }

    /**
     * Finds the part of the branch that a merge has to do with.
     *
     * @return null when all has to do with it, or there are uncommitted changes or renames
     */
    @Nullable MergePart part(Commit base, Commit source, Renames toSource) {
        return toSource.isEmpty()
                        && Ancestry.between(database, base.id(), branch.headId()).isEmpty()
                ? MergePart.of(database, branch, base, source, null)
                : null;
    }

    /** Values are converted on the way from the head, or from uncommitted changes, to a commit. */
    void resetting(int commitId) {
        converting(branch.headIdOrNull(), commitId);
        convertBack = branch.id();
    }

    /** What becomes of values that are dropped. */
    Parking parking() {
        Parking kept = parking;
        if (kept == null) {
            kept = new Parking(database, branch.id(), decisions.using().until());
            parking = kept;
        }
        return kept;
    }

    /** The same for a change that no commit takes in yet. */
    Parking parkingUncommitted() {
        parking().uncommitted(work().renames().inverse());
        return parking();
    }

    /** Merges a part of the branch; false when nothing was done. */
    boolean merge(MergePart own) {
        TreeMerger merger = new TreeMerger(database, own.source(), own.target(), decisions);
        merger.parking(parking());
        merger.conversions().between(convertFrom, convertTo).uncommitted(convertBack, false);
        if (PartialMerge.run(database, merger, own) == null) {
            return false;
        }
        part = own;
        merger.warn();
        done(merger.result(), merger.fromTarget(), merger.steps());
        return true;
    }

    /** Has conflicts decided. */
    BranchChange deciding(Decisions more) {
        decisions = more;
        return this;
    }

    /** Has values converted as between two commits, null for none. */
    BranchChange converting(@Nullable Integer from, @Nullable Integer to) {
        convertFrom = from;
        convertTo = to;
        return this;
    }

    /** Refuses expressions for values that were of no use. */
    void requireUsed() {
        decisions.using().requireUsed();
    }

    /** What conflicted and was decided. */
    List<Decision> decided() {
        return decided;
    }

    /** The branch as it was when it was locked. */
    Branch branch() {
        return branch;
    }

    /** The schema and the head before the change. */
    WorkingTree work() {
        WorkingTree read = work;
        if (read == null) {
            read = WorkingTree.read(database, branch);
            work = read;
        }
        return read;
    }

    /** The part that was changed, or null where it was all. */
    @Nullable MergePart part() {
        return part;
    }

    /** The schema, or the part of it, before the change. */
    private LiveSchema before() {
        MergePart own = part;
        return own == null ? work().live() : own.target();
    }

    /** Tells whether all is what it was. */
    boolean isUnchanged() {
        SchemaTree head = part == null ? work().head() : before().tree();
        return renames.isEmpty() && live().tree().equals(head);
    }

    /** The schema after the change. */
    LiveSchema live() {
        LiveSchema now = live;
        return now == null ? before() : now;
    }

    /** What was executed on the live schema. */
    List<Step> steps() {
        return steps;
    }

    /** From the names before the change to those after it. */
    Renames renames() {
        return renames;
    }

    /** Finds a commit; HEAD is this branch. */
    Commit commit(String revision) {
        return new Revisions(database, branch().name()).resolve(revision);
    }

    /** What was renamed from a commit to the live schema before the change. */
    Renames since(Commit commit) {
        return Ancestry.between(database, commit.id(), branch().headId()).then(work().renames());
    }

    /**
     * Does to the live schema what leads from one state to another.
     *
     * @param what what this is, for the error
     * @param base the one state
     * @param source the other state
     * @param toSource from the names of the one to those of the other
     * @param toLive from the names of the one to those of the live schema
     * @throws GitVersionException MERGE_CONFLICT
     */
    void merge(String what, SchemaTree base, SchemaTree source, Renames toSource, Renames toLive) {
        merge(what, base, source, toSource, toLive, decisions);
    }

    private void merge(
            String what,
            SchemaTree base,
            SchemaTree source,
            Renames toSource,
            Renames toLive,
            Decisions how) {
        TreeMerger merger = new TreeMerger(database, source, live(), how).parking(parking());
        merger.conversions().between(convertFrom, convertTo).uncommitted(convertBack, false);
        merger.merge(base, toSource, toLive);
        if (!merger.conflicts().isEmpty()) {
            if (convertBack != null) {
                throw ConflictReport.noWay(what, merger);
            }
            throw ConflictReport.failed(
                    what,
                    "Nothing was changed. Change the branch so that it fits, or do by hand what is"
                            + " wanted.",
                    merger);
        }
        merger.warn();
        decided.addAll(merger.decided());
        done(merger.result(), merger.fromTarget(), merger.steps());
    }

    /** Notes a change that was carried out. */
    void done(LiveSchema after, Renames renamed, List<Step> executed) {
        live = after;
        renames = renames.then(renamed);
        steps.addAll(executed);
    }

    /**
     * Brings the live schema to a state exactly.
     *
     * @param what what this is, for the error
     * @param state the state
     * @param toGoal from the names of the live schema to those of the state
     * @param commitId the commit that has the state
     * @throws GitVersionException NO_WAY, NO_CONVERSION, VERIFICATION_FAILED
     */
    void migrate(String what, SchemaTree state, Renames toGoal, int commitId) {
        SchemaTree goal = Ignored.without(database, state);
        if (toGoal.isEmpty() && live().tree().equals(goal)) {
            return;
        }
        resetting(commitId);
        Decisions how = Replay.NONE.with(decisions.using());
        merge(what, live().tree(), goal, toGoal, Renames.NONE, how);
        if (!live().tree().equals(goal)) {
            throw new GitVersionException(
                    ErrorCode.VERIFICATION_FAILED,
                    what + " does not lead to the promised state",
                    "PostgreSQL words an object in another way than the state that was stored.",
                    "Nothing was changed. Please report this with the schema of the branch.");
        }
    }

    /** The identities of the head, which stays where it is. */
    void rememberHead() {
        rememberHead(branch().headId(), work().head(), work().renames().then(renames));
    }

    /** The identities of a head that did not move, or moved to a state before the change. */
    void rememberHead(int commitId, SchemaTree head, Renames toLive) {
        Identities.write(database, branch().id(), commitId, head, live(), toLive);
    }

    /**
     * Writes the statements down as what led to the change.
     *
     * @param tag what to call them: REVERT, RESTORE
     * @param commitId the commit that took them in, or null for none yet
     */
    void writeEvents(String tag, @Nullable Integer commitId) {
        List<Path> paths = new ArrayList<>();
        List<String> statements = new ArrayList<>();
        List<@Nullable Address> addresses = new ArrayList<>();
        for (Step step : steps) {
            String statement = PreviewRow.statement(step, live().searchPath().own());
            for (Path object : step.paths()) {
                Path now = renames.apply(object);
                Path path = live().tree().get(object) == null ? now : object;
                Address address = live().address(path);
                paths.add(path);
                statements.add(statement);
                addresses.add(address == null ? before().address(object) : address);
            }
        }
        DdlEvents.write(database, branch().id(), tag, commitId, paths, statements, addresses);
    }

    /** The state of a commit. */
    SchemaTree tree(Commit commit) {
        return new Commits(database).tree(commit);
    }
}

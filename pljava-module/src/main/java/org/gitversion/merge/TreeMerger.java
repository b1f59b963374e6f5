package org.gitversion.merge;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.gitversion.catalog.CatalogReader;
import org.gitversion.catalog.Ignored;
import org.gitversion.catalog.LiveSchema;
import org.gitversion.db.Database;
import org.gitversion.error.GitVersionException;
import org.gitversion.model.Node;
import org.gitversion.model.Path;
import org.gitversion.model.Renames;
import org.gitversion.model.SchemaTree;
import org.gitversion.plan.Applier;
import org.gitversion.plan.Parking;
import org.gitversion.plan.Refusal;
import org.gitversion.plan.RenameSteps;
import org.gitversion.plan.Step;
import org.jspecify.annotations.Nullable;

/**
 * Merges one live schema into another, in place. Renames go first: PostgreSQL itself then rewrites
 * whatever mentions the renamed objects, so that both sides and the base speak of the same names
 * when their contents are merged.
 */
final class TreeMerger {
    private static final int ATTEMPTS = 30;

    private final Database database;
    private LiveSchema source;
    private boolean isStored;
    private final LiveSchema target;
    private final Decisions decisions;
    private final List<Step> steps = new ArrayList<>();
    private final List<Refusal> unnamed = new ArrayList<>();
    private final Conversions conversions;
    private List<Conflict> conflicts = List.of();
    private List<Conflict> warnings = List.of();
    private List<Decision> decided = List.of();
    private Renames fromSource = Renames.NONE;
    private Renames fromTarget = Renames.NONE;
    private Renames targetNames = Renames.NONE;
    private @Nullable LiveSchema result;
    private SchemaTree proposal = SchemaTree.EMPTY;
    private boolean isOneSided;
    private @Nullable Parking parking;

    TreeMerger(Database database, LiveSchema source, LiveSchema target, Decisions decisions) {
        this(database, source, false, target, decisions);
    }

    /** Merges a state that is in no schema. */
    TreeMerger(Database database, SchemaTree source, LiveSchema target, Decisions decisions) {
        this(
                database,
                LiveSchema.stored(target.searchPath(), Ignored.without(database, source)),
                true,
                target,
                decisions);
    }

    private TreeMerger(
            Database database,
            LiveSchema source,
            boolean isStored,
            LiveSchema target,
            Decisions decisions) {
        this.database = database;
        this.source = source;
        this.isStored = isStored;
        this.target = target;
        this.decisions = decisions;
        this.conversions = new Conversions(database, decisions);
    }

    /** Tells between which commits values were converted as they are to be now. */
    Conversions conversions() {
        return conversions;
    }

    /** Says what becomes of values that are dropped. */
    TreeMerger parking(Parking kept) {
        parking = kept;
        return this;
    }

    /**
     * Changes the target's schema so that it holds the merge. With conflicts left, the target may
     * be half changed: the caller rolls back.
     *
     * @param stored the state both sides come from
     * @param toSource what was renamed between the base and the source
     * @param toTarget what was renamed between the base and the target
     */
    void merge(SchemaTree stored, Renames toSource, Renames toTarget) {
        SchemaTree base = Ignored.without(database, stored);
        isOneSided = toTarget.isEmpty() && target.tree().equals(base);
        Loosening loosening =
                Loosening.find(base, source.tree(), target.tree(), toSource, toTarget);
        if (loosening == null) {
            merge(base, target, toSource, toTarget);
        } else {
            merge(base, target, loosening, toSource, toTarget);
        }
    }

    private void merge(
            SchemaTree base,
            LiveSchema tied,
            Loosening loosening,
            Renames toSource,
            Renames toTarget) {
        source = LiveSchema.stored(target.searchPath(), loosening.source());
        isStored = true;
        LiveSchema into = tied;
        try {
            into = Applier.migrate(database, tied, loosening.target(), steps);
        } catch (GitVersionException refused) {
            Causes causes = new Causes(base, source.tree(), target.tree());
            conflicts = Refused.conflicts(refused, List.of(), causes, SchemaTree.EMPTY);
            return;
        }
        merge(loosening.base(), into, toSource, toTarget);
    }

    private void merge(SchemaTree base, LiveSchema into, Renames toSource, Renames toTarget) {
        RenameMerge renames =
                RenameMerge.of(base, source.tree(), into.tree(), toSource, toTarget, decisions);
        if (!renames.conflicts().isEmpty()) {
            conflicts = renames.conflicts();
            return;
        }
        addDecided(renames.decided());
        if (!renames.untied().isEmpty()) {
            SchemaTree from = source.tree();
            Map<Path, Path> untied = renames.untied();
            Loosening apart = Loosening.of(base, from, into.tree(), toSource, toTarget, untied);
            merge(base, into, apart, toSource, toTarget);
            return;
        }
        try {
            Renames ofTarget = renames.ofTarget();
            targetNames = ofTarget;
            LiveSchema renamed = renameTarget(into, ofTarget);
            LiveSchema renamedSource = renameSource(renames.ofSource());
            Renames names = renames.ofBase(fromSource, FollowedNames.of(into, renamed, ofTarget));
            SchemaTree renamedBase =
                    RenamedBase.of(
                            base,
                            names,
                            new RenamedBase.Side(toSource, source.tree(), renamedSource.tree()),
                            new RenamedBase.Side(toTarget, into.tree(), renamed.tree()));
            MergeResult merged =
                    ThreeWayMerge.merge(
                            renamedBase,
                            renamedSource.tree(),
                            renamed.tree(),
                            decisions,
                            renames.renamed());
            if (!names.isEmpty()
                    && !Contradiction.isIn(base)
                    && !isClean(merged, renamedBase, renamedSource, renamed, renames)) {
                SchemaTree rebuilt = RebuiltBase.of(database, base, names);
                if (rebuilt != null) {
                    merged =
                            ThreeWayMerge.merge(
                                    rebuilt,
                                    renamedSource.tree(),
                                    renamed.tree(),
                                    decisions,
                                    renames.renamed());
                }
            }
            conflicts = merged.conflictsWith(renames.displaced());
            addDecided(merged.decided());
            proposal = merged.tree();
            conflicts = within(renamedBase, renamedSource.tree(), renamed.tree());
            SchemaTree goal = merged.tree();
            if (conflicts.isEmpty()) {
                Findings findings = new Findings(decisions);
                goal =
                        new Unconverted(conversions, renamedBase, names, target.searchPath())
                                .into(goal, renamedSource.tree(), renamed.tree(), findings);
                addDecided(findings.decided());
                conflicts = findings.conflicts();
                proposal = Unconverted.proposal(goal, renamed.tree(), conflicts);
            }
            if (conflicts.isEmpty()) {
                apply(renamed, goal, renamedBase, renamedSource.tree());
            }
        } catch (GitVersionException refused) {
            Causes causes = new Causes(base, source.tree(), into.tree());
            conflicts = Refused.conflicts(refused, unnamed, causes, SchemaTree.EMPTY);
        }
    }

    /** Where a strategy takes sides, what the server refuses is given up by the other side. */
    private void apply(
            LiveSchema from, SchemaTree merged, SchemaTree base, SchemaTree renamedSource) {
        Causes causes = new Causes(base, renamedSource, from.tree());
        SchemaTree goal = merged;
        if (parking != null) {
            parking.naming(targetNames.inverse(), fromSource);
        }
        for (int attempt = 0; goal != null; attempt++) {
            Application work = new Application(from, goal, base, renamedSource);
            try {
                LiveSchema done = decisions.mayDecide() ? database.nested(work) : work.run();
                finish(done, work.executed, base, renamedSource, from.tree());
                return;
            } catch (Unfit unfit) {
                conflicts = unfit.conflicts;
            } catch (GitVersionException refused) {
                conflicts = Refused.conflicts(refused, work.refusals, causes, goal);
            }
            conflicts = within(base, renamedSource, from.tree());
            proposal = Unconverted.proposal(goal, from.tree(), conflicts);
            goal =
                    decisions.mayDecide() && attempt < ATTEMPTS
                            ? withoutLoser(goal, causes, base, renamedSource, from.tree())
                            : null;
        }
    }

    private void finish(
            LiveSchema done,
            List<Step> executed,
            SchemaTree base,
            SchemaTree renamedSource,
            SchemaTree renamedTarget) {
        fromTarget = FollowedNames.of(target, done, targetNames);
        StaleBodies.Mode mode = StaleBodies.mode(database);
        if (mode != StaleBodies.Mode.IGNORE) {
            warnings =
                    StaleBodies.find(
                            base,
                            List.of(
                                    new StaleBodies.Side(
                                            "source",
                                            source.tree(),
                                            renamedSource,
                                            fromSource,
                                            done.tree()),
                                    new StaleBodies.Side(
                                            "target",
                                            target.tree(),
                                            renamedTarget,
                                            fromTarget,
                                            done.tree())),
                            done.tree());
        }
        if (mode == StaleBodies.Mode.CONFLICT) {
            Findings findings = new Findings(decisions);
            for (Conflict warning : warnings) {
                findings.side(warning);
            }
            addDecided(findings.decided());
            conflicts = findings.conflicts();
            if (!conflicts.isEmpty()) {
                return;
            }
        }
        steps.addAll(executed);
        result = done;
    }

    /** Tells the client what may not mean the same any more. */
    void warn() {
        StaleBodies.warn(database, warnings);
    }

    /** What a merge without conflicts has to say all the same. */
    List<Conflict> warnings() {
        return warnings;
    }

    private @Nullable SchemaTree withoutLoser(
            SchemaTree goal,
            Causes causes,
            SchemaTree base,
            SchemaTree renamedSource,
            SchemaTree renamedTarget) {
        SchemaTree next = goal;
        Findings findings = new Findings(decisions);
        findings.replace(new TreeMap<>());
        for (Conflict conflict : conflicts) {
            boolean ofRows =
                    conflict.type() == Conflict.Type.CONSTRAINT_VIOLATION
                            || conflict.type() == Conflict.Type.SCHEMA_DATA;
            boolean isUndecided = ofRows && decisions.of(conflict) == null;
            Strategy side = isUndecided ? null : findings.sideOf(conflict);
            Map<Path, @Nullable Node> changes =
                    side == null ? null : causes.withoutLoser(conflict.path(), next, side);
            if (side == null || changes == null) {
                return null;
            }
            findings.record(conflict, side);
            next = next.with(changes);
        }
        Map<Path, Node> nodes = new TreeMap<>(next.byPath());
        ThreeWayMerge.fit(base, renamedSource, renamedTarget, findings, nodes);
        if (!findings.conflicts().isEmpty()) {
            return null;
        }
        conflicts = List.of();
        addDecided(findings.decided());
        return SchemaTree.of(nodes.values());
    }

    private final class Application implements Database.Work<LiveSchema> {
        private final LiveSchema from;
        private final SchemaTree goal;
        private final SchemaTree base;
        private final SchemaTree renamedSource;
        private final List<Step> executed = new ArrayList<>();
        private final List<Refusal> refusals = new ArrayList<>();

        Application(LiveSchema from, SchemaTree goal, SchemaTree base, SchemaTree renamedSource) {
            this.from = from;
            this.goal = goal;
            this.base = base;
            this.renamedSource = renamedSource;
        }

        @Override
        public LiveSchema run() {
            LiveSchema done = Applier.merge(database, from, goal, executed, refusals, parking);
            List<Conflict> unfit =
                    MergedBodies.check(database, base, renamedSource, from.tree(), done);
            if (!unfit.isEmpty()) {
                throw new Unfit(unfit);
            }
            return done;
        }
    }

    /** Tells whether nothing had to be decided, which strategies ours and theirs do not tell. */
    private boolean isClean(
            MergeResult merged,
            SchemaTree base,
            LiveSchema renamedSource,
            LiveSchema renamedTarget,
            RenameMerge renames) {
        if (!decisions.mayDecide() && decisions.strategy() == Strategy.RECURSIVE) {
            return merged.conflicts().isEmpty();
        }
        Decisions none = Decisions.of(Strategy.RECURSIVE);
        SchemaTree from = renamedSource.tree();
        return ThreeWayMerge.merge(base, from, renamedTarget.tree(), none, renames.renamed())
                .conflicts()
                .isEmpty();
    }

    private LiveSchema renameTarget(LiveSchema into, Renames names) {
        List<Step> renames = RenameSteps.of(into.tree(), names);
        if (renames.isEmpty()) {
            return into;
        }
        steps.addAll(renames);
        Applier.execute(database, target.searchPath(), renames, unnamed);
        return CatalogReader.read(database, target.searchPath());
    }

    /** Reads the source as it would be under the merged names, and leaves it as it is. */
    private LiveSchema renameSource(Renames names) {
        List<Step> renames = RenameSteps.of(source.tree(), names);
        if (renames.isEmpty()) {
            return source;
        }
        RenamedSource work = new RenamedSource(renames);
        LiveSchema renamed = database.undone(work);
        fromSource = FollowedNames.of(work.before, renamed, names);
        return renamed;
    }

    private final class RenamedSource implements Database.Work<LiveSchema> {
        private final List<Step> renames;
        private LiveSchema before = source;

        RenamedSource(List<Step> renames) {
            this.renames = renames;
        }

        @Override
        public LiveSchema run() {
            if (isStored) {
                before = Scratch.build(database, source.tree());
            }
            Applier.execute(database, before.searchPath(), renames, unnamed);
            return CatalogReader.read(database, before.searchPath());
        }
    }

    private List<Conflict> within(SchemaTree base, SchemaTree from, SchemaTree into) {
        List<Conflict> out = new ArrayList<>(conflicts.size());
        for (Conflict conflict : conflicts) {
            out.add(conflict.within(base, from, into));
        }
        return out;
    }

    private void addDecided(List<Decision> more) {
        decided = Decisions.union(decided, more);
    }

    List<Conflict> conflicts() {
        return conflicts;
    }

    /** Whether the target is what both sides come from, so that nobody contradicts the source. */
    boolean isOneSided() {
        return isOneSided;
    }

    /** What conflicted and was decided. */
    List<Decision> decided() {
        return decided;
    }

    /** The merged state with the target's side of what conflicts. */
    SchemaTree proposal() {
        return proposal;
    }

    /** The statements of a merge without conflicts. */
    List<Step> steps() {
        return steps;
    }

    /** The target after a merge without conflicts, as read back. */
    LiveSchema result() {
        LiveSchema merged = result;
        if (merged == null) {
            throw new IllegalStateException("the merge has conflicts");
        }
        return merged;
    }

    /** From the source's names to those of the result. */
    Renames fromSource() {
        return fromSource;
    }

    /** From the target's former names to those of the result. */
    Renames fromTarget() {
        return fromTarget;
    }
}

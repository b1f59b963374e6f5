package org.gitversion.merge;

import java.util.ArrayList;
import java.util.List;
import org.gitversion.catalog.CatalogReader;
import org.gitversion.catalog.LiveSchema;
import org.gitversion.db.Database;
import org.gitversion.error.ErrorCode;
import org.gitversion.error.GitVersionException;
import org.gitversion.model.Path;
import org.gitversion.model.Renames;
import org.gitversion.model.SchemaTree;
import org.gitversion.plan.Applier;
import org.gitversion.plan.RenameSteps;
import org.gitversion.plan.Step;
import org.jspecify.annotations.Nullable;

/**
 * Merges one live schema into another, in place. Renames go first: PostgreSQL itself then rewrites
 * whatever mentions the renamed objects, so that both sides and the base speak of the same names
 * when their contents are merged.
 */
final class TreeMerger {
    private final Database database;
    private final LiveSchema source;
    private final LiveSchema target;
    private final Strategy strategy;
    private final List<Step> steps = new ArrayList<>();
    private List<Conflict> conflicts = List.of();
    private Renames fromSource = Renames.NONE;
    private Renames fromTarget = Renames.NONE;
    private @Nullable LiveSchema result;

    TreeMerger(Database database, LiveSchema source, LiveSchema target, Strategy strategy) {
        this.database = database;
        this.source = source;
        this.target = target;
        this.strategy = strategy;
    }

    /**
     * Changes the target's schema so that it holds the merge. With conflicts left, the target may
     * be half changed: the caller rolls back.
     *
     * @param base the state both sides come from
     * @param toSource what was renamed between the base and the source
     * @param toTarget what was renamed between the base and the target
     */
    void merge(SchemaTree base, Renames toSource, Renames toTarget) {
        RenameMerge renames =
                RenameMerge.of(base, source.tree(), target.tree(), toSource, toTarget, strategy);
        if (!renames.conflicts().isEmpty()) {
            conflicts = renames.conflicts();
            return;
        }
        fromSource = renames.ofSource();
        fromTarget = renames.ofTarget();
        try {
            LiveSchema renamed = renameTarget();
            SchemaTree renamedSource = renameSource();
            SchemaTree renamedBase =
                    RenamedBase.of(
                            base,
                            renames.ofBase(),
                            new RenamedBase.Side(toSource, source.tree(), renamedSource),
                            new RenamedBase.Side(toTarget, target.tree(), renamed.tree()));
            MergeResult merged =
                    ThreeWayMerge.merge(renamedBase, renamedSource, renamed.tree(), strategy);
            conflicts = merged.conflicts();
            if (conflicts.isEmpty()) {
                result = Applier.migrate(database, renamed, merged.tree(), steps);
            }
        } catch (GitVersionException refused) {
            conflicts = List.of(dataConflict(refused));
        }
    }

    private LiveSchema renameTarget() {
        List<Step> renames = RenameSteps.of(target.tree(), fromTarget);
        if (renames.isEmpty()) {
            return target;
        }
        steps.addAll(renames);
        Applier.execute(database, target.searchPath(), renames);
        return CatalogReader.read(database, target.searchPath());
    }

    /** Reads the source as it would be under the merged names, and leaves it as it is. */
    private SchemaTree renameSource() {
        List<Step> renames = RenameSteps.of(source.tree(), fromSource);
        return renames.isEmpty() ? source.tree() : database.undone(new RenamedSource(renames));
    }

    private final class RenamedSource implements Database.Work<SchemaTree> {
        private final List<Step> renames;

        RenamedSource(List<Step> renames) {
            this.renames = renames;
        }

        @Override
        public SchemaTree run() {
            Applier.execute(database, source.searchPath(), renames);
            return CatalogReader.read(database, source.searchPath()).tree();
        }
    }

    /** Rows that do not suit a change are a conflict; anything else stays an error. */
    private static Conflict dataConflict(GitVersionException refused) {
        String state = refused.sqlState();
        String subject = refused.subject();
        boolean ofRows = state != null && (state.startsWith("23") || state.startsWith("22"));
        if (refused.code() != ErrorCode.STATEMENT_FAILED || !ofRows || subject == null) {
            throw refused;
        }
        return Conflict.found(
                state != null && state.startsWith("23")
                        ? Conflict.Type.CONSTRAINT_VIOLATION
                        : Conflict.Type.SCHEMA_DATA,
                Path.parse(subject),
                refused.message());
    }

    List<Conflict> conflicts() {
        return conflicts;
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

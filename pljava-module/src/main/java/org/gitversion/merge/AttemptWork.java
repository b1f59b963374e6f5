package org.gitversion.merge;

import java.util.List;
import org.gitversion.db.Database;
import org.gitversion.history.Branch;
import org.gitversion.history.Branches;
import org.gitversion.history.Commits;
import org.gitversion.model.SchemaTree;
import org.jspecify.annotations.Nullable;

/** Carries out what was begun, under the decisions that were made so far. */
final class AttemptWork {
    private final Database database;
    private final Attempt attempt;

    AttemptWork(Database database, Attempt attempt) {
        this.database = database;
        this.attempt = attempt;
    }

    /** What came of it. */
    static final class Outcome {
        /** The new head, or the id of the stash; 0 where there are conflicts. */
        final int made;

        final List<Decision> decided;
        final List<Conflict> conflicts;

        /** Which of several commits conflicts, or null. */
        final @Nullable Integer commitId;

        /** The merged state with the target's side of what conflicts. */
        final SchemaTree proposal;

        private Outcome(int made, List<Decision> decided) {
            this.made = made;
            this.decided = decided;
            this.conflicts = List.of();
            this.commitId = null;
            this.proposal = SchemaTree.EMPTY;
        }

        private Outcome(ConflictException failure) {
            this.made = 0;
            this.decided = List.of();
            this.conflicts = failure.conflicts();
            this.commitId = failure.commitId();
            this.proposal = failure.proposal();
        }
    }

    /** Finds what conflicts, and changes nothing. */
    Outcome tryOut(Decisions decisions) {
        return database.undone(new DryRun(decisions));
    }

    private final class DryRun implements Database.Work<Outcome> {
        private final Decisions decisions;

        DryRun(Decisions decisions) {
            this.decisions = decisions;
        }

        @Override
        public Outcome run() {
            new Attempts(database).end(attempt.id, "finished", null, List.of());
            try {
                return AttemptWork.this.run(decisions);
            } catch (ConflictException found) {
                return new Outcome(found);
            }
        }
    }

    /**
     * Does it.
     *
     * @throws ConflictException with what conflicts
     */
    Outcome run(Decisions decisions) {
        String target = target().name();
        String hash = new Commits(database).get(attempt.sourceId).hash();
        switch (attempt.operation) {
            case "cherry_pick":
                return of(Replay.picking(database, hash, target, attempt.mainline, decisions));
            case "revert":
                return of(Replay.reverting(database, hash, target, attempt.mainline, decisions));
            case "rebase":
                return of(Replay.rebasing(database, target, hash, decisions));
            case "stash_pop":
                BranchChange change = BranchChange.open(database, target).deciding(decisions);
                int id = Stash.pop(change, database);
                return new Outcome(id, change.decided());
            default:
                return merge(target, hash, decisions);
        }
    }

    private Outcome merge(String target, String hash, Decisions decisions) {
        MergeOptions options =
                new MergeOptions(
                                decisions.strategy(),
                                attempt.message,
                                attempt.fastForward,
                                attempt.isSquash,
                                decisions.using())
                        .deciding(decisions);
        BranchMerge merge = BranchMerge.prepare(database, sourceName(hash), target, null, options);
        int made = merge.run();
        return new Outcome(made, merge.decided());
    }

    /** The source as it was named, where the name still means the same. */
    private String sourceName(String hash) {
        String named =
                database.value(
                        "SELECT 1 WHERE EXISTS (SELECT FROM gitversion.branches b WHERE b.is_active"
                                + " AND b.branch_name = ?::text AND b.head_commit_id = ?::int4) OR"
                                + " EXISTS (SELECT FROM gitversion.tags t WHERE t.tag_name ="
                                + " ?::text AND t.commit_id = ?::int4) OR EXISTS (SELECT FROM"
                                + " gitversion.remote_branches r WHERE r.remote || '/' ||"
                                + " r.branch_name = ?::text AND r.commit_id = ?::int4)",
                        attempt.source,
                        attempt.sourceId,
                        attempt.source,
                        attempt.sourceId,
                        attempt.source,
                        attempt.sourceId);
        return named == null ? hash : attempt.source;
    }

    private static Outcome of(Replay replay) {
        return new Outcome(replay.made(), replay.change().decided());
    }

    Branch target() {
        return new Branches(database).get(attempt.targetBranchId);
    }
}

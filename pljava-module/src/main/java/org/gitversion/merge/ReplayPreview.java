package org.gitversion.merge;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.gitversion.db.Database;
import org.gitversion.error.ErrorCode;
import org.gitversion.error.GitVersionException;
import org.gitversion.history.Commit;
import org.gitversion.history.MergePart;
import org.gitversion.model.Path;
import org.gitversion.plan.Step;
import org.jspecify.annotations.Nullable;

/** What reset, revert, cherry_pick and rebase would do: carried out, and rolled back. */
public final class ReplayPreview implements Database.Work<List<String>> {
    private final Database database;
    private final String verb;
    private final String branch;
    private final String revision;
    private final @Nullable Integer mainline;
    private final Decisions decisions;
    private final List<String> rows = new ArrayList<>();

    private ReplayPreview(
            Database database,
            String verb,
            String branch,
            String revision,
            @Nullable Integer mainline,
            Using using) {
        this.decisions = Replay.NONE.with(using);
        this.database = database;
        this.verb = verb;
        this.branch = branch;
        this.revision = revision;
        this.mainline = mainline;
    }

    /**
     * Lists the statements or the conflicts.
     *
     * @param database the gateway
     * @param verb reset (hard), revert, cherry_pick or rebase
     * @param branch the branch that would change
     * @param revision the commit to reset to, to revert, to pick or to rebase onto
     * @param mainline which parent of a merge counts, or null
     * @param using how values are converted that get another type
     * @return JSON objects with the columns of {@code preview_merge}, in order
     * @throws GitVersionException what the verb can throw, but for MERGE_CONFLICT
     */
    public static List<String> rows(
            Database database,
            String verb,
            String branch,
            String revision,
            @Nullable Integer mainline,
            Using using) {
        return database.undone(
                new ReplayPreview(database, verb, branch, revision, mainline, using));
    }

    @Override
    public List<String> run() {
        try {
            BranchChange change = change();
            for (Step step : change.steps()) {
                rows.add(PreviewRow.of(rows.size() + 1, step, change.live().searchPath().own()));
            }
            if (!change.steps().isEmpty()) {
                PreviewRow.addChecks(database, rows, branch, revision, verb);
            }
        } catch (ConflictException found) {
            rows.clear();
            for (Conflict conflict : found.conflicts()) {
                rows.add(PreviewRow.of(rows.size() + 1, conflict));
            }
        }
        return rows;
    }

    private BranchChange change() {
        switch (verb) {
            case "reset":
                return reset();
            case "revert":
                return Replay.reverting(database, revision, branch, mainline, decisions).change();
            case "cherry_pick":
                return Replay.picking(database, revision, branch, mainline, decisions).change();
            case "rebase":
                return Replay.rebasing(database, branch, revision, decisions).change();
            default:
                throw new GitVersionException(
                        ErrorCode.INVALID_ARGUMENT,
                        "there is no preview of \"" + verb + "\"",
                        "Only what changes the schema of a branch is previewed.",
                        "Call one of the functions whose names begin with preview.");
        }
    }

    private BranchChange reset() {
        BranchChange change = BranchChange.lock(database, branch).deciding(decisions);
        Commit commit = change.commit(revision);
        MergePart part = Reset.part(database, change, commit);
        Map<Path, String> atStake =
                decisions.using().until() == null
                        ? Reset.rowsAtStake(database, change, part, commit)
                        : Map.of();
        for (Map.Entry<Path, String> one : atStake.entrySet()) {
            rows.add(
                    PreviewRow.warning(
                            rows.size() + 1,
                            one.getKey(),
                            one.getValue() + " would be lost; reset refuses without p_force."));
        }
        Reset.migrate(database, change, part, commit);
        decisions.using().requireUsed();
        return change;
    }
}

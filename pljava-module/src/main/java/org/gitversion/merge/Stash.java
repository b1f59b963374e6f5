package org.gitversion.merge;

import java.util.ArrayList;
import java.util.Map;
import org.gitversion.db.Database;
import org.gitversion.db.Rows;
import org.gitversion.error.ErrorCode;
import org.gitversion.error.GitVersionException;
import org.gitversion.history.Branch;
import org.gitversion.history.Commit;
import org.gitversion.history.Commits;
import org.gitversion.history.DdlEvents;
import org.gitversion.kind.ObjectKinds;
import org.gitversion.model.Path;
import org.gitversion.model.Renames;
import org.gitversion.model.SchemaTree;
import org.gitversion.store.ObjectStore;
import org.gitversion.store.StoredTree;
import org.jspecify.annotations.Nullable;

/** Uncommitted changes that are put aside for a while. */
public final class Stash {
    private Stash() {}

    /**
     * Puts the uncommitted changes of a branch aside; its live schema becomes the head's state.
     *
     * @param database the gateway
     * @param branchName the branch
     * @param message what the stash is about, or null
     * @param using whether rows are moved to tables that are made again
     * @return the id of the stash
     * @throws GitVersionException UNKNOWN_BRANCH, SCHEMA_MISSING, NOTHING_TO_COMMIT when there are
     *     none, ROWS_AT_STAKE when they hold rows
     */
    public static int push(
            Database database, String branchName, @Nullable String message, Using using) {
        BranchChange change =
                BranchChange.open(database, branchName).deciding(Replay.NONE.with(using));
        Branch branch = change.branch();
        if (change.work().isClean()) {
            throw new GitVersionException(
                    ErrorCode.NOTHING_TO_COMMIT,
                    "branch \"" + branchName + "\" has no changes to put aside",
                    "Its schema equals its head.",
                    "gitversion.status(branch) shows what a stash would take in.");
        }
        Renames back = change.work().renames().inverse();
        requireNoRows(database, change, back);
        Commit head = new Commits(database).get(branch.headId());
        StoredTree tree = new ObjectStore(database, ObjectKinds.ALL).put(change.live().tree());
        Map<Path, Path> renames = change.work().renames().byOld();
        Integer id =
                database.number(
                        "INSERT INTO gitversion_internal.stashes (branch_id, base_commit_id,"
                            + " tree_hash, layout_hash, renames, message) VALUES (?::int4, ?::int4,"
                            + " ?::text, ?::text, jsonb_object(?::text[], ?::text[]), ?::text)"
                            + " RETURNING id",
                        branch.id(),
                        head.id(),
                        tree.treeHash(),
                        tree.layoutHash(),
                        new ArrayList<>(renames.keySet()),
                        new ArrayList<>(renames.values()),
                        message == null
                                ? "WIP on " + branchName + ": " + head.shortHash()
                                : "On " + branchName + ": " + message);
        change.migrate(
                "putting aside the changes of branch \"" + branchName + "\"",
                change.work().head(),
                back,
                head.id());
        DdlEvents.forget(database, branch.id());
        change.rememberHead(branch.headId(), change.work().head(), Renames.NONE);
        return id == null ? 0 : id;
    }

    /** A stash keeps no rows: what would take some along is refused. */
    private static void requireNoRows(Database database, BranchChange change, Renames back) {
        Map<Path, String> found =
                RowsAtStake.find(
                        database,
                        change.branch().schema(),
                        change.live().tree(),
                        change.work().head(),
                        back,
                        true);
        if (!found.isEmpty()) {
            throw new GitVersionException(
                    ErrorCode.ROWS_AT_STAKE,
                    "a stash of branch \"" + change.branch().name() + "\" would lose rows",
                    "Stashes keep no rows, and there are some in " + RowsAtStake.text(found) + ".",
                    "Commit the changes, on a branch of their own if need be, or remove the rows.");
        }
    }

    /**
     * Brings the changes put aside last back into the live schema, beside what was changed since.
     *
     * @param database the gateway
     * @param branchName the branch
     * @param using how values are converted that get another type, and kept that are dropped
     * @return the id of the stash, which is gone
     * @throws GitVersionException UNKNOWN_BRANCH, SCHEMA_MISSING, NO_STASH, MERGE_CONFLICT,
     *     UNFIT_CONVERSION, NOT_PARKED
     */
    public static int pop(Database database, String branchName, Using using) {
        return new AutoDecisions(database)
                .run(
                        Replay.NONE.with(using),
                        new AutoDecisions.Work() {
                            @Override
                            public int run(Decisions decisions) {
                                BranchChange change = BranchChange.open(database, branchName);
                                return pop(change.deciding(decisions), database);
                            }
                        });
    }

    static GitVersionException none(String branchName) {
        return new GitVersionException(
                ErrorCode.NO_STASH,
                "branch \"" + branchName + "\" has no stash",
                "Nothing of this branch was put aside, or all of it was brought back.",
                "gitversion.stash(branch) puts uncommitted changes aside.");
    }

    static int pop(BranchChange change, Database database) {
        String branchName = change.branch().name();
        Attempts.requireNone(database, change.branch());
        int id;
        int baseId;
        SchemaTree source;
        Renames renames;
        try (Rows rows =
                database.query(
                        "SELECT s.id, s.base_commit_id, s.tree_hash, s.layout_hash,"
                                + " ARRAY(SELECT r.key FROM jsonb_each_text(s.renames) r ORDER BY"
                                + " r.key), ARRAY(SELECT r.value FROM jsonb_each_text(s.renames) r"
                                + " ORDER BY r.key), s.message FROM gitversion.stashes s WHERE"
                                + " s.branch_id = ?::int4 ORDER BY s.id DESC LIMIT 1",
                        change.branch().id())) {
            if (!rows.next()) {
                throw none(branchName);
            }
            id = rows.integer(1);
            baseId = rows.integer(2);
            renames = Commits.renames(rows, 5);
            source =
                    new ObjectStore(database, ObjectKinds.ALL)
                            .load(rows.text(3), rows.textOrNull(4));
        }
        Commit base = new Commits(database).get(baseId);
        change.parkingUncommitted();
        change.merge(
                "bringing back stash " + id + " on branch \"" + branchName + "\"",
                change.tree(base),
                source,
                renames,
                change.since(base));
        change.requireUsed();
        change.parking().record(change.branch().headId(), null);
        change.rememberHead();
        change.writeEvents("STASH POP", null);
        database.update(
                "UPDATE gitversion_internal.removable_stashes SET is_removed = true WHERE id ="
                        + " ?::int4",
                id);
        return id;
    }
}

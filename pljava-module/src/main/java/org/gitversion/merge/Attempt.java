package org.gitversion.merge;

import org.gitversion.db.Rows;
import org.jspecify.annotations.Nullable;

/** A row of {@code merge_attempts}: something that was begun and may have conflicts. Immutable. */
final class Attempt {
    static final String COLUMNS =
            "a.id, a.operation, a.source_branch_id, a.target_branch_id, a.base_commit_id,"
                    + " a.source_commit_id, a.target_commit_id, a.strategy, a.status,"
                    + " a.metadata ->> 'source', a.metadata ->> 'message',"
                    + " a.metadata ->> 'fast_forward', (a.metadata -> 'squash')::bool,"
                    + " (a.metadata -> 'mainline')::int4, (a.metadata -> 'stash')::int4,"
                    + " a.metadata ->> 'tree', a.metadata ->> 'using', a.metadata ->> 'park'";

    final int id;
    final String operation;
    final @Nullable Integer sourceBranchId;
    final int targetBranchId;
    final @Nullable Integer baseId;
    final int sourceId;
    final int targetId;
    final String strategy;
    final String status;

    /** As the user wrote it. */
    final String source;

    final @Nullable String message;
    final String fastForward;
    final boolean isSquash;
    final @Nullable Integer mainline;

    /** The stash that is brought back. */
    final @Nullable Integer stashId;

    /** The hash of the live schema when it was begun, where that is not the head's. */
    final @Nullable String treeHash;

    /** How values are converted that get another type, as JSON. */
    final @Nullable String using;

    /** How long values are kept that are dropped. */
    final @Nullable String park;

    private Attempt(Rows rows) {
        id = rows.integer(1);
        operation = rows.text(2);
        sourceBranchId = rows.integerOrNull(3);
        targetBranchId = rows.integer(4);
        baseId = rows.integerOrNull(5);
        sourceId = rows.integer(6);
        targetId = rows.integer(7);
        strategy = rows.text(8);
        status = rows.text(9);
        String text = rows.textOrNull(10);
        source = text == null ? "" : text;
        message = rows.textOrNull(11);
        String forward = rows.textOrNull(12);
        fastForward = forward == null ? "auto" : forward;
        isSquash = rows.truth(13);
        mainline = rows.integerOrNull(14);
        stashId = rows.integerOrNull(15);
        treeHash = rows.textOrNull(16);
        using = rows.textOrNull(17);
        park = rows.textOrNull(18);
    }

    static Attempt of(Rows rows) {
        return new Attempt(rows);
    }

    boolean isMerge() {
        return operation.equals("merge");
    }

    boolean isStash() {
        return operation.equals("stash_pop");
    }
}

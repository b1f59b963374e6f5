package org.gitversion.history;

import org.gitversion.catalog.Mark;
import org.gitversion.db.Database;
import org.jspecify.annotations.Nullable;

/**
 * What tells which part of a branch's schema was changed since its head. There is a row where the
 * identities of the head are complete, with versions.
 */
final class BranchStates {
    private static final String INSERT =
            "INSERT INTO gitversion_internal.branch_states"
                    + " (branch_id, commit_id, cluster_id, horizon, counts, own)";

    private BranchStates() {}

    /** Whether the identities of a branch are those of a commit, with versions. */
    static boolean isKnown(Database database, int branchId, int commitId) {
        return database.number(
                        "SELECT 1 FROM gitversion.branch_states WHERE branch_id = ?::int4"
                                + " AND commit_id = ?::int4 AND cluster_id = "
                                + Identities.THIS_SERVER,
                        branchId,
                        commitId)
                != null;
    }

    /**
     * Notes that the head of a branch is what its schema was at some time.
     *
     * @param database the gateway
     * @param branchId the branch
     * @param commitId its head
     * @param mark what the catalogs said just before the schema was read, or null when the schema
     *     is not that of the head or was read without
     */
    static void write(Database database, int branchId, int commitId, @Nullable Mark mark) {
        database.update(
                INSERT
                        + " SELECT ?::int4, ?::int4, c.system_identifier, ?::xid8,"
                        + " ?::int8[], ?::xid[] FROM pg_control_system() c"
                        + " ON CONFLICT (branch_id) DO UPDATE"
                        + " SET commit_id = EXCLUDED.commit_id, cluster_id = EXCLUDED.cluster_id,"
                        + " horizon = EXCLUDED.horizon, counts = EXCLUDED.counts,"
                        + " own = EXCLUDED.own, command = NULL",
                branchId,
                commitId,
                mark == null ? null : mark.horizon(),
                mark == null ? null : mark.counts(),
                mark == null ? null : mark.own());
        noteCommand(database, branchId, mark);
    }

    /** The command that wrote the row is the last one that the transaction may have seen. */
    private static void noteCommand(Database database, int branchId, @Nullable Mark mark) {
        if (mark != null && !mark.own().equals("{}")) {
            database.update(
                    "UPDATE gitversion_internal.branch_states SET command = written_by"
                            + " WHERE branch_id = ?::int4",
                    branchId);
        }
    }

    /**
     * The same, if the identities are complete; else nothing is known of the branch.
     *
     * @param size how many objects the head has
     */
    static void write(
            Database database, int branchId, int commitId, @Nullable Mark mark, int size) {
        Integer known =
                database.number(
                        "SELECT count(*)::int4 FROM gitversion.object_identities"
                                + " WHERE branch_id = ?::int4 AND definition IS NOT NULL",
                        branchId);
        if (known != null && known == size) {
            write(database, branchId, commitId, mark);
        } else {
            database.update(
                    "UPDATE gitversion_internal.removable_branch_states SET is_removed = true WHERE"
                            + " branch_id = ?::int4",
                    branchId);
        }
    }

    /**
     * Notes the same of a clone of a branch whose objects are known in all their versions.
     *
     * @param mark null when the clone has more than these objects
     */
    static void copy(Database database, int origin, int branchId, @Nullable Mark mark) {
        database.update(
                INSERT
                        + " SELECT n.id, n.head_commit_id, s.cluster_id, ?::xid8, ?::int8[],"
                        + " ?::xid[]"
                        + " FROM gitversion.branches n, gitversion.branches o,"
                        + " gitversion.branch_states s"
                        + " WHERE n.id = ?::int4 AND o.id = ?::int4 AND s.branch_id = o.id"
                        + " AND s.commit_id = o.head_commit_id AND s.commit_id = n.head_commit_id"
                        + " AND (SELECT count(*) FROM gitversion.object_identities i"
                        + " WHERE i.branch_id = o.id) = (SELECT count(i.definition)"
                        + " FROM gitversion.object_identities i WHERE i.branch_id = n.id)",
                mark == null ? null : mark.horizon(),
                mark == null ? null : mark.counts(),
                mark == null ? null : mark.own(),
                branchId,
                origin);
        noteCommand(database, branchId, mark);
    }
}

package org.gitversion.history;

import org.gitversion.catalog.Mark;
import org.gitversion.db.Database;

/** What tells which part of a branch's schema was changed since its head. */
final class BranchStates {
    private BranchStates() {}

    /**
     * Notes that the head of a branch is what its schema was at some time.
     *
     * @param database the gateway
     * @param branchId the branch
     * @param commitId its head
     * @param mark what the catalogs said just before the schema was read
     */
    static void write(Database database, int branchId, int commitId, Mark mark) {
        database.update(
                "INSERT INTO gitversion.branch_states (branch_id, commit_id, cluster_id, horizon,"
                        + " counts) SELECT ?::int4, ?::int4, c.system_identifier, ?::xid8,"
                        + " ?::int8[] FROM pg_control_system() c ON CONFLICT (branch_id) DO UPDATE"
                        + " SET commit_id = EXCLUDED.commit_id, cluster_id = EXCLUDED.cluster_id,"
                        + " horizon = EXCLUDED.horizon, counts = EXCLUDED.counts",
                branchId,
                commitId,
                mark.horizon(),
                mark.counts());
    }
}

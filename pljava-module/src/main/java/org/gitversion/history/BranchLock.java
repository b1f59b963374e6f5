package org.gitversion.history;

import org.gitversion.db.Database;

/**
 * The lock of a branch, held until the transaction ends: rows of {@code gitversion.branch_locks},
 * which nobody can lock who may not change them. DDL inside of a branch takes it shared, by the
 * event triggers; whatever reads the live schema to record it, or changes it, takes it exclusively.
 */
public final class BranchLock {
    private BranchLock() {}

    /**
     * Waits until nobody else changes or records the branch.
     *
     * @param database the gateway
     * @param branchId the branch
     */
    public static void exclude(Database database, int branchId) {
        database.value("SELECT gitversion_internal.lock_alone(?::int4)::text", branchId);
    }

    /**
     * Makes the lock of a new branch and takes it.
     *
     * @param database the gateway
     * @param branchId the branch, which nobody else knows of yet
     */
    static void create(Database database, int branchId) {
        database.update(
                "INSERT INTO gitversion_internal.new_branch_locks (branch_id, is_queue)"
                        + " VALUES (?::int4, false), (?::int4, true)",
                branchId,
                branchId);
        exclude(database, branchId);
    }
}

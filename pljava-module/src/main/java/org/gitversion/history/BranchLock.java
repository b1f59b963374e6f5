package org.gitversion.history;

import org.gitversion.db.Database;
import org.gitversion.store.StoreLock;

/**
 * The advisory lock of a branch, held until the transaction ends. Its keys are {@link
 * StoreLock#CLASS} and the id of the branch. DDL inside of a branch takes it shared; whatever reads
 * the live schema to record it, or changes it, takes it exclusively.
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
        database.value(
                "SELECT pg_advisory_xact_lock(?::int4, ?::int4)::text", StoreLock.CLASS, branchId);
    }

    /**
     * Waits until nobody else records the branch; others may change it as well.
     *
     * @param database the gateway
     * @param branchId the branch
     */
    public static void share(Database database, int branchId) {
        database.value(
                "SELECT pg_advisory_xact_lock_shared(?::int4, ?::int4)::text",
                StoreLock.CLASS,
                branchId);
    }
}

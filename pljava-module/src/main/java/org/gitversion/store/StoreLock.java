package org.gitversion.store;

import org.gitversion.db.Database;

/**
 * The advisory lock between those who store and those who remove what nobody refers to. The lock
 * has two keys: {@link #CLASS}, which all locks of gitversion have in common, and 0; locks of
 * branches have the branch's id instead, which is at least 1.
 */
public final class StoreLock {
    /** The first key of every advisory lock of gitversion: the letters gitv. */
    public static final int CLASS = 0x67697476;

    private StoreLock() {}

    /**
     * Keeps others from removing anything until the transaction ends.
     *
     * @param database the gateway
     */
    public static void share(Database database) {
        database.value("SELECT pg_advisory_xact_lock_shared(?::int4, 0)::text", CLASS);
    }

    /**
     * Keeps others from storing and removing anything until the transaction ends.
     *
     * @param database the gateway
     */
    public static void exclude(Database database) {
        database.value("SELECT pg_advisory_xact_lock(?::int4, 0)::text", CLASS);
    }
}

package org.gitversion.store;

import org.gitversion.db.Database;

/**
 * The lock between those who store and those who remove what nobody refers to; as a lock it is that
 * of a branch with the id 0.
 */
public final class StoreLock {
    private StoreLock() {}

    /**
     * Keeps others from removing anything until the transaction ends.
     *
     * @param database the gateway
     */
    public static void share(Database database) {
        database.value("SELECT gitversion_internal.share_store()::text");
    }

    /**
     * Keeps others from storing and removing anything until the transaction ends.
     *
     * @param database the gateway
     */
    public static void exclude(Database database) {
        database.value("SELECT gitversion_internal.lock_alone(0)::text");
    }
}

package org.gitversion.catalog;

import org.jspecify.annotations.Nullable;

/** The identity PostgreSQL gives an object: catalog, oid, and column number or 0. */
public final class Address {
    private final long classId;
    private final long objectId;
    private final int subId;

    /**
     * Makes an address.
     *
     * @param classId oid of the catalog
     * @param objectId oid in that catalog
     * @param subId number of the column, or 0
     */
    public Address(long classId, long objectId, int subId) {
        this.classId = classId;
        this.objectId = objectId;
        this.subId = subId;
    }

    /**
     * Returns the oid of the catalog.
     *
     * @return for example that of pg_class
     */
    public long classId() {
        return classId;
    }

    /**
     * Returns the oid of the object.
     *
     * @return the oid in its catalog
     */
    public long objectId() {
        return objectId;
    }

    /**
     * Returns the number of the column.
     *
     * @return 0 for whole objects
     */
    public int subId() {
        return subId;
    }

    /**
     * Returns the address of the whole object.
     *
     * @return this address with sub id 0
     */
    public Address whole() {
        return subId == 0 ? this : new Address(classId, objectId, 0);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Address
                && ((Address) other).objectId == objectId
                && ((Address) other).classId == classId
                && ((Address) other).subId == subId;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(objectId * 1600 + subId) * 31 + Long.hashCode(classId);
    }

    @Override
    public String toString() {
        return classId + "/" + objectId + "/" + subId;
    }
}

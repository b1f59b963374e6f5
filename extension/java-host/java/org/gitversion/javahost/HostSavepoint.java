package org.gitversion.javahost;

import java.sql.Savepoint;

/** A savepoint of the call that set it. */
final class HostSavepoint implements Savepoint {
    final long id;
    private final String name;

    HostSavepoint(long id, String name) {
        this.id = id;
        this.name = name;
    }

    @Override
    public int getSavepointId() {
        return (int) id;
    }

    @Override
    public String getSavepointName() {
        return name;
    }
}

package org.gitversion.javahost;

import java.sql.Connection;
import java.util.function.Supplier;

/** The default connection without the cost of {@code DriverManager}'s search for drivers. */
public final class DefaultConnection implements Supplier<Connection> {
    private static final Connection CONNECTION = new HostConnection();

    /** Public, for reflection: code need not be compiled against this class. */
    public DefaultConnection() {}

    /**
     * The connection to the calling session.
     *
     * @return always the same object
     */
    @Override
    public Connection get() {
        return CONNECTION;
    }

    static Connection connection() {
        return CONNECTION;
    }
}

package org.gitversion.javahost;

import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.util.Properties;
import java.util.logging.Logger;

/** {@code DriverManager.getConnection("jdbc:default:connection")}. */
public final class HostDriver implements Driver {
    private static final String URL = "jdbc:default:connection";

    static {
        try {
            DriverManager.registerDriver(new HostDriver());
        } catch (SQLException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** Public, for the service loader. */
    public HostDriver() {}

    @Override
    public Connection connect(String url, Properties info) {
        return acceptsURL(url) ? DefaultConnection.connection() : null;
    }

    @Override
    public boolean acceptsURL(String url) {
        return url != null
                && url.startsWith(URL)
                && (url.length() == URL.length() || url.charAt(URL.length()) == ':');
    }

    @Override
    public DriverPropertyInfo[] getPropertyInfo(String url, Properties info) {
        return new DriverPropertyInfo[0];
    }

    @Override
    public int getMajorVersion() {
        return 0;
    }

    @Override
    public int getMinorVersion() {
        return 1;
    }

    @Override
    public boolean jdbcCompliant() {
        return false;
    }

    @Override
    public Logger getParentLogger() {
        throw Host.unsupported("Driver.getParentLogger");
    }
}

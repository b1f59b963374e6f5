package org.gitversion.test.support;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * One database of a {@link Cluster}, with a session of the superuser that stays open between calls
 * (the Java virtual machine starts once a session), in autocommit mode.
 */
public final class Database implements AutoCloseable {
    /** Asks whether the session has started a Java virtual machine. */
    public static final String JVM_LOADED =
            "SELECT pg_read_file('/proc/self/maps') LIKE '%libjvm%'";

    private final Cluster cluster;
    private final String name;
    private Connection session;

    Database(Cluster cluster, String name) {
        this.cluster = cluster;
        this.name = name;
    }

    /** The cluster it belongs to. */
    public Cluster cluster() {
        return cluster;
    }

    /** Its name. */
    public String name() {
        return name;
    }

    /** The session that the other methods use. */
    public synchronized Connection session() {
        try {
            if (session == null || session.isClosed()) {
                session = cluster.connect(name);
            }
            return session;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The same database in a session of its own; the caller closes it. */
    public Database again() {
        return new Database(cluster, name);
    }

    /** Opens another session of the superuser; the caller closes it. */
    public Connection connect() {
        return cluster.connect(name);
    }

    /** Opens another session of that user; the caller closes it. */
    public Connection connect(String user) {
        return cluster.connect(name, user);
    }

    /** Executes statements, each of which may be a script, one after the other. */
    public void execute(String... scripts) throws SQLException {
        try (Statement statement = session().createStatement()) {
            for (String script : scripts) {
                statement.execute(script);
            }
        }
    }

    /** All rows of a query: each value as PostgreSQL's text, null for NULL. */
    public List<List<String>> rows(String sql, Object... parameters) throws SQLException {
        try (PreparedStatement statement = session().prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            try (ResultSet result = statement.executeQuery()) {
                return read(result);
            }
        }
    }

    /** The first column of all rows of a query. */
    public List<String> column(String sql, Object... parameters) throws SQLException {
        List<String> values = new ArrayList<>();
        for (List<String> row : rows(sql, parameters)) {
            values.add(row.get(0));
        }
        return values;
    }

    /** The only value of a query that has one row of one column, as text. */
    public String value(String sql, Object... parameters) throws SQLException {
        List<List<String>> rows = rows(sql, parameters);
        if (rows.size() != 1 || rows.get(0).size() != 1) {
            throw new IllegalStateException("not one value: " + rows + " from " + sql);
        }
        return rows.get(0).get(0);
    }

    /** Runs a script in psql, stopping at the first error; returns exit status and output. */
    public Shell.Result psql(String script, String... arguments) {
        return cluster.psql(name, script, arguments);
    }

    /** What pg_dump writes about this database. */
    public String pgDump(String... arguments) {
        return cluster.pgDump(name, arguments);
    }

    /** Ends all sessions and drops it. */
    public void drop() {
        close();
        cluster.dropDatabase(name);
    }

    @Override
    public synchronized void close() {
        try {
            if (session != null) {
                session.close();
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<List<String>> read(ResultSet result) throws SQLException {
        int columns = result.getMetaData().getColumnCount();
        List<List<String>> rows = new ArrayList<>();
        while (result.next()) {
            List<String> row = new ArrayList<>();
            for (int i = 1; i <= columns; i++) {
                row.add(result.getString(i));
            }
            rows.add(Collections.unmodifiableList(row));
        }
        return rows;
    }
}

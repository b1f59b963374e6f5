package org.gitversion.javahost;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;

/** The calling session as a connection; what it does not offer throws 0A000. */
final class HostConnection extends UnsupportedConnection {

    private static final int MOST_TEXTS = 1_000;

    private final Map<String, SqlText> texts = new HashMap<>();

    @Override
    public Statement createStatement() {
        return new HostStatement();
    }

    @Override
    public PreparedStatement prepareStatement(String sql) throws SQLException {
        SqlText text = texts.get(sql);
        if (text == null) {
            text = new SqlText(sql);
            if (texts.size() >= MOST_TEXTS) {
                texts.clear();
            }
            texts.put(sql, text);
        }
        return new HostPreparedStatement(text);
    }

    @Override
    public String nativeSQL(String sql) throws SQLException {
        return new SqlText(sql).text();
    }

    @Override
    public Savepoint setSavepoint() throws SQLException {
        return setSavepoint(null);
    }

    @Override
    public Savepoint setSavepoint(String name) throws SQLException {
        byte[] reply = Host.call(Host.SAVEPOINT, 0, 0, null);
        return new HostSavepoint(Block.longAt(reply, 0), name);
    }

    @Override
    public void releaseSavepoint(Savepoint savepoint) throws SQLException {
        Host.call(Host.RELEASE, own(savepoint), 0, null);
    }

    @Override
    public void rollback(Savepoint savepoint) throws SQLException {
        Host.call(Host.ROLLBACK, own(savepoint), 0, null);
    }

    private static long own(Savepoint savepoint) throws SQLException {
        if (savepoint instanceof HostSavepoint) {
            return ((HostSavepoint) savepoint).id;
        }
        throw new SQLException("not a savepoint of this connection", "3B001");
    }

    /** Nothing: the session outlives the call. */
    @Override
    public void close() {}

    @Override
    public boolean isClosed() {
        return false;
    }

    @Override
    public boolean getAutoCommit() {
        return false;
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return type.isInstance(this);
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        if (!type.isInstance(this)) {
            throw Host.unsupported("unwrap to " + type.getName());
        }
        return type.cast(this);
    }
}

package org.gitversion.javahost;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;

/** Runs SQL text; one result set is open at a time. */
class HostStatement extends UnsupportedStatement {
    private HostResultSet result;
    private long count = -1;
    private int fetchSize = 1000;
    private ArrayList<String> batch;

    @Override
    public boolean execute(String sql) throws SQLException {
        SqlText text = new SqlText(sql);
        if (text.parameters() > 0) {
            throw new SQLException("statement text has parameters: prepare it", "07001");
        }
        return run(Host.EXECUTE, new Block().putText(text.text()));
    }

    /** One request whose reply is a cursor or a count. */
    final boolean run(int operation, Block request) throws SQLException {
        closeResult();
        count = -1;
        byte[] reply = Host.call(operation, 0, 0, request.toBytes());
        if (reply[0] == 'Q') {
            result = new HostResultSet(this, reply, fetchSize);
            return true;
        }
        count = Block.longAt(reply, 1);
        return false;
    }

    private void closeResult() throws SQLException {
        HostResultSet open = result;
        result = null;
        if (open != null) {
            open.close();
        }
    }

    @Override
    public ResultSet executeQuery(String sql) throws SQLException {
        execute(sql);
        return result;
    }

    @Override
    public int executeUpdate(String sql) throws SQLException {
        execute(sql);
        return getUpdateCount();
    }

    @Override
    public ResultSet getResultSet() {
        return result;
    }

    @Override
    public int getUpdateCount() throws SQLException {
        if (count > Integer.MAX_VALUE) {
            throw new SQLException("row count " + count + " does not fit an int", "22003");
        }
        return (int) count;
    }

    @Override
    public long getLargeUpdateCount() {
        return count;
    }

    @Override
    public boolean getMoreResults() {
        return false;
    }

    @Override
    public void addBatch(String sql) throws SQLException {
        if (batch == null) {
            batch = new ArrayList<>();
        }
        batch.add(sql);
    }

    @Override
    public void clearBatch() {
        batch = null;
    }

    @Override
    public int[] executeBatch() throws SQLException {
        int size = batch == null ? 0 : batch.size();
        int[] counts = new int[size];
        for (int i = 0; i < size; i++) {
            counts[i] = execute(batch.get(i)) ? SUCCESS_NO_INFO : getUpdateCount();
        }
        batch = null;
        return counts;
    }

    @Override
    public void setFetchSize(int rows) throws SQLException {
        if (rows < 0) {
            throw new SQLException("fetch size must not be negative", "22023");
        }
        fetchSize = rows == 0 ? 1000 : rows;
    }

    @Override
    public int getFetchSize() {
        return fetchSize;
    }

    @Override
    public Connection getConnection() {
        return DefaultConnection.connection();
    }

    @Override
    public void close() throws SQLException {
        batch = null;
        closeResult();
    }

    final void forget(HostResultSet closed) {
        if (closed == result) {
            result = null;
        }
    }
}

package org.gitversion.javahost;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;

/**
 * A statement with parameters. As in PL/Java the setter, not the statement, decides a parameter's
 * SQL type; parameters are cleared by each execution.
 */
final class HostPreparedStatement extends UnsupportedPreparedStatement {
    private final SqlText sql;
    private final Parameter[] parameters;
    private ArrayList<Parameter[]> batch;

    HostPreparedStatement(SqlText sql) {
        this.sql = sql;
        parameters = new Parameter[sql.parameters()];
    }

    private void set(int index, char type, Object value) throws SQLException {
        if (index < 1 || index > parameters.length) {
            throw new SQLException(
                    "parameter "
                            + index
                            + " does not exist: the statement has "
                            + parameters.length,
                    "07009");
        }
        parameters[index - 1] = new Parameter(type, value);
    }

    private static void putAll(Block block, Parameter[] row) throws SQLException {
        for (Parameter parameter : row) {
            parameter.putValue(block);
        }
    }

    private Block request(Parameter[] types) throws SQLException {
        Block block = new Block().putText(sql.text()).putShort(types.length);
        for (int i = 0; i < types.length; i++) {
            if (types[i] == null) {
                throw new SQLException(
                        "Not all parameters have been set: parameter " + (i + 1) + " is missing",
                        "07001");
            }
            types[i].putType(block);
        }
        return block;
    }

    private void clear() {
        for (int i = 0; i < parameters.length; i++) {
            parameters[i] = null;
        }
    }

    @Override
    public boolean execute() throws SQLException {
        Block block = request(parameters);
        putAll(block, parameters);
        clear();
        return run(Host.PREPARED, block);
    }

    @Override
    public ResultSet executeQuery() throws SQLException {
        execute();
        return getResultSet();
    }

    @Override
    public int executeUpdate() throws SQLException {
        execute();
        return getUpdateCount();
    }

    @Override
    public boolean execute(String text) {
        throw Host.unsupported("PreparedStatement.execute(String)");
    }

    @Override
    public void addBatch() throws SQLException {
        request(parameters);
        if (batch == null) {
            batch = new ArrayList<>();
        }
        batch.add(parameters.clone());
        clear();
    }

    @Override
    public void addBatch(String text) {
        throw Host.unsupported("PreparedStatement.addBatch(String)");
    }

    @Override
    public void clearBatch() {
        batch = null;
    }

    @Override
    public void close() throws SQLException {
        batch = null;
        clear();
        super.close();
    }

    /** All rows of the batch in one request; their types are those of the first. */
    @Override
    public int[] executeBatch() throws SQLException {
        int size = batch == null ? 0 : batch.size();
        int[] counts = new int[size];
        if (size == 0) {
            return counts;
        }
        Block block = request(batch.get(0)).putInt(size);
        for (Parameter[] row : batch) {
            for (int i = 0; i < row.length; i++) {
                if (!row[i].sameType(batch.get(0)[i])) {
                    throw new SQLException(
                            "parameter " + (i + 1) + " has different types in one batch", "07006");
                }
            }
            putAll(block, row);
        }
        batch = null;
        byte[] reply = Host.call(Host.BATCH, 0, 0, block.toBytes());
        for (int i = 0; i < size; i++) {
            counts[i] = (int) Math.min(Integer.MAX_VALUE, Block.longAt(reply, 8 * i));
        }
        return counts;
    }

    @Override
    public void clearParameters() {
        clear();
    }

    @Override
    public void setString(int index, String value) throws SQLException {
        set(index, Parameter.TEXT, value);
    }

    @Override
    public void setInt(int index, int value) throws SQLException {
        set(index, Parameter.INT4, value);
    }

    @Override
    public void setLong(int index, long value) throws SQLException {
        set(index, Parameter.INT8, value);
    }

    @Override
    public void setShort(int index, short value) throws SQLException {
        set(index, Parameter.INT2, value);
    }

    @Override
    public void setBoolean(int index, boolean value) throws SQLException {
        set(index, Parameter.BOOL, value);
    }

    @Override
    public void setDouble(int index, double value) throws SQLException {
        set(index, Parameter.FLOAT8, value);
    }

    @Override
    public void setBigDecimal(int index, BigDecimal value) throws SQLException {
        set(index, Parameter.NUMERIC, value);
    }

    @Override
    public void setBytes(int index, byte[] value) throws SQLException {
        set(index, Parameter.BYTEA, value);
    }

    @Override
    public void setNull(int index, int type) throws SQLException {
        set(index, Parameter.typeOf(type), null);
    }

    /** The one way to give a parameter a type by name; its value is null. */
    @Override
    public void setNull(int index, int type, String typeName) throws SQLException {
        if (typeName == null || typeName.isEmpty()) {
            throw new SQLException("type name is missing", "22004");
        }
        set(index, Parameter.NAMED, typeName);
    }

    @Override
    public void setObject(int index, Object value) throws SQLException {
        if (value == null) {
            throw new SQLException("Can't assign null unless the SQL type is known", "22004");
        }
        set(index, Parameter.typeOf(value), value);
    }

    @Override
    public void setObject(int index, Object value, int type) throws SQLException {
        if (value == null) {
            setNull(index, type);
            return;
        }
        if (type != Types.OTHER
                && type != Types.ARRAY
                && Parameter.typeOf(type) != Parameter.typeOf(value)) {
            throw new SQLException(
                    "a "
                            + value.getClass().getName()
                            + " cannot be a parameter of JDBC type "
                            + type,
                    "07006");
        }
        setObject(index, value);
    }
}

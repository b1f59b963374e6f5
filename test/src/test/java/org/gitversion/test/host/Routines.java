package org.gitversion.test.host;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** What the tests of the Java host call inside the server. Uses only what both hosts offer. */
public final class Routines extends RoutinesData {
    private static int state;

    private Routines() {}

    public static boolean sameBoolean(boolean value) {
        return value;
    }

    public static int sameInt(int value) {
        return value;
    }

    public static Integer twice(int value) {
        return 2 * value;
    }

    public static Integer sameInteger(Integer value) {
        return value;
    }

    public static long sameLong(long value) {
        return value;
    }

    public static double sameDouble(double value) {
        return value;
    }

    public static String sameText(String value) {
        return value;
    }

    public static byte[] sameBytes(byte[] value) {
        return value;
    }

    public static String[] sameTexts(String[] value) {
        return value;
    }

    public static void nothing() {}

    static String hidden() {
        return "not public";
    }

    public static Iterator<String> count(int rows) {
        List<String> list = new ArrayList<>();
        for (int i = 1; i <= rows; i++) {
            list.add("row " + i);
        }
        return list.iterator();
    }

    /** Rows that are read from the connection while the server asks for them. */
    public static Iterator<String> stream(String sql) throws SQLException {
        ResultSet result = connection().createStatement().executeQuery(sql);
        return new Iterator<>() {
            private boolean ready;
            private boolean row;

            @Override
            public boolean hasNext() {
                try {
                    row = ready ? row : result.next();
                    ready = true;
                    return row;
                } catch (SQLException e) {
                    throw new IllegalStateException(e);
                }
            }

            @Override
            public String next() {
                hasNext();
                ready = false;
                try {
                    return result.getString(1);
                } catch (SQLException e) {
                    throw new IllegalStateException(e);
                }
            }
        };
    }

    public static int next() {
        return ++state;
    }

    /** The first column of the first row, or null. */
    public static String query(String sql) throws SQLException {
        try (Statement statement = connection().createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            return result != null && result.next() ? result.getString(1) : null;
        }
    }

    public static int execute(String sql) throws SQLException {
        try (Statement statement = connection().createStatement()) {
            statement.execute(sql);
            return statement.getUpdateCount();
        }
    }

    /** Reads every cell of a query; returns rows, and the sum of the lengths of its texts. */
    public static String fetch(String sql) throws SQLException {
        try (Statement statement = connection().createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            long rows = 0;
            long length = 0;
            while (result.next()) {
                rows++;
                result.getInt(1);
                String text = result.getString(2);
                length += text == null ? 0 : text.length();
            }
            return rows + "/" + length;
        }
    }

    /** Runs a statement, swallows its error, and goes on after a rollback to a savepoint. */
    public static String attempt(String sql) throws SQLException {
        Connection connection = connection();
        Savepoint savepoint = connection.setSavepoint();
        String outcome;
        try {
            outcome = "done: " + query(sql);
        } catch (SQLException e) {
            connection.rollback(savepoint);
            outcome = "caught " + e.getSQLState() + ": " + e.getMessage();
        }
        connection.releaseSavepoint(savepoint);
        return outcome + ", then " + query("SELECT 'alive'");
    }

    /** Swallows an error against the rules: no rollback follows. */
    public static String swallow(String sql) {
        try {
            query(sql);
        } catch (SQLException e) {
            return "swallowed";
        }
        return "no error";
    }

    /** Goes on after an error without rolling back: the second statement must be refused. */
    public static String goOn(String sql) throws SQLException {
        try {
            query(sql);
        } catch (SQLException e) {
            return query("SELECT 'went on'");
        }
        return "no error";
    }

    public static String leaveSavepointOpen(String sql, boolean fail) throws SQLException {
        Connection connection = connection();
        connection.setSavepoint();
        execute(sql);
        connection.setSavepoint();
        execute(sql);
        if (fail) {
            throw new SQLException("left open", "VC042");
        }
        return "left open";
    }

    /** Statement, savepoint, statement, rollback, statement: the middle one must be gone. */
    public static int savepoints(String first, String second, String third) throws SQLException {
        Connection connection = connection();
        execute(first);
        Savepoint outer = connection.setSavepoint();
        Savepoint inner = connection.setSavepoint();
        execute(second);
        connection.rollback(outer);
        try {
            connection.releaseSavepoint(inner);
            throw new IllegalStateException("a savepoint that was rolled back is still there");
        } catch (SQLException e) {
            connection.rollback(outer);
        }
        execute(third);
        connection.releaseSavepoint(outer);
        return 3;
    }

    /** Calls itself through SQL and PL/pgSQL; at depth 0 runs a statement. */
    public static String nest(int depth, String last, boolean guard) throws SQLException {
        if (depth == 0) {
            return query(last);
        }
        Connection connection = connection();
        Savepoint savepoint = guard ? connection.setSavepoint() : null;
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT nest_plpgsql(?::int4, ?::text, ?::bool)")) {
            statement.setInt(1, depth - 1);
            statement.setString(2, last);
            statement.setBoolean(3, guard);
            String result;
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                result = rows.getString(1);
            }
            if (savepoint != null) {
                connection.releaseSavepoint(savepoint);
            }
            return "<" + result + ">";
        } catch (SQLException e) {
            if (savepoint == null) {
                throw e;
            }
            connection.rollback(savepoint);
            connection.releaseSavepoint(savepoint);
            return "{" + e.getSQLState() + "@" + depth + "}" + query("SELECT 'ok'");
        }
    }

    public static String raise(String message, String sqlState) throws SQLException {
        throw new SQLException(message, sqlState);
    }

    public static String fail(String message) {
        throw new IllegalStateException(message);
    }

    /** Computes for ever. Where {@code stubborn}, what it is stopped with is swallowed 20 times. */
    public static long loop(boolean stubborn) {
        long sum = 0;
        int swallowed = 0;
        while (true) {
            try {
                for (long i = 0; ; i++) {
                    sum += i ^ sum;
                }
            } catch (Error e) {
                if (!stubborn || ++swallowed > 20) {
                    throw e;
                }
            }
        }
    }

    public static void sleep(int seconds) throws InterruptedException {
        Thread.sleep(1000L * seconds);
    }

    /** Runs a statement again and again; swallows errors where {@code stubborn}. */
    public static void queryLoop(String sql, boolean stubborn) throws SQLException {
        while (true) {
            try {
                query(sql);
            } catch (SQLException e) {
                if (!stubborn) {
                    throw e;
                }
            }
        }
    }

    /**
     * Runs a statement that gets cancelled, tries to roll back and to return as if all were well.
     */
    public static String swallowCancel(String sql) throws SQLException {
        Connection connection = connection();
        Savepoint savepoint = connection.setSavepoint();
        try {
            query(sql);
        } catch (SQLException e) {
            try {
                connection.rollback(savepoint);
                connection.releaseSavepoint(savepoint);
            } catch (SQLException refused) {
                return "refused";
            }
        }
        return "swallowed";
    }

    public static int recurse(int depth) {
        return depth == 0 ? 0 : 1 + recurse(depth - 1);
    }

    public static int recurseForEver(int depth) {
        return recurseForEver(depth + 1) + 1;
    }

    /** Runs a statement where hardly any stack is left. */
    public static String queryOnLastStack(String sql) throws SQLException {
        try {
            return queryOnLastStack(sql) + "";
        } catch (StackOverflowError e) {
            return query(sql);
        }
    }

    /**
     * Reads a result set on, while an error is rolled back to a savepoint set after it was opened.
     */
    public static String readAcrossRollback(String rows, String failing) throws SQLException {
        Connection connection = connection();
        StringBuilder read = new StringBuilder();
        try (Statement statement = connection.createStatement()) {
            statement.setFetchSize(2);
            try (ResultSet result = statement.executeQuery(rows)) {
                while (result.next()) {
                    read.append(result.getString(1));
                    Savepoint savepoint = connection.setSavepoint();
                    try {
                        query(failing);
                    } catch (SQLException e) {
                        connection.rollback(savepoint);
                        read.append('!');
                    }
                    connection.releaseSavepoint(savepoint);
                }
            }
        }
        return read.toString();
    }

    private static ResultSet kept;

    /** Opens a result set and leaves it open; {@link #readKept} is to fail. */
    public static void keep(String sql) throws SQLException {
        kept = connection().createStatement().executeQuery(sql);
        kept.next();
    }

    public static String readKept() throws SQLException {
        while (kept.next()) {
            kept.getString(1);
        }
        return "read";
    }

    private static Savepoint keptSavepoint;

    /** Sets a savepoint and has SQL call {@link #releaseKept}, which must not find it. */
    public static String keepSavepoint(String sql) throws SQLException {
        keptSavepoint = connection().setSavepoint();
        try {
            query(sql);
            return "released by another call";
        } catch (SQLException e) {
            connection().rollback(keptSavepoint);
            return e.getSQLState();
        } finally {
            connection().releaseSavepoint(keptSavepoint);
        }
    }

    public static void releaseKept() throws SQLException {
        connection().releaseSavepoint(keptSavepoint);
    }

    /** Many different prepared statements, some of them while another is running. */
    public static long differentStatements(int count) throws SQLException {
        long sum = 0;
        for (int i = 0; i < count; i++) {
            sum += sum("SELECT ?::int4 + " + i, 1);
        }
        return sum;
    }

    /** A character that not every server encoding has, in an exception or as the result. */
    public static String character(int codePoint, boolean fail) {
        String text = new String(Character.toChars(codePoint));
        if (fail) {
            throw new IllegalStateException("<" + text + ">");
        }
        return text;
    }

    /** Fills the heap. */
    public static int exhaustMemory() {
        List<long[]> hoard = new ArrayList<>();
        while (true) {
            hoard.add(new long[1 << 20]);
        }
    }

    public static void exit(int status) {
        System.exit(status);
    }

    public static void halt(int status) {
        Runtime.getRuntime().halt(status);
    }

    /** What a thread other than the server's gets when it uses the connection. */
    public static String fromOtherThread() throws SQLException, InterruptedException {
        Connection connection = connection();
        String[] outcome = new String[1];
        Thread thread =
                new Thread(
                        () -> {
                            try (Statement statement = connection.createStatement()) {
                                statement.execute("SELECT 1");
                                outcome[0] = "ran";
                            } catch (SQLException e) {
                                outcome[0] = e.getMessage();
                            }
                        });
        thread.start();
        thread.join();
        return outcome[0];
    }

    public static void print(String line) {
        System.out.println(line);
        System.err.println(line);
    }
}

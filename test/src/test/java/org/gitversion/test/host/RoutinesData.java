package org.gitversion.test.host;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The part of {@link Routines} that is about parameters and values. */
public class RoutinesData {
    RoutinesData() {}

    static Connection connection() throws SQLException {
        return DriverManager.getConnection("jdbc:default:connection");
    }

    /** Inserts numbers in one batch; returns the sum of the update counts. */
    public static int insertBatch(String sql, int rows) throws SQLException {
        try (PreparedStatement statement = connection().prepareStatement(sql)) {
            for (int i = 0; i < rows; i++) {
                statement.setInt(1, i);
                statement.addBatch();
            }
            return Arrays.stream(statement.executeBatch()).sum();
        }
    }

    /** One prepared statement, executed again and again. */
    public static long sum(String sql, int times) throws SQLException {
        long sum = 0;
        try (PreparedStatement statement = connection().prepareStatement(sql)) {
            for (int i = 0; i < times; i++) {
                statement.setInt(1, i);
                try (ResultSet result = statement.executeQuery()) {
                    result.next();
                    sum += result.getInt(1);
                }
            }
        }
        return sum;
    }

    /** What a text parameter and a text column make of a value. */
    public static String echo(String sql, String value) throws SQLException {
        try (PreparedStatement statement = connection().prepareStatement(sql)) {
            statement.setString(1, value);
            try (ResultSet result = statement.executeQuery()) {
                result.next();
                return result.getString(1);
            }
        }
    }

    public static String nul() {
        return "a\0b";
    }

    public static String loneSurrogate() {
        return "a\uD83Db";
    }

    /** The class and the text of every column of the first row. */
    public static String[] classes(String sql) throws SQLException {
        try (Statement statement = connection().createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            List<String> found = new ArrayList<>();
            for (int i = 1; i <= 20; i++) {
                Object value;
                try {
                    value = result.getObject(i);
                } catch (SQLException e) {
                    break;
                }
                found.add(show(value));
            }
            return found.toArray(new String[0]);
        }
    }

    /** Every kind of array parameter that both hosts take, and what comes back. */
    public static String arrays() throws SQLException {
        String sql = "SELECT ?::int4[], ?::int8[], ?::bool[], ?::text[], ?::bytea[], ?::text[]";
        try (PreparedStatement statement = connection().prepareStatement(sql)) {
            statement.setObject(1, new int[] {1, -2});
            statement.setObject(2, new long[] {1L << 40});
            statement.setObject(3, new boolean[] {true, false});
            statement.setString(4, "{a,\"b\\\"c\",NULL}");
            statement.setString(5, "{\"\\\\x00ff\",NULL}");
            statement.setNull(6, java.sql.Types.VARCHAR);
            try (ResultSet result = statement.executeQuery()) {
                result.next();
                StringBuilder found = new StringBuilder();
                for (int i = 1; i <= 6; i++) {
                    found.append(show(result.getObject(i))).append(';');
                }
                return found.append(result.wasNull()).toString();
            }
        }
    }

    private static String show(Object value) {
        if (value == null) {
            return "null";
        }
        String name = value.getClass().getSimpleName();
        if (value instanceof byte[] bytes) {
            return name + " " + Arrays.toString(bytes);
        }
        return name + " " + (value instanceof Object[] array ? Arrays.deepToString(array) : value);
    }
}

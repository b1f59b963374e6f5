package org.gitversion.db;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Supplier;
import org.gitversion.error.ErrorCode;
import org.gitversion.error.GitVersionException;
import org.jspecify.annotations.Nullable;

/**
 * The thin gateway to the server the code runs in. All statements go through here; results are
 * always fetched, because a query on the default connection does nothing before its first row is.
 *
 * <p>Statements are parsed on the search path {@code pg_catalog, pg_temp} that the SQL functions of
 * gitversion set; {@link #searchPath} changes it until the function returns.
 */
public final class Database {
    /** The search path on which the statements of gitversion itself are parsed. */
    public static final String OWN_PATH = "pg_catalog, pg_temp";

    private static final String AS_ROLE =
            "SELECT a[1], a[2] FROM gitversion_internal.attempt_as(?::pg_catalog.text,"
                    + " ?::pg_catalog.text, ?::pg_catalog.bool) AS a";

    /** The version of this code. The extension of the database has to be of the same. */
    public static final String VERSION = "0.2.0";

    private static @Nullable Connection cached;

    /** Whether the extension was of this version when this session asked. */
    private static boolean fits;

    /** Whether the host's savepoints leave the server's resource owner as it was. */
    private static boolean keepsOwner;

    private int trials;

    private static @Nullable String schemaAtWork;

    private final Connection connection;
    private boolean trusting;

    private Database(Connection connection) {
        this.connection = connection;
    }

    /** Work to be done inside a subtransaction. */
    public interface Work<T> {
        /**
         * Does the work.
         *
         * @return the result
         */
        T run();
    }

    /**
     * Opens the default connection. The first time in a session it looks at how Java is set up.
     *
     * @return the gateway
     * @throws GitVersionException OTHER_VERSION, or VC022 where recursion could crash the server
     */
    public static Database open() {
        Database database = unchecked();
        if (!fits) {
            requireVersion(
                    database.value(
                            "SELECT e.extversion FROM pg_catalog.pg_extension e"
                                    + " WHERE e.extname = 'gitversion'"));
            database.value("SELECT gitversion_internal.require_java_stack()::text");
            fits = true;
        }
        return database;
    }

    /**
     * Checks that the database has the SQL that this code belongs to.
     *
     * @param version the version of the extension
     * @throws GitVersionException OTHER_VERSION when it is another one
     */
    public static void requireVersion(@Nullable String version) {
        if (!VERSION.equals(version)) {
            throw new GitVersionException(
                    ErrorCode.OTHER_VERSION,
                    "the extension is of version "
                            + version
                            + ", the Java code of this session of "
                            + VERSION,
                    "The jar was replaced, or the extension was updated after this session began.",
                    "Begin a new session. If that does not help, ALTER EXTENSION gitversion UPDATE,"
                            + " or install the jar of the extension's version.");
        }
    }

    /**
     * Opens the default connection without a look at the version, to report an error.
     *
     * @return the gateway
     */
    public static Database unchecked() {
        try {
            Connection connection = cached;
            if (connection == null) {
                connection = connect();
                cached = connection;
            }
            return new Database(connection);
        } catch (SQLException e) {
            throw new SqlFailure(e);
        }
    }

    /** The embedded host hands out its connection without DriverManager, which is slow to load. */
    private static Connection connect() throws SQLException {
        try {
            Object supplier =
                    Class.forName("org.gitversion.javahost.DefaultConnection")
                            .getDeclaredConstructor()
                            .newInstance();
            keepsOwner = true;
            return (Connection) ((Supplier<?>) supplier).get();
        } catch (ReflectiveOperationException e) {
            return DriverManager.getConnection("jdbc:default:connection");
        }
    }

    /**
     * Sets the search path until the current SQL function returns or {@link #ownPath} is called,
     * and lets the server read whole catalogs.
     *
     * @param path a list of quoted schema names
     */
    public void searchPath(String path) {
        value(
                "SELECT pg_catalog.set_config('search_path', ?::pg_catalog.text, true),"
                        + " pg_catalog.set_config('enable_seqscan', 'on', true)",
                path);
    }

    /** Goes back to what holds when a function is called: {@code sql/80-java-settings.sql}. */
    public void ownPath() {
        value(
                "SELECT pg_catalog.set_config('search_path', ?::pg_catalog.text, true),"
                        + " pg_catalog.set_config('enable_seqscan', 'off', true)",
                OWN_PATH);
    }

    /**
     * Executes statements of data definition, several at once if joined by semicolons, on the
     * current search path. They travel as a parameter, because hosts rewrite the text of
     * statements.
     *
     * @param sql the statements
     */
    public void execute(String sql) {
        value("SELECT gitversion_internal.execute(?::pg_catalog.text)::pg_catalog.text", sql);
    }

    /**
     * Executes statements of gitversion itself: they are not recorded as changes of a branch, and
     * the client gets no notices of them.
     *
     * @param sql the statements
     */
    public void executeInternally(String sql) {
        value(
                "SELECT gitversion_internal.execute_internally(?::pg_catalog.text)"
                        + "::pg_catalog.text",
                sql);
    }

    /**
     * Executes statements of data definition as {@link #execute} does, all or none of them.
     *
     * @param sql the statements
     * @return why the server refused them, or null when they were executed. Failures that are not
     *     about the statements (a cancel, a lock not available, lack of resources, a lost
     *     serialization) are thrown
     */
    public @Nullable SqlFailure attempt(String sql) {
        return attempt(sql, null);
    }

    /**
     * Executes statements as the other method does, with the rights of a role.
     *
     * @param sql the statements
     * @param role a role that nothing in the statements can step out of; null for the caller
     * @return why the server refused them, or null when they were executed
     */
    public @Nullable SqlFailure attempt(String sql, @Nullable String role) {
        String query =
                role == null
                        ? "SELECT a[1], a[2] FROM gitversion_internal.attempt(?::pg_catalog.text)"
                                + " AS a"
                        : AS_ROLE;
        try (Rows rows = role == null ? query(query, sql) : query(query, role, sql, false)) {
            SqlFailure refused = null;
            while (rows.next()) {
                String state = rows.textOrNull(1);
                if (state != null) {
                    refused = new SqlFailure(new SQLException(rows.text(2), state));
                }
            }
            return refused;
        }
    }

    /**
     * Executes a query for one value with the rights of a role.
     *
     * @param sql the query
     * @param role a role that nothing in the query can step out of; null for the caller
     * @return the text of the value
     */
    public @Nullable String ask(String sql, @Nullable String role) {
        if (role == null) {
            return value(sql);
        }
        try (Rows rows = query(AS_ROLE, role, sql, true)) {
            rows.next();
            String state = rows.textOrNull(1);
            String text = rows.textOrNull(2);
            while (rows.next()) {
                continue;
            }
            if (state != null) {
                throw new SqlFailure(new SQLException(text, state));
            }
            return text;
        }
    }

    /**
     * Lets code of others run with the rights of the caller for the rest of the call.
     *
     * @param trust whether the caller said so
     */
    public void trust(boolean trust) {
        trusting = trust;
    }

    /**
     * Tells whether code of others may run with the rights of the caller.
     *
     * @return false unless {@link #trust} was called so
     */
    public boolean trusts() {
        return trusting;
    }

    /**
     * Executes one UPDATE of what is recorded about statements, which nothing else can.
     *
     * @param sql the statement, parameters as for {@link #update}
     * @param parameters as for {@link #update}
     */
    public void updateRecorded(String sql, @Nullable Object... parameters) {
        changing(
                "gitversion",
                new Runnable() {
                    @Override
                    public void run() {
                        update(sql, parameters);
                    }
                });
    }

    /**
     * Does what changes a schema so that it is not recorded as somebody's DDL. Event triggers ask
     * by {@link #atWork}: a session can set what it likes, but not this.
     *
     * @param schema the raw name of the schema
     * @param work what to do
     */
    public void changing(String schema, Runnable work) {
        String before = schemaAtWork;
        value(
                "SELECT set_config('gitversion.internal', 'on', true),"
                        + " set_config('gitversion.at_work', 'on', true)");
        schemaAtWork = schema;
        try {
            work.run();
        } finally {
            schemaAtWork = before;
        }
        value(
                "SELECT set_config('gitversion.internal', '', true),"
                        + " set_config('gitversion.at_work', ?::text, true)",
                before == null ? "" : "on");
    }

    /**
     * Tells which schema {@link #changing} changes just now.
     *
     * @return its raw name, or null
     */
    public @Nullable String atWork() {
        return schemaAtWork;
    }

    /**
     * Executes one INSERT, UPDATE or DELETE.
     *
     * @param sql the statement, parameters as {@code ?::type}
     * @param parameters texts, numbers, booleans, lists of texts, nulls
     * @return the number of rows
     */
    public int update(String sql, @Nullable Object... parameters) {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, parameters);
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw new SqlFailure(e);
        }
    }

    /**
     * Executes a query.
     *
     * @param sql the query, parameters as {@code ?::type}
     * @param parameters texts, numbers, booleans, lists of texts, nulls
     * @return the rows, to be closed
     */
    public Rows query(String sql, @Nullable Object... parameters) {
        try {
            PreparedStatement statement = connection.prepareStatement(sql);
            bind(statement, parameters);
            ResultSet rows = statement.executeQuery();
            if (rows == null) {
                throw new IllegalArgumentException("no query: " + sql);
            }
            return new Rows(statement, rows);
        } catch (SQLException e) {
            throw new SqlFailure(e);
        }
    }

    /**
     * Executes a query of which only the first column of the first row is wanted.
     *
     * @param sql the query, parameters as {@code ?::type}
     * @param parameters as for {@link #query}
     * @return the text of the value, or null when it is NULL or there is no row
     */
    public @Nullable String value(String sql, @Nullable Object... parameters) {
        try (Rows rows = query(sql, parameters)) {
            String value = rows.next() ? rows.textOrNull(1) : null;
            while (rows.next()) {
                continue;
            }
            return value;
        }
    }

    /**
     * Executes a query for one int4.
     *
     * @param sql the query, parameters as {@code ?::type}
     * @param parameters as for {@link #query}
     * @return the number, or null when it is NULL or there is no row
     */
    public @Nullable Integer number(String sql, @Nullable Object... parameters) {
        try (Rows rows = query(sql, parameters)) {
            Integer value = rows.next() ? rows.integerOrNull(1) : null;
            while (rows.next()) {
                continue;
            }
            return value;
        }
    }

    /**
     * Runs work in a subtransaction that is kept when it succeeds and rolled back when it fails.
     *
     * @param work what to do
     * @param <T> the type of the result
     * @return the result of the work
     */
    public <T> T nested(Work<T> work) {
        return nested(work, true);
    }

    /**
     * Runs work in a subtransaction that is always rolled back.
     *
     * @param work what to do
     * @param <T> the type of the result
     * @return the result of the work
     */
    public <T> T undone(Work<T> work) {
        trials++;
        try {
            return nested(work, false);
        } finally {
            trials--;
        }
    }

    /**
     * Tells whether what is done now is undone in any case.
     *
     * @return true within {@link #undone}
     */
    public boolean isTrial() {
        return trials > 0;
    }

    private <T> T nested(Work<T> work, boolean keep) {
        return keepsOwner
                ? Subtransaction.run(connection, work, keep)
                : Subtransaction.runInQuery(this, work, keep);
    }

    /** Runs the subtransaction that waits for the query that this is called by. */
    public void runSubtransaction() {
        Subtransaction.runPending(connection);
    }

    private static void bind(PreparedStatement statement, @Nullable Object[] parameters)
            throws SQLException {
        for (int i = 0; i < parameters.length; i++) {
            Object parameter = parameters[i];
            if (parameter instanceof Integer) {
                statement.setInt(i + 1, (Integer) parameter);
            } else if (parameter instanceof Long) {
                statement.setLong(i + 1, (Long) parameter);
            } else if (parameter instanceof Boolean) {
                statement.setBoolean(i + 1, (Boolean) parameter);
            } else if (parameter instanceof List) {
                statement.setString(i + 1, complete(ArrayLiteral.of((List<?>) parameter)));
            } else {
                statement.setString(i + 1, parameter == null ? null : complete((String) parameter));
            }
        }
    }

    /** No text of PostgreSQL holds U+0000, and some hosts would cut a text off there. */
    private static String complete(String text) {
        if (text.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("a text contains U+0000");
        }
        return text;
    }
}

package org.gitversion.cli;

import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jline.terminal.Terminal;
import org.postgresql.PGConnection;
import org.postgresql.util.PSQLWarning;
import org.postgresql.util.ServerErrorMessage;

/** One call of gv: its environment, its streams and its connection. */
final class Session implements AutoCloseable {
    /** All connections of this process, for whoever interrupts it. */
    private static final Set<Connection> OPEN = ConcurrentHashMap.newKeySet();

    private final Gv options;
    private final Map<String, String> environment;
    private final InputStream in;
    private final PrintStream out;
    private final PrintStream err;
    private Output output;
    private Settings settings;
    private Connection connection;

    /** The one whose connection this one may use, or null. */
    private Session outer;

    /** What a shell has opened, or null. */
    private Terminal terminal;

    Session(
            Gv options,
            Map<String, String> environment,
            InputStream in,
            PrintStream out,
            PrintStream err) {
        this.options = options;
        this.environment = environment;
        this.in = in;
        this.out = out;
        this.err = err;
    }

    /** Runs another command in the same place, over the same connection. */
    int run(String[] arguments) {
        Gv gv = new Gv();
        gv.dbname = options.dbname;
        gv.host = options.host;
        gv.port = options.port;
        gv.user = options.user;
        gv.service = options.service;
        gv.color = options.color;
        gv.noPager = options.noPager;
        gv.json = options.json;
        try (Session inner = new Session(gv, environment, in, out, err)) {
            inner.outer = this;
            int status = Gv.commandLine(gv, inner).execute(arguments);
            inner.output().flush();
            return status;
        }
    }

    boolean isInner() {
        return outer != null;
    }

    /** Asks all servers to give up what they do for gv. */
    static void cancelAll() {
        for (Connection connection : OPEN) {
            try {
                connection.unwrap(PGConnection.class).cancelQuery();
            } catch (SQLException e) {
                // It has ended.
            }
        }
    }

    Map<String, String> environment() {
        return environment;
    }

    InputStream in() {
        return in;
    }

    PrintStream err() {
        return err;
    }

    /** One that works with another database; what the URI leaves out is as here. */
    Session other(String uri) {
        Gv there = new Gv();
        there.dbname = uri;
        there.color = options.color;
        there.noPager = true;
        return new Session(there, environment, in, out, err);
    }

    /** The same for who wants a writer. */
    PrintWriter errors() {
        return new PrintWriter(err, true, StandardCharsets.UTF_8);
    }

    /** Gives the commands of a shell its terminal. */
    void terminal(Terminal opened) {
        terminal = opened;
    }

    /** Made when the options are known. */
    Output output() {
        if (output == null) {
            Terminal shell = outer == null ? null : outer.terminal;
            output = new Output(options, environment, out, shell);
        }
        return output;
    }

    boolean json() {
        return options.json;
    }

    Settings settings() {
        if (settings == null) {
            settings = new Settings(options, environment);
        }
        return settings;
    }

    Remembered remembered() {
        return new Remembered(environment);
    }

    Remotes remotes() {
        return new Remotes(this);
    }

    /** The branch that somebody chose: by option, by environment, by gv switch; else null. */
    String chosenBranch() {
        if (options.branch != null) {
            return options.branch;
        }
        String variable = environment.get("GV_BRANCH");
        if (variable != null && !variable.isEmpty()) {
            return variable;
        }
        return remembered().branch(settings().label());
    }

    /** A connection that works on the chosen branch. */
    Connection connection() throws SQLException {
        if (connection == null) {
            open();
            String branch = chosenBranch();
            if (branch != null) {
                try {
                    rows("SELECT gitversion.use_branch(?)", branch);
                } catch (SQLException e) {
                    if (options.branch == null && "VC003".equals(e.getSQLState())) {
                        err.println(
                                "gv: branch \""
                                        + branch
                                        + "\" comes from gv switch"
                                        + " or GV_BRANCH; choose another one with gv switch");
                    }
                    throw e;
                }
            }
        }
        return connection;
    }

    /** Connects whatever the branch, for what chooses one. */
    Connection open() throws SQLException {
        if (connection == null && outer != null && outer.settings().equals(settings())) {
            connection = outer.clean();
        } else if (connection == null) {
            connection = connect(settings());
        }
        return connection;
    }

    /** The connection as it was when it was new. */
    private Connection clean() throws SQLException {
        if (connection == null || !connection.isValid(10)) {
            connection = connect(settings());
            return connection;
        }
        if (!connection.getAutoCommit()) {
            connection.rollback();
            connection.setAutoCommit(true);
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute("DISCARD ALL");
        }
        return connection;
    }

    private Connection connect(Settings target) throws SQLException {
        Connection opened = connectWithPassword(target);
        OPEN.add(opened);
        return opened;
    }

    private static Connection connectWithPassword(Settings target) throws SQLException {
        try {
            return target.connect(null);
        } catch (SQLException e) {
            boolean wantsPassword =
                    "28P01".equals(e.getSQLState()) || "08004".equals(e.getSQLState());
            if (!wantsPassword || target.get("password") != null || System.console() == null) {
                throw e;
            }
            char[] typed =
                    System.console().readPassword("Password for user %s: ", target.get("user"));
            target.set("password", typed == null ? "" : new String(typed));
            return target.connect(null);
        }
    }

    /** The rows of a query: columns by name, with values that JSON knows. */
    List<Map<String, Object>> rows(String sql, Object... parameters) throws SQLException {
        try (PreparedStatement statement = connection().prepareStatement(sql);
                Progress progress = Progress.of(this, connection)) {
            for (int i = 0; i < parameters.length; i++) {
                Object value = parameters[i];
                if (value instanceof List<?> list) {
                    value = connection.createArrayOf("text", list.toArray());
                }
                statement.setObject(i + 1, value);
            }
            try (ResultSet result = statement.executeQuery()) {
                List<Map<String, Object>> rows = read(result);
                warn(statement.getWarnings());
                return rows;
            }
        }
    }

    /** Executes statements that return nothing. */
    void execute(String... statements) throws SQLException {
        try (Statement statement = connection().createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** The first column of each row, as text. */
    List<String> lines(String sql, Object... parameters) throws SQLException {
        List<String> lines = new ArrayList<>();
        for (Map<String, Object> row : rows(sql, parameters)) {
            lines.add(String.valueOf(row.values().iterator().next()));
        }
        return lines;
    }

    /** The only value, or null. */
    Object value(String sql, Object... parameters) throws SQLException {
        List<Map<String, Object>> rows = rows(sql, parameters);
        return rows.isEmpty() ? null : rows.get(0).values().iterator().next();
    }

    /** The branch of the session; fails where there is none. */
    String branch() throws SQLException {
        Object branch = value("SELECT gitversion.current_branch()");
        if (branch == null) {
            throw new Gv.Failure(
                    "this session works on no branch",
                    "Choose one with gv switch BRANCH, or give -b BRANCH.");
        }
        return branch.toString();
    }

    private static List<Map<String, Object>> read(ResultSet result) throws SQLException {
        ResultSetMetaData columns = result.getMetaData();
        List<Map<String, Object>> rows = new ArrayList<>();
        while (result.next()) {
            Map<String, Object> row = new LinkedHashMap<>();
            for (int i = 1; i <= columns.getColumnCount(); i++) {
                row.put(columns.getColumnLabel(i), read(result, i, columns.getColumnTypeName(i)));
            }
            rows.add(row);
        }
        return rows;
    }

    private static Object read(ResultSet result, int column, String type) throws SQLException {
        switch (type) {
            case "json", "jsonb":
                String json = result.getString(column);
                return json == null ? null : JsonParser.parseString(json);
            case "timestamptz":
                OffsetDateTime time = result.getObject(column, OffsetDateTime.class);
                return time == null ? null : time.toString();
            case "int2", "int4", "int8", "bool", "bytea":
                return result.getObject(column);
            default:
                if (type.startsWith("_")) {
                    Array array = result.getArray(column);
                    return array == null ? null : Arrays.asList((Object[]) array.getArray());
                }
                return result.getString(column);
        }
    }

    /** What the server notices is for people, not part of the result. */
    private void warn(SQLWarning first) {
        for (SQLWarning warning = first; warning != null; warning = warning.getNextWarning()) {
            ServerErrorMessage message =
                    warning instanceof PSQLWarning w ? w.getServerErrorMessage() : null;
            if (message == null) {
                err.println(warning.getMessage());
            } else {
                new Trouble(message).print(output(), err);
            }
        }
    }

    /** Prints what went wrong; returns the exit status. */
    int fail(Exception e) {
        output().flush();
        Trouble trouble = Trouble.of(e);
        if (json()) {
            output().json(Map.of("error", trouble.asMap()));
        } else {
            trouble.print(output(), err);
        }
        if (environment.containsKey("GV_TRACE")) {
            e.printStackTrace(err);
        }
        return "VC001".equals(trouble.code()) ? Exit.CONFLICTS : Exit.ERROR;
    }

    @Override
    public void close() {
        try {
            if (connection != null && (outer == null || connection != outer.connection)) {
                OPEN.remove(connection);
                connection.close();
            }
        } catch (SQLException e) {
            err.println("gv: " + e.getMessage());
        }
        try {
            output().close();
        } catch (IOException e) {
            err.println("gv: " + e.getMessage());
        }
    }
}

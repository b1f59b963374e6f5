package org.gitversion.cli;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.postgresql.core.NativeQuery;
import org.postgresql.core.Parser;

/** Makes the schema of a branch what files say: the server finds out in which order they go. */
final class FileRun {
    private static final String SCHEMA =
            "SELECT quote_ident(schema_name) FROM gitversion.branches"
                    + " WHERE is_active AND branch_name = ?";

    /**
     * The statement that renames what is at a path, in PostgreSQL's own words. Parts without rows
     * of their own, such as constraints, are made by the files.
     */
    private static final String RENAME =
            "SELECT CASE WHEN i.objsubid > 0"
                    + " THEN format('ALTER TABLE %s RENAME COLUMN %I TO %I',"
                    + " i.objid::regclass, a.attname, ?::text)"
                    + " WHEN o.type !~ 'constraint|trigger|policy|rule'"
                    + " THEN format('ALTER %s %s RENAME TO %I', o.type, o.identity, ?::text) END"
                    + " FROM gitversion.object_identities i"
                    + " JOIN gitversion.branches b ON b.id = i.branch_id AND b.branch_name = ?"
                    + " LEFT JOIN pg_attribute a ON a.attrelid = i.objid"
                    + " AND a.attnum = i.objsubid,"
                    + " LATERAL pg_identify_object(i.classid, i.objid, 0) o"
                    + " WHERE i.path = ?";

    private final Session session;
    private final String branch;
    private final String schema;

    /** Lets the session work on the branch. */
    FileRun(Session session, String branch) throws SQLException {
        this.session = session;
        this.branch = branch;
        this.schema = session.value(SCHEMA, branch).toString();
        session.rows("SELECT gitversion.use_branch(?)", branch);
        // Names that are not there yet must not mean objects of another branch.
        session.execute("SET gitversion.guard = on", "SET check_function_bodies = off");
    }

    /** Replaces all objects by those of the files; all of it or nothing. */
    void replace(Map<String, String> files) throws SQLException {
        run(files, List.of("DROP SCHEMA " + schema + " CASCADE", "CREATE SCHEMA " + schema));
    }

    /** Creates the objects of the files; all of them or none. */
    void fill(Map<String, String> files) throws SQLException {
        run(files, List.of());
    }

    private void run(Map<String, String> files, List<String> before) throws SQLException {
        Connection connection = session.open();
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            for (String sql : before) {
                statement.execute(sql);
            }
            executeAll(statement, files);
            connection.commit();
        } catch (SQLException | RuntimeException e) {
            connection.rollback();
            throw e;
        } finally {
            connection.setAutoCommit(true);
        }
    }

    /** What needs something that is not there yet comes again later. */
    private void executeAll(Statement statement, Map<String, String> files) throws SQLException {
        Map<String, Deque<String>> left = new LinkedHashMap<>();
        for (Map.Entry<String, String> file : files.entrySet()) {
            left.put(file.getKey(), statements(file.getValue()));
        }
        SQLException refusal = null;
        String refused = null;
        while (!left.isEmpty()) {
            boolean isProgress = false;
            refused = null;
            Iterator<Map.Entry<String, Deque<String>>> each = left.entrySet().iterator();
            while (each.hasNext()) {
                Map.Entry<String, Deque<String>> file = each.next();
                int before = file.getValue().size();
                SQLException error = execute(statement, file.getValue());
                isProgress |= file.getValue().size() < before;
                if (error == null) {
                    each.remove();
                    isProgress = true;
                } else if (refused == null) {
                    refused = file.getKey();
                    refusal = error;
                }
            }
            if (!isProgress) {
                session.err().println("gv: " + refused + " cannot be executed");
                throw refusal;
            }
        }
    }

    private static Deque<String> statements(String script) throws SQLException {
        Deque<String> statements = new ArrayDeque<>();
        for (NativeQuery query : Parser.parseJdbcSql(script, true, false, true, false, false)) {
            statements.add(query.nativeSql);
        }
        return statements;
    }

    /** Executes statements until one is refused; returns its error. */
    private static SQLException execute(Statement statement, Deque<String> statements)
            throws SQLException {
        while (!statements.isEmpty()) {
            statement.execute("SAVEPOINT gv");
            try {
                statement.execute(statements.peek());
            } catch (SQLException e) {
                statement.execute("ROLLBACK TO SAVEPOINT gv");
                return e;
            }
            statement.execute("RELEASE SAVEPOINT gv");
            statements.remove();
        }
        return null;
    }

    /** Renames objects and columns, old paths to new ones; returns whether there was one to do. */
    boolean rename(Map<String, String> renames) throws SQLException {
        boolean isDone = false;
        for (Map.Entry<String, String> rename : renames.entrySet()) {
            String to = name(rename.getValue());
            List<Map<String, Object>> found = session.rows(RENAME, to, to, branch, rename.getKey());
            if (found.isEmpty()) {
                throw new Gv.Failure("there is no " + rename.getKey() + " to be renamed", null);
            }
            Object statement = found.get(0).values().iterator().next();
            if (statement != null && !to.equals(name(rename.getKey()))) {
                session.execute(statement.toString());
                isDone = true;
            }
        }
        return isDone;
    }

    /** The name in a path, without arguments. */
    private static String name(String path) {
        String last = path.substring(path.lastIndexOf('/') + 1);
        int arguments = last.indexOf('(');
        String name = arguments < 0 ? last : last.substring(0, arguments);
        return java.net.URLDecoder.decode(
                name.replace("+", "%2B"), java.nio.charset.StandardCharsets.UTF_8);
    }
}

package org.gitversion.cli;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Verbs for the beginning, and for when something does not work. */
final class SetupVerbs {
    private final Session session;
    private final Output output;

    SetupVerbs(Session session) {
        this.session = session;
        this.output = session.output();
    }

    @Command(
            name = "init",
            description = "Start version control: the schema becomes the root branch.")
    int init(
            @Option(
                            names = "--schema",
                            paramLabel = "NAME",
                            description = "What to adopt (public).")
                    String schema,
            @Option(
                            names = "--adopt",
                            paramLabel = "REVISION",
                            description = "What was fetched, and the schema is: it is that commit.")
                    String adopt,
            @Option(
                            names = "--commit-drift",
                            description = "What differs from that becomes a commit.")
                    boolean drift,
            @Option(names = "--create-extension", description = "Install it in the database first.")
                    boolean extension,
            @Parameters(arity = "0..1", paramLabel = "BRANCH", defaultValue = "main") String branch)
            throws SQLException {
        session.open();
        if (extension) {
            createExtension();
        }
        session.rows(
                "SELECT gitversion.init(?, ?, ?, ?)",
                branch,
                schema == null ? "public" : schema,
                adopt,
                drift);
        session.remembered().remember(session.settings().label(), branch);
        Object commit = session.value("SELECT gitversion.rev_parse(?)", branch);
        return Commits.tell(session, commit, branch);
    }

    private void createExtension() throws SQLException {
        try (var statement = session.open().createStatement()) {
            if (session.value("SELECT 1 FROM pg_language WHERE lanname = 'java'") == null) {
                boolean isPljava =
                        session.value(
                                        "SELECT 1 FROM pg_available_extensions"
                                                + " WHERE name = 'pljava'")
                                != null;
                statement.execute(
                        "CREATE EXTENSION " + (isPljava ? "pljava" : "gitversion_java_host"));
            }
            statement.execute("CREATE EXTENSION IF NOT EXISTS gitversion");
        }
    }

    @Command(
            name = "doctor",
            description = {
                "Look whether all is well: connection, versions, Java, branch, store.",
                "Exit status 1: something is not."
            })
    int doctor(@Option(names = "--deep", description = "Rebuild every state.") boolean deep)
            throws SQLException {
        List<Map<String, Object>> found = new ArrayList<>();
        session.open();
        add(
                found,
                "ok",
                "connection",
                session.settings().label() + " as " + session.value("SELECT current_user"));
        add(found, "ok", "PostgreSQL", session.value("SHOW server_version"));
        Object version =
                session.value("SELECT extversion FROM pg_extension WHERE extname = 'gitversion'");
        if (version == null) {
            add(found, "error", "extension", "not in this database: gv init --create-extension");
            return tell(found);
        }
        checkVersions(found, version.toString());
        try {
            session.value("SELECT gitversion.compress_content('x')");
            add(found, "ok", "Java", "answers");
        } catch (SQLException e) {
            add(found, "error", "Java", e.getMessage());
            return tell(found);
        }
        checkBranch(found);
        for (Map<String, Object> row : session.rows("SELECT * FROM gitversion.fsck(?)", deep)) {
            boolean isError = "error".equals(row.get("severity"));
            add(found, isError ? "error" : "notice", "" + row.get("what"), row.get("detail"));
        }
        return tell(found);
    }

    @Command(
            name = "shell",
            description = {
                "Read commands one after the other, over one connection: in a terminal with",
                "completion (TAB) of verbs, options, branches, tags and objects, else from the",
                "input. exit ends it; its exit status is that of the last command."
            })
    int shell() throws SQLException {
        if (session.isInner()) {
            throw new Gv.Failure("this is a shell of gv already", null);
        }
        return new Prompt(session).run();
    }

    private void checkVersions(List<Map<String, Object>> found, String version)
            throws SQLException {
        Object installed =
                session.value(
                        "SELECT default_version FROM pg_available_extensions"
                                + " WHERE name = 'gitversion'");
        if (version.equals(installed)) {
            add(found, "ok", "extension", "gitversion " + version);
        } else {
            add(
                    found,
                    "warning",
                    "extension",
                    "gitversion "
                            + version
                            + ", the server has "
                            + installed
                            + ": ALTER EXTENSION gitversion UPDATE");
        }
    }

    private void checkBranch(List<Map<String, Object>> found) throws SQLException {
        String chosen = session.chosenBranch();
        if (session.value("SELECT 1 FROM gitversion.branches LIMIT 1") == null) {
            add(found, "warning", "branch", "there is none yet: gv init");
        } else if (chosen == null) {
            Object current = session.value("SELECT gitversion.current_branch()");
            add(
                    found,
                    current == null ? "warning" : "ok",
                    "branch",
                    current == null ? "none is chosen: gv switch" : current);
        } else if (session.value(
                        "SELECT 1 FROM gitversion.branches WHERE is_active AND branch_name = ?",
                        chosen)
                == null) {
            add(found, "error", "branch", "\"" + chosen + "\" does not exist: gv switch");
        } else {
            add(found, "ok", "branch", chosen);
        }
    }

    private static void add(
            List<Map<String, Object>> found, String result, String what, Object detail) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("result", result);
        row.put("what", what);
        row.put("detail", detail);
        found.add(row);
    }

    private int tell(List<Map<String, Object>> found) {
        if (session.json()) {
            output.json(found);
        } else {
            output.table(found, "result", "what", "detail");
        }
        boolean isWell =
                found.stream()
                        .noneMatch(row -> row.get("result").toString().matches("error|warning"));
        return isWell ? Exit.OK : Exit.DIFFERENCES;
    }
}

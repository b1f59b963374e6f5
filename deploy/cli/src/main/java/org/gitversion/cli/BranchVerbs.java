package org.gitversion.cli;

import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Verbs about branches as such, and about which one a program works on. */
final class BranchVerbs {
    private static final String LIST =
            "SELECT name, current, schema, ahead, behind, dirty, last_commit, \"when\", merged"
                    + " FROM gitversion.branch_list";
    private static final String REMOTE =
            "SELECT r.remote || '/' || r.branch_name AS name, r.commit_id, c.commit_hash AS hash,"
                    + " c.message, r.updated_at FROM gitversion.remote_branches r"
                    + " JOIN gitversion.commits c ON c.id = r.commit_id ORDER BY 1";

    private final Session session;
    private final Output output;

    BranchVerbs(Session session) {
        this.session = session;
        this.output = session.output();
    }

    @Command(
            name = "branch",
            description = {
                "List branches, or make, rename or delete one.",
                "NAME alone makes it of the branch worked on, or of FROM."
            })
    int branch(
            @Option(
                            names = {"-d", "--delete"},
                            description = "Delete what is merged.")
                    boolean delete,
            @Option(
                            names = {"-D", "--force-delete"},
                            description = "Delete in any case.")
                    boolean force,
            @Option(
                            names = {"-m", "--move"},
                            description = "Rename NAME to FROM.")
                    boolean move,
            @Option(
                            names = {"-r", "--remotes"},
                            description = "List those of other databases.")
                    boolean remotes,
            @Option(
                            names = "--data",
                            paramLabel = "none|all|N%%",
                            defaultValue = "none",
                            description = "Rows that it gets.")
                    String data,
            @Option(
                            names = "--tables",
                            split = ",",
                            paramLabel = "TABLE",
                            description = "Whose rows.")
                    List<String> tables,
            @Option(names = "--trust", description = "Code of others may run as you.")
                    boolean trust,
            @Parameters(arity = "0..1", paramLabel = "NAME") String name,
            @Parameters(arity = "0..1", paramLabel = "FROM") String from)
            throws SQLException {
        if (name == null) {
            return remotes ? listRemote() : list();
        }
        session.open();
        if (delete || force) {
            session.rows("SELECT gitversion.drop_branch(?, ?)", name, force);
            if (name.equals(session.remembered().branch(session.settings().label()))) {
                session.remembered().remember(session.settings().label(), null);
            }
            return said("deleted", name);
        }
        if (move) {
            if (from == null) {
                throw new Gv.Failure("the new name is missing", "gv branch -m OLD NEW");
            }
            session.rows("SELECT gitversion.rename_branch(?, ?)", name, from);
            if (name.equals(session.remembered().branch(session.settings().label()))) {
                session.remembered().remember(session.settings().label(), from);
            }
            return said("renamed", from);
        }
        create(name, from, data, tables, trust);
        return said("created", name);
    }

    private void create(String name, String from, String data, List<String> tables, boolean trust)
            throws SQLException {
        String source = from;
        if (source == null) {
            source = session.chosenBranch() == null ? session.branch() : session.chosenBranch();
        }
        session.rows(
                "SELECT gitversion.create_branch(?, ?, ?, ?, ?)",
                name,
                source,
                data,
                tables,
                trust);
    }

    private int said(String what, String name) {
        if (session.json()) {
            output.json(Map.of(what, name));
        }
        return Exit.OK;
    }

    private int list() throws SQLException {
        session.open();
        String chosen = session.chosenBranch();
        List<Map<String, Object>> rows = session.rows(LIST);
        if (chosen != null) {
            rows.forEach(row -> row.put("current", chosen.equals(row.get("name"))));
        }
        if (session.json()) {
            output.json(rows);
            return Exit.OK;
        }
        for (Map<String, Object> row : rows) {
            boolean isCurrent = Boolean.TRUE.equals(row.get("current"));
            row.put("*", isCurrent ? "*" : "");
            boolean isDirty = Boolean.TRUE.equals(row.get("dirty"));
            row.put("dirty", isDirty ? "uncommitted" : "");
        }
        output.table(rows, "*", "name", "ahead", "behind", "dirty", "last_commit");
        return Exit.OK;
    }

    private int listRemote() throws SQLException {
        session.open();
        List<Map<String, Object>> rows = session.rows(REMOTE);
        if (session.json()) {
            output.json(rows);
            return Exit.OK;
        }
        for (Map<String, Object> row : rows) {
            row.put("commit", Commits.shortHash(row));
            row.put("subject", Commits.subject(row.get("message")));
        }
        output.table(rows, "name", "commit", "subject");
        return Exit.OK;
    }

    @Command(
            name = "switch",
            description = {
                "Choose the branch that gv works on in this database.",
                "It is remembered for you, not for other programs: see gv run, and",
                "eval \"$(gv switch --export BRANCH)\" for all programs of this shell."
            })
    int switchBranch(
            @Option(
                            names = {"-c", "--create"},
                            description = "Make it first.")
                    boolean create,
            @Option(names = "--export", description = "Print what a shell evaluates.")
                    boolean export,
            @Option(names = "--forget", description = "Choose none.") boolean forget,
            @Parameters(arity = "0..1", paramLabel = "BRANCH") String name,
            @Parameters(arity = "0..1", paramLabel = "FROM") String from)
            throws SQLException {
        String database = session.settings().label();
        if (forget) {
            session.remembered().remember(database, null);
            return said("forgotten", database);
        }
        if (name == null) {
            throw new Gv.Failure("a branch is missing", "gv branch lists all.");
        }
        session.open();
        if (create) {
            create(name, from, "none", null, false);
        }
        session.rows("SELECT gitversion.use_branch(?)", name);
        if (export) {
            output.line("export GV_BRANCH=" + quoted(name));
            output.line("export PGOPTIONS=" + quoted(Runner.options(session, name)));
            return Exit.OK;
        }
        session.remembered().remember(database, name);
        if (session.json()) {
            Map<String, Object> all = new LinkedHashMap<>();
            all.put("branch", name);
            all.put("database", database);
            output.json(all);
        } else {
            output.line("Switched to branch " + name + " of " + database);
        }
        return Exit.OK;
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }

    @Command(
            name = "run",
            description = {
                "Run a program whose connections work on the branch.",
                "It gets PGOPTIONS and the rest of libpq's environment, JDBC_URL, and the",
                "variables of Flyway, Liquibase and Spring for a URL. {url} in an argument is",
                "that URL. Its exit status is that of gv."
            })
    int run(@Parameters(arity = "1..*", paramLabel = "COMMAND") List<String> command)
            throws SQLException {
        return new Runner(session).run(command);
    }
}

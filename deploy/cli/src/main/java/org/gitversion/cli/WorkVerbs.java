package org.gitversion.cli;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Verbs about what is not committed, and about differences. */
final class WorkVerbs {
    private final Session session;
    private final Output output;

    WorkVerbs(Session session) {
        this.session = session;
        this.output = session.output();
    }

    @Command(name = "status", description = "Show what is not committed, and open conflicts.")
    int status() throws SQLException {
        String branch = session.branch();
        Attempt attempt = Attempt.of(session, branch);
        List<Map<String, Object>> changes =
                session.rows(
                        "SELECT path, change, old_path, by, at, statement, reason"
                                + " FROM gitversion.status(?)",
                        branch);
        if (session.json()) {
            Map<String, Object> all = new LinkedHashMap<>();
            all.put("branch", branch);
            all.put("attempt", attempt == null ? null : attempt.asMap());
            all.put("changes", changes);
            output.json(all);
        } else {
            output.line("On branch " + branch);
            if (attempt != null) {
                attempt.print(output);
            }
            for (Map<String, Object> change : changes) {
                printChange(change);
            }
            if (changes.isEmpty()) {
                output.line("Nothing to commit.");
            }
        }
        if (attempt != null && !attempt.conflicts().isEmpty()) {
            return Exit.CONFLICTS;
        }
        return changes.isEmpty() ? Exit.OK : Exit.DIFFERENCES;
    }

    private void printChange(Map<String, Object> change) {
        String what = String.valueOf(change.get("change"));
        String colour =
                switch (what) {
                    case "CREATE" -> Output.GREEN;
                    case "DROP" -> Output.RED;
                    default -> Output.YELLOW;
                };
        Object old = change.get("old_path");
        output.line(
                "  "
                        + output.paint(colour, String.format("%-8s", what.toLowerCase()))
                        + (old == null ? "" : old + " -> ")
                        + change.get("path"));
        if (change.get("reason") != null) {
            output.line("           " + output.paint(Output.RED, "" + change.get("reason")));
        }
    }

    @Command(
            name = "diff",
            description = {
                "Compare two revisions, or one (HEAD) with the live schema.",
                "A...B is from the merge base of both to B. Exit status 1: they differ."
            })
    int diff(
            @Option(names = "--stat", description = "One line an object.") boolean stat,
            @Parameters(arity = "0..1", paramLabel = "FROM") String from,
            @Parameters(arity = "0..1", paramLabel = "TO") String to)
            throws SQLException {
        String start = from == null ? "HEAD" : from;
        session.connection();
        if (stat) {
            return diffStat(start, to);
        }
        if (session.json()) {
            Object json = session.value("SELECT gitversion.diff_json(?, ?)", start, to);
            output.json(json);
            boolean isEmpty = ((com.google.gson.JsonElement) json).getAsJsonArray().isEmpty();
            return isEmpty ? Exit.OK : Exit.DIFFERENCES;
        }
        List<String> lines = session.lines("SELECT gitversion.diff_lines(?, ?)", start, to);
        output.page();
        output.diff(lines);
        return lines.isEmpty() ? Exit.OK : Exit.DIFFERENCES;
    }

    private int diffStat(String from, String to) throws SQLException {
        List<Map<String, Object>> rows =
                session.rows("SELECT * FROM gitversion.diff_stat(?, ?)", from, to);
        if (session.json()) {
            output.json(rows);
        } else {
            output.page();
            int width = 0;
            for (Map<String, Object> row : rows) {
                width = Math.max(width, name(row).length());
            }
            long added = 0;
            long removed = 0;
            for (Map<String, Object> row : rows) {
                int plus = ((Number) row.get("added")).intValue();
                int minus = ((Number) row.get("removed")).intValue();
                added += plus;
                removed += minus;
                output.line(
                        String.format(
                                        " %-" + Math.max(1, width) + "s | %4d ",
                                        name(row),
                                        plus + minus)
                                + output.paint(Output.GREEN, "+".repeat(Math.min(plus, 30)))
                                + output.paint(Output.RED, "-".repeat(Math.min(minus, 30))));
            }
            if (!rows.isEmpty()) {
                output.line(
                        " "
                                + rows.size()
                                + (rows.size() == 1 ? " object" : " objects")
                                + " changed, lines: "
                                + added
                                + " added, "
                                + removed
                                + " removed");
            }
        }
        return rows.isEmpty() ? Exit.OK : Exit.DIFFERENCES;
    }

    private static String name(Map<String, Object> row) {
        Object old = row.get("old_path");
        return (old == null || old.equals(row.get("path")) ? "" : old + " => ") + row.get("path");
    }

    @Command(
            name = "commit",
            description = {
                "Commit the live schema, or what was changed at some paths.",
                "Without -m the message is written in the editor."
            })
    int commit(
            @Option(
                            names = {"-m", "--message"},
                            paramLabel = "TEXT",
                            description = "The message.")
                    String message,
            @Option(names = "--amend", description = "Make the last commit again.") boolean amend,
            @Option(names = "--force", description = "Amend what other branches have.")
                    boolean force,
            @Parameters(arity = "0..*", paramLabel = "PATH") List<String> paths)
            throws SQLException {
        String branch = session.branch();
        if (amend) {
            if (paths != null) {
                throw new Gv.Failure("--amend takes no paths", "It takes the live schema in.");
            }
            return done(
                    session.value("SELECT gitversion.amend(?, ?, ?)", message, branch, force),
                    branch);
        }
        String text = message == null ? editMessage(branch) : message;
        if (text.isBlank()) {
            throw new Gv.Failure("the message is empty", "Nothing was committed.");
        }
        return done(
                session.value("SELECT gitversion.commit(?, ?, ?)", text, branch, paths), branch);
    }

    private String editMessage(String branch) throws SQLException {
        List<String> advice = new ArrayList<>();
        advice.add(
                "The message of the commit on branch " + branch + "; without one, there is none.");
        for (Map<String, Object> row :
                session.rows("SELECT path, change FROM gitversion.status(?)", branch)) {
            advice.add(row.get("change").toString().toLowerCase() + " " + row.get("path"));
        }
        return new Editor(session.environment()).edit("", advice, ".txt");
    }

    /** Tells of the commit that came of a verb. */
    private int done(Object commit, String branch) throws SQLException {
        return Commits.tell(session, commit, branch);
    }

    @Command(
            name = "stash",
            description = {
                "Put what is not committed aside (push), bring it back (pop), or list.",
                "Where that conflicts: gv resolve, gv stash --continue or --abort."
            })
    int stash(
            @Option(
                            names = {"-m", "--message"},
                            paramLabel = "TEXT",
                            description = "The message.")
                    String message,
            @Option(names = "--trust", description = "Code of others may run as you.")
                    boolean trust,
            @Option(names = "--continue", description = "Finish after conflicts.") boolean goOn,
            @Option(names = "--abort", description = "Give it up.") boolean abort,
            @Parameters(arity = "0..1", paramLabel = "push|pop|list", defaultValue = "push")
                    String action)
            throws SQLException {
        String branch = session.branch();
        if (goOn || abort) {
            return Attempt.conclude(session, "stash_pop", abort, trust);
        }
        switch (action) {
            case "push":
                return said(
                        "stash", session.value("SELECT gitversion.stash(?, ?)", branch, message));
            case "pop":
                return Attempt.orStart(
                        session,
                        branch,
                        () ->
                                said(
                                        "stash",
                                        session.value(
                                                "SELECT gitversion.stash_pop(?, ?)",
                                                branch,
                                                trust)),
                        "SELECT gitversion.start_stash_pop(?, ?)",
                        branch,
                        trust);
            case "list":
                List<Map<String, Object>> rows =
                        session.rows(
                                "SELECT s.id, s.message, s.created_by, s.created_at"
                                        + " FROM gitversion.stashes s JOIN gitversion.branches b"
                                        + " ON b.id = s.branch_id WHERE b.branch_name = ?"
                                        + " ORDER BY s.id DESC",
                                branch);
                return list(rows, "id", "message", "created_by", "created_at");
            default:
                throw new Gv.Failure("unknown: stash " + action, "push, pop or list");
        }
    }

    private int said(String name, Object value) {
        if (session.json()) {
            output.json(Map.of(name, value));
        } else {
            output.line(name + " " + value);
        }
        return Exit.OK;
    }

    private int list(List<Map<String, Object>> rows, String... columns) {
        if (session.json()) {
            output.json(rows);
        } else if (!rows.isEmpty()) {
            output.table(rows, columns);
        }
        return Exit.OK;
    }

    @Command(
            name = "plan",
            description = {
                "The statements that lead from one revision to another, with their locks.",
                "--script is one script, --migration files for a database without gitversion."
            })
    int plan(
            @Option(names = "--script", description = "As one script.") boolean script,
            @Option(
                            names = "--migration",
                            paramLabel = "sql|flyway|liquibase",
                            description = "As files for a database without gitversion.")
                    String format,
            @Option(
                            names = "--output",
                            paramLabel = "DIR",
                            description = "Where --migration writes.")
                    java.nio.file.Path directory,
            @Option(
                            names = "--online",
                            description = "To be run beside applications, in several transactions.")
                    boolean online,
            @Parameters(paramLabel = "FROM") String from,
            @Parameters(paramLabel = "TO") String to)
            throws SQLException, java.io.IOException {
        session.connection();
        if (format != null) {
            List<Map<String, Object>> files =
                    session.rows(
                            "SELECT * FROM gitversion.migration(?, ?, ?, p_online => ?)",
                            from,
                            to,
                            format,
                            online);
            return Files.write(session, files, "file_name", directory);
        }
        if (script) {
            Object text =
                    session.value(
                            "SELECT gitversion.plan_script(?, ?, p_online => ?)", from, to, online);
            if (session.json()) {
                output.json(Map.of("script", text));
            } else {
                output.line(text.toString());
            }
            return Exit.OK;
        }
        List<Map<String, Object>> rows =
                session.rows(
                        "SELECT * FROM gitversion.plan(?, ?, p_online => ?)", from, to, online);
        output.page();
        list(
                rows,
                "step",
                "transactional",
                "lock_mode",
                "rewrites_table",
                "may_lose_data",
                "statement");
        return rows.isEmpty() ? Exit.OK : Exit.DIFFERENCES;
    }

    @Command(
            name = "lint",
            description =
                    "What is legal and often not meant in a branch. Exit status 1: something.")
    int lint(
            @Option(names = "--against", paramLabel = "BRANCH", description = "Whose rows count.")
                    String against)
            throws SQLException {
        List<Map<String, Object>> rows =
                session.rows("SELECT * FROM gitversion.lint(?, ?)", session.branch(), against);
        list(rows, "severity", "code", "path", "message");
        return rows.isEmpty() ? Exit.OK : Exit.DIFFERENCES;
    }
}

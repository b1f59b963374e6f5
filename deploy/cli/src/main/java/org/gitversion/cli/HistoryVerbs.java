package org.gitversion.cli;

import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Verbs that look at history. */
final class HistoryVerbs {
    private final Session session;
    private final Output output;

    HistoryVerbs(Session session) {
        this.session = session;
        this.output = session.output();
    }

    @Command(name = "log", description = "The commits that a revision (HEAD) comes from.")
    int log(
            @Option(names = "--graph", description = "Draw the graph.") boolean graph,
            @Option(names = "--oneline", description = "One line a commit.") boolean oneline,
            @Option(
                            names = {"-n", "--max-count"},
                            paramLabel = "N",
                            description = "No more than these.")
                    Integer limit,
            @Option(names = "--path", description = "Only commits that changed it.") String path,
            @Parameters(arity = "0..1", paramLabel = "REVISION") String revision)
            throws SQLException {
        session.connection();
        if (graph && !session.json()) {
            if (path != null) {
                throw new Gv.Failure("--graph takes no path", null);
            }
            List<String> lines =
                    session.lines("SELECT gitversion.log_graph(?, ?)", revision, limit);
            output.page();
            lines.forEach(output::line);
            return Exit.OK;
        }
        List<Map<String, Object>> rows =
                session.rows("SELECT * FROM gitversion.log(?, ?, ?)", revision, limit, path);
        if (session.json()) {
            output.json(rows);
            return Exit.OK;
        }
        output.page();
        for (Map<String, Object> row : rows) {
            if (oneline) {
                output.line(
                        output.paint(Output.YELLOW, Commits.shortHash(row))
                                + " "
                                + Commits.subject(row.get("message")));
            } else {
                output.line(output.paint(Output.YELLOW, "commit " + row.get("hash")));
                output.line("Author: " + row.get("author"));
                output.line("Date:   " + row.get("committed_at"));
                output.line("");
                row.get("message").toString().lines().forEach(line -> output.line("    " + line));
                output.line("");
            }
        }
        return Exit.OK;
    }

    @Command(
            name = "show",
            description = {
                "A commit with what it changed.",
                "REVISION:PATH is the DDL of an object, or what is in a folder."
            })
    int show(@Parameters(arity = "0..1", paramLabel = "REVISION[:PATH]") String revision)
            throws SQLException {
        session.connection();
        if (session.json()) {
            Map<String, Object> all = new LinkedHashMap<>();
            all.put("revision", revision == null ? "HEAD" : revision);
            all.put("text", session.value("SELECT gitversion.show(?)", revision));
            output.json(all);
            return Exit.OK;
        }
        List<String> lines = session.lines("SELECT gitversion.show_lines(?)", revision);
        output.page();
        output.diff(lines);
        return Exit.OK;
    }

    @Command(
            name = "blame",
            description = "For an object and its parts, the commit that made each what it is.")
    int blame(
            @Parameters(paramLabel = "PATH") String path,
            @Parameters(arity = "0..1", paramLabel = "REVISION") String revision)
            throws SQLException {
        List<Map<String, Object>> rows =
                session.rows("SELECT * FROM gitversion.blame(?, ?)", path, revision);
        if (session.json()) {
            output.json(rows);
            return Exit.OK;
        }
        for (Map<String, Object> row : rows) {
            row.put("commit", Commits.shortHash(row));
            row.put("subject", Commits.subject(row.get("message")));
        }
        output.page();
        output.table(rows, "commit", "author", "committed_at", "path", "subject");
        return Exit.OK;
    }

    @Command(name = "reflog", description = "Where the head of the branch has been.")
    int reflog() throws SQLException {
        List<Map<String, Object>> rows =
                session.rows("SELECT * FROM gitversion.reflog(?)", session.branch());
        if (session.json()) {
            output.json(rows);
            return Exit.OK;
        }
        for (Map<String, Object> row : rows) {
            row.put("commit", Commits.shortHash(row));
        }
        output.page();
        output.table(rows, "commit", "entry", "action", "message", "actor", "moved_at");
        return Exit.OK;
    }

    @Command(name = "tag", description = "List tags, give a commit (HEAD) one, or delete one.")
    int tag(
            @Option(
                            names = {"-m", "--message"},
                            paramLabel = "TEXT",
                            description = "The message.")
                    String message,
            @Option(
                            names = {"-d", "--delete"},
                            description = "Delete it.")
                    boolean delete,
            @Parameters(arity = "0..1", paramLabel = "NAME") String name,
            @Parameters(arity = "0..1", paramLabel = "REVISION") String revision)
            throws SQLException {
        session.connection();
        if (name == null) {
            List<Map<String, Object>> rows =
                    session.rows(
                            "SELECT t.tag_name AS name, t.commit_id, c.commit_hash AS hash,"
                                    + " t.message, t.tagged_by, t.tagged_at FROM gitversion.tags t"
                                    + " JOIN gitversion.commits c ON c.id = t.commit_id"
                                    + " ORDER BY t.tag_name");
            if (session.json()) {
                output.json(rows);
            } else {
                rows.forEach(row -> output.line(row.get("name").toString()));
            }
            return Exit.OK;
        }
        if (delete) {
            session.rows("SELECT gitversion.drop_tag(?)", name);
            if (session.json()) {
                output.json(Map.of("deleted", name));
            }
            return Exit.OK;
        }
        Object commit =
                session.value(
                        "SELECT gitversion.tag(?, ?, ?)",
                        name,
                        revision == null ? "HEAD" : revision,
                        message);
        return Commits.tell(session, commit, name);
    }
}

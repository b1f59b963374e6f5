package org.gitversion.cli;

import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Verbs that bring history from one database to another: gv carries bundles between the two. */
final class RemoteVerbs {
    private static final String NAME = "What the other database is called here.";
    private static final String BRANCHES =
            "SELECT branch_name FROM gitversion.branches WHERE is_active ORDER BY 1";
    private static final String HEADS =
            "SELECT c.commit_hash FROM gitversion.commits c WHERE c.id IN ("
                    + "SELECT head_commit_id FROM gitversion.branches WHERE is_active"
                    + " UNION SELECT commit_id FROM gitversion.remote_branches)";
    private static final String THERE =
            "SELECT commit_hash FROM gitversion.commits WHERE commit_hash = ANY (?)";

    private final Session session;
    private final Output output;

    RemoteVerbs(Session session) {
        this.session = session;
        this.output = session.output();
    }

    @Command(
            name = "fetch",
            description = {
                "Get branches (all) of another database with their history, as remote branches",
                "NAME/BRANCH. Only what is not here is sent."
            })
    int fetch(
            @Parameters(paramLabel = "NAME", description = NAME) String name,
            @Parameters(paramLabel = "URI", description = "Of the database: postgresql://…")
                    String uri,
            @Parameters(arity = "0..*", paramLabel = "BRANCH") List<String> branches)
            throws SQLException {
        session.open();
        try (Session other = session.other(uri)) {
            return tell(carry(other, session, name, branches));
        }
    }

    @Command(
            name = "clone",
            description = {
                "Fetch another database into one without a branch, and make its branch BRANCH",
                "(main) here, too. Rows come along only where they belong to the schema."
            })
    int cloneDatabase(
            @Option(
                            names = "--origin",
                            paramLabel = "NAME",
                            defaultValue = "origin",
                            description = NAME)
                    String name,
            @Parameters(paramLabel = "URI", description = "Of the database: postgresql://…")
                    String uri,
            @Parameters(arity = "0..1", paramLabel = "BRANCH", defaultValue = "main") String branch)
            throws SQLException {
        session.open();
        if (!session.rows(BRANCHES).isEmpty()) {
            throw new Gv.Failure(
                    "this database has a branch already", "gv fetch gets branches into it.");
        }
        try (Session other = session.other(uri)) {
            carry(other, session, name, null);
        }
        session.rows("SELECT gitversion.create_branch(?, ?)", branch, name + "/" + branch);
        session.remembered().remember(session.settings().label(), branch);
        return Commits.tell(
                session, session.value("SELECT gitversion.rev_parse(?)", branch), branch);
    }

    @Command(
            name = "push",
            description = {
                "Bring a branch to another database, where it is made, or forwarded in place; what",
                "is there and not here is refused: fetch it and merge."
            })
    int push(
            @Option(
                            names = "--as",
                            paramLabel = "NAME",
                            description = "What this database is called there (its name).")
                    String as,
            @Parameters(paramLabel = "URI", description = "Of the database: postgresql://…")
                    String uri,
            @Parameters(paramLabel = "BRANCH") String branch,
            @Parameters(arity = "0..1", paramLabel = "TO", description = "Its name there.")
                    String to)
            throws SQLException {
        session.open();
        String name = as == null ? session.settings().get("dbname") : as;
        String target = to == null ? branch : to;
        try (Session other = session.other(uri)) {
            carry(session, other, name, List.of(branch));
            String source = name + "/" + branch;
            if (other.lines(BRANCHES).contains(target)) {
                other.rows(
                        "SELECT gitversion.merge_branches(?, ?, p_fast_forward => 'only')",
                        source,
                        target);
            } else {
                other.rows("SELECT gitversion.create_branch(?, ?)", target, source);
            }
        }
        return Commits.tell(
                session, session.value("SELECT gitversion.rev_parse(?)", branch), branch);
    }

    /** Carries branches from one database to another; returns where they are there. */
    private static List<Map<String, Object>> carry(
            Session from, Session to, String name, List<String> branches) throws SQLException {
        from.open();
        to.open();
        List<String> wanted = branches == null ? from.lines(BRANCHES) : branches;
        if (wanted.isEmpty()) {
            throw new Gv.Failure("the other database has no branch", null);
        }
        List<String> common = from.lines(THERE, to.lines(HEADS));
        Object bundle = from.value("SELECT gitversion.create_bundle(?, ?)", wanted, common);
        return to.rows("SELECT * FROM gitversion.apply_bundle(?, ?)", bundle, name);
    }

    private int tell(List<Map<String, Object>> rows) {
        if (session.json()) {
            Map<String, Object> all = new LinkedHashMap<>();
            all.put("branches", rows);
            output.json(all);
        } else {
            output.table(rows, "name", "change", "old_commit_id", "new_commit_id");
        }
        return Exit.OK;
    }
}

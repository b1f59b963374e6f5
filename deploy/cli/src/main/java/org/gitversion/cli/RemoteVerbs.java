package org.gitversion.cli;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Verbs that bring history from one database to another: gv carries bundles between the two. */
final class RemoteVerbs {
    private static final String NAME = "What the other database is called here.";
    private static final String AT_ONCE = "How many commits go at once (200).";
    private static final String SIZE = "200";

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
                "NAME/BRANCH, and the tags on it. Only what is not here is sent."
            })
    int fetch(
            @Option(names = "--prune", description = "Forget branches that are gone there.")
                    boolean prune,
            @Option(names = "--batch", paramLabel = "N", defaultValue = SIZE, description = AT_ONCE)
                    int size,
            @Parameters(
                            arity = "0..1",
                            paramLabel = "NAME",
                            defaultValue = "origin",
                            description = NAME + " (origin)")
                    String name,
            @Parameters(
                            arity = "0..*",
                            paramLabel = "[URI] BRANCH",
                            description = "URI: of the database, where gv remote knows none.")
                    List<String> rest)
            throws SQLException {
        session.open();
        List<String> branches = rest == null ? new ArrayList<>() : new ArrayList<>(rest);
        boolean isGiven = !branches.isEmpty() && Remotes.isUri(branches.get(0));
        String uri = isGiven ? branches.remove(0) : session.remotes().uri(name);
        if (uri == null) {
            return tell(fetchByServer(name, branches, prune));
        }
        try (Session other = session.other(uri)) {
            other.open();
            List<String> all = other.lines(Transfer.BRANCHES);
            List<Map<String, Object>> rows =
                    fetch(other, name, branches.isEmpty() ? all : branches, size);
            if (prune) {
                rows.addAll(
                        session.rows(
                                "SELECT name, 'pruned' AS change, commit_id AS old_commit_id,"
                                        + " NULL::integer AS new_commit_id FROM"
                                        + " gitversion_internal.prune(?, ?)",
                                name,
                                all));
            }
            return tell(rows);
        }
    }

    private List<Map<String, Object>> fetch(
            Session other, String name, List<String> branches, int size) throws SQLException {
        if (branches.isEmpty()) {
            throw new Gv.Failure("the other database has no branch", null);
        }
        Transfer transfer = new Transfer(other, session, name, Math.max(1, size));
        List<String> names = new ArrayList<>(branches);
        names.addAll(transfer.newTags(branches));
        return transfer.bring(names);
    }

    /** By the server, which has a foreign server for it. */
    private List<Map<String, Object>> fetchByServer(
            String name, List<String> branches, boolean prune) throws SQLException {
        session.remotes().requireServer(name);
        List<String> wanted = new ArrayList<>(branches);
        if (wanted.isEmpty()) {
            wanted.add(null);
        }
        List<Map<String, Object>> rows = new ArrayList<>();
        for (String branch : wanted) {
            rows.addAll(
                    session.rows("SELECT * FROM gitversion.fetch(?, ?, ?)", name, branch, prune));
        }
        return rows;
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
            @Option(names = "--batch", paramLabel = "N", defaultValue = SIZE, description = AT_ONCE)
                    int size,
            @Parameters(paramLabel = "URI", description = "Of the database: postgresql://…")
                    String uri,
            @Parameters(arity = "0..1", paramLabel = "BRANCH", defaultValue = "main") String branch)
            throws SQLException {
        session.open();
        if (!session.rows(Transfer.BRANCHES).isEmpty()) {
            throw new Gv.Failure(
                    "this database has a branch already", "gv fetch gets branches into it.");
        }
        try (Session other = session.other(uri)) {
            other.open();
            fetch(other, name, other.lines(Transfer.BRANCHES), size);
        }
        session.rows("SELECT gitversion.create_branch(?, ?)", branch, name + "/" + branch);
        session.remembered().remember(session.settings().label(), branch);
        if (Remotes.hasPassword(uri)) {
            session.err().println("gv: " + name + " is not remembered: its URI has a password");
        } else {
            session.remotes().add(name, uri);
        }
        return Commits.tell(
                session, session.value("SELECT gitversion.rev_parse(?)", branch), branch);
    }

    @Command(
            name = "push",
            description = {
                "Bring a branch (that worked on) to another database, where it is made, or",
                "forwarded in place; what is there and not here is refused: fetch it and merge.",
                "Or bring a tag."
            })
    int push(
            @Option(
                            names = "--as",
                            paramLabel = "NAME",
                            description = "What this database is called there (its name).")
                    String as,
            @Option(
                            names = "--force-with-lease",
                            description = "Backwards, too, if it is there as it was fetched.")
                    boolean force,
            @Option(names = "--tags", description = "With the tags on its history.") boolean tags,
            @Option(names = "--batch", paramLabel = "N", defaultValue = SIZE, description = AT_ONCE)
                    int size,
            @Parameters(
                            paramLabel = "NAME|URI",
                            description = "Of the database: as gv remote knows it, or a URI.")
                    String remote,
            @Parameters(arity = "0..1", paramLabel = "BRANCH|TAG") String given,
            @Parameters(arity = "0..1", paramLabel = "TO", description = "Its name there.")
                    String to)
            throws SQLException {
        String branch = given == null ? session.branch() : given;
        session.open();
        String name = Remotes.isUri(remote) ? session.remotes().name(remote) : remote;
        String uri = Remotes.isUri(remote) ? remote : session.remotes().uri(remote);
        String target = to == null ? branch : to;
        String here = as == null ? session.settings().get("dbname") : as;
        if (force && name == null) {
            throw new Gv.Failure(
                    "--force-with-lease takes a remote by its name",
                    "gv remote add NAME URI, and gv fetch NAME: then it is known what is there.");
        }
        if (uri == null) {
            session.remotes().requireServer(name);
            Object change =
                    session.value(
                            "SELECT gitversion.push(?, ?, ?, ?, ?, ?)",
                            name,
                            branch,
                            to,
                            force,
                            here,
                            tags);
            return tell(branch, target, change);
        }
        try (Session other = session.other(uri)) {
            other.open();
            Transfer transfer = new Transfer(session, other, here, Math.max(1, size));
            return tell(branch, target, push(transfer, other, name, branch, target, force, tags));
        }
    }

    private Object push(
            Transfer transfer,
            Session other,
            String remote,
            String branch,
            String to,
            boolean force,
            boolean tags)
            throws SQLException {
        boolean isTag =
                !session.lines(Transfer.BRANCHES).contains(branch)
                        && session.value("SELECT 1 FROM gitversion.tags WHERE tag_name = ?", branch)
                                != null;
        if (isTag && !to.equals(branch)) {
            throw new Gv.Failure(
                    "tag \"" + branch + "\" cannot be pushed under another name",
                    "A tag has the same name everywhere.");
        }
        String hash = Transfer.hash(session, branch);
        List<String> names = new ArrayList<>(List.of(branch));
        if (tags) {
            names.addAll(transfer.tags(branch));
            names = names.stream().distinct().toList();
        }
        List<Map<String, Object>> rows = transfer.bring(names);
        if (isTag) {
            return rows.get(0).get("change");
        }
        Object lease =
                session.value(
                        "SELECT c.commit_hash FROM gitversion.remote_branches r"
                                + " JOIN gitversion.commits c ON c.id = r.commit_id"
                                + " WHERE r.remote = ? AND r.branch_name = ?",
                        remote,
                        to);
        Object change =
                other.value(
                        "SELECT gitversion_internal.receive(?, ?, ?, ?, ?)",
                        transfer.name() + "/" + branch,
                        hash,
                        to,
                        lease,
                        force);
        if (remote != null) {
            session.rows(
                    "SELECT gitversion_internal.set_remote_branch(?, ?, id) FROM"
                            + " gitversion.commits WHERE commit_hash = ?",
                    remote,
                    to,
                    hash);
        }
        return change;
    }

    private int tell(String branch, String to, Object change) throws SQLException {
        if (session.json()) {
            Map<String, Object> all = new LinkedHashMap<>();
            all.put("branch", branch);
            all.put("to", to);
            all.put("change", change);
            all.put("hash", Transfer.hash(session, branch));
            output.json(all);
        } else {
            output.line(branch + " -> " + to + ": " + change);
        }
        return Exit.OK;
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

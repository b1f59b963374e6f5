package org.gitversion.cli;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Verbs about the names of other databases. */
@Command(
        name = "remote",
        synopsisSubcommandLabel = "[add|remove]",
        description = "List the other databases that have a name here, add one, or remove one.")
final class RemoteList implements Callable<Integer> {
    private final Session session;
    private final Output output;

    RemoteList(Session session) {
        this.session = session;
        this.output = session.output();
    }

    @Override
    public Integer call() throws SQLException {
        session.open();
        Map<String, Map<String, Object>> all = new TreeMap<>();
        for (Map<String, Object> row :
                session.rows(
                        "SELECT b.remote, count(*) AS branches FROM gitversion.remote_branches b"
                                + " GROUP BY b.remote")) {
            one(all, row.get("remote")).put("branches", row.get("branches"));
        }
        for (Map<String, Object> row :
                session.rows("SELECT remote_name, server_name FROM gitversion.remotes")) {
            one(all, row.get("remote_name")).put("where", "server " + row.get("server_name"));
        }
        session.remotes().all().forEach((name, uri) -> one(all, name).put("where", uri));
        List<Map<String, Object>> rows = new ArrayList<>(all.values());
        if (session.json()) {
            output.json(rows);
        } else {
            output.table(rows, "name", "branches", "where");
        }
        return Exit.OK;
    }

    private static Map<String, Object> one(Map<String, Map<String, Object>> all, Object name) {
        return all.computeIfAbsent(
                name.toString(),
                n -> {
                    Map<String, Object> row = new LinkedHashMap<>();
                    row.put("name", n);
                    row.put("branches", 0);
                    row.put("where", null);
                    return row;
                });
    }

    @Command(
            name = "add",
            description = {
                "Give another database a name for fetch and push: by a URI, which gv remembers for",
                "you, or by a foreign server of dblink, by which the databases reach each other."
            })
    int add(
            @Option(names = "--server", description = "The URI is the name of a foreign server.")
                    boolean server,
            @Parameters(paramLabel = "NAME") String name,
            @Parameters(paramLabel = "URI") String uri)
            throws SQLException {
        session.open();
        if (session.remotes().uri(name) != null || session.remotes().isServer(name)) {
            throw new Gv.Failure(
                    "remote \"" + name + "\" exists already", "gv remote remove " + name);
        }
        if (server) {
            session.rows("SELECT gitversion.add_remote(?, ?)", name, uri);
        } else if (Remotes.isUri(uri)) {
            session.remotes().add(name, uri);
        } else {
            throw new Gv.Failure(
                    uri + " is no URI of a database",
                    "postgresql://USER@SERVER/DATABASE; --server takes a foreign server.");
        }
        return said("added", name);
    }

    @Command(name = "remove", description = "Forget a name, with its remote branches.")
    int remove(@Parameters(paramLabel = "NAME") String name) throws SQLException {
        session.open();
        boolean isHere =
                session.remotes().isServer(name)
                        || session.value(
                                        "SELECT 1 FROM gitversion.remote_branches"
                                                + " WHERE remote = ? LIMIT 1",
                                        name)
                                != null;
        if (isHere) {
            session.rows("SELECT gitversion.drop_remote(?)", name);
        }
        if (!session.remotes().remove(name) && !isHere) {
            throw new Gv.Failure("there is no remote \"" + name + "\"", "gv remote lists all.");
        }
        return said("removed", name);
    }

    private int said(String what, String name) {
        if (session.json()) {
            output.json(Map.of(what, name));
        }
        return Exit.OK;
    }
}

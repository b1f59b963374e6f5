package org.gitversion.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Verbs that carry history to another database in a file. */
@Command(
        name = "bundle",
        synopsisSubcommandLabel = "create|read|apply",
        description = "Carry branches with their history to another database, in a file.")
final class BundleVerbs {
    private final Session session;
    private final Output output;

    BundleVerbs(Session session) {
        this.session = session;
        this.output = session.output();
    }

    @Command(name = "create", description = "Write branches and tags into a file.")
    int create(
            @Option(
                            names = "--exclude",
                            split = ",",
                            paramLabel = "REVISION",
                            description = "What the other database has.")
                    List<String> exclude,
            @Parameters(paramLabel = "FILE") Path file,
            @Parameters(arity = "1..*", paramLabel = "REVISION") List<String> revisions)
            throws SQLException, IOException {
        session.open();
        byte[] bundle =
                (byte[])
                        session.value(
                                "SELECT gitversion.create_bundle(?, ?)",
                                revisions,
                                exclude == null ? List.of() : exclude);
        java.nio.file.Files.write(file, bundle);
        if (session.json()) {
            Map<String, Object> all = new LinkedHashMap<>();
            all.put("file", file.toString());
            all.put("bytes", bundle.length);
            output.json(all);
        } else {
            output.line(file + ": " + bundle.length + " bytes");
        }
        return Exit.OK;
    }

    @Command(name = "read", description = "List what a file holds.")
    int read(@Parameters(paramLabel = "FILE") Path file) throws SQLException, IOException {
        session.open();
        List<Map<String, Object>> rows =
                session.rows("SELECT * FROM gitversion.read_bundle(?)", bytes(file));
        if (session.json()) {
            output.json(rows);
            return Exit.OK;
        }
        for (Map<String, Object> row : rows) {
            row.put("commit", row.get("commit_hash").toString().substring(0, 12));
            row.put(
                    "subject",
                    row.get("message") == null ? "" : Commits.subject(row.get("message")));
        }
        output.page();
        output.table(rows, "type", "name", "commit", "is_here", "subject");
        return Exit.OK;
    }

    @Command(name = "apply", description = "Take what a file holds in, as remote branches.")
    int apply(
            @Option(
                            names = "--remote",
                            paramLabel = "NAME",
                            defaultValue = "origin",
                            description = "What the other database is called here.")
                    String remote,
            @Parameters(paramLabel = "FILE") Path file)
            throws SQLException, IOException {
        session.open();
        List<Map<String, Object>> rows =
                session.rows("SELECT * FROM gitversion.apply_bundle(?, ?)", bytes(file), remote);
        if (session.json()) {
            output.json(rows);
        } else {
            output.table(rows, "name", "change", "old_commit_id", "new_commit_id");
        }
        return Exit.OK;
    }

    private static byte[] bytes(Path file) throws IOException {
        return java.nio.file.Files.readAllBytes(file);
    }
}

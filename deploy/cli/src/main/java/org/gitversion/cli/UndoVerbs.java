package org.gitversion.cli;

import java.sql.SQLException;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Verbs that go back to other states. */
final class UndoVerbs {
    private final Session session;
    private final Output output;

    UndoVerbs(Session session) {
        this.session = session;
        this.output = session.output();
    }

    @Command(
            name = "reset",
            description = {
                "Move the head of the branch, and with --hard (the default) its schema.",
                "Where rows would be lost, it takes --force."
            })
    int reset(
            @Option(names = "--hard", description = "Migrate the schema in place.") boolean hard,
            @Option(names = "--soft", description = "Leave the schema alone.") boolean soft,
            @Option(names = "--force", description = "Lose rows.") boolean force,
            @Option(names = "--using", paramLabel = "JSON", description = "Conversions of values.")
                    String using,
            @Option(names = "--trust", description = "Code of others may run as you.")
                    boolean trust,
            @Option(names = "--dry-run", description = "Show what it would do.") boolean dryRun,
            @Parameters(arity = "0..1", paramLabel = "REVISION") String revision)
            throws SQLException {
        String branch = session.branch();
        String to = revision == null ? branch : revision;
        if (hard && soft) {
            throw new Gv.Failure("--hard and --soft exclude each other", null);
        }
        if (dryRun) {
            return MergeVerbs.preview(
                    session,
                    session.rows(
                            "SELECT * FROM gitversion.preview_reset(?, ?, ?, ?)",
                            branch,
                            to,
                            trust,
                            using));
        }
        Object commit =
                session.value(
                        "SELECT gitversion.reset(?, ?, ?, ?, ?, ?)",
                        branch,
                        to,
                        soft ? "soft" : "hard",
                        force,
                        trust,
                        using);
        return Commits.tell(session, commit, branch);
    }

    @Command(
            name = "restore",
            description = "Bring what is at a path to the state of a revision (HEAD).")
    int restore(
            @Option(
                            names = "--source",
                            paramLabel = "REVISION",
                            defaultValue = "HEAD",
                            description = "Whose state (HEAD).")
                    String revision,
            @Option(names = "--trust", description = "Code of others may run as you.")
                    boolean trust,
            @Parameters(paramLabel = "PATH") String path)
            throws SQLException {
        session.rows(
                "SELECT gitversion.restore(?, ?, ?, ?)", path, revision, session.branch(), trust);
        if (session.json()) {
            output.json(Map.of("restored", path));
        }
        return Exit.OK;
    }
}

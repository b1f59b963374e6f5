package org.gitversion.cli;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;
import org.eclipse.jgit.api.errors.GitAPIException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Verbs that exchange history with Git repositories. */
final class GitVerbs {
    private final Session session;

    GitVerbs(Session session) {
        this.session = session;
    }

    @Command(
            name = "export-git",
            description = {
                "Write branches (all) with their history and tags into a Git repository: a file",
                "an object. What is there already is not written again. Exit status 2: a branch",
                "there has commits that are not here."
            })
    int exportGit(
            @Option(
                            names = "--authors",
                            paramLabel = "FILE",
                            description = "Lines role = Name <address>.")
                    Path authors,
            @Option(names = "--force", description = "Branches there may lose commits.")
                    boolean force,
            @Parameters(paramLabel = "DIRECTORY") Path directory,
            @Parameters(arity = "0..*", paramLabel = "BRANCH") List<String> branches)
            throws SQLException, IOException, GitAPIException {
        session.open();
        Properties people = new Properties();
        if (authors != null) {
            try (Reader reader = java.nio.file.Files.newBufferedReader(authors)) {
                people.load(reader);
            }
        }
        try (GitStore store = GitStore.open(session, directory, true)) {
            return new GitExport(session, store, people, force).run(branches);
        }
    }

    @Command(
            name = "import-git",
            description = {
                "Take commits of a Git repository into branch -b, which is made or forwarded. The",
                "files are executed with your rights: look at what others wrote before."
            })
    int importGit(
            @Option(
                            names = "--no-renames",
                            description = "What looks like a rename is a drop and a creation.")
                    boolean noRenames,
            @Option(
                            names = "--schema",
                            paramLabel = "NAME",
                            defaultValue = "public",
                            description = "Of the first branch of the database.")
                    String schema,
            @Parameters(paramLabel = "DIRECTORY") Path directory,
            @Parameters(
                            arity = "0..1",
                            paramLabel = "REF",
                            description = "Of Git; the branch of the same name, else HEAD.")
                    String ref)
            throws SQLException, IOException, GitAPIException {
        String branch = session.chosenBranch();
        if (branch == null) {
            throw new Gv.Failure("which branch?", "Give -b BRANCH.");
        }
        try (GitStore store = GitStore.open(session, directory, false)) {
            String from = ref;
            if (from == null) {
                from =
                        store.repository().exactRef("refs/heads/" + branch) == null
                                ? "HEAD"
                                : "refs/heads/" + branch;
            }
            return new GitImport(session, store, branch, schema, noRenames).run(from);
        }
    }
}

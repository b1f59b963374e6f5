package org.gitversion.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Verbs that merge states, and work through what conflicts. */
final class MergeVerbs {
    /** What does it, what shows it, and what begins it. */
    private static final List<String> REVERT =
            List.of("gitversion.revert", "gitversion.preview_revert", "gitversion.start_revert");

    private static final List<String> CHERRY_PICK =
            List.of(
                    "gitversion.cherry_pick",
                    "gitversion.preview_cherry_pick",
                    "gitversion.start_cherry_pick");

    private final Session session;
    private final Output output;

    MergeVerbs(Session session) {
        this.session = session;
        this.output = session.output();
    }

    @Command(
            name = "merge",
            description = {
                "Merge a revision into the branch. Exit status 2: conflicts, which are kept;",
                "gv merge --continue opens them in the editor and finishes."
            })
    int merge(
            @Option(
                            names = {"-m", "--message"},
                            paramLabel = "TEXT",
                            description = "The message.")
                    String message,
            @Option(
                            names = {"-s", "--strategy"},
                            paramLabel = "recursive|ours|theirs|union",
                            defaultValue = "recursive",
                            description = "What decides conflicts (recursive: nobody).")
                    String strategy,
            @Option(names = "--no-ff", description = "A commit in any case.") boolean never,
            @Option(names = "--ff-only", description = "No commit.") boolean only,
            @Option(names = "--squash", description = "A commit with one parent.") boolean squash,
            @Option(names = "--using", paramLabel = "JSON", description = "Conversions of values.")
                    String using,
            @Option(names = "--trust", description = "Code of others may run as you.")
                    boolean trust,
            @Option(names = "--dry-run", description = "Show what it would do.") boolean dryRun,
            @Option(names = "--atomic", description = "Keep no conflicts: all or nothing.")
                    boolean atomic,
            @Option(names = "--continue", description = "Edit what conflicts, finish.")
                    boolean goOn,
            @Option(names = "--abort", description = "Give it up.") boolean abort,
            @Parameters(arity = "0..1", paramLabel = "REVISION") String source)
            throws SQLException {
        if (goOn || abort) {
            return Attempt.conclude(session, "merge", abort, trust);
        }
        String target = session.branch();
        required(source);
        if (dryRun) {
            return preview(
                    "SELECT * FROM gitversion.preview_merge(?, ?, ?, ?, ?)",
                    source,
                    target,
                    strategy,
                    trust,
                    using);
        }
        String fastForward = never ? "never" : only ? "only" : "auto";
        Gv.Work<Integer> work =
                () ->
                        moved(
                                target,
                                "SELECT gitversion.merge_branches(?, ?, ?, ?, ?, ?, ?, ?)",
                                source,
                                target,
                                strategy,
                                message,
                                fastForward,
                                squash,
                                trust,
                                using);
        if (atomic) {
            return work.run();
        }
        return Attempt.orStart(
                session,
                target,
                work,
                "SELECT gitversion.start_merge(?, ?, ?, ?, ?, ?, ?, ?)",
                source,
                target,
                strategy,
                message,
                fastForward,
                squash,
                trust,
                using);
    }

    @Command(name = "rebase", description = "Put the commits of the branch on top of a revision.")
    int rebase(
            @Option(names = "--using", paramLabel = "JSON", description = "Conversions of values.")
                    String using,
            @Option(names = "--trust", description = "Code of others may run as you.")
                    boolean trust,
            @Option(names = "--dry-run", description = "Show what it would do.") boolean dryRun,
            @Option(names = "--continue", description = "Edit what conflicts, go on.") boolean goOn,
            @Option(names = "--abort", description = "Give it up.") boolean abort,
            @Parameters(arity = "0..1", paramLabel = "ONTO") String onto)
            throws SQLException {
        if (goOn || abort) {
            return Attempt.conclude(session, "rebase", abort, trust);
        }
        String branch = session.branch();
        required(onto);
        if (dryRun) {
            return preview(
                    "SELECT * FROM gitversion.preview_rebase(?, ?, ?, ?)",
                    branch,
                    onto,
                    trust,
                    using);
        }
        return Attempt.orStart(
                session,
                branch,
                () ->
                        moved(
                                branch,
                                "SELECT gitversion.rebase(?, ?, ?, ?)",
                                branch,
                                onto,
                                trust,
                                using),
                "SELECT gitversion.start_rebase(?, ?, ?, ?)",
                branch,
                onto,
                trust,
                using);
    }

    @Command(name = "revert", description = "Undo what a commit did, by a new commit.")
    int revert(
            @Option(names = "--mainline", paramLabel = "N", description = "Of a merge: its parent.")
                    Integer mainline,
            @Option(names = "--using", paramLabel = "JSON", description = "Conversions of values.")
                    String using,
            @Option(names = "--trust", description = "Code of others may run as you.")
                    boolean trust,
            @Option(names = "--dry-run", description = "Show what it would do.") boolean dryRun,
            @Option(names = "--continue", description = "Edit what conflicts, finish.")
                    boolean goOn,
            @Option(names = "--abort", description = "Give it up.") boolean abort,
            @Parameters(arity = "0..1", paramLabel = "REVISION") String revision)
            throws SQLException {
        return replay(REVERT, goOn, abort, dryRun, revision, mainline, trust, using);
    }

    @Command(name = "cherry-pick", description = "Do what a commit did, by a new commit.")
    int cherryPick(
            @Option(names = "--mainline", paramLabel = "N", description = "Of a merge: its parent.")
                    Integer mainline,
            @Option(names = "--using", paramLabel = "JSON", description = "Conversions of values.")
                    String using,
            @Option(names = "--trust", description = "Code of others may run as you.")
                    boolean trust,
            @Option(names = "--dry-run", description = "Show what it would do.") boolean dryRun,
            @Option(names = "--continue", description = "Edit what conflicts, finish.")
                    boolean goOn,
            @Option(names = "--abort", description = "Give it up.") boolean abort,
            @Parameters(arity = "0..1", paramLabel = "REVISION") String revision)
            throws SQLException {
        return replay(CHERRY_PICK, goOn, abort, dryRun, revision, mainline, trust, using);
    }

    private int replay(
            List<String> functions,
            boolean goOn,
            boolean abort,
            boolean dryRun,
            String revision,
            Integer mainline,
            boolean trust,
            String using)
            throws SQLException {
        if (goOn || abort) {
            String operation = functions.get(0).substring("gitversion.".length());
            return Attempt.conclude(session, operation, abort, trust);
        }
        String branch = session.branch();
        required(revision);
        if (dryRun) {
            return preview(
                    "SELECT * FROM " + functions.get(1) + "(?, ?, ?, ?, ?)",
                    revision,
                    branch,
                    mainline,
                    trust,
                    using);
        }
        return Attempt.orStart(
                session,
                branch,
                () ->
                        moved(
                                branch,
                                "SELECT " + functions.get(0) + "(?, ?, ?, ?, ?)",
                                revision,
                                branch,
                                mainline,
                                trust,
                                using),
                "SELECT " + functions.get(2) + "(?, ?, ?, ?, ?)",
                revision,
                branch,
                mainline,
                trust,
                using);
    }

    @Command(
            name = "resolve",
            description = {
                "Decide conflicts of what was begun: those at some paths, or all.",
                "Without a choice they are opened in the editor."
            })
    int resolve(
            @Option(names = "--ours", description = "As on the branch.") boolean ours,
            @Option(names = "--theirs", description = "As on the other side.") boolean theirs,
            @Option(names = "--union", description = "Lines of both.") boolean union,
            @Option(names = "--edit", description = "In the editor (default).") boolean edit,
            @Option(names = "--drop", description = "The object goes.") boolean drop,
            @Option(names = "--trust", description = "Code of others may run as you.")
                    boolean trust,
            @Option(
                            names = {"-f", "--file"},
                            paramLabel = "FILE",
                            description = "By this DDL.")
                    Path file,
            @Parameters(arity = "0..*", paramLabel = "PATH") List<String> given)
            throws SQLException, IOException {
        List<String> paths = given == null ? List.of() : given;
        List<String> strategies = new ArrayList<>();
        boolean[] chosen = {ours, theirs, union, edit, drop || file != null};
        String[] names = {"ours", "theirs", "union", "edit", "manual"};
        for (int i = 0; i < chosen.length; i++) {
            if (chosen[i]) {
                strategies.add(names[i]);
            }
        }
        if (strategies.size() > 1 || drop && file != null) {
            throw new Gv.Failure("there is more than one choice: " + strategies, null);
        }
        Attempt attempt = Attempt.required(session);
        String strategy = strategies.isEmpty() ? "edit" : strategies.get(0);
        if (strategy.equals("edit")) {
            attempt.edit(new HashSet<>(paths), trust);
            return attempt.left();
        }
        if (strategy.equals("manual") && paths.size() != 1) {
            throw new Gv.Failure("--file and --drop take one path", null);
        }
        String text = null;
        if (strategy.equals("manual")) {
            text = drop ? "" : java.nio.file.Files.readString(file);
        }
        return attempt.resolve(paths, strategy, text, trust);
    }

    private static void required(String revision) {
        if (revision == null) {
            throw new Gv.Failure("a revision is missing", null);
        }
    }

    /** Tells where the branch is after a query that moves it. */
    private int moved(String branch, String sql, Object... parameters) throws SQLException {
        Object before = session.value("SELECT gitversion.rev_parse(?)", branch);
        Object after = session.value(sql, parameters);
        if (after.equals(before) && !session.json()) {
            output.line("Already up to date.");
            return Exit.OK;
        }
        return Commits.tell(session, after, branch);
    }

    /** Prints a preview; its status tells what would happen. */
    private int preview(String sql, Object... parameters) throws SQLException {
        return preview(session, session.rows(sql, parameters));
    }

    static int preview(Session session, List<Map<String, Object>> rows) {
        if (session.json()) {
            session.output().json(rows);
        } else {
            session.output().page();
            for (Map<String, Object> row : rows) {
                Object statement = row.get("statement");
                row.put("what", statement == null ? row.get("reason") : statement);
                if (row.get("conflict_type") != null) {
                    row.put("result", row.get("conflict_type"));
                }
            }
            session.output().table(rows, "step", "result", "path", "lock_mode", "what");
        }
        boolean conflicts = rows.stream().anyMatch(row -> row.get("conflict_type") != null);
        return conflicts ? Exit.CONFLICTS : rows.isEmpty() ? Exit.OK : Exit.DIFFERENCES;
    }
}

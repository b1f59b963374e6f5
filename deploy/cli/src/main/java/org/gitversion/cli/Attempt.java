package org.gitversion.cli;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** A merge, rebase or the like that conflicts, and is worked through. */
final class Attempt {
    private static final String OPEN =
            "SELECT a.id, a.operation, a.started_by, a.started_at"
                    + " FROM gitversion.merge_attempts a JOIN gitversion.branches b"
                    + " ON b.id = a.target_branch_id"
                    + " WHERE a.status = 'open' AND b.branch_name = ?";
    private static final String CONFLICTS =
            "SELECT id, path, slot, state, reason, proposed_version, row_count, row_query"
                    + " FROM gitversion.open_conflicts WHERE attempt = ?";

    private final Session session;
    private final String branch;
    private final Map<String, Object> row;

    private Attempt(Session session, String branch, Map<String, Object> row) {
        this.session = session;
        this.branch = branch;
        this.row = row;
    }

    /** What was begun on a branch and is open, or null. */
    static Attempt of(Session session, String branch) throws SQLException {
        List<Map<String, Object>> rows = session.rows(OPEN, branch);
        return rows.isEmpty() ? null : new Attempt(session, branch, rows.get(0));
    }

    /** The same; fails where there is none. */
    static Attempt required(Session session) throws SQLException {
        String branch = session.branch();
        Attempt attempt = of(session, branch);
        if (attempt == null) {
            throw new Gv.Failure(
                    "nothing that conflicts was begun on branch \"" + branch + "\"", null);
        }
        return attempt;
    }

    /**
     * Does the work, and where that conflicts begins it as what can be worked through.
     *
     * @param start the query that begins it
     */
    static int orStart(
            Session session,
            String branch,
            Gv.Work<Integer> work,
            String start,
            Object... parameters)
            throws SQLException {
        try {
            return work.run();
        } catch (SQLException e) {
            if (!"VC001".equals(e.getSQLState())) {
                throw e;
            }
        }
        session.rows(start, parameters);
        return required(session).tell(branch);
    }

    List<Map<String, Object>> conflicts() throws SQLException {
        return session.rows(CONFLICTS, row.get("id"));
    }

    Map<String, Object> asMap() throws SQLException {
        Map<String, Object> map = new LinkedHashMap<>(row);
        map.put("conflicts", conflicts());
        return map;
    }

    private String verb() {
        return switch (row.get("operation").toString()) {
            case "cherry_pick" -> "cherry-pick";
            case "stash_pop" -> "stash";
            default -> row.get("operation").toString();
        };
    }

    void print(Output output) throws SQLException {
        List<Map<String, Object>> conflicts = conflicts();
        output.line("A " + verb() + " was begun, by " + row.get("started_by") + ".");
        for (Map<String, Object> conflict : conflicts) {
            Object slot = conflict.get("slot");
            output.line(
                    "  "
                            + output.paint(Output.RED, conflict.get("state") + ": ")
                            + conflict.get("path")
                            + (slot == null ? "" : " (" + slot + ")"));
            if (conflict.get("reason") != null) {
                output.line("      " + conflict.get("reason"));
            }
            if (conflict.get("row_count") != null) {
                output.line(
                        "      "
                                + conflict.get("row_count")
                                + " rows: "
                                + conflict.get("row_query"));
            }
        }
        if (!conflicts.isEmpty()) {
            output.line("  (gv resolve [--ours|--theirs|--union|--edit] PATH)");
        }
        output.line("  (gv " + verb() + " --continue to finish, --abort to give it up)");
    }

    /** Tells of the conflicts that were met. */
    private int tell(String target) throws SQLException {
        if (session.json()) {
            Map<String, Object> all = new LinkedHashMap<>();
            all.put("branch", target);
            all.put("attempt", asMap());
            session.output().json(all);
        } else {
            print(session.output());
        }
        return Exit.CONFLICTS;
    }

    /** Finishes what was begun, after what is open was edited, or gives it up. */
    static int conclude(Session session, String operation, boolean abort, boolean trust)
            throws SQLException {
        Attempt attempt = required(session);
        if (!attempt.row.get("operation").equals(operation)) {
            throw new Gv.Failure(
                    "what was begun is no " + operation.replace('_', ' '),
                    "gv " + attempt.verb() + " --continue or --abort");
        }
        if (abort) {
            session.rows("SELECT gitversion.abort_merge(?)", attempt.row.get("id"));
            if (session.json()) {
                session.output().json(Map.of("aborted", attempt.row.get("id")));
            }
            return Exit.OK;
        }
        attempt.edit(Set.of(), trust);
        if (!attempt.conflicts().isEmpty()) {
            return attempt.tell(attempt.branch);
        }
        Object result =
                session.value("SELECT gitversion.finish_merge(?, ?)", attempt.row.get("id"), trust);
        Attempt next = of(session, attempt.branch);
        if (next != null) {
            return next.tell(attempt.branch);
        }
        if (operation.equals("stash_pop")) {
            if (session.json()) {
                session.output().json(Map.of("stash", result));
            } else {
                session.output().line("stash " + result);
            }
            return Exit.OK;
        }
        return Commits.tell(session, result, attempt.branch);
    }

    /** Resolves conflicts at some paths (all, where none is given) by a strategy or a text. */
    int resolve(List<String> paths, String strategy, String text, boolean trust)
            throws SQLException {
        boolean isFound = false;
        for (Map<String, Object> conflict : conflicts()) {
            if (paths.isEmpty() || matches(conflict, paths)) {
                if (text != null && isFound) {
                    break;
                }
                isFound = true;
                resolve(conflict.get("id"), strategy, text, trust);
            }
        }
        if (!isFound) {
            throw new Gv.Failure(
                    "there is no open conflict in " + String.join(", ", paths),
                    "gv status lists those that are open.");
        }
        return left();
    }

    /** Tells how many conflicts are left. */
    int left() throws SQLException {
        List<Map<String, Object>> left = conflicts();
        if (session.json()) {
            session.output().json(Map.of("conflicts", left));
        } else if (left.isEmpty()) {
            session.output().line("All conflicts are resolved: gv " + verb() + " --continue");
        } else {
            session.output().line("Conflicts left: " + left.size());
        }
        return left.isEmpty() ? Exit.OK : Exit.CONFLICTS;
    }

    private static boolean matches(Map<String, Object> conflict, List<String> paths) {
        String path = conflict.get("path").toString();
        return paths.stream().anyMatch(p -> path.equals(p) || path.startsWith(p + "/"));
    }

    /** One that another resolution has decided meanwhile is left alone. */
    private void resolve(Object id, String strategy, String text, boolean trust)
            throws SQLException {
        for (Map<String, Object> conflict : conflicts()) {
            if (conflict.get("id").equals(id)) {
                session.rows(
                        "SELECT gitversion.resolve_conflict(?, ?, ?, ?)",
                        id,
                        strategy,
                        text,
                        trust);
            }
        }
    }

    /** Lets the user edit each object in conflict, at some paths or all. */
    void edit(Set<String> paths, boolean trust) throws SQLException {
        Set<String> seen = new HashSet<>();
        Editor editor = new Editor(session.environment());
        while (true) {
            List<Map<String, Object>> open = new ArrayList<>(conflicts());
            open.removeIf(
                    c ->
                            seen.contains(c.get("path").toString())
                                    || !paths.isEmpty() && !matches(c, List.copyOf(paths)));
            if (open.isEmpty()) {
                return;
            }
            Map<String, Object> conflict = open.get(0);
            seen.add(conflict.get("path").toString());
            String text = editor.edit(proposal(conflict), advice(conflict, open), ".sql");
            if (text.isEmpty() || hasMarkers(text)) {
                session.err().println("gv: left as it is: " + conflict.get("path"));
            } else {
                resolveEdited(conflict, text, trust);
            }
        }
    }

    /** What somebody wrote is not lost where the server refuses it. */
    private void resolveEdited(Map<String, Object> conflict, String text, boolean trust)
            throws SQLException {
        try {
            resolve(conflict.get("id"), "manual", text, trust);
        } catch (SQLException e) {
            session.err()
                    .println(
                            "gv: refused; the text is kept in "
                                    + Editor.keep(text)
                                    + ": gv resolve --file FILE "
                                    + conflict.get("path"));
            throw e;
        }
    }

    private static String proposal(Map<String, Object> conflict) {
        Object proposed = conflict.get("proposed_version");
        return proposed == null ? "" : proposed.toString();
    }

    private static List<String> advice(
            Map<String, Object> conflict, List<Map<String, Object>> open) {
        List<String> advice = new ArrayList<>();
        advice.add(conflict.get("path") + ":");
        advice.addAll(
                open.stream()
                        .filter(c -> c.get("path").equals(conflict.get("path")))
                        .map(c -> c.get("state") + ": " + c.get("reason"))
                        .collect(Collectors.toList()));
        advice.add(
                "Leave the statement that creates the object as it is to be, or statements that");
        advice.add("alter it. An empty file, and one with markers, leaves the conflict open.");
        return advice;
    }

    private static boolean hasMarkers(String text) {
        return text.lines()
                .anyMatch(
                        line ->
                                line.startsWith("<<<<<<<")
                                        || line.startsWith(">>>>>>>")
                                        || line.equals("======="));
    }
}

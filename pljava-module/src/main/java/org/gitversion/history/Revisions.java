package org.gitversion.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.gitversion.db.Database;
import org.gitversion.db.Rows;
import org.gitversion.error.ErrorCode;
import org.gitversion.error.GitVersionException;
import org.jspecify.annotations.Nullable;

/**
 * Finds commits by what users write: a branch, else a tag, else {@code HEAD}, the branch of the
 * session, else the beginning of a hash; each with {@code ~N}, {@code ^N} and {@code @{N}}.
 */
public final class Revisions {
    private static final int SHORTEST_HASH = 4;
    private static final int HASH_LENGTH = 64;

    private final Database database;
    private final Commits commits;
    private final Branches branches;
    private final @Nullable String session;

    /**
     * Opens the history.
     *
     * @param database the gateway
     */
    public Revisions(Database database) {
        this(database, null);
    }

    /**
     * Opens the history for a caller that knows the branch of the session.
     *
     * @param database the gateway
     * @param session the branch that HEAD means; null to ask the session's settings
     */
    public Revisions(Database database, @Nullable String session) {
        this.database = database;
        this.session = session;
        this.commits = new Commits(database);
        this.branches = new Branches(database);
    }

    /**
     * Finds a commit.
     *
     * @param text a revision
     * @return the commit
     * @throws GitVersionException UNKNOWN_REVISION, AMBIGUOUS_REVISION; INVALID_ARGUMENT for {@code
     *     HEAD} in a session without a branch
     */
    public Commit resolve(String text) {
        RevisionText revision = RevisionText.parse(text);
        List<RevisionText.Step> steps = revision.steps();
        int first = 0;
        Commit commit;
        if (!steps.isEmpty() && steps.get(0).sign == '@') {
            commit = inReflog(revision.name(), steps.get(0).number, text);
            first = 1;
        } else {
            commit = named(revision.name(), text);
        }
        for (int i = first; i < steps.size(); i++) {
            commit = step(commit, steps.get(i), text);
        }
        return commit;
    }

    /**
     * Finds the branch of the session.
     *
     * @return the branch
     * @throws GitVersionException INVALID_ARGUMENT when the session has none, UNKNOWN_BRANCH when
     *     it was dropped
     */
    public Branch head() {
        String name =
                session != null ? session : database.value("SELECT gitversion.current_branch()");
        if (name == null || name.isEmpty()) {
            throw new GitVersionException(
                    ErrorCode.INVALID_ARGUMENT,
                    "the session has no branch",
                    "HEAD, and a branch left out, mean the branch chosen with"
                            + " gitversion.use_branch.",
                    "Call gitversion.use_branch(name), or name the branch.");
        }
        return branches.get(name);
    }

    private static boolean isHead(String name) {
        return name.isEmpty() || name.equals("HEAD") || name.equals("@");
    }

    private Commit named(String name, String text) {
        if (isHead(name)) {
            return tip(head(), text);
        }
        Branch branch = branches.find(name);
        if (branch != null) {
            return tip(branch, text);
        }
        Integer tagged =
                database.number(
                        "SELECT commit_id FROM gitversion.tags WHERE tag_name = ?::text", name);
        return tagged != null ? commits.get(tagged) : byHash(name, text);
    }

    private Commit tip(Branch branch, String text) {
        Integer head = branch.headIdOrNull();
        if (head == null) {
            throw unknown(text, "Branch \"" + branch.name() + "\" has no commit.");
        }
        return commits.get(head);
    }

    private Commit byHash(String name, String text) {
        String prefix = name.toLowerCase(Locale.ROOT);
        if (!isHash(prefix)) {
            throw unknown(text, "No branch, tag or commit is called \"" + name + "\".");
        }
        List<Commit> found = commits.byHash(prefix);
        if (found.isEmpty()) {
            throw unknown(
                    text, "No branch or tag, and no commit's hash, begins with \"" + name + "\".");
        }
        if (found.size() > 1) {
            throw ambiguous(name, found);
        }
        return found.get(0);
    }

    private static boolean isHash(String name) {
        if (name.length() < SHORTEST_HASH || name.length() > HASH_LENGTH) {
            return false;
        }
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c >= 0x80 || Character.digit(c, 16) < 0) {
                return false;
            }
        }
        return true;
    }

    private static GitVersionException ambiguous(String name, List<Commit> found) {
        StringBuilder detail = new StringBuilder("It fits ");
        for (int i = 0; i < found.size(); i++) {
            detail.append(i == 0 ? "" : ", ").append(found.get(i).hash(), 0, 16);
        }
        return new GitVersionException(
                ErrorCode.AMBIGUOUS_REVISION,
                "hash prefix \"" + name + "\" is ambiguous",
                detail.append('.').toString(),
                "Give more digits of the hash.");
    }

    private Commit inReflog(String name, int entry, String text) {
        Branch branch = isHead(name) ? head() : branches.get(name);
        Integer id =
                database.number(
                        "SELECT new_commit_id FROM gitversion.reflog WHERE branch_id = ?::int4"
                                + " ORDER BY id DESC OFFSET ?::int4 LIMIT 1",
                        branch.id(),
                        entry);
        if (id == null) {
            throw unknown(
                    text,
                    "The reflog of branch \"" + branch.name() + "\" has no entry " + entry + ".");
        }
        return commits.get(id);
    }

    private Commit step(Commit from, RevisionText.Step step, String text) {
        if (step.number == 0) {
            return from;
        }
        return step.sign == '^' ? parent(from, step.number, text) : ancestor(from, step, text);
    }

    private Commit parent(Commit from, int number, String text) {
        List<CommitParent> parents = commits.parents(from.id());
        if (number > parents.size()) {
            throw unknown(
                    text,
                    "Commit "
                            + from.shortHash()
                            + " has "
                            + (parents.isEmpty() ? "no parent" : parents.size() + " parent(s)")
                            + ".");
        }
        return commits.get(parents.get(number - 1).commitId());
    }

    private Commit ancestor(Commit from, RevisionText.Step step, String text) {
        try (Rows rows =
                database.query(
                        "WITH RECURSIVE way(id, depth) AS (SELECT ?::int4, 0 UNION ALL"
                                + " SELECT c.parent_commit_id, w.depth + 1 FROM way w"
                                + " CROSS JOIN LATERAL (SELECT parent_commit_id"
                                + " FROM gitversion.commits WHERE id = w.id OFFSET 0) c"
                                + " WHERE c.parent_commit_id IS NOT NULL AND w.depth < ?::int4)"
                                + " SELECT id, depth FROM way ORDER BY depth DESC LIMIT 1",
                        from.id(),
                        step.number)) {
            rows.next();
            int id = rows.integer(1);
            int depth = rows.integer(2);
            while (rows.next()) {
                continue;
            }
            if (depth < step.number) {
                throw unknown(
                        text,
                        "Commit "
                                + from.shortHash()
                                + " has only "
                                + depth
                                + " first-parent ancestors.");
            }
            return commits.get(id);
        }
    }

    private GitVersionException unknown(String text, @Nullable String detail) {
        List<String> names = new ArrayList<>();
        try (Rows rows =
                database.query(
                        "SELECT branch_name FROM gitversion.branches WHERE is_active"
                                + " UNION SELECT tag_name FROM gitversion.tags")) {
            while (rows.next()) {
                names.add(rows.text(1));
            }
        }
        return new GitVersionException(
                ErrorCode.UNKNOWN_REVISION,
                "revision \"" + text + "\" does not exist",
                detail,
                NearNames.hint(
                        text, names, "gitversion.log(branch) lists the commits of a branch."));
    }
}

package org.gitversion.history;

import org.gitversion.db.Database;
import org.gitversion.db.SqlFailure;
import org.jspecify.annotations.Nullable;

/**
 * Finds commits by what users write: a branch, else a tag, else {@code HEAD}, the branch of the
 * session, else the beginning of a hash; each with {@code ~N}, {@code ^N} and {@code @{N}}.
 */
public final class Revisions {
    private final Database database;
    private final Commits commits;
    private final @Nullable String session;

    /**
     * Opens the history.
     *
     * @param database the gateway
     */
    public Revisions(Database database) {
        this(database, database.value("SELECT gitversion.current_branch()"));
    }

    /**
     * Opens the history for a caller that knows the branch of the session.
     *
     * @param database the gateway
     * @param session the branch that HEAD means; null when there is none
     */
    public Revisions(Database database, @Nullable String session) {
        this.database = database;
        this.session = session;
        this.commits = new Commits(database);
    }

    /**
     * Finds a commit.
     *
     * @param text a revision
     * @return the commit
     * @throws SqlFailure UNKNOWN_REVISION, AMBIGUOUS_REVISION; UNKNOWN_BRANCH for the reflog of a
     *     branch that does not exist; INVALID_ARGUMENT for {@code HEAD} in a session without a
     *     branch
     */
    public Commit resolve(String text) {
        Integer id =
                database.number(
                        "SELECT gitversion_internal.resolve(?::text, ?::text)", text, session);
        if (id == null) {
            throw new IllegalStateException("no commit and no error for " + text);
        }
        return commits.get(id);
    }

    /**
     * Finds the branch of the session.
     *
     * @return the branch
     * @throws SqlFailure INVALID_ARGUMENT when the session has none, UNKNOWN_BRANCH when it was
     *     dropped
     */
    public Branch head() {
        String name = database.value("SELECT gitversion_internal.session_branch(?::text)", session);
        if (name == null) {
            throw new IllegalStateException("no branch and no error");
        }
        return new Branches(database).get(name);
    }
}

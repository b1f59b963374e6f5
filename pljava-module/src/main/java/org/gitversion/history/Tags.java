package org.gitversion.history;

import org.gitversion.db.Database;
import org.gitversion.error.ErrorCode;
import org.gitversion.error.GitVersionException;
import org.jspecify.annotations.Nullable;

/** Names for commits that do not move. */
public final class Tags {
    private Tags() {}

    /**
     * Gives a commit a name.
     *
     * @param database the gateway
     * @param name the name
     * @param commit the commit
     * @param message what the name stands for, or null
     * @throws GitVersionException INVALID_BRANCH_NAME, DUPLICATE_TAG
     */
    public static void add(
            Database database, String name, Commit commit, @Nullable String message) {
        BranchName.checkTag(name);
        int added =
                database.update(
                        "INSERT INTO gitversion_internal.tags (tag_name, commit_id, message)"
                                + " VALUES (?::text, ?::int4, ?::text) ON CONFLICT DO NOTHING",
                        name,
                        commit.id(),
                        message);
        if (added == 0) {
            throw new GitVersionException(
                    ErrorCode.DUPLICATE_TAG,
                    "tag \"" + name + "\" exists already",
                    "Tags do not move.",
                    "Choose another name, or call gitversion.drop_tag(name) first.");
        }
    }
}

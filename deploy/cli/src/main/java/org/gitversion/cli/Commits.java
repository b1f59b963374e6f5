package org.gitversion.cli;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** Tells of commits. */
final class Commits {
    private static final String ONE =
            "SELECT id, commit_hash AS hash, author, committed_at, message FROM gitversion.commits"
                    + " WHERE id = ?";

    private Commits() {}

    /** What came of a verb: one commit, of which the id is known. */
    static int tell(Session session, Object id, String branch) throws SQLException {
        List<Map<String, Object>> rows = session.rows(ONE, id);
        Map<String, Object> commit = rows.get(0);
        if (session.json()) {
            commit.put("branch", branch);
            session.output().json(commit);
        } else {
            session.output()
                    .line(
                            "["
                                    + branch
                                    + " "
                                    + shortHash(commit)
                                    + "] "
                                    + subject(commit.get("message")));
        }
        return Exit.OK;
    }

    static String shortHash(Map<String, Object> commit) {
        String hash = commit.get("hash").toString();
        return hash.substring(0, Math.min(12, hash.length()));
    }

    static String subject(Object message) {
        return String.valueOf(message).lines().findFirst().orElse("");
    }
}

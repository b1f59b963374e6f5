package org.gitversion.plan;

import java.nio.charset.StandardCharsets;
import org.gitversion.db.Database;
import org.jspecify.annotations.Nullable;

/**
 * Shows how far a plan is to other sessions, in {@code application_name} of {@code
 * pg_stat_activity}: that is the one thing that they see before the transaction ends. A rollback
 * brings the former name back.
 */
final class Progress {
    private static final int MAX_BYTES = 63;

    private final Database database;
    private final int total;
    private @Nullable String before;

    /**
     * Prepares.
     *
     * @param database the gateway
     * @param total how many statements the plan has
     */
    Progress(Database database, int total) {
        this.database = database;
        this.total = total;
    }

    /** Says what is about to be done: the number of a statement, from 0, and its object. */
    void show(int done, Step next) {
        if (before == null) {
            before = database.value("SELECT current_setting('application_name')");
        }
        name("gitversion " + (done + 1) + "/" + total + " " + next.path());
    }

    /** Gives the session its name back. */
    void end() {
        String name = before;
        if (name != null) {
            name(name);
        }
    }

    private void name(String name) {
        database.value("SELECT set_config('application_name', ?::text, true)", cut(name));
    }

    /** What of a name fits, so that the server does not tell the client that it cuts it. */
    static String cut(String name) {
        int bytes = 0;
        for (int at = 0; at < name.length(); ) {
            int end = name.offsetByCodePoints(at, 1);
            bytes += name.substring(at, end).getBytes(StandardCharsets.UTF_8).length;
            if (bytes > MAX_BYTES) {
                return name.substring(0, at);
            }
            at = end;
        }
        return name;
    }
}

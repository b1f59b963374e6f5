package org.gitversion.test.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.List;
import org.gitversion.test.support.Database;
import org.gitversion.test.support.ServerError;

/** A commit that says how much of the schema it read. */
final class PartialCommit {
    private PartialCommit() {}

    /** Commits; returns what was said about the part that was read, null when all was. */
    static String of(Database database, String branch, List<String> done) throws SQLException {
        String commit = "SELECT gitversion.commit('c', '" + branch + "')";
        done.add(commit + ';');
        try (Statement statement = database.session().createStatement()) {
            statement.execute("SET client_min_messages = debug1");
            ServerError error = ServerError.of(() -> statement.execute(commit));
            String part = null;
            for (SQLWarning w = statement.getWarnings(); w != null; w = w.getNextWarning()) {
                part = w.getMessage().contains("objects of schema") ? w.getMessage() : part;
            }
            database.session().createStatement().execute("RESET client_min_messages");
            if (error != null) {
                assertThat(error.state())
                        .as("%s: %s\n%s", error.message(), error.detail(), String.join("\n", done))
                        .isEqualTo("VC002");
            }
            return part;
        }
    }
}

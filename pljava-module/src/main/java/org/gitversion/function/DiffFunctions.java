package org.gitversion.function;

import java.sql.SQLException;
import org.gitversion.db.Database;
import org.gitversion.history.Commits;
import org.gitversion.history.DiffText;
import org.gitversion.history.States;
import org.jspecify.annotations.Nullable;

/** SQL functions that compare two states. */
public final class DiffFunctions {
    private DiffFunctions() {}

    /**
     * {@code gitversion.diff}.
     *
     * @param from a revision, or two joined by dots
     * @param to a revision, or null
     * @param session the branch of the session, or null
     * @return unified text
     * @throws SQLException for the client
     */
    public static String diff(@Nullable String from, @Nullable String to, @Nullable String session)
            throws SQLException {
        try {
            String text = Call.required(from, "p_from");
            return DiffText.unified(States.of(Database.open(), text, to, session));
        } catch (RuntimeException | VirtualMachineError e) {
            throw Call.failure(e);
        }
    }

    /**
     * {@code gitversion.diff_json}.
     *
     * @param from a revision, or two joined by dots
     * @param to a revision, or null
     * @param session the branch of the session, or null
     * @return a JSON array
     * @throws SQLException for the client
     */
    public static String rows(@Nullable String from, @Nullable String to, @Nullable String session)
            throws SQLException {
        try {
            String text = Call.required(from, "p_from");
            return DiffText.rows(States.of(Database.open(), text, to, session));
        } catch (RuntimeException | VirtualMachineError e) {
            throw Call.failure(e);
        }
    }

    /**
     * {@code gitversion.compute_schema_diff}.
     *
     * @param from the id of a commit
     * @param to the id of a commit
     * @return a JSON array
     * @throws SQLException for the client
     */
    public static String schemaDiff(@Nullable Integer from, @Nullable Integer to)
            throws SQLException {
        try {
            int one = Call.required(from, "p_from_commit_id");
            int other = Call.required(to, "p_to_commit_id");
            Database database = Database.open();
            Commits commits = new Commits(database);
            return DiffText.rows(States.differing(database, commits.get(one), commits.get(other)));
        } catch (RuntimeException | VirtualMachineError e) {
            throw Call.failure(e);
        }
    }
}

package org.gitversion.function;

import java.sql.SQLException;
import java.util.Iterator;
import org.gitversion.db.Database;
import org.gitversion.history.Branch;
import org.gitversion.history.Branches;
import org.gitversion.history.Commit;
import org.gitversion.history.Commits;
import org.gitversion.history.DiffText;
import org.gitversion.history.HistoryGraph;
import org.gitversion.history.Revisions;
import org.gitversion.history.States;
import org.gitversion.history.Tags;
import org.jspecify.annotations.Nullable;

/** SQL functions about names of commits, and about commits as people read them. */
public final class ReferenceFunctions {
    private ReferenceFunctions() {}

    /**
     * {@code gitversion.tag}.
     *
     * @param name the tag
     * @param revision what it names
     * @param message what it stands for, or null
     * @param session the branch of the session, or null
     * @return the id of the commit
     * @throws SQLException for the client
     */
    public static int tag(
            @Nullable String name,
            @Nullable String revision,
            @Nullable String message,
            @Nullable String session)
            throws SQLException {
        try {
            String tag = Call.required(name, "p_tag_name");
            String text = Call.required(revision, "p_revision");
            Database database = Call.writable();
            Commit commit = new Revisions(database, session).resolve(text);
            Tags.add(database, tag, commit, message);
            return commit.id();
        } catch (RuntimeException | VirtualMachineError e) {
            throw Call.failure(e);
        }
    }

    /**
     * {@code gitversion.rename_branch}.
     *
     * @param name the branch
     * @param newName its new name
     * @throws SQLException for the client
     */
    public static void renameBranch(@Nullable String name, @Nullable String newName)
            throws SQLException {
        try {
            String from = Call.required(name, "p_branch_name");
            String to = Call.required(newName, "p_new_name");
            Branches branches = new Branches(Call.writable());
            Branch branch = branches.lock(from);
            branches.rename(branch, to);
        } catch (RuntimeException | VirtualMachineError e) {
            throw Call.failure(e);
        }
    }

    /**
     * What a commit changed, for {@code gitversion.show}.
     *
     * @param commitId the commit
     * @return unified text
     * @throws SQLException for the client
     */
    public static String change(int commitId) throws SQLException {
        try {
            Database database = Database.open();
            return DiffText.unified(States.change(database, new Commits(database).get(commitId)));
        } catch (RuntimeException | VirtualMachineError e) {
            throw Call.failure(e);
        }
    }

    /**
     * {@code gitversion.export}.
     *
     * @param commitId the commit
     * @return a JSON array of objects with path and content
     * @throws SQLException for the client
     */
    public static String export(int commitId) throws SQLException {
        try {
            Database database = Database.open();
            return DiffText.files(new Commits(database).tree(new Commits(database).get(commitId)));
        } catch (RuntimeException | VirtualMachineError e) {
            throw Call.failure(e);
        }
    }

    /**
     * {@code gitversion.log_graph}.
     *
     * @param commitId where to begin
     * @param limit how many commits at most, or null
     * @param session the branch of the session, or null
     * @return the rows
     * @throws SQLException for the client
     */
    public static Iterator<String> graph(
            int commitId, @Nullable Integer limit, @Nullable String session) throws SQLException {
        try {
            return HistoryGraph.rows(Database.open(), commitId, limit, session).iterator();
        } catch (RuntimeException | VirtualMachineError e) {
            throw Call.failure(e);
        }
    }
}

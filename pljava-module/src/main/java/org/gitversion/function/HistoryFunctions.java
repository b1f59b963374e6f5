package org.gitversion.function;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.gitversion.db.Database;
import org.gitversion.history.Blame;
import org.gitversion.history.Branches;
import org.gitversion.history.Committer;
import org.gitversion.history.MergeBase;
import org.gitversion.history.Repository;
import org.gitversion.history.Revisions;
import org.gitversion.history.Status;
import org.gitversion.merge.Amendment;
import org.gitversion.merge.PartialCommit;
import org.jspecify.annotations.Nullable;

/** SQL functions about commits. */
public final class HistoryFunctions {
    private HistoryFunctions() {}

    /**
     * {@code gitversion.init}.
     *
     * @param name the root branch
     * @param schema the schema to adopt, or null
     * @param adopt the commit whose state the schema is; null for a new history
     * @param commitDrift whether what differs from that becomes a commit
     * @return the id of the branch
     * @throws SQLException for the client
     */
    public static int init(
            @Nullable String name,
            @Nullable String schema,
            @Nullable String adopt,
            @Nullable Boolean commitDrift)
            throws SQLException {
        try {
            String branch = Call.required(name, "p_branch_name");
            boolean isDriftCommitted = Call.required(commitDrift, "p_commit_drift");
            return adopt == null
                    ? Repository.init(Call.writable(), branch, schema).id()
                    : Repository.adopt(
                                    Call.writable(),
                                    branch,
                                    Call.required(schema, "p_schema_name"),
                                    adopt,
                                    isDriftCommitted)
                            .id();
        } catch (RuntimeException | VirtualMachineError e) {
            throw Call.failure(e);
        }
    }

    /**
     * {@code gitversion.commit}.
     *
     * @param message the message
     * @param branch the branch
     * @param paths what to commit, or null for all
     * @return the id of the commit
     * @throws SQLException for the client
     */
    public static int commit(
            @Nullable String message, @Nullable String branch, @Nullable String @Nullable [] paths)
            throws SQLException {
        try {
            String text = Call.required(message, "p_message");
            String name = Call.required(branch, "p_branch_name");
            if (paths == null) {
                return new Committer(Call.writable()).commit(name, text).id();
            }
            List<String> chosen = new ArrayList<>(paths.length);
            for (String path : paths) {
                chosen.add(Call.required(path, "p_paths"));
            }
            return PartialCommit.run(Call.writable(), name, text, chosen);
        } catch (RuntimeException | VirtualMachineError e) {
            throw Call.failure(e);
        }
    }

    /**
     * {@code gitversion.amend}.
     *
     * @param message the new message, or null
     * @param branch the branch
     * @param force whether a commit of other branches may be replaced
     * @return the id of the commit
     * @throws SQLException for the client
     */
    public static int amend(
            @Nullable String message, @Nullable String branch, @Nullable Boolean force)
            throws SQLException {
        try {
            String name = Call.required(branch, "p_branch_name");
            boolean forced = Call.required(force, "p_force");
            return Amendment.run(Call.writable(), name, message, forced);
        } catch (RuntimeException | VirtualMachineError e) {
            throw Call.failure(e);
        }
    }

    /**
     * {@code gitversion.status}.
     *
     * @param branch the branch
     * @param isRefused whether there is something in its schema that commit refuses
     * @return a JSON array
     * @throws SQLException for the client
     */
    public static String status(@Nullable String branch, boolean isRefused) throws SQLException {
        try {
            String name = Call.required(branch, "p_branch_name");
            Database database = Database.open();
            return Status.json(database, new Branches(database).get(name), isRefused);
        } catch (RuntimeException | VirtualMachineError e) {
            throw Call.failure(e);
        }
    }

    /**
     * {@code gitversion.find_merge_base}.
     *
     * @param source a revision
     * @param target a revision
     * @param session the branch of the session, or null
     * @return the id of the commit
     * @throws SQLException for the client
     */
    public static int findMergeBase(
            @Nullable String source, @Nullable String target, @Nullable String session)
            throws SQLException {
        try {
            String one = Call.required(source, "p_source_branch");
            String other = Call.required(target, "p_target_branch");
            Database database = Database.open();
            Revisions revisions = new Revisions(database, session);
            return MergeBase.one(database, revisions.resolve(one), revisions.resolve(other));
        } catch (RuntimeException | VirtualMachineError e) {
            throw Call.failure(e);
        }
    }

    /**
     * {@code gitversion.blame}.
     *
     * @param tip the id of the commit to begin at
     * @param path an object, a part of one or a directory
     * @return a JSON array
     * @throws SQLException for the client
     */
    public static String blame(int tip, @Nullable String path) throws SQLException {
        try {
            return Blame.json(Database.open(), tip, Call.required(path, "p_path"));
        } catch (RuntimeException | VirtualMachineError e) {
            throw Call.failure(e);
        }
    }
}

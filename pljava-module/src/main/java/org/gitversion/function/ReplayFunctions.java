package org.gitversion.function;

import java.sql.SQLException;
import java.util.Iterator;
import org.gitversion.catalog.SearchPath;
import org.gitversion.db.Database;
import org.gitversion.history.States;
import org.gitversion.merge.MigrationPlan;
import org.gitversion.merge.Replay;
import org.gitversion.merge.ReplayPreview;
import org.gitversion.merge.Reset;
import org.gitversion.merge.Restoration;
import org.gitversion.merge.Stash;
import org.gitversion.merge.Using;
import org.jspecify.annotations.Nullable;

/** SQL functions that change a branch to what commits, stashes or other states have. */
public final class ReplayFunctions {
    private ReplayFunctions() {}

    /**
     * {@code gitversion.reset}.
     *
     * @param branch the branch
     * @param revision where its head goes
     * @param mode hard or soft
     * @param force whether rows may be lost
     * @param using how values are converted that get another type, as JSON, or null
     * @param park how long values are kept that are dropped, or null
     * @param trust whether code of others may run with the rights of the caller
     * @return the id of the commit
     * @throws SQLException for the client
     */
    public static int reset(
            @Nullable String branch,
            @Nullable String revision,
            @Nullable String mode,
            @Nullable Boolean force,
            @Nullable String using,
            @Nullable String park,
            @Nullable Boolean trust)
            throws SQLException {
        try {
            String name = Call.required(branch, "p_branch_name");
            String text = Call.required(revision, "p_revision");
            String how = Call.required(mode, "p_mode");
            boolean forced = Call.required(force, "p_force");
            Database database = Call.writable(trust);
            return Reset.run(
                    database,
                    name,
                    text,
                    how,
                    forced,
                    Using.of(database, using).parking(database, park));
        } catch (RuntimeException | VirtualMachineError e) {
            throw Call.failure(e);
        }
    }

    /**
     * {@code gitversion.revert}.
     *
     * @param revision the commit to take back
     * @param branch the branch
     * @param mainline which parent of a merge counts, or null
     * @param using how values are converted that get another type, as JSON, or null
     * @param park how long values are kept that are dropped, or null
     * @param trust whether code of others may run with the rights of the caller
     * @return the id of the new commit
     * @throws SQLException for the client
     */
    public static int revert(
            @Nullable String revision,
            @Nullable String branch,
            @Nullable Integer mainline,
            @Nullable String using,
            @Nullable String park,
            @Nullable Boolean trust)
            throws SQLException {
        try {
            String text = Call.required(revision, "p_revision");
            String name = Call.required(branch, "p_branch_name");
            Database database = Call.writable(trust);
            return Replay.revert(
                    database,
                    text,
                    name,
                    mainline,
                    Using.of(database, using).parking(database, park));
        } catch (RuntimeException | VirtualMachineError e) {
            throw Call.failure(e);
        }
    }

    /**
     * {@code gitversion.cherry_pick}.
     *
     * @param revision the commit to do again
     * @param branch the branch
     * @param mainline which parent of a merge counts, or null
     * @param using how values are converted that get another type, as JSON, or null
     * @param park how long values are kept that are dropped, or null
     * @param trust whether code of others may run with the rights of the caller
     * @return the id of the new commit
     * @throws SQLException for the client
     */
    public static int cherryPick(
            @Nullable String revision,
            @Nullable String branch,
            @Nullable Integer mainline,
            @Nullable String using,
            @Nullable String park,
            @Nullable Boolean trust)
            throws SQLException {
        try {
            String text = Call.required(revision, "p_revision");
            String name = Call.required(branch, "p_branch_name");
            Database database = Call.writable(trust);
            return Replay.cherryPick(
                    database,
                    text,
                    name,
                    mainline,
                    Using.of(database, using).parking(database, park));
        } catch (RuntimeException | VirtualMachineError e) {
            throw Call.failure(e);
        }
    }

    /**
     * {@code gitversion.rebase}.
     *
     * @param branch the branch
     * @param onto what it goes on top of
     * @param using how values are converted that get another type, as JSON, or null
     * @param park how long values are kept that are dropped, or null
     * @param trust whether code of others may run with the rights of the caller
     * @return the id of the new head
     * @throws SQLException for the client
     */
    public static int rebase(
            @Nullable String branch,
            @Nullable String onto,
            @Nullable String using,
            @Nullable String park,
            @Nullable Boolean trust)
            throws SQLException {
        try {
            String name = Call.required(branch, "p_branch_name");
            String to = Call.required(onto, "p_onto");
            Database database = Call.writable(trust);
            return Replay.rebase(
                    database, name, to, Using.of(database, using).parking(database, park));
        } catch (RuntimeException | VirtualMachineError e) {
            throw Call.failure(e);
        }
    }

    /**
     * The rows of {@code gitversion.preview_reset} and the like as JSON.
     *
     * @param verb reset, revert, cherry_pick or rebase
     * @param branch the branch
     * @param revision the commit it is about
     * @param mainline which parent of a merge counts, or null
     * @param trust whether code of others may run with the rights of the caller
     * @param using how values are converted that get another type, as JSON, or null
     * @param park how long values are kept that are dropped, or null
     * @return JSON objects
     * @throws SQLException for the client
     */
    public static Iterator<String> preview(
            String verb,
            @Nullable String branch,
            @Nullable String revision,
            @Nullable Integer mainline,
            @Nullable Boolean trust,
            @Nullable String using,
            @Nullable String park)
            throws SQLException {
        try {
            String name = Call.required(branch, "p_branch_name");
            String text = Call.required(revision, verb.equals("rebase") ? "p_onto" : "p_revision");
            Database database = Call.writable(trust);
            Using conversions = Using.of(database, using).parking(database, park);
            return ReplayPreview.rows(database, verb, name, text, mainline, conversions).iterator();
        } catch (RuntimeException | VirtualMachineError e) {
            throw Call.failure(e);
        }
    }

    /**
     * {@code gitversion.restore}.
     *
     * @param path what to restore
     * @param revision how it shall be
     * @param branch the branch
     * @param trust whether code of others may run with the rights of the caller
     * @param using how values are converted that get another type, as JSON, or null
     * @param park how long values are kept that are dropped, or null
     * @throws SQLException for the client
     */
    public static void restore(
            @Nullable String path,
            @Nullable String revision,
            @Nullable String branch,
            @Nullable Boolean trust,
            @Nullable String using,
            @Nullable String park)
            throws SQLException {
        try {
            String at = Call.required(path, "p_path");
            String text = Call.required(revision, "p_revision");
            String name = Call.required(branch, "p_branch_name");
            Database database = Call.writable(trust);
            Using values = Using.of(database, using).parking(database, park);
            Restoration.run(database, at, text, name, values);
        } catch (RuntimeException | VirtualMachineError e) {
            throw Call.failure(e);
        }
    }

    /**
     * {@code gitversion.stash}.
     *
     * @param branch the branch
     * @param message what the stash is about, or null
     * @param using whether rows are moved to tables that are made again, as JSON, or null
     * @return the id of the stash
     * @throws SQLException for the client
     */
    public static int stash(
            @Nullable String branch, @Nullable String message, @Nullable String using)
            throws SQLException {
        try {
            String name = Call.required(branch, "p_branch_name");
            Database database = Call.writable();
            return Stash.push(database, name, message, Using.of(database, using));
        } catch (RuntimeException | VirtualMachineError e) {
            throw Call.failure(e);
        }
    }

    /**
     * {@code gitversion.stash_pop}.
     *
     * @param branch the branch
     * @param trust whether code of others may run with the rights of the caller
     * @param using how values are converted that get another type, as JSON, or null
     * @param park how long values are kept that are dropped, or null
     * @return the id of the stash
     * @throws SQLException for the client
     */
    public static int stashPop(
            @Nullable String branch,
            @Nullable Boolean trust,
            @Nullable String using,
            @Nullable String park)
            throws SQLException {
        try {
            String name = Call.required(branch, "p_branch_name");
            Database database = Call.writable(trust);
            return Stash.pop(database, name, Using.of(database, using).parking(database, park));
        } catch (RuntimeException | VirtualMachineError e) {
            throw Call.failure(e);
        }
    }

    /**
     * The rows of {@code gitversion.plan} as JSON.
     *
     * @param from a revision
     * @param to a revision
     * @param using how values are converted that get another type, as JSON, or null
     * @param session the branch of the session, or null
     * @param online whether the plan is for running outside of one transaction
     * @return a JSON array
     * @throws SQLException for the client
     */
    public static String plan(
            @Nullable String from,
            @Nullable String to,
            @Nullable String using,
            @Nullable String session,
            @Nullable Boolean online)
            throws SQLException {
        try {
            String one = Call.required(from, "p_from");
            String other = Call.required(to, "p_to");
            boolean outside = Call.required(online, "p_online");
            Database database = Call.writable();
            return MigrationPlan.rows(
                    database, one, other, session, Using.of(database, using), outside);
        } catch (RuntimeException | VirtualMachineError e) {
            throw Call.failure(e);
        }
    }

    /**
     * What {@code gitversion.migration} writes scripts of.
     *
     * @param from a revision
     * @param to a revision
     * @param schema the schema that the scripts are for, which need not exist here
     * @param using how values are converted that get another type, as JSON, or null
     * @param session the branch of the session, or null
     * @param online whether the plan is for running outside of one transaction
     * @return a JSON object
     * @throws SQLException for the client
     */
    public static String migration(
            @Nullable String from,
            @Nullable String to,
            String schema,
            @Nullable String using,
            @Nullable String session,
            @Nullable Boolean online)
            throws SQLException {
        try {
            String one = Call.required(from, "p_from");
            String other = Call.required(to, "p_to");
            boolean outside = Call.required(online, "p_online");
            Database database = Call.writable();
            States states = States.of(database, one, other, session);
            return MigrationPlan.portable(
                    database,
                    states,
                    SearchPath.named(database, schema),
                    Using.of(database, using),
                    outside);
        } catch (RuntimeException | VirtualMachineError e) {
            throw Call.failure(e);
        }
    }
}

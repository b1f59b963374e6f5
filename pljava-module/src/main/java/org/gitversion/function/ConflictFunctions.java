package org.gitversion.function;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.Iterator;
import org.gitversion.db.Database;
import org.gitversion.merge.AttemptStart;
import org.gitversion.merge.CommitMerge;
import org.gitversion.merge.ConflictWork;
import org.gitversion.merge.MergeOptions;
import org.gitversion.merge.Strategy;
import org.gitversion.merge.Using;
import org.jspecify.annotations.Nullable;

/** Working through conflicts, as SQL calls it. */
public final class ConflictFunctions {
    private ConflictFunctions() {}

    /**
     * {@code gitversion.start_merge}.
     *
     * @param source the branch or other revision to merge
     * @param target the branch that receives
     * @param strategy recursive, ours, theirs or union
     * @param message the message of the merge commit, or null
     * @param fastForward auto, only or never
     * @param squash whether the commit has one parent only
     * @param trust whether code of others may run with the rights of the caller
     * @param using how values are converted that get another type, as JSON, or null
     * @param park how long values are kept that are dropped, or null
     * @param session the branch of the session, or null
     * @return the id of the attempt
     * @throws SQLException with an SQLSTATE of class VC, or from PostgreSQL
     */
    public static Integer startMerge(
            @Nullable String source,
            @Nullable String target,
            @Nullable String strategy,
            @Nullable String message,
            @Nullable String fastForward,
            @Nullable Boolean squash,
            @Nullable Boolean trust,
            @Nullable String using,
            @Nullable String park,
            @Nullable String session)
            throws SQLException {
        try {
            Database database = Call.writable(trust);
            MergeOptions options =
                    new MergeOptions(
                            Strategy.of(strategy),
                            message,
                            Call.required(fastForward, "p_fast_forward"),
                            Call.required(squash, "p_squash"),
                            Using.of(database, using).parking(database, park));
            return AttemptStart.merge(
                    database,
                    Call.required(source, "p_source_branch"),
                    Call.required(target, "p_target_branch"),
                    session,
                    options);
        } catch (RuntimeException | VirtualMachineError e) {
            throw Call.failure(e);
        }
    }

    /**
     * {@code gitversion.start_cherry_pick} and the like.
     *
     * @param operation cherry_pick, revert or rebase
     * @param revision the commit, or what to rebase onto
     * @param branch the branch that receives
     * @param mainline which parent of a merge counts, or null
     * @param trust whether code of others may run with the rights of the caller
     * @param using how values are converted that get another type, as JSON, or null
     * @param park how long values are kept that are dropped, or null
     * @return the id of the attempt
     * @throws SQLException with an SQLSTATE of class VC, or from PostgreSQL
     */
    public static Integer startReplay(
            String operation,
            @Nullable String revision,
            @Nullable String branch,
            @Nullable Integer mainline,
            @Nullable Boolean trust,
            @Nullable String using,
            @Nullable String park)
            throws SQLException {
        try {
            String name = Call.required(branch, "p_branch_name");
            String what = operation.equals("rebase") ? "p_onto" : "p_revision";
            String text = Call.required(revision, what);
            Database database = Call.writable(trust);
            Using conversions = Using.of(database, using).parking(database, park);
            return AttemptStart.replay(database, operation, text, name, mainline, conversions);
        } catch (RuntimeException | VirtualMachineError e) {
            throw Call.failure(e);
        }
    }

    /**
     * {@code gitversion.start_stash_pop}.
     *
     * @param branch the branch
     * @param trust whether code of others may run with the rights of the caller
     * @param using how values are converted that get another type, as JSON, or null
     * @param park how long values are kept that are dropped, or null
     * @return the id of the attempt
     * @throws SQLException with an SQLSTATE of class VC, or from PostgreSQL
     */
    public static Integer startStashPop(
            @Nullable String branch,
            @Nullable Boolean trust,
            @Nullable String using,
            @Nullable String park)
            throws SQLException {
        try {
            String name = Call.required(branch, "p_branch_name");
            Database database = Call.writable(trust);
            Using values = Using.of(database, using).parking(database, park);
            return AttemptStart.stashPop(database, name, values);
        } catch (RuntimeException | VirtualMachineError e) {
            throw Call.failure(e);
        }
    }

    /**
     * {@code gitversion.resolve_conflict}.
     *
     * @param conflict its id
     * @param strategy ours, theirs, union or manual
     * @param ddl for manual: statements that make the object
     * @param trust whether code of others may run with the rights of the caller
     * @return how many conflicts of the attempt are left to resolve
     * @throws SQLException with an SQLSTATE of class VC, or from PostgreSQL
     */
    public static Integer resolve(
            @Nullable Integer conflict,
            @Nullable String strategy,
            @Nullable String ddl,
            @Nullable Boolean trust)
            throws SQLException {
        try {
            int id = Call.required(conflict, "p_conflict_id");
            String how = Call.required(strategy, "p_strategy");
            return ConflictWork.resolve(Call.writable(trust), id, how, ddl);
        } catch (RuntimeException | VirtualMachineError e) {
            throw Call.failure(e);
        }
    }

    /**
     * {@code gitversion.finish_merge}.
     *
     * @param attempt its id
     * @param trust whether code of others may run with the rights of the caller
     * @return the commit
     * @throws SQLException with an SQLSTATE of class VC, or from PostgreSQL
     */
    public static Integer finish(@Nullable Integer attempt, @Nullable Boolean trust)
            throws SQLException {
        try {
            int id = Call.required(attempt, "p_attempt");
            return ConflictWork.finish(Call.writable(trust), id);
        } catch (RuntimeException | VirtualMachineError e) {
            throw Call.failure(e);
        }
    }

    /**
     * {@code gitversion.abort_merge}.
     *
     * @param attempt its id
     * @throws SQLException with an SQLSTATE of class VC, or from PostgreSQL
     */
    public static void abort(@Nullable Integer attempt) throws SQLException {
        try {
            int id = Call.required(attempt, "p_attempt");
            ConflictWork.abort(Call.writable(), id);
        } catch (RuntimeException | VirtualMachineError e) {
            throw Call.failure(e);
        }
    }

    /**
     * {@code gitversion.restart_merge}.
     *
     * @param attempt its id
     * @param trust whether code of others may run with the rights of the caller
     * @return how many conflicts are left to resolve
     * @throws SQLException with an SQLSTATE of class VC, or from PostgreSQL
     */
    public static Integer restart(@Nullable Integer attempt, @Nullable Boolean trust)
            throws SQLException {
        try {
            int id = Call.required(attempt, "p_attempt");
            return ConflictWork.restart(Call.writable(trust), id);
        } catch (RuntimeException | VirtualMachineError e) {
            throw Call.failure(e);
        }
    }

    /**
     * The elements of {@code gitversion.three_way_merge}.
     *
     * @param base the id of a commit
     * @param source the id of a commit
     * @param target the id of a commit
     * @param strategy recursive, ours, theirs or union
     * @return conflicts as JSON
     * @throws SQLException with an SQLSTATE of class VC, or from PostgreSQL
     */
    public static Iterator<String> threeWayMerge(
            @Nullable Integer base,
            @Nullable Integer source,
            @Nullable Integer target,
            @Nullable String strategy)
            throws SQLException {
        try {
            int from = Call.required(base, "p_base");
            int theirs = Call.required(source, "p_source");
            int ours = Call.required(target, "p_target");
            Strategy how = Strategy.of(strategy);
            return CommitMerge.conflicts(Call.writable(), from, theirs, ours, how).iterator();
        } catch (RuntimeException | VirtualMachineError e) {
            throw Call.failure(e);
        }
    }

    /**
     * {@code gitversion.merge_ddl_union}.
     *
     * @param source DDL
     * @param target DDL
     * @return DDL, or null
     * @throws SQLException with an SQLSTATE of class VC, or from PostgreSQL
     */
    public static @Nullable String union(@Nullable String source, @Nullable String target)
            throws SQLException {
        try {
            String theirs = Call.required(source, "p_source");
            String ours = Call.required(target, "p_target");
            return CommitMerge.union(Call.writable(), theirs, ours);
        } catch (RuntimeException | VirtualMachineError e) {
            throw Call.failure(e);
        }
    }

    /**
     * {@code gitversion.auto_resolve_conflict}.
     *
     * @param conflict the conflict as JSON
     * @param kind the kind of the object, or null
     * @param slot the slot, or null
     * @param base its version at the base, or null
     * @param source its version in the source, or null
     * @param target its version in the target, or null
     * @param strategy ours, theirs, union, recursive or manual
     * @return the text to take, or null
     * @throws SQLException with an SQLSTATE of class VC, or from PostgreSQL
     */
    public static @Nullable String autoResolve(
            @Nullable String conflict,
            @Nullable String kind,
            @Nullable String slot,
            @Nullable String base,
            @Nullable String source,
            @Nullable String target,
            @Nullable String strategy)
            throws SQLException {
        try {
            Call.required(conflict, "p_conflict");
            String how = Call.required(strategy, "p_strategy");
            return CommitMerge.resolve(
                    Call.writable(), kind, slot, Arrays.asList(base, source, target), how);
        } catch (RuntimeException | VirtualMachineError e) {
            throw Call.failure(e);
        }
    }
}

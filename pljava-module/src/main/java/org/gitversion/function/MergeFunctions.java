package org.gitversion.function;

import java.sql.SQLException;
import java.util.Iterator;
import org.gitversion.db.Database;
import org.gitversion.merge.BranchMerge;
import org.gitversion.merge.MergeOptions;
import org.gitversion.merge.Strategy;
import org.gitversion.merge.Using;
import org.jspecify.annotations.Nullable;

/** Merging, as SQL calls it. */
public final class MergeFunctions {
    private MergeFunctions() {}

    /**
     * {@code gitversion.merge_branches}.
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
     * @return the id of the merge commit, or of the commit fast-forwarded to
     * @throws SQLException with an SQLSTATE of class VC, or from PostgreSQL
     */
    public static Integer mergeBranches(
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
            return BranchMerge.merge(
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
     * The rows of {@code gitversion.preview_merge} as JSON.
     *
     * @param source the branch or other revision to merge
     * @param target the branch that would receive
     * @param strategy recursive, ours, theirs or union
     * @param trust whether code of others may run with the rights of the caller
     * @param using how values are converted that get another type, as JSON, or null
     * @param park how long values are kept that are dropped, or null
     * @param session the branch of the session, or null
     * @return JSON objects
     * @throws SQLException with an SQLSTATE of class VC, or from PostgreSQL
     */
    public static Iterator<String> previewMerge(
            @Nullable String source,
            @Nullable String target,
            @Nullable String strategy,
            @Nullable Boolean trust,
            @Nullable String using,
            @Nullable String park,
            @Nullable String session)
            throws SQLException {
        try {
            Database database = Call.writable(trust);
            Using conversions = Using.of(database, using).parking(database, park);
            MergeOptions options =
                    new MergeOptions(Strategy.of(strategy), null, "auto", false, conversions);
            return prepare(database, source, target, session, options).preview().iterator();
        } catch (RuntimeException | VirtualMachineError e) {
            throw Call.failure(e);
        }
    }

    private static BranchMerge prepare(
            Database database,
            @Nullable String source,
            @Nullable String target,
            @Nullable String session,
            MergeOptions options) {
        return BranchMerge.prepare(
                database,
                Call.required(source, "p_source_branch"),
                Call.required(target, "p_target_branch"),
                session,
                options);
    }
}

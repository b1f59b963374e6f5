package org.gitversion.function;

import java.sql.SQLException;
import java.util.Iterator;
import org.gitversion.merge.BranchMerge;
import org.gitversion.merge.Strategy;
import org.jspecify.annotations.Nullable;

/** Merging, as SQL calls it. */
public final class MergeFunctions {
    private MergeFunctions() {}

    /**
     * {@code gitversion.merge_branches}.
     *
     * @param source the branch to merge
     * @param target the branch that receives
     * @param strategy recursive, ours, theirs or union
     * @return the id of the merge commit, or of the commit fast-forwarded to
     * @throws SQLException with an SQLSTATE of class VC, or from PostgreSQL
     */
    public static Integer mergeBranches(
            @Nullable String source, @Nullable String target, @Nullable String strategy)
            throws SQLException {
        try {
            return prepare(source, target, strategy).run();
        } catch (RuntimeException e) {
            throw Call.failure(e);
        }
    }

    /**
     * The rows of {@code gitversion.preview_merge} as JSON.
     *
     * @param source the branch to merge
     * @param target the branch that would receive
     * @param strategy recursive, ours, theirs or union
     * @return JSON objects
     * @throws SQLException with an SQLSTATE of class VC, or from PostgreSQL
     */
    public static Iterator<String> previewMerge(
            @Nullable String source, @Nullable String target, @Nullable String strategy)
            throws SQLException {
        try {
            return prepare(source, target, strategy).preview().iterator();
        } catch (RuntimeException e) {
            throw Call.failure(e);
        }
    }

    private static BranchMerge prepare(
            @Nullable String source, @Nullable String target, @Nullable String strategy) {
        return BranchMerge.prepare(
                Call.writable(),
                Call.required(source, "p_source_branch"),
                Call.required(target, "p_target_branch"),
                Strategy.of(strategy));
    }
}

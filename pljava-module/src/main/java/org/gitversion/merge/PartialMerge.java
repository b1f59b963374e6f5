package org.gitversion.merge;

import org.gitversion.db.Database;
import org.gitversion.db.SqlFailure;
import org.gitversion.error.GitVersionException;
import org.gitversion.history.MergePart;
import org.gitversion.model.Renames;
import org.jspecify.annotations.Nullable;

/** A merge of the part of a branch that it has to do with; rolled back unless all goes through. */
final class PartialMerge implements Database.Work<TreeMerger> {
    private final TreeMerger merger;
    private final MergePart part;

    private PartialMerge(TreeMerger merger, MergePart part) {
        this.merger = merger;
        this.part = part;
    }

    /** There is something that is to be looked at as a whole. */
    private static final class Undecided extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /**
     * Merges.
     *
     * @param database the gateway
     * @param merger the merger of the part
     * @param part the part
     * @return the merger; null when nothing was done
     */
    static @Nullable TreeMerger run(Database database, TreeMerger merger, MergePart part) {
        try {
            return database.nested(new PartialMerge(merger, part));
        } catch (Undecided | MergePart.NotCertain | GitVersionException all) {
            return null;
        } catch (SqlFailure failure) {
            if (failure.isOfTheMoment()) {
                throw failure;
            }
            return null;
        }
    }

    @Override
    public TreeMerger run() {
        merger.merge(part.base(), Renames.NONE, Renames.NONE);
        if (!merger.conflicts().isEmpty() || !merger.decided().isEmpty()) {
            throw new Undecided();
        }
        return merger;
    }
}

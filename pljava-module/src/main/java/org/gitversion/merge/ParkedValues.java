package org.gitversion.merge;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.gitversion.db.Database;
import org.gitversion.db.Rows;
import org.gitversion.history.Ancestry;
import org.gitversion.plan.Parked;
import org.jspecify.annotations.Nullable;

/** Finds what was kept of what an earlier change of a branch dropped. */
final class ParkedValues {
    private final Database database;
    private final int branchId;

    ParkedValues(Database database, int branchId) {
        this.database = database;
        this.branchId = branchId;
    }

    /**
     * What was kept when a commit came in, alone or with others.
     *
     * @param commitId the commit that is reverted
     * @param goalId the state before it
     * @return by the names of that state
     */
    List<Parked> ofCommit(int commitId, int goalId) {
        List<Parked> out = new ArrayList<>();
        for (Parked one : all()) {
            if (one.commitId() == commitId
                    || ancestors(one.commitId()).contains(commitId)
                            && !ancestors(one.formerCommitId()).contains(commitId)) {
                out.add(named(one, goalId));
            }
        }
        return out;
    }

    /**
     * What was kept by what is undone on the way from one head to another, and by uncommitted
     * changes. Where something was dropped more than once, that counts which was dropped last
     * without a commit, then that which comes next to the other head.
     *
     * @param headId the one head
     * @param goalId the other head
     * @return by the names of the other head
     */
    List<Parked> between(@Nullable Integer headId, int goalId) {
        List<Parked> out = new ArrayList<>();
        if (headId == null) {
            return out;
        }
        for (Parked one : rows("k.commit_id IS NULL AND k.former_commit_id = " + headId)) {
            out.add(named(one, goalId));
        }
        List<Parked> all = all();
        if (all.isEmpty()) {
            return out;
        }
        Set<Integer> here = ancestors(headId);
        Set<Integer> there = ancestors(goalId);
        for (Parked one : all) {
            if (here.contains(one.commitId()) && !there.contains(one.commitId())) {
                out.add(named(one, goalId));
            }
        }
        for (int i = all.size() - 1; i >= 0; i--) {
            int former = all.get(i).formerCommitId();
            if (there.contains(former) && !here.contains(former)) {
                out.add(named(all.get(i), goalId));
            }
        }
        return out;
    }

    private Parked named(Parked one, int goalId) {
        return one.at(Ancestry.between(database, one.formerCommitId(), goalId).apply(one.path()));
    }

    private Set<Integer> ancestors(int commitId) {
        return new HashSet<>(Ancestry.all(database, commitId));
    }

    private List<Parked> all() {
        return rows("k.commit_id IS NOT NULL AND k.former_commit_id IS NOT NULL");
    }

    private List<Parked> rows(String condition) {
        List<Parked> out = new ArrayList<>();
        try (Rows rows =
                database.query(
                        "SELECT "
                                + Parked.COLUMNS
                                + " FROM gitversion.parked k WHERE k.branch_id = ?::int4 AND"
                                + " k.returned_at IS NULL AND "
                                + condition
                                + " ORDER BY k.id",
                        branchId)) {
            while (rows.next()) {
                out.add(Parked.of(rows));
            }
        }
        return out;
    }
}

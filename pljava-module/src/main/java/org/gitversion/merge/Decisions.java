package org.gitversion.merge;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of conflicts: what was decided of each, and a strategy for all others; and how
 * values are converted. Immutable.
 */
public final class Decisions {
    private final Strategy strategy;
    private final Map<String, Decision> single;
    private final Map<Integer, List<Decision>> byCommit;
    private final Using using;

    private Decisions(
            Strategy strategy,
            Map<String, Decision> single,
            Map<Integer, List<Decision>> byCommit,
            Using using) {
        this.strategy = strategy;
        this.single = single;
        this.byCommit = byCommit;
        this.using = using;
    }

    /**
     * Decides all conflicts alike.
     *
     * @param strategy how
     * @return the decisions
     */
    public static Decisions of(Strategy strategy) {
        return new Decisions(strategy, Map.of(), Map.of(), Using.none());
    }

    /** Says besides how values of columns are converted. */
    Decisions with(Using conversions) {
        return new Decisions(strategy, single, byCommit, conversions);
    }

    /** How values of columns are converted. */
    Using using() {
        return using;
    }

    /** Decides some conflicts one by one. */
    Decisions with(Collection<Decision> more) {
        Map<String, Decision> all = new TreeMap<>(single);
        for (Decision decision : more) {
            all.put(decision.key(), decision);
        }
        return new Decisions(strategy, all, byCommit, using);
    }

    /** Decides conflicts of several commits that are replayed one after the other. */
    Decisions with(int commitId, Decision decision) {
        Map<Integer, List<Decision>> all = new TreeMap<>(byCommit);
        List<Decision> list = new ArrayList<>(all.getOrDefault(commitId, List.of()));
        list.add(decision);
        all.put(commitId, list);
        return new Decisions(strategy, single, all, using);
    }

    /** What was decided for one of several commits. */
    Decisions of(Integer commitId) {
        return new Decisions(strategy, Map.of(), Map.of(), using)
                .with(byCommit.getOrDefault(commitId, List.of()));
    }

    /** For what nothing was decided of by itself. */
    Strategy strategy() {
        return strategy;
    }

    /** What was decided of one conflict, or null. */
    @Nullable Decision of(Conflict conflict) {
        return single.get(
                Decision.key(conflict.type().toString(), conflict.path(), conflict.slot()));
    }

    /** What neither side has. */
    List<Decision> replacements() {
        List<Decision> out = new ArrayList<>();
        for (Decision decision : single.values()) {
            if (decision.replacement() != null) {
                out.add(decision);
            }
        }
        return out;
    }

    /** How many decisions of single conflicts there are. */
    int size() {
        int size = single.size();
        for (List<Decision> list : byCommit.values()) {
            size += list.size();
        }
        return size;
    }

    /** Whether there are decisions of single conflicts. */
    boolean areSingle() {
        return !single.isEmpty();
    }

    /** Whether some conflicts are decided for a side. */
    boolean mayDecide() {
        return areSingle() || strategy == Strategy.OURS || strategy == Strategy.THEIRS;
    }

    /** Decisions with later ones, of which the last one on a conflict counts. */
    static List<Decision> union(List<Decision> decided, List<Decision> more) {
        Map<String, Decision> all = new LinkedHashMap<>();
        for (Decision decision : decided) {
            all.put(decision.key(), decision);
        }
        for (Decision decision : more) {
            all.put(decision.key(), decision);
        }
        return new ArrayList<>(all.values());
    }
}

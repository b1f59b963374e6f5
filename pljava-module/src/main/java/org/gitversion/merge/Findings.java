package org.gitversion.merge;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.gitversion.kind.Inheritance;
import org.gitversion.model.Node;
import org.gitversion.model.Path;
import org.gitversion.model.SchemaTree;
import org.jspecify.annotations.Nullable;

/** What two sides conflict in: decided, and put on record, or left to be reported. */
final class Findings {
    private final Decisions decisions;
    private final List<Conflict> conflicts = new ArrayList<>();
    private final Map<String, Decision> decided = new LinkedHashMap<>();
    private final Map<String, Conflict> conflictsDecided = new LinkedHashMap<>();
    private boolean isReplaced;

    Findings(Decisions decisions) {
        this.decisions = decisions;
    }

    /**
     * Decides a conflict, or reports it.
     *
     * @return OURS or THEIRS, or null where the conflict stays
     */
    @Nullable Strategy side(Conflict conflict) {
        Strategy side = sideOf(conflict);
        if (side == null) {
            report(conflict);
        } else {
            record(conflict, side);
        }
        return side;
    }

    /** What {@link #side} would return. */
    @Nullable Strategy sideOf(Conflict conflict) {
        Strategy strategy = strategy(conflict);
        return strategy == Strategy.OURS || strategy == Strategy.THEIRS ? strategy : null;
    }

    /** The strategy that holds for a conflict. */
    Strategy strategy(Conflict conflict) {
        Decision decision = decisions.of(conflict);
        if (decision == null) {
            return decisions.strategy();
        }
        // What was put there instead is what conflicts now.
        boolean isUnfit = decision.replacement() != null && isReplaced;
        return isUnfit ? Strategy.RECURSIVE : decision.strategy();
    }

    void report(Conflict conflict) {
        conflicts.add(conflict);
    }

    /** Puts a decision on record. */
    void record(Conflict conflict, Strategy strategy) {
        Decision decision = decisions.of(conflict);
        Decision taken = decision == null ? Decision.of(conflict, strategy, null) : decision;
        decided.put(taken.key(), taken);
        conflictsDecided.put(taken.key(), conflict);
    }

    /** Puts what neither side has into the merged state. From then on that is what may conflict. */
    void replace(Map<Path, Node> merged) {
        for (Decision decision : decisions.replacements()) {
            Map<Path, @Nullable Node> replacement = decision.replacement();
            for (Map.Entry<Path, @Nullable Node> entry :
                    replacement == null
                            ? Set.<Map.Entry<Path, @Nullable Node>>of()
                            : replacement.entrySet()) {
                if (entry.getValue() == null) {
                    merged.remove(entry.getKey());
                } else {
                    merged.put(entry.getKey(), entry.getValue());
                }
            }
            decided.put(decision.key(), decision);
        }
        isReplaced = true;
    }

    /** The conflicts that stay. */
    List<Conflict> conflicts() {
        return conflicts;
    }

    /** What was decided. */
    List<Decision> decided() {
        return new ArrayList<>(decided.values());
    }

    /** Tells whether something conflicts, in a slot or, without one, at all. */
    boolean isOpen(Path path, @Nullable String slot) {
        for (Conflict conflict : conflicts) {
            if (conflict.path().equals(path) && (slot == null || slot.equals(conflict.slot()))) {
                return true;
            }
        }
        return false;
    }

    /** Removes the conflicts of parts that are only those of what they follow. */
    void removeEchoes(SchemaTree tree) {
        if (!conflicts.isEmpty()) {
            conflicts.removeAll(echoes(tree, conflicts));
        }
    }

    /**
     * Finds the conflicts of parts that follow what was decided by itself.
     *
     * @return the decisions that hold for them
     */
    List<Decision> echoesOfDecided(SchemaTree tree) {
        List<Decision> out = new ArrayList<>();
        if (!decisions.areSingle() || conflicts.isEmpty()) {
            return out;
        }
        for (Map.Entry<String, Conflict> entry : conflictsDecided.entrySet()) {
            Decision decision = decided.get(entry.getKey());
            if (decision != null && decision.replacement() == null) {
                for (Conflict echo : echoes(tree, List.of(entry.getValue()))) {
                    out.add(decision.on(echo));
                }
            }
        }
        return out;
    }

    private List<Conflict> echoes(SchemaTree tree, List<Conflict> of) {
        Set<String> places = new TreeSet<>();
        for (Conflict conflict : of) {
            places.add(place(conflict.path(), conflict));
        }
        List<Conflict> out = new ArrayList<>();
        for (Conflict conflict : conflicts) {
            Node part = tree.get(conflict.path());
            for (Path origin : part == null ? List.<Path>of() : Inheritance.origins(part, tree)) {
                if (places.contains(place(origin, conflict)) && !out.contains(conflict)) {
                    out.add(conflict);
                }
            }
        }
        return out;
    }

    private static String place(Path path, Conflict conflict) {
        return Objects.requireNonNullElse(conflict.slot(), "") + " " + path;
    }
}

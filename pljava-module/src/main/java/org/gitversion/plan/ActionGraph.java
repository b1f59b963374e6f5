package org.gitversion.plan;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import org.gitversion.kind.Ddl;
import org.gitversion.model.Path;
import org.jspecify.annotations.Nullable;

/**
 * Actions and what must come before what. Sorted as Kahn (1962) does, among actions that are ready
 * the one with the lowest rank first, then in path order, so that the result does not depend on the
 * order of insertion.
 */
final class ActionGraph {
    /** What an action does to its object. */
    enum Type {
        DROP,
        ALTER,
        CREATE
    }

    /** Something to do with one object, as a number of statements. */
    static final class Action implements Comparable<Action> {
        final Type type;
        final Path path;
        final int rank;
        final List<Step> steps = new ArrayList<>(2);
        private final Set<Action> after = new HashSet<>();
        private int waitsFor;

        private Action(Type type, Path path, int rank) {
            this.type = type;
            this.path = path;
            this.rank = rank;
        }

        void add(Path object, Iterable<Ddl> statements) {
            for (Ddl ddl : statements) {
                steps.add(new Step(object, ddl));
            }
        }

        void addRemarks(Path object, Iterable<Ddl> statements) {
            for (Ddl ddl : statements) {
                steps.add(Step.remark(object, ddl));
            }
        }

        /** What all its statements alter, and could alter as one; null where they could not. */
        private @Nullable String target() {
            String target = null;
            for (Step step : steps) {
                String next = step.ddl().target();
                if (!step.isRemark() && (next == null || target != null && !next.equals(target))) {
                    return null;
                }
                target = next == null ? target : next;
            }
            return target;
        }

        private void addTo(Map<String, PriorityQueue<Action>> ready, Set<Path> gathered) {
            String target = path.segments().size() < 2 ? null : target();
            if (target != null && gathered.contains(Path.of(path.segment(0), path.segment(1)))) {
                PriorityQueue<Action> same = ready.get(target);
                if (same == null) {
                    same = new PriorityQueue<>();
                    ready.put(target, same);
                }
                same.add(this);
            }
        }

        @Override
        public int compareTo(Action other) {
            int order = Integer.compare(rank, other.rank);
            return order != 0 ? order : path.compareTo(other.path);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this);
        }
    }

    private final List<Action> actions = new ArrayList<>();
    private final Map<Path, Action> drops = new HashMap<>();
    private final Map<Path, Action> changes = new HashMap<>();
    private final Map<Action, Action> joined = new HashMap<>();

    /** Adds an action; there is at most one DROP, and one ALTER or CREATE, for a path. */
    Action add(Type type, Path path, int rank) {
        Action action = addFurther(type, path, rank);
        (type == Type.DROP ? drops : changes).put(path, action);
        return action;
    }

    /** Adds an action that is not found by its path. */
    Action addFurther(Type type, Path path, int rank) {
        Action action = new Action(type, path, rank);
        actions.add(action);
        return action;
    }

    /** Lets an object's creation be part of another one's action. */
    void coveredBy(Path path, Action action) {
        (action.type == Type.DROP ? drops : changes).put(path, action);
    }

    /** Lets an action stand for others, too. */
    void join(Action head, List<Action> members) {
        for (Action member : members) {
            joined.put(member, head);
        }
    }

    /** Tells whether other actions stand for any. */
    boolean hasJoined() {
        return !joined.isEmpty();
    }

    boolean isJoined(@Nullable Action action) {
        return joined.containsKey(action);
    }

    /** What waited for an action, or what that waited for, has to do with the one for it. */
    private void contract() {
        Map<Action, Set<Action>> edges = new HashMap<>();
        for (Action action : actions) {
            action.waitsFor = 0;
            edges.put(action, new HashSet<>(action.after));
            action.after.clear();
        }
        for (Map.Entry<Action, Set<Action>> entry : edges.entrySet()) {
            Action first = joined.getOrDefault(entry.getKey(), entry.getKey());
            for (Action second : entry.getValue()) {
                order(first, joined.getOrDefault(second, second));
            }
        }
        actions.removeAll(joined.keySet());
    }

    @Nullable Action drop(Path path) {
        return drops.get(path);
    }

    @Nullable Action change(Path path) {
        return changes.get(path);
    }

    List<Action> actions() {
        return actions;
    }

    /** States that one action must come before another; null and equal actions say nothing. */
    static void order(@Nullable Action first, @Nullable Action second) {
        if (first != null && second != null && !first.equals(second) && first.after.add(second)) {
            second.waitsFor++;
        }
    }

    /** Picks the actions that wait for each other, without those that only wait for them. */
    static List<Action> circles(List<Action> left) {
        Set<Action> out = new HashSet<>(left);
        boolean shrinks = true;
        while (shrinks) {
            shrinks = false;
            for (Action action : left) {
                if (out.contains(action) && Collections.disjoint(action.after, out)) {
                    shrinks = out.remove(action);
                }
            }
        }
        List<Action> sorted = new ArrayList<>(left);
        sorted.retainAll(out);
        return sorted;
    }

    /**
     * Another alteration of the same table, or what comes first of all. Nothing comes before what
     * is dropped, which need not be said.
     */
    private static @Nullable Action next(
            PriorityQueue<Action> ready,
            Map<String, PriorityQueue<Action>> readyOf,
            Action last,
            int drops) {
        String target = last.target();
        PriorityQueue<Action> same = target == null ? null : readyOf.get(target);
        Action next = same == null ? null : same.peek();
        if (same == null || next == null || next.type != Type.DROP && drops > 0) {
            return ready.poll();
        }
        return same.poll();
    }

    /**
     * Sorts; what is left unsorted is part of, or behind, a cycle.
     *
     * @param left gets that
     * @param gathered the tables whose alterations come together as far as they can
     */
    List<Action> sort(List<Action> left, Set<Path> gathered) {
        if (!joined.isEmpty()) {
            contract();
        }
        PriorityQueue<Action> ready = new PriorityQueue<>();
        Map<String, PriorityQueue<Action>> readyOf = new HashMap<>();
        Map<Action, Integer> waiting = new HashMap<>();
        int drops = 0;
        for (Action action : actions) {
            drops += action.type == Type.DROP ? 1 : 0;
            waiting.put(action, action.waitsFor);
            if (action.waitsFor == 0) {
                ready.add(action);
                action.addTo(readyOf, gathered);
            }
        }
        List<Action> sorted = new ArrayList<>(actions.size());
        for (Action next = ready.poll();
                next != null;
                next = next(ready, readyOf, sorted.get(sorted.size() - 1), drops)) {
            if (waiting.remove(next) == null) {
                continue;
            }
            sorted.add(next);
            drops -= next.type == Type.DROP ? 1 : 0;
            for (Action after : next.after) {
                Integer count = waiting.get(after);
                if (count != null) {
                    waiting.put(after, count - 1);
                    if (count == 1) {
                        ready.add(after);
                        after.addTo(readyOf, gathered);
                    }
                }
            }
        }
        for (Action action : actions) {
            if (waiting.containsKey(action)) {
                left.add(action);
            }
        }
        return sorted;
    }
}

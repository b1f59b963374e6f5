package org.gitversion.diff;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import org.gitversion.model.Kind;
import org.gitversion.model.Node;
import org.gitversion.model.Path;
import org.jspecify.annotations.Nullable;

/** One difference between two states: an object that appeared, disappeared or changed. */
public final class Change {
    /** What happened, as in {@code gitversion.change_type}. */
    public enum Type {
        /** The object is new. */
        CREATE,
        /** The object is at the same place with other slots or references. */
        ALTER,
        /** The object is gone. */
        DROP,
        /** The object is at another place, perhaps with other slots as well. */
        RENAME
    }

    private final @Nullable Node from;
    private final @Nullable Node to;
    private final SortedSet<String> slots;

    private Change(@Nullable Node from, @Nullable Node to, SortedSet<String> slots) {
        this.from = from;
        this.to = to;
        this.slots = Collections.unmodifiableSortedSet(slots);
    }

    static Change created(Node to) {
        return new Change(null, to, new TreeSet<>());
    }

    static Change dropped(Node from) {
        return new Change(from, null, new TreeSet<>());
    }

    static Change altered(Node from, Node to) {
        return new Change(from, to, changedSlots(from, to));
    }

    /**
     * Compares the slots of two nodes.
     *
     * @param from one node
     * @param to another node
     * @return the names of the slots whose values differ
     */
    public static SortedSet<String> changedSlots(Node from, Node to) {
        SortedSet<String> names = new TreeSet<>(from.slots().keySet());
        names.addAll(to.slots().keySet());
        SortedSet<String> changed = new TreeSet<>();
        for (String name : names) {
            Object before = from.value(name);
            if (before == null || !before.equals(to.value(name))) {
                changed.add(name);
            }
        }
        return changed;
    }

    /**
     * Returns what happened.
     *
     * @return never null
     */
    public Type type() {
        if (from == null) {
            return Type.CREATE;
        }
        if (to == null) {
            return Type.DROP;
        }
        return from.path().equals(to.path()) ? Type.ALTER : Type.RENAME;
    }

    /**
     * Returns the object before.
     *
     * @return null for a new object
     */
    public @Nullable Node from() {
        return from;
    }

    /**
     * Returns the object after.
     *
     * @return null for a dropped object
     */
    public @Nullable Node to() {
        return to;
    }

    /**
     * Returns where the object is: its new path, or its old one when it was dropped.
     *
     * @return never null
     */
    public Path path() {
        return node().path();
    }

    /**
     * Returns what the object is.
     *
     * @return never null
     */
    public Kind kind() {
        return node().kind();
    }

    private Node node() {
        if (to != null) {
            return to;
        }
        if (from != null) {
            return from;
        }
        throw new IllegalStateException("a change has at least one side");
    }

    /**
     * Returns the names of the slots that differ, comment and privileges among them.
     *
     * @return empty for new and dropped objects, and when only references or the place differ
     */
    public SortedSet<String> slots() {
        return slots;
    }

    @Override
    public String toString() {
        return type() + " " + path() + (slots.isEmpty() ? "" : " " + slots);
    }
}

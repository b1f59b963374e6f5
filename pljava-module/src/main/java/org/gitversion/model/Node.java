package org.gitversion.model;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One object of a schema: where it is, what it is, its slots, what it refers to. Immutable.
 *
 * <p>The layout (physical position, owner) is kept for rebuilding but is no part of the object's
 * identity: two nodes that differ in layout only are equal.
 */
public final class Node {
    /** Layout key: the physical position of a column, a decimal number. */
    public static final String POSITION = "position";

    /** Layout key: the role that owns the object. */
    public static final String OWNER = "owner";

    private static final SortedSet<Path> NONE = Collections.emptySortedSet();

    private final Path path;
    private final Kind kind;
    private final SortedMap<String, Value> slots;
    private final SortedSet<Path> references;
    private final SortedMap<String, String> layout;

    /**
     * Makes a node.
     *
     * @param path its path
     * @param kind its kind
     * @param slots the slots that differ from their default
     * @param references paths of the objects it needs
     * @param layout what is kept beside identity
     */
    public Node(
            Path path,
            Kind kind,
            Map<String, Value> slots,
            SortedSet<Path> references,
            Map<String, String> layout) {
        this.path = path;
        this.kind = kind;
        this.slots = Entries.of(slots);
        this.references =
                references.isEmpty()
                        ? NONE
                        : Collections.unmodifiableSortedSet(new TreeSet<>(references));
        this.layout = Entries.of(layout);
    }

    /**
     * Returns where the object is.
     *
     * @return never null
     */
    public Path path() {
        return path;
    }

    /**
     * Returns what the object is.
     *
     * @return never null
     */
    public Kind kind() {
        return kind;
    }

    /**
     * Returns the slots that are set, by name.
     *
     * @return immutable
     */
    public SortedMap<String, Value> slots() {
        return slots;
    }

    /**
     * Returns the paths of the objects this one needs.
     *
     * @return immutable
     */
    public SortedSet<Path> references() {
        return references;
    }

    /**
     * Returns what is kept beside identity: position and owner.
     *
     * @return immutable
     */
    public SortedMap<String, String> layout() {
        return layout;
    }

    /**
     * Returns the last segment of the path: the object's name (with argument types for routines).
     *
     * @return unescaped
     */
    public String name() {
        return path.name();
    }

    /**
     * Returns a slot.
     *
     * @param slot its name
     * @return the value, or null when it is at its default
     */
    public @Nullable Value value(String slot) {
        return slots.get(slot);
    }

    /**
     * Returns the text of a slot.
     *
     * @param slot its name
     * @return the text, or null when it is at its default
     */
    public @Nullable String text(String slot) {
        Value value = slots.get(slot);
        return value == null ? null : value.text();
    }

    /**
     * Returns the text of a slot that must be there.
     *
     * @param slot its name
     * @return the text
     * @throws IllegalStateException when the slot is not set
     */
    public String required(String slot) {
        Value value = slots.get(slot);
        if (value == null) {
            throw new IllegalStateException(path + " has no " + slot);
        }
        return value.text();
    }

    /**
     * Tells whether a slot is set.
     *
     * @param slot its name
     * @return true when it is not at its default
     */
    public boolean has(String slot) {
        return slots.containsKey(slot);
    }

    /**
     * Copies this node with other slots.
     *
     * @param newSlots all slots of the copy
     * @return the copy
     */
    public Node withSlots(Map<String, Value> newSlots) {
        return new Node(path, kind, newSlots, references, layout);
    }

    /**
     * Copies this node with one slot changed.
     *
     * @param slot its name
     * @param value the new value, or null for the default
     * @return the copy
     */
    public Node with(String slot, @Nullable Value value) {
        TreeMap<String, Value> copy = new TreeMap<>(slots);
        if (value == null) {
            copy.remove(slot);
        } else {
            copy.put(slot, value);
        }
        return withSlots(copy);
    }

    /**
     * Copies this node to another place.
     *
     * @param newPath the path of the copy
     * @param newReferences the references of the copy
     * @return the copy
     */
    public Node at(Path newPath, SortedSet<Path> newReferences) {
        return new Node(newPath, kind, slots, newReferences, layout);
    }

    /**
     * Copies this node with another layout.
     *
     * @param newLayout the layout of the copy
     * @return the copy
     */
    public Node withLayout(Map<String, String> newLayout) {
        return new Node(path, kind, slots, references, newLayout);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Node
                && ((Node) other).kind == kind
                && ((Node) other).path.equals(path)
                && ((Node) other).slots.equals(slots)
                && ((Node) other).references.equals(references);
    }

    @Override
    public int hashCode() {
        return path.hashCode() * 31 + slots.hashCode();
    }

    @Override
    public String toString() {
        return kind + " " + path + " " + slots;
    }
}

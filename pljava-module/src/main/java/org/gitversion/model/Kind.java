package org.gitversion.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A kind of object as data: its name, the folder it lives in, its slots. Compared by identity.
 *
 * <p>Every kind has the slots {@code comment} and {@code privileges} besides its own.
 */
public final class Kind {
    /** The comment of an object. */
    public static final String COMMENT = "comment";

    /** The privileges of an object, as differences from the default of its kind. */
    public static final String PRIVILEGES = "privileges";

    private final String name;
    private final String folder;
    private final boolean embedded;
    private final List<Slot> slots;

    private Kind(String name, String folder, boolean embedded, List<Slot> slots) {
        this.name = name;
        this.folder = folder;
        this.embedded = embedded;
        List<Slot> all = new ArrayList<>(slots);
        all.add(Slot.atomic(COMMENT));
        all.add(Slot.set(PRIVILEGES));
        this.slots = Collections.unmodifiableList(all);
    }

    /**
     * A kind of object that is created by a statement of its own.
     *
     * @param name as in {@code gitversion.object_type}, lower case
     * @param folder the path segment above its objects
     * @param slots its own slots, in the order of its catalog query
     * @return the kind
     */
    public static Kind of(String name, String folder, Slot... slots) {
        return new Kind(name, folder, false, List.of(slots));
    }

    /**
     * A kind whose objects come into being with the object they belong to (columns).
     *
     * @param name as in {@code gitversion.object_type}, lower case
     * @param folder the path segment above its objects
     * @param slots its own slots, in the order of its catalog query
     * @return the kind
     */
    public static Kind embedded(String name, String folder, Slot... slots) {
        return new Kind(name, folder, true, List.of(slots));
    }

    /**
     * Returns the name of the kind.
     *
     * @return lower case words joined by underscores
     */
    public String name() {
        return name;
    }

    /**
     * Returns the path segment above objects of this kind.
     *
     * @return for example {@code tables}
     */
    public String folder() {
        return folder;
    }

    /**
     * Tells whether objects of this kind come into being with their parent.
     *
     * @return true for columns and their like
     */
    public boolean isEmbedded() {
        return embedded;
    }

    /**
     * Returns the slots: the kind's own in query order, then comment and privileges.
     *
     * @return immutable
     */
    public List<Slot> slots() {
        return slots;
    }

    /**
     * Finds a slot.
     *
     * @param slotName the name
     * @return the slot, or null when the kind has none of that name
     */
    public @Nullable Slot slot(String slotName) {
        for (Slot slot : slots) {
            if (slot.name().equals(slotName)) {
                return slot;
            }
        }
        return null;
    }

    @Override
    public String toString() {
        return name;
    }
}

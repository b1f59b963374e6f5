package org.gitversion.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A kind of object as data: its name, the folder it lives in, its slots. Compared by identity.
 *
 * <p>Every kind has the {@link #COMMON} slots besides its own.
 */
public final class Kind {
    /** The comment of an object. */
    public static final String COMMENT = "comment";

    /** The privileges of an object, as differences from the default of its kind. */
    public static final String PRIVILEGES = "privileges";

    /**
     * Security labels, as {@code provider=label}; before that of a part as in {@link
     * #PART_COMMENTS} stands its name, as {@code part provider=label}.
     */
    public static final String SECURITY_LABELS = "security_labels";

    /** The extensions that the object goes with when they are dropped. */
    public static final String EXTENSIONS = "extensions";

    /**
     * Comments on what comes with the object and has no path of its own, as {@code part=comment}:
     * its array type ({@code array}), its row type ({@code row_type}), a multirange type ({@code
     * multirange}, {@code multirange_array}), a constructor of a range type ({@code constructor2},
     * {@code constructor3}: the number of arguments) or of its multirange type ({@code
     * multirange_constructor0}, {@code multirange_constructor1}, {@code
     * multirange_constructor1_variadic}), the sequence of an identity column ({@code sequence}).
     */
    public static final String PART_COMMENTS = "part_comments";

    /** The privileges of the sequence of an identity column. */
    public static final String SEQUENCE_PRIVILEGES = "sequence_privileges";

    /** The privileges of another part, its name before each. */
    public static final String PART_PRIVILEGES = "part_privileges";

    /** The slots of every kind, behind its own. */
    public static final List<Slot> COMMON =
            List.of(
                    Slot.text(COMMENT),
                    Slot.set(PRIVILEGES).keyedBy(Slot.Key.GRANT),
                    Slot.set(SECURITY_LABELS),
                    Slot.set(EXTENSIONS),
                    Slot.set(PART_COMMENTS),
                    Slot.set(SEQUENCE_PRIVILEGES).keyedBy(Slot.Key.GRANT),
                    Slot.set(PART_PRIVILEGES).keyedBy(Slot.Key.GRANT));

    private final String name;
    private final String folder;
    private final boolean embedded;
    private final List<Slot> slots;

    private Kind(String name, String folder, boolean embedded, List<Slot> slots) {
        this.name = name;
        this.folder = folder;
        this.embedded = embedded;
        List<Slot> all = new ArrayList<>(slots);
        all.addAll(COMMON);
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
     * Returns the slots: the kind's own in query order, then the common ones.
     *
     * @return immutable
     */
    public List<Slot> slots() {
        return slots;
    }

    /**
     * Tells whether a slot is one that every kind has.
     *
     * @param slotName the name
     * @return true for the names of {@link #COMMON}
     */
    public static boolean isCommon(String slotName) {
        for (Slot slot : COMMON) {
            if (slot.name().equals(slotName)) {
                return true;
            }
        }
        return false;
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

    /** The name as people write it. */
    @Override
    public String toString() {
        return name.replace('_', ' ');
    }
}

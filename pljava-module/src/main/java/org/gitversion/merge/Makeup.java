package org.gitversion.merge;

import java.util.Map;
import java.util.Objects;
import org.gitversion.model.Node;
import org.gitversion.model.Slot;
import org.gitversion.model.Value;
import org.jspecify.annotations.Nullable;

/**
 * What is written for something else of the same object: the first value of an aggregate for its
 * state function, a negator for the function of an operator. Where one side changed the one and the
 * other side the other, what comes together is what neither of them wrote.
 */
final class Makeup {
    private Makeup() {}

    /**
     * Finds out whether an object is made of what does not belong together.
     *
     * @param b the object of the ancestor, or null
     * @param s the object of the source
     * @param t the object of the target
     * @param slots the merged values
     * @return the first slot that the others belong to, or null where nothing is mixed
     */
    static @Nullable Slot mixed(@Nullable Node b, Node s, Node t, Map<String, Value> slots) {
        Slot changed = null;
        boolean isOfSource = true;
        boolean isOfTarget = true;
        for (Slot slot : t.kind().slots()) {
            String name = slot.name();
            Value value = slots.get(name);
            boolean isCore = slot.role() == Slot.Role.CORE;
            if (isCore || slot.role() == Slot.Role.BOUND) {
                isOfSource &= Objects.equals(value, s.value(name));
                isOfTarget &= Objects.equals(value, t.value(name));
            }
            if (isCore && changed == null && !Objects.equals(s.value(name), t.value(name))) {
                changed = slot;
            }
        }
        return b == null || isOfSource || isOfTarget ? null : changed;
    }

    /** Takes what belongs together of one side. */
    static void take(Map<String, Value> slots, Node side) {
        for (Slot slot : side.kind().slots()) {
            if (slot.role() != Slot.Role.NONE) {
                Value value = side.value(slot.name());
                if (value == null) {
                    slots.remove(slot.name());
                } else {
                    slots.put(slot.name(), value);
                }
            }
        }
    }
}

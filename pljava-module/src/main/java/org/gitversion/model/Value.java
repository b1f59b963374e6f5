package org.gitversion.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The content of a slot: one text, or a list of texts. Immutable. */
public final class Value {
    private final List<String> items;
    private final boolean single;

    private Value(List<String> items, boolean single) {
        this.items = items;
        this.single = single;
    }

    /**
     * One text.
     *
     * @param text the text
     * @return the value
     */
    public static Value text(String text) {
        return new Value(Collections.singletonList(text), true);
    }

    /**
     * Several texts in order. Sets are given sorted.
     *
     * @param items the texts
     * @return the value
     */
    public static Value items(List<String> items) {
        return new Value(Collections.unmodifiableList(new ArrayList<>(items)), false);
    }

    /**
     * Tells one text from a list.
     *
     * @return true for one text
     */
    public boolean isText() {
        return single;
    }

    /**
     * Returns the one text.
     *
     * @return the text
     * @throws IllegalStateException when this is a list
     */
    public String text() {
        if (!single) {
            throw new IllegalStateException("a list of items is not one text");
        }
        return items.get(0);
    }

    /**
     * Returns the texts; a single one for a text.
     *
     * @return immutable
     */
    public List<String> items() {
        return items;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Value
                && ((Value) other).single == single
                && ((Value) other).items.equals(items);
    }

    @Override
    public int hashCode() {
        return items.hashCode();
    }

    @Override
    public String toString() {
        return single ? items.get(0) : items.toString();
    }
}

package org.gitversion.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The content of a slot: one text, or a list of texts. Immutable. */
public final class Value {
    private final @Nullable String text;
    private final List<String> items;

    private Value(@Nullable String text, List<String> items) {
        this.text = text;
        this.items = items;
    }

    /**
     * One text.
     *
     * @param text the text
     * @return the value
     */
    public static Value text(String text) {
        return new Value(text, List.of());
    }

    /**
     * Several texts in order. Sets are given sorted.
     *
     * @param items the texts
     * @return the value
     */
    public static Value items(List<String> items) {
        return new Value(null, Collections.unmodifiableList(new ArrayList<>(items)));
    }

    /**
     * Tells one text from a list.
     *
     * @return true for one text
     */
    public boolean isText() {
        return text != null;
    }

    /**
     * Returns the one text.
     *
     * @return the text
     * @throws IllegalStateException when this is a list
     */
    public String text() {
        String one = text;
        if (one == null) {
            throw new IllegalStateException("a list of items is not one text");
        }
        return one;
    }

    /**
     * Returns the texts; a single one for a text.
     *
     * @return immutable
     */
    public List<String> items() {
        String one = text;
        return one == null ? items : Collections.singletonList(one);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Value
                && Objects.equals(((Value) other).text, text)
                && ((Value) other).items.equals(items);
    }

    @Override
    public int hashCode() {
        String one = text;
        return one == null ? items.hashCode() : one.hashCode();
    }

    @Override
    public String toString() {
        String one = text;
        return one == null ? items.toString() : one;
    }
}

package org.gitversion.model;

import java.util.ArrayList;
import java.util.List;

/**
 * Labels of an enum among renames. A label is no object of its own, but it has an identity, and a
 * path below its type: {@code types/mood/labels/happy}.
 */
public final class Label {
    /** The slot that holds the labels of a type, and the folder in their paths. */
    public static final String SLOT = "labels";

    private static final String TYPES = "types";

    private Label() {}

    /**
     * Returns the path of a label.
     *
     * @param type the path of its type
     * @param label the label
     * @return the path below it
     */
    public static Path path(Path type, String label) {
        return type.child(SLOT, label);
    }

    /**
     * Tells whether a path is that of a label.
     *
     * @param path any path
     * @return false for paths of objects
     */
    public static boolean is(Path path) {
        List<String> segments = path.segments();
        return segments.size() == 4
                && segments.get(2).equals(SLOT)
                && segments.get(0).equals(TYPES);
    }

    /**
     * Returns the type that a label is of.
     *
     * @param label the path of a label
     * @return the path of its type
     * @throws IllegalArgumentException when the path is that of an object
     */
    public static Path type(Path label) {
        Path type = is(label) ? label.up(2) : null;
        if (type == null) {
            throw new IllegalArgumentException(label + " is no label");
        }
        return type;
    }

    /**
     * Lists the labels of an object.
     *
     * @param node the object
     * @return in their order; none of what is no enum
     */
    public static List<String> of(Node node) {
        Slot slot = node.kind().slot(SLOT);
        Value value = slot == null || slot.merge() != Slot.Merge.LABELS ? null : node.value(SLOT);
        return value == null ? List.of() : value.items();
    }

    /**
     * Tells whether a state has a label.
     *
     * @param tree the state
     * @param path any path
     * @return true when it is that of a label that is there
     */
    public static boolean isIn(SchemaTree tree, Path path) {
        Node type = is(path) ? tree.get(type(path)) : null;
        return type != null && of(type).contains(path.name());
    }

    /**
     * Gives the labels of an object their later names.
     *
     * @param node the object as it was
     * @param renames from its state to a later one
     * @return the object, at the same path
     */
    public static Node renamed(Node node, Renames renames) {
        List<String> labels = of(node);
        if (labels.isEmpty() || renames.isEmpty()) {
            return node;
        }
        List<String> later = new ArrayList<>(labels.size());
        for (String label : labels) {
            later.add(renames.apply(path(node.path(), label)).name());
        }
        return node.with(SLOT, Value.items(later));
    }
}

package org.gitversion.merge;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.gitversion.canonical.TextMerge;
import org.gitversion.model.Node;
import org.gitversion.model.Path;
import org.gitversion.model.SchemaTree;
import org.gitversion.model.Slot;
import org.gitversion.model.Value;
import org.jspecify.annotations.Nullable;

/**
 * What the ancestors of two sides conflict in stays a conflict in the base that is made of them: a
 * value that equals neither side, so that what either side made of it since counts as its change.
 */
final class Contradiction {
    private static final String MARK = "<<<<<<< the ancestors of both sides conflict here >>>>>>>";

    /** A slot that no kind has: it only makes a node different from that of either side. */
    private static final String OBJECT = "contradiction";

    private Contradiction() {}

    /** Tells whether a value of the base is none that a side had. */
    static boolean is(@Nullable Value value) {
        if (value == null) {
            return false;
        }
        return value.isText()
                ? value.text().equals(MARK)
                : value.items().equals(Collections.singletonList(MARK));
    }

    /** What stands for the DDL of objects that cannot be written as such; null where they can. */
    static @Nullable String text(List<Node> unit) {
        for (Node node : unit) {
            for (Slot slot : node.has(OBJECT) ? node.kind().slots() : List.<Slot>of()) {
                if (is(node.value(slot.name()))) {
                    return MARK + "\n";
                }
            }
        }
        return null;
    }

    /** Tells whether a base cannot be built, for what it contradicts itself in. */
    static boolean isIn(SchemaTree base) {
        for (Node node : base.nodes()) {
            if (node.has(OBJECT)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Puts what conflicts into a merged tree.
     *
     * @param merged the tree with the target's side of each conflict
     * @param base what both sides come from
     * @param source one side
     * @param target the other side
     * @param conflicts what they conflict in
     * @return the tree that equals neither side there
     */
    static SchemaTree keep(
            SchemaTree merged,
            SchemaTree base,
            SchemaTree source,
            SchemaTree target,
            List<Conflict> conflicts) {
        Map<Path, @Nullable Node> changes = new TreeMap<>();
        for (Conflict conflict : conflicts) {
            Path path = conflict.path();
            for (Node node : unit(merged, source, path)) {
                changes.putIfAbsent(node.path(), node);
            }
            Node node = changes.get(path);
            if (node == null) {
                continue;
            }
            Slot slot = conflict.slot() == null ? null : node.kind().slot(conflict.slot());
            Node marked = node.with(OBJECT, Value.text(MARK));
            if (slot != null) {
                Value value = value(slot, base.get(path), source.get(path), target.get(path));
                marked = marked.with(slot.name(), value);
            }
            changes.put(path, marked);
        }
        return merged.with(changes);
    }

    /** The object, and what is part of it where only the source has it. */
    private static List<Node> unit(SchemaTree merged, SchemaTree source, Path path) {
        Node there = merged.get(path);
        if (there != null) {
            return List.of(there);
        }
        List<Node> out = new ArrayList<>();
        Node lost = source.get(path);
        if (lost != null) {
            out.add(lost);
            for (Node part : source.below(path)) {
                if (merged.get(part.path()) == null) {
                    out.add(part);
                }
            }
        }
        return out;
    }

    private static Value value(
            Slot slot, @Nullable Node base, @Nullable Node source, @Nullable Node target) {
        boolean lines =
                slot.merge() == Slot.Merge.LINES
                        || slot.merge() == Slot.Merge.TEXT
                        || slot.merge() == Slot.Merge.QUERY;
        if (lines && source != null && target != null) {
            String text =
                    TextMerge.merge(
                                    text(base, slot) + "\n",
                                    text(target, slot) + "\n",
                                    text(source, slot) + "\n")
                            .render();
            return Value.text(text.substring(0, text.length() - 1));
        }
        return slot.holdsItems() ? Value.items(Collections.singletonList(MARK)) : Value.text(MARK);
    }

    private static String text(@Nullable Node node, Slot slot) {
        String text = node == null ? null : node.text(slot.name());
        return text == null ? "" : text;
    }
}

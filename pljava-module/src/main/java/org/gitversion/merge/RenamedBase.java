package org.gitversion.merge;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.gitversion.model.Label;
import org.gitversion.model.Node;
import org.gitversion.model.Path;
import org.gitversion.model.Renames;
import org.gitversion.model.SchemaTree;
import org.gitversion.model.Value;
import org.jspecify.annotations.Nullable;

/**
 * The base of a merge as it would read under the merged names. A text that names a renamed object
 * (a view over a renamed column) was rewritten by PostgreSQL on the side that was renamed; where a
 * side has the base's text still, its rewritten text is the base's, too. A text that both sides
 * changed stays as it was.
 */
final class RenamedBase {
    /** One side: before and after its objects were given the merged names. */
    static final class Side {
        private final Renames fromBase;
        private final SchemaTree before;
        private final SchemaTree after;

        Side(Renames fromBase, SchemaTree before, SchemaTree after) {
            this.fromBase = fromBase;
            this.before = before;
            this.after = after;
        }

        /** The rewritten value of a slot; null unless this side has the base's value. */
        @Nullable Value rewritten(Node base, Path merged, String slot, Value value) {
            Node own = before.get(fromBase.apply(base.path()));
            Node renamed = after.get(merged);
            if (own == null || renamed == null || !value.equals(own.value(slot))) {
                return null;
            }
            return renamed.value(slot);
        }
    }

    private RenamedBase() {}

    /**
     * Renames the base.
     *
     * @param base the base as it is
     * @param names from the base to the merged names
     * @param source the side to be merged
     * @param target the side that receives
     * @return the base under the merged names
     */
    static SchemaTree of(SchemaTree base, Renames names, Side source, Side target) {
        if (names.isEmpty()) {
            return base;
        }
        List<Node> nodes = new ArrayList<>(base.size());
        for (Node before : base.nodes()) {
            Node node = Label.renamed(before, names);
            Path merged = names.apply(node.path());
            SortedSet<Path> references = new TreeSet<>();
            for (Path reference : node.references()) {
                references.add(names.apply(reference));
            }
            Map<String, Value> slots = new TreeMap<>();
            for (Map.Entry<String, Value> slot : node.slots().entrySet()) {
                Value value = target.rewritten(node, merged, slot.getKey(), slot.getValue());
                if (value == null) {
                    value = source.rewritten(node, merged, slot.getKey(), slot.getValue());
                }
                slots.put(slot.getKey(), value == null ? slot.getValue() : value);
            }
            nodes.add(new Node(merged, node.kind(), slots, references, node.layout()));
        }
        return SchemaTree.of(nodes);
    }
}

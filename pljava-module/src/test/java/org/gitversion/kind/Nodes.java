package org.gitversion.kind;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.gitversion.diff.Change;
import org.gitversion.model.Node;
import org.gitversion.model.Path;
import org.gitversion.model.SchemaTree;
import org.gitversion.model.Slot;
import org.gitversion.model.Value;

/** Makes nodes for tests. */
final class Nodes {
    private Nodes() {}

    /** A node of a kind with slots given as names and values in turn; items are joined by a bar. */
    static Node of(ObjectKind kind, String path, String... slots) {
        Map<String, Value> values = new TreeMap<>();
        for (int i = 0; i < slots.length; i += 2) {
            Slot slot = kind.kind().slot(slots[i]);
            if (slot == null) {
                throw new IllegalArgumentException(kind.kind() + " has no slot " + slots[i]);
            }
            values.put(
                    slots[i],
                    slot.holdsItems()
                            ? Value.items(List.of(slots[i + 1].split("\\|")))
                            : Value.text(slots[i + 1]));
        }
        return new Node(Path.parse(path), kind.kind(), values, new TreeSet<>(), Map.of());
    }

    /** The same node with references. */
    static Node referring(Node node, String... paths) {
        TreeSet<Path> references = new TreeSet<>();
        for (String path : paths) {
            references.add(Path.parse(path));
        }
        return node.at(node.path(), references);
    }

    /** A tree of these nodes. */
    static SchemaTree tree(Node... nodes) {
        return SchemaTree.of(List.of(nodes));
    }

    /** The texts of statements; null where the object must be built again. */
    static List<String> sql(List<Ddl> statements) {
        if (statements == null) {
            return null;
        }
        List<String> out = new ArrayList<>();
        for (Ddl ddl : statements) {
            out.add(ddl.sql());
        }
        return out;
    }

    /** The statements that bring one state of an object to another. */
    static List<String> alter(ObjectKind kind, Node from, Node to) {
        return sql(kind.alter(from, to, Change.changedSlots(from, to), tree(to)));
    }
}

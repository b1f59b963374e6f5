package org.gitversion.kind;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gitversion.model.Kind;
import org.gitversion.model.Node;
import org.gitversion.model.Path;
import org.gitversion.model.SchemaTree;
import org.gitversion.model.Slot;
import org.gitversion.model.Value;
import org.jspecify.annotations.Nullable;

/**
 * Composite types. Attributes are nodes below the type; their order is a slot of the type, because
 * {@code ROW(…)::type} goes by it.
 */
public final class CompositeKind extends TypeKind {
    private static final String ORDER = "attributes";

    private static final Kind KIND = Kind.of("composite", FOLDER, Slot.list(ORDER));

    @Override
    public Kind kind() {
        return KIND;
    }

    @Override
    public Set<String> namespaces(Node node) {
        return Set.of("relation", "type");
    }

    @Override
    public int locksOfCreate(Node node, SchemaTree tree) {
        return 2;
    }

    @Override
    public int locksOfDrop(Node node, SchemaTree tree) {
        return 3;
    }

    @Override
    public int rank() {
        return 12;
    }

    @Override
    public List<Ddl> create(Node node, SchemaTree tree) {
        List<String> definitions = new ArrayList<>();
        for (String name : TableKind.items(node, ORDER)) {
            Node attribute = tree.get(AttributeKind.path(node.path(), name));
            if (attribute != null) {
                definitions.add(AttributeKind.definition(attribute));
            }
        }
        return List.of(
                Ddl.of("CREATE " + target(node) + " AS (" + String.join(", ", definitions) + ")"));
    }

    /** New attributes come behind the others; any other order takes another type. */
    @Override
    public @Nullable List<Ddl> alter(Node from, Node to, Set<String> changed, SchemaTree tree) {
        List<String> after = TableKind.items(to, ORDER);
        List<String> reached = new ArrayList<>(TableKind.items(from, ORDER));
        reached.retainAll(after);
        List<String> added = new ArrayList<>(after);
        added.removeAll(reached);
        reached.addAll(added);
        return reached.equals(after) ? List.of() : null;
    }

    /**
     * Brings the order of attributes in line with the attributes there are, where a merge took one
     * side's attribute and the other side's order.
     *
     * @param nodes the nodes of a state by path, changed in place
     */
    public static void settleOrder(Map<Path, Node> nodes) {
        for (Node node : new ArrayList<>(nodes.values())) {
            if (node.kind() == KIND) {
                List<String> order = new ArrayList<>(TableKind.items(node, ORDER));
                List<String> missing = new ArrayList<>();
                for (Node other : nodes.values()) {
                    if (AttributeKind.isAttribute(other)
                            && node.path().equals(other.path().up(2))) {
                        missing.add(other.name());
                    }
                }
                order.retainAll(missing);
                missing.removeAll(order);
                order.addAll(missing);
                nodes.put(node.path(), node.with(ORDER, Value.items(order)));
            }
        }
    }
}

package org.gitversion.kind;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.gitversion.model.Kind;
import org.gitversion.model.Node;
import org.gitversion.model.SchemaTree;

/** Composite types. Attributes are nodes below the type. */
public final class CompositeKind extends TypeKind {
    private static final Kind KIND = Kind.of("composite", FOLDER);

    @Override
    public Kind kind() {
        return KIND;
    }

    @Override
    public Set<String> namespaces(Node node) {
        return Set.of("relation", "type");
    }

    @Override
    public int rank() {
        return 12;
    }

    @Override
    public List<Ddl> create(Node node, SchemaTree tree) {
        List<Node> attributes = new ArrayList<>();
        for (Node child : tree.below(node.path())) {
            if (AttributeKind.isAttribute(child)) {
                attributes.add(child);
            }
        }
        attributes.sort(new ColumnKind.ByPosition());
        List<String> definitions = new ArrayList<>(attributes.size());
        for (Node attribute : attributes) {
            definitions.add(AttributeKind.definition(attribute));
        }
        return List.of(
                Ddl.of("CREATE " + target(node) + " AS (" + String.join(", ", definitions) + ")"));
    }

    /** The type has no properties besides its attributes. */
    @Override
    public List<Ddl> alter(Node from, Node to, Set<String> changed, SchemaTree tree) {
        return List.of();
    }
}

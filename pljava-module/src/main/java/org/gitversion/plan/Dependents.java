package org.gitversion.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.gitversion.kind.ObjectKinds;
import org.gitversion.model.Node;
import org.gitversion.model.Path;
import org.gitversion.model.SchemaTree;

/** References read backwards: who needs an object or a part of it. */
final class Dependents {
    private final Map<Path, List<Node>> byReference = new HashMap<>();
    private final SchemaTree tree;

    Dependents(SchemaTree tree) {
        this.tree = tree;
        for (Node node : tree.nodes()) {
            for (Path need : ObjectKinds.ALL.of(node).needs(node, tree)) {
                add(need, node);
            }
        }
    }

    private void add(Path reference, Node node) {
        List<Node> list = byReference.get(reference);
        if (list == null) {
            list = new ArrayList<>(2);
            byReference.put(reference, list);
        }
        list.add(node);
    }

    /** Lists the objects that need the object at a path or anything below it. */
    List<Node> of(Path path) {
        List<Node> out = new ArrayList<>(direct(path));
        for (Node part : tree.below(path)) {
            out.addAll(direct(part.path()));
        }
        return out;
    }

    private List<Node> direct(Path path) {
        List<Node> list = byReference.get(path);
        return list == null ? List.of() : list;
    }
}

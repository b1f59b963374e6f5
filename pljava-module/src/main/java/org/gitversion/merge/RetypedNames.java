package org.gitversion.merge;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.gitversion.canonical.Mentions;
import org.gitversion.kind.ObjectKinds;
import org.gitversion.model.Node;
import org.gitversion.model.Path;
import org.gitversion.model.SchemaTree;
import org.jspecify.annotations.Nullable;

/** What a side gave another type since the base: columns, attributes, domains and routines. */
final class RetypedNames {
    private static final List<String> TYPES = List.of("type", "result", "collation");

    private final List<Path> paths = new ArrayList<>();
    private final List<String> names = new ArrayList<>();

    RetypedNames(SchemaTree base, SchemaTree side) {
        for (Node node : side.nodes()) {
            Node before = base.get(node.path());
            if (before != null && !before.equals(node) && isRetyped(before, node)) {
                paths.add(node.path());
                names.add(ObjectKinds.ALL.of(node).bareName(node.name()));
            }
        }
    }

    private static boolean isRetyped(Node before, Node now) {
        for (String slot : TYPES) {
            if (!Objects.equals(before.value(slot), now.value(slot))) {
                return true;
            }
        }
        return false;
    }

    /** What of it a body names; null for nothing. */
    @Nullable Path in(String body) {
        if (names.isEmpty()) {
            return null;
        }
        Mentions mentions = Mentions.of(body);
        for (int i = 0; i < names.size(); i++) {
            if (mentions.hasName(names.get(i))) {
                return paths.get(i);
            }
        }
        return null;
    }
}

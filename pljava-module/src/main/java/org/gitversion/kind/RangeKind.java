package org.gitversion.kind;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.gitversion.model.Kind;
import org.gitversion.model.Node;
import org.gitversion.model.SchemaTree;
import org.gitversion.model.Slot;
import org.jspecify.annotations.Nullable;

/** Range types, with the multirange type that comes with each. */
public final class RangeKind extends TypeKind {
    private static final Kind KIND =
            Kind.of(
                    "range",
                    FOLDER,
                    Slot.atomic("subtype"),
                    Slot.atomic("opclass"),
                    Slot.atomic("collation"),
                    Slot.atomic("subtype_diff"),
                    Slot.atomic("multirange"));

    @Override
    public Kind kind() {
        return KIND;
    }

    @Override
    public int rank() {
        return 15;
    }

    @Override
    public List<Ddl> create(Node node, SchemaTree tree) {
        List<String> options = new ArrayList<>(5);
        options.add("SUBTYPE = " + node.required("subtype"));
        add(options, "SUBTYPE_OPCLASS = ", node.text("opclass"));
        add(options, "COLLATION = ", node.text("collation"));
        add(options, "SUBTYPE_DIFF = ", node.text("subtype_diff"));
        options.add("MULTIRANGE_TYPE_NAME = " + Identifier.quote(node.required("multirange")));
        return List.of(
                Ddl.of(
                        "CREATE " + target(node) + " AS RANGE ("
                                + String.join(", ", options) + ")"));
    }

    private static void add(List<String> options, String words, @Nullable String name) {
        if (name != null) {
            options.add(words + name);
        }
    }

    @Override
    public @Nullable List<Ddl> alter(Node from, Node to, Set<String> changed, SchemaTree tree) {
        if (changed.size() > 1 || !changed.contains("multirange")) {
            return null;
        }
        return List.of(
                Ddl.of(
                        "ALTER TYPE " + Identifier.quote(from.required("multirange"))
                                + " RENAME TO " + Identifier.quote(to.required("multirange"))));
    }
}

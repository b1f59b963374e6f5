package org.gitversion.kind;

import java.util.List;
import org.gitversion.model.Kind;
import org.gitversion.model.Node;
import org.gitversion.model.SchemaTree;
import org.gitversion.model.Slot;

/**
 * Casts from and to types of the schema, named by both types. Nothing tells who uses a cast: it is
 * created as early and dropped as late as can be.
 */
public final class CastKind extends DefinitionKind {
    /** Makes the kind. */
    public CastKind() {
        super(
                Kind.of("cast", "casts", Slot.atomic("method"), Slot.atomic("context")),
                "CAST",
                16,
                false);
    }

    @Override
    public String target(Node node) {
        return "CAST (" + node.name() + ")";
    }

    /** A cast has no name besides those of its types. */
    @Override
    public String bareName(String segment) {
        return "";
    }

    @Override
    public String withBareName(String segment, String name) {
        return segment;
    }

    @Override
    public List<Ddl> create(Node node, SchemaTree tree) {
        return List.of(
                Ddl.of(
                        "CREATE "
                                + target(node)
                                + " "
                                + node.required("method")
                                + (node.has("context") ? " AS " + node.required("context") : "")));
    }
}

package org.gitversion.kind;

import java.util.List;
import org.gitversion.model.Kind;
import org.gitversion.model.Node;
import org.gitversion.model.SchemaTree;
import org.gitversion.model.Slot;

/** Conversions between encodings. */
public final class ConversionKind extends DefinitionKind {
    /** Makes the kind. */
    public ConversionKind() {
        super(
                Kind.of(
                        "conversion",
                        "conversions",
                        Slot.atomic("default"),
                        Slot.atomic("source").core(),
                        Slot.atomic("destination").core(),
                        Slot.atomic("function").core()),
                "CONVERSION",
                36,
                true);
    }

    @Override
    public List<Ddl> create(Node node, SchemaTree tree) {
        return List.of(
                Ddl.of(
                        "CREATE "
                                + (node.has("default") ? "DEFAULT " : "")
                                + target(node)
                                + " FOR "
                                + Identifier.literal(node.required("source"))
                                + " TO "
                                + Identifier.literal(node.required("destination"))
                                + " FROM "
                                + node.required("function")));
    }
}

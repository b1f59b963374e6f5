package org.gitversion.kind;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.gitversion.model.Kind;
import org.gitversion.model.Node;
import org.gitversion.model.SchemaTree;
import org.gitversion.model.Slot;
import org.jspecify.annotations.Nullable;

/** Aggregates. What they are made of are items of the form {@code SFUNC=name}. */
public final class AggregateKind extends ObjectKind {
    private static final Kind KIND =
            Kind.of(
                    "aggregate",
                    "aggregates",
                    Slot.atomic("arguments"),
                    Slot.atomic("result"),
                    Slot.atomic("hypothetical"),
                    Slot.atomic("parallel"),
                    Slot.set("parts").keyedBy(Slot.Key.STATE));

    @Override
    public Kind kind() {
        return KIND;
    }

    @Override
    public int locksOfCreate(Node node, SchemaTree tree) {
        return 0;
    }

    @Override
    public int rank() {
        return 34;
    }

    @Override
    public String target(Node node) {
        return "AGGREGATE " + call(node);
    }

    private static String call(Node node) {
        String arguments = node.text("arguments");
        return Identifier.quote(Signature.of(node.name()).name())
                + "("
                + (arguments == null ? "*" : arguments)
                + ")";
    }

    @Override
    public String grantTarget(Node node) {
        Signature signature = Signature.of(node.name());
        return "FUNCTION " + Identifier.quote(signature.name()) + "(" + signature.types() + ")";
    }

    /** The one statement in which PostgreSQL takes no aggregate for an aggregate. */
    @Override
    public String extensionTarget(Node node) {
        return "ROUTINE" + grantTarget(node).substring("FUNCTION".length());
    }

    @Override
    public boolean hasOwner(Node node) {
        return true;
    }

    @Override
    public String bareName(String segment) {
        return Signature.of(segment).name();
    }

    @Override
    public String withBareName(String segment, String name) {
        return name + "(" + Signature.of(segment).types() + ")";
    }

    @Override
    public List<Ddl> create(Node node, SchemaTree tree) {
        return List.of(Ddl.of(definition("CREATE AGGREGATE ", node)));
    }

    private static String definition(String create, Node node) {
        List<String> parts = new ArrayList<>();
        for (String part : TableKind.items(node, "parts")) {
            int equals = part.indexOf('=');
            parts.add(part.substring(0, equals) + " = " + part.substring(equals + 1));
        }
        if (node.has("parallel")) {
            parts.add("PARALLEL = " + node.required("parallel"));
        }
        if (node.has("hypothetical")) {
            parts.add("HYPOTHETICAL");
        }
        return create + call(node) + " (\n    " + String.join(",\n    ", parts) + "\n)";
    }

    @Override
    public @Nullable List<Ddl> alter(Node from, Node to, Set<String> changed, SchemaTree tree) {
        boolean sameCall =
                !changed.contains("arguments")
                        && !changed.contains("result")
                        && !changed.contains("hypothetical");
        return sameCall ? List.of(Ddl.of(definition("CREATE OR REPLACE AGGREGATE ", to))) : null;
    }

    @Override
    public @Nullable List<Ddl> rename(Node node, String newName) {
        return List.of(
                Ddl.of(
                        "ALTER "
                                + target(node)
                                + " RENAME TO "
                                + Identifier.quote(bareName(newName))));
    }

    @Override
    public List<Ddl> drop(Node node, SchemaTree tree) {
        return List.of(Ddl.of("DROP " + target(node)));
    }
}

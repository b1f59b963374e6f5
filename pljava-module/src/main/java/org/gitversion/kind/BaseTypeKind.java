package org.gitversion.kind;

import java.util.List;
import java.util.Set;
import org.gitversion.model.Kind;
import org.gitversion.model.Node;
import org.gitversion.model.Path;
import org.gitversion.model.SchemaTree;
import org.gitversion.model.Slot;
import org.jspecify.annotations.Nullable;

/**
 * Base types, and shell types, which have no properties. The functions of a base type need it, and
 * it needs them: they are created on a shell, and dropped with the type.
 */
public final class BaseTypeKind extends DefinitionKind {
    private static final Set<String> SETTABLE =
            Set.of("receive", "send", "typmod_in", "typmod_out", "analyze", "subscript", "storage");

    /** Makes the kind. */
    public BaseTypeKind() {
        super(
                Kind.of(
                        "base_type",
                        TypeKind.FOLDER,
                        Slot.atomic("input").core(),
                        Slot.atomic("output").core(),
                        Slot.atomic("receive").bound(),
                        Slot.atomic("send").bound(),
                        Slot.atomic("typmod_in").bound(),
                        Slot.atomic("typmod_out").bound(),
                        Slot.atomic("analyze"),
                        Slot.atomic("subscript").bound(),
                        Slot.atomic("internallength").core(),
                        Slot.atomic("passedbyvalue").core(),
                        Slot.atomic("alignment").core(),
                        Slot.atomic("storage"),
                        Slot.atomic("category"),
                        Slot.atomic("preferred"),
                        Slot.atomic("default"),
                        Slot.atomic("element").bound(),
                        Slot.atomic("delimiter"),
                        Slot.atomic("collatable")),
                "TYPE",
                11,
                true);
    }

    @Override
    public Set<String> namespaces(Node node) {
        return Set.of("type");
    }

    @Override
    public String grantTarget(Node node) {
        return target(node);
    }

    @Override
    public @Nullable Ddl shell(Node node) {
        return node.has("input") ? Ddl.of("CREATE " + target(node)) : null;
    }

    @Override
    public List<Ddl> create(Node node, SchemaTree tree) {
        return node.has("input")
                ? super.create(node, tree)
                : List.of(Ddl.of("CREATE " + target(node)));
    }

    /** A shell is filled; storage can be given to values in place, but not be taken away. */
    @Override
    public @Nullable List<Ddl> alter(Node from, Node to, Set<String> changed, SchemaTree tree) {
        if (!from.has("input")) {
            return create(to, tree);
        }
        if (!SETTABLE.containsAll(changed)
                || changed.contains("storage") && to.required("storage").equals("plain")) {
            return null;
        }
        return List.of(Ddl.of("ALTER " + target(to) + changes(to, changed)));
    }

    @Override
    public List<Ddl> drop(Node node, SchemaTree tree) {
        return drop(this, node);
    }

    /** Drops a type with the functions it is made of, but with nothing else. */
    static List<Ddl> drop(ObjectKind kind, Node node) {
        String drop = "DROP " + kind.target(node);
        if (kind.shell(node) == null) {
            return List.of(Ddl.of(drop));
        }
        return List.of(
                Ddl.of(
                        "SELECT gitversion_internal.refuse_dependents("
                                + Identifier.literal(Identifier.quote(node.name()))
                                + "::regtype)"),
                Ddl.of(drop + " CASCADE"));
    }

    /** Finds the type that a routine is a part of: each needs the other. */
    static @Nullable Path madeOf(Node routine, SchemaTree tree) {
        for (Path need : routine.references()) {
            Node type = tree.get(need);
            if (type != null
                    && type.references().contains(routine.path())
                    && ObjectKinds.ALL.of(type).shell(type) != null) {
                return need;
            }
        }
        return null;
    }
}

package org.gitversion.kind;

import java.util.ArrayList;
import java.util.HashSet;
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
                    Slot.atomic("subtype").core(),
                    Slot.atomic("opclass").core(),
                    Slot.atomic("collation").core(),
                    Slot.atomic("subtype_diff").bound(),
                    Slot.atomic("canonical").bound(),
                    Slot.atomic("multirange"),
                    Slot.atomic("constructor"),
                    Slot.atomic("multirange_constructor"));

    @Override
    public Kind kind() {
        return KIND;
    }

    @Override
    public Set<String> namespaces(Node node) {
        return Set.of("type");
    }

    @Override
    public String partTarget(Node node, String part) {
        String multirange = Identifier.quote(node.required("multirange"));
        String range = Identifier.quote(node.name());
        String subtype = node.required("subtype");
        switch (part) {
            case "multirange":
                return "TYPE " + multirange;
            case "multirange_array":
                return "TYPE " + multirange + "[]";
            case "constructor2":
                return constructor(constructor(node), subtype + ", " + subtype);
            case "constructor3":
                return constructor(constructor(node), subtype + ", " + subtype + ", text");
            case "multirange_constructor0":
                return constructor(multirangeConstructor(node), "");
            case "multirange_constructor1":
                return constructor(multirangeConstructor(node), range);
            case "multirange_constructor1_variadic":
                return constructor(multirangeConstructor(node), range + "[]");
            default:
                return super.partTarget(node, part);
        }
    }

    private static String constructor(String name, String arguments) {
        return "FUNCTION " + Identifier.quote(name) + "(" + arguments + ")";
    }

    /** Its array, its multirange and the array of that, and constructors. */
    @Override
    public int locksOfCreate(Node node, SchemaTree tree) {
        return 4;
    }

    @Override
    public int locksOfDrop(Node node, SchemaTree tree) {
        return 10;
    }

    @Override
    public int rank() {
        return 15;
    }

    /** A type that was renamed is created under its first name, which its constructors keep. */
    @Override
    public List<Ddl> create(Node node, SchemaTree tree) {
        String multirange = node.required("multirange");
        String first = constructor(node);
        String firstMultirange = multirangeConstructor(node);
        List<String> options = new ArrayList<>(5);
        options.add("SUBTYPE = " + node.required("subtype"));
        add(options, "SUBTYPE_OPCLASS = ", node.text("opclass"));
        add(options, "COLLATION = ", node.text("collation"));
        add(options, "SUBTYPE_DIFF = ", node.text("subtype_diff"));
        add(options, "CANONICAL = ", node.text("canonical"));
        options.add("MULTIRANGE_TYPE_NAME = " + Identifier.quote(firstMultirange));
        List<Ddl> out = new ArrayList<>(1);
        out.add(
                Ddl.of(
                        "CREATE TYPE "
                                + Identifier.quote(first)
                                + " AS RANGE ("
                                + String.join(", ", options)
                                + ")"));
        if (!first.equals(node.name())) {
            out.add(rename(first, node.name()));
        }
        if (!firstMultirange.equals(multirange)) {
            out.add(rename(firstMultirange, multirange));
        }
        return out;
    }

    @Override
    public @Nullable Ddl shell(Node node) {
        return node.has("canonical") ? Ddl.of("CREATE " + target(node)) : null;
    }

    /** With a canonical function the constructors must have the name of the type. */
    @Override
    public @Nullable List<Ddl> rename(Node node, String newName) {
        List<Ddl> out = new ArrayList<>(3);
        if (node.has("canonical")) {
            for (String part : List.of("constructor2", "constructor3")) {
                String call = partTarget(node, part);
                out.add(Ddl.of("ALTER " + call + " RENAME TO " + Identifier.quote(newName)));
            }
        }
        out.add(rename(node.name(), newName));
        return out;
    }

    @Override
    public List<Ddl> drop(Node node, SchemaTree tree) {
        return BaseTypeKind.drop(this, node);
    }

    private static String or(@Nullable String name, String otherwise) {
        return name == null ? otherwise : name;
    }

    private static Ddl rename(String from, String to) {
        return Ddl.of(
                "ALTER TYPE " + Identifier.quote(from) + " RENAME TO " + Identifier.quote(to));
    }

    private static void add(List<String> options, String words, @Nullable String name) {
        if (name != null) {
            options.add(words + name);
        }
    }

    /** Only the multirange type may be renamed; its constructors keep their name. */
    @Override
    public @Nullable List<Ddl> alter(Node from, Node to, Set<String> changed, SchemaTree tree) {
        Set<String> others = new HashSet<>(changed);
        others.remove("multirange");
        others.remove("multirange_constructor");
        if (!others.isEmpty() || !multirangeConstructor(from).equals(multirangeConstructor(to))) {
            return null;
        }
        return List.of(rename(from.required("multirange"), to.required("multirange")));
    }

    private static String constructor(Node node) {
        return or(node.text("constructor"), node.name());
    }

    private static String multirangeConstructor(Node node) {
        return or(node.text("multirange_constructor"), node.required("multirange"));
    }
}

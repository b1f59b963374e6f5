package org.gitversion.kind;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.gitversion.model.Kind;
import org.gitversion.model.Node;
import org.gitversion.model.SchemaTree;
import org.gitversion.model.Slot;
import org.gitversion.model.Value;
import org.jspecify.annotations.Nullable;

/** Range types, with the multirange type that comes with each. */
public final class RangeKind extends TypeKind {
    private static final String SPARE = "gitversion_new_";
    private static final List<String> CONSTRUCTORS = List.of("constructor2", "constructor3");
    private static final List<String> MULTIRANGE_CONSTRUCTORS =
            List.of(
                    "multirange_constructor0",
                    "multirange_constructor1",
                    "multirange_constructor1_variadic");

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
    public List<String> names(Node node) {
        List<String> names = super.names(node);
        names.add(multirangeName(node));
        return names;
    }

    /**
     * Returns the name that the multirange type of a range type takes from others.
     *
     * @param node a range type
     * @return the name with its namespace in front
     */
    public static String multirangeName(Node node) {
        return "type " + node.required("multirange");
    }

    /**
     * Tells whether the multirange type of a range type gets another name.
     *
     * @param from any object
     * @param to the same, as it is to be
     * @return whether it is a range type whose multirange type does
     */
    public static boolean renamesMultirange(Node from, Node to) {
        return from.kind() == KIND
                && to.kind() == KIND
                && !multirangeName(from).equals(multirangeName(to));
    }

    /**
     * Gives the multirange type of a range type another name.
     *
     * @param node the range type
     * @param name the name
     * @return the range type as it is then: the constructors keep the name
     */
    public static Node withMultirange(Node node, String name) {
        return node.with("multirange_constructor", Value.text(multirangeConstructor(node)))
                .with("multirange", Value.text(name));
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

    /**
     * A type that was renamed is created under its first name, which its constructors keep. Where
     * something else has that name now, the constructors are given it instead, which takes a
     * superuser.
     */
    @Override
    public List<Ddl> create(Node node, SchemaTree tree) {
        boolean taken = isTaken(node, tree);
        String first = taken && !node.has("canonical") ? SPARE + 1 : constructor(node);
        String firstMultirange = taken ? SPARE + 2 : multirangeConstructor(node);
        List<String> options = new ArrayList<>(5);
        options.add("SUBTYPE = " + node.required("subtype"));
        add(options, "SUBTYPE_OPCLASS = ", node.text("opclass"));
        add(options, "COLLATION = ", node.text("collation"));
        add(options, "SUBTYPE_DIFF = ", node.text("subtype_diff"));
        add(options, "CANONICAL = ", node.text("canonical"));
        options.add("MULTIRANGE_TYPE_NAME = " + Identifier.quote(firstMultirange));
        List<Ddl> out = new ArrayList<>(taken ? 8 : 1);
        out.add(
                Ddl.of(
                        "CREATE TYPE "
                                + Identifier.quote(first)
                                + " AS RANGE ("
                                + String.join(", ", options)
                                + ")"));
        if (taken) {
            Node spare =
                    node.with("constructor", null)
                            .with("multirange_constructor", null)
                            .with("multirange", Value.text(firstMultirange))
                            .at(node.path().sibling(first), node.references());
            if (!first.equals(constructor(node))) {
                renameParts(out, spare, CONSTRUCTORS, constructor(node));
            }
            renameParts(out, spare, MULTIRANGE_CONSTRUCTORS, multirangeConstructor(node));
        }
        String multirange = node.required("multirange");
        if (!first.equals(node.name())) {
            out.add(rename(first, node.name()));
        }
        if (!firstMultirange.equals(multirange)) {
            out.add(rename(firstMultirange, multirange));
        }
        return out;
    }

    private void renameParts(List<Ddl> out, Node node, List<String> parts, String name) {
        for (String part : parts) {
            out.add(
                    Ddl.of(
                            "ALTER "
                                    + partTarget(node, part)
                                    + " RENAME TO "
                                    + Identifier.quote(name)));
        }
    }

    /** Tells whether a first name is now that of another type or relation. */
    private static boolean isTaken(Node node, SchemaTree tree) {
        Set<String> first = new HashSet<>();
        add(first, node.text("constructor"));
        add(first, node.text("multirange_constructor"));
        if (first.contains(node.name()) || first.contains(node.required("multirange"))) {
            return true;
        }
        for (Node other : first.isEmpty() ? List.<Node>of() : tree.nodes()) {
            for (String name : first) {
                if (ObjectKinds.ALL.of(other).names(other).contains("type " + name)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static void add(Set<String> names, @Nullable String name) {
        if (name != null) {
            names.add(name);
        }
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
            renameParts(out, node, CONSTRUCTORS, newName);
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

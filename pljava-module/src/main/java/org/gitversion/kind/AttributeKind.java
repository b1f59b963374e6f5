package org.gitversion.kind;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.gitversion.model.Kind;
import org.gitversion.model.Node;
import org.gitversion.model.Path;
import org.gitversion.model.SchemaTree;
import org.gitversion.model.Slot;

/** Attributes of composite types. */
public final class AttributeKind extends ObjectKind {
    /** The folder of attributes below their type. */
    public static final String FOLDER = "attributes";

    private static final Kind KIND =
            Kind.embedded("attribute", FOLDER, Slot.atomic("type"), Slot.atomic("collation"));

    @Override
    public Kind kind() {
        return KIND;
    }

    @Override
    public int rank() {
        return 13;
    }

    /** COMMENT ON knows an attribute as a column. */
    @Override
    public String target(Node node) {
        return "COLUMN " + type(node) + "." + name(node);
    }

    static boolean isAttribute(Node node) {
        return node.kind() == KIND;
    }

    /** Returns the path of an attribute. */
    static Path path(Path type, String name) {
        return type.child(FOLDER, name);
    }

    /** Writes an attribute as an element of CREATE TYPE. */
    static String definition(Node node) {
        return name(node) + " " + typeAndCollation(node);
    }

    @Override
    public List<Ddl> create(Node node, SchemaTree tree) {
        return List.of(
                alterType(node, "ADD ATTRIBUTE " + definition(node) + withTables(node, tree)));
    }

    @Override
    public List<Ddl> alter(Node from, Node to, Set<String> changed, SchemaTree tree) {
        List<String> tables = typedTables(to, tree);
        Ddl retype =
                alterType(
                        to,
                        "ALTER ATTRIBUTE "
                                + name(to)
                                + " TYPE "
                                + typeAndCollation(to)
                                + (tables.isEmpty() ? "" : " CASCADE"));
        return List.of(
                CastRows.guard(
                        retype,
                        from.required("type"),
                        to.required("type"),
                        name(to),
                        tables,
                        tree));
    }

    @Override
    public List<Ddl> rename(Node node, String newName) {
        return List.of(
                alterType(
                        node,
                        "RENAME ATTRIBUTE "
                                + name(node)
                                + " TO "
                                + Identifier.quote(newName)
                                + " CASCADE"));
    }

    @Override
    public List<Ddl> drop(Node node, SchemaTree tree) {
        return List.of(
                alterType(node, "DROP ATTRIBUTE " + name(node) + withTables(node, tree))
                        .losing("Columns of the type lose the values of the attribute."));
    }

    /** To drop an attribute and add it again would lose its values. */
    @Override
    public boolean rebuildable(Node node) {
        return false;
    }

    @Override
    public boolean blockedBy(Node dependent, Node from, Node to, Set<String> changed) {
        return true;
    }

    private static Ddl alterType(Node node, String action) {
        return Ddl.of("ALTER TYPE " + type(node) + " " + action, Ddl.Lock.ACCESS_EXCLUSIVE);
    }

    /** Tables of the type are changed with it. */
    private static String withTables(Node node, SchemaTree tree) {
        return typedTables(node, tree).isEmpty() ? "" : " CASCADE";
    }

    private static List<String> typedTables(Node node, SchemaTree tree) {
        List<String> out = new ArrayList<>();
        Path type = node.path().up(2);
        for (Node other : type == null ? List.<Node>of() : tree.referring(type)) {
            if (other.has(Inheritance.OF_TYPE)) {
                out.add(Identifier.quote(other.name()));
            }
        }
        return out;
    }

    private static String typeAndCollation(Node node) {
        String collation = node.text("collation");
        return node.required("type") + (collation == null ? "" : " COLLATE " + collation);
    }

    private static String type(Node node) {
        return Identifier.quote(node.path().segment(1));
    }

    private static String name(Node node) {
        return Identifier.quote(node.name());
    }
}

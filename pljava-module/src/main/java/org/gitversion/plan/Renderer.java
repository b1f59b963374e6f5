package org.gitversion.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.gitversion.canonical.SchemaMarker;
import org.gitversion.kind.Ddl;
import org.gitversion.kind.ObjectKind;
import org.gitversion.kind.ObjectKinds;
import org.gitversion.model.Kind;
import org.gitversion.model.Node;
import org.gitversion.model.SchemaTree;
import org.gitversion.model.Slot;
import org.jspecify.annotations.Nullable;

/** Writes objects as the DDL that creates them. */
public final class Renderer {
    private Renderer() {}

    /**
     * Writes a unit as canonical DDL for people: names unqualified, schema markers gone, every
     * statement ended by a semicolon and a line feed.
     *
     * @param unit the nodes of the unit, its own first
     * @param tree the state it belongs to
     * @return the text
     */
    public static String ddl(List<Node> unit, SchemaTree tree) {
        StringBuilder out = new StringBuilder(400);
        for (Node node : unit) {
            for (Ddl ddl : creation(node, tree, unit)) {
                out.append(SchemaMarker.strip(ddl.sql())).append(";\n");
            }
        }
        for (Node node : unit) {
            for (Ddl ddl : ObjectKinds.ALL.of(node).attach(null, node, tree)) {
                out.append(SchemaMarker.strip(ddl.sql())).append(";\n");
            }
        }
        for (Node node : unit) {
            for (Ddl ddl : ObjectKinds.ALL.of(node).finish(node, tree)) {
                out.append(SchemaMarker.strip(ddl.sql())).append(";\n");
            }
        }
        return out.toString();
    }

    /**
     * Writes one object, be it part of another one or not, as canonical DDL for people.
     *
     * @param node the object
     * @param tree the state it belongs to
     * @return the text
     */
    public static String ddl(Node node, SchemaTree tree) {
        return ddl(List.of(node), tree);
    }

    private static List<Ddl> creation(Node node, SchemaTree tree, List<Node> unit) {
        ObjectKind kind = ObjectKinds.ALL.of(node);
        List<Ddl> out = new ArrayList<>();
        boolean isUnit = node.path().equals(unit.get(0).path());
        if (isUnit || !kind.createdWithParent(node, tree)) {
            out.addAll(kind.create(node, tree));
        }
        out.addAll(kind.attributes(bare(node, node.layout().get(Node.OWNER)), node));
        return out;
    }

    /**
     * The object as it is right after its creation.
     *
     * @param node the object as it shall be
     * @param owner who owns it then, or null
     * @return the object without its common slots
     */
    static Node bare(Node node, @Nullable String owner) {
        Node bare = node;
        for (Slot slot : Kind.COMMON) {
            if (bare.has(slot.name())) {
                bare = bare.with(slot.name(), null);
            }
        }
        if (owner == null) {
            return bare;
        }
        TreeMap<String, String> layout = new TreeMap<>(node.layout());
        layout.put(Node.OWNER, owner);
        return bare.withLayout(layout);
    }
}

package org.gitversion.ast;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.gitversion.canonical.JsonWriter;
import org.gitversion.error.ErrorCode;
import org.gitversion.error.GitVersionException;
import org.gitversion.kind.MaterializedViewKind;
import org.gitversion.kind.ObjectKinds;
import org.gitversion.model.Kind;
import org.gitversion.model.Node;
import org.gitversion.model.Path;
import org.gitversion.model.SchemaTree;
import org.gitversion.model.Slot;
import org.gitversion.model.Value;
import org.jspecify.annotations.Nullable;

/**
 * One object as JSON: the node of the model, with its parts as children. The layout is described in
 * the manual; {@link #VERSION} is the value of its member {@code gitversion_ast}.
 */
public final class Ast {
    /** The version of the layout. */
    static final int VERSION = 1;

    private Ast() {}

    /**
     * Writes an object.
     *
     * @param nodes the object and its parts, the object first, in path order
     * @return the normal form
     */
    static String write(List<Node> nodes) {
        Node object = nodes.get(0);
        List<String> children = new ArrayList<>(nodes.size() - 1);
        Map<String, Integer> positions = ranks(nodes);
        for (Node node : nodes.subList(1, nodes.size())) {
            String path = node.path().toString().substring(object.path().toString().length() + 1);
            children.add(
                    member(new JsonWriter(), node, path, positions.get(node.path().toString())));
        }
        JsonWriter writer = new JsonWriter().number("gitversion_ast", VERSION);
        writer.documents("children", children);
        return member(writer, object, object.path().toString(), null);
    }

    private static String member(
            JsonWriter writer, Node node, String path, @Nullable Integer position) {
        writer.text("kind", node.kind().name()).text("path", path);
        if (position != null) {
            writer.number(Node.POSITION, position);
        }
        JsonWriter slots = new JsonWriter();
        for (Map.Entry<String, Value> slot : node.slots().entrySet()) {
            Value value = slot.getValue();
            if (value.isText()) {
                slots.text(slot.getKey(), value.text());
            } else {
                slots.texts(slot.getKey(), value.items());
            }
        }
        JsonWriter layout = new JsonWriter();
        for (Map.Entry<String, String> entry : node.layout().entrySet()) {
            String key = entry.getKey();
            if (isLayout(node.kind(), key)) {
                layout.text(key, entry.getValue());
            }
        }
        List<String> references = new ArrayList<>(node.references().size());
        for (Path reference : node.references()) {
            references.add(reference.toString());
        }
        writer.texts("references", references).document("slots", slots.toString());
        String kept = layout.toString();
        return (kept.equals("{}") ? writer : writer.document("layout", kept)).toString();
    }

    /**
     * Whether layout of that name is kept: the order in which privileges were granted and options
     * for foreign servers were given, and whether a materialized view is to be filled.
     */
    static boolean isLayout(Kind kind, String key) {
        return Kind.isCommon(key)
                || key.equals("foreign_options") && kind.slot(key) != null
                || key.equals(MaterializedViewKind.POPULATED);
    }

    /** The places of the columns among each other, from 1. */
    private static Map<String, Integer> ranks(List<Node> nodes) {
        SortedMap<Integer, String> byPosition = new TreeMap<>();
        for (Node node : nodes) {
            String position = node.layout().get(Node.POSITION);
            if (position != null) {
                byPosition.put(Integer.valueOf(position), node.path().toString());
            }
        }
        Map<String, Integer> ranks = new TreeMap<>();
        for (String path : byPosition.values()) {
            ranks.put(path, ranks.size() + 1);
        }
        return ranks;
    }

    /**
     * Reads an object.
     *
     * @param json an AST
     * @return the object and its parts, the object first
     * @throws GitVersionException INVALID_AST naming the place in the JSON
     */
    static List<Node> read(String json) {
        return new AstReader(ObjectKinds.ALL).read(json);
    }

    /**
     * Brings an AST into its normal form.
     *
     * @param json an AST
     * @return the one form of all that mean the same
     * @throws GitVersionException INVALID_AST
     */
    public static String normalize(String json) {
        return write(read(json));
    }

    /** Puts an object into a state, in place of the one that is there. */
    static SchemaTree put(SchemaTree tree, List<Node> nodes) {
        Path path = nodes.get(0).path();
        Map<Path, @Nullable Node> changes = new TreeMap<>();
        for (Node node : tree.below(path)) {
            changes.put(node.path(), null);
        }
        for (Node node : nodes) {
            changes.put(node.path(), node);
        }
        return tree.with(changes);
    }

    /**
     * Sees to it that what PostgreSQL made is what the AST said. The server may word a text in
     * another way, but there is no property and no part more or less.
     */
    static void requireSame(List<Node> said, List<Node> made) {
        Map<Path, Node> byPath = new TreeMap<>();
        for (Node node : made) {
            byPath.put(node.path(), node);
        }
        for (int i = 0; i < said.size(); i++) {
            Node node = said.get(i);
            String place = i == 0 ? "$" : "$.children (" + node.path() + ")";
            Node other = byPath.remove(node.path());
            if (other == null || other.kind() != node.kind()) {
                throw invalid(place, "PostgreSQL makes " + paths(made) + " of it");
            }
            requireSame(place, node, other);
        }
        if (!byPath.isEmpty()) {
            throw invalid("$", "PostgreSQL makes more of it: " + byPath.keySet());
        }
    }

    private static String paths(List<Node> nodes) {
        List<String> paths = new ArrayList<>(nodes.size());
        for (Node node : nodes) {
            paths.add(node.path().toString());
        }
        return String.join(", ", paths);
    }

    private static void requireSame(String place, Node said, Node made) {
        for (Slot slot : said.kind().slots()) {
            Value given = said.value(slot.name());
            Value found = made.value(slot.name());
            String at = place + ".slots." + slot.name();
            if (given == null && found == null) {
                continue;
            }
            if (given == null || found == null) {
                String what = found == null ? "leaves it out" : "makes it " + found;
                throw invalid(at, "PostgreSQL " + what);
            }
            if (slot.holdsItems() && given.items().size() != found.items().size()) {
                throw invalid(at, "PostgreSQL makes it " + found);
            }
        }
    }

    static GitVersionException invalid(String place, String what) {
        return new GitVersionException(
                ErrorCode.INVALID_AST,
                "the AST is not valid at " + place,
                what + ".",
                "gitversion.parse_ddl_to_ast(ddl, type) shows how an object of the kind is"
                        + " described.");
    }
}

package org.gitversion.ast;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.gitversion.canonical.CodePointOrder;
import org.gitversion.canonical.Documents;
import org.gitversion.canonical.JsonReader;
import org.gitversion.model.Kind;
import org.gitversion.model.Node;
import org.gitversion.model.Path;
import org.gitversion.model.Slot;
import org.gitversion.model.Value;
import org.jspecify.annotations.Nullable;

/** Reads the JSON of an object, checks each member, and orders what has no order. */
final class AstReader {
    private static final Set<String> MEMBERS =
            Set.of("kind", "path", Node.POSITION, "slots", "references", "layout");

    private final Documents.Kinds kinds;
    private @Nullable Path object;

    AstReader(Documents.Kinds kinds) {
        this.kinds = kinds;
    }

    List<Node> read(String json) {
        Map<String, @Nullable Object> root = object("$", JsonReader.read(json));
        Object version = root.remove("gitversion_ast");
        if (version == null || !version.toString().equals(String.valueOf(Ast.VERSION))) {
            throw Ast.invalid("$.gitversion_ast", "It is to be " + Ast.VERSION);
        }
        List<@Nullable Object> children = list("$.children", root.remove("children"));
        Node own = node("$", root);
        object = own.path();
        TreeMap<Path, Node> nodes = new TreeMap<>();
        for (int i = 0; i < children.size(); i++) {
            String place = "$.children[" + i + "]";
            Node child = node(place, object(place, children.get(i)));
            if (child.kind().name().equals(own.kind().name())) {
                throw Ast.invalid(place + ".kind", "It is no part of such an object");
            }
            if (nodes.put(child.path(), child) != null) {
                throw Ast.invalid(place + ".path", "Another child has it");
            }
        }
        List<Node> out = new ArrayList<>(nodes.size() + 1);
        out.add(own);
        out.addAll(nodes.values());
        requirePositions(out);
        return out;
    }

    private static void requirePositions(List<Node> nodes) {
        Set<String> taken = new HashSet<>();
        for (Node node : nodes) {
            boolean isPlaced = node.kind().name().equals("column") || isAttribute(node);
            String position = node.layout().get(Node.POSITION);
            if (isPlaced && nodes.size() > 1 && position == null) {
                throw Ast.invalid("$.children (" + node.path() + ")", "It has no position");
            }
            if (position != null && !taken.add(position)) {
                throw Ast.invalid("$.children (" + node.path() + ").position", "Another has it");
            }
        }
    }

    private static boolean isAttribute(Node node) {
        return node.kind().name().equals("attribute");
    }

    private Node node(String place, Map<String, @Nullable Object> members) {
        for (String name : members.keySet()) {
            if (!MEMBERS.contains(name)) {
                throw Ast.invalid(place + "." + name, "An object has no such member");
            }
        }
        Kind kind = kinds.byName(text(place + ".kind", members.get("kind")));
        if (kind == null) {
            throw Ast.invalid(place + ".kind", "There is no such kind of object");
        }
        Path path = path(place + ".path", text(place + ".path", members.get("path")), kind);
        TreeMap<String, String> layout = layout(place + ".layout", members.get("layout"), kind);
        Object position = members.get(Node.POSITION);
        if (position != null) {
            layout.put(Node.POSITION, number(place + ".position", position));
        }
        return new Node(
                path,
                kind,
                slots(place + ".slots", members.get("slots"), kind),
                references(place + ".references", members.get("references")),
                layout);
    }

    private Path path(String place, String text, Kind kind) {
        Path parent = object;
        Path path = Path.parse(parent == null ? text : parent + "/" + text);
        Path folder = path.up(1);
        boolean isDamaged = text.isEmpty() || !Path.of(rawSegments(path)).equals(path);
        int shift = parent == null ? 0 : parent.segments().size();
        List<String> segments = path.segments();
        if (isDamaged || folder == null || segments.size() < shift + 2) {
            throw Ast.invalid(place, "It is no path of an object");
        }
        int at = parent == null && isPart(segments, kind) ? 2 : shift;
        if (!segments.get(at).equals(kind.folder())) {
            throw Ast.invalid(place, "Objects of kind " + kind.name() + " are in " + kind.folder());
        }
        for (String segment : segments) {
            if (segment.isEmpty() || segment.indexOf('\0') >= 0) {
                throw Ast.invalid(place, "A name in it is empty");
            }
        }
        return path;
    }

    private static boolean isPart(List<String> segments, Kind kind) {
        return segments.size() == 4 && segments.get(2).equals(kind.folder());
    }

    private static String[] rawSegments(Path path) {
        return path.segments().toArray(new String[0]);
    }

    private static TreeMap<String, Value> slots(String place, @Nullable Object value, Kind kind) {
        TreeMap<String, Value> slots = new TreeMap<>();
        for (Map.Entry<String, @Nullable Object> entry : object(place, value).entrySet()) {
            String at = place + "." + entry.getKey();
            Slot slot = kind.slot(entry.getKey());
            if (slot == null) {
                throw Ast.invalid(at, "Objects of kind " + kind.name() + " have no such property");
            }
            Object given = entry.getValue();
            if (given == null) {
                continue;
            }
            if (!slot.holdsItems()) {
                slots.put(slot.name(), Value.text(text(at, given)));
                continue;
            }
            List<String> items = texts(at, given);
            boolean isSet = slot.merge() == Slot.Merge.SET || slot.merge() == Slot.Merge.ROWS;
            if (isSet) {
                items = new ArrayList<>(new HashSet<>(items));
                items.sort(CodePointOrder.INSTANCE);
            }
            if (!items.isEmpty() || slot.isClosed() || !isSet) {
                slots.put(slot.name(), Value.items(items));
            }
        }
        return slots;
    }

    private static SortedSet<Path> references(String place, @Nullable Object value) {
        SortedSet<Path> references = new TreeSet<>();
        for (String reference : texts(place, value)) {
            references.add(Path.parse(reference));
        }
        return references;
    }

    private static TreeMap<String, String> layout(String place, @Nullable Object value, Kind kind) {
        TreeMap<String, String> layout = new TreeMap<>();
        for (Map.Entry<String, @Nullable Object> entry : object(place, value).entrySet()) {
            String at = place + "." + entry.getKey();
            if (!Ast.isLayout(kind, entry.getKey())) {
                throw Ast.invalid(at, "A layout has no such member");
            }
            layout.put(entry.getKey(), text(at, entry.getValue()));
        }
        return layout;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, @Nullable Object> object(String place, @Nullable Object value) {
        if (value == null && !place.equals("$")) {
            return Map.of();
        }
        if (!(value instanceof Map)) {
            throw Ast.invalid(place, "It is to be an object");
        }
        return (Map<String, @Nullable Object>) value;
    }

    @SuppressWarnings("unchecked")
    private static List<@Nullable Object> list(String place, @Nullable Object value) {
        if (value == null) {
            return List.of();
        }
        if (!(value instanceof List)) {
            throw Ast.invalid(place, "It is to be an array");
        }
        return (List<@Nullable Object>) value;
    }

    private static List<String> texts(String place, @Nullable Object value) {
        List<String> texts = new ArrayList<>();
        for (Object element : list(place, value)) {
            texts.add(text(place + "[" + texts.size() + "]", element));
        }
        return texts;
    }

    private static String text(String place, @Nullable Object value) {
        if (!(value instanceof String)) {
            throw Ast.invalid(place, "It is to be a string");
        }
        return (String) value;
    }

    private static String number(String place, Object value) {
        String text = value.toString();
        boolean isNumber = value instanceof JsonReader.Literal && text.length() < 6;
        for (int i = 0; i < text.length(); i++) {
            isNumber &= text.charAt(i) >= '0' && text.charAt(i) <= '9';
        }
        if (!isNumber) {
            throw Ast.invalid(place, "It is to be a whole number from 1");
        }
        return text;
    }
}

package org.gitversion.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.gitversion.kind.ObjectKinds;

/**
 * Writes trees for tests, a line an object: its kind and path, then {@code slot=value} (items
 * joined by a comma), then {@code > path} for each reference; all separated by blanks. A blank in a
 * value is written {@code _}.
 */
public final class Trees {
    private Trees() {}

    /** The tree of these objects. */
    public static SchemaTree of(String... lines) {
        List<Node> nodes = new ArrayList<>();
        for (String line : lines) {
            nodes.add(node(line));
        }
        return SchemaTree.of(nodes);
    }

    /** One object. */
    public static Node node(String line) {
        String[] words = line.trim().split(" +");
        Kind kind = ObjectKinds.ALL.byName(words[0]);
        if (kind == null) {
            throw new IllegalArgumentException("no kind " + words[0]);
        }
        Map<String, Value> slots = new TreeMap<>();
        TreeSet<Path> references = new TreeSet<>();
        for (int i = 2; i < words.length; i++) {
            if (words[i].equals(">")) {
                references.add(Path.parse(words[++i]));
            } else {
                int equals = words[i].indexOf('=');
                Slot slot = kind.slot(words[i].substring(0, equals));
                if (slot == null) {
                    throw new IllegalArgumentException(kind + " has no slot in " + words[i]);
                }
                slots.put(slot.name(), value(slot, words[i].substring(equals + 1)));
            }
        }
        return new Node(Path.parse(words[1]), kind, slots, references, Map.of());
    }

    private static Value value(Slot slot, String text) {
        String clear = text.replace('_', ' ');
        return slot.holdsItems() ? Value.items(List.of(clear.split(","))) : Value.text(clear);
    }

    /** Renames, given as old and new paths in turn. */
    public static Renames renames(String... paths) {
        Map<Path, Path> moved = new TreeMap<>();
        for (int i = 0; i < paths.length; i += 2) {
            moved.put(Path.parse(paths[i]), Path.parse(paths[i + 1]));
        }
        return Renames.of(moved);
    }
}

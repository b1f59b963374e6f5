package org.gitversion.canonical;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.gitversion.error.ErrorCode;
import org.gitversion.error.GitVersionException;
import org.gitversion.model.Kind;
import org.gitversion.model.Node;
import org.gitversion.model.Path;
import org.gitversion.model.Shared;
import org.gitversion.model.Value;
import org.jspecify.annotations.Nullable;

/**
 * The canonical document of a unit: what is hashed and stored.
 *
 * <p>Lines end in a line feed; the first character of a line tells what it is, then a blank:
 *
 * <pre>
 * gitversion object 1
 * = KIND PATH           a node; the unit's own first, the others in path order
 * . SLOT TEXT           a slot with one text
 * + SLOT ITEM           one item of a slot that holds items
 * * SLOT                a slot that holds no items
 * &gt; PATH                a reference
 * </pre>
 *
 * Slots come in the order of their names, references in path order after the slots; texts are
 * escaped as {@link Escapes} does. The layout document has the first line {@code gitversion layout
 * 1} and of each node only its {@code =} line and {@code . KEY TEXT} lines.
 */
public final class Documents {
    private static final String OBJECT = "gitversion object 1\n";
    private static final String LAYOUT = "gitversion layout 1\n";

    /** Finds a kind by its name. */
    public interface Kinds {
        /**
         * Finds a kind.
         *
         * @param name its name
         * @return the kind, or null when there is none
         */
        @Nullable Kind byName(String name);
    }

    private Documents() {}

    /**
     * Writes the document of a unit.
     *
     * @param unit its nodes in path order
     * @return the document
     */
    public static String write(List<Node> unit) {
        StringBuilder out = new StringBuilder(256).append(OBJECT);
        for (Node node : unit) {
            writeNode(out, node);
        }
        return out.toString();
    }

    /**
     * Writes what the hash of a single node is taken over: the lines of that node alone.
     *
     * @param node the node
     * @return its lines
     */
    public static String write(Node node) {
        StringBuilder out = new StringBuilder(128);
        writeNode(out, node);
        return out.toString();
    }

    private static void writeNode(StringBuilder out, Node node) {
        header(out, node);
        for (Map.Entry<String, Value> slot : node.slots().entrySet()) {
            Value value = slot.getValue();
            if (value.isText()) {
                line(out, '.', slot.getKey(), value.text());
            } else if (value.items().isEmpty()) {
                out.append("* ").append(slot.getKey()).append('\n');
            } else {
                for (String item : value.items()) {
                    line(out, '+', slot.getKey(), item);
                }
            }
        }
        for (Path reference : node.references()) {
            out.append("> ").append(Escapes.escape(reference.toString())).append('\n');
        }
    }

    /**
     * Writes the layout document of a unit.
     *
     * @param unit its nodes in path order
     * @return the document, or null when no node has a layout
     */
    public static @Nullable String writeLayout(List<Node> unit) {
        StringBuilder out = new StringBuilder(128).append(LAYOUT);
        for (Node node : unit) {
            if (!node.layout().isEmpty()) {
                header(out, node);
                for (Map.Entry<String, String> entry : node.layout().entrySet()) {
                    line(out, '.', entry.getKey(), entry.getValue());
                }
            }
        }
        return out.length() == LAYOUT.length() ? null : out.toString();
    }

    private static void header(StringBuilder out, Node node) {
        out.append("= ").append(node.kind().name()).append(' ');
        out.append(Escapes.escape(node.path().toString())).append('\n');
    }

    private static void line(StringBuilder out, char mark, String name, String text) {
        out.append(mark).append(' ').append(name).append(' ');
        out.append(Escapes.escape(text)).append('\n');
    }

    /**
     * Reads the document of a unit.
     *
     * @param document what {@link #write(List)} wrote
     * @param layout what {@link #writeLayout} wrote, or null
     * @param kinds the kinds this version knows
     * @return the nodes in path order
     * @throws GitVersionException when the document has another format or an unknown kind
     */
    public static List<Node> read(String document, @Nullable String layout, Kinds kinds) {
        return read(document, layout, kinds, new Shared());
    }

    /**
     * Reads the document of a unit, one of many.
     *
     * @param document what {@link #write(List)} wrote
     * @param layout what {@link #writeLayout} wrote, or null
     * @param kinds the kinds this version knows
     * @param shared what the documents have in common
     * @return the nodes in path order
     * @throws GitVersionException as the other method does
     */
    public static List<Node> read(
            String document, @Nullable String layout, Kinds kinds, Shared shared) {
        Map<Path, Map<String, String>> layouts = new HashMap<>();
        if (layout != null) {
            for (Block block : blocks(layout, LAYOUT, shared)) {
                Map<String, String> entries = new TreeMap<>();
                for (Map.Entry<String, Value> slot : block.slots.entrySet()) {
                    entries.put(slot.getKey(), slot.getValue().text());
                }
                layouts.put(block.path, entries);
            }
        }
        List<Node> nodes = new ArrayList<>();
        for (Block block : blocks(document, OBJECT, shared)) {
            Kind kind = kinds.byName(block.kind);
            if (kind == null) {
                throw corrupt("kind \"" + block.kind + "\" is unknown to this version");
            }
            Map<String, String> own = layouts.get(block.path);
            nodes.add(
                    new Node(
                            block.path,
                            kind,
                            block.slots,
                            block.references,
                            own == null ? Map.of() : own));
        }
        return nodes;
    }

    private static List<Block> blocks(String document, String format, Shared shared) {
        if (!document.startsWith(format)) {
            throw corrupt("the document does not begin with \"" + format.trim() + "\"");
        }
        List<Block> blocks = new ArrayList<>();
        int start = format.length();
        while (start < document.length()) {
            int end = document.indexOf('\n', start);
            if (end < 0 || end - start < 3 || document.charAt(start + 1) != ' ') {
                throw corrupt("a line of the document is damaged");
            }
            String rest = document.substring(start + 2, end);
            if (document.charAt(start) == '=') {
                blocks.add(new Block(rest, shared));
            } else if (blocks.isEmpty()) {
                throw corrupt("the document has a line before its first node");
            } else {
                blocks.get(blocks.size() - 1).add(document.charAt(start), rest);
            }
            start = end + 1;
        }
        return blocks;
    }

    private static GitVersionException corrupt(String detail) {
        return new GitVersionException(
                ErrorCode.CORRUPT_STORE,
                "a stored object cannot be read",
                detail + ".",
                "Restore the tables of schema gitversion from a backup, or update gitversion.");
    }

    /** One node as written. */
    private static final class Block {
        final String kind;
        final Path path;
        final TreeMap<String, Value> slots = new TreeMap<>();
        final SortedSet<Path> references = new TreeSet<>();

        private final Shared shared;

        Block(String header, Shared shared) {
            this.shared = shared;
            int blank = header.indexOf(' ');
            if (blank < 0) {
                throw corrupt("a node has no path");
            }
            kind = header.substring(0, blank);
            path = shared.path(Escapes.unescape(header.substring(blank + 1)));
        }

        void add(char mark, String rest) {
            int blank = rest.indexOf(' ');
            if (mark == '>') {
                references.add(shared.path(Escapes.unescape(rest)));
            } else if (mark == '*') {
                slots.put(shared.text(rest), Value.items(List.of()));
            } else if (blank < 0) {
                throw corrupt("a slot has no value");
            } else {
                String text = Escapes.unescape(rest.substring(blank + 1));
                put(mark, shared.text(rest.substring(0, blank)), text);
            }
        }

        private void put(char mark, String slot, String text) {
            if (mark == '.') {
                slots.put(slot, shared.value(text));
            } else if (mark == '+') {
                Value before = slots.get(slot);
                List<String> items =
                        before == null ? new ArrayList<>() : new ArrayList<>(before.items());
                items.add(shared.text(text));
                slots.put(slot, Value.items(items));
            } else {
                throw corrupt("a line begins with \"" + mark + "\"");
            }
        }
    }
}

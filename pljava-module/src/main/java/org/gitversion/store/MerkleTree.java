package org.gitversion.store;

import java.util.ArrayList;
import java.util.List;
import org.gitversion.canonical.Documents;
import org.gitversion.model.Node;
import org.gitversion.model.SchemaTree;
import org.jspecify.annotations.Nullable;

/**
 * The directories and documents that stand for a schema. Units are leaves at their paths; the tree
 * of an empty schema is an empty root directory. What is stored of the layout forms a second tree.
 */
public final class MerkleTree {
    private MerkleTree() {}

    /**
     * Hashes a schema.
     *
     * @param tree its objects
     * @return the SHA-256 of the root directory, 64 hexadecimal digits
     */
    public static String hash(SchemaTree tree) {
        return of(tree).hash();
    }

    /** Makes the leaf of a unit. */
    static MerkleNode leaf(List<Node> unit) {
        return leaf(unit.get(0), Documents.write(unit));
    }

    /** Makes the leaf of a unit's layout; null when it has none. */
    static @Nullable MerkleNode layoutLeaf(List<Node> unit) {
        String layout = Documents.writeLayout(unit);
        return layout == null ? null : leaf(unit.get(0), layout);
    }

    private static MerkleNode leaf(Node unit, String document) {
        String path = unit.path().toString();
        String segment = path.substring(path.lastIndexOf('/') + 1);
        return new MerkleNode(unit.kind().name(), segment, document, List.of());
    }

    /** Builds the tree of a schema. */
    static MerkleNode of(SchemaTree tree) {
        List<Leaf> leaves = new ArrayList<>(tree.size());
        for (List<Node> unit : tree.units()) {
            leaves.add(new Leaf(unit.get(0), Documents.write(unit)));
        }
        return build(leaves);
    }

    /** Builds the tree of a schema's layout. */
    static MerkleNode ofLayout(SchemaTree tree) {
        List<Leaf> leaves = new ArrayList<>(tree.size());
        for (List<Node> unit : tree.units()) {
            String layout = Documents.writeLayout(unit);
            if (layout != null) {
                leaves.add(new Leaf(unit.get(0), layout));
            }
        }
        return build(leaves);
    }

    private static MerkleNode build(List<Leaf> leaves) {
        return directory("", leaves, 0, leaves.size(), 0);
    }

    /** A document and where it belongs. */
    private static final class Leaf {
        final String path;
        final String kind;
        final String document;

        Leaf(Node unit, String document) {
            this.path = unit.path().toString();
            this.kind = unit.kind().name();
            this.document = document;
        }

        /** The end of the segment that starts at an offset. */
        int segmentEnd(int start) {
            int slash = path.indexOf('/', start);
            return slash < 0 ? path.length() : slash;
        }
    }

    /** Builds the directory of the leaves from {@code low} to before {@code high}. */
    private static MerkleNode directory(
            String segment, List<Leaf> leaves, int low, int high, int prefix) {
        List<MerkleNode> entries = new ArrayList<>();
        int at = low;
        while (at < high) {
            Leaf leaf = leaves.get(at);
            int end = leaf.segmentEnd(prefix);
            String name = leaf.path.substring(prefix, end);
            if (end == leaf.path.length()) {
                entries.add(new MerkleNode(leaf.kind, name, leaf.document, List.of()));
                at++;
                continue;
            }
            String shared = leaf.path.substring(0, end + 1);
            int next = at + 1;
            while (next < high && leaves.get(next).path.startsWith(shared)) {
                next++;
            }
            entries.add(directory(name, leaves, at, next, end + 1));
            at = next;
        }
        return TreeDocument.directory(TreeDocument.TREE, segment, entries);
    }
}

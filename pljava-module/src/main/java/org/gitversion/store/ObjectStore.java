package org.gitversion.store;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.gitversion.canonical.Documents;
import org.gitversion.canonical.Hash;
import org.gitversion.db.Database;
import org.gitversion.error.GitVersionException;
import org.gitversion.model.Node;
import org.gitversion.model.Path;
import org.gitversion.model.SchemaTree;
import org.jspecify.annotations.Nullable;

/**
 * Schemas in the content-addressed storage. What is stored is complete: where a directory is, all
 * it leads to is, so that storing looks only at what is below missing directories.
 */
public final class ObjectStore {
    private final Database database;
    private final Contents contents;
    private final Documents.Kinds kinds;
    private final StoredDirectories directories;

    private final TreeReader reader;

    /**
     * Opens the storage.
     *
     * @param database the gateway
     * @param kinds the kinds of objects this version knows
     */
    public ObjectStore(Database database, Documents.Kinds kinds) {
        this.database = database;
        this.contents = new Contents(database);
        this.kinds = kinds;
        this.directories = new StoredDirectories(contents);
        this.reader = new TreeReader(contents, kinds);
    }

    /**
     * Stores a schema and looks for each of its documents, not only for the roots.
     *
     * @param tree its objects
     * @return where it is
     */
    public StoredTree putWhole(SchemaTree tree) {
        MerkleNode root = MerkleTree.of(tree);
        MerkleNode layout = MerkleTree.ofLayout(tree);
        StoreLock.share(database);
        TreeMap<String, String> documents = new TreeMap<>();
        List<MerkleNode> level = List.of(root, layout);
        while (!level.isEmpty()) {
            List<MerkleNode> next = new ArrayList<>();
            for (MerkleNode node : level) {
                documents.put(node.hash(), node.content());
                next.addAll(node.children());
            }
            level = next;
        }
        documents.keySet().retainAll(contents.absent(new HashSet<>(documents.keySet())));
        contents.insert(documents, Map.of());
        return new StoredTree(root.hash(), layout.hash());
    }

    /**
     * Stores a schema; writes only what is missing.
     *
     * @param tree its objects
     * @return where it is
     */
    public StoredTree put(SchemaTree tree) {
        MerkleNode root = MerkleTree.of(tree);
        MerkleNode layout = MerkleTree.ofLayout(tree);
        StoreLock.share(database);
        TreeMap<String, String> missing = new TreeMap<>();
        List<MerkleNode> level = List.of(root, layout);
        while (!level.isEmpty()) {
            Set<String> asked = new HashSet<>();
            for (MerkleNode node : level) {
                if (!missing.containsKey(node.hash())) {
                    asked.add(node.hash());
                }
            }
            Set<String> absent = asked.isEmpty() ? asked : contents.absent(asked);
            List<MerkleNode> next = new ArrayList<>();
            for (MerkleNode node : level) {
                if (absent.remove(node.hash())) {
                    missing.put(node.hash(), node.content());
                    next.addAll(node.children());
                }
            }
            level = next;
        }
        contents.insert(missing, Map.of());
        return new StoredTree(root.hash(), layout.hash());
    }

    /**
     * Stores what a stored schema becomes when a part of it changes.
     *
     * @param stored where the schema is
     * @param before the part as it is in the stored schema: whole units
     * @param now the part as it is to be
     * @return where the changed schema is
     */
    public StoredTree put(StoredTree stored, SchemaTree before, SchemaTree now) {
        List<Path> paths = new ArrayList<>();
        for (List<Node> unit : before.units()) {
            paths.add(unit.get(0).path());
        }
        return put(stored, paths, now);
    }

    /**
     * Stores what a stored schema becomes when some of its units make way for others.
     *
     * @param stored where the schema is
     * @param removed the paths of units to remove, where they are there and do not come again
     * @param now whole units, new or in place of those at their paths
     * @return where the changed schema is
     */
    public StoredTree put(StoredTree stored, Collection<Path> removed, SchemaTree now) {
        TreeMap<Path, @Nullable MerkleNode> units = new TreeMap<>();
        TreeMap<Path, @Nullable MerkleNode> layouts = new TreeMap<>();
        for (Path path : removed) {
            units.put(path, null);
            layouts.put(path, null);
        }
        for (List<Node> unit : now.units()) {
            units.put(unit.get(0).path(), MerkleTree.leaf(unit));
            layouts.put(unit.get(0).path(), MerkleTree.layoutLeaf(unit));
        }
        StoreLock.share(database);
        String oldLayout = stored.layoutHash();
        MerkleNode root = TreePatch.apply(contents, stored.treeHash(), units);
        TreeMap<String, String> documents = new TreeMap<>();
        Map<String, String> predecessors = new HashMap<>();
        collect(root, documents, predecessors);
        String layoutHash = null;
        if (oldLayout != null) {
            MerkleNode layout = TreePatch.apply(contents, oldLayout, layouts);
            collect(layout, documents, predecessors);
            layoutHash = layout.hash();
        }
        documents.keySet().retainAll(contents.absent(documents.keySet()));
        predecessors.keySet().retainAll(documents.keySet());
        contents.insert(documents, predecessors);
        return new StoredTree(root.hash(), layoutHash);
    }

    /**
     * Reads some units of a schema.
     *
     * @param stored where the schema is
     * @param paths paths of units, or of what is in them
     * @return the units that are there
     * @throws GitVersionException CORRUPT_STORE when anything of it is missing or damaged
     */
    public SchemaTree load(StoredTree stored, Collection<Path> paths) {
        StoredParts part = new StoredParts(this, stored);
        part.add(paths);
        return part.read();
    }

    /**
     * Stores again what is missing of a schema that was stored before.
     *
     * @param tree its objects
     * @return how many documents were missing
     */
    public int complete(SchemaTree tree) {
        TreeMap<String, String> all = new TreeMap<>();
        collect(MerkleTree.of(tree), all, new HashMap<>());
        collect(MerkleTree.ofLayout(tree), all, new HashMap<>());
        StoreLock.share(database);
        all.keySet().retainAll(contents.absent(all.keySet()));
        contents.insert(all, Map.of());
        return all.size();
    }

    private static void collect(
            MerkleNode node, Map<String, String> documents, Map<String, String> predecessors) {
        if (node.isStored()) {
            return;
        }
        documents.put(node.hash(), node.content());
        String predecessor = node.predecessor();
        if (predecessor != null) {
            predecessors.put(node.hash(), predecessor);
        }
        for (MerkleNode child : node.children()) {
            collect(child, documents, predecessors);
        }
    }

    /**
     * Stores a text.
     *
     * @param text any text
     * @return its SHA-256, 64 hexadecimal digits
     */
    public String putText(String text) {
        String hash = Hash.of(text);
        StoreLock.share(database);
        if (!contents.absent(List.of(hash)).isEmpty()) {
            contents.insert(Map.of(hash, text), Map.of());
        }
        return hash;
    }

    /**
     * Reads a text.
     *
     * @param hash its SHA-256
     * @return the text
     * @throws GitVersionException CORRUPT_STORE when it is missing or does not fit its hash
     */
    public String text(String hash) {
        return contents.load(List.of(hash)).values().iterator().next();
    }

    /**
     * Reads a schema.
     *
     * @param treeHash hash of the root directory
     * @param layoutHash hash of the root directory of the layout, or null for none
     * @return its objects
     * @throws GitVersionException CORRUPT_STORE when anything of it is missing or damaged
     */
    public SchemaTree load(String treeHash, @Nullable String layoutHash) {
        return reader.tree(treeHash, layoutHash);
    }

    /** Reads whole schemas and units. */
    TreeReader reader() {
        return reader;
    }

    /** Where the documents are read. */
    DocumentSource source() {
        return contents;
    }

    /** The directories that were read in part of a schema. */
    StoredDirectories directories() {
        return directories;
    }

    static <T> T required(Map<String, T> documents, String hash) {
        T document = documents.get(hash);
        if (document == null) {
            throw new IllegalStateException("no document " + hash);
        }
        return document;
    }

    /**
     * Hashes a directory, a unit or an object below a unit.
     *
     * @param treeHash hash of the root directory
     * @param path the path as written; empty for the root
     * @return the hash of the document of a directory or unit, or, for an object below a unit, of
     *     its own lines in the unit's document; null when there is nothing at the path
     * @throws GitVersionException CORRUPT_STORE when a document is missing or damaged
     */
    public @Nullable String nodeHash(String treeHash, String path) {
        String hash = treeHash;
        int start = 0;
        while (start < path.length()) {
            int slash = path.indexOf('/', start);
            int end = slash < 0 ? path.length() : slash;
            TreeDocument.Entry entry = entry(hash, path.substring(start, end));
            if (entry == null) {
                return null;
            }
            hash = entry.hash;
            start = end + 1;
            if (!entry.isDirectory()) {
                return start > path.length() ? hash : hashInUnit(hash, Path.parse(path));
            }
        }
        return hash;
    }

    /**
     * Reads documents.
     *
     * @param hashes their hashes
     * @return the documents by hash
     * @throws GitVersionException CORRUPT_STORE when one is missing or damaged
     */
    public Map<String, String> documents(Set<String> hashes) {
        return hashes.isEmpty() ? Map.of() : contents.load(hashes);
    }

    /**
     * Reads a unit.
     *
     * @param unitHash hash of its document
     * @return its nodes, without layout
     * @throws GitVersionException CORRUPT_STORE when the document is missing or damaged
     */
    public List<Node> unit(String unitHash) {
        return Documents.read(text(unitHash), null, kinds);
    }

    private TreeDocument.@Nullable Entry entry(String directory, String segment) {
        int depth = 0;
        String hash = directory;
        while (true) {
            TreeDocument.Entry entry =
                    TreeDocument.find(TreeDocument.read(text(hash)), segment, depth);
            if (entry == null || !entry.type.equals(TreeDocument.BUCKET)) {
                return entry;
            }
            hash = entry.hash;
            depth++;
        }
    }

    private @Nullable String hashInUnit(String unitHash, Path path) {
        for (Node node : Documents.read(text(unitHash), null, kinds)) {
            if (node.path().equals(path)) {
                return Hash.of(Documents.write(node));
            }
        }
        return null;
    }
}

package org.gitversion.store;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.gitversion.error.GitVersionException;
import org.gitversion.model.Node;
import org.gitversion.model.Path;
import org.gitversion.model.SchemaTree;

/** Some objects of a stored schema, read without the others. */
public final class StoredParts {
    private final ObjectStore store;
    private final StoredTree tree;
    private final TreeMap<String, String> units = new TreeMap<>();

    StoredParts(ObjectStore store, StoredTree tree) {
        this.store = store;
        this.tree = tree;
    }

    /**
     * Finds the objects in which two schemas differ; what is alike in both is not looked into.
     *
     * @param store the storage
     * @param one a stored schema
     * @param other another one
     * @return two: the objects of the one that the other does not have alike, and the reverse
     * @throws GitVersionException CORRUPT_STORE when a directory is missing or damaged
     */
    public static List<StoredParts> differing(ObjectStore store, StoredTree one, StoredTree other) {
        StoredParts left = new StoredParts(store, one);
        StoredParts right = new StoredParts(store, other);
        Map<String, String> open = new TreeMap<>();
        Map<String, String> others = new TreeMap<>();
        open.put("", one.treeHash());
        others.put("", other.treeHash());
        while (!open.isEmpty() || !others.isEmpty()) {
            removeAlike(open, others);
            Set<String> hashes = new HashSet<>(open.values());
            hashes.addAll(others.values());
            Map<String, String> documents = store.documents(hashes);
            open = expand(open, documents, left.units);
            others = expand(others, documents, right.units);
        }
        removeAlike(left.units, right.units);
        return List.of(left, right);
    }

    private static Map<String, String> expand(
            Map<String, String> directories,
            Map<String, String> documents,
            Map<String, String> leaves) {
        Map<String, String> next = new TreeMap<>();
        for (Map.Entry<String, String> directory : directories.entrySet()) {
            String document = ObjectStore.required(documents, directory.getValue());
            ObjectStore.expand(directory.getKey(), document, next, leaves);
        }
        return next;
    }

    private static void removeAlike(Map<String, String> one, Map<String, String> other) {
        for (String key : new ArrayList<>(one.keySet())) {
            String hash = one.get(key);
            if (hash != null && hash.equals(other.get(key))) {
                one.remove(key);
                other.remove(key);
            }
        }
    }

    /**
     * Adds objects.
     *
     * @param paths their paths, or paths of parts of them; those that are not there are passed over
     * @return whether any was new here
     * @throws GitVersionException CORRUPT_STORE when a directory is missing or damaged
     */
    public boolean add(Collection<Path> paths) {
        Set<String> texts = new HashSet<>();
        for (Path path : paths) {
            texts.add(path.toString());
        }
        int before = units.size();
        units.putAll(locate(tree.treeHash(), texts));
        return units.size() > before;
    }

    /**
     * Adds what the objects refer to; to write an object as DDL takes no more.
     *
     * @return the objects then
     * @throws GitVersionException CORRUPT_STORE when a document is missing or damaged
     */
    public SchemaTree withReferents() {
        SchemaTree read = read();
        Set<Path> referents = new HashSet<>();
        for (Node node : read.nodes()) {
            for (Path reference : node.references()) {
                if (read.get(reference) == null) {
                    referents.add(reference);
                }
            }
        }
        return add(referents) ? read() : read;
    }

    /**
     * Reads the objects.
     *
     * @return a tree of them alone
     * @throws GitVersionException CORRUPT_STORE when a document is missing or damaged
     */
    public SchemaTree read() {
        String layoutHash = tree.layoutHash();
        Map<String, String> layouts =
                layoutHash == null ? Map.of() : locate(layoutHash, units.keySet());
        Set<String> hashes = new HashSet<>(units.values());
        hashes.addAll(layouts.values());
        Map<String, String> documents = store.documents(hashes);
        List<Node> nodes = new ArrayList<>();
        for (Map.Entry<String, String> unit : units.entrySet()) {
            String layout = layouts.get(unit.getKey());
            nodes.addAll(
                    store.unit(
                            ObjectStore.required(documents, unit.getValue()),
                            layout == null ? null : documents.get(layout)));
        }
        return SchemaTree.of(nodes);
    }

    /** The units that paths are in; one query for each depth of directories. */
    private Map<String, String> locate(String root, Collection<String> paths) {
        Map<String, String> leaves = new TreeMap<>();
        StoredDirectories found = StoredDirectories.leadingTo(store.source(), root, paths);
        for (Map.Entry<String, TreeDocument.Entry> unit : found.units().entrySet()) {
            leaves.put(unit.getKey(), unit.getValue().hash);
        }
        return leaves;
    }
}

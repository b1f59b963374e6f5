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
import org.jspecify.annotations.Nullable;

/** Some objects of a stored schema, read without the others. */
public final class StoredParts {
    private final ObjectStore store;
    private final StoredTree tree;
    private final StoredDirectories directories;
    private final TreeMap<String, String> units = new TreeMap<>();

    /** What was read of the units. */
    private final TreeMap<String, List<Node>> nodes = new TreeMap<>();

    private SchemaTree read = SchemaTree.EMPTY;

    StoredParts(ObjectStore store, StoredTree tree) {
        this.store = store;
        this.tree = tree;
        this.directories = store.directories();
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
        compare(store.directories(), one.treeHash(), other.treeHash(), left.units, right.units);
        return List.of(left, right);
    }

    /**
     * Finds the leaves in which two trees differ.
     *
     * @param directories where directories are read
     * @param one the root of a tree, or null for an empty one
     * @param other the root of another one
     * @param left gets the leaves of the one that the other does not have alike, hash by path
     * @param right gets the reverse
     */
    static void compare(
            StoredDirectories directories,
            @Nullable String one,
            String other,
            TreeMap<String, String> left,
            TreeMap<String, String> right) {
        Map<String, String> open = new TreeMap<>();
        Map<String, String> others = new TreeMap<>();
        if (one != null) {
            open.put("", one);
        }
        others.put("", other);
        while (!open.isEmpty() || !others.isEmpty()) {
            removeAlike(open, others);
            Set<String> hashes = new HashSet<>(open.values());
            hashes.addAll(others.values());
            directories.load(hashes);
            open = expand(directories, open, left);
            others = expand(directories, others, right);
        }
        removeAlike(left, right);
    }

    private static Map<String, String> expand(
            StoredDirectories directories,
            Map<String, String> open,
            TreeMap<String, String> leaves) {
        Map<String, String> next = new TreeMap<>();
        for (Map.Entry<String, String> entry : open.entrySet()) {
            TreeReader.expand(entry.getKey(), directories.entries(entry.getValue()), next, leaves);
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
     * Names the objects.
     *
     * @return the paths of their units as written
     */
    public Set<String> units() {
        return units.keySet();
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
        units.putAll(directories.units(tree.treeHash(), texts));
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
        if (!readNew().isEmpty()) {
            List<Node> all = new ArrayList<>();
            for (List<Node> unit : nodes.values()) {
                all.addAll(unit);
            }
            read = SchemaTree.of(all);
        }
        return read;
    }

    /** Reads the objects that were added since the last time: the nodes of each. */
    private Map<String, List<Node>> readNew() {
        Map<String, String> unread = new TreeMap<>(units);
        unread.keySet().removeAll(nodes.keySet());
        String layoutHash = tree.layoutHash();
        Map<String, String> layouts =
                layoutHash == null || unread.isEmpty()
                        ? Map.of()
                        : directories.units(layoutHash, unread.keySet());
        Map<String, List<Node>> found = store.reader().units(unread, layouts);
        nodes.putAll(found);
        return found;
    }
}

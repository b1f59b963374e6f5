package org.gitversion.store;

import java.lang.ref.SoftReference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.gitversion.canonical.Documents;
import org.gitversion.error.GitVersionException;
import org.gitversion.model.Node;
import org.gitversion.model.SchemaTree;
import org.gitversion.model.Shared;
import org.jspecify.annotations.Nullable;

/** Reads stored schemas, what several of them have alike once. */
final class TreeReader {
    private static final int CACHED_TREES = 4;
    private static final int BATCH = 1000;

    /**
     * The schemas used last in this session, by their hashes, while memory is not short. Contents
     * never change.
     */
    private static final Map<String, SoftReference<Cached>> CACHE = new LinkedHashMap<>();

    private final DocumentSource contents;
    private final Documents.Kinds kinds;

    /** Units that were read in part of a schema, by the hashes of their documents. */
    private final Map<String, List<Node>> known = new HashMap<>();

    TreeReader(DocumentSource contents, Documents.Kinds kinds) {
        this.contents = contents;
        this.kinds = kinds;
    }

    /**
     * Reads a schema.
     *
     * @throws GitVersionException CORRUPT_STORE when anything of it is missing or damaged
     */
    SchemaTree tree(String treeHash, @Nullable String layoutHash) {
        String key = treeHash + layoutHash;
        SoftReference<Cached> used = CACHE.remove(key);
        Cached cached = used == null ? null : used.get();
        if (cached == null) {
            cached = read(treeHash, layoutHash);
        }
        CACHE.put(key, new SoftReference<>(cached));
        if (CACHE.size() > CACHED_TREES) {
            CACHE.remove(CACHE.keySet().iterator().next());
        }
        return cached.tree;
    }

    /** A schema, and its units by the hashes of their documents. */
    private static final class Cached {
        final SchemaTree tree;
        final Map<String, List<Node>> units;

        Cached(SchemaTree tree, Map<String, List<Node>> units) {
            this.tree = tree;
            this.units = units;
        }
    }

    /** Reads what no schema that was used lately has alike, some documents at a time. */
    private Cached read(String treeHash, @Nullable String layoutHash) {
        Map<String, String> layouts = layoutHash == null ? Map.of() : leaves(layoutHash);
        Map<String, List<Node>> units = new HashMap<>();
        Map<String, String> batch = new HashMap<>();
        List<Node> nodes = new ArrayList<>();
        Shared shared = new Shared();
        for (Map.Entry<String, String> unit : leaves(treeHash).entrySet()) {
            batch.put(unit.getKey(), unit.getValue());
            if (batch.size() == BATCH) {
                addAll(nodes, units(batch, layouts, units, shared));
                batch.clear();
            }
        }
        addAll(nodes, units(batch, layouts, units, shared));
        return new Cached(SchemaTree.of(nodes), units);
    }

    private static void addAll(List<Node> nodes, Map<String, List<Node>> units) {
        for (List<Node> unit : units.values()) {
            nodes.addAll(unit);
        }
    }

    /**
     * Reads units; those that several schemas have alike once.
     *
     * @param hashes the hashes of their documents by path
     * @param layouts those of their layouts, of those that have one
     * @return the nodes of each by path
     */
    Map<String, List<Node>> units(Map<String, String> hashes, Map<String, String> layouts) {
        return units(hashes, layouts, known, new Shared());
    }

    private Map<String, List<Node>> units(
            Map<String, String> hashes,
            Map<String, String> layouts,
            Map<String, List<Node>> known,
            Shared shared) {
        Set<String> wanted = new HashSet<>();
        for (Map.Entry<String, String> unit : hashes.entrySet()) {
            String layout = layouts.get(unit.getKey());
            String key = unit.getValue() + layout;
            List<Node> cached = known.containsKey(key) ? null : cached(key);
            if (cached != null) {
                known.put(key, cached);
            } else if (!known.containsKey(key)) {
                wanted.add(unit.getValue());
                wanted.add(layout == null ? unit.getValue() : layout);
            }
        }
        Map<String, String> documents = wanted.isEmpty() ? Map.of() : contents.load(wanted);
        Map<String, List<Node>> units = new TreeMap<>();
        for (Map.Entry<String, String> unit : hashes.entrySet()) {
            String layout = layouts.get(unit.getKey());
            List<Node> nodes = known.get(unit.getValue() + layout);
            if (nodes == null) {
                nodes =
                        Documents.read(
                                ObjectStore.required(documents, unit.getValue()),
                                layout == null ? null : documents.get(layout),
                                kinds,
                                shared);
                known.put(unit.getValue() + layout, nodes);
            }
            units.put(unit.getKey(), nodes);
        }
        return units;
    }

    private static @Nullable List<Node> cached(String key) {
        for (SoftReference<Cached> used : CACHE.values()) {
            Cached cached = used.get();
            List<Node> nodes = cached == null ? null : cached.units.get(key);
            if (nodes != null) {
                return nodes;
            }
        }
        return null;
    }

    /** The hashes of the leaves of a tree by path; one query for each depth of directories. */
    private Map<String, String> leaves(String rootHash) {
        Map<String, String> hashes = new TreeMap<>();
        Map<String, String> directories = new TreeMap<>();
        directories.put("", rootHash);
        while (!directories.isEmpty()) {
            Map<String, String> documents = contents.load(new HashSet<>(directories.values()));
            Map<String, String> next = new TreeMap<>();
            for (Map.Entry<String, String> directory : directories.entrySet()) {
                String document = ObjectStore.required(documents, directory.getValue());
                expand(directory.getKey(), TreeDocument.read(document), next, hashes);
            }
            directories = next;
        }
        return hashes;
    }

    /**
     * Sorts the entries of a directory into further directories and leaves. The key of a directory
     * is its path with a slash; that of a bucket has the bucket's digits behind U+0000.
     */
    static void expand(
            String key,
            List<TreeDocument.Entry> entries,
            Map<String, String> directories,
            Map<String, String> leaves) {
        int mark = key.indexOf('\0');
        String path = mark < 0 ? key : key.substring(0, mark);
        for (TreeDocument.Entry entry : entries) {
            if (entry.type.equals(TreeDocument.BUCKET)) {
                directories.put((mark < 0 ? key + '\0' : key) + entry.segment, entry.hash);
            } else if (entry.isDirectory()) {
                directories.put(path + entry.segment + '/', entry.hash);
            } else {
                leaves.put(path + entry.segment, entry.hash);
            }
        }
    }
}

package org.gitversion.store;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Directories of stored trees, as far as they were asked for; each is read once. */
final class StoredDirectories {
    private final DocumentSource contents;
    private final Map<String, List<TreeDocument.Entry>> documents = new HashMap<>();
    private final Map<String, String> digits = new HashMap<>();

    StoredDirectories(DocumentSource contents) {
        this.contents = contents;
    }

    /** Where the search for a path has come to. */
    private static final class Way {
        final String path;
        int start;
        int depth;
        String hash;

        Way(String path, String hash) {
            this.path = path;
            this.hash = hash;
        }

        String segment() {
            int slash = path.indexOf('/', start);
            return path.substring(start, slash < 0 ? path.length() : slash);
        }
    }

    /**
     * Follows paths from the root of a tree, with at most one query a level.
     *
     * @param rootHash hash of the root directory
     * @param paths as written; of units, or of what is in them
     * @return the hashes of the units found on the ways, by path as written
     */
    Map<String, String> units(String rootHash, Collection<String> paths) {
        Map<String, String> units = new TreeMap<>();
        List<Way> ways = new ArrayList<>(paths.size());
        for (String path : paths) {
            ways.add(new Way(path, rootHash));
        }
        while (!ways.isEmpty()) {
            Set<String> hashes = new HashSet<>();
            for (Way way : ways) {
                hashes.add(way.hash);
            }
            load(hashes);
            List<Way> next = new ArrayList<>();
            for (Way way : ways) {
                if (follow(way, units)) {
                    next.add(way);
                }
            }
            ways = next;
        }
        return units;
    }

    /** Reads directories at once. */
    void load(Set<String> hashes) {
        Set<String> unknown = new HashSet<>(hashes);
        unknown.removeAll(documents.keySet());
        if (!unknown.isEmpty()) {
            for (Map.Entry<String, String> found : contents.load(unknown).entrySet()) {
                documents.put(found.getKey(), TreeDocument.read(found.getValue()));
            }
        }
    }

    /** Takes one step; false at the end of the way. */
    private boolean follow(Way way, Map<String, String> units) {
        List<TreeDocument.Entry> entries = entries(way.hash);
        String segment = way.segment();
        if (TreeDocument.isSplit(entries)) {
            TreeDocument.Entry bucket =
                    TreeDocument.named(entries, String.valueOf(digits(segment).charAt(way.depth)));
            if (bucket == null) {
                return false;
            }
            way.hash = bucket.hash;
            way.depth++;
            return true;
        }
        int end = way.start + segment.length();
        TreeDocument.Entry directory = null;
        for (TreeDocument.Entry entry : entries) {
            if (entry.segment.equals(segment)) {
                if (!entry.isDirectory()) {
                    units.put(way.path.substring(0, end), entry.hash);
                    return false;
                }
                directory = entry;
            }
        }
        if (directory == null || end == way.path.length()) {
            return false;
        }
        way.hash = directory.hash;
        way.depth = 0;
        way.start = end + 1;
        return true;
    }

    /** Those of the buckets on the way to a segment; the same ones are asked for in every state. */
    private String digits(String segment) {
        String known = digits.get(segment);
        if (known == null) {
            known = TreeDocument.digits(segment);
            digits.put(segment, known);
        }
        return known;
    }

    /**
     * The lines of a directory.
     *
     * @param hash of its document, or null for a directory that is not there
     */
    List<TreeDocument.Entry> entries(@Nullable String hash) {
        if (hash == null) {
            return List.of();
        }
        List<TreeDocument.Entry> entries = documents.get(hash);
        if (entries == null) {
            load(Set.of(hash));
            entries = ObjectStore.required(documents, hash);
        }
        return entries;
    }

    /** Loads the documents of buckets that are stored at once. */
    void loadAll(List<MerkleNode> buckets) {
        Set<String> hashes = new HashSet<>();
        for (MerkleNode bucket : buckets) {
            if (bucket.isStored()) {
                hashes.add(bucket.hash());
            }
        }
        load(hashes);
    }
}

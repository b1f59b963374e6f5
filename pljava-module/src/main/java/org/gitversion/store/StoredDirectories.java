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

/** The directories of one stored tree, as far as they lead to some paths. */
final class StoredDirectories {
    private final DocumentSource contents;
    private final Map<String, String> documents = new HashMap<>();
    private final Map<String, TreeDocument.Entry> units = new TreeMap<>();

    private StoredDirectories(DocumentSource contents) {
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
     * Follows paths from the root, with one query a level.
     *
     * @param contents the storage
     * @param rootHash hash of the root directory
     * @param paths as written; of units, or of what is in them
     * @return the directories on the way
     */
    static StoredDirectories leadingTo(
            DocumentSource contents, String rootHash, Collection<String> paths) {
        StoredDirectories found = new StoredDirectories(contents);
        List<Way> ways = new ArrayList<>(paths.size());
        for (String path : paths) {
            ways.add(new Way(path, rootHash));
        }
        while (!ways.isEmpty()) {
            Set<String> hashes = new HashSet<>();
            for (Way way : ways) {
                hashes.add(way.hash);
            }
            found.load(hashes);
            List<Way> next = new ArrayList<>();
            for (Way way : ways) {
                if (found.follow(way)) {
                    next.add(way);
                }
            }
            ways = next;
        }
        return found;
    }

    private void load(Set<String> hashes) {
        Set<String> unknown = new HashSet<>(hashes);
        unknown.removeAll(documents.keySet());
        if (!unknown.isEmpty()) {
            documents.putAll(contents.load(unknown));
        }
    }

    /** Takes one step; false at the end of the way. */
    private boolean follow(Way way) {
        List<TreeDocument.Entry> entries = entries(way.hash);
        String segment = way.segment();
        if (TreeDocument.isSplit(entries)) {
            TreeDocument.Entry bucket = TreeDocument.find(entries, segment, way.depth);
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
                    units.put(way.path.substring(0, end), entry);
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

    /** The units found on the ways, by path as written. */
    Map<String, TreeDocument.Entry> units() {
        return units;
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
        String document = documents.get(hash);
        if (document == null) {
            load(Set.of(hash));
            document = documents.get(hash);
        }
        return TreeDocument.read(document == null ? "" : document);
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

package org.gitversion.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.gitversion.model.Path;
import org.jspecify.annotations.Nullable;

/**
 * Makes the tree that a stored tree becomes when units are put or removed: the same documents as
 * {@link MerkleTree} makes of the whole schema, but only those on the way to the changes.
 */
final class TreePatch {
    private final StoredDirectories old;

    /** Paths of changed units, with their new node, or null where a unit is removed. */
    private final TreeMap<Path, @Nullable MerkleNode> changes;

    private TreePatch(StoredDirectories old, TreeMap<Path, @Nullable MerkleNode> changes) {
        this.old = old;
        this.changes = changes;
    }

    /**
     * Applies changes.
     *
     * @param contents the storage
     * @param rootHash hash of the root directory of the stored tree
     * @param changes units to put, by path; null removes a unit if it is there
     * @return the new root; below it, what is not new has no content
     */
    static MerkleNode apply(
            DocumentSource contents, String rootHash, TreeMap<Path, @Nullable MerkleNode> changes) {
        List<String> paths = new ArrayList<>(changes.size());
        for (Path path : changes.keySet()) {
            paths.add(path.toString());
        }
        StoredDirectories old = new StoredDirectories(contents);
        old.units(rootHash, paths);
        MerkleNode root = new TreePatch(old, changes).directory("", rootHash, paths, 0);
        if (root == null) {
            return TreeDocument.directory(TreeDocument.TREE, "", List.of());
        }
        root.follow(rootHash);
        return root;
    }

    /** The directory that a stored one becomes; null when nothing is left in it. */
    private @Nullable MerkleNode directory(
            String segment, @Nullable String hash, List<String> paths, int prefix) {
        TreeMap<Path, @Nullable MerkleNode> entries = new TreeMap<>();
        TreeMap<String, List<String>> below = new TreeMap<>();
        for (String path : paths) {
            int slash = path.indexOf('/', prefix);
            if (slash < 0) {
                entries.put(key(path.substring(prefix), false), changes.get(Path.parse(path)));
            } else {
                String name = path.substring(prefix, slash);
                List<String> list = below.get(name);
                if (list == null) {
                    list = new ArrayList<>();
                    below.put(name, list);
                }
                list.add(path);
            }
        }
        for (Map.Entry<String, List<String>> child : below.entrySet()) {
            String name = child.getKey();
            entries.put(
                    key(name, true),
                    directory(
                            name,
                            subdirectory(hash, name, 0),
                            child.getValue(),
                            prefix + name.length() + 1));
        }
        return merge(TreeDocument.TREE, segment, hash, entries, 0);
    }

    private @Nullable String subdirectory(@Nullable String hash, String name, int depth) {
        List<TreeDocument.Entry> entries = old.entries(hash);
        if (TreeDocument.isSplit(entries)) {
            TreeDocument.Entry bucket = TreeDocument.find(entries, name, depth);
            return bucket == null ? null : subdirectory(bucket.hash, name, depth + 1);
        }
        for (TreeDocument.Entry entry : entries) {
            if (entry.type.equals(TreeDocument.TREE) && entry.segment.equals(name)) {
                return entry.hash;
            }
        }
        return null;
    }

    /** The order of entries: by segment, a unit before a directory of the same name. */
    private static Path key(String segment, boolean isDirectory) {
        return Path.parse(isDirectory ? segment + "/" : segment);
    }

    private @Nullable MerkleNode merge(
            String type,
            String segment,
            @Nullable String hash,
            TreeMap<Path, @Nullable MerkleNode> changed,
            int depth) {
        List<TreeDocument.Entry> before = old.entries(hash);
        if (TreeDocument.isSplit(before)) {
            return mergeBuckets(type, segment, before, changed, depth);
        }
        TreeMap<Path, MerkleNode> entries = new TreeMap<>();
        addAll(entries, before);
        for (Map.Entry<Path, @Nullable MerkleNode> change : changed.entrySet()) {
            MerkleNode node = change.getValue();
            if (node == null) {
                entries.remove(change.getKey());
            } else {
                succeed(node, entries.put(change.getKey(), node));
            }
        }
        return entries.isEmpty()
                ? null
                : TreeDocument.directory(type, segment, new ArrayList<>(entries.values()), depth);
    }

    private @Nullable MerkleNode mergeBuckets(
            String type,
            String segment,
            List<TreeDocument.Entry> before,
            TreeMap<Path, @Nullable MerkleNode> changed,
            int depth) {
        TreeMap<String, TreeMap<Path, @Nullable MerkleNode>> parts = new TreeMap<>();
        boolean removes = false;
        for (Map.Entry<Path, @Nullable MerkleNode> change : changed.entrySet()) {
            String name = name(change.getKey());
            String digit = String.valueOf(TreeDocument.digit(name, depth));
            TreeMap<Path, @Nullable MerkleNode> part = parts.get(digit);
            if (part == null) {
                part = new TreeMap<>();
                parts.put(digit, part);
            }
            part.put(change.getKey(), change.getValue());
            removes |= change.getValue() == null;
        }
        TreeMap<String, MerkleNode> buckets = new TreeMap<>();
        for (TreeDocument.Entry bucket : before) {
            buckets.put(bucket.segment, MerkleNode.stored(bucket));
        }
        for (Map.Entry<String, TreeMap<Path, @Nullable MerkleNode>> part : parts.entrySet()) {
            String digit = part.getKey();
            MerkleNode bucket = buckets.get(digit);
            MerkleNode now =
                    merge(
                            TreeDocument.BUCKET,
                            digit,
                            bucket == null ? null : bucket.hash(),
                            part.getValue(),
                            depth + 1);
            if (now == null) {
                buckets.remove(digit);
            } else {
                succeed(now, buckets.put(digit, now));
            }
        }
        List<MerkleNode> lines = new ArrayList<>(buckets.values());
        TreeMap<Path, MerkleNode> few = removes ? few(lines) : null;
        if (few == null) {
            return TreeDocument.lines(type, segment, lines);
        }
        return few.isEmpty()
                ? null
                : TreeDocument.directory(type, segment, new ArrayList<>(few.values()), depth);
    }

    private static void succeed(MerkleNode node, @Nullable MerkleNode before) {
        if (before != null) {
            node.follow(before.hash());
        }
    }

    /** All entries of some buckets if they fit one document, else null. */
    private @Nullable TreeMap<Path, MerkleNode> few(List<MerkleNode> buckets) {
        old.loadAll(buckets);
        TreeMap<Path, MerkleNode> entries = new TreeMap<>();
        for (MerkleNode bucket : buckets) {
            if (bucket.isStored()) {
                List<TreeDocument.Entry> lines = old.entries(bucket.hash());
                if (TreeDocument.isSplit(lines)) {
                    return null;
                }
                addAll(entries, lines);
            } else {
                for (MerkleNode line : bucket.children()) {
                    if (line.type().equals(TreeDocument.BUCKET)) {
                        return null;
                    }
                    entries.put(key(line.segment(), line.type().equals(TreeDocument.TREE)), line);
                }
            }
        }
        return entries.size() > TreeDocument.CAPACITY ? null : entries;
    }

    private static void addAll(TreeMap<Path, MerkleNode> to, List<TreeDocument.Entry> lines) {
        for (TreeDocument.Entry line : lines) {
            to.put(key(line.segment, line.isDirectory()), MerkleNode.stored(line));
        }
    }

    private static String name(Path key) {
        String text = key.toString();
        return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }
}

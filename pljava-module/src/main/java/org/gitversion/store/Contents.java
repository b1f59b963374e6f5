package org.gitversion.store;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gitversion.db.Database;
import org.gitversion.db.Rows;
import org.gitversion.error.ErrorCode;
import org.gitversion.error.GitVersionException;
import org.jspecify.annotations.Nullable;

/** Texts by their SHA-256, as they are kept in {@code gitversion.object_storage}. */
final class Contents implements DocumentSource {
    /** From how many characters on a text is compressed; directories never are: SQL reads them. */
    static final int COMPRESSED_FROM = 1000;

    private static final int BATCH = 1000;

    /** A join, because the server would compare each row with each element of an array. */
    private static final String WANTED =
            " FROM unnest(?::text[]) AS n(hash)"
                    + " JOIN gitversion.object_storage o ON o.content_hash = n.hash";

    private static final String ABSENT = "SELECT o.content_hash" + WANTED;

    private static final String ABSENT_LOCKED =
            "SELECT k.hash FROM gitversion_internal.keep_documents(?::text[]) k (hash)";

    /** The base of a delta is stored as it is, by at least one transaction. */
    private static final String BASE =
            " LEFT JOIN gitversion.object_storage b"
                    + " ON b.content_hash = o.base_hash AND b.compression_type IS NULL";

    private static final String OTHER_CONTENT = "Its content does not hash to its name";

    private static final String INSERT =
            "INSERT INTO gitversion_internal.object_storage"
                    + " (content_hash, content, size_bytes, compression_type, base_hash)"
                    + " SELECT n.hash, n.content, n.size, n.compression, n.base"
                    + " FROM unnest(?::text[], ?::text[], ?::int4[], ?::text[], ?::text[])"
                    + " AS n(hash, content, size, compression, base)"
                    + " WHERE NOT EXISTS (SELECT FROM gitversion.object_storage o"
                    + " WHERE o.content_hash = n.hash)";

    private final Database database;

    Contents(Database database) {
        this.database = database;
    }

    /**
     * Finds out which of these hashes have no content, to rely on that of the others. A transaction
     * whose snapshot is older than its {@link StoreLock} may see what is gone by now; it locks what
     * it relies on, and fails with a serialization failure where that was removed.
     */
    Set<String> absent(Collection<String> hashes) {
        Set<String> absent = new HashSet<>(hashes);
        try (Rows rows =
                database.query(readCommitted() ? ABSENT : ABSENT_LOCKED, new ArrayList<>(hashes))) {
            while (rows.next()) {
                absent.remove(rows.text(1));
            }
        }
        return absent;
    }

    private boolean readCommitted() {
        return "read committed"
                .equals(database.value("SELECT current_setting('transaction_isolation')"));
    }

    /**
     * Stores texts, unless they are there.
     *
     * @param texts by their hashes
     * @param predecessors hashes of stored texts that some of them differ little from
     */
    void insert(Map<String, String> texts, Map<String, String> predecessors) {
        Map<String, String[]> bases = bases(predecessors);
        List<String> hashes = new ArrayList<>(texts.keySet());
        for (int start = 0; start < hashes.size(); start += BATCH) {
            int end = Math.min(start + BATCH, hashes.size());
            insertBatch(hashes.subList(start, end), texts, bases);
        }
    }

    private void insertBatch(
            List<String> hashes, Map<String, String> texts, Map<String, String[]> bases) {
        List<String> contents = new ArrayList<>(hashes.size());
        List<Integer> sizes = new ArrayList<>(hashes.size());
        List<@Nullable String> compressions = new ArrayList<>(hashes.size());
        List<@Nullable String> baseHashes = new ArrayList<>(hashes.size());
        for (String hash : hashes) {
            String text = ObjectStore.required(texts, hash);
            boolean plain = text.length() < COMPRESSED_FROM || TreeDocument.is(text);
            String packed = plain ? text : Compression.compress(text);
            boolean smaller = packed.length() < text.length();
            String[] base = bases.get(hash);
            String delta = base == null ? null : Delta.write(base[1], text);
            if (base != null && delta != null && delta.length() < packed.length()) {
                contents.add(delta);
                compressions.add(Delta.TYPE);
                baseHashes.add(base[0]);
            } else {
                contents.add(smaller ? packed : text);
                compressions.add(smaller ? Compression.GZIP : null);
                baseHashes.add(null);
            }
            sizes.add(text.getBytes(StandardCharsets.UTF_8).length);
        }
        database.update(INSERT, hashes, contents, sizes, compressions, baseHashes);
    }

    /**
     * The documents that others may be stored as deltas of, each its hash and its text: their
     * predecessors, or what those are deltas of, so that no delta has a delta for its base.
     */
    private Map<String, String[]> bases(Map<String, String> predecessors) {
        Set<String> wanted = new HashSet<>(predecessors.values());
        Map<String, String[]> found = new HashMap<>();
        if (wanted.isEmpty()) {
            return found;
        }
        Set<String> hashes = new HashSet<>();
        try (Rows rows =
                database.query(
                        "SELECT o.content_hash, coalesce(o.base_hash, o.content_hash),"
                                + " coalesce(b.content, o.content)"
                                + WANTED
                                + BASE
                                + " WHERE o.compression_type IS NULL OR b.content IS NOT NULL",
                        new ArrayList<>(wanted))) {
            while (rows.next()) {
                found.put(rows.text(1), new String[] {rows.text(2), rows.text(3)});
                hashes.add(rows.text(2));
            }
        }
        Set<String> removed = hashes.isEmpty() || readCommitted() ? Set.of() : absent(hashes);
        Map<String, String[]> bases = new HashMap<>();
        for (Map.Entry<String, String> predecessor : predecessors.entrySet()) {
            String[] base = found.get(predecessor.getValue());
            if (base != null && !removed.contains(base[0])) {
                bases.put(predecessor.getKey(), base);
            }
        }
        return bases;
    }

    /**
     * Reads texts. The server checks them: it hashes many times faster than Java that has just
     * started.
     *
     * @throws GitVersionException CORRUPT_STORE when one is missing or does not fit its hash
     */
    @Override
    public Map<String, String> load(Collection<String> hashes) {
        Map<String, String> texts = new HashMap<>(hashes.size() * 2);
        List<String> unpackedHashes = new ArrayList<>();
        List<String> unpacked = new ArrayList<>();
        try (Rows rows =
                database.query(
                        "SELECT o.content_hash, o.content, o.compression_type, b.content,"
                                + " o.compression_type IS NOT NULL"
                                + " OR o.content_hash = gitversion_internal.content_hash(o.content)"
                                + WANTED
                                + BASE,
                        new ArrayList<>(hashes))) {
            while (rows.next()) {
                String hash = rows.text(1);
                String compression = rows.textOrNull(3);
                String text = unpack(rows.text(2), compression, rows.textOrNull(4));
                if (text == null || !rows.truth(5)) {
                    throw corrupt(hash, OTHER_CONTENT);
                }
                if (compression != null) {
                    unpackedHashes.add(hash);
                    unpacked.add(text);
                }
                texts.put(hash, text);
            }
        }
        String other =
                unpacked.isEmpty()
                        ? null
                        : database.value(
                                "SELECT n.hash FROM unnest(?::text[], ?::text[]) AS n(hash, text)"
                                    + " WHERE n.hash <> gitversion_internal.content_hash(n.text)",
                                unpackedHashes,
                                unpacked);
        if (other != null) {
            throw corrupt(other, OTHER_CONTENT);
        }
        for (String hash : hashes) {
            if (!texts.containsKey(hash)) {
                throw corrupt(hash, "It is missing from gitversion.object_storage");
            }
        }
        return texts;
    }

    private static @Nullable String unpack(
            String content, @Nullable String compression, @Nullable String base) {
        if (compression == null) {
            return content;
        }
        if (compression.equals(Delta.TYPE)) {
            return base == null ? null : Delta.read(content, base);
        }
        if (!compression.equals(Compression.GZIP)) {
            throw new GitVersionException(
                    ErrorCode.CORRUPT_STORE,
                    "a stored object has the unknown compression \"" + compression + "\"",
                    "This version of gitversion knows gzip and delta.",
                    "Compare the versions of gitversion.");
        }
        return Compression.decompress(content);
    }

    private static GitVersionException corrupt(String hash, String detail) {
        return new GitVersionException(
                ErrorCode.CORRUPT_STORE,
                "stored object " + hash + " cannot be used",
                detail + ".",
                "Restore the tables of schema gitversion from a backup.");
    }
}

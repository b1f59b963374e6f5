package org.gitversion.store;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gitversion.canonical.Hash;
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

    private static final String INSERT =
            "INSERT INTO gitversion.object_storage"
                    + " (content_hash, content, size_bytes, compression_type)"
                    + " SELECT n.hash, n.content, n.size, n.compression"
                    + " FROM unnest(?::text[], ?::text[], ?::int4[], ?::text[])"
                    + " AS n(hash, content, size, compression)"
                    + " WHERE NOT EXISTS (SELECT FROM gitversion.object_storage o"
                    + " WHERE o.content_hash = n.hash)"
                    + " ON CONFLICT (content_hash, transaction_id) DO NOTHING";

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
        String isolation = database.value("SELECT current_setting('transaction_isolation')");
        try (Rows rows =
                database.query(
                        "SELECT o.content_hash"
                                + WANTED
                                + ("read committed".equals(isolation) ? "" : " FOR KEY SHARE OF o"),
                        new ArrayList<>(hashes))) {
            while (rows.next()) {
                absent.remove(rows.text(1));
            }
        }
        return absent;
    }

    /** Stores texts under their hashes, unless they are there. */
    void insert(List<String> hashes, List<String> texts) {
        for (int start = 0; start < hashes.size(); start += BATCH) {
            int end = Math.min(start + BATCH, hashes.size());
            insertBatch(hashes.subList(start, end), texts.subList(start, end));
        }
    }

    private void insertBatch(List<String> hashes, List<String> texts) {
        List<String> contents = new ArrayList<>(texts.size());
        List<Integer> sizes = new ArrayList<>(texts.size());
        List<@Nullable String> compressions = new ArrayList<>(texts.size());
        for (String text : texts) {
            boolean plain = text.length() < COMPRESSED_FROM || TreeDocument.is(text);
            String packed = plain ? text : Compression.compress(text);
            boolean smaller = packed.length() < text.length();
            contents.add(smaller ? packed : text);
            sizes.add(text.getBytes(StandardCharsets.UTF_8).length);
            compressions.add(smaller ? Compression.GZIP : null);
        }
        database.update(INSERT, hashes, contents, sizes, compressions);
    }

    /**
     * Reads texts.
     *
     * @throws GitVersionException CORRUPT_STORE when one is missing or does not fit its hash
     */
    @Override
    public Map<String, String> load(Collection<String> hashes) {
        Map<String, String> texts = new HashMap<>(hashes.size() * 2);
        try (Rows rows =
                database.query(
                        "SELECT o.content_hash, o.content, o.compression_type" + WANTED,
                        new ArrayList<>(hashes))) {
            while (rows.next()) {
                String hash = rows.text(1);
                String content = rows.text(2);
                String text = unpack(content, rows.textOrNull(3));
                if (!Hash.of(text).equals(hash)) {
                    throw corrupt(hash, "Its content does not hash to its name");
                }
                texts.put(hash, text);
            }
        }
        for (String hash : hashes) {
            if (!texts.containsKey(hash)) {
                throw corrupt(hash, "It is missing from gitversion.object_storage");
            }
        }
        return texts;
    }

    private static String unpack(String content, @Nullable String compression) {
        if (compression == null) {
            return content;
        }
        if (!compression.equals(Compression.GZIP)) {
            throw new GitVersionException(
                    ErrorCode.CORRUPT_STORE,
                    "a stored object has the unknown compression \"" + compression + "\"",
                    "This version of gitversion knows gzip.",
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

package org.gitversion.catalog;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.gitversion.canonical.Hash;
import org.gitversion.db.Database;
import org.gitversion.db.Rows;
import org.jspecify.annotations.Nullable;

/**
 * The final forms that the {@link Settler} found, kept with commits: a transaction that is
 * read-only, as all are on a standby, cannot ask the server for them.
 */
public final class SettledTexts {
    private SettledTexts() {}

    /** Names a text as printed in a slot. */
    static String key(String slot, String printed) {
        return Hash.of(slot + '\n' + printed);
    }

    /** Reads final forms by key; null is a text that is final as it is. */
    static Map<String, @Nullable String> read(Database database, Collection<String> keys) {
        Map<String, @Nullable String> found = new HashMap<>();
        try (Rows rows =
                database.query(
                        "SELECT s.printed_hash, s.final_text FROM unnest(?::text[]) AS n(hash)"
                                + " JOIN gitversion.settled_texts s ON s.printed_hash = n.hash",
                        new ArrayList<>(keys))) {
            while (rows.next()) {
                found.put(rows.text(1), rows.textOrNull(2));
            }
        }
        return found;
    }

    /**
     * Keeps the final forms that were found when a schema was read.
     *
     * @param database the gateway
     * @param live the schema
     */
    public static void write(Database database, LiveSchema live) {
        Map<String, @Nullable String> settled = live.settled();
        if (settled.isEmpty()) {
            return;
        }
        List<String> keys = new ArrayList<>(settled.size());
        List<@Nullable String> texts = new ArrayList<>(settled.size());
        for (Map.Entry<String, @Nullable String> entry : settled.entrySet()) {
            keys.add(entry.getKey());
            texts.add(entry.getValue());
        }
        database.update(
                "INSERT INTO gitversion_internal.settled_texts (printed_hash, final_text) SELECT"
                    + " n.hash, n.text FROM unnest(?::text[], ?::text[]) AS n(hash, text) WHERE NOT"
                    + " EXISTS (SELECT FROM gitversion.settled_texts s WHERE s.printed_hash ="
                    + " n.hash)",
                keys,
                texts);
    }
}

package org.gitversion.merge;

import java.util.Map;
import org.gitversion.canonical.Hash;
import org.gitversion.db.Database;
import org.gitversion.db.Rows;
import org.gitversion.error.ErrorCode;
import org.gitversion.error.GitVersionException;
import org.gitversion.model.Node;
import org.gitversion.model.Path;
import org.jspecify.annotations.Nullable;

/** The table {@code resolutions}: how conflicts were resolved, by what conflicted. */
final class Remembered {
    private static final String SETTING = "gitversion.rerere";

    private final Database database;

    Remembered(Database database) {
        this.database = database;
    }

    /** Tells whether resolutions are to be taken without asking. */
    boolean isOn() {
        String value = database.value("SELECT current_setting('" + SETTING + "', true)");
        switch (value == null ? "" : value) {
            case "on":
                return true;
            case "":
            case "off":
                return false;
            default:
                throw new GitVersionException(
                        ErrorCode.INVALID_ARGUMENT,
                        SETTING + " is \"" + value + "\"",
                        "It says whether conflicts are resolved as the same ones were before.",
                        "Set it to on or off.");
        }
    }

    /** What tells a conflict from all others: what it is over, and the three versions. */
    static String hash(
            String type,
            Path path,
            @Nullable String slot,
            @Nullable String base,
            @Nullable String source,
            @Nullable String target) {
        StringBuilder out = new StringBuilder();
        for (String part : new String[] {type, path.toString(), slot, base, source, target}) {
            out.append(part == null ? "-" : "+" + Hash.of(part)).append('\n');
        }
        return Hash.of(out.toString());
    }

    static String hash(Conflict conflict) {
        return hash(
                conflict.type().toString(),
                conflict.path(),
                conflict.slot(),
                conflict.base(),
                conflict.source(),
                conflict.target());
    }

    /**
     * How the same conflict was resolved before, or null. A superuser takes what superusers did:
     * others would choose what runs with his rights.
     */
    @Nullable Decision find(Conflict conflict) {
        try (Rows rows =
                database.query(
                        "SELECT r.resolution_strategy, r.resolved_by, r.detail ->> 'document',"
                            + " r.detail ->> 'layout', ARRAY(SELECT"
                            + " jsonb_array_elements_text(coalesce(r.detail -> 'removed', '[]')))"
                            + " FROM gitversion.resolutions r WHERE r.conflict_hash = ?::text AND"
                            + " (NOT (SELECT c.rolsuper FROM pg_roles c WHERE c.rolname ="
                            + " current_user) OR EXISTS (SELECT FROM pg_roles s WHERE s.rolname ="
                            + " r.resolved_by AND s.rolsuper))",
                        hash(conflict))) {
            if (!rows.next()) {
                return null;
            }
            String how = rows.text(1);
            String by = rows.textOrNull(2);
            String document = rows.textOrNull(3);
            String type = conflict.type().toString();
            if (document == null) {
                Strategy side = Strategy.of(how);
                return Decision.of(type, conflict.path(), conflict.slot(), side, by, true);
            }
            Map<Path, @Nullable Node> nodes = Attempts.replacement(document, rows.textOrNull(4));
            for (String gone : rows.texts(5)) {
                nodes.put(Path.parse(gone), null);
            }
            return Decision.replacing(type, conflict.path(), conflict.slot(), how, nodes, by, true);
        }
    }

    /** Remembers how the conflicts of an attempt were resolved. */
    void keep(int attemptId) {
        for (Attempts.Item item : new Attempts(database).items(attemptId)) {
            Decision decision = item.decision;
            if (decision == null) {
                continue;
            }
            Map<Path, @Nullable Node> nodes = decision.replacement();
            database.update(
                    "INSERT INTO gitversion_internal.resolutions AS r (conflict_hash, object_name,"
                        + " slot, resolution_strategy, detail, resolved_by) VALUES (?::text,"
                        + " ?::text, ?::text, ?::text, ?::jsonb, coalesce(?::text, CURRENT_USER))"
                        + " ON CONFLICT (conflict_hash) DO UPDATE SET resolution_strategy ="
                        + " excluded.resolution_strategy, detail = excluded.detail, resolved_by ="
                        + " excluded.resolved_by, used_at = clock_timestamp()",
                    hash(
                            item.type,
                            item.path,
                            item.slot,
                            item.versions.get(0),
                            item.versions.get(1),
                            item.versions.get(2)),
                    item.path.toString(),
                    item.slot,
                    decision.how(),
                    nodes == null ? "{}" : ManualResolution.json(nodes),
                    decision.by());
        }
    }
}

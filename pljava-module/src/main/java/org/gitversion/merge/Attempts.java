package org.gitversion.merge;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.gitversion.canonical.Documents;
import org.gitversion.canonical.JsonWriter;
import org.gitversion.db.Database;
import org.gitversion.db.Rows;
import org.gitversion.error.ErrorCode;
import org.gitversion.error.GitVersionException;
import org.gitversion.history.Branch;
import org.gitversion.history.Branches;
import org.gitversion.kind.ObjectKinds;
import org.gitversion.model.Node;
import org.gitversion.model.Path;
import org.jspecify.annotations.Nullable;

/**
 * The tables {@code merge_attempts} and {@code merge_conflicts}: all reading and writing of them.
 */
public final class Attempts {
    private final Database database;

    Attempts(Database database) {
        this.database = database;
    }

    /** A row of {@code merge_conflicts}. Immutable. */
    static final class Item {
        final int id;
        final int attemptId;
        final String type;
        final Path path;
        final @Nullable String slot;
        final @Nullable Integer commitId;
        final List<@Nullable String> versions;
        final @Nullable Decision decision;

        private Item(Rows rows) {
            id = rows.integer(1);
            attemptId = rows.integer(2);
            type = rows.text(3);
            path = Path.parse(rows.text(4));
            slot = rows.textOrNull(5);
            commitId = rows.integerOrNull(6);
            versions = Arrays.asList(rows.textOrNull(7), rows.textOrNull(8), rows.textOrNull(9));
            decision = decision(rows);
        }

        private @Nullable Decision decision(Rows rows) {
            String strategy = rows.textOrNull(10);
            if (strategy == null) {
                return null;
            }
            String by = rows.textOrNull(11);
            boolean isRemembered = rows.truth(12);
            String document = rows.textOrNull(13);
            if (document == null) {
                Strategy side = Strategy.of(strategy);
                return Decision.of(type, path, slot, side, by, isRemembered);
            }
            Map<Path, @Nullable Node> nodes = replacement(document, rows.textOrNull(14));
            for (String gone : rows.texts(15)) {
                nodes.put(Path.parse(gone), null);
            }
            return Decision.replacing(type, path, slot, strategy, nodes, by, isRemembered);
        }

        String key() {
            return (commitId == null ? "" : commitId + " ") + Decision.key(type, path, slot);
        }
    }

    static Map<Path, @Nullable Node> replacement(String document, @Nullable String layout) {
        Map<Path, @Nullable Node> out = new TreeMap<>();
        for (Node node : Documents.read(document, layout, ObjectKinds.ALL)) {
            out.put(node.path(), node);
        }
        return out;
    }

    /**
     * Refuses to begin something, or what else git refuses, while something is open.
     *
     * @param database the gateway
     * @param target the branch, locked
     * @throws GitVersionException MERGE_IN_PROGRESS
     */
    public static void requireNone(Database database, Branch target) {
        String open =
                database.value(
                        "SELECT a.id || ' ' || a.operation FROM gitversion.merge_attempts a WHERE"
                                + " a.target_branch_id = ?::int4 AND a.status = 'open'",
                        target.id());
        if (open != null) {
            int blank = open.indexOf(' ');
            String id = open.substring(0, blank);
            throw new GitVersionException(
                    ErrorCode.MERGE_IN_PROGRESS,
                    "branch \""
                            + target.name()
                            + "\" has a "
                            + open.substring(blank + 1)
                            + " that is not concluded",
                    "It was begun as attempt " + id + ".",
                    "Conclude it with gitversion.finish_merge("
                            + id
                            + "), or give it up with gitversion.abort_merge("
                            + id
                            + "); gitversion.open_conflicts shows what is left to resolve.");
        }
    }

    /**
     * Ends what is open on a branch, as git's hard reset does.
     *
     * @param database the gateway
     * @param target the branch, locked
     */
    public static void giveUp(Database database, Branch target) {
        String open =
                database.value(
                        "SELECT a.id FROM gitversion.merge_attempts a WHERE a.target_branch_id ="
                                + " ?::int4 AND a.status = 'open'",
                        target.id());
        if (open != null) {
            new Attempts(database).end(Integer.parseInt(open), "aborted", null, List.of());
            database.value(
                    "SELECT gitversion_internal.notice(?::text, NULL)::text",
                    "merge attempt " + open + " on branch \"" + target.name() + "\" is given up");
        }
    }

    int insert(
            String operation,
            @Nullable Branch source,
            Branch target,
            @Nullable Integer baseId,
            int sourceId,
            String strategy,
            String metadata) {
        new Branches(database).requireChange(target.id());
        Integer id =
                database.number(
                        "INSERT INTO gitversion_internal.merge_attempts (operation,"
                                + " source_branch_id, target_branch_id, base_commit_id,"
                                + " source_commit_id, target_commit_id, strategy, metadata) VALUES"
                                + " (?::text, ?::int4, ?::int4, ?::int4, ?::int4, ?::int4, ?::text,"
                                + " ?::jsonb) RETURNING id",
                        operation,
                        source == null ? null : source.id(),
                        target.id(),
                        baseId,
                        sourceId,
                        target.headId(),
                        strategy,
                        metadata);
        return id == null ? 0 : id;
    }

    /** Lets an attempt be of the branches as they are now. */
    void renew(Attempt attempt, @Nullable Integer baseId, int sourceId, int targetId, String more) {
        database.update(
                "UPDATE gitversion_internal.merge_attempts SET base_commit_id = ?::int4,"
                    + " source_commit_id = ?::int4, target_commit_id = ?::int4, metadata = metadata"
                    + " || ?::jsonb WHERE id = ?::int4",
                baseId,
                sourceId,
                targetId,
                more,
                attempt.id);
    }

    /** Ends an attempt; what was decided stays with it. */
    void end(int id, String status, @Nullable Integer commitId, List<Decision> decided) {
        database.update(
                "UPDATE gitversion_internal.merge_attempts SET status = ?::text, merge_commit_id ="
                        + " ?::int4, ended_at = clock_timestamp(), metadata = metadata || ?::jsonb"
                        + " WHERE id = ?::int4",
                status,
                commitId,
                decided.isEmpty()
                        ? "{}"
                        : new JsonWriter()
                                .documents("decisions", BranchMerge.documents(decided))
                                .toString(),
                id);
    }

    /** Finds an attempt that is open. */
    Attempt get(int id) {
        try (Rows rows =
                database.query(
                        "SELECT "
                                + Attempt.COLUMNS
                                + " FROM gitversion.merge_attempts a WHERE a.id = ?::int4",
                        id)) {
            Attempt attempt = rows.next() ? Attempt.of(rows) : null;
            if (attempt == null || !attempt.status.equals("open")) {
                throw new GitVersionException(
                        ErrorCode.UNKNOWN_ATTEMPT,
                        "merge attempt "
                                + id
                                + (attempt == null ? " is unknown" : " is " + attempt.status),
                        "Only what was begun and not concluded can be worked on.",
                        "gitversion.merge_attempts lists all, those with status open among them.");
            }
            return attempt;
        }
    }

    /** Finds a conflict of any attempt. */
    Item item(int id) {
        for (Item item : items("c.id", id)) {
            return item;
        }
        throw new GitVersionException(
                ErrorCode.UNKNOWN_ATTEMPT,
                "conflict " + id + " is unknown",
                "No merge that was begun has it.",
                "gitversion.open_conflicts lists those that are not resolved.");
    }

    List<Item> items(int attemptId) {
        return items("c.merge_attempt_id", attemptId);
    }

    private List<Item> items(String column, int value) {
        List<Item> out = new ArrayList<>();
        try (Rows rows =
                database.query(
                        "SELECT c.id, c.merge_attempt_id, c.conflict_type::text, c.object_name,"
                                + " c.slot, c.commit_id, c.base_version, c.source_version,"
                                + " c.target_version, c.resolution_strategy, c.resolved_by,"
                                + " (c.detail -> 'remembered')::bool, c.detail ->> 'document',"
                                + " c.detail ->> 'layout', ARRAY(SELECT jsonb_array_elements_text("
                                + "coalesce(c.detail -> 'removed', '[]')))"
                                + " FROM gitversion.merge_conflicts c WHERE "
                                + column
                                + " = ?::int4 ORDER BY c.id",
                        value)) {
            while (rows.next()) {
                out.add(new Item(rows));
            }
        }
        return out;
    }

    void add(int attemptId, @Nullable Integer commitId, Conflict conflict, String proposal) {
        database.update(
                "INSERT INTO gitversion_internal.merge_conflicts (merge_attempt_id, conflict_type,"
                    + " object_type, object_name, slot, base_version, source_version,"
                    + " target_version, proposed_version, other_paths, row_count, row_query,"
                    + " commit_id, detail) SELECT ?::int4, r.conflict_type, r.object_type,"
                    + " r.object_name, r.slot, r.base_version, r.source_version, r.target_version,"
                    + " ?::text, ARRAY(SELECT jsonb_array_elements_text(r.other_paths)),"
                    + " r.row_count, r.row_query, ?::int4, jsonb_build_object('reason', r.detail)"
                    + " FROM jsonb_to_record(?::jsonb) AS r (conflict_type"
                    + " gitversion.conflict_type, object_type gitversion.object_type, object_name"
                    + " text, slot text, base_version text, source_version text, target_version"
                    + " text, other_paths jsonb, row_count int8, row_query text, detail text)",
                attemptId,
                proposal,
                commitId,
                ConflictReport.json(conflict));
    }

    /** Notes by what the values of a column are converted, or that nothing is said of it. */
    void convert(int attemptId, Path column, @Nullable String expression) {
        database.update(
                "UPDATE gitversion_internal.merge_attempts SET metadata = CASE WHEN ?::text IS NULL"
                        + " THEN metadata #- ARRAY['using', ?::text] ELSE metadata ||"
                        + " jsonb_build_object('using', coalesce(metadata -> 'using', '{}') ||"
                        + " jsonb_build_object(?::text, ?::text)) END WHERE id = ?::int4",
                expression,
                column.toString(),
                column.toString(),
                expression,
                attemptId);
    }

    /** Notes a resolution. */
    void resolve(int id, String how, @Nullable String version, String more) {
        database.update(
                "UPDATE gitversion_internal.merge_conflicts SET resolution_strategy = ?::text,"
                        + " resolved_version = ?::text, resolved_by = CURRENT_USER, resolved_at ="
                        + " clock_timestamp(), detail = detail - '{document,layout,removed,"
                        + "remembered}'::text[] || ?::jsonb WHERE id = ?::int4",
                how,
                version,
                more,
                id);
    }

    /** Notes who resolved a conflict, where that is not who calls. */
    void attribute(int id, @Nullable String by, boolean isRemembered) {
        database.update(
                "UPDATE gitversion_internal.merge_conflicts SET resolved_by = coalesce(?::text,"
                        + " resolved_by), detail = detail || ?::jsonb WHERE id = ?::int4",
                by,
                isRemembered ? "{\"remembered\": true}" : "{}",
                id);
    }

    /** Opens a conflict again that was resolved. */
    void reopen(int id) {
        database.update(
                "UPDATE gitversion_internal.merge_conflicts SET resolution_strategy = NULL,"
                        + " resolved_version = NULL, resolved_by = NULL, resolved_at = NULL,"
                        + " detail = detail - '{document,layout,removed,remembered}'::text[]"
                        + " WHERE id = ?::int4",
                id);
    }

    void remove(int id) {
        database.update(
                "UPDATE gitversion_internal.removable_merge_conflicts SET is_removed = true WHERE"
                        + " id = ?::int4",
                id);
    }
}

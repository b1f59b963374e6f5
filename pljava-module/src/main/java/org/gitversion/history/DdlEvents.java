package org.gitversion.history;

import java.util.ArrayList;
import java.util.List;
import org.gitversion.db.Database;
import org.gitversion.db.Rows;
import org.gitversion.model.Path;
import org.jspecify.annotations.Nullable;

/** Writes down which objects of branches a DDL statement was about. */
public final class DdlEvents {
    /**
     * Where the transaction and the command of the last event are kept until the transaction ends.
     */
    private static final String LAST = "gitversion.last_event";

    /** What the server says about the parts of a table that this transaction wrote lately. */
    private static final String CHANGED_PARTS =
            "WITH last AS (SELECT CASE WHEN split_part(s.value, ':', 1) ="
                + " pg_current_xact_id()::text THEN split_part(s.value, ':', 2)::int8 ELSE -1 END"
                + " AS command FROM (SELECT coalesce(current_setting(?::text, true), '')) AS"
                + " s(value)), own AS (SELECT pg_current_xact_id()::text::int8 % 4294967296 AS xid)"
                + " SELECT t.n, p.classid, p.objid, p.objsubid, p.type, p.name FROM"
                + " unnest(?::int8[]) WITH ORDINALITY AS t(oid, n) CROSS JOIN LATERAL (SELECT"
                + " 'pg_class'::regclass::oid::text AS classid, a.attrelid::text AS objid,"
                + " a.attnum::text AS objsubid, 'table column' AS type, a.attname AS name,"
                + " a.xmin::text::int8 AS xid, a.cmin::text::int8 AS command FROM pg_attribute a"
                + " WHERE a.attrelid = t.oid::oid AND a.attnum > 0 AND NOT a.attisdropped UNION ALL"
                + " SELECT 'pg_constraint'::regclass::oid::text, k.oid::text, '0', 'table"
                + " constraint', k.conname, k.xmin::text::int8, k.cmin::text::int8 FROM"
                + " pg_constraint k WHERE k.conrelid = t.oid::oid) p CROSS JOIN last CROSS JOIN own"
                + " WHERE p.xid >= own.xid AND p.command > last.command ORDER BY t.n";

    private static final String INSERT =
            "WITH written AS (INSERT INTO gitversion.ddl_events (branch_id, event, command_tag,"
                + " statement, classid, objid, objsubid, object_type, object_identity, path,"
                + " session_role, executed_by) SELECT e.branch_id, ?::text, coalesce(e.tag,"
                + " ?::text), current_query(), e.classid::oid, e.objid::oid, e.objsubid::int4,"
                + " e.type, e.identity, e.path, session_user, ?::text FROM unnest(?::int4[],"
                + " ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[]) AS"
                + " e(branch_id, tag, classid, objid, objsubid, type, identity, path) RETURNING"
                + " cmin::text::int8 AS command) SELECT set_config(?::text,"
                + " pg_current_xact_id()::text || ':' || max(command)::text, true) FROM written";

    private final Database database;
    private final List<Integer> branches = new ArrayList<>();
    private final List<@Nullable String> tags = new ArrayList<>();
    private final List<@Nullable String> classes = new ArrayList<>();
    private final List<@Nullable String> objects = new ArrayList<>();
    private final List<@Nullable String> subs = new ArrayList<>();
    private final List<@Nullable String> types = new ArrayList<>();
    private final List<@Nullable String> identities = new ArrayList<>();
    private final List<@Nullable String> paths = new ArrayList<>();

    /** Rows of {@link #branches} and so on that stand for tables which were altered. */
    private final List<Integer> altered = new ArrayList<>();

    private final List<Path> alteredPaths = new ArrayList<>();

    private DdlEvents(Database database) {
        this.database = database;
    }

    /**
     * Writes down the current event. Must be called while an event trigger runs.
     *
     * @param database the gateway
     * @param event ddl_command_end or sql_drop
     * @param tag the command tag of the whole statement
     * @param role the role in force
     */
    public static void record(Database database, String event, String tag, String role) {
        DdlEvents events = new DdlEvents(database);
        events.readObjects(event.equals("sql_drop") ? "_dropped" : "_commanded");
        if (!events.altered.isEmpty()) {
            events.readParts();
        }
        events.write(event, tag, role);
    }

    private void readObjects(String function) {
        try (Rows rows =
                database.query(
                        "SELECT o.branch_id, o.command_tag, o.classid::text, o.objid::text,"
                                + " o.objsubid::text, o.object_type, o.object_identity, o.names"
                                + " FROM gitversion."
                                + function
                                + "() o")) {
            while (rows.next()) {
                Path path = DdlPath.of(rows.textOrNull(6), rows.textsOrNull(8));
                boolean table = "table".equals(rows.textOrNull(6));
                if (path != null && table && "ALTER TABLE".equals(rows.textOrNull(2))) {
                    altered.add(branches.size());
                    alteredPaths.add(path);
                }
                branches.add(rows.integer(1));
                tags.add(rows.textOrNull(2));
                classes.add(rows.textOrNull(3));
                objects.add(rows.textOrNull(4));
                subs.add(rows.textOrNull(5));
                types.add(rows.textOrNull(6));
                identities.add(rows.textOrNull(7));
                paths.add(path == null ? null : path.toString());
            }
        }
    }

    /** Adds the columns and constraints that the statement wrote, for the tables it altered. */
    private void readParts() {
        List<@Nullable String> tables = new ArrayList<>();
        for (Integer row : altered) {
            tables.add(objects.get(row));
        }
        try (Rows rows = database.query(CHANGED_PARTS, LAST, tables)) {
            while (rows.next()) {
                int table = rows.integer(1) - 1;
                boolean column = rows.text(5).equals("table column");
                branches.add(branches.get(altered.get(table)));
                tags.add("ALTER TABLE");
                classes.add(rows.text(2));
                objects.add(rows.text(3));
                subs.add(rows.text(4));
                types.add(rows.text(5));
                identities.add(rows.text(6) + " on " + identities.get(altered.get(table)));
                paths.add(
                        alteredPaths
                                .get(table)
                                .child(column ? "columns" : "constraints", rows.text(6))
                                .toString());
            }
        }
    }

    private void write(String event, String tag, String role) {
        database.value(
                INSERT,
                event,
                tag,
                role,
                branches,
                tags,
                classes,
                objects,
                subs,
                types,
                identities,
                paths,
                LAST);
    }
}

package org.gitversion.history;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.gitversion.catalog.Address;
import org.gitversion.catalog.LiveSchema;
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
        events.readObjects(event.equals("sql_drop") ? "dropped" : "commanded");
        if (!events.altered.isEmpty()) {
            events.readParts();
        }
        events.write(event, tag, role);
    }

    /**
     * Writes down statements that gitversion executed itself.
     *
     * @param database the gateway
     * @param branchId the branch
     * @param tag what gitversion did
     * @param commitId the commit that took them in, or null for none yet
     * @param paths the object of each statement
     * @param statements the statements
     * @param addresses the identity of each object, or null
     */
    public static void write(
            Database database,
            int branchId,
            String tag,
            @Nullable Integer commitId,
            List<Path> paths,
            List<String> statements,
            List<@Nullable Address> addresses) {
        List<@Nullable Long> classes = new ArrayList<>();
        List<@Nullable Long> objects = new ArrayList<>();
        List<@Nullable Integer> subs = new ArrayList<>();
        for (Address address : addresses) {
            classes.add(address == null ? null : address.classId());
            objects.add(address == null ? null : address.objectId());
            subs.add(address == null ? null : address.subId());
        }
        database.update(
                "INSERT INTO gitversion.ddl_events (branch_id, event, command_tag, statement,"
                    + " classid, objid, objsubid, path, session_role, executed_by, commit_id)"
                    + " SELECT ?::int4, 'gitversion', ?::text, e.statement, e.classid::oid,"
                    + " e.objid::oid, e.objsubid, e.path, session_user, current_user, ?::int4 FROM"
                    + " unnest(?::text[], ?::text[], ?::int8[], ?::int8[], ?::int4[]) WITH"
                    + " ORDINALITY AS e(path, statement, classid, objid, objsubid, n) ORDER BY e.n",
                branchId,
                tag,
                commitId == null ? null : commitId.toString(),
                paths,
                statements,
                classes,
                objects,
                subs);
    }

    /**
     * Makes the open statements those of a commit. What its names did not tell, the path of a
     * routine, is known by now.
     *
     * @param database the gateway
     * @param branchId the branch
     * @param commitId the commit
     * @param live the schema it holds
     */
    static void takeIn(Database database, int branchId, int commitId, LiveSchema live) {
        List<Long> ids = new ArrayList<>();
        List<String> found = new ArrayList<>();
        try (Rows rows =
                database.query(
                        "SELECT id, classid::int8, objid::int8, objsubid FROM gitversion.ddl_events"
                                + " WHERE branch_id = ?::int4 AND commit_id IS NULL AND path IS"
                                + " NULL AND objid IS NOT NULL AND event = 'ddl_command_end'",
                        branchId)) {
            while (rows.next()) {
                Address address = new Address(rows.bigint(2), rows.bigint(3), rows.integer(4));
                Path path = live.paths().get(address);
                if (path != null) {
                    ids.add(rows.bigint(1));
                    found.add(path.toString());
                }
            }
        }
        if (!ids.isEmpty()) {
            database.update(
                    "UPDATE gitversion.ddl_events d SET path = n.path FROM unnest(?::int8[],"
                            + " ?::text[]) AS n(id, path) WHERE d.id = n.id",
                    ids,
                    found);
        }
        database.update(
                "UPDATE gitversion.ddl_events SET commit_id = ?::int4"
                        + " WHERE branch_id = ?::int4 AND commit_id IS NULL",
                commitId,
                branchId);
    }

    /**
     * Makes the open statements about some objects those of a commit. To be called before the
     * identities of the branch are those of the commit.
     *
     * @param database the gateway
     * @param branchId the branch
     * @param commitId the commit
     * @param paths the paths of the objects in the head before, and in the live schema
     * @param live the live schema
     */
    public static void takeIn(
            Database database,
            int branchId,
            int commitId,
            Collection<Path> paths,
            LiveSchema live) {
        List<Long> classes = new ArrayList<>();
        List<Long> objects = new ArrayList<>();
        List<Integer> subs = new ArrayList<>();
        for (Path path : paths) {
            Address address = live.address(path);
            if (address != null) {
                classes.add(address.classId());
                objects.add(address.objectId());
                subs.add(address.subId());
            }
        }
        database.update(
                "UPDATE gitversion.ddl_events d SET commit_id = ?::int4 WHERE d.branch_id = ?::int4"
                    + " AND d.commit_id IS NULL AND (d.path = ANY (?::text[]) OR EXISTS (SELECT"
                    + " FROM unnest(?::int8[], ?::int8[], ?::int4[]) a(classid, objid, objsubid)"
                    + " WHERE d.classid = a.classid::oid AND d.objid = a.objid::oid AND d.objsubid"
                    + " = a.objsubid) OR EXISTS (SELECT FROM gitversion.object_identities i WHERE"
                    + " i.branch_id = d.branch_id AND i.classid = d.classid AND i.objid = d.objid"
                    + " AND i.objsubid = d.objsubid AND i.path = ANY (?::text[])))",
                commitId,
                branchId,
                new ArrayList<>(paths),
                classes,
                objects,
                subs,
                new ArrayList<>(paths));
    }

    /**
     * Forgets the statements that led to uncommitted changes which are gone.
     *
     * @param database the gateway
     * @param branchId the branch
     */
    public static void forget(Database database, int branchId) {
        database.update(
                "DELETE FROM gitversion.ddl_events WHERE branch_id = ?::int4 AND commit_id IS NULL",
                branchId);
    }

    /**
     * Gives a commit the statements of another one that did the same.
     *
     * @param database the gateway
     * @param from the other commit
     * @param to the commit
     * @param branchId the branch it is on
     */
    public static void copy(Database database, int from, int to, int branchId) {
        database.update(
                "INSERT INTO gitversion.ddl_events (branch_id, event, command_tag, statement,"
                    + " classid, objid, objsubid, object_type, object_identity, path, session_role,"
                    + " executed_by, occurred_at, commit_id) SELECT ?::int4, event, command_tag,"
                    + " statement, classid, objid, objsubid, object_type, object_identity, path,"
                    + " session_role, executed_by, occurred_at, ?::int4 FROM gitversion.ddl_events"
                    + " WHERE commit_id = ?::int4 ORDER BY id",
                branchId,
                to,
                from);
    }

    /**
     * Makes the statements of commits uncommitted again.
     *
     * @param database the gateway
     * @param branchId the branch
     * @param commits the commits that the branch left
     */
    public static void reopen(Database database, int branchId, List<Integer> commits) {
        database.update(
                "WITH open AS (DELETE FROM gitversion.ddl_events WHERE branch_id = ?::int4 AND"
                    + " commit_id IS NULL RETURNING *) INSERT INTO gitversion.ddl_events"
                    + " (branch_id, event, command_tag, statement, classid, objid, objsubid,"
                    + " object_type, object_identity, path, session_role, executed_by, occurred_at)"
                    + " SELECT ?::int4, event, command_tag, statement, classid, objid, objsubid,"
                    + " object_type, object_identity, path, session_role, executed_by, occurred_at"
                    + " FROM (SELECT * FROM open UNION ALL SELECT * FROM gitversion.ddl_events"
                    + " WHERE commit_id = ANY (?::int4[])) AS e ORDER BY occurred_at, id",
                branchId,
                branchId,
                commits);
    }

    private void readObjects(String function) {
        try (Rows rows =
                database.query(
                        "SELECT o.branch_id, o.command_tag, o.classid::text, o.objid::text,"
                                + " o.objsubid::text, o.object_type, o.object_identity, o.names"
                                + " FROM gitversion_internal."
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

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

/** What is recorded about statements: which objects of branches they were about. */
public final class DdlEvents {
    private DdlEvents() {}

    /**
     * Records statements that gitversion executed itself.
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
                "INSERT INTO gitversion_internal.new_ddl_events (branch_id, event, command_tag,"
                    + " statement, classid, objid, objsubid, path, session_role, executed_by,"
                    + " commit_id) SELECT ?::int4, 'gitversion', ?::text, e.statement,"
                    + " e.classid::oid, e.objid::oid, e.objsubid, e.path, session_user,"
                    + " current_user, ?::int4 FROM unnest(?::text[], ?::text[], ?::int8[],"
                    + " ?::int8[], ?::int4[]) WITH ORDINALITY AS e(path, statement, classid, objid,"
                    + " objsubid, n) ORDER BY e.n",
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
            database.updateRecorded(
                    "UPDATE gitversion_internal.ddl_events d SET path = n.path FROM"
                            + " unnest(?::int8[], ?::text[]) AS n(id, path) WHERE d.id = n.id",
                    ids,
                    found);
        }
        database.updateRecorded(
                "UPDATE gitversion_internal.ddl_events SET commit_id = ?::int4"
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
        database.updateRecorded(
                "UPDATE gitversion_internal.ddl_events d SET commit_id = ?::int4 WHERE d.branch_id"
                    + " = ?::int4 AND d.commit_id IS NULL AND (d.path = ANY (?::text[]) OR EXISTS"
                    + " (SELECT FROM unnest(?::int8[], ?::int8[], ?::int4[]) a(classid, objid,"
                    + " objsubid) WHERE d.classid = a.classid::oid AND d.objid = a.objid::oid AND"
                    + " d.objsubid = a.objsubid) OR EXISTS (SELECT FROM"
                    + " gitversion.object_identities i WHERE i.branch_id = d.branch_id AND"
                    + " i.classid = d.classid AND i.objid = d.objid AND i.objsubid = d.objsubid AND"
                    + " i.path = ANY (?::text[])))",
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
        database.updateRecorded(
                "UPDATE gitversion_internal.removable_ddl_events SET is_removed = true WHERE"
                        + " branch_id = ?::int4 AND commit_id IS NULL",
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
                "INSERT INTO gitversion_internal.new_ddl_events (branch_id, event, command_tag,"
                    + " statement, classid, objid, objsubid, object_type, object_identity, path,"
                    + " session_role, executed_by, occurred_at, commit_id) SELECT ?::int4, event,"
                    + " command_tag, statement, classid, objid, objsubid, object_type,"
                    + " object_identity, path, session_role, executed_by, occurred_at, ?::int4 FROM"
                    + " gitversion.ddl_events WHERE commit_id = ?::int4 ORDER BY id",
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
        database.updateRecorded(
                "WITH open AS (UPDATE gitversion_internal.removable_ddl_events SET is_removed ="
                    + " true WHERE branch_id = ?::int4 AND commit_id IS NULL RETURNING *) INSERT"
                    + " INTO gitversion_internal.new_ddl_events (branch_id, event, command_tag,"
                    + " statement, classid, objid, objsubid, object_type, object_identity, path,"
                    + " session_role, executed_by, occurred_at) SELECT ?::int4, event, command_tag,"
                    + " statement, classid, objid, objsubid, object_type, object_identity, path,"
                    + " session_role, executed_by, occurred_at FROM (SELECT * FROM open UNION ALL"
                    + " SELECT *, true FROM gitversion.ddl_events WHERE commit_id = ANY"
                    + " (?::int4[])) AS e ORDER BY occurred_at, id",
                branchId,
                branchId,
                commits);
    }
}

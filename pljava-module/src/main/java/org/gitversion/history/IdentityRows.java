package org.gitversion.history;

import java.util.ArrayList;
import java.util.List;
import org.gitversion.db.Database;
import org.gitversion.model.Path;
import org.jspecify.annotations.Nullable;

/** Rows of {@code gitversion.object_identities}, by columns. */
final class IdentityRows {
    private static final String COLUMNS =
            " (branch_id, path, classid, objid, objsubid, cluster_id, kind, definition,"
                    + " privileges)";

    private final List<Path> paths = new ArrayList<>();
    private final List<Long> classes = new ArrayList<>();
    private final List<Long> objects = new ArrayList<>();
    private final List<Integer> subs = new ArrayList<>();
    private final List<@Nullable String> kinds = new ArrayList<>();
    private final List<@Nullable Long> definitions = new ArrayList<>();
    private final List<@Nullable Long> privileges = new ArrayList<>();

    void add(Identity identity) {
        paths.add(identity.path);
        classes.add(identity.address.classId());
        objects.add(identity.address.objectId());
        subs.add(identity.address.subId());
        kinds.add(identity.kind);
        definitions.add(identity.definition);
        privileges.add(identity.privileges);
    }

    /** Adds what is not there already. */
    void addChanged(@Nullable Identity before, Identity now) {
        if (!now.same(before)) {
            add(now);
        }
    }

    /** Writes the rows, in place of those that there are at their paths. */
    void write(Database database, int branchId) {
        if (paths.isEmpty()) {
            return;
        }
        database.update(
                "INSERT INTO gitversion.object_identities"
                        + COLUMNS
                        + " SELECT ?::int4, n.path, n.classid::oid, n.objid::oid, n.objsubid, "
                        + Identities.THIS_SERVER
                        + ", n.kind, n.definition, n.privileges"
                        + " FROM unnest(?::text[], ?::int8[], ?::int8[], ?::int4[], ?::text[],"
                        + " ?::int8[], ?::int8[])"
                        + " AS n(path, classid, objid, objsubid, kind, definition, privileges)"
                        + " ON CONFLICT (branch_id, path) DO UPDATE SET"
                        + " classid = EXCLUDED.classid, objid = EXCLUDED.objid,"
                        + " objsubid = EXCLUDED.objsubid, cluster_id = EXCLUDED.cluster_id,"
                        + " kind = EXCLUDED.kind, definition = EXCLUDED.definition,"
                        + " privileges = EXCLUDED.privileges",
                branchId,
                paths,
                classes,
                objects,
                subs,
                kinds,
                definitions,
                privileges);
    }

    /** Writes rows for the objects that another branch has identities of, in the same order. */
    int copy(Database database, int branchId, IdentityRows from, int origin) {
        return database.update(
                "INSERT INTO gitversion.object_identities"
                        + COLUMNS
                        + " SELECT ?::int4, i.path, o.toclass::oid, o.toobj::oid, o.tosub,"
                        + " i.cluster_id, i.kind,"
                        + " CASE WHEN o.olddefinition = i.definition"
                        + " AND o.oldprivileges = i.privileges THEN o.definition END, o.privileges"
                        + " FROM unnest(?::int8[], ?::int8[], ?::int4[], ?::int8[], ?::int8[],"
                        + " ?::int8[], ?::int8[], ?::int4[], ?::int8[], ?::int8[])"
                        + " AS o(classid, objid, objsubid, olddefinition, oldprivileges,"
                        + " toclass, toobj, tosub, definition, privileges)"
                        + " JOIN gitversion.object_identities i"
                        + " ON i.branch_id = ?::int4 AND i.cluster_id = "
                        + Identities.THIS_SERVER
                        + " AND i.objid = o.objid::oid AND i.classid = o.classid::oid"
                        + " AND i.objsubid = o.objsubid",
                branchId,
                from.classes,
                from.objects,
                from.subs,
                from.definitions,
                from.privileges,
                classes,
                objects,
                subs,
                definitions,
                privileges,
                origin);
    }
}

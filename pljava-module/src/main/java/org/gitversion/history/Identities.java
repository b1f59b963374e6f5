package org.gitversion.history;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.gitversion.catalog.Address;
import org.gitversion.catalog.LiveSchema;
import org.gitversion.catalog.Mark;
import org.gitversion.db.Database;
import org.gitversion.db.Rows;
import org.gitversion.model.Node;
import org.gitversion.model.Path;
import org.gitversion.model.Renames;
import org.gitversion.model.SchemaTree;

/**
 * Which object of the catalogs was at which path of a branch's head. Oids belong to one server: on
 * another one (after a restore, an upgrade) nothing is known, and an object is then the one that
 * has its path.
 */
public final class Identities {
    static final String THIS_SERVER = "(SELECT system_identifier FROM pg_control_system())";

    private static final String SELECT =
            "SELECT path, classid::int8, objid::int8, objsubid FROM gitversion.object_identities"
                    + " WHERE branch_id = ?::int4";

    private Identities() {}

    /**
     * Finds out what was renamed since the head of a branch. An object that the head has at its
     * path of now was not renamed to there: such an identity is wrong. Two like objects that swap
     * their names leave the state as it was, and were renamed all the same.
     *
     * @param database the gateway
     * @param branchId the branch
     * @param identities of the objects of its head
     * @param head the state of its head
     * @param live its schema
     * @return from the state of the head to the schema
     */
    static Renames renames(
            Database database,
            int branchId,
            Map<Path, Address> identities,
            SchemaTree head,
            LiveSchema live) {
        Map<Path, Path> moved = new TreeMap<>();
        for (Map.Entry<Path, Address> entry : identities.entrySet()) {
            Path now = live.paths().get(entry.getValue());
            Node before = head.get(entry.getKey());
            if (now != null && before != null && !now.equals(entry.getKey())) {
                Node after = live.tree().get(now);
                if (after != null
                        && after.kind() == before.kind()
                        && !entry.getValue().equals(identities.get(now))) {
                    moved.put(entry.getKey(), now);
                }
            }
        }
        // Parts go where their object goes: one that did not says that the object did not either.
        for (Map.Entry<Path, Address> entry : identities.entrySet()) {
            Path parent = entry.getKey().up(2);
            Path place = parent == null ? null : moved.get(parent);
            Path now = place == null ? null : live.paths().get(entry.getValue());
            if (place != null && now != null && !place.equals(now.up(2))) {
                moved.remove(parent);
            }
        }
        return LabelIdentities.withLabels(database, branchId, Renames.of(moved), head, live);
    }

    /**
     * Reads the objects of a branch's head.
     *
     * @param database the gateway
     * @param branchId the branch
     * @return their identities by path; empty when they are of another server
     */
    public static Map<Path, Address> read(Database database, int branchId) {
        try (Rows rows = database.query(SELECT + " AND cluster_id = " + THIS_SERVER, branchId)) {
            return read(rows);
        }
    }

    private static Map<Path, Address> read(Rows rows) {
        Map<Path, Address> identities = new HashMap<>();
        while (rows.next()) {
            identities.put(
                    Path.parse(rows.text(1)),
                    new Address(rows.bigint(2), rows.bigint(3), rows.integer(4)));
        }
        return identities;
    }

    /**
     * Reads those objects of a branch's head that have one of some oids, in whichever catalog: by
     * the index on oids, as a branch has many ({@code + 0}).
     *
     * @param database the gateway
     * @param branchId the branch
     * @param oids decimal numbers
     * @param gone those of them of which a statement was recorded
     * @param containers takes the oids of the objects that objects of {@code gone} belong to
     * @return identities by path
     */
    static Map<Path, Address> around(
            Database database,
            int branchId,
            List<String> oids,
            List<String> gone,
            Set<String> containers) {
        Map<Path, Address> identities = new HashMap<>();
        try (Rows rows =
                database.query(
                        "SELECT i.path, i.classid::int8, i.objid::int8, i.objsubid, CASE WHEN"
                            + " i.objid IN (SELECT unnest(?::oid[])) THEN u.objid::text END FROM"
                            + " (SELECT DISTINCT unnest(?::oid[]) AS objid) o JOIN"
                            + " gitversion.object_identities i ON i.objid = o.objid AND i.branch_id"
                            + " + 0 = ?::int4 LEFT JOIN gitversion.object_identities u ON"
                            + " u.branch_id = i.branch_id AND u.path = concat_ws('/',"
                            + " split_part(i.path, '/', 1), split_part(i.path, '/', 2))",
                        gone,
                        oids,
                        branchId)) {
            while (rows.next()) {
                identities.put(
                        Path.parse(rows.text(1)),
                        new Address(rows.bigint(2), rows.bigint(3), rows.integer(4)));
                String container = rows.textOrNull(5);
                if (container != null) {
                    containers.add(container);
                }
            }
        }
        return identities;
    }

    /**
     * Reads those objects of a branch's head that are at some paths.
     *
     * @param database the gateway
     * @param branchId the branch
     * @param paths the paths
     * @return identities by path
     */
    static Map<Path, Address> at(Database database, int branchId, Collection<Path> paths) {
        Map<Path, Address> addresses = new HashMap<>();
        for (Identity identity : Identity.at(database, branchId, paths).values()) {
            addresses.put(identity.path, identity.address);
        }
        return addresses;
    }

    /**
     * Remembers which objects a changed part of a branch's head consists of.
     *
     * @param database the gateway
     * @param branchId the branch
     * @param before the part as it was
     * @param live the part as it is
     */
    static void replace(Database database, int branchId, SchemaTree before, LiveSchema live) {
        Set<Path> paths = new TreeSet<>(before.byPath().keySet());
        paths.addAll(live.tree().byPath().keySet());
        Map<Path, Identity> known = Identity.at(database, branchId, paths);
        IdentityRows rows = new IdentityRows();
        for (Node node : live.tree().nodes()) {
            rows.addChanged(known.remove(node.path()), Identity.of(node, live));
        }
        delete(database, branchId, known.keySet());
        rows.write(database, branchId);
        LabelIdentities.write(database, branchId, live.tree(), live.tree(), Renames.NONE);
    }

    /**
     * Remembers which objects a branch's head consists of, and in which versions; writes the
     * differences only.
     *
     * @param database the gateway
     * @param branchId the branch
     * @param commitId its head
     * @param head the state of its head
     * @param live its schema
     * @param renames from the state of the head to the schema
     */
    public static void write(
            Database database,
            int branchId,
            int commitId,
            SchemaTree head,
            LiveSchema live,
            Renames renames) {
        database.update(
                "UPDATE gitversion_internal.removable_object_identities SET is_removed = true WHERE"
                        + " branch_id = ?::int4 AND cluster_id <> "
                        + THIS_SERVER,
                branchId);
        boolean isKnown = BranchStates.isKnown(database, branchId, commitId);
        Map<Path, Identity> known = Identity.all(database, branchId);
        IdentityRows rows = new IdentityRows();
        Renames back = renames.inverse();
        for (Node node : head.nodes()) {
            Path path = renames.apply(node.path());
            // What came to its path by a rename is another object.
            Node there = back.apply(path).equals(node.path()) ? live.tree().get(path) : null;
            Identity before = known.remove(node.path());
            Identity now =
                    there == null
                            ? Identity.gone(node, before, live)
                            : Identity.of(node, there, live);
            if (isKnown && before != null && !before.isOther && !Identity.isSame(node, there)) {
                now = there == null ? before : now.inVersionOf(before);
            }
            rows.addChanged(before, now);
        }
        delete(database, branchId, known.keySet());
        rows.write(database, branchId);
        LabelIdentities.write(database, branchId, head, live.tree(), renames);
        boolean isHead = renames.isEmpty() && head.equals(live.tree());
        if (isHead || !isKnown) {
            Mark mark = isHead ? live.mark() : null;
            BranchStates.write(database, branchId, commitId, mark, head.size());
        }
    }

    private static void delete(Database database, int branchId, Set<Path> paths) {
        if (!paths.isEmpty()) {
            database.update(
                    "UPDATE gitversion_internal.removable_object_identities SET is_removed = true"
                            + " WHERE branch_id = ?::int4 AND path = ANY (?::text[])",
                    branchId,
                    new ArrayList<>(paths));
        }
    }

    /**
     * Gives a new branch the identities of the one it was cloned from.
     *
     * @param database the gateway
     * @param origin the other branch
     * @param from its schema
     * @param branchId the new branch
     * @param to its schema, a clone
     * @return false when the origin's identities are not known, so that nothing was written
     */
    public static boolean copy(
            Database database, int origin, LiveSchema from, int branchId, LiveSchema to) {
        IdentityRows before = new IdentityRows();
        IdentityRows after = new IdentityRows();
        for (Node node : to.tree().nodes()) {
            before.add(Identity.of(node, from));
            after.add(Identity.of(node, to));
        }
        int copied = after.copy(database, branchId, before, origin);
        if (copied == 0) {
            return false;
        }
        LabelIdentities.copy(database, origin, branchId);
        // Else there are objects that the head has otherwise, elsewhere or not at all.
        Mark mark = copied == to.tree().size() ? to.mark() : null;
        BranchStates.copy(database, origin, branchId, mark);
        return true;
    }
}

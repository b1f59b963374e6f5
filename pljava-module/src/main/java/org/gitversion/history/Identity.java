package org.gitversion.history;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.gitversion.catalog.Address;
import org.gitversion.catalog.LiveSchema;
import org.gitversion.catalog.Version;
import org.gitversion.db.Database;
import org.gitversion.db.Rows;
import org.gitversion.model.Kind;
import org.gitversion.model.Node;
import org.gitversion.model.Path;
import org.gitversion.model.Value;
import org.jspecify.annotations.Nullable;

/**
 * Which object of the catalogs is at a path of a branch's head, and in which version. Immutable.
 */
final class Identity {
    private static final String SELECT =
            "SELECT path, classid::int8, objid::int8, objsubid, kind, definition::text,"
                    + " privileges::text, is_other FROM gitversion.object_identities"
                    + " WHERE branch_id = ?::int4 AND cluster_id = "
                    + Identities.THIS_SERVER;

    private static final List<String> PRIVILEGES =
            List.of(Kind.PRIVILEGES, Kind.SEQUENCE_PRIVILEGES, Kind.PART_PRIVILEGES);

    /** A version that no object has; 0 is that of no privileges. */
    private static final Long UNKNOWN = 1L;

    final Path path;
    final Address address;
    final @Nullable String kind;
    final @Nullable Long definition;
    final @Nullable Long privileges;

    /** Whether not the versions of the head are known, but others that it does not have. */
    final boolean isOther;

    private Identity(
            Path path,
            Address address,
            @Nullable String kind,
            @Nullable Long definition,
            @Nullable Long privileges,
            boolean isOther) {
        this.path = path;
        this.address = address;
        this.kind = kind;
        this.definition = definition;
        this.privileges = privileges;
        this.isOther = isOther;
    }

    /**
     * The identity of an object that is in a schema what it is at the head.
     *
     * @param node the object
     * @param live the schema
     * @throws IllegalStateException when the schema was not read from a server
     */
    static Identity of(Node node, LiveSchema live) {
        return of(node, node, live);
    }

    /**
     * The identity that an object of a schema gives to one of a head. Where it is another one
     * there, the version of the head is not known, only that it is not that of the schema.
     *
     * @param head the object of the head
     * @param node what it is in the schema
     * @param live the schema
     * @throws IllegalStateException when the schema was not read from a server
     */
    static Identity of(Node head, Node node, LiveSchema live) {
        Address address = live.address(node.path());
        if (address == null) {
            throw new IllegalStateException("no identity of " + node.path());
        }
        Version version = live.version(node.path());
        if (version == null) {
            return new Identity(head.path(), address, head.kind().name(), null, null, false);
        }
        long definition = version.definition();
        long privileges = version.privileges();
        boolean hasChanged = !isSame(head, node);
        if (hasChanged) {
            Map<String, Value> own = new HashMap<>(head.slots());
            Map<String, Value> other = new HashMap<>(node.slots());
            boolean areOther = !privileges(own).equals(privileges(other));
            boolean isOther = !areOther || head.kind() != node.kind() || !own.equals(other);
            definition = isOther ? ~definition : definition;
            privileges = areOther ? ~privileges : privileges;
        }
        return new Identity(
                head.path(), address, head.kind().name(), definition, privileges, hasChanged);
    }

    /** Takes the privileges out of slots. */
    private static Map<String, Value> privileges(Map<String, Value> slots) {
        Map<String, Value> privileges = new HashMap<>(slots);
        privileges.keySet().retainAll(PRIVILEGES);
        slots.keySet().removeAll(PRIVILEGES);
        return privileges;
    }

    /** The identity of an object of a head that is not in the schema any more. */
    static Identity gone(Node head, @Nullable Identity before, LiveSchema live) {
        Address address =
                before == null || live.paths().containsKey(before.address)
                        ? new Address(0, 0, 0)
                        : before.address;
        return new Identity(head.path(), address, head.kind().name(), UNKNOWN, UNKNOWN, true);
    }

    /** Whether an object is in the schema what it is at the head. */
    static boolean isSame(Node head, @Nullable Node node) {
        return node != null && head.kind() == node.kind() && head.slots().equals(node.slots());
    }

    /** The identities of a branch's head on this server. */
    static Map<Path, Identity> all(Database database, int branchId) {
        try (Rows rows = database.query(SELECT, branchId)) {
            return read(rows);
        }
    }

    /** Those at some paths. */
    static Map<Path, Identity> at(Database database, int branchId, Collection<Path> paths) {
        try (Rows rows =
                database.query(
                        SELECT + " AND path = ANY (?::text[])", branchId, new ArrayList<>(paths))) {
            return read(rows);
        }
    }

    private static Map<Path, Identity> read(Rows rows) {
        Map<Path, Identity> identities = new HashMap<>();
        while (rows.next()) {
            Path path = Path.parse(rows.text(1));
            String definition = rows.textOrNull(6);
            String privileges = rows.textOrNull(7);
            identities.put(
                    path,
                    new Identity(
                            path,
                            new Address(rows.bigint(2), rows.bigint(3), rows.integer(4)),
                            rows.textOrNull(5),
                            definition == null ? null : Long.valueOf(definition),
                            privileges == null ? null : Long.valueOf(privileges),
                            rows.truth(8)));
        }
        return identities;
    }

    /** The same in the version of another one. */
    Identity inVersionOf(Identity other) {
        return new Identity(path, address, kind, other.definition, other.privileges, other.isOther);
    }

    /** Whether both say the same. */
    boolean same(@Nullable Identity other) {
        return other != null
                && address.equals(other.address)
                && Objects.equals(kind, other.kind)
                && Objects.equals(definition, other.definition)
                && Objects.equals(privileges, other.privileges)
                && isOther == other.isOther;
    }
}

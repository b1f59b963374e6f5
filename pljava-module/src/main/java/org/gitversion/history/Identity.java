package org.gitversion.history;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.gitversion.catalog.Address;
import org.gitversion.catalog.LiveSchema;
import org.gitversion.catalog.Version;
import org.gitversion.db.Database;
import org.gitversion.db.Rows;
import org.gitversion.model.Node;
import org.gitversion.model.Path;
import org.jspecify.annotations.Nullable;

/**
 * Which object of the catalogs is at a path of a branch's head, and in which version. Immutable.
 */
final class Identity {
    private static final String SELECT =
            "SELECT path, classid::int8, objid::int8, objsubid, kind, definition::text,"
                    + " privileges::text FROM gitversion.object_identities"
                    + " WHERE branch_id = ?::int4 AND cluster_id = "
                    + Identities.THIS_SERVER;

    final Path path;
    final Address address;
    final @Nullable String kind;
    final @Nullable Long definition;
    final @Nullable Long privileges;

    private Identity(
            Path path,
            Address address,
            @Nullable String kind,
            @Nullable Long definition,
            @Nullable Long privileges) {
        this.path = path;
        this.address = address;
        this.kind = kind;
        this.definition = definition;
        this.privileges = privileges;
    }

    /**
     * The identity that an object of a schema gives to a path of a head.
     *
     * @param path where it is at the head
     * @param node the object in the schema
     * @param live the schema
     * @param isSame whether the object is there what it is at the head
     * @throws IllegalStateException when the schema was not read from a server
     */
    static Identity of(Path path, Node node, LiveSchema live, boolean isSame) {
        Address address = live.address(node.path());
        if (address == null) {
            throw new IllegalStateException("no identity of " + node.path());
        }
        Version version = isSame ? live.version(node.path()) : null;
        return new Identity(
                path,
                address,
                node.kind().name(),
                version == null ? null : version.definition(),
                version == null ? null : version.privileges());
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
                        SELECT + " AND path IN (SELECT unnest(?::text[]))",
                        branchId,
                        new ArrayList<>(paths))) {
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
                            privileges == null ? null : Long.valueOf(privileges)));
        }
        return identities;
    }

    /** The same in the version of another one, where its own is not known. */
    Identity or(Identity other) {
        return definition != null
                ? this
                : new Identity(path, address, kind, other.definition, other.privileges);
    }

    /** Whether both say the same. */
    boolean same(@Nullable Identity other) {
        return other != null
                && address.equals(other.address)
                && Objects.equals(kind, other.kind)
                && Objects.equals(definition, other.definition)
                && Objects.equals(privileges, other.privileges);
    }
}

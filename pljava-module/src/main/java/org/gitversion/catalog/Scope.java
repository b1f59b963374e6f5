package org.gitversion.catalog;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gitversion.db.ArrayLiteral;
import org.gitversion.db.Database;
import org.gitversion.db.Rows;
import org.gitversion.model.Path;
import org.jspecify.annotations.Nullable;

/** A part of a schema: some relations, types, routines and statistics with all of their parts. */
public final class Scope {
    private final List<String> parts;
    private final List<String> near;
    private final Set<String> kinds;
    private final String[] lists;

    private Scope(List<String> roots, List<String> parts, List<String> near, Set<String> kinds) {
        this.parts = parts;
        this.near = near;
        this.kinds = kinds;
        this.lists =
                new String[] {
                    ArrayLiteral.of(roots), ArrayLiteral.of(parts), ArrayLiteral.of(near)
                };
    }

    /**
     * Finds out what belongs to some objects.
     *
     * @param database the gateway
     * @param roots their oids
     * @return the objects with their parts and what these refer to
     */
    public static Scope of(Database database, Set<String> roots) {
        List<String> list = List.copyOf(roots);
        try (Rows rows =
                database.query(
                        "SELECT s.parts::text[], s.near::text[], s.kinds"
                                + " FROM gitversion_internal.scope(?::oid[]) s",
                        list)) {
            rows.next();
            return new Scope(list, rows.texts(1), rows.texts(2), new HashSet<>(rows.texts(3)));
        }
    }

    /**
     * Returns the oids of the objects and of all their parts, in whichever catalog.
     *
     * @return decimal numbers
     */
    public List<String> parts() {
        return parts;
    }

    /**
     * Returns the oids of the objects, of their parts, and of what these refer to.
     *
     * @return decimal numbers
     */
    public List<String> near() {
        return near;
    }

    /** The roots, the parts and what is near, as array literals. */
    String list(int number) {
        return lists[number];
    }

    /** Whether there may be objects of a kind. */
    boolean has(String kind) {
        return kinds.contains(kind);
    }

    /** The paths of objects that were not read, by identity. */
    static @Nullable Path find(Map<Address, Path> others, Address address) {
        Path path = others.get(address);
        return path == null && address.subId() != 0 ? others.get(address.whole()) : path;
    }
}

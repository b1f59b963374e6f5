package org.gitversion.history;

import java.util.ArrayList;
import java.util.List;
import org.gitversion.db.Database;
import org.gitversion.model.Path;
import org.jspecify.annotations.Nullable;

/** Rows of {@code gitversion.object_identities}, by columns. */
final class IdentityRows {
    private final List<Path> paths = new ArrayList<>();
    private final List<Long> classes = new ArrayList<>();
    private final List<Long> objects = new ArrayList<>();
    private final List<Integer> subs = new ArrayList<>();
    private final List<@Nullable String> kinds = new ArrayList<>();
    private final List<@Nullable Long> definitions = new ArrayList<>();
    private final List<@Nullable Long> privileges = new ArrayList<>();
    private final List<Boolean> areOther = new ArrayList<>();

    void add(Identity identity) {
        paths.add(identity.path);
        classes.add(identity.address.classId());
        objects.add(identity.address.objectId());
        subs.add(identity.address.subId());
        kinds.add(identity.kind);
        definitions.add(identity.definition);
        privileges.add(identity.privileges);
        areOther.add(identity.isOther);
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
        database.value(
                "SELECT gitversion_internal.write_identities(?::int4, ?::text[], ?::int8[],"
                    + " ?::int8[], ?::int4[], ?::text[], ?::int8[], ?::int8[], ?::bool[])::text",
                branchId,
                paths,
                classes,
                objects,
                subs,
                kinds,
                definitions,
                privileges,
                areOther);
    }

    /**
     * Writes rows for what another branch has identities of.
     *
     * @return how many there are; negative when not all of these objects are as they were
     */
    int copy(Database database, int branchId, IdentityRows from, int origin) {
        Integer copied =
                database.number(
                        "SELECT gitversion_internal.copy_identities(?::int4, ?::int4, ?::text[],"
                                + " ?::int8[], ?::int8[], ?::int4[], ?::int8[], ?::int8[],"
                                + " ?::int8[], ?::int8[], ?::int4[], ?::int8[], ?::int8[])",
                        origin,
                        branchId,
                        paths,
                        from.classes,
                        from.objects,
                        from.subs,
                        from.definitions,
                        from.privileges,
                        classes,
                        objects,
                        subs,
                        definitions,
                        privileges);
        return copied == null ? 0 : copied;
    }
}

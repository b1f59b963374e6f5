package org.gitversion.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.gitversion.catalog.LiveSchema;
import org.gitversion.db.Database;
import org.gitversion.db.Rows;
import org.gitversion.model.Label;
import org.gitversion.model.Node;
import org.gitversion.model.Path;
import org.gitversion.model.Renames;
import org.gitversion.model.SchemaTree;
import org.jspecify.annotations.Nullable;

/**
 * Which label of an enum is which: by oid, as of objects. Where the oids are not known (a restored
 * dump, a type that was built again), a label is the one that has its name.
 */
final class LabelIdentities {
    private LabelIdentities() {}

    /** Adds what labels were renamed since the head to the renames of objects. */
    static Renames withLabels(
            Database database, int branchId, Renames objects, SchemaTree head, LiveSchema live) {
        Map<Path, Node> changed = new TreeMap<>();
        for (Node before : head.nodes()) {
            List<String> labels = Label.of(before);
            Node after = labels.isEmpty() ? null : live.tree().get(objects.apply(before.path()));
            if (after != null && !Label.of(after).equals(labels)) {
                changed.put(before.path(), after);
            }
        }
        if (changed.isEmpty()) {
            return objects;
        }
        Map<Path, Path> all = new TreeMap<>(objects.byOld());
        try (Rows rows =
                database.query(
                        "SELECT l.path, l.position, l.label"
                                + " FROM gitversion_internal.label_names(?::int4, ?::text[]) l",
                        branchId,
                        new ArrayList<>(changed.keySet()))) {
            while (rows.next()) {
                Path type = Path.parse(rows.text(1));
                Node before = head.get(type);
                Node after = changed.get(type);
                int position = rows.integer(2);
                String now = rows.text(3);
                if (before != null && after != null && position <= Label.of(before).size()) {
                    String then = Label.of(before).get(position - 1);
                    if (!then.equals(now) && Label.of(after).contains(now)) {
                        all.put(Label.path(type, then), Label.path(after.path(), now));
                    }
                }
            }
        }
        return Renames.of(all);
    }

    /**
     * Remembers the labels of a branch's head, or of a part of it.
     *
     * @param head the state of the head
     * @param live the schema
     * @param renames from the one to the other
     */
    static void write(
            Database database, int branchId, SchemaTree head, SchemaTree live, Renames renames) {
        List<Path> paths = new ArrayList<>();
        List<Integer> positions = new ArrayList<>();
        List<@Nullable String> names = new ArrayList<>();
        for (Node before : head.nodes()) {
            int position = 0;
            for (String label : Label.of(before)) {
                Path now = renames.apply(Label.path(before.path(), label));
                position++;
                paths.add(before.path());
                positions.add(position);
                names.add(Label.isIn(live, now) ? now.name() : null);
            }
        }
        if (!paths.isEmpty()) {
            database.value(
                    "SELECT gitversion_internal.write_labels(?::int4, ?::text[], ?::int4[],"
                            + " ?::text[])::text",
                    branchId,
                    paths,
                    positions,
                    names);
        }
    }

    /** Gives a clone the labels of its origin. */
    static void copy(Database database, int origin, int branchId) {
        database.value(
                "SELECT gitversion_internal.copy_labels(?::int4, ?::int4)::text", origin, branchId);
    }
}

package org.gitversion.catalog;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gitversion.db.Database;
import org.gitversion.db.Rows;
import org.gitversion.error.ErrorCode;
import org.gitversion.error.GitVersionException;
import org.gitversion.model.Node;
import org.gitversion.model.Path;
import org.gitversion.model.SchemaTree;
import org.jspecify.annotations.Nullable;

/** Objects that are no part of branches; which ones these are, PostgreSQL tells. */
public final class Ignored {
    static final Ignored NOTHING = new Ignored();

    /** Folders of objects that go with the relation they are of. */
    private static final Set<String> ADDED =
            Set.of("indexes", "triggers", "policies", "rules", "statistics");

    private final Set<Address> addresses = new HashSet<>();
    private final Map<Address, Path> paths = new HashMap<>();

    private Ignored() {}

    /**
     * Tells whether there are patterns at all.
     *
     * @param database the gateway
     * @return true when something could be ignored
     */
    public static boolean isPossible(Database database) {
        return database.number("SELECT 1 FROM gitversion.ignore_patterns LIMIT 1") != null;
    }

    /** Takes what is ignored out of what was read of a schema. */
    static Ignored remove(Database database, Map<Address, Draft> drafts) {
        database.searchPath(Database.OWN_PATH);
        if (drafts.isEmpty() || !isPossible(database)) {
            return NOTHING;
        }
        List<Long> classes = new ArrayList<>(drafts.size());
        List<Long> objects = new ArrayList<>(drafts.size());
        List<String> names = new ArrayList<>(drafts.size());
        for (Map.Entry<Address, Draft> entry : drafts.entrySet()) {
            classes.add(entry.getKey().classId());
            objects.add(entry.getKey().objectId());
            names.add(entry.getValue().path.toString());
        }
        Ignored ignored = new Ignored();
        try (Rows rows =
                database.query(
                        "SELECT i.classid::int8, i.objid::int8 FROM"
                                + " gitversion_internal.ignored(?::int8[], ?::int8[], ?::text[]) i",
                        classes,
                        objects,
                        names)) {
            while (rows.next()) {
                ignored.addresses.add(new Address(rows.bigint(1), rows.bigint(2), 0));
            }
        }
        for (Address address : new ArrayList<>(drafts.keySet())) {
            Draft draft = drafts.get(address);
            if (draft != null && ignored.has(address)) {
                ignored.paths.put(address, draft.path);
                drafts.remove(address);
            }
        }
        return ignored;
    }

    /** Whether an object, or the one it is a part of, is ignored. */
    boolean has(Address address) {
        return addresses.contains(address) || addresses.contains(address.whole());
    }

    /** Fails where something that is tracked needs something that is ignored. */
    void refuse(String schema, Path from, Address target) {
        if (!has(target)) {
            return;
        }
        Path known = paths.get(target);
        Path whole = known == null ? paths.get(target.whole()) : known;
        throw new GitVersionException(
                ErrorCode.IGNORED_NEEDED,
                from
                        + " in schema \""
                        + schema
                        + "\" needs "
                        + (whole == null ? "an object" : whole)
                        + ", which is ignored",
                "What is ignored is in no commit and in no new branch, so that "
                        + from
                        + " could not be made there.",
                "Ignore "
                        + from
                        + " too, or track what it needs: gitversion.ignored_paths lists"
                        + " the patterns, and '!' in front of one tracks again.");
    }

    /**
     * Takes what is ignored out of a state that was stored before it was.
     *
     * @param database the gateway
     * @param tree the state
     * @return the rest of it
     */
    public static SchemaTree without(Database database, SchemaTree tree) {
        if (!isPossible(database)) {
            return tree;
        }
        List<String> names = new ArrayList<>(tree.size());
        for (Node node : tree.nodes()) {
            names.add(node.path().toString());
        }
        Set<Path> ignored = new HashSet<>();
        try (Rows rows =
                database.query(
                        "SELECT p.path FROM unnest(?::text[]) AS p(path)"
                                + " WHERE gitversion_internal.is_ignored(p.path)",
                        names)) {
            while (rows.next()) {
                ignored.add(Path.parse(rows.text(1)));
            }
        }
        if (ignored.isEmpty()) {
            return tree;
        }
        Map<Path, @Nullable Node> removed = new HashMap<>();
        for (Node node : tree.nodes()) {
            if (ignored.contains(node.path()) || belongs(node, ignored)) {
                removed.put(node.path(), null);
            }
        }
        return tree.with(removed);
    }

    private static boolean belongs(Node node, Set<Path> ignored) {
        String owner = node.text("owned_by");
        if (owner != null && isOf(Path.parse(owner), ignored)) {
            return true;
        }
        if (ADDED.contains(node.path().segment(0))) {
            for (Path reference : node.references()) {
                if (isOf(reference, ignored)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isOf(Path path, Set<Path> ignored) {
        Path object = path.up(2);
        return ignored.contains(path) || (object != null && ignored.contains(object));
    }
}

package org.gitversion.history;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.gitversion.catalog.Address;
import org.gitversion.catalog.CatalogReader;
import org.gitversion.catalog.Ignored;
import org.gitversion.catalog.LiveSchema;
import org.gitversion.catalog.Mark;
import org.gitversion.catalog.Scope;
import org.gitversion.catalog.SearchPath;
import org.gitversion.db.Database;
import org.gitversion.db.Rows;
import org.gitversion.kind.IndexKind;
import org.gitversion.kind.MaterializedViewKind;
import org.gitversion.kind.TableKind;
import org.gitversion.model.Node;
import org.gitversion.model.Path;
import org.gitversion.model.Renames;
import org.gitversion.model.SchemaTree;
import org.jspecify.annotations.Nullable;

/**
 * The part of a branch that may differ from its head. PostgreSQL's row versions tell what was
 * written since the head was read, events tell what was dropped; to these come the objects that
 * print differently for it. Counts of catalog rows prove that nothing else is gone. Wherever this
 * is not certain there is no answer, and the whole schema has to be read.
 */
final class ChangedPart {
    private static final int MOST_ROUNDS = 5;

    /** The folders of what has indexes. */
    private static final List<String> RELATIONS =
            List.of(TableKind.FOLDER, MaterializedViewKind.FOLDER);

    private final Database database;
    private final Branch branch;
    private final Commit head;
    private final Commits commits;
    private final List<String> before;
    private final List<String> counts;
    private final String horizon;
    private final Set<String> roots;
    private final List<String> gone;
    private final long most;

    private List<String> parts = List.of();
    private Map<Path, Address> identities = Map.of();
    private LiveSchema live;

    private ChangedPart(Database database, Branch branch, List<String> dropped, Rows found) {
        this.database = database;
        this.branch = branch;
        this.commits = new Commits(database);
        this.before = found.texts(1);
        this.counts = found.texts(2);
        this.horizon = found.text(3);
        this.roots = new TreeSet<>(found.texts(4));
        this.gone = new ArrayList<>(found.texts(5));
        gone.addAll(dropped);
        this.most = found.bigint(6);
        this.head = commits.get(branch.headId());
        this.live = LiveSchema.empty(SearchPath.of(database, branch.schema()));
    }

    /**
     * Reads what may have changed in a branch since its head.
     *
     * @param database the gateway
     * @param branch the branch
     * @return the head and the live schema, of both only the part; null when it is not known
     */
    static @Nullable WorkingTree read(Database database, Branch branch) {
        return read(database, branch, List.of());
    }

    /**
     * The same where events do not tell of everything that was dropped.
     *
     * @param dropped the oids of what gitversion itself dropped
     */
    static @Nullable WorkingTree read(Database database, Branch branch, List<String> dropped) {
        // What is ignored is counted among the catalog rows, but is in neither state.
        if (branch.headIdOrNull() == null || Ignored.isPossible(database)) {
            return null;
        }
        ChangedPart part = null;
        try (Rows rows =
                database.query(
                        "SELECT c.before::text[], c.counts::text[], c.horizon::text,"
                                + " c.roots::text[], c.gone::text[], c.most"
                                + " FROM gitversion_internal.changed(?::int4) c",
                        branch.id())) {
            if (rows.next()) {
                part = new ChangedPart(database, branch, dropped, rows);
            }
        }
        return part == null ? null : part.read();
    }

    private @Nullable WorkingTree read() {
        for (int round = 0; round < MOST_ROUNDS; round++) {
            if (roots.size() > most) {
                return null;
            }
            if (!findsMore()) {
                return finish();
            }
        }
        return null;
    }

    /** Reads the part; true when that showed that there is more to it. */
    private boolean findsMore() {
        if (roots.isEmpty() && gone.isEmpty()) {
            return false;
        }
        Scope scope = Scope.of(database, roots);
        parts = scope.parts();
        List<String> oids = new ArrayList<>(scope.near());
        oids.addAll(gone);
        Set<String> containers = new TreeSet<>();
        identities = Identities.around(database, branch.id(), oids, gone, containers);
        Map<Address, Path> paths = new HashMap<>();
        for (Map.Entry<Path, Address> entry : identities.entrySet()) {
            paths.put(entry.getValue(), entry.getKey());
        }
        live = CatalogReader.readPart(database, live.searchPath(), scope, paths);
        boolean more = roots.addAll(containers);
        List<Long> classes = new ArrayList<>();
        List<Long> objects = new ArrayList<>();
        for (Map.Entry<Address, Path> entry : live.paths().entrySet()) {
            Path known = paths.get(entry.getKey());
            if (known != null && !known.equals(entry.getValue())) {
                classes.add(entry.getKey().classId());
                objects.add(entry.getKey().objectId());
            }
        }
        return addDependents(classes, objects) || addTablesOfGoneIndexes() || more;
    }

    /**
     * An index that is gone takes along that its table was clustered, or known to replicas, by it.
     */
    private boolean addTablesOfGoneIndexes() {
        Set<Path> indexes = new TreeSet<>();
        for (Map.Entry<Path, Address> entry : identities.entrySet()) {
            boolean isIndex = entry.getKey().segment(0).equals(IndexKind.FOLDER);
            if (isIndex && gone.contains(Long.toString(entry.getValue().objectId()))) {
                indexes.add(entry.getKey());
            }
        }
        Set<Path> tables = new TreeSet<>();
        SchemaTree known = indexes.isEmpty() ? SchemaTree.EMPTY : commits.tree(head, indexes);
        for (Node index : known.nodes()) {
            String table = index.required("table");
            for (String folder : RELATIONS) {
                tables.add(Path.of(folder, table));
            }
        }
        boolean more = false;
        if (!tables.isEmpty()) {
            for (Address table : Identities.at(database, branch.id(), tables).values()) {
                more |= roots.add(Long.toString(table.objectId()));
            }
        }
        return more;
    }

    /** Whatever refers to a renamed object prints its new name. */
    private boolean addDependents(List<Long> classes, List<Long> objects) {
        boolean more = false;
        if (!objects.isEmpty()) {
            try (Rows rows =
                    database.query(
                            "SELECT DISTINCT d.root::text FROM gitversion_internal.dependents("
                                    + "?::int8[]::oid[], ?::int8[]::oid[]) d"
                                    + " JOIN pg_namespace n ON n.oid = d.schema"
                                    + " WHERE n.nspname = ?::text",
                            classes,
                            objects,
                            branch.schema())) {
                while (rows.next()) {
                    more |= roots.add(rows.text(1));
                }
            }
        }
        return more;
    }

    private @Nullable WorkingTree finish() {
        Set<Path> paths = new TreeSet<>(live.tree().byPath().keySet());
        Set<String> own = new TreeSet<>(parts);
        own.addAll(gone);
        for (Map.Entry<Path, Address> entry : identities.entrySet()) {
            if (own.contains(Long.toString(entry.getValue().objectId()))) {
                paths.add(entry.getKey());
            }
        }
        SchemaTree from = commits.tree(head, paths);
        identities = Identities.at(database, branch.id(), from.byPath().keySet());
        if (!RowCounts.explain(before, counts, from, live.tree())) {
            return null;
        }
        Renames renames = Identities.renames(database, branch.id(), identities, from, live);
        if (NameChanges.mayMatter(database, branch.schema(), from, live.tree(), renames, roots)) {
            return null;
        }
        database.value(
                "SELECT gitversion_internal.debug(?::text)::text",
                "read " + roots.size() + " objects of schema \"" + branch.schema() + '"');
        Mark mark = new Mark(horizon, '{' + String.join(",", counts) + '}', "{}");
        return WorkingTree.part(branch, from, live, renames, identities, mark);
    }
}

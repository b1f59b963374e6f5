package org.gitversion.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.gitversion.kind.ColumnKind;
import org.gitversion.kind.Ddl;
import org.gitversion.kind.Identifier;
import org.gitversion.kind.Inheritance;
import org.gitversion.kind.ObjectKind;
import org.gitversion.kind.ObjectKinds;
import org.gitversion.kind.TableKind;
import org.gitversion.model.Node;
import org.gitversion.model.Path;
import org.gitversion.model.SchemaTree;
import org.jspecify.annotations.Nullable;

/**
 * Types that are built again, by which tables are partitioned: no column of a partition key can get
 * another type meanwhile. The rows of such a table wait as texts in a table without partitions,
 * until the types are there and the table is made again.
 */
final class RecastKeys {
    private final SchemaTree from;
    private final SchemaTree to;
    private final Set<Path> rebuilt;
    private final Set<Path> types;
    private final Set<Path> roots = new TreeSet<>();

    private RecastKeys(SchemaTree from, SchemaTree to, Set<Path> rebuilt, Set<Path> types) {
        this.from = from;
        this.to = to;
        this.rebuilt = rebuilt;
        this.types = types;
    }

    /** Finds such tables, and those that are moved besides; null where no type is in a key. */
    static @Nullable RecastKeys find(SchemaTree from, SchemaTree to, Set<Path> rebuilt) {
        RecastKeys keys = new RecastKeys(from, to, rebuilt, withUsers(rebuilt, from));
        boolean isMoved = false;
        for (Node table : rebuilt.isEmpty() ? List.<Node>of() : from.nodes()) {
            Node after = to.get(table.path());
            if (table.has(Inheritance.PARTITION_KEY) && keys.isKeyed(table)) {
                keys.roots.add(table.path());
            }
            isMoved |= after != null && Divisions.differ(table, after, from, to);
        }
        MovedTables others = isMoved ? MovedTables.find(from, to) : null;
        if (others != null) {
            keys.roots.addAll(others.roots());
        }
        return keys.roots.isEmpty() ? null : keys;
    }

    /** The types, and all that are made of them. */
    private static Set<Path> withUsers(Set<Path> rebuilt, SchemaTree tree) {
        Set<Path> out = new TreeSet<>(rebuilt);
        int size = -1;
        while (size < out.size()) {
            size = out.size();
            for (Path type : new ArrayList<>(out)) {
                for (Node user : tree.referring(type)) {
                    Path path = user.path();
                    if (path.segment(0).equals("types")) {
                        out.add(Path.of(path.segment(0), path.segment(1)));
                    }
                }
            }
        }
        return out;
    }

    private boolean isKeyed(Node table) {
        String key = table.required(Inheritance.PARTITION_KEY);
        Node after = to.get(table.path());
        boolean isKeyed = false;
        for (Node column : from.below(table.path())) {
            isKeyed |= isRecast(column) && key.contains(Identifier.quote(column.name()));
        }
        return isKeyed && after != null && after.kind() == table.kind();
    }

    /** Tells whether the values of a column wait as texts. */
    private boolean isRecast(Node column) {
        if (!column.kind().folder().equals(ColumnKind.FOLDER) || column.has("generated")) {
            return false;
        }
        SortedSet<Path> used = new TreeSet<>(column.references());
        used.retainAll(types);
        return !used.isEmpty();
    }

    /** Finds the statements. */
    List<Step> steps(String user) {
        MovedTables moved = MovedTables.of(from, to, roots);
        SchemaTree bare = moved.bare();
        List<Step> steps = new ArrayList<>(Planner.plan(from, bare, user));
        List<Step> last = new ArrayList<>();
        for (Path root : moved.movedRoots()) {
            copy(steps, root, moved.nameOf(root));
            last.add(step(root, "DROP TABLE " + moved.nameOf(root)));
        }
        for (Path table : moved.formerTables()) {
            for (Node column : from.below(table)) {
                if (column.has("identity")) {
                    keep(steps, last, column, moved.nameOf(table) + "_seq");
                }
            }
        }
        for (Path root : moved.movedRoots()) {
            steps.add(step(root, "DROP TABLE " + Identifier.quote(root.name())));
        }
        SchemaTree without = moved.without(bare);
        SchemaTree between = without(moved.freshTables());
        steps.addAll(Ways.changing(without, between, user, rebuilt));
        SchemaTree made = between.with(moved.fresh(between));
        steps.addAll(Planner.plan(between, made, user));
        for (Path root : moved.movedRoots()) {
            steps.add(new Step(root, moved.insert(root, made, types)));
        }
        steps.addAll(Ways.changing(made, to, user, Set.of()));
        steps.addAll(last);
        return steps;
    }

    private void copy(List<Step> steps, Path root, String name) {
        List<String> values = new ArrayList<>();
        for (Node column : from.below(root)) {
            if (column.kind().folder().equals(ColumnKind.FOLDER) && !column.has("generated")) {
                String value = Identifier.quote(column.name());
                String type = column.required("type").endsWith("[]") ? "text[]" : "text";
                values.add(isRecast(column) ? value + "::" + type + " AS " + value : value);
            }
        }
        Ddl copy =
                Ddl.of(
                                "CREATE TABLE "
                                        + name
                                        + " AS SELECT "
                                        + String.join(", ", values)
                                        + " FROM "
                                        + Identifier.quote(root.name()))
                        .scanning("All rows wait in another table while a type is built again.");
        steps.add(new Step(root, copy));
    }

    private void keep(List<Step> steps, List<Step> last, Node column, String spare) {
        Node after = to.get(column.path());
        String target = ObjectKinds.ALL.of(column).partTarget(column, "sequence");
        String former = target.substring("SEQUENCE ".length());
        Path table = Path.of(TableKind.FOLDER, column.path().segment(1));
        String bounds = " MINVALUE -9223372036854775808";
        steps.add(new Step(table, Ddl.of("CREATE SEQUENCE " + spare + bounds)));
        String set = "SELECT pg_catalog.setval('" + spare + "', last_value, is_called) FROM ";
        steps.add(new Step(table, Ddl.of(set + former)));
        if (after != null && after.has("identity")) {
            last.add(SequenceMoves.position(after, after, spare));
        }
        last.add(step(table, "DROP SEQUENCE " + spare));
    }

    /** The state to reach without some tables and what needs them. */
    private SchemaTree without(Set<Path> tables) {
        Map<Path, @Nullable Node> changes = new TreeMap<>();
        Dependents dependents = new Dependents(to);
        List<Path> pending = new ArrayList<>(tables);
        for (Node sequence : to.below(Path.of("sequences"))) {
            String owner = sequence.text("owned_by");
            Path column = owner == null ? null : Path.parse(owner);
            Path table = column == null ? null : column.up(2);
            if (table != null && column != null && tables.contains(table)) {
                SortedSet<Path> references = new TreeSet<>(sequence.references());
                references.remove(column);
                changes.put(
                        sequence.path(),
                        sequence.with("owned_by", null).at(sequence.path(), references));
            }
        }
        while (!pending.isEmpty()) {
            Path gone = pending.remove(pending.size() - 1);
            changes.put(gone, null);
            for (Node part : to.below(gone)) {
                changes.put(part.path(), null);
            }
            for (Node user : dependents.of(gone)) {
                Node loose = FormerTables.loose(user, gone);
                if (loose != null && !changes.containsKey(user.path())) {
                    changes.put(user.path(), loose);
                }
                ObjectKind kind = ObjectKinds.ALL.of(user);
                Path unit = to.unitOf(user.path());
                boolean isPart = user.kind().isEmbedded() && !kind.rebuildable(user);
                Path whole = isPart ? unit : user.path();
                boolean holdsRows = isPart && unit.segment(0).equals(TableKind.FOLDER);
                if (!holdsRows && !user.has("owned_by") && !changes.containsKey(whole)) {
                    pending.add(whole);
                }
            }
        }
        return to.with(changes);
    }

    private static Step step(Path path, String sql) {
        return new Step(path, Ddl.of(sql, Ddl.Lock.ACCESS_EXCLUSIVE));
    }
}

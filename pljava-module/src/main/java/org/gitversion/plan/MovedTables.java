package org.gitversion.plan;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.gitversion.error.GitVersionException;
import org.gitversion.kind.ColumnKind;
import org.gitversion.kind.Ddl;
import org.gitversion.kind.Identifier;
import org.gitversion.kind.Inheritance;
import org.gitversion.kind.ObjectKinds;
import org.gitversion.kind.TableKind;
import org.gitversion.model.Kind;
import org.gitversion.model.Node;
import org.gitversion.model.Path;
import org.gitversion.model.SchemaTree;
import org.jspecify.annotations.Nullable;

/**
 * Tables whose rows are to be divided in another way, or not any more. PostgreSQL cannot alter
 * that: the table gives way under another name, without what needs it; a new one is made with its
 * partitions, gets the rows and then all that needs it.
 */
final class MovedTables {
    private static final String FORMER = "gitversion_former_";
    private static final String NOT_NULL = "not_null";

    /** What a column gets when the table has its rows. */
    private static final List<String> LATE_IN_COLUMNS =
            List.of(
                    NOT_NULL,
                    "default",
                    "identity",
                    "identity_sequence",
                    "statistics",
                    Kind.COMMENT,
                    Kind.PRIVILEGES);

    private final SchemaTree from;
    private final SchemaTree to;
    private final Set<Path> roots = new TreeSet<>();

    /** Former tables, each before its partitions, with the names that they get. */
    private final Map<Path, String> former = new LinkedHashMap<>();

    private final Set<Path> fresh = new TreeSet<>();
    private final Map<Path, @Nullable Node> cleared = new TreeMap<>();
    private final Map<Path, String> sequences = new TreeMap<>();

    private MovedTables(SchemaTree from, SchemaTree to) {
        this.from = from;
        this.to = to;
    }

    /**
     * Finds them.
     *
     * @throws GitVersionException CANNOT_ALTER where rows would have to be moved and may not
     */
    static @Nullable MovedTables find(SchemaTree from, SchemaTree to) {
        MovedTables out = new MovedTables(from, to);
        for (Node table : to.below(Path.of(TableKind.FOLDER))) {
            Node was = table.kind().isEmbedded() ? null : from.get(table.path());
            if (was != null
                    && was.kind() == table.kind()
                    && Divisions.differ(was, table, from, to)) {
                if (!table.layout().containsKey(TableKind.MOVE)) {
                    throw Divisions.refusal(was, table, from, to);
                }
                out.roots.add(table.path());
            }
        }
        if (out.roots.isEmpty()) {
            return null;
        }
        return of(from, to, out.roots);
    }

    /** Moves the rows of some tables, and of those below them. */
    static MovedTables of(SchemaTree from, SchemaTree to, Set<Path> tables) {
        MovedTables out = new MovedTables(from, to);
        out.roots.addAll(tables);
        for (Path root : tables) {
            out.addFormer(root);
            out.addFresh(root);
        }
        new FormerTables(from, out.former.keySet(), out.cleared).clear();
        return out;
    }

    private void addFormer(Path table) {
        if (former.containsKey(table)) {
            return;
        }
        former.put(table, free(former.size() + 1));
        for (Path part : Divisions.partitions(table, from)) {
            boolean leaves = to.get(part) != null;
            for (Path root : roots) {
                leaves &= !Divisions.isIn(part, root, to);
            }
            if (leaves) {
                Node node = from.get(part);
                if (node != null) {
                    Parting.part(node, Set.of(table), from, cleared);
                }
            } else {
                addFormer(part);
            }
        }
    }

    private void addFresh(Path table) {
        boolean isThere = from.get(table) != null && !former.containsKey(table);
        if (!isThere && fresh.add(table)) {
            for (Path part : Divisions.partitions(table, to)) {
                addFresh(part);
            }
        }
    }

    private String free(int number) {
        int next = number;
        while (from.get(Path.of(TableKind.FOLDER, FORMER + next)) != null
                || to.get(Path.of(TableKind.FOLDER, FORMER + next)) != null) {
            next += 100;
        }
        return FORMER + next;
    }

    /** Finds the statements; the last ones are planned as those of any other way. */
    List<Step> steps(String user, Set<Path> recast) {
        SchemaTree bare = bare();
        List<Step> steps = new ArrayList<>(Planner.plan(from, bare, user));
        for (Map.Entry<Path, String> entry : former.entrySet()) {
            Path table = entry.getKey();
            String name = Identifier.quote(table.name());
            add(steps, table, "ALTER TABLE " + name + " RENAME TO " + entry.getValue());
            for (Node column : from.below(table)) {
                if (column.has("identity")) {
                    String spare = entry.getValue() + "_seq_" + sequences.size();
                    String target = ObjectKinds.ALL.of(column).partTarget(column, "sequence");
                    add(steps, table, "ALTER " + target + " RENAME TO " + spare);
                    sequences.put(column.path(), spare);
                }
            }
        }
        SchemaTree without = without(bare);
        SchemaTree made = without.with(fresh(without));
        steps.addAll(Planner.plan(without, made, user));
        for (Path root : movedRoots()) {
            steps.add(new Step(root, insert(root, made, Set.of())));
        }
        steps.addAll(Ways.changing(made, to, user, recast));
        for (Map.Entry<Path, String> entry : sequences.entrySet()) {
            Node column = to.get(entry.getKey());
            if (column != null && column.has("identity")) {
                steps.add(SequenceMoves.position(column, column, entry.getValue()));
            }
        }
        for (Path root : movedRoots()) {
            add(steps, root, "DROP TABLE " + former.get(root));
        }
        return steps;
    }

    /** What there is when nothing needs the former tables any more. */
    SchemaTree bare() {
        return from.with(cleared);
    }

    /** The same without these tables. */
    SchemaTree without(SchemaTree bare) {
        Map<Path, @Nullable Node> aside = new TreeMap<>();
        for (Path table : former.keySet()) {
            aside.put(table, null);
            for (Node column : from.below(table)) {
                aside.put(column.path(), null);
            }
        }
        return bare.with(aside);
    }

    /** The tables that are divided in another way. */
    Set<Path> roots() {
        return roots;
    }

    /** The former tables. */
    Set<Path> formerTables() {
        return former.keySet();
    }

    /** The name that a former table gets. */
    String nameOf(Path table) {
        return String.valueOf(former.get(table));
    }

    /** The tables that are made. */
    Set<Path> freshTables() {
        return fresh;
    }

    /** The tables whose rows are moved, with those of their partitions. */
    List<Path> movedRoots() {
        List<Path> out = new ArrayList<>();
        for (Path root : roots) {
            if (isMovedItself(root)) {
                out.add(root);
            }
        }
        return out;
    }

    /** What lies below another table that is moved gets and loses its rows with that. */
    private boolean isMovedItself(Path root) {
        for (Path other : roots) {
            if (!other.equals(root) && Divisions.isIn(root, other, from)) {
                return false;
            }
        }
        return true;
    }

    /** The new tables, with columns and without all that comes later. */
    Map<Path, @Nullable Node> fresh(SchemaTree without) {
        Map<Path, @Nullable Node> out = new TreeMap<>();
        for (Path path : fresh) {
            Node table = to.get(path);
            if (table == null) {
                continue;
            }
            for (String slot : FormerTables.LATE) {
                table = table.with(slot, null);
            }
            SortedSet<Path> references = new TreeSet<>();
            for (Path reference : table.references()) {
                if (!reference.segment(0).equals("indexes")) {
                    references.add(reference);
                }
            }
            out.put(path, table.at(path, references));
            boolean joins = joinsOther(path);
            for (Node part : to.below(path)) {
                boolean isColumn = part.kind().folder().equals(ColumnKind.FOLDER);
                if (isColumn && isReady(part, without)) {
                    Node early = early(part);
                    Node column = joins ? early.with(NOT_NULL, part.value(NOT_NULL)) : early;
                    out.put(part.path(), column);
                } else if (joins && part.has(Inheritance.ATTACHED_TO)) {
                    out.put(part.path(), part);
                }
            }
            for (Node index : joins ? to.referring(path) : List.<Node>of()) {
                if (index.has(Inheritance.ATTACHED_TO) && index.has("table")) {
                    out.put(index.path(), index);
                }
            }
        }
        for (Path path : to.byPath().keySet()) {
            Node joining = from.get(path);
            Node node = to.get(path);
            if (joining != null
                    && node != null
                    && !former.containsKey(path)
                    && Inheritance.isPartition(node)
                    && fresh.contains(Inheritance.parents(node).get(0))) {
                joinNow(joining, node, out);
            }
        }
        return out;
    }

    /** Tells whether a table comes to be below one that stays, and gets what that has. */
    private boolean joinsOther(Path table) {
        Node node = to.get(table);
        if (node == null || !Inheritance.isPartition(node)) {
            return false;
        }
        Path parent = Inheritance.parents(node).get(0);
        return !fresh.contains(parent) || joinsOther(parent);
    }

    /** A table that is there already becomes a partition before the rows are moved. */
    private static void joinNow(Node was, Node node, Map<Path, @Nullable Node> out) {
        SortedSet<Path> references = new TreeSet<>(was.references());
        references.addAll(Inheritance.parents(node));
        out.put(
                was.path(),
                was.with(Inheritance.INHERITS, node.value(Inheritance.INHERITS))
                        .with(Inheritance.PARTITION_BOUND, node.value(Inheritance.PARTITION_BOUND))
                        .at(was.path(), references));
    }

    /** What a column needs has to be there; others come when the rows are in place. */
    private static boolean isReady(Node column, SchemaTree without) {
        for (Path reference : early(column).references()) {
            boolean isOwn = reference.segment(0).equals(TableKind.FOLDER);
            if (!isOwn && without.get(reference) == null) {
                return false;
            }
        }
        return true;
    }

    private static Node early(Node column) {
        Node out = column;
        for (String slot : LATE_IN_COLUMNS) {
            out = out.with(slot, null);
        }
        SortedSet<Path> references = new TreeSet<>(column.references());
        for (Path reference : column.references()) {
            String folder = reference.segment(0);
            if (!column.has("generated")
                    && (folder.equals("functions") || folder.equals("sequences"))) {
                references.remove(reference);
            }
        }
        return out.at(column.path(), references);
    }

    /** Moves rows; columns of some types have texts meanwhile. */
    Ddl insert(Path root, SchemaTree made, Set<Path> texts) {
        List<String> columns = new ArrayList<>();
        List<String> values = new ArrayList<>();
        for (Node column : made.below(root)) {
            Node was = from.get(column.path());
            if (was == null
                    || column.has("generated")
                    || !column.kind().folder().equals(ColumnKind.FOLDER)) {
                continue;
            }
            String name = Identifier.quote(column.name());
            String type = column.required("type");
            String using = column.layout().get(ColumnKind.USING);
            columns.add(name);
            if (using != null) {
                values.add("(" + using + ")");
            } else {
                boolean isText = !Collections.disjoint(was.references(), texts);
                boolean isSame = !isText && type.equals(was.required("type"));
                values.add(isSame ? name : name + "::" + type);
            }
        }
        String spare = former.get(root);
        String names = String.join(", ", columns);
        String sql =
                columns.isEmpty()
                        ? "INSERT INTO " + Identifier.quote(root.name()) + " SELECT FROM " + spare
                        : "INSERT INTO "
                                + Identifier.quote(root.name())
                                + " ("
                                + names
                                + ") SELECT "
                                + String.join(", ", values)
                                + " FROM "
                                + spare;
        return Ddl.of(sql).scanning("All rows are moved to a table that is made again.");
    }

    /** The table that a step moves rows from; null where it moves none. */
    static @Nullable String source(Step step) {
        String sql = step.ddl().sql();
        int at = sql.lastIndexOf(" FROM " + FORMER);
        return sql.startsWith("INSERT INTO ") && at > 0 ? sql.substring(at + 6) : null;
    }

    private static void add(List<Step> steps, Path path, String sql) {
        steps.add(new Step(path, Ddl.of(sql, Ddl.Lock.ACCESS_EXCLUSIVE)));
    }
}

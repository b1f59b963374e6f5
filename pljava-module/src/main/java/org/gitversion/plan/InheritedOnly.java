package org.gitversion.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.gitversion.kind.ColumnKind;
import org.gitversion.kind.ConstraintKind;
import org.gitversion.kind.Ddl;
import org.gitversion.kind.Identifier;
import org.gitversion.kind.Inheritance;
import org.gitversion.kind.NotNull;
import org.gitversion.kind.ObjectKind;
import org.gitversion.kind.ObjectKinds;
import org.gitversion.kind.TableKind;
import org.gitversion.model.Node;
import org.gitversion.model.Path;
import org.gitversion.model.SchemaTree;
import org.gitversion.model.Value;
import org.jspecify.annotations.Nullable;

/**
 * Columns that a table declares itself and is only to inherit, or does not have and inherits from a
 * parent that has them. PostgreSQL lets a column be inherited only if the table had it first from a
 * parent that got it later. So there is such a parent for a while, with a column that is computed
 * from the former one; what needed the former one is dropped and created again.
 */
final class InheritedOnly {
    private static final String PARENT = "gitversion_parent_";
    private static final String FORMER = "gitversion_former_";

    private final SchemaTree from;
    private final SchemaTree parted;
    private final SchemaTree to;
    private final Map<Path, List<Node>> columns = new TreeMap<>();
    private final Map<Path, List<Node>> checks = new TreeMap<>();
    private final Map<Path, @Nullable Node> cleared = new TreeMap<>();
    private final Map<Path, @Nullable Node> retyped = new TreeMap<>();
    private final Map<Path, @Nullable Node> made = new TreeMap<>();
    private final List<Step> before = new ArrayList<>();
    private final List<Step> after = new ArrayList<>();
    private @Nullable SchemaTree origin;

    private InheritedOnly(SchemaTree from, SchemaTree parted, SchemaTree to) {
        this.from = from;
        this.parted = parted;
        this.to = to;
    }

    /** Finds such columns and CHECKs; null where there are none, or it cannot be done. */
    static @Nullable InheritedOnly find(SchemaTree from, SchemaTree to) {
        Map<Path, @Nullable Node> changes = new TreeMap<>();
        Set<Path> tables = new TreeSet<>();
        for (Node part : to.nodes()) {
            Path path = part.path().up(2);
            Node table = path == null || !isNeeded(part, from, to) ? null : from.get(path);
            if (table != null && tables.add(table.path())) {
                Node was = from.get(part.path());
                boolean isOwn = was == null || !was.has(Inheritance.INHERITED);
                if (!isOwn && table.has(Inheritance.INHERITS)) {
                    Set<Path> parents = new TreeSet<>(Inheritance.parents(table));
                    Parting.part(table, parents, from, changes);
                }
            }
        }
        if (tables.isEmpty()) {
            return null;
        }
        SchemaTree parted = changes.isEmpty() ? from : from.with(changes);
        InheritedOnly out = new InheritedOnly(from, parted, to);
        for (Path table : tables) {
            for (Node part : to.below(table)) {
                if (isNeeded(part, parted, to)) {
                    out.add(table, part);
                }
            }
        }
        return !out.clear() ? null : out.retyped.isEmpty() ? out : out.behind();
    }

    /** What is inherited for a while gets no other type in that time, so it has it before. */
    private @Nullable InheritedOnly behind() {
        for (Node part : to.nodes()) {
            Node was = part.has(Inheritance.INHERITED) ? from.get(part.path()) : null;
            if (was != null
                    && was.has(Inheritance.INHERITED)
                    && Inheritance.isOwn(part)
                    && !Inheritance.isOwn(was)) {
                return null;
            }
        }
        SchemaTree state = parted.with(cleared).with(retyped);
        InheritedOnly next = find(state, to);
        if (next != null) {
            next.origin = from;
        }
        return next;
    }

    private void add(Path table, Node part) {
        boolean isColumn = part.kind().folder().equals(ColumnKind.FOLDER);
        Map<Path, List<Node>> parts = isColumn ? columns : checks;
        List<Node> list = parts.getOrDefault(table, new ArrayList<>());
        list.add(part);
        parts.put(table, list);
        if (!isColumn && !columns.containsKey(table)) {
            columns.put(table, new ArrayList<>());
        }
    }

    /** Tells whether a part is inherited only afterwards, and would not be by itself. */
    private static boolean isNeeded(Node part, SchemaTree from, SchemaTree to) {
        if (!part.has(Inheritance.INHERITED) || Inheritance.isOwn(part)) {
            return false;
        }
        Path path = part.path().up(2);
        Node table = path == null ? null : to.get(path);
        Node former = path == null ? null : from.get(path);
        if (table == null || former == null || Inheritance.isPartition(table)) {
            return false;
        }
        Node was = from.get(part.path());
        List<Path> kept = Inheritance.kept(former, table);
        for (Path origin : Inheritance.origins(part, to)) {
            boolean follows = was == null ? from.get(origin) == null : !Inheritance.isOwn(was);
            if (follows && kept.contains(origin.up(2))) {
                return false;
            }
        }
        return true;
    }

    /** Takes everything away that needs one of the columns; false where something has to stay. */
    private boolean clear() {
        Dependents dependents = new Dependents(parted);
        List<Path> pending = new ArrayList<>();
        for (List<Node> list : columns.values()) {
            for (Node column : list) {
                if (!addFormer(column.path(), pending) || !retype(column)) {
                    return false;
                }
            }
        }
        for (List<Node> list : checks.values()) {
            for (Node check : list) {
                clearCheck(check.path());
            }
        }
        Set<Path> seen = new TreeSet<>(pending);
        while (!pending.isEmpty()) {
            for (Node dependent : dependents.of(pending.remove(pending.size() - 1))) {
                ObjectKind kind = ObjectKinds.ALL.of(dependent);
                boolean isPart = kind.kind().isEmbedded();
                if (!seen.add(dependent.path())) {
                    continue;
                }
                Path unit = parted.unitOf(dependent.path());
                boolean isOfTable = unit.segment(0).equals(TableKind.FOLDER);
                boolean isAlone = isOfTable || !isPart;
                Node whole = isAlone ? dependent : parted.get(unit);
                if (whole == null
                        || !ObjectKinds.ALL.of(whole).rebuildable(whole)
                        || isOfTable
                                && isPart
                                && !dependent.has("generated")
                                && !dependent.kind().folder().equals(ConstraintKind.FOLDER)) {
                    return false;
                }
                pending.add(whole.path());
                cleared.put(whole.path(), null);
                for (Node part : parted.below(whole.path())) {
                    cleared.put(part.path(), null);
                }
            }
        }
        return true;
    }

    /** Gives the column its type where it is now; false where the type is not there yet. */
    private boolean retype(Node column) {
        Node was = parted.get(column.path());
        if (was == null
                || Objects.equals(was.text("type"), column.text("type"))
                        && Objects.equals(was.text("collation"), column.text("collation"))) {
            return true;
        }
        SortedSet<Path> types = new TreeSet<>();
        for (Path reference : column.references()) {
            boolean isType = Set.of("types", "collations").contains(reference.segment(0));
            if (isType && !Objects.equals(from.get(reference), to.get(reference))) {
                return false;
            }
            if (isType) {
                types.add(reference);
            }
        }
        Map<String, String> layout = new TreeMap<>(was.layout());
        for (String how : List.of(ColumnKind.USING, ColumnKind.UNCONVERTED)) {
            String words = column.layout().get(how);
            if (words != null) {
                layout.put(how, words);
            }
        }
        retype(was.withLayout(layout), column, types);
        return true;
    }

    private void retype(Node was, Node column, SortedSet<Path> types) {
        retyped.put(
                was.path(),
                was.with("type", column.value("type"))
                        .with("collation", column.value("collation"))
                        .with("default", null)
                        .at(was.path(), types));
        Path table = was.path().up(2);
        for (Node child : table == null ? List.<Node>of() : parted.referring(table)) {
            Node below = parted.get(child.path().child(ColumnKind.FOLDER, was.name()));
            if (below != null && Inheritance.origins(below, parted).contains(was.path())) {
                retype(below, column, types);
            }
        }
    }

    private void clearCheck(Path path) {
        Path table = path.up(2);
        if (parted.get(path) == null || table == null) {
            return;
        }
        cleared.put(path, null);
        for (Node child : parted.referring(table)) {
            Path below = child.path().child(ConstraintKind.FOLDER, path.name());
            Node check = parted.get(below);
            if (check != null && Inheritance.origins(check, parted).contains(path)) {
                clearCheck(below);
            }
        }
    }

    /** The column itself and those that children have of it. */
    private boolean addFormer(Path path, List<Path> pending) {
        Node was = parted.get(path);
        if (was == null) {
            return true;
        }
        if (was.has("generated") || was.has("identity")) {
            return false;
        }
        pending.add(path);
        Path table = path.up(2);
        for (Node child : table == null ? List.<Node>of() : parted.referring(table)) {
            Node below = parted.get(child.path().child(ColumnKind.FOLDER, path.name()));
            if (below != null && Inheritance.origins(below, parted).contains(path)) {
                boolean isAlone = Inheritance.origins(below, parted).size() == 1;
                if (!isAlone || Inheritance.isOwn(below) || !addFormer(below.path(), pending)) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Finds the statements. */
    List<Step> steps(String user, Set<Path> recast) {
        List<Step> steps = new ArrayList<>();
        if (origin != null) {
            steps.addAll(Planner.plan(origin, from, user));
        }
        steps.addAll(Planner.plan(from, parted.with(cleared), user));
        for (Map.Entry<Path, List<Node>> entry : columns.entrySet()) {
            make(entry.getKey(), entry.getValue());
        }
        steps.addAll(before);
        // Of the parents for a while nothing is said.
        Map<Path, @Nullable Node> changes = new TreeMap<>(cleared);
        changes.putAll(made);
        steps.addAll(Ways.altering(parted.with(changes), to, user, recast));
        steps.addAll(after);
        return steps;
    }

    private void make(Path path, List<Node> list) {
        String parent = free();
        String table = Identifier.quote(path.name());
        List<Node> wanted = checks.getOrDefault(path, List.of());
        List<String> former = new ArrayList<>();
        Set<Path> there = new TreeSet<>();
        List<String> renames = new ArrayList<>();
        List<String> added = new ArrayList<>();
        List<String> plain = new ArrayList<>();
        for (Node column : list) {
            Node was = parted.get(column.path());
            String type = type(was == null ? column : was);
            String name = Identifier.quote(column.name());
            there.add(column.path());
            if (was == null) {
                added.add("ADD COLUMN " + name + " " + type);
                made.put(column.path(), bare(column));
            } else {
                String spare = FORMER + (plain.size() + 1);
                former.add(spare + " " + type);
                renames.add("RENAME COLUMN " + name + " TO " + spare);
                added.add(
                        "ADD COLUMN "
                                + name
                                + " "
                                + type
                                + " GENERATED ALWAYS AS ("
                                + spare
                                + ") STORED");
                plain.add("ALTER COLUMN " + name + " DROP EXPRESSION");
                strip(column.path());
            }
        }
        for (Node check : wanted) {
            for (Path reference : check.references()) {
                Node column = reference.isBelow(path) ? parted.get(reference) : null;
                if (column != null && there.add(reference)) {
                    former.add(Identifier.quote(column.name()) + " " + type(column));
                }
            }
        }
        String create = "CREATE TABLE " + parent + " (" + String.join(", ", former) + ")";
        before.add(new Step(path, Ddl.of(create)));
        for (String rename : renames) {
            add(before, path, "ALTER TABLE " + table + " " + rename);
        }
        add(before, path, "ALTER TABLE " + table + " INHERIT " + parent);
        if (!added.isEmpty()) {
            fill(path, parent, added, plain);
        }
        for (Node column : list) {
            Ddl set = NotNull.inherit(parent, column, to);
            if (set != null) {
                before.add(new Step(path, set));
                fill(column.path());
            }
        }
        for (Node check : wanted) {
            Path above =
                    Path.of(TableKind.FOLDER, parent).child(ConstraintKind.FOLDER, check.name());
            Node plainCheck = check.with(Inheritance.INHERITED, null).at(above, check.references());
            for (Ddl ddl : ObjectKinds.ALL.of(check).create(plainCheck, to, to)) {
                before.add(new Step(path, ddl));
            }
            inherited(check);
        }
        add(after, path, "ALTER TABLE " + table + " NO INHERIT " + parent);
        add(after, path, "DROP TABLE " + parent);
    }

    private void fill(Path path, String parent, List<String> added, List<String> plain) {
        String table = Identifier.quote(path.name());
        String add = "ALTER TABLE " + parent + " " + String.join(", ", added);
        Ddl fill = Ddl.of(add, Ddl.Lock.ACCESS_EXCLUSIVE);
        before.add(
                new Step(
                        path,
                        plain.isEmpty()
                                ? fill
                                : fill.rewriting(
                                        "The values go over to a column that is inherited.")));
        if (!plain.isEmpty()) {
            add(before, path, "ALTER TABLE " + parent + " " + String.join(", ", plain));
            List<String> drops = new ArrayList<>();
            for (int i = 1; i <= plain.size(); i++) {
                drops.add("DROP COLUMN " + FORMER + i);
            }
            add(before, path, "ALTER TABLE " + parent + " " + String.join(", ", drops));
            add(before, path, "ALTER TABLE " + table + " " + String.join(", ", drops));
        }
    }

    /** They and those of children are NOT NULL from then on. */
    private void fill(Path path) {
        Node column = made.get(path);
        Node wanted = to.get(path);
        Path table = path.up(2);
        if (column != null && wanted != null && table != null) {
            made.put(path, column.with("not_null", wanted.value("not_null")));
            for (Node child : parted.referring(table)) {
                fill(child.path().child(ColumnKind.FOLDER, path.name()));
            }
        }
    }

    private void inherited(Node check) {
        Path path = check.path();
        Path table = path.up(2);
        made.put(path, check);
        for (Node child : table == null ? List.<Node>of() : parted.referring(table)) {
            Path below = child.path().child(ConstraintKind.FOLDER, path.name());
            Node part = to.get(below);
            if (part != null && cleared.containsKey(below) && !Inheritance.isOwn(part)) {
                inherited(part);
            }
        }
    }

    /** Children have the new column as it came into being. */
    private void strip(Path path) {
        Node was = parted.get(path);
        Path table = path.up(2);
        if (was == null || table == null) {
            return;
        }
        made.put(path, bare(was));
        for (Node child : parted.referring(table)) {
            Node below = parted.get(child.path().child(ColumnKind.FOLDER, path.name()));
            if (below != null && Inheritance.origins(below, parted).contains(path)) {
                strip(below.path());
            }
        }
    }

    private static String type(Node column) {
        String collation = column.text("collation");
        return column.required("type") + (collation == null ? "" : " COLLATE " + collation);
    }

    private static Node bare(Node column) {
        SortedMap<String, Value> slots = new TreeMap<>();
        for (String slot : List.of("type", "collation")) {
            Value value = column.value(slot);
            if (value != null) {
                slots.put(slot, value);
            }
        }
        slots.put(Inheritance.INHERITED, Value.text("yes"));
        return column.withSlots(slots);
    }

    private String free() {
        int number = 1 + after.size();
        while (from.get(Path.of(TableKind.FOLDER, PARENT + number)) != null
                || to.get(Path.of(TableKind.FOLDER, PARENT + number)) != null) {
            number++;
        }
        return PARENT + number;
    }

    private static void add(List<Step> steps, Path path, String sql) {
        steps.add(new Step(path, Ddl.of(sql, Ddl.Lock.ACCESS_EXCLUSIVE)));
    }
}

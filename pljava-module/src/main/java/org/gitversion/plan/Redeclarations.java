package org.gitversion.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.gitversion.kind.ColumnKind;
import org.gitversion.kind.ConstraintKind;
import org.gitversion.kind.Ddl;
import org.gitversion.kind.Identifier;
import org.gitversion.kind.Inheritance;
import org.gitversion.kind.NotNull;
import org.gitversion.kind.ObjectKinds;
import org.gitversion.kind.TableKind;
import org.gitversion.model.Node;
import org.gitversion.model.Path;
import org.gitversion.model.SchemaTree;
import org.gitversion.model.Value;
import org.jspecify.annotations.Nullable;

/**
 * Columns and CHECKs that a table has from a parent which it keeps, and is to declare itself, too.
 * A CHECK that is added again is declared. For columns PostgreSQL has no statement; but what a
 * parent loses by ALTER TABLE ONLY, its children declare. So there is a parent for a while that has
 * them.
 */
final class Redeclarations {
    private static final String PARENT = "gitversion_declaring_";

    private final SchemaTree from;
    private final SchemaTree to;
    private final Map<Path, List<Node>> parts = new TreeMap<>();
    private int number;

    private Redeclarations(SchemaTree from, SchemaTree to) {
        this.from = from;
        this.to = to;
    }

    /** Finds such parts; null where there are none. */
    static @Nullable Redeclarations find(SchemaTree from, SchemaTree to) {
        Redeclarations out = new Redeclarations(from, to);
        for (Node part : to.nodes()) {
            Node was = part.has(Inheritance.INHERITED) ? from.get(part.path()) : null;
            Path table = part.path().up(2);
            if (table != null && was != null && Inheritance.isOwn(part) && out.stays(was, part)) {
                List<Node> list = out.parts.getOrDefault(table, new ArrayList<>());
                list.add(part);
                out.parts.put(table, list);
            }
        }
        return out.parts.isEmpty() ? null : out;
    }

    /** Tells whether a part would stay one that only parents declare. */
    private boolean stays(Node was, Node part) {
        if (was.kind() != part.kind() || Inheritance.isOwn(was)) {
            return false;
        }
        Path table = part.path().up(2);
        Node before = table == null ? null : from.get(table);
        Node after = table == null ? null : to.get(table);
        if (before == null || after == null) {
            return false;
        }
        List<Path> origins = Inheritance.origins(part, to);
        for (Path origin : Inheritance.origins(was, from)) {
            if (origins.contains(origin) && Inheritance.follows(before, after, origin)) {
                return true;
            }
        }
        return false;
    }

    /** The state in which only parents declare them. */
    SchemaTree before() {
        Map<Path, @Nullable Node> changes = new TreeMap<>();
        for (List<Node> list : parts.values()) {
            for (Node part : list) {
                changes.put(part.path(), part.with(Inheritance.INHERITED, Value.text("yes")));
            }
        }
        return to.with(changes);
    }

    /** What leads from that state to the other one. */
    List<Step> steps() {
        List<Step> out = new ArrayList<>();
        for (Map.Entry<Path, List<Node>> entry : parts.entrySet()) {
            List<Node> columns = new ArrayList<>();
            List<Step> checks = new ArrayList<>(0);
            for (Node part : entry.getValue()) {
                if (part.kind().folder().equals(ConstraintKind.FOLDER)) {
                    // What is there already is not checked again.
                    String sql = ObjectKinds.ALL.of(part).create(part, to).get(0).sql();
                    add(checks, entry.getKey(), sql);
                } else {
                    // What is generated from another column goes before it.
                    columns.add(part.has("generated") ? 0 : columns.size(), part);
                }
            }
            if (!columns.isEmpty()) {
                declare(out, entry.getKey(), columns);
            }
            out.addAll(checks);
        }
        return out;
    }

    private String free() {
        do {
            number++;
        } while (from.get(table(PARENT + number)) != null
                || to.get(table(PARENT + number)) != null);
        return PARENT + number;
    }

    private void declare(List<Step> out, Path table, List<Node> list) {
        Set<Path> columns = new TreeSet<>();
        List<String> drops = new ArrayList<>();
        for (Node column : list) {
            columns.add(column.path());
            addColumns(columns, column, table);
            drops.add("DROP COLUMN " + Identifier.quote(column.name()));
        }
        List<String> definitions = new ArrayList<>();
        for (Node column : to.below(table)) {
            if (columns.contains(column.path())) {
                definitions.add(ColumnKind.definition(bare(column)));
            }
        }
        String parent = free();
        String sql = "CREATE TABLE " + parent + " (" + String.join(", ", definitions) + ")";
        out.add(new Step(table, Ddl.of(sql)));
        String alter = "ALTER TABLE " + Identifier.quote(table.name()) + " ";
        add(out, table, alter + "INHERIT " + parent);
        add(out, table, "ALTER TABLE ONLY " + parent + " " + String.join(", ", drops));
        add(out, table, alter + "NO INHERIT " + parent);
        add(out, table, "DROP TABLE " + parent);
        for (Node column : list) {
            Ddl notNull = NotNull.redeclare(column);
            if (notNull != null) {
                out.add(new Step(table, notNull));
            }
        }
    }

    private static Node bare(Node column) {
        SortedMap<String, Value> slots = new TreeMap<>();
        for (String slot : List.of("type", "collation", "generated", "virtual")) {
            Value value = column.value(slot);
            if (value != null) {
                slots.put(slot, value);
            }
        }
        return column.withSlots(slots);
    }

    /** Adds the columns that an expression is about, and those that these need. */
    private void addColumns(Set<Path> columns, Node part, Path table) {
        for (Path reference : part.references()) {
            Node column = reference.isBelow(table) ? to.get(reference) : null;
            if (column != null && columns.add(reference)) {
                addColumns(columns, column, table);
            }
        }
    }

    private static Path table(String name) {
        return Path.of(TableKind.FOLDER, name);
    }

    private static void add(List<Step> out, Path table, String sql) {
        out.add(new Step(table, Ddl.of(sql, Ddl.Lock.ACCESS_EXCLUSIVE)));
    }
}

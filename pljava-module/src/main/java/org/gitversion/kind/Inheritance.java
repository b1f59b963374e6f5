package org.gitversion.kind;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.gitversion.model.Kind;
import org.gitversion.model.Node;
import org.gitversion.model.Path;
import org.gitversion.model.SchemaTree;
import org.gitversion.model.Slot;
import org.gitversion.model.Value;
import org.jspecify.annotations.Nullable;

/**
 * What hangs together: partitions and their parents, tables and what they inherit from, typed
 * tables and their types. Every table has all its parts as nodes of its own; this class knows which
 * of them follow a part of another object, so that PostgreSQL changes both at once.
 */
public final class Inheritance {
    /** The slot of a table: the names of its parents. */
    public static final String INHERITS = "inherits";

    /** The slot of a partition: which rows it has. */
    public static final String PARTITION_BOUND = "partition_bound";

    /** The slot of a table: how its rows are divided. */
    public static final String PARTITION_KEY = "partition_key";

    /** The slot of a typed table: its type. */
    public static final String OF_TYPE = "of_type";

    /**
     * The slot of a column or CHECK: {@code yes} when only parents declare it, {@code merged} when
     * the table does so, too. Columns of partitions, which are always those of the parent, lack it.
     */
    public static final String INHERITED = "inherited";

    /** The slot of an index, key or foreign key of a partition: which of the parent's it is. */
    public static final String ATTACHED_TO = "attached_to";

    private static final Ddl.Lock LOCK = Ddl.Lock.ACCESS_EXCLUSIVE;

    /** What a column has from the parent's when it is created. */
    private static final String[] COPIED = {
        "type", "collation", "not_null", "default", "generated", "virtual", "storage", "compression"
    };

    /** What goes over to a column when that of the parent changes. */
    private static final String[] CARRIED = {
        "type", "collation", "generated", "virtual", "not_null"
    };

    /** What goes over to a CHECK or foreign key. */
    private static final String[] CARRIED_OF_CONSTRAINT = {"validated", "deferrable"};

    /** What a part has for itself although it comes with that of the parent. */
    private static final String[] OWN = {
        "identity",
        "identity_sequence",
        "storage",
        "statistics",
        "options",
        Kind.COMMENT,
        Kind.PRIVILEGES
    };

    private Inheritance() {}

    /**
     * Lists the tables a table inherits from or is a partition of.
     *
     * @param table the table
     * @return paths in the order of the table
     */
    public static List<Path> parents(Node table) {
        List<Path> out = new ArrayList<>(1);
        for (String name : TableKind.items(table, INHERITS)) {
            out.add(TableKind.path(name));
        }
        return out;
    }

    /**
     * Lists what a table inherits from, is a partition of, or has its columns from.
     *
     * @param table the table
     * @return its parents, and its type where that is one of its schema
     */
    public static List<Path> tiedTo(Node table) {
        List<Path> out = parents(table);
        String type = table.text(OF_TYPE);
        for (Path reference : type == null ? List.<Path>of() : table.references()) {
            if (reference.segment(0).equals(TypeKind.FOLDER)
                    && Identifier.quote(reference.name()).equals(type)) {
                out.add(reference);
            }
        }
        return out;
    }

    /**
     * Tells whether a table is a partition.
     *
     * @param table the table
     * @return false for tables that inherit in the ordinary way
     */
    public static boolean isPartition(Node table) {
        return table.has(PARTITION_BOUND);
    }

    /**
     * Tells whether other tables inherit from one, or are its partitions.
     *
     * @param table the path of the table, or null
     * @param tree the state it belongs to
     * @return false for null
     */
    public static boolean isParent(@Nullable Path table, SchemaTree tree) {
        for (Node node : table == null ? List.<Node>of() : tree.referring(table)) {
            if (node.has(INHERITS) && parents(node).contains(table)) {
                return true;
            }
        }
        return false;
    }

    /** Tells whether any child or child of a child has a default for a column. */
    static boolean hasDefaultBelow(Path column, SchemaTree tree) {
        Path table = column.up(2);
        for (Node child : table == null ? List.<Node>of() : tree.referring(table)) {
            Path below = child.path().child(ColumnKind.FOLDER, column.name());
            Node other = child.has(INHERITS) ? tree.get(below) : null;
            if (other != null && (other.has("default") || hasDefaultBelow(below, tree))) {
                return true;
            }
        }
        return false;
    }

    /**
     * Tells whether a column or constraint is declared by its own table.
     *
     * @param part the part
     * @return false when only parents declare it
     */
    public static boolean isOwn(Node part) {
        return !"yes".equals(part.text(INHERITED));
    }

    /**
     * Lists the objects that a part of a table follows: what PostgreSQL does to them, it does to
     * the part.
     *
     * @param part a column, constraint or index
     * @param tree the state it belongs to
     * @return paths of the same column or CHECK of the parents, of the index or foreign key of the
     *     parent it belongs to, or of the attribute of the type of the table
     */
    public static List<Path> origins(Node part, SchemaTree tree) {
        Path up = part.path().up(2);
        String folder = part.kind().folder();
        if (folder.equals(IndexKind.FOLDER)) {
            up = TableKind.path(part.required("table"));
        }
        Node table = up == null ? null : tree.get(up);
        List<Path> out = new ArrayList<>(1);
        if (table == null) {
            return out;
        }
        String attached = part.text(ATTACHED_TO);
        if (attached != null) {
            addAttached(out, attached, table, tree);
        } else if (folder.equals(ColumnKind.FOLDER) && table.has(OF_TYPE)) {
            addAttribute(out, part, table, tree);
        }
        boolean column = folder.equals(ColumnKind.FOLDER) && isPartition(table);
        if (column || part.has(INHERITED)) {
            for (Path parent : parents(table)) {
                Node origin = tree.get(parent.child(folder, part.name()));
                if (origin != null && !origin.has("no_inherit")) {
                    out.add(origin.path());
                }
            }
        }
        return out;
    }

    private static void addAttached(List<Path> out, String name, Node table, SchemaTree tree) {
        Node index = tree.get(Path.of(IndexKind.FOLDER, name));
        if (index != null && TableKind.items(table, INHERITS).contains(index.required("table"))) {
            out.add(index.path());
        }
        for (Path parent : parents(table)) {
            Path constraint = parent.child(ConstraintKind.FOLDER, name);
            if (tree.get(constraint) != null) {
                out.add(constraint);
            }
        }
    }

    private static void addAttribute(List<Path> out, Node column, Node table, SchemaTree tree) {
        String type = table.required(OF_TYPE);
        for (Path reference : table.references()) {
            Path attribute = reference.child(AttributeKind.FOLDER, column.name());
            if (Identifier.quote(reference.name()).equals(type) && tree.get(attribute) != null) {
                out.add(attribute);
            }
        }
    }

    /**
     * Returns a part as PostgreSQL leaves it after it changed what the part follows.
     *
     * @param part the part as it is
     * @param before what it follows, as it is
     * @param after what it follows, as it shall be
     * @return the part with the properties that went over to it
     */
    public static Node carried(Node part, Node before, Node after) {
        boolean constraint = part.kind().folder().equals(ConstraintKind.FOLDER);
        if (part.has(ATTACHED_TO) && !part.has("references")) {
            return part;
        }
        Node out = part;
        for (String slot : constraint ? CARRIED_OF_CONSTRAINT : CARRIED) {
            if (slot.equals("not_null") && NotNull.mayStay(part, before, after)) {
                out = NotNull.unknown(out);
            } else if (!same(before, after, slot)) {
                out = out.with(slot, after.value(slot));
                out = slot.equals("type") ? out.with("default", null) : out;
            }
        }
        return out;
    }

    /**
     * Returns a column or constraint as it comes into being with what it follows.
     *
     * @param part the part as it shall be
     * @param origin what it follows
     * @return the part with the properties that it gets by itself
     */
    public static Node copied(Node part, Node origin) {
        Node out = part.withSlots(origin.slots());
        for (String slot : OWN) {
            out = out.with(slot, null);
        }
        return out.with(INHERITED, part.value(INHERITED))
                .with(ATTACHED_TO, part.value(ATTACHED_TO));
    }

    /**
     * Lists the parents that CREATE TABLE names. The others come after it, so that columns that the
     * table declares itself stay where they are, and may be generated.
     */
    static List<Path> declared(Node table, SchemaTree tree) {
        List<Path> parents = isPartition(table) ? List.of() : parents(table);
        int count = 0;
        for (Node part : parents.isEmpty() ? List.<Node>of() : tree.below(table.path())) {
            boolean isDeclared = isOwn(part) && !NotNull.isInherited(part);
            List<Path> origins = isDeclared ? List.of() : origins(part, tree);
            if (!origins.isEmpty()) {
                count = Math.max(count, 1 + parents.indexOf(origins.get(0).up(2)));
            }
        }
        return parents.subList(0, count);
    }

    /** Appends what makes a column what it shall be, after its table was made to inherit. */
    static void overrides(List<Ddl> out, Node column, SchemaTree tree, List<Path> declared) {
        if (!column.has(INHERITED)) {
            return;
        }
        Node expected = isOwn(column) ? NotNull.bare(column) : column.withSlots(new TreeMap<>());
        for (Path path : origins(column, tree)) {
            Node origin = tree.get(path);
            if (origin == null || !declared.contains(path.up(2))) {
                continue;
            }
            String storage = origin.layout().get("type_storage");
            if (storage != null) {
                TreeMap<String, String> layout = new TreeMap<>(expected.layout());
                layout.put("type_storage", storage);
                expected = expected.withLayout(layout);
            }
            for (String slot : COPIED) {
                Value value = origin.value(slot);
                if (value != null && !expected.has(slot)) {
                    expected = expected.with(slot, value);
                }
            }
        }
        override(out, expected, column, tree);
        NotNull.declare(out, expected, column);
    }

    /**
     * Appends what makes a part what it shall be.
     *
     * @param out gets the statements
     * @param expected the part as PostgreSQL will have made it
     * @param part the part as it shall be
     * @param tree the state to reach
     */
    public static void override(List<Ddl> out, Node expected, Node part, SchemaTree tree) {
        Set<String> changed = new TreeSet<>();
        for (Slot slot : part.kind().slots()) {
            Value value = part.value(slot.name());
            Value now = expected.value(slot.name());
            if (value == null ? now != null : !value.equals(now)) {
                changed.add(slot.name());
            }
        }
        changed.removeAll(Set.of(INHERITED, ATTACHED_TO, Kind.COMMENT, Kind.PRIVILEGES));
        List<Ddl> statements =
                changed.isEmpty()
                        ? null
                        : ObjectKinds.ALL.of(part).alter(expected, part, changed, tree);
        if (statements != null) {
            out.addAll(statements);
        }
    }

    /**
     * Writes what takes a table from the parents and the type it shall not have.
     *
     * @param from the table as it is
     * @param to the table as it shall be
     * @return the statements
     */
    public static List<Ddl> detach(Node from, Node to) {
        List<Ddl> out = new ArrayList<>(1);
        if (from.has(OF_TYPE) && !same(from, to, OF_TYPE)) {
            out.add(Ddl.of(alter(to.path()) + "NOT OF", LOCK));
        }
        List<Path> before = parents(from);
        if (isPartition(from)) {
            if (!same(from, to, PARTITION_BOUND) || !same(from, to, INHERITS)) {
                String child = Identifier.quote(to.name());
                String sql = alter(before.get(0)) + "DETACH PARTITION " + child;
                Ddl ddl = Ddl.of(sql, LOCK).perhaps("Rows that refer to its rows are looked for.");
                out.add(ddl.as(OnlineForm.DETACHMENT));
            }
            return out;
        }
        before.removeAll(kept(from, to));
        for (Path parent : before) {
            String name = Identifier.quote(parent.name());
            out.add(Ddl.of(alter(to.path()) + "NO INHERIT " + name, LOCK));
        }
        return out;
    }

    /** Writes what ties a table to its parents and its type. */
    static List<Ddl> attach(@Nullable Node from, Node to, SchemaTree tree) {
        List<Ddl> out = new ArrayList<>(1);
        if (to.has(OF_TYPE) && (from == null || !same(from, to, OF_TYPE))) {
            out.add(Ddl.of(alter(to.path()) + "OF " + to.required(OF_TYPE), LOCK));
        }
        List<Path> parents = parents(to);
        if (isPartition(to)) {
            if (from == null || !same(from, to, PARTITION_BOUND) || !same(from, to, INHERITS)) {
                String sql = alter(parents.get(0)) + "ATTACH PARTITION ";
                sql += Identifier.quote(to.name()) + " " + to.required(PARTITION_BOUND);
                Ddl ddl = Ddl.of(sql, LOCK).perhaps("All rows are checked against the bounds.");
                out.add(ddl.as(OnlineForm.ATTACHMENT));
            }
        } else {
            parents.removeAll(from == null ? declared(to, tree) : kept(from, to));
            for (Path parent : parents) {
                out.addAll(NullableColumns.inherit(to, parent, tree));
            }
        }
        return out;
    }

    /**
     * Lists the parents that stay: those of both, where none comes to stand before them.
     *
     * @param from the table as it is
     * @param to the table as it shall be
     * @return the first parents of the table to be; none of a partition
     */
    public static List<Path> kept(Node from, Node to) {
        if (isPartition(from) || isPartition(to)) {
            return List.of();
        }
        List<Path> before = parents(from);
        List<Path> kept = new ArrayList<>();
        int last = -1;
        for (Path parent : parents(to)) {
            int place = before.indexOf(parent);
            if (place <= last) {
                break;
            }
            last = place;
            kept.add(parent);
        }
        return kept;
    }

    /**
     * Tells whether a part of a table follows a part of another object all the way.
     *
     * @param from the table as it is
     * @param to the table as it shall be
     * @param origin what the part follows
     * @return false when the table is taken from the other one, even if to be attached again
     */
    public static boolean follows(Node from, Node to, Path origin) {
        if (isPartition(from) || isPartition(to)) {
            return stays(from, to);
        }
        Path other = origin.up(2);
        return other != null
                && (other.up(2) == null && !other.segment(0).equals(TableKind.FOLDER)
                        ? same(from, to, OF_TYPE)
                        : kept(from, to).contains(other));
    }

    /**
     * Tells whether a table keeps its parents and its type, so that it follows their changes.
     *
     * @param from the table as it is
     * @param to the table as it shall be
     * @return false when it is detached, even if to be attached again
     */
    public static boolean stays(Node from, Node to) {
        return same(from, to, INHERITS)
                && same(from, to, PARTITION_BOUND)
                && same(from, to, OF_TYPE);
    }

    private static boolean same(Node from, Node to, String slot) {
        Value value = to.value(slot);
        return value == null ? !from.has(slot) : value.equals(from.value(slot));
    }

    private static String alter(Path table) {
        return "ALTER TABLE " + Identifier.quote(table.name()) + " ";
    }
}

package org.gitversion.merge;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.gitversion.kind.Identifier;
import org.gitversion.kind.Inheritance;
import org.gitversion.model.Node;
import org.gitversion.model.Path;
import org.gitversion.model.SchemaTree;
import org.gitversion.model.Slot;
import org.gitversion.model.Value;

/**
 * Gives children what their parents got on the other side, and takes from them what the parents
 * lost there: what PostgreSQL would have done, had the changes of both sides been made one after
 * the other.
 */
final class InheritedParts {
    private static final String YES = "yes";
    private static final String TABLE = "table";

    /** What a part has for itself, whatever it follows. */
    private static final Set<String> OWN =
            Set.of(
                    "comment",
                    "privileges",
                    "storage",
                    "statistics",
                    "options",
                    "identity",
                    "identity_sequence",
                    "default",
                    "not_null",
                    "compression",
                    "tablespace",
                    "index_comment",
                    "validated",
                    TABLE,
                    Inheritance.INHERITED,
                    Inheritance.ATTACHED_TO);

    private final Map<Path, Node> merged;
    private final SchemaTree source;
    private final SchemaTree target;
    private final OwnChanges own;
    private final Set<Path> settled = new HashSet<>();

    InheritedParts(Map<Path, Node> merged, SchemaTree source, SchemaTree target, OwnChanges own) {
        this.merged = merged;
        this.source = source;
        this.target = target;
        this.own = own;
    }

    /** The parents of a table are merged as a list, but a partition has one only. */
    static Slot slot(Slot slot, Node source, Node target) {
        boolean isPartition = Inheritance.isPartition(source) || Inheritance.isPartition(target);
        return isPartition && slot.name().equals(Inheritance.INHERITS)
                ? Slot.wholeList(Inheritance.INHERITS)
                : slot;
    }

    /** Tells whether a table was left without parents, each of which one side took away. */
    static boolean isNone(Slot slot, Value value) {
        return slot.name().equals(Inheritance.INHERITS) && value.items().isEmpty();
    }

    /** Settles all tables, parents first. */
    void settle() {
        boolean any = false;
        for (Node node : merged.values()) {
            any |=
                    node.has(Inheritance.INHERITS)
                            || node.has(Inheritance.OF_TYPE)
                            || node.has(Inheritance.INHERITED)
                            || node.has(Inheritance.ATTACHED_TO);
        }
        do {
            settled.clear();
            for (Node node : any ? new ArrayList<>(merged.values()) : List.<Node>of()) {
                if (node.kind().folder().equals("tables")) {
                    settle(node);
                }
            }
        } while (own.hasRestored());
    }

    private void settle(Node table) {
        if (!settled.add(table.path())) {
            return;
        }
        for (Path parent : Inheritance.parents(table)) {
            Node above = merged.get(parent);
            if (above != null) {
                settle(above);
            }
        }
        SchemaTree tree = SchemaTree.of(merged.values());
        if (isOf(source, table, tree) || isOf(target, table, tree)) {
            return;
        }
        for (Node part : parts(table.path(), tree)) {
            loosen(table, part, tree);
        }
        followType(table);
        for (Path parent : Inheritance.parents(table)) {
            for (Node origin : parts(parent, tree)) {
                if (isChild(table, parent)) {
                    follow(table, parent, origin);
                }
            }
        }
    }

    /** Tells whether a table is still a child: where a side wins, it may not be. */
    private boolean isChild(Node table, Path parent) {
        Node now = merged.get(table.path());
        return now != null && Inheritance.parents(now).contains(parent);
    }

    /** Tells whether a table and its parents are as one side has them, so that all fits. */
    private static boolean isOf(SchemaTree side, Node table, SchemaTree tree) {
        List<Path> paths = new ArrayList<>(Inheritance.parents(table));
        paths.add(table.path());
        for (Path path : paths) {
            Node node = tree.get(path);
            if (node == null
                    || !node.equals(side.get(path))
                    || !parts(path, tree).equals(parts(path, side))) {
                return false;
            }
        }
        for (Path reference : table.references()) {
            if (isTypeOf(table, reference)
                    && !tree.below(reference).equals(side.below(reference))) {
                return false;
            }
        }
        return true;
    }

    /** Lists the columns, constraints and indexes of a table. */
    private static List<Node> parts(Path table, SchemaTree tree) {
        List<Node> out = new ArrayList<>(tree.below(table));
        for (Node node : tree.below(Path.of("indexes"))) {
            if (table.name().equals(node.text(TABLE))) {
                out.add(node);
            }
        }
        return out;
    }

    /** A part whose origin is gone goes, too; it stays where the table is no child any more. */
    private void loosen(Node table, Node part, SchemaTree tree) {
        boolean column = part.kind().name().equals("column");
        boolean follows =
                part.has(Inheritance.INHERITED)
                        || part.has(Inheritance.ATTACHED_TO)
                        || (column && Inheritance.isPartition(table))
                        || (column && table.has(Inheritance.OF_TYPE));
        if (!follows) {
            return;
        }
        if (!Inheritance.origins(part, tree).isEmpty()) {
            if (part.has(Inheritance.INHERITED) && !table.has(Inheritance.INHERITS)) {
                merged.put(part.path(), part.with(Inheritance.INHERITED, null));
            }
            return;
        }
        boolean child = table.has(Inheritance.INHERITS) || table.has(Inheritance.OF_TYPE);
        if (child && !"merged".equals(part.text(Inheritance.INHERITED))) {
            if (own.mayGo(table, part)) {
                merged.remove(part.path());
            }
        } else {
            Node free = part.with(Inheritance.INHERITED, null).with(Inheritance.ATTACHED_TO, null);
            merged.put(part.path(), free.at(part.path(), ownReferences(table, part)));
        }
    }

    /**
     * What a part refers to when it is attached to none of a parent any more. An index that is not
     * attached depends on its table by its columns.
     */
    private static SortedSet<Path> ownReferences(Node table, Node part) {
        SortedSet<Path> out = new TreeSet<>();
        String above = part.text(Inheritance.ATTACHED_TO);
        boolean columns = false;
        for (Path reference : part.references()) {
            boolean own = reference.isBelow(table.path());
            columns |= own;
            if (own || !reference.name().equals(above)) {
                out.add(reference);
            }
        }
        if (columns && above != null) {
            out.remove(table.path());
        }
        return out;
    }

    private void follow(Node table, Path parent, Node origin) {
        String kind = origin.kind().name();
        boolean partition = Inheritance.isPartition(table);
        boolean check = origin.has("expression") && kind.equals("constraint");
        if (kind.equals("column") || (check && !origin.has("no_inherit"))) {
            followByName(table, parent, origin, partition && !check);
        } else if (partition && !check) {
            followAttached(table, parent, origin);
        }
    }

    private void followByName(Node table, Path parent, Node origin, boolean implied) {
        Path path = origin.path().moved(parent, table.path());
        Node part = merged.get(path);
        if (part == null) {
            if (!own.mayCome(table, parent, origin, path)) {
                return;
            }
            Node copy = copy(origin, path, parent, table.path());
            merged.put(path, implied ? copy : copy.with(Inheritance.INHERITED, Value.text(YES)));
            return;
        }
        if (part.kind() != origin.kind()) {
            return;
        }
        Node out = carry(part, origin, parent, table.path());
        if (origin.has("not_null")) {
            out = out.with("not_null", Value.text(YES));
        }
        if (!implied && !part.has(Inheritance.INHERITED)) {
            out = out.with(Inheritance.INHERITED, Value.text(how(table, path)));
        }
        if (own.mayFollow(table, parent, part, origin, out)) {
            merged.put(path, out);
        }
    }

    /** A column that the target declares itself stays declared. */
    private String how(Node table, Path part) {
        Node ours = target.get(part);
        String how = ours == null ? null : ours.text(Inheritance.INHERITED);
        return how != null || Inheritance.isPartition(table) ? YES : "merged";
    }

    /** The columns of a typed table are the attributes of its type. */
    private void followType(Node table) {
        SchemaTree tree = SchemaTree.of(merged.values());
        for (Path reference : table.references()) {
            for (Node attribute :
                    isTypeOf(table, reference) ? tree.below(reference) : List.<Node>of()) {
                Path path = table.path().child("columns", attribute.name());
                Node column = merged.get(path);
                if (column == null) {
                    if (own.mayCome(table, reference, attribute, path)) {
                        addColumn(path, reference, attribute, tree.below(table.path()));
                    }
                    continue;
                }
                Node out =
                        column.with("type", attribute.value("type"))
                                .with("collation", attribute.value("collation"));
                if (!out.equals(column)
                        && own.mayFollow(table, reference, column, attribute, out)) {
                    SortedSet<Path> references = new TreeSet<>(attribute.references());
                    references.remove(reference);
                    for (Path other : column.references()) {
                        if (!other.segment(0).equals("types")) {
                            references.add(other);
                        }
                    }
                    merged.put(path, out.at(path, references));
                }
            }
        }
    }

    /** Puts the column of an attribute beside those that there are. */
    private void addColumn(Path path, Path type, Node attribute, Iterable<Node> parts) {
        for (Node part : parts) {
            if (part.kind().name().equals("column")) {
                SortedSet<Path> references = new TreeSet<>(attribute.references());
                references.remove(type);
                Node column = part.withSlots(attribute.slots()).with("comment", null);
                merged.put(path, column.at(path, references).withLayout(last(attribute)));
                return;
            }
        }
    }

    private static boolean isTypeOf(Node table, Path type) {
        return type.segment(0).equals("types")
                && Identifier.quote(type.name()).equals(table.text(Inheritance.OF_TYPE));
    }

    private void followAttached(Node table, Path parent, Node origin) {
        Node twin = null;
        for (Node part : parts(table.path(), SchemaTree.of(merged.values()))) {
            if (origin.name().equals(part.text(Inheritance.ATTACHED_TO))) {
                Node out = carry(part, origin, parent, table.path());
                if (own.mayFollow(table, parent, part, origin, out)) {
                    merged.put(part.path(), out);
                }
                return;
            }
            boolean free = !part.has(Inheritance.ATTACHED_TO);
            if (free && twin == null && part.kind() == origin.kind() && alike(part, origin)) {
                twin = part;
            }
        }
        for (SchemaTree side : List.of(source, target)) {
            if (isTogether(side, table, parent, origin)) {
                if (own.isNew(origin.path()) && isAttached(side, table, origin)) {
                    giveUp(origin.path());
                }
                return;
            }
        }
        Node part = twin;
        if (part == null) {
            Path path = FreeNames.path(merged, table, parent, origin);
            part = copy(origin, path, parent, table.path());
            part = origin.has(TABLE) ? part.with(TABLE, Value.text(table.name())) : part;
        }
        SortedSet<Path> references = references(origin, parent, table.path());
        if (part.path().isBelow(table.path())) {
            references.remove(table.path());
        }
        references.add(origin.path());
        merged.put(
                part.path(),
                part.with(Inheritance.ATTACHED_TO, Value.text(origin.name()))
                        .at(part.path(), references));
    }

    /** Tells whether a partition has what belongs to an object of its parent. */
    private static boolean isAttached(SchemaTree side, Node table, Node origin) {
        for (Node part : parts(table.path(), side)) {
            if (origin.name().equals(part.text(Inheritance.ATTACHED_TO))) {
                return true;
            }
        }
        return false;
    }

    /** A partition is without what belongs to a key or index: the parent cannot have it. */
    private void giveUp(Path origin) {
        merged.remove(origin);
        for (Node part : new ArrayList<>(merged.values())) {
            if (part.references().contains(origin)
                    && origin.name().equals(part.text(Inheritance.ATTACHED_TO))) {
                giveUp(part.path());
            }
        }
    }

    /**
     * Tells whether one side has the child with the parent's object, but none of its own for it.
     */
    private static boolean isTogether(SchemaTree side, Node table, Path parent, Node origin) {
        Node child = side.get(table.path());
        return child != null
                && side.get(origin.path()) != null
                && Inheritance.parents(child).contains(parent);
    }

    private static boolean alike(Node part, Node origin) {
        for (Slot slot : part.kind().slots()) {
            Value one = part.value(slot.name());
            Value other = origin.value(slot.name());
            boolean same = one == null ? other == null : one.equals(other);
            if (!same && !OWN.contains(slot.name())) {
                return false;
            }
        }
        return true;
    }

    /** The part with what it has from its origin. */
    private static Node carry(Node part, Node origin, Path parent, Path table) {
        Node out = part;
        for (Slot slot : part.kind().slots()) {
            boolean kindOfKey = slot.name().equals("type") && part.has(Inheritance.ATTACHED_TO);
            if (!kindOfKey && !OWN.contains(slot.name()) && part.kind() == origin.kind()) {
                out = out.with(slot.name(), origin.value(slot.name()));
            }
        }
        if (out.equals(part)) {
            return part;
        }
        SortedSet<Path> references = references(origin, parent, table);
        if (part.has(Inheritance.ATTACHED_TO)) {
            references.add(origin.path());
        }
        return out.at(part.path(), references);
    }

    private static Node copy(Node origin, Path path, Path parent, Path table) {
        Node out = origin;
        for (Slot slot : origin.kind().slots()) {
            boolean kept = slot.name().equals("default") || slot.name().equals("not_null");
            if (OWN.contains(slot.name()) && !kept) {
                out = out.with(slot.name(), null);
            }
        }
        out = out.with("validated", origin.value("validated"));
        out = out.with("compression", origin.value("compression"));
        return out.at(path, references(origin, parent, table)).withLayout(last(origin));
    }

    /** The layout of what comes behind all that there is. */
    private static Map<String, String> last(Node origin) {
        Map<String, String> layout = new TreeMap<>(origin.layout());
        String position = layout.get(Node.POSITION);
        if (position != null) {
            layout.put(Node.POSITION, String.valueOf(10_000 + Integer.parseInt(position)));
        }
        return layout;
    }

    /** What the origin refers to, seen from the child. */
    private static SortedSet<Path> references(Node origin, Path parent, Path table) {
        SortedSet<Path> out = new TreeSet<>();
        String above = origin.text(Inheritance.ATTACHED_TO);
        for (Path reference : origin.references()) {
            if (above == null || !reference.name().equals(above)) {
                boolean own = reference.equals(parent) || reference.isBelow(parent);
                out.add(own ? reference.moved(parent, table) : reference);
            }
        }
        if (origin.has(TABLE)) {
            out.add(table);
        }
        return out;
    }
}

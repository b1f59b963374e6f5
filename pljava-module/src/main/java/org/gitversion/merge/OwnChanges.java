package org.gitversion.merge;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.gitversion.kind.Inheritance;
import org.gitversion.model.Node;
import org.gitversion.model.Path;
import org.gitversion.model.SchemaTree;
import org.gitversion.model.Slot;
import org.gitversion.model.Value;
import org.jspecify.annotations.Nullable;

/**
 * What a side did to a part of a table since the base, and not by a parent that the table has
 * there. What follows from the parent on the other side must not overwrite it.
 */
final class OwnChanges {
    private enum Side {
        SOURCE("source"),
        TARGET("target");

        private final String text;

        Side(String text) {
            this.text = text;
        }

        Side other() {
            return this == SOURCE ? TARGET : SOURCE;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    /** What says how a part follows, not what it is. */
    private static final Set<String> TIES = Set.of(Inheritance.INHERITED, Inheritance.ATTACHED_TO);

    private final SchemaTree base;
    private final SchemaTree source;
    private final SchemaTree target;
    private final Findings findings;
    private final Map<Path, Node> merged;
    private boolean hasRestored;

    OwnChanges(
            SchemaTree base,
            SchemaTree source,
            SchemaTree target,
            Findings findings,
            Map<Path, Node> merged) {
        this.base = base;
        this.source = source;
        this.target = target;
        this.findings = findings;
        this.merged = merged;
    }

    /**
     * Decides on what a part would become because it follows that of a parent.
     *
     * @param table the table of the part
     * @param part the part as merged
     * @param origin what it follows
     * @param carried the part as it follows
     * @return true when it may; otherwise it was reported, or the table was taken from the parent
     */
    boolean mayFollow(Node table, Path parent, Node part, Node origin, Node carried) {
        for (Slot slot : part.kind().slots()) {
            String name = slot.name();
            if (TIES.contains(name) || Objects.equals(part.value(name), carried.value(name))) {
                continue;
            }
            Side owner = ownerOf(part, origin, name);
            if (owner == null) {
                continue;
            }
            return decide(
                    table,
                    owner,
                    Conflict.slot(
                            part,
                            name,
                            text(base.get(part.path()), name),
                            text(source.get(part.path()), name),
                            text(target.get(part.path()), name),
                            "The "
                                    + owner
                                    + " changed "
                                    + name
                                    + " of "
                                    + part.path()
                                    + ", which would have to be that of "
                                    + origin.path()
                                    + " again: the "
                                    + owner.other()
                                    + " has "
                                    + table.path()
                                    + " below "
                                    + parent
                                    + "."));
        }
        return true;
    }

    /**
     * Decides on a part that a table would get because its parent has it.
     *
     * @param table the table
     * @param origin what the part would follow
     * @param path where the part would be
     * @return false where a side dropped it
     */
    boolean mayCome(Node table, Path parent, Node origin, Path path) {
        Node before = base.get(path);
        if (before == null) {
            return true;
        }
        Side dropper = source.get(path) == null ? Side.SOURCE : Side.TARGET;
        return decide(
                table,
                dropper,
                conflict(
                        before,
                        "The "
                                + dropper
                                + " dropped it, the "
                                + dropper.other()
                                + " has "
                                + table.path()
                                + " below "
                                + parent
                                + ", which has "
                                + origin.path()
                                + "."));
    }

    /**
     * Decides on a part that would go because no parent has it. Where the side wins that has it
     * from a parent, what it has it from comes back: neither side lost the values.
     *
     * @param table the table
     * @param part the part
     * @return false where a side has it of its own
     */
    boolean mayGo(Node table, Node part) {
        for (Side side : Side.values()) {
            SchemaTree tree = tree(side);
            Node own = tree.get(part.path());
            if (own == null || !isOwn(own, tree, table)) {
                continue;
            }
            String type = table.text(Inheritance.OF_TYPE);
            return decide(
                            table,
                            side,
                            conflict(
                                    part,
                                    "The "
                                            + side
                                            + " has it, the "
                                            + side.other()
                                            + " has "
                                            + table.path()
                                            + (type == null
                                                    ? " below " + Inheritance.parents(table)
                                                    : " of type " + type)
                                            + ", where there is none."))
                    && !hasOrigins(part.path(), tree(side.other()));
        }
        return true;
    }

    /** Whether a side has a part by itself, or from another type than that of the merged table. */
    private static boolean isOwn(Node part, SchemaTree tree, Node table) {
        Node there = tree.get(table.path());
        Value type = table.value(Inheritance.OF_TYPE);
        boolean isOther =
                type != null && there != null && !type.equals(there.value(Inheritance.OF_TYPE));
        return isOther || Inheritance.origins(part, tree).isEmpty();
    }

    /** Brings back what a part has its existence from on a side. Returns whether there is any. */
    private boolean hasOrigins(Path path, SchemaTree side) {
        Node part = side.get(path);
        boolean any = false;
        for (Path origin : part == null ? List.<Path>of() : Inheritance.origins(part, side)) {
            Path whole = origin.up(2);
            Node above = side.get(origin);
            if (above != null && (whole == null || merged.containsKey(whole))) {
                hasRestored |= merged.putIfAbsent(origin, above) == null;
                hasOrigins(origin, side);
                any = true;
            }
        }
        return any;
    }

    /** Whether a side, or each, created something. */
    boolean isNew(Path path) {
        return base.get(path) == null;
    }

    /** Whether something came back since this was asked, which other tables have to follow. */
    boolean hasRestored() {
        boolean before = hasRestored;
        hasRestored = false;
        return before;
    }

    private Conflict conflict(Node part, String detail) {
        Path path = part.path();
        return Conflict.object(
                Conflict.Type.DELETE_MODIFY,
                part,
                ThreeWayMerge.ddl(base.get(path), base),
                ThreeWayMerge.ddl(source.get(path), source),
                ThreeWayMerge.ddl(target.get(path), target),
                detail);
    }

    /** Whether the part may follow; where the side that did something to it wins, it does not. */
    private boolean decide(Node table, Side side, Conflict conflict) {
        Strategy winner = findings.sideOf(conflict);
        if (winner == null) {
            if (!findings.isOpen(conflict.path(), conflict.slot())) {
                findings.report(conflict);
            }
            return false;
        }
        findings.record(conflict, winner);
        return side != (winner == Strategy.OURS ? Side.TARGET : Side.SOURCE)
                || takeFromParents(table, side);
    }

    /** The side that gave the part this value, and not because its origin has the same there. */
    private @Nullable Side ownerOf(Node part, Node origin, String slot) {
        Value value = part.value(slot);
        Node before = base.get(part.path());
        if (before != null && Objects.equals(before.value(slot), value)) {
            return null;
        }
        for (Side side : Side.values()) {
            SchemaTree tree = tree(side);
            Node own = tree.get(part.path());
            if (own != null && Objects.equals(own.value(slot), value)) {
                Node above = tree.get(origin.path());
                boolean followed =
                        above != null
                                && Inheritance.origins(own, tree).contains(origin.path())
                                && Objects.equals(above.value(slot), value);
                if (!followed) {
                    return side;
                }
            }
        }
        return null;
    }

    private SchemaTree tree(Side side) {
        return side == Side.SOURCE ? source : target;
    }

    /** Leaves a table with the parents that it has on one side. Returns false. */
    private boolean takeFromParents(Node table, Side side) {
        Node there = tree(side).get(table.path());
        Node now = merged.get(table.path());
        if (there == null || now == null) {
            return false;
        }
        Node apart = now;
        for (String slot :
                List.of(Inheritance.INHERITS, Inheritance.PARTITION_BOUND, Inheritance.OF_TYPE)) {
            apart = apart.with(slot, there.value(slot));
        }
        merged.put(now.path(), apart.at(now.path(), there.references()));
        List<Node> parts = new ArrayList<>(SchemaTree.of(merged.values()).below(table.path()));
        for (Node part : parts) {
            Node own = tree(side).get(part.path());
            for (String slot : TIES) {
                if (part.has(slot)) {
                    Node current = merged.get(part.path());
                    Node loose = current == null ? part : current;
                    merged.put(part.path(), loose.with(slot, own == null ? null : own.value(slot)));
                }
            }
        }
        return false;
    }

    private static @Nullable String text(@Nullable Node node, String slot) {
        Value value = node == null ? null : node.value(slot);
        return value == null ? null : value.toString();
    }
}

package org.gitversion.merge;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.gitversion.canonical.RowMerge;
import org.gitversion.kind.CompositeKind;
import org.gitversion.kind.ObjectKinds;
import org.gitversion.kind.RowsKind;
import org.gitversion.model.Kind;
import org.gitversion.model.Node;
import org.gitversion.model.Path;
import org.gitversion.model.SchemaTree;
import org.gitversion.model.Slot;
import org.gitversion.model.Value;
import org.gitversion.plan.Renderer;
import org.jspecify.annotations.Nullable;

/**
 * Merges two trees against the one they come from, object by object and slot by slot. Pure. The
 * three trees name the same object by the same path: renames have been carried out before.
 */
public final class ThreeWayMerge {
    private final SchemaTree base;
    private final SchemaTree source;
    private final SchemaTree target;
    private final Strategy strategy;
    private final Set<Path> renamed;
    private final Map<Path, Node> merged = new TreeMap<>();
    private final Set<Path> dropped = new HashSet<>();
    private final Set<Path> decided = new TreeSet<>();
    private final List<Conflict> conflicts = new ArrayList<>();

    private ThreeWayMerge(
            SchemaTree base,
            SchemaTree source,
            SchemaTree target,
            Strategy strategy,
            Set<Path> renamed) {
        this.base = base;
        this.source = source;
        this.target = target;
        this.strategy = strategy;
        this.renamed = renamed;
    }

    /**
     * Merges.
     *
     * @param base the common ancestor
     * @param source the side whose changes are brought in ("theirs")
     * @param target the side that receives them ("ours")
     * @param strategy what becomes of conflicting parts
     * @return the merged tree and the conflicts that stay
     */
    public static MergeResult merge(
            SchemaTree base, SchemaTree source, SchemaTree target, Strategy strategy) {
        return merge(base, source, target, strategy, Set.of());
    }

    /**
     * Merges.
     *
     * @param base the common ancestor
     * @param source the side whose changes are brought in ("theirs")
     * @param target the side that receives them ("ours")
     * @param strategy what becomes of conflicting parts
     * @param renamed what one side renamed, so that the other side cannot have dropped it unnoticed
     * @return the merged tree and the conflicts that stay
     */
    static MergeResult merge(
            SchemaTree base,
            SchemaTree source,
            SchemaTree target,
            Strategy strategy,
            Set<Path> renamed) {
        ThreeWayMerge merge = new ThreeWayMerge(base, source, target, strategy, renamed);
        SortedSet<Path> paths = new TreeSet<>(base.byPath().keySet());
        paths.addAll(source.byPath().keySet());
        paths.addAll(target.byPath().keySet());
        for (List<Node> unit : base.units()) {
            merge.findDropped(unit);
        }
        for (Path path : paths) {
            if (!merge.dropped.contains(base.unitOf(path))) {
                merge.mergeNode(path);
            }
        }
        for (Path path : merge.decided) {
            merge.takeParts(path);
        }
        if (!merge.conflicts.isEmpty()) {
            InheritedParts.removeEchoes(merge.conflicts, SchemaTree.of(merge.merged.values()));
        }
        boolean isOpen =
                new OpenCircles(base, source, target, strategy, merge.merged, merge.conflicts)
                        .restore();
        if (isOpen) {
            OwnChanges own =
                    new OwnChanges(base, source, target, strategy, merge.merged, merge.conflicts);
            new InheritedParts(merge.merged, source, target, own).settle();
        }
        new Coherence(base, source, target, strategy, merge.merged, merge.conflicts).restore();
        CompositeKind.settleOrder(merge.merged);
        RowsKind.fit(merge.merged);
        return new MergeResult(SchemaTree.of(merge.merged.values()), merge.conflicts);
    }

    /** An object that one side dropped goes as a whole, or stays as the other side has it. */
    private void findDropped(List<Node> unit) {
        Path path = unit.get(0).path();
        boolean bySource = source.get(path) == null;
        if (bySource == (target.get(path) == null)) {
            return;
        }
        dropped.add(path);
        SchemaTree keeper = bySource ? target : source;
        List<Node> kept = new ArrayList<>();
        Node head = keeper.get(path);
        if (head != null) {
            kept.add(head);
        }
        kept.addAll(keeper.below(path));
        SortedSet<Path> changed = changed(unit, kept);
        if (changed.isEmpty()) {
            return;
        }
        boolean undecided = strategy == Strategy.RECURSIVE || strategy == Strategy.UNION;
        if (undecided) {
            reportDropped(unit, kept, bySource, changed);
        }
        if (undecided ? bySource : bySource == (strategy == Strategy.OURS)) {
            for (Node node : kept) {
                keep(node);
            }
        }
    }

    /** What was changed or added; what was taken away would have gone with the rest. */
    private SortedSet<Path> changed(List<Node> before, List<Node> after) {
        SchemaTree one = SchemaTree.of(before);
        SchemaTree other = SchemaTree.of(after);
        SortedSet<Path> out = new TreeSet<>();
        for (Node node : before) {
            Node now = other.get(node.path());
            if (now != null && (!node.equals(now) || renamed.contains(node.path()))) {
                out.add(node.path());
            }
        }
        for (Node node : after) {
            if (one.get(node.path()) == null) {
                out.add(node.path());
            }
        }
        return out;
    }

    private void reportDropped(
            List<Node> before, List<Node> kept, boolean bySource, SortedSet<Path> changed) {
        Path path = before.get(0).path();
        String ddl = Renderer.ddl(kept, bySource ? target : source);
        String what = changed.contains(path) ? "it" : changed.first().toString();
        if (changed.size() > 1) {
            what += " and " + (changed.size() - 1) + " more of it";
        }
        conflicts.add(
                Conflict.object(
                        Conflict.Type.DELETE_MODIFY,
                        before.get(0),
                        Renderer.ddl(before, base),
                        bySource ? null : ddl,
                        bySource ? ddl : null,
                        bySource
                                ? "The source dropped it, the target changed " + what + "."
                                : "The target dropped it, the source changed " + what + "."));
    }

    private void mergeNode(Path path) {
        Node b = base.get(path);
        Node s = source.get(path);
        Node t = target.get(path);
        if (b != null && (s == null) != (t == null) && renamed.contains(path)) {
            deleteModify(b, s, t);
        } else if (b == null && (s == null) != (t == null) && isOfBothNew(path)) {
            partOfOne(s, t);
        } else if (same(s, t) || same(s, b)) {
            keep(t);
        } else if (same(t, b)) {
            keep(s);
        } else if (s == null || t == null) {
            deleteModify(b, s, t);
        } else if (s.kind() != t.kind() || (b != null && b.kind() != t.kind())) {
            differentKinds(b, s, t);
        } else {
            keep(mergeSlots(b, s, t));
        }
    }

    private void keep(@Nullable Node node) {
        if (node != null) {
            merged.put(node.path(), node);
        }
    }

    private void deleteModify(@Nullable Node b, @Nullable Node s, @Nullable Node t) {
        if (strategy == Strategy.OURS || strategy == Strategy.THEIRS) {
            keep(strategy == Strategy.OURS ? t : s);
            return;
        }
        Node left = s == null ? t : s;
        if (left == null) {
            throw new IllegalStateException("one side has the object");
        }
        keep(t);
        boolean onlyRenamed = b != null && same(left, b);
        conflicts.add(
                Conflict.object(
                        Conflict.Type.DELETE_MODIFY,
                        left,
                        ddl(b, base),
                        ddl(s, source),
                        ddl(t, target),
                        (s == null
                                        ? "The source dropped it, the target "
                                        : "The target dropped it, the source ")
                                + (onlyRenamed ? "renamed it." : "changed it.")));
    }

    /** Tells whether a part belongs to an object that both sides created. */
    private boolean isOfBothNew(Path path) {
        Path unit = target.unitOf(path);
        return !unit.equals(path)
                && base.get(unit) == null
                && source.get(unit) != null
                && target.get(unit) != null;
    }

    private void partOfOne(@Nullable Node s, @Nullable Node t) {
        if (strategy == Strategy.OURS || strategy == Strategy.THEIRS) {
            keep(strategy == Strategy.OURS ? t : s);
            return;
        }
        Node part = s == null ? t : s;
        if (part == null) {
            throw new IllegalStateException("one side has the part");
        }
        keep(t);
        conflicts.add(
                Conflict.object(
                        Conflict.Type.SCHEMA_SCHEMA,
                        part,
                        null,
                        ddl(s, source),
                        ddl(t, target),
                        "Both sides created "
                                + target.unitOf(part.path())
                                + ", but only the "
                                + (s == null ? "target" : "source")
                                + " with this part of it."));
    }

    private void differentKinds(@Nullable Node b, Node s, Node t) {
        if (strategy == Strategy.THEIRS) {
            keep(s);
            return;
        }
        keep(t);
        if (strategy != Strategy.OURS) {
            conflicts.add(
                    Conflict.object(
                            Conflict.Type.SCHEMA_SCHEMA,
                            t,
                            ddl(b, base),
                            ddl(s, source),
                            ddl(t, target),
                            "The source has a "
                                    + s.kind()
                                    + " here, the target a "
                                    + t.kind()
                                    + "."));
        }
    }

    private Node mergeSlots(@Nullable Node b, Node s, Node t) {
        Map<String, Value> slots = new TreeMap<>();
        for (Slot slot : t.kind().slots()) {
            Value bv = b == null ? null : b.value(slot.name());
            Value sv = s.value(slot.name());
            Value tv = t.value(slot.name());
            SlotMerge.Outcome outcome =
                    SlotMerge.merge(InheritedParts.slot(slot, s, t), bv, sv, tv, strategy);
            if (outcome.decided && slot.merge() == Slot.Merge.QUERY) {
                decided.add(t.path());
            }
            boolean addedByBoth = b == null && outcome.conflict == null && differs(t, slot, sv, tv);
            boolean undecided = strategy == Strategy.RECURSIVE || strategy == Strategy.UNION;
            RowMerge rows = outcome.rows;
            if (outcome.conflict != null || (addedByBoth && undecided)) {
                conflicts.add(
                        Conflict.slot(
                                t,
                                slot.name(),
                                rows == null ? text(bv) : rows.base(),
                                rows == null ? text(sv) : rows.source(),
                                rows == null ? text(tv) : rows.target(),
                                "The "
                                        + slot.name()
                                        + " of "
                                        + t.path()
                                        + ": "
                                        + (outcome.conflict == null
                                                ? "both sides created the object, but not with"
                                                        + " the same"
                                                : outcome.conflict)
                                        + "."));
            }
            Value value = addedByBoth && strategy != Strategy.THEIRS ? tv : outcome.value;
            if (addedByBoth && strategy == Strategy.THEIRS) {
                value = sv;
            }
            if (value != null) {
                slots.put(slot.name(), value);
            }
        }
        resolveOrphans(b, s, t, slots);
        if (decided.contains(t.path())) {
            takeLists(slots, strategy == Strategy.OURS ? t : s);
        }
        Node node = t.withSlots(slots);
        return node.at(t.path(), ReferenceMerge.merge(b, s, t, node));
    }

    /** One side dropped what the other one changed a property of. */
    private void resolveOrphans(@Nullable Node b, Node s, Node t, Map<String, Value> slots) {
        Set<String> orphans = ObjectKinds.ALL.of(t).orphans(t.withSlots(slots));
        if (orphans.isEmpty()) {
            return;
        }
        boolean told = false;
        for (Conflict conflict : conflicts) {
            String slot = conflict.slot();
            told |= conflict.path().equals(t.path()) && slot != null && orphans.contains(slot);
        }
        if (!told && (strategy == Strategy.RECURSIVE || strategy == Strategy.UNION)) {
            conflicts.add(
                    Conflict.object(
                            Conflict.Type.DELETE_MODIFY,
                            t,
                            ddl(b, base),
                            ddl(s, source),
                            ddl(t, target),
                            "One side dropped what the other one changed: "
                                    + new TreeSet<>(orphans)
                                    + "."));
        }
        Node winner = strategy == Strategy.THEIRS ? s : t;
        for (String slot : orphans) {
            Value value = winner.value(slot);
            if (value == null) {
                slots.remove(slot);
            } else {
                slots.put(slot, value);
            }
        }
    }

    /** A query that was taken from one side has that side's columns. */
    private static void takeLists(Map<String, Value> slots, Node side) {
        for (Slot slot : side.kind().slots()) {
            Value value = side.value(slot.name());
            if (slot.merge() == Slot.Merge.LIST && value != null) {
                slots.put(slot.name(), value);
            }
        }
    }

    private void takeParts(Path path) {
        SchemaTree side = strategy == Strategy.OURS ? target : source;
        for (Node part : SchemaTree.of(merged.values()).below(path)) {
            if (side.get(part.path()) == null) {
                merged.remove(part.path());
            }
        }
        for (Node part : side.below(path)) {
            merged.putIfAbsent(part.path(), part);
        }
    }

    /**
     * Without a base, what only one side set would look like a change of that side, and what each
     * side put into a set like an addition. Default privileges are no object, but such a set.
     */
    private static boolean differs(Node node, Slot slot, @Nullable Value s, @Nullable Value t) {
        if (slot.merge() == Slot.Merge.ROWS) {
            return false;
        }
        boolean comment = slot.name().equals(Kind.COMMENT) && (s == null || t == null);
        boolean free = comment || node.kind().name().equals("default_privileges");
        return !free && !Objects.equals(s, t);
    }

    private static boolean same(@Nullable Node a, @Nullable Node b) {
        return a == null ? b == null : a.equals(b);
    }

    static @Nullable String ddl(@Nullable Node node, SchemaTree tree) {
        return node == null ? null : Renderer.ddl(node, tree);
    }

    static @Nullable String text(@Nullable Value value) {
        return value == null ? null : value.toString();
    }
}

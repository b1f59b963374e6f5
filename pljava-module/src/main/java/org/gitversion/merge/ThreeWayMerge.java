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
import org.gitversion.kind.Inheritance;
import org.gitversion.kind.ObjectKind;
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
    private final Findings findings;
    private final Set<Path> renamed;
    private final Map<Path, Node> merged = new TreeMap<>();
    private final Set<Path> dropped = new HashSet<>();
    private final Map<Path, Strategy> queries = new TreeMap<>();

    private ThreeWayMerge(
            SchemaTree base,
            SchemaTree source,
            SchemaTree target,
            Decisions decisions,
            Set<Path> renamed) {
        this.base = base;
        this.source = source;
        this.target = target;
        this.findings = new Findings(decisions);
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
        return merge(base, source, target, Decisions.of(strategy), Set.of());
    }

    /**
     * Merges.
     *
     * @param base the common ancestor
     * @param source the side whose changes are brought in ("theirs")
     * @param target the side that receives them ("ours")
     * @param decisions what becomes of conflicting parts
     * @param renamed what one side renamed, so that the other side cannot have dropped it unnoticed
     * @return the merged tree and the conflicts that stay
     */
    static MergeResult merge(
            SchemaTree base,
            SchemaTree source,
            SchemaTree target,
            Decisions decisions,
            Set<Path> renamed) {
        ThreeWayMerge merge = new ThreeWayMerge(base, source, target, decisions, renamed);
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
        for (Map.Entry<Path, Strategy> query : merge.queries.entrySet()) {
            merge.takeParts(query.getKey(), query.getValue());
        }
        Findings findings = merge.findings;
        SchemaTree parts = SchemaTree.of(merge.merged.values());
        List<Decision> echoes = findings.echoesOfDecided(parts);
        if (!echoes.isEmpty()) {
            return merge(base, source, target, decisions.with(echoes), renamed);
        }
        findings.removeEchoes(parts);
        findings.replace(merge.merged);
        boolean isOpen = new OpenCircles(base, source, target, findings, merge.merged).restore();
        if (isOpen) {
            fit(base, source, target, findings, merge.merged);
        } else {
            new Coherence(base, source, target, findings, merge.merged).restore();
        }
        CompositeKind.settleOrder(merge.merged);
        RowsKind.fit(merge.merged);
        return new MergeResult(
                SchemaTree.of(merge.merged.values()), findings.conflicts(), findings.decided());
    }

    /** Makes parts follow what they have to, and refers to nothing that is not there. */
    static void fit(
            SchemaTree base,
            SchemaTree source,
            SchemaTree target,
            Findings findings,
            Map<Path, Node> merged) {
        OwnChanges own = new OwnChanges(base, source, target, findings, merged);
        new InheritedParts(merged, source, target, own).settle();
        new Coherence(base, source, target, findings, merged).restore();
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
        Strategy side = findings.side(ofDropped(unit, kept, bySource, changed));
        if (side == null ? bySource : bySource == (side == Strategy.OURS)) {
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

    private Conflict ofDropped(
            List<Node> before, List<Node> kept, boolean bySource, SortedSet<Path> changed) {
        Path path = before.get(0).path();
        String ddl = Renderer.ddl(kept, bySource ? target : source);
        String what = changed.contains(path) ? "it" : changed.first().toString();
        if (changed.size() > 1) {
            what += " and " + (changed.size() - 1) + " more of it";
        }
        return Conflict.object(
                Conflict.Type.DELETE_MODIFY,
                before.get(0),
                ddl(before, base),
                bySource ? null : ddl,
                bySource ? ddl : null,
                bySource
                        ? "The source dropped it, the target changed " + what + "."
                        : "The target dropped it, the source changed " + what + ".");
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
            Node node = mergeSlots(b, s, t);
            keep(ObjectKinds.ALL.of(node).isNothing(node) ? null : node);
        }
    }

    private void keep(@Nullable Node node) {
        if (node != null) {
            merged.put(node.path(), node);
        }
    }

    private void deleteModify(@Nullable Node b, @Nullable Node s, @Nullable Node t) {
        Node left = s == null ? t : s;
        if (left == null) {
            throw new IllegalStateException("one side has the object");
        }
        boolean onlyRenamed = b != null && same(left, b);
        String what =
                (s == null
                                ? "The source dropped it, the target "
                                : "The target dropped it, the source ")
                        + (onlyRenamed ? "renamed it." : "changed it.");
        keepSide(conflict(Conflict.Type.DELETE_MODIFY, left, b, s, t, what), s, t);
    }

    private Conflict conflict(
            Conflict.Type type,
            Node node,
            @Nullable Node b,
            @Nullable Node s,
            @Nullable Node t,
            String detail) {
        return Conflict.object(type, node, ddl(b, base), ddl(s, source), ddl(t, target), detail);
    }

    private void keepSide(Conflict conflict, @Nullable Node s, @Nullable Node t) {
        keep(findings.side(conflict) == Strategy.THEIRS ? s : t);
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
        Node part = s == null ? t : s;
        if (part == null) {
            throw new IllegalStateException("one side has the part");
        }
        String what =
                "Both sides created "
                        + target.unitOf(part.path())
                        + ", but only the "
                        + (s == null ? "target" : "source")
                        + " with this part of it.";
        keepSide(conflict(Conflict.Type.SCHEMA_SCHEMA, part, null, s, t, what), s, t);
    }

    private void differentKinds(@Nullable Node b, Node s, Node t) {
        String what = "The source has a " + s.kind() + " here, the target a " + t.kind() + ".";
        keepSide(conflict(Conflict.Type.SCHEMA_SCHEMA, t, b, s, t, what), s, t);
    }

    private Node mergeSlots(@Nullable Node b, Node s, Node t) {
        Map<String, Value> slots = new TreeMap<>();
        for (Slot slot : t.kind().slots()) {
            Value value = mergeSlot(InheritedParts.slot(slot, s, t), b, s, t);
            if (value != null && !InheritedParts.isNone(slot, value)) {
                slots.put(slot.name(), value);
            }
        }
        resolveOrphans(b, s, t, slots);
        keepTogether(b, s, t, slots);
        Strategy query = queries.get(t.path());
        if (query != null) {
            takeLists(slots, query == Strategy.OURS ? t : s);
        }
        Node node = t.withSlots(slots);
        return node.at(t.path(), ReferenceMerge.merge(b, s, t, node));
    }

    private @Nullable Value mergeSlot(Slot slot, @Nullable Node b, Node s, Node t) {
        Value bv = b == null ? null : b.value(slot.name());
        Value sv = s.value(slot.name());
        Value tv = t.value(slot.name());
        if (b == null && slot.name().equals(Inheritance.INHERITED) && !Objects.equals(sv, tv)) {
            // One side declared it, the other one its parent: as PostgreSQL merges definitions.
            return Value.text("merged");
        }
        SlotMerge.Outcome outcome = SlotMerge.merge(slot, bv, sv, tv, Strategy.RECURSIVE);
        boolean addedByBoth = b == null && differs(t, slot, sv, tv);
        if (outcome.conflict == null && !addedByBoth) {
            return outcome.value;
        }
        RowMerge rows = outcome.rows;
        Conflict conflict =
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
                                        ? "both sides created the object, but not with the same"
                                        : outcome.conflict)
                                + ".");
        Strategy strategy = findings.strategy(conflict);
        SlotMerge.Outcome second = SlotMerge.merge(slot, bv, sv, tv, strategy);
        boolean isSide = strategy == Strategy.OURS || strategy == Strategy.THEIRS;
        if (!isSide && (addedByBoth || second.conflict != null)) {
            findings.report(conflict);
            return tv;
        }
        findings.record(conflict, strategy);
        if (second.decided && slot.merge() == Slot.Merge.QUERY) {
            queries.put(t.path(), strategy);
        }
        return addedByBoth ? (strategy == Strategy.THEIRS ? sv : tv) : second.value;
    }

    /** What one side wrote for what the other one replaced. */
    private void keepTogether(@Nullable Node b, Node s, Node t, Map<String, Value> slots) {
        Slot mixed = Makeup.mixed(b, s, t, slots);
        if (mixed == null || findings.isOpen(t.path(), null)) {
            return;
        }
        String name = mixed.name();
        Conflict conflict =
                Conflict.slot(
                        t,
                        name,
                        text(b == null ? null : b.value(name)),
                        text(s.value(name)),
                        text(t.value(name)),
                        "One side changed the "
                                + name
                                + " of "
                                + t.path()
                                + ", the other side what was written for it.");
        Strategy side = findings.side(conflict);
        Makeup.take(slots, side == Strategy.THEIRS ? s : t);
    }

    /** One side dropped what the other one changed a property of. */
    private void resolveOrphans(@Nullable Node b, Node s, Node t, Map<String, Value> slots) {
        ObjectKind kind = ObjectKinds.ALL.of(t);
        Set<String> orphans = kind.orphans(t.withSlots(slots));
        if (orphans.isEmpty() || !kind.orphans(s).isEmpty() || !kind.orphans(t).isEmpty()) {
            return;
        }
        boolean told = false;
        for (Conflict conflict : findings.conflicts()) {
            String slot = conflict.slot();
            told |= conflict.path().equals(t.path()) && slot != null && orphans.contains(slot);
        }
        Strategy side = null;
        if (!told) {
            String what =
                    "One side dropped what the other one changed: " + new TreeSet<>(orphans) + ".";
            side = findings.side(conflict(Conflict.Type.DELETE_MODIFY, t, b, s, t, what));
        }
        Node winner = side == Strategy.THEIRS ? s : t;
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

    private void takeParts(Path path, Strategy strategy) {
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
        return node == null ? null : ddl(List.of(node), tree);
    }

    private static String ddl(List<Node> unit, SchemaTree tree) {
        String marked = Contradiction.text(unit);
        return marked == null ? Renderer.ddl(unit, tree) : marked;
    }

    static @Nullable String text(@Nullable Value value) {
        return value == null ? null : value.toString();
    }
}

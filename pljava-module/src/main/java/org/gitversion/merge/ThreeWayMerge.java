package org.gitversion.merge;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
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
    private final Map<Path, Node> merged = new TreeMap<>();
    private final List<Conflict> conflicts = new ArrayList<>();

    private ThreeWayMerge(
            SchemaTree base, SchemaTree source, SchemaTree target, Strategy strategy) {
        this.base = base;
        this.source = source;
        this.target = target;
        this.strategy = strategy;
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
        ThreeWayMerge merge = new ThreeWayMerge(base, source, target, strategy);
        SortedSet<Path> paths = new TreeSet<>(base.byPath().keySet());
        paths.addAll(source.byPath().keySet());
        paths.addAll(target.byPath().keySet());
        for (Path path : paths) {
            merge.mergeNode(path);
        }
        new Coherence(base, source, target, strategy, merge.merged, merge.conflicts).restore();
        return new MergeResult(SchemaTree.of(merge.merged.values()), merge.conflicts);
    }

    private void mergeNode(Path path) {
        Node b = base.get(path);
        Node s = source.get(path);
        Node t = target.get(path);
        if (same(s, t) || same(s, b)) {
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
        if (strategy == Strategy.OURS) {
            keep(t);
            return;
        }
        if (strategy == Strategy.THEIRS) {
            keep(s);
            return;
        }
        Node left = s == null ? t : s;
        if (left == null) {
            throw new IllegalStateException("one side has the object");
        }
        keep(t);
        conflicts.add(
                Conflict.object(
                        Conflict.Type.DELETE_MODIFY,
                        left,
                        ddl(b, base),
                        ddl(s, source),
                        ddl(t, target),
                        s == null
                                ? "The source dropped it, the target changed it."
                                : "The target dropped it, the source changed it."));
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
            SlotMerge.Outcome outcome = SlotMerge.merge(slot, bv, sv, tv, strategy);
            boolean addedByBoth = b == null && outcome.conflict == null && hides(slot, sv, tv);
            if (outcome.conflict != null || (addedByBoth && strategy == Strategy.RECURSIVE)) {
                conflicts.add(
                        Conflict.slot(
                                t,
                                slot.name(),
                                text(bv),
                                text(sv),
                                text(tv),
                                "Slot "
                                        + slot.name()
                                        + ": "
                                        + (outcome.conflict == null
                                                ? "both sides created the object differently"
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
        Node node = t.withSlots(slots);
        return node.at(t.path(), mergeReferences(b, s, t, node));
    }

    /** Without a base, a slot that only one side set would look like a change of that side. */
    private static boolean hides(Slot slot, @Nullable Value s, @Nullable Value t) {
        boolean free = slot.name().equals(Kind.COMMENT) || slot.merge() == Slot.Merge.SET;
        return !free && (s == null) != (t == null);
    }

    /**
     * References follow the slots: equal to one side's when the slots are, else merged as a set.
     */
    private static SortedSet<Path> mergeReferences(@Nullable Node b, Node s, Node t, Node merged) {
        if (merged.slots().equals(t.slots())) {
            return t.references();
        }
        if (merged.slots().equals(s.slots())) {
            return s.references();
        }
        SortedSet<Path> out = new TreeSet<>(t.references());
        for (Path reference : s.references()) {
            if (b == null || !b.references().contains(reference)) {
                out.add(reference);
            }
        }
        if (b != null) {
            for (Path reference : b.references()) {
                if (!s.references().contains(reference)) {
                    out.remove(reference);
                }
            }
        }
        return out;
    }

    private static boolean same(@Nullable Node a, @Nullable Node b) {
        return a == null ? b == null : a.equals(b);
    }

    static @Nullable String ddl(@Nullable Node node, SchemaTree tree) {
        return node == null ? null : Renderer.ddl(node, tree);
    }

    private static @Nullable String text(@Nullable Value value) {
        return value == null ? null : value.toString();
    }
}

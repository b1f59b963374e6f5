package org.gitversion.merge;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.gitversion.diff.Change;
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
    private final Map<Path, SchemaTree> kept = new TreeMap<>();
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
        for (Path path : paths) {
            merge.mergeNode(path);
        }
        for (Map.Entry<Path, SchemaTree> whole : merge.kept.entrySet()) {
            for (Node part : whole.getValue().below(whole.getKey())) {
                merge.merged.putIfAbsent(part.path(), part);
            }
        }
        new Coherence(base, source, target, strategy, merge.merged, merge.conflicts).restore();
        return new MergeResult(SchemaTree.of(merge.merged.values()), merge.conflicts);
    }

    private void mergeNode(Path path) {
        Node b = base.get(path);
        Node s = source.get(path);
        Node t = target.get(path);
        if (b != null && (s == null) != (t == null) && renamed.contains(path)) {
            deleteModify(b, s, t);
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
            Node winner = strategy == Strategy.OURS ? t : s;
            if (winner != null) {
                keep(winner);
                kept.put(winner.path(), strategy == Strategy.OURS ? target : source);
            }
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
            boolean undecided = strategy == Strategy.RECURSIVE || strategy == Strategy.UNION;
            if (outcome.conflict != null || (addedByBoth && undecided)) {
                conflicts.add(
                        Conflict.slot(
                                t,
                                slot.name(),
                                text(bv),
                                text(sv),
                                text(tv),
                                "The "
                                        + slot.name()
                                        + " of "
                                        + t.path()
                                        + ": "
                                        + (outcome.conflict == null
                                                ? "both sides created the object, one of them"
                                                        + " without it"
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
     * References follow the slots: equal to one side's where the slots are. Where both sides have
     * the same slots, or the result has neither's, they are merged as a set.
     */
    private static SortedSet<Path> mergeReferences(@Nullable Node b, Node s, Node t, Node merged) {
        boolean asTarget = sameText(merged, t);
        boolean asSource = sameText(merged, s);
        if (asTarget != asSource) {
            return asTarget ? t.references() : s.references();
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

    /** Comments and privileges refer to nothing. */
    private static boolean sameText(Node a, Node b) {
        SortedSet<String> changed = new TreeSet<>(Change.changedSlots(a, b));
        changed.remove(Kind.COMMENT);
        changed.remove(Kind.PRIVILEGES);
        return changed.isEmpty();
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

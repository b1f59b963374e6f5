package org.gitversion.merge;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.gitversion.model.Label;
import org.gitversion.model.Node;
import org.gitversion.model.Path;
import org.jspecify.annotations.Nullable;

/** Merges what two sides renamed among the labels of one enum. */
final class LabelMerge {
    private final Node base;
    private final RenamedSide source;
    private final RenamedSide target;
    private final Strategy strategy;
    private final Map<String, String> names = new TreeMap<>();
    private @Nullable String conflict;

    private LabelMerge(Node base, RenamedSide source, RenamedSide target, Strategy strategy) {
        this.base = base;
        this.source = source;
        this.target = target;
        this.strategy = strategy;
    }

    static LabelMerge of(Node base, RenamedSide source, RenamedSide target, Strategy strategy) {
        LabelMerge merge = new LabelMerge(base, source, target, strategy);
        merge.choose();
        merge.findClashes();
        if (merge.conflict != null && merge.decides()) {
            merge.conflict = null;
            merge.take(strategy == Strategy.THEIRS ? source : target);
            merge.findClashes();
        }
        return merge;
    }

    /**
     * Merges, and has what conflicts decided or reported.
     *
     * @param base the enum
     * @param place where it is in the result
     * @param source the one side
     * @param target the other side
     * @param findings get the conflict
     */
    static LabelMerge decided(
            Node base, Path place, RenamedSide source, RenamedSide target, Findings findings) {
        LabelMerge merged = of(base, source, target, Strategy.RECURSIVE);
        if (merged.conflict == null) {
            return merged;
        }
        Node s = source.of(base.path());
        Node t = target.of(base.path());
        Conflict conflict =
                Conflict.slot(
                        t == null ? base : t,
                        Label.SLOT,
                        text(base),
                        s == null ? null : text(s),
                        t == null ? null : text(t),
                        "The labels of " + place + ": " + merged.conflict + ".");
        Strategy side = findings.sideOf(conflict);
        LabelMerge second = side == null ? merged : of(base, source, target, side);
        if (side == null || second.conflict != null) {
            findings.report(conflict);
        } else {
            findings.record(conflict, side);
        }
        return second;
    }

    private static @Nullable String text(Node node) {
        return ThreeWayMerge.text(node.value(Label.SLOT));
    }

    /** What each label of the base is called in the result. */
    Map<String, String> names() {
        return names;
    }

    /** Why there is no result, as the end of a sentence; null where there is one. */
    @Nullable String conflict() {
        return conflict;
    }

    /** Whether one side renamed a label. */
    boolean isRenamed() {
        boolean renamed = false;
        for (Map.Entry<String, String> entry : names.entrySet()) {
            renamed |= !entry.getKey().equals(entry.getValue());
        }
        return renamed;
    }

    private boolean decides() {
        return strategy == Strategy.OURS || strategy == Strategy.THEIRS;
    }

    private Path path(String label) {
        return Label.path(base.path(), label);
    }

    private void choose() {
        for (String label : Label.of(base)) {
            String s = source.name(path(label));
            String t = target.name(path(label));
            String name = s.equals(label) || s.equals(t) ? t : s;
            if (!name.equals(s) && !s.equals(label) || !name.equals(t) && !t.equals(label)) {
                conflict = "both sides renamed label " + label + " differently";
            } else if (!name.equals(label) && isDropped(label, name)) {
                conflict = "one side renamed label " + label + ", the other one removed it";
            }
            names.put(label, name);
        }
    }

    /** A side without a label may have one of its new name: it was renamed there, too. */
    private boolean isDropped(String label, String name) {
        return isDropped(source, label, name) || isDropped(target, label, name);
    }

    private boolean isDropped(RenamedSide side, String label, String name) {
        Node type = side.has(base.path()) ? side.of(base.path()) : null;
        return type != null && !side.has(path(label)) && !Label.of(type).contains(name);
    }

    private void take(RenamedSide side) {
        RenamedSide other = side == source ? target : source;
        for (String label : Label.of(base)) {
            names.put(label, (side.has(path(label)) ? side : other).name(path(label)));
        }
    }

    /** No two labels get one name, nor one that a side gave to a new label. */
    private void findClashes() {
        Set<String> taken = new HashSet<>();
        for (Map.Entry<String, String> entry : names.entrySet()) {
            String name = entry.getValue();
            if (!taken.add(name)) {
                conflict = "different labels would be called " + name;
            } else if (isNew(source, entry.getKey(), name) || isNew(target, entry.getKey(), name)) {
                conflict =
                        "one side gave the name "
                                + name
                                + " to label "
                                + entry.getKey()
                                + ", the other one to a new label";
            }
        }
    }

    /** Whether a side that has the label by another name has a new label of this name. */
    private boolean isNew(RenamedSide side, String label, String name) {
        Node type = side.has(base.path()) ? side.of(base.path()) : null;
        if (type == null || !side.has(path(label)) || side.name(path(label)).equals(name)) {
            return false;
        }
        List<String> added = new ArrayList<>(Label.of(type));
        for (String old : Label.of(base)) {
            if (side.has(path(old))) {
                added.remove(side.name(path(old)));
            }
        }
        return added.contains(name);
    }
}

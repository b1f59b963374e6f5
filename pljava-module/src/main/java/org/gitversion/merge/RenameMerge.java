package org.gitversion.merge;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.gitversion.model.Node;
import org.gitversion.model.Path;
import org.gitversion.model.Renames;
import org.gitversion.model.SchemaTree;

/**
 * Merges the renames of two sides: for every object of the base, the path it has in the result. A
 * path is merged segment by segment, so that a renamed table and a renamed column of it combine.
 */
final class RenameMerge {
    private final SchemaTree source;
    private final SchemaTree target;
    private final Renames toSource;
    private final Renames toTarget;
    private final Strategy strategy;
    private final List<Conflict> conflicts = new ArrayList<>();
    private final Map<Path, Path> finalPaths = new TreeMap<>();

    private RenameMerge(
            SchemaTree source,
            SchemaTree target,
            Renames toSource,
            Renames toTarget,
            Strategy strategy) {
        this.source = source;
        this.target = target;
        this.toSource = toSource;
        this.toTarget = toTarget;
        this.strategy = strategy;
    }

    static RenameMerge of(
            SchemaTree base,
            SchemaTree source,
            SchemaTree target,
            Renames toSource,
            Renames toTarget,
            Strategy strategy) {
        RenameMerge merge = new RenameMerge(source, target, toSource, toTarget, strategy);
        if (!toSource.isEmpty() || !toTarget.isEmpty()) {
            for (Node node : base.nodes()) {
                merge.finalPaths.put(node.path(), merge.mergePath(node));
            }
            merge.displaceDropped();
        }
        return merge;
    }

    /** From the base to the merged naming. */
    Renames ofBase() {
        return Renames.of(finalPaths);
    }

    /** From the source to the merged naming. */
    Renames ofSource() {
        return conjugate(toSource, source);
    }

    /** From the target to the merged naming. */
    Renames ofTarget() {
        return conjugate(toTarget, target);
    }

    List<Conflict> conflicts() {
        return conflicts;
    }

    private Renames conjugate(Renames side, SchemaTree tree) {
        Map<Path, Path> out = new TreeMap<>();
        for (Map.Entry<Path, Path> entry : finalPaths.entrySet()) {
            Path there = side.apply(entry.getKey());
            if (tree.get(there) != null && survives(entry.getKey(), side, tree)) {
                out.put(there, entry.getValue());
            }
        }
        return Renames.of(out);
    }

    private static boolean survives(Path path, Renames side, SchemaTree tree) {
        Path there = side.apply(path);
        return tree.get(there) != null && side.inverse().apply(there).equals(path);
    }

    private Path mergePath(Node node) {
        List<String> b = node.path().segments();
        List<String> s = toSource.apply(node.path()).segments();
        List<String> t = toTarget.apply(node.path()).segments();
        String[] merged = new String[b.size()];
        for (int i = 0; i < merged.length; i++) {
            merged[i] = mergeSegment(node, i, b.get(i), s.get(i), t.get(i));
        }
        return Path.of(merged);
    }

    private String mergeSegment(Node node, int index, String b, String s, String t) {
        if (s.equals(t) || s.equals(b)) {
            return t;
        }
        if (t.equals(b)) {
            return s;
        }
        if (strategy == Strategy.THEIRS) {
            return s;
        }
        boolean own = index == node.path().segments().size() - 1;
        if (own && strategy != Strategy.OURS) {
            conflicts.add(
                    Conflict.object(
                            Conflict.Type.RENAME_RENAME,
                            node,
                            b,
                            s,
                            t,
                            "The source renamed it to \""
                                    + s
                                    + "\", the target to \""
                                    + t
                                    + "\"."));
        }
        return t;
    }

    /** An object that one side dropped makes room for one that got its name. */
    private void displaceDropped() {
        Map<Path, Path> holders = new HashMap<>();
        int spare = 0;
        for (Map.Entry<Path, Path> entry : finalPaths.entrySet()) {
            Path other = holders.put(entry.getValue(), entry.getKey());
            if (other == null) {
                continue;
            }
            if (!livesOnBoth(other)) {
                finalPaths.put(other, entry.getValue().sibling("gitversion_old_" + ++spare));
            } else if (!livesOnBoth(entry.getKey())) {
                entry.setValue(entry.getValue().sibling("gitversion_old_" + ++spare));
                holders.put(finalPaths.get(other), other);
            } else {
                settleCollision(other, entry.getKey(), entry.getValue());
            }
        }
    }

    /** Two living objects cannot share a name: one side's naming holds for both. */
    private void settleCollision(Path one, Path other, Path place) {
        Renames naming = strategy == Strategy.THEIRS ? toSource : toTarget;
        finalPaths.put(one, naming.apply(one));
        finalPaths.put(other, naming.apply(other));
        if (strategy == Strategy.RECURSIVE || strategy == Strategy.UNION) {
            conflicts.add(
                    Conflict.found(
                            Conflict.Type.RENAME_RENAME,
                            place,
                            "Both " + one + " and " + other + " would get this name."));
        }
    }

    private boolean livesOnBoth(Path path) {
        return survives(path, toSource, source) && survives(path, toTarget, target);
    }
}

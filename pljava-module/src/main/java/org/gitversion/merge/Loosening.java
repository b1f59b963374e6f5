package org.gitversion.merge;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.gitversion.kind.Inheritance;
import org.gitversion.model.Node;
import org.gitversion.model.Path;
import org.gitversion.model.Renames;
import org.gitversion.model.SchemaTree;
import org.gitversion.plan.Parting;
import org.jspecify.annotations.Nullable;

/**
 * Takes tables from parents that one side took them from, where that side, or the other one,
 * renamed what they inherit: as long as they belong together, PostgreSQL renames on both sides of
 * that or on none. So all three states part first, and are merged then.
 */
final class Loosening {
    private final SchemaTree base;
    private final SchemaTree source;
    private final SchemaTree target;
    private final Renames toSource;
    private final Renames toTarget;

    /** By child in the base: the parents that it is to be without. */
    private final Map<Path, Set<Path>> pairs = new TreeMap<>();

    private Loosening(
            SchemaTree base,
            SchemaTree source,
            SchemaTree target,
            Renames toSource,
            Renames toTarget) {
        this.base = base;
        this.source = source;
        this.target = target;
        this.toSource = toSource;
        this.toTarget = toTarget;
    }

    /** Finds what is to part; null where nothing is. */
    static @Nullable Loosening find(
            SchemaTree base,
            SchemaTree source,
            SchemaTree target,
            Renames toSource,
            Renames toTarget) {
        if (toSource.isEmpty() && toTarget.isEmpty()) {
            return null;
        }
        Loosening out = new Loosening(base, source, target, toSource, toTarget);
        Set<Path> renamed = new TreeSet<>();
        for (Renames names : List.of(toSource, toTarget)) {
            for (Path path : names.byOld().keySet()) {
                if (path.segments().size() > 2) {
                    renamed.add(Path.of(path.segment(0), path.segment(1)));
                }
            }
        }
        for (Node child : renamed.isEmpty() ? List.<Node>of() : base.nodes()) {
            if (child.has(Inheritance.INHERITS)) {
                for (Path parent : Inheritance.parents(child)) {
                    if (renamed.contains(parent) || renamed.contains(child.path())) {
                        out.add(child.path(), parent);
                    }
                }
            }
        }
        return out.pairs.isEmpty() ? null : out;
    }

    /** Parts tables from what one side tied them to, where the other side won. */
    static Loosening of(
            SchemaTree base,
            SchemaTree source,
            SchemaTree target,
            Renames toSource,
            Renames toTarget,
            Map<Path, Path> untied) {
        Loosening out = new Loosening(base, source, target, toSource, toTarget);
        for (Map.Entry<Path, Path> pair : untied.entrySet()) {
            out.pairs.put(pair.getKey(), new TreeSet<>(List.of(pair.getValue())));
        }
        return out;
    }

    private void add(Path child, Path parent) {
        Node theirs = source.get(toSource.apply(child));
        Node ours = target.get(toTarget.apply(child));
        if (theirs == null || ours == null) {
            return;
        }
        boolean isThere =
                Inheritance.parents(theirs).contains(toSource.apply(parent))
                        && Inheritance.parents(ours).contains(toTarget.apply(parent));
        if (!isThere) {
            Set<Path> parents = pairs.getOrDefault(child, new TreeSet<>());
            parents.add(parent);
            pairs.put(child, parents);
        }
    }

    /** The base with what parted. */
    SchemaTree base() {
        return in(base, Renames.NONE);
    }

    /** The source with what parted; the same tree where nothing was together. */
    SchemaTree source() {
        return in(source, toSource);
    }

    /** The target with what parted; the same tree where nothing was together. */
    SchemaTree target() {
        return in(target, toTarget);
    }

    private SchemaTree in(SchemaTree tree, Renames names) {
        Map<Path, @Nullable Node> changes = new TreeMap<>();
        for (Map.Entry<Path, Set<Path>> pair : pairs.entrySet()) {
            Node child = tree.get(names.apply(pair.getKey()));
            Set<Path> parents = new TreeSet<>();
            for (Path parent : pair.getValue()) {
                parents.add(names.apply(parent));
            }
            if (child != null) {
                parents.retainAll(Inheritance.tiedTo(child));
            }
            if (child != null && !parents.isEmpty()) {
                Parting.part(child, parents, tree, changes);
            }
        }
        return changes.isEmpty() ? tree : tree.with(changes);
    }
}

package org.gitversion.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which object of one state is which object of a later one, where the paths differ. Immutable.
 *
 * <p>A path that is not named follows the nearest named path above it.
 */
public final class Renames {
    /** Nothing was renamed. */
    public static final Renames NONE = new Renames(new TreeMap<>());

    private final TreeMap<Path, Path> byOld;

    private Renames(TreeMap<Path, Path> byOld) {
        this.byOld = byOld;
    }

    /**
     * Makes a set of renames.
     *
     * @param byOld new paths by old paths; entries that follow from one above are dropped
     * @return the renames
     */
    public static Renames of(Map<Path, Path> byOld) {
        TreeMap<Path, Path> kept = new TreeMap<>();
        Renames out = new Renames(kept);
        for (Map.Entry<Path, Path> entry : new TreeMap<>(byOld).entrySet()) {
            if (!out.apply(entry.getKey()).equals(entry.getValue())) {
                kept.put(entry.getKey(), entry.getValue());
            }
        }
        return out;
    }

    /**
     * Returns the new paths by old paths, those above before those below.
     *
     * @return immutable
     */
    public Map<Path, Path> byOld() {
        return Collections.unmodifiableMap(byOld);
    }

    /**
     * Tells whether nothing was renamed.
     *
     * @return true for none
     */
    public boolean isEmpty() {
        return byOld.isEmpty();
    }

    /**
     * Follows a path to the later state.
     *
     * @param path a path of the earlier state
     * @return its path in the later state
     */
    public Path apply(Path path) {
        if (byOld.isEmpty()) {
            return path;
        }
        for (Path up = path; up != null; up = up.up(1)) {
            Path to = byOld.get(up);
            if (to != null) {
                return path.moved(up, to);
            }
        }
        return path;
    }

    /**
     * Turns the renames around.
     *
     * @return from the later to the earlier state
     */
    public Renames inverse() {
        TreeMap<Path, Path> out = new TreeMap<>();
        for (Map.Entry<Path, Path> entry : byOld.entrySet()) {
            out.put(entry.getValue(), entry.getKey());
        }
        return new Renames(out);
    }

    /**
     * Appends the renames of the next step.
     *
     * @param next from the later state to one later still
     * @return from the earlier state to the last one
     */
    public Renames then(Renames next) {
        if (byOld.isEmpty()) {
            return next;
        }
        if (next.byOld.isEmpty()) {
            return this;
        }
        TreeMap<Path, Path> out = new TreeMap<>();
        for (Map.Entry<Path, Path> entry : byOld.entrySet()) {
            out.put(entry.getKey(), next.apply(entry.getValue()));
        }
        Renames back = inverse();
        for (Map.Entry<Path, Path> entry : next.byOld.entrySet()) {
            Path first = back.apply(entry.getKey());
            // Else it is a namesake that came into being on the way.
            if (apply(first).equals(entry.getKey())) {
                out.put(first, entry.getValue());
            }
        }
        return of(out);
    }

    /**
     * Gives the objects of a tree, their references and labels the paths of the later state. Texts
     * inside of slots stay as they are.
     *
     * @param tree the earlier state
     * @return the tree under its later paths
     */
    public SchemaTree apply(SchemaTree tree) {
        if (byOld.isEmpty()) {
            return tree;
        }
        List<Node> nodes = new ArrayList<>(tree.size());
        for (Node node : tree.nodes()) {
            SortedSet<Path> references = new TreeSet<>();
            for (Path reference : node.references()) {
                references.add(apply(reference));
            }
            nodes.add(Label.renamed(node, this).at(apply(node.path()), references));
        }
        return SchemaTree.of(nodes);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Renames && ((Renames) other).byOld.equals(byOld);
    }

    @Override
    public int hashCode() {
        return byOld.hashCode();
    }

    @Override
    public String toString() {
        return byOld.toString();
    }
}

package org.gitversion.merge;

import org.gitversion.model.Label;
import org.gitversion.model.Node;
import org.gitversion.model.Path;
import org.gitversion.model.Renames;
import org.gitversion.model.SchemaTree;
import org.jspecify.annotations.Nullable;

/** One side: its state and what it renamed. */
final class RenamedSide {
    final SchemaTree tree;
    final Renames renames;
    final Renames back;

    RenamedSide(SchemaTree tree, Renames renames) {
        this.tree = tree;
        this.renames = renames;
        this.back = renames.inverse();
    }

    /** Tells whether an object or label of the base is still there. */
    boolean has(Path path) {
        Path there = renames.apply(path);
        return (tree.get(there) != null || Label.isIn(tree, there))
                && back.apply(there).equals(path);
    }

    /** What an object of the base is on this side. */
    @Nullable Node of(Path path) {
        return tree.get(renames.apply(path));
    }

    /** The last segment of an object's path; that of the base where it is gone. */
    String name(Path path) {
        return has(path) ? renames.apply(path).name() : path.name();
    }
}

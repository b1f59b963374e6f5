package org.gitversion.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.gitversion.error.ErrorCode;
import org.gitversion.error.GitVersionException;
import org.gitversion.kind.Ddl;
import org.gitversion.kind.Inheritance;
import org.gitversion.kind.ObjectKind;
import org.gitversion.kind.ObjectKinds;
import org.gitversion.model.Node;
import org.gitversion.model.Path;
import org.gitversion.model.Renames;
import org.gitversion.model.SchemaTree;
import org.jspecify.annotations.Nullable;

/**
 * Gives objects of a live schema their new names. PostgreSQL itself then changes whatever mentions
 * them. Only names of the objects themselves are changed: what merely moves with a renamed table
 * needs no statement.
 */
public final class RenameSteps {
    private final SchemaTree tree;
    private final List<Step> steps = new ArrayList<>();

    /** The renames still to be done, at one level of the tree: final paths by old paths. */
    private final Map<Path, Path> pending = new TreeMap<>();

    private RenameSteps(SchemaTree tree) {
        this.tree = tree;
    }

    /**
     * Finds the statements: level by level, but routines first, as types are part of their paths.
     *
     * @param tree the schema as it is
     * @param renames the new paths of its objects
     * @return the statements in executable order; names may be swapped
     */
    public static List<Step> of(SchemaTree tree, Renames renames) {
        RenameSteps out = new RenameSteps(tree);
        for (int level = 1; level <= 4; level++) {
            for (Map.Entry<Path, Path> entry : renames.byOld().entrySet()) {
                Path from = entry.getKey();
                String name = out.bareName(from, from.name());
                if (tree.get(from) != null
                        && level == (name.equals(from.name()) ? from.segments().size() : 1)
                        && !name.equals(out.bareName(from, entry.getValue().name()))
                        && !out.follows(from, entry.getValue(), renames)) {
                    out.pending.put(from, entry.getValue());
                }
            }
            out.renameLevel();
        }
        out.steps.addAll(LabelSteps.of(tree, renames));
        return out.steps;
    }

    /** Columns and checks get the new names of those they are inherited from. */
    private boolean follows(Path from, Path end, Renames renames) {
        Node node = tree.get(from);
        if (node == null || node.has(Inheritance.ATTACHED_TO)) {
            return false;
        }
        for (Path origin : Inheritance.origins(node, tree)) {
            Path other = renames.byOld().get(origin);
            if (origin.name().equals(from.name())
                    && other != null
                    && other.name().equals(end.name())) {
                return true;
            }
        }
        return false;
    }

    private String bareName(Path path, String segment) {
        Node node = tree.get(path);
        return node == null ? segment : ObjectKinds.ALL.of(node).bareName(segment);
    }

    /** Renames in an order in which no name is taken; a cycle is broken by a name in between. */
    private void renameLevel() {
        Map<Path, String> current = new TreeMap<>();
        for (Path path : pending.keySet()) {
            current.put(path, path.name());
        }
        int spare = 0;
        while (!pending.isEmpty()) {
            Path next = null;
            for (Path path : pending.keySet()) {
                if (isFree(path, current)) {
                    next = path;
                    break;
                }
            }
            if (next != null) {
                rename(next, current, null);
                pending.remove(next);
            } else {
                Path first = pending.keySet().iterator().next();
                rename(first, current, "gitversion_swap_" + ++spare);
            }
        }
    }

    private boolean isFree(Path path, Map<Path, String> current) {
        Path wanted = end(path);
        String name = bareName(path, wanted.name());
        for (Map.Entry<Path, String> other : current.entrySet()) {
            Path otherPath = other.getKey();
            if (!otherPath.equals(path)
                    && pending.containsKey(otherPath)
                    && name.equals(bareName(otherPath, other.getValue()))
                    && (wanted.segments().size() == 2
                            || Objects.equals(end(otherPath).up(1), wanted.up(1)))) {
                return false;
            }
        }
        return true;
    }

    private Path end(Path path) {
        Path end = pending.get(path);
        if (end == null) {
            throw new IllegalStateException("no rename of " + path);
        }
        return end;
    }

    /**
     * Names an object that already is where it will be, except for its own name: with a name in
     * between, or for good.
     */
    private void rename(Path path, Map<Path, String> current, @Nullable String between) {
        Node original = tree.get(path);
        String now = current.get(path);
        if (original == null || now == null) {
            throw new IllegalStateException("no node at " + path);
        }
        Node node = original.at(end(path).sibling(now), original.references());
        ObjectKind kind = ObjectKinds.ALL.of(node);
        String name = between == null ? end(path).name() : kind.withBareName(now, between);
        List<Ddl> statements = kind.rename(node, name);
        if (statements == null) {
            throw new GitVersionException(
                    ErrorCode.CANNOT_ALTER,
                    kind.kind() + " \"" + path + "\" cannot be renamed",
                    "PostgreSQL has no statement for it.",
                    "Drop the object on both branches and create it under the new name.");
        }
        for (Ddl ddl : statements) {
            steps.add(new Step(path, ddl));
        }
        current.put(path, name);
    }
}

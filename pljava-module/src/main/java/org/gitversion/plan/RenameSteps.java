package org.gitversion.plan;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
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
    private static final String SPARE = "gitversion_swap_";

    private final SchemaTree tree;
    private final List<Step> steps = new ArrayList<>();

    /** The renames still to be done: final paths by old paths. */
    private final Map<Path, Path> pending = new TreeMap<>();

    /** What they are called meanwhile. */
    private final Map<Path, String> current = new TreeMap<>();

    private RenameSteps(SchemaTree tree) {
        this.tree = tree;
    }

    /**
     * Finds the statements: those above before those below where that is possible, but routines
     * first, as types are part of their paths.
     *
     * @param tree the schema as it is
     * @param renames the new paths of its objects
     * @return the statements in executable order; names may be swapped
     */
    public static List<Step> of(SchemaTree tree, Renames renames) {
        RenameSteps out = new RenameSteps(tree);
        out.renameAll(renames, true);
        out.renameAll(renames, false);
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

    private void renameAll(Renames renames, boolean routines) {
        for (Map.Entry<Path, Path> entry : renames.byOld().entrySet()) {
            Path from = entry.getKey();
            String name = bareName(from, from.name());
            boolean isRoutine = !name.equals(from.name());
            if (tree.get(from) != null
                    && isRoutine == routines
                    && !name.equals(bareName(from, entry.getValue().name()))
                    && !follows(from, entry.getValue(), renames)) {
                pending.put(from, entry.getValue());
                current.put(from, from.name());
            }
        }
        renamePending();
    }

    /** Renames in an order in which no name is taken; a cycle is broken by a name in between. */
    private void renamePending() {
        int spare = 0;
        while (!pending.isEmpty()) {
            Path next = null;
            Path shallow = null;
            for (Path path : pending.keySet()) {
                int depth = path.segments().size();
                if ((next == null || depth < next.segments().size()) && isFree(path)) {
                    next = path;
                }
                if (shallow == null || depth < shallow.segments().size()) {
                    shallow = path;
                }
            }
            if (next != null) {
                rename(next, null);
                pending.remove(next);
                current.remove(next);
            } else if (shallow != null) {
                rename(shallow, SPARE + ++spare);
            }
        }
    }

    private boolean isFree(Path path) {
        Path wanted = end(path);
        String name = bareName(path, wanted.name());
        for (Map.Entry<Path, String> other : current.entrySet()) {
            Path otherPath = other.getKey();
            if (!otherPath.equals(path)
                    && name.equals(bareName(otherPath, other.getValue()))
                    && (wanted.segments().size() == 2 && otherPath.segments().size() == 2
                            || Objects.equals(end(otherPath).up(1), wanted.up(1))
                            || !Collections.disjoint(namespaces(path), namespaces(otherPath)))) {
                return false;
            }
        }
        return true;
    }

    private Set<String> namespaces(Path path) {
        Node node = tree.get(path);
        return node == null ? Set.of() : ObjectKinds.ALL.of(node).namespaces(node);
    }

    private Path end(Path path) {
        Path end = pending.get(path);
        if (end == null) {
            throw new IllegalStateException("no rename of " + path);
        }
        return end;
    }

    /**
     * Where an object is called for now: what it is part of may have its new name already, or still
     * wait for it.
     */
    private Path place(Path path) {
        Path end = end(path);
        if (end.segments().size() > 2) {
            for (Map.Entry<Path, Path> other : pending.entrySet()) {
                Path owner = other.getKey();
                String now = current.get(owner);
                if (now != null
                        && owner.segments().size() == 2
                        && owner.name().equals(path.segment(1))
                        && other.getValue().name().equals(end.segment(1))
                        && namespaces(owner).contains("relation")) {
                    List<String> segments = new ArrayList<>(end.segments());
                    segments.set(1, now);
                    return Path.of(segments.toArray(new String[0]));
                }
            }
        }
        return end;
    }

    /** Gives an object another name: one in between, or for good. */
    private void rename(Path path, @Nullable String between) {
        Node original = tree.get(path);
        String now = current.get(path);
        if (original == null || now == null) {
            throw new IllegalStateException("no node at " + path);
        }
        Node node = original.at(place(path).sibling(now), original.references());
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

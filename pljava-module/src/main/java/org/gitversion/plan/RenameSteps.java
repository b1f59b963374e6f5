package org.gitversion.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.gitversion.error.ErrorCode;
import org.gitversion.error.GitVersionException;
import org.gitversion.kind.Ddl;
import org.gitversion.kind.ObjectKind;
import org.gitversion.kind.ObjectKinds;
import org.gitversion.model.Node;
import org.gitversion.model.Path;
import org.gitversion.model.Renames;
import org.gitversion.model.SchemaTree;

/**
 * Gives objects of a live schema their new names. PostgreSQL itself then changes whatever mentions
 * them. Only names of the objects themselves are changed: what merely moves with a renamed table
 * needs no statement.
 */
public final class RenameSteps {
    private final SchemaTree tree;
    private final List<Step> steps = new ArrayList<>();

    /** The renames still to be done, among objects with the same parent, by old name. */
    private final Map<Path, String> pending = new TreeMap<>();

    private Renames done = Renames.NONE;

    private RenameSteps(SchemaTree tree) {
        this.tree = tree;
    }

    /**
     * Finds the statements.
     *
     * @param tree the schema as it is
     * @param renames the new paths of its objects
     * @return the statements in executable order; names may be swapped
     */
    public static List<Step> of(SchemaTree tree, Renames renames) {
        RenameSteps out = new RenameSteps(tree);
        for (int depth = 2; depth <= 4; depth++) {
            for (Map.Entry<Path, Path> entry : renames.byOld().entrySet()) {
                Path from = entry.getKey();
                String name = entry.getValue().name();
                if (from.segments().size() == depth
                        && tree.get(from) != null
                        && !bareName(from.name()).equals(bareName(name))) {
                    out.pending.put(from, name);
                }
            }
            out.renameLevel();
        }
        return out.steps;
    }

    private static String bareName(String name) {
        int parenthesis = name.indexOf('(');
        return parenthesis > 0 ? name.substring(0, parenthesis) : name;
    }

    /** Renames in an order in which no name is taken; a cycle is broken by a name in between. */
    private void renameLevel() {
        Map<Path, Path> current = new HashMap<>();
        for (Path path : pending.keySet()) {
            current.put(path, path);
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
                rename(next, current, pending.remove(next));
            } else {
                Path first = pending.keySet().iterator().next();
                rename(first, current, "gitversion_swap_" + ++spare);
            }
        }
        Map<Path, Path> all = new TreeMap<>();
        for (Map.Entry<Path, Path> entry : current.entrySet()) {
            all.put(done.apply(entry.getKey()), entry.getValue());
        }
        done = done.then(Renames.of(all));
    }

    private boolean isFree(Path path, Map<Path, Path> current) {
        String name = pending.get(path);
        for (Path other : pending.keySet()) {
            Path now = current.get(other);
            if (!other.equals(path) && now != null && now.name().equals(name)) {
                return false;
            }
        }
        return true;
    }

    private void rename(Path path, Map<Path, Path> current, String name) {
        Node original = tree.get(path);
        Path now = current.get(path);
        if (original == null || now == null) {
            throw new IllegalStateException("no node at " + path);
        }
        Node node = original.at(done.apply(now), original.references());
        ObjectKind kind = ObjectKinds.ALL.of(node);
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
        current.put(path, now.sibling(name));
    }
}

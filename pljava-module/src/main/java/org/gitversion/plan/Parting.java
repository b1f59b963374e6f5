package org.gitversion.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.gitversion.kind.IndexKind;
import org.gitversion.kind.Inheritance;
import org.gitversion.kind.TableKind;
import org.gitversion.model.Node;
import org.gitversion.model.Path;
import org.gitversion.model.SchemaTree;
import org.gitversion.model.Value;
import org.jspecify.annotations.Nullable;

/** What a table is when it is taken from parents: it declares what it inherited. */
public final class Parting {
    private Parting() {}

    /**
     * Parts a table from parents, or from its type.
     *
     * @param child the table
     * @param parents what it inherits from, is a partition or of the type of
     * @param tree the state they belong to
     * @param changes gets what differs afterwards
     */
    public static void part(
            Node child, Set<Path> parents, SchemaTree tree, Map<Path, @Nullable Node> changes) {
        List<String> kept = new ArrayList<>();
        for (Path parent : Inheritance.parents(child)) {
            if (!parents.contains(parent)) {
                kept.add(parent.name());
            }
        }
        SortedSet<Path> references = new TreeSet<>(child.references());
        references.removeAll(parents);
        Node free =
                child.with(Inheritance.INHERITS, kept.isEmpty() ? null : Value.items(kept))
                        .with(Inheritance.PARTITION_BOUND, null)
                        .at(child.path(), references);
        if (Inheritance.isPartition(child)) {
            // Its triggers are those of the parent, and go.
            free = free.with("trigger_states", null);
        }
        for (Path parent : parents) {
            if (!parent.segment(0).equals(TableKind.FOLDER)) {
                free = free.with(Inheritance.OF_TYPE, null);
            }
        }
        changes.put(child.path(), free);
        List<Node> parts = new ArrayList<>(tree.below(child.path()));
        for (Node index : tree.below(Path.of(IndexKind.FOLDER))) {
            if (Path.of(TableKind.FOLDER, index.required("table")).equals(child.path())) {
                parts.add(index);
            }
        }
        for (Node part : parts) {
            Node alone = alone(part, parents, tree);
            if (!alone.equals(part)) {
                changes.put(part.path(), alone);
            }
        }
    }

    private static Node alone(Node part, Set<Path> parents, SchemaTree tree) {
        SortedSet<Path> references = new TreeSet<>(part.references());
        boolean isLeft = false;
        boolean isFree = false;
        for (Path origin : Inheritance.origins(part, tree)) {
            Node whole = tree.get(origin);
            Path table =
                    whole != null && whole.kind().folder().equals(IndexKind.FOLDER)
                            ? Path.of(TableKind.FOLDER, whole.required("table"))
                            : origin.up(2);
            boolean goes = table != null && parents.contains(table);
            isFree |= goes;
            isLeft |= !goes;
            if (goes) {
                references.remove(origin);
            }
        }
        if (isFree && part.has("table") && refersToColumn(part)) {
            references.remove(Path.of(TableKind.FOLDER, part.required("table")));
        }
        return !isFree || isLeft
                ? part
                : part.with(Inheritance.INHERITED, null)
                        .with(Inheritance.ATTACHED_TO, null)
                        .at(part.path(), references);
    }

    private static boolean refersToColumn(Node index) {
        boolean refers = false;
        for (Path reference : index.references()) {
            refers |= reference.isBelow(Path.of(TableKind.FOLDER, index.required("table")));
        }
        return refers;
    }
}

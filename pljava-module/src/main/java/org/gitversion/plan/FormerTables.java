package org.gitversion.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.gitversion.error.ErrorCode;
import org.gitversion.error.GitVersionException;
import org.gitversion.kind.ColumnKind;
import org.gitversion.kind.Identifier;
import org.gitversion.kind.IndexKind;
import org.gitversion.kind.Inheritance;
import org.gitversion.kind.ObjectKinds;
import org.gitversion.kind.RowsKind;
import org.gitversion.kind.TableKind;
import org.gitversion.model.Kind;
import org.gitversion.model.Node;
import org.gitversion.model.Path;
import org.gitversion.model.SchemaTree;
import org.gitversion.model.Value;
import org.jspecify.annotations.Nullable;

/** Tables that give way to new ones: nothing may need them any more, and they keep only columns. */
final class FormerTables {
    private static final String OWNED_BY = "owned_by";

    /** What a table gets when it has its rows. */
    static final List<String> LATE =
            List.of(
                    "replica_identity",
                    "clustered_on",
                    "trigger_states",
                    "trigger_comments",
                    "row_security",
                    "force_row_security",
                    Kind.COMMENT,
                    Kind.PRIVILEGES);

    private final SchemaTree from;
    private final Set<Path> former;
    private final Map<Path, @Nullable Node> cleared;

    /**
     * Prepares.
     *
     * @param from the state as it is
     * @param former the tables
     * @param cleared gets what is to go, and what differs until then
     */
    FormerTables(SchemaTree from, Set<Path> former, Map<Path, @Nullable Node> cleared) {
        this.from = from;
        this.former = former;
        this.cleared = cleared;
    }

    /** Takes everything away that needs the former tables, and all that they have but columns. */
    void clear() {
        Dependents dependents = new Dependents(from);
        List<Path> pending = new ArrayList<>();
        for (Path table : former) {
            Node node = from.get(table);
            if (node != null) {
                if (Inheritance.isPartition(node)
                        && !former.contains(Inheritance.parents(node).get(0))) {
                    Set<Path> parents = new TreeSet<>(Inheritance.parents(node));
                    Parting.part(node, parents, from, cleared);
                    node = cleared.getOrDefault(table, node);
                    // Its indexes go, and let the new table have their names.
                    for (Node index : from.below(Path.of(IndexKind.FOLDER))) {
                        if (table.equals(Attachments.table(index))) {
                            cleared.remove(index.path());
                        }
                    }
                }
                for (String slot : LATE.subList(0, 6)) {
                    node = node.with(slot, null);
                }
                SortedSet<Path> references = new TreeSet<>();
                for (Path reference : node.references()) {
                    boolean isOwn = reference.segment(0).equals("indexes");
                    if (!isOwn && !reference.isBelow(table)) {
                        references.add(reference);
                    }
                }
                cleared.put(table, node.at(table, references));
            }
            for (Node part : from.below(table)) {
                if (!part.kind().folder().equals(ColumnKind.FOLDER)) {
                    cleared.put(part.path(), null);
                }
            }
            pending.add(table);
        }
        for (Node sequence : from.below(Path.of("sequences"))) {
            String owner = sequence.text(OWNED_BY);
            if (owner != null && isFormer(Path.parse(owner))) {
                SortedSet<Path> references = new TreeSet<>(sequence.references());
                references.remove(Path.parse(owner));
                Node free = sequence.with(OWNED_BY, null);
                cleared.put(sequence.path(), free.at(sequence.path(), references));
            }
        }
        Set<Path> seen = new TreeSet<>();
        while (!pending.isEmpty()) {
            Path gone = pending.remove(pending.size() - 1);
            for (Node dependent : dependents.of(gone)) {
                if (seen.add(dependent.path())) {
                    clear(dependent, gone, pending);
                }
            }
        }
    }

    private boolean isFormer(Path path) {
        return former.contains(path)
                || path.segments().size() > 2
                        && former.contains(Path.of(path.segment(0), path.segment(1)));
    }

    private void clear(Node dependent, Path gone, List<Path> pending) {
        Path path = dependent.path();
        String folder = dependent.kind().folder();
        if (isFormer(path) && !folder.equals("constraints")) {
            return;
        }
        if (dependent.has(OWNED_BY)) {
            return;
        }
        Node leaving = cleared.get(path);
        if (leaving != null && !leaving.has(Inheritance.PARTITION_BOUND)) {
            return;
        }
        if (ObjectKinds.ALL.of(dependent) instanceof RowsKind) {
            if (former.contains(Path.of(TableKind.FOLDER, path.segment(1)))) {
                cleared.put(path, null);
            }
            return;
        }
        Node loose = loose(dependent, gone);
        if (loose != null) {
            cleared.put(path, loose);
            pending.add(path);
            return;
        }
        Path unit = from.unitOf(path);
        boolean isOfTable = unit.segment(0).equals(TableKind.FOLDER);
        Node whole = isOfTable || !dependent.kind().isEmbedded() ? dependent : from.get(unit);
        if (whole == null
                || !ObjectKinds.ALL.of(whole).rebuildable(whole)
                || isOfTable && folder.equals(ColumnKind.FOLDER)) {
            throw new GitVersionException(
                            ErrorCode.CANNOT_ALTER,
                            "table \"" + gone + "\" cannot be made again",
                            dependent.kind()
                                    + " \""
                                    + path
                                    + "\" needs it, and cannot be made"
                                    + " again without losing rows.",
                            "Nothing was changed. Change that object first.")
                    .about(gone.toString(), null);
        }
        cleared.put(whole.path(), null);
        for (Node part : from.below(whole.path())) {
            cleared.put(part.path(), null);
        }
        pending.add(whole.path());
    }

    /** A column of rows of the table, which are texts until there is another table. */
    static @Nullable Node loose(Node column, Path gone) {
        String type = column.kind().name().equals("column") ? column.required("type") : "";
        String row = Identifier.quote(gone.name());
        if (column.has("generated") || !type.equals(row) && !type.equals(row + "[]")) {
            return null;
        }
        SortedSet<Path> references = new TreeSet<>(column.references());
        references.remove(gone);
        return column.with("type", Value.text(type.equals(row) ? "text" : "text[]"))
                .with("default", null)
                .at(column.path(), references);
    }
}

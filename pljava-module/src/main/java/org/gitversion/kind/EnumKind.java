package org.gitversion.kind;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.gitversion.canonical.Labels;
import org.gitversion.model.Kind;
import org.gitversion.model.Node;
import org.gitversion.model.Path;
import org.gitversion.model.SchemaTree;
import org.gitversion.model.Slot;
import org.jspecify.annotations.Nullable;

/**
 * Enumerated types. Labels can be added and renamed in place; a label cannot be removed or moved,
 * so that the type must be built again. Which label was renamed is known by its identity, as of
 * objects.
 */
public final class EnumKind extends TypeKind {
    private static final Kind KIND = Kind.of("enum", FOLDER, Slot.labels("labels"));

    @Override
    public Kind kind() {
        return KIND;
    }

    @Override
    public Set<String> namespaces(Node node) {
        return Set.of("type");
    }

    @Override
    public int locksOfDrop(Node node, SchemaTree tree) {
        return 2;
    }

    @Override
    public int rank() {
        return 10;
    }

    @Override
    public List<Ddl> create(Node node, SchemaTree tree) {
        List<String> labels = new ArrayList<>();
        for (String label : TableKind.items(node, "labels")) {
            labels.add(Identifier.literal(label));
        }
        return List.of(
                Ddl.of("CREATE " + target(node) + " AS ENUM (" + String.join(", ", labels) + ")"));
    }

    @Override
    public @Nullable List<Ddl> alter(Node from, Node to, Set<String> changed, SchemaTree tree) {
        List<String> before = TableKind.items(from, "labels");
        List<String> after = TableKind.items(to, "labels");
        if (!Labels.isPartOf(before, after)) {
            return null;
        }
        List<Ddl> out = new ArrayList<>(1);
        int kept = 0;
        for (String label : after) {
            if (kept < before.size() && before.get(kept).equals(label)) {
                kept++;
            } else {
                out.add(add(to, label, kept < before.size() ? before.get(kept) : null));
            }
        }
        return out;
    }

    /**
     * Renames a label, with the rows that have it and all that mentions it.
     *
     * @param type the type under its present name
     * @param label the label
     * @param name what it will be called
     * @return the statement
     */
    public static Ddl renameLabel(Path type, String label, String name) {
        return Ddl.of(
                "ALTER TYPE "
                        + Identifier.quote(type.name())
                        + " RENAME VALUE "
                        + Identifier.literal(label)
                        + " TO "
                        + Identifier.literal(name));
    }

    private Ddl add(Node node, String label, @Nullable String before) {
        String sql =
                "ALTER "
                        + target(node)
                        + " ADD VALUE "
                        + Identifier.literal(label)
                        + (before == null ? "" : " BEFORE " + Identifier.literal(before));
        return Ddl.of(sql).noting("The label can be used once the transaction is committed.");
    }
}

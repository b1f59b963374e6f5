package org.gitversion.kind;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gitversion.canonical.Labels;
import org.gitversion.model.Kind;
import org.gitversion.model.Node;
import org.gitversion.model.SchemaTree;
import org.gitversion.model.Slot;
import org.jspecify.annotations.Nullable;

/**
 * Enumerated types. Labels can be added and renamed in place; a label cannot be removed or moved,
 * so that the type must be built again, which no column of that type survives. Where as many labels
 * went as came, between two that stayed, they were renamed in this order: PostgreSQL has no other
 * way to get rid of a label.
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
        Map<String, String> renames = Labels.renames(before, after);
        if (renames == null) {
            return null;
        }
        List<Ddl> out = new ArrayList<>(1);
        for (String label : before) {
            String name = renames.get(label);
            if (name != null) {
                out.add(rename(to, label, name));
            }
        }
        List<String> renamed = Labels.renamed(before, renames);
        int kept = 0;
        for (String label : after) {
            if (kept < renamed.size() && renamed.get(kept).equals(label)) {
                kept++;
            } else {
                out.add(add(to, label, kept < renamed.size() ? renamed.get(kept) : null));
            }
        }
        return out;
    }

    private Ddl rename(Node node, String from, String to) {
        return Ddl.of(
                "ALTER "
                        + target(node)
                        + " RENAME VALUE "
                        + Identifier.literal(from)
                        + " TO "
                        + Identifier.literal(to));
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

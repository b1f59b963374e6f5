package org.gitversion.kind;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.gitversion.model.Kind;
import org.gitversion.model.Node;
import org.gitversion.model.Path;
import org.gitversion.model.SchemaTree;
import org.gitversion.model.Slot;
import org.jspecify.annotations.Nullable;

/** Extended statistics. */
public final class StatisticsKind extends ObjectKind {
    private static final String TARGET = "target";

    private static final Kind KIND =
            Kind.of(
                    "statistics",
                    "statistics",
                    Slot.atomic("table"),
                    Slot.atomic("columns").worded(),
                    Slot.set("kinds").closed(),
                    Slot.atomic(TARGET));

    @Override
    public Kind kind() {
        return KIND;
    }

    /** Its table is locked anyway. */
    @Override
    public int locksOfCreate(Node node, SchemaTree tree) {
        return 0;
    }

    @Override
    public int rank() {
        return 75;
    }

    @Override
    public String target(Node node) {
        return "STATISTICS " + Identifier.quote(node.name());
    }

    @Override
    public boolean hasOwner(Node node) {
        return true;
    }

    @Override
    public List<Ddl> create(Node node, SchemaTree tree) {
        StringBuilder sql = new StringBuilder(120).append("CREATE ").append(target(node));
        List<String> kinds = TableKind.items(node, "kinds");
        if (!kinds.isEmpty()) {
            sql.append(" (").append(String.join(", ", kinds)).append(')');
        }
        sql.append(" ON ").append(node.required("columns"));
        sql.append(" FROM ").append(node.required("table"));
        List<Ddl> out = new ArrayList<>(1);
        out.add(Ddl.of(sql.toString(), Ddl.Lock.SHARE_UPDATE_EXCLUSIVE));
        if (node.has(TARGET)) {
            out.add(setTarget(node));
        }
        return out;
    }

    private static Ddl setTarget(Node node) {
        String value = node.text(TARGET);
        return Ddl.of(
                "ALTER STATISTICS "
                        + Identifier.quote(node.name())
                        + " SET STATISTICS "
                        + (value == null ? "-1" : value));
    }

    @Override
    public @Nullable List<Ddl> alter(Node from, Node to, Set<String> changed, SchemaTree tree) {
        return changed.size() == 1 && changed.contains(TARGET) ? List.of(setTarget(to)) : null;
    }

    @Override
    public @Nullable List<Ddl> rename(Node node, String newName) {
        return List.of(Ddl.of("ALTER " + target(node) + " RENAME TO " + Identifier.quote(newName)));
    }

    @Override
    public List<Ddl> drop(Node node, SchemaTree tree) {
        return List.of(Ddl.of("DROP " + target(node), Ddl.Lock.SHARE_UPDATE_EXCLUSIVE));
    }

    @Override
    public @Nullable Path droppedWith(Node node, SchemaTree tree) {
        for (Path need : node.references()) {
            String folder = need.segment(0);
            if (folder.equals(TableKind.FOLDER) || folder.equals(MaterializedViewKind.FOLDER)) {
                Path relation = Path.of(folder, need.segment(1));
                if (Identifier.quote(relation.name()).equals(node.text("table"))) {
                    return relation;
                }
            }
        }
        return null;
    }
}

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

/** Columns of materialized views. Name, order and type follow from the query. */
public final class MaterializedViewColumnKind extends ObjectKind {
    private static final Kind KIND =
            Kind.embedded(
                    "materialized_view_column",
                    ColumnKind.FOLDER,
                    Slot.atomic("type").worded(),
                    Slot.atomic("collation").worded(),
                    Slot.atomic("storage"),
                    Slot.atomic("compression"),
                    Slot.atomic("statistics"),
                    Slot.set("options"));

    @Override
    public Kind kind() {
        return KIND;
    }

    @Override
    public int rank() {
        return 67;
    }

    @Override
    public String target(Node node) {
        return "COLUMN " + view(node) + "." + name(node);
    }

    @Override
    public String grantTarget(Node node) {
        return "TABLE " + view(node);
    }

    @Override
    public String grantColumns(Node node) {
        return "(" + name(node) + ")";
    }

    /** Returns what the materialized view's own statement does not say. */
    @Override
    public List<Ddl> create(Node node, SchemaTree tree) {
        List<Ddl> out = new ArrayList<>(1);
        if (node.has("storage")) {
            out.add(alter(node, "SET STORAGE " + node.required("storage")));
        }
        if (node.has("compression")) {
            out.add(alter(node, "SET COMPRESSION " + node.required("compression")));
        }
        if (node.has("statistics")) {
            out.add(ColumnKind.statistics(alterColumn(node), node.required("statistics")));
        }
        Options.change(out, alterColumn(node), "", null, node.value("options"));
        return out;
    }

    @Override
    public @Nullable List<Ddl> alter(Node from, Node to, Set<String> changed, SchemaTree tree) {
        if (changed.contains("type") || changed.contains("collation")) {
            return null;
        }
        List<Ddl> out = new ArrayList<>(2);
        ColumnKind.alterStorage(out, alterColumn(to), from, to, changed, false);
        return out;
    }

    @Override
    public @Nullable List<Ddl> rename(Node node, String newName) {
        return List.of(
                Ddl.of(
                        "ALTER MATERIALIZED VIEW "
                                + view(node)
                                + " RENAME COLUMN "
                                + name(node)
                                + " TO "
                                + Identifier.quote(newName),
                        Ddl.Lock.ACCESS_EXCLUSIVE));
    }

    /** A column goes only with its materialized view, so there is no statement for it. */
    @Override
    public List<Ddl> drop(Node node, SchemaTree tree) {
        return List.of();
    }

    @Override
    public boolean rebuildable(Node node) {
        return false;
    }

    @Override
    public Set<Path> needs(Node node, SchemaTree tree) {
        return ViewColumnKind.withParent(node, tree);
    }

    private static Ddl alter(Node column, String action) {
        return alterColumn(column).to(action);
    }

    private static Alter alterColumn(Node column) {
        return Alter.of("MATERIALIZED VIEW " + view(column)).column(column.name());
    }

    private static String view(Node column) {
        return Identifier.quote(column.path().segment(1));
    }

    private static String name(Node column) {
        return Identifier.quote(column.name());
    }
}

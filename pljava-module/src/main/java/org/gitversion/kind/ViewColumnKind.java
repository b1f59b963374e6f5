package org.gitversion.kind;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.gitversion.model.Kind;
import org.gitversion.model.Node;
import org.gitversion.model.Path;
import org.gitversion.model.SchemaTree;
import org.gitversion.model.Slot;
import org.jspecify.annotations.Nullable;

/** Columns of views. Name, order and type follow from the view's query. */
public final class ViewColumnKind extends ObjectKind {
    private static final Kind KIND =
            Kind.embedded(
                    "view_column",
                    ColumnKind.FOLDER,
                    Slot.atomic("type").worded(),
                    Slot.atomic("collation").worded(),
                    Slot.atomic("default").worded());

    @Override
    public Kind kind() {
        return KIND;
    }

    @Override
    public int rank() {
        return 61;
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

    /** Returns what the view's own statement does not say. */
    @Override
    public List<Ddl> create(Node node, SchemaTree tree) {
        String value = node.text("default");
        return value == null ? List.of() : List.of(setDefault(node, value));
    }

    @Override
    public @Nullable List<Ddl> alter(Node from, Node to, Set<String> changed, SchemaTree tree) {
        if (changed.contains("type") || changed.contains("collation")) {
            return null;
        }
        return changed.contains("default")
                ? List.of(setDefault(to, to.text("default")))
                : List.of();
    }

    @Override
    public @Nullable List<Ddl> rename(Node node, String newName) {
        return List.of(
                Ddl.of(
                        "ALTER VIEW "
                                + view(node)
                                + " RENAME COLUMN "
                                + name(node)
                                + " TO "
                                + Identifier.quote(newName),
                        Ddl.Lock.ACCESS_EXCLUSIVE));
    }

    /** A column goes only with its view, so there is no statement for it. */
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
        return withParent(node, tree);
    }

    /** Returns the references of a column and the view it is a part of. */
    static Set<Path> withParent(Node node, SchemaTree tree) {
        Set<Path> needs = new TreeSet<>(node.references());
        Path parent = parent(node, tree);
        if (parent != null) {
            needs.add(parent);
        }
        return needs;
    }

    private static Ddl setDefault(Node node, @Nullable String value) {
        return Alter.of("VIEW " + view(node))
                .column(node.name())
                .to(value == null ? "DROP DEFAULT" : "SET DEFAULT " + value);
    }

    private static String view(Node column) {
        return Identifier.quote(column.path().segment(1));
    }

    private static String name(Node column) {
        return Identifier.quote(column.name());
    }
}

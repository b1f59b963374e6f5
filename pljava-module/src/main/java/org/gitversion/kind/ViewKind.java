package org.gitversion.kind;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.gitversion.model.Kind;
import org.gitversion.model.Node;
import org.gitversion.model.SchemaTree;
import org.gitversion.model.Slot;
import org.jspecify.annotations.Nullable;

/** Views. Their columns are nodes below the view. */
public final class ViewKind extends ObjectKind {
    /** The folder of views. */
    public static final String FOLDER = "views";

    private static final Kind KIND =
            Kind.of(
                    "view",
                    FOLDER,
                    Slot.list("columns"),
                    Slot.query("definition").worded(),
                    Slot.atomic("check_option"),
                    Slot.set("options"));

    @Override
    public Kind kind() {
        return KIND;
    }

    @Override
    public Set<String> namespaces(Node node) {
        return Set.of("relation", "type");
    }

    /** The view and its row type. */
    @Override
    public int locksOfCreate(Node node, SchemaTree tree) {
        return 2;
    }

    @Override
    public int locksOfDrop(Node node, SchemaTree tree) {
        return 4;
    }

    @Override
    public int rank() {
        return 60;
    }

    @Override
    public String target(Node node) {
        return "VIEW " + Identifier.quote(node.name());
    }

    @Override
    public String grantTarget(Node node) {
        return "TABLE " + Identifier.quote(node.name());
    }

    @Override
    public boolean hasOwner(Node node) {
        return true;
    }

    @Override
    public List<Ddl> create(Node node, SchemaTree tree) {
        List<Ddl> out = new ArrayList<>(1);
        out.add(Ddl.of(definition("CREATE ", node)));
        for (Node child : tree.below(node.path())) {
            out.addAll(ObjectKinds.ALL.of(child).create(child, tree));
        }
        return out;
    }

    private static String definition(String create, Node node) {
        StringBuilder sql = new StringBuilder(200).append(create);
        sql.append("VIEW ").append(Identifier.quote(node.name()));
        sql.append(columnList(node));
        List<String> options = Options.assignments(TableKind.items(node, "options"));
        if (!options.isEmpty()) {
            sql.append(" WITH (").append(String.join(", ", options)).append(')');
        }
        sql.append(" AS\n").append(node.required("definition"));
        if (node.has("check_option")) {
            sql.append("\n  WITH ").append(node.required("check_option")).append(" CHECK OPTION");
        }
        return sql.toString();
    }

    /** Writes the names of the columns as CREATE VIEW takes them. */
    static String columnList(Node node) {
        List<String> names = Identifier.quoteAll(TableKind.items(node, "columns"));
        return names.isEmpty() ? "" : " (" + String.join(", ", names) + ")";
    }

    @Override
    public @Nullable List<Ddl> alter(Node from, Node to, Set<String> changed, SchemaTree tree) {
        if (changed.contains("columns") || changed.contains("definition")) {
            return isExtended(from, to)
                    ? List.of(
                            Ddl.of(definition("CREATE OR REPLACE ", to), Ddl.Lock.ACCESS_EXCLUSIVE))
                    : null;
        }
        List<Ddl> out = new ArrayList<>(2);
        Alter alter = Alter.of(target(to));
        Options.change(out, alter, "", from.value("options"), to.value("options"));
        if (changed.contains("check_option")) {
            String option = to.text("check_option");
            out.add(
                    alter.to(
                            option == null
                                    ? "RESET (check_option)"
                                    : "SET (check_option="
                                            + option.toLowerCase(Locale.ROOT)
                                            + ")"));
        }
        return out;
    }

    /** Tells whether all columns stay where they are and new ones only follow. */
    private static boolean isExtended(Node from, Node to) {
        List<String> before = TableKind.items(from, "columns");
        List<String> after = TableKind.items(to, "columns");
        return before.size() <= after.size() && before.equals(after.subList(0, before.size()));
    }
}

package org.gitversion.kind;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.gitversion.model.Kind;
import org.gitversion.model.Node;
import org.gitversion.model.SchemaTree;
import org.gitversion.model.Slot;
import org.jspecify.annotations.Nullable;

/** Foreign tables. Their columns and constraints are those of tables; the rows are elsewhere. */
public final class ForeignTableKind extends ObjectKind {
    private static final String OPTIONS = "foreign_options";

    private static final Kind KIND =
            Kind.of("foreign_table", TableKind.FOLDER, Slot.atomic("server"), Slot.set(OPTIONS));

    @Override
    public Kind kind() {
        return KIND;
    }

    @Override
    public Set<String> namespaces(Node node) {
        return Set.of("relation", "type");
    }

    /** The table and its row type. */
    @Override
    public int locksOfCreate(Node node, SchemaTree tree) {
        return 2;
    }

    @Override
    public int locksOfDrop(Node node, SchemaTree tree) {
        return 3;
    }

    @Override
    public int rank() {
        return 40;
    }

    @Override
    public String target(Node node) {
        return "FOREIGN TABLE " + name(node);
    }

    @Override
    public String grantTarget(Node node) {
        return "TABLE " + name(node);
    }

    @Override
    public boolean hasOwner(Node node) {
        return true;
    }

    @Override
    public List<Ddl> create(Node node, SchemaTree tree) {
        StringBuilder sql = new StringBuilder(200).append("CREATE ").append(target(node));
        List<Ddl> after = new ArrayList<>(2);
        sql.append(TableKind.body(TableKind.elements(node, tree, after)));
        sql.append(" SERVER ").append(Identifier.quote(node.required("server")));
        sql.append(Options.foreign(node));
        List<Ddl> out = new ArrayList<>(1 + after.size());
        out.add(Ddl.of(sql.toString()));
        out.addAll(after);
        return out;
    }

    /** Another server takes another foreign table; no row is lost by that. */
    @Override
    public @Nullable List<Ddl> alter(Node from, Node to, Set<String> changed, SchemaTree tree) {
        if (changed.contains("server")) {
            return null;
        }
        List<Ddl> out = new ArrayList<>(1);
        Options.changeForeign(out, Alter.of(target(to)), from.value(OPTIONS), to.value(OPTIONS));
        return out;
    }

    private static String name(Node node) {
        return Identifier.quote(node.name());
    }
}

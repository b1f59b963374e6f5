package org.gitversion.kind;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.gitversion.model.Kind;
import org.gitversion.model.Node;
import org.gitversion.model.SchemaTree;
import org.gitversion.model.Slot;
import org.jspecify.annotations.Nullable;

/** Domains. Their CHECK constraints are nodes below the domain. */
public final class DomainKind extends TypeKind {
    private static final Kind KIND =
            Kind.of(
                    "domain",
                    FOLDER,
                    Slot.atomic("type"),
                    Slot.atomic("collation"),
                    Slot.atomic("default").worded(),
                    Slot.atomic("not_null"));

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
        return 14;
    }

    @Override
    public String target(Node node) {
        return "DOMAIN " + Identifier.quote(node.name());
    }

    @Override
    public List<Ddl> create(Node node, SchemaTree tree) {
        StringBuilder sql = new StringBuilder(80);
        sql.append("CREATE ").append(target(node)).append(" AS ").append(node.required("type"));
        if (node.has("collation")) {
            sql.append(" COLLATE ").append(node.required("collation"));
        }
        if (node.has("default")) {
            sql.append(" DEFAULT ").append(node.required("default"));
        }
        if (node.has("not_null")) {
            sql.append(isNamed(node) ? " " + node.required("not_null") : "").append(" NOT NULL");
        }
        for (Node child : tree.below(node.path())) {
            if (ObjectKinds.ALL.of(child).createdWithParent(child, tree)) {
                sql.append(' ').append(DomainConstraintKind.definition(child));
            }
        }
        return List.of(Ddl.of(sql.toString()));
    }

    @Override
    public @Nullable List<Ddl> alter(Node from, Node to, Set<String> changed, SchemaTree tree) {
        if (changed.contains("type") || changed.contains("collation")) {
            return null;
        }
        List<Ddl> out = new ArrayList<>(2);
        String alter = "ALTER " + target(to) + " ";
        if (changed.contains("default")) {
            String value = to.text("default");
            out.add(Ddl.of(alter + (value == null ? "DROP DEFAULT" : "SET DEFAULT " + value)));
        }
        if (changed.contains("not_null")) {
            if (from.has("not_null")) {
                out.add(Ddl.of(alter + "DROP NOT NULL"));
            }
            if (to.has("not_null")) {
                String sql =
                        isNamed(to)
                                ? "ADD " + to.required("not_null") + " NOT NULL"
                                : "SET NOT NULL";
                out.add(DomainConstraintKind.checking(alter + sql, to.path(), tree));
            }
        }
        return out;
    }

    @Override
    public @Nullable Node detached(Node node) {
        return node.has("default") ? node.with("default", null) : null;
    }

    private static boolean isNamed(Node node) {
        return !"yes".equals(node.text("not_null"));
    }
}

package org.gitversion.kind;

import java.util.List;
import java.util.Set;
import org.gitversion.model.Kind;
import org.gitversion.model.Node;
import org.gitversion.model.Path;
import org.gitversion.model.SchemaTree;
import org.gitversion.model.Slot;
import org.jspecify.annotations.Nullable;

/** CHECK constraints of domains. */
public final class DomainConstraintKind extends ObjectKind {
    /** Why a statement on a domain takes its time. */
    static final String SCAN = "All columns of the domain are checked.";

    private static final Kind KIND =
            Kind.of(
                    "domain_constraint",
                    ConstraintKind.FOLDER,
                    Slot.text("expression").worded(),
                    Slot.atomic("validated"));

    @Override
    public Kind kind() {
        return KIND;
    }

    @Override
    public int locksOfCreate(Node node, SchemaTree tree) {
        return 0;
    }

    @Override
    public int rank() {
        return 76;
    }

    @Override
    public String target(Node node) {
        return "CONSTRAINT " + name(node) + " ON DOMAIN " + domain(node);
    }

    @Override
    public boolean createdWithParent(Node node, SchemaTree tree) {
        return !node.has("validated") && node.references().isEmpty();
    }

    /** Writes a constraint as an element of CREATE DOMAIN. */
    static String definition(Node node) {
        return "CONSTRAINT "
                + name(node)
                + " CHECK ("
                + node.required("expression")
                + ")"
                + (node.has("validated") ? " NOT VALID" : "");
    }

    @Override
    public List<Ddl> create(Node node, SchemaTree tree) {
        String add = alter(node) + "ADD " + definition(node);
        return List.of(
                node.has("validated")
                        ? Ddl.of(add)
                        : checking(
                                add,
                                Path.of(node.path().segment(0), node.path().segment(1)),
                                tree));
    }

    @Override
    public @Nullable List<Ddl> alter(Node from, Node to, Set<String> changed, SchemaTree tree) {
        if (changed.contains("expression") || to.has("validated")) {
            return null;
        }
        String validate = alter(to) + "VALIDATE CONSTRAINT " + name(to);
        return List.of(
                checking(validate, Path.of(to.path().segment(0), to.path().segment(1)), tree));
    }

    @Override
    public List<Ddl> rename(Node node, String newName) {
        return List.of(
                Ddl.of(
                        alter(node)
                                + "RENAME CONSTRAINT "
                                + name(node)
                                + " TO "
                                + Identifier.quote(newName)));
    }

    @Override
    public List<Ddl> drop(Node node, SchemaTree tree) {
        return List.of(Ddl.of(alter(node) + "DROP CONSTRAINT " + name(node)));
    }

    private static String alter(Node node) {
        return "ALTER DOMAIN " + domain(node) + " ";
    }

    /** A statement that looks at the rows of all tables that use the domain. */
    static Ddl checking(String sql, Path domain, SchemaTree tree) {
        return isUsed(domain, tree) ? Ddl.of(sql, Ddl.Lock.SHARE).scanning(SCAN) : Ddl.of(sql);
    }

    private static boolean isUsed(Path domain, SchemaTree tree) {
        for (Node node : tree.referring(domain)) {
            boolean column = node.path().segment(0).equals(TableKind.FOLDER);
            boolean type = node.kind().name().equals("domain") && !node.path().equals(domain);
            if (column && node.kind().isEmbedded() || type && isUsed(node.path(), tree)) {
                return true;
            }
        }
        return false;
    }

    private static String domain(Node node) {
        return Identifier.quote(node.path().segment(1));
    }

    private static String name(Node node) {
        return Identifier.quote(node.name());
    }
}

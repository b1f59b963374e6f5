package org.gitversion.kind;

import java.util.List;
import java.util.Set;
import org.gitversion.model.Kind;
import org.gitversion.model.Node;
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
        Ddl add = alterDomain(node, "ADD " + definition(node));
        return List.of(node.has("validated") ? add : add.rewriting(SCAN));
    }

    @Override
    public @Nullable List<Ddl> alter(Node from, Node to, Set<String> changed, SchemaTree tree) {
        if (changed.contains("expression") || to.has("validated")) {
            return null;
        }
        return List.of(alterDomain(to, "VALIDATE CONSTRAINT " + name(to)).rewriting(SCAN));
    }

    @Override
    public List<Ddl> rename(Node node, String newName) {
        return List.of(
                alterDomain(
                        node,
                        "RENAME CONSTRAINT " + name(node) + " TO " + Identifier.quote(newName)));
    }

    @Override
    public List<Ddl> drop(Node node, SchemaTree tree) {
        return List.of(alterDomain(node, "DROP CONSTRAINT " + name(node)));
    }

    private static Ddl alterDomain(Node node, String action) {
        return Ddl.of("ALTER DOMAIN " + domain(node) + " " + action, Ddl.Lock.SHARE);
    }

    private static String domain(Node node) {
        return Identifier.quote(node.path().segment(1));
    }

    private static String name(Node node) {
        return Identifier.quote(node.name());
    }
}

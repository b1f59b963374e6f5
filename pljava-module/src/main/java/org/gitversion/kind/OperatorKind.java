package org.gitversion.kind;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.gitversion.canonical.SchemaMarker;
import org.gitversion.model.Kind;
import org.gitversion.model.Node;
import org.gitversion.model.Path;
import org.gitversion.model.SchemaTree;
import org.gitversion.model.Slot;
import org.jspecify.annotations.Nullable;

/**
 * Operators. Commutators and negators name each other: the server ties both when the second of them
 * is created, and unties them when one is dropped. They are named with their schema, as an operator
 * of another one could be meant before they exist.
 */
public final class OperatorKind extends DefinitionKind {
    private static final String COMMUTATOR = "commutator";
    private static final String NEGATOR = "negator";

    /** Makes the kind. */
    public OperatorKind() {
        super(
                Kind.of(
                        "operator",
                        "operators",
                        Slot.atomic("function").core(),
                        Slot.atomic(COMMUTATOR).bound(),
                        Slot.atomic(NEGATOR).bound(),
                        Slot.atomic("restrict"),
                        Slot.atomic("join"),
                        Slot.atomic("hashes").bound(),
                        Slot.atomic("merges").bound()),
                "OPERATOR",
                35,
                true);
    }

    @Override
    public String target(Node node) {
        Signature signature = Signature.of(node.name());
        return "OPERATOR "
                + SchemaMarker.OWN_QUALIFIER
                + signature.name()
                + " ("
                + signature.types()
                + ")";
    }

    @Override
    public String bareName(String segment) {
        return Signature.of(segment).name();
    }

    @Override
    public String withBareName(String segment, String name) {
        return name + "(" + Signature.of(segment).types() + ")";
    }

    @Override
    public @Nullable List<Ddl> rename(Node node, String newName) {
        return null;
    }

    @Override
    public List<Ddl> create(Node node, SchemaTree tree) {
        Signature signature = Signature.of(node.name());
        List<String> types = signature.typeList();
        List<String> options = options(node);
        if (!types.get(0).equals("NONE")) {
            options.add(1, "LEFTARG = " + types.get(0));
        }
        options.add(options.size() == 1 ? 1 : 2, "RIGHTARG = " + types.get(1));
        return List.of(
                Ddl.of(
                        "CREATE OPERATOR "
                                + SchemaMarker.OWN_QUALIFIER
                                + signature.name()
                                + " ("
                                + String.join(", ", options)
                                + ")"));
    }

    @Override
    String option(String slot, String value) {
        if (!slot.equals(COMMUTATOR) && !slot.equals(NEGATOR)) {
            return super.option(slot, value);
        }
        String own = isOwn(value) ? SchemaMarker.OWN_QUALIFIER : "";
        return super.option(slot, "OPERATOR(" + own + value + ")");
    }

    /** The names of operators have no letters, those of schemas have or are in quotes. */
    private static boolean isOwn(String partner) {
        char first = partner.charAt(0);
        return first != '"' && first != '_' && !Character.isLetter(first);
    }

    @Override
    public @Nullable List<Ddl> alter(Node from, Node to, Set<String> changed, SchemaTree tree) {
        for (String slot : changed) {
            if (!slot.equals("restrict") && !slot.equals("join")) {
                return null;
            }
        }
        return List.of(Ddl.of("ALTER " + target(to) + changes(to, changed)));
    }

    @Override
    public Set<String> following(Node from, Node to, SchemaTree before, SchemaTree after) {
        Set<String> following = new HashSet<>();
        for (String slot : List.of(COMMUTATOR, NEGATOR)) {
            Path old = partner(from, slot);
            Path other = partner(to, slot);
            boolean goes = old == null || before.get(old) != null && after.get(old) == null;
            Node comes = other == null ? null : after.get(other);
            if (goes
                    && (other == null
                            || comes != null
                                    && before.get(other) == null
                                    && to.path().equals(partner(comes, slot)))) {
                following.add(slot);
            }
        }
        return following;
    }

    /** Finds the operator that a slot names: a commutator takes the operands in turn. */
    private static @Nullable Path partner(Node node, String slot) {
        String name = node.text(slot);
        if (name == null || !isOwn(name)) {
            return null;
        }
        List<String> types = Signature.of(node.name()).typeList();
        int left = slot.equals(COMMUTATOR) ? 1 : 0;
        return node.path().sibling(name + "(" + types.get(left) + ", " + types.get(1 - left) + ")");
    }
}

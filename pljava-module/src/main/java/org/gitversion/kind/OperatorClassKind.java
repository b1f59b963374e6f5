package org.gitversion.kind;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.gitversion.model.Kind;
import org.gitversion.model.Node;
import org.gitversion.model.SchemaTree;
import org.gitversion.model.Slot;
import org.jspecify.annotations.Nullable;

/**
 * Operator classes. Their operator family is named even where the server would make one: it stays
 * when the class goes, so it is an object of its own.
 */
public final class OperatorClassKind extends DefinitionKind {
    private static final String MEMBERS = OperatorFamilyKind.MEMBERS;

    /** Makes the kind. */
    public OperatorClassKind() {
        super(
                Kind.of(
                        "operator_class",
                        "operator_classes",
                        Slot.atomic("default"),
                        Slot.atomic("type"),
                        Slot.atomic("family"),
                        Slot.atomic("storage"),
                        Slot.set(MEMBERS).keyedBy(Slot.Key.MEMBER)),
                "OPERATOR CLASS",
                37,
                true);
    }

    @Override
    public String target(Node node) {
        return super.target(node) + OperatorFamilyKind.using(node);
    }

    /** A class needs at least one item: storing what is indexed says nothing. */
    @Override
    public List<Ddl> create(Node node, SchemaTree tree) {
        List<String> items = new ArrayList<>(TableKind.items(node, MEMBERS));
        if (node.has("storage") || items.isEmpty()) {
            String storage = node.text("storage");
            items.add("STORAGE " + (storage == null ? node.required("type") : storage));
        }
        return List.of(
                Ddl.of(
                        "CREATE "
                                + super.target(node)
                                + (node.has("default") ? " DEFAULT" : "")
                                + " FOR TYPE "
                                + node.required("type")
                                + OperatorFamilyKind.using(node)
                                + " FAMILY "
                                + node.required("family")
                                + " AS\n    "
                                + String.join(",\n    ", items)));
    }

    /** In some access methods a member joins the class of its type when its family gets it. */
    @Override
    public @Nullable List<Ddl> alter(Node from, Node to, Set<String> changed, SchemaTree tree) {
        String method = to.path().segment(1);
        List<String> before = TableKind.items(from, MEMBERS);
        List<String> after = TableKind.items(to, MEMBERS);
        if (changed.size() > 1
                || !changed.contains(MEMBERS)
                || !after.containsAll(before)
                || !method.equals("btree") && !method.equals("hash")) {
            return null;
        }
        List<Ddl> out = new ArrayList<>(1);
        String family = "OPERATOR FAMILY " + to.required("family") + OperatorFamilyKind.using(to);
        OperatorFamilyKind.add(out, family, before, after);
        return out;
    }
}

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

/**
 * Objects that belong to no relation and that a list of options defines: {@code CREATE … (NAME =
 * value, …)}. Each slot is the option of that name, its value as SQL. Few of them can be altered.
 */
public class DefinitionKind extends ObjectKind {
    private final Kind kind;
    private final String keyword;
    private final int rank;
    private final boolean owned;

    /**
     * Makes a kind.
     *
     * @param kind its descriptor
     * @param keyword as in CREATE and DROP
     * @param rank where objects stand among those that do not depend on each other
     * @param owned whether objects have an owner
     */
    public DefinitionKind(Kind kind, String keyword, int rank, boolean owned) {
        this.kind = kind;
        this.keyword = keyword;
        this.rank = rank;
        this.owned = owned;
    }

    @Override
    public final Kind kind() {
        return kind;
    }

    @Override
    public final int rank() {
        return rank;
    }

    @Override
    public final boolean hasOwner(Node node) {
        return owned;
    }

    @Override
    public String target(Node node) {
        return keyword + " " + Identifier.quote(node.name());
    }

    @Override
    public List<Ddl> create(Node node, SchemaTree tree) {
        return List.of(
                Ddl.of("CREATE " + target(node) + " (" + String.join(", ", options(node)) + ")"));
    }

    /** Returns the options that are set, as SQL. */
    final List<String> options(Node node) {
        List<String> out = new ArrayList<>();
        for (Slot slot : kind.slots()) {
            String value = slot.holdsItems() ? null : node.text(slot.name());
            if (value != null && !slot.name().equals(Kind.COMMENT)) {
                out.add(option(slot.name(), value));
            }
        }
        return out;
    }

    /** Writes one option as SQL. */
    String option(String slot, String value) {
        return slot.toUpperCase(Locale.ROOT) + " = " + value;
    }

    /** Writes the options of changed slots as SQL, NONE for those that are not set any more. */
    final String changes(Node to, Set<String> changed) {
        List<String> out = new ArrayList<>();
        for (Slot slot : kind.slots()) {
            if (changed.contains(slot.name())) {
                String value = to.text(slot.name());
                out.add(option(slot.name(), value == null ? "NONE" : value));
            }
        }
        return " SET (" + String.join(", ", out) + ")";
    }

    @Override
    public @Nullable List<Ddl> alter(Node from, Node to, Set<String> changed, SchemaTree tree) {
        return null;
    }

    @Override
    public @Nullable List<Ddl> rename(Node node, String newName) {
        return List.of(
                Ddl.of(
                        "ALTER "
                                + target(node)
                                + " RENAME TO "
                                + Identifier.quote(bareName(newName))));
    }

    @Override
    public List<Ddl> drop(Node node, SchemaTree tree) {
        return List.of(Ddl.of("DROP " + target(node)));
    }
}

package org.gitversion.kind;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.gitversion.model.Kind;
import org.gitversion.model.Node;
import org.gitversion.model.SchemaTree;
import org.gitversion.model.Slot;
import org.jspecify.annotations.Nullable;

/** Text search configurations. Their mappings are items of the form {@code token=dictionaries}. */
public final class ConfigurationKind extends DefinitionKind {
    private static final String MAPPINGS = "mappings";

    /** Makes the kind. */
    public ConfigurationKind() {
        super(
                Kind.of(
                        "text_search_configuration",
                        "text_search_configurations",
                        Slot.atomic("parser"),
                        Slot.set(MAPPINGS)),
                "TEXT SEARCH CONFIGURATION",
                38,
                true);
    }

    @Override
    public List<Ddl> create(Node node, SchemaTree tree) {
        List<Ddl> out = new ArrayList<>(super.create(node, tree));
        for (String item : TableKind.items(node, MAPPINGS)) {
            out.add(map(node, "ADD", item));
        }
        return out;
    }

    private Ddl map(Node node, String how, String item) {
        return Ddl.of(
                "ALTER "
                        + target(node)
                        + " "
                        + how
                        + " MAPPING FOR "
                        + token(item)
                        + " WITH "
                        + item.substring(item.indexOf('=') + 1));
    }

    private static String token(String item) {
        return item.substring(0, item.indexOf('='));
    }

    @Override
    public @Nullable List<Ddl> alter(Node from, Node to, Set<String> changed, SchemaTree tree) {
        if (changed.contains("parser")) {
            return null;
        }
        List<String> before = TableKind.items(from, MAPPINGS);
        List<String> after = TableKind.items(to, MAPPINGS);
        Set<String> gone = new HashSet<>();
        for (String item : before) {
            gone.add(token(item));
        }
        List<Ddl> out = new ArrayList<>();
        for (String item : after) {
            boolean known = gone.remove(token(item));
            if (!before.contains(item)) {
                out.add(map(to, known ? "ALTER" : "ADD", item));
            }
        }
        for (String item : before) {
            if (gone.contains(token(item))) {
                out.add(Ddl.of("ALTER " + target(to) + " DROP MAPPING FOR " + token(item)));
            }
        }
        return out;
    }
}

package org.gitversion.kind;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gitversion.canonical.OptionText;
import org.gitversion.model.Kind;
import org.gitversion.model.Node;
import org.gitversion.model.SchemaTree;
import org.gitversion.model.Slot;
import org.jspecify.annotations.Nullable;

/** Text search dictionaries. Their options are kept as the server writes them. */
public final class DictionaryKind extends DefinitionKind {
    private static final String OPTIONS = "options";

    /** Makes the kind. */
    public DictionaryKind() {
        super(
                Kind.of(
                        "text_search_dictionary",
                        "text_search_dictionaries",
                        Slot.atomic("template").core(),
                        Slot.options(OPTIONS).bound()),
                "TEXT SEARCH DICTIONARY",
                37,
                true);
    }

    @Override
    String option(String slot, String value) {
        return slot.equals(OPTIONS) ? value : super.option(slot, value);
    }

    @Override
    public @Nullable List<Ddl> alter(Node from, Node to, Set<String> changed, SchemaTree tree) {
        if (changed.contains("template")) {
            return null;
        }
        String options = to.text(OPTIONS);
        String before = from.text(OPTIONS);
        Map<String, String> old = OptionText.read(before == null ? "" : before);
        List<String> gone = new ArrayList<>(old.keySet());
        gone.removeAll(OptionText.read(options == null ? "" : options).keySet());
        if (options != null) {
            gone.add(options);
        }
        return List.of(Ddl.of("ALTER " + target(to) + " (" + String.join(", ", gone) + ")"));
    }
}

package org.gitversion.kind;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.gitversion.canonical.Lexer;
import org.gitversion.canonical.Token;
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
                        Slot.atomic("template"),
                        Slot.atomic(OPTIONS)),
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
        List<String> gone = names(from.text(OPTIONS));
        String options = to.text(OPTIONS);
        gone.removeAll(names(options));
        if (options != null) {
            gone.add(options);
        }
        return List.of(Ddl.of("ALTER " + target(to) + " (" + String.join(", ", gone) + ")"));
    }

    /** Finds the names of options: what comes first, and first behind each comma. */
    private static List<String> names(@Nullable String options) {
        List<String> names = new ArrayList<>();
        if (options != null) {
            boolean first = true;
            for (Token token : Lexer.tokens(options)) {
                String text = options.substring(token.start(), token.end());
                if (token.kind() != Token.Kind.WHITESPACE) {
                    if (first) {
                        names.add(text);
                    }
                    first = text.equals(",");
                }
            }
        }
        return names;
    }
}

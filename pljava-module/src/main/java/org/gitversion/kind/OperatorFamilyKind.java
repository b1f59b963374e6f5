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
 * Operator families, with the members that belong to none of their operator classes. Members are
 * written as ALTER OPERATOR FAMILY adds them.
 */
public final class OperatorFamilyKind extends DefinitionKind {
    static final String MEMBERS = "members";

    /** Makes the kind. */
    public OperatorFamilyKind() {
        super(
                Kind.of(
                        "operator_family",
                        "operator_families",
                        Slot.set(MEMBERS).keyedBy(Slot.Key.MEMBER)),
                "OPERATOR FAMILY",
                36,
                true);
    }

    @Override
    public String target(Node node) {
        return super.target(node) + using(node);
    }

    /** Names the access method, which is the segment above the name. */
    static String using(Node node) {
        return " USING " + Identifier.quote(node.path().segment(1));
    }

    @Override
    public List<Ddl> create(Node node, SchemaTree tree) {
        List<Ddl> out = new ArrayList<>(2);
        out.add(Ddl.of("CREATE " + target(node)));
        add(out, target(node), List.of(), TableKind.items(node, MEMBERS));
        return out;
    }

    @Override
    public @Nullable List<Ddl> alter(Node from, Node to, Set<String> changed, SchemaTree tree) {
        List<String> before = TableKind.items(from, MEMBERS);
        List<String> after = TableKind.items(to, MEMBERS);
        List<Ddl> out = new ArrayList<>(2);
        List<String> gone = new ArrayList<>();
        for (String item : before) {
            if (!after.contains(item)) {
                gone.add(key(item));
            }
        }
        if (!gone.isEmpty()) {
            out.add(Ddl.of("ALTER " + target(to) + " DROP " + String.join(", ", gone)));
        }
        add(out, target(to), before, after);
        return out;
    }

    /** Appends the statement that adds members which are not there before, if there are any. */
    static void add(List<Ddl> out, String family, List<String> before, List<String> after) {
        List<String> added = new ArrayList<>(after);
        added.removeAll(before);
        if (!added.isEmpty()) {
            out.add(Ddl.of("ALTER " + family + " ADD " + String.join(", ", added)));
        }
    }

    /** Writes a member as ALTER OPERATOR FAMILY drops it: its number and its operand types. */
    private static String key(String item) {
        int number = item.indexOf(' ', item.indexOf(' ') + 1);
        boolean quoted = false;
        int open = -1;
        int at = number;
        while (open < 0 || quoted || item.charAt(at) != ')') {
            at++;
            char c = item.charAt(at);
            if (c == '"') {
                quoted = !quoted;
            } else if (c == '(' && !quoted && open < 0) {
                open = at;
            }
        }
        return item.substring(0, number) + " " + item.substring(open, at + 1);
    }
}

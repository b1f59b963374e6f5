package org.gitversion.kind;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.gitversion.canonical.SchemaMarker;
import org.gitversion.model.Kind;
import org.gitversion.model.Node;
import org.gitversion.model.SchemaTree;
import org.gitversion.model.Slot;
import org.jspecify.annotations.Nullable;

/**
 * Privileges that a role gives by default on what it creates in the schema. Paths are {@code
 * default_privileges/ROLE/tables} and so on; items are {@code SELECT TO bob}.
 */
public final class DefaultPrivilegesKind extends ObjectKind {
    private static final String GRANTS = "grants";
    private static final String GRANT_OPTION = " WITH GRANT OPTION";

    private static final Kind KIND =
            Kind.of(
                    "default_privileges",
                    "default_privileges",
                    Slot.set(GRANTS).keyedBy(Slot.Key.GRANT));

    @Override
    public Kind kind() {
        return KIND;
    }

    /** After everything else is created, so that they change nothing there. */
    @Override
    public int rank() {
        return 95;
    }

    @Override
    public int locksOfCreate(Node node, SchemaTree tree) {
        return 0;
    }

    @Override
    public String target(Node node) {
        return "DEFAULT PRIVILEGES FOR ROLE "
                + Identifier.quote(node.path().segment(1))
                + " IN SCHEMA "
                + SchemaMarker.OWN_SCHEMA;
    }

    @Override
    public List<Ddl> create(Node node, SchemaTree tree) {
        return change(node, List.of(), TableKind.items(node, GRANTS));
    }

    @Override
    public List<Ddl> alter(Node from, Node to, Set<String> changed, SchemaTree tree) {
        return change(to, TableKind.items(from, GRANTS), TableKind.items(to, GRANTS));
    }

    @Override
    public List<Ddl> drop(Node node, SchemaTree tree) {
        return change(node, TableKind.items(node, GRANTS), List.of());
    }

    /** They belong to a role and a kind of object and have no name. */
    @Override
    public @Nullable List<Ddl> rename(Node node, String newName) {
        return null;
    }

    @Override
    public boolean isNothing(Node node) {
        return !node.has(GRANTS);
    }

    private List<Ddl> change(Node node, List<String> before, List<String> after) {
        List<Ddl> out = new ArrayList<>(after.size());
        for (String item : before) {
            if (!after.contains(item)) {
                int to = item.indexOf(" TO ");
                String grantee = item.substring(to + 4);
                if (grantee.endsWith(GRANT_OPTION)) {
                    grantee = grantee.substring(0, grantee.length() - GRANT_OPTION.length());
                }
                out.add(statement(node, "REVOKE ", item.substring(0, to), " FROM " + grantee));
            }
        }
        for (String item : after) {
            if (!before.contains(item)) {
                int to = item.indexOf(" TO ");
                out.add(statement(node, "GRANT ", item.substring(0, to), item.substring(to)));
            }
        }
        return out;
    }

    private Ddl statement(Node node, String verb, String privilege, String role) {
        String objects = node.name().toUpperCase(Locale.ROOT);
        return Ddl.of("ALTER " + target(node) + " " + verb + privilege + " ON " + objects + role);
    }
}

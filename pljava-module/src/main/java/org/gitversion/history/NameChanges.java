package org.gitversion.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.gitversion.db.Database;
import org.gitversion.model.Node;
import org.gitversion.model.Path;
import org.gitversion.model.Renames;
import org.gitversion.model.SchemaTree;

/**
 * The names that came and went. PostgreSQL qualifies a name where another object would be meant
 * without: a new function can change how calls of another one of its name are printed, anywhere.
 */
final class NameChanges {
    private final Set<String> relations = new TreeSet<>();
    private final Set<String> routines = new TreeSet<>();

    private NameChanges() {}

    /**
     * Tells whether more than the part that changed may be printed differently.
     *
     * @param database the gateway
     * @param schema the schema of the branch
     * @param from the part at the head
     * @param to the part now
     * @param renames between the two
     * @param roots oids of the objects in the part
     * @return true when something else on the branch's path has one of the names
     */
    static boolean mayMatter(
            Database database,
            String schema,
            SchemaTree from,
            SchemaTree to,
            Renames renames,
            Set<String> roots) {
        NameChanges changes = new NameChanges();
        for (Node node : from.nodes()) {
            Path now = renames.apply(node.path());
            if (!now.equals(node.path()) || to.get(now) == null) {
                changes.add(node);
            }
        }
        for (Node node : to.nodes()) {
            Path before = renames.inverse().apply(node.path());
            if (!before.equals(node.path()) || from.get(before) == null) {
                changes.add(node);
            }
        }
        if (changes.relations.isEmpty() && changes.routines.isEmpty()) {
            return false;
        }
        return "true"
                .equals(
                        database.value(
                                "SELECT gitversion_internal.is_named_elsewhere(?::text, ?::text[],"
                                        + " ?::text[], ?::oid[])::text",
                                schema,
                                new ArrayList<>(changes.relations),
                                new ArrayList<>(changes.routines),
                                new ArrayList<>(roots)));
    }

    private void add(Node node) {
        List<String> segments = node.path().segments();
        if (segments.size() != 2) {
            return;
        }
        String name = segments.get(1);
        switch (node.kind().name()) {
            case "function":
            case "procedure":
            case "aggregate":
                // Where the arguments begin is not certain when the name has parentheses.
                for (int at = name.indexOf('('); at >= 0; at = name.indexOf('(', at + 1)) {
                    routines.add(name.substring(0, at));
                }
                break;
            default:
                relations.add(name);
        }
    }
}

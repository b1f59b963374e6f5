package org.gitversion.plan;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.gitversion.db.Database;
import org.gitversion.db.Rows;
import org.gitversion.model.Node;
import org.gitversion.model.Path;
import org.gitversion.model.SchemaTree;
import org.jspecify.annotations.Nullable;

/** Owners are recorded, and applied where the caller may. */
final class Owners {
    private Owners() {}

    static String currentUser(Database database) {
        String user = database.value("SELECT current_user::text");
        if (user == null) {
            throw new IllegalStateException("there is always a current user");
        }
        return user;
    }

    /** Replaces owners that the caller cannot give objects to by none. */
    static SchemaTree assumable(Database database, SchemaTree tree) {
        Set<String> roles = new HashSet<>();
        try (Rows rows =
                database.query("SELECT rolname FROM pg_roles WHERE pg_has_role(oid, 'MEMBER')")) {
            while (rows.next()) {
                roles.add(rows.text(1));
            }
        }
        Map<Path, @Nullable Node> changes = new TreeMap<>();
        for (Node node : tree.nodes()) {
            String owner = node.layout().get(Node.OWNER);
            if (owner != null && !roles.contains(owner)) {
                Map<String, String> layout = new TreeMap<>(node.layout());
                layout.remove(Node.OWNER);
                changes.put(node.path(), node.withLayout(layout));
            }
        }
        return changes.isEmpty() ? tree : tree.with(changes);
    }
}

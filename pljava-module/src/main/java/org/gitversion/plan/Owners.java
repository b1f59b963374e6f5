package org.gitversion.plan;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.gitversion.catalog.LiveSchema;
import org.gitversion.db.Database;
import org.gitversion.db.Rows;
import org.gitversion.error.ErrorCode;
import org.gitversion.error.GitVersionException;
import org.gitversion.kind.ObjectKinds;
import org.gitversion.model.Node;
import org.gitversion.model.Path;
import org.gitversion.model.SchemaTree;
import org.jspecify.annotations.Nullable;

/** Owners are recorded, and applied where the caller may. */
final class Owners {
    /** For a superuser the owner of a schema that is none, where others can write history. */
    private static final String DOUBTED =
            "SELECT o.rolname FROM pg_namespace n JOIN pg_roles o ON o.oid = n.nspowner"
                    + " JOIN pg_roles c ON c.rolname = current_user WHERE n.nspname = ?::text"
                    + " AND c.rolsuper AND NOT o.rolsuper AND o.rolname <> 'pg_database_owner'"
                    + " AND NOT gitversion_internal.is_history_guarded()";

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

    /**
     * Replaces owners that the caller cannot give objects to, and those that somebody may have made
     * up: who can write history could name a superuser as the owner of a function of his own. What
     * is new in a schema belongs to its owner, unless that one has the rights of the role named.
     */
    static SchemaTree credible(Database database, LiveSchema from, SchemaTree tree) {
        SchemaTree known = assumable(database, tree);
        String schema = from.searchPath().schema();
        String owner = database.trusts() ? null : database.value(DOUBTED, schema);
        if (owner == null || Cage.isScratch(schema)) {
            return known;
        }
        Set<String> own = new HashSet<>();
        try (Rows rows =
                database.query(
                        "SELECT r.rolname FROM pg_roles r"
                                + " WHERE pg_has_role(?::text::name, r.oid, 'USAGE')",
                        owner)) {
            while (rows.next()) {
                own.add(rows.text(1));
            }
        }
        Map<Path, @Nullable Node> changes = new TreeMap<>();
        for (Node node : known.nodes()) {
            String named = node.layout().get(Node.OWNER);
            Node live = from.tree().get(node.path());
            String before = live == null ? null : live.layout().get(Node.OWNER);
            if (!ObjectKinds.ALL.of(node).hasOwner(node)
                    || named != null && own.contains(named)
                    || live != null && (named == null || named.equals(before))) {
                continue;
            }
            if (takesSuperuser(node)) {
                throw new GitVersionException(
                                ErrorCode.FOREIGN_CODE,
                                "\""
                                        + node.path()
                                        + "\" would be made with the rights of a superuser",
                                "It takes them, and whoever may commit may have written it into the"
                                        + " history.",
                                "Look at it, and call with p_trust => true.")
                        .about(node.path().toString(), null);
            }
            Map<String, String> layout = new TreeMap<>(node.layout());
            layout.put(Node.OWNER, before == null ? owner : before);
            changes.put(node.path(), node.withLayout(layout));
        }
        return changes.isEmpty() ? known : known.with(changes);
    }

    /** The other owners in a state; nobody stands for an owner that is not known. */
    static Set<String> foreign(SchemaTree tree, Set<String> trusted) {
        Set<String> names = new TreeSet<>();
        for (Node node : tree.nodes()) {
            if (ObjectKinds.ALL.of(node).hasOwner(node)) {
                String owner = node.layout().get(Node.OWNER);
                if (owner == null || !trusted.contains(owner)) {
                    names.add(owner == null ? Cage.NOBODY : owner);
                }
            }
        }
        return names;
    }

    /** Tells whether only a superuser can make an object, which names code and runs none. */
    static boolean isDeclared(@Nullable Node node) {
        switch (node == null ? "" : node.kind().name()) {
            case "base_type":
            case "operator_class":
            case "operator_family":
            case "text_search_parser":
            case "text_search_template":
                return true;
            default:
                return false;
        }
    }

    /** Tells whether only a superuser can make an object. */
    static boolean takesSuperuser(@Nullable Node node) {
        if (node == null || isDeclared(node)) {
            return node != null;
        }
        String language = node.text("language");
        return language != null
                && (node.has("leakproof")
                        || node.has("support")
                        || !language.equals("sql") && !language.equals("plpgsql"));
    }
}

package org.gitversion.plan;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.gitversion.canonical.SchemaMarker;
import org.gitversion.catalog.CatalogReader;
import org.gitversion.catalog.LiveSchema;
import org.gitversion.catalog.SearchPath;
import org.gitversion.db.Database;
import org.gitversion.db.Rows;
import org.gitversion.error.ErrorCode;
import org.gitversion.error.GitVersionException;
import org.gitversion.kind.Identifier;
import org.gitversion.kind.ObjectKind;
import org.gitversion.kind.ObjectKinds;
import org.gitversion.model.Node;
import org.gitversion.model.Path;
import org.gitversion.model.SchemaTree;
import org.jspecify.annotations.Nullable;

/**
 * With whose rights the statements of a plan are executed. To create a CHECK, a default, an index
 * or a domain can run the functions behind it, so where a superuser carries out what others made,
 * each statement runs with the rights of the role that the object belongs to. Where superusers own
 * all, in the state and in the schema, it runs as the caller, as it does for an ordinary caller.
 */
final class Cage {
    /** The role that can do nothing. */
    static final String NOBODY = "gitversion_nobody";

    private static final String ROLES =
            "SELECT r.rolname FROM pg_roles r WHERE r.rolsuper AND (SELECT c.rolsuper FROM pg_roles"
                    + " c WHERE c.rolname = current_user)";

    private static final String FOREIGN = "SELECT gitversion_internal.foreign_owner(?::text)";

    /** Schemas that are there for a while, and the role that owns what is built in them. */
    private static final Map<String, String> SCRATCH = new HashMap<>();

    private final Database database;
    private final String schema;
    private final Set<String> trusted;
    private final SchemaTree owners;
    private final SchemaTree goal;
    private final boolean caged;
    private final Map<String, String> admitted = new TreeMap<>();
    private final Set<Path> made = new HashSet<>();

    private Cage(
            Database database,
            String schema,
            Set<String> trusted,
            SchemaTree owners,
            SchemaTree goal,
            boolean caged) {
        this.database = database;
        this.schema = schema;
        this.trusted = trusted;
        this.owners = owners;
        this.goal = goal;
        this.caged = caged;
    }

    /**
     * Finds out with whose rights a schema is brought to a state.
     *
     * @param database the gateway
     * @param from the schema as it was read
     * @param goal the state
     * @return the cage
     */
    static Cage of(Database database, LiveSchema from, SchemaTree goal) {
        SearchPath path = from.searchPath();
        String schema = path.schema();
        Set<String> trusted = superusers(database);
        SchemaTree owners = from.tree();
        boolean caged = !trusted.isEmpty() && !database.trusts();
        if (caged && SCRATCH.containsKey(schema)) {
            String role = SCRATCH.get(schema);
            Set<String> others = Owners.foreign(goal, trusted);
            others.remove(role);
            if (!others.isEmpty()) {
                // More is to be built than was known when the schema was made.
                String next =
                        role.isEmpty() && others.size() == 1 ? others.iterator().next() : NOBODY;
                enter(database, schema, next);
                role = next;
            }
            if (!role.isEmpty()) {
                give(database, from, role);
            }
            caged = false;
        } else if (caged) {
            boolean isForeign = database.value(FOREIGN, schema) != null;
            caged = isForeign || !Owners.foreign(goal, trusted).isEmpty();
            owners = isForeign ? CatalogReader.read(database, path).tree() : owners;
        }
        return new Cage(database, schema, trusted, owners, goal, caged);
    }

    /** Tells whether a schema is there for a while only. */
    static boolean isScratch(String schema) {
        return SCRATCH.containsKey(schema);
    }

    /** For statements that run nothing. */
    static Cage open(Database database, SearchPath path) {
        return new Cage(
                database, path.schema(), Set.of(), SchemaTree.EMPTY, SchemaTree.EMPTY, false);
    }

    /** Gives all that is in a schema to a role. */
    private static void give(Database database, LiveSchema live, String role) {
        StringBuilder sql = new StringBuilder();
        for (Node node : live.tree().nodes()) {
            if (!role.equals(node.layout().get(Node.OWNER))) {
                give(node, role, sql);
            }
        }
        change(database, live.searchPath(), sql);
    }

    private static void give(Node node, String role, StringBuilder sql) {
        ObjectKind kind = ObjectKinds.ALL.of(node);
        if (kind.hasOwner(node) && !node.has("owned_by")) {
            sql.append("ALTER ").append(kind.target(node)).append(" OWNER TO ");
            sql.append(Identifier.quote(role)).append(";\n");
        }
    }

    private static void change(Database database, SearchPath path, StringBuilder sql) {
        if (sql.length() > 0) {
            database.searchPath(path.toString());
            database.executeInternally(SchemaMarker.unmark(sql.toString(), path.own()));
            database.ownPath();
        }
    }

    private static Set<String> superusers(Database database) {
        Set<String> names = new HashSet<>();
        try (Rows rows = database.query(ROLES)) {
            while (rows.next()) {
                names.add(rows.text(1));
            }
        }
        return names;
    }

    /**
     * Chooses the role for a schema that is there for a while. The one other owner of all that is
     * to be built there has the privileges that it takes; of several, none may use those of
     * another.
     *
     * @param database the gateway
     * @param state what is to be built
     * @return the role; empty for the caller
     */
    static String forScratch(Database database, SchemaTree state) {
        Set<String> trusted = superusers(database);
        if (trusted.isEmpty() || database.trusts()) {
            return "";
        }
        Set<String> names = Owners.foreign(Owners.assumable(database, state), trusted);
        if (names.isEmpty()) {
            String guarded =
                    database.value("SELECT gitversion_internal.is_history_guarded()::int4::text");
            return "1".equals(guarded) ? "" : NOBODY;
        }
        return names.size() == 1 ? names.iterator().next() : NOBODY;
    }

    /** Lets a role build in a schema that is there for a while. */
    static void enter(Database database, String schema, String role) {
        SCRATCH.put(schema, role);
        if (!role.isEmpty()) {
            grant(database, schema, role);
        }
    }

    /** Forgets a schema that was there for a while. */
    static void leave(String schema) {
        SCRATCH.remove(schema);
    }

    private static void grant(Database database, String schema, String role) {
        database.executeInternally(
                "GRANT USAGE, CREATE ON SCHEMA "
                        + Identifier.quote(schema)
                        + " TO "
                        + Identifier.quote(role));
    }

    /**
     * Makes the role of a schema that is there for a while the owner of all that is built in it.
     *
     * @return the state, for other schemas as it is
     */
    SchemaTree owned() {
        String role = SCRATCH.getOrDefault(schema, "");
        if (role.isEmpty()) {
            return goal;
        }
        Map<Path, @Nullable Node> changes = new TreeMap<>();
        for (Node node : goal.nodes()) {
            if (ObjectKinds.ALL.of(node).hasOwner(node)) {
                Map<String, String> layout = new TreeMap<>(node.layout());
                layout.put(Node.OWNER, role);
                changes.put(node.path(), node.withLayout(layout));
            }
        }
        return goal.with(changes);
    }

    /**
     * Names the role whose objects need no ALTER to be its own.
     *
     * @param user the caller
     * @return in a schema that is there for a while, where no owner is meant, its role
     */
    String creator(String user) {
        return NOBODY.equals(SCRATCH.get(schema)) ? NOBODY : user;
    }

    /** Tells with whose rights a statement runs: null for those of the caller. */
    @Nullable String roleFor(Step step) {
        Path relation = relationOfStatistics(step.path());
        if (relation != null && step.ddl().sql().startsWith("CREATE ")) {
            return roleFor(relation);
        }
        Node node = goal.get(step.path());
        if (node != null
                && step.ddl().sql().startsWith("CREATE ")
                && !step.ddl().sql().startsWith("CREATE OR REPLACE ")
                && ObjectKinds.ALL.of(node).hasOwner(node)) {
            made.add(step.path());
        }
        return isOfCaller(step) ? null : roleFor(step.path());
    }

    /** Statistics may belong to another role than the one who could make them. */
    private @Nullable Path relationOfStatistics(Path path) {
        Node node = goal.get(path);
        return node != null && node.kind().name().equals("statistics")
                ? ObjectKinds.ALL.of(node).droppedWith(node, goal)
                : null;
    }

    /** Tells with whose rights what an object says is evaluated: null for those of the caller. */
    @Nullable String roleFor(Path path) {
        String scratch = SCRATCH.getOrDefault(schema, "");
        boolean isFree = trusted.isEmpty() || scratch.isEmpty() && !caged;
        if (isFree || Owners.isDeclared(goal.get(path))) {
            return null;
        }
        // What is made again belongs to whom the state names from then on.
        String owner = made.contains(path) ? null : owner(path, owners);
        owner = owner == null ? owner(path, goal) : owner;
        if (!scratch.isEmpty()) {
            boolean byName = owner != null && trusted.contains(owner);
            return byName && Owners.takesSuperuser(goal.get(path)) ? null : scratch;
        }
        if (owner == null || trusted.contains(owner)) {
            refuseForeign(path);
            return null;
        }
        admit(owner);
        return owner;
    }

    private void admit(String owner) {
        if (admitted.containsKey(owner)) {
            return;
        }
        String lacks =
                database.value(
                        "SELECT string_agg(p.name, ', ') FROM (VALUES ('USAGE'), ('CREATE'))"
                                + " p (name) WHERE NOT has_schema_privilege(?::text, ?::text,"
                                + " p.name)",
                        owner,
                        schema);
        admitted.put(owner, lacks == null ? "" : lacks);
        if (lacks != null) {
            change("GRANT " + lacks, " TO ", owner);
        }
    }

    private void change(String what, String preposition, String role) {
        database.executeInternally(
                what
                        + " ON SCHEMA "
                        + Identifier.quote(schema)
                        + preposition
                        + Identifier.quote(role));
    }

    /**
     * Revokes what roles got for the plan, and gives what was built in a schema that is there for a
     * while to those whom the state names: what is made of it names them, too.
     *
     * @param now the schema as read after the plan
     * @return the same with its owners
     */
    LiveSchema close(LiveSchema now) {
        close();
        String role = SCRATCH.getOrDefault(schema, "");
        if (role.isEmpty()) {
            return now;
        }
        StringBuilder sql = new StringBuilder();
        for (Node node : goal.nodes()) {
            String owner = node.layout().get(Node.OWNER);
            if (owner != null && !owner.equals(role) && now.tree().get(node.path()) != null) {
                give(node, owner, sql);
            }
        }
        change(database, now.searchPath(), sql);
        return sql.length() == 0 ? now : CatalogReader.read(database, now.searchPath());
    }

    private void close() {
        for (Map.Entry<String, String> entry : admitted.entrySet()) {
            if (!entry.getValue().isEmpty()) {
                change("REVOKE " + entry.getValue(), " FROM ", entry.getKey());
            }
        }
        admitted.clear();
    }

    /** What only the caller may do, and what runs nothing of others. */
    private boolean isOfCaller(Step step) {
        String sql = step.ddl().sql();
        Path path = step.path();
        String folder = path.segment(0);
        // Functions of ours run what others own with the rights of the owners.
        if (sql.startsWith("SELECT gitversion.")
                || sql.startsWith("SELECT gitversion_internal.")
                || folder.equals("casts")
                || folder.equals("default_privileges")) {
            return true;
        }
        Node node = goal.get(path);
        String owner = node == null ? null : node.layout().get(Node.OWNER);
        if (node == null || owner == null) {
            return false;
        }
        boolean isGiven =
                trusted.contains(owner)
                        || owners.get(path) != null
                        || Owners.isDeclared(node)
                        || relationOfStatistics(path) != null;
        String target = ObjectKinds.ALL.of(node).target(node);
        return isGiven && sql.equals("ALTER " + target + " OWNER TO " + Identifier.quote(owner));
    }

    /** The owner of an object, or of the relation that it belongs to. */
    private static @Nullable String owner(Path path, SchemaTree tree) {
        Node node = tree.get(path);
        if (node != null && ObjectKinds.ALL.of(node).hasOwner(node)) {
            return node.layout().get(Node.OWNER);
        }
        String folder = path.segment(0);
        String name = path.segments().size() < 2 ? "" : path.segment(1);
        boolean isPart = path.segments().size() > 2;
        String relation = folder.equals("indexes") && node != null ? node.text("table") : name;
        if (relation == null || node == null && !isPart) {
            return null;
        }
        for (String place : new String[] {folder, "tables", "views", "materialized_views"}) {
            Node whole = tree.get(Path.of(place, relation));
            if (whole != null && ObjectKinds.ALL.of(whole).hasOwner(whole)) {
                return whole.layout().get(Node.OWNER);
            }
        }
        return null;
    }

    /** An object of the caller or a superuser that needs what others made would run it. */
    private void refuseForeign(Path path) {
        Deque<Path> open = new ArrayDeque<>();
        Set<Path> seen = new HashSet<>();
        open.add(path);
        for (Node part : goal.below(path)) {
            open.add(part.path());
        }
        while (!open.isEmpty()) {
            Path at = open.poll();
            Node node = goal.get(at);
            if (node == null || !seen.add(at)) {
                continue;
            }
            String owner = owner(at, goal);
            boolean isForeign = owner == null ? !at.equals(path) : !trusted.contains(owner);
            if (isForeign && isCode(node, runsNothing(path))) {
                throw new GitVersionException(
                                ErrorCode.FOREIGN_CODE,
                                "\""
                                        + path
                                        + "\" uses \""
                                        + at
                                        + "\" of "
                                        + (owner == null ? "nobody" : "role \"" + owner + "\""),
                                "To build it could run that with the rights of a superuser.",
                                "Look at it, and call with p_trust => true, or give the two objects"
                                        + " one owner.")
                        .about(path.toString(), null);
            }
            open.addAll(node.references());
        }
    }

    /** Of what is only stored, PostgreSQL evaluates no more than constants of its types. */
    private static boolean runsNothing(Path path) {
        switch (path.segment(0)) {
            case "tables":
            case "materialized_views":
            case "indexes":
            case "types":
            case "statistics":
                return false;
            default:
                return true;
        }
    }

    private static boolean isCode(Node node, boolean onlyTypes) {
        ObjectKind kind = ObjectKinds.ALL.of(node);
        switch (node.path().segment(0)) {
            case "functions":
            case "procedures":
            case "aggregates":
            case "operators":
                return !onlyTypes && kind.hasOwner(node);
            case "types":
                return kind.hasOwner(node) && !node.kind().name().equals("enum");
            default:
                return false;
        }
    }
}

package org.gitversion.history;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.gitversion.catalog.Address;
import org.gitversion.catalog.CatalogReader;
import org.gitversion.catalog.LiveSchema;
import org.gitversion.catalog.Mark;
import org.gitversion.catalog.Rereading;
import org.gitversion.catalog.Scope;
import org.gitversion.catalog.SearchPath;
import org.gitversion.db.Database;
import org.gitversion.db.Rows;
import org.gitversion.error.ErrorCode;
import org.gitversion.error.GitVersionException;
import org.gitversion.kind.ObjectKinds;
import org.gitversion.model.Node;
import org.gitversion.model.Path;
import org.gitversion.model.SchemaTree;
import org.jspecify.annotations.Nullable;

/**
 * The part of a branch that a merge has to do with: the objects in which base, source and target
 * differ, what needs them, and what all of these need. Whatever else there is is the same in all
 * three and stays as it is, which is proved after the merge by the row versions of PostgreSQL, as
 * it is for a commit. Where anything is not certain there is no such part, and all is merged.
 */
public final class MergePart implements Rereading {
    private static final String SETTING = "gitversion.verify";

    private static final Set<String> LEADING = Set.of("rules", "policies");
    private static final String ROW_SECURITY = "row_security";

    private final Branch branch;
    private final PartOfStates states;
    private final LiveSchema target;
    private @Nullable WorkingTree after;

    /** Something was touched that is not in the part, or it cannot be told whether. */
    public static final class NotCertain extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private MergePart(Branch branch, PartOfStates states, LiveSchema live, SchemaTree own) {
        this.branch = branch;
        this.states = states;
        this.target = live.part(own, live, this);
    }

    /**
     * Finds it, where neither side renamed anything since the base.
     *
     * @param database the gateway
     * @param branch the target, locked
     * @param base the merge base
     * @param source the commit that is merged
     * @param from the branch whose head that is, or null
     * @return null when all is to be merged, or the target has uncommitted changes
     * @throws GitVersionException INVALID_ARGUMENT for another value of gitversion.verify
     */
    public static @Nullable MergePart of(
            Database database, Branch branch, Commit base, Commit source, @Nullable Branch from) {
        if (isFull(database)) {
            return null;
        }
        WorkingTree work = ChangedPart.read(database, branch);
        if (work == null || !work.isClean()) {
            return null;
        }
        Commit head = new Commits(database).get(branch.headId());
        PartOfStates states = PartOfStates.differing(database, List.of(base, source, head));
        List<String> core = new ArrayList<>(states.units());
        if (core.isEmpty() || !states.add(needing(database, branch, core)) || !states.close()) {
            return null;
        }
        SchemaTree own = states.tree(2);
        if (mayLeadOn(states.tree(0), states.tree(1)) && mayLeadOn(states.tree(0), own)) {
            return null;
        }
        if (from != null && !isOwnedAlike(database, from, states.tree(1))) {
            return null;
        }
        LiveSchema live = read(database, branch, own);
        List<Node> nodes = new ArrayList<>(own.size());
        for (Node node : live.tree().nodes()) {
            if (own.get(node.path()) != null) {
                nodes.add(node);
            }
        }
        SchemaTree there = SchemaTree.of(nodes);
        if (!there.equals(own)) {
            return null;
        }
        database.value(
                "SELECT gitversion_internal.debug(?::text)::text",
                "merging into " + there.size() + " objects of schema \"" + branch.schema() + '"');
        return new MergePart(branch, states, live, there);
    }

    /**
     * Tells whether the user wants all to be read.
     *
     * @param database the gateway
     * @return whether gitversion.verify is full
     * @throws GitVersionException INVALID_ARGUMENT for another value than touched or full
     */
    public static boolean isFull(Database database) {
        String value = database.value("SELECT current_setting('" + SETTING + "', true)");
        if (value == null || value.isEmpty() || value.equals("touched")) {
            return false;
        }
        if (!value.equals("full")) {
            throw new GitVersionException(
                    ErrorCode.INVALID_ARGUMENT,
                    SETTING + " is \"" + value + "\"",
                    "It says how much of the target a merge reads.",
                    "Set it to touched or full.");
        }
        return true;
    }

    /**
     * Whether a side changed rules, policies or what asks for these: with those of the other side
     * and some that nobody changed, which are not in the part, they may lead round in a circle.
     */
    private static boolean mayLeadOn(SchemaTree before, SchemaTree after) {
        return hasLeading(before, after) || hasLeading(after, before);
    }

    private static boolean hasLeading(SchemaTree tree, SchemaTree other) {
        for (Node node : tree.nodes()) {
            Node there = other.get(node.path());
            boolean guards = node.has(ROW_SECURITY) && (there == null || !there.has(ROW_SECURITY));
            if (guards || LEADING.contains(node.path().segment(0)) && !node.equals(there)) {
                return true;
            }
        }
        return false;
    }

    private static Set<Path> needing(Database database, Branch branch, List<String> core) {
        Set<Path> paths = new HashSet<>();
        try (Rows rows =
                database.query(
                        "SELECT t.path FROM gitversion_internal.touched_by(?::int4, ?::text[])"
                                + " AS t (path)",
                        branch.id(),
                        core)) {
            while (rows.next()) {
                paths.add(Path.parse(rows.text(1)));
            }
        }
        return paths;
    }

    /** Owners are not in the state of a commit: those of the source may have changed since. */
    private static boolean isOwnedAlike(Database database, Branch from, SchemaTree source) {
        List<Path> paths = new ArrayList<>();
        for (Node node : source.nodes()) {
            if (ObjectKinds.ALL.of(node).hasOwner(node)) {
                paths.add(node.path());
            }
        }
        Map<Path, @Nullable String> owners = new HashMap<>();
        try (Rows rows =
                database.query(
                        "SELECT o.path, o.owner"
                                + " FROM gitversion_internal.owners_of(?::int4, ?::text[]) o",
                        from.id(),
                        paths)) {
            while (rows.next()) {
                owners.put(Path.parse(rows.text(1)), rows.textOrNull(2));
            }
        }
        for (Path path : paths) {
            Node node = source.get(path);
            String stored = node == null ? null : node.layout().get(Node.OWNER);
            if (stored == null || !Objects.equals(stored, owners.get(path))) {
                return false;
            }
        }
        return true;
    }

    private static LiveSchema read(Database database, Branch branch, SchemaTree part) {
        Set<Path> units = new TreeSet<>();
        for (List<Node> unit : part.units()) {
            units.add(unit.get(0).path());
        }
        Set<String> roots = new TreeSet<>();
        try (Rows rows =
                database.query(
                        "SELECT r::text FROM unnest(gitversion_internal.roots_of("
                                + "?::int4, ?::text[])) r",
                        branch.id(),
                        new ArrayList<>(units))) {
            while (rows.next()) {
                roots.add(rows.text(1));
            }
        }
        Scope scope = Scope.of(database, roots);
        Map<Address, Path> others = new HashMap<>();
        for (Map.Entry<Path, Address> entry :
                Identities.around(database, branch.id(), scope.near(), List.of(), new HashSet<>())
                        .entrySet()) {
            others.put(entry.getValue(), entry.getKey());
        }
        return CatalogReader.readPart(
                database, SearchPath.of(database, branch.schema()), scope, others);
    }

    @Override
    public LiveSchema read(Database gateway, SchemaTree goal) {
        Set<String> dropped = new TreeSet<>();
        for (Map.Entry<Address, Path> entry : target.paths().entrySet()) {
            if (goal.get(entry.getValue()) == null) {
                dropped.add(Long.toString(entry.getKey().objectId()));
            }
        }
        String own = Mark.youngWriters(gateway);
        WorkingTree part = ChangedPart.read(gateway, branch, new ArrayList<>(dropped));
        if (part == null) {
            throw new NotCertain();
        }
        WorkingTree found = part.writtenBy(own);
        after = found;
        SchemaTree now = found.live().tree();
        Set<Path> again = new HashSet<>();
        List<Node> nodes = new ArrayList<>();
        for (Node node : found.head().nodes()) {
            again.add(found.head().unitOf(node.path()));
            if (!isOwn(found.head(), node) && !node.equals(now.get(node.path()))) {
                throw new NotCertain();
            }
        }
        for (Node node : now.nodes()) {
            again.add(now.unitOf(node.path()));
            if (isOwn(now, node)) {
                nodes.add(node);
            } else if (!node.equals(found.head().get(node.path()))) {
                throw new NotCertain();
            }
        }
        for (Node node : target.tree().nodes()) {
            if (!again.contains(target.tree().unitOf(node.path()))) {
                nodes.add(node);
            }
        }
        return target.part(SchemaTree.of(nodes), found.live(), this);
    }

    /** Whether the merge may change a node; new ones are in objects of which it knows. */
    private boolean isOwn(SchemaTree tree, Node node) {
        return states.has(tree.unitOf(node.path())) && !states.isLeftOut(node.path());
    }

    /**
     * Returns the part of the base.
     *
     * @return stored objects
     */
    public SchemaTree base() {
        return states.tree(0);
    }

    /**
     * Returns the part of the source.
     *
     * @return stored objects
     */
    public SchemaTree source() {
        return states.tree(1);
    }

    /**
     * Returns the part of the target.
     *
     * @return live objects
     */
    public LiveSchema target() {
        return target;
    }

    /**
     * Returns what was changed.
     *
     * @return the changed objects at the head before and as they were read last
     */
    public WorkingTree after() {
        WorkingTree found = after;
        if (found == null) {
            throw new IllegalStateException("nothing was read again");
        }
        return found;
    }
}

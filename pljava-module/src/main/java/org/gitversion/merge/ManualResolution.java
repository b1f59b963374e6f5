package org.gitversion.merge;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.gitversion.canonical.Documents;
import org.gitversion.canonical.JsonWriter;
import org.gitversion.catalog.CatalogReader;
import org.gitversion.catalog.LiveSchema;
import org.gitversion.db.Database;
import org.gitversion.db.SqlFailure;
import org.gitversion.error.ErrorCode;
import org.gitversion.error.GitVersionException;
import org.gitversion.kind.ObjectKinds;
import org.gitversion.model.Kind;
import org.gitversion.model.Node;
import org.gitversion.model.Path;
import org.gitversion.model.SchemaTree;
import org.gitversion.model.Slot;
import org.gitversion.plan.Renderer;
import org.jspecify.annotations.Nullable;

/**
 * What DDL makes of the object of a conflict. The server is the parser: the merged state is built
 * in a schema of its own, the DDL executed there, the schema read back, and all of it rolled back.
 */
final class ManualResolution {
    /** SQLSTATEs: what is to be created exists. */
    private static final Set<String> DUPLICATES =
            Set.of("42701", "42710", "42723", "42P06", "42P07");

    private final Database database;
    private final SchemaTree merged;
    private final Path path;
    private final boolean isWhole;
    private final String ddl;

    private ManualResolution(
            Database database, SchemaTree merged, Path path, boolean isWhole, String ddl) {
        this.database = database;
        this.merged = merged;
        this.path = path;
        this.isWhole = isWhole;
        this.ddl = ddl;
    }

    /**
     * Reads DDL: statements that change the object, or create it, or drop it; blank text stands for
     * its removal.
     *
     * @param database the gateway
     * @param merged the merged state with the target's side of what conflicts
     * @param path the object
     * @param isWhole whether the conflict is over the object with all of its parts
     * @param ddl the statements
     * @return what is to be where; null where nothing is
     * @throws GitVersionException UNFIT_RESOLUTION
     */
    static Map<Path, @Nullable Node> read(
            Database database, SchemaTree merged, Path path, boolean isWhole, String ddl) {
        SchemaTree known = coherent(merged);
        return new ManualResolution(database, known, path, isWhole, ddl).read();
    }

    /** The text of a resolution as the conflict shows its versions. */
    static @Nullable String version(
            Map<Path, @Nullable Node> nodes, SchemaTree merged, Path path, @Nullable String slot) {
        Node node = nodes.get(path);
        if (node == null) {
            return null;
        }
        if (slot != null) {
            return node.value(slot) == null ? null : String.valueOf(node.value(slot));
        }
        List<Node> unit = new ArrayList<>();
        for (Node one : nodes.values()) {
            if (one != null && (one.path().equals(path) || one.path().isBelow(path))) {
                unit.add(one);
            }
        }
        return Renderer.ddl(unit, merged.with(nodes));
    }

    /** Writes what is kept of it. */
    static String json(Map<Path, @Nullable Node> nodes) {
        List<Node> there = new ArrayList<>();
        List<String> gone = new ArrayList<>();
        for (Map.Entry<Path, @Nullable Node> entry : nodes.entrySet()) {
            Node node = entry.getValue();
            if (node == null) {
                gone.add(entry.getKey().toString());
            } else {
                there.add(node);
            }
        }
        return new JsonWriter()
                .text("document", Documents.write(there))
                .text("layout", Documents.writeLayout(there))
                .texts("removed", gone)
                .toString();
    }

    private Map<Path, @Nullable Node> read() {
        if (ddl.isBlank()) {
            return difference(merged, without(), true);
        }
        Attempted changed = attempt(merged);
        Attempted created = null;
        if (changed.after == null || changed.after.equals(merged)) {
            created = attempt(without());
        }
        SchemaTree after = changed.after;
        if (created != null && created.after != null && created.after.get(path) != null) {
            return difference(without(), withCommon(created.after), false);
        }
        if (after == null || after.equals(merged)) {
            String asNew = created == null ? null : created.refused;
            String reason = changed.refused == null || changed.isThere ? asNew : changed.refused;
            throw unfit(
                    reason == null
                            ? "The statements neither change nor make " + path + "."
                            : reason);
        }
        return difference(merged, after, true);
    }

    /** What is other than before, which has to be the object and its parts. */
    private Map<Path, @Nullable Node> difference(
            SchemaTree before, SchemaTree after, boolean mayRemove) {
        Set<Path> paths = new TreeSet<>(before.byPath().keySet());
        paths.addAll(after.byPath().keySet());
        Map<Path, @Nullable Node> out = new TreeMap<>();
        Set<Path> strange = new TreeSet<>();
        boolean isRemoved = mayRemove && after.get(path) == null;
        for (Path one : paths) {
            Node now = after.get(one);
            Node was = merged.get(one);
            boolean isOwn = one.equals(path) || one.isBelow(path);
            boolean isChanged = !Objects.equals(before.get(one), now);
            if (isOwn && (isWhole || one.equals(path) || !Objects.equals(was, now))) {
                out.put(one, now == null ? null : placed(now, was));
            } else if (!isOwn && isChanged) {
                boolean follows = was != null && now == null && isRemoved && needs(was);
                if (follows) {
                    out.put(one, null);
                } else {
                    strange.add(one);
                }
            }
        }
        for (Node part : merged.below(path)) {
            if (after.get(part.path()) == null) {
                out.put(part.path(), null);
            }
        }
        if (!strange.isEmpty()) {
            throw unfit("The statements change other objects, too: " + strange + ".");
        }
        out.putIfAbsent(path, null);
        return out;
    }

    private boolean needs(Node node) {
        return node.references().contains(path)
                || path.equals(ObjectKinds.ALL.of(node).droppedWith(node, merged));
    }

    /** Where the object was, and whose. */
    private static Node placed(Node now, @Nullable Node was) {
        return was == null ? now : now.withLayout(was.layout());
    }

    /** CREATE says nothing of comments, privileges and their like, which stay as merged. */
    private SchemaTree withCommon(SchemaTree after) {
        Map<Path, @Nullable Node> changes = new TreeMap<>();
        for (Node was : merged.nodes()) {
            Node now = after.get(was.path());
            if (now == null || !(was.path().equals(path) || was.path().isBelow(path))) {
                continue;
            }
            for (Slot slot : Kind.COMMON) {
                if (!now.has(slot.name()) && was.has(slot.name()) && now.kind() == was.kind()) {
                    now = now.with(slot.name(), was.value(slot.name()));
                }
            }
            changes.put(was.path(), now);
        }
        return after.with(changes);
    }

    private SchemaTree without() {
        Map<Path, @Nullable Node> changes = new TreeMap<>();
        changes.put(path, null);
        for (Node part : merged.below(path)) {
            changes.put(part.path(), null);
        }
        return coherent(merged.with(changes));
    }

    /** What can be built: all that has what it needs. */
    private static SchemaTree coherent(SchemaTree tree) {
        Map<Path, Node> left = new TreeMap<>(tree.byPath());
        boolean isComplete = false;
        while (!isComplete) {
            isComplete = true;
            for (Node node : new ArrayList<>(left.values())) {
                Path owner = ObjectKinds.ALL.of(node).droppedWith(node, tree);
                boolean lacks = owner != null && !left.containsKey(owner);
                for (Path need : node.references()) {
                    lacks |= !left.containsKey(need);
                }
                if (lacks) {
                    left.remove(node.path());
                    isComplete = false;
                }
            }
        }
        return SchemaTree.of(left.values());
    }

    private GitVersionException unfit(String detail) {
        return new GitVersionException(
                ErrorCode.UNFIT_RESOLUTION,
                "the DDL does not resolve the conflict in " + path,
                detail,
                "Give statements that change, create or drop "
                        + path
                        + " and nothing else, names"
                        + " without a schema; a blank text stands for its removal.");
    }

    private Attempted attempt(SchemaTree state) {
        return database.undone(new Attempted(state));
    }

    /** The DDL executed on a state. */
    private final class Attempted implements Database.Work<Attempted> {
        private final SchemaTree state;
        private @Nullable SchemaTree after;
        private @Nullable String refused;
        private boolean isThere;

        Attempted(SchemaTree state) {
            this.state = state;
        }

        @Override
        public Attempted run() {
            LiveSchema built;
            try {
                built = Scratch.build(database, state);
            } catch (GitVersionException cannotBuild) {
                refused = cannotBuild.message() + ". " + cannotBuild.detail();
                return this;
            }
            database.searchPath(built.searchPath().toString());
            SqlFailure failure = database.attempt(ddl);
            database.ownPath();
            if (failure == null) {
                after = CatalogReader.read(database, built.searchPath()).tree();
            } else {
                isThere = DUPLICATES.contains(failure.failure().getSQLState());
                refused = "PostgreSQL refuses it: " + failure.failure().getMessage() + ".";
            }
            return this;
        }
    }
}

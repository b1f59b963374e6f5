package org.gitversion.history;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.gitversion.canonical.JsonWriter;
import org.gitversion.db.Database;
import org.gitversion.error.ErrorCode;
import org.gitversion.error.GitVersionException;
import org.gitversion.kind.ObjectKinds;
import org.gitversion.model.Node;
import org.gitversion.model.Path;
import org.gitversion.model.Renames;
import org.gitversion.model.SchemaTree;
import org.gitversion.store.ObjectStore;
import org.jspecify.annotations.Nullable;

/**
 * Finds for objects and their parts the commit that made them what they are: going back from a
 * commit, the first one in which a part is not as in any parent.
 */
public final class Blame {
    private final AncestorTrees trees;
    private final ObjectStore store;
    private final List<Part> parts = new ArrayList<>();
    private final Map<String, Map<Path, Node>> units = new HashMap<>();

    /** An object or a part of one on its way into the past. */
    private static final class Part {
        private final Path named;
        private final int unitSegments;
        private Path path;
        private int commit;
        private boolean isNew;

        Part(Path path, int unitSegments, int commit) {
            this.named = path;
            this.unitSegments = unitSegments;
            this.path = path;
            this.commit = commit;
        }

        Path unit() {
            return unit(path);
        }

        Path unit(Path of) {
            Path unit = of.up(of.segments().size() - unitSegments);
            return unit == null ? of : unit;
        }
    }

    private Blame(Database database, int tip) {
        this.trees = new AncestorTrees(database, tip);
        this.store = new ObjectStore(database, ObjectKinds.ALL);
    }

    /**
     * Finds who made what is at a path.
     *
     * @param database the gateway
     * @param tip where to begin
     * @param path an object, a part of one or a directory, as named in the tip
     * @return a JSON array of objects with path, commit_id, path_then and unit_then (its path in
     *     that commit, and that of the object it is a part of) and is_new (whether it came into
     *     being with the commit)
     * @throws GitVersionException UNKNOWN_PATH when the tip has nothing there
     */
    public static String json(Database database, int tip, String path) {
        Commits commits = new Commits(database);
        Commit commit = commits.get(tip);
        SchemaTree tree = commits.tree(commit);
        Path at = FullPath.of(database, path, List.of(tree));
        Blame blame = new Blame(database, tip);
        for (Node node : tree.nodes()) {
            if (node.path().equals(at) || node.path().isBelow(at)) {
                int unit = tree.unitOf(node.path()).segments().size();
                blame.parts.add(new Part(node.path(), unit, tip));
            }
        }
        if (blame.parts.isEmpty()) {
            throw new GitVersionException(
                    ErrorCode.UNKNOWN_PATH,
                    "there is nothing at \"" + path + "\"",
                    "Commit " + commit.shortHash() + " has no object there.",
                    "Paths are those of gitversion.object_snapshots, such as tables/users or"
                            + " tables/users/columns/email.");
        }
        blame.walk(tip);
        List<String> rows = new ArrayList<>();
        for (Part part : blame.parts) {
            rows.add(
                    new JsonWriter()
                            .text("path", part.named.toString())
                            .number("commit_id", part.commit)
                            .text("path_then", part.path.toString())
                            .text("unit_then", part.unit().toString())
                            .truth("is_new", part.isNew)
                            .toString());
        }
        return JsonWriter.array(rows);
    }

    private void walk(int tip) {
        TreeMap<Integer, List<Part>> open = new TreeMap<>(Collections.reverseOrder());
        open.put(tip, new ArrayList<>(parts));
        while (!open.isEmpty()) {
            Map.Entry<Integer, List<Part>> newest = open.pollFirstEntry();
            for (Part part : newest.getValue()) {
                Integer parent = origin(part, newest.getKey());
                if (parent != null) {
                    part.commit = parent;
                    List<Part> there = open.get(parent);
                    if (there == null) {
                        there = new ArrayList<>();
                        open.put(parent, there);
                    }
                    there.add(part);
                }
            }
        }
    }

    /** The first parent that has a part as the commit has it, the part renamed back; else null. */
    private @Nullable Integer origin(Part part, int commit) {
        part.isNew = true;
        for (Integer parent : trees.parents.getOrDefault(commit, List.of())) {
            Map<Integer, Renames> edges = trees.renames.getOrDefault(commit, Map.of());
            Renames edge = edges.getOrDefault(parent, Renames.NONE);
            Path before = edge.inverse().apply(part.path);
            String hash = trees.hash(parent, part.unit(before));
            if (hash == null || !edge.apply(before).equals(part.path)) {
                continue;
            }
            String own = trees.hash(commit, part.unit());
            if (hash.equals(own)) {
                part.path = before;
                return parent;
            }
            Node then = nodes(hash).get(before);
            Node now = own == null ? null : nodes(own).get(part.path);
            if (then != null && now != null && then.kind() == now.kind()) {
                part.isNew = false;
                if (then.name().equals(now.name()) && then.slots().equals(now.slots())) {
                    part.path = before;
                    return parent;
                }
            }
        }
        return null;
    }

    private Map<Path, Node> nodes(String unitHash) {
        Map<Path, Node> known = units.get(unitHash);
        if (known == null) {
            known = new HashMap<>();
            for (Node node : store.unit(unitHash)) {
                known.put(node.path(), node);
            }
            units.put(unitHash, known);
        }
        return known;
    }
}

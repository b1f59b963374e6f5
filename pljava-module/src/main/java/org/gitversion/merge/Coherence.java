package org.gitversion.merge;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gitversion.model.Node;
import org.gitversion.model.Path;
import org.gitversion.model.SchemaTree;
import org.jspecify.annotations.Nullable;

/**
 * Finds the conflicts that only show in the whole: an object that needs what the other side
 * dropped, a part of something that is gone, two relations of one name. Under the strategies ours
 * and theirs it settles them in favour of that side.
 */
final class Coherence {
    private final SchemaTree base;
    private final SchemaTree source;
    private final SchemaTree target;
    private final Strategy strategy;
    private final Map<Path, Node> merged;
    private final List<Conflict> conflicts;

    Coherence(
            SchemaTree base,
            SchemaTree source,
            SchemaTree target,
            Strategy strategy,
            Map<Path, Node> merged,
            List<Conflict> conflicts) {
        this.base = base;
        this.source = source;
        this.target = target;
        this.strategy = strategy;
        this.merged = merged;
        this.conflicts = conflicts;
    }

    void restore() {
        boolean again = true;
        Set<Path> reported = new HashSet<>();
        while (again) {
            again = false;
            for (Node node : new ArrayList<>(merged.values())) {
                if (merged.containsKey(node.path())) {
                    again |= settleNeeds(node, reported);
                }
            }
        }
        findSameNames();
    }

    private boolean settleNeeds(Node node, Set<Path> reported) {
        for (Path need : missing(node)) {
            Node theirs = source.get(node.path());
            Node ours = target.get(node.path());
            boolean targetDropped = target.get(need) == null;
            if (strategy == Strategy.OURS || strategy == Strategy.THEIRS) {
                boolean dropWins = targetDropped == (strategy == Strategy.OURS);
                if (dropWins) {
                    put(node.path(), strategy == Strategy.OURS ? ours : theirs);
                } else {
                    bringBack(need, targetDropped ? source : target);
                }
                return true;
            }
            if (reported.add(node.path()) && !hasConflict(node.path())) {
                report(node, need, targetDropped, theirs, ours);
            }
        }
        return false;
    }

    private boolean hasConflict(Path path) {
        for (Conflict conflict : conflicts) {
            if (conflict.path().equals(path)) {
                return true;
            }
        }
        return false;
    }

    /** Puts an object back with all its parts. */
    private void bringBack(Path path, SchemaTree side) {
        Node node = side.get(path);
        if (node == null) {
            throw new IllegalStateException("one side has " + path);
        }
        merged.put(path, node);
        for (Node part : side.below(path)) {
            if (!merged.containsKey(part.path())) {
                merged.put(part.path(), part);
            }
        }
    }

    private void put(Path path, @Nullable Node node) {
        Node before = merged.get(path);
        if (node == null || node.equals(before)) {
            merged.remove(path);
        } else {
            merged.put(path, node);
        }
    }

    private List<Path> missing(Node node) {
        List<Path> out = new ArrayList<>(1);
        for (Path reference : node.references()) {
            if (!merged.containsKey(reference)) {
                out.add(reference);
            }
        }
        Path parent = node.path().up(2);
        if (parent != null && !merged.containsKey(parent) && isNode(parent)) {
            out.add(parent);
        }
        return out;
    }

    private boolean isNode(Path path) {
        return base.get(path) != null || source.get(path) != null || target.get(path) != null;
    }

    private void report(
            Node node,
            Path need,
            boolean targetDropped,
            @Nullable Node theirs,
            @Nullable Node ours) {
        boolean part = node.path().isBelow(need);
        conflicts.add(
                Conflict.object(
                        part ? Conflict.Type.DELETE_MODIFY : Conflict.Type.DEPENDENCY,
                        node,
                        ThreeWayMerge.ddl(base.get(node.path()), base),
                        ThreeWayMerge.ddl(theirs, source),
                        ThreeWayMerge.ddl(ours, target),
                        "The "
                                + (targetDropped ? "target" : "source")
                                + " dropped "
                                + need
                                + ", which "
                                + node.path()
                                + " of the "
                                + (targetDropped ? "source" : "target")
                                + " needs."));
    }

    /** Relations share one namespace, types share it with them. */
    private void findSameNames() {
        Map<String, Node> byName = new HashMap<>();
        for (Node node : new ArrayList<>(merged.values())) {
            if (!isRelation(node)) {
                continue;
            }
            Node other = byName.put(node.name(), node);
            if (other == null
                    || (target.get(node.path()) != null && target.get(other.path()) != null)) {
                continue;
            }
            if (strategy == Strategy.OURS || strategy == Strategy.THEIRS) {
                SchemaTree loser = strategy == Strategy.OURS ? source : target;
                SchemaTree winner = strategy == Strategy.OURS ? target : source;
                Node gone = winner.get(node.path()) == null ? node : other;
                if (loser.get(gone.path()) != null) {
                    removeWithParts(gone.path());
                }
            } else {
                conflicts.add(
                        Conflict.object(
                                Conflict.Type.SCHEMA_SCHEMA,
                                node,
                                null,
                                ThreeWayMerge.ddl(source.get(node.path()), source),
                                ThreeWayMerge.ddl(target.get(node.path()), target),
                                "It has the same name as " + other.path() + " of the other side."));
            }
        }
    }

    private void removeWithParts(Path path) {
        for (Node node : new ArrayList<>(merged.values())) {
            if (node.path().equals(path) || node.path().isBelow(path)) {
                merged.remove(node.path());
            }
        }
    }

    private static boolean isRelation(Node node) {
        String folder = node.kind().folder();
        return node.path().segments().size() == 2
                && (folder.equals("tables")
                        || folder.equals("views")
                        || folder.equals("materialized_views")
                        || folder.equals("sequences")
                        || folder.equals("indexes")
                        || folder.equals("types"));
    }
}

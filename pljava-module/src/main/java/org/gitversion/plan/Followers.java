package org.gitversion.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import org.gitversion.diff.Change;
import org.gitversion.kind.ColumnKind;
import org.gitversion.kind.Ddl;
import org.gitversion.kind.IdentitySequence;
import org.gitversion.kind.Inheritance;
import org.gitversion.kind.ObjectKinds;
import org.gitversion.model.Kind;
import org.gitversion.model.Node;
import org.gitversion.model.Path;
import org.gitversion.model.SchemaTree;
import org.gitversion.plan.ActionGraph.Action;
import org.jspecify.annotations.Nullable;

/**
 * Parts of tables that follow parts of other objects: PostgreSQL creates, alters and drops the
 * columns and constraints of partitions and children with those of their parents, so that no
 * statement of their own is due, or only one for what differs.
 */
final class Followers {
    private static final String MERGED = "merged";

    private final SchemaTree from;
    private final SchemaTree to;
    private final ActionGraph graph;
    private final Set<Path> rebuilt;
    private final Attachments attachments;

    Followers(
            SchemaTree from,
            SchemaTree to,
            ActionGraph graph,
            Set<Path> rebuilt,
            Attachments attachments) {
        this.from = from;
        this.to = to;
        this.graph = graph;
        this.rebuilt = rebuilt;
        this.attachments = attachments;
    }

    /** Tells whether a part follows something before and after, without being taken from it. */
    private boolean follows(Node part, Path origin) {
        Path table = Attachments.table(part);
        Node before = table == null ? null : from.get(table);
        Node after = table == null ? null : to.get(table);
        return before != null && after != null && Inheritance.follows(before, after, origin);
    }

    /** Returns a part as it will be once what it follows is altered. */
    Node expected(Node before, Node after) {
        Node out = before;
        List<Path> origins = Inheritance.origins(after, to);
        for (Path origin : Inheritance.origins(before, from)) {
            Node was = from.get(origin);
            boolean both = origins.contains(origin) && follows(before, origin);
            Node is = both ? to.get(origin) : null;
            if (was != null && is != null && was.kind() == is.kind()) {
                out = Inheritance.carried(out, was, is);
                out = losesDefault(is) ? out.with("default", null) : out;
            }
        }
        return out;
    }

    private boolean losesDefault(Node origin) {
        Node was = from.get(origin.path());
        if (was != null && IdentitySequence.dropsDefaultsBelow(was, origin, to)) {
            return true;
        }
        for (Path above : Inheritance.origins(origin, to)) {
            Node other = to.get(above);
            if (other != null && losesDefault(other)) {
                return true;
            }
        }
        return false;
    }

    /** What is left to do when PostgreSQL has changed what the object follows; null to rebuild. */
    @Nullable List<Ddl> alteration(Node before, Node after) {
        if (isMoved(before, after)) {
            return null;
        }
        Node expected = expected(before, after);
        SortedSet<String> left = Change.changedSlots(expected, after);
        left.remove(Kind.COMMENT);
        left.remove(Kind.PRIVILEGES);
        return left.isEmpty()
                ? List.of()
                : ObjectKinds.ALL.of(before).alter(expected, after, left, to);
    }

    /** Tells whether a part changes what it belongs to, which takes building it again. */
    private boolean isMoved(Node before, Node after) {
        String was = before.text(Inheritance.ATTACHED_TO);
        Path table = Attachments.table(before);
        Node old = table == null ? null : from.get(table);
        Node now = table == null ? null : to.get(table);
        return was != null
                && !was.equals(after.text(Inheritance.ATTACHED_TO))
                && old != null
                && now != null
                && Inheritance.stays(old, now)
                && attachments.twin(before, after) == null;
    }

    /** Finds what a part disappears with without a statement of its own. */
    @Nullable Path vanishesWith(Node node) {
        if (MERGED.equals(node.text(Inheritance.INHERITED))) {
            return null;
        }
        for (Path origin : Inheritance.origins(node, from)) {
            Node leader = from.get(origin);
            boolean dropped = to.get(origin) == null || rebuilt.contains(origin);
            if (dropped && follows(node, origin) && leader != null && !isKeptBelow(leader)) {
                return origin;
            }
        }
        return null;
    }

    /** Tells whether any child keeps a column that goes, whose values would go with it. */
    boolean isKeptBelow(Node column) {
        Path table = Attachments.table(column);
        if (table == null || !column.kind().folder().equals(ColumnKind.FOLDER)) {
            return false;
        }
        for (Node child : from.referring(table)) {
            Path path = child.path().child(ColumnKind.FOLDER, column.name());
            Node before = child.has(Inheritance.INHERITS) ? from.get(path) : null;
            if (before == null
                    || Inheritance.isOwn(before)
                    || !Inheritance.origins(before, from).contains(column.path())) {
                continue;
            }
            if (to.get(path) != null && !rebuilt.contains(path) || isKeptBelow(before)) {
                return true;
            }
        }
        return false;
    }

    /** Writes what drops an object; a column that children keep, of its own table only. */
    List<Ddl> drop(Node node) {
        if (isKeptBelow(node)) {
            return ColumnKind.dropOnly(node);
        }
        List<Ddl> out = new ArrayList<>(2);
        boolean referred = false;
        for (Node key : Attachments.referringTo(node, from)) {
            referred |= to.get(key.path()) != null && !rebuilt.contains(key.path());
        }
        if (referred) {
            out.addAll(Inheritance.detach(node, node.withSlots(new TreeMap<>())));
        }
        out.addAll(ObjectKinds.ALL.of(node).drop(node, from));
        return out;
    }

    /** Finds the action that creates a new part along with what it follows. */
    @Nullable Action creator(Node node) {
        boolean key = node.has(Inheritance.ATTACHED_TO) && !node.has("references");
        if (key || MERGED.equals(node.text(Inheritance.INHERITED))) {
            return null;
        }
        String attached = node.text(Inheritance.ATTACHED_TO);
        if (attached != null && !attached.equals(node.name())) {
            return null;
        }
        for (Path origin : Inheritance.origins(node, to)) {
            Action attach = attached == null ? null : attachments.of(Attachments.table(node));
            Action action = graph.change(origin);
            if (action != null
                    && action.type == ActionGraph.Type.CREATE
                    && (attach != null || follows(node, origin) || isHeir(node, action))) {
                return action;
            }
            if (attach != null) {
                return attach;
            }
        }
        return null;
    }

    /** A CHECK that is not validated gets to a new child when its parent gets it. */
    private boolean isHeir(Node node, Action origin) {
        Path path = Attachments.table(node);
        Node table = path == null ? null : to.get(path);
        if (path == null || table == null || Inheritance.isPartition(table)) {
            return false;
        }
        if (from.get(path) != null) {
            return false;
        }
        ActionGraph.order(graph.change(path), origin);
        return true;
    }

    /** Lets the action that creates what a part follows create the part. */
    void create(Node node, Action creator) {
        graph.coveredBy(node.path(), creator);
        for (Path path : Inheritance.origins(node, to)) {
            Node origin = to.get(path);
            if (origin != null) {
                List<Ddl> out = new ArrayList<>(2);
                Inheritance.override(out, Inheritance.copied(node, origin), node, to);
                for (Ddl ddl : out) {
                    creator.steps.add(new Step(node.path(), ddl));
                }
                return;
            }
        }
    }

    /** Finds the action that alters what a part follows. */
    @Nullable Action leader(Node node) {
        for (Path origin : Inheritance.origins(node, to)) {
            Action action = graph.change(origin);
            if (action != null && action.type == ActionGraph.Type.ALTER && follows(node, origin)) {
                return action;
            }
        }
        return null;
    }

    /** What a table declares besides its parents comes before them; all goes after them. */
    void orderMerged() {
        for (Node node : to.nodes()) {
            if (MERGED.equals(node.text(Inheritance.INHERITED))) {
                Action own = graph.change(node.path());
                for (Path origin : Inheritance.origins(node, to)) {
                    Action other = graph.change(origin);
                    if (own != null
                            && own.type == ActionGraph.Type.CREATE
                            && own.path.equals(node.path())) {
                        ActionGraph.order(own, other);
                    }
                }
            }
        }
        for (Node node : from.nodes()) {
            if (node.has(Inheritance.INHERITED)) {
                Action own = graph.drop(node.path());
                for (Path origin : Inheritance.origins(node, from)) {
                    if (own != null && own.path.equals(node.path())) {
                        ActionGraph.order(graph.drop(origin), own);
                    }
                }
            }
        }
    }

    /** Sorts units so that parents come before their children. */
    static List<List<Node>> byDepth(SchemaTree tree) {
        Map<Integer, List<List<Node>>> levels = new TreeMap<>();
        for (List<Node> unit : tree.units()) {
            int depth = depth(unit.get(0), tree);
            List<List<Node>> level = levels.get(depth);
            if (level == null) {
                level = new ArrayList<>();
                levels.put(depth, level);
            }
            level.add(unit);
        }
        List<List<Node>> out = new ArrayList<>();
        for (List<List<Node>> level : levels.values()) {
            out.addAll(level);
        }
        return out;
    }

    private static int depth(@Nullable Node node, SchemaTree tree) {
        if (node == null || !node.has(Inheritance.INHERITS) && !node.has(Inheritance.OF_TYPE)) {
            return 0;
        }
        int depth = 1;
        for (Path parent : Inheritance.parents(node)) {
            depth = Math.max(depth, 1 + depth(tree.get(parent), tree));
        }
        return depth;
    }

    /** Sorts the paths of parts so that those of parents come before those of children. */
    List<Path> byDepth(Iterable<Path> paths) {
        Map<Integer, List<Path>> levels = new TreeMap<>();
        for (Path path : paths) {
            int depth = depth(to.get(to.unitOf(path)), to);
            List<Path> level = levels.get(depth);
            if (level == null) {
                level = new ArrayList<>();
                levels.put(depth, level);
            }
            level.add(path);
        }
        List<Path> out = new ArrayList<>();
        for (List<Path> level : levels.values()) {
            out.addAll(level);
        }
        return out;
    }
}

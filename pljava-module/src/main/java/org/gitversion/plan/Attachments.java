package org.gitversion.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.gitversion.canonical.Hash;
import org.gitversion.error.ErrorCode;
import org.gitversion.error.GitVersionException;
import org.gitversion.kind.ConstraintKind;
import org.gitversion.kind.Ddl;
import org.gitversion.kind.Identifier;
import org.gitversion.kind.IndexKind;
import org.gitversion.kind.Inheritance;
import org.gitversion.kind.ObjectKind;
import org.gitversion.kind.ObjectKinds;
import org.gitversion.kind.TableKind;
import org.gitversion.model.Node;
import org.gitversion.model.Path;
import org.gitversion.model.SchemaTree;
import org.gitversion.plan.ActionGraph.Action;
import org.jspecify.annotations.Nullable;

/**
 * When tables are tied to their parents, and indexes of partitions to those of the parents. A table
 * comes with what the parent has already, and without what the parent is still to get: then
 * PostgreSQL finds every index that it looks for and makes up none.
 */
final class Attachments {
    private static final int RANK = 71;
    private static final int DETACH_RANK = -2000;

    private final SchemaTree from;
    private final SchemaTree to;
    private final ActionGraph graph;
    private final Set<Path> rebuilt;
    private final Map<Path, Action> attaching = new HashMap<>();
    private final Map<Path, Action> detaching = new HashMap<>();
    private final Map<Path, Action> exchanged = new HashMap<>();
    private final Map<Path, List<Node>> indexes = new HashMap<>();

    Attachments(SchemaTree from, SchemaTree to, ActionGraph graph, Set<Path> rebuilt) {
        this.from = from;
        this.to = to;
        this.graph = graph;
        this.rebuilt = rebuilt;
    }

    /** Adds an action for everything that is to be tied to something else. */
    void add() {
        for (Node node : to.nodes()) {
            ObjectKind kind = ObjectKinds.ALL.of(node);
            Node before = rebuilt.contains(node.path()) ? null : from.get(node.path());
            boolean part = node.has(Inheritance.ATTACHED_TO);
            if (part && before != null && isOld(node) && same(before, node)) {
                continue;
            }
            if (part && isOld(node) && (isTiedWithTable(node) || exchange(before, node))) {
                continue;
            }
            List<Ddl> statements = kind.attach(before, node, to);
            if (!statements.isEmpty()) {
                Action action = graph.addFurther(ActionGraph.Type.ALTER, node.path(), RANK);
                for (Ddl ddl : statements) {
                    action.steps.add(new Step(node.path(), ddl));
                }
                attaching.put(node.path(), action);
            }
            if (before != null && isTable(node)) {
                refuseDeclared(before, node);
                if (!Inheritance.stays(before, node)) {
                    addDetaching(before, node);
                }
            }
        }
    }

    /** Tells whether PostgreSQL ties an index to that of the parent along with its table. */
    private boolean isTiedWithTable(Node index) {
        Path path = table(index);
        Node before = path == null ? null : from.get(path);
        Node after = path == null ? null : to.get(path);
        return after != null && (before == null || !Inheritance.stays(before, after));
    }

    /**
     * Of several indexes alike PostgreSQL may have tied another one to that of the parent than was
     * meant: then these are given each other's names.
     */
    private boolean exchange(@Nullable Node before, Node after) {
        if (before == null || !before.has(Inheritance.ATTACHED_TO)) {
            return false;
        }
        Node other = twin(before, after);
        if (other == null) {
            return false;
        }
        Action aside = graph.addFurther(ActionGraph.Type.DROP, after.path(), DETACH_RANK);
        aside.steps.add(new Step(after.path(), renamed(before.name(), nameAside(before))));
        Action back = graph.addFurther(ActionGraph.Type.ALTER, after.path(), RANK);
        back.steps.add(new Step(after.path(), renamed(nameAside(other), after.name())));
        exchanged.put(after.path(), back);
        return true;
    }

    /** Finds the index that is tied where one shall be, if that one goes elsewhere in turn. */
    @Nullable Node twin(Node before, Node after) {
        for (Node node : from.nodes()) {
            Node then = to.get(node.path());
            if (then != null
                    && isIndexed(node)
                    && same(node, after)
                    && !same(node, then)
                    && then.has(Inheritance.ATTACHED_TO)
                    && Objects.equals(table(node), table(before))) {
                return node;
            }
        }
        return null;
    }

    private static Ddl renamed(String name, String newName) {
        String sql = "ALTER INDEX " + Identifier.quote(name) + " RENAME TO ";
        return Ddl.of(sql + Identifier.quote(newName), Ddl.Lock.SHARE_UPDATE_EXCLUSIVE);
    }

    private static String nameAside(Node node) {
        return "gitversion " + Hash.of(node.path().toString()).substring(0, 16);
    }

    private void addDetaching(Node before, Node after) {
        Action action = graph.addFurther(ActionGraph.Type.DROP, after.path(), DETACH_RANK);
        for (Ddl ddl : Inheritance.detach(before, after)) {
            action.steps.add(new Step(after.path(), ddl));
        }
        detaching.put(after.path(), action);
    }

    /** What a table has declared itself once, it declares from then on. */
    private void refuseDeclared(Node before, Node after) {
        if (!after.has(Inheritance.INHERITS) || Inheritance.isPartition(after)) {
            return;
        }
        List<Path> kept = Inheritance.kept(before, after);
        for (Node part : to.below(after.path())) {
            if (Inheritance.isOwn(part)) {
                continue;
            }
            Node was = from.get(part.path());
            // Of a parent for a while.
            boolean possible =
                    was != null
                            && !Inheritance.isOwn(was)
                            && Inheritance.origins(was, from).isEmpty();
            for (Path origin : Inheritance.origins(part, to)) {
                boolean follows = was == null ? isNew(origin) : !Inheritance.isOwn(was);
                possible |= follows && kept.contains(origin.up(2));
            }
            if (!possible) {
                throw new GitVersionException(
                        ErrorCode.CANNOT_ALTER,
                        part.kind() + " \"" + part.path() + "\" cannot be inherited only",
                        "A table that comes to inherit in place keeps declaring what it has.",
                        "Create the table again under another name, or declare it on both sides.");
            }
        }
    }

    private static boolean same(Node before, Node after) {
        String was = before.text(Inheritance.ATTACHED_TO);
        return was != null && was.equals(after.text(Inheritance.ATTACHED_TO));
    }

    /** Tells whether what a part belongs to is there already. */
    private boolean isOld(Node node) {
        for (Path origin : Inheritance.origins(node, to)) {
            if (isNew(origin)) {
                return false;
            }
        }
        return true;
    }

    private boolean isNew(Path path) {
        return from.get(path) == null || rebuilt.contains(path);
    }

    /** Finds the action that ties a table, index or key. */
    @Nullable Action of(@Nullable Path path) {
        return path == null ? null : attaching.get(path);
    }

    /** Puts all of it in order. */
    void order() {
        for (Map.Entry<Path, Action> entry : exchanged.entrySet()) {
            ActionGraph.order(entry.getValue(), graph.change(entry.getKey()));
        }
        if (attaching.isEmpty() && detaching.isEmpty()) {
            return;
        }
        collectIndexes(from);
        collectIndexes(to);
        for (Map.Entry<Path, Action> entry : detaching.entrySet()) {
            Node before = from.get(entry.getKey());
            if (before != null) {
                orderDetaching(before, entry.getValue());
            }
        }
        for (Map.Entry<Path, Action> entry : attaching.entrySet()) {
            Node node = to.get(entry.getKey());
            if (node != null && isTable(node)) {
                orderTable(node, entry.getValue());
            } else if (node != null) {
                orderIndex(node, entry.getValue());
            }
        }
        orderForeignKeys();
    }

    private void collectIndexes(SchemaTree tree) {
        for (Node node : tree.below(Path.of(IndexKind.FOLDER))) {
            Path table = table(node);
            List<Node> list = indexes.get(table);
            if (list == null) {
                list = new ArrayList<>(2);
                indexes.put(table, list);
            }
            list.add(node);
        }
    }

    private List<Node> indexes(Path table) {
        List<Node> list = indexes.get(table);
        return list == null ? List.of() : list;
    }

    /** What a table no longer follows is changed after it is free. */
    private void orderDetaching(Node before, Action free) {
        Path table = before.path();
        ActionGraph.order(free, attaching.get(table));
        Set<Node> first = new HashSet<>(referringTo(before, from));
        for (Node key : first) {
            ActionGraph.order(graph.drop(key.path()), free);
            ActionGraph.order(attaching.get(table), graph.change(key.path()));
        }
        afterwards(free, table, first);
        for (Path parent : Inheritance.parents(before)) {
            afterwards(free, parent, first);
        }
    }

    private void afterwards(Action free, Path table, Set<Node> first) {
        ActionGraph.order(free, graph.drop(table));
        ActionGraph.order(free, graph.change(table));
        List<Node> parts = new ArrayList<>(from.below(table));
        parts.addAll(to.below(table));
        parts.addAll(indexes(table));
        for (Node part : parts) {
            if (!first.contains(part)) {
                ActionGraph.order(free, graph.drop(part.path()));
            }
            ActionGraph.order(free, graph.change(part.path()));
        }
    }

    private void orderTable(Node table, Action attach) {
        Path path = table.path();
        ActionGraph.order(graph.change(path), attach);
        List<Node> gone = new ArrayList<>(from.below(path));
        gone.addAll(indexes(path));
        gone.addAll(from.below(Path.of("triggers", path.name())));
        List<Node> own = new ArrayList<>(to.below(path));
        own.addAll(indexes(path));
        for (Path parent : Inheritance.parents(table)) {
            ActionGraph.order(graph.change(parent), attach);
            gone.addAll(from.below(parent));
            for (Node part : to.below(parent)) {
                orderPartOfParent(part, attach);
            }
            for (Node index : indexes(parent)) {
                orderPartOfParent(index, attach);
            }
        }
        for (Node part : gone) {
            ActionGraph.order(graph.drop(part.path()), attach);
        }
        for (Node part : own) {
            orderOwnPart(part, attach);
        }
    }

    /** Columns and checks of the parent come first, new keys, foreign keys and indexes last. */
    private void orderPartOfParent(Node part, Action attach) {
        Action change = graph.change(part.path());
        boolean foreign = part.has("references");
        if (change != null && change.path.equals(part.path()) && (foreign || isIndexed(part))) {
            ActionGraph.order(attach, isNew(part.path()) ? change : null);
        } else if (!foreign) {
            ActionGraph.order(change, attach);
        }
    }

    private void orderOwnPart(Node part, Action attach) {
        Action change = graph.change(part.path());
        if (change == null || !change.path.equals(part.path())) {
            return;
        }
        boolean attached = part.has(Inheritance.ATTACHED_TO);
        if (part.has("references") && !attached && isNew(part.path())) {
            ActionGraph.order(attach, change);
            orderAfterForeignKeys(part, change);
        } else if (!isIndexed(part)) {
            ActionGraph.order(change, attach);
        } else if (attached && isOld(part)) {
            ActionGraph.order(change, attach);
            for (Node below : partsOf(part)) {
                ActionGraph.order(attaching.get(below.path()), attach);
            }
        } else if (!attached && isNew(part.path())) {
            ActionGraph.order(attach, change);
        }
    }

    /** Otherwise one of the parent might adopt it. */
    private void orderAfterForeignKeys(Node own, Action change) {
        Path path = table(own);
        Node table = path == null ? null : to.get(path);
        for (Path parent : table == null ? List.<Path>of() : Inheritance.parents(table)) {
            for (Node part : to.below(parent)) {
                if (part.has("references")) {
                    ActionGraph.order(graph.change(part.path()), change);
                }
            }
        }
    }

    private List<Node> partsOf(Node whole) {
        List<Node> out = new ArrayList<>();
        for (Node node : to.referring(whole.path())) {
            if (whole.name().equals(node.text(Inheritance.ATTACHED_TO))) {
                out.add(node);
            }
        }
        return out;
    }

    private void orderIndex(Node node, Action attach) {
        ActionGraph.order(graph.change(node.path()), attach);
        ActionGraph.order(attaching.get(table(node)), attach);
        for (Path origin : Inheritance.origins(node, to)) {
            ActionGraph.order(graph.change(origin), attach);
        }
    }

    /** A key of a partitioned table is valid when those of all partitions belong to it. */
    private void orderForeignKeys() {
        for (Node node : to.nodes()) {
            Action change = node.has("references") ? graph.change(node.path()) : null;
            if (change != null && change.path.equals(node.path()) && isNew(node.path())) {
                for (Path need : ObjectKinds.ALL.of(node).needs(node, to)) {
                    orderAfterParts(need, change);
                }
            }
        }
    }

    private void orderAfterParts(Path key, Action change) {
        Node whole = to.get(key);
        for (Node part : whole == null ? List.<Node>of() : partsOf(whole)) {
            ActionGraph.order(attaching.get(part.path()), change);
            orderAfterParts(part.path(), change);
        }
    }

    private static boolean isTable(Node node) {
        return node.kind().folder().equals(TableKind.FOLDER);
    }

    /** Lists the foreign keys to tables above a partition; what they refer to is in it, too. */
    static List<Node> referringTo(Node partition, SchemaTree tree) {
        List<Node> out = new ArrayList<>();
        Node table = partition;
        while (table != null && Inheritance.isPartition(table)) {
            Path above = Inheritance.parents(table).get(0);
            table = tree.get(above);
            Set<Node> users = new LinkedHashSet<>(tree.referring(above));
            for (Node part : tree.below(above)) {
                users.addAll(tree.referring(part.path()));
            }
            for (Node node : users) {
                if (ObjectKinds.ALL.of(node).ties(node)
                        && Identifier.quote(above.name()).equals(node.text("references"))) {
                    out.add(node);
                }
            }
        }
        return out;
    }

    /** Tells whether a part is an index or kept by one. */
    private static boolean isIndexed(Node part) {
        return part.kind().folder().equals(IndexKind.FOLDER)
                || part.kind().folder().equals(ConstraintKind.FOLDER)
                        && !ObjectKinds.ALL.of(part).namespaces(part).isEmpty();
    }

    /** Names the table that a column, constraint or index is part of. */
    static @Nullable Path table(Node part) {
        return part.kind().folder().equals(IndexKind.FOLDER)
                ? Path.of(TableKind.FOLDER, part.required("table"))
                : part.path().up(2);
    }
}

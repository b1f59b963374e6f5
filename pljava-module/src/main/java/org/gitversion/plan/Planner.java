package org.gitversion.plan;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.gitversion.diff.Change;
import org.gitversion.diff.TreeDiff;
import org.gitversion.error.ErrorCode;
import org.gitversion.error.GitVersionException;
import org.gitversion.kind.Ddl;
import org.gitversion.kind.Inheritance;
import org.gitversion.kind.ObjectKind;
import org.gitversion.kind.ObjectKinds;
import org.gitversion.kind.RowsKind;
import org.gitversion.kind.TableKind;
import org.gitversion.model.Node;
import org.gitversion.model.Path;
import org.gitversion.model.Renames;
import org.gitversion.model.SchemaTree;
import org.gitversion.plan.ActionGraph.Action;
import org.jspecify.annotations.Nullable;

/**
 * Finds the statements, in executable order, that turn one state of a schema into another.
 *
 * <p>Objects are altered in place. What cannot be, and what stands in the way of an ALTER, is
 * dropped and built again if nothing is lost by that; otherwise the planner refuses.
 */
public final class Planner {
    private static final int DROPS_FIRST = -1000;
    private static final Set<String> HOLDING = Set.of("attribute", "view", "materialized_view");

    private final SchemaTree from;
    private final SchemaTree to;
    private final String user;
    private final Map<Path, Change> changes = new TreeMap<>();
    private final Map<Path, List<Ddl>> alterations = new TreeMap<>();
    private final Set<Path> rebuilt = new TreeSet<>();
    private final Set<Path> forced;
    private final SchemaTree own;
    private final Map<Path, Node> detached = new TreeMap<>();
    private final ActionGraph graph = new ActionGraph();
    private final Attachments attachments;
    private final Followers followers;

    private Planner(SchemaTree from, SchemaTree to, String user, Set<Path> forced) {
        this.from = from;
        this.to = to;
        this.user = user;
        this.forced = forced;
        this.own = Wholes.withOwnKeys(from, to);
        this.attachments = new Attachments(from, to, graph, rebuilt);
        this.followers = new Followers(from, to, graph, rebuilt, attachments);
    }

    /**
     * Plans the way from one state to another, objects being the same that have the same path.
     *
     * @param from the state as it is
     * @param to the state to reach
     * @param user the role that will execute the plan
     * @return the statements
     * @throws GitVersionException CANNOT_ALTER when there is no way that loses nothing
     */
    public static List<Step> plan(SchemaTree from, SchemaTree to, String user) {
        return plan(from, to, user, Set.of());
    }

    /** Plans with objects that are dropped and created again although they could be altered. */
    static List<Step> plan(SchemaTree from, SchemaTree to, String user, Set<Path> forced) {
        return plan(from, to, user, forced, true);
    }

    private static List<Step> plan(
            SchemaTree from, SchemaTree to, String user, Set<Path> forced, boolean joins) {
        Planner planner = new Planner(from, to, user, forced);
        planner.findChanges();
        new Rebuilds(
                        from,
                        to,
                        planner.followers,
                        forced,
                        planner.alterations,
                        planner.rebuilt,
                        planner.detached)
                .find(planner.changes.values());
        planner.addDrops();
        planner.attachments.add();
        planner.addCreations();
        Shells.add(planner.graph, to);
        planner.addAlterations();
        planner.orderActions();
        if (joins) {
            new Wholes(from, to, planner.rebuilt, planner.graph, planner.attachments).join();
        }
        return planner.steps();
    }

    private void findChanges() {
        for (Change change : TreeDiff.compare(from, to, Renames.NONE)) {
            Change other = changes.put(change.path(), change);
            if (other != null) {
                boolean isLast = change.from() == null;
                throw new GitVersionException(
                                ErrorCode.CANNOT_ALTER,
                                "\""
                                        + change.path()
                                        + "\" cannot become another kind of object in place",
                                "It is a "
                                        + (isLast ? other : change).kind()
                                        + " before and a "
                                        + (isLast ? change : other).kind()
                                        + " afterwards; PostgreSQL has no statement for that, and"
                                        + " rows would not go along.",
                                "Drop it in one commit and create the other in the next, with"
                                        + " rows copied in between, or give it another name.")
                        .about(change.path().toString(), null);
            }
        }
    }

    private void addDrops() {
        for (Node node : from.nodes()) {
            Node after = to.get(node.path());
            boolean dropped = after == null || after.kind() != node.kind();
            if (!dropped && !rebuilt.contains(node.path())) {
                continue;
            }
            ObjectKind kind = ObjectKinds.ALL.of(node);
            if (vanishesWithAnother(node, kind)) {
                continue;
            }
            Action action =
                    graph.add(ActionGraph.Type.DROP, node.path(), DROPS_FIRST - kind.rank());
            action.add(node.path(), followers.drop(node));
        }
        for (Node node : from.nodes()) {
            coverDrop(node);
        }
    }

    private boolean isDropped(Node node) {
        return to.get(node.path()) == null || rebuilt.contains(node.path());
    }

    private boolean vanishesWithAnother(Node node, ObjectKind kind) {
        if (followers.vanishesWith(node) != null) {
            return true;
        }
        Path with = kind.droppedWith(node, from);
        Node other = with == null ? null : from.get(with);
        return other != null
                && !tiesWhatGoes(node, kind)
                && (isDropped(other) || vanishesWithAnother(other, ObjectKinds.ALL.of(other)));
    }

    private boolean tiesWhatGoes(Node node, ObjectKind kind) {
        if (kind.ties(node)) {
            for (Path need : kind.needs(node, from)) {
                Node needed = from.get(need);
                if (needed != null && isDropped(needed)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Tells whether an object stays that would have gone with another one before. */
    private boolean isLetGo(Node node) {
        Node after = to.get(node.path());
        if (after == null || after.kind() != node.kind() || rebuilt.contains(node.path())) {
            return false;
        }
        ObjectKind kind = ObjectKinds.ALL.of(node);
        Path with = kind.droppedWith(node, from);
        return with != null && !with.equals(kind.droppedWith(after, to));
    }

    /** Lets the drop of an object stand for what disappears with it. */
    private void coverDrop(Node node) {
        if (graph.drop(node.path()) != null || isLetGo(node)) {
            return;
        }
        Node up = node;
        while (up != null) {
            Action action = graph.drop(up.path());
            if (action != null) {
                graph.coveredBy(node.path(), action);
                return;
            }
            Path with = isDropped(up) ? followers.vanishesWith(up) : null;
            with = with == null ? ObjectKinds.ALL.of(up).droppedWith(up, from) : with;
            up = with == null ? null : from.get(with);
        }
    }

    private boolean isNew(Node node) {
        return from.get(node.path()) == null || rebuilt.contains(node.path());
    }

    private void addCreations() {
        for (List<Node> unit : Followers.byDepth(to)) {
            Node head = unit.get(0);
            Action whole = null;
            for (Node node : unit) {
                ObjectKind kind = ObjectKinds.ALL.of(node);
                Node alone = alone(node);
                boolean withParent = whole != null && kind.createdWithParent(alone, own);
                if (withParent && whole != null) {
                    graph.coveredBy(node.path(), whole);
                    addAttributes(whole, node);
                } else if (isNew(node) || whole != null) {
                    Action creator = followers.creator(node);
                    if (creator != null) {
                        followers.create(node, creator);
                        addAttributes(creator, node);
                        continue;
                    }
                    Action action = graph.add(ActionGraph.Type.CREATE, node.path(), kind.rank());
                    action.add(node.path(), kind.create(alone, from, own));
                    addAttributes(action, node);
                    if (node.path().equals(head.path())) {
                        whole = action;
                    } else {
                        ActionGraph.order(whole, action);
                    }
                }
            }
        }
    }

    /** A key as it comes with its table. */
    private Node alone(Node node) {
        return Objects.requireNonNullElse(own.get(node.path()), node);
    }

    private void addAttributes(Action action, Node node) {
        ObjectKind kind = ObjectKinds.ALL.of(node);
        action.addRemarks(node.path(), kind.attributes(Renderer.bare(node, user), node));
    }

    private void addAlterations() {
        for (Path path : followers.byDepth(alterations.keySet())) {
            Node before = from.get(path);
            Node after = to.get(path);
            List<Ddl> planned = alterations.get(path);
            if (before == null || after == null || planned == null || graph.change(path) != null) {
                continue;
            }
            List<Ddl> statements = new ArrayList<>(planned);
            ObjectKind kind = ObjectKinds.ALL.of(after);
            statements.addAll(RowSteps.change(graph, DROPS_FIRST, before, after, from, to));
            List<Ddl> remarks = kind.attributes(before, after);
            Action leader = followers.leader(after);
            if (leader != null) {
                graph.coveredBy(path, leader);
            }
            if (!statements.isEmpty() || !remarks.isEmpty()) {
                addAlteration(path, kind, statements).addRemarks(path, remarks);
            }
        }
        for (Map.Entry<Path, Node> entry : detached.entrySet()) {
            attachAgain(entry.getKey(), entry.getValue());
        }
    }

    private Action addAlteration(Path path, ObjectKind kind, List<Ddl> statements) {
        Action action = graph.change(path);
        if (action == null) {
            action = graph.add(ActionGraph.Type.ALTER, path, kind.rank());
        }
        action.add(path, statements);
        return action;
    }

    /** Loosens a reference before the other object is dropped and ties it again afterwards. */
    private void attachAgain(Path path, Node loose) {
        Node before = from.get(path);
        Node after = to.get(path);
        if (before == null || after == null) {
            return;
        }
        ObjectKind kind = ObjectKinds.ALL.of(before);
        SortedSet<String> slots = Change.changedSlots(before, loose);
        List<Ddl> loosen = kind.alter(before, loose, slots, to);
        List<Ddl> tie = kind.alter(loose, after, slots, to);
        if (loosen == null || tie == null) {
            throw new IllegalStateException(path + " cannot be loosened");
        }
        Action first = graph.add(ActionGraph.Type.DROP, path, DROPS_FIRST);
        first.add(path, loosen);
        ActionGraph.order(first, addAlteration(path, kind, tie));
    }

    private void orderActions() {
        Map<String, Action> droppedNames = new HashMap<>();
        for (Node node : from.nodes()) {
            Action drop = graph.drop(node.path());
            if (drop != null && drop.path.equals(node.path())) {
                for (String name : ObjectKinds.ALL.of(node).names(node)) {
                    droppedNames.put(name, drop);
                }
            }
            orderDrop(node, drop);
        }
        for (Node node : to.nodes()) {
            Action change = graph.change(node.path());
            if (change == null) {
                continue;
            }
            ActionGraph.order(graph.drop(node.path()), change);
            if (change.type == ActionGraph.Type.CREATE) {
                for (String name : ObjectKinds.ALL.of(node).names(node)) {
                    ActionGraph.order(droppedNames.get(name), change);
                }
            }
            // What is tied to a whole afterwards may come before it.
            boolean tied = node.has(Inheritance.ATTACHED_TO);
            List<Path> wholes = tied ? Inheritance.origins(node, to) : List.of();
            for (Path need : RowSteps.follows(alone(node), from, to)) {
                if (!wholes.contains(need)) {
                    orderAfter(need, change, node);
                }
            }
        }
        attachments.order();
        followers.orderMerged();
        ColumnOrder.arrange(to, graph);
    }

    /** What uses a row type from outside comes after the changes of its columns. */
    private void orderAfter(Path need, Action change, Node node) {
        ActionGraph.order(graph.change(Shells.standIn(need, node, to)), change);
        Node needed = to.get(need);
        boolean isPart = node.path().isBelow(need);
        if (needed != null && !isPart && !needed.kind().isEmbedded()) {
            for (Node part : to.below(need)) {
                if (part.kind().isEmbedded() || mayNotChange(needed, node)) {
                    ActionGraph.order(graph.change(part.path()), change);
                }
            }
        }
    }

    /** A domain gets no constraint while columns and views have values of it inside of others. */
    private static boolean mayNotChange(Node domain, Node user) {
        String kind = user.kind().name();
        boolean isColumn = kind.equals("column") && user.required("type").endsWith("[]");
        return domain.kind().name().equals("domain") && (isColumn || HOLDING.contains(kind));
    }

    /** A drop comes after whatever used the object is gone or no longer uses it. */
    private void orderDrop(Node node, @Nullable Action own) {
        Action change = graph.change(node.path());
        boolean altered = change != null && change.type == ActionGraph.Type.ALTER;
        if (altered && isLetGo(node)) {
            Path with = ObjectKinds.ALL.of(node).droppedWith(node, from);
            ActionGraph.order(change, with == null ? null : graph.drop(with));
        }
        for (Path need : ObjectKinds.ALL.of(node).needs(node, from)) {
            Action other = graph.drop(need);
            if (own != null) {
                ActionGraph.order(own, other);
                Action needed = graph.change(Shells.standIn(need, node, from));
                if (needed != null && needed.type == ActionGraph.Type.ALTER) {
                    ActionGraph.order(own, needed);
                }
            } else if (altered && !rebuilt.contains(need) && !detached.containsKey(need)) {
                ActionGraph.order(change, other);
            }
        }
    }

    /**
     * The tables that no other one has to do with the alterations of. Where rows change, too, there
     * are none: what follows those is not always said.
     */
    private Set<Path> gathered() {
        Set<Path> out = new HashSet<>();
        for (Action action : graph.actions()) {
            String folder = action.path.segment(0);
            if (folder.equals(RowsKind.ROWS)) {
                return Set.of();
            }
            if (folder.equals(TableKind.FOLDER)) {
                out.add(Path.of(folder, action.path.segment(1)));
            }
        }
        for (Path table : List.copyOf(out)) {
            if (isOfHierarchy(from.get(table), from) || isOfHierarchy(to.get(table), to)) {
                out.remove(table);
            }
        }
        return out;
    }

    private static boolean isOfHierarchy(@Nullable Node table, SchemaTree tree) {
        return table != null
                && (table.has(Inheritance.INHERITS)
                        || table.has(Inheritance.PARTITION_KEY)
                        || Inheritance.isParent(table.path(), tree));
    }

    private List<Step> steps() {
        List<Action> left = new ArrayList<>();
        List<Action> sorted = graph.sort(left, gathered());
        if (!left.isEmpty() && graph.hasJoined()) {
            // What is made at once for partitions might wait for itself.
            return plan(from, to, user, forced, false);
        }
        if (!left.isEmpty()) {
            return Cycles.broken(from, to, user, forced, left);
        }
        List<Step> steps = new ArrayList<>();
        for (Action action : sorted) {
            steps.addAll(action.steps);
        }
        steps.addAll(finish());
        return steps;
    }

    /** What names several objects is said once, though each of them asks for it. */
    private Collection<Step> finish() {
        Map<String, Step> out = new LinkedHashMap<>();
        for (Node node : to.nodes()) {
            if (isNew(node) || alterations.containsKey(node.path())) {
                for (Ddl ddl : ObjectKinds.ALL.of(node).finish(node, to)) {
                    out.remove(ddl.sql());
                    out.put(ddl.sql(), new Step(node.path(), ddl));
                }
            }
        }
        return out.values();
    }
}

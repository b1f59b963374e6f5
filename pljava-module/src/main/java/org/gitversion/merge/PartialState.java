package org.gitversion.merge;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.gitversion.diff.Change;
import org.gitversion.history.WorkingTree;
import org.gitversion.model.Label;
import org.gitversion.model.Node;
import org.gitversion.model.Path;
import org.gitversion.model.Renames;
import org.gitversion.model.SchemaTree;
import org.jspecify.annotations.Nullable;

/**
 * The state that a head becomes by some of the changes of its live schema. Names in texts cannot be
 * changed here: where a text of the one state would have to stand beside a name of the other one,
 * the choice is incomplete.
 */
final class PartialState {
    private final SchemaTree head;
    private final SchemaTree live;
    private final Renames headToLive;
    private final Renames liveToHead;
    private final Set<Path> changed = new HashSet<>();
    private final Set<Path> chosenOfHead = new HashSet<>();
    private final Set<Path> chosenOfLive = new HashSet<>();
    private final TreeMap<Path, Node> nodes = new TreeMap<>();
    private final Map<Path, Path> toLive = new HashMap<>();
    private final SortedSet<String> needs = new TreeSet<>();
    private Renames renames = Renames.NONE;

    private PartialState(WorkingTree work) {
        this.head = work.head();
        this.live = work.live().tree();
        this.headToLive = work.renames();
        this.liveToHead = headToLive.inverse();
    }

    /**
     * Works the state out.
     *
     * @param work the head and the live schema
     * @param chosen those of its changes that are wanted
     * @return the state
     */
    static PartialState of(WorkingTree work, List<Change> chosen) {
        PartialState state = new PartialState(work);
        for (Change change : work.changes()) {
            Node from = change.from();
            if (from != null) {
                state.changed.add(from.path());
            }
        }
        for (Change change : chosen) {
            Node from = change.from();
            Node to = change.to();
            if (from != null) {
                state.chosenOfHead.add(from.path());
            }
            if (to != null) {
                state.chosenOfLive.add(to.path());
            }
        }
        state.rename();
        state.fill();
        state.requireComplete();
        return state;
    }

    /** What the choice lacks, as clauses; the state is of use only when there is nothing. */
    SortedSet<String> needs() {
        return needs;
    }

    SchemaTree tree() {
        return SchemaTree.of(nodes.values());
    }

    /** From the names of the head to those of the state. */
    Renames renames() {
        return renames;
    }

    /** From the names of the state to those of the live schema. */
    Renames toLive() {
        return Renames.of(toLive);
    }

    /** What lies in a folder of a table's name (policies/users/x) is renamed after the table. */
    private void rename() {
        TreeMap<Path, Path> goal = new TreeMap<>();
        for (int pass = 0; pass < 2; pass++) {
            for (Map.Entry<Path, Path> entry : headToLive.byOld().entrySet()) {
                Path old = entry.getKey();
                List<String> segments = old.segments();
                if ((segments.size() == 3) == (pass == 0)) {
                    continue;
                }
                Path at = renames.apply(old);
                if (pass == 1) {
                    Path relation = relation(head.get(old), segments.get(1));
                    String name =
                            relation == null ? segments.get(1) : renames.apply(relation).name();
                    at = Path.of(segments.get(0), name, segments.get(2));
                }
                if (chosenOfHead.contains(Label.is(old) ? Label.type(old) : old)) {
                    at = at.sibling(entry.getValue().name());
                }
                goal.put(old, at);
                renames = Renames.of(goal);
                if (Label.is(old)) {
                    toLive.put(at, entry.getValue());
                }
            }
        }
    }

    private static @Nullable Path relation(@Nullable Node node, String name) {
        if (node != null) {
            for (Path reference : node.references()) {
                if (reference.segments().size() == 2 && reference.name().equals(name)) {
                    return reference;
                }
            }
        }
        return null;
    }

    private void fill() {
        for (Node before : head.nodes()) {
            Path at = renames.apply(before.path());
            Node now = live.get(headToLive.apply(before.path()));
            boolean isThere = now != null && isSame(before, now);
            boolean isChosen = chosenOfHead.contains(before.path());
            if (now != null && isThere) {
                toLive.put(at, now.path());
            }
            if (now != null && isThere && isChosen && !isOnlyRenamed(before, now)) {
                put(now.at(at, ofLive(now)));
            } else if (isThere || !isChosen) {
                put(before.at(at, ofHead(before)));
            }
        }
        for (Node now : live.nodes()) {
            Node before = head.get(liveToHead.apply(now.path()));
            boolean isNew = before == null || !isSame(before, now);
            if (isNew && chosenOfLive.contains(now.path())) {
                Path at = goal(now.path());
                toLive.put(at, now.path());
                Node created = now.at(at, ofLive(now));
                put(before(at) == null ? created : created.withLayout(behind(now.layout())));
            }
        }
    }

    private boolean isSame(Node before, Node now) {
        return before.kind() == now.kind()
                && headToLive.apply(before.path()).equals(now.path())
                && liveToHead.apply(now.path()).equals(before.path());
    }

    private boolean isOnlyRenamed(Node before, Node now) {
        if (!before.slots().equals(now.slots())
                || before.references().size() != now.references().size()) {
            return false;
        }
        for (Path reference : before.references()) {
            if (!now.references().contains(headToLive.apply(reference))) {
                return false;
            }
        }
        return true;
    }

    /** The table of the head that a part of the state belongs to. */
    private @Nullable Node before(Path part) {
        Path owner = part.up(2);
        return owner == null ? null : head.get(renames.inverse().apply(owner));
    }

    /** New columns go behind all that the table had. */
    private static Map<String, String> behind(Map<String, String> layout) {
        String position = layout.get(Node.POSITION);
        if (position == null) {
            return layout;
        }
        Map<String, String> behind = new TreeMap<>(layout);
        behind.put(Node.POSITION, String.valueOf(10_000 + Integer.parseInt(position)));
        return behind;
    }

    /** Where an object of the live schema is in the state. */
    private Path goal(Path path) {
        Node now = live.get(path);
        Node before = head.get(liveToHead.apply(path));
        if (now != null && before != null && isSame(before, now)) {
            return renames.apply(before.path());
        }
        List<String> segments = path.segments();
        Path owner = path.up(2);
        return segments.size() < 4 || owner == null
                ? path
                : goal(owner).child(segments.get(segments.size() - 2), path.name());
    }

    private SortedSet<Path> ofLive(Node now) {
        SortedSet<Path> references = new TreeSet<>();
        for (Path reference : now.references()) {
            Path at = goal(reference);
            if (speaksOf(now.path(), reference, at)) {
                needs.add(now.path() + " needs the rename to " + reference);
            }
            references.add(at);
        }
        return references;
    }

    private SortedSet<Path> ofHead(Node before) {
        SortedSet<Path> references = new TreeSet<>();
        for (Path reference : before.references()) {
            Path at = renames.apply(reference);
            if (changed.contains(before.path()) && speaksOf(before.path(), reference, at)) {
                needs.add("the rename to " + at + " needs " + headToLive.apply(before.path()));
            }
            references.add(at);
        }
        return references;
    }

    /** Parts of one table speak of each other without its name. */
    private static boolean speaksOf(Path node, Path reference, Path at) {
        Path owner = node.up(2);
        boolean isBeside = owner != null && reference.isBelow(owner);
        return isBeside ? !reference.name().equals(at.name()) : !reference.equals(at);
    }

    private void put(Node node) {
        Node there = nodes.put(node.path(), node);
        if (there != null) {
            needs.add("two objects would be at " + node.path());
        }
    }

    private void requireComplete() {
        for (Node node : nodes.values()) {
            for (Path reference : node.references()) {
                if (!nodes.containsKey(reference)) {
                    boolean isGone = chosenOfHead.contains(renames.inverse().apply(reference));
                    needs.add(
                            isGone
                                    ? "dropping " + reference + " needs " + node.path()
                                    : node.path() + " needs " + reference);
                }
            }
            Path owner = node.path().segments().size() < 4 ? null : node.path().up(2);
            if (owner != null && !nodes.containsKey(owner)) {
                needs.add(node.path() + " needs " + owner);
            }
        }
    }
}

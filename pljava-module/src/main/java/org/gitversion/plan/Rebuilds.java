package org.gitversion.plan;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.gitversion.diff.Change;
import org.gitversion.error.ErrorCode;
import org.gitversion.error.GitVersionException;
import org.gitversion.kind.Ddl;
import org.gitversion.kind.Inheritance;
import org.gitversion.kind.ObjectKind;
import org.gitversion.kind.ObjectKinds;
import org.gitversion.kind.RangeKind;
import org.gitversion.model.Kind;
import org.gitversion.model.Node;
import org.gitversion.model.Path;
import org.gitversion.model.SchemaTree;
import org.gitversion.model.Slot;

/** Finds what is altered in place, and what has to be dropped and created again. */
final class Rebuilds {
    private static final String SPARE = "gitversion_swap_";

    private final SchemaTree from;
    private final SchemaTree to;
    private final Followers followers;
    private final Set<Path> forced;
    private final Dependents dependents;
    private final Map<Path, List<Ddl>> alterations;
    private final Set<Path> rebuilt;
    private final Map<Path, Node> detached;
    private final List<Path> pending = new ArrayList<>();

    /**
     * Prepares to find.
     *
     * @param from the state as it is
     * @param to the state to reach
     * @param followers what follows other objects
     * @param forced what is built again although it could be altered
     * @param alterations gets the statements for what is altered in place
     * @param rebuilt gets what is dropped and created again
     * @param detached gets what lets go of something meanwhile, without it
     */
    Rebuilds(
            SchemaTree from,
            SchemaTree to,
            Followers followers,
            Set<Path> forced,
            Map<Path, List<Ddl>> alterations,
            Set<Path> rebuilt,
            Map<Path, Node> detached) {
        this.from = from;
        this.to = to;
        this.followers = followers;
        this.forced = forced;
        this.dependents = new Dependents(from);
        this.alterations = alterations;
        this.rebuilt = rebuilt;
        this.detached = detached;
    }

    void find(Collection<Change> changes) {
        for (Change change : changes) {
            Node before = change.from();
            Node after = change.to();
            if (before != null && after != null) {
                findAlteration(before, after, change.slots());
                releaseReferences(before, after);
            } else if (before != null) {
                pending.add(before.path());
            }
        }
        Set<Path> seen = new HashSet<>();
        while (!pending.isEmpty()) {
            Path path = pending.remove(pending.size() - 1);
            if (seen.add(path)) {
                moveAside(path);
                moveInherited(path);
                freeFromWhole(path);
            }
        }
    }

    private void findAlteration(Node before, Node after, SortedSet<String> changed) {
        SortedSet<String> own = new TreeSet<>(changed);
        for (Slot slot : Kind.COMMON) {
            own.remove(slot.name());
        }
        ObjectKind kind = ObjectKinds.ALL.of(before);
        own.removeAll(kind.following(before, after, from, to));
        boolean rebound = !before.references().equals(after.references());
        if (own.isEmpty() && (!rebound || !kind.rebuildable(before))) {
            alterations.put(after.path(), List.of());
            letGo(before, after);
            return;
        }
        boolean asWhole = own.isEmpty() || forced.contains(before.path());
        List<Ddl> statements = asWhole ? null : followers.alteration(before, after);
        if (statements == null) {
            pending.add(rebuild(before, own));
            return;
        }
        boolean moves = RangeKind.renamesMultirange(before, after) && isContested(before, after);
        if (moves) {
            detached.put(
                    before.path(), RangeKind.withMultirange(before, SPARE + (detached.size() + 1)));
        }
        alterations.put(after.path(), moves ? List.of() : statements);
        for (Node dependent : dependents.of(before.path())) {
            if (to.get(dependent.path()) != null && kind.blockedBy(dependent, before, after, own)) {
                pending.add(rebuild(dependent, own));
            }
        }
    }

    /** Tells whether others have the new name before or get the old one, so that one waits. */
    private boolean isContested(Node before, Node after) {
        return isAnothers(RangeKind.multirangeName(before), before.path(), to)
                || isAnothers(RangeKind.multirangeName(after), before.path(), from);
    }

    private static boolean isAnothers(String name, Path own, SchemaTree tree) {
        for (Node node : tree.nodes()) {
            if (!node.path().equals(own) && ObjectKinds.ALL.of(node).names(node).contains(name)) {
                return true;
            }
        }
        return false;
    }

    /** What says the same of another object lets go of the former one, which goes. */
    private void letGo(Node before, Node after) {
        for (Path reference : before.references()) {
            Node loose =
                    after.references().contains(reference) || to.get(reference) != null
                            ? null
                            : ObjectKinds.ALL.of(before).detached(before);
            if (loose != null) {
                detached.put(before.path(), loose);
            }
        }
    }

    /** Marks an object (or the one it comes into being with) to be dropped and created again. */
    private Path rebuild(Node node, Set<String> changed) {
        Node whole = node;
        while (whole.kind().isEmbedded() && !isRebuildable(whole)) {
            Path parent = whole.path().up(2);
            Node up = parent == null ? null : from.get(parent);
            if (up == null) {
                break;
            }
            whole = up;
        }
        if (!isRebuildable(whole)) {
            throw new GitVersionException(
                            ErrorCode.CANNOT_ALTER,
                            node.kind() + " \"" + node.path() + "\" cannot be changed in place",
                            changed.isEmpty()
                                    ? "It would have to be dropped and created again."
                                    : "PostgreSQL has no way to change "
                                            + String.join(", ", changed)
                                            + ".",
                            "Make the change by hand on both branches, or keep the old object"
                                    + " beside a new one.")
                    .about(node.path().toString(), null);
        }
        if (to.get(whole.path()) != null) {
            rebuilt.add(whole.path());
        }
        return whole.path();
    }

    /** Values that come to be computed need not be kept. */
    private boolean isRebuildable(Node node) {
        Node after = to.get(node.path());
        return ObjectKinds.ALL.of(node).rebuildable(node)
                || after != null && after.kind() == node.kind() && after.has("generated");
    }

    /** Finds what must be out of the way before an object can be dropped, and created again. */
    private void moveAside(Path path) {
        boolean returns = rebuilt.contains(path);
        for (Node dependent : dependents.of(path)) {
            boolean stays = to.get(dependent.path()) != null;
            if (!stays || dependent.path().isBelow(path) || rebuilt.contains(dependent.path())) {
                continue;
            }
            ObjectKind kind = ObjectKinds.ALL.of(dependent);
            if (!returns && !kind.oneOf(dependent, from).contains(path)) {
                continue;
            }
            Node loose = kind.detached(dependent);
            if (loose != null) {
                detached.put(dependent.path(), loose);
            } else {
                pending.add(rebuild(dependent, Set.of(path.toString())));
            }
        }
    }

    /** Children would keep a column that is dropped in the parent only. */
    private void moveInherited(Path path) {
        Node column = rebuilt.contains(path) ? from.get(path) : null;
        Path table = column == null || !column.kind().isEmbedded() ? null : path.up(2);
        for (Node child : table == null ? List.<Node>of() : from.referring(table)) {
            Path below = child.path().child(path.segment(2), path.name());
            Node follower = child.has(Inheritance.INHERITS) ? from.get(below) : null;
            if (follower != null
                    && to.get(below) != null
                    && !Inheritance.isOwn(follower)
                    && Inheritance.origins(follower, from).contains(path)) {
                pending.add(rebuild(follower, Set.of(path.toString())));
            }
        }
    }

    /**
     * An index of a partition that belongs to one of the parent goes with that only, which is built
     * again with all others that belong to it.
     */
    private void freeFromWhole(Path path) {
        Node part = from.get(path);
        Path table = part == null ? null : Attachments.table(part);
        Node before = table == null ? null : from.get(table);
        Node after = table == null ? null : to.get(table);
        if (part == null
                || !part.has(Inheritance.ATTACHED_TO)
                || before == null
                || after == null
                || !Inheritance.stays(before, after)) {
            return;
        }
        for (Path origin : Inheritance.origins(part, from)) {
            Node whole = from.get(origin);
            if (whole != null && to.get(origin) != null && !rebuilt.contains(origin)) {
                pending.add(rebuild(whole, Set.of(path.toString())));
            }
        }
    }

    /** A partition that leaves its parent takes rows along that foreign keys refer to. */
    private void releaseReferences(Node before, Node after) {
        if (Inheritance.isPartition(before) && !Inheritance.stays(before, after)) {
            for (Node key : Attachments.referringTo(before, from)) {
                if (to.get(key.path()) != null) {
                    pending.add(rebuild(key, Set.of(before.path().toString())));
                }
            }
        }
    }
}

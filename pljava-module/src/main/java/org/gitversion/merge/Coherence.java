package org.gitversion.merge;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.gitversion.kind.Identifier;
import org.gitversion.kind.IdentitySequence;
import org.gitversion.kind.Inheritance;
import org.gitversion.kind.ObjectKind;
import org.gitversion.kind.ObjectKinds;
import org.gitversion.model.Node;
import org.gitversion.model.Path;
import org.gitversion.model.SchemaTree;
import org.gitversion.model.Value;
import org.jspecify.annotations.Nullable;

/**
 * Finds the conflicts that only show in the whole: an object that needs what the other side
 * dropped, a part of something that is gone, two relations of one name. Under the strategies ours
 * and theirs it settles them in favour of that side.
 */
final class Coherence {
    private static final String VOLATILITY = "volatility";
    private static final String IMMUTABLE = "IMMUTABLE";

    private final SchemaTree base;
    private final SchemaTree source;
    private final SchemaTree target;
    private final Findings findings;
    private final Map<Path, Node> merged;

    Coherence(
            SchemaTree base,
            SchemaTree source,
            SchemaTree target,
            Findings findings,
            Map<Path, Node> merged) {
        this.base = base;
        this.source = source;
        this.target = target;
        this.findings = findings;
        this.merged = merged;
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
        findSequenceNames();
        for (Node node : new ArrayList<>(merged.values())) {
            findMutable(node);
        }
    }

    /**
     * The server asks whether a function is immutable when it is put to use, and not when the
     * function is changed.
     */
    private void findMutable(Node node) {
        for (Path reference : isFixed(node) ? routines(node, null) : Set.<Path>of()) {
            Node function = merged.get(reference);
            boolean mutable =
                    function != null
                            && function.kind().name().equals("function")
                            && !isUnfolded(function)
                            && !IMMUTABLE.equals(function.text(VOLATILITY));
            if (function != null
                    && mutable
                    && !isMutable(source, node, reference)
                    && !isMutable(target, node, reference)) {
                settleMutable(node, function);
            }
        }
    }

    /** A function in SQL may be taken for its body, which is looked at instead. */
    private static boolean isUnfolded(Node function) {
        return "sql".equals(function.text("language"))
                && !function.has("security_definer")
                && !function.has("settings");
    }

    /** Whether what an object is made by must not change: PostgreSQL keeps it, or goes by it. */
    private static boolean isFixed(Node node) {
        return node.has("generated")
                || node.has(Inheritance.PARTITION_KEY)
                || node.kind().name().equals("index")
                || "EXCLUDE".equals(node.text("type"));
    }

    /** What an object refers to, and the functions of operators among that. */
    private Set<Path> routines(Node node, @Nullable SchemaTree side) {
        Set<Path> out = new TreeSet<>(node.references());
        for (Path reference : node.references()) {
            Node used = side == null ? merged.get(reference) : side.get(reference);
            if (used != null && used.kind().name().equals("operator")) {
                out.addAll(used.references());
            }
        }
        return out;
    }

    private boolean isMutable(SchemaTree side, Node user, Path function) {
        Node there = side.get(user.path());
        Node used = side.get(function);
        return there != null
                && used != null
                && routines(there, side).contains(function)
                && !IMMUTABLE.equals(used.text(VOLATILITY));
    }

    private void settleMutable(Node user, Node function) {
        Node theirs = source.get(function.path());
        Node ours = target.get(function.path());
        Conflict conflict =
                conflict(
                        Conflict.Type.DEPENDENCY,
                        function,
                        "One side made it something else than IMMUTABLE, the other side uses it in "
                                + user.path()
                                + ".");
        Strategy side = findings.side(conflict.about(List.of(user.path())));
        if (side != null) {
            Node winner = side == Strategy.OURS ? ours : theirs;
            if (winner != null && IMMUTABLE.equals(winner.text(VOLATILITY))) {
                merged.put(function.path(), function.with(VOLATILITY, Value.text(IMMUTABLE)));
            } else {
                put(user.path(), (side == Strategy.OURS ? target : source).get(user.path()));
            }
        }
    }

    private Conflict conflict(Conflict.Type type, Node node, String detail) {
        Path path = node.path();
        return Conflict.object(
                type,
                node,
                ThreeWayMerge.ddl(base.get(path), base),
                ThreeWayMerge.ddl(source.get(path), source),
                ThreeWayMerge.ddl(target.get(path), target),
                detail);
    }

    private boolean settleNeeds(Node node, Set<Path> reported) {
        if (reported.contains(node.path())) {
            return false;
        }
        for (Path need : missing(node)) {
            boolean targetDropped = target.get(need) == null;
            Conflict conflict = conflict(node, need, targetDropped);
            Strategy side = findings.sideOf(conflict);
            if (side != null) {
                findings.record(conflict, side);
                boolean dropWins = targetDropped == (side == Strategy.OURS);
                if (dropWins) {
                    put(node.path(), (side == Strategy.OURS ? target : source).get(node.path()));
                } else {
                    bringBack(need, targetDropped ? source : target);
                }
                return true;
            }
            if (reported.add(node.path()) && !findings.isOpen(node.path(), null)) {
                findings.report(conflict);
            }
        }
        return false;
    }

    /** Puts an object back with all its parts, and with what it would go with. */
    private void bringBack(Path path, SchemaTree side) {
        Node node = side.get(path);
        if (node == null) {
            throw new IllegalStateException("one side has " + path);
        }
        merged.put(path, node);
        for (Node part : side.below(path)) {
            merged.putIfAbsent(part.path(), part);
        }
        Path owner = ObjectKinds.ALL.of(node).droppedWith(node, side);
        if (owner != null && !merged.containsKey(owner)) {
            bringBack(owner, side);
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
        addOwner(out, node, source);
        addOwner(out, node, target);
        addChoice(out, node);
        return out;
    }

    /**
     * What an object goes with has to be there: the table of a column, the column of a sequence.
     */
    private void addOwner(List<Path> out, Node node, SchemaTree side) {
        Path owner = ObjectKinds.ALL.of(node).droppedWith(node, side);
        if (owner != null && !merged.containsKey(owner) && !out.contains(owner)) {
            out.add(owner);
        }
    }

    private void addChoice(List<Path> out, Node node) {
        ObjectKind kind = ObjectKinds.ALL.of(node);
        Set<Path> choice = new TreeSet<>(kind.oneOf(node, source));
        choice.addAll(kind.oneOf(node, target));
        for (Path path : choice) {
            if (merged.containsKey(path)) {
                return;
            }
        }
        if (!choice.isEmpty()) {
            out.add(choice.iterator().next());
        }
    }

    private Conflict conflict(Node node, Path need, boolean targetDropped) {
        boolean part = node.path().isBelow(need);
        return conflict(
                        part ? Conflict.Type.DELETE_MODIFY : Conflict.Type.DEPENDENCY,
                        node,
                        "The "
                                + (targetDropped ? "target" : "source")
                                + " dropped "
                                + need
                                + ", which "
                                + node.path()
                                + " of the "
                                + (targetDropped ? "source" : "target")
                                + " needs.")
                .about(List.of(need));
    }

    /** Objects of different kinds may share a namespace. */
    private void findSameNames() {
        Map<String, Node> byName = new HashMap<>();
        for (Node node : new ArrayList<>(merged.values())) {
            Node other = null;
            for (String space : ObjectKinds.ALL.of(node).namespaces(node)) {
                Node before = byName.put(space + " " + node.name(), node);
                other = other == null ? before : other;
            }
            if (other != null && !isThere(source, node, other) && !isThere(target, node, other)) {
                settleSameName(node, other);
            }
        }
    }

    /** The sequence of an identity column is no object of its own, but has a name. */
    private void findSequenceNames() {
        Map<String, Node> byName = new HashMap<>();
        for (Node node : merged.values()) {
            if (ObjectKinds.ALL.of(node).namespaces(node).contains("relation")) {
                byName.put(Identifier.quote(node.name()), node);
            }
        }
        for (Node node : new ArrayList<>(merged.values())) {
            String name = IdentitySequence.nameOf(node);
            Node other = name == null ? null : byName.get(name);
            if (other != null && merged.containsKey(other.path())) {
                settleSequenceName(node, other);
            }
        }
    }

    private void settleSequenceName(Node column, Node other) {
        boolean incoming = source.get(other.path()) == null;
        Node theirs = incoming ? column : other;
        Node ours = incoming ? other : column;
        Conflict conflict =
                Conflict.object(
                        Conflict.Type.SCHEMA_SCHEMA,
                        theirs,
                        ThreeWayMerge.ddl(base.get(theirs.path()), base),
                        ThreeWayMerge.ddl(theirs, source),
                        ThreeWayMerge.ddl(target.get(theirs.path()), target),
                        "The sequence of "
                                + column.path()
                                + " of the "
                                + (incoming ? "source" : "target")
                                + " has the same name as "
                                + other.path()
                                + " of the "
                                + (incoming ? "target" : "source")
                                + ", a "
                                + other.kind()
                                + ".");
        Strategy side = findings.side(conflict.about(List.of(ours.path())));
        if (side == null) {
            return;
        }
        if ((side == Strategy.OURS) == incoming) {
            Node kept = (incoming ? target : source).get(column.path());
            merged.put(column.path(), withoutIdentity(column, kept, other.path()));
        } else {
            removeWithParts(other.path());
        }
    }

    /** A column that is no identity, with the default that uses the sequence which stays. */
    private Node withoutIdentity(Node column, @Nullable Node kept, Path sequence) {
        Node out = IdentitySequence.of(column, base.get(column.path()));
        if (kept == null || out.has("identity") || !kept.references().contains(sequence)) {
            return out;
        }
        SortedSet<Path> references = new TreeSet<>(out.references());
        references.add(sequence);
        return out.with("default", kept.value("default")).at(out.path(), references);
    }

    private static boolean isThere(SchemaTree side, Node node, Node other) {
        return side.get(node.path()) != null && side.get(other.path()) != null;
    }

    private void settleSameName(Node node, Node other) {
        boolean incoming = source.get(node.path()) != null;
        Node theirs = incoming ? node : other;
        Node ours = incoming ? other : node;
        Conflict conflict =
                Conflict.object(
                        Conflict.Type.SCHEMA_SCHEMA,
                        theirs,
                        null,
                        ThreeWayMerge.ddl(theirs, source),
                        ThreeWayMerge.ddl(ours, target),
                        "It has the same name as "
                                + ours.path()
                                + " of the target, a "
                                + ours.kind()
                                + ".");
        Strategy side = findings.side(conflict.about(List.of(ours.path())));
        if (side != null) {
            removeWithParts(side == Strategy.OURS ? theirs.path() : ours.path());
        }
    }

    private void removeWithParts(Path path) {
        for (Node node : new ArrayList<>(merged.values())) {
            if (node.path().equals(path) || node.path().isBelow(path)) {
                merged.remove(node.path());
            }
        }
    }
}

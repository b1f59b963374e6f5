package org.gitversion.merge;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.gitversion.kind.Inheritance;
import org.gitversion.kind.ObjectKind;
import org.gitversion.kind.ObjectKinds;
import org.gitversion.model.Label;
import org.gitversion.model.Node;
import org.gitversion.model.Path;
import org.gitversion.model.Renames;
import org.gitversion.model.SchemaTree;
import org.jspecify.annotations.Nullable;

/**
 * Merges the renames of two sides: for every object of the base, the path it has in the result.
 * Level by level from the top, so that a part follows the object it is part of, and a renamed table
 * and a renamed column of it combine.
 */
final class RenameMerge {
    private static final String SPARE = "gitversion_old_";
    private static final String NEITHER = "gitversion_neither_";

    private final SchemaTree base;
    private final RenamedSide source;
    private final RenamedSide target;
    private final Decisions decisions;
    private final Findings findings;
    private final boolean ofAncestors;
    private final Map<Path, Path> finalPaths = new TreeMap<>();
    private final SharedNames names = new SharedNames();
    private final Map<Path, Path> labels = new TreeMap<>();
    private final Set<Path> withRenamedLabels = new TreeSet<>();
    private final Set<Path> displaced = new TreeSet<>();
    private final Map<Path, Path> untied = new TreeMap<>();
    private int neither;

    private RenameMerge(
            SchemaTree base,
            RenamedSide source,
            RenamedSide target,
            Decisions decisions,
            boolean ofAncestors) {
        this.base = base;
        this.source = source;
        this.target = target;
        this.decisions = decisions;
        this.findings = new Findings(decisions);
        this.ofAncestors = ofAncestors;
    }

    static RenameMerge of(
            SchemaTree base,
            SchemaTree source,
            SchemaTree target,
            Renames toSource,
            Renames toTarget,
            Decisions decisions) {
        RenamedSide from = new RenamedSide(source, toSource);
        RenamedSide into = new RenamedSide(target, toTarget);
        return new RenameMerge(base, from, into, decisions, false).mergeLevels();
    }

    /** Merges the renames of two ancestors: where they conflict, the name is that of neither. */
    static RenameMerge ofAncestors(
            SchemaTree base,
            SchemaTree source,
            SchemaTree target,
            Renames toSource,
            Renames toTarget) {
        RenamedSide from = new RenamedSide(source, toSource);
        RenamedSide into = new RenamedSide(target, toTarget);
        return new RenameMerge(base, from, into, Decisions.of(Strategy.OURS), true).mergeLevels();
    }

    private RenameMerge mergeLevels() {
        if (!source.renames.isEmpty() || !target.renames.isEmpty()) {
            for (int level = 1; level <= 4; level++) {
                mergeLevel(level);
            }
            followOrigins(source);
            followOrigins(target);
            for (Node node : base.nodes()) {
                if (!Label.of(node).isEmpty()) {
                    mergeLabels(node);
                }
            }
        }
        return this;
    }

    private void mergeLabels(Node node) {
        Path place = finalPaths.getOrDefault(node.path(), node.path());
        LabelMerge merged =
                ofAncestors
                        ? LabelMerge.of(node, source, target, Strategy.RECURSIVE)
                        : LabelMerge.decided(node, place, source, target, findings);
        String conflict = merged.conflict();
        if (merged.isRenamed() || conflict != null) {
            withRenamedLabels.add(place);
        }
        for (Map.Entry<String, String> entry : merged.names().entrySet()) {
            String name = conflict != null && ofAncestors ? nameOfNeither() : entry.getValue();
            labels.put(Label.path(node.path(), entry.getKey()), Label.path(place, name));
        }
    }

    private String nameOfNeither() {
        neither++;
        return NEITHER + neither;
    }

    /**
     * From the base to the merged naming.
     *
     * @param ofSource what the source's objects are called since its renames were carried out
     * @param ofTarget what the target's objects are called since its renames were carried out
     */
    Renames ofBase(Renames ofSource, Renames ofTarget) {
        Map<Path, Path> out = new TreeMap<>();
        for (Map.Entry<Path, Path> entry : finalPaths.entrySet()) {
            Path path = entry.getKey();
            if (target.has(path)) {
                out.put(path, ofTarget.apply(target.renames.apply(path)));
            } else if (source.has(path)) {
                out.put(path, ofSource.apply(source.renames.apply(path)));
            } else {
                out.put(path, entry.getValue());
            }
        }
        for (Map.Entry<Path, Path> entry : labels.entrySet()) {
            Path type = Label.type(entry.getKey());
            Path place = out.getOrDefault(type, type);
            out.put(entry.getKey(), Label.path(place, entry.getValue().name()));
        }
        return Renames.of(out);
    }

    /** From the source to the merged naming. */
    Renames ofSource() {
        return conjugate(source);
    }

    /** From the target to the merged naming. */
    Renames ofTarget() {
        return conjugate(target);
    }

    List<Conflict> conflicts() {
        return findings.conflicts();
    }

    /** What conflicted and was decided. */
    List<Decision> decided() {
        return findings.decided();
    }

    /** Where objects went that one side dropped, and whose names are taken now. */
    Set<Path> displaced() {
        return displaced;
    }

    /** What is to part, as the side won that renamed; by child in the base. */
    Map<Path, Path> untied() {
        return untied;
    }

    /** What one side gave another name, by its path in the merged naming. */
    Set<Path> renamed() {
        Set<Path> out = new HashSet<>();
        for (Map.Entry<Path, Path> entry : finalPaths.entrySet()) {
            ObjectKind kind = kind(entry.getKey());
            String name = kind.bareName(entry.getKey().name());
            if (!name.equals(kind.bareName(source.name(entry.getKey())))
                    || !name.equals(kind.bareName(target.name(entry.getKey())))) {
                out.add(entry.getValue());
            }
        }
        out.addAll(withRenamedLabels);
        return out;
    }

    private Renames conjugate(RenamedSide side) {
        Map<Path, Path> out = new TreeMap<>();
        Map<Path, Path> all = new TreeMap<>(finalPaths);
        all.putAll(labels);
        for (Map.Entry<Path, Path> entry : all.entrySet()) {
            if (side.has(entry.getKey())) {
                out.put(side.renames.apply(entry.getKey()), entry.getValue());
            }
        }
        return Renames.of(out);
    }

    private ObjectKind kind(Path path) {
        Node node = base.get(path);
        if (node == null) {
            throw new IllegalStateException("no object of the base at " + path);
        }
        return ObjectKinds.ALL.of(node);
    }

    private void mergeLevel(int segments) {
        Map<Path, Path> level = new TreeMap<>();
        for (Node node : base.nodes()) {
            if (node.path().segments().size() == segments) {
                Path place = place(node);
                level.put(node.path(), place.sibling(mergeName(node, place)));
            }
        }
        finalPaths.putAll(level);
        settleCollisions(level);
        for (Path path : names.makingWay(level.keySet(), base, finalPaths, source, target)) {
            displace(path, finalPaths.getOrDefault(path, path));
        }
        makeWay(level.keySet());
    }

    /** The path of an object below the merged name of what it is part of or named after. */
    private Path place(Node node) {
        Path path = node.path();
        Path whole = path.up(2);
        Path moved = whole == null ? null : finalPaths.get(whole);
        if (moved != null && whole != null) {
            return path.moved(whole, moved);
        }
        List<String> segments = path.segments();
        if (segments.size() == 3) {
            for (Path reference : node.references()) {
                Path owner = finalPaths.get(reference);
                if (owner != null && reference.name().equals(segments.get(1))) {
                    return Path.of(segments.get(0), owner.name(), segments.get(2));
                }
            }
        }
        return path;
    }

    /** Merges the last segment: the own name, and the argument types of routines. */
    private String mergeName(Node node, Path place) {
        ObjectKind kind = ObjectKinds.ALL.of(node);
        String b = node.name();
        String s = source.name(node.path());
        String t = target.name(node.path());
        String name = choose(kind.bareName(b), kind.bareName(s), kind.bareName(t));
        boolean theirs = decisions.strategy() == Strategy.THEIRS;
        if (name == null && ofAncestors) {
            name = nameOfNeither();
        } else if (name == null) {
            Conflict conflict =
                    Conflict.object(
                            Conflict.Type.RENAME_RENAME,
                            node,
                            b,
                            s,
                            t,
                            "The source renamed "
                                    + place
                                    + " to \""
                                    + s
                                    + "\", the target to \""
                                    + t
                                    + "\".");
            theirs = findings.side(conflict) == Strategy.THEIRS;
            name = kind.bareName(theirs ? s : t);
        }
        String segment =
                choose(
                        kind.withBareName(b, name),
                        kind.withBareName(s, name),
                        kind.withBareName(t, name));
        return segment != null ? segment : kind.withBareName(theirs ? s : t, name);
    }

    /** Returns null when both sides chose differently. */
    private static @Nullable String choose(String b, String s, String t) {
        if (s.equals(t) || s.equals(b)) {
            return t;
        }
        return t.equals(b) ? s : null;
    }

    /** An object that one side dropped makes room for one that got its name. */
    private void settleCollisions(Map<Path, Path> level) {
        Map<Path, Path> holders = new HashMap<>();
        for (Path path : level.keySet()) {
            Path place = finalPaths.get(path);
            Path other = holders.put(place, path);
            if (other == null || place == null) {
                continue;
            }
            if (!livesOnBoth(other)) {
                displace(other, place);
            } else if (!livesOnBoth(path)) {
                displace(path, place);
                holders.put(place, other);
            } else {
                settleCollision(other, path, place);
            }
        }
    }

    private void displace(Path path, Path place) {
        ObjectKind kind = kind(path);
        Path spare = place.sibling(kind.withBareName(place.name(), SPARE + (displaced.size() + 1)));
        displaced.add(spare);
        finalPaths.put(path, spare);
        for (Map.Entry<Path, Path> entry : finalPaths.entrySet()) {
            if (entry.getKey().isBelow(path)) {
                entry.setValue(entry.getValue().moved(place, spare));
            }
        }
    }

    private boolean livesOnBoth(Path path) {
        return source.has(path) && target.has(path);
    }

    /** Two living objects cannot share a name: one side's naming holds for both. */
    private void settleCollision(Path one, Path other, Path place) {
        if (ofAncestors) {
            giveNameOfNeither(one, place);
            giveNameOfNeither(other, place);
            return;
        }
        Conflict clash = clash(place, "Both " + one + " and " + other + " would get this name.");
        RenamedSide naming = findings.side(clash) == Strategy.THEIRS ? source : target;
        finalPaths.put(one, place.sibling(naming.name(one)));
        finalPaths.put(other, place.sibling(naming.name(other)));
    }

    private void giveNameOfNeither(Path path, Path place) {
        ObjectKind kind = kind(path);
        finalPaths.put(path, place.sibling(kind.withBareName(place.name(), nameOfNeither())));
    }

    /**
     * A column or CHECK that a side has from a parent has the name that it has there: what the
     * other side renamed in the parent is renamed in the child, and cannot be renamed in the child
     * alone.
     */
    private void followOrigins(RenamedSide side) {
        for (Node node : side.tree.nodes()) {
            Path path = side.back.apply(node.path());
            Path place = finalPaths.get(path);
            boolean follows = place != null && side.has(path) && !node.has(Inheritance.ATTACHED_TO);
            for (Path origin : follows ? Inheritance.origins(node, side.tree) : List.<Path>of()) {
                Path above = finalPaths.get(side.back.apply(origin));
                Path now = finalPaths.get(path);
                if (above == null || now == null || now.name().equals(above.name())) {
                    continue;
                }
                boolean free = now.name().equals(path.name());
                Path moved = now.sibling(above.name());
                if (free && side.tree.get(node.path().sibling(above.name())) == null) {
                    finalPaths.put(path, moved);
                    continue;
                }
                Strategy winner = findings.side(followClash(now, above));
                if (winner != null
                        && !ofAncestors
                        && (winner == Strategy.THEIRS) != (side == source)) {
                    Path child = path.up(2);
                    Path parent = side.back.apply(origin).up(2);
                    if (child != null && parent != null) {
                        untied.put(child, parent);
                    }
                } else if (winner != null) {
                    Path name = now.sibling(side.name(path));
                    finalPaths.put(path, name);
                    finalPaths.put(side.back.apply(origin), above.sibling(name.name()));
                }
            }
        }
    }

    private Conflict followClash(Path part, Path origin) {
        return clash(
                part,
                "One side renamed it, on the other side it has its name from "
                        + origin
                        + ", which is not renamed alike.");
    }

    private Conflict clash(Path place, String detail) {
        return Conflict.name(
                Conflict.Type.RENAME_RENAME,
                place,
                ThreeWayMerge.ddl(source.tree.get(place), source.tree),
                ThreeWayMerge.ddl(target.tree.get(place), target.tree),
                detail);
    }

    /** A new object of one side may have the name that the other side gave to an older one. */
    private void makeWay(Set<Path> level) {
        for (Path path : level) {
            makeWay(path, source, target, Strategy.THEIRS);
            makeWay(path, target, source, Strategy.OURS);
        }
    }

    private void makeWay(Path path, RenamedSide side, RenamedSide other, Strategy winner) {
        Path place = finalPaths.get(path);
        if (place == null || !side.has(path) || side.name(path).equals(place.name())) {
            return;
        }
        Path there = side.renames.apply(path).sibling(place.name());
        if (side.tree.get(there) == null || base.get(side.back.apply(there)) != null) {
            return;
        }
        if (ofAncestors) {
            giveNameOfNeither(path, place);
            return;
        }
        String what = side == source ? "source" : "target";
        Conflict clash =
                clash(
                        place,
                        "The "
                                + (other == source ? "source" : "target")
                                + " gave this name to "
                                + path
                                + ", the "
                                + what
                                + " created another object of this name.");
        if (findings.sideOf(clash) == winner) {
            findings.record(clash, winner);
            finalPaths.put(path, place.sibling(side.name(path)));
        } else {
            findings.report(clash);
        }
    }
}

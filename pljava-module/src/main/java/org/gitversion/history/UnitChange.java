package org.gitversion.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.gitversion.diff.Change;
import org.gitversion.diff.TreeDiff;
import org.gitversion.model.Kind;
import org.gitversion.model.Node;
import org.gitversion.model.Path;
import org.gitversion.model.Renames;
import org.gitversion.model.SchemaTree;
import org.gitversion.plan.Renderer;
import org.jspecify.annotations.Nullable;

/** A unit (an object with its parts) in two states, as DDL. Immutable. */
final class UnitChange {
    private final @Nullable Path from;
    private final @Nullable Path to;
    private final Kind kind;
    private final @Nullable String fromDdl;
    private final @Nullable String toDdl;
    private final List<Change> parts;

    private UnitChange(@Nullable List<Node> from, @Nullable List<Node> to, States states) {
        this.from = from == null ? null : from.get(0).path();
        this.to = to == null ? null : to.get(0).path();
        this.kind = from == null && to != null ? to.get(0).kind() : kind(from);
        this.fromDdl = from == null ? null : Renderer.ddl(from, states.aroundFrom());
        this.toDdl = to == null ? null : Renderer.ddl(to, states.aroundTo());
        this.parts =
                TreeDiff.compare(
                        SchemaTree.of(from == null ? List.of() : from),
                        SchemaTree.of(to == null ? List.of() : to),
                        states.renames());
    }

    private static Kind kind(@Nullable List<Node> unit) {
        if (unit == null) {
            throw new IllegalArgumentException("a unit is in one state at least");
        }
        return unit.get(0).kind();
    }

    /**
     * Lists the units that differ.
     *
     * @param states two states
     * @return in path order of the later state, then what was dropped in path order of the earlier
     */
    static List<UnitChange> of(States states) {
        Map<Path, List<Node>> left = new TreeMap<>();
        for (List<Node> unit : states.from().units()) {
            left.put(unit.get(0).path(), unit);
        }
        Renames back = states.renames().inverse();
        List<UnitChange> changes = new ArrayList<>();
        for (List<Node> unit : states.to().units()) {
            Path path = unit.get(0).path();
            Path oldPath = back.apply(path);
            List<Node> old = left.get(oldPath);
            if (old != null
                    && old.get(0).kind() == unit.get(0).kind()
                    && states.renames().apply(oldPath).equals(path)) {
                left.remove(oldPath);
            } else {
                old = null;
            }
            if (!unit.equals(old)) {
                changes.add(new UnitChange(old, unit, states));
            }
        }
        for (List<Node> unit : left.values()) {
            changes.add(new UnitChange(unit, null, states));
        }
        return changes;
    }

    /** What happened. */
    Change.Type type() {
        if (from == null) {
            return Change.Type.CREATE;
        }
        if (to == null) {
            return Change.Type.DROP;
        }
        return from.equals(to) ? Change.Type.ALTER : Change.Type.RENAME;
    }

    /** The path in the earlier state; null for a new unit. */
    @Nullable Path from() {
        return from;
    }

    /** The path in the later state; null for a dropped unit. */
    @Nullable Path to() {
        return to;
    }

    /** The path in the later state, or in the earlier one when it was dropped. */
    Path path() {
        Path path = to != null ? to : from;
        if (path == null) {
            throw new IllegalStateException("a unit is in one state at least");
        }
        return path;
    }

    /** What the object is. */
    Kind kind() {
        return kind;
    }

    /** The DDL in the earlier state; null for a new unit. */
    @Nullable String fromDdl() {
        return fromDdl;
    }

    /** The DDL in the later state; null for a dropped unit. */
    @Nullable String toDdl() {
        return toDdl;
    }

    /** What of it differs, parts and itself. */
    List<Change> parts() {
        return parts;
    }
}

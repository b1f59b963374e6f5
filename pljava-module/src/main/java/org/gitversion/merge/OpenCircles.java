package org.gitversion.merge;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.gitversion.model.Node;
import org.gitversion.model.Path;
import org.gitversion.model.SchemaTree;

/**
 * Reports the circles that the changes of both sides make together. Under the strategies ours and
 * theirs they are opened: that side has its way with the objects of the circle.
 */
final class OpenCircles {
    private final SchemaTree base;
    private final SchemaTree source;
    private final SchemaTree target;
    private final Findings findings;
    private final Map<Path, Node> merged;

    OpenCircles(
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

    /** Returns whether no circle is left. */
    boolean restore() {
        List<Path> circle = Circles.find(SchemaTree.of(merged.values()), source, target);
        while (!circle.isEmpty()) {
            Conflict conflict = conflict(circle);
            Strategy side = findings.sideOf(conflict);
            if (side == null || !takeFromWinner(circle, side)) {
                findings.report(conflict);
                return false;
            }
            findings.record(conflict, side);
            circle = Circles.find(SchemaTree.of(merged.values()), source, target);
        }
        return true;
    }

    private boolean takeFromWinner(List<Path> circle, Strategy side) {
        SchemaTree winner = side == Strategy.OURS ? target : source;
        Set<Path> paths = new TreeSet<>(Circles.parts(circle, SchemaTree.of(merged.values())));
        paths.addAll(Circles.parts(circle, winner));
        boolean any = false;
        for (Path path : paths) {
            Node node = winner.get(path);
            any |= !Objects.equals(node, merged.remove(path));
            if (node != null) {
                merged.put(path, node);
            }
        }
        return any;
    }

    private Conflict conflict(List<Path> circle) {
        Node subject = null;
        for (Path path : Circles.parts(circle, source)) {
            Node node = source.get(path);
            if (subject == null && node != null && !node.equals(base.get(path))) {
                subject = node;
            }
        }
        Node node = subject == null ? merged.get(circle.get(0)) : subject;
        if (node == null) {
            throw new IllegalStateException(circle + " is merged");
        }
        return Conflict.object(
                        Conflict.Type.DEPENDENCY,
                        node,
                        ThreeWayMerge.ddl(base.get(node.path()), base),
                        ThreeWayMerge.ddl(source.get(node.path()), source),
                        ThreeWayMerge.ddl(target.get(node.path()), target),
                        "With the changes of both sides, " + Circles.text(circle) + ".")
                .about(circle);
    }
}

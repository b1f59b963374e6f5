package org.gitversion.merge;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.gitversion.kind.Identifier;
import org.gitversion.kind.ObjectKinds;
import org.gitversion.model.Label;
import org.gitversion.model.Node;
import org.gitversion.model.Path;
import org.gitversion.model.SchemaTree;
import org.gitversion.model.Value;
import org.jspecify.annotations.Nullable;

/**
 * What each side did to an object that the server refuses in its merged state, and to what it has
 * to do with: the causes of a conflict that only the server knows.
 */
final class Causes {
    private static final int SHOWN = 5;

    private final SchemaTree base;
    private final SchemaTree source;
    private final SchemaTree target;

    Causes(SchemaTree base, SchemaTree source, SchemaTree target) {
        this.base = base;
        this.source = source;
        this.target = target;
    }

    /** Makes the conflict. */
    Conflict conflict(Conflict.Type type, Path path, SchemaTree merged, String detail) {
        List<String> theirs = new ArrayList<>();
        List<String> ours = new ArrayList<>();
        String causes = causes(path, merged, theirs, ours);
        String whole = causes.isEmpty() ? detail : causes + " " + detail;
        Node node = merged.get(path);
        for (SchemaTree side : List.of(target, source, base)) {
            node = node == null ? side.get(path) : node;
        }
        Set<Path> others = new TreeSet<>();
        for (List<String> side : List.of(theirs, ours)) {
            for (String one : causes.isEmpty() ? List.<String>of() : side) {
                others.add(Path.parse(one));
            }
        }
        Conflict conflict =
                node == null
                        ? Conflict.found(type, path, null, whole)
                        : Conflict.object(
                                type,
                                node,
                                ThreeWayMerge.ddl(base.get(path), base),
                                ThreeWayMerge.ddl(source.get(path), source),
                                ThreeWayMerge.ddl(target.get(path), target),
                                whole);
        return conflict.about(others);
    }

    private String causes(Path path, SchemaTree merged, List<String> theirs, List<String> ours) {
        for (SortedSet<Path> circle : circles(path, merged)) {
            for (Path one : circle) {
                if (isChanged(one, source)) {
                    theirs.add(one.toString());
                }
                if (isChanged(one, target)) {
                    ours.add(one.toString());
                }
            }
        }
        if (theirs.isEmpty() || ours.isEmpty()) {
            return "";
        }
        return "The source changed " + list(theirs) + ", the target " + list(ours) + ".";
    }

    private static String list(List<String> paths) {
        int more = paths.size() - SHOWN;
        return String.join(", ", more > 0 ? paths.subList(0, SHOWN) : paths)
                + (more > 0 ? " and " + more + " more" : "");
    }

    /**
     * Gives up what the side that does not win did to an object, or where that is nothing, to what
     * the object has to do with.
     *
     * @param path the object that was refused
     * @param merged the state with it
     * @param strategy OURS or THEIRS
     * @return the other state, or null where the other side has no part in it
     */
    @Nullable Map<Path, @Nullable Node> withoutLoser(
            Path path, SchemaTree merged, Strategy strategy) {
        SchemaTree winner = strategy == Strategy.OURS ? target : source;
        SchemaTree loser = strategy == Strategy.OURS ? source : target;
        for (SortedSet<Path> circle : circles(path, merged)) {
            Map<Path, @Nullable Node> changes = new TreeMap<>();
            for (Path one : circle) {
                Node wanted = winner.get(one);
                Node now = merged.get(one);
                boolean same = wanted == null ? now == null : wanted.equals(now);
                if (!same && isChanged(one, loser)) {
                    changes.put(one, wanted);
                }
            }
            if (!changes.isEmpty()) {
                return changes;
            }
        }
        return null;
    }

    /** Says which label a definition names that a side took from its enum; null where none. */
    @Nullable String goneLabel(Node user, SchemaTree merged) {
        for (Node type : base.nodes()) {
            Node now = Label.of(type).isEmpty() ? null : merged.get(type.path());
            List<String> gone = new ArrayList<>(Label.of(type));
            gone.removeAll(now == null ? gone : Label.of(now));
            for (String label : gone) {
                String literal = Identifier.literal(label);
                for (Value value : user.slots().values()) {
                    if (value.toString().contains(literal)) {
                        boolean inSource = isChanged(type.path(), source);
                        return user.path()
                                + " uses label "
                                + literal
                                + " of "
                                + type.path()
                                + ", which the "
                                + (inSource ? "source" : "target")
                                + " removed.";
                    }
                }
            }
        }
        return null;
    }

    private boolean isChanged(Path path, SchemaTree side) {
        Node before = base.get(path);
        Node now = side.get(path);
        return before == null ? now != null : !before.equals(now);
    }

    /** The object itself, what it belongs to, what it refers to, and what else refers to that. */
    private List<SortedSet<Path>> circles(Path path, SchemaTree merged) {
        SortedSet<Path> seen = new TreeSet<>();
        List<SortedSet<Path>> out = new ArrayList<>(4);
        SortedSet<Path> circle = new TreeSet<>();
        circle.add(path);
        out.add(circle);
        seen.add(path);
        out.add(next(parts(merged.unitOf(path), merged), seen));
        SortedSet<Path> needed = new TreeSet<>();
        for (Path one : parts(merged.unitOf(path), merged)) {
            for (SchemaTree tree : List.of(merged, source, target)) {
                Node node = tree.get(one);
                for (Path need : node == null ? new TreeSet<Path>() : needs(node, tree)) {
                    needed.addAll(parts(tree.unitOf(need), tree));
                    needed.add(need);
                }
            }
        }
        out.add(next(needed, seen));
        SortedSet<Path> users = new TreeSet<>();
        for (Path one : new ArrayList<>(seen)) {
            for (SchemaTree tree : List.of(merged, source, target)) {
                for (Node node : tree.referring(one)) {
                    users.addAll(parts(tree.unitOf(node.path()), tree));
                }
            }
        }
        out.add(next(users, seen));
        return out;
    }

    private static SortedSet<Path> needs(Node node, SchemaTree tree) {
        SortedSet<Path> out = new TreeSet<>(ObjectKinds.ALL.of(node).needs(node, tree));
        out.addAll(ObjectKinds.ALL.of(node).oneOf(node, tree));
        return out;
    }

    /** The unit with its parts, those that a side dropped among them. */
    private SortedSet<Path> parts(Path unit, SchemaTree tree) {
        SortedSet<Path> out = new TreeSet<>();
        out.add(unit);
        for (SchemaTree side : List.of(tree, base, source, target)) {
            for (Node part : side.below(unit)) {
                out.add(part.path());
            }
        }
        return out;
    }

    private static SortedSet<Path> next(SortedSet<Path> paths, SortedSet<Path> seen) {
        SortedSet<Path> out = new TreeSet<>(paths);
        out.removeAll(seen);
        seen.addAll(out);
        return out;
    }
}

package org.gitversion.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.gitversion.canonical.Labels;
import org.gitversion.kind.Identifier;
import org.gitversion.kind.ObjectKind;
import org.gitversion.kind.ObjectKinds;
import org.gitversion.model.Node;
import org.gitversion.model.Path;
import org.gitversion.model.SchemaTree;
import org.gitversion.model.Value;
import org.jspecify.annotations.Nullable;

/**
 * A way to enum labels that can be used at once, which those added to a type that was there before
 * cannot: the type is built anew, and meanwhile columns of it hold text. Tables are written anew.
 */
final class RecastEnums {
    private static final String LABELS = "labels";
    private static final Set<String> RETYPED = Set.of("type");

    private final SchemaTree from;
    private final Dependents dependents;
    private final Map<Path, @Nullable Node> changes = new TreeMap<>();
    private final List<Path> pending = new ArrayList<>();

    private RecastEnums(SchemaTree from) {
        this.from = from;
        this.dependents = new Dependents(from);
    }

    /**
     * Finds the enums with new labels that an object needs.
     *
     * @return their paths; of all enums with new labels when the object is not known to need one
     */
    static Set<Path> usedBy(@Nullable Node user, SchemaTree from, SchemaTree to) {
        Set<Path> all = new TreeSet<>();
        for (Node node : from.nodes()) {
            Node after = to.get(node.path());
            if (after != null
                    && node.kind().name().equals("enum")
                    && after.kind() == node.kind()
                    && !Objects.equals(after.value(LABELS), node.value(LABELS))) {
                all.add(node.path());
            }
        }
        Set<Path> used = new TreeSet<>(all);
        used.retainAll(user == null ? all : user.references());
        return used.isEmpty() ? all : used;
    }

    /** Finds the enums that lose labels, and whose others stay in their order. */
    static Set<Path> withoutLabels(SchemaTree from, SchemaTree to) {
        Set<Path> out = new TreeSet<>();
        for (Path path : usedBy(null, from, to)) {
            List<String> before = labels(from, path);
            List<String> after = labels(to, path);
            List<String> kept = new ArrayList<>(before);
            List<String> same = new ArrayList<>(after);
            kept.retainAll(after);
            same.retainAll(before);
            if (kept.equals(same) && Labels.renames(before, after) == null) {
                out.add(path);
            }
        }
        return out;
    }

    private static List<String> labels(SchemaTree tree, Path path) {
        Node node = tree.get(path);
        Value value = node == null ? null : node.value(LABELS);
        return value == null ? List.of() : value.items();
    }

    /** Returns the statements, or null where something has a type that columns only may have. */
    static @Nullable List<Step> plan(SchemaTree from, SchemaTree to, String user, Set<Path> enums) {
        RecastEnums recast = new RecastEnums(from);
        for (Path path : enums) {
            recast.remove(path);
        }
        if (!recast.clear()) {
            return null;
        }
        SchemaTree between = from.with(recast.changes);
        List<Step> steps = new ArrayList<>(Planner.plan(from, between, user));
        steps.addAll(Planner.plan(between, to, user));
        return steps;
    }

    private void remove(Path path) {
        if (!changes.containsKey(path) || changes.get(path) != null) {
            changes.put(path, null);
            pending.add(path);
            for (Node part : from.below(path)) {
                changes.put(part.path(), null);
            }
        }
    }

    /** Takes everything away that needs what goes, but for columns. */
    private boolean clear() {
        while (!pending.isEmpty()) {
            Path gone = pending.remove(pending.size() - 1);
            for (Node dependent : dependents.of(gone)) {
                ObjectKind kind = ObjectKinds.ALL.of(dependent);
                if (changes.containsKey(dependent.path())) {
                    continue;
                }
                Node loose = loose(dependent, gone);
                if (loose != null) {
                    changes.put(dependent.path(), loose);
                    removeBlocking(dependent, loose);
                } else if (kind.rebuildable(dependent) && !kind.kind().isEmbedded()
                        || dependent.has("generated")) {
                    remove(dependent.path());
                } else {
                    return false;
                }
            }
        }
        return true;
    }

    private @Nullable Node loose(Node node, Path gone) {
        if (!node.kind().name().equals("column") || node.has("generated")) {
            return null;
        }
        String type = node.required("type");
        String name = Identifier.quote(gone.name());
        Node loose = node.with("default", null);
        if (type.equals(name)) {
            loose = loose.with("type", Value.text("text"));
        } else if (type.equals(name + "[]")) {
            loose = loose.with("type", Value.text("text[]"));
        } else if (!node.has("default")) {
            return null;
        }
        SortedSet<Path> references = new TreeSet<>(node.references());
        references.remove(gone);
        return loose.at(node.path(), references);
    }

    private void removeBlocking(Node column, Node loose) {
        ObjectKind kind = ObjectKinds.ALL.of(column);
        for (Node dependent : dependents.of(column.path())) {
            if (kind.blockedBy(dependent, column, loose, RETYPED)
                    || ObjectKinds.ALL.of(dependent).ties(dependent)) {
                remove(dependent.path());
            }
        }
    }
}

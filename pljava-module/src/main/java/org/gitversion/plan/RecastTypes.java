package org.gitversion.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.gitversion.canonical.Labels;
import org.gitversion.diff.Change;
import org.gitversion.kind.ColumnKind;
import org.gitversion.kind.Identifier;
import org.gitversion.kind.ObjectKind;
import org.gitversion.kind.ObjectKinds;
import org.gitversion.model.Kind;
import org.gitversion.model.Label;
import org.gitversion.model.Node;
import org.gitversion.model.Path;
import org.gitversion.model.SchemaTree;
import org.gitversion.model.Value;
import org.jspecify.annotations.Nullable;

/**
 * Types that are built again, with all that needs them; meanwhile columns of them hold text, so
 * that tables are rewritten. It is the way to remove or move labels of an enum, to use a new label
 * at once, to another subtype of a range or base type of a domain, and to another kind of type.
 * Collations are as types here: columns are without one for a while.
 */
final class RecastTypes {
    private static final Set<String> RETYPED = Set.of("type");
    private static final String TYPES = "types";
    private static final String COLLATIONS = "collations";

    private final SchemaTree from;
    private final SchemaTree to;
    private final Dependents dependents;
    private final Map<Path, @Nullable Node> changes = new TreeMap<>();
    private final List<Path> pending = new ArrayList<>();

    private RecastTypes(SchemaTree from, SchemaTree to) {
        this.from = from;
        this.to = to;
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
                    && !Label.of(after).equals(Label.of(node))) {
                all.add(node.path());
            }
        }
        Set<Path> used = new TreeSet<>(all);
        used.retainAll(user == null ? all : user.references());
        return used.isEmpty() ? all : used;
    }

    /**
     * Finds the types that cannot be altered in place: enums that lose labels or get them in
     * another order, ranges over something else.
     */
    private static Set<Path> notInPlace(SchemaTree from, SchemaTree to) {
        Set<Path> out = new TreeSet<>();
        for (Path path : usedBy(null, from, to)) {
            Node before = from.get(path);
            Node after = to.get(path);
            if (before != null
                    && after != null
                    && !Labels.isPartOf(Label.of(before), Label.of(after))) {
                out.add(path);
            }
        }
        List<Node> all = new ArrayList<>(from.below(Path.of(TYPES)));
        all.addAll(from.below(Path.of(COLLATIONS)));
        for (Node before : all) {
            Node after = to.get(before.path());
            if (after != null && after.kind() != before.kind()) {
                out.add(before.path());
            } else if (after != null
                    && Set.of("range", "domain", "collation").contains(before.kind().name())
                    && !isAlterable(before, after, to)) {
                out.add(before.path());
            }
        }
        return out;
    }

    private static boolean isAlterable(Node before, Node after, SchemaTree to) {
        SortedSet<String> slots = Change.changedSlots(before, after);
        slots.remove(Kind.COMMENT);
        slots.remove(Kind.PRIVILEGES);
        return slots.isEmpty()
                || ObjectKinds.ALL.of(before).alter(before, after, slots, to) != null;
    }

    /** The types that cannot be altered in place, and more that are to be built again. */
    static Set<Path> rebuilt(SchemaTree from, SchemaTree to, Set<Path> more) {
        Set<Path> out = notInPlace(from, to);
        out.addAll(more);
        return out;
    }

    /** Returns the statements, or null where something has a type that columns only may have. */
    static @Nullable List<Step> plan(SchemaTree from, SchemaTree to, String user, Set<Path> enums) {
        RecastTypes recast = new RecastTypes(from, to);
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
                Node loose = loose(dependent, gone);
                boolean isOfType = loose == null && isCollation(gone) && isPlainColumn(dependent);
                if (changes.containsKey(dependent.path()) || isOfType) {
                    // A domain brings its collation along, and goes with it.
                    continue;
                }
                boolean isType = dependent.path().segment(0).equals(TYPES);
                if (loose != null) {
                    changes.put(dependent.path(), loose);
                    removeBlocking(dependent, loose);
                } else if (isType) {
                    remove(Path.of(TYPES, dependent.path().segment(1)));
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
        if (!isPlainColumn(node)) {
            return null;
        }
        String type = node.required("type");
        boolean isArray = type.endsWith("[]");
        String element = isArray ? type.substring(0, type.length() - 2) : type;
        Node loose = node.with("default", null);
        if (Identifier.quote(gone.name()).equals(node.text("collation")) && isCollation(gone)) {
            loose = loose.with("collation", null);
        } else if (element.equals(Identifier.quote(gone.name())) || isMultirange(element, gone)) {
            loose = loose.with("type", Value.text(meanwhile(gone) + (isArray ? "[]" : "")));
            loose = withFormerSubtype(loose, gone);
        } else if (!node.has("default")) {
            return null;
        }
        SortedSet<Path> references = new TreeSet<>(node.references());
        references.remove(gone);
        for (Path reference : node.references()) {
            if (isCollation(reference) && changes.containsKey(reference)) {
                references.remove(reference);
            }
        }
        addMeanwhile(references, gone);
        return loose.at(node.path(), references);
    }

    /** What the type that values have meanwhile needs. */
    private void addMeanwhile(Set<Path> references, Path gone) {
        Node before = from.get(gone);
        if (before == null || meanwhile(gone).equals("text")) {
            return;
        }
        for (Path reference : before.references()) {
            boolean goes = changes.containsKey(reference) && changes.get(reference) == null;
            if (goes) {
                addMeanwhile(references, reference);
            } else if (reference.segment(0).equals(TYPES)) {
                references.add(reference);
            }
        }
    }

    /** The type that values have meanwhile: of a domain that stays one, what it is over. */
    private String meanwhile(Path gone) {
        Node before = from.get(gone);
        Node after = to.get(gone);
        boolean isDomain =
                before != null
                        && after != null
                        && before.kind() == after.kind()
                        && before.kind().name().equals("domain");
        if (before == null || !isDomain) {
            return "text";
        }
        String base = before.required("type");
        for (Path reference : before.references()) {
            boolean goes = changes.containsKey(reference) && changes.get(reference) == null;
            if (goes && base.startsWith(Identifier.quote(reference.name()))) {
                return meanwhile(reference);
            }
        }
        return base;
    }

    /** What values were made of tells whether they may come back as others. */
    private Node withFormerSubtype(Node loose, Path gone) {
        Node range = from.get(gone);
        String subtype = range == null ? null : range.text("subtype");
        if (subtype == null) {
            return loose;
        }
        Map<String, String> layout = new TreeMap<>(loose.layout());
        layout.put(ColumnKind.FORMER_SUBTYPE, subtype);
        return loose.withLayout(layout);
    }

    private static boolean isPlainColumn(Node node) {
        return node.kind().name().equals("column") && !node.has("generated");
    }

    private static boolean isCollation(Path path) {
        return path.segment(0).equals(COLLATIONS);
    }

    private boolean isMultirange(String type, Path gone) {
        Node range = from.get(gone);
        String name = range == null ? null : range.text("multirange");
        return name != null && type.equals(Identifier.quote(name));
    }

    /** Text has other operators, and not all of them. */
    private static boolean usesOperators(Node node) {
        String type = node.kind().name().equals("constraint") ? node.text("type") : null;
        return node.kind().name().equals("index") || "CHECK".equals(type) || "EXCLUDE".equals(type);
    }

    private void removeBlocking(Node column, Node loose) {
        ObjectKind kind = ObjectKinds.ALL.of(column);
        for (Node dependent : dependents.of(column.path())) {
            if (kind.blockedBy(dependent, column, loose, RETYPED)
                    || ObjectKinds.ALL.of(dependent).ties(dependent)
                    || usesOperators(dependent)) {
                remove(dependent.path());
            }
        }
    }
}

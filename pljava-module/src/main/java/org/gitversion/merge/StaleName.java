package org.gitversion.merge;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.gitversion.canonical.Mentions;
import org.gitversion.kind.ObjectKinds;
import org.gitversion.model.Node;
import org.gitversion.model.Path;
import org.gitversion.model.Renames;
import org.gitversion.model.SchemaTree;
import org.gitversion.model.Value;

/**
 * A name that one side may write in a body or in a string, and that does not mean the same any more
 * since the other side renamed or dropped what it meant.
 */
final class StaleName {
    private static final Set<String> PARTS = Set.of("column", "attribute", "view_column");
    private static final Set<String> NAMED =
            Set.of(
                    "table",
                    "foreign_table",
                    "view",
                    "materialized_view",
                    "sequence",
                    "function",
                    "procedure",
                    "aggregate",
                    "enum",
                    "composite",
                    "domain",
                    "range");

    /** What takes the name of a relation as a string. */
    private static final List<String> BY_NAME =
            List.of("nextval", "currval", "setval", "regclass", "to_regclass");

    private final String name;
    private final Set<String> beside;
    private final boolean isString;
    private final boolean isRelation;
    private final String what;

    private StaleName(
            String name, Set<String> beside, boolean isString, boolean isRelation, String what) {
        this.name = name;
        this.beside = beside;
        this.isString = isString;
        this.isRelation = isRelation;
        this.what = what;
    }

    /**
     * Lists what a side has and the merge has not under this name.
     *
     * @param side the state of the side under its own names
     * @param toMerged from these to the names of the merged state
     * @param merged the merged state
     * @return the names
     */
    static List<StaleName> find(SchemaTree side, Renames toMerged, SchemaTree merged) {
        List<StaleName> out = new ArrayList<>();
        for (Node node : side.nodes()) {
            String kind = node.kind().name();
            Path now = toMerged.apply(node.path());
            Node after = merged.get(now);
            if (NAMED.contains(kind) || PARTS.contains(kind)) {
                String name = ObjectKinds.ALL.of(node).bareName(node.name());
                boolean same =
                        after != null
                                && name.equals(ObjectKinds.ALL.of(after).bareName(now.name()));
                if (!same) {
                    out.add(of(node, name, now, after != null));
                }
            }
            Value labels = kind.equals("enum") ? node.value("labels") : null;
            Value kept = after == null ? null : after.value("labels");
            if (labels != null && kept != null && !kept.items().containsAll(labels.items())) {
                addLabels(out, node, side, labels.items(), kept.items());
            }
        }
        return out;
    }

    private static StaleName of(Node node, String name, Path now, boolean isThere) {
        Path path = node.path();
        Path whole = PARTS.contains(node.kind().name()) ? path.up(2) : null;
        Set<String> beside = new HashSet<>();
        if (whole != null) {
            beside.add(whole.name());
        }
        String what = path + (isThere ? " became " + now : " was dropped");
        boolean isRelation = whole == null && !path.segment(0).equals("functions");
        return new StaleName(name, beside, false, isRelation, what);
    }

    private static void addLabels(
            List<StaleName> out,
            Node node,
            SchemaTree side,
            List<String> before,
            List<String> now) {
        Set<String> beside = new HashSet<>();
        beside.add(node.name());
        for (Node user : side.referring(node.path())) {
            beside.add(ObjectKinds.ALL.of(user).bareName(side.unitOf(user.path()).name()));
        }
        for (String label : before) {
            if (!now.contains(label)) {
                String what = "label '" + label + "' of " + node.path() + " is no more";
                out.add(new StaleName(label, beside, true, false, what));
            }
        }
    }

    /** Tells whether a body mentions it. */
    boolean isIn(Mentions body) {
        if (!(isString ? body.hasString(name) : body.hasName(name))) {
            return false;
        }
        boolean found = beside.isEmpty();
        for (String other : beside) {
            found |= body.hasName(other);
        }
        return found;
    }

    /** Tells whether an expression, whose names PostgreSQL knows, has it as a string. */
    boolean isStringIn(Mentions expression) {
        if (!isRelation || !expression.hasString(name)) {
            return false;
        }
        boolean found = false;
        for (String function : BY_NAME) {
            found |= expression.hasName(function);
        }
        return found;
    }

    /** What became of it. */
    @Override
    public String toString() {
        return what;
    }
}

package org.gitversion.history;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.gitversion.db.Database;
import org.gitversion.kind.Inheritance;
import org.gitversion.kind.TableKind;
import org.gitversion.model.Node;
import org.gitversion.model.Path;
import org.gitversion.model.SchemaTree;
import org.gitversion.store.StoredParts;

/** The same part of several stored states: some objects, and what these need. */
final class PartOfStates {
    /** Kinds that can be read alone. */
    private static final Set<String> KINDS =
            Set.of(
                    "table",
                    "column",
                    "constraint",
                    "index",
                    "trigger",
                    "policy",
                    "rule",
                    "view",
                    "view_column",
                    "materialized_view",
                    "materialized_view_column",
                    "sequence",
                    "enum",
                    "domain",
                    "domain_constraint",
                    "composite",
                    "attribute",
                    "function",
                    "procedure",
                    "aggregate",
                    "statistics");

    private final List<StoredParts> parts;
    private final List<SchemaTree> trees = new ArrayList<>();
    private final Set<Path> core = new HashSet<>();
    private final Set<Path> leftOut = new HashSet<>();

    private PartOfStates(List<StoredParts> parts) {
        this.parts = parts;
    }

    /** What the states of some commits differ in; the first one is compared with the others. */
    static PartOfStates differing(Database database, List<Commit> commits) {
        Commits all = new Commits(database);
        Set<String> units = new HashSet<>();
        List<StoredParts> parts = new ArrayList<>();
        for (Commit commit : commits.subList(1, commits.size())) {
            List<StoredParts> pair = all.differing(commits.get(0), commit);
            if (parts.isEmpty()) {
                parts.add(pair.get(0));
            }
            parts.add(pair.get(1));
            units.addAll(pair.get(0).units());
            units.addAll(pair.get(1).units());
        }
        PartOfStates part = new PartOfStates(parts);
        List<Path> paths = new ArrayList<>();
        for (String unit : units) {
            paths.add(Path.parse(unit));
        }
        part.add(paths);
        part.core.addAll(paths);
        return part;
    }

    /** The paths of the objects, as written. */
    Set<String> units() {
        Set<String> units = new HashSet<>();
        for (StoredParts part : parts) {
            units.addAll(part.units());
        }
        return units;
    }

    /** Adds objects, or those that have some parts; always true. */
    boolean add(Collection<Path> paths) {
        for (StoredParts part : parts) {
            part.add(paths);
        }
        for (String unit : units()) {
            core.add(Path.parse(unit));
        }
        return true;
    }

    /**
     * Adds what needs that which differs, directly or by way of what would have to make way for a
     * change. Of a table that is what needs a part that differs, or the table as a whole.
     *
     * @param whole the first state
     */
    void addNeeding(SchemaTree whole) {
        SchemaTree before = parts.get(0).read();
        SchemaTree after = parts.get(1).read();
        Set<Path> found = new HashSet<>(core);
        Set<Path> seen = new HashSet<>();
        for (Node node : before.nodes()) {
            if (!node.equals(after.get(node.path()))) {
                seen.add(node.path());
                addUnit(whole, before.unitOf(node.path()), seen);
                addForeignKeys(node, whole, found);
            }
        }
        for (Node node : after.nodes()) {
            if (before.get(node.path()) == null) {
                addUnit(whole, after.unitOf(node.path()), seen);
            }
        }
        Deque<Path> open = new ArrayDeque<>(seen);
        while (!open.isEmpty()) {
            for (Node user : whole.referring(open.poll())) {
                Path unit = whole.unitOf(user.path());
                found.add(unit);
                List<Path> next = new ArrayList<>();
                next.add(user.path());
                if (!unit.segment(0).equals(TableKind.FOLDER)) {
                    addUnit(whole, unit, next);
                }
                for (Path path : next) {
                    if (seen.add(path)) {
                        open.add(path);
                    }
                }
            }
        }
        add(found);
    }

    /** What is no table may have to make way as a whole, with what needs any part of it. */
    private static void addUnit(SchemaTree whole, Path unit, Collection<Path> out) {
        out.add(unit);
        if (!unit.segment(0).equals(TableKind.FOLDER)) {
            for (Node part : whole.below(unit)) {
                out.add(part.path());
            }
        }
    }

    /** A foreign key does not say by which of the keys over its columns it is. */
    private static void addForeignKeys(Node key, SchemaTree whole, Set<Path> found) {
        for (Path column : key.references()) {
            for (Node user : whole.referring(column)) {
                if (isForeignKey(user)) {
                    found.add(whole.unitOf(user.path()));
                }
            }
        }
    }

    private static boolean isForeignKey(Node node) {
        return node.kind().name().equals("constraint")
                && node.required("type").equals("FOREIGN KEY");
    }

    /**
     * Adds what the objects need, and what that needs in turn. The foreign keys of what is there
     * only because others need it are left out: they would lead on and on.
     *
     * @return false where something is of a kind that is not merged in part
     */
    boolean close() {
        Set<Path> asked = new HashSet<>();
        Set<Path> next = new HashSet<>();
        List<Set<Path>> looked = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            looked.add(new HashSet<>());
        }
        do {
            next.clear();
            for (int i = 0; i < parts.size(); i++) {
                SchemaTree tree = parts.get(i).read();
                for (Node node : tree.nodes()) {
                    if (looked.get(i).add(node.path()) && !addNeeds(tree, node, asked, next)) {
                        return false;
                    }
                }
            }
            for (StoredParts part : parts) {
                part.add(next);
            }
        } while (!next.isEmpty());
        for (StoredParts part : parts) {
            trees.add(trimmed(part.read()));
        }
        return true;
    }

    private boolean addNeeds(SchemaTree tree, Node node, Set<Path> asked, Set<Path> next) {
        if (!KINDS.contains(node.kind().name())
                || node.has(Inheritance.INHERITS)
                || node.has(Inheritance.PARTITION_KEY)) {
            return false;
        }
        if (isDetachable(tree, node)) {
            return true;
        }
        List<Path> needs = new ArrayList<>(node.references());
        String owner = node.text("owned_by");
        if (owner != null) {
            needs.add(Path.parse(owner));
        }
        for (Path need : needs) {
            if (tree.get(need) == null && asked.add(need)) {
                next.add(need);
            }
        }
        return true;
    }

    private boolean isDetachable(SchemaTree tree, Node node) {
        return isForeignKey(node) && !core.contains(tree.unitOf(node.path()));
    }

    private SchemaTree trimmed(SchemaTree tree) {
        List<Node> nodes = new ArrayList<>(tree.size());
        for (Node node : tree.nodes()) {
            boolean leadsOut = false;
            for (Path reference : node.references()) {
                leadsOut |= tree.get(reference) == null;
            }
            if (leadsOut && isDetachable(tree, node)) {
                leftOut.add(node.path());
            } else {
                nodes.add(node);
            }
        }
        return SchemaTree.of(nodes);
    }

    /** The part of one of the states. */
    SchemaTree tree(int number) {
        return trees.get(number);
    }

    /** Tells whether an object is in the part of any of the states. */
    boolean has(Path unit) {
        for (SchemaTree tree : trees) {
            if (tree.get(unit) != null) {
                return true;
            }
        }
        return false;
    }

    /** Tells whether something of an object of the part is not in it. */
    boolean isLeftOut(Path path) {
        return leftOut.contains(path);
    }
}

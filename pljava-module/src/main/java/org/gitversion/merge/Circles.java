package org.gitversion.merge;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.gitversion.canonical.Lexer;
import org.gitversion.kind.Identifier;
import org.gitversion.kind.Inheritance;
import org.gitversion.model.Node;
import org.gitversion.model.Path;
import org.gitversion.model.SchemaTree;

/**
 * Finds what refers to itself only because changes of both sides came together: a view over a view
 * over the first, a table that inherits from its own child, policies that ask each other's tables.
 * PostgreSQL takes some of that and fails at the first use.
 */
final class Circles {
    private static final String POLICIES = "policies";
    private static final String RULES = "rules";

    private final SchemaTree tree;
    private final Map<Path, Set<Path>> edges = new TreeMap<>();

    private Circles(SchemaTree tree) {
        this.tree = tree;
        for (List<Node> unit : tree.units()) {
            addEdges(unit);
        }
    }

    /**
     * Finds one circle.
     *
     * @param merged the merged state
     * @param source one side
     * @param target the other side
     * @return its objects, each of which refers to the next one and the last one to the first;
     *     empty when every circle is one of the source or of the target, too
     */
    static List<Path> find(SchemaTree merged, SchemaTree source, SchemaTree target) {
        Circles circles = new Circles(merged);
        Circles theirs = null;
        Circles ours = null;
        Set<Path> done = new HashSet<>();
        for (Path start : circles.edges.keySet()) {
            if (done.contains(start)) {
                continue;
            }
            List<Path> circle = circles.from(start, done);
            if (circle.isEmpty()) {
                continue;
            }
            theirs = theirs == null ? new Circles(source) : theirs;
            ours = ours == null ? new Circles(target) : ours;
            if (!theirs.has(circle) && !ours.has(circle)) {
                return circle;
            }
        }
        return List.of();
    }

    private void addEdges(List<Node> unit) {
        Node head = unit.get(0);
        Set<Path> to = new TreeSet<>();
        switch (head.kind().name()) {
            case "view":
            case "materialized_view":
            case "function":
            case "procedure":
                addReferences(to, head);
                break;
            case "composite":
            case "domain":
                for (Node part : unit) {
                    addReferences(to, part);
                }
                break;
            case "table":
                to.addAll(Inheritance.parents(head));
                addRowTypes(to, unit);
                if (head.has("row_security")) {
                    for (Node policy : tree.below(Path.of(POLICIES, head.name()))) {
                        addReferences(to, policy);
                    }
                }
                break;
            case "rule":
                addRules(to, head);
                break;
            default:
        }
        to.remove(head.path());
        if (!to.isEmpty()) {
            edges.put(head.path(), to);
        }
    }

    /** A table cannot have a column of its own row type, in whatever else that is. */
    private void addRowTypes(Set<Path> to, List<Node> unit) {
        for (Node part : unit) {
            String type = part.kind().name().equals("column") ? part.text("type") : null;
            for (Path reference : type == null ? List.<Path>of() : part.references()) {
                String name = Identifier.quote(reference.name());
                if (reference.segments().size() == 2
                        && type != null
                        && type.startsWith(name)
                        && (type.length() == name.length()
                                || type.startsWith("[", name.length()))) {
                    to.add(reference);
                }
            }
        }
    }

    private void addReferences(Set<Path> to, Node node) {
        for (Path reference : node.references()) {
            to.add(tree.unitOf(reference));
        }
    }

    /** A rule leads to the rules that its own commands set off. */
    private void addRules(Set<Path> to, Node rule) {
        String definition = rule.required("definition");
        for (Path reference : rule.references()) {
            Path relation = tree.unitOf(reference);
            for (Node other : tree.below(Path.of(RULES, relation.name()))) {
                boolean own = other.path().segment(1).equals(rule.path().segment(1));
                if (!own && hasWord(definition, other.required("event"))) {
                    to.add(other.path());
                }
            }
        }
    }

    private static boolean hasWord(String text, String word) {
        int at = text.indexOf(word);
        while (at >= 0) {
            int end = at + word.length();
            boolean starts = at == 0 || !Lexer.isIdentifierPart(text.charAt(at - 1));
            if (starts && (end == text.length() || !Lexer.isIdentifierPart(text.charAt(end)))) {
                return true;
            }
            at = text.indexOf(word, end);
        }
        return false;
    }

    /** Walks depth first; what is done leads to no circle that was not found. */
    private List<Path> from(Path start, Set<Path> done) {
        List<Path> way = new ArrayList<>();
        Deque<List<Path>> open = new ArrayDeque<>();
        way.add(start);
        open.push(next(start));
        while (!way.isEmpty()) {
            List<Path> left = open.element();
            if (left.isEmpty()) {
                open.pop();
                done.add(way.remove(way.size() - 1));
                continue;
            }
            Path to = left.remove(left.size() - 1);
            int before = way.indexOf(to);
            if (before >= 0) {
                done.addAll(way);
                return new ArrayList<>(way.subList(before, way.size()));
            }
            if (!done.contains(to)) {
                way.add(to);
                open.push(next(to));
            }
        }
        return List.of();
    }

    private List<Path> next(Path from) {
        Set<Path> to = edges.get(from);
        return to == null ? List.of() : new ArrayList<>(to);
    }

    /** Tells whether a circle is one here, too. */
    private boolean has(List<Path> circle) {
        for (int i = 0; i < circle.size(); i++) {
            if (!reaches(circle.get(i), circle.get((i + 1) % circle.size()))) {
                return false;
            }
        }
        return true;
    }

    private boolean reaches(Path from, Path to) {
        Set<Path> seen = new HashSet<>();
        List<Path> open = new ArrayList<>(List.of(from));
        while (!open.isEmpty()) {
            for (Path next : next(open.remove(open.size() - 1))) {
                if (next.equals(to)) {
                    return true;
                }
                if (seen.add(next)) {
                    open.add(next);
                }
            }
        }
        return false;
    }

    /** Says which object refers to which. */
    static String text(List<Path> circle) {
        StringBuilder out = new StringBuilder();
        for (Path path : circle) {
            out.append(path).append(" refers to ");
        }
        return out.append(circle.get(0)).toString();
    }

    /** The objects of a circle with their parts, and the policies of its tables. */
    static List<Path> parts(List<Path> circle, SchemaTree tree) {
        List<Path> out = new ArrayList<>(circle);
        for (Path path : circle) {
            List<Node> below = new ArrayList<>(tree.below(path));
            below.addAll(tree.below(Path.of(POLICIES, path.name())));
            for (Node part : below) {
                out.add(part.path());
            }
        }
        return out;
    }
}

package org.gitversion.ast;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.gitversion.canonical.Definition;
import org.gitversion.canonical.Mentions;
import org.gitversion.model.Kind;
import org.gitversion.model.Node;
import org.gitversion.model.Path;
import org.gitversion.model.SchemaTree;
import org.gitversion.model.Slot;
import org.gitversion.model.Value;
import org.jspecify.annotations.Nullable;

/**
 * What a definition needs of the schema it is looked up in: the objects it mentions, and what these
 * need. The object itself, as it is there, is left out.
 */
final class Surroundings {
    /** Kinds that nothing refers to by a name that would have to be there. */
    private static final Set<String> UNREFERRED =
            Set.of("trigger", "policy", "rule", "statistics", "default_privileges", "rows", "cast");

    /** Kinds that PostgreSQL finds by the types that they are about. */
    private static final Set<String> FOUND_BY_TYPE =
            Set.of("cast", "operator", "operator_class", "operator_family");

    /** Slots of tables that refer to what belongs to them, and that no other table takes over. */
    private static final List<String> OF_THE_TABLE =
            List.of(
                    "replica_identity",
                    "clustered_on",
                    "trigger_states",
                    "trigger_comments",
                    "row_security",
                    "force_row_security");

    private final SchemaTree tree;
    private final Definition definition;
    private final ObjectType type;
    private final Mentions mentions;
    private final Map<Path, List<Node>> units = new TreeMap<>();
    private final Set<Path> excluded = new TreeSet<>();
    private final List<Path> namesakes = new ArrayList<>();

    /**
     * Prepares.
     *
     * @param tree the schema as it is
     * @param definition the definition of an object in it
     * @param type the type of that object
     */
    Surroundings(SchemaTree tree, Definition definition, ObjectType type) {
        this.tree = tree;
        this.definition = definition;
        this.type = type;
        this.mentions = definition.mentions();
        for (List<Node> unit : tree.units()) {
            units.put(unit.get(0).path(), unit);
        }
        if (!type.isPart()) {
            findNamesakes();
        }
    }

    private void findNamesakes() {
        Set<String> taken = new HashSet<>();
        Set<String> names = definition.names();
        for (String name : names) {
            if (!type.isOverloaded()) {
                taken.add("relation " + name);
                taken.add("type " + name);
            }
        }
        for (List<Node> unit : units.values()) {
            Node node = unit.get(0);
            boolean isCast = node.kind() == type.kind() && type.kind().name().equals("cast");
            String name = ObjectType.kindOf(node).bareName(node.name());
            if (node.kind() == type.kind() && (isCast || names.contains(name))) {
                namesakes.add(node.path());
            } else if (takesNameOf(taken, node)
                    || definition.creates(node.kind().name().replace('_', ' '), name)) {
                excluded.add(node.path());
            }
        }
    }

    private static boolean takesNameOf(Set<String> taken, Node node) {
        for (String name : ObjectType.kindOf(node).names(node)) {
            if (taken.contains(name)) {
                return true;
            }
        }
        return false;
    }

    /** How many ways there are to leave the object out: of overloaded names any may be meant. */
    int variants() {
        return type.isOverloaded() && namesakes.size() > 1 ? namesakes.size() + 1 : 1;
    }

    /** The object as it is, where it is known which one is meant; else null. */
    @Nullable Node old() {
        return namesakes.size() == 1 ? tree.get(namesakes.get(0)) : null;
    }

    /**
     * Finds what to build.
     *
     * @param variant from 0
     * @return the objects without what is of no importance to the definition
     */
    SchemaTree pick(int variant) {
        Set<Path> left = new TreeSet<>(excluded);
        left.addAll(variant == 0 ? namesakes : List.of(namesakes.get(variant - 1)));
        Map<Path, List<Node>> picked = new TreeMap<>();
        List<Path> pending = new ArrayList<>();
        for (Map.Entry<Path, List<Node>> unit : units.entrySet()) {
            if (isMentioned(unit.getValue().get(0))) {
                pending.add(unit.getKey());
            }
        }
        int size = -1;
        while (size != picked.size()) {
            size = picked.size();
            close(picked, pending, left);
            addFoundByType(picked, pending);
        }
        return complete(picked);
    }

    private boolean isMentioned(Node node) {
        String kind = node.kind().name();
        if (UNREFERRED.contains(kind)) {
            return false;
        }
        String name = ObjectType.kindOf(node).bareName(node.name());
        return mentions.hasName(name)
                || kind.equals("operator") && mentions.hasOperator(name)
                || kind.equals("range") && mentions.hasName(node.required("multirange"));
    }

    private void close(Map<Path, List<Node>> picked, List<Path> pending, Set<Path> left) {
        while (!pending.isEmpty()) {
            Path path = pending.remove(pending.size() - 1);
            List<Node> unit = units.get(path);
            if (unit == null || left.contains(path) || picked.containsKey(path)) {
                continue;
            }
            List<Node> nodes = reduced(unit);
            picked.put(path, nodes);
            for (Node node : nodes) {
                for (Path reference : node.references()) {
                    pending.add(tree.unitOf(reference));
                }
            }
            addKeys(path, pending);
        }
    }

    /** Foreign keys need a unique index, LIKE takes all of them. */
    private void addKeys(Path path, List<Path> pending) {
        if (path.toString().startsWith("tables/")) {
            for (Node node : tree.referring(path)) {
                boolean isIndex = node.kind().name().equals("index");
                if (isIndex && (mentions.hasName("like") || isKey(node))) {
                    pending.add(node.path());
                }
            }
        }
    }

    private boolean isKey(Node index) {
        return index.has("unique")
                && !index.has("predicate")
                && !type.kind().name().equals("index");
    }

    private void addFoundByType(Map<Path, List<Node>> picked, List<Path> pending) {
        for (Map.Entry<Path, List<Node>> unit : units.entrySet()) {
            Node node = unit.getValue().get(0);
            boolean isCast = node.kind() == type.kind() && node.kind().name().equals("cast");
            if (FOUND_BY_TYPE.contains(node.kind().name())
                    && !isCast
                    && !picked.containsKey(unit.getKey())) {
                for (Path reference : node.references()) {
                    if (picked.containsKey(tree.unitOf(reference))
                            && !reference.toString().startsWith("functions/")) {
                        pending.add(unit.getKey());
                    }
                }
            }
        }
    }

    private List<Node> reduced(List<Node> unit) {
        boolean isPartitioned = unit.get(0).has("partition_key");
        Set<Path> gone = type.isPart() ? goneParts(unit) : Set.of();
        List<Node> nodes = new ArrayList<>(unit.size());
        for (Node node : unit) {
            boolean isForeignKey = node.has("foreign_columns") && !isPartitioned;
            if (!isForeignKey && !gone.contains(node.path())) {
                nodes.add(reduced(node));
            }
        }
        return nodes;
    }

    /** The parts that the definition adds, and what is about them. */
    private Set<Path> goneParts(List<Node> unit) {
        Set<Path> gone = new TreeSet<>();
        Set<String> added = definition.addedParts();
        Node own = unit.get(0);
        if (!own.name().equals(definition.name())) {
            return gone;
        }
        for (Node node : unit) {
            if (node.kind() == type.kind() && added.contains(node.name())) {
                gone.add(node.path());
            }
        }
        for (Node node : unit) {
            for (Path reference : node.references()) {
                if (gone.contains(reference)) {
                    gone.add(node.path());
                }
            }
        }
        return gone;
    }

    private Node reduced(Node node) {
        TreeMap<String, Value> slots = new TreeMap<>(node.slots());
        for (Slot slot : Kind.COMMON) {
            boolean isTaken = slot.name().equals(Kind.COMMENT) && mentions.hasName("like");
            if (!isTaken) {
                slots.remove(slot.name());
            }
        }
        for (String slot : OF_THE_TABLE) {
            slots.remove(slot);
        }
        Map<String, String> layout = new TreeMap<>();
        String position = node.layout().get(Node.POSITION);
        if (position != null) {
            layout.put(Node.POSITION, position);
        }
        return Stub.of(node.withSlots(slots).withLayout(layout));
    }

    /** References to what is not there go, and a sequence without its owner has none. */
    private static SchemaTree complete(Map<Path, List<Node>> picked) {
        Set<Path> there = new TreeSet<>();
        for (List<Node> unit : picked.values()) {
            for (Node node : unit) {
                there.add(node.path());
            }
        }
        List<Node> nodes = new ArrayList<>(there.size());
        for (List<Node> unit : picked.values()) {
            for (Node node : unit) {
                SortedSet<Path> references = new TreeSet<>(node.references());
                references.retainAll(there);
                Node kept = node.at(node.path(), references);
                String owned = kept.text("owned_by");
                boolean isLoose = owned != null && !there.contains(Path.parse(owned));
                nodes.add(isLoose ? kept.with("owned_by", null) : kept);
            }
        }
        return SchemaTree.of(nodes);
    }

    /** The objects of a tree that need an object, or what needs it, in the schema as it is. */
    SchemaTree needing(SchemaTree part, Node object) {
        Set<Path> needing = new TreeSet<>();
        needing.add(object.path());
        int size = 0;
        while (size != needing.size()) {
            size = needing.size();
            for (Node node : part.nodes()) {
                Node own = tree.get(node.path());
                addIfNeeding(needing, own == null ? node : Stub.of(own), part.unitOf(node.path()));
            }
        }
        List<Node> nodes = new ArrayList<>();
        for (Node node : part.nodes()) {
            if (needing.contains(part.unitOf(node.path()))) {
                nodes.add(node);
            }
        }
        return SchemaTree.of(nodes);
    }

    private void addIfNeeding(Set<Path> needing, Node node, Path unit) {
        for (Path reference : node.references()) {
            if (needing.contains(tree.unitOf(reference))) {
                needing.add(unit);
            }
        }
    }
}

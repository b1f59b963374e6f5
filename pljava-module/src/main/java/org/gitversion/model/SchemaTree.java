package org.gitversion.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * All objects of a schema by path. Immutable.
 *
 * <p>A <em>unit</em> is a node that belongs to no other node, with the nodes below it: a table with
 * its columns and constraints. Units are what is stored and hashed as one document.
 */
public final class SchemaTree {
    /** The tree of an empty schema. */
    public static final SchemaTree EMPTY = new SchemaTree(new TreeMap<>());

    private final NavigableMap<Path, Node> nodes;
    private @Nullable Map<Path, List<Node>> referring;

    private SchemaTree(NavigableMap<Path, Node> nodes) {
        this.nodes = Collections.unmodifiableNavigableMap(nodes);
    }

    /**
     * Makes a tree.
     *
     * @param nodes its nodes in any order, at most one a path
     * @return the tree
     */
    public static SchemaTree of(Collection<Node> nodes) {
        TreeMap<Path, Node> map = new TreeMap<>();
        for (Node node : nodes) {
            if (map.put(node.path(), node) != null) {
                throw new IllegalArgumentException("two nodes at " + node.path());
            }
        }
        return new SchemaTree(map);
    }

    /**
     * Returns all nodes in path order: each node directly before its children.
     *
     * @return immutable
     */
    public Collection<Node> nodes() {
        return nodes.values();
    }

    /**
     * Returns all nodes by path.
     *
     * @return immutable
     */
    public NavigableMap<Path, Node> byPath() {
        return nodes;
    }

    /**
     * Finds a node.
     *
     * @param path where
     * @return the node, or null
     */
    public @Nullable Node get(Path path) {
        return nodes.get(path);
    }

    /**
     * Returns the nodes below a path, in path order.
     *
     * @param path the ancestor, itself not included
     * @return immutable
     */
    public Collection<Node> below(Path path) {
        Path first = path.child("");
        List<Node> out = new ArrayList<>();
        for (Map.Entry<Path, Node> entry : nodes.tailMap(first, true).entrySet()) {
            if (!entry.getKey().isBelow(path)) {
                break;
            }
            out.add(entry.getValue());
        }
        return Collections.unmodifiableList(out);
    }

    /**
     * Lists the nodes that refer to a node.
     *
     * @param path the node referred to
     * @return the nodes that have the path among their references, in path order
     */
    public List<Node> referring(Path path) {
        Map<Path, List<Node>> map = referring;
        if (map == null) {
            map = new HashMap<>();
            for (Node node : nodes.values()) {
                for (Path reference : node.references()) {
                    List<Node> list = map.get(reference);
                    if (list == null) {
                        list = new ArrayList<>(2);
                        map.put(reference, list);
                    }
                    list.add(node);
                }
            }
            referring = map;
        }
        List<Node> found = map.get(path);
        return found == null ? List.of() : found;
    }

    /**
     * Finds the unit a path belongs to.
     *
     * @param path the path of a node
     * @return the shortest path of a node that is the path itself or above it; the path itself when
     *     there is none
     */
    public Path unitOf(Path path) {
        Path unit = path;
        for (Path up = path.up(1); up != null; up = up.up(1)) {
            if (nodes.containsKey(up)) {
                unit = up;
            }
        }
        return unit;
    }

    /**
     * Groups the nodes into units.
     *
     * @return for each unit, in path order, its nodes in path order, the unit's own node first
     */
    public List<List<Node>> units() {
        List<List<Node>> units = new ArrayList<>();
        List<Node> unit = null;
        for (Node node : nodes.values()) {
            if (unit == null || !node.path().isBelow(unit.get(0).path())) {
                unit = new ArrayList<>(4);
                units.add(unit);
            }
            unit.add(node);
        }
        return units;
    }

    /**
     * Copies the tree with one node put or replaced.
     *
     * @param changes nodes to put, by path; a null value removes the node
     * @return the copy
     */
    public SchemaTree with(Map<Path, @Nullable Node> changes) {
        TreeMap<Path, Node> copy = new TreeMap<>(nodes);
        for (Map.Entry<Path, @Nullable Node> change : changes.entrySet()) {
            Node node = change.getValue();
            if (node == null) {
                copy.remove(change.getKey());
            } else {
                copy.put(change.getKey(), node);
            }
        }
        return new SchemaTree(copy);
    }

    /**
     * Tells how many nodes there are.
     *
     * @return at least 0
     */
    public int size() {
        return nodes.size();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SchemaTree && ((SchemaTree) other).nodes.equals(nodes);
    }

    @Override
    public int hashCode() {
        return nodes.hashCode();
    }
}

package org.gitversion.plan;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.gitversion.kind.ConstraintKind;
import org.gitversion.kind.Ddl;
import org.gitversion.kind.Identifier;
import org.gitversion.kind.IndexKind;
import org.gitversion.kind.Inheritance;
import org.gitversion.kind.ObjectKinds;
import org.gitversion.model.Kind;
import org.gitversion.model.Node;
import org.gitversion.model.Path;
import org.gitversion.model.SchemaTree;
import org.gitversion.model.Value;
import org.gitversion.plan.ActionGraph.Action;
import org.jspecify.annotations.Nullable;

/**
 * Indexes and keys of partitioned tables that one statement makes for all partitions: PostgreSQL
 * takes in what the partitions have already, and makes up what they have not.
 */
final class Wholes {
    /** The longest name in bytes. */
    private static final int LONGEST = 63;

    private final SchemaTree from;
    private final SchemaTree to;
    private final Set<Path> rebuilt;
    private final ActionGraph graph;
    private final Attachments attachments;
    private final Map<Path, Map<Path, Node>> parts = new HashMap<>();
    private final Map<Path, List<Node>> indexes = new HashMap<>();
    private final Map<String, Path> former = new HashMap<>();
    private final Map<String, Set<Path>> constraints = new HashMap<>();

    Wholes(
            SchemaTree from,
            SchemaTree to,
            Set<Path> rebuilt,
            ActionGraph graph,
            Attachments attachments) {
        this.from = from;
        this.to = to;
        this.rebuilt = rebuilt;
        this.graph = graph;
        this.attachments = attachments;
    }

    /** The state in which keys of new partitions are their own, so that these come with them. */
    static SchemaTree withOwnKeys(SchemaTree from, SchemaTree to) {
        Map<Path, @Nullable Node> own = new TreeMap<>();
        Map<Path, List<Set<String>>> indexed = null;
        for (Node key : to.nodes()) {
            Path table = key.has(Inheritance.ATTACHED_TO) ? Attachments.table(key) : null;
            Node owner = table == null ? null : to.get(table);
            if (owner == null
                    || !isKey(key)
                    || from.get(owner.path()) != null
                    || owner.has(Inheritance.PARTITION_KEY)) {
                continue;
            }
            indexed = indexed == null ? indexed(to) : indexed;
            if (isOneOfSeveral(key, owner, indexed)) {
                continue;
            }
            SortedSet<Path> references = new TreeSet<>(key.references());
            references.removeAll(Inheritance.origins(key, to));
            own.put(key.path(), key.with(Inheritance.ATTACHED_TO, null).at(key.path(), references));
        }
        return own.isEmpty() ? to : to.with(own);
    }

    /** Tells whether the parent has another index that the key could be taken for. */
    private static boolean isOneOfSeveral(
            Node key, Node owner, Map<Path, List<Set<String>>> indexed) {
        Set<String> names = names(key, owner.path());
        int alike = 0;
        for (Path parent : Inheritance.parents(owner)) {
            for (Set<String> other : indexed.getOrDefault(parent, List.of())) {
                alike += other.equals(names) ? 1 : 0;
            }
        }
        return alike > 1;
    }

    /** The columns of each index of the tables. */
    private static Map<Path, List<Set<String>>> indexed(SchemaTree to) {
        Map<Path, List<Set<String>>> out = new HashMap<>();
        for (Node node : to.nodes()) {
            Path table = isIndexed(node) ? Attachments.table(node) : null;
            if (table != null) {
                List<Set<String>> list = out.getOrDefault(table, new ArrayList<>(2));
                list.add(names(node, table));
                out.put(table, list);
            }
        }
        return out;
    }

    private static Set<String> names(Node index, Path table) {
        Set<String> out = new HashSet<>();
        for (Path column : columns(index, table)) {
            out.add(column.name());
        }
        return out;
    }

    /** Joins the actions of those that can be made at once. */
    void join() {
        for (Node node : to.nodes()) {
            if (node.has(Inheritance.ATTACHED_TO) && isIndexed(node)) {
                Path table = Attachments.table(node);
                for (Path origin : Inheritance.origins(node, to)) {
                    Map<Path, Node> own = parts.getOrDefault(origin, new TreeMap<>());
                    own.put(Objects.requireNonNull(table), node);
                    parts.put(origin, own);
                }
            }
        }
        if (parts.isEmpty()) {
            return;
        }
        collect(from);
        collect(to);
        for (Node node : from.nodes()) {
            for (String name : ObjectKinds.ALL.of(node).names(node)) {
                former.put(name, node.path());
            }
        }
        for (Node whole : to.nodes()) {
            if (isIndexed(whole) && !whole.has(Inheritance.ATTACHED_TO)) {
                joinFrom(whole);
            }
        }
    }

    /** Joins the parts of a whole, and those of the parts that stay by themselves. */
    private void joinFrom(Node whole) {
        Map<Path, Node> own = parts.getOrDefault(whole.path(), Map.of());
        if (!own.isEmpty() && !graph.isJoined(graph.change(whole.path()))) {
            joinParts(whole);
        }
        for (Node part : own.values()) {
            joinFrom(part);
        }
    }

    private static void add(Map<Path, List<Node>> map, @Nullable Path key, Node node) {
        if (key != null) {
            List<Node> list = map.get(key);
            if (list == null) {
                list = new ArrayList<>(2);
                map.put(key, list);
            }
            list.add(node);
        }
    }

    private void collect(SchemaTree tree) {
        for (Node node : tree.nodes()) {
            if (node.kind().folder().equals(ConstraintKind.FOLDER)) {
                Set<Path> named = constraints.getOrDefault(node.name(), new HashSet<>());
                named.add(node.path());
                constraints.put(node.name(), named);
            }
            if (isIndexed(node)) {
                add(indexes, Attachments.table(node), node);
            }
        }
    }

    private void joinParts(Node whole) {
        Action head = created(whole);
        List<Action> members = new ArrayList<>();
        if (head == null || !gather(whole, members)) {
            return;
        }
        List<Step> steps = new ArrayList<>();
        List<Step> remarks = new ArrayList<>();
        members.add(0, head);
        boolean builds = false;
        for (Action member : members) {
            for (Step step : member.steps) {
                (step.isRemark() ? remarks : steps).add(step);
                builds |= step.ddl().effect().scans();
            }
        }
        Ddl ddl =
                isKey(whole)
                        ? ConstraintKind.createWithParts(whole)
                        : IndexKind.createWithParts(whole);
        head.steps.clear();
        head.steps.add(Step.whole(whole.path(), builds ? ddl : ddl.seen(false, false), steps));
        head.steps.addAll(remarks);
        graph.join(head, members.subList(1, members.size()));
    }

    /** The action that creates an index or a key, and nothing else. */
    private @Nullable Action created(Node node) {
        Action action = graph.change(node.path());
        boolean own = action != null && action.path.equals(node.path());
        if (action == null || !own || action.type != ActionGraph.Type.CREATE) {
            return null;
        }
        int count = 0;
        for (Step step : action.steps) {
            count += step.isRemark() ? 0 : 1;
        }
        return count == 1 ? action : null;
    }

    /** Finds what else is done by the statement; false where it would do something else. */
    private boolean gather(Node whole, List<Action> members) {
        Path table = Attachments.table(whole);
        Node owner = table == null ? null : to.get(table);
        if (table == null || owner == null) {
            return false;
        }
        for (Node child : to.referring(table)) {
            if (!Inheritance.isPartition(child)
                    || !Inheritance.parents(child).contains(table)
                    || child.has("server")) {
                continue;
            }
            Node part = parts.getOrDefault(whole.path(), Map.of()).get(child.path());
            Action attach = part == null ? null : attachments.of(part.path());
            if (part == null
                    || attach == null
                    || hasTwin(part, child)
                    || !Objects.equals(
                            owner.layout().get(Node.OWNER), child.layout().get(Node.OWNER))) {
                return false;
            }
            Action create = created(part);
            if (create != null && isMadeUp(whole, part, child)) {
                members.add(create);
                if (child.has(Inheritance.PARTITION_KEY) && !gather(part, members)) {
                    return false;
                }
            }
            members.add(attach);
        }
        return true;
    }

    /** Tells whether PostgreSQL could take in another index instead. */
    private boolean hasTwin(Node part, Node child) {
        for (Node other : indexes.getOrDefault(child.path(), List.of())) {
            if (!isTaken(other, child)
                    && !other.path().equals(part.path())
                    && isAlike(other, part, child.path())) {
                return true;
            }
        }
        return false;
    }

    /** What belongs to an index of the parent already is not taken in by another one. */
    private boolean isTaken(Node index, Node child) {
        Node before = from.get(index.path());
        Node table = from.get(child.path());
        return before != null
                && table != null
                && before.has(Inheritance.ATTACHED_TO)
                && Inheritance.stays(table, child)
                && !rebuilt.contains(index.path());
    }

    /** Tells whether two indexes may be over the same, whatever else is different. */
    private static boolean isAlike(Node one, Node other, Path table) {
        List<String> first = keys(one, table);
        List<String> second = keys(other, table);
        return first.contains("") || second.contains("")
                ? columns(one, table).equals(columns(other, table))
                : first.equals(second);
    }

    private static Set<Path> columns(Node index, Path table) {
        Set<Path> out = new HashSet<>();
        for (Path reference : index.references()) {
            if (reference.isBelow(table) && !reference.segment(2).equals(ConstraintKind.FOLDER)) {
                out.add(reference);
            }
        }
        return out;
    }

    /** Tells whether PostgreSQL makes up just that index, of that name. */
    private boolean isMadeUp(Node whole, Node part, Node child) {
        Map<String, Value> left = new TreeMap<>(whole.slots());
        Map<String, Value> right = new TreeMap<>(part.slots());
        for (String slot :
                List.of(
                        "table",
                        Inheritance.ATTACHED_TO,
                        "statistics",
                        "index_comment",
                        Kind.COMMENT)) {
            left.remove(slot);
            right.remove(slot);
        }
        String name = name(part, child);
        return name != null
                && name.equals(part.name())
                && !left.containsKey("tablespace")
                && left.equals(right)
                && constraints.getOrDefault(name, Set.of()).size() <= (isKey(part) ? 1 : 0)
                && isFree(part);
    }

    private boolean isFree(Node part) {
        for (String name : ObjectKinds.ALL.of(part).names(part)) {
            Path before = former.get(name);
            if (before != null && !(before.equals(part.path()) && rebuilt.contains(before))) {
                return false;
            }
        }
        return true;
    }

    /** The name that PostgreSQL gives an index of a partition; null where that is not certain. */
    private @Nullable String name(Node part, Node child) {
        List<String> words = new ArrayList<>();
        words.add(child.name());
        if ("PRIMARY KEY".equals(part.text("type"))) {
            words.add("pkey");
        } else {
            words.addAll(keys(part, child.path()));
            words.addAll(items(part, "include"));
            words.add(isKey(part) ? "key" : "idx");
        }
        List<String> columns = words.subList(1, words.size() - 1);
        String name = String.join("_", words);
        boolean certain =
                !columns.contains("")
                        && new HashSet<>(columns).size() == columns.size()
                        && name.getBytes(StandardCharsets.UTF_8).length <= LONGEST;
        return certain ? name : null;
    }

    /** The columns that an index is over; an empty name stands for an expression. */
    private static List<String> keys(Node index, Path table) {
        if (isKey(index)) {
            return index.has("columns") ? items(index, "columns") : List.of("");
        }
        List<String> out = new ArrayList<>(2);
        for (String key : items(index, "keys")) {
            out.add(column(key, index, table));
        }
        return out;
    }

    /** The column that a key of an index begins with. */
    private static String column(String key, Node index, Path table) {
        for (Path reference : columns(index, table)) {
            String quoted = Identifier.quote(reference.name());
            if (key.equals(quoted) || key.startsWith(quoted + " ")) {
                return reference.name();
            }
        }
        return "";
    }

    private static List<String> items(Node node, String slot) {
        Value value = node.value(slot);
        return value == null ? Collections.emptyList() : value.items();
    }

    private static boolean isIndexed(Node node) {
        return node.kind().folder().equals(IndexKind.FOLDER) || isKey(node);
    }

    private static boolean isKey(Node node) {
        return node.kind().folder().equals(ConstraintKind.FOLDER)
                && !ObjectKinds.ALL.of(node).namespaces(node).isEmpty();
    }
}

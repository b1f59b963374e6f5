package org.gitversion.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.gitversion.kind.Ddl;
import org.gitversion.kind.Identifier;
import org.gitversion.kind.ObjectKinds;
import org.gitversion.model.Node;
import org.gitversion.model.Path;
import org.gitversion.model.Renames;
import org.gitversion.model.SchemaTree;
import org.gitversion.model.Value;
import org.jspecify.annotations.Nullable;

/**
 * Columns that get their numbers from another sequence afterwards: a serial that becomes an
 * identity, or the other way round, or has a sequence of another name. The new sequence goes on
 * where the former one is; both have to be there for that.
 */
final class SequenceMoves {
    private static final String IDENTITY = "identity";
    private static final String OWNED_BY = "owned_by";
    private static final String SEQUENCES = "sequences";
    private static final String NAME = "SEQUENCE NAME ";
    private static final String SPARE = "gitversion_old_";

    private final SchemaTree to;
    private final String user;
    private final List<Step> renames = new ArrayList<>();
    private final List<Step> before = new ArrayList<>();
    private final List<Step> after = new ArrayList<>();
    private final Map<Path, @Nullable Node> created = new TreeMap<>();
    private final Map<Path, @Nullable Node> held = new TreeMap<>();
    private SchemaTree from;
    private int spares;

    private SequenceMoves(SchemaTree from, SchemaTree to, String user) {
        this.from = from;
        this.to = to;
        this.user = user;
    }

    /** Plans the way from one state to another; some types are to be built again on it. */
    static @Nullable List<Step> plan(
            SchemaTree from, SchemaTree to, String user, Set<Path> rebuilt) {
        SequenceMoves moves = new SequenceMoves(from, to, user);
        for (Node column : to.nodes()) {
            Node was = from.get(column.path());
            if (was != null && was.kind() == column.kind() && isColumn(column)) {
                moves.find(was, column);
            }
        }
        moves.findOthers(from);
        return moves.steps(rebuilt);
    }

    private static boolean isColumn(Node node) {
        return node.kind().name().equals("column");
    }

    private @Nullable List<Step> steps(Set<Path> rebuilt) {
        SchemaTree first = from.with(created);
        SchemaTree last = to.with(held);
        List<Step> middle =
                rebuilt.isEmpty()
                        ? Planner.plan(first, last, user)
                        : RecastTypes.plan(first, last, user, rebuilt);
        if (middle == null) {
            return null;
        }
        List<Step> steps = new ArrayList<>(renames);
        if (!created.isEmpty()) {
            steps.addAll(Planner.plan(from, first, user));
        }
        steps.addAll(before);
        steps.addAll(middle);
        steps.addAll(after);
        if (!held.isEmpty()) {
            steps.addAll(Planner.plan(last, to, user));
        }
        return steps;
    }

    private void find(Node was, Node column) {
        Node old = sequence(was, from);
        Node now = sequence(column, to);
        if (was.has(IDENTITY) && !column.has(IDENTITY) && now != null) {
            String spare = renameIdentity(was);
            create(now);
            before.add(position(column, now, spare));
        } else if (!was.has(IDENTITY) && column.has(IDENTITY) && old != null) {
            after.add(position(column, column, isGone(old) ? hold(old) : old.name()));
        } else if (old != null && now != null && isGone(old) && !now.path().equals(old.path())) {
            create(now);
            before.add(position(column, now, old.name()));
        }
    }

    /** A sequence goes on where another column, or the schema, has one of its name afterwards. */
    private void findOthers(SchemaTree original) {
        Map<String, Node> holders = new TreeMap<>();
        for (Node node : to.nodes()) {
            String name = sequenceName(node);
            if (name != null) {
                holders.put(name, node);
            }
        }
        for (Node node : original.nodes()) {
            String name = sequenceName(node);
            Node holder = name == null ? null : holders.get(name);
            Node was = from.get(node.path());
            if (name == null
                    || holder == null
                    || was == null
                    || holder.path().equals(node.path())
                    || !name.equals(sequenceName(was))) {
                continue;
            }
            Node counterpart = original.get(holder.path());
            boolean isNew = counterpart == null || sequenceName(counterpart) == null;
            if (!isColumn(node)) {
                String spare = isGone(node) ? hold(node) : null;
                if (spare != null && isNew) {
                    after.add(position(holder, holder, spare));
                }
            } else {
                String spare = renameIdentity(was);
                Node then = to.get(node.path());
                if (isNew && (then == null || !then.has(IDENTITY))) {
                    keep(holder, spare);
                }
            }
        }
    }

    /** Names the sequence that an object is, or has as an identity. */
    private static @Nullable String sequenceName(Node node) {
        if (node.path().segment(0).equals(SEQUENCES)) {
            return Identifier.quote(node.name());
        }
        Value items = isColumn(node) ? node.value("identity_sequence") : null;
        for (String item : items == null ? List.<String>of() : items.items()) {
            if (item.startsWith(NAME)) {
                return item.substring(NAME.length());
            }
        }
        return null;
    }

    /** Keeps a position beyond the column that it is of. */
    private void keep(Node holder, String former) {
        String kept = spare();
        renames.add(
                new Step(
                        holder.path(),
                        Ddl.of("CREATE SEQUENCE " + kept + " MINVALUE -9223372036854775808")));
        String set = "SELECT pg_catalog.setval('" + kept + "', last_value, is_called) FROM ";
        renames.add(new Step(holder.path(), Ddl.of(set + former)));
        after.add(position(holder, holder, kept));
        after.add(
                new Step(
                        holder.path(), Ddl.of("DROP SEQUENCE " + kept, Ddl.Lock.ACCESS_EXCLUSIVE)));
    }

    private boolean isGone(Node sequence) {
        return to.get(sequence.path()) == null;
    }

    /** The sequence that the default of a column takes its numbers from. */
    private static @Nullable Node sequence(Node column, SchemaTree tree) {
        Node found = null;
        if (column.has("default")) {
            for (Path reference : column.references()) {
                Node node = reference.segment(0).equals(SEQUENCES) ? tree.get(reference) : null;
                found = node == null ? found : node;
            }
        }
        return found;
    }

    private void create(Node sequence) {
        if (from.get(sequence.path()) == null) {
            created.put(sequence.path(), unowned(sequence));
        }
    }

    private static Node unowned(Node sequence) {
        String owner = sequence.text(OWNED_BY);
        SortedSet<Path> references = new TreeSet<>(sequence.references());
        if (owner != null) {
            references.remove(Path.parse(owner));
        }
        return sequence.with(OWNED_BY, null).at(sequence.path(), references);
    }

    /** Keeps a sequence until the new one is there, under a name that it does not need. */
    private String hold(Node sequence) {
        String spare = spare();
        Path path = Path.of(SEQUENCES, spare);
        rename(sequence, spare);
        from = Renames.of(Map.of(sequence.path(), path)).apply(from);
        Node renamed = from.get(path);
        held.put(path, renamed == null ? null : unowned(renamed));
        return spare;
    }

    private String renameIdentity(Node column) {
        String spare = spare();
        List<String> items = new ArrayList<>();
        Value value = column.value("identity_sequence");
        for (String item : value == null ? List.<String>of() : value.items()) {
            items.add(item.startsWith(NAME) ? NAME + spare : item);
        }
        String target = ObjectKinds.ALL.of(column).partTarget(column, "sequence");
        Ddl ddl = Ddl.of("ALTER " + target + " RENAME TO " + spare, Ddl.Lock.ACCESS_EXCLUSIVE);
        renames.add(new Step(column.path(), ddl));
        Node renamed = column.with("identity_sequence", Value.items(items));
        Map<Path, @Nullable Node> changes = new TreeMap<>();
        changes.put(column.path(), renamed);
        from = from.with(changes);
        return spare;
    }

    private void rename(Node sequence, String spare) {
        String target = ObjectKinds.ALL.of(sequence).target(sequence);
        Ddl ddl = Ddl.of("ALTER " + target + " RENAME TO " + spare, Ddl.Lock.ACCESS_EXCLUSIVE);
        renames.add(new Step(sequence.path(), ddl));
    }

    private String spare() {
        String name;
        do {
            name = SPARE + ++spares;
        } while (isTaken(name, from) || isTaken(name, to));
        return name;
    }

    private static boolean isTaken(String name, SchemaTree tree) {
        boolean taken = false;
        for (String folder : List.of(SEQUENCES, "tables", "views")) {
            taken |= tree.get(Path.of(folder, name)) != null;
        }
        return taken;
    }

    /** Lets a sequence go on from where another one is, and never back. */
    static Step position(Node column, Node sequence, String former) {
        boolean isIdentity = sequence.has(IDENTITY);
        String target =
                isIdentity
                        ? ObjectKinds.ALL.of(sequence).partTarget(sequence, "sequence")
                        : ObjectKinds.ALL.of(sequence).target(sequence);
        String name = target.substring("SEQUENCE ".length());
        String order = descends(sequence) ? "<" : ">";
        String sql =
                "SELECT pg_catalog.setval("
                        + Identifier.literal(name)
                        + ", o.last_value, o.is_called) FROM "
                        + Identifier.quote(former)
                        + " o, "
                        + name
                        + " n WHERE o.last_value "
                        + order
                        + " n.last_value OR o.last_value = n.last_value AND o.is_called";
        return new Step(
                column.path(), Ddl.of(sql).noting("The sequence goes on where the former one is."));
    }

    private static boolean descends(Node sequence) {
        Value items = sequence.value("identity_sequence");
        boolean descends = String.valueOf(sequence.text("increment")).startsWith("-");
        for (String item : items == null ? List.<String>of() : items.items()) {
            descends |= item.startsWith("INCREMENT BY -");
        }
        return descends;
    }
}

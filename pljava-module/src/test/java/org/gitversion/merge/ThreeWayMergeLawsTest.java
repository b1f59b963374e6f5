package org.gitversion.merge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.gitversion.kind.ObjectKind;
import org.gitversion.kind.ObjectKinds;
import org.gitversion.model.Kind;
import org.gitversion.model.Node;
import org.gitversion.model.Path;
import org.gitversion.model.SchemaTree;
import org.gitversion.model.Slot;
import org.gitversion.model.Value;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What holds for any three states, whatever their objects and slots are. The seed is part of the
 * message of a failure; {@code -Dgitversion.seed=N} begins with another one.
 */
class ThreeWayMergeLawsTest {
    private static final int TRIPLES = 400;

    /** What ties objects to others is left out: here, nothing refers to anything. */
    private static final Set<String> TIES =
            Set.of(
                    "inherits",
                    "partition_bound",
                    "of_type",
                    "inherited",
                    "attached_to",
                    "owned_by",
                    "attributes");

    /** Of the others, an object that is shown in a conflict may not do without some. */
    private static final Set<String> OPTIONAL =
            Set.of("default", "not_null", "persistence", "using", "check", "predicate", "strict");

    /** Their names are made of what they are about. */
    private static final Set<String> UNNAMED =
            Set.of("default_privileges", "cast", "operator_class", "operator_family");

    private final long seed = Long.getLong("gitversion.seed", 1L);

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void holdForAllSlots(boolean withBase) {
        for (long number = seed; number < seed + TRIPLES; number++) {
            Random random = new Random(number);
            SchemaTree base = withBase ? state(random, SchemaTree.EMPTY) : SchemaTree.EMPTY;
            SchemaTree source = state(random, base);
            SchemaTree target = state(random, base);
            for (Strategy strategy : Strategy.values()) {
                String what = "seed " + number + ", " + strategy;
                assertMerged(what, base, source, base, source, strategy);
                assertMerged(what, base, base, target, target, strategy);
                assertMerged(what, base, source, source, source, strategy);
            }
            assertMirrored("seed " + number, base, source, target);
            assertNothingLost("seed " + number, base, source, target);
        }
    }

    private static void assertMerged(
            String what,
            SchemaTree base,
            SchemaTree source,
            SchemaTree target,
            SchemaTree expected,
            Strategy strategy) {
        MergeResult result = ThreeWayMerge.merge(base, source, target, strategy);
        assertThat(result.conflicts()).as(what).isEmpty();
        assertThat(List.copyOf(result.tree().nodes()))
                .as(what)
                .isEqualTo(List.copyOf(expected.nodes()));
    }

    private static void assertMirrored(
            String what, SchemaTree base, SchemaTree source, SchemaTree target) {
        MergeResult there = ThreeWayMerge.merge(base, source, target, Strategy.RECURSIVE);
        MergeResult back = ThreeWayMerge.merge(base, target, source, Strategy.RECURSIVE);
        assertThat(names(there.conflicts())).as(what).isEqualTo(names(back.conflicts()));
        MergeResult ours = ThreeWayMerge.merge(base, source, target, Strategy.OURS);
        MergeResult theirs = ThreeWayMerge.merge(base, target, source, Strategy.THEIRS);
        assertThat(unordered(ours)).as(what).containsExactlyElementsOf(unordered(theirs));
    }

    /** What the target added comes before what the source added in the same place. */
    private static List<Node> unordered(MergeResult result) {
        List<Node> out = new ArrayList<>();
        for (Node node : result.tree().nodes()) {
            Node sorted = node;
            for (Slot slot : node.kind().slots()) {
                Value value = node.value(slot.name());
                boolean list = slot.merge() == Slot.Merge.LIST || slot.merge() == Slot.Merge.LABELS;
                boolean options = slot.merge() == Slot.Merge.OPTIONS;
                if ((list || options) && value != null) {
                    List<String> parts = list ? value.items() : List.of(value.text().split(", "));
                    List<String> items = new ArrayList<>(new TreeSet<>(parts));
                    sorted = sorted.with(slot.name(), Value.items(items));
                }
            }
            out.add(sorted);
        }
        return out;
    }

    /** What one side alone changed is in the result, or the object is in conflict. */
    private static void assertNothingLost(
            String what, SchemaTree base, SchemaTree source, SchemaTree target) {
        MergeResult result = ThreeWayMerge.merge(base, source, target, Strategy.RECURSIVE);
        Set<Path> conflicting = new TreeSet<>();
        for (Conflict conflict : result.conflicts()) {
            conflicting.add(conflict.path());
        }
        for (Node node : result.tree().nodes()) {
            Node b = base.get(node.path());
            Node s = source.get(node.path());
            Node t = target.get(node.path());
            if (b == null || s == null || t == null || conflicting.contains(node.path())) {
                continue;
            }
            for (Slot slot : node.kind().slots()) {
                Value before = b.value(slot.name());
                Value theirs = s.value(slot.name());
                Value ours = t.value(slot.name());
                Value now = node.value(slot.name());
                String where = what + ", " + node.path() + " " + slot.name();
                if (Objects.equals(theirs, before) || Objects.equals(theirs, ours)) {
                    assertThat(now).as(where).isEqualTo(ours);
                } else if (Objects.equals(ours, before)) {
                    assertThat(now).as(where).isEqualTo(theirs);
                }
            }
        }
    }

    private static TreeSet<String> names(List<Conflict> conflicts) {
        TreeSet<String> names = new TreeSet<>();
        for (Conflict conflict : conflicts) {
            names.add(conflict.type() + " " + conflict.path() + " " + conflict.slot());
        }
        return names;
    }

    /** Some objects of some kinds; those of the base are kept, edited or dropped. */
    private static SchemaTree state(Random random, SchemaTree base) {
        List<Node> nodes = new ArrayList<>();
        for (ObjectKind kind : ObjectKinds.ALL.list()) {
            for (int i = 0; i < 2; i++) {
                Path path = path(kind.kind(), i);
                Node before = path == null ? null : base.get(path);
                int fate = random.nextInt(10);
                if (before != null && fate > 0) {
                    nodes.add(fate < 5 ? before : edited(before, random));
                } else if (path != null && before == null && fate < 3) {
                    nodes.add(node(kind.kind(), path, random));
                }
            }
        }
        return SchemaTree.of(nodes);
    }

    /** Parts of other objects are left out, but for those of kinds that stand in a folder alone. */
    private static Path path(Kind kind, int number) {
        if (kind.isEmbedded() || UNNAMED.contains(kind.name())) {
            return null;
        }
        String name = kind.name() + number;
        boolean routine =
                Set.of("function", "procedure", "aggregate", "operator").contains(kind.name());
        return Path.of(kind.folder(), routine ? name + "(integer, integer)" : name);
    }

    private static Node node(Kind kind, Path path, Random random) {
        Map<String, Value> slots = new TreeMap<>();
        for (Slot slot : kind.slots()) {
            boolean set = random.nextBoolean() || !isOptional(slot);
            if (set && !TIES.contains(slot.name())) {
                slots.put(slot.name(), value(slot, random));
            }
        }
        if (kind.name().equals("composite")) {
            slots.put("attributes", Value.items(List.of()));
        }
        return new Node(path, kind, slots, new TreeSet<>(), Map.of());
    }

    private static boolean isOptional(Slot slot) {
        return slot.holdsItems() || Kind.isCommon(slot.name()) || OPTIONAL.contains(slot.name());
    }

    private static Node edited(Node node, Random random) {
        Map<String, Value> slots = new TreeMap<>(node.slots());
        for (Slot slot : node.kind().slots()) {
            if (random.nextInt(4) > 0 || TIES.contains(slot.name())) {
                continue;
            }
            if (random.nextInt(3) == 0 && isOptional(slot)) {
                slots.remove(slot.name());
            } else {
                slots.put(slot.name(), value(slot, random));
            }
        }
        return node.withSlots(slots);
    }

    private static Value value(Slot slot, Random random) {
        if (!slot.holdsItems()) {
            return Value.text(text(slot, random));
        }
        List<String> items = new ArrayList<>();
        String part = slot.name().equals(Kind.PART_PRIVILEGES) ? "array " : "";
        for (String item : items(slot.key())) {
            if (random.nextInt(3) > 0) {
                items.add(part + item.replace("#", "" + random.nextInt(3)));
            }
        }
        if (items.isEmpty()) {
            items.add(part + items(slot.key()).get(0).replace("#", "0"));
        }
        return Value.items(items);
    }

    private static String text(Slot slot, Random random) {
        if (slot.merge() == Slot.Merge.OPTIONS) {
            return "a = '" + random.nextInt(3) + "', b = '" + random.nextInt(3) + "'";
        }
        if (slot.merge() == Slot.Merge.ATOMIC) {
            return "v" + random.nextInt(3);
        }
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 5; i++) {
            lines.append("line ").append(i).append(' ');
            lines.append(i % 4 == 0 ? random.nextInt(3) : 0).append('\n');
        }
        return lines.toString();
    }

    private static List<String> items(Slot.Key key) {
        switch (key) {
            case GRANT:
                return List.of("+INSERT TO a", "+SELECT TO b", "-USAGE TO c");
            case WORD:
                return List.of("CACHE #", "INCREMENT BY #");
            case TRIGGER:
                return List.of("DISABLE TRIGGER t#");
            case MEMBER:
                return List.of("FUNCTION 1 (a, b) f#(a,b)", "OPERATOR 1 <(a,b)");
            default:
                return List.of("a=#", "b=#", "c=#");
        }
    }
}

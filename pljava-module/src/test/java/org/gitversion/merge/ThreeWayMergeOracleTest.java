package org.gitversion.merge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.gitversion.kind.ObjectKinds;
import org.gitversion.model.Kind;
import org.gitversion.model.Node;
import org.gitversion.model.Path;
import org.gitversion.model.SchemaTree;
import org.gitversion.model.Slot;
import org.gitversion.model.Value;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random merges against another way to say the same: each side is a list of changes of the base, a
 * change is made to an object or to one slot of it, and two changes of the same thing conflict.
 */
class ThreeWayMergeOracleTest {
    private static final Kind SEQUENCE = Objects.requireNonNull(ObjectKinds.ALL.byName("sequence"));
    private static final List<String> GRANTS =
            List.of("+INSERT TO a", "+SELECT TO a", "-USAGE TO b");
    private static final List<String> ATOMIC = List.of("start", "increment", Kind.COMMENT);

    static List<Long> seeds() {
        List<Long> seeds = new ArrayList<>();
        for (long seed = 1; seed <= 300; seed++) {
            seeds.add(seed);
        }
        return seeds;
    }

    @ParameterizedTest
    @EnumSource
    void agreesWithChangesOfTheBase(Strategy strategy) {
        for (long seed : seeds()) {
            Random random = new Random(seed);
            SchemaTree base = tree(random);
            SchemaTree source = changed(base, random);
            SchemaTree target = changed(base, random);

            MergeResult result = ThreeWayMerge.merge(base, source, target, strategy);

            Oracle oracle = new Oracle(base, source, target, strategy);
            assertThat(names(result.conflicts())).as("seed %d", seed).isEqualTo(oracle.conflicts);
            assertThat(result.tree()).as("seed %d", seed).isEqualTo(oracle.tree());
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void knowsItsLimits(long seed) {
        Random random = new Random(seed);
        SchemaTree base = tree(random);
        SchemaTree source = changed(base, random);
        SchemaTree target = changed(base, random);
        assertMerged(ThreeWayMerge.merge(base, source, base, Strategy.RECURSIVE), source);
        assertMerged(ThreeWayMerge.merge(base, base, target, Strategy.RECURSIVE), target);
        assertMerged(ThreeWayMerge.merge(base, source, source, Strategy.RECURSIVE), source);
        assertThat(ThreeWayMerge.merge(base, source, target, Strategy.OURS).tree())
                .isEqualTo(ThreeWayMerge.merge(base, target, source, Strategy.THEIRS).tree());
    }

    private static void assertMerged(MergeResult result, SchemaTree expected) {
        assertThat(result.conflicts()).isEmpty();
        assertThat(result.tree()).isEqualTo(expected);
    }

    private static TreeSet<String> names(List<Conflict> conflicts) {
        TreeSet<String> names = new TreeSet<>();
        for (Conflict conflict : conflicts) {
            names.add(conflict.path() + " " + conflict.slot());
        }
        return names;
    }

    private static SchemaTree tree(Random random) {
        List<Node> nodes = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            if (random.nextInt(4) > 0) {
                nodes.add(node(i, random));
            }
        }
        return SchemaTree.of(nodes);
    }

    private static Node node(int number, Random random) {
        Map<String, Value> slots = new TreeMap<>();
        for (String slot : ATOMIC) {
            if (random.nextBoolean()) {
                slots.put(slot, Value.text("" + random.nextInt(3)));
            }
        }
        put(slots, items(random));
        Path path = Path.of("sequences", "s" + number);
        return new Node(path, SEQUENCE, slots, new TreeSet<>(), Map.of());
    }

    private static TreeSet<String> items(Random random) {
        TreeSet<String> items = new TreeSet<>();
        for (String item : GRANTS) {
            if (random.nextInt(3) == 0) {
                items.add(item);
            }
        }
        return items;
    }

    private static void put(Map<String, Value> slots, TreeSet<String> items) {
        if (items.isEmpty()) {
            slots.remove(Kind.PRIVILEGES);
        } else {
            slots.put(Kind.PRIVILEGES, Value.items(new ArrayList<>(items)));
        }
    }

    private static SchemaTree changed(SchemaTree base, Random random) {
        List<Node> nodes = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Node node = base.get(Path.of("sequences", "s" + i));
            int fate = random.nextInt(8);
            if (node == null) {
                if (fate < 3) {
                    nodes.add(node(i, random));
                }
            } else if (fate > 0) {
                nodes.add(fate < 5 ? node : edited(node, random));
            }
        }
        return SchemaTree.of(nodes);
    }

    private static Node edited(Node node, Random random) {
        Map<String, Value> slots = new TreeMap<>(node.slots());
        String slot = ATOMIC.get(random.nextInt(ATOMIC.size()));
        if (random.nextInt(3) == 0) {
            slots.remove(slot);
        } else {
            slots.put(slot, Value.text("" + random.nextInt(3)));
        }
        if (random.nextInt(3) == 0) {
            put(slots, items(random));
        }
        return node.withSlots(slots);
    }

    /** The merge, told as changes: object, slot and item are the things that can be changed. */
    private static final class Oracle {
        private final SchemaTree base;
        private final SchemaTree source;
        private final SchemaTree target;
        private final Strategy strategy;
        private final TreeSet<String> conflicts = new TreeSet<>();
        private final List<Node> merged = new ArrayList<>();

        Oracle(SchemaTree base, SchemaTree source, SchemaTree target, Strategy strategy) {
            this.base = base;
            this.source = source;
            this.target = target;
            this.strategy = strategy;
            for (int i = 0; i < 4; i++) {
                object(Path.of("sequences", "s" + i));
            }
        }

        SchemaTree tree() {
            return SchemaTree.of(merged);
        }

        private boolean undecided() {
            return strategy == Strategy.RECURSIVE || strategy == Strategy.UNION;
        }

        private <T> T winner(T theirs, T ours) {
            return strategy == Strategy.THEIRS ? theirs : ours;
        }

        private void object(Path path) {
            Node b = base.get(path);
            Node s = source.get(path);
            Node t = target.get(path);
            boolean sourceChanged = !Objects.equals(b, s);
            boolean targetChanged = !Objects.equals(b, t);
            Node result;
            if (!sourceChanged || !targetChanged || Objects.equals(s, t)) {
                result = targetChanged ? t : s;
            } else if (s == null || t == null) {
                if (undecided()) {
                    conflicts.add(path + " null");
                }
                result = winner(s, t);
            } else {
                result = t.withSlots(slots(b, s, t));
            }
            if (result != null) {
                merged.add(result);
            }
        }

        private Map<String, Value> slots(Node b, Node s, Node t) {
            Map<String, Value> slots = new TreeMap<>();
            for (Slot slot : SEQUENCE.slots()) {
                String name = slot.name();
                if (name.equals(Kind.PRIVILEGES) && b != null) {
                    put(slots, set(b, s, t));
                } else {
                    Value value = atomic(t.path(), name, b, s.value(name), t.value(name));
                    if (value != null) {
                        slots.put(name, value);
                    }
                }
            }
            return slots;
        }

        private Value atomic(Path path, String name, Node b, Value s, Value t) {
            if (Objects.equals(s, t)) {
                return t;
            }
            Value before = b == null ? null : b.value(name);
            boolean created = b == null && !name.equals(Kind.COMMENT);
            boolean sourceChanged = created || !Objects.equals(before, s);
            boolean targetChanged = created || !Objects.equals(before, t);
            if (sourceChanged && targetChanged) {
                if (undecided()) {
                    conflicts.add(path + " " + name);
                }
                return winner(s, t);
            }
            return sourceChanged ? s : t;
        }

        private static TreeSet<String> set(Node b, Node s, Node t) {
            TreeSet<String> result = new TreeSet<>();
            for (String item : GRANTS) {
                boolean before = b != null && holds(b, item);
                int changes =
                        (holds(s, item) != before ? 1 : 0) + (holds(t, item) != before ? 1 : 0);
                if (changes > 0 ? !before : before) {
                    result.add(item);
                }
            }
            return result;
        }

        private static boolean holds(Node node, String item) {
            Value value = node.value(Kind.PRIVILEGES);
            return value != null && value.items().contains(item);
        }
    }
}

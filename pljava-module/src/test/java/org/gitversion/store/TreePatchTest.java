package org.gitversion.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.gitversion.kind.TableKind;
import org.gitversion.model.Node;
import org.gitversion.model.Path;
import org.gitversion.model.SchemaTree;
import org.gitversion.model.Value;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A tree that was changed in place is the tree of the changed schema. */
class TreePatchTest {
    private static final String[] NAMES = {"a", "a-b", "a b", "ü", "😀", "A", "a/b", "a%"};

    private final Map<String, String> stored = new HashMap<>();

    static LongStream seeds() {
        long first = Long.getLong("gitversion.seed", System.nanoTime());
        System.out.printf("seeds from %d (repeat with -Dgitversion.seed=%d)%n", first, first);
        return LongStream.range(first, first + 60);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void patchesLikeBuilding(long seed) {
        Random random = new Random(seed);
        TreeMap<Path, Node> units = new TreeMap<>();
        int size = random.nextInt(120);
        for (int i = 0; i < size; i++) {
            put(units, random);
        }
        MerkleNode root = keep(MerkleTree.of(SchemaTree.of(units.values())));
        for (int step = 0; step < 8; step++) {
            TreeMap<Path, @Nullable MerkleNode> changes = change(units, random);
            MerkleNode patched = keep(TreePatch.apply(this::load, root.hash(), changes));
            root = MerkleTree.of(SchemaTree.of(units.values()));
            assertThat(patched.hash()).as("seed %d, step %d", seed, step).isEqualTo(root.hash());
            List<MerkleNode> missing = new ArrayList<>(List.of(root));
            while (!missing.isEmpty()) {
                MerkleNode node = missing.remove(0);
                assertThat(stored).containsKey(node.hash());
                missing.addAll(node.children());
            }
        }
    }

    private TreeMap<Path, @Nullable MerkleNode> change(TreeMap<Path, Node> units, Random random) {
        TreeMap<Path, @Nullable MerkleNode> changes = new TreeMap<>();
        boolean shrinks = random.nextInt(3) == 0;
        for (int i = random.nextInt(shrinks ? 60 : 6); i >= 0; i--) {
            if (!units.isEmpty() && (shrinks || random.nextInt(3) == 0)) {
                List<Path> paths = new ArrayList<>(units.keySet());
                Path gone = paths.get(random.nextInt(paths.size()));
                units.remove(gone);
                changes.put(gone, null);
            } else {
                Node node = put(units, random);
                changes.put(node.path(), MerkleTree.leaf(List.of(node)));
            }
        }
        return changes;
    }

    private static Node put(TreeMap<Path, Node> units, Random random) {
        String name = NAMES[random.nextInt(NAMES.length)] + random.nextInt(90);
        Path path =
                random.nextBoolean()
                        ? Path.of("tables", name)
                        : Path.of("triggers", "t" + random.nextInt(3), name);
        Node node =
                new Node(
                        path,
                        new TableKind().kind(),
                        Map.of("comment", Value.text("c" + random.nextInt())),
                        new TreeSet<>(),
                        Map.of());
        units.put(path, node);
        return node;
    }

    private MerkleNode keep(MerkleNode node) {
        if (!node.isStored()) {
            stored.put(node.hash(), node.content());
            node.children().forEach(this::keep);
        }
        return node;
    }

    private Map<String, String> load(Collection<String> hashes) {
        Map<String, String> found = new HashMap<>();
        hashes.forEach(hash -> found.put(hash, stored.get(hash)));
        return found;
    }
}

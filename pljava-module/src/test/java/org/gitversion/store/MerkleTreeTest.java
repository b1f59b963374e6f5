package org.gitversion.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.gitversion.canonical.Hash;
import org.gitversion.kind.ObjectKinds;
import org.gitversion.model.Kind;
import org.gitversion.model.Node;
import org.gitversion.model.Path;
import org.gitversion.model.SchemaTree;
import org.gitversion.model.Value;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Trees depend on what is in them, and a small change changes little. */
class MerkleTreeTest {
    private static Node table(String path, String comment) {
        return node("table", path, comment);
    }

    private static Node node(String kindName, String path, String comment) {
        Kind kind = ObjectKinds.ALL.byName(kindName);
        return new Node(
                Path.parse(path),
                kind,
                Map.of("comment", Value.text(comment)),
                new TreeSet<>(),
                Map.of("owner", "me"));
    }

    private static List<Node> tables(int count) {
        List<Node> nodes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            nodes.add(table("tables/t" + i, "number " + i));
        }
        return nodes;
    }

    private static Map<String, String> documents(MerkleNode root) {
        Map<String, String> documents = new HashMap<>();
        collect(root, documents);
        return documents;
    }

    private static void collect(MerkleNode node, Map<String, String> documents) {
        assertThat(node.hash()).isEqualTo(Hash.of(node.content()));
        documents.put(node.hash(), node.content());
        for (MerkleNode child : node.children()) {
            collect(child, documents);
        }
    }

    @Test
    void anEmptySchemaHasARoot() {
        assertThat(MerkleTree.of(SchemaTree.EMPTY).content()).isEqualTo("gitversion tree 1\n");
        assertThat(MerkleTree.hash(SchemaTree.EMPTY)).isEqualTo(Hash.of("gitversion tree 1\n"));
    }

    @Test
    void aSchemaWithoutLayoutHasAnEmptyLayout() {
        Node bare = table("tables/t", "x").withLayout(Map.of());
        assertThat(MerkleTree.ofLayout(SchemaTree.of(List.of(bare))).content())
                .isEqualTo("gitversion tree 1\n");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 31, 32, 33, 34, 500, 3000})
    void theOrderOfArrivalDoesNotMatter(int count) {
        List<Node> nodes = tables(count);
        String hash = MerkleTree.hash(SchemaTree.of(nodes));
        Collections.shuffle(nodes, new Random(count));
        assertThat(MerkleTree.hash(SchemaTree.of(nodes))).isEqualTo(hash);
        nodes.remove(0);
        assertThat(MerkleTree.hash(SchemaTree.of(nodes))).isNotEqualTo(hash);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 32, 33, 3000})
    void everyObjectIsFoundOnTheWayItsNameTells(int count) {
        MerkleNode root = MerkleTree.of(SchemaTree.of(tables(count)));
        Map<String, String> documents = documents(root);
        for (String document : documents.values()) {
            if (TreeDocument.is(document)) {
                assertThat(TreeDocument.read(document)).hasSizeLessThanOrEqualTo(32);
            }
        }
        String tables = TreeDocument.find(TreeDocument.read(root.content()), "tables", 0).hash;
        for (int i = 0; i < count; i++) {
            String hash = tables;
            int depth = 0;
            TreeDocument.Entry entry;
            do {
                entry = TreeDocument.find(TreeDocument.read(documents.get(hash)), "t" + i, depth++);
                hash = entry.hash;
            } while (entry.isDirectory());
            assertThat(documents.get(hash)).contains("number " + i + "\n");
        }
    }

    @Test
    void aSmallChangeOfALargeSchemaStoresLittle() {
        List<Node> nodes = tables(5000);
        Set<String> before = documents(MerkleTree.of(SchemaTree.of(nodes))).keySet();
        nodes.set(1234, table("tables/t1234", "changed"));
        Map<String, String> after = documents(MerkleTree.of(SchemaTree.of(nodes)));
        after.keySet().removeAll(before);
        // The table, the root, and the buckets that lead from one to the other.
        assertThat(after).hasSizeLessThanOrEqualTo(6);
    }

    @Test
    void partsLieInTheDocumentOfTheirUnit() {
        SchemaTree tree =
                SchemaTree.of(
                        List.of(
                                table("tables/t", "x"),
                                node("column", "tables/t/columns/c", "y"),
                                node("trigger", "triggers/t/g", "z")));
        MerkleNode root = MerkleTree.of(tree);
        assertThat(root.children())
                .extracting(MerkleNode::segment)
                .containsExactly("tables", "triggers");
        assertThat(documents(root)).hasSize(6);
        MerkleNode triggers = root.children().get(1);
        assertThat(triggers.children().get(0).children().get(0).segment()).isEqualTo("g");
    }

    @Test
    void namesNeedNotBeSimple() {
        Node odd = table(Path.of("tables", "a/b %\nc\\d").toString(), "x");
        MerkleNode root = MerkleTree.of(SchemaTree.of(List.of(odd)));
        MerkleNode tables = root.children().get(0);
        assertThat(tables.content()).endsWith(" a%2Fb %25\\nc\\\\d\n");
        assertThat(TreeDocument.read(tables.content()).get(0).segment).isEqualTo("a%2Fb %25\nc\\d");
    }

    @Test
    void sameContentsAreOneDocument() {
        Set<String> hashes = new HashSet<>();
        for (MerkleNode root :
                List.of(MerkleTree.ofLayout(SchemaTree.EMPTY), MerkleTree.of(SchemaTree.EMPTY))) {
            hashes.add(root.hash());
        }
        assertThat(hashes).hasSize(1);
    }
}

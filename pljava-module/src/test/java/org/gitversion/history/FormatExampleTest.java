package org.gitversion.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gitversion.canonical.Documents;
import org.gitversion.canonical.Hash;
import org.gitversion.kind.ObjectKinds;
import org.gitversion.model.Kind;
import org.gitversion.model.Node;
import org.gitversion.model.Renames;
import org.gitversion.model.SchemaTree;
import org.gitversion.model.Value;
import org.gitversion.store.MerkleTree;
import org.junit.jupiter.api.Test;

/** The worked example of extension/doc/format.md is right, byte for byte. */
class FormatExampleTest {
    private static final Path PAGE = Path.of("../extension/doc/format.md");

    /** A name, its hash, and the document. */
    private static final Pattern EXAMPLE =
            Pattern.compile(
                    "\\*\\*([a-z ]+)\\*\\* `([0-9a-f]{64})`\n\n```text\n(.*?)```", Pattern.DOTALL);

    private static final Map<String, String> DOCUMENTS = new LinkedHashMap<>();
    private static final Map<String, String> HASHES = new LinkedHashMap<>();

    static {
        try {
            Matcher examples = EXAMPLE.matcher(Files.readString(PAGE));
            while (examples.find()) {
                HASHES.put(examples.group(1), examples.group(2));
                DOCUMENTS.put(examples.group(1), examples.group(3));
            }
        } catch (IOException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private static Node node(
            String kindName, String path, Map<String, Value> slots, String... refs) {
        Kind kind = ObjectKinds.ALL.byName(kindName);
        TreeSet<org.gitversion.model.Path> references = new TreeSet<>();
        for (String reference : refs) {
            references.add(org.gitversion.model.Path.parse(reference));
        }
        return new Node(org.gitversion.model.Path.parse(path), kind, slots, references, Map.of());
    }

    /** CREATE TYPE mood …; CREATE TABLE people …, as in the page. */
    private static SchemaTree schema() {
        return SchemaTree.of(
                List.of(
                        node(
                                "enum",
                                "types/mood",
                                Map.of("labels", Value.items(List.of("sad", "happy")))),
                        node(
                                "table",
                                "tables/people",
                                Map.of("comment", Value.text("Who is here.\nAnd how."))),
                        node(
                                "column",
                                "tables/people/columns/feels",
                                Map.of("type", Value.text("mood")),
                                "types/mood"),
                        node(
                                "column",
                                "tables/people/columns/name",
                                Map.of(
                                        "type", Value.text("text"),
                                        "not_null", Value.text("yes")))));
    }

    @Test
    void everyHashIsThatOfItsDocument() {
        assertThat(HASHES.keySet())
                .containsExactly(
                        "unit", "other unit", "directory", "other directory", "root", "commit");
        for (Map.Entry<String, String> document : DOCUMENTS.entrySet()) {
            assertThat(Hash.of(document.getValue()))
                    .as(document.getKey())
                    .isEqualTo(HASHES.get(document.getKey()));
        }
    }

    @Test
    void unitsAreWrittenSo() {
        List<String> written = new ArrayList<>();
        for (List<Node> unit : schema().units()) {
            written.add(Documents.write(unit));
        }
        assertThat(written).containsExactly(DOCUMENTS.get("unit"), DOCUMENTS.get("other unit"));
    }

    @Test
    void theTreeHasTheRoot() {
        assertThat(MerkleTree.hash(schema())).isEqualTo(HASHES.get("root"));
    }

    @Test
    void aCommitIsWrittenSo() {
        Renames renames =
                Renames.of(
                        Map.of(
                                org.gitversion.model.Path.parse("tables/persons"),
                                org.gitversion.model.Path.parse("tables/people")));
        assertThat(
                        CommitDocument.write(
                                HASHES.get("root"),
                                List.of(Hash.of("a parent")),
                                List.of(new CommitParent(1, renames)),
                                "ada",
                                "2026-11-22T13:45:00.123456Z",
                                "Call persons people\n\nShorter."))
                .isEqualTo(DOCUMENTS.get("commit"));
    }
}

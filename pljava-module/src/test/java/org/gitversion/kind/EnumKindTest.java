package org.gitversion.kind;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import org.gitversion.model.Node;
import org.gitversion.model.Path;
import org.gitversion.model.Value;
import org.junit.jupiter.api.Test;

class EnumKindTest {
    private final EnumKind kind = new EnumKind();

    @Test
    void newLabelsGetTheirPlace() {
        assertThat(alter(List.of("b", "d"), List.of("a", "b", "c", "d", "it's", "\\")))
                .containsExactly(
                        "ALTER TYPE mood ADD VALUE 'a' BEFORE 'b'",
                        "ALTER TYPE mood ADD VALUE 'c' BEFORE 'd'",
                        "ALTER TYPE mood ADD VALUE 'it''s'",
                        "ALTER TYPE mood ADD VALUE E'\\\\'");
    }

    @Test
    void labelsNeitherGoNorMoveInPlace() {
        assertThat(alter(List.of("a", "b"), List.of("a"))).isNull();
        assertThat(alter(List.of("a", "b"), List.of("b", "a"))).isNull();
        assertThat(alter(List.of("a", "b"), List.of("a", "c"))).isNull();
        assertThat(alter(List.of("a", "b"), List.of("a", "c", "d"))).isNull();
        assertThat(alter(List.of("a"), List.of())).isNull();
    }

    @Test
    void anyInsertionsComeOutAsWanted() {
        Random random = new Random(7);
        for (int run = 0; run < 500; run++) {
            List<String> after = new ArrayList<>();
            for (char c = 'a'; c <= 'j'; c++) {
                after.add(String.valueOf(c));
            }
            Collections.shuffle(after, random);
            List<String> before = new ArrayList<>(after);
            before.removeIf(label -> random.nextBoolean());

            List<String> labels = new ArrayList<>(before);
            for (String statement : alter(before, after)) {
                execute(statement, labels);
            }

            assertThat(labels).isEqualTo(after);
        }
    }

    private static void execute(String statement, List<String> labels) {
        String[] words = statement.replace("'", "").split(" ");
        int before = words.length == 6 ? labels.size() : labels.indexOf(words[7]);
        assertThat(before).isNotNegative();
        labels.add(before, words[5]);
    }

    private List<String> alter(List<String> before, List<String> after) {
        return Nodes.alter(kind, mood(before), mood(after));
    }

    private Node mood(List<String> labels) {
        return new Node(
                Path.parse("types/mood"),
                kind.kind(),
                Map.of("labels", Value.items(labels)),
                new TreeSet<>(),
                Map.of());
    }
}

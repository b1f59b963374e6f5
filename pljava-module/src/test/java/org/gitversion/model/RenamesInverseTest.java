package org.gitversion.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gitversion.model.Trees.renames;

import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** Renames turned around, and applied to whole trees. */
class RenamesInverseTest {
    @RepeatedTest(200)
    void thereAndBack(RepetitionInfo info) {
        Random random = new Random(info.getCurrentRepetition());
        SchemaTree tree = tree();
        Renames there = permutation(tree, random);

        SchemaTree renamed = there.apply(tree);

        assertThat(renamed.size()).isEqualTo(tree.size());
        assertThat(there.inverse().apply(renamed)).isEqualTo(tree);
        assertThat(there.inverse().inverse()).isEqualTo(there);
        assertThat(there.then(there.inverse())).isEqualTo(Renames.NONE);
        assertThat(Renames.NONE.then(there)).isEqualTo(there.then(Renames.NONE));
        for (Path path : tree.byPath().keySet()) {
            assertThat(there.inverse().apply(there.apply(path))).isEqualTo(path);
        }
    }

    private static SchemaTree tree() {
        String[] lines = new String[12];
        for (int t = 0; t < 3; t++) {
            lines[t * 4] = "table tables/t" + t;
            for (int c = 0; c < 3; c++) {
                lines[t * 4 + c + 1] = "column tables/t" + t + "/columns/c" + c + " type=x";
            }
        }
        return Trees.of(lines);
    }

    /** Tables and columns get each other's names, or new ones. */
    private static Renames permutation(SchemaTree tree, Random random) {
        Map<Path, Path> out = new TreeMap<>();
        int shift = random.nextInt(3);
        for (Path path : tree.byPath().keySet()) {
            Path table = path.segments().size() == 2 ? path : path.up(2);
            int number = table.name().charAt(1) - '0';
            boolean fresh = (random.nextInt(1000) + number) % 2 == 0;
            Path moved = out.getOrDefault(table, path);
            if (path.equals(table)) {
                moved = Path.of("tables", "t" + (number + shift) % 3);
            } else {
                int column = path.name().charAt(1) - '0';
                moved = moved.child("columns", (fresh ? "d" : "c") + (column + shift) % 3);
            }
            out.put(path, moved);
        }
        return Renames.of(out);
    }

    @Test
    void referencesFollow() {
        SchemaTree tree =
                Trees.of(
                        "table tables/t",
                        "column tables/t/columns/a type=integer",
                        "view views/v definition=SELECT > tables/t/columns/a");
        assertThat(renames("tables/t", "tables/u").apply(tree))
                .isEqualTo(
                        Trees.of(
                                "table tables/u",
                                "column tables/u/columns/a type=integer",
                                "view views/v definition=SELECT > tables/u/columns/a"));
    }

    @Test
    void derivedEntriesAreDropped() {
        assertThat(
                        renames("tables/t", "tables/u", "tables/t/columns/a", "tables/u/columns/a")
                                .byOld())
                .hasSize(1);
        assertThat(renames("tables/t", "tables/t").isEmpty()).isTrue();
    }
}

package org.gitversion.canonical;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

class UnifiedDiffTest {
    @Test
    void equalTextsDifferInNothing() {
        assertThat(UnifiedDiff.format("a", "b", "x\ny\n", "x\ny\n", 3)).isEmpty();
        assertThat(UnifiedDiff.format("a", "b", "", "", 3)).isEmpty();
    }

    @Test
    void aChangeStandsInItsContext() {
        assertThat(UnifiedDiff.format("a/t", "b/t", "1\n2\n3\n4\n5\n", "1\n2\nx\n4\n5\n", 1))
                .isEqualTo("--- a/t\n+++ b/t\n@@ -2,3 +2,3 @@\n 2\n-3\n+x\n 4\n");
    }

    @Test
    void aNewTextStartsAtLineNought() {
        assertThat(UnifiedDiff.format("/dev/null", "b", "", "1\n2\n", 3))
                .isEqualTo("--- /dev/null\n+++ b\n@@ -0,0 +1,2 @@\n+1\n+2\n");
    }

    @Test
    void aMissingLastLineFeedIsShown() {
        assertThat(UnifiedDiff.format("a", "b", "1\n2", "1\n2\n", 3))
                .isEqualTo(
                        "--- a\n+++ b\n@@ -1,2 +1,2 @@\n 1\n-2\n"
                                + "\\ No newline at end of file\n+2\n");
    }

    static boolean gitIsInstalled() {
        return Git.isInstalled();
    }

    /** Lines are all different, so that there is only one shortest way and git has to find it. */
    @Test
    @EnabledIf("gitIsInstalled")
    void gitWritesTheSame(@TempDir Path directory) {
        Git git = new Git(directory);
        Texts.forSeeds(
                60,
                random -> {
                    String from = String.join("\n", numbers(random));
                    String to =
                            String.join("\n", numbers(random)) + (random.nextBoolean() ? "\n" : "");
                    int context = random.nextInt(5);
                    git.write("from", from);
                    git.write("to", to);
                    String expected =
                            git.run(
                                            "diff",
                                            "--no-index",
                                            "--no-color",
                                            "-U" + context,
                                            "from",
                                            "to")
                                    .output();
                    int header = expected.indexOf("--- ");
                    assertThat(UnifiedDiff.format("a/from", "b/to", from, to, context))
                            .isEqualTo(
                                    header < 0
                                            ? ""
                                            : expected.substring(header)
                                                    .replaceAll("(?m)^(@@ .* @@).*$", "$1"));
                });
    }

    private static List<String> numbers(Random random) {
        List<String> numbers = new ArrayList<>();
        int share = 1 + random.nextInt(10);
        for (int i = 0; i < 60; i++) {
            if (random.nextInt(share + 1) > 0) {
                numbers.add("line " + i);
            }
        }
        return numbers;
    }
}

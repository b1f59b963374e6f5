package org.gitversion.canonical;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.gitversion.canonical.TextMerge.Strategy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

class TextMergeTest {
    @Test
    void changesApartComeTogether() {
        assertThat(TextMerge.merge("a\nb\nc\n", "A\nb\nc\n", "a\nb\nC\n").text())
                .isEqualTo("A\nb\nC\n");
    }

    @Test
    void changesThatTouchConflict() {
        TextMerge merge = TextMerge.merge("a\nb\nc\n", "A\nb\nc\n", "a\nB\nc\n");
        assertThat(merge.text()).isNull();
        assertThat(merge.conflicts()).hasSize(1);
        TextMerge.Hunk conflict = merge.conflicts().get(0);
        assertThat(conflict.base()).containsExactly("a\n", "b\n");
        assertThat(conflict.target()).containsExactly("A\n", "b\n");
        assertThat(conflict.source()).containsExactly("a\n", "B\n");
    }

    @Test
    void theSameChangeOnBothSidesIsNoConflict() {
        assertThat(TextMerge.merge("a\nb\n", "a\nx\nb\n", "a\nx\nb\n").text())
                .isEqualTo("a\nx\nb\n");
        assertThat(TextMerge.merge("a\nb\n", "b\n", "b\n").text()).isEqualTo("b\n");
    }

    @Test
    void conflictsAreSettledByStrategy() {
        TextMerge merge = TextMerge.merge("k\n", "a\nsame\n", "b\nsame\n");
        assertThat(merge.resolve(Strategy.OURS)).isEqualTo("a\nsame\n");
        assertThat(merge.resolve(Strategy.THEIRS)).isEqualTo("b\nsame\n");
        assertThat(merge.resolve(Strategy.UNION)).isEqualTo("a\nb\nsame\n");
    }

    @Test
    void markersShowAllThreeTexts() {
        assertThat(TextMerge.merge("1\nx\n2\n", "1\na\n2\n", "1\nb\n2\n").render())
                .isEqualTo(
                        "1\n<<<<<<< target\na\n||||||| base\nx\n=======\nb\n>>>>>>> source\n2\n");
    }

    @Test
    void aMissingLastLineFeedJoinsNoLines() {
        TextMerge merge = TextMerge.merge("x", "a", "b");
        assertThat(merge.resolve(Strategy.UNION)).isEqualTo("a\nb");
        assertThat(merge.render())
                .isEqualTo("<<<<<<< target\na\n||||||| base\nx\n=======\nb\n>>>>>>> source\n");
        assertThat(TextMerge.merge("a\nb\nc", "A\nb\nc", "a\nb\nc\nd\n").text())
                .isEqualTo("A\nb\nc\nd\n");
    }

    @Test
    void emptyTextsMerge() {
        assertThat(TextMerge.merge("", "", "").text()).isEmpty();
        assertThat(TextMerge.merge("", "a\n", "").text()).isEqualTo("a\n");
        assertThat(TextMerge.merge("a\n", "", "a\n").text()).isEmpty();
        assertThat(TextMerge.merge("a\n", "", "b\n").text()).isNull();
    }

    @Test
    void oneSideAloneWinsAndSidesAreAlike() {
        Texts.forSeeds(
                3000,
                random -> {
                    String base = Texts.join(random, 10, "a\n", "b\n", "c\n", "d\n");
                    String target = Texts.join(random, 10, "a\n", "b\n", "c\n", "e\n");
                    String source = Texts.join(random, 10, "a\n", "b\n", "c\n", "f\n");
                    assertThat(TextMerge.merge(base, base, source).text()).isEqualTo(source);
                    assertThat(TextMerge.merge(base, target, base).text()).isEqualTo(target);
                    assertThat(TextMerge.merge(base, target, target).text()).isEqualTo(target);
                    TextMerge merge = TextMerge.merge(base, target, source);
                    TextMerge mirror = TextMerge.merge(base, source, target);
                    assertThat(merge.text()).isEqualTo(mirror.text());
                    assertThat(merge.resolve(Strategy.OURS))
                            .isEqualTo(mirror.resolve(Strategy.THEIRS));
                });
    }

    static boolean gitIsInstalled() {
        return Git.isInstalled();
    }

    @Test
    @EnabledIf("gitIsInstalled")
    void gitMergesAlike(@TempDir Path directory) {
        Git git = new Git(directory);
        int[] clean = {0, 0};
        Texts.forSeeds(
                120,
                random -> {
                    String base = text(numbers(0, 24));
                    String target = text(edit(random));
                    String source = text(edit(random));
                    git.write("base", base);
                    git.write("target", target);
                    git.write("source", source);
                    TextMerge merge = TextMerge.merge(base, target, source);
                    Git.Outcome merged = merge(git);
                    assertThat(merge.conflicts().isEmpty()).isEqualTo(merged.status() == 0);
                    clean[merged.status() == 0 ? 0 : 1]++;
                    if (merged.status() == 0) {
                        assertThat(merge.text()).isEqualTo(merged.output());
                    }
                    assertThat(merge.resolve(Strategy.OURS))
                            .isEqualTo(merge(git, "--ours").output());
                    assertThat(merge.resolve(Strategy.THEIRS))
                            .isEqualTo(merge(git, "--theirs").output());
                    Git.Outcome marked =
                            merge(git, "--diff3", "-L", "target", "-L", "base", "-L", "source");
                    if (marked.status() == merge.conflicts().size()) {
                        assertThat(merge.render()).isEqualTo(marked.output());
                    } else {
                        // With --diff3 git shows as a conflict what both sides made alike.
                        assertThat(marked.status()).isGreaterThan(merge.conflicts().size());
                    }
                });
        assertThat(clean[0]).as("merges without conflict").isPositive();
        assertThat(clean[1]).as("merges with conflicts").isPositive();
    }

    @Test
    @EnabledIf("gitIsInstalled")
    void gitUnitesAlike(@TempDir Path directory) {
        Git git = new Git(directory);
        Texts.forSeeds(
                60,
                random -> {
                    List<String> target = numbers(0, 60);
                    List<String> source = numbers(0, 60);
                    for (int i = 5; i < 60; i += 10) {
                        target.set(i, "ours " + i + "\n".repeat(random.nextInt(2)) + " more");
                        source.set(i, "theirs " + i);
                        if (random.nextBoolean()) {
                            source.set(i, "line " + i);
                        }
                    }
                    git.write("base", text(numbers(0, 60)));
                    git.write("target", text(target));
                    git.write("source", text(source));
                    assertThat(
                                    TextMerge.merge(
                                                    text(numbers(0, 60)),
                                                    text(target),
                                                    text(source))
                                            .resolve(Strategy.UNION))
                            .isEqualTo(merge(git, "--union").output());
                });
    }

    private static Git.Outcome merge(Git git, String... options) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("merge-file", "-p"));
        arguments.addAll(List.of(options));
        arguments.addAll(List.of("target", "base", "source"));
        return git.run(arguments.toArray(String[]::new));
    }

    private static List<String> numbers(int from, int to) {
        List<String> numbers = new ArrayList<>();
        for (int i = from; i < to; i++) {
            numbers.add("line " + i);
        }
        return numbers;
    }

    /**
     * Changes, drops and adds lines. No line occurs twice and all keep their order, so there is
     * only one shortest way from one text to another; now and then both sides make the same change.
     */
    private static List<String> edit(Random random) {
        List<String> edited = new ArrayList<>();
        int rate = 2 + random.nextInt(12);
        for (int i = 0; i < 24; i++) {
            int what = random.nextInt(rate * 3);
            if (what == 0 || what == 1) {
                edited.add("changed " + i + "." + random.nextInt(2));
            } else if (what != 2) {
                edited.add("line " + i);
            }
            if (what == 3) {
                edited.add("added " + i + "." + random.nextInt(2));
            }
        }
        return edited;
    }

    private static String text(List<String> lines) {
        return lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
    }
}

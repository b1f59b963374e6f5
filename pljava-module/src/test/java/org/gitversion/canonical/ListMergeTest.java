package org.gitversion.canonical;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListMergeTest {
    /** Base, target, source, merged: each letter is an item. */
    @ParameterizedTest
    @CsvSource(
            emptyValue = "",
            value = {
                "abc, abc, abc, abc",
                "abc, abxc, abc, abxc",
                "abc, abc, aybc, aybc",
                "abc, abxc, yabc, yabxc",
                "abc, abcx, abcy, abcxy",
                "abc, xabc, yabc, xyabc",
                "abc, axbc, aybc, axybc",
                "abc, axbc, axbc, axbc",
                "abc, axbc, axybc, axybc",
                "abc, axpbc, ayxbc, ayxpbc",
                "abc, ac, abc, ac",
                "abc, ac, ab, a",
                "abc, ac, abxc, axc",
                "abc, axbc, ac, axc",
                "abc, cba, abc, cba",
                "abc, cba, abxc, cbxa",
                "abc, abxc, cba, cbxa",
                "abc, cab, cab, cab",
                "abcd, bacd, abdc, !",
                "abc, bac, acb, !",
                "abc, axbc, abxc, !",
                "ab, axyb, ayxb, !",
                "'', x, y, xy",
                "a, '', ax, x",
            })
    void tables(String base, String target, String source, String merged) {
        ListMerge.Result result = ListMerge.merge(items(base), items(target), items(source));
        assertThat(result.isConflict()).isEqualTo(merged.equals("!"));
        assertThat(result.conflict() != null).isEqualTo(result.isConflict());
        assertThat(String.join("", result.merged()))
                .isEqualTo(merged.equals("!") ? target : merged);
    }

    @Test
    void aConflictNamesItsCause() {
        assertThat(ListMerge.merge(items("abc"), items("axbc"), items("abxc")).conflict())
                .isEqualTo("both sides added \"x\", but in different places");
        assertThat(ListMerge.merge(items("abc"), items("bac"), items("acb")).conflict())
                .isEqualTo("both sides changed the order of the items");
        assertThat(ListMerge.merge(items("aa"), items("aab"), items("aac")).conflict())
                .isEqualTo("the item \"a\" occurs more than once");
    }

    @Test
    void itemsComeAndGoAsInASetAndKeepTheirOrder() {
        int[] merges = {0};
        Texts.forSeeds(
                5000,
                random -> {
                    List<String> base = items("abcdef");
                    List<String> target = edit(base, random, "uvw");
                    List<String> source = edit(base, random, "wxy");
                    ListMerge.Result result = ListMerge.merge(base, target, source);
                    if (result.isConflict()) {
                        return;
                    }
                    merges[0]++;
                    List<String> merged = result.merged();
                    assertThat(merged).doesNotHaveDuplicates();
                    Set<String> expected = new TreeSet<>(SetMerge.merge(base, target, source));
                    assertThat(new TreeSet<>(merged)).isEqualTo(expected);
                    boolean sourceMoved = !kept(base, source).equals(kept(source, base));
                    boolean targetMoved = !kept(base, target).equals(kept(target, base));
                    if (targetMoved || !sourceMoved) {
                        assertThat(kept(merged, target)).isEqualTo(kept(target, merged));
                    }
                    if (sourceMoved || !targetMoved) {
                        assertThat(kept(merged, source)).isEqualTo(kept(source, merged));
                    }
                });
        assertThat(merges[0]).isGreaterThan(500);
    }

    private static List<String> edit(List<String> base, Random random, String fresh) {
        List<String> edited = new ArrayList<>(base);
        edited.removeIf(item -> random.nextInt(6) == 0);
        if (random.nextInt(6) == 0) {
            Collections.shuffle(edited, random);
        }
        for (String item : items(fresh)) {
            if (random.nextInt(3) == 0) {
                edited.add(random.nextInt(edited.size() + 1), item);
            }
        }
        return edited;
    }

    private static List<String> kept(List<String> list, List<String> others) {
        return list.stream().filter(others::contains).toList();
    }

    private static List<String> items(String letters) {
        return letters.isEmpty() ? List.of() : List.of(letters.split(""));
    }
}

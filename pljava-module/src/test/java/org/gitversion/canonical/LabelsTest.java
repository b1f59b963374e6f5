package org.gitversion.canonical;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabelsTest {
    /** Before, after, what was renamed: each letter is a label. */
    @ParameterizedTest
    @CsvSource(
            emptyValue = "",
            value = {
                "abc, abc, ''",
                "abc, zbc, az",
                "abc, azc, bz",
                "abc, yzc, ay bz",
                "abc, xyz, ax by cz",
                "abc, xabyc, ''",
                "abc, zbcx, az",
                "'', ab, ''",
                "ab, '', !",
                "abc, bc, !",
                "abc, xzbc, !",
                "abc, bac, !",
                "ab, bc, !",
            })
    void asManyGoneAsNewInOnePlaceWereRenamed(String before, String after, String renames) {
        Map<String, String> found = Labels.renames(letters(before), letters(after));
        if (renames.equals("!")) {
            assertThat(found).isNull();
        } else {
            List<String> pairs = new ArrayList<>();
            found.forEach((old, now) -> pairs.add(old + now));
            assertThat(String.join(" ", pairs)).isEqualTo(renames);
        }
    }

    /** Base, target, source, merged. */
    @ParameterizedTest
    @CsvSource({
        "abc, abc, zbc, zbc",
        "abc, zbc, aby, zby",
        "abc, abcd, abz, abzd",
        "abc, axbc, zbc, zxbc",
        "abc, zbc, zbc, zbc",
        "abc, zbcx, zybc, zybcx",
        "abc, ybc, zbc, !",
        "abc, zbc, azc, !",
        "abc, zbc, abcz, !",
        "abc, bc, abcx, bcx",
        "abc, bc, bcx, bcx",
        "abc, zbc, yxbc, !",
        "abc, yxbc, zbc, !",
        "abc, xbcd, bc, xbcd",
        "abc, zbc, yzbc, yzbc",
    })
    void whatOneSideRenamedIsRenamedForTheOther(
            String base, String target, String source, String merged) {
        ListMerge.Result result = Labels.merge(letters(base), letters(target), letters(source));
        assertThat(result.isConflict() ? "!" : String.join("", result.merged())).isEqualTo(merged);
    }

    private static List<String> letters(String word) {
        return word.isEmpty() ? List.of() : List.of(word.split(""));
    }
}

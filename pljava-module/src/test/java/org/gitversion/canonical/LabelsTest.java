package org.gitversion.canonical;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabelsTest {
    @ParameterizedTest
    @CsvSource({
        "'',    '',    true",
        "'',    a,     true",
        "a,     '',    false",
        "ab,    ab,    true",
        "ab,    xaybz, true",
        "ab,    ba,    false",
        "ab,    ac,    false",
        "ab,    a,     false"
    })
    void tellsWhatWasOnlyAddedTo(String before, String after, boolean expected) {
        assertThat(Labels.isPartOf(letters(before), letters(after))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "ab, abc, xab, xabc",
        "ab, ac,  ab,  ac",
        "ab, ac,  ac,  ac",
        "ab, abc, abc, abc",
        "abc, ab, abcd, abd"
    })
    void takesWhatEachSideDid(String base, String target, String source, String merged) {
        ListMerge.Result result = Labels.merge(letters(base), letters(target), letters(source));
        assertThat(result.conflict()).isNull();
        assertThat(result.merged()).isEqualTo(letters(merged));
    }

    @Test
    void oneLabelReplacedByTwoIsAConflict() {
        assertThat(Labels.merge(letters("ab"), letters("ac"), letters("ad")).conflict())
                .isEqualTo("both sides replaced label b differently");
    }

    private static List<String> letters(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split(""));
    }
}

package org.gitversion.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.gitversion.error.ErrorCode;
import org.gitversion.error.GitVersionException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Revisions are taken apart as in git. */
class RevisionTextTest {
    @ParameterizedTest
    @CsvSource({
        "main, main, []",
        "main~, main, [~1]",
        "main~3, main, [~3]",
        "main^, main, [^1]",
        "main^0, main, [^0]",
        "main~2^2, main, [~2; ^2]",
        "main^^, main, [^1; ^1]",
        "main~~2, main, [~1; ~2]",
        "feature/x@{4}~1, feature/x, [@{4}; ~1]",
        "@{0}, '', [@{0}]",
        "@, @, []",
        "x@y~1, x@y, [~1]",
        "12ab^2~10, 12ab, [^2; ~10]"
    })
    void parts(String text, String name, String steps) {
        RevisionText revision = RevisionText.parse(text);
        assertThat(revision.name()).isEqualTo(name);
        assertThat(revision.steps().toString().replace(',', ';')).isEqualTo(steps);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "~1",
                "^",
                "main~x",
                "main~1x",
                "main@{",
                "main@{}",
                "main@{x}",
                "main@{1",
                "main~1@{1}",
                "main@{1}@{1}",
                "main~9999999999",
                "main^-1",
                "main^{commit}"
            })
    void malformed(String text) {
        assertThatThrownBy(() -> RevisionText.parse(text))
                .isInstanceOf(GitVersionException.class)
                .extracting(e -> ((GitVersionException) e).code())
                .isEqualTo(ErrorCode.UNKNOWN_REVISION);
    }
}

package org.gitversion.canonical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EscapesTest {
    @Test
    void threeCharactersAreEscapedAndNoOthers() {
        assertThat(Escapes.escape("a\\b\nc\rd\t'\"\u0000é😀"))
                .isEqualTo("a\\\\b\\nc\\rd\t'\"\u0000é😀");
        assertThat(Escapes.escape("")).isEmpty();
    }

    @Test
    void aBackslashBeforeALetterIsNoEscape() {
        assertThat(Escapes.unescape(Escapes.escape("\\n"))).isEqualTo("\\n");
        assertThat(Escapes.escape("\\n")).isEqualTo("\\\\n");
    }

    @Test
    void everyTextComesBack() {
        Texts.forSeeds(
                2000,
                random -> {
                    String text =
                            Texts.join(random, 20, "\\", "\n", "\r", "n", "r", "a", "é", "😀", "");
                    String line = Escapes.escape(text);
                    assertThat(line).doesNotContain("\n", "\r");
                    assertThat(Escapes.unescape(line)).isEqualTo(text);
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\", "a\\", "\\t", "\\\\\\", "a\nb", "\r", "\\N"})
    void malformedTextIsRefused(String line) {
        assertThatIllegalArgumentException().isThrownBy(() -> Escapes.unescape(line));
    }
}

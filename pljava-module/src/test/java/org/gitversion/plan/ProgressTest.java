package org.gitversion.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What is shown of a plan fits into application_name. */
class ProgressTest {
    @Test
    void aNameOfSeveralBytesACharacterIsCutBetweenTwo() {
        assertThat(Progress.cut("short")).isEqualTo("short");
        assertThat(Progress.cut("x".repeat(64))).isEqualTo("x".repeat(63));
        assertThat(Progress.cut("é".repeat(40))).isEqualTo("é".repeat(31));
        assertThat(Progress.cut("日".repeat(21))).isEqualTo("日".repeat(21));
        assertThat(Progress.cut("日".repeat(22))).isEqualTo("日".repeat(21));
        String face = new String(Character.toChars(0x1F600));
        assertThat(Progress.cut("gitversion " + face.repeat(20)))
                .isEqualTo("gitversion " + face.repeat(13));
        for (int front = 0; front < 70; front++) {
            String cut = Progress.cut("x".repeat(front) + face.repeat(20));
            assertThat(cut.getBytes(StandardCharsets.UTF_8).length).isBetween(60, 63);
        }
    }
}

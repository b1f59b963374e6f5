package org.gitversion.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Typing errors are recognised. */
class NearNamesTest {
    private static final List<String> KNOWN = List.of("main", "develop", "feature/login", "dev");

    @Test
    void typingErrors() {
        assertThat(NearNames.near("mian", KNOWN)).containsExactly("main");
        assertThat(NearNames.near("MAIN", KNOWN)).containsExactly("main");
        assertThat(NearNames.near("devlop", KNOWN)).containsExactly("develop");
        assertThat(NearNames.near("de", KNOWN)).containsExactly("dev");
        assertThat(NearNames.near("release", KNOWN)).isEmpty();
    }

    @Test
    void hints() {
        assertThat(NearNames.hint("mian", KNOWN, "x")).isEqualTo("Perhaps you meant \"main\".");
        assertThat(NearNames.hint("aa", List.of("ab", "ac", "ad", "ae"), "x"))
                .isEqualTo("Perhaps you meant \"ab\", \"ac\" or \"ad\".");
        assertThat(NearNames.hint("release", KNOWN, "x")).isEqualTo("x");
    }
}

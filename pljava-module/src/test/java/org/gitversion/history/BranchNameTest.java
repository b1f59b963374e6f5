package org.gitversion.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.gitversion.error.ErrorCode;
import org.gitversion.error.GitVersionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** git's check-ref-format, and schema names. */
class BranchNameTest {
    @ParameterizedTest
    @ValueSource(
            strings = {"main", "feature/user-auth", "a.b", "ünïcode/☃", "x@y", "@x", "v1.0", "a{b"})
    void legal(String name) {
        assertThat(BranchName.fault(name)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "HEAD",
                "@",
                "-x",
                "a..b",
                "a b",
                "a~b",
                "a^b",
                "a:b",
                "a?b",
                "a*b",
                "a[b",
                "a\\b",
                "/a",
                "a/",
                "a//b",
                "a.",
                ".a",
                "a/.b",
                "a.lock",
                "a.lock/b",
                "a@{b",
                "a\tb",
                "a\u007fb",
                "a\nb"
            })
    void illegal(String name) {
        assertThatThrownBy(() -> BranchName.check(name))
                .isInstanceOf(GitVersionException.class)
                .extracting(e -> ((GitVersionException) e).code())
                .isEqualTo(ErrorCode.INVALID_BRANCH_NAME);
    }

    @ParameterizedTest
    @CsvSource({
        "main, branch_main",
        "feature/user-auth, branch_feature_user_auth",
        "v1.0, branch_v1_0",
        "ü, branch__",
        "Über☃, branch__ber_"
    })
    void schemaNames(String name, String schema) {
        assertThat(BranchName.schema(name)).isEqualTo(schema);
    }

    @Test
    void aCharacterOutsideTheBasicPlaneIsOneUnderscore() {
        assertThat(BranchName.schema("a\uD83D\uDE00b")).isEqualTo("branch_a_b");
    }

    @Test
    void longNamesFitAndStayApart() {
        String one = "x".repeat(100) + "1";
        String other = "x".repeat(100) + "2";
        assertThat(BranchName.schema(one).getBytes(StandardCharsets.UTF_8)).hasSize(63);
        assertThat(BranchName.schema(one)).isNotEqualTo(BranchName.schema(other));
    }

    @Test
    void likenessesStayApart() {
        assertThat(BranchName.schema("a-b")).isEqualTo(BranchName.schema("a_b"));
        assertThat(BranchName.uniqueSchema("a-b"))
                .isNotEqualTo(BranchName.uniqueSchema("a_b"))
                .startsWith("branch_a_b_");
    }
}

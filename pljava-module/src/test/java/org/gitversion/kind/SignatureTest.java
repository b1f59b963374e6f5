package org.gitversion.kind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** The last segment of a routine's path, names being what they may be. */
class SignatureTest {
    @Test
    void takesNameAndTypesApart() {
        Signature signature = Signature.of("total(integer, timestamp with time zone)");
        assertThat(signature.name()).isEqualTo("total");
        assertThat(signature.types()).isEqualTo("integer, timestamp with time zone");
        assertThat(signature.typeList()).containsExactly("integer", "timestamp with time zone");
    }

    @Test
    void knowsRoutinesWithoutArguments() {
        Signature signature = Signature.of("now()");
        assertThat(signature.name()).isEqualTo("now");
        assertThat(signature.typeList()).isEmpty();
    }

    @Test
    void isNotMisledByParenthesesAndQuotesInTheName() {
        Signature signature = Signature.of("f(integer)(\"x, (\"(\"char\", text[])");
        assertThat(signature.name()).isEqualTo("f(integer)(\"x, (\"");
        assertThat(signature.typeList()).containsExactly("\"char\"", "text[]");
    }

    @Test
    void isNotMisledByParenthesesQuotesAndCommasInTypes() {
        Signature signature = Signature.of("f(\"a(b, c\"\"(\", other.\"x)\"[])");
        assertThat(signature.name()).isEqualTo("f");
        assertThat(signature.typeList()).containsExactly("\"a(b, c\"\"(\"", "other.\"x)\"[]");
    }

    @Test
    void refusesWhatIsNoSignature() {
        assertThatThrownBy(() -> Signature.of("total"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("total");
    }
}

package org.gitversion.plan;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.gitversion.error.GitVersionException;
import org.gitversion.model.SchemaTree;
import org.gitversion.model.Trees;
import org.junit.jupiter.api.Test;

/** What holds rows must not disappear on the way to a state in which it is. */
class MismatchTest {
    private static final String T = "table tables/t";
    private static final String A = "column tables/t/columns/a type=integer";
    private static final String G = "column tables/t/columns/g type=integer generated=1";
    private static final SchemaTree ALL = Trees.of(T, A, G);

    @Test
    void aColumnThatIsToStayIsNotLost() {
        assertThatThrownBy(() -> Mismatch.refuseLoss(ALL, ALL, Trees.of(T, G)))
                .isInstanceOf(GitVersionException.class)
                .hasMessageContaining("\"tables/t/columns/a\" would be dropped");
    }

    @Test
    void aTableThatIsToStayIsNotLost() {
        assertThatThrownBy(() -> Mismatch.refuseLoss(ALL, ALL, SchemaTree.EMPTY))
                .isInstanceOf(GitVersionException.class)
                .hasMessageContaining("\"tables/t\" would be dropped");
    }

    @Test
    void whatIsToGoMayGo() {
        assertThatCode(() -> Mismatch.refuseLoss(ALL, Trees.of(T, G), Trees.of(T, G)))
                .doesNotThrowAnyException();
    }

    @Test
    void whatIsComputedMayBeComputedAgain() {
        assertThatCode(() -> Mismatch.refuseLoss(ALL, ALL, Trees.of(T, A)))
                .doesNotThrowAnyException();
    }
}

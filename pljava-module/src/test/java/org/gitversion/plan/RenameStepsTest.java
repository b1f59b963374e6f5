package org.gitversion.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gitversion.model.Trees.renames;

import java.util.ArrayList;
import java.util.List;
import org.gitversion.model.Renames;
import org.gitversion.model.SchemaTree;
import org.gitversion.model.Trees;
import org.junit.jupiter.api.Test;

/** Names are given in an order in which none is taken. */
class RenameStepsTest {
    private static final SchemaTree TREE =
            Trees.of(
                    "table tables/a",
                    "column tables/a/columns/x type=integer",
                    "column tables/a/columns/y type=integer",
                    "table tables/b",
                    "view views/v definition=SELECT",
                    "function functions/f(integer)");

    private static List<String> steps(Renames renames) {
        List<String> out = new ArrayList<>();
        for (Step step : RenameSteps.of(TREE, renames)) {
            out.add(step.toString());
        }
        return out;
    }

    @Test
    void aTableBeforeItsColumns() {
        assertThat(
                        steps(
                                renames(
                                        "tables/a", "tables/c",
                                        "tables/a/columns/x", "tables/c/columns/z")))
                .containsExactly("ALTER TABLE a RENAME TO c", "ALTER TABLE c RENAME COLUMN x TO z");
    }

    @Test
    void aChainFromItsEnd() {
        assertThat(steps(renames("tables/a", "tables/b", "tables/b", "tables/c")))
                .containsExactly("ALTER TABLE b RENAME TO c", "ALTER TABLE a RENAME TO b");
    }

    @Test
    void aSwapWithANameInBetween() {
        assertThat(steps(renames("tables/a", "tables/b", "tables/b", "tables/a")))
                .containsExactly(
                        "ALTER TABLE a RENAME TO gitversion_swap_1",
                        "ALTER TABLE b RENAME TO a",
                        "ALTER TABLE gitversion_swap_1 RENAME TO b");
        assertThat(
                        steps(
                                renames(
                                        "tables/a/columns/x", "tables/a/columns/y",
                                        "tables/a/columns/y", "tables/a/columns/x")))
                .containsExactly(
                        "ALTER TABLE a RENAME COLUMN x TO gitversion_swap_1",
                        "ALTER TABLE a RENAME COLUMN y TO x",
                        "ALTER TABLE a RENAME COLUMN gitversion_swap_1 TO y");
    }

    @Test
    void aSwapOfATableAndAView() {
        assertThat(steps(renames("tables/a", "tables/v", "views/v", "views/a"))).hasSize(3);
    }

    @Test
    void aRoutineKeepsItsArguments() {
        assertThat(steps(renames("functions/f(integer)", "functions/g(integer)")))
                .containsExactly("ALTER FUNCTION f(integer) RENAME TO g");
        assertThat(steps(renames("functions/f(integer)", "functions/f(bigint)"))).isEmpty();
    }
}

package org.gitversion.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.gitversion.error.ErrorCode;
import org.gitversion.error.GitVersionException;
import org.gitversion.model.SchemaTree;
import org.gitversion.model.Trees;
import org.junit.jupiter.api.Test;

/** Which statements a change takes, and in which order. */
class PlannerTest {
    private static final String T = "table tables/t";
    private static final String A = "column tables/t/columns/a type=integer";
    private static final String V =
            "view views/v columns=a definition=SELECT_a > tables/t > tables/t/columns/a";
    private static final String W =
            "view views/w columns=a definition=SELECT_w > views/v > views/v/columns/a";
    private static final String VA = "view_column views/v/columns/a type=integer";

    private static List<String> plan(SchemaTree from, SchemaTree to) {
        List<String> out = new ArrayList<>();
        for (Step step : Planner.plan(from, to, "me")) {
            out.add(step.toString().replaceAll("\\s+", " "));
        }
        return out;
    }

    @Test
    void nothingToDo() {
        assertThat(plan(Trees.of(T, A), Trees.of(T, A))).isEmpty();
    }

    @Test
    void createsWhatIsNeededFirst() {
        SchemaTree to = Trees.of(T, A, V, VA, W);
        assertThat(plan(SchemaTree.EMPTY, to))
                .containsExactly(
                        "CREATE TABLE t ( a integer )",
                        "CREATE VIEW v (a) AS SELECT a",
                        "CREATE VIEW w (a) AS SELECT w");
    }

    @Test
    void dropsWhatNeedsFirst() {
        SchemaTree from = Trees.of(T, A, V, VA, W);
        assertThat(plan(from, SchemaTree.EMPTY))
                .containsExactly("DROP VIEW w", "DROP VIEW v", "DROP TABLE t");
    }

    @Test
    void aRetypedColumnRebuildsWhatStandsOnIt() {
        String bigint = "column tables/t/columns/a type=bigint";
        String view = V.replace(" definition", " comment=kept definition");
        assertThat(plan(Trees.of(T, A, view, VA, W), Trees.of(T, bigint, view, VA, W)))
                .containsExactly(
                        "DROP VIEW w",
                        "DROP VIEW v",
                        "ALTER TABLE t ALTER COLUMN a TYPE bigint",
                        "CREATE VIEW v (a) AS SELECT a",
                        "COMMENT ON VIEW v IS 'kept'",
                        "CREATE VIEW w (a) AS SELECT w");
    }

    @Test
    void aDefaultRebuildsNothing() {
        String set = "column tables/t/columns/a type=integer default=1";
        assertThat(plan(Trees.of(T, A, V, VA), Trees.of(T, set, V, VA)))
                .containsExactly("ALTER TABLE t ALTER COLUMN a SET DEFAULT 1");
    }

    @Test
    void aCommentRebuildsNothing() {
        assertThat(
                        plan(
                                Trees.of(T, A, V),
                                Trees.of(T, A, V.replace("columns=a", "columns=a comment=x"))))
                .containsExactly("COMMENT ON VIEW v IS 'x'");
    }

    @Test
    void aViewWithFewerColumnsIsBuiltAgain() {
        String both =
                "view views/v columns=a,b definition=SELECT_b > tables/t > tables/t/columns/a";
        assertThat(plan(Trees.of(T, A, both), Trees.of(T, A, V)))
                .containsExactly("DROP VIEW v", "CREATE VIEW v (a) AS SELECT a");
        assertThat(plan(Trees.of(T, A, V), Trees.of(T, A, both)))
                .containsExactly("CREATE OR REPLACE VIEW v (a, b) AS SELECT b");
    }

    @Test
    void aViewIsReplacedAfterItsNewColumnAndBeforeTheOldOneGoes() {
        String b = "column tables/t/columns/b type=integer";
        String onB = "view views/v columns=a definition=SELECT_b > tables/t > tables/t/columns/b";
        assertThat(plan(Trees.of(T, A, V), Trees.of(T, b, onB)))
                .containsExactly(
                        "ALTER TABLE t ADD COLUMN b integer",
                        "CREATE OR REPLACE VIEW v (a) AS SELECT b",
                        "ALTER TABLE t DROP COLUMN a");
    }

    @Test
    void foreignKeysThatPointAtEachOther() {
        String key =
                "constraint tables/%1$s/constraints/k type=PRIMARY_KEY columns=a >"
                        + " tables/%1$s/columns/a";
        String foreign =
                "constraint tables/%1$s/constraints/f type=FOREIGN_KEY columns=a references=%2$s"
                        + " foreign_columns=a > tables/%1$s/columns/a > tables/%2$s >"
                        + " tables/%2$s/columns/a";
        SchemaTree both =
                Trees.of(
                        T,
                        A,
                        "table tables/u",
                        "column tables/u/columns/a type=integer",
                        String.format(key, "t"),
                        String.format(key, "u"),
                        String.format(foreign, "t", "u"),
                        String.format(foreign, "u", "t"));
        List<String> created = plan(SchemaTree.EMPTY, both);
        assertThat(created).hasSize(4);
        assertThat(created.get(2)).startsWith("ALTER TABLE t ADD CONSTRAINT f FOREIGN KEY");
        List<String> dropped = plan(both, SchemaTree.EMPTY);
        assertThat(dropped).hasSize(4);
        assertThat(dropped.subList(0, 2))
                .containsExactlyInAnyOrder(
                        "ALTER TABLE t DROP CONSTRAINT f", "ALTER TABLE u DROP CONSTRAINT f");
    }

    @Test
    void aDefaultThatNeedsItsOwnTableIsSetLater() {
        String function =
                "function functions/f() language=sql body=x result=integer > tables/t >"
                        + " tables/t/columns/a";
        String column = "column tables/t/columns/b type=integer default=f() > functions/f()";
        List<String> created = plan(SchemaTree.EMPTY, Trees.of(T, A, column, function));
        assertThat(created).hasSize(3);
        assertThat(created.get(0)).isEqualTo("CREATE TABLE t ( a integer, b integer )");
        assertThat(created.get(1)).startsWith("CREATE FUNCTION f()");
        assertThat(created.get(2)).isEqualTo("ALTER TABLE t ALTER COLUMN b SET DEFAULT f()");
    }

    @Test
    void aCycleIsRefused() {
        String v = "view views/v columns=a definition=SELECT > views/w";
        String w = "view views/w columns=a definition=SELECT > views/v";
        assertThatThrownBy(() -> plan(SchemaTree.EMPTY, Trees.of(v, w)))
                .isInstanceOfSatisfying(
                        GitVersionException.class,
                        error -> {
                            assertThat(error.code()).isEqualTo(ErrorCode.CANNOT_ALTER);
                            assertThat(error.detail()).contains("views/v", "views/w");
                        });
    }

    @Test
    void dataIsNotDroppedToChangeATable() {
        String divided = "table tables/t partition_key=HASH";
        assertThatThrownBy(() -> plan(Trees.of(T, A), Trees.of(divided, A)))
                .isInstanceOfSatisfying(
                        GitVersionException.class,
                        error -> {
                            assertThat(error.code()).isEqualTo(ErrorCode.CANNOT_ALTER);
                            assertThat(error.detail()).contains("partition_key");
                        });
    }

    /** Columns of two tables have nothing to do with each other, whatever their names. */
    @Test
    void aColumnMovesToAnotherTable() {
        SchemaTree to =
                Trees.of(
                        T,
                        "table tables/u",
                        "column tables/u/columns/a type=integer",
                        V.replace("tables/t", "tables/u").replace("SELECT_a", "SELECT_u"));
        assertThat(plan(Trees.of(T, A, V), to))
                .containsExactly(
                        "CREATE TABLE u ( a integer )",
                        "CREATE OR REPLACE VIEW v (a) AS SELECT u",
                        "ALTER TABLE t DROP COLUMN a");
    }

    @Test
    void aNameIsFreeBeforeItIsTaken() {
        assertThat(
                        plan(
                                Trees.of("view views/x columns=a definition=SELECT"),
                                Trees.of("table tables/x")))
                .containsExactly("DROP VIEW x", "CREATE TABLE x ()");
    }

    @Test
    void newColumnsKeepTheirOrder() {
        SchemaTree to =
                Trees.of(
                        T,
                        A,
                        "column tables/t/columns/z type=integer",
                        "column tables/t/columns/b type=text");
        assertThat(plan(Trees.of(T, A), to))
                .containsExactly(
                        "ALTER TABLE t ADD COLUMN b text", "ALTER TABLE t ADD COLUMN z integer");
    }
}

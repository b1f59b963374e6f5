package org.gitversion.merge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.gitversion.model.Node;
import org.gitversion.model.Path;
import org.gitversion.model.SchemaTree;
import org.gitversion.model.Trees;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** What only shows in the whole result of a merge. */
class CoherenceTest {
    private static final String TABLE = "table tables/t";
    private static final String A = "column tables/t/columns/a type=integer";
    private static final String B = "column tables/t/columns/b type=text";
    private static final String VIEW =
            "view views/v definition=SELECT_b > tables/t > tables/t/columns/b";

    private static final SchemaTree BASE = Trees.of(TABLE, A, B);
    private static final SchemaTree WITHOUT_B = Trees.of(TABLE, A);
    private static final SchemaTree WITH_VIEW = Trees.of(TABLE, A, B, VIEW);

    private static List<String> conflicts(MergeResult result) {
        List<String> out = new ArrayList<>();
        for (Conflict conflict : result.conflicts()) {
            out.add(conflict.type() + " " + conflict.path());
        }
        return out;
    }

    private static MergeResult merge(
            SchemaTree base, SchemaTree source, SchemaTree target, Strategy strategy) {
        return ThreeWayMerge.merge(base, source, target, strategy);
    }

    @Test
    void aDroppedNeedIsAConflictWithBothCauses() {
        MergeResult result = merge(BASE, WITH_VIEW, WITHOUT_B, Strategy.RECURSIVE);
        assertThat(conflicts(result)).containsExactly("dependency views/v");
        Conflict conflict = result.conflicts().get(0);
        assertThat(conflict.detail())
                .isEqualTo(
                        "The target dropped tables/t/columns/b, which views/v of the source"
                                + " needs.");
        assertThat(conflict.base()).isNull();
        assertThat(conflict.source()).startsWith("CREATE VIEW v");
        assertThat(conflict.target()).isNull();
        assertThat(conflicts(merge(BASE, WITHOUT_B, WITH_VIEW, Strategy.UNION)))
                .containsExactly("dependency views/v");
    }

    @Test
    void oursAndTheirsSettleADroppedNeed() {
        assertThat(merge(BASE, WITH_VIEW, WITHOUT_B, Strategy.OURS).tree()).isEqualTo(WITHOUT_B);
        assertThat(merge(BASE, WITH_VIEW, WITHOUT_B, Strategy.THEIRS).tree()).isEqualTo(WITH_VIEW);
        assertThat(merge(BASE, WITHOUT_B, WITH_VIEW, Strategy.OURS).tree()).isEqualTo(WITH_VIEW);
        assertThat(merge(BASE, WITHOUT_B, WITH_VIEW, Strategy.THEIRS).tree()).isEqualTo(WITHOUT_B);
    }

    @Test
    void aPartAddedToADroppedWhole() {
        SchemaTree added = Trees.of(TABLE, A, B, "column tables/t/columns/c type=date");
        MergeResult result = merge(BASE, SchemaTree.EMPTY, added, Strategy.RECURSIVE);
        assertThat(conflicts(result)).containsExactly("delete_modify tables/t");
        assertThat(merge(BASE, SchemaTree.EMPTY, added, Strategy.OURS).tree()).isEqualTo(added);
        assertThat(merge(BASE, SchemaTree.EMPTY, added, Strategy.THEIRS).tree().size()).isZero();
    }

    @Test
    void whatADecisionKeepsIsKeptWhole() {
        SchemaTree edited = Trees.of("table tables/t comment=new", A, B);
        assertThat(merge(BASE, SchemaTree.EMPTY, edited, Strategy.OURS).tree()).isEqualTo(edited);
        assertThat(merge(BASE, edited, SchemaTree.EMPTY, Strategy.THEIRS).tree()).isEqualTo(edited);
    }

    @Test
    void namesakesOfDifferentKinds() {
        SchemaTree table = Trees.of("table tables/x");
        SchemaTree view = Trees.of("view views/x definition=SELECT");
        SchemaTree function = Trees.of("function functions/x()");
        assertThat(conflicts(merge(SchemaTree.EMPTY, table, view, Strategy.RECURSIVE)))
                .containsExactly("schema_schema tables/x");
        assertThat(conflicts(merge(SchemaTree.EMPTY, view, table, Strategy.RECURSIVE)))
                .containsExactly("schema_schema views/x");
        assertThat(merge(SchemaTree.EMPTY, table, view, Strategy.OURS).tree()).isEqualTo(view);
        assertThat(merge(SchemaTree.EMPTY, table, view, Strategy.THEIRS).tree()).isEqualTo(table);
        assertThat(merge(SchemaTree.EMPTY, table, function, Strategy.RECURSIVE).tree().size())
                .isEqualTo(2);
    }

    @Test
    void aTypeSharesItsNameWithTheRowTypesOfTables() {
        SchemaTree table = Trees.of("table tables/x");
        SchemaTree type = Trees.of("enum types/x labels=a,b");
        SchemaTree index =
                Trees.of("table tables/t", "index indexes/x table=t method=btree keys=a");
        assertThat(conflicts(merge(SchemaTree.EMPTY, table, type, Strategy.RECURSIVE))).hasSize(1);
        assertThat(conflicts(merge(SchemaTree.EMPTY, index, type, Strategy.RECURSIVE))).isEmpty();
        assertThat(conflicts(merge(SchemaTree.EMPTY, index, table, Strategy.RECURSIVE))).hasSize(1);
    }

    @Test
    void aForeignKeyNeedsOneOfTheKeys() {
        String key = "constraint tables/t/constraints/k type=UNIQUE columns=b";
        String other = "constraint tables/t/constraints/l type=UNIQUE columns=b";
        String child = "table tables/u";
        String column = "column tables/u/columns/b type=text";
        String foreign =
                "constraint tables/u/constraints/f type=FOREIGN_KEY columns=b references=t"
                        + " foreign_columns=b > tables/t > tables/t/columns/b > tables/u/columns/b";
        SchemaTree base = Trees.of(TABLE, A, B, key, other, child, column);
        SchemaTree source = Trees.of(TABLE, A, B, key, other, child, column, foreign);
        SchemaTree oneLeft = Trees.of(TABLE, A, B, other, child, column);
        SchemaTree noneLeft = Trees.of(TABLE, A, B, child, column);
        assertThat(conflicts(merge(base, source, oneLeft, Strategy.RECURSIVE))).isEmpty();
        assertThat(conflicts(merge(base, source, noneLeft, Strategy.RECURSIVE)))
                .containsExactly("dependency tables/u/constraints/f");
        assertThat(merge(base, source, noneLeft, Strategy.OURS).tree()).isEqualTo(noneLeft);
    }

    @Test
    void aSequenceComesBackWithItsColumn() {
        String id = "column tables/t/columns/id type=integer > sequences/s";
        String sequence = "sequence sequences/s owned_by=tables/t/columns/id";
        String user = "column tables/t/columns/a type=integer default=nextval > sequences/s";
        SchemaTree base = Trees.of(TABLE, A, id, sequence);
        SchemaTree used = Trees.of(TABLE, user, id, sequence);
        SchemaTree dropped = Trees.of(TABLE, A);
        assertThat(merge(base, dropped, used, Strategy.OURS).tree()).isEqualTo(used);
        assertThat(merge(base, dropped, used, Strategy.THEIRS).tree()).isEqualTo(dropped);
    }

    /** Whatever both sides did, the result holds together or there is a conflict. */
    @RepeatedTest(500)
    void theResultHoldsTogether(RepetitionInfo info) {
        Random random = new Random(info.getCurrentRepetition());
        SchemaTree base = random(random);
        SchemaTree source = random(random);
        SchemaTree target = random(random);
        for (Strategy strategy : Strategy.values()) {
            MergeResult result = merge(base, source, target, strategy);
            if (result.conflicts().isEmpty()) {
                assertThat(missing(result.tree()))
                        .as("seed %d, %s", info.getCurrentRepetition(), strategy)
                        .isEmpty();
            } else {
                assertThat(strategy).isIn(Strategy.RECURSIVE, Strategy.UNION);
            }
        }
    }

    private static TreeSet<Path> missing(SchemaTree tree) {
        TreeSet<Path> missing = new TreeSet<>();
        for (Node node : tree.nodes()) {
            for (Path reference : node.references()) {
                if (tree.get(reference) == null) {
                    missing.add(reference);
                }
            }
            Path parent = node.path().up(2);
            if (parent != null && tree.get(parent) == null) {
                missing.add(parent);
            }
        }
        return missing;
    }

    /** Tables with columns, views over columns and over each other; nothing missing. */
    private static SchemaTree random(Random random) {
        List<String> lines = new ArrayList<>();
        List<String> columns = new ArrayList<>();
        for (int t = 0; t < 2; t++) {
            if (random.nextInt(4) > 0) {
                lines.add("table tables/t" + t + (random.nextInt(3) == 0 ? " comment=x" : ""));
                for (int c = 0; c < 3; c++) {
                    if (random.nextInt(3) > 0) {
                        String path = "tables/t" + t + "/columns/c" + c;
                        lines.add(
                                "column " + path + " type=" + (random.nextInt(3) == 0 ? "a" : "b"));
                        columns.add(path + " > tables/t" + t);
                    }
                }
            }
        }
        String above = "";
        for (int v = 0; v < 3; v++) {
            if (!columns.isEmpty() && random.nextInt(3) > 0) {
                String need = columns.get(random.nextInt(columns.size()));
                String text = need.replace('/', '.').replace(" > ", "-");
                lines.add("view views/v" + v + " definition=" + text + " > " + need + above);
                above = random.nextBoolean() ? " > views/v" + v : "";
            }
        }
        return Trees.of(lines.toArray(new String[0]));
    }
}

package org.gitversion.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gitversion.model.Trees.renames;

import java.util.ArrayList;
import java.util.List;
import org.gitversion.model.Renames;
import org.gitversion.model.SchemaTree;
import org.gitversion.model.Trees;
import org.junit.jupiter.api.Test;

/** What becomes of names when both sides rename, drop and create. */
class RenameMergeTest {
    private static final SchemaTree BASE =
            Trees.of("table tables/t", "column tables/t/columns/a type=integer", "table tables/u");

    private static RenameMerge merge(
            SchemaTree base,
            SchemaTree source,
            Renames toSource,
            SchemaTree target,
            Renames toTarget,
            Strategy strategy) {
        return RenameMerge.of(base, source, target, toSource, toTarget, Decisions.of(strategy));
    }

    /** Both sides have the base's objects under new names. */
    private static RenameMerge merge(Renames toSource, Renames toTarget, Strategy strategy) {
        return merge(
                BASE, toSource.apply(BASE), toSource, toTarget.apply(BASE), toTarget, strategy);
    }

    private static List<String> conflicts(RenameMerge merge) {
        List<String> out = new ArrayList<>();
        for (Conflict conflict : merge.conflicts()) {
            out.add(conflict.type() + " " + conflict.path());
        }
        return out;
    }

    @Test
    void withoutRenamesNothingHappens() {
        RenameMerge merge = merge(Renames.NONE, Renames.NONE, Strategy.RECURSIVE);
        assertThat(merge.ofSource().isEmpty()).isTrue();
        assertThat(merge.ofTarget().isEmpty()).isTrue();
        assertThat(merge.ofBase(Renames.NONE, Renames.NONE).isEmpty()).isTrue();
    }

    @Test
    void aTableAndItsColumnRenamedByEachSide() {
        RenameMerge merge =
                merge(
                        renames("tables/t", "tables/x"),
                        renames("tables/t/columns/a", "tables/t/columns/b"),
                        Strategy.RECURSIVE);
        assertThat(merge.conflicts()).isEmpty();
        assertThat(merge.ofTarget()).isEqualTo(renames("tables/t", "tables/x"));
        assertThat(merge.ofSource()).isEqualTo(renames("tables/x/columns/a", "tables/x/columns/b"));
        assertThat(merge.renamed())
                .extracting(Object::toString)
                .containsExactlyInAnyOrder("tables/x", "tables/x/columns/b");
    }

    @Test
    void theSameRenameTwice() {
        Renames both = renames("tables/t", "tables/x");
        RenameMerge merge = merge(both, both, Strategy.RECURSIVE);
        assertThat(merge.conflicts()).isEmpty();
        assertThat(merge.ofSource().isEmpty()).isTrue();
        assertThat(merge.ofTarget().isEmpty()).isTrue();
    }

    @Test
    void twoNamesForOneTable() {
        Renames x = renames("tables/t", "tables/x");
        Renames y = renames("tables/t", "tables/y");
        RenameMerge merge = merge(x, y, Strategy.RECURSIVE);
        assertThat(conflicts(merge)).containsExactly("rename_rename tables/t");
        assertThat(merge.conflicts().get(0).base()).isEqualTo("t");
        assertThat(merge.conflicts().get(0).source()).isEqualTo("x");
        assertThat(merge.conflicts().get(0).target()).isEqualTo("y");
        assertThat(merge(x, y, Strategy.OURS).ofSource())
                .isEqualTo(renames("tables/x", "tables/y"));
        assertThat(merge(x, y, Strategy.THEIRS).ofTarget())
                .isEqualTo(renames("tables/y", "tables/x"));
    }

    @Test
    void oneNameForTwoTables() {
        Renames source = renames("tables/t", "tables/x");
        Renames target = renames("tables/u", "tables/x");
        assertThat(conflicts(merge(source, target, Strategy.RECURSIVE)))
                .containsExactly("rename_rename tables/x");
        RenameMerge ours = merge(source, target, Strategy.OURS);
        assertThat(ours.conflicts()).isEmpty();
        assertThat(ours.ofSource())
                .isEqualTo(renames("tables/x", "tables/t", "tables/u", "tables/x"));
        assertThat(ours.ofTarget().isEmpty()).isTrue();
        assertThat(merge(source, target, Strategy.THEIRS).ofTarget())
                .isEqualTo(renames("tables/x", "tables/u", "tables/t", "tables/x"));
    }

    @Test
    void swappedNames() {
        Renames swap = renames("tables/t", "tables/u", "tables/u", "tables/t");
        RenameMerge merge = merge(swap, Renames.NONE, Strategy.RECURSIVE);
        assertThat(merge.conflicts()).isEmpty();
        assertThat(merge.ofTarget()).isEqualTo(swap);
        assertThat(merge.ofSource().isEmpty()).isTrue();
    }

    @Test
    void aDroppedTableMakesRoomWithItsParts() {
        SchemaTree base =
                Trees.of(
                        "table tables/old",
                        "column tables/old/columns/a type=text",
                        "trigger triggers/old/g > tables/old",
                        "table tables/t",
                        "column tables/t/columns/a type=integer");
        SchemaTree source =
                Trees.of("table tables/old", "column tables/old/columns/a type=integer");
        RenameMerge merge =
                merge(
                        base,
                        source,
                        renames("tables/t", "tables/old"),
                        base,
                        Renames.NONE,
                        Strategy.RECURSIVE);
        assertThat(merge.conflicts()).isEmpty();
        assertThat(merge.ofTarget())
                .isEqualTo(
                        renames(
                                "tables/old", "tables/gitversion_old_1",
                                "triggers/old/g", "triggers/gitversion_old_1/g",
                                "tables/t", "tables/old"));
        assertThat(merge.displaced())
                .extracting(Object::toString)
                .containsExactly("tables/gitversion_old_1");
        assertThat(merge.ofSource().isEmpty()).isTrue();
    }

    @Test
    void aNewTableIsInTheWay() {
        Renames rename = renames("tables/t", "tables/x");
        SchemaTree withNew =
                Trees.of(
                        "table tables/t",
                        "column tables/t/columns/a type=integer",
                        "table tables/u",
                        "table tables/x");
        RenameMerge merge =
                merge(BASE, rename.apply(BASE), rename, withNew, Renames.NONE, Strategy.RECURSIVE);
        assertThat(conflicts(merge)).containsExactly("rename_rename tables/x");
        RenameMerge ours =
                merge(BASE, rename.apply(BASE), rename, withNew, Renames.NONE, Strategy.OURS);
        assertThat(ours.conflicts()).isEmpty();
        assertThat(ours.ofSource()).isEqualTo(renames("tables/x", "tables/t"));
        RenameMerge theirs =
                merge(BASE, rename.apply(BASE), rename, withNew, Renames.NONE, Strategy.THEIRS);
        assertThat(conflicts(theirs)).containsExactly("rename_rename tables/x");
    }

    @Test
    void aFunctionIsRenamedAndItsArgumentTypeToo() {
        SchemaTree base = Trees.of("function functions/f(t) > tables/t", "table tables/t");
        SchemaTree source = Trees.of("function functions/f(x) > tables/x", "table tables/x");
        SchemaTree target = Trees.of("function functions/g(t) > tables/t", "table tables/t");
        RenameMerge merge =
                merge(
                        base,
                        source,
                        renames("functions/f(t)", "functions/f(x)", "tables/t", "tables/x"),
                        target,
                        renames("functions/f(t)", "functions/g(t)"),
                        Strategy.RECURSIVE);
        assertThat(merge.conflicts()).isEmpty();
        assertThat(merge.ofSource()).isEqualTo(renames("functions/f(x)", "functions/g(x)"));
        assertThat(merge.renamed())
                .extracting(Object::toString)
                .containsExactlyInAnyOrder("functions/g(x)", "tables/x");
    }

    @Test
    void whatWasRenamedCannotBeDroppedUnnoticed() {
        Renames rename = renames("tables/t/columns/a", "tables/t/columns/b");
        SchemaTree dropped = Trees.of("table tables/t", "table tables/u");
        RenameMerge names =
                merge(BASE, rename.apply(BASE), rename, dropped, Renames.NONE, Strategy.RECURSIVE);
        MergeResult result =
                ThreeWayMerge.merge(
                        rename.apply(BASE),
                        rename.apply(BASE),
                        dropped,
                        Decisions.of(Strategy.RECURSIVE),
                        names.renamed());
        assertThat(result.conflicts()).hasSize(1);
        assertThat(result.conflicts().get(0).toString())
                .isEqualTo(
                        "delete_modify tables/t/columns/b:"
                                + " The target dropped it, the source renamed it.");
    }
}

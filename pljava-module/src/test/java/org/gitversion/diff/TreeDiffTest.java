package org.gitversion.diff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gitversion.model.Trees.renames;

import java.util.ArrayList;
import java.util.List;
import org.gitversion.model.Renames;
import org.gitversion.model.SchemaTree;
import org.gitversion.model.Trees;
import org.junit.jupiter.api.Test;

/** Differences of two states, object by object and slot by slot. */
class TreeDiffTest {
    private static final SchemaTree TREE =
            Trees.of(
                    "table tables/t",
                    "column tables/t/columns/a type=integer default=1",
                    "index indexes/i table=t method=btree keys=a > tables/t > tables/t/columns/a");

    private static List<String> diff(SchemaTree from, SchemaTree to, Renames renames) {
        List<String> out = new ArrayList<>();
        for (Change change : TreeDiff.compare(from, to, renames)) {
            out.add(change.toString());
        }
        return out;
    }

    @Test
    void equalTreesDifferInNothing() {
        assertThat(diff(TREE, TREE, Renames.NONE)).isEmpty();
    }

    @Test
    void createdAndDropped() {
        SchemaTree table = Trees.of("table tables/t");
        assertThat(diff(table, Trees.of("view views/v"), Renames.NONE))
                .containsExactly("CREATE views/v", "DROP tables/t");
    }

    @Test
    void changedSlotsAreNamed() {
        SchemaTree to =
                Trees.of(
                        "table tables/t comment=new",
                        "column tables/t/columns/a type=bigint",
                        "index indexes/i table=t method=btree keys=a > tables/t >"
                                + " tables/t/columns/a");
        assertThat(diff(TREE, to, Renames.NONE))
                .containsExactly(
                        "ALTER tables/t [comment]", "ALTER tables/t/columns/a [default, type]");
    }

    @Test
    void whatFollowsFromARenameIsNoChange() {
        SchemaTree to =
                Trees.of(
                        "table tables/u",
                        "column tables/u/columns/a type=integer default=1",
                        "index indexes/i table=t method=btree keys=a > tables/u >"
                                + " tables/u/columns/a");
        assertThat(diff(TREE, to, renames("tables/t", "tables/u")))
                .containsExactly("RENAME tables/u");
        assertThat(diff(TREE, to, Renames.NONE)).contains("CREATE tables/u", "DROP tables/t");
    }

    @Test
    void aRenamedObjectMayHaveChangedAsWell() {
        SchemaTree to =
                Trees.of(
                        "table tables/t",
                        "column tables/t/columns/b type=integer default=2",
                        "index indexes/i table=t method=btree keys=a > tables/t >"
                                + " tables/t/columns/b");
        assertThat(diff(TREE, to, renames("tables/t/columns/a", "tables/t/columns/b")))
                .containsExactly("RENAME tables/t/columns/b [default]");
    }

    @Test
    void swappedNamesAreTwoRenames() {
        SchemaTree from = Trees.of("table tables/a comment=first", "table tables/b");
        SchemaTree to = Trees.of("table tables/b comment=first", "table tables/a");
        assertThat(diff(from, to, renames("tables/a", "tables/b", "tables/b", "tables/a")))
                .containsExactly("RENAME tables/a", "RENAME tables/b");
    }

    @Test
    void anotherReferenceIsAChange() {
        SchemaTree from = Trees.of("view views/v definition=SELECT > functions/f()");
        SchemaTree to = Trees.of("view views/v definition=SELECT > functions/g()");
        assertThat(diff(from, to, Renames.NONE)).containsExactly("ALTER views/v");
    }

    @Test
    void anotherKindIsAnotherObject() {
        SchemaTree from = Trees.of("enum types/x labels=a");
        SchemaTree to = Trees.of("domain types/x");
        assertThat(diff(from, to, Renames.NONE)).containsExactly("CREATE types/x", "DROP types/x");
    }
}

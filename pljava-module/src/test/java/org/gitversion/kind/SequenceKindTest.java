package org.gitversion.kind;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.gitversion.diff.Change;
import org.gitversion.model.Node;
import org.gitversion.model.Path;
import org.junit.jupiter.api.Test;

class SequenceKindTest {
    private final SequenceKind kind = new SequenceKind();

    @Test
    void onlyWhatIsNotDefaultIsSaidOnCreation() {
        assertThat(Nodes.sql(kind.create(sequence(), Nodes.tree())))
                .containsExactly("CREATE SEQUENCE \"S\"");
        Node all =
                sequence(
                        "type",
                        "smallint",
                        "increment",
                        "-2",
                        "minimum",
                        "-9",
                        "maximum",
                        "9",
                        "start",
                        "5",
                        "cache",
                        "3",
                        "cycle",
                        "yes",
                        "persistence",
                        "unlogged");
        assertThat(Nodes.sql(kind.create(all, Nodes.tree())))
                .containsExactly(
                        "CREATE UNLOGGED SEQUENCE \"S\" AS smallint INCREMENT BY -2 MINVALUE -9"
                                + " MAXVALUE 9 START WITH 5 CACHE 3 CYCLE");
    }

    @Test
    void defaultsFollowTypeAndDirection() {
        assertThat(alter(sequence("cycle", "yes"), sequence("type", "integer", "increment", "-1")))
                .containsExactly(
                        "ALTER SEQUENCE \"S\" AS integer INCREMENT BY -1 MINVALUE -2147483648"
                                + " MAXVALUE -1 START WITH -1 CACHE 1 NO CYCLE");
        assertThat(alter(sequence("minimum", "5"), sequence("minimum", "7")))
                .containsExactly(
                        "ALTER SEQUENCE \"S\" AS bigint INCREMENT BY 1 MINVALUE 7"
                                + " MAXVALUE 9223372036854775807 START WITH 7 CACHE 1 NO CYCLE");
    }

    @Test
    void itNeverGoesBackToStart() {
        assertThat(statement(sequence(), sequence("minimum", "10")).alternative("22023"))
                .endsWith(" RESTART");
        assertThat(statement(sequence(), sequence("maximum", "10")).alternative("22023")).isNull();
        assertThat(statement(sequence("maximum", "10"), sequence("cache", "2")).losesData())
                .isFalse();
    }

    @Test
    void theOwnerIsLetGoBeforeAndTakenAfter() {
        Node by = sequence("owned_by", "tables/t%2F/columns/a b");
        assertThat(alter(by, sequence())).containsExactly("ALTER SEQUENCE \"S\" OWNED BY NONE");
        assertThat(alter(sequence(), by)).isEmpty();
        assertThat(Nodes.sql(kind.finish(by, Nodes.tree(by))))
                .containsExactly("ALTER SEQUENCE \"S\" OWNED BY \"t/\".\"a b\"");
    }

    @Test
    void itGoesWithItsColumn() {
        Node by = sequence("owned_by", "tables/t/columns/a");
        Node column = Nodes.of(new ColumnKind(), "tables/t/columns/a", "type", "integer");
        assertThat(kind.droppedWith(by, Nodes.tree(by, column)))
                .isEqualTo(Path.parse("tables/t/columns/a"));
        assertThat(kind.droppedWith(sequence(), Nodes.tree(column))).isNull();
    }

    private Ddl statement(Node from, Node to) {
        return kind.alter(from, to, Change.changedSlots(from, to), Nodes.tree(to)).get(0);
    }

    private List<String> alter(Node from, Node to) {
        return Nodes.alter(kind, from, to);
    }

    private Node sequence(String... slots) {
        return Nodes.of(kind, "sequences/S", slots);
    }
}

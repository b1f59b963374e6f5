package org.gitversion.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.gitversion.kind.Ddl;
import org.gitversion.model.Path;
import org.gitversion.plan.ActionGraph.Action;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** Actions are sorted so that nothing comes before what it waits for. */
class ActionGraphTest {
    private final ActionGraph graph = new ActionGraph();
    private final List<Action> left = new ArrayList<>();

    private Action add(String path, int rank) {
        return graph.add(ActionGraph.Type.CREATE, Path.parse(path), rank);
    }

    @Test
    void readyActionsGoByRankThenPath() {
        Action c = add("tables/c", 1);
        Action b = add("tables/b", 1);
        Action a = add("tables/a", 2);
        assertThat(graph.sort(left, Set.of())).containsExactly(b, c, a);
        assertThat(left).isEmpty();
    }

    @Test
    void orderGoesBeforeRank() {
        Action late = add("tables/a", 1);
        Action early = add("tables/z", 9);
        ActionGraph.order(early, late);
        ActionGraph.order(early, late);
        assertThat(graph.sort(left, Set.of())).containsExactly(early, late);
    }

    @Test
    void alterationsOfAGatheredTableComeTogether() {
        Action first = alter("tables/a/columns/x", 1);
        Action other = alter("tables/b/columns/x", 1);
        Action waiting = alter("tables/a/constraints/y", 2);
        Action last = alter("tables/a/constraints/z", 3);
        Action unlike = alter("tables/b/constraints/z", 3);
        ActionGraph.order(other, waiting);
        assertThat(graph.sort(left, Set.of(Path.of("tables", "a"))))
                .containsExactly(first, last, other, waiting, unlike);
    }

    @Test
    void nothingIsGatheredBeforeWhatIsDropped() {
        Action first = graph.add(ActionGraph.Type.DROP, Path.parse("tables/a/constraints/x"), -9);
        first.add(first.path, List.of(Ddl.action("ALTER TABLE a", "DROP x", Ddl.Lock.NONE)));
        Action last = alter("tables/a/constraints/z", 3);
        Action drop = graph.add(ActionGraph.Type.DROP, Path.parse("tables/b"), -1);
        assertThat(graph.sort(left, Set.of(Path.of("tables", "a"))))
                .containsExactly(first, drop, last);
    }

    private Action alter(String path, int rank) {
        Action action = add(path, rank);
        String target = "ALTER TABLE " + action.path.segment(1);
        action.add(action.path, List.of(Ddl.action(target, "DO " + path, Ddl.Lock.NONE)));
        return action;
    }

    @Test
    void aCycleAndWhatIsBehindItIsLeft() {
        Action a = add("tables/a", 1);
        Action b = add("tables/b", 1);
        Action behind = add("tables/c", 1);
        Action free = add("tables/d", 1);
        ActionGraph.order(a, b);
        ActionGraph.order(b, a);
        ActionGraph.order(b, behind);
        ActionGraph.order(free, free);
        assertThat(graph.sort(left, Set.of())).containsExactly(free);
        assertThat(left).containsExactly(a, b, behind);
        assertThat(Cycles.refusal(left))
                .hasMessage(
                        "there is no order in which these objects can be changed: CREATE tables/a"
                                + " and 2 more");
    }

    @RepeatedTest(50)
    void keepsRandomOrders(RepetitionInfo info) {
        Random random = new Random(info.getCurrentRepetition());
        List<Action> actions = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            actions.add(add("tables/t" + i, random.nextInt(5)));
        }
        List<int[]> edges = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            int from = random.nextInt(19);
            int to = from + 1 + random.nextInt(19 - from);
            edges.add(new int[] {from, to});
            ActionGraph.order(actions.get(from), actions.get(to));
        }
        List<Action> sorted = graph.sort(left, Set.of());
        assertThat(left).isEmpty();
        assertThat(sorted).containsExactlyInAnyOrderElementsOf(actions);
        for (int[] edge : edges) {
            assertThat(sorted.indexOf(actions.get(edge[0])))
                    .isLessThan(sorted.indexOf(actions.get(edge[1])));
        }
    }
}

package org.gitversion.plan;

import java.util.ArrayList;
import java.util.List;
import org.gitversion.kind.ColumnKind;
import org.gitversion.model.Node;
import org.gitversion.model.SchemaTree;
import org.gitversion.plan.ActionGraph.Action;

/** The order in which columns are added to a table. */
final class ColumnOrder {
    private ColumnOrder() {}

    /** New columns of a table are added in their physical order. */
    static void arrange(SchemaTree to, ActionGraph graph) {
        for (List<Node> unit : to.units()) {
            List<Node> added = new ArrayList<>();
            for (Node node : unit) {
                Action action = graph.change(node.path());
                if (node.kind().isEmbedded()
                        && action != null
                        && action.type == ActionGraph.Type.CREATE
                        && action.path.equals(node.path())) {
                    added.add(node);
                }
            }
            added.sort(new ColumnKind.ByPosition());
            for (int i = 1; i < added.size(); i++) {
                ActionGraph.order(
                        graph.change(added.get(i - 1).path()), graph.change(added.get(i).path()));
            }
        }
    }
}

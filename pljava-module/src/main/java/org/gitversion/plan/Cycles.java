package org.gitversion.plan;

import java.util.ArrayList;
import java.util.List;
import org.gitversion.error.ErrorCode;
import org.gitversion.error.GitVersionException;
import org.gitversion.plan.ActionGraph.Action;

/** Reports actions that wait for each other. */
final class Cycles {
    private static final int SHOWN = 10;

    private Cycles() {}

    static GitVersionException refusal(List<Action> left) {
        List<String> names = new ArrayList<>();
        for (Action action : left) {
            if (names.size() < SHOWN) {
                names.add(action.type + " " + action.path);
            }
        }
        return new GitVersionException(
                ErrorCode.CANNOT_ALTER,
                "there is no order in which these objects can be changed: "
                        + names.get(0)
                        + (left.size() == 1 ? "" : " and " + (left.size() - 1) + " more"),
                "They wait for each other: " + String.join(", ", names) + ".",
                "Split the change into two commits.");
    }
}

package org.gitversion.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.gitversion.model.Path;
import org.gitversion.model.SchemaTree;

/** Chooses how one state is turned into another. */
final class Ways {
    private Ways() {}

    static List<Step> plan(SchemaTree from, SchemaTree goal, String user, Set<Path> recast) {
        Redeclarations declared = Redeclarations.find(from, goal);
        if (declared == null) {
            return inherited(from, goal, user, recast);
        }
        List<Step> steps = new ArrayList<>(inherited(from, declared.before(), user, recast));
        steps.addAll(declared.steps());
        return steps;
    }

    /** Plans a way on which nothing comes to be declared that parents declare, too. */
    private static List<Step> inherited(
            SchemaTree from, SchemaTree goal, String user, Set<Path> recast) {
        RecastKeys keys = RecastKeys.find(from, goal, RecastTypes.rebuilt(from, goal, recast));
        if (keys != null) {
            return keys.steps(user);
        }
        MovedTables moved = MovedTables.find(from, goal);
        return moved == null ? changing(from, goal, user, recast) : moved.steps(user, recast);
    }

    /** Plans a way on which no rows go to another table; some types are built again on it. */
    static List<Step> changing(SchemaTree from, SchemaTree goal, String user, Set<Path> recast) {
        InheritedOnly inherited = InheritedOnly.find(from, goal);
        return inherited == null
                ? altering(from, goal, user, recast)
                : inherited.steps(user, recast);
    }

    /** Plans a way on which no column comes to be inherited only. */
    static List<Step> altering(SchemaTree now, SchemaTree goal, String user, Set<Path> recast) {
        List<Step> steps =
                SequenceMoves.plan(now, goal, user, RecastTypes.rebuilt(now, goal, recast));
        return steps == null ? Planner.plan(now, goal, user) : steps;
    }
}

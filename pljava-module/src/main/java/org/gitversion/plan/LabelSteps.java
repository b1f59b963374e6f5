package org.gitversion.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.gitversion.kind.EnumKind;
import org.gitversion.model.Label;
import org.gitversion.model.Node;
import org.gitversion.model.Path;
import org.gitversion.model.Renames;
import org.gitversion.model.SchemaTree;

/** Gives the labels of enums their new names; two may swap them. */
final class LabelSteps {
    private LabelSteps() {}

    /**
     * Finds the statements, to be executed when the types have their new names.
     *
     * @param tree the schema as it is
     * @param renames the new paths of types and labels
     */
    static List<Step> of(SchemaTree tree, Renames renames) {
        List<Step> steps = new ArrayList<>();
        Map<Path, Map<String, String>> byType = new TreeMap<>();
        for (Map.Entry<Path, Path> entry : renames.byOld().entrySet()) {
            Path label = entry.getKey();
            boolean renamed = !label.name().equals(entry.getValue().name());
            if (renamed && Label.isIn(tree, label)) {
                Map<String, String> names = byType.get(Label.type(label));
                if (names == null) {
                    names = new TreeMap<>();
                    byType.put(Label.type(label), names);
                }
                names.put(label.name(), entry.getValue().name());
            }
        }
        for (Map.Entry<Path, Map<String, String>> entry : byType.entrySet()) {
            Node type = tree.get(entry.getKey());
            if (type != null) {
                rename(type, renames.apply(type.path()), entry.getValue(), steps);
            }
        }
        return steps;
    }

    /** In an order in which no name is taken; a cycle is broken by a name in between. */
    private static void rename(Node type, Path now, Map<String, String> names, List<Step> steps) {
        List<String> there = new ArrayList<>(Label.of(type));
        Map<String, String> pending = new TreeMap<>(names);
        int spare = 0;
        while (!pending.isEmpty()) {
            String label = first(pending, there);
            String goal = pending.remove(label);
            if (goal == null) {
                throw new IllegalStateException("no rename of label " + label);
            }
            String name = goal;
            if (there.contains(goal)) {
                do {
                    name = "gitversion_swap_" + ++spare;
                } while (there.contains(name));
                pending.put(name, goal);
            }
            steps.add(new Step(type.path(), EnumKind.renameLabel(now, label, name)));
            there.set(there.indexOf(label), name);
        }
    }

    /** A label whose new name is free, or any if there is none. */
    private static String first(Map<String, String> pending, List<String> there) {
        for (Map.Entry<String, String> entry : pending.entrySet()) {
            if (!there.contains(entry.getValue())) {
                return entry.getKey();
            }
        }
        return pending.keySet().iterator().next();
    }
}

package org.gitversion.merge;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.gitversion.catalog.SearchPath;
import org.gitversion.kind.ColumnKind;
import org.gitversion.model.Node;
import org.gitversion.model.Path;
import org.gitversion.model.Renames;
import org.gitversion.model.SchemaTree;
import org.jspecify.annotations.Nullable;

/** Columns with values of which it is not known how they become those of another type. */
final class Unconverted {
    private static final List<String> OF_TYPE = List.of("type", "collation", "default");

    private final Conversions conversions;
    private final SchemaTree base;
    private final Renames names;
    private final SearchPath path;

    /**
     * For one merge.
     *
     * @param conversions what is known
     * @param base the base under the merged names
     * @param names from the base to the merged names
     * @param path the target
     */
    Unconverted(Conversions conversions, SchemaTree base, Renames names, SearchPath path) {
        this.conversions = conversions;
        this.base = base;
        this.names = names;
        this.path = path;
    }

    /**
     * Lets columns be converted as is known. The others keep the type that they have, where that
     * was decided; the source's side cannot be taken.
     *
     * @param goal the merged state
     * @param source the source under the merged names
     * @param live the target under the merged names
     * @param findings takes what was decided, and what was not
     * @return the state
     */
    SchemaTree into(SchemaTree goal, SchemaTree source, SchemaTree live, Findings findings) {
        List<Conflict> unknown = new ArrayList<>();
        SchemaTree known = conversions.into(goal, base, live, names, path, unknown);
        Causes causes = new Causes(base, source, live);
        Map<Path, @Nullable Node> changes = new TreeMap<>();
        for (Conflict one : unknown) {
            Conflict conflict =
                    causes.conflict(one.type(), one.path(), goal, one.detail())
                            .over(one.rowCount(), one.rowQuery())
                            .unconverted(true);
            if (findings.sideOf(conflict) == Strategy.OURS) {
                findings.record(conflict, Strategy.OURS);
                put(changes, one.path(), known, live);
            } else {
                findings.report(conflict);
            }
        }
        return changes.isEmpty() ? known : known.with(changes);
    }

    /** The merged state with the types that the target has, for somebody to say what is to be. */
    static SchemaTree proposal(SchemaTree goal, SchemaTree live, List<Conflict> conflicts) {
        Map<Path, @Nullable Node> changes = new TreeMap<>();
        for (Conflict conflict : conflicts) {
            if (conflict.isUnconverted()) {
                put(changes, conflict.path(), goal, live);
            }
        }
        return changes.isEmpty() ? goal : goal.with(changes);
    }

    private static void put(
            Map<Path, @Nullable Node> changes, Path path, SchemaTree goal, SchemaTree live) {
        Node column = goal.get(path);
        Node now = live.get(path);
        if (column != null && now != null) {
            for (String slot : OF_TYPE) {
                column = column.with(slot, now.value(slot));
            }
            Map<String, String> layout = new TreeMap<>(column.layout());
            layout.remove(ColumnKind.USING);
            layout.remove(ColumnKind.UNCONVERTED);
            changes.put(path, column.withLayout(layout));
        }
    }

    /** What somebody said that it is to be. */
    static Set<Path> replaced(Decisions decisions) {
        Set<Path> out = new HashSet<>();
        for (Decision decision : decisions.replacements()) {
            Map<Path, @Nullable Node> replacement = decision.replacement();
            if (replacement != null) {
                out.addAll(replacement.keySet());
            }
        }
        return out;
    }
}

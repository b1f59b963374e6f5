package org.gitversion.plan;

import java.util.List;
import java.util.Set;
import org.gitversion.catalog.CatalogReader;
import org.gitversion.catalog.LiveSchema;
import org.gitversion.db.Database;
import org.gitversion.diff.Change;
import org.gitversion.error.GitVersionException;
import org.gitversion.model.Node;
import org.gitversion.model.Path;
import org.gitversion.model.SchemaTree;
import org.gitversion.model.Slot;

/**
 * Tells whether a schema differs from what was promised only in how PostgreSQL words it. An
 * expression of one side may stand on a column that the other side gave another type: the merged
 * text is then printed with other casts, and the columns of a view have other types. That is so
 * when the promised text, executed once more, reads back no other way.
 */
final class Wording implements Database.Work<Boolean> {
    private final Database database;
    private final LiveSchema now;
    private final SchemaTree goal;
    private final List<Step> steps;

    private Wording(Database database, LiveSchema now, SchemaTree goal, List<Step> steps) {
        this.goal = goal;
        this.database = database;
        this.now = now;
        this.steps = steps;
    }

    /**
     * Tries and takes it back.
     *
     * @param database the gateway
     * @param now the schema as it reads
     * @param goal what was promised
     * @param steps what would bring the schema to what was promised
     * @return true when there are the promised objects, and executing the steps changes nothing
     */
    static boolean differs(Database database, LiveSchema now, SchemaTree goal, List<Step> steps) {
        if (now.tree().size() != goal.size()) {
            return false;
        }
        for (Node promised : goal.nodes()) {
            Node read = now.tree().get(promised.path());
            if (read == null || read.kind() != promised.kind()) {
                return false;
            }
            if (!read.equals(promised)
                    && !(isWorded(read, promised) && isStated(promised.path(), steps))) {
                return false;
            }
        }
        try {
            return database.undone(new Wording(database, now, goal, steps));
        } catch (GitVersionException refused) {
            return false;
        }
    }

    /** Only what PostgreSQL words may differ; what an expression refers to is not wording. */
    private static boolean isWorded(Node read, Node promised) {
        Set<String> changed = Change.changedSlots(promised, read);
        for (Slot slot : promised.kind().slots()) {
            if (changed.contains(slot.name()) && !slot.isWorded()) {
                return false;
            }
        }
        return changed.contains("type") || read.references().equals(promised.references());
    }

    private static boolean isStated(Path path, List<Step> steps) {
        for (Step step : steps) {
            if (path.equals(step.path()) || path.isBelow(step.path())) {
                return true;
            }
        }
        return false;
    }

    @Override
    public Boolean run() {
        Applier.execute(database, now, goal, steps);
        return CatalogReader.readBack(database, now, goal).tree().equals(now.tree());
    }
}

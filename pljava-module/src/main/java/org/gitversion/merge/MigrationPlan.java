package org.gitversion.merge;

import java.util.ArrayList;
import java.util.List;
import org.gitversion.canonical.JsonWriter;
import org.gitversion.canonical.OwnSchema;
import org.gitversion.catalog.LiveSchema;
import org.gitversion.db.Database;
import org.gitversion.error.GitVersionException;
import org.gitversion.history.States;
import org.gitversion.model.Renames;
import org.gitversion.plan.Step;

/** The statements that turn one state into another, tried out on a schema without rows. */
public final class MigrationPlan implements Database.Work<String> {
    private final Database database;
    private final States states;
    private final OwnSchema schema;

    private MigrationPlan(Database database, States states, OwnSchema schema) {
        this.database = database;
        this.states = states;
        this.schema = schema;
    }

    /**
     * Finds the statements, in executable order.
     *
     * @param database the gateway
     * @param states from where to where
     * @param schema the schema that statements name which cannot do without
     * @return a JSON array of objects with the columns of {@code plan}
     * @throws GitVersionException what carrying the plan out can throw
     */
    public static String rows(Database database, States states, OwnSchema schema) {
        return database.undone(new MigrationPlan(database, states, schema));
    }

    @Override
    public String run() {
        LiveSchema from = Scratch.build(database, states.from());
        TreeMerger merger =
                new TreeMerger(database, states.to(), from, Decisions.of(Strategy.RECURSIVE));
        merger.merge(from.tree(), states.renames(), Renames.NONE);
        if (!merger.conflicts().isEmpty()) {
            throw ConflictReport.failed(
                    "the plan",
                    "There is no way from the one state to the other in place.",
                    merger);
        }
        List<String> rows = new ArrayList<>();
        for (Step step : merger.steps()) {
            rows.add(PreviewRow.of(rows.size() + 1, step, schema));
        }
        return JsonWriter.array(rows);
    }
}

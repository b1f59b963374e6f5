package org.gitversion.merge;

import java.util.ArrayList;
import java.util.List;
import org.gitversion.canonical.JsonWriter;
import org.gitversion.canonical.OwnSchema;
import org.gitversion.catalog.Ignored;
import org.gitversion.catalog.LiveSchema;
import org.gitversion.catalog.SearchPath;
import org.gitversion.db.Database;
import org.gitversion.db.SqlFailure;
import org.gitversion.error.ErrorCode;
import org.gitversion.error.GitVersionException;
import org.gitversion.history.Commit;
import org.gitversion.history.MergePart;
import org.gitversion.history.Revisions;
import org.gitversion.history.States;
import org.gitversion.model.Renames;
import org.gitversion.plan.OnlinePlan;
import org.gitversion.plan.OnlineStep;
import org.gitversion.plan.Step;
import org.jspecify.annotations.Nullable;

/** The statements that turn one state into another, tried out on a schema without rows. */
public final class MigrationPlan implements Database.Work<String> {
    private final Database database;
    private final States states;
    private final OwnSchema schema;
    private final boolean portable;
    private final Using using;
    private final boolean online;

    private MigrationPlan(
            Database database,
            States states,
            OwnSchema schema,
            boolean portable,
            Using using,
            boolean online) {
        this.using = using;
        this.online = online;
        this.database = database;
        this.states = states;
        this.schema = schema;
        this.portable = portable;
    }

    /**
     * Finds the statements, in executable order.
     *
     * @param database the gateway
     * @param from a revision
     * @param to another revision
     * @param session the branch of the session, or null
     * @param using how values are converted that get another type
     * @param online whether the plan is for running outside of one transaction
     * @return a JSON array of objects with the columns of {@code plan}
     * @throws GitVersionException what carrying the plan out can throw
     */
    public static String rows(
            Database database,
            String from,
            String to,
            @Nullable String session,
            Using using,
            boolean online) {
        Revisions revisions = new Revisions(database, session);
        Commit one = revisions.resolve(from);
        Commit other = revisions.resolve(to);
        OwnSchema schema = SearchPath.planned(database, from, session);
        States part =
                MergePart.isFull(database) || Ignored.isPossible(database)
                        ? null
                        : States.touched(database, one, other);
        String rows = part == null ? null : tried(database, part, schema, using, online);
        if (rows != null) {
            return rows;
        }
        States whole = States.of(database, one, other);
        return database.undone(new MigrationPlan(database, whole, schema, false, using, online));
    }

    /** What does not go through with a part is tried with all that there is. */
    private static @Nullable String tried(
            Database database, States part, OwnSchema schema, Using using, boolean online) {
        try {
            return database.undone(new MigrationPlan(database, part, schema, false, using, online));
        } catch (GitVersionException refused) {
            return null;
        } catch (SqlFailure failure) {
            if (failure.isOfTheMoment()) {
                throw failure;
            }
            return null;
        }
    }

    /**
     * Finds the statements, and what a schema must be that they are executed on elsewhere.
     *
     * @param database the gateway
     * @param states from where to where
     * @param schema the schema that statements name which cannot do without
     * @param using how values are converted that get another type
     * @param online whether the plan is for running outside of one transaction
     * @return a JSON object with the hashes of both states, exact ones first, and the steps
     * @throws GitVersionException what carrying the plan out can throw
     */
    public static String portable(
            Database database, States states, OwnSchema schema, Using using, boolean online) {
        return database.undone(new MigrationPlan(database, states, schema, true, using, online));
    }

    @Override
    public String run() {
        LiveSchema from =
                states.isPart()
                        ? Scratch.buildPart(database, states.from())
                        : Scratch.build(database, states.from());
        List<String> before = portable ? hashes(from.searchPath()) : List.of();
        List<OnlineStep> steps;
        if (online) {
            OnlinePlan plan = database.undone(new Plain(from));
            plan.tryOut(database, from);
            steps = plan.steps();
        } else {
            steps = OnlinePlan.together(changed(from).steps());
        }
        List<String> rows = new ArrayList<>();
        for (OnlineStep step : steps) {
            int number = rows.size() + 1;
            rows.add(
                    portable
                            ? PreviewRow.portable(number, step, schema)
                            : PreviewRow.planned(number, step, schema));
        }
        if (!portable) {
            return JsonWriter.array(rows);
        }
        return new JsonWriter()
                .texts("before", before)
                .texts("after", hashes(from.searchPath()))
                .documents("steps", rows)
                .toString();
    }

    /** Carries the plan out in one transaction. */
    private TreeMerger changed(LiveSchema from) {
        TreeMerger merger =
                new TreeMerger(
                        database, states.to(), from, Decisions.of(Strategy.RECURSIVE).with(using));
        merger.conversions()
                .between(states.fromCommit(), states.toCommit())
                .uncommitted(states.toBranch(), true);
        merger.merge(from.tree(), states.renames(), Renames.NONE);
        if (!merger.conflicts().isEmpty()) {
            throw ConflictReport.noWay("the plan", merger);
        }
        using.requireUsed();
        for (Step step : merger.steps()) {
            if (step.ddl().refusal() != null) {
                throw unknown(step);
            }
        }
        return merger;
    }

    /** Carries the plan out in one transaction to see what can be done outside of it. */
    private final class Plain implements Database.Work<OnlinePlan> {
        private final LiveSchema from;

        Plain(LiveSchema from) {
            this.from = from;
        }

        @Override
        public OnlinePlan run() {
            TreeMerger merger = changed(from);
            return OnlinePlan.of(database, from, merger.result(), states.renames(), merger.steps());
        }
    }

    private List<String> hashes(SearchPath path) {
        List<String> hashes = new ArrayList<>(2);
        for (boolean exact : new boolean[] {true, false}) {
            hashes.add(
                    database.value(
                            "SELECT gitversion_internal.schema_hash(?::text, ?::text,"
                                    + " ARRAY[?::text, ?::text], gitversion_internal.left_out(),"
                                    + " ?::boolean)",
                            path.schema(),
                            path.toString(),
                            path.schema(),
                            schema.name(),
                            exact));
        }
        return hashes;
    }

    /** Here are no rows, but there will be where the plan is executed. */
    private static GitVersionException unknown(Step step) {
        return new GitVersionException(
                        ErrorCode.NO_CONVERSION,
                        "it is not known how the values of \"" + step.path() + "\" are converted",
                        "Rows that have a value would fail: " + step.ddl().refusal() + ".",
                        "Name the column in p_using, with the expression to convert it by.")
                .about(step.path().toString(), null);
    }
}

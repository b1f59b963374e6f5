package org.gitversion.plan;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.gitversion.canonical.SchemaMarker;
import org.gitversion.catalog.SearchPath;
import org.gitversion.db.Database;
import org.gitversion.db.SqlFailure;
import org.gitversion.error.GitVersionException;
import org.gitversion.kind.Effect;
import org.gitversion.kind.ObjectKinds;
import org.gitversion.model.Node;
import org.gitversion.model.SchemaTree;
import org.jspecify.annotations.Nullable;

/** Executes the steps of a plan, many at once where nothing is to be said of a single one. */
final class Runner {
    private static final int BATCH = 100_000;
    private static final int BATCH_STEPS = 250;
    private static final String CHANGED = "the new type cannot hold the values that are there";

    /** SQLSTATE: data exception. */
    private static final String CHECK_VIOLATION = "23514";

    private static final String DATA_EXCEPTION = "22000";

    private final Database database;
    private final SearchPath path;
    private final SchemaTree goal;
    private final List<Step> executed;
    private final List<Refusal> refusals;
    private final Cage cage;
    private final boolean hasRows;
    private @Nullable GitVersionException refused;

    Runner(
            Database database,
            SearchPath path,
            SchemaTree goal,
            List<Step> executed,
            List<Refusal> refusals,
            Cage cage,
            boolean hasRows) {
        this.database = database;
        this.path = path;
        this.goal = goal;
        this.executed = executed;
        this.refusals = refusals;
        this.cage = cage;
        this.hasRows = hasRows;
    }

    /** What executes steps. */
    Runnable executing(List<Step> steps) {
        return new Running(steps);
    }

    private final class Running implements Runnable {
        private final List<Step> steps;

        Running(List<Step> steps) {
            this.steps = steps;
        }

        @Override
        public void run() {
            runAll(steps);
        }
    }

    private void runAll(List<Step> steps) {
        Progress progress = new Progress(database, steps.size());
        List<Step> batch = new ArrayList<>();
        int length = 0;
        boolean wasSlow = false;
        String role = null;
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            boolean alone = step.isConditional() || isLookedAt(step);
            boolean full = length > BATCH || batch.size() >= BATCH_STEPS;
            boolean slow = step.ddl().effect() != Effect.NONE && hasRows;
            String next = roleFor(step);
            if (alone || full || slow || wasSlow || !Objects.equals(role, next)) {
                run(batch, role);
                batch.clear();
                length = 0;
                progress.show(i, step);
            }
            wasSlow = slow || alone;
            role = next;
            if (alone) {
                runCarefully(step, role);
            } else {
                batch.add(step);
                length += step.ddl().sql().length();
            }
        }
        run(batch, role);
        GitVersionException failure = refused;
        if (failure != null) {
            throw failure;
        }
        progress.end();
    }

    /** What belongs to one table is of one owner. */
    private @Nullable String roleFor(Step step) {
        String role = null;
        for (Step part : step.parts()) {
            role = cage.roleFor(part);
        }
        return role;
    }

    /** What nobody is told of the statement need not be found out. */
    private boolean isLookedAt(Step step) {
        return hasRows && step.ddl().effect() == Effect.UNKNOWN && database.isTrial();
    }

    private void run(List<Step> batch, @Nullable String role) {
        if (batch.isEmpty()) {
            return;
        }
        StringBuilder sql = new StringBuilder(BATCH / 4);
        for (Step step : batch) {
            sql.append(SchemaMarker.unmark(step.ddl().sql(), path.own())).append(";\n");
        }
        SqlFailure failure = send(sql.toString(), role);
        if (failure == null) {
            executed.addAll(batch);
            return;
        }
        boolean isParted = false;
        for (Step step : batch) {
            if (step.isJoined()) {
                isParted |= !runJoined(step, role);
            } else {
                runAlone(step, role);
            }
        }
        if (refused == null && !isParted) {
            throw failure;
        }
    }

    private void runAlone(Step step, @Nullable String role) {
        SqlFailure failure = send(SchemaMarker.unmark(step.ddl().sql(), path.own()), role);
        if (failure == null) {
            executed.add(step);
        } else {
            refuse(step, failure, null, role);
        }
    }

    /** Goes on after a statement that rows stand in the way of, to find the others of the kind. */
    private void refuse(
            Step step, SqlFailure failure, @Nullable OffendingRows found, @Nullable String role) {
        GitVersionException first = refused;
        String state = failure.failure().getSQLState();
        boolean ofRows = state.startsWith("22") || state.startsWith("23");
        if (first != null && !ofRows) {
            // What the refused statements would have made is missing now.
            throw first;
        }
        OffendingRows samples = found == null ? samples(step, state, role) : found;
        String detail = StatementFailure.detail(step, failure.failure(), samples);
        Node node = goal.get(step.path());
        boolean isUnconverted = step.ddl().refusal() != null;
        refusals.add(new Refusal(step.path(), node, state, detail, samples, isUnconverted));
        if (first == null) {
            first = StatementFailure.of(step, failure.failure(), detail, role);
            refused = first;
        }
        if (!ofRows) {
            throw first;
        }
    }

    private @Nullable OffendingRows samples(Step step, String state, @Nullable String role) {
        String former = MovedTables.source(step);
        if (former != null && CHECK_VIOLATION.equals(state)) {
            return OffendingRows.unplaced(database, path, step.path(), former, role);
        }
        Node node = goal.get(step.path());
        if (node == null || !state.startsWith("23")) {
            return null;
        }
        String query = ObjectKinds.ALL.of(node).offendingRows(node, goal);
        return query == null ? null : OffendingRows.ask(database, path, query, role);
    }

    /**
     * Executes one statement for several; where PostgreSQL refuses it, one for each, so that the
     * object in the way is named.
     *
     * @return false when there was more than one
     */
    private boolean runJoined(Step step, @Nullable String role) {
        boolean isFree = true;
        for (Step part : step.parts()) {
            isFree &= found(part, role) == null;
        }
        SqlFailure failure = isFree ? execute(step, role) : null;
        if (isFree && failure == null) {
            return true;
        }
        Step other = failure == null ? null : otherwise(step, failure, role);
        if (other != null) {
            return runJoined(other, role);
        }
        for (Step part : step.parts()) {
            runCarefully(part, role);
        }
        return false;
    }

    /**
     * The same with the alternatives of those parts that PostgreSQL refuses by themselves, however
     * the table be filled; null where these are not the reason.
     */
    private @Nullable Step otherwise(Step step, SqlFailure failure, @Nullable String role) {
        String state = failure.failure().getSQLState();
        List<Step> parts = new ArrayList<>(step.parts().size());
        boolean isOther = false;
        for (Step part : step.parts()) {
            Step next = part;
            if (part.ddl().alternative(state) != null && state.equals(stateOf(part, role))) {
                next = new Step(part.path(), part.ddl().alternative());
                isOther = true;
            }
            if (next.ddl().refusal() != null || next.ddl().target() == null) {
                return null;
            }
            parts.add(next);
        }
        return isOther ? Step.joined(step.path(), parts) : null;
    }

    /** What a statement is refused with before any row is read; it is never carried out. */
    private String stateOf(Step step, @Nullable String role) {
        String sql = SchemaMarker.unmark(step.ddl().sql(), path.own()) + ", DROP COLUMN ctid";
        SqlFailure failure = send(sql, role);
        return failure == null ? "" : failure.failure().getSQLState();
    }

    /** The rows that a statement is not to be executed with. */
    private @Nullable OffendingRows found(Step step, @Nullable String role) {
        String query = step.ddl().unless();
        return query == null || !hasRows ? null : OffendingRows.ask(database, path, query, role);
    }

    /** Executes a statement, and looks what it does where that is not known. */
    private @Nullable SqlFailure execute(Step step, @Nullable String role) {
        Effects before = isLookedAt(step) ? Effects.look(database, path.schema(), step) : null;
        SqlFailure failure = send(SchemaMarker.unmark(step.ddl().sql(), path.own()), role);
        if (failure == null && before != null) {
            Effects after = Effects.look(database, path.schema(), step);
            executed.add(step.executedAs(Effects.between(before, after, step.ddl())));
        } else if (failure == null) {
            executed.add(step);
        }
        return failure;
    }

    private void runCarefully(Step step, @Nullable String role) {
        if (step.isJoined()) {
            runJoined(step, role);
            return;
        }
        OffendingRows samples = found(step, role);
        if (samples != null) {
            String why = step.ddl().refusal() == null ? CHANGED : step.ddl().refusal();
            refuse(step, new SqlFailure(new SQLException(why, DATA_EXCEPTION)), samples, role);
            return;
        }
        SqlFailure failure = execute(step, role);
        if (failure == null) {
            return;
        }
        if (step.ddl().alternative(failure.failure().getSQLState()) == null) {
            refuse(step, failure, null, role);
        } else {
            runCarefully(new Step(step.path(), step.ddl().alternative()), role);
        }
    }

    /** Sends statements, all or none of which are executed, on the path of the schema. */
    private @Nullable SqlFailure send(String sql, @Nullable String role) {
        database.searchPath(path.toString());
        SqlFailure failure = database.attempt(sql, role);
        database.ownPath();
        return failure;
    }
}

package org.gitversion.plan;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.gitversion.canonical.SchemaMarker;
import org.gitversion.catalog.CatalogReader;
import org.gitversion.catalog.LiveSchema;
import org.gitversion.catalog.SearchPath;
import org.gitversion.db.Database;
import org.gitversion.db.SqlFailure;
import org.gitversion.error.GitVersionException;
import org.gitversion.model.SchemaTree;
import org.jspecify.annotations.Nullable;

/**
 * Brings a live schema to a state and proves it: after the last statement the schema is read back
 * and must equal what was promised.
 */
public final class Applier {
    private static final int BATCH = 100_000;
    private static final int ROUNDS = 3;

    private final Database database;
    private final SearchPath path;

    private Applier(Database database, SearchPath path) {
        this.database = database;
        this.path = path;
    }

    /**
     * Changes a schema in place.
     *
     * @param database the gateway
     * @param from the schema as it was read
     * @param to the state to reach
     * @param executed gets the statements
     * @return the schema as read after the change; its tree equals {@code to}
     * @throws GitVersionException STATEMENT_FAILED, CANNOT_ALTER or VERIFICATION_FAILED; nothing is
     *     changed then once the caller's transaction rolls back
     */
    public static LiveSchema migrate(
            Database database, LiveSchema from, SchemaTree to, List<Step> executed) {
        Applier applier = new Applier(database, from.searchPath());
        SchemaTree goal = Owners.assumable(database, to);
        String user = Owners.currentUser(database);
        LiveSchema now = from;
        for (int round = 0; round < ROUNDS; round++) {
            List<Step> steps = Planner.plan(now.tree(), goal, user);
            if (round > 0 && steps.isEmpty()) {
                break;
            }
            executed.addAll(steps);
            applier.execute(steps);
            now = CatalogReader.read(database, from.searchPath());
            if (now.tree().equals(goal)) {
                return now;
            }
        }
        throw Mismatch.refusal(goal, now.tree());
    }

    /**
     * Executes steps on the search path of the schema.
     *
     * @param database the gateway
     * @param path the schema
     * @param steps what to execute
     */
    public static void execute(Database database, SearchPath path, List<Step> steps) {
        new Applier(database, path).execute(steps);
    }

    private void execute(List<Step> steps) {
        if (steps.isEmpty()) {
            return;
        }
        database.value(
                "SELECT set_config('gitversion.internal', 'on', true),"
                        + " set_config('check_function_bodies', 'off', true)");
        List<Step> batch = new ArrayList<>();
        int length = 0;
        for (Step step : steps) {
            if (step.ddl().hasAlternative()) {
                run(batch);
                batch.clear();
                length = 0;
                runWithAlternative(step);
            } else {
                batch.add(step);
                length += step.ddl().sql().length();
                if (length > BATCH) {
                    run(batch);
                    batch.clear();
                    length = 0;
                }
            }
        }
        run(batch);
        database.value("SELECT set_config('gitversion.internal', '', true)");
    }

    private void run(List<Step> batch) {
        if (batch.isEmpty()) {
            return;
        }
        StringBuilder sql = new StringBuilder(BATCH / 4);
        for (Step step : batch) {
            sql.append(SchemaMarker.unmark(step.ddl().sql(), path.schema())).append(";\n");
        }
        try {
            send(sql.toString());
        } catch (SqlFailure failure) {
            if (isFatal(failure.failure())) {
                throw failure;
            }
            for (Step step : batch) {
                runAlone(step);
            }
            throw failure;
        }
    }

    private void runAlone(Step step) {
        try {
            send(SchemaMarker.unmark(step.ddl().sql(), path.schema()));
        } catch (SqlFailure failure) {
            if (isFatal(failure.failure())) {
                throw failure;
            }
            throw StatementFailure.of(step, failure.failure());
        }
    }

    private void runWithAlternative(Step step) {
        try {
            send(SchemaMarker.unmark(step.ddl().sql(), path.schema()));
        } catch (SqlFailure failure) {
            String other = step.ddl().alternative(failure.failure().getSQLState());
            if (other == null) {
                if (isFatal(failure.failure())) {
                    throw failure;
                }
                throw StatementFailure.of(step, failure.failure());
            }
            runAlone(new Step(step.path(), step.ddl().alternative()));
        }
    }

    /** Sends statements in a subtransaction, on the path of the schema. */
    private void send(String sql) {
        database.nested(new Sending(sql));
        database.searchPath(Database.OWN_PATH);
    }

    private final class Sending implements Database.Work<Boolean> {
        private final String sql;

        Sending(String sql) {
            this.sql = sql;
        }

        @Override
        public Boolean run() {
            database.searchPath(path.toString());
            database.execute(sql);
            return Boolean.TRUE;
        }
    }

    /** Cancelling, shutdown, lack of resources and lost serializations are not the plan's fault. */
    private static boolean isFatal(SQLException failure) {
        @Nullable String state = failure.getSQLState();
        return state == null
                || state.startsWith("57")
                || state.startsWith("53")
                || state.startsWith("40")
                || state.startsWith("XX");
    }
}
